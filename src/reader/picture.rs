//! How what lies on top looks, said without a medium: a frame with a heading, a hint and lines, or a line that is being
//! typed. Must never know colours or cells: what a stretch is, its [`FramePart`] says.

use super::cursor::top;
use super::part::FramePart;
use super::prompt::Prompt;
use crate::text::Safe;

/// How a layer looks.
#[derive(Debug, Clone)]
pub enum Look {
    /// It lies over lists and page.
    Framed(Picture),
    /// It stands above the bottom line.
    Typed(TypedLine),
}

/// A frame with what stands in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picture {
    /// On its upper edge.
    pub heading: Safe,
    /// On its lower edge: which keys do what.
    pub hint: String,
    /// The lines that are shown.
    pub lines: Vec<PictureLine>,
    /// Which of them is chosen.
    pub chosen: Option<usize>,
    /// Where the cursor of a typed line stands: line and column.
    pub cursor: Option<(usize, usize)>,
    /// How many lines are hidden above them.
    pub above: usize,
    /// How many lines are hidden below them.
    pub below: usize,
    /// Whether it is marked on the frame that there are hidden ones.
    pub marks_hidden: bool,
    /// Whether the frame is only as high as its lines need.
    pub is_snug: bool,
}

/// A line in a frame.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PictureLine {
    /// What it says, from the left; what has no room is cut.
    pub labels: Vec<Label>,
    /// What stands on the right, and is never cut.
    pub aside: Safe,
}

/// A stretch of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The column in which it begins.
    pub column: usize,
    /// What it says.
    pub text: Safe,
    /// What it is.
    pub part: FramePart,
}

/// A line that is being typed above the bottom line.
#[derive(Debug, Clone)]
pub struct TypedLine {
    /// What was typed.
    pub prompt: Prompt,
    /// The character that is wrong, and what is wrong with it.
    pub complaint: Option<(usize, Safe)>,
    /// What is said under it without a complaint: what is expected and what may come next.
    pub offers: Safe,
    /// What it finds, on the right.
    pub aside: Safe,
}

impl Picture {
    /// A frame with nothing in it.
    #[must_use]
    pub fn new(heading: &str, hint: &str) -> Self {
        Self { heading: Safe::new(heading), hint: hint.to_owned(), ..Self::default() }
    }

    /// A text from its line `top` on, as much as has room.
    #[must_use]
    pub(super) fn text(mut self, lines: Vec<PictureLine>, top: usize, room: usize) -> Self {
        (self.above, self.below) = (top, lines.len().saturating_sub(top + room));
        self.lines = lines.into_iter().skip(top).take(room).collect();
        self
    }

    /// A list of so many rows around the chosen one, as many as have room; `line` says a row and is told what its text
    /// is.
    #[must_use]
    pub(super) fn list(
        mut self,
        chosen: usize,
        all: usize,
        room: usize,
        line: impl Fn(usize, FramePart) -> PictureLine,
    ) -> Self {
        self.above = top(chosen, room / 2, room, all);
        self.below = all.saturating_sub(self.above + room);
        self.chosen = chosen.checked_sub(self.above).filter(|row| *row < room.min(all));
        let part = |row| if row == chosen { FramePart::Chosen } else { FramePart::Plain };
        self.lines = (self.above..all).take(room).map(|row| line(row, part(row))).collect();
        self
    }

    /// With a sentence where it says nothing else.
    #[must_use]
    pub(super) fn or(mut self, sentence: &str) -> Self {
        if self.lines.is_empty() {
            self.lines.push(PictureLine::new(0, Safe::new(sentence), FramePart::Dim));
        }
        self
    }
}

impl PictureLine {
    /// A line of one stretch.
    #[must_use]
    pub fn new(column: usize, text: Safe, part: FramePart) -> Self {
        Self { labels: vec![Label { column, text, part }], aside: Safe::default() }
    }
}
