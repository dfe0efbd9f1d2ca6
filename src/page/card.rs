//! A card: one fact with every key, every reading, who says so and where. Must never leave a reading out.

use crate::entry::{Entry, Fields, Key, KeySpec, OnPage, Record, Shape, TextKind, Value, entry_keys, record_keys};
use crate::evidence::Support;
use crate::value::{Agreement, At, Place, Reference};
use crate::whole::{EntryId, Spot, Tie, Topic};

use super::citation::Citation;
use super::context::Context;
use super::facts::{extra, extra_label, open};
use super::readings::{FieldsView, ReadingText};
use super::record::{RecordView, spec};
use super::words::{self, DOT, UNSOURCED};
use super::{Block, Opens, Page, Pair, Role, Stop, Text, backlinks};

/// The card of the fact at that place of an entry; none where nothing is there.
pub(super) fn page(cx: Context<'_>, id: EntryId, entry: &Entry, place: &Place) -> Option<Page> {
    match place {
        Place::Record(record) => Some(record_card(RecordView { cx, from: id, record: entry.record(record)? })),
        Place::Key(key) => Some(key_card(cx, id, entry, Key::from_name(key)?)),
        Place::Extra(key) => {
            let (key, value) = entry.extra.get_key_value(&**key)?;
            Some(extra_card(cx, id, entry, key, value))
        }
        Place::Paragraphs(_)
        | Place::Heading(_)
        | Place::From(_)
        | Place::Prose
        | Place::References
        | Place::Sources => None,
    }
}

fn record_card(it: RecordView<'_>) -> Page {
    let (cx, record, fields) = (it.cx, it.record, it.fields());
    let mut pairs = Vec::new();
    for spec in record_keys(record.kind) {
        let is_last = matches!(spec.on_page, OnPage::Sources | OnPage::Note);
        let value = record.fields.get(spec.key).filter(|_| !is_last);
        pairs.extend(value.map(|value| card_pair(fields, spec, value)));
    }
    pairs.extend(sources_pair(fields));
    pairs.extend(it.fact().and_then(|fact| support_pair(cx, &fact.support(cx.dossier))));
    pairs.extend(open_pair(record));
    pairs.extend(note_pair(&record.fields, &words::label(Key::Note)));
    pairs.push(owner_pair(cx, it.from, Some(&record.id)));
    let is_here = |tie: &&Tie| tie.to.place.as_ref().and_then(Place::record_id) == Some(&*record.id);
    let ties = cx.dossier.to(Topic::Entry(it.from)).into_iter().filter(is_here);
    let sort = Text::new(Role::Dim, spec(record.kind).one);
    let mut page = Page { sort, ..Page::new(&it.title(), "") };
    page.blocks.extend(Block::pairs(pairs));
    page.blocks.extend(backlinks::whole(cx, &ties.collect::<Vec<_>>()));
    page
}

fn key_card(cx: Context<'_>, id: EntryId, entry: &Entry, key: Key) -> Page {
    let it = FieldsView { cx, from: Some(id), fields: &entry.fields };
    let spec = entry_keys(entry.kind).iter().find(|spec| spec.key == key);
    let mut pairs = Vec::new();
    match (entry.fields.get(key), spec) {
        (Some(value), Some(spec)) if spec.on_page != OnPage::Sources => {
            pairs.push(card_pair(it, spec, value));
        }
        (None, _) => pairs.push(open(key)),
        (Some(_), _) => {}
    }
    pairs.extend(key_sources(it, entry, key));
    pairs.extend(note_pair(&entry.fields, "note on the entry"));
    fact_card(cx, id, entry, &words::label(key), pairs)
}

/// The entry's sources, as far as they are those of the key: where a reading of it has none of its own.
fn key_sources(it: FieldsView<'_>, entry: &Entry, key: Key) -> Option<Pair> {
    let value = it.fields.get(key).filter(|_| key.spec().on_page != OnPage::Sources);
    if value.is_some_and(Value::is_sourced) {
        return None;
    }
    let marks = it.linked_marks(it.fields.cites());
    if !marks.is_empty() {
        return Some(Pair::new(&words::label(Key::Cites), vec![marks]));
    }
    let unsourced = value.is_some_and(|value| value.shown().iter().all(|reading| reading.cites.is_empty()));
    (unsourced && entry.needs_source(key)).then(unsourced_pair)
}

/// One of the owner's own keys, part by part.
fn extra_card(cx: Context<'_>, id: EntryId, entry: &Entry, key: &str, value: &toml::Value) -> Page {
    let label = extra_label(key);
    let plain = |value: &toml::Value| Text::new(Role::Plain, extra(value));
    let pairs = match value {
        toml::Value::Table(table) => {
            table.iter().map(|(key, value)| Pair::new(&extra_label(key), vec![plain(value)])).collect()
        }
        toml::Value::Array(values) => vec![Pair::new(&label, values.iter().map(plain).collect())],
        toml::Value::String(_)
        | toml::Value::Integer(_)
        | toml::Value::Float(_)
        | toml::Value::Boolean(_)
        | toml::Value::Datetime(_) => vec![Pair::new(&label, vec![plain(value)])],
    };
    fact_card(cx, id, entry, &label, pairs)
}

/// The card of a fact of the entry itself.
fn fact_card(cx: Context<'_>, id: EntryId, entry: &Entry, label: &str, mut pairs: Vec<Pair>) -> Page {
    pairs.push(owner_pair(cx, id, None));
    Page { blocks: vec![Block::Pairs(pairs)], ..Page::new(&format!("{}: {label}", entry.name()), "") }
}

/// Whose fact it is, leading back to its row.
fn owner_pair(cx: Context<'_>, id: EntryId, record: Option<&str>) -> Pair {
    let topic = Topic::Entry(id);
    let opens = Opens::Spot(Spot { topic, place: record.map(Place::record) });
    let link = Stop { opens, ..cx.stop(topic) };
    Pair::new("entry", vec![Text::link(Role::Link, link, cx.dossier.name(topic))])
}

/// A key with every reading: the value, the source's words, who says so, where.
fn card_pair(it: FieldsView<'_>, spec: &KeySpec, value: &Value) -> Pair {
    let readings = it.readings(spec.key).into_iter().enumerate().map(|(number, reading)| {
        let mut text = linked(it, spec, value, number, &reading);
        if let Some(words) = reading.words {
            text.push(Role::Dim, DOT);
            text.push(Role::Emphasis, format!("“{words}”"));
        }
        let mut text = reading.with_who(text);
        text.join(Role::Plain, " ", it.linked_marks(reading.cites));
        text
    });
    let mut values: Vec<Text> = readings.collect();
    if values.len() > 1 {
        values.push(agreement_in_words(
            value.agreement(),
            if is_of_one_passage(it, value) { "readings" } else { "sources" },
        ));
    }
    Pair::new(&words::label(spec.key), values)
}

/// The reading of that number, with the names in it as links.
fn linked(it: FieldsView<'_>, spec: &KeySpec, value: &Value, number: usize, reading: &ReadingText<'_>) -> Text {
    let links: Option<Vec<Text>> = match value {
        Value::Names(readings) if spec.shape == Shape::Names => {
            let names = readings.iter().nth(number).and_then(|reading| reading.value.as_ref());
            names.map(|names| names.iter().map(|name| name_link(it, &name.value)).collect())
        }
        Value::References(readings) => {
            let references = readings.iter().nth(number).and_then(|reading| reading.value.as_ref());
            let link = |at: &At<Reference>| Citation::new(it.cx.dossier, &at.value, it.from).link(it.cx);
            references.map(|references| references.iter().map(link).collect())
        }
        Value::Text(_) | Value::Names(_) | Value::Date(_) | Value::Count(_) | Value::Money(_) | Value::Number(_) => {
            None
        }
    };
    let text = || reading.text.clone();
    match (links, value) {
        _ if reading.is_unread => reading.shown(Role::Plain),
        (Some(links), _) => Text::line(Role::Plain, ", ", links),
        (None, Value::Text(_)) if spec.text == TextKind::Address => {
            Text::link(Role::Link, Stop { opens: Opens::Url(text()), say: text() }, text())
        }
        (None, Value::Text(_)) if spec.key == Key::Quote => Text::new(Role::Emphasis, format!("“{}”", reading.text)),
        (None, Value::Date(_) | Value::Count(_) | Value::Money(_)) => Text::new(Role::Figure, text()),
        (None, Value::Text(_) | Value::Names(_) | Value::References(_) | Value::Number(_)) => {
            Text::new(Role::Plain, text())
        }
    }
}

fn name_link(it: FieldsView<'_>, name: &str) -> Text {
    match it.from.and_then(|from| it.cx.dossier.named_place(name, from)) {
        Some(spot) => it.cx.link(&spot, &it.person_or_thing(name)),
        None => Text::new(Role::Plain, name),
    }
}

/// Whether every reading is of one and the same passage.
fn is_of_one_passage(it: FieldsView<'_>, value: &Value) -> bool {
    let mut readings = value.shown().into_iter().map(|shown| it.citations(shown.cites));
    readings.next().is_some_and(|first| first.len() == 1 && readings.all(|other| other == first))
}

/// Where the fact as a whole is told; `○ unsourced` where it has no source at all.
fn sources_pair(it: FieldsView<'_>) -> Option<Pair> {
    let marks = it.linked_marks(it.fields.cites());
    if !marks.is_empty() {
        return Some(Pair::new(&words::label(Key::Cites), vec![marks]));
    }
    it.fields.sources().is_empty().then(unsourced_pair)
}

/// How many witnesses there are, and why not more; nothing where there is no source, which is said there.
fn support_pair(cx: Context<'_>, support: &Support) -> Option<Pair> {
    let names: Vec<&str> = support.publications.iter().map(|known| known.name(cx.dossier)).collect();
    let number = |count: usize| words::number(count);
    let why = match (support.witnesses, names.as_slice()) {
        (0, _) => return None,
        (1, [one]) if support.sources > 1 => format!("{} parts of {one}", number(support.sources)),
        (1, [one]) => (*one).to_owned(),
        (1, several) => format!("{} publications that repeat one voice", number(several.len())),
        (_, several) => several.join("; "),
    };
    let many = if support.witnesses == 1 { "witness" } else { "witnesses" };
    let mut said =
        Text::new(Role::Plain, format!("{} {} {many}: {why}", support.standing().sign(), number(support.witnesses)));
    if support.independent {
        said.push(Role::Dim, format!("{DOT}the editors say that it stands apart from what it is part of"));
    }
    Some(Pair::new("support", vec![said]))
}

fn unsourced_pair() -> Pair {
    Pair::new(&words::label(Key::Cites), vec![Text::new(Role::Warning, format!("{UNSOURCED} unsourced"))])
}

/// What a reader would look for in such a record and the sources do not say.
fn open_pair(record: &Record) -> Option<Pair> {
    let looked_for = record_keys(record.kind).iter().filter(|spec| spec.is_looked_for);
    let absent = looked_for.filter(|spec| record.fields.get(spec.key).is_none()).map(|spec| words::label(spec.key));
    let absent: Vec<String> = absent.collect();
    (!absent.is_empty()).then(|| Pair::new("not stated", vec![Text::new(Role::Dim, absent.join(", "))]))
}

fn note_pair(fields: &Fields, label: &str) -> Option<Pair> {
    let note = fields.text(Key::Note)?;
    Some(Pair::new(label, vec![Text::new(Role::Plain, note)]))
}

/// Whether they agree: the sources, or where all are of one passage the readings.
fn agreement_in_words(agreement: Agreement, sources: &str) -> Text {
    match agreement {
        Agreement::Single => Text::default(),
        Agreement::Agree => Text::new(Role::Dim, format!("≈ the {sources} agree")),
        Agreement::Differ => Text::new(Role::Warning, format!("≠ the {sources} differ")),
    }
}
