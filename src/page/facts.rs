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
    blocks.extend(Block::pairs(facts(it, id, entry)));
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

fn facts(it: FieldsView<'_>, id: EntryId, entry: &Entry) -> Vec<Pair> {
    let mut pairs = own_facts(it, id, entry, |on_page| on_page != OnPage::LastRow);
    if asks_for_signatures(entry) {
        pairs.push(Pair::new("signed", vec![Text::new(Role::Dim, "number open")]));
    }
    for (key, value) in &entry.extra {
        let place = Place::Extra(key.as_str().into());
        let row = Pair::new(&extra_label(key), vec![Text::new(Role::Plain, extra(value))]);
        pairs.push(card_of(row, id, place, String::new()));
    }
    pairs.extend(own_facts(it, id, entry, |on_page| on_page == OnPage::LastRow));
    pairs.extend(own_sources(it, id));
    pairs
}

/// The row of a fact, which leads to its card.
fn card_of(row: Pair, id: EntryId, place: Place, say: String) -> Pair {
    row.to(Stop { opens: Opens::Card(Spot::at(id, place.clone())), say }).at(place)
}

/// The rows of those of the own keys.
fn own_facts(it: FieldsView<'_>, id: EntryId, entry: &Entry, which: impl Fn(OnPage) -> bool) -> Vec<Pair> {
    let keys = entry_keys(entry.kind).iter().filter(|spec| which(spec.on_page));
    let rows = keys.filter_map(|spec| match it.fields.get(spec.key) {
        Some(value) if has_row(spec.on_page, value) && !goes_without_saying(it.cx, spec.key, value) => {
            Some(fact(it, id, entry, spec.key, value))
        }
        None if spec.is_looked_for => Some(open(spec.key)),
        Some(_) | None => None,
    });
    rows.collect()
}

/// The language of an article that is the dossier's own.
fn goes_without_saying(cx: Context<'_>, key: Key, value: &Value) -> bool {
    let own = cx.dossier.cover().fields.get(key).filter(|_| key == Key::Language);
    own.is_some_and(|own| own.first().text == value.first().text)
}

fn fact(it: FieldsView<'_>, id: EntryId, entry: &Entry, key: Key, value: &Value) -> Pair {
    let own: Vec<_> = value.shown().into_iter().flat_map(|shown| shown.cites).collect();
    let cites: Vec<_> = if own.is_empty() { it.fields.cites().collect() } else { own };
    let is_unsourced = cites.is_empty() && entry.needs_source(key);
    let values = it.readings(key).into_iter().enumerate().map(|(index, reading)| {
        let mut text = reading.shown(Role::Plain);
        if index == 0 {
            text = signed(text, value.agreement());
        }
        let text = attributed(it, text, &reading);
        if is_unsourced && index == 0 { text.with(Role::Warning, format!(" {UNSOURCED}")) } else { text }
    });
    let row = Pair::new(&words::label(key), values.collect());
    if key.spec().text == TextKind::Address {
        let url = it.fields.text(key).unwrap_or_default().to_owned();
        return row.to(Stop { opens: Opens::Url(url.clone()), say: url }).at(key.place());
    }
    let say = if cites.is_empty() && !is_unsourced { String::new() } else { it.sources(cites) };
    card_of(row, id, key.place(), say)
}

/// The sources of the own keys together.
fn own_sources(it: FieldsView<'_>, id: EntryId) -> Option<Pair> {
    it.fields.cites().next()?;
    let row = Pair::new(&words::label(Key::Cites), vec![Text(it.marks(it.fields.cites()))]);
    Some(card_of(row, id, Key::Cites.place(), it.sources(it.fields.cites())))
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
