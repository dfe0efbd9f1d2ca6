//! Who or what a name or a reference means: by id, by name, by term. Must never guess: a near name is proposed, not
//! taken.

use super::{Dossier, EntryId, Resolution, Spot, Topic};
use crate::entry::EntryKind;
use crate::text::fold::id_of;
use crate::value::{Place, Reference, TargetKind};

pub(super) fn resolve(dossier: &Dossier, reference: &Reference, from: Option<EntryId>) -> Resolution {
    let of = |kind| fitting(dossier, reference, kind, from);
    let mut fitting = match (reference.kind, reference.implied) {
        (None, Some(implied)) => of(Some(implied)),
        (Some(_), _) | (None, None) => Vec::new(),
    };
    if fitting.is_empty() {
        fitting = of(reference.kind);
    }
    match fitting.len() {
        0 => Resolution::Nothing,
        1 => Resolution::One(fitting.remove(0)),
        _ => Resolution::Several(fitting),
    }
}

/// What the reference fits, as one of that kind or of any, at the place it names.
fn fitting(dossier: &Dossier, reference: &Reference, kind: Option<TargetKind>, from: Option<EntryId>) -> Vec<Spot> {
    meant(dossier, reference, kind, from)
        .into_iter()
        .filter(|topic| has_place(dossier, *topic, reference.place.as_ref()))
        .take(FITTING)
        .map(|topic| Spot { topic, place: reference.place.clone() })
        .collect()
}

/// How many things that one reference fits are told: a name may have as many bearers as there are entries, and be
/// referred to from as many places.
pub(super) const FITTING: usize = 10;

/// Whom a reference names, as one of that kind or of any, whether or not the place it names is there.
pub(super) fn meant(
    dossier: &Dossier,
    reference: &Reference,
    kind: Option<TargetKind>,
    from: Option<EntryId>,
) -> Vec<Topic> {
    match &reference.name {
        None => from.map(Topic::Entry).into_iter().collect(),
        Some(name) => bearers(dossier, kind, name),
    }
}

/// By id, then by a name of an entry, then by a term, then by a file: all that fit at the first step at which one does.
fn bearers(dossier: &Dossier, kind: Option<TargetKind>, name: &str) -> Vec<Topic> {
    // Ids are written small; in a reference they may stand in any case.
    let id = name.to_ascii_lowercase();
    let by_id: Vec<Topic> = EntryKind::ALL
        .into_iter()
        .filter(|known| kind.is_none_or(|kind| kind == TargetKind::from(*known)))
        .filter_map(|known| dossier.find(known, name).or_else(|| dossier.find(known, &id)).map(Topic::Entry))
        .collect();
    if !by_id.is_empty() {
        return by_id;
    }
    let named = dossier.index.named(name).into_iter().filter(|topic| is_of(dossier, *topic, kind));
    let (entries, terms): (Vec<Topic>, Vec<Topic>) = named.partition(|topic| topic.entry().is_some());
    if !entries.is_empty() {
        return entries;
    }
    if !terms.is_empty() {
        return terms;
    }
    let by_file = of_file(dossier, kind, name);
    if !by_file.is_empty() || kind.is_some_and(|kind| kind != TargetKind::Term) {
        return by_file;
    }
    dossier.content.terms_of_id(&id).map(Topic::Term).collect()
}

/// The entries whose file is called so, in whatever folder: an id is the file's name, folded.
fn of_file(dossier: &Dossier, kind: Option<TargetKind>, name: &str) -> Vec<Topic> {
    // One too many stands before a place.
    if name.contains('#') {
        return Vec::new();
    }
    let id = file_id(name);
    let kinds = EntryKind::ALL.into_iter().filter(|known| kind.is_none_or(|kind| kind == TargetKind::from(*known)));
    kinds.filter_map(|known| dossier.find(known, &id).map(Topic::Entry)).collect()
}

/// The id of the file that a name may mean: `Notes/My Note` is `my-note`.
pub(super) fn file_id(name: &str) -> String {
    id_of(name.rsplit('/').next().unwrap_or(name))
}

/// Whether what a reference names is there, whatever place of it is meant.
pub(super) fn is_known(dossier: &Dossier, reference: &Reference, from: Option<EntryId>) -> bool {
    !meant(dossier, reference, reference.kind, from).is_empty()
}

pub(super) fn is_of(dossier: &Dossier, topic: Topic, kind: Option<TargetKind>) -> bool {
    kind.is_none_or(|kind| match topic {
        Topic::Entry(id) => dossier.get(id).is_some_and(|entry| TargetKind::from(entry.kind) == kind),
        Topic::Term(_) => kind == TargetKind::Term,
    })
}

/// Whether the record or the paragraphs can be found there: paragraphs are of articles.
fn has_place(dossier: &Dossier, topic: Topic, place: Option<&Place>) -> bool {
    let entry = topic.entry().and_then(|id| dossier.get(id));
    match place {
        Some(Place::Record(id)) => entry.is_some_and(|entry| entry.record(id).is_some()),
        Some(Place::Paragraphs(_)) => entry.is_some_and(|entry| entry.kind == EntryKind::Article),
        Some(
            Place::Key(_)
            | Place::Extra(_)
            | Place::Heading(_)
            | Place::From(_)
            | Place::Prose
            | Place::References
            | Place::Sources,
        )
        | None => true,
    }
}

pub(super) fn named(dossier: &Dossier, name: &str, from: Option<EntryId>) -> Option<Spot> {
    let by_name = dossier.index.named(name).first().map(|topic| Spot::page(*topic));
    by_name.or_else(|| resolve(dossier, &Reference::parse(name).ok()?, from).spot().cloned())
}
