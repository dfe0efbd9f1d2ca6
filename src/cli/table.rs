//! Rows of cells as text: in columns on a terminal, separated by tabs in a pipe, as CSV and TSV for other programs.

use super::aligned;
use super::cell::Cell;
use super::medium::Medium;
use crate::entry::TableColumn;

/// For people: aligned under their heads on a terminal, in a pipe separated by tabs. Nothing is cut.
pub(super) fn text(heads: &[TableColumn], rows: &[Vec<Cell>], medium: Medium) -> String {
    if let Some(room) = medium.terminal {
        return aligned::text(heads, rows, room, medium);
    }
    let said = |(cell, head): (&Cell, &TableColumn)| cell.said(' ').unwrap_or_else(|| head.absent.to_owned());
    rows.iter().map(|row| joined(row.iter().zip(heads).map(said))).collect()
}

fn joined(cells: impl Iterator<Item = String>) -> String {
    cells.collect::<Vec<_>>().join("\t") + "\n"
}

/// Separated by tabs, with a heading. Backslashes, tabs and line ends in a text are written `\\`, `\t`, `\n`, `\r`; a
/// text that a spreadsheet would take for a formula gets a `'`.
pub(super) fn tsv(heads: &[TableColumn], rows: &[Vec<Cell>]) -> String {
    let head = joined(heads.iter().map(|head| head.name.to_owned()));
    let escaped = |cell: &Cell| {
        let text = unformulated(&cell.text).replace('\\', "\\\\").replace('\t', "\\t");
        text.replace('\n', "\\n").replace('\r', "\\r")
    };
    std::iter::once(head).chain(rows.iter().map(|row| joined(row.iter().map(escaped)))).collect()
}

/// For spreadsheets, with a heading. A text that a spreadsheet would take for a formula gets a `'`.
pub(super) fn csv(heads: &[TableColumn], rows: &[Vec<Cell>]) -> String {
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

    const HEADS: [TableColumn; 3] = [
        TableColumn::new(0, "name"),
        TableColumn { absent: "open", is_figure: true, ..TableColumn::new(0, "amount") },
        TableColumn { narrowest: 8, ..TableColumn::new(0, "said") },
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
            "name\tamount\tsaid\nAmazon\tUSD 5\tone\\n two\\tthree\n'=1+1\t\ta\u{1b}[31m \\\\ \"quoted\", long\n"
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
