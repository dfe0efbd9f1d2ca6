//! Looking things up in a dossier: lists, entries, terms, names, ties. Must never change it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{Dossier, EntryId, Resolution, Spot, TermId, Tie, Topic, names, propose};
use crate::entry::{Cover, Entry, EntryKind, Term};
use crate::problem::Problem;
use crate::value::{Reference, TargetKind, is_id};

impl Dossier {
    /// The cover; an empty one where there is none.
    #[must_use]
    pub fn cover(&self) -> &Cover {
        static NONE: std::sync::LazyLock<Cover> = std::sync::LazyLock::new(Cover::default);
        self.content.cover.as_deref().unwrap_or(&NONE)
    }

    /// The cover's title, else the folder's name.
    #[must_use]
    pub fn title(&self) -> &str {
        match self.cover().title() {
            "" => &self.folder,
            title => title,
        }
    }

    /// The entries of a kind: articles and campaigns by date, companies by name; undated after dated, broken last.
    #[must_use]
    pub fn list(&self, kind: EntryKind) -> &[EntryId] {
        &self.lists[kind.index()]
    }

    /// Every entry: articles, companies, campaigns, each in the order of its list.
    pub fn ids(&self) -> impl Iterator<Item = EntryId> {
        self.lists.iter().flatten().copied()
    }

    /// The entry; none where its file is gone.
    #[must_use]
    pub fn get(&self, id: EntryId) -> Option<&Entry> {
        self.content.entry(id).map(|known| &known.entry)
    }

    /// Every entry with its number, in the order of [`Dossier::ids`].
    pub fn entries(&self) -> impl Iterator<Item = (EntryId, &Entry)> {
        self.ids().filter_map(|id| Some((id, self.get(id)?)))
    }

    /// The entry of that kind and id.
    #[must_use]
    pub fn find(&self, kind: EntryKind, id: &str) -> Option<EntryId> {
        let found = *self.content.handed_out(kind).get(id)?;
        self.get(found).map(|_| found)
    }

    /// The terms, as the cover has them.
    pub fn terms(&self) -> impl Iterator<Item = (TermId, &Term)> {
        self.content.terms()
    }

    /// Whatever has a page: the entries in the order of the lists, then the terms.
    pub fn topics(&self) -> impl Iterator<Item = Topic> {
        self.ids().map(Topic::Entry).chain(self.terms().map(|(id, _)| Topic::Term(id)))
    }

    /// The term; none where the cover has changed.
    #[must_use]
    pub fn term(&self, id: TermId) -> Option<&Term> {
        self.content.term(id)
    }

    /// What people call it.
    #[must_use]
    pub fn name(&self, topic: Topic) -> &str {
        match topic {
            Topic::Entry(id) => self.get(id).map_or("", Entry::name),
            Topic::Term(id) => self.term(id).map_or("", Term::name),
        }
    }

    /// Every name it goes by, its own first.
    #[must_use]
    pub fn names(&self, topic: Topic) -> Vec<&str> {
        match topic {
            Topic::Entry(id) => self.get(id).map_or_else(Vec::new, |entry| entry.names().collect()),
            Topic::Term(id) => self.term(id).map_or_else(Vec::new, |term| term.names().collect()),
        }
    }

    /// How to write it as a reference: its id, with its kind where another is called the same.
    #[must_use]
    pub fn short_reference(&self, topic: Topic) -> Reference {
        let (kind, id) = self.kind_and_id(topic);
        let plain = Reference { kind: None, implied: None, name: Some(id.to_owned()), place: None };
        match self.resolve(&plain, None) {
            Resolution::One(spot) if spot.topic == topic => plain,
            Resolution::One(_) | Resolution::Several(_) | Resolution::Nothing => {
                Reference { kind: Some(kind), ..plain }
            }
        }
    }

    /// What it is called in a reference: `articles`, `amazon-profits`.
    #[must_use]
    pub fn kind_and_id(&self, topic: Topic) -> (TargetKind, &str) {
        match topic {
            Topic::Entry(id) => self.get(id).map_or((TargetKind::Article, ""), |entry| (entry.kind.into(), &*entry.id)),
            Topic::Term(id) => (TargetKind::Term, self.term(id).map_or("", |term| &*term.id)),
        }
    }

    /// Everything that is wrong, by path and place.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Where a reference leads; `from` is the entry it stands in, which `#…` alone means.
    #[must_use]
    pub fn resolve(&self, reference: &Reference, from: Option<EntryId>) -> Resolution {
        names::resolve(self, reference, from)
    }

    /// The nearest known way to write a reference that leads to nothing. It compares with every name there is.
    #[must_use]
    pub fn nearest(&self, reference: &Reference, from: Option<EntryId>) -> Option<String> {
        propose::nearest_known(self, reference, from)
    }

    /// Who or what bears that name, if it is known: an entry before a term.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<Topic> {
        names::named(self, name, None).filter(|spot| spot.place.is_none()).map(|spot| spot.topic)
    }

    /// Where a name leads that stands in the entry `from`: to who or what bears it, or to the record or the paragraphs,
    /// where it is a reference to them.
    #[must_use]
    pub fn named_place(&self, name: &str, from: EntryId) -> Option<Spot> {
        names::named(self, name, Some(from))
    }

    /// A name as it was written; an id as the name of what bears it.
    #[must_use]
    pub fn in_full<'n>(&self, name: &'n str, from: EntryId) -> Cow<'n, str> {
        let named = self.named_place(name, from).filter(|spot| spot.place.is_none() && is_id(name));
        let named = named.filter(|spot| !self.names(spot.topic).contains(&name));
        named.map_or(Cow::Borrowed(name), |spot| Cow::Owned(self.name(spot.topic).to_owned()))
    }

    /// What the entry refers to or mentions, in reading order. Nothing before the dossier is finished.
    #[must_use]
    pub fn from(&self, id: EntryId) -> &[Tie] {
        self.index.from(id)
    }

    /// What refers to it or mentions it, in the order of the lists. Nothing before the dossier is finished.
    #[must_use]
    pub fn to(&self, topic: Topic) -> Vec<&Tie> {
        self.index.to(topic).collect()
    }

    /// How many entries refer to it or mention it.
    #[must_use]
    pub fn referrers(&self, topic: Topic) -> usize {
        self.index.referrers(topic)
    }

    /// The topic's own entry, everything that is tied to it, everything it is tied to.
    #[must_use]
    pub fn related(&self, topic: Topic) -> BTreeSet<EntryId> {
        let mut found: BTreeSet<EntryId> = self.to(topic).into_iter().map(|tie| tie.from).collect();
        if let Topic::Entry(id) = topic {
            found.insert(id);
            found.extend(self.from(id).iter().filter_map(|tie| tie.to.entry()));
        }
        found
    }
}
