//! A key with its value: one or more readings of a typed value. Must never look a name up: it only says which there
//! are.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::Key;
use crate::value::{Agreement, At, Count, Date, Fits, Money, Reading, Readings, Reference, Span};

/// A value of one of the shapes, with everything its sources say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// Prose, a title, a word.
    Text(Readings<String>),
    /// Names of somebody or something, or words.
    Names(Readings<Vec<At<String>>>),
    /// References to entries, records, terms, paragraphs.
    References(Readings<Vec<At<Reference>>>),
    /// A date or an interval.
    Date(Readings<Date>),
    /// A number of things or people.
    Count(Readings<Count>),
    /// An amount of money.
    Money(Readings<Money>),
    /// A whole number.
    Number(Readings<u64>),
}

/// What one source says, as text to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown<'a> {
    /// The value as people read it; as it is written where it does not parse; the source's words where it gives no
    /// value.
    pub text: String,
    /// As it stands in the file.
    pub written: &'a str,
    /// Whether a value stands behind the text.
    pub has_value: bool,
    /// Whether the text is what was written and does not parse.
    pub is_unread: bool,
    /// The source's own words, where they are given.
    pub words: Option<&'a str>,
    /// Who says so, where it is not the cited article itself.
    pub according_to: &'a [At<String>],
    /// Where it says so.
    pub cites: &'a [At<Reference>],
}

/// Runs the same expression on the readings of whichever shape.
macro_rules! with_readings {
    ($value:expr, $readings:ident => $body:expr) => {
        match $value {
            Value::Text($readings) => $body,
            Value::Names($readings) => $body,
            Value::References($readings) => $body,
            Value::Date($readings) => $body,
            Value::Count($readings) => $body,
            Value::Money($readings) => $body,
            Value::Number($readings) => $body,
        }
    };
}

impl Value {
    /// Whether its readings agree, differ, or there is but one.
    #[must_use]
    pub fn agreement(&self) -> Agreement {
        match self {
            Self::Text(readings) => readings.agreement_by(|one, other| one.fits(other) || may_both_hold(one, other)),
            _ => with_readings!(self, readings => readings.agreement()),
        }
    }

    /// Whether any reading says something that can be read: a value or words.
    #[must_use]
    pub fn is_read(&self) -> bool {
        with_readings!(self, readings => readings.iter().any(|reading| !reading.is_unread()))
    }

    /// Whether each of its readings cites a source.
    #[must_use]
    pub fn is_sourced(&self) -> bool {
        self.shown().iter().all(|reading| !reading.cites.is_empty())
    }

    /// Whether it is but a value: no table that says whose it is.
    pub(super) fn is_plain(&self) -> bool {
        let says_no_more = |said: &Shown<'_>| said.words.is_none() && said.according_to.is_empty();
        matches!(self.shown().as_slice(), [said] if says_no_more(said))
    }

    /// Every reading as text, in the order in which they are written.
    #[must_use]
    pub fn shown(&self) -> Vec<Shown<'_>> {
        with_readings!(self, readings => readings.iter().map(shown).collect())
    }

    /// The first reading as text: what stands where there is room for one.
    #[must_use]
    pub fn first(&self) -> Shown<'_> {
        with_readings!(self, readings => shown(readings.first()))
    }
}

/// The readings of a value that is of that shape, and nothing of any other.
macro_rules! as_shape {
    ($($name:ident $shape:ident $type:ty;)*) => {
        impl Value {
            $(fn $name(&self) -> Option<&Readings<$type>> {
                if let Self::$shape(readings) = self { Some(readings) } else { None }
            })*
        }
    };
}
as_shape! {
    as_text Text String;
    as_names Names Vec<At<String>>;
    as_references References Vec<At<Reference>>;
    as_date Date Date;
    as_count Count Count;
    as_money Money Money;
    as_number Number u64;
}

impl Value {
    /// What each reading of a text says: its value, else its source's words. Nothing of another shape.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let readings = self.as_text().into_iter().flatten();
        readings.filter_map(|reading| reading.value.as_deref().or(reading.words.as_deref()))
    }

    /// Every name that any reading gives. Nothing of another shape.
    pub fn names(&self) -> impl Iterator<Item = &At<String>> {
        self.as_names().into_iter().flat_map(Readings::values).flatten()
    }

    /// Every reference that any reading gives. Nothing of another shape.
    pub fn references(&self) -> impl Iterator<Item = &At<Reference>> {
        self.as_references().into_iter().flat_map(Readings::values).flatten()
    }
}

/// Which voices are kept: one of nobody is asked too.
type OfVoice<'a> = &'a dyn Fn(&[&str]) -> bool;

/// Which citations are kept, of a reading with that voice.
type OfCite<'a> = &'a dyn Fn(&Reference, &[&str]) -> bool;

impl Value {
    /// The same with the readings and citations that are kept: a reading goes with its voice, and with the last of its
    /// citations. None where no reading is left.
    #[must_use]
    pub fn with_readings(&self, keeps_voice: OfVoice<'_>, keeps_cite: OfCite<'_>) -> Option<Self> {
        fn kept<T: Clone>(all: &Readings<T>, of_voice: OfVoice<'_>, of_cite: OfCite<'_>) -> Option<Readings<T>> {
            let kept = all.iter().filter_map(|reading| {
                let voice: Vec<&str> = reading.according_to.iter().map(|name| name.value.as_str()).collect();
                let cites: Vec<_> = reading.cites.iter().filter(|at| of_cite(&at.value, &voice)).cloned().collect();
                let stands = of_voice(&voice) && (reading.cites.is_empty() || !cites.is_empty());
                stands.then(|| Reading { cites, ..reading.clone() })
            });
            Readings::new(kept.collect())
        }
        Some(match self {
            Self::Text(all) => Self::Text(kept(all, keeps_voice, keeps_cite)?),
            Self::Names(all) => Self::Names(kept(all, keeps_voice, keeps_cite)?),
            Self::References(all) => Self::References(kept(all, keeps_voice, keeps_cite)?),
            Self::Date(all) => Self::Date(kept(all, keeps_voice, keeps_cite)?),
            Self::Count(all) => Self::Count(kept(all, keeps_voice, keeps_cite)?),
            Self::Money(all) => Self::Money(kept(all, keeps_voice, keeps_cite)?),
            Self::Number(all) => Self::Number(kept(all, keeps_voice, keeps_cite)?),
        })
    }

    /// The same with the references that are kept; none where none is. Of another shape it stays what it is.
    #[must_use]
    pub fn with_references(&self, keeps: &dyn Fn(&Reference) -> bool) -> Option<Self> {
        let Self::References(all) = self else { return Some(self.clone()) };
        let kept = all.iter().filter_map(|reading| {
            let value: Vec<At<Reference>> =
                reading.value.iter().flatten().filter(|at| keeps(&at.value)).cloned().collect();
            (!value.is_empty()).then(|| Reading { value: Some(value), ..reading.clone() })
        });
        Readings::new(kept.collect()).map(Self::References)
    }
}

/// Whether two words for how something stands can be true together: what was offered, tried or bid for may have become
/// anything, and what was cancelled has ended.
#[must_use]
pub fn may_both_hold(one: &str, other: &str) -> bool {
    let before = |word: &str| ["offered", "trial", "bid"].contains(&word);
    let ways_to_end = ["not-renewed", "cancelled"];
    let ended = |one: &str, other: &str| one == "ended" && ways_to_end.contains(&other);
    let deals = |word: &str| before(word) || ["active", "ended", "not-renewed", "cancelled"].contains(&word);
    before(one) && deals(other) || before(other) && deals(one) || ended(one, other) || ended(other, one)
}

fn shown<T: ToText>(reading: &Reading<T>) -> Shown<'_> {
    let value = reading.value.as_ref().map(ToText::to_text);
    let words = reading.words.as_deref();
    let without = if reading.is_unread() { &reading.written } else { words.unwrap_or_default() };
    Shown {
        has_value: value.is_some(),
        is_unread: reading.is_unread(),
        text: value.unwrap_or_else(|| without.to_owned()),
        written: &reading.written,
        words,
        according_to: &reading.according_to,
        cites: &reading.cites,
    }
}

/// A value as people read it.
trait ToText: Fits {
    fn to_text(&self) -> String;
}

macro_rules! to_text_by_display {
    ($($type:ty)*) => { $(impl ToText for $type { fn to_text(&self) -> String { self.to_string() } })* };
}
to_text_by_display!(String Date Count Money Reference u64);

impl<T: ToText> ToText for At<T> {
    fn to_text(&self) -> String {
        self.value.to_text()
    }
}

impl<T: ToText> ToText for Vec<T> {
    fn to_text(&self) -> String {
        self.iter().map(ToText::to_text).collect::<Vec<_>>().join(", ")
    }
}

/// Behind what was written and does not parse.
pub const UNREAD: &str = " ! does not parse";

/// A key with its value and where the key stands in the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// Which.
    pub key: Key,
    /// What it says.
    pub value: Value,
    /// Where the value stands in the file.
    pub span: Span,
}

/// The keys of an entry, a record or a term, each once, in the order of the schema.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Fields(Vec<Field>);

impl Fields {
    /// The fields, in the order in which they are to be shown.
    #[must_use]
    pub fn new(mut fields: Vec<Field>) -> Self {
        fields.shrink_to_fit();
        Self(fields)
    }

    /// Puts one before all others.
    pub fn put_first(&mut self, field: Field) {
        self.0.insert(0, field);
    }

    /// All of them, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Field> {
        self.0.iter()
    }

    /// The field of that key.
    #[must_use]
    pub fn field(&self, key: Key) -> Option<&Field> {
        self.0.iter().find(|field| field.key == key)
    }

    /// The value of that key.
    #[must_use]
    pub fn get(&self, key: Key) -> Option<&Value> {
        self.field(key).map(|field| &field.value)
    }

    /// The text of that key: its first reading's value, else its words.
    #[must_use]
    pub fn text(&self, key: Key) -> Option<&str> {
        self.texts(key).next()
    }

    /// What each reading of that text says.
    pub fn texts(&self, key: Key) -> impl Iterator<Item = &str> {
        self.get(key).into_iter().flat_map(Value::texts)
    }

    /// Every name that any reading of that key gives.
    pub fn names(&self, key: Key) -> impl Iterator<Item = &At<String>> {
        self.get(key).into_iter().flat_map(Value::names)
    }

    /// Every reference that any reading of that key gives.
    pub fn references(&self, key: Key) -> impl Iterator<Item = &At<Reference>> {
        self.get(key).into_iter().flat_map(Value::references)
    }

    /// The readings of a date.
    #[must_use]
    pub fn date(&self, key: Key) -> Option<&Readings<Date>> {
        self.get(key).and_then(Value::as_date)
    }

    /// The readings of a count.
    #[must_use]
    pub fn count(&self, key: Key) -> Option<&Readings<Count>> {
        self.get(key).and_then(Value::as_count)
    }

    /// The readings of an amount.
    #[must_use]
    pub fn money(&self, key: Key) -> Option<&Readings<Money>> {
        self.get(key).and_then(Value::as_money)
    }

    /// The first reading of a whole number.
    #[must_use]
    pub fn number(&self, key: Key) -> Option<u64> {
        self.get(key).and_then(Value::as_number)?.first().value
    }

    /// The own citations of this set of keys.
    pub fn cites(&self) -> impl Iterator<Item = &At<Reference>> {
        self.references(Key::Cites)
    }

    /// Its own citations and those of every reading, as written, each reference once.
    #[must_use]
    pub fn sources(&self) -> Vec<&At<Reference>> {
        let mut sources: Vec<&At<Reference>> = Vec::new();
        let mut seen = HashSet::new();
        let readings = self.iter().flat_map(|field| field.value.shown()).flat_map(|shown| shown.cites);
        for cite in self.cites().chain(readings) {
            if seen.insert(&cite.value) {
                sources.push(cite);
            }
        }
        sources
    }
}

impl<'a> IntoIterator for &'a Fields {
    type Item = &'a Field;
    type IntoIter = std::slice::Iter<'a, Field>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
