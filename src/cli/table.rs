//! Rows of cells as text: in columns on a terminal, separated by tabs in a pipe, as CSV and TSV for other programs.

use super::medium::{Look, Medium};
use crate::text::Safe;
use crate::text::width::{columns, cut, pad_end, pad_start};

/// Columns between two columns.
const GAP: usize = 2;

/// No column is made narrower than this while another is wider.
const NARROWEST: usize = 3;

/// Figures give way last, but for those that are words and longer than this.
const FIGURE: usize = 28;

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
    fn shown(&self, head: &Head) -> Shown {
        let text = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return Shown { text: Safe::new(head.absent), mark: String::new() };
        }
        let mark = if self.mark.is_empty() { String::new() } else { format!(" {}", self.mark) };
        Shown { text: Safe::new(&text), mark }
    }
}

/// A cell as people read it.
struct Shown {
    text: Safe,
    mark: String,
}

impl Shown {
    fn columns(&self) -> usize {
        self.text.columns() + columns(&self.mark)
    }

    /// In that many columns. The text is cut before the mark is.
    fn within(&self, room: usize) -> String {
        let text = self.text.cut(room.saturating_sub(columns(&self.mark)).max(1));
        cut(&format!("{text}{}", self.mark), room)
    }
}

/// For people: aligned under their heads on a terminal, in a pipe separated by tabs and never cut.
pub(super) fn text(heads: &[Head], rows: &[Vec<Cell>], medium: Medium) -> String {
    let shown = rows.iter().map(|row| row.iter().zip(heads).map(|(cell, head)| cell.shown(head)).collect());
    let shown: Vec<Vec<Shown>> = shown.collect();
    match medium.terminal {
        Some(columns) => aligned(heads, &shown, columns, medium),
        None => shown.iter().map(|row| joined(row.iter().map(|cell| format!("{}{}", cell.text, cell.mark)))).collect(),
    }
}

fn joined(cells: impl Iterator<Item = String>) -> String {
    cells.collect::<Vec<_>>().join("\t") + "\n"
}

fn aligned(heads: &[Head], rows: &[Vec<Shown>], room: usize, medium: Medium) -> String {
    let names: Vec<Shown> = heads.iter().map(|head| Cell::of(head.name).shown(head)).collect();
    let widest = |(at, head): (usize, &Head)| {
        let cells = std::iter::once(&names).chain(rows).filter_map(|row| row.get(at));
        let widest = cells.map(Shown::columns).max().unwrap_or_default();
        if head.is_figure { widest.min(FIGURE) } else { widest }
    };
    let widths = fitted(heads.iter().enumerate().map(widest).collect(), heads, room);
    let line = |row: &Vec<Shown>| {
        let cells = row.iter().zip(heads).zip(&widths).map(|((cell, head), width)| {
            let pad = if head.is_figure { pad_start } else { pad_end };
            pad(&cell.within(*width), *width)
        });
        cut(cells.collect::<Vec<_>>().join(&" ".repeat(GAP)).trim_end(), room)
    };
    let top = medium.look(Look::Bold, &line(&names));
    std::iter::once(top).chain(rows.iter().map(line)).map(|line| line + "\n").collect()
}

/// Widths that fit into `room` columns: the widest gives way first, figures only when nothing else can.
fn fitted(mut widths: Vec<usize>, heads: &[Head], room: usize) -> Vec<usize> {
    let room = room.saturating_sub(GAP * widths.len().saturating_sub(1));
    for width in &mut widths {
        *width = (*width).min(room);
    }
    while widths.iter().sum::<usize>() > room {
        let may = |(width, head): &(&mut usize, &Head)| (!head.is_figure && **width > NARROWEST, **width);
        match widths.iter_mut().zip(heads).max_by_key(may) {
            Some((widest, _)) if *widest > 1 => *widest -= 1,
            _ => break,
        }
    }
    widths
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
    fn a_figure_is_cut_last_and_a_mark_never_before_its_text() {
        let rows = vec![vec![Cell { text: "Amazon".to_owned(), mark: "≠" }, Cell::of("USD 748,844"), Cell::of("a")]];
        assert_eq!(text(&HEADS, &rows, terminal(22)), "name       amount  sa…\nA… ≠  USD 748,844  a\n");
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
