//! What is done beside the loop, because it takes longer than one waits for a key to be answered: pages laid out whole,
//! the index of words, filters over many entries. At most one of each kind at a time. Must never be waited for.

use std::sync::{Arc, Weak};

use super::app::{App, Progress};
use super::layer::palette::{self, Choices};
use super::long::{PageDone, PageErrand};
use crate::query::{self, Ground, Query};
use crate::search::{RUN, Shelves, WordIndex};
use crate::whole::{EntryId, Snapshot};

/// A dossier of more entries is filtered beside the loop while one types.
const MANY: usize = 500;

/// How many kinds of errands there are.
pub const KINDS: usize = 3;

/// Something to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Errand {
    /// A long page.
    Page(PageErrand),
    /// The index of words.
    Index(IndexErrand),
    /// What a filter keeps.
    Filter(FilterErrand),
}

/// An errand that is done.
#[derive(Debug)]
pub enum Done {
    /// The lines of a long page, and what was found on it.
    Page(PageDone),
    /// The index, where there can be one, and the names, of what was read then.
    Index(IndexErrand, Option<Arc<WordIndex>>, Names),
    /// The entries that hold.
    Filter(FilterErrand, Vec<EntryId>),
}

/// What the palette finds by name.
#[derive(Debug)]
pub struct Names(Arc<Choices>);

/// Words to be indexed.
#[derive(Debug, Clone)]
pub struct IndexErrand(Arc<Snapshot>, Option<Shelves>);

/// A filter to be evaluated.
#[derive(Debug, Clone)]
pub struct FilterErrand {
    snapshot: Arc<Snapshot>,
    index: Option<Arc<WordIndex>>,
    query: Query,
    /// Those among which it is looked for, where they are known to be enough.
    within: Option<Arc<[EntryId]>>,
}

/// What held for a filter of late, and of which dossier. A filter that grows is looked for among that alone.
#[derive(Debug, Clone)]
pub(super) struct Held {
    /// Weak, so that a dossier that was read anew goes.
    snapshot: Weak<Snapshot>,
    query: Query,
    entries: Arc<[EntryId]>,
}

impl Held {
    /// Whether all that holds for the query in that dossier is among it.
    fn is_enough(&self, snapshot: &Arc<Snapshot>, query: &Query) -> bool {
        Weak::as_ptr(&self.snapshot) == Arc::as_ptr(snapshot) && query.narrows(&self.query)
    }
}

impl PartialEq for IndexErrand {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl IndexErrand {
    /// In memory where the texts are; else as it was kept, or made anew to be kept. Where nothing may be kept there is
    /// none, and words are looked for in the texts.
    fn index(&self, is_wanted: &dyn Fn() -> bool) -> Option<WordIndex> {
        let view = self.0.view();
        if view.is_held() {
            return WordIndex::of(view, is_wanted);
        }
        // What is supposed is not what the files say, of which the words are kept.
        let shelves = self.1.as_ref().filter(|_| self.0.dossier.supposed().is_none())?;
        let kept = shelves.of(&self.0)?;
        WordIndex::found(&*kept).or_else(|| WordIndex::on_shelf(view, &*kept, RUN, is_wanted))
    }
}

impl PartialEq for FilterErrand {
    fn eq(&self, other: &Self) -> bool {
        // With an index that has come meanwhile it is done anew: sooner than without.
        self.asks_the_same(other) && self.index.is_some() == other.index.is_some()
    }
}

impl FilterErrand {
    /// Whether both give the same, however they come to it.
    fn asks_the_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.snapshot, &other.snapshot) && self.query == other.query
    }
}

impl Errand {
    /// Does it, which may take seconds; nothing where `is_wanted` says no meanwhile.
    #[must_use]
    pub fn done(self, is_wanted: &dyn Fn() -> bool) -> Option<Done> {
        match self {
            Self::Page(errand) => Some(Done::Page(errand.done())),
            Self::Index(errand) => {
                let names = Names(Arc::new(palette::known(&errand.0.dossier)));
                let index = errand.index(is_wanted).map(Arc::new);
                is_wanted().then_some(Done::Index(errand, index, names))
            }
            Self::Filter(errand) => {
                let ground = Ground::new(errand.snapshot.view(), errand.index.as_deref());
                let hits = match &errand.within {
                    Some(within) => query::holding_within(&errand.query, ground, within, is_wanted)?,
                    None => query::holding_while(&errand.query, ground, is_wanted)?,
                };
                Some(Done::Filter(errand, hits.iter().map(|hit| hit.entry).collect()))
            }
        }
    }
}

impl App {
    /// What is to be done beside the loop, of each kind, as long as it is not done.
    #[must_use]
    pub fn errands(&self) -> [Option<Errand>; KINDS] {
        let index = self.index_errand().map(Errand::Index);
        let filter = self.filter_errand().map(Errand::Filter);
        [self.page_errand().map(Errand::Page), index, filter]
    }

    fn index_errand(&self) -> Option<IndexErrand> {
        let contents = &self.contents;
        let is_wanted = contents.names.is_none() && contents.progress == Progress::Done;
        is_wanted.then(|| IndexErrand(Arc::clone(&contents.snapshot), contents.shelves.clone()))
    }

    fn filter_errand(&self) -> Option<FilterErrand> {
        self.filter.is_pending.then(|| {
            let snapshot = &self.contents.snapshot;
            let query = self.filter.whole(self.contents.dossier());
            let enough = self.filter.held.iter().filter(|held| held.is_enough(snapshot, &query));
            let within = enough.min_by_key(|held| held.entries.len()).map(|held| Arc::clone(&held.entries));
            FilterErrand { snapshot: Arc::clone(snapshot), index: self.contents.index.clone(), query, within }
        })
    }

    /// Remembers what holds, and of what held before only what this narrows: a word that is typed letter by letter is
    /// looked for each time among what the words before it left.
    fn hold(&mut self, errand: FilterErrand, entries: &[EntryId]) {
        let FilterErrand { snapshot, query, .. } = errand;
        self.filter.held.retain(|held| held.is_enough(&snapshot, &query) && held.query != query);
        let snapshot = Arc::downgrade(&snapshot);
        self.filter.held.push(Held { snapshot, query, entries: entries.into() });
    }

    /// Takes in what was done, where it is still wanted.
    pub(super) fn take_done(&mut self, done: Done) {
        match done {
            Done::Page(done) => self.take_page(done),
            Done::Index(errand, index, Names(names)) => {
                if self.index_errand() == Some(errand) {
                    (self.contents.index, self.contents.names) = (index, Some(names));
                }
            }
            Done::Filter(errand, holding) => {
                if self.filter_errand().is_some_and(|wanted| wanted.asks_the_same(&errand)) {
                    self.keep_rows(&holding);
                    self.hold(errand, &holding);
                }
            }
        }
    }

    /// Whether there are so many entries that what looks at all of them is felt.
    pub(super) fn has_many(&self) -> bool {
        self.contents.dossier().ids().count() > MANY
    }

    /// The rows of all lists for a filter that is being typed: at once where there are few entries.
    pub(super) fn refilter_typed(&mut self) {
        if self.filter.narrows() && self.has_many() {
            self.filter.is_pending = true;
        } else {
            self.refilter();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::covered;
    use crate::reader::app::App;
    use crate::reader::fixture::{bundled, reader};

    fn many() -> App {
        let files: Vec<(String, String)> = (0..=MANY)
            .map(|number| {
                let text = format!("+++\ntitle = \"Number {number}\"\n+++\nIt is {} words.\n", number % 7);
                (format!("articles/a{number}.md"), text)
            })
            .collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        reader(&covered(&files), 80, 24)
    }

    #[test]
    fn a_filter_over_many_entries_is_evaluated_beside_the_loop() {
        let mut app = many();
        app.press("/3 words");
        assert_eq!(
            app.lists.all_rows().map(<[_]>::len).sum::<usize>(),
            MANY + 1,
            "the letter is there, the rows are not"
        );
        assert!(app.typed().aside.as_str().starts_with("… of "), "{}", app.typed().aside);
        let slow = app.errands()[2].clone().unwrap();
        assert!(slow.clone().done(&|| false).is_none(), "it can be stopped");
        let late = slow.done(&|| true).unwrap();
        app.press("<C-w>");
        app.take_done(late);
        assert!(app.filter.is_pending, "what was wanted before changes nothing");
        app.run_errands();
        assert!(!app.filter.is_pending && app.contents.index.is_some());
        let kept = |app: &App| app.lists.all_rows().map(<[_]>::len).sum::<usize>();
        let walked = query::holding(app.filter.query(), app.contents.snapshot.view()).len();
        assert_eq!(kept(&app), walked);
        app.press("<C-u>3<Enter>");
        let walked = query::holding(app.filter.query(), app.contents.snapshot.view()).len();
        assert_eq!((kept(&app), app.filter.is_pending), (walked, false), "what is kept is there at once");
    }

    #[test]
    fn a_filter_that_grows_is_looked_for_among_what_was_found() {
        let mut app = many();
        let within = |app: &App| match &app.errands()[2] {
            Some(Errand::Filter(errand)) => errand.within.as_ref().map(|within| within.len()),
            _ => None,
        };
        app.press("/title:3");
        assert_eq!(within(&app), None);
        app.run_errands();
        let found = app.lists.all_rows().map(<[_]>::len).sum::<usize>();
        for more in [" 4", "5", "<Backspace>"] {
            app.press(more);
            assert_eq!(within(&app), Some(found), "after {more}");
            app.run_errands();
            let walked = query::holding(app.filter.query(), app.contents.snapshot.view()).len();
            assert_eq!(app.lists.all_rows().map(<[_]>::len).sum::<usize>(), walked);
        }
        app.press("<C-u>words");
        assert_eq!(within(&app), None, "it asks something else");
        app.run_errands();
        app.take_in(Arc::new(app.contents.snapshot.as_ref().clone()));
        app.press(" 4");
        assert_eq!(within(&app), None, "what was found was of the dossier as it was");
    }

    #[test]
    fn what_was_found_before_is_not_taken_for_what_is_read_now() {
        let mut app = many();
        app.press("/3 words");
        let old = app.errands()[2].clone().unwrap().done(&|| true).unwrap();
        let again = Arc::new(app.contents.snapshot.as_ref().clone());
        app.take_in(again);
        app.press("<Space>");
        assert!(app.filter.is_pending);
        app.take_done(old);
        assert!(app.filter.is_pending, "it was of the dossier as it was");
    }

    #[test]
    fn the_index_is_of_what_was_read_last() {
        let mut app = bundled(80, 24);
        assert!(app.contents.index.is_none());
        let old = app.errands()[1].clone().unwrap().done(&|| true).unwrap();
        let again = Arc::new(app.contents.snapshot.as_ref().clone());
        app.take_in(again);
        app.take_done(old);
        assert!(app.contents.index.is_none());
        app.run_errands();
        assert!(app.contents.index.is_some() && app.errands().iter().all(Option::is_none));
    }
}
