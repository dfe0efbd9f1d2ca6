//! The sentence of an entry that shows why it holds, for a list of hits. Must never decide what holds.

use std::ops::Range;
use std::sync::Arc;

use super::Query;
use super::ast::{Search, Words};
use super::searched::{any_in, needles};
use crate::entry::{Entry, Key, Record};
use crate::text::fold::{Needle, sentence_among, sentences};
use crate::whole::{
    Dossier, EntryId, EntryText, Sentences, Tie, Topic, View, Where, attached_texts, extra_texts, one_line, own_texts,
    prose_texts, record_texts, record_words, under_key,
};

/// Looks for the sentences of a filter's hits.
pub struct Snippets<'a> {
    pub(super) view: View<'a>,
    pub(super) goals: Arc<[Goal]>,
}

/// One thing that is asked for: a good sentence has it.
pub(super) struct Goal {
    /// As it was written.
    pub(super) asked: Vec<Words>,
    /// Any of these words.
    pub(super) needles: Vec<Needle>,
    /// A tie to one of these.
    pub(super) topics: Vec<Topic>,
}

/// A sentence that might be shown, with what it is tied to where it was found by that.
type Candidate = (String, Option<Topic>);

impl<'a> Snippets<'a> {
    /// Those for the words that the filter asks for, and for the words and names it asks for in a field.
    #[must_use]
    pub fn new(query: &Query, view: View<'a>) -> Self {
        let goals = query.tree.searches().iter().map(|search| Goal::new(search, view.dossier)).collect();
        Self { view, goals }
    }

    /// The sentence of the entry that has the most of what is asked for, with the stretches to be marked; as it is
    /// read. Running text comes first (what the entry says of itself, its prose, its records, the attached text), then
    /// the sentences that are tied to who or what is asked for, then bare keys, the entry's names last: one is shown
    /// anyway. Nothing where the filter asks for no words, or they stand nowhere in a text.
    #[must_use]
    pub fn in_entry(&self, id: EntryId) -> Option<(String, Vec<Range<usize>>)> {
        self.view.passing(|view| Snippets { view, goals: Arc::clone(&self.goals) }.found_in(id))
    }

    fn found_in(&self, id: EntryId) -> Option<(String, Vec<Range<usize>>)> {
        let entry = self.view.dossier.get(id).filter(|_| !self.goals.is_empty())?;
        let of_entry = Sentences::new(self.view, id);
        let is_own = |tie: &&Tie| matches!(tie.at, Where::Own(_));
        let tied = self.tied(id, &of_entry, |tie| !is_own(tie));
        let best = self.best(self.running(id, entry).chain(tied)).or_else(|| {
            let names = own_texts(entry).filter(|text| is_name(text, entry)).flat_map(|text| self.in_text(&text));
            self.best(self.bare(entry).chain(self.tied(id, &of_entry, is_own)).chain(untied(names)))
        })?;
        let text = one_line(&best);
        let marks = marks(self.needles(), &text);
        Some((text, marks))
    }

    /// What is marked in a text: all words that are asked for, by each name that they are found by.
    pub fn needles(&self) -> impl Iterator<Item = &Needle> {
        self.goals.iter().flat_map(|goal| &goal.needles)
    }

    /// The first of those that have most.
    fn best(&self, candidates: impl Iterator<Item = Candidate>) -> Option<String> {
        let mut best: Option<(usize, String)> = None;
        for (text, topic) in candidates {
            let has = self.goals.iter().filter(|goal| goal.is_in(&text, topic)).count();
            if has > best.as_ref().map_or(0, |(most, _)| *most) {
                best = Some((has, text));
            }
            if has == self.goals.len() {
                break;
            }
        }
        best.map(|(_, text)| text)
    }

    /// Running text.
    fn running<'e>(&'e self, id: EntryId, entry: &'e Entry) -> impl Iterator<Item = Candidate> + 'e {
        let own = own_texts(entry).filter(move |text| is_prose(text) && !is_name(text, entry));
        let records =
            entry.records.iter().enumerate().flat_map(move |(index, record)| self.in_record(id, index, record));
        let own_and_prose = own.chain(prose_texts(self.view, id)).flat_map(|text| self.in_text(&text));
        untied(own_and_prose.chain(records).chain(attached_texts(self.view, id).flat_map(|text| self.in_text(&text))))
    }

    /// Keys with what stands under them, but for the names.
    fn bare(&self, entry: &Entry) -> impl Iterator<Item = Candidate> {
        let own = own_texts(entry).filter(move |text| !is_name(text, entry));
        let records = entry.records.iter().enumerate().flat_map(|(index, record)| record_texts(index, record));
        let keys = own.chain(records).filter(|text| !is_prose(text)).chain(extra_texts(entry));
        untied(keys.flat_map(|text| self.in_text(&text)))
    }

    /// The sentences and records that are tied to who or what is asked for, by whatever words.
    fn tied(
        &self,
        id: EntryId,
        of_entry: &Sentences<'_>,
        is_meant: impl Fn(&&Tie) -> bool,
    ) -> impl Iterator<Item = Candidate> {
        let is_asked = |tie: &&Tie| self.goals.iter().any(|goal| goal.topics.contains(&tie.to.topic));
        let ties = self.view.dossier.from(id).iter().filter(is_asked).filter(is_meant);
        ties.filter_map(|tie| Some((of_entry.words(&of_entry.at(&tie.at)?), Some(tie.to.topic))))
    }

    /// A record in words where these bear something that is asked for, else what of it is running text.
    fn in_record(&self, id: EntryId, index: usize, record: &Record) -> Vec<String> {
        let words = record_words(self.view.dossier, id, record);
        if self.needles().any(|needle| needle.is_in(&words)) {
            return vec![words];
        }
        record_texts(index, record).filter(is_prose).flat_map(|text| self.in_text(&text)).collect()
    }

    /// The sentences of a text that have something that is asked for, after the words of its key where it is no running
    /// text.
    fn in_text(&self, text: &EntryText) -> Vec<String> {
        let (key, text) = (text.at.key(), &text.read());
        let borne = self.needles().filter(|needle| any_in(std::slice::from_ref(needle), text));
        let mut places: Vec<usize> = borne.flat_map(|needle| needle.find_in(text)).map(|range| range.start).collect();
        places.sort_unstable();
        let all = if places.is_empty() { Vec::new() } else { sentences(text) };
        let mut ranges: Vec<Range<usize>> = places.into_iter().map(|at| sentence_among(&all, at)).collect();
        ranges.dedup();
        let said = ranges.into_iter().filter_map(|range| text.get(range));
        said.map(|said| key.map_or_else(|| said.to_owned(), |key| under_key(key, said))).collect()
    }
}

fn untied(sentences: impl Iterator<Item = String>) -> impl Iterator<Item = Candidate> {
    sentences.map(|text| (text, None))
}

/// Whether a text is read as it stands: a note of the editors is not.
fn is_prose(text: &EntryText) -> bool {
    text.at.key().is_none_or(|key| key.is_prose() && key != Key::Note)
}

/// Whether a text of the entry's own is one of its names.
fn is_name(text: &EntryText, entry: &Entry) -> bool {
    text.at.key().is_some_and(|key| key == entry.kind.name_key() || key == Key::AlsoKnownAs)
}

impl Goal {
    /// What is asked for by these words; in a field by any name, where they are one.
    fn new(search: &Search<'_>, dossier: &Dossier) -> Self {
        let mut needles: Vec<Needle> = search.words.iter().flat_map(|words| needles(words, dossier)).collect();
        let asked = search.words.to_vec();
        let Some(field) = search.field else { return Self { asked, needles, topics: Vec::new() } };
        let mut topics = Vec::new();
        for topic in field.topics(dossier) {
            let names = dossier.names(topic);
            if names.iter().any(|name| search.words.iter().any(|words| words.needle.is_in(name))) {
                needles.extend(names.into_iter().map(Needle::phrase).filter(|needle| !needle.is_empty()));
                topics.push(topic);
            }
        }
        Self { asked, needles, topics }
    }

    fn is_in(&self, text: &str, topic: Option<Topic>) -> bool {
        topic.is_some_and(|topic| self.topics.contains(&topic)) || any_in(&self.needles, text)
    }
}

/// Where the needles stand, ascending, those that touch or overlap as one.
#[must_use]
pub fn marks<'n>(needles: impl IntoIterator<Item = &'n Needle>, text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = needles.into_iter().flat_map(|needle| needle.find_in(text)).collect();
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
