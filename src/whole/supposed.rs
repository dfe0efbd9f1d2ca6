//! A dossier as it would be, had some witnesses said nothing: a value of its own, of which everything else is asked as
//! of any other. Must never find a fault in it that is not the files'.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil;

use super::content::NamedEntry;
use super::link::Linking;
use super::{Dossier, EntryId, Snapshot, View};
use crate::entry::Entry;

/// That some witnesses said nothing.
#[derive(Debug, PartialEq)]
pub struct Supposed {
    /// They, as they are named.
    pub without: Vec<String>,
    /// The articles that are taken out.
    pub articles: BTreeSet<EntryId>,
    /// The dossier with all that its files say.
    pub before: Dossier,
}

impl Snapshot {
    /// The same dossier where these entries say only that, because it is supposed that those witnesses said nothing.
    /// Its problems are those of its files.
    #[must_use]
    pub fn supposing(&self, without: Vec<String>, articles: BTreeSet<EntryId>, entries: Vec<(EntryId, Entry)>) -> Self {
        let mut next = self.clone();
        for (id, entry) in entries {
            next.dossier.touched.entries.insert(id);
            next.dossier.content.set_entry(id, Some(Arc::new(NamedEntry::new(entry))));
        }
        next.dossier.sort();
        let today = self.dossier.index.today.unwrap_or(civil::Date::MIN);
        let linking = Linking::of(&next, today);
        let ties = linking.files().iter().map(|file| linking.ties(*file)).collect();
        let mut next = linking.tied(ties).snapshot().clone();
        next.dossier.problems = Arc::clone(&self.dossier.problems);
        next.dossier.supposed = Some(Arc::new(Supposed { without, articles, before: self.dossier.clone() }));
        next
    }
}

impl View<'_> {
    /// What is read of the dossier with all that its files say, where anything is supposed.
    #[must_use]
    pub fn before(self) -> Option<Self> {
        let supposed = self.dossier.supposed.as_deref()?;
        Some(Self { dossier: &supposed.before, ..self })
    }
}

impl Dossier {
    /// What is supposed, where anything is.
    #[must_use]
    pub fn supposed(&self) -> Option<&Supposed> {
        self.supposed.as_deref()
    }
}
