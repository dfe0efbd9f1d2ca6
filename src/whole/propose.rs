//! What may have been meant by a reference that leads to nothing, or by a name that nobody bears. Must never take what
//! it proposes.

use std::cell::OnceCell;
use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};

use super::derived::Unknown;
use super::names::{is_of, meant};
use super::{Dossier, EntryId, Topic};
use crate::text::near::{Candidate, nearest};
use crate::value::Reference;

/// How many references to nothing get a proposal, in the order of the dossier.
const PROPOSALS: usize = 200;
/// How many pairs of letters are compared for all of them: a proposal compares with every name there is.
const COMPARED: usize = 20_000_000;

/// What is proposed for the references to nothing, by whose they are and their number there.
pub(super) type Proposed = HashMap<(Option<EntryId>, usize), Option<String>>;

pub(super) fn nearest_known(dossier: &Dossier, reference: &Reference, from: Option<EntryId>) -> Option<String> {
    Proposals::new(dossier).near(reference, from)
}

/// The proposals for all that leads to nothing. Those of `earlier` that may be kept are not made again; `made` counts
/// the others.
pub(super) fn proposed(dossier: &Dossier, earlier: &Proposed, made: &mut usize) -> Proposed {
    let proposals = Proposals::new(dossier);
    let mut left = COMPARED;
    let mut found = Proposed::new();
    for (place, unknown) in dossier.index.unknown(dossier.ids()).take(PROPOSALS) {
        let Some(rest) = left.checked_sub(proposals.pairs(unknown)) else { continue };
        left = rest;
        let proposal = earlier.get(&place).cloned().unwrap_or_else(|| {
            *made += 1;
            proposals.near(&unknown.reference, place.0)
        });
        found.insert(place, proposal);
    }
    found
}

/// Every id and every name of a dossier, to propose near ones from.
struct Proposals<'d> {
    dossier: &'d Dossier,
    /// With whose it is: ids, then names.
    known: OnceCell<Vec<(Topic, Candidate<'d>)>>,
    /// How many there are of each length.
    lengths: OnceCell<Vec<usize>>,
}

impl<'d> Proposals<'d> {
    fn new(dossier: &'d Dossier) -> Self {
        Self { dossier, known: OnceCell::new(), lengths: OnceCell::new() }
    }

    fn near(&self, reference: &Reference, from: Option<EntryId>) -> Option<String> {
        let found = meant(self.dossier, reference, reference.kind, from);
        if !found.is_empty() {
            return nearest_record(self.dossier, &found, reference);
        }
        let word = Candidate::new(reference.name.as_deref()?);
        let of_kind = self.known().iter().filter(|(topic, _)| is_of(self.dossier, *topic, reference.kind));
        let near = of_kind.filter_map(|(_, known)| Some((known.distance(&word)?, known)));
        // Of some that are as near the first in the alphabet counts, whatever order the lists have.
        near.min_by_key(|(distance, known)| (*distance, known.folded())).map(|(_, known)| known.name.to_owned())
    }

    fn known(&self) -> &[(Topic, Candidate<'d>)] {
        self.known.get_or_init(|| {
            let ids = self.dossier.entries().map(|(id, entry)| (Topic::Entry(id), Candidate::new(&entry.id)));
            let names = self.dossier.topics().flat_map(|topic| {
                let names = self.dossier.content.names(topic).into_iter();
                names.map(move |(name, folded)| (topic, Candidate::with_folded(name, folded)))
            });
            ids.chain(names).collect()
        })
    }

    /// How many pairs of letters are compared for it.
    fn pairs(&self, unknown: &Unknown) -> usize {
        let lengths = self.lengths.get_or_init(|| {
            let mut lengths = Vec::new();
            for (_, known) in self.known() {
                lengths.resize(lengths.len().max(known.length() + 1), 0);
                lengths[known.length()] += 1;
            }
            lengths
        });
        let name = unknown.reference.name.as_deref().filter(|_| !unknown.is_place);
        name.map_or(0, |name| Candidate::new(name).pairs(lengths))
    }
}

fn nearest_record(dossier: &Dossier, found: &[Topic], reference: &Reference) -> Option<String> {
    let record = reference.place.as_ref()?.record_id()?;
    let entries = found.iter().filter_map(|topic| dossier.get(topic.entry()?));
    let known = entries.flat_map(|entry| entry.records.iter().map(|record| record.id.as_str()));
    nearest(record, known).map(|id| format!("{}#{id}", reference.name.as_deref().unwrap_or_default()))
}

/// Shorter names are one letter from too many words.
const SHORTEST: usize = 5;

/// Longer names are not looked at: a name has as many forms as letters, each as long as it is.
const LONGEST: usize = 64;

/// Which of the folded `words` are one letter from a known name, and which that is: of those with one letter out in
/// common the first in the alphabet. Known names come folded and as they are written.
pub(super) fn nearly<'w, 'k>(
    words: impl IntoIterator<Item = &'w str>,
    known: impl Iterator<Item = (&'k str, &'k str)>,
) -> HashMap<&'w str, &'k str> {
    let words: HashMap<&str, Vec<u64>> = words.into_iter().map(|word| (word, forms(word))).collect();
    let mut alike: HashMap<u64, Option<(&str, &str)>> = words.values().flatten().map(|form| (*form, None)).collect();
    // One edit leaves one end of a word as it was.
    let as_is: HashSet<(bool, Option<char>, Option<char>)> = words.keys().flat_map(|word| ends(word)).collect();
    for known in known.filter(|(known, _)| ends(known).iter().any(|end| as_is.contains(end))) {
        for form in forms(known.0) {
            if let Some(first) = alike.get_mut(&form) {
                *first = Some(first.map_or(known, |first| first.min(known)));
            }
        }
    }
    let near = words.into_iter().filter_map(|(word, forms)| {
        let alike = forms.iter().filter_map(|form| *alike.get(form)?);
        let near = alike.filter(|(known, _)| strsim::damerau_levenshtein(known, word) == 1).min();
        near.map(|(_, written)| (word, written))
    });
    near.collect()
}

/// The first two letters of a word, and the last two.
fn ends(word: &str) -> [(bool, Option<char>, Option<char>); 2] {
    let (mut letters, mut back) = (word.chars(), word.chars().rev());
    [(true, letters.next(), letters.next()), (false, back.next(), back.next())]
}

/// A folded name and every form of it with one letter out, as numbers; none of a short or a very long one.
pub(super) fn forms(name: &str) -> Vec<u64> {
    let letters: Vec<char> = name.chars().take(LONGEST + 1).collect();
    if !(SHORTEST..=LONGEST).contains(&letters.len()) {
        return Vec::new();
    }
    let without = |out: usize| {
        let mut hasher = DefaultHasher::new();
        let left = letters.iter().enumerate().filter(|(at, _)| *at != out);
        left.for_each(|(_, letter)| letter.hash(&mut hasher));
        hasher.finish()
    };
    (0..=letters.len()).map(without).collect()
}
