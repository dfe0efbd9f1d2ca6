//! Tables of records: which is shown, how it is sorted, the row one is at. Must never know what stands in a cell.

use super::app::{App, Focus};
use super::cursor::{Direction, Step, moved};
use super::found::FoundPlace;
use crate::entry::RecordKind;
use crate::evidence::{Fact, date_of};
use crate::keys::Command;
use crate::page::{self, Opens, Page, RecordTable, Subject, Survey};
use crate::query::{self, Ground, Query};
use crate::whole::{EntryId, Topic, View};

impl App {
    /// The table that is shown.
    #[must_use]
    pub fn table(&self) -> Option<RecordTable> {
        match self.page.subject {
            Subject::Records(table) => Some(table),
            Subject::About | Subject::Spot(_) | Subject::Survey(_) => None,
        }
    }

    /// To the table of that kind; of none, of the first that the filter keeps records of. The page alone shows it.
    pub(super) fn go_to_records(&mut self, kind: Option<RecordKind>) {
        let kept = |kind: &RecordKind| !self.kept(*kind).is_empty();
        let asked = self.filter.query().kinds().into_iter();
        let kind = kind.or_else(|| asked.chain(RecordKind::ALL).find(kept)).unwrap_or(RecordKind::Contract);
        self.go_to_rows(Subject::Records(RecordTable::of(kind)));
    }

    /// To a page that is about no entry: where there are two panes, it is shown alone.
    pub(super) fn go_to_rows(&mut self, subject: Subject) {
        self.go_to(subject);
        if !self.layout.areas.one_pane {
            self.layout.zoomed = true;
            self.arrange();
        }
        self.page.stop = self.page.stop_from(0);
    }

    /// The next kind of records that the filter keeps any of.
    pub(super) fn next_kind(&mut self, from: RecordKind, direction: Direction) {
        let all = RecordKind::ALL;
        let here = all.iter().position(|kind| *kind == from).unwrap_or(0);
        let around = (1..all.len()).map(|by| match direction {
            Direction::Next => all[(here + by) % all.len()],
            Direction::Previous => all[(here + all.len() - by) % all.len()],
        });
        match around.into_iter().find(|kind| !self.kept(*kind).is_empty()) {
            Some(kind) => self.show_table(RecordTable::of(kind)),
            None => self.say(&format!("The filter keeps {} alone", from.plural())),
        }
    }

    /// Sorts what the keys are for by another column: the table, else the list.
    pub(super) fn sort_by_column(&mut self, direction: Direction) {
        if self.focus == Focus::Page && matches!(self.page.subject, Subject::Survey(Survey::Timeline(_))) {
            return self.narrow_in_time(direction);
        }
        match self.table().filter(|_| self.focus == Focus::Page) {
            Some(table) => self.show_table(table.next_column(match direction {
                Direction::Next => 1,
                Direction::Previous => -1,
            })),
            None if self.sorts_nothing() => {}
            None => self.sort_list(|sort, kind| sort.next_column(kind, direction)),
        }
    }

    /// Keeps of a timeline what is from the row one is at on, or up to it: the filter says so.
    fn narrow_in_time(&mut self, direction: Direction) {
        let (dossier, subject) = (self.contents.dossier(), self.page.subject.clone());
        let written = self.page.current().and_then(|stop| match &stop.opens {
            Opens::Query(query) => query.strip_prefix("date:").map(str::to_owned),
            Opens::Card(spot) | Opens::Spot(spot) => {
                let record = spot.place.as_ref().and_then(|place| dossier.record_at(spot.entry()?, place));
                let date = date_of(Fact { entry: spot.entry()?, record }, dossier)?;
                let day = if direction == Direction::Next { date.earliest() } else { date.latest() };
                day.map(|day| day.to_string())
            }
            _ => None,
        });
        let Some(written) = written else { return self.say("What is here has no date to narrow by") };
        let query =
            if direction == Direction::Next { format!("date:>={written}") } else { format!("date:<={written}") };
        self.use_query(&query);
        self.go_to_rows(subject);
        let peel = self.keys.map.shown(Command::Peel);
        self.say(&format!("Narrowed to {query}; {peel} in a list takes the filter off"));
    }

    /// Whether the page, which is in no order, has the keys; that is said.
    fn sorts_nothing(&mut self) -> bool {
        let on_page = self.focus == Focus::Page;
        if on_page {
            let list = self.keys.map.shown(Command::ToList);
            self.say(&format!("A page has no order: {list} goes to the list, which has one"));
        }
        on_page
    }

    /// The same the other way round.
    pub(super) fn sort(&mut self) {
        match self.table().filter(|_| self.focus == Focus::Page) {
            Some(table) => self.show_table(table.turned()),
            None if self.sorts_nothing() => {}
            None => self.sort_list(|sort, _| sort.turn()),
        }
    }

    /// Another table in place of this one.
    fn show_table(&mut self, table: RecordTable) {
        self.show_page(Subject::Records(table));
        self.page.stop = self.page.stop_from(0);
    }

    /// Moves from row to row.
    pub(super) fn step_row(&mut self, step: Step) {
        let rows = self.page.laid.stops.len();
        self.page.stop = moved(self.page.stop, step, self.page.height(), rows);
        self.notice = self.page.current().map(|stop| stop.say.clone()).filter(|say| !say.is_empty());
        self.page.reveal_stop(self.lines_in_sight());
        if self.page.stop == Some(0) {
            self.page.top = 0;
        }
    }

    /// In a table, to the row in which what was found stands.
    pub(super) fn take_found_row(&mut self) {
        let found = self.page.found.at.and_then(|at| self.page.found.places.get(at));
        let Some(line) = found.map(FoundPlace::line).filter(|_| self.page.subject.is_rows()) else { return };
        self.page.stop = self.page.laid.stops.iter().rposition(|stop| stop.line <= line).or(self.page.stop);
    }

    /// The entry of the row that one is at in a table.
    pub(super) fn row_entry(&self) -> Option<Topic> {
        if !self.page.subject.is_rows() {
            return None;
        }
        match &self.page.current()?.opens {
            Opens::Card(spot) | Opens::Spot(spot) => Some(spot.topic),
            _ => None,
        }
    }

    /// The records of a kind that the filter keeps: those that hold its words, else all of the entries that do.
    fn kept(&self, kind: RecordKind) -> Vec<(EntryId, usize)> {
        let (query, ground) = (self.filter.whole(self.contents.dossier()), self.contents.ground());
        let dossier = self.contents.dossier();
        let mut holding = if query.words().is_empty() { Vec::new() } else { query::records(&query, ground) };
        holding.retain(|(id, index)| {
            dossier.get(*id).and_then(|entry| entry.records.get(*index)).is_some_and(|record| record.kind == kind)
        });
        if holding.is_empty() { query::records_of(&query, ground, kind) } else { holding }
    }

    /// The page of a view of the evidence, of what the filter keeps.
    pub(super) fn survey_page(&self, survey: &Survey) -> Page {
        let query = self.filter.whole(self.contents.dossier());
        surveyed(survey, &query, self.contents.ground(), self.contents.snapshot.view())
    }

    /// The page of a table, of what the filter keeps.
    pub(super) fn table_page(&self, table: RecordTable) -> Page {
        page::records(self.contents.snapshot.view(), table, &self.kept(table.kind))
    }
}

/// The page of a view of the evidence over what a filter keeps.
pub(super) fn surveyed(survey: &Survey, query: &Query, ground: Ground<'_>, view: View<'_>) -> Page {
    // Of what falls with a witness, the filter is asked as it was before.
    let before = view.before().filter(|_| *survey == Survey::Suppose);
    let over = before.map_or(ground, Ground::from);
    let facts = if survey.is_of_sources() { query::facts_with_sources(query, over) } else { query::facts(query, over) };
    page::survey(view, survey, &facts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::fixture::bundled;

    #[test]
    fn every_kind_is_one_key_further_and_keeps_the_filter() {
        let mut app = bundled(120, 36);
        app.press("gr");
        assert_eq!((app.page.title.as_str(), app.layout.zoomed), ("Contracts", true));
        let mut titles = Vec::new();
        for _ in 0..6 {
            titles.push(app.page.title.clone());
            app.press("<Tab>");
        }
        assert_eq!(titles, ["Contracts", "Demands", "Signatures", "Statements", "Figures", "Events"]);
        assert_eq!(app.page.title, "Contracts");
        app.press("h/contract{with:ICE}<Enter>gr");
        assert!(app.page.kind.starts_with("2 of "), "{}", app.page.kind);
    }

    #[test]
    fn a_row_opens_its_card_and_that_its_entry() {
        let mut app = bundled(120, 36);
        app.press("gr<Tab>");
        let first = app.page.stop;
        app.press("j");
        assert!(first == Some(0) && app.page.stop == Some(1));
        app.press("<Enter>");
        let card = app.layers.card.as_ref().expect("the row opens its card").subject.clone();
        app.press("<Enter>");
        assert_eq!((app.page.subject.entry(), app.layers.card.is_none()), (card.entry(), true));
        app.press("H");
        assert_eq!((app.page.title.as_str(), app.page.stop), ("Demands", Some(1)));
    }

    #[test]
    fn no_word_of_a_table_is_broken_where_all_have_room() {
        let mut app = bundled(80, 24);
        app.press("gr");
        let shown: String = app.page.laid.lines.iter().map(|line| line.text().to_string() + "\n").collect();
        for word in ["intelligence ", "infrastructure", "departments,"] {
            assert!(shown.contains(word), "{word} in\n{shown}");
        }
    }

    #[test]
    fn a_word_looked_for_is_gone_to_row_by_row() {
        let mut app = bundled(120, 36);
        app.press("gr/Salesforce<Enter>");
        let row = app.page.stop;
        app.press("n");
        assert!(app.page.stop > row && row > Some(0), "{row:?} {:?}", app.page.stop);
        app.press("f");
        assert_eq!(app.filter.related.map(|topic| app.contents.dossier().name(topic)), Some("Salesforce"));
    }

    #[test]
    fn words_keep_the_records_that_hold_them_and_braces_open_their_table() {
        let mut app = bundled(120, 36);
        app.press("/microsoft ICE<Enter>gr");
        assert!(app.page.kind == "2 of 14", "{}", app.page.kind);
        app.press("h/<C-u>event{date:*}<Enter>");
        assert!(app.said().contains("gr shows them as a table"), "{}", app.said());
        app.press("gr");
        assert_eq!(app.page.title, "Events");
        app.press("h/<C-u>is:disputed<Enter>gr<Tab><Tab><Tab><Tab><Tab><Tab>");
        assert!(app.said().starts_with("The filter keeps "), "{}", app.said());
    }

    #[test]
    fn events_stand_in_order_of_time() {
        let mut app = bundled(120, 36);
        app.press(":events<Enter>");
        assert!(app.page.laid.lines[0].text().to_string().contains("date ↑"));
        app.press("h");
        assert_eq!(app.table(), None, "beside its list stands the page of the chosen entry");
    }

    #[test]
    fn a_table_is_sorted_by_any_column() {
        let mut app = bundled(120, 36);
        app.press("gr<Tab>");
        let head = |app: &App| app.page.laid.lines[1].text().to_string() + app.page.laid.lines[0].text().as_str();
        assert!(!head(&app).contains(['↑', '↓']), "{}", head(&app));
        app.press(">");
        assert!(head(&app).contains("text ↑"), "{}", head(&app));
        app.press("S");
        assert!(head(&app).contains("text ↓"), "{}", head(&app));
        app.press("<lt>");
        assert!(head(&app).contains("● ↑"), "{}", head(&app));
        app.press("<lt>");
        assert!(head(&app).contains("date ↑"), "{}", head(&app));
        app.press("2>");
        assert!(app.said().starts_with("The companies stand by amount, the largest first"), "{}", app.said());
    }

    #[test]
    fn what_facts_stand_on_is_gone_through_row_by_row_and_keeps_the_filter() {
        let mut app = bundled(120, 36);
        app.press("gS");
        assert_eq!(
            (app.page.title.as_str(), app.layout.zoomed, app.page.stop),
            ("What the facts stand on", true, Some(0))
        );
        assert_eq!(app.page.kind, "117 facts");
        app.press("G<Enter>");
        let card = app.layers.card.as_ref().expect("a record opens its card");
        assert!(card.laid.lines.iter().any(|line| line.text().as_str().contains("● two witnesses: ")));
        app.press("<Esc><Esc>/contract{with:ICE}<Enter>gS");
        assert_eq!(app.page.kind, "2 facts");
        app.press("<Esc>/<C-u>is:broken<Enter>");
        assert_eq!(app.filter.text(), "is:broken", "{}", app.said());
        app.press("gS");
        assert!(app.page.laid.lines[0].text().as_str().contains("keeps no fact"), "{:?}", app.page.laid.lines[0]);
    }

    #[test]
    fn what_is_open_is_folded_sort_by_sort_and_opens() {
        let mut app = bundled(120, 36);
        app.press("gq");
        assert_eq!((app.page.title.as_str(), app.page.kind.as_str()), ("What is open", "243 open"));
        let stops = |app: &App| app.page.laid.stops.len();
        let folded = stops(&app);
        let more = app.page.laid.stops.iter().position(|stop| matches!(stop.opens, Opens::Survey(_)));
        app.press(&"j".repeat(more.expect("a sort is folded")));
        app.press("<Enter>");
        let opened: usize = app.page.laid.headings.iter().filter(|heading| heading.level == 2).count();
        assert_eq!((opened, app.page.kind.as_str()), (1, "243 open"));
        assert!(stops(&app) > 12 && stops(&app) < folded);
        app.press("<Enter>");
        assert!(app.layers.card.is_some(), "a record opens its card");
        app.press("<Esc>H");
        assert_eq!((stops(&app), app.page.stop), (folded, more), "one comes back to where one was");
        app.press("<Esc>/contract{with:ICE}<Enter>gq");
        assert_eq!(app.page.laid.headings[1].text.as_str(), "Amounts open: contracts");
    }

    #[test]
    fn a_timeline_is_narrowed_from_a_row_on_and_up_to_it() {
        let mut app = bundled(120, 36);
        app.press("gt");
        let (title, kind) = (app.page.title.clone(), app.page.kind.clone());
        assert_eq!((title.as_str(), kind.as_str()), ("Timeline", "28 dated, 59 not"));
        app.press("jj>");
        assert_eq!((app.filter.text(), app.page.title.as_str()), ("date:>=2018-01-24", "Timeline"));
        assert_ne!(app.page.kind, kind);
        app.press("j<lt>");
        assert!(app.filter.text().starts_with("(date:>=2018-01-24) date:<=2018"), "{}", app.filter.text());
        app.press("<Enter>");
        assert!(app.layers.card.is_some());
        app.press("<Esc><Esc><Esc>");
        assert!(!app.filter.narrows());
    }
}
