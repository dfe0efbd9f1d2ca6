//! How well each entry is sourced: its facts by what they stand on. Must never count a fact twice.

use crate::whole::{Dossier, EntryId};

use super::fact::Fact;
use super::support::Standing;

/// The facts of an entry, by what they stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    /// Whose.
    pub entry: EntryId,
    /// How many have no source, one witness, two or more: as [`Standing::ALL`].
    pub by_standing: [usize; 3],
    /// Of how many readings differ.
    pub differs: usize,
}

impl Coverage {
    /// Of each entry that has a fact, in the order of the files.
    #[must_use]
    pub fn of_all(dossier: &Dossier) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for fact in Fact::all(dossier) {
            let support = fact.support(dossier);
            if all.last().is_none_or(|last| last.entry != fact.entry) {
                all.push(Self { entry: fact.entry, by_standing: [0; 3], differs: 0 });
            }
            let Some(last) = all.last_mut() else { continue };
            let at = Standing::ALL.iter().position(|standing| *standing == support.standing());
            last.by_standing[at.unwrap_or_default()] += 1;
            last.differs += usize::from(support.differs);
        }
        all
    }

    /// How many facts it has.
    #[must_use]
    pub fn facts(&self) -> usize {
        self.by_standing.iter().sum()
    }
}
