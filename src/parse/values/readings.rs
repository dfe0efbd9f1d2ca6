//! Readings: a value as it stands, or a table or a list of tables, one for each thing that sources say.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::one::{Given, names, references, text};
use super::{Asked, kind_of};
use crate::entry::{Key, Shape};
use crate::parse::reader::{Reader, quoted};
use crate::problem::Code;
use crate::text::near::nearest;
use crate::value::{Reading, Readings, Span};

/// The keys of a reading.
const KEYS: [&str; 4] = ["value", "words", "according_to", "cites"];

/// Every reading of a value; `one` reads the value of each.
pub(super) fn readings<T>(
    reader: &mut Reader<'_>,
    asked: Asked,
    given: Given<'_, '_>,
    one: impl Fn(&mut Reader<'_>, Asked, Given<'_, '_>) -> Option<T>,
) -> Option<Readings<T>> {
    match given.get_ref() {
        DeValue::Table(table) if asked.readings => reading(reader, asked, table, given.span(), &one).map(Readings::one),
        DeValue::Array(items) if asked.readings && items.iter().any(|item| item.get_ref().is_table()) => {
            if items.len() == 1 {
                let key = asked.key.name();
                let message = format!("`{key}` is a list of one reading; write the reading alone, as {key} = {{ … }}");
                reader.add(Code::OneReading, &given.span(), message);
            }
            let all = items.iter().filter_map(|item| listed(reader, asked, item, &one));
            Readings::new(all.collect())
        }
        _ => {
            let value = one(reader, asked, given);
            let written = written_as(reader, asked, given, value.is_some())?;
            Some(Readings::one(Reading {
                value,
                written,
                words: None,
                according_to: Vec::new(),
                cites: Vec::new(),
                span: given.span(),
            }))
        }
    }
}

/// One reading of a list of them.
fn listed<T>(
    reader: &mut Reader<'_>,
    asked: Asked,
    item: Given<'_, '_>,
    one: &impl Fn(&mut Reader<'_>, Asked, Given<'_, '_>) -> Option<T>,
) -> Option<Reading<T>> {
    if let DeValue::Table(table) = item.get_ref() {
        return reading(reader, asked, table, item.span(), one);
    }
    let what = kind_of(item.get_ref());
    let message = format!("a reading of `{}` is {what}; write it as {{ value = …, cites = […] }}", asked.key.name());
    reader.add(Code::WrongType, &item.span(), message);
    None
}

fn reading<T>(
    reader: &mut Reader<'_>,
    asked: Asked,
    table: &DeTable<'_>,
    span: Span,
    one: &impl Fn(&mut Reader<'_>, Asked, Given<'_, '_>) -> Option<T>,
) -> Option<Reading<T>> {
    report_unknown(reader, asked, table);
    let given = |name: &str| table.get(name);
    if given("value").is_none() && given("words").is_none() {
        let message =
            format!("a reading of `{}` needs `value` or `words`; write what the source says", asked.key.name());
        reader.add(Code::KeyMissing, &span, message);
        return None;
    }
    let plain = |shape, key| Asked { key, shape, implied: None, readings: false };
    let own = given("value");
    let value = own.and_then(|own| one(reader, asked, own));
    let written = own.and_then(|own| written_as(reader, asked, own, value.is_some()));
    let words = given("words").and_then(|words| own_words(reader, asked, words));
    let according_to = given("according_to").and_then(|who| names(reader, plain(Shape::Names, Key::AccordingTo), who));
    let cites = given("cites").and_then(|cites| references(reader, plain(Shape::Cites, Key::Cites), cites));
    (written.is_some() || words.is_some()).then(|| Reading {
        value,
        written: written.unwrap_or_default(),
        words,
        according_to: according_to.unwrap_or_default(),
        cites: cites.unwrap_or_default(),
        span,
    })
}

/// What a source says without a value.
fn own_words(reader: &mut Reader<'_>, asked: Asked, given: Given<'_, '_>) -> Option<String> {
    if given.get_ref().is_str() {
        return text(reader, Asked { shape: Shape::Text, readings: false, ..asked }, given);
    }
    let what = kind_of(given.get_ref());
    let message = format!("`words` is {what}; it must be a text in quotes, as in words = \"many\"");
    reader.add(Code::WrongType, &given.span(), message);
    None
}

fn report_unknown(reader: &mut Reader<'_>, asked: Asked, table: &DeTable<'_>) {
    for key in table.keys() {
        let name = key.get_ref().as_ref();
        if !KEYS.contains(&name) {
            reader.add_with(Code::UnknownKey, &key.span(), || {
                let near = nearest(name, KEYS).map(|near| format!("; did you mean `{near}`?"));
                let remedy =
                    near.unwrap_or_else(|| "; it knows `value`, `words`, `according_to` and `cites`".to_owned());
                format!("a reading of `{}` does not know the key {}{remedy}", asked.key.name(), quoted(name))
            });
        }
    }
}

/// A value as it stands in the file, if there is one; a date, a count or an amount also where it does not parse, since
/// what somebody wrote there is not what sources leave open.
fn written_as(reader: &Reader<'_>, asked: Asked, given: Given<'_, '_>, parsed: bool) -> Option<String> {
    let measured = matches!(asked.shape, Shape::Date | Shape::Count | Shape::Money);
    let kept = parsed || measured && !reader.is_faulty(&given.span());
    kept.then(|| written(reader, given)).filter(|written| !written.is_empty())
}

/// A value as it stands in the file: a string without its quotes, a list as its parts with commas between.
fn written(reader: &Reader<'_>, given: &Spanned<DeValue<'_>>) -> String {
    match given.get_ref() {
        DeValue::String(text) => text.trim().to_owned(),
        DeValue::Array(items) => items.iter().map(|item| written(reader, item)).collect::<Vec<_>>().join(", "),
        _ => reader.slice(&given.span()).to_owned(),
    }
}
