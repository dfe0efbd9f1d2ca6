//! Columns beside each other, for page, pipe and pane: how wide each is, which have no room, and their cells side by
//! side. Must never cut a cell, nor know what one says.
//!
//! ```
//! use dossier::text::columns::{Slot, Want, all_slots, beside};
//!
//! let wants = [Want::fixed(3), Want { natural: 30, least: 4, ..Want::default() }];
//! let slots = all_slots(&wants, 11).expect("both have room");
//! assert_eq!(slots, [Slot { width: 3, ..Slot::default() }, Slot { start: 5, width: 6, ..Slot::default() }]);
//!
//! let cell = |lines: &[&str]| lines.iter().map(|line| vec![(*line).to_owned()]).collect::<Vec<_>>();
//! let lines = beside([(slots[0], cell(&["ICE"])), (slots[1], cell(&["buys", "cloud"]))]);
//! assert_eq!(lines.iter().map(|line| line.concat()).collect::<Vec<_>>(), ["ICE  buys", "     cloud"]);
//! ```

use super::width::columns;

/// Columns between two columns.
pub const GAP: usize = 2;

/// How a column's cells stand in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Alignment {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
}

/// What a column wants.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Want {
    /// As wide as its widest cell: it never gets more.
    pub natural: usize,
    /// It stands beside others only where it gets so much, or is natural.
    pub least: usize,
    /// What yields more gives way sooner where there is little room; of two that yield alike the one further right.
    pub yields: u8,
    /// How its cells stand in it.
    pub align: Alignment,
}

/// Where a column stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Slot {
    /// The columns to its left.
    pub start: usize,
    /// The most that its cells may be wide.
    pub width: usize,
    /// How they stand in it.
    pub align: Alignment,
}

/// The slots of the columns in `room`. As many stand beside each other as have room for the least they want, none for
/// the others. What there is beyond that goes to the narrowest, so that the widest are wrapped.
#[must_use]
pub fn slots(wants: &[Want], room: usize) -> Vec<Option<Slot>> {
    slots_apart(wants, room, GAP)
}

/// The same with so many columns between two columns.
#[must_use]
pub fn slots_apart(wants: &[Want], room: usize, gap: usize) -> Vec<Option<Slot>> {
    let mut beside: Vec<(usize, &Want)> = wants.iter().enumerate().collect();
    beside.sort_by_key(|(at, want)| (want.yields, *at));
    let mut needed = 0;
    let have_room = beside.iter().take_while(|(_, want)| {
        needed += want.at(0) + gap;
        needed <= room + gap
    });
    beside.truncate(have_room.count());
    beside.sort_by_key(|(at, _)| *at);
    let level = (0..=room).rev().find(|level| total(&beside, *level, gap) <= room).unwrap_or(0);
    let mut left = room - total(&beside, level, gap);
    let mut start = 0;
    let mut beside = beside.into_iter().peekable();
    let slot = |at: usize| {
        let (_, want) = beside.next_if(|(place, _)| *place == at)?;
        let more = left.min(want.at(level + 1) - want.at(level));
        left -= more;
        let width = want.at(level) + more;
        start += width + gap;
        Some(Slot { start: start - gap - width, width, align: want.align })
    };
    (0..wants.len()).map(slot).collect()
}

/// The same where all of them have room; else nothing.
#[must_use]
pub fn all_slots(wants: &[Want], room: usize) -> Option<Vec<Slot>> {
    slots(wants, room).into_iter().collect()
}

/// What columns take, with their gaps, where none of them but for its least is wider than `level`.
fn total(beside: &[(usize, &Want)], level: usize, gap: usize) -> usize {
    beside.iter().map(|(_, want)| want.at(level)).sum::<usize>() + gap * beside.len().saturating_sub(1)
}

impl Want {
    /// Of a column that takes so much, neither more nor less.
    #[must_use]
    pub fn fixed(columns: usize) -> Self {
        Self { natural: columns, least: columns, ..Self::default() }
    }

    /// How wide it is where no column but for its least is wider than `level`.
    fn at(&self, level: usize) -> usize {
        self.natural.min(level.max(self.least))
    }
}

/// How wide a line is.
pub fn line_columns(line: &[impl AsRef<str>]) -> usize {
    line.iter().map(|part| columns(part.as_ref())).sum()
}

/// The lines of cells beside each other, each cell given by its lines. None ends in a blank.
pub fn beside<P: AsRef<str> + From<String>>(cells: impl IntoIterator<Item = (Slot, Vec<Vec<P>>)>) -> Vec<Vec<P>> {
    let mut lines: Vec<Vec<P>> = Vec::new();
    for (slot, cell) in cells {
        lines.resize_with(lines.len().max(cell.len()), Vec::new);
        for (line, parts) in lines.iter_mut().zip(cell).filter(|(_, parts)| !parts.is_empty()) {
            let free = slot.width.saturating_sub(line_columns(&parts));
            let lead = match slot.align {
                Alignment::Left => 0,
                Alignment::Centre => free / 2,
                Alignment::Right => free,
            };
            let blank = (slot.start + lead).saturating_sub(line_columns(line));
            line.extend((blank > 0).then(|| P::from(" ".repeat(blank))));
            line.extend(parts);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::wrap::wrap;

    fn want(natural: usize, least: usize, yields: u8) -> Want {
        Want { natural, least, yields, align: Alignment::Left }
    }

    fn widths(wants: &[Want], room: usize) -> Vec<Option<usize>> {
        slots(wants, room).into_iter().map(|slot| slot.map(|slot| slot.width)).collect()
    }

    #[test]
    fn the_widest_gives_way_first_and_what_yields_most_stands_beneath() {
        let wants = [want(10, 4, 0), want(30, 8, 2), want(20, 8, 1)];
        assert_eq!(widths(&wants, 80), [Some(10), Some(30), Some(20)]);
        assert_eq!(widths(&wants, 54), [Some(10), Some(20), Some(20)]);
        assert_eq!(widths(&wants, 43), [Some(10), Some(15), Some(14)]);
        assert_eq!(widths(&wants, 24), [Some(4), Some(8), Some(8)]);
        assert_eq!(widths(&wants, 23), [Some(10), None, Some(11)]);
        assert_eq!(widths(&wants, 13), [Some(10), None, None]);
        assert_eq!(widths(&wants, 3), [None, None, None]);
        assert_eq!(all_slots(&wants, 23), None);
        assert_eq!(widths(&[], 0), []);
    }

    #[test]
    fn cells_stand_in_their_slots() {
        let slot = |start, align| Slot { start, width: 5, align };
        let cell = |lines: &[&str]| lines.iter().map(|line| vec![(*line).to_owned()]).collect::<Vec<_>>();
        let lines = beside([
            (slot(0, Alignment::Left), cell(&["one", "two"])),
            (slot(6, Alignment::Centre), cell(&["本", "", "x"])),
            (slot(12, Alignment::Right), vec![Vec::new(), vec!["1".to_owned(), "2".to_owned()]]),
        ]);
        let lines: Vec<String> = lines.iter().map(|line| line.concat()).collect();
        assert_eq!(lines, ["one    本", "two            12", "        x"]);
    }

    /// The same, one column of a terminal taken from the widest at a time: of two as wide from the one further right.
    fn shrunk(wants: &[&Want], room: usize) -> Vec<usize> {
        let mut widths: Vec<usize> = wants.iter().map(|want| want.natural).collect();
        while widths.iter().sum::<usize>() > room {
            let spare = widths.iter_mut().zip(wants).filter(|(width, want)| **width > want.least);
            *spare.max_by_key(|(width, _)| **width).expect("the least has room").0 -= 1;
        }
        widths
    }

    fn any_wants() -> impl Strategy<Value = Vec<Want>> {
        let align = prop::sample::select(vec![Alignment::Left, Alignment::Centre, Alignment::Right]);
        let want = (0..40_usize, 0..20_usize, 0..4_u8, align);
        let want = want.prop_map(|(natural, least, yields, align)| Want { natural, least, yields, align });
        prop::collection::vec(want, 0..7)
    }

    proptest! {
        #[test]
        fn slots_fill_the_room_as_if_the_widest_shrank(wants in any_wants(), room in 0..150_usize) {
            let slots = slots(&wants, room);
            prop_assert_eq!(slots.len(), wants.len());
            let stand = wants.iter().zip(slots).filter_map(|(want, slot)| Some((want, slot?)));
            let beside: Vec<(&Want, Slot)> = stand.collect();
            let mut start = 0;
            for (want, slot) in &beside {
                prop_assert_eq!((slot.start, slot.align), (start, want.align));
                start += slot.width + GAP;
            }
            prop_assert!(start <= room + GAP);
            let (wants, slots): (Vec<&Want>, Vec<Slot>) = beside.into_iter().unzip();
            let room = room.saturating_sub(GAP * wants.len().saturating_sub(1));
            prop_assert_eq!(slots.iter().map(|slot| slot.width).collect::<Vec<_>>(), shrunk(&wants, room));
        }

        #[test]
        fn a_wider_room_moves_no_column_beneath_nor_makes_one_narrower(wants in any_wants(), room in 0..150_usize) {
            let (narrow, wide) = (widths(&wants, room), widths(&wants, room + 1));
            let has_come = narrow.iter().flatten().count() < wide.iter().flatten().count();
            for (narrow, wide) in narrow.iter().zip(&wide) {
                prop_assert!(narrow.is_none() || wide.is_some());
                prop_assert!(narrow <= wide || has_come);
            }
        }

        #[test]
        fn no_line_is_too_wide_and_nothing_is_lost(
            cells in prop::collection::vec(("[a-c 本]{0,30}", 2..12_usize, 0..4_u8), 0..7),
            room in 0..150_usize,
        ) {
            let wants: Vec<Want> =
                cells.iter().map(|(cell, least, yields)| want(columns(cell), *least, *yields)).collect();
            let wrapped = |cell: &str, width: usize| -> Vec<Vec<String>> {
                let lines = wrap(cell, width, width).into_iter().filter_map(|line| cell.get(line));
                lines.map(|line| vec![line.to_owned()]).collect()
            };
            let stand = slots(&wants, room).into_iter().zip(&cells).filter_map(|(slot, cell)| Some((slot?, &cell.0)));
            let set = beside(stand.clone().map(|(slot, cell)| (slot, wrapped(cell, slot.width))));
            prop_assert!(set.iter().all(|line| line_columns(line) <= room));
            let letters = |text: &str| text.chars().filter(|letter| *letter != ' ').count();
            prop_assert_eq!(letters(&set.concat().concat()), stand.map(|(_, cell)| letters(cell)).sum::<usize>());
        }
    }
}
