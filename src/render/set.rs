//! Text made safe and spelled for the medium, ready to be broken into lines. Must never lose a piece's role or stop.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::page::{Role, Text};
use crate::text::columns::Slot;
use crate::text::{Safe, width, wrap::wrap};

use super::Glyphs;
use super::laid::{Flow, LaidSpan};

/// Flat safe text (line feeds are hard breaks) with what holds for which bytes of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Set {
    text: String,
    pieces: Vec<Piece>,
    /// Its own among those of its page.
    number: u32,
}

#[derive(Debug, Clone)]
struct Piece {
    range: Range<usize>,
    role: Role,
    stop: Option<usize>,
}

impl Set {
    pub(super) fn new(text: &Text, glyphs: Glyphs) -> Self {
        let mut set = Self::default();
        for piece in &text.0 {
            let start = set.text.len();
            let lines = Safe::lines(&glyphs.spell(&piece.text));
            for (index, line) in lines.iter().enumerate() {
                if index > 0 {
                    set.text.push('\n');
                }
                set.text.push_str(glyphs.safe(line.as_str()).as_str());
            }
            set.pieces.push(Piece { range: start..set.text.len(), role: piece.role, stop: piece.stop });
        }
        set.keep_graphemes_whole();
        set
    }

    pub(super) fn numbered(self, number: u32) -> Self {
        Self { number, ..self }
    }

    /// A mark that opens a piece belongs to the letter before it.
    fn keep_graphemes_whole(&mut self) {
        if self.text.is_ascii() {
            return;
        }
        let starts: Vec<usize> = self.text.grapheme_indices(true).map(|(at, _)| at).collect();
        let whole =
            |at: usize| starts.get(starts.partition_point(|start| *start < at)).copied().unwrap_or(self.text.len());
        for piece in &mut self.pieces {
            piece.range = whole(piece.range.start)..whole(piece.range.end);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether it has a hard break.
    pub(super) fn is_broken(&self) -> bool {
        self.text.contains('\n')
    }

    /// How wide it is where only its hard breaks break it.
    pub(super) fn columns(&self) -> usize {
        self.text.split('\n').map(width::columns).max().unwrap_or(0)
    }

    /// How wide its widest word is; one may end a line after a hyphen or a slash, too.
    pub(super) fn widest_word(&self) -> usize {
        self.text.split_inclusive([' ', '\n', '-', '/']).map(|word| width::columns(word.trim_end())).max().unwrap_or(0)
    }

    /// Its lines: the first at most `first` columns wide, the others at most `rest`.
    pub(super) fn lines(&self, first: usize, rest: usize) -> Vec<Vec<LaidSpan>> {
        wrap(&self.glued(), first, rest).into_iter().map(|line| self.spans(&line)).collect()
    }

    /// A cell for that slot.
    pub(super) fn in_slot(&self, slot: Slot) -> (Slot, Vec<Vec<LaidSpan>>) {
        (slot, self.lines(slot.width, slot.width))
    }

    /// The text with the places at which no line is to end as letters of the same size: the spaces before a mark, a
    /// sign or a dot between details, so that none of these opens a line; the space after a number; the hyphens of an
    /// id before a paragraph's sign.
    fn glued(&self) -> Cow<'_, str> {
        let marks: Vec<usize> =
            self.pieces.iter().filter(|piece| piece.role == Role::Mark).map(|piece| piece.range.start).collect();
        let is_glued = |at: usize| {
            let after = self.text.get(at + 1..).unwrap_or_default();
            let sign = after.starts_with(['·', '≈', '≠', '○', '¶']) || after.starts_with("- ");
            // A number stands with what it counts: "68 terms".
            let counts =
                self.text.get(..at).is_some_and(|before| before.ends_with(|letter: char| letter.is_ascii_digit()));
            let counted = counts && after.starts_with(|letter: char| letter.is_ascii_lowercase());
            let open = after.starts_with("open")
                && self.text.get(..at).is_some_and(|before| before.ends_with("outcome") || before.ends_with("amount"));
            sign || counted || open || marks.binary_search(&(at + 1)).is_ok()
        };
        let mut glue: Vec<usize> = self.text.match_indices(' ').map(|(at, _)| at).filter(|at| is_glued(*at)).collect();
        glue.extend(self.hyphens_of_ids());
        glue.sort_unstable();
        if glue.is_empty() {
            return Cow::Borrowed(&self.text);
        }
        let mut glued = String::with_capacity(self.text.len());
        let mut done = 0;
        for at in glue {
            glued.push_str(self.text.get(done..at).unwrap_or_default());
            glued.push('_');
            done = at + 1;
        }
        glued.push_str(self.text.get(done..).unwrap_or_default());
        Cow::Owned(glued)
    }

    /// The hyphens in an id that stands before a paragraph, as in `amazon-profits ¶3` and `amazon-profits#p3`.
    fn hyphens_of_ids(&self) -> Vec<usize> {
        let of_id = |letter: char| letter == '-' || letter.is_ascii_lowercase() || letter.is_ascii_digit();
        let ends = self.text.match_indices([' ', '#']).map(|(at, _)| at);
        let names =
            ends.filter(|at| self.text.get(*at..).is_some_and(|rest| rest.starts_with('#') || rest.starts_with(" ¶")));
        let ids = names.flat_map(|end| {
            let before = self.text.get(..end).unwrap_or_default();
            let start = before.trim_end_matches(of_id).len();
            let id = before.get(start..).unwrap_or_default();
            id.match_indices('-').map(move |(at, _)| start + at).collect::<Vec<_>>()
        });
        ids.collect()
    }

    fn spans(&self, line: &Range<usize>) -> Vec<LaidSpan> {
        let from = self.pieces.partition_point(|piece| piece.range.end <= line.start);
        let pieces = self.pieces.get(from..).unwrap_or_default();
        let inside = pieces.iter().take_while(|piece| piece.range.start < line.end);
        inside
            .map(|piece| {
                let range = piece.range.start.max(line.start)..piece.range.end.min(line.end);
                let start = u32::try_from(range.start).unwrap_or(u32::MAX);
                let text = Safe::new(self.text.get(range).unwrap_or_default());
                LaidSpan { text, role: piece.role, stop: piece.stop, flow: Some(Flow { text: self.number, start }) }
            })
            .filter(|span| !span.text.as_str().is_empty())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_ends_inside_an_id_that_a_paragraph_follows() {
        let lines = |text: &str| {
            let set = Set::new(&Text::new(Role::Plain, text), Glyphs::Unicode);
            let lines = set.lines(14, 14).into_iter();
            lines.map(|line| line.iter().map(|span| span.text.as_str()).collect::<String>()).collect::<Vec<_>>()
        };
        assert_eq!(lines("Who? (a-bc-def ¶2), re-written"), ["Who?", "(a-bc-def ¶2),", "re-written"]);
        assert_eq!(lines("Who, them: a-bc#end"), ["Who, them:", "a-bc#end"]);
        assert_eq!(lines("Who is it? re-written"), ["Who is it? re-", "written"]);
    }
}
