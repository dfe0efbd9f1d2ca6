//! The sentences of one entry, found by what stands in them. Must never decide which of them is shown.

mod cells;
mod record;

use std::cell::OnceCell;
use std::ops::Range;

use super::texts::{EntryText, prose_texts};
use super::{Dossier, EntryId, Stretch, View, Where};
use crate::entry::{Entry, Key, Prose};
use crate::text::fold::{sentence_among, sentences};

use cells::{CellWithHead, Cells};
pub use record::{RecordSentence, record_words};

/// A longer cell of a table says its own sentences, whatever stands beside it. In bytes.
const LONGEST_CELL: usize = 512;

/// The sentences of one entry: each prose is read and divided once, when it is asked for.
#[derive(Debug)]
pub struct Sentences<'a> {
    dossier: &'a Dossier,
    id: EntryId,
    proses: Vec<(EntryText<'a>, OnceCell<ProseSentences>)>,
    cells: Cells,
    /// For each prose the last one, itself or before it, that says anything.
    spoken: OnceCell<Vec<Option<usize>>>,
}

/// Which sentence of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sentence {
    /// A key of the entry with what stands under it.
    Own(Key),
    /// The record of that number, in words.
    Record(usize),
    /// These bytes of the prose of that number, as it is read.
    Prose(usize, Range<usize>),
    /// The cell that is the prose of that number, with what it is of.
    Cell(usize),
    /// The row of a table that begins with the cell of that number.
    Row(usize),
}

impl<'a> Sentences<'a> {
    /// The sentences of that entry.
    #[must_use]
    pub fn new(view: View<'a>, id: EntryId) -> Self {
        Self {
            dossier: view.dossier,
            id,
            proses: prose_texts(view, id).map(|text| (text, OnceCell::new())).collect(),
            cells: view.body(id).map(|body| Cells::of(&body.blocks)).unwrap_or_default(),
            spoken: OnceCell::new(),
        }
    }

    /// The sentence at that place; where a prose is a mark alone, the last one before it. None under the
    /// owner's keys and in the attached text: nothing is tied there.
    #[must_use]
    pub fn at(&self, at: &Where) -> Option<Sentence> {
        match at {
            Where::Own(key) => Some(Sentence::Own(*key)),
            Where::Record(index, _) => Some(Sentence::Record(*index)),
            Where::Prose(at) => self.in_table(at.prose()).or_else(|| self.in_prose(*at)),
            Where::Extra | Where::Attached(_) => None,
        }
    }

    /// What the sentence says, in one line, as it is read.
    #[must_use]
    pub fn words(&self, sentence: &Sentence) -> String {
        let entry = self.dossier.get(self.id);
        match sentence {
            Sentence::Own(key) => entry.map(|entry| own_words(entry, *key)).unwrap_or_default(),
            Sentence::Record(index) => {
                let record = entry.and_then(|entry| entry.records.get(*index));
                record.map(|record| record_words(self.dossier, self.id, record)).unwrap_or_default()
            }
            Sentence::Prose(number, range) => {
                let text = self.divided(*number).and_then(|prose| prose.read.text.get(range.clone()));
                text.map(one_line).unwrap_or_default()
            }
            Sentence::Cell(number) => self.told(&self.cells.read(*number, false)),
            Sentence::Row(first) => self.told(&self.cells.read(*first, true)),
        }
    }

    fn in_prose(&self, at: Stretch) -> Option<Sentence> {
        let (text, _) = self.proses.get(at.prose())?;
        let here = self.divided(at.prose())?;
        if !here.sentences.is_empty() {
            return Some(Sentence::Prose(at.prose(), here.sentence(text, at.range().start)));
        }
        let before = (*self.spoken().get(at.prose())?)?;
        Some(Sentence::Prose(before, self.divided(before)?.sentences.last()?.clone()))
    }

    /// A short cell says nothing without those beside it: the first of a row and one that is a mark alone what the
    /// whole row does.
    fn in_table(&self, number: usize) -> Option<Sentence> {
        self.short(number).filter(|_| self.cells.has(number))?;
        Some(match self.cells.row(number) {
            Some(row) if row.start == number || self.whole(number).is_empty() => Sentence::Row(row.start),
            Some(_) | None => Sentence::Cell(number),
        })
    }

    /// Cells in one line, each after the one that says what it is of.
    fn told(&self, cells: &[CellWithHead]) -> String {
        let said = cells.iter().map(|(head, cell)| {
            let head = head.map(|head| self.whole(head)).unwrap_or_default();
            headed(&head, self.whole(*cell))
        });
        joined(said)
    }

    /// The whole prose of that number, as it is read; nothing where it is longer than a cell that is read with others.
    fn whole(&self, number: usize) -> String {
        self.short(number).map(|text| one_line(&text.read())).unwrap_or_default()
    }

    /// The prose of that number, where it is no longer than a cell that is read with others.
    fn short(&self, number: usize) -> Option<&EntryText<'a>> {
        self.proses.get(number).map(|(text, _)| text).filter(|text| text.written.len() <= LONGEST_CELL)
    }

    fn divided(&self, number: usize) -> Option<&ProseSentences> {
        let (text, divided) = self.proses.get(number)?;
        Some(divided.get_or_init(|| ProseSentences::of(text)))
    }

    fn spoken(&self) -> &[Option<usize>] {
        self.spoken.get_or_init(|| {
            let last = self.proses.iter().enumerate().scan(None, |last, (number, (text, _))| {
                if !text.read().trim().is_empty() {
                    *last = Some(number);
                }
                Some(*last)
            });
            last.collect()
        })
    }
}

/// A prose as it is read, with its sentences.
#[derive(Debug)]
struct ProseSentences {
    read: Prose,
    sentences: Vec<Range<usize>>,
}

impl ProseSentences {
    fn of(text: &EntryText<'_>) -> Self {
        let read = text.read_prose();
        Self { sentences: sentences(&read.text), read }
    }

    /// The sentence at that byte of what is written, as bytes of what is read.
    fn sentence(&self, text: &EntryText<'_>, at: usize) -> Range<usize> {
        let written = text.runs();
        let run = written.partition_point(|run| run.range.end <= at).min(written.len().saturating_sub(1));
        let before = written.get(run).map_or(0, |run| at - run.range.start.min(at));
        let at = self.read.runs.get(run).map_or(0, |run| (run.range.start + before).min(run.range.end));
        sentence_among(&self.sentences, at)
    }
}

fn own_words(entry: &Entry, key: Key) -> String {
    let value = entry.fields.get(key).map(|value| value.first().text).unwrap_or_default();
    under_key(key, &value)
}

/// What stands under a key: after the words of the key, where it is no running text or but a note of the editors.
#[must_use]
pub fn under_key(key: Key, text: &str) -> String {
    if key.is_prose() && key != Key::Note { text.to_owned() } else { format!("{}: {text}", key.words()) }
}

/// A text with a space for each run of white space, and none around it.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text after what it is of; nothing where there is no text.
#[must_use]
pub fn headed(head: &str, text: String) -> String {
    if head.is_empty() || text.is_empty() { text } else { format!("{head}: {text}") }
}

/// Those that say something, in one line.
#[must_use]
pub fn joined(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use crate::whole::{Dossier, How, Topic};

    const ARTICLE: &str = r#"+++
title = "Title"
summary = "Of Acme."
companies = ["acme"]

[[statements]]
speaker = "Acme"
text = "Said so."
+++

Acme sells. Bolt buys from Acme, and Acme pays.

[[acme#deal]] [[other#¶1]]

[[other#¶2]]

| who | what |
|---|---|
| Acme | walls |
| [[other#¶3]] | Acme LONG |
"#;

    /// The sentences at the places of all ties to one topic, in reading order, each said once in a row.
    fn said(dossier: &Dossier, sentences: &Sentences<'_>, from: EntryId, to: Topic) -> Vec<String> {
        let ties = dossier.from(from).iter().filter(|tie| tie.to.topic == to);
        let mut found: Vec<Sentence> = ties.map(|tie| sentences.at(&tie.at).unwrap()).collect();
        found.dedup();
        found.iter().map(|sentence| sentences.words(sentence)).collect()
    }

    #[test]
    fn every_tie_stands_in_a_sentence() {
        let long = "walls ".repeat(LONGEST_CELL / 6);
        let (dossier, bodies) = fixture::made_of(&[
            ("articles/a.md", &ARTICLE.replace("LONG", &long)),
            ("articles/other.md", "+++\ntitle = \"Other\"\nparagraphs = 3\n+++\n"),
            ("companies/acme.md", "+++\nname = \"Acme\"\n[[contracts]]\nid = \"deal\"\nwith = \"x\"\n+++\n"),
        ]);
        let view = View::new(&dossier, &bodies);
        let id = |kind, name| dossier.find(kind, name).unwrap();
        let from = id(crate::entry::EntryKind::Article, "a");
        let sentences = Sentences::new(view, from);
        let acme = Topic::Entry(id(crate::entry::EntryKind::Company, "acme"));
        let long_cell = format!("Acme {}", long.trim());
        let expected = [
            "companies: acme",
            "Acme: Said so.",
            "Acme",
            "Of Acme.",
            "Acme sells.",
            "Bolt buys from Acme, and Acme pays.",
            "Acme · what: walls",
            &long_cell,
        ];
        assert_eq!(said(&dossier, &sentences, from, acme), expected);
        let other = Topic::Entry(id(crate::entry::EntryKind::Article, "other"));
        assert_eq!(said(&dossier, &sentences, from, other), ["Acme", ""]);
        assert!(dossier.from(from).iter().any(|tie| tie.how == How::Link));
        assert_eq!(sentences.at(&Where::Extra), None);
        assert_eq!(sentences.at(&Where::Attached(0)), None);
    }
}
