//! What narrows the lists: the filter as it was typed and what it means, which are never two different things, and what
//! the lists are related to besides.

use super::app::{App, Focus};
use super::columns::Sort;
use super::errand::Held;
use super::layer::Layers;
use super::prompt::Earlier;
use crate::entry::EntryKind;
use crate::keys::Command;
use crate::page::Subject;
use crate::query::{self, Query, QueryError};
use crate::text::Safe;
use crate::value::Place;
use crate::whole::{Dossier, EntryId, Topic};

/// What narrows the lists.
#[derive(Debug, Clone)]
pub struct Filter {
    text: String,
    query: Query,
    /// Narrowed to what is related to this, besides.
    pub related: Option<Topic>,
    /// Filters typed before.
    pub earlier: Earlier,
    /// Whether the lists show what held before: what holds now is being worked out beside the loop.
    pub(super) is_pending: bool,
    /// What held for it as it grew.
    pub(super) held: Vec<Held>,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            text: String::new(),
            query: Query::all(),
            related: None,
            earlier: Earlier::default(),
            is_pending: false,
            held: Vec::new(),
        }
    }
}

impl Filter {
    /// Makes it the filter that `text` asks for.
    ///
    /// # Errors
    /// The first place at which the text makes no sense; then it stays what it was.
    pub fn set(&mut self, text: &str, dossier: &Dossier) -> Result<(), QueryError> {
        self.query = query::parse(text, dossier)?;
        text.clone_into(&mut self.text);
        Ok(())
    }

    /// As it was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it means, without what the lists are related to.
    #[must_use]
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Whether anything narrows the lists.
    #[must_use]
    pub fn narrows(&self) -> bool {
        !self.text.is_empty() || self.related.is_some()
    }

    /// All that narrows the lists, as one query.
    pub(super) fn whole(&self, dossier: &Dossier) -> Query {
        match self.related {
            Some(topic) => self.query.clone().and(Query::related(dossier, topic)),
            None => self.query.clone(),
        }
    }

    /// Keeps it among the earlier ones.
    pub(super) fn keep(&mut self) {
        self.earlier.keep(&self.text);
    }
}

impl App {
    /// The filter and what is related, as they were somewhere. Where the filter makes no sense any more, the one that
    /// is stays.
    pub(super) fn narrow_to(&mut self, text: &str, related: Option<Topic>) {
        self.filter.related = related;
        drop(self.filter.set(text, self.contents.dossier()));
        self.refilter();
    }

    /// Takes off the last that narrows the lists: what they are related to, else the filter.
    pub(super) fn widen(&mut self) {
        if self.filter.related.take().is_none() {
            self.filter.keep();
            self.filter = Filter { earlier: std::mem::take(&mut self.filter.earlier), ..Filter::default() };
            self.page.kept.clear();
        }
        self.refilter();
    }

    /// To the list that keys are for, or where it is empty to the first that is not; the page comes with it.
    pub(super) fn show_first_hit(&mut self) {
        let here = self.lists.kind;
        let full = |kind: &EntryKind| !self.lists.rows(*kind).is_empty();
        match std::iter::once(here).chain(EntryKind::ALL).find(full) {
            Some(kind) if self.filter.narrows() => {
                self.lists.kind = kind;
                self.lists.choose_something(kind);
                self.turn_page();
            }
            Some(_) => {}
            None if self.respell() => {}
            None => self.say_nothing_matches(),
        }
    }

    /// Filters by what the dossier has in place of words that are nowhere, and says so.
    fn respell(&mut self) -> bool {
        let dossier = self.contents.dossier();
        let related = self.filter.related.map_or_else(Query::all, |topic| Query::related(dossier, topic));
        let finds =
            |query: &Query| !query::holding(&query.clone().and(related.clone()), self.contents.ground()).is_empty();
        let index = self.contents.index.as_deref();
        let Some(spelled) = index.and_then(|index| query::respelled(&self.filter.query, index, finds)) else {
            return false;
        };
        let (typed, spelled) = (self.filter.text.clone(), spelled.to_string());
        drop(self.filter.set(&spelled, self.contents.dossier()));
        self.refilter();
        self.filter.keep();
        self.show_first_hit();
        self.say(&format!("Nothing matches {typed}; this is what {spelled} finds"));
        true
    }

    fn say_nothing_matches(&mut self) {
        let finds = |query: &Query| !query::holding(query, self.contents.ground()).is_empty();
        let [filter, peel] = [Command::Filter, Command::Peel].map(|command| self.keys.map.shown(command));
        let what_else = query::proposal(&self.filter.query, self.contents.dossier(), finds).map_or_else(
            || format!(": {filter} changes the filter, {peel} clears it"),
            |proposal| format!("; {proposal}"),
        );
        self.say(&format!("Nothing matches{what_else}"));
    }

    /// Filters by a saved view of the cover.
    pub(super) fn use_view(&mut self, number: usize) {
        let Some(view) = self.contents.dossier().cover().views.get(number) else { return };
        let (here, text) = (self.location(), format!("@{}", view.slug));
        match self.filter.set(&text, self.contents.dossier()) {
            Ok(()) => {
                self.remember(here);
                self.layers = Layers::default();
                self.filter.related = None;
                self.keep_filter();
            }
            Err(QueryError { message, .. }) => self.say(&format!("The view {text} does not hold: {message}")),
        }
    }

    /// Narrows the lists by that query, too.
    pub(super) fn use_query(&mut self, query: &str) {
        let (here, typed) = (self.location(), self.filter.text.trim());
        let text = if typed.is_empty() { query.to_owned() } else { format!("({typed}) {query}") };
        if typed.split(' ').any(|word| word == query) {
            return self.say(&format!("The lists are narrowed to {query} already"));
        }
        match self.filter.set(&text, self.contents.dossier()) {
            Ok(()) => {
                self.remember(here);
                self.layers = Layers::default();
                self.keep_filter();
            }
            Err(QueryError { message, .. }) => self.say(&format!("`{text}` does not hold: {message}")),
        }
    }

    /// Filters by words, where anything holds them.
    pub(super) fn use_words(&mut self, words: &str) -> bool {
        let dossier = self.contents.dossier();
        let holds = |query: &Query| !query::holding(query, self.contents.ground()).is_empty();
        if words.is_empty() || !query::parse(words, dossier).is_ok_and(|query| holds(&query)) {
            return false;
        }
        let (here, related) = (self.location(), self.filter.related.take());
        drop(self.filter.set(words, self.contents.dossier()));
        if related.is_some() || here.filter != words {
            self.remember(here);
        }
        self.layers = Layers::default();
        self.keep_filter();
        true
    }

    /// To what the filter that was just set keeps.
    pub(super) fn keep_filter(&mut self) {
        self.focus = Focus::List;
        self.unzoom();
        self.refilter();
        self.filter.keep();
        self.show_first_hit();
        self.say_records();
    }

    /// Says where the records that the filter asks for stand together.
    fn say_records(&mut self) {
        let (query, view) = (&self.filter.query, self.contents.ground());
        let Some(kind) = query.kinds().into_iter().next().filter(|_| self.notice.is_none()) else { return };
        let (found, table) = (query::records_of(query, view, kind).len(), self.keys.map.shown(Command::Records));
        if found > 0 {
            let (what, them) = match found {
                1 => (format!("1 {}", kind.singular()), "it"),
                _ => (format!("{found} {}", kind.plural()), "them"),
            };
            self.say(&format!("{what} found: {table} shows {them} as a table"));
        }
    }

    /// Narrows the lists to what is related to the entry on the page.
    pub(super) fn relate(&mut self) {
        let Some(topic) = self.page.subject.topic().or_else(|| self.row_entry()) else {
            let related = self.keys.map.shown(Command::Related);
            self.say(&format!("Choose an entry first: {related} narrows to what is related to it"));
            return;
        };
        self.leave();
        self.filter.related = Some(topic);
        self.focus = Focus::List;
        self.unzoom();
        self.refilter();
        let name = Safe::new(self.contents.dossier().name(topic));
        let peel = self.keys.map.shown(Command::Peel);
        self.say(&format!("Only what is related to {name}; {peel} takes that off"));
    }

    /// Sorts the list that keys are for in another way.
    pub(super) fn sort_list(&mut self, change: impl Fn(Sort, EntryKind) -> Sort) {
        let map = &self.keys.map;
        if self.filter.query.is_sorted() {
            let filter = map.shown(Command::Filter);
            self.say(&format!("The filter says how to sort: change its sort: with {filter}"));
            return;
        }
        let (turn, next) = (map.shown(Command::Sort), map.shown(Command::NextColumn));
        let kind = self.lists.kind;
        self.lists.set_sort(change(self.lists.sort(kind), kind));
        self.refilter();
        let said = self.lists.sort(kind).said(kind);
        self.say(&format!(
            "The {} stand {said}; {turn} turns that round, {next} sorts by the next column",
            kind.plural()
        ));
    }

    /// The rows of all lists anew. The chosen entries stay chosen; where the filter drops one, the first that is kept
    /// is chosen in its place, and the page follows its list.
    pub(super) fn refilter(&mut self) {
        let query = self.filter.whole(self.contents.dossier());
        let holding: Vec<EntryId> = if query.is_all() {
            EntryKind::ALL.iter().flat_map(|kind| self.contents.dossier().list(*kind)).copied().collect()
        } else {
            query::holding(&query, self.contents.ground()).iter().map(|hit| hit.entry).collect()
        };
        self.keep_rows(&holding);
    }

    /// The rows of all lists are these entries, which hold.
    pub(super) fn keep_rows(&mut self, holding: &[EntryId]) {
        self.filter.is_pending = false;
        let dossier = self.contents.dossier();
        let query = self.filter.whole(dossier);
        for kind in EntryKind::ALL {
            let own = self.lists.sort(kind).keys(kind);
            let mut rows = query::sort(holding.to_vec(), if query.is_sorted() { query.sort() } else { &own }, dossier);
            rows.truncate(query.limit().unwrap_or(usize::MAX));
            rows.retain(|id| dossier.get(*id).is_some_and(|entry| entry.kind == kind));
            self.lists.set_rows(kind, rows);
        }
        // The first page stays while nothing is asked for.
        if self.focus == Focus::List && (self.page.subject != Subject::About || self.filter.narrows()) {
            self.turn_page();
        }
    }

    /// Marks the records of the page that the filter finds: those of its braces, else those that it holds of where it
    /// asks for no words.
    pub(super) fn mark_kept(&mut self) {
        let kept = self.page.subject.whole_entry().filter(|_| !self.filter.query.is_all());
        let Some(id) = kept else { return self.page.kept.clear() };
        let (query, ground) = (&self.filter.query, self.contents.ground());
        let mut records = query::holding_of(query, ground, id).map(|hit| hit.records).unwrap_or_default();
        if records.is_empty() && query.words().is_empty() {
            records = query::records_in(query, ground, id);
        }
        let Some(entry) = self.contents.dossier().get(id) else { return };
        let lines =
            records.iter().filter_map(|index| self.page.laid.line_at(&Place::record(&entry.records.get(*index)?.id)));
        let mut lines: Vec<usize> = lines.collect();
        lines.sort_unstable();
        self.page.kept = lines;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::large;
    use crate::reader::cursor::Direction;
    use crate::reader::fixture::{bundled, reader};

    #[test]
    fn text_and_query_are_never_two_things() {
        let (dossier, _) = large();
        let mut filter = Filter::default();
        filter.set("companies -torn", dossier).unwrap();
        assert_eq!(filter.query(), &query::parse("companies -torn", dossier).unwrap());
        let kept = filter.clone();
        assert!(filter.set("kind:(", dossier).is_err());
        assert_eq!((filter.text(), filter.query()), (kept.text(), kept.query()));
        filter.set("", dossier).unwrap();
        assert_eq!((filter.query(), filter.narrows()), (&Query::all(), false));
    }

    /// Sorting the lists is what `sort:` behind the filter would do, limits and all.
    #[test]
    fn a_sorted_list_is_what_the_language_would_sort() {
        let mut app = reader(large(), 80, 24);
        for filter in [
            "",
            "limit:4",
            "is:broken OR date:2000.. limit:7",
            "sort:-title",
            "sort:title limit:3",
            "@contracts-with-ice",
        ] {
            app.press("1/<C-u>").press(&filter.replace('<', "<lt>")).press("<Enter>");
            assert_eq!(app.filter.text(), filter);
            for kind in EntryKind::ALL {
                app.lists.kind = kind;
                for turn in 0..8 {
                    let keys = app.lists.sort(kind).keys(kind);
                    let sort: Vec<_> = keys.iter().map(ToString::to_string).collect();
                    let sort = query::parse(
                        &if sort.is_empty() { String::new() } else { format!("sort:{}", sort.join(",")) },
                        app.contents.dossier(),
                    );
                    let query = app.filter.query().clone().and(sort.unwrap());
                    let mut ids: Vec<_> =
                        query::eval(&query, app.contents.snapshot.view()).into_iter().map(|hit| hit.entry).collect();
                    ids.retain(|id| app.contents.dossier().get(*id).is_some_and(|entry| entry.kind == kind));
                    assert_eq!(app.lists.rows(kind), ids, "{filter} {keys:?}");
                    app.sort_list(|sort, kind| match turn % 2 {
                        0 => sort.turn(),
                        _ => sort.next_column(kind, Direction::Next),
                    });
                }
            }
        }
    }

    #[test]
    fn a_trade_or_a_tag_narrows_the_lists_beside_what_is_typed() {
        let mut app = bundled(120, 36);
        app.press("2/cloud<Enter>2<Enter><Tab>");
        let opens = app.page.current().map(|stop| stop.opens.clone());
        assert_eq!(opens, Some(crate::page::Opens::Query("sector:technology".to_owned())));
        app.press("<Enter>");
        assert_eq!(app.filter.text(), "(cloud) sector:technology");
        assert!(app.filter.narrows() && !app.lists.rows(EntryKind::Company).is_empty());
        assert!(app.lists.rows(EntryKind::Campaign).is_empty());
    }

    #[test]
    fn a_kept_word_that_is_nowhere_is_spelled_as_the_dossier_has_it() {
        let mut app = bundled(120, 36);
        app.run_errands().press("/rekognitoin");
        assert!(app.lists.all_rows().all(<[_]>::is_empty), "never while it is typed");
        app.press("<Enter>");
        assert_eq!(app.filter.text(), "rekognition");
        assert_eq!(app.said(), "Nothing matches rekognitoin; this is what rekognition finds");
        assert!(!app.lists.all_rows().all(<[_]>::is_empty));
        app.press("/<C-u>palantir -rekognitoin<Enter>");
        assert_eq!(app.filter.text(), "palantir -rekognitoin", "never what is excluded");
        app.press("/<C-u><Enter>2gg:no salesforce tech<Enter>f/<C-u>meritlak<Enter>");
        assert!(app.said().starts_with("Nothing matches:"), "nor what nothing related holds: {}", app.said());
        app.press("<Esc><Esc>/<C-u>zzxxqqw<Enter>");
        assert!(app.said().starts_with("Nothing matches:"), "{}", app.said());
    }

    #[test]
    fn what_narrows_is_taken_off_the_last_first() {
        let mut app = bundled(80, 24);
        app.press("/agency:ICE<Enter>2f");
        assert!(app.filter.related.is_some() && app.filter.text() == "agency:ICE");
        app.press("<Esc>");
        assert!(app.filter.related.is_none() && app.filter.narrows());
        app.press("<Esc>");
        assert!(!app.filter.narrows());
    }
}
