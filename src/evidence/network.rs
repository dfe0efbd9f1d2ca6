//! Who deals with whom: the ties of the dossier that are such, each with what makes it. Must never take what sorts, quotes
//! or publishes for one, nor a name in passing, unless that is asked for.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::entry::{Body, LinkTarget, Value};
use crate::text::fold::fold;
use crate::value::Reference;
use crate::whole::{Dossier, EntryId, How, Sentences, Spot, Tie, Topic, View, Where, record_words, under_key};

use super::fact::Fact;
use super::support::Standing;

/// The ties that are looked at.
#[derive(Debug, Clone)]
pub struct Network<'a> {
    view: View<'a>,
    /// The facts that may make one; without any set, all.
    kept: Option<HashSet<Fact>>,
    mentions: bool,
}

/// What makes a tie: a record, a key of an entry, or a block of its prose that names the other.
#[derive(Debug, Clone, Copy)]
pub struct Bond<'a> {
    /// The first tie that it makes between the two.
    pub tie: &'a Tie,
    /// The record, or the own keys of the entry.
    pub fact: Fact,
    /// How many witnesses it has.
    pub standing: Standing,
}

impl<'a> Network<'a> {
    /// All ties of the dossier; with mentions also links in its prose and known names in its texts. It must be tied.
    #[must_use]
    pub fn new(view: View<'a>, mentions: bool) -> Self {
        Self { view, kept: None, mentions }
    }

    /// Those alone that one of these facts makes.
    #[must_use]
    pub fn over(self, kept: &[Fact]) -> Self {
        Self { kept: Some(kept.iter().copied().collect()), ..self }
    }

    pub(super) fn dossier(&self) -> &'a Dossier {
        self.view.dossier
    }

    /// To whom a topic is tied, with the ties of both directions.
    #[must_use]
    pub fn around(&self, topic: Topic) -> BTreeMap<Topic, Vec<&'a Tie>> {
        let mut around: BTreeMap<Topic, Vec<&'a Tie>> = BTreeMap::new();
        let from = topic.entry().map_or(&[][..], |id| self.view.dossier.from(id));
        for tie in from.iter().chain(self.view.dossier.to(topic)).filter(|tie| self.holds(tie)) {
            let other = if tie.to.topic == topic { Topic::Entry(tie.from) } else { tie.to.topic };
            around.entry(other).or_default().push(tie);
        }
        around
    }

    /// To whom or to what both are tied, in the order of their names.
    #[must_use]
    pub fn shared(&self, one: Topic, other: Topic) -> Vec<Topic> {
        let (of_one, of_other) = (self.around(one), self.around(other));
        let mut shared: Vec<Topic> = of_one.into_keys().filter(|topic| of_other.contains_key(topic)).collect();
        shared.sort_by_cached_key(|topic| by_name(self.view.dossier, *topic));
        shared
    }

    /// To whom a topic is tied, some maybe more than once.
    pub(super) fn neighbours(&self, topic: Topic) -> Vec<Topic> {
        let from = topic.entry().map_or(&[][..], |id| self.view.dossier.from(id));
        let to = from.iter().filter(|tie| self.holds(tie)).map(|tie| tie.to.topic);
        let of = self.view.dossier.to(topic).into_iter().filter(|tie| self.holds(tie)).map(|tie| tie.from.into());
        to.chain(of).collect()
    }

    fn holds(&self, tie: &Tie) -> bool {
        let is_one = match tie.how {
            How::Field(key) => key.spec().relates,
            // A link to paragraphs is a citation.
            How::Link => self.mentions && tie.to.place.as_ref().is_none_or(|place| place.paragraphs().is_none()),
            How::Mention => self.mentions,
        };
        is_one && self.kept.as_ref().is_none_or(|kept| kept.contains(&fact_of(tie)))
    }

    /// What makes these ties, each once: the best supported first, then in the order of the files.
    #[must_use]
    pub fn bonds(&self, ties: &[&'a Tie]) -> Vec<Bond<'a>> {
        let mut seen = BTreeSet::new();
        let each = ties.iter().filter(|tie| seen.insert(self.reference(tie)));
        let mut bonds: Vec<Bond> = each
            .map(|tie| {
                let fact = fact_of(tie);
                let standing = match tie.at {
                    Where::Prose(_) => Standing::of(usize::from(!self.cites(tie).is_empty())),
                    _ => fact.support(self.view.dossier).standing(),
                };
                Bond { tie, fact, standing }
            })
            .collect();
        bonds.sort_by_cached_key(|bond| (Reverse(bond.standing), place(self.view.dossier, bond)));
        bonds
    }

    /// What makes a tie, as it is written: `companies/amazon#palantir-hosting`, `campaigns/x#targets`; of prose its
    /// entry.
    #[must_use]
    pub fn reference(&self, tie: &Tie) -> String {
        let written = |spot: Spot| self.view.dossier.written(&spot);
        match &tie.at {
            Where::Record(..) => written(fact_of(tie).spot(self.view.dossier)),
            Where::Own(key) => format!("{}#{}", written(Spot::page(tie.from)), key.name()),
            Where::Extra | Where::Prose(_) | Where::Attached(_) => written(Spot::page(tie.from)),
        }
    }

    /// Where it is said, as it is written: by the record and its readings; by the readings of a key, else by the entry;
    /// in the block of prose.
    #[must_use]
    pub fn cites(&self, tie: &Tie) -> Vec<String> {
        let Some(entry) = self.view.dossier.get(tie.from) else { return Vec::new() };
        let cites: Vec<String> = match &tie.at {
            Where::Record(index, _) => {
                let record = entry.records.get(*index);
                record.into_iter().flat_map(|it| it.sources()).map(|at| self.cite(tie.from, &at.value)).collect()
            }
            Where::Own(key) => {
                let shown = entry.fields.get(*key).map(Value::shown).unwrap_or_default();
                let own: Vec<String> =
                    shown.iter().flat_map(|said| said.cites).map(|at| self.cite(tie.from, &at.value)).collect();
                let of_entry = || entry.fields.cites().map(|at| self.cite(tie.from, &at.value)).collect();
                if own.is_empty() { of_entry() } else { own }
            }
            Where::Prose(at) => self.view.passing(|view| {
                let references = view.body(tie.from).map(|body| cited(body, at.prose())).unwrap_or_default();
                references.iter().map(|reference| self.cite(tie.from, reference)).collect()
            }),
            Where::Extra | Where::Attached(_) => Vec::new(),
        };
        let mut seen = HashSet::new();
        cites.into_iter().filter(|cite| seen.insert(cite.clone())).collect()
    }

    /// What is said there, in one line: the record in words, the key with whom it names, the sentence of a prose.
    #[must_use]
    pub fn words(&self, tie: &Tie) -> String {
        let dossier = self.view.dossier;
        match &tie.at {
            Where::Record(..) => {
                let record = fact_of(tie).record_in(dossier);
                record.map(|record| record_words(dossier, tie.from, record)).unwrap_or_default()
            }
            Where::Own(key) if matches!(tie.how, How::Field(_)) => under_key(*key, dossier.name(tie.to.topic)),
            at => self.view.passing(|view| {
                let sentences = Sentences::new(view, tie.from);
                sentences.at(at).map(|sentence| sentences.words(&sentence)).unwrap_or_default()
            }),
        }
    }

    /// A citation as it is written; one that names no entry is of its own.
    fn cite(&self, from: EntryId, reference: &Reference) -> String {
        if reference.name.is_some() {
            return reference.to_string();
        }
        self.view.dossier.written(&Spot { topic: from.into(), place: reference.place.clone() })
    }
}

/// The fact that makes a tie: what is said in prose is said by the entry.
fn fact_of(tie: &Tie) -> Fact {
    match tie.at {
        Where::Record(index, _) => Fact::record(tie.from, index),
        Where::Own(_) | Where::Extra | Where::Prose(_) | Where::Attached(_) => Fact::own(tie.from),
    }
}

/// The citations in the prose of that number.
fn cited(body: &Body, number: usize) -> Vec<Reference> {
    let Some(prose) = body.proses().into_iter().nth(number) else { return Vec::new() };
    let links = prose.runs.iter().filter_map(|run| body.links.get(run.link?));
    let references = links.filter_map(|link| match &link.target {
        LinkTarget::Reference(reference) => Some(reference),
        _ => None,
    });
    references.filter(|to| to.place.as_ref().is_some_and(|place| place.paragraphs().is_some())).cloned().collect()
}

/// In the order of the files: by path, an entry before its records, these as written.
fn place(dossier: &Dossier, bond: &Bond<'_>) -> (String, Option<usize>, usize) {
    let entry = dossier.get(bond.fact.entry);
    let path = entry.map(|entry| entry.path.clone()).unwrap_or_default();
    let record = bond.fact.record_in(dossier).map(|record| record.span.start);
    let own = match bond.tie.at {
        Where::Own(key) => key as usize,
        Where::Prose(at) => usize::MAX / 2 + at.prose(),
        Where::Record(..) | Where::Extra | Where::Attached(_) => 0,
    };
    (path, record, own)
}

/// How a topic is put in order: by its name, then by what it is.
pub(super) fn by_name(dossier: &Dossier, topic: Topic) -> (String, Topic) {
    (fold(dossier.name(topic)), topic)
}
