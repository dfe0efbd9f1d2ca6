//! Rows in columns of a terminal. Nothing is ever cut: long text goes on in the next line of its column, and what has
//! no room beside the others stands beneath them, named.

use super::cell::Cell;
use super::medium::{Look, Medium};
use crate::entry::{Beneath, TableColumn};
use crate::text::columns::{Alignment, Slot, Want, beside, slots};
use crate::text::width::columns;
use crate::text::wrap::wrap_words;

/// Before what stands beneath a row.
const INDENT: usize = 4;

/// Between two things beneath a row.
const DOT: &str = " · ";

/// A word no wider than this is broken only where the terminal is narrower; one that can give way is never.
const WORD: usize = 30;

/// Holds a mark to the word before it.
const TIED: char = '\u{A0}';

/// A column with what stands in it.
struct Column<'h> {
    head: &'h TableColumn,
    /// What each row says there; nothing where it says nothing.
    said: Vec<Option<String>>,
    slot: Option<Slot>,
}

/// The rows under their heads, in `room` columns.
pub(super) fn text(heads: &[TableColumn], rows: &[Vec<Cell>], room: usize, medium: Medium) -> String {
    let room = room.max(1);
    let columns = columns_in(heads, rows, room);
    let names = columns.iter().map(|column| (column.slot, column.head.name));
    let mut lines: Vec<String> = side_by_side(names).iter().map(|line| medium.look(Look::Bold, line)).collect();
    for row in 0..rows.len() {
        lines.extend(side_by_side(columns.iter().map(|column| (column.slot, column.shown(row)))));
        lines.extend(beneath(&columns, row, room).iter().map(|line| medium.look(Look::Dim, line)));
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

/// The columns in which anything stands; what stands for nothing counts where it has a word of its own.
fn columns_in<'h>(heads: &'h [TableColumn], rows: &[Vec<Cell>], room: usize) -> Vec<Column<'h>> {
    let all = heads.iter().enumerate().map(|(at, head)| {
        let said = rows.iter().map(|row| row.get(at).and_then(|cell| cell.said(TIED))).collect();
        Column { head, said, slot: None }
    });
    let says_something = |column: &Column| {
        column.head.absent != TableColumn::NOTHING || rows.is_empty() || column.said.iter().any(Option::is_some)
    };
    let mut columns: Vec<Column> = all.filter(says_something).collect();
    let wants: Vec<Want> = columns.iter().map(|column| column.want(room)).collect();
    for (column, slot) in columns.iter_mut().zip(slots(&wants, room)) {
        column.slot = slot;
    }
    columns
}

impl Column<'_> {
    /// What people read in a row.
    fn shown(&self, row: usize) -> &str {
        self.said.get(row).and_then(Option::as_deref).unwrap_or(self.head.absent)
    }

    /// As wide as what stands in it, its name too; at least what its head says, but for longer words. One column always
    /// has room.
    fn want(&self, room: usize) -> Want {
        let texts = || (0..self.said.len()).map(|row| self.shown(row)).chain([self.head.name]);
        let natural = texts().map(columns).max().unwrap_or(0);
        let word = texts().flat_map(|text| text.split(' ')).map(columns).max().unwrap_or(0);
        let word = if self.head.yields == 0 { word.min(WORD) } else { word };
        Want {
            natural,
            least: natural.min(self.head.narrowest.max(word)).min(room),
            yields: self.head.yields,
            align: if self.head.is_figure { Alignment::Right } else { Alignment::Left },
        }
    }
}

/// The lines of a row, without what stands beneath it.
fn side_by_side<'t>(texts: impl Iterator<Item = (Option<Slot>, &'t str)>) -> Vec<String> {
    let cells = texts
        .filter_map(|(slot, text)| slot.map(|slot| (slot, filled(text, slot.width).map(|line| vec![line]).collect())));
    beside(cells).iter().map(|line| line.concat()).collect()
}

/// What has no room beside: a reference for itself, the rest by name.
fn beneath(columns: &[Column], row: usize, room: usize) -> Vec<String> {
    let parts = columns.iter().filter(|column| column.slot.is_none()).filter_map(|column| {
        let text = column.said.get(row)?.as_ref()?;
        match column.head.beneath {
            Beneath::Gone => None,
            Beneath::Bare => Some(text.clone()),
            Beneath::Named => Some(format!("{}:{TIED}{text}", column.head.name)),
        }
    });
    let parts = parts.collect::<Vec<_>>().join(DOT);
    let indent = INDENT.min(room / INDENT);
    filled(&parts, room - indent).filter(|line| !line.is_empty()).map(|line| " ".repeat(indent) + &line).collect()
}

/// Lines of at most `width` columns. A word wider than that is broken, no other: a reference can be copied.
fn filled(text: &str, width: usize) -> impl Iterator<Item = String> {
    wrap_words(text, width)
        .into_iter()
        .map(|line| text.get(line).unwrap_or_default().replace(TIED, " ").trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HEADS: [TableColumn; 4] = [
        TableColumn { beneath: Beneath::Bare, yields: 2, ..TableColumn::new(0, "ref") },
        TableColumn { yields: 1, ..TableColumn::new(0, "name") },
        TableColumn { absent: "open", is_figure: true, ..TableColumn::new(0, "amount") },
        TableColumn { narrowest: 8, ..TableColumn::new(0, "said") },
    ];

    fn rows() -> Vec<Vec<Cell>> {
        vec![
            vec![
                Cell::of("amazon#hosting"),
                Cell::of("Amazon"),
                Cell { text: "USD 5".to_owned(), mark: "≈" },
                Cell::of("one\n two\tthree four"),
            ],
            vec![Cell::of("ibm#a"), Cell::default(), Cell::default(), Cell::of("a\u{1b}[31m \\ \"quoted\"")],
        ]
    }

    fn drawn(heads: &[TableColumn], rows: &[Vec<Cell>], room: usize) -> String {
        text(heads, rows, room, Medium { terminal: Some(room), colour: false })
    }

    #[test]
    fn long_text_goes_on_beneath_itself() {
        assert_eq!(
            drawn(&HEADS, &rows(), 80),
            "ref             name     amount  said\n\
             amazon#hosting  Amazon  USD 5 ≈  one two three four\n\
             ibm#a           -          open  a␛[31m \\ \"quoted\"\n"
        );
        assert_eq!(
            drawn(&HEADS, &rows(), 45),
            "ref             name     amount  said\n\
             amazon#hosting  Amazon  USD 5 ≈  one two\n                                 three four\n\
             ibm#a           -          open  a␛[31m \\\n                                 \"quoted\"\n"
        );
    }

    #[test]
    fn what_has_no_room_stands_beneath_in_the_order_in_which_it_yields() {
        assert_eq!(
            drawn(&HEADS, &rows(), 40),
            "name     amount  said\n\
             Amazon  USD 5 ≈  one two three four\n    amazon#hosting\n\
             -          open  a␛[31m \\ \"quoted\"\n    ibm#a\n"
        );
        assert_eq!(
            drawn(&HEADS, &rows(), 24),
            " amount  said\n\
             USD 5 ≈  one two three\n         four\n    amazon#hosting ·\n    name: Amazon\n\
             \x20  open  a␛[31m \\\n         \"quoted\"\n    ibm#a\n"
        );
    }

    #[test]
    fn a_column_that_says_nothing_takes_no_room() {
        let heads = [
            TableColumn::new(0, "name"),
            TableColumn::new(0, "country"),
            TableColumn { absent: "open", ..TableColumn::new(0, "outcome") },
        ];
        let rows = [vec![Cell::of("Amazon"), Cell::default(), Cell::default()]];
        assert_eq!(drawn(&heads, &rows, 80), "name    outcome\nAmazon  open\n");
    }

    #[test]
    fn what_another_column_says_goes() {
        let heads = [
            TableColumn::new(0, "ref"),
            TableColumn { beneath: Beneath::Gone, yields: 1, ..TableColumn::new(0, "in") },
        ];
        let rows = [vec![Cell::of("amazon#hosting"), Cell::of("Amazon")]];
        assert_eq!(drawn(&heads, &rows, 22), "ref             in\namazon#hosting  Amazon\n");
        assert_eq!(drawn(&heads, &rows, 21), "ref\namazon#hosting\n");
    }

    proptest! {
        #[test]
        fn nothing_is_cut_and_no_line_is_too_wide(
            rows in prop::collection::vec(prop::collection::vec("[a-c -]{0,12}", 4), 1..5),
            room in 1..60_usize,
        ) {
            let cells: Vec<Vec<Cell>> = rows.iter().map(|row| row.iter().map(Cell::of).collect()).collect();
            let drawn = drawn(&HEADS, &cells, room);
            prop_assert!(drawn.lines().all(|line| columns(line) <= room), "{drawn}");
            let letters = |text: &str| text.chars().filter(|letter| matches!(letter, 'b' | 'c')).count();
            prop_assert_eq!(letters(&drawn), letters(&rows.concat().concat()));
        }
    }
}
