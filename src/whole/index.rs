//! What follows from more than one file: who bears which name, who is tied to whom, and what follows for each file. A
//! table of each, of pointers, so that the next one is made of this one. Must never work out what it keeps.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil;

use super::changes::{Bearers, Changes, Touched};
use super::content::Content;
use super::derived::{Derived, Unknown};
use super::mentions::Names;
use super::propose::Proposed;
use super::{EntryId, Tie, Topic};
use crate::text::fold::fold;

/// Of how many of one kind that bear one name a reference is told. There are as many references to that name as there
/// are bearers, and each of them looks at all that it is told of.
const ALIKE: usize = 16;

/// Entries with the place of a tie among theirs.
type Referrers = Vec<(EntryId, u32)>;

/// What follows from the files together.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Index {
    /// Of which files, and as of which day.
    pub seen: Content,
    pub today: Option<civil::Date>,
    names: Arc<Bearers>,
    /// The names that were looked for in texts; none before it was done.
    pub searched: Option<Arc<Names>>,
    /// The ties and what is wrong with references.
    ties: Table,
    /// What else is wrong, where anything is.
    faults: Table,
    /// Whose ties lead there, in the order of the lists.
    to: Arc<HashMap<Topic, Arc<Referrers>>>,
    pub proposed: Proposed,
}

/// What follows for each file.
#[derive(Debug, Clone, Default, PartialEq)]
struct Table {
    /// By the entry's number.
    entries: Arc<Vec<Option<Arc<Derived>>>>,
    cover: Option<Arc<Derived>>,
}

impl Table {
    fn get(&self, from: Option<EntryId>) -> Option<&Derived> {
        from.map_or(self.cover.as_deref(), |id| self.entries.get(id.index())?.as_deref())
    }

    fn set(&mut self, from: Option<EntryId>, derived: Option<Derived>) {
        let derived = derived.map(Arc::new);
        let Some(id) = from else {
            self.cover = derived;
            return;
        };
        let entries = Arc::make_mut(&mut self.entries);
        entries.resize(entries.len().max(id.index() + 1), None);
        entries[id.index()] = derived;
    }
}

impl Index {
    /// The same with the names that are borne in `next`, and what that changes. The rest is still of the files before.
    pub(super) fn renamed(&self, next: &Content, touched: Touched) -> (Self, Changes) {
        let mut index = self.clone();
        let changes = Changes::between(&self.seen, next, touched, &mut index.names);
        index.seen = next.clone();
        (index, changes)
    }

    /// The names that are borne in a dossier of these entries, which come in the order of the lists.
    pub(super) fn named_in(seen: &Content, entries: impl Iterator<Item = EntryId>) -> Self {
        let mut names = Bearers::new();
        let topics = entries.map(Topic::Entry).chain(seen.terms().map(|(id, _)| Topic::Term(id)));
        for topic in topics {
            for (_, name) in seen.names(topic).into_iter().filter(|(_, name)| !name.is_empty()) {
                let bearers = names.entry(Arc::clone(name)).or_insert_with(|| Vec::with_capacity(1));
                // Who bears it twice bears it.
                if bearers.last() != Some(&topic) {
                    bearers.push(topic);
                }
            }
        }
        Self { seen: seen.clone(), names: Arc::new(names), ..Self::default() }
    }

    /// Takes in the ties of these files; none of entries that are gone. The others come in the order of the lists.
    pub(super) fn tie(&mut self, derived: Vec<(Option<EntryId>, Option<Derived>)>) {
        let mut ties: BTreeMap<Topic, Referrers> = BTreeMap::new();
        let mut changed: BTreeSet<EntryId> = BTreeSet::new();
        for (from, new) in derived {
            if let Some(id) = from {
                changed.insert(id);
                for tie in self.from(id) {
                    ties.entry(tie.to.topic).or_default();
                }
                for (place, tie) in (0..).zip(new.iter().flat_map(|new| &new.ties)) {
                    ties.entry(tie.to.topic).or_default().push((id, place));
                }
            }
            if new.is_none() {
                self.faults.set(from, None);
            }
            self.ties.set(from, new);
        }
        if !ties.is_empty() {
            self.refer(ties, &changed);
        }
    }

    /// Takes in what else is wrong with these files.
    pub(super) fn check(&mut self, derived: Vec<(Option<EntryId>, Derived)>) {
        for (from, new) in derived {
            let is_new = !self.ties.get(from).is_some_and(|ties| new.is_within(ties));
            self.faults.set(from, is_new.then_some(new));
        }
    }

    /// Takes in the ties of the entries that have changed, by what they lead to.
    fn refer(&mut self, ties: BTreeMap<Topic, Referrers>, changed: &BTreeSet<EntryId>) {
        let all = Arc::make_mut(&mut self.to);
        for (topic, new) in ties {
            let to = Arc::make_mut(all.entry(topic).or_default());
            to.retain(|(from, _)| !changed.contains(from));
            to.extend(new);
            to.sort_by(|(one, _), (other, _)| self.seen.compare((*one).into(), (*other).into()));
            to.shrink_to_fit();
            if to.is_empty() {
                all.remove(&topic);
            }
        }
    }

    /// Who bears that name, in any case: entries in the order of the lists, then terms; of those of one kind the first.
    pub(super) fn named(&self, name: &str) -> Vec<Topic> {
        let mut left = self.names.get(&*fold(name)).map_or(&[][..], Vec::as_slice);
        let kind = |topic: &Topic| topic.entry().and_then(|id| self.seen.entry(id)).map(|known| known.entry.kind);
        let mut found = Vec::new();
        while let Some(first) = left.first() {
            let (of_kind, others) = left.split_at(left.partition_point(|topic| kind(topic) == kind(first)));
            found.extend(of_kind.iter().take(ALIKE));
            left = others;
        }
        found
    }

    /// Who bears that folded name next before the topic: an entry before an entry, a term before a term.
    pub(super) fn before(&self, name: &str, topic: Topic) -> Option<Topic> {
        let bearers = self.names.get(name)?;
        let place = bearers.binary_search_by(|bearer| self.seen.compare(*bearer, topic)).ok()?;
        let before = *bearers.get(place.checked_sub(1)?)?;
        (before.entry().is_some() == topic.entry().is_some()).then_some(before)
    }

    /// The ties of an entry or of the cover; none where they are not known.
    pub(super) fn tied(&self, from: Option<EntryId>) -> Option<&Derived> {
        self.ties.get(from)
    }

    /// All that follows for an entry or for the cover; none where it was not worked out.
    pub(super) fn derived(&self, from: Option<EntryId>) -> Option<impl Iterator<Item = &Derived>> {
        Some(std::iter::once(self.ties.get(from)?).chain(self.faults.get(from)))
    }

    /// All that leads to nothing: in the entries, which come in the order of the lists, then in the cover.
    pub(super) fn unknown(
        &self,
        entries: impl Iterator<Item = EntryId>,
    ) -> impl Iterator<Item = ((Option<EntryId>, usize), &Unknown)> {
        let files = entries.map(Some).chain([None]).filter_map(|from| Some((from, self.tied(from)?)));
        files.flat_map(|(from, derived)| {
            derived.unknown.iter().enumerate().map(move |(number, unknown)| ((from, number), unknown))
        })
    }

    pub(super) fn from(&self, id: EntryId) -> &[Tie] {
        self.tied(Some(id)).map_or(&[], |derived| &derived.ties)
    }

    pub(super) fn to(&self, topic: Topic) -> impl Iterator<Item = &Tie> {
        let places = self.to.get(&topic).into_iter().flat_map(|places| places.iter());
        places.filter_map(|(from, place)| self.from(*from).get(*place as usize))
    }

    /// How many entries are tied to a topic.
    pub(super) fn referrers(&self, topic: Topic) -> usize {
        // Those of one entry stand together.
        let places = self.to.get(&topic).map_or(&[][..], |places| places);
        places.chunk_by(|(one, _), (next, _)| one == next).count()
    }

    pub(super) fn is_tied(&self, topic: Topic) -> bool {
        self.to.contains_key(&topic)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    /// A thousand terms of one name, as a reference sees them.
    #[test]
    fn of_those_who_bear_one_name_a_few_of_each_kind_are_told() {
        let terms = "[[terms]]\nname = \"Same\"\n".repeat(1000);
        let cover = format!("format = 1\ntitle = \"T\"\n{terms}");
        let (dossier, _) =
            fixture::made_of(&[("dossier.toml", &cover), ("companies/z.md", "+++\nname = \"Same\"\n+++\n")]);
        assert_eq!(dossier.index.named("same").len(), ALIKE + 1);
    }

    /// Where everybody names everybody, there are as many ties as entries, times as many.
    #[test]
    fn a_tie_is_small() {
        assert!(size_of::<Tie>() <= 56, "{}", size_of::<Tie>());
    }
}
