//! Tables of the prose, drawn with aligned columns. Must never cut a cell: where the columns do not fit, they wrap; where
//! they cannot even wrap, each row is told line by line under the names of its columns.

use crate::entry::Alignment;
use crate::page::{Piece, Role, Text};

use super::laid::{LaidSpan, columns};
use super::set::{Set, blank};
use super::sheet::Sheet;

/// Columns between two columns of a table.
const GAP: usize = 2;
/// The narrowest column into which a cell is wrapped.
const NARROWEST: usize = 8;

impl Sheet {
    pub(super) fn table(&mut self, alignments: &[Alignment], head: &[Text], rows: &[Vec<Text>]) {
        let count = rows.iter().map(Vec::len).chain([head.len()]).max().unwrap_or(0);
        let head_sets: Vec<Set> = head.iter().map(|cell| Set::new(&strong(cell), self.glyphs)).collect();
        let sets: Vec<Vec<Set>> = rows.iter().map(|row| self.set_cells(row)).collect();
        let natural: Vec<usize> = (0..count)
            .map(|column| {
                sets.iter().chain([&head_sets]).filter_map(|row| row.get(column)).map(Set::columns).max().unwrap_or(0)
            })
            .collect();
        let gaps = GAP * count.saturating_sub(1);
        match fitted(&natural, self.wide_room().saturating_sub(gaps)) {
            Some(widths) => {
                if head_sets.iter().any(|cell| !cell.is_empty()) {
                    self.cells(&head_sets, &widths, alignments);
                    self.rule(widths.iter().sum::<usize>() + gaps);
                }
                for row in &sets {
                    self.cells(row, &widths, alignments);
                }
            }
            None => self.told(head, rows),
        }
    }

    fn set_cells(&self, row: &[Text]) -> Vec<Set> {
        row.iter().map(|cell| Set::new(cell, self.glyphs)).collect()
    }

    fn rule(&mut self, columns: usize) {
        let text = self.glyphs.safe(&"─".repeat(columns));
        self.line(vec![LaidSpan { text, role: Role::Dim, stop: None }]);
    }

    fn cells(&mut self, row: &[Set], widths: &[usize], alignments: &[Alignment]) {
        let lines: Vec<Vec<Vec<LaidSpan>>> =
            row.iter().zip(widths).map(|(cell, width)| cell.lines(*width, *width)).collect();
        let height = lines.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            let mut spans = Vec::new();
            let mut start = 0;
            for (column, width) in widths.iter().enumerate() {
                let cell = lines.get(column).and_then(|lines| lines.get(line)).cloned().unwrap_or_default();
                let free = width.saturating_sub(columns(&cell));
                let lead = match alignments.get(column).copied().unwrap_or(Alignment::Left) {
                    Alignment::Left => 0,
                    Alignment::Centre => free / 2,
                    Alignment::Right => free,
                };
                if !cell.is_empty() {
                    spans.push(blank((start + lead).saturating_sub(columns(&spans))));
                    spans.extend(cell);
                }
                start += width + GAP;
            }
            spans.retain(|span| !span.text.as_str().is_empty());
            self.line(spans);
        }
    }

    /// Row by row: the first cell, then each other one after the name of its column.
    fn told(&mut self, head: &[Text], rows: &[Vec<Text>]) {
        for row in rows {
            for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let mut text = Text::default();
                if let Some(name) = head.get(column).filter(|name| !name.is_empty()) {
                    text.push(Role::Dim, None, format!("{}: ", name.plain()));
                }
                text.append(cell.clone());
                let set = Set::new(&text, self.glyphs);
                self.flow_set(&set, if column == 0 { 0 } else { 2 }, 2);
            }
        }
    }
}

/// The columns' widths: as they are where they fit, else the widest made narrower, none under [`NARROWEST`].
/// None where there are too many columns for that.
fn fitted(natural: &[usize], room: usize) -> Option<Vec<usize>> {
    let mut most = natural.iter().copied().max().unwrap_or(0).min(room.max(NARROWEST));
    let total = |most: usize| natural.iter().map(|width| (*width).min(most)).sum::<usize>();
    while total(most) > room && most > NARROWEST {
        most -= 1;
    }
    if total(most) > room {
        return None;
    }
    let mut widths: Vec<usize> = natural.iter().map(|width| (*width).min(most)).collect();
    let mut free = room - widths.iter().sum::<usize>();
    for (width, natural) in widths.iter_mut().zip(natural) {
        if *width < *natural && free > 0 {
            *width += 1;
            free -= 1;
        }
    }
    Some(widths)
}

/// The same text, standing out as the head of a column.
fn strong(text: &Text) -> Text {
    let pieces = text.0.iter().cloned().map(|piece| match piece.role {
        Role::Plain => Piece { role: Role::Strong, ..piece },
        _ => piece,
    });
    Text(pieces.collect())
}
