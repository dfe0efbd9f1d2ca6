//! Moving: in the lists, on the page, in what lies on top. The page keeps in step with the list.

use crate::entry::EntryKind;
use crate::page::{self, Subject};
use crate::reader::app::{App, Mode};
use crate::reader::cursor::{Step, moved, screen_row, scrolled, top};
use crate::reader::effect::Effect;
use crate::reader::overlay::ProblemList;
use crate::reader::place::{Focus, ListKind};
use crate::reader::sheet::{Found, Sheet};
use crate::render;
use crate::text::Safe;
use crate::whole::EntryId;

impl App {
    /// Moves in whatever the keys are for.
    pub(super) fn step(&mut self, step: Step) -> Vec<Effect> {
        let card_height = usize::from(self.card_area().height);
        let page_height = usize::from(self.page_area().height);
        let overlay_height = self.overlay_height();
        let overlay_width = usize::from(self.looks.width.saturating_sub(4));
        match &mut self.mode {
            Mode::Help(help) => {
                let lines = crate::reader::layer::help::lines(help, overlay_width).len();
                help.top = scrolled(help.top, step, overlay_height, lines);
            }
            Mode::Outline(chosen) => {
                let all = self.sheet.laid.headings.len();
                *chosen = moved(Some(*chosen), step, overlay_height, all).unwrap_or(0);
            }
            Mode::Problems(ProblemList::All(chosen)) => {
                let all = self.read.snapshot.dossier.problems().len();
                *chosen = moved(Some(*chosen), step, overlay_height, all).unwrap_or(0);
                self.history.problem = *chosen;
            }
            Mode::Problems(ProblemList::One { chosen, top }) => {
                let problem = self.read.snapshot.dossier.problems().get(*chosen);
                let said =
                    problem.map_or(0, |problem| crate::reader::layer::problems::one(problem, overlay_width).len());
                *top = scrolled(*top, step, overlay_height, said);
            }
            Mode::Palette(palette) => {
                palette.chosen = moved(Some(palette.chosen), step, overlay_height, palette.fitting.len()).unwrap_or(0);
            }
            Mode::Browse | Mode::Filter(_) | Mode::Find(_) | Mode::Say(..) => match (&mut self.card, self.focus) {
                (Some(card), _) => card.scroll(step, card_height),
                (None, Focus::List) => self.step_list(step),
                (None, Focus::Page) => self.sheet.scroll(step, page_height),
            },
        }
        Vec::new()
    }

    /// How many rows an overlay over everything shows.
    pub(super) fn overlay_height(&self) -> usize {
        self.areas().map_or(0, |areas| usize::from(areas.middle.height.saturating_sub(2)))
    }

    fn step_list(&mut self, step: Step) {
        let kind = self.lists.kind.0;
        let shown = self.list_height(kind);
        let rows = &self.lists.rows[kind.index()];
        let from = self.chosen_row(kind);
        if let Some(row) = moved(from, step, shown, rows.len()) {
            let window = self.list_top(kind);
            let id = rows[row];
            self.choose(kind, id, screen_row(row, window, shown));
            self.turn_page();
        }
    }

    /// The first shown row of a list.
    #[must_use]
    pub fn list_top(&self, kind: EntryKind) -> usize {
        let cursor = self.lists.cursors[kind.index()];
        let all = self.lists.rows[kind.index()].len();
        let shown = self.list_height(kind);
        self.chosen_row(kind).map_or(0, |row| top(row, cursor.screen_row, shown, all))
    }

    pub(super) fn choose(&mut self, kind: EntryKind, id: EntryId, screen_row: usize) {
        let cursor = &mut self.lists.cursors[kind.index()];
        cursor.id = Some(id);
        cursor.screen_row = screen_row;
    }

    /// Chooses the first row of a list where nothing, or nothing that is shown, is chosen.
    pub(super) fn choose_something(&mut self, kind: EntryKind) {
        if self.chosen_row(kind).is_none()
            && let Some(first) = self.lists.rows[kind.index()].first().copied()
        {
            self.choose(kind, first, 0);
        }
    }

    /// Chooses an entry in its list, where the filter keeps it, with as little scrolling as needed.
    pub(super) fn choose_entry(&mut self, id: EntryId) {
        let Some(kind) = self.read.snapshot.dossier.get(id).map(|entry| entry.kind) else { return };
        self.lists.kind = ListKind(kind);
        if let Some(row) = self.lists.rows[kind.index()].iter().position(|row| *row == id) {
            let window = self.list_top(kind);
            self.choose(kind, id, screen_row(row, window, self.list_height(kind)));
        }
    }

    /// Shows the page of the entry chosen in the list that keys are for, from its start.
    pub(super) fn turn_page(&mut self) {
        let kind = self.lists.kind.0;
        let Some(id) = self.lists.cursors[kind.index()].id else { return };
        let subject = Subject::page(id);
        if self.sheet.subject != subject {
            self.show(subject);
        }
    }

    /// Puts a subject's page on the sheet, from its start.
    pub(super) fn show(&mut self, subject: Subject) {
        self.sheet = Sheet { subject, ..Sheet::default() };
        self.card = None;
        self.lay_page();
    }

    /// Lays out the page again, and a card on it: the place in it stays.
    pub fn lay_page(&mut self) {
        let areas = (self.page_area(), self.card_area());
        self.sheet = self.laid(&self.sheet, areas.0.width.into(), areas.0.height.into());
        if let Some(card) = &self.card {
            let card = self.laid(card, areas.1.width.into(), areas.1.height.into());
            self.card = Some(Box::new(card));
        }
    }

    /// A sheet laid out for a width; nothing where there is no room at all.
    pub(super) fn laid(&self, sheet: &Sheet, width: usize, height: usize) -> Sheet {
        let page = page::of(self.read.snapshot.view(), &sheet.subject);
        let aside = self.place(&sheet.subject, &page.kind);
        let heading = width.saturating_sub(aside.columns() + 2);
        let laid = render::lines_under_heading(&page, width.max(1), self.looks.glyphs, heading);
        let kept = |stop: &usize| *stop < laid.stops.len();
        let mut next = Sheet {
            subject: sheet.subject.clone(),
            title: page.title,
            kind: page.kind,
            top: sheet.top_in(&laid).min(laid.lines.len().saturating_sub(height)),
            stop: sheet.stop.filter(kept),
            laid,
            found: Found::default(),
        };
        if !sheet.found.text.is_empty() {
            let top = next.top;
            next.find(&sheet.found.text, &sheet.found.needles, height);
            next.found.at = sheet.found.at.filter(|at| *at < next.found.places.len()).or(next.found.at);
            next.top = top;
        }
        next
    }

    /// What the page is of, and where that stands in its list: `campaign 3 of 14 · letter`.
    #[must_use]
    pub fn place(&self, subject: &Subject, kind: &str) -> Safe {
        let Some(id) = subject.whole_entry() else { return Safe::new(kind) };
        let Some(entry) = self.read.snapshot.dossier.get(id) else { return Safe::new(kind) };
        let rows = &self.lists.rows[entry.kind.index()];
        let place = match rows.iter().position(|row| *row == id) {
            Some(row) => format!(" {} of {}", row + 1, rows.len()),
            None => ", not in the filter".to_owned(),
        };
        let word = entry.kind.singular();
        Safe::new(&format!("{word}{place}{}", kind.strip_prefix(word).unwrap_or_default()))
    }

    /// To a list: its entry's page comes with it.
    pub(super) fn enter_list(&mut self, kind: EntryKind) -> Vec<Effect> {
        let was = (self.lists.kind.0, self.focus);
        self.mode = Mode::Browse;
        self.card = None;
        self.focus = Focus::List;
        self.unzoom();
        self.lists.kind = ListKind(kind);
        if was.0 != kind || self.lists.cursors[kind.index()].id.is_some() {
            self.choose_something(kind);
            self.turn_page();
        }
        Vec::new()
    }

    /// The lists beside the page again.
    pub(super) fn unzoom(&mut self) {
        if std::mem::replace(&mut self.looks.zoomed, false) {
            self.lay_page();
        }
    }

    pub(super) fn enter_page(&mut self) -> Vec<Effect> {
        self.mode = Mode::Browse;
        self.card = None;
        self.focus = Focus::Page;
        Vec::new()
    }

    pub(super) fn open_entry(&mut self) -> Vec<Effect> {
        let kind = self.lists.kind.0;
        if self.lists.rows[kind.index()].is_empty() {
            self.say("There is nothing to read in this list");
            return Vec::new();
        }
        self.choose_something(kind);
        self.turn_page();
        self.enter_page()
    }

    pub(super) fn next_list(&mut self, back: bool) -> Vec<Effect> {
        let kinds = EntryKind::ALL;
        let at = self.lists.kind.0.index();
        let next = if back { at + kinds.len() - 1 } else { at + 1 } % kinds.len();
        self.enter_list(kinds[next])
    }

    pub(super) fn scroll_page(&mut self, step: Step) -> Vec<Effect> {
        let height = usize::from(self.page_area().height);
        self.sheet.scroll(step, height);
        Vec::new()
    }

    /// To the next or previous entry of the list, staying in the page.
    pub(super) fn step_entry(&mut self, rows: isize) -> Vec<Effect> {
        let kind = self.lists.kind.0;
        let before = self.chosen_row(kind);
        self.step_list(Step::Rows(rows));
        if before.is_some() && before == self.chosen_row(kind) {
            self.say(if rows > 0 {
                "This is the last entry of the list"
            } else {
                "This is the first entry of the list"
            });
        }
        Vec::new()
    }

    pub(super) fn zoom(&mut self) -> Vec<Effect> {
        if self.areas().is_some_and(|areas| areas.one_pane) {
            self.say("The page is alone already; a wider terminal shows the lists beside it");
            return Vec::new();
        }
        self.looks.zoomed = !self.looks.zoomed;
        if self.looks.zoomed {
            self.focus = Focus::Page;
        }
        self.lay_page();
        Vec::new()
    }

    /// The card where one lies on the page, else the page; and how many lines of it are shown.
    pub(super) fn front_sheet_mut(&mut self) -> (&mut Sheet, usize) {
        let heights = (usize::from(self.card_area().height), usize::from(self.page_area().height));
        match &mut self.card {
            Some(card) => (card, heights.0),
            None => (&mut self.sheet, heights.1),
        }
    }

    /// To the next stop of the page or card.
    pub(super) fn step_stop(&mut self, back: bool) -> Vec<Effect> {
        match &self.mode {
            Mode::Problems(_) => return self.step_problem(back),
            Mode::Outline(_) | Mode::Help(_) | Mode::Say(..) => {
                return self.step(Step::Rows(if back { -1 } else { 1 }));
            }
            Mode::Browse | Mode::Filter(_) | Mode::Find(_) | Mode::Palette(_) => {}
        }
        let (sheet, height) = self.front_sheet_mut();
        sheet.step_stop(back, height);
        if let Some(stop) = self.front_sheet().current() {
            self.bottom.notice = Some(stop.say.clone()).filter(|say| !say.is_empty());
        } else if matches!(self.mode, Mode::Browse) {
            self.bottom.notice = Some(Safe::new("There is nothing to open on this page"));
        }
        // What is said of the stop must not cover it.
        let in_sight = self.lines_in_sight();
        self.front_sheet_mut().0.reveal_stop(in_sight);
        Vec::new()
    }
}
