//! Pairs of a label and what it stands for, in two columns. Must never cut either, nor part one from the other.

use crate::page::Pair;
use crate::text::columns::{Slot, Want, all_slots, line_columns};

use super::rows::stopped;
use super::set::Set;
use super::sheet::Sheet;

/// A label's column is at most this wide, on a wide page and on a narrow one.
const LABEL: (usize, usize) = (32, 16);
/// How far in a label without room goes on.
const UNDER: usize = 2;
/// How far in stands a value that has no room beside its label.
const BELOW: usize = 4;
/// The least room for a value beside its label.
const VALUE: usize = 8;

impl Sheet {
    pub(super) fn pairs(&mut self, pairs: &[Pair]) {
        let room = self.room();
        let labels: Vec<Set> = pairs.iter().map(|pair| self.set(&stopped(&pair.label, pair.stop))).collect();
        let most = if self.is_wide() { LABEL.0 } else { LABEL.1 }.min(room * 9 / 20);
        // A longer label is wrapped in the column.
        let lines = labels.iter().flat_map(|label| label.lines(most, most));
        let label = lines.map(|line| line_columns(&line)).max().unwrap_or(0);
        let value = Want { natural: room, least: VALUE, ..Want::default() };
        let slots = all_slots(&[Want::fixed(label), value], room);
        for (pair, set) in pairs.iter().zip(&labels) {
            let from = self.lines.len();
            self.place(&pair.place);
            self.pair(pair, set, slots.as_deref());
            if let Some(stop) = pair.stop {
                self.reach(stop, from, self.lines.len().saturating_sub(1).max(from));
            }
        }
    }

    /// The label in its column and the values beside it; without room for that, the value after it where one line holds
    /// both, else below.
    fn pair(&mut self, pair: &Pair, label: &Set, slots: Option<&[Slot]>) {
        let sets: Vec<Set> = pair.values.iter().map(|value| self.set(value)).collect();
        let one_line = match sets.as_slice() {
            [value] => all_slots(&[Want::fixed(label.columns()), Want::fixed(value.columns())], self.room()),
            _ => None,
        };
        if let Some([of_label, of_values]) = slots.or(one_line.as_deref()) {
            let values = sets.iter().flat_map(|value| value.in_slot(*of_values).1).collect();
            return self.beside([label.in_slot(*of_label), (*of_values, values)]);
        }
        if !label.is_empty() {
            self.flow_set(label, 0, UNDER);
        }
        for value in &sets {
            self.flow_set(value, BELOW, 0);
        }
    }
}
