//! A record in one sentence, part by part as the schema has it: whole, or as far as a tie is of it. Must never choose
//! between sources, nor credit a citation with a reading that is another's.

use std::collections::HashSet;

use super::{headed, joined};
use crate::entry::{Key, Record, Said, SentencePart, UNREAD, Value, record_keys};
use crate::value::{At, Place, Reference};
use crate::whole::{Dossier, EntryId, How, Tie, Topic};

/// What a record says, with what of it cites one topic.
pub struct RecordSentence<'a> {
    /// The places of the topic that the record as a whole cites.
    cited: Vec<Option<Place>>,
    parts: Vec<Part<'a>>,
}

/// What a record says under one key.
struct Part<'a> {
    said: Said,
    value: &'a Value,
    readings: Vec<Told>,
}

/// One reading, with the places of the topic that it cites; none where it has no sources of its own.
struct Told {
    text: String,
    cited: Option<Vec<Option<Place>>>,
}

/// A record of that entry in words: what it is called or says, whom it is with or who says it, its figure in all its
/// readings.
#[must_use]
pub fn record_words(dossier: &Dossier, from: EntryId, record: &Record) -> String {
    RecordSentence::new(dossier, from, record, None).told(None)
}

impl<'a> RecordSentence<'a> {
    /// A record of that entry, as far as it is about that topic.
    #[must_use]
    pub fn new(dossier: &Dossier, from: EntryId, record: &'a Record, topic: Option<Topic>) -> Self {
        let places = |cites: Vec<&At<Reference>>| -> Vec<Option<Place>> {
            let Some(topic) = topic else { return Vec::new() };
            let spots = cites.into_iter().filter_map(|cite| dossier.resolve(&cite.value, Some(from)).spot().cloned());
            spots.filter(|spot| spot.topic == topic).map(|spot| spot.place).collect()
        };
        let parts = record_keys(record.kind).iter().filter_map(|spec| {
            let (said, value) = (spec.said?, record.fields.get(spec.key)?);
            let texts = texts(dossier, from, spec.key, value).into_iter().zip(value.shown());
            let readings = texts.map(|(text, shown)| {
                let cited = (!shown.cites.is_empty()).then(|| places(shown.cites.iter().collect()));
                Told { text, cited }
            });
            Some(Part { said, value, readings: readings.collect() })
        });
        let parts = parts.collect();
        Self { cited: places(record.fields.cites().collect()), parts }
    }

    /// What the tie says, as far as it is a citation only what is told from there; nothing where it is of no words.
    #[must_use]
    pub fn of(&self, tie: &Tie) -> String {
        self.told(Some(tie))
    }

    fn told(&self, tie: Option<&Tie>) -> String {
        let (mut speaker, mut is_named, mut parts) = (String::new(), false, Vec::new());
        for part in &self.parts {
            let claim = part.claim(tie, &self.cited);
            let whole = || if claim.is_empty() { part.whole() } else { claim.clone() };
            let text = match part.said.part {
                SentencePart::Name if is_named => continue,
                SentencePart::Name | SentencePart::Beside => whole(),
                SentencePart::Rest if tie.is_some() => continue,
                SentencePart::Claim | SentencePart::Rest => claim,
                SentencePart::Speaker => {
                    speaker = whole();
                    continue;
                }
            };
            let text = if text.is_empty() { text } else { format!("{}{text}", part.said.before) };
            let is_name = part.said.part == SentencePart::Name;
            is_named |= is_name && !text.is_empty();
            parts.insert(if is_name { 0 } else { parts.len() }, text);
        }
        match joined(parts) {
            none if none.is_empty() && tie.is_none() => speaker,
            text => headed(&speaker, text),
        }
    }
}

impl Part<'_> {
    /// What stands there for the tie: of a citation the readings that it is of (its own, or those without any of their
    /// own where it is the record's); for any other the whole.
    fn claim(&self, tie: Option<&Tie>, of_record: &[Option<Place>]) -> String {
        let Some(tie) = tie.filter(|tie| tie.how == How::Field(Key::Cites)) else { return self.whole() };
        let is_meant = |place: &Option<Place>| is_of(place.as_ref(), tie.to.place.as_ref());
        let of_record = of_record.iter().any(is_meant);
        let meant = self.readings.iter().filter(|reading| match &reading.cited {
            Some(cited) => cited.iter().any(is_meant),
            None => of_record,
        });
        each_once(meant).join(" / ")
    }

    /// The first reading; of a figure each that reads differently once, with the sign of their agreement between them.
    fn whole(&self) -> String {
        match self.value {
            Value::Count(_) | Value::Money(_) => {
                each_once(&self.readings).join(&format!(" {} ", self.value.agreement().mark()))
            }
            _ => self.readings.first().map(|reading| reading.text.clone()).unwrap_or_default(),
        }
    }
}

/// What the readings say, each text once.
fn each_once<'a>(readings: impl IntoIterator<Item = &'a Told>) -> Vec<&'a str> {
    let mut seen = HashSet::new();
    let texts = readings.into_iter().map(|reading| reading.text.as_str());
    texts.filter(|text| !text.is_empty() && seen.insert(*text)).collect()
}

/// Each reading as people read it: an id as the name of what bears it, and of what does not parse that it does not.
fn texts(dossier: &Dossier, from: EntryId, key: Key, value: &Value) -> Vec<String> {
    if let Value::Names(readings) = value {
        let named = readings.iter().map(|reading| match &reading.value {
            Some(names) => names.iter().map(|name| dossier.in_full(&name.value, from)).collect::<Vec<_>>().join(", "),
            None => reading.words.clone().unwrap_or_default(),
        });
        return named.collect();
    }
    let shown = value.shown().into_iter();
    shown.map(|shown| key.spoken(&shown.text) + if shown.is_unread { UNREAD } else { "" }).collect()
}

/// Whether a citation is of what the tie leads to, or of a part of it.
fn is_of(cited: Option<&Place>, meant: Option<&Place>) -> bool {
    cited.zip(meant).is_none_or(|(one, other)| one.overlaps(other))
}
