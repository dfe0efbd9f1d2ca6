//! The dossier as JSON: the keys of its front matter, every value with all its readings. Nothing is shortened or made
//! `Safe`: JSON has its own escapes, and what a terminal could obey comes out as one.

use std::fmt::Write;

use serde::Serialize;
use serde_json::{Map, Value as Json, json};

use crate::entry::{Cover, Entry, EntryKind, Field, Fields, Key, Record, SavedView, Term, Value, records_of};
use crate::text::respelled;
use crate::value::{At, Count, Date, Money, Rate, Reading, Readings, Reference};
use crate::whole::{EntryId, View};

/// What every object that stands alone bears as `schema`.
pub const SCHEMA: &str = "dossier/1";

/// An object or a list as a line of text, without its end.
#[must_use]
pub fn line(json: &Json) -> String {
    escaped(&json.to_string())
}

/// The same in lines, as people can read it too.
#[must_use]
pub fn pretty(json: &Json) -> String {
    escaped(&format!("{json:#}"))
}

/// JSON with an escape for each character that may be taken for a command, hides or turns others around: `\u202e`. JSON
/// as such asks for escapes of the first 32 alone, so that DEL, U+009B and the like stand in its strings as they are.
fn escaped(json: &str) -> String {
    respelled(json, |shown, character| {
        for unit in character.encode_utf16(&mut [0; 2]) {
            write!(shown, "\\u{unit:04x}").expect("a string takes all");
        }
    })
}

/// The whole dossier as one object; the attached texts, which are somebody's own copies, only where they are wanted.
#[must_use]
pub fn dossier(read: View<'_>, with_texts: bool) -> Json {
    let dossier = read.dossier;
    let cover = dossier.cover();
    let of_cover = |key: Key| cover.fields.field(key).map_or(Json::Null, |field| value(&field.value));
    let mut all = Map::new();
    all.insert("schema".to_owned(), SCHEMA.into());
    all.insert("title".to_owned(), dossier.title().into());
    for key in [Key::Summary, Key::Language] {
        all.insert(key.name().to_owned(), of_cover(key));
    }
    all.insert("terms".to_owned(), cover.terms.iter().map(|it| Json::Object(term(it))).collect());
    all.insert("views".to_owned(), cover.views.iter().map(view).collect());
    for kind in EntryKind::ALL {
        let ids = dossier.list(kind).iter();
        let whole = |read: View<'_>, id: EntryId| {
            let mut object = entry(dossier.get(id)?, read.markdown(id));
            let text = if with_texts { read.attached(id) } else { None };
            object.extend(text.map(|text| ("text".to_owned(), text.into())));
            Some(Json::Object(object))
        };
        let entries = ids.filter_map(|id| read.passing(|read| whole(read, *id)));
        all.insert(kind.plural().to_owned(), entries.collect());
    }
    Json::Object(all)
}

/// An entry: its id, its keys, its records kind by kind, its body in Markdown.
#[must_use]
pub fn entry(entry: &Entry, markdown: Option<&str>) -> Map<String, Json> {
    let mut object = with_id(&entry.id);
    add_fields(&mut object, &entry.fields);
    if !entry.extra.is_empty() {
        object.insert("extra".to_owned(), table(&entry.extra));
    }
    for kind in records_of(entry.kind) {
        let records: Vec<Json> = entry.records_of(*kind).map(|it| Json::Object(record(it))).collect();
        if !records.is_empty() {
            object.insert(kind.plural().to_owned(), records.into());
        }
    }
    object.insert("body".to_owned(), markdown.unwrap_or_default().into());
    object
}

/// A record: its id and its keys.
#[must_use]
pub fn record(record: &Record) -> Map<String, Json> {
    let mut object = with_id(&record.id);
    add_fields(&mut object, &record.fields);
    object
}

/// The cover: its keys, its saved views; its terms stand for themselves.
#[must_use]
pub fn cover(cover: &Cover) -> Map<String, Json> {
    let mut object = Map::new();
    add_fields(&mut object, &cover.fields);
    object.insert("views".to_owned(), cover.views.iter().map(view).collect());
    object
}

/// A term: its id and its keys.
#[must_use]
pub fn term(term: &Term) -> Map<String, Json> {
    let mut object = with_id(&term.id);
    add_fields(&mut object, &term.fields);
    object
}

fn view(view: &SavedView) -> Json {
    json!({ "id": view.slug, "name": view.name, "query": view.query })
}

fn with_id(id: &str) -> Map<String, Json> {
    Map::from_iter([("id".to_owned(), id.into())])
}

fn add_fields(object: &mut Map<String, Json>, fields: &Fields) {
    for Field { key, value: of_key, .. } in fields {
        object.insert(key.name().to_owned(), value(of_key));
    }
}

/// A value: a date, a count or an amount as the list of its readings; another plainly, but where it was given as
/// readings.
fn value(value: &Value) -> Json {
    match value {
        Value::Date(readings) => readings.iter().map(|reading| figure(reading, days)).collect(),
        Value::Count(readings) => readings.iter().map(|reading| figure(reading, number)).collect(),
        Value::Money(readings) => readings.iter().map(|reading| figure(reading, sum)).collect(),
        Value::Text(readings) => plain(readings, |text| text.as_str().into()),
        Value::Number(readings) => plain(readings, |number| (*number).into()),
        Value::Names(readings) => plain(readings, |names| list(names, |name| name.as_str().into())),
        Value::References(readings) => plain(readings, |references| list(references, reference)),
    }
}

fn plain<T>(readings: &Readings<T>, one: impl Fn(&T) -> Json) -> Json {
    let first = readings.first();
    match &first.value {
        Some(only) if readings.len() == 1 && says_no_more(first) => one(only),
        _ => {
            let read = |reading: &Reading<T>| {
                json!(Plain { value: reading.value.as_ref().map(&one), source: source(reading) })
            };
            readings.iter().map(read).collect()
        }
    }
}

/// Whether a reading is but its value.
fn says_no_more<T>(reading: &Reading<T>) -> bool {
    reading.words.is_none() && reading.according_to.is_empty() && reading.cites.is_empty()
}

/// Who says what a reading says.
#[derive(Serialize)]
struct Source<'a> {
    words: Option<&'a str>,
    according_to: Vec<&'a str>,
    cites: Vec<String>,
}

fn source<T>(reading: &Reading<T>) -> Source<'_> {
    Source {
        words: reading.words.as_deref(),
        according_to: reading.according_to.iter().map(|name| name.value.as_str()).collect(),
        cites: reading.cites.iter().map(|cite| cite.value.to_string()).collect(),
    }
}

#[derive(Serialize)]
struct Plain<'a> {
    value: Option<Json>,
    #[serde(flatten)]
    source: Source<'a>,
}

/// A value that is compared: as it was written, and what is made of that; nothing where there are words alone.
#[derive(Serialize)]
struct Figure<'a, P> {
    written: Option<&'a str>,
    #[serde(flatten)]
    source: Source<'a>,
    #[serde(flatten)]
    parts: P,
}

/// The first and the last day that a date may mean.
#[derive(Default, Serialize)]
struct Days {
    earliest: Option<String>,
    latest: Option<String>,
}

#[derive(Default, Serialize)]
struct Number {
    qualifier: Option<&'static str>,
    value: Option<u64>,
}

#[derive(Default, Serialize)]
struct Sum {
    qualifier: Option<&'static str>,
    currency: Option<String>,
    minor: Option<u64>,
    rate: Option<&'static str>,
}

fn figure<T, P: Default + Serialize>(reading: &Reading<T>, parts: impl Fn(&T) -> P) -> Json {
    let written = reading.value.as_ref().map(|_| reading.written.as_str());
    let parts = reading.value.as_ref().map(parts).unwrap_or_default();
    json!(Figure { written, source: source(reading), parts })
}

fn days(date: &Date) -> Days {
    let day = |bound: Option<jiff::civil::Date>| bound.map(|day| day.to_string());
    Days { earliest: day(date.earliest()), latest: day(date.latest()) }
}

fn number(count: &Count) -> Number {
    Number { qualifier: Some(sign(count.qualifier.sign())), value: Some(count.number) }
}

fn sum(money: &Money) -> Sum {
    Sum {
        qualifier: Some(sign(money.qualifier.sign())),
        currency: Some(money.currency().to_owned()),
        minor: Some(money.minor),
        rate: money.rate.map(Rate::word),
    }
}

/// The sign before a number; `=` where there is none.
fn sign(sign: &'static str) -> &'static str {
    if sign.is_empty() { "=" } else { sign }
}

fn list<T>(values: &[At<T>], one: impl Fn(&T) -> Json) -> Json {
    values.iter().map(|at| one(&at.value)).collect()
}

fn reference(reference: &Reference) -> Json {
    reference.to_string().into()
}

fn table(table: &toml::Table) -> Json {
    table.iter().map(|(key, value)| (key.clone(), extra(value))).collect::<Map<_, _>>().into()
}

/// One of the owner's own values. Dates, and numbers that JSON does not have, are text.
fn extra(value: &toml::Value) -> Json {
    match value {
        toml::Value::String(text) => text.as_str().into(),
        toml::Value::Integer(number) => (*number).into(),
        toml::Value::Float(number) if number.is_finite() => (*number).into(),
        toml::Value::Float(number) => number.to_string().into(),
        toml::Value::Boolean(truth) => (*truth).into(),
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Array(values) => values.iter().map(extra).collect(),
        toml::Value::Table(inner) => table(inner),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    fn exported(front_matter: &str) -> Json {
        let parsed = parse::entry(EntryKind::Campaign, "campaigns/a.md", &format!("+++\n{front_matter}\n+++\n"));
        Json::Object(entry(&parsed.entry, parsed.text.get(parsed.text.len() - parsed.body.length..)))
    }

    #[test]
    fn a_key_given_as_readings_is_a_list_of_them_and_else_its_plain_value() {
        let exported = exported(
            r#"
name = "A"
summary = { value = "S", cites = ["x#¶1"] }
status = [{ value = "won", according_to = "B" }, { words = "it is not over" }]
organisers = "B"
endorsers = [{ value = ["B", "C"] }, { value = "D" }]
targets = "x"
date = [{ value = "201X?" }, { value = "2018-03/.." }]
"#,
        );
        let nothing_more = |value: Json| json!({ "value": value, "words": null, "according_to": [], "cites": [] });
        let date = |written: &str, earliest: &str, latest: Json| json!({ "written": written, "words": null, "according_to": [], "cites": [], "earliest": earliest, "latest": latest });
        assert_eq!(
            exported,
            json!({
                "id": "a",
                "name": "A",
                "summary": [{ "value": "S", "words": null, "according_to": [], "cites": ["x#¶1"] }],
                "status": [
                    { "value": "won", "words": null, "according_to": ["B"], "cites": [] },
                    { "value": null, "words": "it is not over", "according_to": [], "cites": [] }
                ],
                "date": [
                    date("201X?", "2010-01-01", "2019-12-31".into()),
                    date("2018-03/..", "2018-03-01", Json::Null)
                ],
                "targets": ["x"],
                "organisers": ["B"],
                "endorsers": [nothing_more(json!(["B", "C"])), nothing_more(json!(["D"]))],
                "body": ""
            })
        );
    }

    #[test]
    fn the_owners_own_keys_come_out_as_they_are() {
        let exported = exported(
            "name = \"A\"\n[extra]\ntext = \"a\\u001b\"\nnumber = 3\nhalf = 0.5\nmuch = inf\nyes = true\nday = 2018-03-01\nlist = [1, { in = \"x\" }]",
        );
        let expected = json!({
            "text": "a\u{1b}", "number": 3, "half": 0.5, "much": "inf", "yes": true, "day": "2018-03-01", "list": [1, { "in": "x" }]
        });
        assert_eq!(exported["extra"], expected);
    }
}
