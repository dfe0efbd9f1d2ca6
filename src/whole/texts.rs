//! Everything an entry says: each text once, with its place, in reading order. The filter, names in texts and sentences
//! read it. Must never decide what is looked for.

mod prose;

use std::borrow::Cow;
use std::ops::Range;

use super::{Dossier, EntryId, Stretch, View, Where};
use crate::entry::{Body, Entry, Fields, Key, Prose, Record, Run, Value};
use crate::value::{Fits, Readings};

use prose::is_read_as_written;
pub use prose::read_prose;

/// One text of an entry.
#[derive(Debug, Clone)]
pub struct EntryText<'a> {
    /// Where it stands.
    pub at: Where,
    /// What it says, as it was written; a value as people read it.
    pub written: Cow<'a, str>,
    /// Whether it is in words, which may name somebody; else it is a name, a date or a figure by itself.
    pub is_words: bool,
    prose: Option<BodyProse<'a>>,
}

/// A prose with what is needed to read it.
#[derive(Debug, Clone, Copy)]
struct BodyProse<'a> {
    dossier: &'a Dossier,
    from: EntryId,
    body: &'a Body,
    prose: &'a Prose,
}

impl EntryText<'_> {
    /// What it says, as it is read: names in place of ids, no citation marks.
    #[must_use]
    pub fn read(&self) -> Cow<'_, str> {
        match &self.prose {
            Some(of) if !is_read_as_written(of.dossier, of.from, of.body, of.prose) => Cow::Owned(of.read().text),
            Some(_) | None => Cow::Borrowed(&self.written),
        }
    }

    /// The stretches of what is written that are links; they ascend.
    pub(super) fn linked(&self) -> Vec<Range<usize>> {
        self.runs().iter().filter(|run| run.link.is_some()).map(|run| run.range.clone()).collect()
    }

    /// The runs of what is written, where it is prose.
    pub(super) fn runs(&self) -> &[Run] {
        self.prose.as_ref().map_or(&[], |of| &of.prose.runs)
    }

    /// As it is read, with the runs one to one.
    pub(super) fn read_prose(&self) -> Prose {
        self.prose.as_ref().map(BodyProse::read).unwrap_or_default()
    }
}

impl BodyProse<'_> {
    fn read(&self) -> Prose {
        read_prose(self.dossier, self.from, self.body, self.prose, &mut |_| String::new())
    }
}

/// Every text of an entry: its own keys, its records with theirs, the owner's keys, its prose, the text attached to it.
pub fn texts(view: View<'_>, id: EntryId) -> impl Iterator<Item = EntryText<'_>> {
    let in_front = view.dossier.get(id).into_iter().flat_map(|entry| {
        let records = entry.records.iter().enumerate().flat_map(|(index, record)| record_texts(index, record));
        own_texts(entry).chain(records).chain(extra_texts(entry))
    });
    in_front.chain(prose_texts(view, id)).chain(attached_texts(view, id))
}

/// What stands under an entry's own keys, but for addresses and codes.
pub fn own_texts(entry: &Entry) -> impl Iterator<Item = EntryText<'_>> {
    field_texts(&entry.fields, Where::Own)
}

/// What stands under the keys of the record of that number.
pub fn record_texts(index: usize, record: &Record) -> impl Iterator<Item = EntryText<'_>> {
    field_texts(&record.fields, move |key| Where::Record(index, key))
}

fn field_texts(fields: &Fields, at: impl Fn(Key) -> Where) -> impl Iterator<Item = EntryText<'_>> {
    fields.iter().filter(|field| field.key.is_text()).flat_map(move |field| {
        let at = at(field.key);
        let said = value_texts(&field.value).into_iter();
        said.map(move |(written, is_words)| EntryText { at: at.clone(), written, is_words, prose: None })
    })
}

/// What the readings of a value say as people read it, each name by itself, and whether that is in words. References
/// and plain numbers say nothing but their sources' words.
#[must_use]
pub fn value_texts(value: &Value) -> Vec<(Cow<'_, str>, bool)> {
    match value {
        Value::Text(readings) => said(readings, true, |text| [text.into()]),
        Value::Names(readings) => said(readings, false, |names| names.iter().map(|name| (&name.value).into())),
        Value::Date(readings) => said(readings, false, |date| [date.to_string().into()]),
        Value::Count(readings) => said(readings, false, |count| [count.to_string().into()]),
        Value::Money(readings) => said(readings, false, |money| [money.to_string().into()]),
        Value::References(readings) => said(readings, false, |_| []),
        Value::Number(readings) => said(readings, false, |_| []),
    }
}

fn said<'a, T: Fits, S: IntoIterator<Item = Cow<'a, str>>>(
    readings: &'a Readings<T>,
    in_words: bool,
    say: impl Fn(&'a T) -> S,
) -> Vec<(Cow<'a, str>, bool)> {
    let mut found = Vec::new();
    for reading in readings {
        found.extend(reading.value.iter().flat_map(&say).map(|value| (value, in_words)));
        found.extend(reading.words.as_deref().map(|words| (words.into(), true)));
    }
    found
}

/// What the owner's own keys say, part by part.
pub fn extra_texts(entry: &Entry) -> impl Iterator<Item = EntryText<'_>> {
    let mut left: Vec<&toml::Value> = entry.extra.values().rev().collect();
    let leaves = std::iter::from_fn(move || {
        loop {
            match left.pop()? {
                toml::Value::Array(items) => left.extend(items.iter().rev()),
                toml::Value::Table(table) => left.extend(table.values().rev()),
                toml::Value::String(text) => return Some(Cow::Borrowed(text.as_str())),
                toml::Value::Datetime(date) => return Some(date.to_string().into()),
                toml::Value::Integer(number) => return Some(number.to_string().into()),
                toml::Value::Float(number) => return Some(number.to_string().into()),
                toml::Value::Boolean(truth) => return Some(truth.to_string().into()),
            }
        }
    });
    leaves.map(|written| EntryText { at: Where::Extra, written, is_words: false, prose: None })
}

/// The prose of an entry; none where it is not here yet.
pub fn prose_texts(view: View<'_>, id: EntryId) -> impl Iterator<Item = EntryText<'_>> {
    view.body(id).into_iter().flat_map(move |body| {
        body.proses().into_iter().enumerate().map(move |(number, prose)| EntryText {
            at: Where::Prose(Stretch::new(number, &(0..prose.text.len()))),
            written: Cow::Borrowed(&prose.text),
            is_words: true,
            prose: Some(BodyProse { dossier: view.dossier, from: id, body, prose }),
        })
    })
}

/// The paragraphs of the text that is attached to an article; none where it is not here yet.
pub fn attached_texts(view: View<'_>, id: EntryId) -> impl Iterator<Item = EntryText<'_>> {
    let paragraphs = view.attached(id).unwrap_or_default().iter().enumerate();
    paragraphs.map(|(number, text)| EntryText {
        at: Where::Attached(number),
        written: text.into(),
        is_words: true,
        prose: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::EntryKind;
    use crate::fixture;

    const ARTICLE: &str = r#"+++
title = "Title"
authors = ["Ann", "Bob"]
date = [{ value = "2018-06", words = "in June", cites = ["a#¶1"] }]
url = "https://example.org"
companies = [{ words = "all of them", cites = ["a#¶1"] }]

[[figures]]
title = "Tents"
count = 1495

[extra]
parts = ["x", 2]
+++

# Head

Of [[acme]] and [[acme|them]], [[a#¶1]] as [they](https://example.org) say[^1].

[^1]: Note.
"#;

    #[test]
    fn all_that_an_entry_says_is_read_once_in_order() {
        let (dossier, bodies) = fixture::made_of(&[
            ("articles/a.md", ARTICLE),
            ("companies/acme.md", "+++\nname = \"Acme\"\n+++\n"),
            ("texts/a.md", "One.\n\nTwo.\n"),
        ]);
        let id = dossier.find(EntryKind::Article, "a").unwrap();
        let all: Vec<EntryText> = texts(View::new(&dossier, &bodies), id).collect();
        let read: Vec<(String, bool)> = all.iter().map(|text| (text.read().into_owned(), text.is_words)).collect();
        let expected = [
            ("Title", true),
            ("Ann", false),
            ("Bob", false),
            ("June 2018", false),
            ("in June", true),
            ("all of them", true),
            ("Tents", true),
            ("1,495", false),
            ("x", false),
            ("2", false),
            ("Head", true),
            ("Of Acme and them, as they say.", true),
            ("Note.", true),
            ("One.", true),
            ("Two.", true),
        ];
        assert_eq!(read, expected.map(|(text, is_words)| (text.to_owned(), is_words)));
        let places: Vec<Option<Key>> = all.iter().map(|text| text.at.key()).collect();
        assert_eq!(places[..2], [Some(Key::Title), Some(Key::Authors)]);
        assert_eq!(all[7].at, Where::Record(0, Key::Count));
        assert_eq!((&all[8].at, &all[14].at), (&Where::Extra, &Where::Attached(1)));
        let prose = &all[11];
        let linked: Vec<&str> = prose.linked().into_iter().map(|range| prose.written.get(range).unwrap()).collect();
        assert_eq!(linked, ["acme", "them", "a#¶1", "they", "[^1]"]);
    }
}
