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

/// A cell of a table, after the one that says what it is of.
pub(super) type CellWithHead = (Option<usize>, usize);

/// More cells of a row or a column are not read together.
const MOST_CELLS: usize = 64;

impl Table {
    /// The cells of a row: the first, the others each after the head of its column.
    fn row(&self, row: &Range<usize>) -> impl Iterator<Item = CellWithHead> {
        let head = |cell: &usize| Some(self.head.start + (cell - row.start)).filter(|head| self.head.contains(head));
        row.clone().map(move |cell| (head(&cell).filter(|_| cell > row.start), cell))
    }

    /// The head of a column, and each cell of it after the first of its row; a first column is the head alone.
    fn column(&self, head: usize) -> Vec<CellWithHead> {
        let column = head - self.head.start;
        let cells = self.rows.iter().filter(|row| (1..row.len()).contains(&column));
        let cells: Vec<CellWithHead> = cells.map(|row| (Some(row.start), row.start + column)).collect();
        let told = if cells.len() > MOST_CELLS { Vec::new() } else { cells };
        std::iter::once((None, head)).chain(told).collect()
    }
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

    /// Whether that prose is a cell.
    pub(super) fn has(&self, prose: usize) -> bool {
        self.find(prose).is_some()
    }

    /// The row of which that prose is a cell, where its cells can be read together.
    pub(super) fn row(&self, prose: usize) -> Option<&Range<usize>> {
        self.find(prose).and_then(|(_, row)| row).filter(|row| row.len() <= MOST_CELLS)
    }

    /// What is read of that cell: of a head its column, of another the first of its row and itself, or the whole row.
    pub(super) fn read(&self, cell: usize, whole_row: bool) -> Vec<CellWithHead> {
        match self.find(cell) {
            Some((table, None)) => table.column(cell),
            Some((table, Some(row))) => {
                table.row(row).filter(|(_, told)| whole_row || *told == row.start || *told == cell).collect()
            }
            None => Vec::new(),
        }
    }

    /// The table of which that prose is a cell, with the row where it is no head.
    fn find(&self, prose: usize) -> Option<(&Table, Option<&Range<usize>>)> {
        let after = self.0.partition_point(|table| table.head.start <= prose);
        let table = self.0.get(after.checked_sub(1)?)?;
        if table.head.contains(&prose) {
            return Some((table, None));
        }
        let row = table.rows.get(table.rows.partition_point(|row| row.end <= prose))?;
        row.contains(&prose).then_some((table, Some(row)))
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
        assert_eq!([0, 1, 7, 8, 11].map(|prose| cells.has(prose)), [false, true, false, true, false]);
        assert_eq!(cells.read(1, false), [(None, 1)]);
        assert_eq!(cells.read(2, false), [(None, 2), (Some(3), 4), (Some(5), 6)]);
        assert_eq!((cells.row(2), cells.row(6)), (None, Some(&(5..7))));
        assert_eq!(cells.read(6, false), [(None, 5), (Some(2), 6)]);
        assert_eq!(cells.read(3, true), [(None, 3), (Some(2), 4)]);
        assert_eq!(cells.read(10, false), [(None, 10)]);
    }
}
