//! The sources of a page, numbered in the order in which it first uses them; a card has the numbers of its entry's page. Must never
//! give one passage two numbers.

use std::collections::{BTreeSet, HashMap};

use crate::entry::EntryKind;
use crate::value::{Paragraphs, Place, Reference};
use crate::whole::{Dossier, EntryId, Spot, Topic};

use super::Role;

/// What a citation means.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Source {
    /// An article, or paragraphs of it.
    Passage(EntryId, Option<Paragraphs>),
    /// Something else of the dossier.
    Other(Spot),
    /// Nothing that is known: as it was written.
    Unknown(String),
}

impl Source {
    /// What the citation means, which stands in the entry `from`.
    pub(super) fn of(dossier: &Dossier, reference: &Reference, from: Option<EntryId>) -> Self {
        let resolution = dossier.resolve(reference, from);
        let Some(spot) = resolution.spot() else { return Self::Unknown(reference.to_string()) };
        match (spot.topic, &spot.place) {
            (Topic::Entry(id), Some(Place::Paragraphs(paragraphs))) => Self::Passage(id, Some(paragraphs.clone())),
            (Topic::Entry(id), None) if dossier.get(id).is_some_and(|entry| entry.kind == EntryKind::Article) => {
                Self::Passage(id, None)
            }
            (Topic::Entry(_) | Topic::Term(_), _) => Self::Other(spot.clone()),
        }
    }

    /// How a link to it looks.
    pub(super) fn role(&self) -> Role {
        if matches!(self, Self::Unknown(_)) { Role::Warning } else { Role::Link }
    }

    /// The article it is of.
    pub(super) fn article(&self) -> Option<EntryId> {
        match self {
            Self::Passage(id, _) => Some(*id),
            Self::Other(_) | Self::Unknown(_) => None,
        }
    }
}

/// The sources so far; the first is number 1.
#[derive(Debug, Default)]
pub(super) struct Sources {
    listed: Vec<Source>,
    numbers: HashMap<Source, usize>,
    used: BTreeSet<usize>,
}

impl Sources {
    /// The number of that source, which it has from its first use on.
    pub(super) fn number(&mut self, source: Source) -> usize {
        let number = *self.numbers.entry(source).or_insert_with_key(|source| {
            self.listed.push(source.clone());
            self.listed.len()
        });
        self.used.insert(number);
        number
    }

    /// The same numbers for another page, which has used none of them yet.
    pub(super) fn kept(self) -> Self {
        Self { used: BTreeSet::new(), ..self }
    }

    /// The sources that are used with their numbers, in their order.
    pub(super) fn used(&self) -> impl Iterator<Item = (usize, &Source)> {
        self.used.iter().filter_map(|number| Some((*number, self.listed.get(number.checked_sub(1)?)?)))
    }
}
