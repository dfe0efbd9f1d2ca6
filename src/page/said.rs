//! What sources say, in words: readings, the sign of their agreement, who says so. Must never choose between sources: the first
//! as written stands first, and the others stay in sight.

use std::borrow::Cow;

use crate::entry::{Fields, Key, Shape, Value};
use crate::value::{Agreement, At, Readings, Reference, is_id};
use crate::whole::EntryId;

use super::draft::Draft;
use super::words::{self, DOT};
use super::{Piece, Role, Text};

/// One reading, in words.
pub(super) struct Said<'a> {
    /// The value as it is read, else the source's own words.
    pub(super) text: String,
    /// Whether the text is what was written and does not parse.
    pub(super) is_unread: bool,
    /// The source's own words beside the value.
    pub(super) words: Option<&'a str>,
    /// Who says so.
    pub(super) according_to: &'a [At<String>],
    /// Where.
    pub(super) cites: &'a [At<Reference>],
}

impl Said<'_> {
    /// What it says; where that does not parse, with the sign that says so.
    pub(super) fn shown(&self, role: Role) -> Text {
        let role = if self.is_unread { Role::Error } else { role };
        Text::new(role, self.plain())
    }

    /// The same without looks.
    pub(super) fn plain(&self) -> String {
        if self.is_unread { format!("{} ! does not parse", self.text) } else { self.text.clone() }
    }
}

impl Draft<'_> {
    /// Every reading of a value of the entry `from`, in words.
    pub(super) fn said<'v>(&self, key: Key, value: &'v Value, from: EntryId) -> Vec<Said<'v>> {
        let mut said: Vec<Said> = value
            .shown()
            .into_iter()
            .map(|shown| Said {
                text: words::spoken(key, &shown.text),
                is_unread: shown.is_unread,
                words: shown.words.filter(|words| (shown.has_value || shown.is_unread) && *words != shown.text),
                according_to: shown.according_to,
                cites: shown.cites,
            })
            .collect();
        if let Value::References(readings) = value {
            self.name_references(readings, &mut said, from);
        }
        if let (Value::Names(readings), Shape::Names) = (value, key.spec().shape) {
            for (reading, said) in readings.iter().zip(&mut said) {
                if let Some(names) = &reading.value {
                    let names = names.iter().map(|name| self.person_or_thing(&name.value, from));
                    said.text = names.collect::<Vec<_>>().join(", ");
                }
            }
        }
        if let (Key::Paragraphs, Value::Number(_)) = (key, value) {
            for said in &mut said {
                said.text.push_str(if said.text == "1" { " paragraph" } else { " paragraphs" });
            }
        }
        said
    }

    /// A name as it was written; an id as the name of what bears it, a place in an entry as what is there.
    pub(super) fn person_or_thing<'n>(&self, name: &'n str, from: EntryId) -> Cow<'n, str> {
        match self.dossier.named_place(name, from) {
            Some(spot) if spot.place.is_some() => Cow::Owned(self.spot_name(&spot)),
            Some(spot) if is_id(name) && !self.dossier.names(spot.topic).contains(&name) => {
                Cow::Owned(self.dossier.name(spot.topic).to_owned())
            }
            Some(_) | None => Cow::Borrowed(name),
        }
    }

    /// A reference reads as the name of what it leads to.
    fn name_references(&self, readings: &Readings<Vec<At<Reference>>>, said: &mut [Said], from: EntryId) {
        for (reading, said) in readings.iter().zip(said) {
            if let Some(references) = &reading.value {
                let names = references.iter().map(|reference| self.reference_name(&reference.value, from));
                said.text = names.collect::<Vec<_>>().join(", ");
            }
        }
    }

    /// What a reference is called: its target's name, else as it was written.
    pub(super) fn reference_name(&self, reference: &Reference, from: EntryId) -> String {
        let resolution = self.dossier.resolve(reference, Some(from));
        resolution.spot().map_or_else(|| reference.to_string(), |spot| self.spot_name(spot))
    }

    /// The first reading as a row's figure, with the sign of agreement.
    pub(super) fn figure(&self, key: Key, value: &Value, from: EntryId) -> Text {
        let first = self.said(key, value, from).into_iter().next();
        let text = first.map(|said| said.shown(Role::Figure)).unwrap_or_default();
        signed(text, value.agreement())
    }

    /// The marks of a row's figure: the sources of all readings that read as the first does, `own` ones of the record where these
    /// have none. A record without that key has its own, else every source of its readings.
    pub(super) fn figure_marks(&mut self, key: Key, fields: &Fields, from: EntryId) -> Vec<Piece> {
        let mut cites: Vec<&At<Reference>> = Vec::new();
        if let Some(value) = fields.get(key) {
            let said = self.said(key, value, from);
            let first = said.first().map(|said| said.text.as_str());
            cites.extend(said.iter().filter(|said| Some(said.text.as_str()) == first).flat_map(|said| said.cites));
        }
        if cites.is_empty() {
            cites.extend(fields.cites());
        }
        if cites.is_empty() && fields.get(key).is_none() {
            cites.extend(fields.sources());
        }
        self.row_marks(cites, from)
    }

    /// What a row's figure leaves unsaid: who gives it, where it is not the record's source itself, and each other reading that
    /// reads differently, with its marks: "also ~ 1,500 `[4]`".
    pub(super) fn other_readings(&mut self, key: Key, fields: &Fields, from: EntryId) -> Vec<Text> {
        let Some(value) = fields.get(key) else { return Vec::new() };
        let said = self.said(key, value, from);
        let first = said.first().map(|said| said.text.clone()).unwrap_or_default();
        let mut lines: Vec<Text> = Vec::new();
        for (index, said) in said.into_iter().enumerate() {
            let who = according_to(said.according_to);
            let mut line = match (index, said.text == first) {
                (0, _) => {
                    Text::new(Role::Dim, who.map(|who| format!("{} {who}", words::label(key))).unwrap_or_default())
                }
                (_, true) => continue,
                (_, false) => {
                    let before = if matches!(value, Value::Text(_)) { "also: " } else { "also " };
                    Text::new(Role::Dim, before).joined(said.shown(Role::Dim)).joined(ending(who))
                }
            };
            if index > 0 {
                line.push(Role::Plain, None, " ");
                line.0.extend(if said.cites.is_empty() {
                    self.row_marks(fields.cites(), from)
                } else {
                    self.row_marks(said.cites, from)
                });
            }
            if !line.is_empty() && !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines
    }

    /// A value in one line, with the marks of what has sources of its own: where sources differ every reading, each text once:
    /// `active [2] / offered [3] ≠`.
    pub(super) fn in_line(&mut self, key: Key, value: &Value, role: Role, from: EntryId) -> Text {
        let mut texts: Vec<(Text, Vec<&At<Reference>>)> = Vec::new();
        for said in self.said(key, value, from) {
            let shown = said.shown(role);
            match texts.iter_mut().find(|(text, _)| *text == shown) {
                Some((_, cites)) => cites.extend(said.cites),
                None => texts.push((shown, said.cites.iter().collect())),
            }
        }
        let agreement = value.agreement();
        if agreement != Agreement::Differ {
            texts.truncate(1);
        }
        let mut line = Text::default();
        for (mut part, cites) in texts {
            if !cites.is_empty() {
                part.push(Role::Plain, None, " ");
                part.0.extend(self.row_marks(cites, from));
            }
            line.join(role, " / ", part);
        }
        signed(line, agreement)
    }

    /// These keys, as far as they are there, in one dim line: each after its word, which may be empty.
    pub(super) fn details(&mut self, fields: &Fields, keys: &[(Key, &str)], from: EntryId) -> Text {
        let mut line = Text::default();
        for (key, before) in keys {
            let Some(value) = fields.get(*key) else { continue };
            let said = self.in_line(*key, value, Role::Dim, from);
            if !said.is_empty() {
                let mut part = Text::default();
                part.push(Role::Dim, None, *before);
                part.append(said);
                line.join(Role::Dim, DOT, part);
            }
        }
        line
    }
}

/// The text with the sign of agreement after it.
pub(super) fn signed(mut text: Text, agreement: Agreement) -> Text {
    let role = match agreement {
        Agreement::Single => return text,
        Agreement::Agree => Role::Dim,
        Agreement::Differ => Role::Warning,
    };
    text.push(role, None, format!(" {}", agreement.mark()));
    text
}

fn ending(who: Option<String>) -> Text {
    Text::new(Role::Dim, who.map(|who| format!("{DOT}{who}")).unwrap_or_default())
}

/// Who says so, as the end of a line: "according to The Intercept".
pub(super) fn according_to(names: &[At<String>]) -> Option<String> {
    let names: Vec<&str> = names.iter().map(|name| name.value.as_str()).collect();
    (!names.is_empty()).then(|| format!("according to {}", names.join(", ")))
}
