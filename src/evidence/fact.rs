//! A fact: a record, or what an entry says of itself. Must never hold what it says, only where that stands.

use std::collections::{BTreeMap, BTreeSet};

use crate::entry::{Entry, EntryKind, Fields, Key, Record};
use crate::value::Place;
use crate::whole::{Dossier, EntryId, Spot};

/// A record, or the own keys of an entry, which are one fact together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fact {
    /// Whose file says so.
    pub entry: EntryId,
    /// Which of [`Entry::records`]; none for the entry's own keys.
    pub record: Option<usize>,
}

impl Fact {
    /// The own keys of an entry.
    #[must_use]
    pub fn own(entry: EntryId) -> Self {
        Self { entry, record: None }
    }

    /// A record, by its place in [`Entry::records`].
    #[must_use]
    pub fn record(entry: EntryId, record: usize) -> Self {
        Self { entry, record: Some(record) }
    }

    /// All facts of the dossier, in the order of the files: by path, an entry before its records, these as written.
    #[must_use]
    pub fn all(dossier: &Dossier) -> Vec<Self> {
        by_path(dossier).into_iter().flat_map(|(id, entry)| Self::of(id, entry)).collect()
    }

    /// The same with the own keys of every entry: also of articles, which are sources themselves.
    #[must_use]
    pub fn with_sources(dossier: &Dossier) -> Vec<Self> {
        by_path(dossier).into_iter().flat_map(|(id, entry)| Self::whole(id, entry)).collect()
    }

    /// The facts of an entry: its own, where it says anything that needs a source or has one, then its records as
    /// written.
    #[must_use]
    pub fn of(id: EntryId, entry: &Entry) -> Vec<Self> {
        Self::whole(id, entry).into_iter().filter(|fact| fact.record.is_some() || says_something(entry)).collect()
    }

    /// The own keys of an entry, then its records as written.
    #[must_use]
    pub fn whole(id: EntryId, entry: &Entry) -> Vec<Self> {
        let mut records: Vec<usize> = (0..entry.records.len()).collect();
        records.sort_by_key(|index| entry.records[*index].span.start);
        std::iter::once(Self::own(id)).chain(records.into_iter().map(|index| Self::record(id, index))).collect()
    }

    /// These in the order of the files.
    #[must_use]
    pub fn in_order(dossier: &Dossier, facts: Vec<Self>) -> Vec<Self> {
        let mut by_entry: BTreeMap<(&str, EntryId), BTreeSet<Option<usize>>> = BTreeMap::new();
        for fact in facts {
            if let Some(entry) = dossier.get(fact.entry) {
                by_entry.entry((&entry.path, fact.entry)).or_default().insert(fact.record);
            }
        }
        let of_entry = |((_, id), kept): (_, BTreeSet<Option<usize>>)| {
            let all = dossier.get(id).map(|entry| Self::whole(id, entry)).unwrap_or_default();
            all.into_iter().filter(move |fact| kept.contains(&fact.record))
        };
        by_entry.into_iter().flat_map(of_entry).collect()
    }

    /// Whether it says anything that needs a source or has one.
    #[must_use]
    pub fn says_something(self, dossier: &Dossier) -> bool {
        self.record_in(dossier).is_some() || self.entry_in(dossier).is_some_and(says_something)
    }

    /// The entry whose fact it is, while it is there.
    pub(super) fn entry_in(self, dossier: &Dossier) -> Option<&Entry> {
        dossier.get(self.entry)
    }

    /// The record, where it is one.
    #[must_use]
    pub fn record_in(self, dossier: &Dossier) -> Option<&Record> {
        self.entry_in(dossier)?.records.get(self.record?)
    }

    /// Its keys.
    #[must_use]
    pub fn fields(self, dossier: &Dossier) -> Option<&Fields> {
        match self.record {
            None => self.entry_in(dossier).map(|entry| &entry.fields),
            Some(_) => self.record_in(dossier).map(|record| &record.fields),
        }
    }

    /// What it is: `contract`, `company`.
    #[must_use]
    pub fn kind(self, dossier: &Dossier) -> &'static str {
        let entry = || self.entry_in(dossier).map_or("", |entry| entry.kind.singular());
        self.record_in(dossier).map_or_else(entry, |record| record.kind.singular())
    }

    /// Many of what it is: `contracts`, `companies`.
    #[must_use]
    pub fn kinds(self, dossier: &Dossier) -> &'static str {
        let entry = || self.entry_in(dossier).map_or("", |entry| entry.kind.plural());
        self.record_in(dossier).map_or_else(entry, |record| record.kind.plural())
    }

    /// Where it stands.
    #[must_use]
    pub fn spot(self, dossier: &Dossier) -> Spot {
        let place = self.record_in(dossier).map(|record| Place::record(&record.id));
        Spot { topic: self.entry.into(), place }
    }
}

fn by_path(dossier: &Dossier) -> Vec<(EntryId, &Entry)> {
    let mut entries: Vec<(EntryId, &Entry)> = dossier.entries().collect();
    entries.sort_by(|(_, one), (_, other)| one.path.cmp(&other.path));
    entries
}

/// Whether its own keys are a fact: an article is a source itself, unless it cites another for what it says.
fn says_something(entry: &Entry) -> bool {
    let needs_source = || entry.fields.iter().any(|field| entry.needs_source(field.key));
    !entry.fields.sources().is_empty() || entry.kind != EntryKind::Article && needs_source()
}

/// Who says so, of a record as a whole.
pub(super) fn voice_of(fields: &Fields) -> Vec<&str> {
    fields.names(Key::AccordingTo).map(|name| name.value.as_str()).collect()
}
