//! Where lines break. Works on byte ranges, so that links and marks keep their places; must never copy or change the text, nor let a line be wider than asked.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::width::{columns, grapheme_columns};

/// The lines of `text` as bytes of it: the first in at most `first` columns, the others in at most `rest` (0 counts as 1).
///
/// Lines are filled one after the other. They break at white space, which then lies outside the ranges, after hyphens and dashes between letters, and between
/// ideographs; a word wider than the line breaks after a slash or the like, else between graphemes; only a single grapheme may be wider than its line.
/// A line feed always breaks. Where the first word does not fit into `first` but into `rest`, the first range is empty. An empty text is one empty line.
#[must_use]
pub fn wrap(text: &str, first: usize, rest: usize) -> Vec<Range<usize>> {
    let mut lines = Lines { text, first: first.max(1), rest: rest.max(1), done: Vec::new(), open: 0..0, used: 0 };
    let mut start = 0;
    for hard in text.split('\n') {
        lines.open = start..start;
        for piece in pieces(hard) {
            lines.place(&piece.at(start));
        }
        lines.close();
        start += hard.len() + 1;
    }
    lines.done
}

/// A run of text inside which a line breaks only when it must.
struct Piece {
    range: Range<usize>,
    columns: usize,
    /// The columns of white space before it.
    gap: usize,
}

impl Piece {
    fn at(self, offset: usize) -> Self {
        Self { range: self.range.start + offset..self.range.end + offset, ..self }
    }
}

/// The lines while they are filled.
struct Lines<'a> {
    text: &'a str,
    first: usize,
    rest: usize,
    done: Vec<Range<usize>>,
    /// The line being filled; empty while nothing stands on it.
    open: Range<usize>,
    used: usize,
}

impl Lines<'_> {
    fn width(&self) -> usize {
        if self.done.is_empty() { self.first } else { self.rest }
    }

    fn close(&mut self) {
        self.done.push(self.open.clone());
        self.open = self.open.end..self.open.end;
        self.used = 0;
    }

    /// Puts a piece on the open line, or on the next where it does not fit.
    fn place(&mut self, piece: &Piece) {
        let needed = self.used + piece.gap + piece.columns;
        if needed <= self.width() {
            // The white space before the first word of a written line is the writer's indent and stays.
            self.open.end = piece.range.end;
            self.used = needed;
            return;
        }
        if !self.open.is_empty() {
            self.close();
        }
        if piece.columns > self.width() && self.done.is_empty() && piece.columns <= self.rest {
            self.close();
        }
        self.open = piece.range.start..piece.range.end;
        self.used = piece.columns;
        while self.used > self.width() {
            self.break_open();
        }
    }

    /// Breaks the open line, a single piece too wide for it, where it is full.
    fn break_open(&mut self) {
        let whole = self.open.clone();
        let piece = self.text.get(whole.clone()).unwrap_or_default();
        let cut = break_at(piece, self.width());
        if cut == piece.len() {
            // One grapheme, wider than any line: it stands as it is.
            self.used = self.width();
            return;
        }
        let before = piece.get(..cut).unwrap_or_default();
        let left = self.used - columns(before);
        self.open = whole.start..whole.start + cut;
        self.close();
        self.open = whole.start + cut..whole.end;
        self.used = left;
    }
}

/// Where a piece wider than `width` breaks: after its last slash or the like that fits, else after the last grapheme that does; always after one.
fn break_at(piece: &str, width: usize) -> usize {
    let (mut used, mut fits, mut after_slash) = (0, 0, None);
    for (at, grapheme) in piece.grapheme_indices(true) {
        used += grapheme_columns(grapheme);
        if used > width && at > 0 {
            break;
        }
        fits = at + grapheme.len();
        if matches!(grapheme, "/" | "-" | "–" | "—" | "_" | "." | "?" | "&" | "=" | "," | ";" | ":") {
            after_slash = Some(fits);
        }
    }
    after_slash.unwrap_or(fits)
}

/// The pieces of one written line.
fn pieces(line: &str) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let (mut gap, mut before) = (0, None);
    for (at, grapheme) in line.grapheme_indices(true) {
        let wide = grapheme_columns(grapheme);
        let end = at + grapheme.len();
        let first = grapheme.chars().next().unwrap_or(' ');
        if is_break_space(first) {
            gap += wide;
            before = None;
            continue;
        }
        match found.last_mut() {
            Some(piece) if before.is_some_and(|before| !breaks_between(before, first)) => {
                piece.range.end = end;
                piece.columns += wide;
            }
            _ => {
                found.push(Piece { range: at..end, columns: wide, gap });
                gap = 0;
            }
        }
        before = Some(Pair {
            last: grapheme.chars().next_back().unwrap_or(' '),
            earlier: before.map(|pair: Pair| pair.last),
        });
    }
    found
}

/// The two last characters before a place where a line might break.
#[derive(Clone, Copy)]
struct Pair {
    earlier: Option<char>,
    last: char,
}

fn is_break_space(character: char) -> bool {
    character.is_whitespace() && !matches!(character, '\u{A0}' | '\u{2007}' | '\u{202F}')
}

fn breaks_between(before: Pair, next: char) -> bool {
    match before.last {
        '-' | '\u{2010}' | '–' => before.earlier.is_some_and(char::is_alphabetic) && next.is_alphabetic(),
        '—' => next.is_alphanumeric(),
        last => {
            let ideographic = is_ideographic(last) || is_ideographic(next);
            let ends = is_ideographic(last) || is_closing(last) || last.is_alphanumeric();
            let begins = is_ideographic(next) || is_opening(next) || next.is_alphanumeric();
            ideographic && ends && begins && !is_small_kana(next)
        }
    }
}

fn is_ideographic(character: char) -> bool {
    matches!(character, '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

fn is_opening(character: char) -> bool {
    matches!(character, '「' | '『' | '（' | '【' | '〈' | '《' | '〔' | '［')
}

fn is_closing(character: char) -> bool {
    matches!(
        character,
        '」' | '』'
            | '）'
            | '】'
            | '〉'
            | '》'
            | '〕'
            | '］'
            | '。'
            | '、'
            | '，'
            | '．'
            | '！'
            | '？'
            | '：'
            | '；'
    )
}

/// Small kana and the sign of a long vowel belong to the one before.
fn is_small_kana(character: char) -> bool {
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶーゝゞヽヾ・".contains(character)
}
