//! What may have been meant by a reference that leads to nothing. Must never take what it proposes.

use std::cell::{Cell, OnceCell};

use super::names::{is_of, meant};
use super::{Dossier, EntryId, Topic};
use crate::text::near::{Candidate, nearest, nearest_of};
use crate::value::{Place, Reference};

pub(super) fn nearest_known(dossier: &Dossier, reference: &Reference, from: Option<EntryId>) -> Option<String> {
    Proposer::new(dossier, usize::MAX).propose(reference, from)
}

/// Every id and every name of a dossier, with whose it is, to propose near ones from.
struct Proposals<'d>(Vec<(Topic, Candidate<'d>)>);

impl<'d> Proposals<'d> {
    fn of(dossier: &'d Dossier) -> Self {
        let ids = dossier.entries().map(|(id, entry)| (Topic::Entry(id), entry.id.as_str()));
        let names = dossier.topics().flat_map(|topic| dossier.names(topic).into_iter().map(move |name| (topic, name)));
        Self(ids.chain(names).map(|(topic, name)| (topic, Candidate::new(name))).collect())
    }

    fn nearest(&self, dossier: &Dossier, reference: &Reference, work: &mut usize) -> Option<String> {
        let name = reference.name.as_deref()?;
        let of_kind = self.0.iter().filter(|(topic, _)| is_of(dossier, *topic, reference.kind));
        nearest_of(name, of_kind.map(|(_, known)| known), work).map(|known| known.name.to_owned())
    }
}

fn nearest_record(dossier: &Dossier, found: &[Topic], reference: &Reference) -> Option<String> {
    let record = reference.place.as_ref()?.record_id()?;
    let entries = found.iter().filter_map(|topic| dossier.get(topic.entry()?));
    let known = entries.flat_map(|entry| entry.records.iter().map(|record| record.id.as_str()));
    nearest(record, known).map(|id| format!("{}#{id}", reference.name.as_deref().unwrap_or_default()))
}

/// How many references to nothing get a proposal.
const PROPOSALS: usize = 200;
/// How many pairs of letters are compared for all of them: a proposal compares with every name there is.
pub(super) const COMPARED: usize = 20_000_000;

/// Proposes what may have been meant, as long as there is work left for it.
pub(super) struct Proposer<'d> {
    dossier: &'d Dossier,
    known: OnceCell<Proposals<'d>>,
    work: Cell<usize>,
    left: Cell<usize>,
}

impl<'d> Proposer<'d> {
    pub(super) fn new(dossier: &'d Dossier, work: usize) -> Self {
        Self { dossier, known: OnceCell::new(), work: Cell::new(work), left: Cell::new(PROPOSALS) }
    }

    fn propose(&self, reference: &Reference, from: Option<EntryId>) -> Option<String> {
        self.left.set(self.left.get().checked_sub(1)?);
        match meant(self.dossier, reference, reference.kind, from) {
            found if found.is_empty() => {
                let mut work = self.work.take();
                let known = self.known.get_or_init(|| Proposals::of(self.dossier));
                let nearest = known.nearest(self.dossier, reference, &mut work);
                self.work.set(work);
                nearest
            }
            found => nearest_record(self.dossier, &found, reference),
        }
    }

    /// What to do about a reference that leads to nothing.
    pub(super) fn remedy(&self, reference: &Reference, from: Option<EntryId>) -> String {
        if let Some(nearest) = self.propose(reference, from) {
            return format!("did you mean `{nearest}`?");
        }
        let is_known = !meant(self.dossier, reference, reference.kind, from).is_empty();
        match &reference.place {
            Some(Place::Paragraphs(_)) if is_known => "only articles have paragraphs, so name an article".to_owned(),
            Some(Place::Record(id)) if is_known => {
                format!("there is no record `{id}`, so write the id of one that is there")
            }
            Some(_) | None => "write the id or a name of an entry, or a term's name".to_owned(),
        }
    }
}
