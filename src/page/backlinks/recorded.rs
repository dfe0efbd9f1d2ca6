//! A record in few words, for who names it or cites for it. Must never credit a citation with a reading that is another's.

use crate::entry::{Key, RecordKind, Value};
use crate::value::{At, Place, Reference};
use crate::whole::{EntryId, How, Tie, Topic, headed, joined};

use super::super::draft::Draft;

/// The keys that a record is told by.
const TOLD: &[Key] =
    &[Key::Title, Key::With, Key::Amount, Key::Status, Key::Count, Key::Date, Key::Text, Key::Signers, Key::Speaker];

/// A record, with what of it cites one topic.
pub(super) struct Recorded {
    kind: RecordKind,
    /// The places of the topic that the record as a whole cites.
    cited: Vec<Option<Place>>,
    told: Vec<(Key, Told)>,
}

/// What a record says under one key.
struct Told {
    readings: Vec<Reading>,
    /// Whether sources agree, where it is a figure.
    sign: &'static str,
}

struct Reading {
    text: String,
    /// Whether it has sources of its own.
    has_own: bool,
    /// The places of the topic that it cites.
    cited: Vec<Option<Place>>,
}

impl Draft<'_> {
    /// The record of that number that the tie stands in, as far as it is about what the tie leads to.
    pub(super) fn recorded(&self, tie: &Tie, index: usize) -> Option<Recorded> {
        let record = self.dossier.get(tie.from)?.records.get(index)?;
        let places = |cites: &mut dyn Iterator<Item = &At<Reference>>| self.places(cites, tie.from, tie.to.topic);
        let told = TOLD.iter().filter_map(|key| {
            let value = record.fields.get(*key)?;
            let readings = self.said(*key, value, tie.from).into_iter().map(|said| Reading {
                text: said.plain(),
                has_own: !said.cites.is_empty(),
                cited: places(&mut said.cites.iter()),
            });
            Some((*key, Told { readings: readings.collect(), sign: sign(value) }))
        });
        let told = told.collect();
        Some(Recorded { kind: record.kind, cited: places(&mut record.fields.cites()), told })
    }

    /// Which places of the topic these cite.
    fn places(
        &self,
        cites: &mut dyn Iterator<Item = &At<Reference>>,
        from: EntryId,
        topic: Topic,
    ) -> Vec<Option<Place>> {
        let targets = cites.filter_map(|cite| self.dossier.resolve(&cite.value, Some(from)).spot().cloned());
        targets.filter(|spot| spot.topic == topic).map(|spot| spot.place).collect()
    }
}

impl Recorded {
    /// What the tie says, as far as it is a citation only what is told from there; nothing where it is of no words.
    pub(super) fn in_words(&self, tie: &Tie) -> String {
        let told = |keys: &[Key]| joined(keys.iter().map(|key| self.told_by(*key, tie)));
        let called = |key: Key| match self.told_by(key, tie) {
            none if none.is_empty() => self.first(key).to_owned(),
            told => told,
        };
        match self.kind {
            RecordKind::Contract => {
                let with = called(Key::With);
                let with = if with.is_empty() { with } else { format!("with {with}") };
                joined([called(Key::Title), told(&[Key::Amount, Key::Status]), with])
            }
            RecordKind::Figure => joined([called(Key::Title), told(&[Key::Count, Key::Amount])]),
            RecordKind::Event => joined([called(Key::Title), told(&[Key::Date])]),
            RecordKind::Signatures => joined(["signed".to_owned(), told(&[Key::Count]), called(Key::Signers)]),
            RecordKind::Demand => headed("asks", told(&[Key::Text])),
            RecordKind::Statement => headed(&called(Key::Speaker), told(&[Key::Text])),
        }
    }

    /// What stands under that key: of a citation the readings that it is of (its own, or those without any of their own where it is
    /// the record's); of any other tie the first, with the sign of agreement.
    fn told_by(&self, key: Key, tie: &Tie) -> String {
        let Some(told) = self.told(key) else { return String::new() };
        if tie.how != How::Field(Key::Cites) {
            return format!("{} {}", self.first(key), told.sign).trim_end().to_owned();
        }
        let is_meant = |place: &Option<Place>| is_of(place.as_ref(), tie.to.place.as_ref());
        let of_record = self.cited.iter().any(is_meant);
        let mut texts: Vec<&str> = Vec::new();
        for reading in &told.readings {
            let holds = if reading.has_own { reading.cited.iter().any(is_meant) } else { of_record };
            if holds && !texts.contains(&reading.text.as_str()) {
                texts.push(&reading.text);
            }
        }
        texts.join(" / ")
    }

    fn told(&self, key: Key) -> Option<&Told> {
        self.told.iter().find(|(known, _)| *known == key).map(|(_, told)| told)
    }

    fn first(&self, key: Key) -> &str {
        self.told(key).and_then(|told| told.readings.first()).map_or("", |reading| &reading.text)
    }
}

/// Whether a citation is of what the tie leads to, or of a part of it.
fn is_of(cited: Option<&Place>, meant: Option<&Place>) -> bool {
    cited.zip(meant).is_none_or(|(one, other)| one.overlaps(other))
}

fn sign(value: &Value) -> &'static str {
    match value {
        Value::Count(_) | Value::Money(_) => value.agreement().mark(),
        Value::Text(_) | Value::Names(_) | Value::References(_) | Value::Date(_) | Value::Number(_) => "",
    }
}
