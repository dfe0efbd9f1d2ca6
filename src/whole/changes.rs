//! What was asked about a dossier, and which answers a change of its files changes. Must never answer anything itself.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::content::{Content, NamedEntry};
use super::{EntryId, Topic};
use crate::entry::Key;
use crate::text::fold::fold;

/// What can be asked by a folded name, as a number: where two are one by chance, both are asked again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Question(u32);

impl Question {
    fn new(name: &str, what: &[&str]) -> Self {
        let mut hasher = DefaultHasher::new();
        (name, what).hash(&mut hasher);
        Self(u32::try_from(hasher.finish() >> 32).expect("half of it"))
    }

    /// Who is called so, by id or by name?
    pub(super) fn name(name: &str) -> Self {
        Self::new(name, &[])
    }

    /// Has who is called so a record of that id?
    pub(super) fn record(name: &str, record: &str) -> Self {
        Self::new(name, &["#", record])
    }

    /// Which records has who is called so?
    pub(super) fn records(name: &str) -> Self {
        Self::new(name, &["#"])
    }

    /// Which headings has who is called so?
    pub(super) fn headings(name: &str) -> Self {
        Self::new(name, &["h"])
    }

    /// Which paragraphs has who is called so?
    pub(super) fn paragraphs(name: &str) -> Self {
        Self::new(name, &["¶"])
    }
}

/// What has come, changed or gone since everything was last worked out.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Touched {
    pub entries: BTreeSet<EntryId>,
    /// Articles whose attached texts have.
    pub texts: BTreeSet<EntryId>,
}

/// Folded names with who bears them: entries in the order of the lists, then terms.
pub(super) type Bearers = HashMap<Arc<str>, Vec<Topic>>;

/// What a change of files changes.
#[derive(Debug, Default)]
pub(super) struct Changes {
    pub touched: Touched,
    /// Whether the cover has changed.
    pub cover: bool,
    /// What is answered otherwise than before.
    pub answers: HashSet<Question>,
    /// Names that came, went or passed to somebody else, as they are written and folded.
    pub names: BTreeMap<String, Arc<str>>,
    /// Ids that came or went, folded.
    pub ids: BTreeSet<String>,
}

impl Changes {
    /// What lies between two states of the files; brings `bearers` from the one to the other.
    pub(super) fn between(old: &Content, new: &Content, touched: Touched, bearers: &mut Arc<Bearers>) -> Self {
        let cover = !old.same_terms(new);
        let mut topics: BTreeSet<Topic> = touched.entries.iter().copied().map(Topic::Entry).collect();
        if cover {
            topics.extend(old.terms().chain(new.terms()).map(|(id, _)| Topic::Term(id)));
        }
        topics.retain(|topic| !old.is_same_in(new, *topic));
        let passed =
            if topics.is_empty() { HashSet::new() } else { pass_on(old, new, &topics, Arc::make_mut(bearers)) };
        let mut changes = Self { touched, cover, ..Self::default() };
        changes.answers.extend(passed.iter().map(|name| Question::name(name)));
        for topic in topics {
            changes.names(old, new, topic, &passed);
            changes.there(old, new, topic);
        }
        changes.entries(old, new);
        changes
    }

    fn names(&mut self, old: &Content, new: &Content, topic: Topic, passed: &HashSet<Arc<str>>) {
        let (before, after) = (old.names(topic), new.names(topic));
        let (was, is): (HashSet<&str>, HashSet<&str>) =
            (before.iter().map(|(name, _)| *name).collect(), after.iter().map(|(name, _)| *name).collect());
        for (name, folded) in before.iter().chain(&after) {
            if passed.contains(*folded) || was.contains(name) != is.contains(name) {
                self.names.insert(name.trim().to_owned(), Arc::clone(folded));
            }
        }
    }

    fn there(&mut self, old: &Content, new: &Content, topic: Topic) {
        if let (Some(id), None) | (None, Some(id)) = (old.id(topic), new.id(topic)) {
            self.answers.insert(Question::name(&fold(id)));
            self.ids.insert(fold(id));
        }
    }

    /// Records, paragraphs, headings and paths.
    fn entries(&mut self, old: &Content, new: &Content) {
        for id in self.touched.entries.union(&self.touched.texts).copied().collect::<Vec<_>>() {
            let (before, after) = (old.entry(id), new.entry(id));
            let called: BTreeSet<String> =
                [before, after].into_iter().flatten().flat_map(|known| known.called()).collect();
            let paragraphs = |known: Option<&Arc<NamedEntry>>| known?.entry.fields.number(Key::Paragraphs);
            let path = |known: Option<&Arc<NamedEntry>>| known.map(|known| known.entry.path.clone());
            let [was, is] = [before, after].map(record_ids);
            for name in &called {
                // What its prose says is not looked at here; it may be any.
                self.answers.insert(Question::headings(name));
                if self.touched.texts.contains(&id) || paragraphs(before) != paragraphs(after) {
                    self.answers.insert(Question::paragraphs(name));
                }
                if path(before) != path(after) {
                    self.answers.insert(Question::name(name));
                }
                self.answers.extend(was.symmetric_difference(&is).map(|record| Question::record(name, record)));
                self.answers.extend((was != is).then(|| Question::records(name)));
            }
        }
    }

    /// Everything that came, went or passed on, folded: what near it is said is to be looked at again.
    pub(super) fn words(&self) -> BTreeSet<&str> {
        self.names.values().map(|name| &**name).chain(self.ids.iter().map(String::as_str)).collect()
    }
}

fn record_ids(known: Option<&Arc<NamedEntry>>) -> BTreeSet<&str> {
    known.iter().flat_map(|known| &known.entry.records).map(|record| record.id.as_str()).collect()
}

/// Takes the names of `topics` from what they were to what they are; gives those that are borne by others than before.
fn pass_on(old: &Content, new: &Content, topics: &BTreeSet<Topic>, bearers: &mut Bearers) -> HashSet<Arc<str>> {
    let mut before: HashMap<Arc<str>, Vec<Topic>> = HashMap::new();
    for (_, name) in topics.iter().flat_map(|topic| old.names(*topic).into_iter().chain(new.names(*topic))) {
        if !name.is_empty() && !before.contains_key(name) {
            let bearers = bearers.entry(Arc::clone(name)).or_default();
            before.insert(Arc::clone(name), bearers.clone());
            bearers.retain(|topic| !topics.contains(topic));
        }
    }
    for topic in topics {
        for (_, name) in new.names(*topic) {
            bearers.entry(Arc::clone(name)).and_modify(|bearers| bearers.push(*topic));
        }
    }
    before.retain(|name, before| {
        let after = bearers.entry(Arc::clone(name)).or_default();
        after.sort_by(|one, other| new.compare(*one, *other));
        after.dedup();
        after.shrink_to_fit();
        let passed = before != after;
        if after.is_empty() {
            bearers.remove(name);
        }
        passed
    });
    before.into_keys().collect()
}
