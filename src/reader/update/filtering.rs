//! Narrowing the lists: the filter while it is typed, kept or taken back; what is related; saved views; sorting.

use tui_input::Input;

use crate::entry::EntryKind;
use crate::query::{self, Query, QueryError};
use crate::reader::app::{App, Mode};
use crate::reader::cursor::Step;
use crate::reader::effect::Effect;
use crate::reader::place::{Focus, ListKind};
use crate::reader::typing::{Before, FilterLine};
use crate::whole::EntryId;

/// The ways each list can be sorted: what is put behind the filter, and what is said of it. The first is as it comes.
const SORTS: [&[(&str, &str)]; 3] = [
    &[
        ("", "by date"),
        (" sort:-date", "by date, the latest first"),
        (" sort:title", "by title"),
        (" sort:kind,date", "by kind"),
    ],
    &[
        ("", "by name"),
        (" sort:-title", "by name, from the end"),
        (" sort:-amount", "by amount, the largest first (bids, offers and trials do not count)"),
    ],
    &[
        ("", "by date"),
        (" sort:-date", "by date, the latest first"),
        (" sort:title", "by name"),
        (" sort:-signatures", "by signatures, the most first"),
        (" sort:status,date", "by status"),
    ],
];

impl App {
    pub(super) fn start_filter(&mut self) -> Vec<Effect> {
        let before = Before {
            text: self.filter.text.clone(),
            related: self.filter.related,
            lists: self.lists.clone(),
            location: self.location(),
        };
        let input = Input::new(self.filter.text.clone());
        self.mode = Mode::Filter(Box::new(FilterLine { input, before, complaint: None, recalled: None }));
        Vec::new()
    }

    /// Applies the line as far as it makes sense; else the old result stays, and where it cannot come right by typing on,
    /// the complaint is said.
    pub(super) fn filter_live(&mut self) {
        let Mode::Filter(line) = &mut self.mode else { return };
        let text = line.input.value().to_owned();
        match query::parse(&text, &self.read.snapshot.dossier) {
            Ok(query) => {
                line.complaint = None;
                self.filter.query = query;
                self.filter.text = text;
                self.refilter();
            }
            Err(error) => line.complaint = Some(error).filter(|error| !error.unfinished),
        }
    }

    pub(super) fn keep_filter(&mut self) -> Vec<Effect> {
        let Mode::Filter(line) = &mut self.mode else { return Vec::new() };
        let text = line.input.value().to_owned();
        if let Err(error) = query::parse(&text, &self.read.snapshot.dossier) {
            line.complaint = Some(error);
            return Vec::new();
        }
        self.mode = Mode::Browse;
        self.focus = Focus::List;
        self.unzoom();
        self.filter_live_text(&text);
        self.remember_filter();
        self.show_first_hit();
        Vec::new()
    }

    /// The filter and what is related, as they were somewhere.
    pub(super) fn narrow_to(&mut self, text: &str, related: Option<crate::whole::Topic>) {
        if self.filter.text != text || self.filter.related != related {
            self.filter.related = related;
            self.filter_live_text(text);
        }
    }

    fn filter_live_text(&mut self, text: &str) {
        if let Ok(query) = query::parse(text, &self.read.snapshot.dossier) {
            self.filter.query = query;
            text.clone_into(&mut self.filter.text);
            self.refilter();
        }
    }

    /// To the list that keys are for, or where it is empty to the first that is not; the page comes with it.
    fn show_first_hit(&mut self) {
        let here = self.lists.kind.0;
        let full = |kind: &EntryKind| !self.lists.rows[kind.index()].is_empty();
        let kind = std::iter::once(here).chain(EntryKind::ALL).find(full);
        match kind {
            Some(kind) if self.is_filtered() => {
                self.lists.kind = ListKind(kind);
                self.choose_something(kind);
                self.turn_page();
            }
            Some(_) => {}
            None => self.say_nothing_matches(),
        }
    }

    fn say_nothing_matches(&mut self) {
        let finds = |query: &Query| !self.hits(query).is_empty();
        match query::proposal(&self.filter.query, &self.read.snapshot.dossier, finds) {
            Some(proposal) => self.say(&format!("Nothing matches; {proposal}")),
            None => self.say("Nothing matches: / changes the filter, Esc clears it"),
        }
    }

    /// Keeps the filter among the earlier ones.
    pub(super) fn remember_filter(&mut self) {
        self.filter.earlier.keep(&self.filter.text);
    }

    /// Everything as it was before the line was typed.
    pub(super) fn take_back_filter(&mut self) -> Vec<Effect> {
        if let Mode::Filter(line) = std::mem::replace(&mut self.mode, Mode::Browse) {
            let Before { text, related, lists, location } = line.before;
            self.narrow_to(&text, related);
            self.lists = lists;
            // More may have been read since.
            self.refilter();
            self.return_to(&location);
        }
        Vec::new()
    }

    /// Brings back the line typed before, or after; where no line has earlier ones, moves.
    pub(super) fn recall(&mut self, back: bool) -> Vec<Effect> {
        let brought = match &mut self.mode {
            Mode::Filter(line) => self.filter.earlier.recall(&mut line.input, &mut line.recalled, back),
            Mode::Find(line) => self.history.finds.recall(&mut line.input, &mut line.recalled, back),
            Mode::Browse | Mode::Palette(_) | Mode::Help(_) | Mode::Outline(_) | Mode::Problems(_) | Mode::Say(..) => {
                return self.step(Step::Rows(if back { -1 } else { 1 }));
            }
        };
        if brought { self.line_changed() } else { Vec::new() }
    }

    /// Filters by a saved view of the cover.
    pub(super) fn use_view(&mut self, number: usize) -> Vec<Effect> {
        let Some(slug) = self.read.snapshot.dossier.cover().views.get(number).map(|view| view.slug.clone()) else {
            return Vec::new();
        };
        let text = format!("@{slug}");
        match query::parse(&text, &self.read.snapshot.dossier) {
            Ok(query) => {
                self.leave();
                self.filter.query = query;
                self.filter.text = text;
                self.filter.related = None;
                self.focus = Focus::List;
                self.unzoom();
                self.refilter();
                self.remember_filter();
                self.show_first_hit();
            }
            Err(QueryError { message, .. }) => self.say(&format!("The view {text} does not hold: {message}")),
        }
        Vec::new()
    }

    /// How a list is sorted, in a word or two; empty where it is as it comes.
    #[must_use]
    pub fn sorted(&self, kind: EntryKind) -> &'static str {
        match self.lists.sorts[kind.index()] {
            0 => "",
            sort => SORTS[kind.index()].get(sort).map_or("", |(_, said)| said.split(',').next().unwrap_or_default()),
        }
    }

    /// The next way of sorting the list.
    pub(super) fn sort_next(&mut self) -> Vec<Effect> {
        if self.filter.query.is_sorted() {
            self.say("The filter says how to sort: change its sort: with /");
            return Vec::new();
        }
        let list = self.lists.kind.0.index();
        let next = (self.lists.sorts[list] + 1) % SORTS[list].len();
        self.lists.sorts[list] = next;
        self.refilter();
        let (_, said) = SORTS[list][next];
        let name = self.lists.kind.0.plural();
        self.say(&format!("The {name} stand {said}; S sorts them in the next way"));
        Vec::new()
    }

    /// The rows of all lists anew. The chosen entries stay chosen; where the filter drops one, the first that is kept is
    /// chosen in its place, and the page follows its list.
    pub(super) fn refilter(&mut self) {
        let query = match self.filter.related {
            Some(topic) => self.filter.query.clone().and(Query::related(&self.read.snapshot.dossier, topic)),
            None => self.filter.query.clone(),
        };
        let plain = self.hits(&query);
        for kind in EntryKind::ALL {
            let (sort, _) = SORTS[kind.index()][self.lists.sorts[kind.index()]];
            let of_kind = |id: &EntryId| self.read.snapshot.dossier.get(*id).is_some_and(|entry| entry.kind == kind);
            let rows: Vec<EntryId> = if sort.is_empty() || self.filter.query.is_sorted() {
                plain.iter().copied().filter(of_kind).collect()
            } else {
                let sorted = query::parse(sort.trim(), &self.read.snapshot.dossier)
                    .map_or_else(|_| query.clone(), |sort| query.clone().and(sort));
                self.hits(&sorted).into_iter().filter(of_kind).collect()
            };
            self.lists.rows[kind.index()] = rows;
            if self.lists.cursors[kind.index()].id.is_some() {
                self.choose_something(kind);
            }
        }
        if self.focus == Focus::List && self.lists.cursors[self.lists.kind.0.index()].id.is_some() {
            self.turn_page();
        }
    }

    fn hits(&self, query: &Query) -> Vec<EntryId> {
        query::eval(query, self.read.snapshot.view()).into_iter().map(|hit| hit.entry).collect()
    }
}
