//! What the terminal shows, as far as it is known, so that a few cells that stay are painted again where saying where the
//! next one stands would take more bytes. Must never claim to know a column that something wide covers.

use std::borrow::Cow;
use std::collections::HashMap;

use ratatui::buffer::Cell;

use super::ink::{ON_BLANKS, Placed};
use crate::text::width;

/// So many cells are painted again rather than passed over: to say a place takes six bytes or more.
const BRIDGED: u16 = 7;

/// The cells that are shown, by column and row.
#[derive(Debug, Default)]
pub(super) struct Shown(HashMap<(u16, u16), Cell>);

impl Shown {
    /// Nothing is known any more.
    pub(super) fn forget(&mut self) {
        self.0.clear();
    }

    /// The cells that are to be painted, in rows from left to right, with those between two of them that stay, where
    /// they are few and look as these do; all of it is shown from now on.
    pub(super) fn bridged<'a>(&mut self, cells: Vec<Placed<'a>>) -> Vec<Placed<'a>> {
        let mut all: Vec<Placed<'a>> = Vec::with_capacity(cells.len());
        for (x, y, cell) in cells {
            if let Some((before, row, last)) = all.last()
                && *row == y
                && let Some(between) = self.between(before.saturating_add(1)..x, y, last, &cell)
            {
                all.extend(between);
            }
            self.take(x, y, &cell);
            all.push((x, y, cell));
        }
        all
    }

    fn between<'a>(&self, columns: std::ops::Range<u16>, y: u16, last: &Cell, next: &Cell) -> Option<Vec<Placed<'a>>> {
        if columns.is_empty() || columns.len() > usize::from(BRIDGED) || !is_narrow(last) {
            return None;
        }
        let looks = |cell: &&Cell| [last, next].iter().any(|beside| is_alike(beside, cell));
        columns.map(|x| self.0.get(&(x, y)).filter(looks).map(|cell| (x, y, Cow::Owned(cell.clone())))).collect()
    }

    fn take(&mut self, x: u16, y: u16, cell: &Cell) {
        let wide = u16::try_from(width::columns(cell.symbol())).unwrap_or(1);
        for covered in 1..wide {
            self.0.remove(&(x.saturating_add(covered), y));
        }
        if is_narrow(cell) {
            self.0.insert((x, y), cell.clone());
        } else {
            self.0.remove(&(x, y));
        }
    }
}

/// Whether every terminal gives it one column.
fn is_narrow(cell: &Cell) -> bool {
    cell.symbol().chars().nth(1).is_none() && width::columns(cell.symbol()) == 1
}

/// Whether painting it beside the other says nothing of a look.
fn is_alike(beside: &Cell, cell: &Cell) -> bool {
    let is_blank = cell.symbol() == " " && cell.modifier.intersection(ON_BLANKS).is_empty();
    let is_plain = is_blank && beside.modifier.intersection(ON_BLANKS).is_empty();
    cell.bg == beside.bg && (is_plain || (cell.fg, cell.modifier) == (beside.fg, beside.modifier))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(text: &str, from: u16) -> Vec<Placed<'static>> {
        let cell = |symbol: char| Cow::Owned(Cell::default().set_char(symbol).clone());
        text.chars().zip(from..).map(|(symbol, x)| (x, 0, cell(symbol))).collect()
    }

    fn painted(cells: &[Placed<'_>]) -> String {
        cells.iter().map(|(.., cell)| cell.symbol()).collect()
    }

    #[test]
    fn a_few_cells_that_stay_are_painted_again() {
        let mut shown = Shown::default();
        shown.bridged(placed("the harbour of Lima", 0));
        let parts = |shown: &mut Shown, first: &str, next: &str, at: u16| {
            painted(&shown.bridged([placed(first, 0), placed(next, at)].concat()))
        };
        assert_eq!(parts(&mut shown, "a", "x", 4), "ahe x");
        assert_eq!(parts(&mut shown, "a", "x", 10), "ax", "too many stay");
        assert_eq!(parts(&mut shown, "a", "x", 30), "ax", "they are not known");
        shown.forget();
        assert_eq!(parts(&mut shown, "a", "x", 4), "ax");
    }

    #[test]
    fn what_looks_otherwise_or_is_wide_is_passed_over() {
        let mut shown = Shown::default();
        let mut cells = placed("abcd", 0);
        cells[1].2 =
            Cow::Owned(Cell::default().set_char('b').clone().set_style(ratatui::style::Style::new().bold()).clone());
        shown.bridged(cells);
        assert_eq!(painted(&shown.bridged([placed("A", 0), placed("C", 2)].concat())), "AC");
        let mut wide = placed("a", 0);
        wide.extend(placed("微", 1));
        wide.extend(placed("d", 3));
        shown.bridged(wide);
        assert_eq!(painted(&shown.bridged([placed("A", 0), placed("D", 3)].concat())), "AD");
    }
}
