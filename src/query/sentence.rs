//! The sentence of an entry that shows why it holds, for a list of hits. Must never decide what holds.

use std::ops::Range;

use super::Query;
use super::ast::{EntryLeaf, RecordLeaf, Tree, Wanted, Words};
use super::fields::{FieldHelp, Of, RecordField};
use super::searched::{any_in, needles};
use crate::entry::{Entry, Key, Record, Term};
use crate::text::fold::{Needle, sentence_among, sentences};
use crate::whole::{
    Dossier, EntryId, EntryText, Tie, Topic, View, Where, attached_texts, extra_texts, own_texts, prose_texts,
    record_texts, record_words, sentence,
};

/// Looks for the sentences of a filter's hits.
pub struct Sentences<'a> {
    view: View<'a>,
    sought: Vec<Sought>,
}

/// One thing that is asked for: a good sentence has it.
struct Sought {
    /// Any of these words.
    needles: Vec<Needle>,
    /// A tie to one of these.
    topics: Vec<Topic>,
}

/// A sentence that might be shown.
struct Candidate {
    text: String,
    /// What it is tied to where it stands.
    topic: Option<Topic>,
}

impl Candidate {
    fn of(text: String) -> Self {
        Self { text, topic: None }
    }
}

impl<'a> Sentences<'a> {
    /// Those for the words that the filter asks for, and for the words and names it asks for in a field.
    #[must_use]
    pub fn of(query: &Query, view: View<'a>) -> Self {
        let mut sought = Vec::new();
        collect(&query.tree, view.dossier, &mut sought);
        Self { view, sought }
    }

    /// The sentence of the entry that has the most of what is asked for, with the stretches to be marked; as it is read.
    /// Running text comes first (what the entry says of itself, its prose, its records, the attached text), then the
    /// sentences that are tied to who or what is asked for, then bare keys, the entry's names last: one is shown anyway.
    /// Nothing where the filter asks for no words, or they stand nowhere in a text.
    #[must_use]
    pub fn in_entry(&self, id: EntryId) -> Option<(String, Vec<Range<usize>>)> {
        let entry = self.view.dossier.get(id).filter(|_| !self.sought.is_empty())?;
        let best = self.best(self.read(id, entry).chain(self.tied(id))).or_else(|| self.best(self.bare(id, entry)))?;
        let text = best.split_whitespace().collect::<Vec<_>>().join(" ");
        let marks = marks(self.needles(), &text);
        Some((text, marks))
    }

    fn needles(&self) -> impl Iterator<Item = &Needle> {
        self.sought.iter().flat_map(|sought| &sought.needles)
    }

    /// The first of those that have most.
    fn best(&self, candidates: impl Iterator<Item = Candidate>) -> Option<String> {
        let mut best: Option<(usize, String)> = None;
        for candidate in candidates {
            let has = self.sought.iter().filter(|sought| sought.is_in(&candidate)).count();
            if has > best.as_ref().map_or(0, |(most, _)| *most) {
                best = Some((has, candidate.text));
            }
            if has == self.sought.len() {
                break;
            }
        }
        best.map(|(_, text)| text)
    }

    /// Running text.
    fn read<'e>(&'e self, id: EntryId, entry: &'e Entry) -> impl Iterator<Item = Candidate> + 'e {
        let own = own_texts(entry).filter(|text| is_prose(text) && text.at.key() != Some(entry.kind.name_key()));
        let records = entry.records.iter().enumerate().flat_map(|(index, record)| self.in_record(index, record));
        own.chain(prose_texts(self.view, id))
            .flat_map(|text| self.in_text(&text))
            .chain(records)
            .chain(attached_texts(self.view, id).flat_map(|text| self.in_text(&text)))
            .map(Candidate::of)
    }

    /// Sentences and records that are tied to who or what is asked for, by whatever words.
    fn tied(&self, id: EntryId) -> impl Iterator<Item = Candidate> {
        let ties = self.ties(id).filter(|tie| !matches!(tie.at, Where::Own(_)));
        ties.map(|tie| self.at(tie))
    }

    fn ties(&self, id: EntryId) -> impl Iterator<Item = &Tie> {
        let is_asked = |tie: &&Tie| self.sought.iter().any(|sought| sought.topics.contains(&tie.to.topic));
        self.view.dossier.from(id).iter().filter(is_asked)
    }

    fn at(&self, tie: &Tie) -> Candidate {
        Candidate { text: sentence(self.view, tie), topic: Some(tie.to.topic) }
    }

    /// Keys with what stands under them.
    fn bare<'e>(&'e self, id: EntryId, entry: &'e Entry) -> impl Iterator<Item = Candidate> + 'e {
        let is_name =
            |text: &EntryText| text.at.key().is_some_and(|key| key == entry.kind.name_key() || key == Key::AlsoKnownAs);
        let own = own_texts(entry).filter(move |text| !is_name(text));
        let records = entry.records.iter().enumerate().flat_map(|(index, record)| record_texts(index, record));
        let keys = own.chain(records).filter(|text| !is_prose(text)).chain(extra_texts(entry));
        let names = own_texts(entry).filter(move |text| is_name(text));
        keys.flat_map(|text| self.in_text(&text))
            .map(Candidate::of)
            .chain(self.ties(id).filter(|tie| matches!(tie.at, Where::Own(_))).map(|tie| self.at(tie)))
            .chain(names.flat_map(|text| self.in_text(&text)).map(Candidate::of))
    }

    /// A record in words where these bear something that is asked for, else what of it is running text.
    fn in_record(&self, index: usize, record: &Record) -> Vec<String> {
        let words = record_words(record);
        if self.needles().any(|needle| needle.is_in(&words)) {
            return vec![words];
        }
        record_texts(index, record).filter(is_prose).flat_map(|text| self.in_text(&text)).collect()
    }

    /// The sentences of a text that have something that is asked for, after the words of its key where it is no running text.
    fn in_text(&self, text: &EntryText) -> Vec<String> {
        let key = text.at.key().filter(|key| !key.is_prose());
        let text = &text.read();
        let borne = self.needles().filter(|needle| any_in(std::slice::from_ref(needle), text));
        let mut places: Vec<usize> = borne.flat_map(|needle| needle.find_in(text)).map(|range| range.start).collect();
        places.sort_unstable();
        let all = if places.is_empty() { Vec::new() } else { sentences(text) };
        let mut ranges: Vec<Range<usize>> = places.into_iter().map(|at| sentence_among(&all, at)).collect();
        ranges.dedup();
        let said = ranges.into_iter().filter_map(|range| text.get(range));
        said.map(|said| key.map_or_else(|| said.to_owned(), |key| format!("{}: {said}", key.words()))).collect()
    }
}

/// Whether a text is read as it stands.
fn is_prose(text: &EntryText) -> bool {
    text.at.key().is_none_or(Key::is_prose)
}

impl Sought {
    fn is_in(&self, candidate: &Candidate) -> bool {
        candidate.topic.is_some_and(|topic| self.topics.contains(&topic)) || any_in(&self.needles, &candidate.text)
    }
}

fn collect(tree: &Tree<EntryLeaf>, dossier: &Dossier, found: &mut Vec<Sought>) {
    for leaf in tree.asked() {
        match leaf {
            EntryLeaf::Words(words) => found.push(Sought::words(words, dossier)),
            EntryLeaf::Field(field, Wanted::Words(words)) if field.is_of_text() => {
                found.push(Sought::named(field, words, dossier));
            }
            EntryLeaf::Field(..) => {}
            EntryLeaf::Record(_, inside) => found.extend(inside.asked().into_iter().filter_map(|leaf| match leaf {
                RecordLeaf::Words(words) => Some(Sought::words(words, dossier)),
                RecordLeaf::Field(RecordField::Own(_), Wanted::Words(words)) => Some(Sought::any(words, dossier)),
                RecordLeaf::Field(..) => None,
            })),
            EntryLeaf::View(view) => collect(&view.tree, dossier, found),
        }
    }
}

impl Sought {
    fn words(words: &Words, dossier: &Dossier) -> Self {
        Self { needles: needles(words, dossier), topics: Vec::new() }
    }

    fn any(words: &[Words], dossier: &Dossier) -> Self {
        Self { needles: words.iter().flat_map(|words| needles(words, dossier)).collect(), topics: Vec::new() }
    }

    /// What is asked for in a field: by any name where it is a name.
    fn named(field: &FieldHelp, words: &[Words], dossier: &Dossier) -> Self {
        let mut sought = Self::any(words, dossier);
        for topic in dossier.topics().filter(|topic| is_of(field, *topic, dossier)) {
            let names = dossier.names(topic);
            if names.iter().any(|name| words.iter().any(|words| words.needle.is_in(name))) {
                sought.needles.extend(names.into_iter().map(Needle::phrase).filter(|needle| !needle.is_empty()));
                sought.topics.push(topic);
            }
        }
        sought
    }
}

/// Whether the field asks for ties to such topics.
fn is_of(field: &FieldHelp, topic: Topic, dossier: &Dossier) -> bool {
    let kind_of = |id| dossier.get(id).map(|entry| entry.kind);
    let term_of = |id| dossier.term(id).map(Term::kind);
    matches!((field.of, topic), (Of::TiedEntry(kind), Topic::Entry(id)) if kind_of(id) == Some(kind))
        || matches!((field.of, topic), (Of::TiedTerm(kind, _), Topic::Term(id)) if kind.is_none() || term_of(id) == kind)
}

/// Where the needles stand, ascending, those that touch or overlap as one.
fn marks<'n>(needles: impl Iterator<Item = &'n Needle>, text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = needles.flat_map(|needle| needle.find_in(text)).collect();
    found.sort_by_key(|range| (range.start, range.end));
    let mut marks: Vec<Range<usize>> = Vec::new();
    for range in found {
        match marks.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => marks.push(range),
        }
    }
    marks
}
