//! Rows of cells as text: in columns on a terminal, separated by tabs in a pipe, as CSV and TSV for other programs.

use super::medium::{Look, Medium};
use crate::text::Safe;
use crate::text::width::{cut, pad_end, pad_start};

/// Columns between two columns.
const GAP: usize = 2;

/// No column is made narrower than this while another is wider.
const NARROWEST: usize = 3;

/// The head of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    /// What stands over it.
    pub(super) name: &'static str,
    /// What people read where there is nothing.
    pub(super) absent: &'static str,
    /// Figures stand at the right.
    pub(super) is_figure: bool,
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

    /// As people read it, on one line.
    fn shown(&self, head: &Head) -> Safe {
        let mut words: Vec<&str> = self.text.split_whitespace().collect();
        if words.is_empty() {
            return Safe::new(head.absent);
        }
        words.extend((!self.mark.is_empty()).then_some(self.mark));
        Safe::new(&words.join(" "))
    }
}

/// For people: aligned under their heads on a terminal, in a pipe separated by tabs and never cut.
pub(super) fn text(heads: &[Head], rows: &[Vec<Cell>], medium: Medium) -> String {
    let shown = rows.iter().map(|row| row.iter().zip(heads).map(|(cell, head)| cell.shown(head)).collect());
    let shown: Vec<Vec<Safe>> = shown.collect();
    match medium.terminal {
        Some(columns) => aligned(heads, &shown, columns, medium),
        None => shown.iter().map(|row| joined(row.iter().map(Safe::as_str), "\t")).collect(),
    }
}

fn joined<'a>(cells: impl Iterator<Item = &'a str>, between: &str) -> String {
    cells.collect::<Vec<_>>().join(between) + "\n"
}

fn aligned(heads: &[Head], rows: &[Vec<Safe>], columns: usize, medium: Medium) -> String {
    let names: Vec<Safe> = heads.iter().map(|head| Safe::new(head.name)).collect();
    let widest = |at: usize| {
        let cells = std::iter::once(&names).chain(rows).filter_map(|row| row.get(at));
        cells.map(Safe::columns).max().unwrap_or_default()
    };
    let widths = fitted((0..heads.len()).map(widest).collect(), columns);
    let line = |row: &Vec<Safe>| {
        let cells = row.iter().zip(heads).zip(&widths).map(|((cell, head), width)| {
            let pad = if head.is_figure { pad_start } else { pad_end };
            pad(cell.cut(*width).as_str(), *width)
        });
        cut(cells.collect::<Vec<_>>().join(&" ".repeat(GAP)).trim_end(), columns)
    };
    let top = medium.look(Look::Bold, &line(&names));
    std::iter::once(top).chain(rows.iter().map(line)).map(|line| line + "\n").collect()
}

/// Widths that fit into `columns`: the widest gives way first.
fn fitted(mut widths: Vec<usize>, columns: usize) -> Vec<usize> {
    let room = columns.saturating_sub(GAP * widths.len().saturating_sub(1));
    widths.iter_mut().for_each(|width| *width = (*width).min(room));
    while widths.iter().sum::<usize>() > room {
        match widths.iter_mut().max() {
            Some(widest) if *widest > NARROWEST => *widest -= 1,
            _ => break,
        }
    }
    widths
}

/// Separated by tabs, with a heading. Backslashes, tabs and line ends in a text are written `\\`, `\t`, `\n`, `\r`.
pub(super) fn tsv(heads: &[Head], rows: &[Vec<Cell>]) -> String {
    let head = joined(heads.iter().map(|head| head.name), "\t");
    let escaped = |cell: &Cell| {
        let text = cell.text.replace('\\', "\\\\").replace('\t', "\\t");
        text.replace('\n', "\\n").replace('\r', "\\r")
    };
    let row = |row: &Vec<Cell>| row.iter().map(escaped).collect::<Vec<_>>().join("\t") + "\n";
    std::iter::once(head).chain(rows.iter().map(row)).collect()
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
        Head { name: "name", absent: "-", is_figure: false },
        Head { name: "amount", absent: "open", is_figure: true },
        Head { name: "said", absent: "-", is_figure: false },
    ];

    fn rows() -> Vec<Vec<Cell>> {
        vec![
            vec![Cell::of("Amazon"), Cell { text: "USD 5".to_owned(), mark: "≈" }, Cell::of("one\n two\tthree")],
            vec![Cell::of("=1+1"), Cell::default(), Cell::of("a\u{1b}[31m \\ \"quoted\", long")],
        ]
    }

    fn terminal(columns: usize) -> Medium {
        Medium { terminal: Some(columns), colour: false }
    }

    #[test]
    fn on_a_terminal_columns_are_aligned_and_the_widest_gives_way() {
        assert_eq!(
            text(&HEADS, &rows(), terminal(80)),
            "name     amount  said\n\
             Amazon  USD 5 ≈  one two three\n\
             =1+1       open  a␛[31m \\ \"quoted\", long\n"
        );
        assert_eq!(
            text(&HEADS, &rows(), terminal(24)),
            "name     amount  said\n\
             Amazon  USD 5 ≈  one tw…\n\
             =1+1       open  a␛[31m…\n"
        );
    }

    #[test]
    fn no_line_is_wider_than_the_terminal_however_narrow() {
        for columns in 0..60 {
            for line in text(&HEADS, &rows(), terminal(columns)).lines() {
                assert!(crate::text::width::columns(line) <= columns, "{columns}: {line}");
            }
        }
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
