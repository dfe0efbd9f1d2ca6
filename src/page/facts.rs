//! The entry's own keys, each a row that opens its card. Must never leave out a key the entry has, nor what a reader would look
//! for and the sources do not say.

use crate::entry::{Entry, EntryKind, Key, OnPage, RecordKind, TextKind, Value, entry_keys};
use crate::value::Place;
use crate::whole::{EntryId, Spot};

use super::draft::Draft;
use super::said::{Said, according_to, signed};
use super::words::{self, DOT, UNSOURCED};
use super::{Opens, Pair, Role, Text};

impl Draft<'_> {
    /// Other names under the title, the summary, the own keys.
    pub(super) fn opening(&mut self, id: EntryId, entry: &Entry) {
        let names: Vec<&str> = entry.names().skip(1).collect();
        if !names.is_empty() {
            self.under(Text::new(Role::Dim, format!("also called {}", names.join(", "))));
        }
        self.summary(entry.fields.get(Key::Summary), id);
        self.broken(entry);
        self.facts(id, entry);
    }

    /// A summary; of several each in a paragraph with its sources.
    pub(super) fn summary(&mut self, summary: Option<&Value>, from: EntryId) {
        let Some(value) = summary else { return };
        for said in self.said(Key::Summary, value, from) {
            let text = self.attributed(Text::new(Role::Plain, said.text.as_str()), &said, from);
            self.paragraph(text);
        }
    }

    /// A reading with who says so and the marks of its own sources.
    fn attributed(&mut self, mut text: Text, said: &Said, from: EntryId) -> Text {
        if let Some(who) = according_to(said.according_to) {
            text.push(Role::Dim, None, format!("{DOT}{who}"));
        }
        if !said.cites.is_empty() {
            text.push(Role::Plain, None, " ");
            text.0.extend(self.row_marks(said.cites, from));
        }
        text
    }

    /// What is wrong with a file that could not be read whole.
    fn broken(&mut self, entry: &Entry) {
        if !entry.broken {
            return;
        }
        self.paragraph(Text::new(
            Role::Error,
            format!("{} has an error; what could be read of it is below.", entry.path),
        ));
        let dossier = self.dossier;
        for problem in dossier.problems().iter().filter(|problem| problem.path == entry.path) {
            let place = format!("{}:{} ", problem.line, problem.column);
            let code = format!("{} ", problem.code.code());
            self.paragraph(
                Text::new(Role::Dim, place).with(Role::Error, code).with(Role::Plain, problem.message.as_str()),
            );
        }
    }

    fn facts(&mut self, id: EntryId, entry: &Entry) {
        let mut pairs = self.own_facts(id, entry, |on_page| on_page != OnPage::LastRow);
        if asks_for_signatures(entry) {
            pairs.push(pair("signed", vec![Text::new(Role::Dim, "number open")]));
        }
        for (key, value) in &entry.extra {
            let place = Place::Extra(key.as_str().into());
            let stop = self.stop(Opens::Card(Spot::at(id, place.clone())), "");
            let row = pair(&extra_label(key), vec![Text::new(Role::Plain, extra(value))]);
            pairs.push(Pair { stop: Some(stop), place: Some(place), ..row });
        }
        pairs.extend(self.own_facts(id, entry, |on_page| on_page == OnPage::LastRow));
        pairs.extend(self.own_sources(id, entry));
        self.pairs(pairs);
    }

    /// The rows of those of the own keys.
    fn own_facts(&mut self, id: EntryId, entry: &Entry, of: impl Fn(OnPage) -> bool) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for spec in entry_keys(entry.kind).iter().filter(|spec| of(spec.on_page)) {
            match entry.fields.get(spec.key) {
                Some(value) if has_row(spec.on_page, value) && !self.goes_without_saying(spec.key, value) => {
                    pairs.push(self.fact(id, entry, spec.key, value));
                }
                None if spec.is_looked_for => pairs.push(open(spec.key)),
                Some(_) | None => {}
            }
        }
        pairs
    }

    /// The language of an article that is the dossier's own.
    fn goes_without_saying(&self, key: Key, value: &Value) -> bool {
        key == Key::Language
            && self.dossier.cover().fields.get(key).is_some_and(|own| own.first().text == value.first().text)
    }

    fn fact(&mut self, id: EntryId, entry: &Entry, key: Key, value: &Value) -> Pair {
        let url = (key.spec().text == TextKind::Address).then(|| entry.fields.text(key).unwrap_or_default());
        let own: Vec<_> = value.shown().into_iter().flat_map(|shown| shown.cites).collect();
        let cites: Vec<_> = if own.is_empty() { entry.fields.cites().collect() } else { own };
        let unsourced = cites.is_empty() && entry.needs_source(key);
        let stop = if let Some(url) = url {
            self.stop(Opens::Url(url.to_owned()), url)
        } else {
            let say = if cites.is_empty() && !unsourced { String::new() } else { self.say_sources(cites, id) };
            self.stop(Opens::Card(Spot::at(id, key.place())), say)
        };
        let mut values = Vec::new();
        for (index, said) in self.said(key, value, id).into_iter().enumerate() {
            let mut text = said.shown(Role::Plain);
            if index == 0 {
                text = signed(text, value.agreement());
            }
            values.push(self.attributed(text, &said, id));
        }
        if let (true, Some(first)) = (unsourced, values.first_mut()) {
            first.push(Role::Warning, None, format!(" {UNSOURCED}"));
        }
        Pair { stop: Some(stop), place: Some(key.place()), ..pair(&words::label(key), values) }
    }

    /// The sources of the own keys together.
    fn own_sources(&mut self, id: EntryId, entry: &Entry) -> Option<Pair> {
        entry.fields.cites().next()?;
        let say = self.say_sources(entry.fields.cites(), id);
        let stop = self.stop(Opens::Card(Spot::at(id, Key::Cites.place())), say);
        let marks = Text(self.row_marks(entry.fields.cites(), id));
        Some(Pair { stop: Some(stop), place: Some(Key::Cites.place()), ..pair(&words::label(Key::Cites), vec![marks]) })
    }
}

/// Whether a key that stands there on the page has a row among the own keys.
fn has_row(on_page: OnPage, value: &Value) -> bool {
    match on_page {
        OnPage::Row | OnPage::LastRow => true,
        OnPage::Elsewhere => {
            let shown = value.shown();
            shown.len() > 1 || shown.iter().any(|shown| !shown.cites.is_empty())
        }
        OnPage::Title | OnPage::Names | OnPage::Summary | OnPage::Note | OnPage::Sources => false,
    }
}

/// Whether it is of those campaigns that people sign, and no source counts them.
fn asks_for_signatures(entry: &Entry) -> bool {
    let kind = entry.fields.text(Key::Kind).unwrap_or_default();
    let signed = kind.ends_with("letter") || kind.ends_with("petition");
    entry.kind == EntryKind::Campaign && signed && entry.records_of(RecordKind::Signatures).next().is_none()
}

fn open(key: Key) -> Pair {
    pair(&words::label(key), vec![Text::new(Role::Dim, key.spec().absent)])
}

/// A label with values, which is no stop.
pub(super) fn pair(label: &str, values: Vec<Text>) -> Pair {
    Pair { stop: None, place: None, label: Text::new(Role::Dim, label), values }
}

/// The label of one of the owner's own keys.
pub(super) fn extra_label(key: &str) -> String {
    key.replace('_', " ")
}

/// An own key's value as it is read.
pub(super) fn extra(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(values) => values.iter().map(extra).collect::<Vec<_>>().join(", "),
        toml::Value::Table(table) => {
            table.iter().map(|(key, value)| format!("{key}: {}", extra(value))).collect::<Vec<_>>().join("; ")
        }
        toml::Value::Integer(_) | toml::Value::Float(_) | toml::Value::Boolean(_) | toml::Value::Datetime(_) => {
            value.to_string()
        }
    }
}
