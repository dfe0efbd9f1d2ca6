//! What sources say, in words: readings, the sign of their agreement, who says so. Must never choose between sources:
//! the first as written stands first, and the others stay in sight.

use std::borrow::Cow;

use crate::entry::{Fields, Key, Shape, UNREAD, Value};
use crate::value::{Agreement, At, Readings, Reference};
use crate::whole::{EntryId, Spot};

use super::context::Context;
use super::words::{self, DOT};
use super::{Piece, Role, Text};

/// What stands under some keys, as a page looks at it.
#[derive(Clone, Copy)]
pub(super) struct FieldsView<'a> {
    pub(super) cx: Context<'a>,
    /// The entry whose file says so; of a term none.
    pub(super) from: Option<EntryId>,
    pub(super) fields: &'a Fields,
}

/// One reading, in words.
pub(super) struct ReadingText<'a> {
    /// The value as it is read, else the source's own words.
    pub(super) text: String,
    /// Whether the text is what was written and does not parse.
    pub(super) is_unread: bool,
    /// The source's own words beside the value.
    pub(super) words: Option<&'a str>,
    /// Who says so.
    according_to: &'a [At<String>],
    /// Where.
    pub(super) cites: &'a [At<Reference>],
}

impl ReadingText<'_> {
    /// What it says; where that does not parse, with the sign that says so.
    pub(super) fn shown(&self, role: Role) -> Text {
        let role = if self.is_unread { Role::Error } else { role };
        Text::new(role, self.plain())
    }

    /// The same without looks.
    pub(super) fn plain(&self) -> String {
        if self.is_unread { format!("{}{UNREAD}", self.text) } else { self.text.clone() }
    }

    /// Who says so, as the end of a line: "according to The Intercept".
    pub(super) fn according_to(&self) -> Option<String> {
        let names: Vec<&str> = self.according_to.iter().map(|name| name.value.as_str()).collect();
        (!names.is_empty()).then(|| format!("according to {}", names.join(", ")))
    }

    /// The text as the end of a line: with who says so.
    pub(super) fn with_who(&self, mut text: Text) -> Text {
        if let Some(who) = self.according_to() {
            text.push(Role::Dim, format!("{DOT}{who}"));
        }
        text
    }
}

impl<'a> FieldsView<'a> {
    pub(super) fn has(self, key: Key) -> bool {
        self.fields.get(key).is_some()
    }

    /// Every reading of that key, in words.
    pub(super) fn readings(self, key: Key) -> Vec<ReadingText<'a>> {
        let Some(value) = self.fields.get(key) else { return Vec::new() };
        let all = value.shown().into_iter().map(|shown| ReadingText {
            text: key.spoken(&shown.text),
            is_unread: shown.is_unread,
            words: shown.words.filter(|words| (shown.has_value || shown.is_unread) && *words != shown.text),
            according_to: shown.according_to,
            cites: shown.cites,
        });
        let mut all: Vec<ReadingText> = all.collect();
        match value {
            Value::References(readings) => {
                name_each(readings, &mut all, |reference| self.reference_name(reference).into());
            }
            Value::Names(readings) if key.spec().shape == Shape::Names => {
                name_each(readings, &mut all, |name| self.person_or_thing(name));
            }
            Value::Number(_) if key == Key::Paragraphs => {
                for reading in &mut all {
                    reading.text.push_str(if reading.text == "1" { " paragraph" } else { " paragraphs" });
                }
            }
            Value::Text(_)
            | Value::Names(_)
            | Value::Date(_)
            | Value::Count(_)
            | Value::Money(_)
            | Value::Number(_) => {}
        }
        all
    }

    /// The first of them.
    pub(super) fn words(self, key: Key) -> Option<String> {
        self.readings(key).into_iter().next().map(|reading| reading.text)
    }

    /// A name as it was written; an id as the name of what bears it, a place in an entry as what is there.
    pub(super) fn person_or_thing(self, name: &str) -> Cow<'_, str> {
        let cx = self.cx;
        match self.from.and_then(|from| cx.dossier.named_place(name, from)) {
            Some(spot) if spot.place.is_some() => Cow::Owned(cx.spot_name(&spot)),
            Some(_) | None => self.from.map_or(Cow::Borrowed(name), |from| cx.dossier.in_full(name, from)),
        }
    }

    /// What a reference is called: its target's name, else as it was written.
    pub(super) fn reference_name(self, reference: &Reference) -> String {
        let resolution = self.cx.dossier.resolve(reference, self.from);
        resolution.spot().map_or_else(|| reference.to_string(), |spot| self.cx.spot_name(spot))
    }

    /// The first reading of that key, with the sign of agreement.
    pub(super) fn first(self, key: Key, role: Role) -> Text {
        let Some(value) = self.fields.get(key) else { return Text::default() };
        let first = self.readings(key).into_iter().next();
        signed(first.map(|reading| reading.shown(role)).unwrap_or_default(), value.agreement())
    }

    /// The first reading of that key, its names as links where they lead somewhere.
    pub(super) fn named(self, key: Key, role: Role) -> Text {
        let dossier = self.cx.dossier;
        let names: Vec<(String, Option<Spot>)> = match self.fields.get(key) {
            Some(Value::References(readings)) => {
                let first = readings.first().value.iter().flatten();
                let spot = |at: &At<Reference>| dossier.resolve(&at.value, self.from).spot().cloned();
                first.map(|at| (self.reference_name(&at.value), spot(at))).collect()
            }
            Some(Value::Names(readings)) if key.spec().shape == Shape::Names => {
                let first = readings.first().value.iter().flatten();
                let spot = |at: &At<String>| dossier.named_place(&at.value, self.from?);
                first.map(|at| (self.person_or_thing(&at.value).into_owned(), spot(at))).collect()
            }
            _ => {
                let first = self.readings(key).into_iter().next();
                return first.map(|reading| reading.shown(role)).unwrap_or_default();
            }
        };
        let names = names.into_iter().map(|(name, spot)| match spot {
            Some(spot) => self.cx.link(&spot, &name),
            None => Text::new(role, name),
        });
        Text::line(role, ", ", names)
    }

    /// The same as a row's figure; where there is none, that it is open.
    pub(super) fn figure(self, key: Key) -> Text {
        if self.has(key) { self.first(key, Role::Figure) } else { Text::new(Role::Dim, key.spec().absent) }
    }

    /// The marks of a row's figure: the sources of all readings that read as the first does, `own` ones of the record
    /// where these have none. A record without that key has its own, else every source of its readings.
    pub(super) fn figure_marks(self, key: Key) -> Vec<Piece> {
        let all = self.readings(key);
        let first = all.first().map(|reading| reading.text.as_str());
        let same = all.iter().filter(|reading| Some(reading.text.as_str()) == first);
        let mut cites: Vec<&At<Reference>> = same.flat_map(|same| same.cites).collect();
        if cites.is_empty() {
            cites.extend(self.fields.cites());
        }
        if cites.is_empty() && all.is_empty() {
            cites.extend(self.fields.sources());
        }
        self.marks(cites)
    }

    /// What a row leaves unsaid of that key: who says so, where it is not the record's source itself, and each other
    /// reading that reads differently, with its marks: "also ~ 1,500 `[4]`".
    pub(super) fn other_readings(self, key: Key) -> Vec<Text> {
        let all = self.readings(key);
        let (Some((first, others)), Some(value)) = (all.split_first(), self.fields.get(key)) else { return Vec::new() };
        let who = first.according_to().map(|who| Text::new(Role::Dim, format!("{} {who}", words::label(key))));
        let mut lines: Vec<Text> = who.into_iter().collect();
        let before = if matches!(value, Value::Text(_)) { "also: " } else { "also " };
        for reading in others.iter().filter(|reading| reading.text != first.text) {
            let line = reading.with_who(Text::new(Role::Dim, before).joined(reading.shown(Role::Dim)));
            let marks =
                if reading.cites.is_empty() { self.marks(self.fields.cites()) } else { self.marks(reading.cites) };
            let line = line.with(Role::Plain, " ").joined(Text(marks));
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines
    }

    /// The value of that key in one line, with the marks of what has sources of its own: where sources differ every
    /// reading, each text once: `active [2] / offered [3] ≠`.
    pub(super) fn line(self, key: Key, role: Role) -> Text {
        let Some(value) = self.fields.get(key) else { return Text::default() };
        let mut texts: Vec<(Text, Vec<&At<Reference>>)> = Vec::new();
        for reading in self.readings(key) {
            let shown = reading.shown(role);
            match texts.iter_mut().find(|(text, _)| *text == shown) {
                Some((_, cites)) => cites.extend(reading.cites),
                None => texts.push((shown, reading.cites.iter().collect())),
            }
        }
        let agreement = value.agreement();
        if agreement != Agreement::Differ {
            texts.truncate(1);
        }
        let parts = texts.into_iter().map(|(text, cites)| match cites.as_slice() {
            [] => text,
            _ => text.with(Role::Plain, " ").joined(Text(self.marks(cites))),
        });
        signed(Text::line(role, " / ", parts), agreement)
    }

    /// These keys, as far as they are there, in one dim line: each after its word, which may be empty.
    pub(super) fn details(self, keys: &[(Key, &str)]) -> Text {
        let parts = keys.iter().filter(|(key, _)| self.has(*key)).map(|(key, before)| {
            let text = self.line(*key, Role::Dim);
            if text.is_empty() { text } else { Text::new(Role::Dim, *before).joined(text) }
        });
        Text::line(Role::Dim, DOT, parts)
    }
}

/// What a reading lists reads as the names of it.
fn name_each<'v, T>(
    readings: &'v Readings<Vec<At<T>>>,
    all: &mut [ReadingText<'_>],
    name: impl Fn(&'v T) -> Cow<'v, str>,
) {
    for (reading, text) in readings.iter().zip(all) {
        if let Some(values) = &reading.value {
            text.text = values.iter().map(|value| name(&value.value)).collect::<Vec<_>>().join(", ");
        }
    }
}

/// The text with the sign of agreement after it.
pub(super) fn signed(mut text: Text, agreement: Agreement) -> Text {
    let role = match agreement {
        Agreement::Single => return text,
        Agreement::Agree => Role::Dim,
        Agreement::Differ => Role::Warning,
    };
    text.push(role, format!(" {}", agreement.mark()));
    text
}
