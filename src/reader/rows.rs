//! A list as it is shown: its rows, where its columns stand, which names take a second line. Work goes by the rows that
//! are shown. Must never know a colour.

use super::app::App;
use super::columns::{ListColumn, columns};
use crate::entry::EntryKind;
use crate::text::Safe;
use crate::text::columns::{Alignment, Slot, Want, slots_apart};
use crate::text::wrap::wrap;
use crate::whole::EntryId;

/// From this width on a list shows dates as written and more columns.
const WIDE: u16 = 60;
/// What stands right of the name in words has at most so many columns.
const BESIDE: usize = 20;
/// The same in a narrow list.
const BESIDE_NARROW: usize = 12;
/// No column of dates is narrower: a year with its sign stays where it is while the list moves.
const LEAST_DATE: usize = 5;
/// Before a row: its mark, and a blank.
pub const MARK: u16 = 2;
/// After a row: a blank, and the sign of more rows, which touches no figure.
pub const END: u16 = 2;
/// Columns between two columns: a list is narrow.
const GAP: usize = 1;

/// What of a list is in sight.
#[derive(Debug)]
pub struct ShownRows {
    /// Its rows.
    pub rows: Vec<ListRow>,
    /// Its columns from left to right, and where each stands right of the mark; nowhere where it has no room.
    pub columns: Vec<(ListColumn, Option<Slot>)>,
    /// Whether there are rows above or below them.
    pub more: [bool; 2],
}

/// A row of a list.
#[derive(Debug)]
pub struct ListRow {
    /// Whose it is.
    pub id: EntryId,
    /// What stands in each column.
    pub cells: Vec<Safe>,
    /// What of the name stands on a line of its own.
    pub second: Option<Safe>,
    /// Whether its file could not be read.
    pub broken: bool,
    /// Whether it is the chosen one.
    pub chosen: bool,
}

impl App {
    /// What of a list is in sight.
    #[must_use]
    pub fn shown_rows(&self, kind: EntryKind) -> ShownRows {
        let height = self.layout.areas.list_rows(kind.index());
        let (ids, all) = (self.lists.rows(kind), self.contents.dossier().list(kind));
        let top = self.lists.top(kind, height);
        let shown = &ids[top.min(ids.len())..ids.len().min(top + height)];
        if all.len() > height {
            return ShownRows { more: [top > 0, top + height < ids.len()], ..self.lay_rows(kind, shown) };
        }
        // Where all have room, what the filter drops is laid too: nothing moves while it is typed.
        let mut laid = self.lay_rows(kind, all);
        let second: Vec<EntryId> = laid.long_names().take(self.layout.areas.second_lines[kind.index()]).collect();
        let (at, width) = laid.name();
        for row in laid.rows.iter_mut().filter(|row| second.contains(&row.id)) {
            let whole = std::mem::take(&mut row.cells[at]);
            let first = wrap(whole.as_str(), width, width).into_iter().next().unwrap_or_default();
            row.second = Some(whole.slice(first.end..whole.as_str().len()));
            row.cells[at] = whole.slice(first);
        }
        laid.rows.retain(|row| shown.contains(&row.id));
        laid.rows.sort_by_key(|row| shown.iter().position(|id| *id == row.id));
        laid
    }

    /// How many names of a list are too long for a line, where all its rows may have room.
    pub(super) fn long_names(&self, kind: EntryKind) -> usize {
        let all = self.contents.dossier().list(kind);
        let may_fit = all.len() <= self.layout.areas.list_rows(kind.index());
        if may_fit { self.lay_rows(kind, all).long_names().count() } else { 0 }
    }

    /// Rows with their columns: dates and figures as wide as they are, the name in what is left.
    fn lay_rows(&self, kind: EntryKind, ids: &[EntryId]) -> ShownRows {
        let (width, glyphs) = (self.layout.areas.lists[kind.index()].width, self.layout.glyphs);
        let columns = columns(kind, self.lists.sort(kind), is_wide(width));
        let row = |id: &EntryId| {
            let dossier = self.contents.dossier();
            let entry = dossier.get(*id)?;
            let cells = columns.iter().map(|column| glyphs.safe(&column.cell(dossier, *id, is_wide(width)))).collect();
            let chosen = self.lists.chosen(kind) == Some(*id);
            Some(ListRow { id: *id, cells, second: None, broken: entry.broken, chosen })
        };
        let rows: Vec<ListRow> = ids.iter().filter_map(row).collect();
        let end = if columns.last() == Some(&ListColumn::Name) { END - 1 } else { END };
        let room = usize::from(width.saturating_sub(MARK + end));
        let want = |(at, column): (usize, &ListColumn)| {
            let widest = rows.iter().filter_map(|row| row.cells.get(at)).map(Safe::columns).max();
            column_want(*column, widest.unwrap_or(0), room, is_wide(width))
        };
        let wants: Vec<Want> = columns.iter().enumerate().map(want).collect();
        let slots = slots_apart(&wants, room, GAP);
        ShownRows { rows, columns: columns.into_iter().zip(slots).collect(), more: [false; 2] }
    }
}

impl ShownRows {
    /// The place of the names among the columns, and how wide they may be.
    fn name(&self) -> (usize, usize) {
        let name = self.columns.iter().enumerate().find(|(_, (column, _))| *column == ListColumn::Name);
        name.map_or((0, 0), |(at, (_, slot))| (at, slot.map_or(0, |slot| slot.width)))
    }

    /// The entries whose names are too long for one line.
    fn long_names(&self) -> impl Iterator<Item = EntryId> {
        let (at, width) = self.name();
        self.rows.iter().filter(move |row| row.cells[at].columns() > width).map(|row| row.id)
    }
}

/// Whether a list of that width shows dates as written, more columns and their heads.
#[must_use]
pub fn is_wide(width: u16) -> bool {
    width >= WIDE
}

fn column_want(column: ListColumn, widest: usize, room: usize, wide: bool) -> Want {
    // A head is never wider than what stands under it, and has room for its arrow.
    let head = if wide && widest > 0 && !column.name().is_empty() { column.name().len() + 2 } else { 0 };
    match column {
        ListColumn::Date => Want::fixed(widest.max(LEAST_DATE)),
        ListColumn::Name => Want { natural: room, least: 1, yields: 1, ..Want::default() },
        _ if column.is_figure() => Want { align: Alignment::Right, ..Want::fixed(widest.max(head)) },
        _ if wide => Want { yields: 2, ..Want::fixed(widest.min(BESIDE).max(head)) },
        _ => Want::fixed(widest.min(BESIDE_NARROW)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::fixture::bundled;

    fn lines(shown: &ShownRows) -> usize {
        shown.rows.iter().map(|row| 1 + usize::from(row.second.is_some())).sum()
    }

    #[test]
    fn names_take_a_second_line_where_rows_are_free_and_stay_so_while_a_filter_is_typed() {
        let mut app = bundled(120, 36);
        let shown = app.shown_rows(EntryKind::Article);
        assert!(shown.rows.iter().filter(|row| row.second.is_some()).count() > 3, "{shown:?}");
        for kind in EntryKind::ALL {
            assert!(lines(&app.shown_rows(kind)) <= app.layout.areas.list_rows(kind.index()), "{kind:?}");
        }
        let areas = app.layout.areas;
        app.press("/kind:news");
        let kept = app.shown_rows(EntryKind::Article);
        assert_eq!((areas, kept.rows.len()), (app.layout.areas, 1));
        let was = shown.rows.iter().find(|row| row.id == kept.rows[0].id).unwrap();
        assert_eq!((&was.cells, &was.second), (&kept.rows[0].cells, &kept.rows[0].second), "nothing jumps");
        assert!(bundled(80, 24).shown_rows(EntryKind::Article).rows.iter().all(|row| row.second.is_none()));
    }

    #[test]
    fn nothing_of_a_name_is_lost_where_it_is_broken() {
        let app = bundled(120, 36);
        let shown = app.shown_rows(EntryKind::Article);
        let (at, _) = shown.name();
        for row in &shown.rows {
            let name = app.contents.dossier().get(row.id).unwrap().name().to_owned();
            let second = row.second.as_ref().map_or(String::new(), |rest| format!(" {}", rest.as_str().trim_start()));
            assert_eq!(format!("{}{second}", row.cells[at].as_str()), name);
        }
    }

    #[test]
    fn columns_follow_the_order() {
        let mut app = bundled(200, 60);
        let heads = |app: &App, kind| -> Vec<&str> {
            app.shown_rows(kind).columns.iter().filter(|(_, slot)| slot.is_some()).map(|(it, _)| it.name()).collect()
        };
        assert_eq!(heads(&app, EntryKind::Campaign), ["date", "name", "status", "signed", ""]);
        app.press("2>");
        assert_eq!(heads(&app, EntryKind::Company), ["name", "sector", "contracts", "amount", ""]);
        let mut app = bundled(80, 24);
        app.press("3<lt>");
        assert_eq!(heads(&app, EntryKind::Campaign), ["date", "name", "status"]);
    }
}
