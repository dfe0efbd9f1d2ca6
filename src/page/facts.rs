//! The entry's own keys, each a row that opens its card. Must never leave out a key the entry has, nor what a reader
//! would look for and the sources do not say.

use crate::entry::{Entry, EntryKind, Key, OnPage, RecordKind, TextKind, Value, entry_keys};
use crate::value::Place;
use crate::whole::{EntryId, Spot};

use super::context::Context;
use super::readings::{FieldsView, ReadingText, signed};
use super::words::{self, UNSOURCED};
use super::{Block, Opens, Pair, Role, Stop, Text};

/// The summary, what is wrong with the file, the own keys.
pub(super) fn opening(cx: Context<'_>, id: EntryId, entry: &Entry) -> Vec<Block> {
    let it = FieldsView { cx, from: Some(id), fields: &entry.fields };
    let summaries = it.readings(Key::Summary).into_iter();
    let summaries = summaries.map(|reading| attributed(it, Text::new(Role::Plain, reading.text.as_str()), &reading));
    let mut blocks: Vec<Block> = summaries.filter_map(Block::paragraph).collect();
    blocks.extend(faults(cx, entry));
    blocks.extend(Block::pairs(Facts { id, entry, it, sources: it.sources(it.fields.cites()) }.rows()));
    blocks
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

/// What is wrong with a file that could not be read whole.
fn faults(cx: Context<'_>, entry: &Entry) -> Vec<Block> {
    if !entry.broken {
        return Vec::new();
    }
    let head = format!("{} has an error; what could be read of it is below.", entry.path);
    let problems = cx.dossier.problems().iter().filter(|problem| problem.path == entry.path).map(|problem| {
        Text::new(Role::Dim, format!("{}:{} ", problem.line, problem.column))
            .with(Role::Error, format!("{} ", problem.code.code()))
            .with(Role::Plain, problem.message.as_str())
    });
    std::iter::once(Text::new(Role::Error, head)).chain(problems).filter_map(Block::paragraph).collect()
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
        if asks_for_signatures(self.entry) {
            rows.push(Pair::new("signed", vec![Text::new(Role::Dim, "number open")]));
        }
        rows.extend(self.entry.extra.iter().map(|(key, value)| {
            let row = Pair::new(&extra_label(key), vec![Text::new(Role::Plain, extra(value))]);
            self.to_card(row, Place::Extra(key.as_str().into()), String::new())
        }));
        rows.extend(self.of_keys(|on_page| on_page == OnPage::LastRow));
        if self.it.fields.cites().next().is_some() {
            let row = Pair::new(&words::label(Key::Cites), vec![Text(self.it.marks(self.it.fields.cites()))]);
            rows.push(self.to_card(row, Key::Cites.place(), self.sources.clone()));
        }
        rows
    }

    /// The row of a fact, which leads to its card.
    fn to_card(&self, row: Pair, place: Place, say: String) -> Pair {
        row.to(Stop { opens: Opens::Card(Spot::at(self.id, place.clone())), say }).at(place)
    }

    /// The rows of those keys.
    fn of_keys(&self, which: impl Fn(OnPage) -> bool) -> Vec<Pair> {
        let keys = entry_keys(self.entry.kind).iter().filter(|spec| which(spec.on_page));
        let rows = keys.filter_map(|spec| match self.it.fields.get(spec.key) {
            Some(value) if has_row(spec.on_page, value) && !goes_without_saying(self.it.cx, spec.key, value) => {
                Some(self.row(spec.key, value))
            }
            None if spec.is_looked_for => Some(open(spec.key)),
            Some(_) | None => None,
        });
        rows.collect()
    }

    fn row(&self, key: Key, value: &Value) -> Pair {
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
