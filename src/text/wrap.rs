//! Where lines break. Works on byte ranges, so that links and marks keep their places; must never copy or change the
//! text, nor let a line be wider than asked.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::fold::is_ideograph;
use super::width::{columns, grapheme_columns};

/// The lines of `text` as bytes of it: the first in at most `first` columns, the others in at most `rest` (0 counts as
/// 1).
///
/// Lines are filled one after the other. They break at white space, which then lies outside the ranges, after hyphens
/// and dashes between letters, and between ideographs; a word wider than the line breaks after a slash or the like,
/// else between graphemes; only a single grapheme may be wider than its line. A line feed always breaks. Where the
/// first word does not fit into `first` but into `rest`, the first range is empty. An empty text is one empty line.
#[must_use]
pub fn wrap(text: &str, first: usize, rest: usize) -> Vec<Range<usize>> {
    filled(text, first, rest, pieces)
}

/// The same, but a word is broken only where it is wider than a line: what is copied from it stays whole.
#[must_use]
pub fn wrap_words(text: &str, width: usize) -> Vec<Range<usize>> {
    filled(text, width, width, |line| words(line, width))
}

fn filled(text: &str, first: usize, rest: usize, pieces: impl Fn(&str) -> Vec<Piece>) -> Vec<Range<usize>> {
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

/// Where a piece wider than `width` breaks: after its last slash or the like that fits, else after the last grapheme
/// that does; always after one.
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
        // A mark may stand on a space, and goes where it goes.
        if grapheme.chars().all(is_break_space) {
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

/// The words of one written line; of one wider than `width` its lines, of which none but the first has room on a line
/// begun.
fn words(line: &str, width: usize) -> Vec<Piece> {
    let pieces = pieces(line);
    let words = pieces.chunk_by(|_, next| next.gap == 0).filter_map(|word| Some((word.first()?, word.last()?)));
    let lines = words.flat_map(|(first, last)| {
        let start = first.range.start;
        let word = line.get(start..last.range.end).unwrap_or_default();
        let lines = wrap(word, width, width).into_iter().enumerate();
        lines.map(move |(number, range)| {
            let columns = columns(word.get(range.clone()).unwrap_or_default());
            Piece { range, columns, gap: if number == 0 { first.gap } else { width } }.at(start)
        })
    });
    lines.collect()
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
            let ideographic = is_ideograph(last) || is_ideograph(next);
            let ends = is_ideograph(last) || is_closing(last) || last.is_alphanumeric();
            let begins = is_ideograph(next) || is_opening(next) || next.is_alphanumeric();
            ideographic && ends && begins && !is_small_kana(next)
        }
    }
}

fn is_opening(character: char) -> bool {
    "「『（【〈《〔［".contains(character)
}

fn is_closing(character: char) -> bool {
    "」』）】〉》〕］。、，．！？：；".contains(character)
}

/// Small kana and the sign of a long vowel belong to the one before.
fn is_small_kana(character: char) -> bool {
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶーゝゞヽヾ・".contains(character)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wrapped(text: &str, first: usize, rest: usize) -> Vec<&str> {
        wrap(text, first, rest).into_iter().map(|line| text.get(line).unwrap()).collect()
    }

    #[test]
    fn lines_break_where_people_break_them() {
        for (text, width, lines) in [
            ("", 5, &[""][..]),
            ("who sells what", 9, &["who sells", "what"]),
            ("who  sells ", 5, &["who", "sells"]),
            ("a\n\nb\n", 5, &["a", "", "b", ""]),
            // The writer's indent stays, the white space at a break does not.
            ("  to whom", 6, &["  to", "whom"]),
            // After hyphens and dashes between letters, not in 3-5.
            ("well-known", 6, &["well-", "known"]),
            ("¶3-5 and", 6, &["¶3-5", "and"]),
            ("ask—and", 5, &["ask—", "and"]),
            // A no-break space does not.
            ("5 km\u{A0}off", 5, &["5", "km\u{A0}of", "f"]),
            // Between ideographs, but not before small kana nor a closing sign.
            ("契約の終了", 4, &["契約", "の終", "了"]),
            ("キャッチ", 6, &["キャッ", "チ"]),
            ("終了。次", 4, &["終", "了。", "次"]),
            // What is wider than a line breaks after a slash or the like, else anywhere between graphemes.
            ("example.org/who", 9, &["example.", "org/who"]),
            ("Rekognition", 4, &["Reko", "gnit", "ion"]),
            ("e\u{301}e\u{301}", 1, &["e\u{301}", "e\u{301}"]),
            ("語語", 1, &["語", "語"]),
        ] {
            assert_eq!(wrapped(text, width, width), lines, "{text} in {width}");
        }
    }

    #[test]
    fn the_first_line_may_have_less_room() {
        assert_eq!(wrapped("who sells what", 3, 20), ["who", "sells what"]);
        assert_eq!(wrapped("sells what", 3, 20), ["", "sells what"]);
        assert_eq!(wrapped("Rekognition", 3, 4), ["Rek", "ogni", "tion"]);
        assert_eq!(wrapped("ab", 0, 0), ["a", "b"]);
    }

    fn words(text: &str, width: usize) -> Vec<&str> {
        wrap_words(text, width).into_iter().filter_map(|line| text.get(line)).collect()
    }

    #[test]
    fn a_word_is_whole_where_a_line_holds_it() {
        assert_eq!(words("see a-bc-def, or so", 9), ["see", "a-bc-def,", "or so"]);
        assert_eq!(words("see a-bc-defghij on", 9), ["see a-bc-", "defghij", "on"]);
        assert_eq!(words("本本 本本本", 6), ["本本", "本本本"]);
        assert_eq!(words("", 6), [""]);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked_and_nothing_is_lost(
            text in "[ab é語、ーっ「。👍🏽\u{301}\u{A0}/—\n-]{0,40}", first in 0..12_usize, rest in 0..12_usize
        ) {
            let lines = wrap(&text, first, rest);
            let mut done = 0;
            for (number, line) in lines.iter().enumerate() {
                let said = text.get(line.clone()).unwrap();
                let room = if number == 0 { first } else { rest }.max(1);
                prop_assert!(columns(said) <= room || said.graphemes(true).count() == 1, "{said:?} in {room}");
                let between = text.get(done..line.start).unwrap();
                prop_assert!(between.chars().all(is_break_space), "{between:?} is lost");
                done = line.end;
            }
            prop_assert!(text.get(done..).unwrap().chars().all(is_break_space));
            prop_assert!(lines.len() > text.matches('\n').count());
        }

        #[test]
        fn words_are_broken_only_where_they_must(text in "([a-c]{1,9}(-[a-c]{1,6}){0,2} ){0,8}", width in 1..20_usize) {
            let text = text.trim_end();
            let lines = words(text, width);
            prop_assert!(lines.iter().all(|line| columns(line) <= width));
            prop_assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
            let is_whole = |word: &str| lines.iter().any(|line| line.split(' ').any(|part| part == word));
            prop_assert!(text.split(' ').all(|word| is_whole(word) || columns(word) > width));
        }
    }
}
