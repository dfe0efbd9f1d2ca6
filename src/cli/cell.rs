//! What stands in a table and over it, for whatever form it comes out in. Must never know how wide anything is.

use crate::text::Safe;

/// The head of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    /// What stands over it.
    pub(super) name: &'static str,
    /// What people read where there is nothing.
    pub(super) absent: &'static str,
    /// Figures stand at the right.
    pub(super) is_figure: bool,
    /// What becomes of it where it has no room beside others.
    pub(super) beneath: Beneath,
    /// So many columns it needs beside others, where it has more to say.
    pub(super) narrowest: usize,
    /// What yields more gives way sooner where a terminal is narrow.
    pub(super) yields: u8,
}

/// What becomes of a column that has no room beside others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beneath {
    /// It stands beneath the row with its name.
    Named,
    /// It stands there alone: it says by itself what it is.
    Bare,
    /// It goes: another column says the same.
    Gone,
}

impl Head {
    /// What people read where there is nothing to be said of it.
    pub(super) const NOTHING: &str = "-";

    /// A column of that name, which stays where it is.
    pub(super) const fn of(name: &'static str) -> Self {
        Self { name, absent: Self::NOTHING, is_figure: false, beneath: Beneath::Named, narrowest: 18, yields: 0 }
    }
}

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
