//! The one word for a place: a page, or a place on it. While the program runs it holds ids that are handed out once;
//! written, it is the same across runs and edits. Must never hold a line, a column or the number of a stop.

use super::{Dossier, EntryId, TermId, Topic};
use crate::value::{Place, Reference};

/// A place that can be gone to and come back to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Spot {
    /// Whose page it is on.
    pub topic: Topic,
    /// Where on it; none is the page as a whole.
    pub place: Option<Place>,
}

impl Spot {
    /// The page as a whole.
    #[must_use]
    pub fn page(topic: impl Into<Topic>) -> Self {
        Self { topic: topic.into(), place: None }
    }

    /// A place on the page.
    #[must_use]
    pub fn at(topic: impl Into<Topic>, place: Place) -> Self {
        Self { topic: topic.into(), place: Some(place) }
    }

    /// The entry whose page it is on, where it is one.
    #[must_use]
    pub fn entry(&self) -> Option<EntryId> {
        self.topic.entry()
    }
}

impl Topic {
    /// The entry, where it is one.
    #[must_use]
    pub fn entry(self) -> Option<EntryId> {
        match self {
            Self::Entry(id) => Some(id),
            Self::Term(_) => None,
        }
    }
}

impl From<EntryId> for Topic {
    fn from(id: EntryId) -> Self {
        Self::Entry(id)
    }
}

impl From<TermId> for Topic {
    fn from(id: TermId) -> Self {
        Self::Term(id)
    }
}

impl From<Topic> for Spot {
    fn from(topic: Topic) -> Self {
        Self::page(topic)
    }
}

impl Dossier {
    /// The spot as it is written, always with its kind: `companies/amazon#palantir-hosting`. [`Dossier::spot`] reads it
    /// back in any later reading of the dossier.
    #[must_use]
    pub fn written(&self, spot: &Spot) -> String {
        let (kind, id) = self.kind_and_id(spot.topic);
        let reference = Reference { kind: Some(kind), implied: None, name: Some(id.to_owned()), place: None };
        match &spot.place {
            Some(place) => format!("{reference}#{place}"),
            None => reference.to_string(),
        }
    }

    /// The spot that was written so; none where its page is not there any more. Whether its place still is is not
    /// asked.
    #[must_use]
    pub fn spot(&self, written: &str) -> Option<Spot> {
        let (page, place) = match written.split_once('#') {
            Some((page, place)) => (page, Some(Place::read(place)?)),
            None => (written, None),
        };
        let reference = Reference::parse(page).ok().filter(|reference| reference.kind.is_some())?;
        Some(Spot { place, ..self.resolve(&reference, None).spot()?.clone() })
    }

    /// The index of a record in its entry, by the place that names it.
    #[must_use]
    pub fn record_at(&self, id: EntryId, place: &Place) -> Option<usize> {
        let record = place.record_id()?;
        self.get(id)?.records.iter().position(|known| known.id == record)
    }
}
