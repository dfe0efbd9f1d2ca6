//! A card: one fact with every key, every reading, who says so and where. Must never leave a reading out.

use crate::entry::{Entry, Fields, Key, Record, RecordKind, Shape, TextKind, Value, record_keys};
use crate::value::{Agreement, Place};
use crate::whole::{EntryId, Spot, Tie, Topic};

use super::draft::Draft;
use super::facts::{extra, extra_label, pair};
use super::said::{Said, according_to};
use super::words::{self, DOT};
use super::{Opens, Pair, Role, Text};

pub(super) fn write(draft: &mut Draft, id: EntryId, entry: &Entry, place: &Place) {
    match place {
        Place::Record(record) => match entry.record(record) {
            Some(record) => draft.record_card(id, record),
            None => draft.gone(),
        },
        Place::Key(key) => match Key::from_name(key) {
            Some(key) => draft.key_card(id, entry, key),
            None => draft.gone(),
        },
        Place::Extra(key) => match entry.extra.get_key_value(&**key) {
            Some((key, value)) => draft.extra_card(id, entry, key, value),
            None => draft.gone(),
        },
        Place::Paragraphs(_) | Place::Heading(_) | Place::Prose | Place::References | Place::Sources => draft.gone(),
    }
}

impl Draft<'_> {
    fn record_card(&mut self, id: EntryId, record: &Record) {
        let title = self.card_title(id, record);
        self.title(&title, "", words::one(record.kind));
        let mut pairs = Vec::new();
        for spec in record_keys(record.kind) {
            let value = record.fields.get(spec.key).filter(|_| !matches!(spec.key, Key::Cites | Key::Note));
            pairs.extend(value.map(|value| self.card_pair(id, spec.key, spec.shape, value)));
        }
        pairs.extend(self.sources_pair(id, &record.fields));
        pairs.extend(open_pair(record));
        pairs.extend(note_pair(&record.fields, &words::label(Key::Note)));
        pairs.push(self.of_entry(id, Some(&record.id)));
        self.pairs(pairs);
        let dossier = self.dossier;
        let here = |tie: &&Tie| tie.to.place.as_ref().and_then(Place::record_id) == Some(&*record.id);
        let ties: Vec<&Tie> = dossier.to(Topic::Entry(id)).into_iter().filter(here).collect();
        self.references(&ties);
        self.list_sources();
    }

    fn key_card(&mut self, id: EntryId, entry: &Entry, key: Key) {
        let label = words::label(key);
        self.title(&format!("{}: {label}", entry.name()), "", "");
        let shape = crate::entry::entry_keys(entry.kind).iter().find(|spec| spec.key == key).map(|spec| spec.shape);
        let mut pairs = Vec::new();
        match (entry.fields.get(key), shape) {
            (Some(value), Some(shape)) if key != Key::Cites => pairs.push(self.card_pair(id, key, shape, value)),
            (None, _) => pairs.push(pair(&label, vec![Text::new(Role::Dim, key.spec().absent)])),
            (Some(_), _) => {}
        }
        pairs.extend(self.key_sources(id, entry, key));
        pairs.extend(note_pair(&entry.fields, "note on the entry"));
        pairs.push(self.of_entry(id, None));
        self.pairs(pairs);
        self.list_sources();
    }

    /// The entry's sources, as far as they are those of the key: where a reading of it has none of its own.
    fn key_sources(&mut self, id: EntryId, entry: &Entry, key: Key) -> Option<Pair> {
        let value = entry.fields.get(key).filter(|_| key != Key::Cites);
        let asks = value.is_none_or(|value| !value.is_sourced());
        if !asks {
            return None;
        }
        let marks = self.stop_marks(entry.fields.cites(), Some(id));
        if !marks.is_empty() {
            return Some(pair(&words::label(Key::Cites), vec![marks]));
        }
        let unsourced = value.is_some_and(|value| value.shown().iter().all(|reading| reading.cites.is_empty()));
        (unsourced && entry.needs_source(key)).then(unsourced_pair)
    }

    /// One of the owner's own keys, part by part.
    fn extra_card(&mut self, id: EntryId, entry: &Entry, key: &str, value: &toml::Value) {
        let label = extra_label(key);
        self.title(&format!("{}: {label}", entry.name()), "", "");
        let plain = |value: &toml::Value| Text::new(Role::Plain, extra(value));
        let mut pairs = match value {
            toml::Value::Table(table) => {
                table.iter().map(|(key, value)| pair(&extra_label(key), vec![plain(value)])).collect()
            }
            toml::Value::Array(values) => vec![pair(&label, values.iter().map(plain).collect())],
            toml::Value::String(_)
            | toml::Value::Integer(_)
            | toml::Value::Float(_)
            | toml::Value::Boolean(_)
            | toml::Value::Datetime(_) => vec![pair(&label, vec![plain(value)])],
        };
        pairs.push(self.of_entry(id, None));
        self.pairs(pairs);
    }

    /// What a record is called at the head of its card.
    fn card_title(&self, id: EntryId, record: &Record) -> String {
        let first = |key: Key| {
            record.fields.get(key).map(|value| self.said(key, value, id)).and_then(|said| said.into_iter().next())
        };
        let first = |key: Key| first(key).map(|said| said.text);
        let title = match record.kind {
            RecordKind::Contract => {
                first(Key::Title).or_else(|| first(Key::With).map(|with| format!("Contract with {with}")))
            }
            RecordKind::Demand => Some(format!("Asked by {}", self.dossier.name(Topic::Entry(id)))),
            RecordKind::Signatures => Some(format!("Signatures under {}", self.dossier.name(Topic::Entry(id)))),
            RecordKind::Statement => first(Key::Speaker),
            RecordKind::Figure | RecordKind::Event => first(Key::Title),
        };
        title.unwrap_or_else(|| record.id.clone())
    }

    /// Whose fact it is, leading back to its row.
    fn of_entry(&mut self, id: EntryId, record: Option<&str>) -> Pair {
        let topic = Topic::Entry(id);
        let say = format!("{}: {}", self.dossier.name(topic), self.about(topic));
        let stop = self.stop(Opens::Spot(Spot { topic, place: record.map(Place::record) }), say);
        let mut text = Text::default();
        text.push(Role::Link, Some(stop), self.dossier.name(topic));
        pair("entry", vec![text])
    }

    /// A key with every reading: the value, the source's words, who says so, where.
    fn card_pair(&mut self, id: EntryId, key: Key, shape: Shape, value: &Value) -> Pair {
        let several = value.shown().len() > 1;
        let mut values = Vec::new();
        for (number, said) in self.said(key, value, id).into_iter().enumerate() {
            let mut text = self.linked(id, key, shape, value, number, &said);
            if let Some(words) = said.words {
                text.push(Role::Dim, None, DOT);
                text.push(Role::Emphasis, None, format!("“{words}”"));
            }
            if let Some(who) = according_to(said.according_to) {
                text.push(Role::Dim, None, format!("{DOT}{who}"));
            }
            text.join(Role::Plain, " ", self.stop_marks(said.cites, Some(id)));
            values.push(text);
        }
        if several {
            let sources = if self.is_one_passage(value, id) { "readings" } else { "sources" };
            values.push(agreement_in_words(value.agreement(), sources));
        }
        pair(&words::label(key), values)
    }

    /// A reading with the names in it as links.
    fn linked(&mut self, id: EntryId, key: Key, shape: Shape, value: &Value, number: usize, said: &Said) -> Text {
        match value {
            _ if said.is_unread => said.shown(Role::Plain),
            Value::Names(readings) if shape == Shape::Names => {
                let names = readings.iter().nth(number).and_then(|reading| reading.value.as_deref());
                let Some(names) = names else { return Text::new(Role::Plain, said.text.as_str()) };
                let mut text = Text::default();
                for name in names {
                    let name = name.value.as_str();
                    let one = match self.dossier.named_place(name, id) {
                        Some(spot) => {
                            let shown = self.person_or_thing(name, id);
                            self.link(&spot, &shown)
                        }
                        None => Text::new(Role::Plain, name),
                    };
                    text.join(Role::Plain, ", ", one);
                }
                text
            }
            Value::References(readings) => {
                let references = readings.iter().nth(number).and_then(|reading| reading.value.as_deref());
                let Some(references) = references else { return Text::new(Role::Plain, said.text.as_str()) };
                let mut text = Text::default();
                for reference in references {
                    text.join(Role::Plain, ", ", self.source_link(&reference.value, id));
                }
                text
            }
            Value::Text(_) if key.spec().text == TextKind::Address => {
                let stop = self.stop(Opens::Url(said.text.clone()), said.text.as_str());
                let mut text = Text::default();
                text.push(Role::Link, Some(stop), said.text.as_str());
                text
            }
            Value::Text(_) if key == Key::Quote => Text::new(Role::Emphasis, format!("“{}”", said.text)),
            Value::Date(_) | Value::Count(_) | Value::Money(_) => Text::new(Role::Figure, said.text.as_str()),
            Value::Text(_) | Value::Names(_) | Value::Number(_) => Text::new(Role::Plain, said.text.as_str()),
        }
    }

    /// Where the fact as a whole is told; `○ unsourced` where it has no source at all.
    fn sources_pair(&mut self, id: EntryId, fields: &Fields) -> Option<Pair> {
        let marks = self.stop_marks(fields.cites(), Some(id));
        if !marks.is_empty() {
            return Some(pair(&words::label(Key::Cites), vec![marks]));
        }
        fields.sources().is_empty().then(unsourced_pair)
    }
}

fn unsourced_pair() -> Pair {
    pair(&words::label(Key::Cites), vec![Text::new(Role::Warning, format!("{} unsourced", words::UNSOURCED))])
}

/// What a reader would look for in such a record and the sources do not say.
fn open_pair(record: &Record) -> Option<Pair> {
    let looked_for = record_keys(record.kind).iter().filter(|spec| spec.is_looked_for);
    let absent = looked_for.filter(|spec| record.fields.get(spec.key).is_none()).map(|spec| words::label(spec.key));
    let absent: Vec<String> = absent.collect();
    (!absent.is_empty()).then(|| pair("not stated", vec![Text::new(Role::Dim, absent.join(", "))]))
}

fn note_pair(fields: &Fields, label: &str) -> Option<Pair> {
    let note = fields.text(Key::Note)?;
    Some(pair(label, vec![Text::new(Role::Plain, note)]))
}

/// Whether they agree: the sources, or where all are of one passage the readings.
fn agreement_in_words(agreement: Agreement, sources: &str) -> Text {
    match agreement {
        Agreement::Single => Text::default(),
        Agreement::Agree => Text::new(Role::Dim, format!("≈ the {sources} agree")),
        Agreement::Differ => Text::new(Role::Warning, format!("≠ the {sources} differ")),
    }
}
