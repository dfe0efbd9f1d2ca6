//! Rows of cells as text: in columns on a terminal, separated by tabs in a pipe, as CSV and TSV for other programs.

use super::aligned;
use super::medium::Medium;
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

    /// Whether it says nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// What it says, on one line.
    pub(super) fn line(&self) -> String {
        self.text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// As people read it in a pipe.
    fn plain(&self, head: &Head) -> String {
        if self.is_empty() {
            return head.absent.to_owned();
        }
        let mark = if self.mark.is_empty() { String::new() } else { format!(" {}", self.mark) };
        format!("{}{mark}", Safe::new(&self.line()))
    }
}

/// For people: aligned under their heads on a terminal, in a pipe separated by tabs. Nothing is cut.
pub(super) fn text(heads: &[Head], rows: &[Vec<Cell>], medium: Medium) -> String {
    match medium.terminal {
        Some(room) => aligned::text(heads, rows, room, medium),
        None => rows.iter().map(|row| joined(row.iter().zip(heads).map(|(cell, head)| cell.plain(head)))).collect(),
    }
}

fn joined(cells: impl Iterator<Item = String>) -> String {
    cells.collect::<Vec<_>>().join("\t") + "\n"
}

/// Separated by tabs, with a heading. Backslashes, tabs and line ends in a text are written `\\`, `\t`, `\n`, `\r`.
pub(super) fn tsv(heads: &[Head], rows: &[Vec<Cell>]) -> String {
    let head = joined(heads.iter().map(|head| head.name.to_owned()));
    let escaped = |cell: &Cell| {
        let text = cell.text.replace('\\', "\\\\").replace('\t', "\\t");
        text.replace('\n', "\\n").replace('\r', "\\r")
    };
    std::iter::once(head).chain(rows.iter().map(|row| joined(row.iter().map(escaped)))).collect()
}

/// For spreadsheets, with a heading. A text that a spreadsheet would take for a formula gets a `'`.
pub(super) fn csv(heads: &[Head], rows: &[Vec<Cell>]) -> String {
    const IN_MEMORY: &str = "writing to memory does not fail";
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(heads.iter().map(|head| head.name)).expect(IN_MEMORY);
    for row in rows {
        writer.write_record(row.iter().map(|cell| unformulated(&cell.text))).expect(IN_MEMORY);
    }
    String::from_utf8(writer.into_inner().expect(IN_MEMORY)).expect("what was written is text")
}

fn unformulated(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADS: [Head; 3] = [
        Head::of("name"),
        Head { absent: "open", is_figure: true, ..Head::of("amount") },
        Head { narrowest: 8, ..Head::of("said") },
    ];

    fn rows() -> Vec<Vec<Cell>> {
        vec![
            vec![Cell::of("Amazon"), Cell { text: "USD 5".to_owned(), mark: "≈" }, Cell::of("one\n two\tthree")],
            vec![Cell::of("=1+1"), Cell::default(), Cell::of("a\u{1b}[31m \\ \"quoted\", long")],
        ]
    }

    #[test]
    fn in_a_pipe_nothing_is_cut_and_nothing_is_live() {
        let pipe = Medium { terminal: None, colour: false };
        assert_eq!(
            text(&HEADS, &rows(), pipe),
            "Amazon\tUSD 5 ≈\tone two three\n=1+1\topen\ta␛[31m \\ \"quoted\", long\n"
        );
    }

    #[test]
    fn data_is_as_it_was_written_in_the_formats_own_escapes() {
        assert_eq!(
            tsv(&HEADS, &rows()),
            "name\tamount\tsaid\nAmazon\tUSD 5\tone\\n two\\tthree\n=1+1\t\ta\u{1b}[31m \\\\ \"quoted\", long\n"
        );
        assert_eq!(
            csv(&HEADS, &rows()),
            "name,amount,said\nAmazon,USD 5,\"one\n two\tthree\"\n'=1+1,,\"a\u{1b}[31m \\ \"\"quoted\"\", long\"\n"
        );
    }

    #[test]
    fn a_spreadsheet_is_given_no_formula() {
        for text in ["=1", "+1", "-1", "@a", "\ta", "\ra"] {
            assert_eq!(unformulated(text), format!("'{text}"));
        }
        assert_eq!(unformulated("a=1"), "a=1");
    }
}
