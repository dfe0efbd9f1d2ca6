//! What the files of a dossier say, each by itself, under numbers that are handed out once. Must never know what
//! follows from two of them.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

use super::{EntryId, TermId, Topic};
use crate::entry::{Cover, Entry, EntryKind, Key, Term};
use crate::text::fold::fold;

/// The entries and the terms by their numbers, with the names they go by.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Content {
    pub cover: Option<Arc<Cover>>,
    terms: Arc<Terms>,
    /// Of each kind by id, whether or not its file is there.
    ids: Arc<[HashMap<String, EntryId>; 3]>,
    entries: Arc<Vec<Option<Arc<NamedEntry>>>>,
}

/// An entry with its names folded, once for all who look for them.
#[derive(Debug, PartialEq)]
pub(super) struct NamedEntry {
    pub entry: Entry,
    name: Arc<str>,
    /// In the order of [`Entry::names`].
    names: FoldedNames,
}

type FoldedNames = Box<[Arc<str>]>;

/// The numbers of terms: one is handed out for each id, and for each further term of that id.
#[derive(Debug, Clone, Default, PartialEq)]
struct Terms {
    handed: HashMap<String, Vec<TermId>>,
    /// As the cover has them.
    here: Vec<(TermId, FoldedNames)>,
    /// Where in the cover each is, by its number.
    places: Vec<Option<usize>>,
}

fn folded<'a>(names: impl Iterator<Item = &'a str>) -> FoldedNames {
    names.map(|name| fold(name).into()).collect()
}

impl NamedEntry {
    pub(super) fn new(entry: Entry) -> Self {
        let names = folded(entry.names());
        // The first of its names, but where it has another name and no title.
        let is_first = entry.names().next() == Some(entry.name());
        let name = names.first().filter(|_| is_first).cloned().unwrap_or_else(|| fold(entry.name()).into());
        Self { entry, name, names }
    }

    /// What it is asked for by, folded: its id and its names.
    pub(super) fn called(&self) -> impl Iterator<Item = String> {
        std::iter::once(fold(&self.entry.id)).chain(self.names.iter().map(ToString::to_string))
    }

    /// Broken files last; by date, undated last; then by name, then by id.
    fn order(&self) -> impl Ord {
        let date = match self.entry.kind {
            EntryKind::Company => None,
            EntryKind::Article | EntryKind::Campaign => self
                .entry
                .fields
                .date(Key::Date)
                .and_then(|date| date.first().value.as_ref())
                .and_then(|date| date.earliest().or(date.latest())),
        };
        (self.entry.broken, date.is_none(), date, &self.name, &self.entry.id)
    }
}

impl Terms {
    fn of(&self, cover: &Cover) -> Self {
        let (handed, places) = (self.handed.clone(), vec![None; self.places.len()]);
        let mut next = Self { handed, places, here: Vec::new() };
        let mut met: HashMap<&str, usize> = HashMap::new();
        for (place, term) in cover.terms.iter().enumerate() {
            let number = met.entry(&term.id).or_default();
            let handed = next.handed.entry(term.id.clone()).or_default();
            if *number == handed.len() {
                handed.push(TermId::new(next.places.len()));
                next.places.push(None);
            }
            let id = handed[*number];
            *number += 1;
            next.places[id.index()] = Some(place);
            next.here.push((id, folded(term.names())));
        }
        next
    }

    fn place(&self, id: TermId) -> Option<usize> {
        self.places.get(id.index()).copied().flatten()
    }
}

impl Content {
    /// The number of the entry of that kind and id, handed out where it is new.
    pub(super) fn hand_out(&mut self, kind: EntryKind, id: &str) -> EntryId {
        if let Some(known) = self.ids[kind.index()].get(id) {
            return *known;
        }
        let next = EntryId::new(self.entries.len());
        Arc::make_mut(&mut self.ids)[kind.index()].insert(id.to_owned(), next);
        Arc::make_mut(&mut self.entries).push(None);
        next
    }

    /// How many numbers were handed out.
    pub(super) fn numbers(&self) -> usize {
        self.entries.len()
    }

    /// Whose each number is.
    pub(super) fn owners(&self) -> Vec<(EntryKind, &str)> {
        let mut owners = vec![(EntryKind::Article, ""); self.entries.len()];
        for (kind, ids) in EntryKind::ALL.into_iter().zip(self.ids.iter()) {
            for (name, id) in ids {
                owners[id.index()] = (kind, name);
            }
        }
        owners
    }

    pub(super) fn set_entry(&mut self, id: EntryId, entry: Option<Arc<NamedEntry>>) {
        if let Some(slot) = Arc::make_mut(&mut self.entries).get_mut(id.index()) {
            *slot = entry;
        }
    }

    pub(super) fn set_cover(&mut self, cover: Option<Cover>) {
        self.terms = Arc::new(self.terms.of(cover.as_ref().unwrap_or(&Cover::default())));
        self.cover = cover.map(Arc::new);
    }

    /// The numbers of all entries of a kind that there ever were, by id.
    pub(super) fn handed_out(&self, kind: EntryKind) -> &HashMap<String, EntryId> {
        &self.ids[kind.index()]
    }

    pub(super) fn entry(&self, id: EntryId) -> Option<&Arc<NamedEntry>> {
        self.entries.get(id.index()).and_then(Option::as_ref)
    }

    pub(super) fn term(&self, id: TermId) -> Option<&Term> {
        self.cover.as_ref()?.terms.get(self.terms.place(id)?)
    }

    /// As the cover has them.
    pub(super) fn terms(&self) -> impl Iterator<Item = (TermId, &Term)> {
        let terms = self.cover.iter().flat_map(|cover| &cover.terms);
        self.terms.here.iter().map(|(id, _)| *id).zip(terms)
    }

    /// The terms of that id, as the cover has them.
    pub(super) fn terms_of_id(&self, id: &str) -> impl Iterator<Item = TermId> {
        let handed = self.terms.handed.get(id).into_iter().flatten().copied();
        handed.take_while(|id| self.terms.place(*id).is_some())
    }

    pub(super) fn same_terms(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.terms, &other.terms)
    }

    /// The id, where the topic is there.
    pub(super) fn id(&self, topic: Topic) -> Option<&str> {
        match topic {
            Topic::Entry(id) => self.entry(id).map(|known| known.entry.id.as_str()),
            Topic::Term(id) => self.term(id).map(|term| term.id.as_str()),
        }
    }

    /// Every name it goes by, as it is written and folded.
    pub(super) fn names(&self, topic: Topic) -> Vec<(&str, &Arc<str>)> {
        match topic {
            Topic::Entry(id) => {
                self.entry(id).map(|known| known.entry.names().zip(&known.names).collect()).unwrap_or_default()
            }
            Topic::Term(id) => {
                let here = self.terms.place(id).and_then(|place| self.terms.here.get(place));
                let names = self.term(id).zip(here).map(|(term, (_, folded))| term.names().zip(folded).collect());
                names.unwrap_or_default()
            }
        }
    }

    /// Whether the topic is called in `next` what it is called here, and stands where it stands here.
    pub(super) fn is_same_in(&self, next: &Self, topic: Topic) -> bool {
        let stays = match topic {
            Topic::Entry(id) => self.entry(id).map(|known| known.order()) == next.entry(id).map(|known| known.order()),
            Topic::Term(id) => self.terms.place(id) == next.terms.place(id),
        };
        stays && self.names(topic) == next.names(topic)
    }

    /// Entries of one kind, sorted as their list is.
    pub(super) fn sort(&self, ids: &mut [EntryId]) {
        // What an entry is sorted by takes longer than to compare it.
        ids.sort_by_cached_key(|id| self.entry(*id).map(|known| known.order()));
    }

    /// In the order of the lists, terms after them as the cover has them.
    pub(super) fn compare(&self, one: Topic, other: Topic) -> Ordering {
        match (one, other) {
            (Topic::Entry(one), Topic::Entry(other)) => {
                let order = |id| self.entry(id).map(|known| (known.entry.kind, known.order()));
                order(one).cmp(&order(other))
            }
            (Topic::Entry(_), Topic::Term(_)) => Ordering::Less,
            (Topic::Term(_), Topic::Entry(_)) => Ordering::Greater,
            (Topic::Term(one), Topic::Term(other)) => self.terms.place(one).cmp(&self.terms.place(other)),
        }
    }
}
