//! The entry's own keys: what it is in one line, what it says first, and each other key as a row that opens its card.
//! Must never leave out a key the entry has, nor what a reader would look for and the sources do not say.

use crate::entry::{Entry, EntryKind, Key, KeySpec, OnPage, RecordKind, Shape, TextKind, Value, entry_keys};
use crate::evidence::Fact;
use crate::value::{Agreement, Place};
use crate::whole::{EntryId, Spot};

use super::context::Context;
use super::readings::{FieldsView, ReadingText, signed};
use super::words::{self, DOT, UNSOURCED};
use super::{Block, Opens, Pair, Role, Stop, Text};

/// What the entry is, in one line: who published it and when, what trade it is in, at whom it is aimed.
pub(super) fn head(cx: Context<'_>, id: EntryId, entry: &Entry) -> Text {
    let it = FieldsView { cx, from: Some(id), fields: &entry.fields };
    let keys = entry_keys(entry.kind).iter().filter_map(|spec| match spec.on_page {
        OnPage::Head(before) => Some((spec.key, before)),
        _ => None,
    });
    let parts = keys.filter_map(|(key, before)| {
        let value = entry.fields.get(key)?;
        let said = key.spec().filter.filter(|_| key.spec().shape == Shape::Text);
        let said = match said {
            Some(field) => narrowing_to(field, &value.first().text, key.spoken(&value.first().text)),
            // Whoever is at a place asks what else was there.
            None if key == Key::Place && value.agreement() == Agreement::Single => {
                let places = it.fields.names(key).map(|name| narrowing_to("place", &name.value, name.value.clone()));
                Text::line(Role::Dim, ", ", places)
            }
            None => it.named(key, Role::Dim),
        };
        let said = signed(said, value.agreement());
        Some(if said.is_empty() { said } else { Text::new(Role::Dim, before).joined(said) })
    });
    let sort = Text::new(Role::Dim, words::sort(entry));
    Text::line(Role::Dim, DOT, std::iter::once(sort).chain(parts))
}

/// The summary, and that something is wrong with the file.
pub(super) fn lead(cx: Context<'_>, id: EntryId, entry: &Entry) -> Vec<Block> {
    let it = FieldsView { cx, from: Some(id), fields: &entry.fields };
    let summaries = it.readings(Key::Summary).into_iter();
    let summaries = summaries.map(|reading| attributed(it, Text::new(Role::Plain, reading.text.as_str()), &reading));
    faults(cx, entry).into_iter().chain(summaries).filter_map(Block::paragraph).collect()
}

/// Every other key of its own.
pub(super) fn details(cx: Context<'_>, id: EntryId, entry: &Entry) -> Vec<Pair> {
    let it = FieldsView { cx, from: Some(id), fields: &entry.fields };
    Facts { id, entry, it, sources: it.sources(it.fields.cites()) }.rows()
}

/// A reading with who says so and the marks of its own sources.
fn attributed(it: FieldsView<'_>, text: Text, reading: &ReadingText<'_>) -> Text {
    let mut text = reading.with_who(text);
    if !reading.cites.is_empty() {
        text.push(Role::Plain, " ");
        text.0.extend(it.marks(reading.cites));
    }
    text
}

/// That a file could not be read whole.
fn faults(cx: Context<'_>, entry: &Entry) -> Option<Text> {
    let count = cx.dossier.problems().iter().filter(|problem| problem.path == entry.path).count();
    let problems = if count == 1 { "1 problem".to_owned() } else { format!("{count} problems") };
    entry.broken.then(|| {
        let said = Text::new(Role::Error, format!("! {problems}")).with(Role::Plain, format!(" in {}", entry.path));
        said.with(Role::Dim, ": the key ! tells them, and so does `dossier check`")
    })
}

/// The own keys of an entry.
struct Facts<'a> {
    id: EntryId,
    entry: &'a Entry,
    it: FieldsView<'a>,
    /// Their sources together, in one line.
    sources: String,
}

impl Facts<'_> {
    fn rows(&self) -> Vec<Pair> {
        let mut rows = self.of_keys(|on_page| on_page != OnPage::LastRow);
        rows.extend(self.entry.extra.iter().map(|(key, value)| {
            let row = Pair::new(&extra_label(key), vec![Text::new(Role::Plain, extra(value))]);
            self.to_card(row, Place::Extra(key.as_str().into()), String::new())
        }));
        rows.extend(self.of_keys(|on_page| on_page == OnPage::LastRow));
        if self.it.fields.cites().next().is_some() {
            let sign = self.it.sign(Fact::own(self.id)).with(Role::Plain, " ");
            let marks = sign.joined(Text(self.it.marks(self.it.fields.cites())));
            let row = Pair::new(&words::label(Key::Cites), vec![marks]);
            rows.push(self.to_card(row, Key::Cites.place(), self.sources.clone()));
        }
        rows.extend(self.absent());
        rows
    }

    /// What a reader would look for and no source says, last of all.
    fn absent(&self) -> Option<Pair> {
        let keys = entry_keys(self.entry.kind).iter().filter(|spec| spec.is_looked_for && !self.it.has(spec.key));
        let mut labels: Vec<String> = keys.map(|spec| words::label(spec.key)).collect();
        labels.extend(asks_for_signatures(self.entry).then(|| "number of signatures".to_owned()));
        let said = Text::new(Role::Dim, labels.join(", "));
        (!said.is_empty()).then(|| Pair::new("not stated", vec![said]))
    }

    /// The row of a fact, which leads to its card.
    fn to_card(&self, row: Pair, place: Place, say: String) -> Pair {
        row.to(Stop { opens: Opens::Card(Spot::at(self.id, place.clone())), say }).at(place)
    }

    /// The rows of those keys.
    fn of_keys(&self, which: impl Fn(OnPage) -> bool) -> Vec<Pair> {
        let keys = entry_keys(self.entry.kind).iter().filter(|spec| which(spec.on_page));
        let rows = keys.filter_map(|spec| {
            let value = self.it.fields.get(spec.key)?;
            let is_said = has_row(spec.on_page, value) && !goes_without_saying(self.it.cx, spec.key, value);
            is_said.then(|| self.row(spec, value))
        });
        rows.collect()
    }

    fn row(&self, spec: &KeySpec, value: &Value) -> Pair {
        let key = spec.key;
        if let Some(narrowing) = narrowing(self.it, spec, value) {
            return Pair::new(&words::label(key), vec![narrowing]).at(key.place());
        }
        let own: Vec<_> = value.shown().into_iter().flat_map(|shown| shown.cites).collect();
        let has_source = !own.is_empty() || self.it.fields.cites().next().is_some();
        let is_unsourced = !has_source && self.entry.needs_source(key);
        let values = self.it.readings(key).into_iter().enumerate().map(|(index, reading)| {
            let text = reading.shown(Role::Plain);
            let text = if index == 0 { signed(text, value.agreement()) } else { text };
            let text = attributed(self.it, text, &reading);
            if is_unsourced && index == 0 { text.with(Role::Warning, format!(" {UNSOURCED}")) } else { text }
        });
        let row = Pair::new(&words::label(key), values.collect());
        if key.spec().text == TextKind::Address {
            let url = self.it.fields.text(key).unwrap_or_default().to_owned();
            return row.to(Stop { opens: Opens::Url(url.clone()), say: url }).at(key.place());
        }
        let say = match own.as_slice() {
            [] if has_source || is_unsourced => self.sources.clone(),
            [] => String::new(),
            own => self.it.sources(own.iter().copied()),
        };
        self.to_card(row, key.place(), say)
    }
}

/// The language of an article that is the dossier's own.
fn goes_without_saying(cx: Context<'_>, key: Key, value: &Value) -> bool {
    let own = cx.dossier.cover().fields.get(key).filter(|_| key == Key::Language);
    own.is_some_and(|own| own.first().text == value.first().text)
}

/// A value of words that but sort the entry, each a link that narrows the lists to what bears it too.
fn narrowing(it: FieldsView<'_>, spec: &KeySpec, value: &Value) -> Option<Text> {
    let field = spec.filter.filter(|_| spec.shape == Shape::Words && value.agreement() == Agreement::Single)?;
    if value.shown().iter().any(|shown| !shown.cites.is_empty()) {
        return None;
    }
    let words = it.fields.names(spec.key).map(|word| narrowing_to(field, &word.value, word.value.clone()));
    Some(Text::line(Role::Plain, ", ", words)).filter(|text| !text.is_empty())
}

/// A link that narrows the lists to what has that value under that field of the filter.
fn narrowing_to(field: &str, value: &str, said: String) -> Text {
    let query = format!("{field}:{}", quoted(value));
    let link = Stop { say: format!("narrow the lists to {query}"), opens: Opens::Query(query) };
    Text::link(Role::Link, link, said)
}

/// As a filter takes it.
fn quoted(word: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || letter == '-';
    if word.chars().all(plain) { word.to_owned() } else { format!("\"{}\"", word.replace('"', " ")) }
}

/// Whether a key that stands there on the page has a row among the own keys.
fn has_row(on_page: OnPage, value: &Value) -> bool {
    match on_page {
        OnPage::Row | OnPage::LastRow => true,
        OnPage::Elsewhere | OnPage::Head(_) => {
            let shown = value.shown();
            shown.len() > 1
                || shown
                    .iter()
                    .any(|shown| !shown.cites.is_empty() || shown.words.is_some() || !shown.according_to.is_empty())
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

/// The row of a key of which the sources say nothing.
pub(super) fn open(key: Key) -> Pair {
    Pair::new(&words::label(key), vec![Text::new(Role::Dim, key.spec().absent)])
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
