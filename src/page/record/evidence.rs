//! A record in few words, for who names it or cites for it. Must never credit a citation with a reading that is
//! another's.

use crate::entry::{Key, RecordKind, Value};
use crate::value::{At, Place, Reference};
use crate::whole::{How, Tie, Topic};

use super::{RecordView, spec};
use crate::page::readings::ReadingText;

/// A record, with what of it cites one topic.
pub(in crate::page) struct RecordEvidence<'a> {
    kind: RecordKind,
    /// The places of the topic that the record as a whole cites.
    cited: Vec<Option<Place>>,
    /// What it says under the keys of its sentence.
    values: Vec<ValueEvidence<'a>>,
}

/// What a record says under one key.
struct ValueEvidence<'a> {
    key: Key,
    /// Whether sources agree, where it is a figure.
    sign: &'static str,
    /// Each reading with the places of the topic that it cites.
    readings: Vec<(ReadingText<'a>, Vec<Option<Place>>)>,
}

impl<'a> RecordView<'a> {
    /// The record, as far as it is about that topic.
    pub(in crate::page) fn evidence(self, topic: Topic) -> RecordEvidence<'a> {
        let fields = &self.record.fields;
        let values = spec(self.record.kind).sentence_keys.iter().map(|&key| {
            let readings = self.fields().readings(key).into_iter().map(|reading| {
                let cited = self.places(reading.cites, topic);
                (reading, cited)
            });
            ValueEvidence { key, sign: fields.get(key).map_or("", sign), readings: readings.collect() }
        });
        RecordEvidence { kind: self.record.kind, cited: self.places(fields.cites(), topic), values: values.collect() }
    }

    /// Which places of the topic these cite.
    fn places<'r>(self, cites: impl IntoIterator<Item = &'r At<Reference>>, topic: Topic) -> Vec<Option<Place>> {
        let cites = cites.into_iter();
        let spots = cites.filter_map(|cite| self.cx.dossier.resolve(&cite.value, Some(self.from)).spot().cloned());
        spots.filter(|spot| spot.topic == topic).map(|spot| spot.place).collect()
    }
}

impl<'a> RecordEvidence<'a> {
    /// What the tie says, as far as it is a citation only what is told from there; nothing where it is of no words.
    pub(in crate::page) fn sentence(&self, tie: &Tie) -> String {
        (spec(self.kind).sentence)(&Testimony { record: self, tie })
    }

    fn value(&self, key: Key) -> Option<&ValueEvidence<'a>> {
        self.values.iter().find(|value| value.key == key)
    }
}

impl ValueEvidence<'_> {
    fn first(&self) -> String {
        self.readings.first().map(|(reading, _)| reading.plain()).unwrap_or_default()
    }
}

/// What a record says for one tie.
pub(super) struct Testimony<'a> {
    record: &'a RecordEvidence<'a>,
    tie: &'a Tie,
}

impl Testimony<'_> {
    /// What stands under that key for the tie; where that is nothing, what it is called all the same.
    pub(super) fn called(&self, key: Key) -> String {
        match self.told(key) {
            none if none.is_empty() => self.record.value(key).map(ValueEvidence::first).unwrap_or_default(),
            told => told,
        }
    }

    /// What stands under that key: of a citation the readings that it is of (its own, or those without any of their own
    /// where it is the record's); of any other tie the first, with the sign of agreement.
    pub(super) fn told(&self, key: Key) -> String {
        let (record, tie) = (self.record, self.tie);
        let Some(value) = record.value(key) else { return String::new() };
        if tie.how != How::Field(Key::Cites) {
            return format!("{} {}", value.first(), value.sign).trim_end().to_owned();
        }
        let is_meant = |place: &Option<Place>| is_of(place.as_ref(), tie.to.place.as_ref());
        let of_record = record.cited.iter().any(is_meant);
        let mut texts: Vec<String> = Vec::new();
        for (reading, cited) in &value.readings {
            let holds = if reading.cites.is_empty() { of_record } else { cited.iter().any(is_meant) };
            if holds && !texts.contains(&reading.plain()) {
                texts.push(reading.plain());
            }
        }
        texts.join(" / ")
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
