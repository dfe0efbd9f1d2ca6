//! The three lists: what they show, where one is in each, how they are sorted. Must never know the filter that keeps
//! their rows.

use super::app::{App, Focus};
use super::columns::Sort;
use super::cursor::{Direction, Step, moved, screen_row, top};
use super::layer::Layers;
use super::window::Window;
use crate::entry::EntryKind;
use crate::page::Subject;
use crate::whole::EntryId;

/// The three lists: what they show and where one is in each.
#[derive(Debug, Clone, PartialEq)]
pub struct Lists {
    rows: [Vec<EntryId>; 3],
    cursors: [Cursor; 3],
    /// The list that keys are for, or were for last.
    pub kind: EntryKind,
    sorts: [Sort; 3],
}

/// Where one is in a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Cursor {
    /// The chosen entry; none before the first move.
    id: Option<EntryId>,
    /// Its row, where the filter keeps it.
    row: Option<usize>,
    /// How many rows under the list's first shown row it stands.
    screen_row: usize,
}

impl Default for Lists {
    fn default() -> Self {
        Self {
            rows: Default::default(),
            cursors: Default::default(),
            kind: EntryKind::Article,
            sorts: Default::default(),
        }
    }
}

impl Lists {
    /// What the filter keeps of a list, in order.
    #[must_use]
    pub fn rows(&self, kind: EntryKind) -> &[EntryId] {
        &self.rows[kind.index()]
    }

    /// The rows of all lists.
    pub fn all_rows(&self) -> impl Iterator<Item = &[EntryId]> {
        self.rows.iter().map(Vec::as_slice)
    }

    /// The chosen entry of a list, whether the filter keeps it or not; none before the first move.
    #[must_use]
    pub fn chosen(&self, kind: EntryKind) -> Option<EntryId> {
        self.cursors[kind.index()].id
    }

    /// The row of the chosen entry.
    #[must_use]
    pub fn chosen_row(&self, kind: EntryKind) -> Option<usize> {
        self.cursors[kind.index()].row
    }

    /// The row of an entry.
    #[must_use]
    pub fn row(&self, kind: EntryKind, id: EntryId) -> Option<usize> {
        let cursor = self.cursors[kind.index()];
        if cursor.id == Some(id) { cursor.row } else { self.rows(kind).iter().position(|row| *row == id) }
    }

    /// The first row of a list that is shown where so many are.
    #[must_use]
    pub fn top(&self, kind: EntryKind, shown: usize) -> usize {
        let Cursor { row, screen_row, .. } = self.cursors[kind.index()];
        row.map_or(0, |row| top(row, screen_row, shown, self.rows(kind).len()))
    }

    /// How a list is sorted.
    #[must_use]
    pub fn sort(&self, kind: EntryKind) -> Sort {
        self.sorts[kind.index()]
    }

    /// Sorts the list that keys are for, once its rows are set anew.
    pub(super) fn set_sort(&mut self, sort: Sort) {
        self.sorts[self.kind.index()] = sort;
    }

    /// Other rows for a list: the chosen entry stays chosen where it is among them, else the first is.
    pub(super) fn set_rows(&mut self, kind: EntryKind, rows: Vec<EntryId>) {
        let cursor = &mut self.cursors[kind.index()];
        cursor.row = cursor.id.and_then(|id| rows.iter().position(|row| *row == id));
        let is_begun = cursor.id.is_some();
        self.rows[kind.index()] = rows;
        if is_begun {
            self.choose_something(kind);
        }
    }

    /// Chooses the first row of a list where nothing, or nothing that is shown, is chosen.
    pub(super) fn choose_something(&mut self, kind: EntryKind) {
        if self.chosen_row(kind).is_none() {
            self.choose(kind, 0, 0);
        }
    }

    /// Chooses a row, where there is one, so many rows under the first that is shown.
    fn choose(&mut self, kind: EntryKind, row: usize, screen_row: usize) {
        if let Some(id) = self.rows(kind).get(row).copied() {
            self.cursors[kind.index()] = Cursor { id: Some(id), row: Some(row), screen_row };
        }
    }

    /// Chooses a row of a list of which so many are shown, with as little scrolling as needed.
    fn go_to(&mut self, kind: EntryKind, row: usize, shown: usize) {
        let window = self.top(kind, shown);
        self.choose(kind, row, screen_row(row, window, shown));
    }
}

impl App {
    /// Moves in the list that keys are for.
    pub(super) fn step_list(&mut self, step: Step) {
        let kind = self.lists.kind;
        let shown = self.layout.areas.list_rows(kind.index());
        let all = self.lists.rows(kind).len();
        if let Some(row) = moved(self.lists.chosen_row(kind), step, shown, all) {
            self.lists.go_to(kind, row, shown);
            self.turn_page();
        }
    }

    /// Chooses an entry in its list, where the filter keeps it.
    pub(super) fn choose_entry(&mut self, id: EntryId) {
        let Some(kind) = self.contents.dossier().get(id).map(|entry| entry.kind) else { return };
        self.lists.kind = kind;
        if let Some(row) = self.lists.row(kind, id) {
            self.lists.go_to(kind, row, self.layout.areas.list_rows(kind.index()));
        }
    }

    /// Shows the page of the entry chosen in the list that keys are for, from its start.
    pub(super) fn turn_page(&mut self) {
        let Some(id) = self.lists.chosen(self.lists.kind) else { return };
        let subject = Subject::page(id);
        if self.page.subject != subject {
            self.show_page(subject);
        }
    }

    /// Puts a subject's page on the right, from its start.
    pub(super) fn show_page(&mut self, subject: Subject) {
        self.page = Window { subject, ..Window::default() };
        self.layers.card = None;
        self.lay_page();
    }

    /// To a list: its entry's page comes with it.
    pub(super) fn enter_list(&mut self, kind: EntryKind) {
        let was = self.lists.kind;
        self.layers = Layers::default();
        self.focus = Focus::List;
        self.close_split();
        self.unzoom();
        self.lists.kind = kind;
        if was != kind || self.lists.chosen(kind).is_some() {
            self.lists.choose_something(kind);
            self.turn_page();
        }
    }

    /// To the next list, around the ends.
    pub(super) fn next_list(&mut self, direction: Direction) {
        let kinds = EntryKind::ALL;
        self.enter_list(kinds[direction.around(self.lists.kind.index(), kinds.len())]);
    }

    /// To the page.
    pub(super) fn enter_page(&mut self) {
        self.layers = Layers::default();
        self.focus = Focus::Page;
        self.mark_kept();
    }

    /// From the list into the page of its entry.
    pub(super) fn open_entry(&mut self) {
        let kind = self.lists.kind;
        if self.lists.rows(kind).is_empty() {
            self.say("There is nothing to read in this list");
            return;
        }
        self.lists.choose_something(kind);
        self.turn_page();
        self.enter_page();
    }

    /// To the next or previous entry of the list, staying in the page.
    pub(super) fn step_entry(&mut self, direction: Direction) {
        let kind = self.lists.kind;
        let before = self.lists.chosen_row(kind);
        self.step_list(direction.step());
        if before.is_some() && before == self.lists.chosen_row(kind) {
            self.say(match direction {
                Direction::Next => "This is the last entry of the list",
                Direction::Previous => "This is the first entry of the list",
            });
        }
    }

    /// The page alone, or the lists again.
    pub(super) fn zoom(&mut self) {
        if self.layout.areas.one_pane {
            self.say("The page is alone already; a wider terminal shows the lists beside it");
            return;
        }
        self.layout.zoomed = !self.layout.zoomed;
        if self.layout.zoomed {
            self.focus = Focus::Page;
        }
        self.arrange();
    }

    /// The lists beside the page again.
    pub(super) fn unzoom(&mut self) {
        if std::mem::replace(&mut self.layout.zoomed, false) {
            self.arrange();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::fixture::bundled;

    #[test]
    fn the_chosen_entry_stays_chosen_while_it_is_kept() {
        let (dossier, kind) = (crate::fixture::bundled(), EntryKind::Campaign);
        let ids = dossier.dossier.list(kind);
        let mut lists = Lists::default();
        lists.set_rows(kind, ids.to_vec());
        assert_eq!((lists.chosen(kind), lists.top(kind, 5)), (None, 0), "nothing is chosen before the first move");
        lists.go_to(kind, 7, 5);
        assert_eq!((lists.chosen(kind), lists.chosen_row(kind), lists.top(kind, 5)), (Some(ids[7]), Some(7), 3));
        lists.set_rows(kind, ids[5..].to_vec());
        assert_eq!(
            (lists.chosen_row(kind), lists.row(kind, ids[7]), lists.row(kind, ids[9])),
            (Some(2), Some(2), Some(4))
        );
        lists.set_rows(kind, ids[..5].to_vec());
        assert_eq!((lists.chosen(kind), lists.chosen_row(kind)), (Some(ids[0]), Some(0)), "else the first is");
        lists.set_rows(kind, Vec::new());
        assert_eq!((lists.chosen(kind), lists.chosen_row(kind)), (Some(ids[0]), None));
        lists.set_rows(kind, ids.to_vec());
        assert_eq!(lists.chosen_row(kind), Some(0), "it is chosen again when it is kept again");
    }

    #[test]
    fn the_ends_of_a_list_are_said() {
        let mut app = bundled(80, 24);
        app.press("2G<Enter><C-n>");
        assert_eq!(app.said(), "This is the last entry of the list");
        app.press("<C-p>");
        assert_eq!(app.said(), "");
    }
}
