//! Where the cells of tables stand among the proses of a body. Must never know what they say.

use std::ops::Range;

use crate::entry::Markup;

/// One table: its head and its rows, as numbers of proses.
#[derive(Debug, PartialEq, Eq)]
struct Table {
    head: Range<usize>,
    rows: Vec<Range<usize>>,
}

/// The tables of a body, in order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Cells(Vec<Table>);

/// Which cells of a table are read together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell<'a> {
    /// The head of a column: that column of every row, each after the first cell of its row.
    Head {
        /// The head itself.
        head: usize,
        /// The first cell of each row with the one of this column.
        rows: Vec<(usize, usize)>,
    },
    /// A cell of a row.
    Row {
        /// The cells of the row.
        row: &'a Range<usize>,
        /// The heads of the columns.
        head: &'a Range<usize>,
    },
}

impl Cells {
    /// The tables of these blocks, in lists, quotations and footnotes too.
    pub(super) fn of(blocks: &[Markup]) -> Self {
        let mut cells = Self::default();
        let mut next = 0;
        cells.collect(blocks, &mut next);
        cells
    }

    fn collect(&mut self, blocks: &[Markup], next: &mut usize) {
        for block in blocks {
            match block {
                Markup::Heading { .. } | Markup::Paragraph(_) => *next += 1,
                Markup::List { items, .. } => items.iter().for_each(|item| self.collect(&item.blocks, next)),
                Markup::Quote(blocks) | Markup::Footnote { blocks, .. } => self.collect(blocks, next),
                Markup::Table { head, rows, .. } => {
                    let mut take = |cells: usize| {
                        *next += cells;
                        *next - cells..*next
                    };
                    let head = take(head.len());
                    let rows = rows.iter().map(|row| take(row.len())).collect();
                    self.0.push(Table { head, rows });
                }
                Markup::Code { .. } | Markup::Rule => {}
            }
        }
    }

    /// What is read together with that prose, where it is a cell.
    pub(super) fn at(&self, prose: usize) -> Option<Cell<'_>> {
        let after = self.0.partition_point(|table| table.head.start <= prose);
        let table = self.0.get(after.checked_sub(1)?)?;
        if table.head.contains(&prose) {
            let column = prose - table.head.start;
            let cells = table.rows.iter().filter(|_| column > 0).map(|row| (row.start, row.start + column));
            let rows = cells.zip(&table.rows).filter(|((_, cell), row)| row.contains(cell)).map(|(cells, _)| cells);
            return Some(Cell::Head { head: prose, rows: rows.collect() });
        }
        let row = table.rows.get(table.rows.partition_point(|row| row.end <= prose))?;
        row.contains(&prose).then_some(Cell::Row { row, head: &table.head })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::EntryKind;
    use crate::parse;

    #[test]
    fn the_cells_of_every_table_are_found_among_the_proses() {
        let text = "+++\nname = \"A\"\n+++\n\nOne.\n\n| a | b |\n|---|---|\n| c | d |\n| e | f |\n\n> Two.\n>\n> | g |\n> |---|\n> | h |\n> | i |\n\nThree.\n";
        let parsed = parse::entry(EntryKind::Company, "companies/a.md", text);
        let cells = Cells::of(&parsed.body.blocks);
        assert_eq!(
            cells,
            Cells(vec![Table { head: 1..3, rows: vec![3..5, 5..7] }, Table { head: 8..9, rows: vec![9..10, 10..11] },])
        );
        let proses: Vec<&str> = parsed.body.proses().iter().map(|prose| prose.text.as_str()).collect();
        assert_eq!(proses[8..10], ["g", "h"]);
        assert_eq!(cells.at(0), None);
        assert_eq!(cells.at(1), Some(Cell::Head { head: 1, rows: Vec::new() }));
        assert_eq!(cells.at(2), Some(Cell::Head { head: 2, rows: vec![(3, 4), (5, 6)] }));
        assert_eq!(cells.at(6), Some(Cell::Row { row: &(5..7), head: &(1..3) }));
        assert_eq!(cells.at(7), None);
        assert_eq!(cells.at(11), None);
    }
}
