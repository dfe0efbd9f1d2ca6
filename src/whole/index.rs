//! Who bears which name, and who is tied to whom: looked up once for the whole dossier.

use std::collections::HashMap;

use super::{Dossier, EntryId, Tie, Topic};
use crate::entry::EntryKind;
use crate::text::fold::fold;

/// How many of one kind are kept that bear one name. There are as many references to that name as there are bearers, and each of
/// them looks at all that are kept.
const ALIKE: usize = 16;

/// Names and ties by what they lead to.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Index {
    /// Folded names: entries in the order of the lists, then terms.
    names: HashMap<String, Vec<Topic>>,
    /// Terms by their ids, in the order of the cover.
    terms: HashMap<String, Vec<Topic>>,
    from: HashMap<EntryId, Vec<Tie>>,
    /// The entry a tie is from, with its place in `from`.
    to: HashMap<Topic, Vec<(EntryId, u32)>>,
}

impl Index {
    /// Every name of every entry and term.
    pub(super) fn of_names(dossier: &Dossier) -> Self {
        let mut names: HashMap<String, Vec<Topic>> = HashMap::new();
        for topic in dossier.topics() {
            for name in dossier.names(topic) {
                let bearers = names.entry(fold(name)).or_default();
                let kind = kind(dossier, topic);
                let alike = bearers.iter().filter(|bearer| self::kind(dossier, **bearer) == kind).count();
                // A topic's own names come one after the other.
                if bearers.last() != Some(&topic) && alike < ALIKE {
                    bearers.push(topic);
                }
            }
        }
        names.remove("");
        let mut terms: HashMap<String, Vec<Topic>> = HashMap::new();
        for (id, term) in dossier.terms() {
            terms.entry(term.id.clone()).or_default().push(Topic::Term(id));
        }
        Self { names, terms, ..Self::default() }
    }

    /// The same names, with the ties of each entry in reading order; entries in the order of the lists.
    pub(super) fn with_ties(&self, ties: Vec<(EntryId, Vec<Tie>)>) -> Self {
        let mut to: HashMap<Topic, Vec<(EntryId, u32)>> = HashMap::new();
        for (from, ties) in &ties {
            for (place, tie) in (0..).zip(ties) {
                to.entry(tie.to.topic).or_default().push((*from, place));
            }
        }
        to.values_mut().for_each(Vec::shrink_to_fit);
        Self { from: ties.into_iter().collect(), to, ..self.clone() }
    }

    /// Who bears that name, in any case.
    pub(super) fn named(&self, name: &str) -> &[Topic] {
        self.names.get(&fold(name)).map_or(&[], Vec::as_slice)
    }

    /// The terms of that id.
    pub(super) fn terms(&self, id: &str) -> &[Topic] {
        self.terms.get(id).map_or(&[], Vec::as_slice)
    }

    pub(super) fn from(&self, id: EntryId) -> &[Tie] {
        self.from.get(&id).map_or(&[], Vec::as_slice)
    }

    pub(super) fn to(&self, topic: Topic) -> Vec<&Tie> {
        let places = self.to.get(&topic).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|(from, place)| self.from(*from).get(*place as usize)).collect()
    }
}

/// What kind of thing it is: an entry's kind, none of a term.
fn kind(dossier: &Dossier, topic: Topic) -> Option<EntryKind> {
    match topic {
        Topic::Entry(id) => dossier.get(id).map(|entry| entry.kind),
        Topic::Term(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    /// A thousand terms of one name, as a reference sees them.
    #[test]
    fn of_those_who_bear_one_name_a_few_of_each_kind_are_kept() {
        let terms = "[[terms]]\nname = \"Same\"\n".repeat(1000);
        let cover = format!("format = 1\ntitle = \"T\"\n{terms}");
        let (dossier, _) =
            fixture::made_of(&[("dossier.toml", &cover), ("companies/z.md", "+++\nname = \"Same\"\n+++\n")]);
        assert_eq!(Index::of_names(&dossier).named("same").len(), ALIKE + 1);
    }

    /// Where everybody names everybody, there are as many ties as entries, times as many.
    #[test]
    fn a_tie_is_small() {
        assert!(size_of::<Tie>() <= 56, "{}", size_of::<Tie>());
    }
}
