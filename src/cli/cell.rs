//! What stands in a table, for whatever form it comes out in. Must never know how wide anything is.

use crate::text::Safe;

/// What stands in a row under a head.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// What it says; empty where it says nothing. A stranger's text.
    pub(super) text: String,
    /// What people see after it: `≈` or `≠`.
    pub(super) mark: &'static str,
}

impl Cell {
    /// A cell that says only that.
    pub(super) fn of(text: impl Into<String>) -> Self {
        Self { text: text.into(), mark: "" }
    }

    /// What people read, on one line, `tie` before the mark; nothing where it says nothing.
    pub(super) fn said(&self, tie: char) -> Option<String> {
        let line = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mark = if self.mark.is_empty() { String::new() } else { format!("{tie}{}", self.mark) };
        (!line.is_empty()).then(|| format!("{}{mark}", Safe::new(&line)))
    }
}
