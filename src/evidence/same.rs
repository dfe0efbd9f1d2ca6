//! Contracts that are one and the same, as their `same_as` says. Must never take two for one that nobody ties.

use std::collections::BTreeMap;

use crate::entry::Key;
use crate::value::Place;
use crate::whole::Dossier;

use super::fact::Fact;

/// A record as it can be sorted.
type At = (crate::whole::EntryId, usize);

/// Which records stand for others, each group by the first of it.
#[derive(Debug, Default)]
pub(super) struct Same(BTreeMap<At, At>);

impl Same {
    /// All of a dossier.
    pub(super) fn of(dossier: &Dossier) -> Self {
        let mut same = Self::default();
        for (id, entry) in dossier.entries() {
            for (index, record) in entry.records.iter().enumerate() {
                for to in record.fields.references(Key::SameAs) {
                    let spot = dossier.resolve(&to.value, Some(id)).spot().cloned();
                    let other = spot.and_then(|spot| {
                        let other = spot.entry()?;
                        spot.place.as_ref().filter(|place| matches!(place, Place::Record(_)))?;
                        Some((other, dossier.record_at(other, spot.place.as_ref()?)?))
                    });
                    if let Some(other) = other {
                        same.join((id, index), other);
                    }
                }
            }
        }
        same
    }

    fn join(&mut self, one: At, other: At) {
        let (one, other) = (self.first(one), self.first(other));
        if one != other {
            self.0.insert(one.max(other), one.min(other));
        }
    }

    fn first(&self, mut at: At) -> At {
        while let Some(next) = self.0.get(&at) {
            at = *next;
        }
        at
    }

    /// These, of those that are one the first alone.
    pub(super) fn once(&self, facts: &[Fact]) -> Vec<Fact> {
        let mut seen = std::collections::BTreeSet::new();
        let first = |fact: &Fact| fact.record.map(|record| self.first((fact.entry, record)));
        facts.iter().filter(|fact| first(fact).is_none_or(|first| seen.insert(first))).copied().collect()
    }
}
