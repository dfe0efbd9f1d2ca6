//! Tables of the prose, drawn with aligned columns. Must never cut a cell: where the columns do not fit, they wrap;
//! where they cannot even wrap, each row is told line by line under the names of its columns.

use crate::page::{Piece, Role, Text};
use crate::text::columns::{Alignment, Slot, Want, all_slots};

use super::set::Set;
use super::sheet::Sheet;

/// The narrowest column into which a cell is wrapped.
const NARROWEST: usize = 8;

/// A word no wider than this is broken only where the columns have no room for all such words.
const WORD: usize = 20;

/// A figure no wider than this stands on one line where that leaves the other columns enough.
const FIGURE: usize = 26;

impl Sheet {
    pub(super) fn table(&mut self, alignments: &[Alignment], head: &[Text], rows: &[Vec<Text>]) {
        let set = |row: &[Text]| row.iter().map(|cell| self.set(cell)).collect::<Vec<_>>();
        let head_sets = set(&head.iter().map(strong).collect::<Vec<_>>());
        let sets: Vec<Vec<Set>> = rows.iter().map(|row| set(row)).collect();
        let all = || sets.iter().chain([&head_sets]);
        let widest =
            |column: usize, of: fn(&Set) -> usize| all().filter_map(|row| row.get(column)).map(of).max().unwrap_or(0);
        let wants = |(word, whole_figures): (usize, bool)| -> Vec<Want> {
            let columns = 0..all().map(Vec::len).max().unwrap_or(0);
            let want = |column| {
                let (natural, align) = (widest(column, Set::columns), alignments.get(column).copied());
                let word = widest(column, Set::widest_word).clamp(NARROWEST, word);
                let is_whole = whole_figures && align == Some(Alignment::Right);
                let least = if is_whole { natural.min(FIGURE).max(word) } else { word };
                Want { natural, least, yields: 0, align: align.unwrap_or_default() }
            };
            columns.map(want).collect()
        };
        let tries = [(WORD, true), (WORD, false), (NARROWEST, true), (NARROWEST, false)];
        let slots = tries.into_iter().find_map(|tried| all_slots(&wants(tried), self.wide_room()));
        let Some(slots) = slots else { return self.told(head, rows) };
        if head_sets.iter().any(|cell| !cell.is_empty()) {
            self.cells(&head_sets, &slots);
            self.rule(slots.last().map_or(0, |slot| slot.start + slot.width));
        }
        for row in &sets {
            self.cells(row, &slots);
        }
    }

    fn cells(&mut self, row: &[Set], slots: &[Slot]) {
        self.beside(row.iter().zip(slots).map(|(cell, slot)| cell.in_slot(*slot)));
    }

    /// Row by row: the first cell, then each other one after the name of its column.
    fn told(&mut self, head: &[Text], rows: &[Vec<Text>]) {
        for row in rows {
            for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let mut text = Text::default();
                if let Some(name) = head.get(column).filter(|name| !name.is_empty()) {
                    text.push(Role::Dim, format!("{}: ", name.plain()));
                }
                text.append(cell.clone());
                let set = self.set(&text);
                self.flow_set(&set, if column == 0 { 0 } else { 2 }, 2);
            }
        }
    }
}

/// The same text, standing out as the head of a column.
fn strong(text: &Text) -> Text {
    let pieces = text.0.iter().cloned().map(|piece| match piece.role {
        Role::Plain => Piece { role: Role::Strong, ..piece },
        _ => piece,
    });
    Text(pieces.collect())
}
