//! A set of entries, a bit for each number. Must never grow past the largest number that was added.

use crate::whole::EntryId;

/// Some of the entries of a dossier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entries(Vec<u64>);

impl Entries {
    /// Whether that entry is among them.
    #[must_use]
    pub fn has(&self, id: EntryId) -> bool {
        let number = id.number() as usize;
        self.0.get(number / 64).is_some_and(|bits| bits >> (number % 64) & 1 == 1)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|bits| *bits == 0)
    }

    pub(super) fn add(&mut self, id: EntryId) {
        let number = id.number() as usize;
        if self.0.len() <= number / 64 {
            self.0.resize(number / 64 + 1, 0);
        }
        self.0[number / 64] |= 1 << (number % 64);
    }

    /// Keeps those that are among others, too.
    pub(super) fn keep(&mut self, others: &Self) {
        self.0.truncate(others.0.len());
        self.0.iter_mut().zip(&others.0).for_each(|(bits, others)| *bits &= others);
    }
}
