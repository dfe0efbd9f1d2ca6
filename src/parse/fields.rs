//! A table of keys → fields, by the schema. Whatever is wrong with a key, the others are read.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::reader::{Reader, quoted};
use super::values::{self, Asked};
use crate::entry::{Field, Fields, Key, KeySpec};
use crate::problem::Code;
use crate::text::near::nearest;
use crate::value::Span;

/// What people write for a key, who know it from elsewhere.
const MEANT: &[(&str, &str)] = &[
    ("aka", "also_known_as"),
    ("alias", "also_known_as"),
    ("website", "url"),
    ("homepage", "url"),
    ("link", "url"),
    ("description", "summary"),
    ("abstract", "summary"),
    ("source", "cites"),
    ("sources", "cites"),
    ("published", "date"),
    ("location", "place"),
    ("buyer", "with"),
    ("customer", "with"),
    ("client", "with"),
    ("industry", "sector"),
];

/// What a table may hold.
pub(super) struct Known<'k> {
    /// What the table is, as a message names it: "a company", "`contracts`".
    pub(super) of: &'k str,
    /// Its keys.
    pub(super) keys: &'k [KeySpec],
    /// What else may stand in it, read by others.
    pub(super) others: &'k [&'k str],
    /// What to do with an unknown key, to stand at the end of a sentence.
    pub(super) remedy: &'k str,
    /// Whether its values may be readings.
    pub(super) readings: bool,
    /// The key for which something else is taken where it says nothing.
    pub(super) named: Option<Key>,
}

/// Reads the fields of `table`. `place` is where its absent keys are missed; `foreign` may know what an unknown key is.
pub(super) fn read(
    reader: &mut Reader<'_>,
    table: &DeTable<'_>,
    place: &Span,
    known: &Known<'_>,
    foreign: &dyn Fn(&str) -> Option<String>,
) -> Fields {
    report_unknown(reader, table, known, foreign);
    let fields = known.keys.iter().filter_map(|spec| {
        let is_needed = spec.required && known.named != Some(spec.key);
        let Some(value) = given(reader, table, spec) else {
            if is_needed {
                miss(reader, place, known.of, *spec);
            }
            return None;
        };
        let span = value.span();
        if says_nothing(value.get_ref()) {
            if known.named != Some(spec.key) {
                empty(reader, &span, is_needed, known.of, *spec);
            }
            return None;
        }
        let asked = Asked { key: spec.key, shape: spec.shape, implied: spec.implied, readings: known.readings };
        values::read(reader, asked, value).map(|value| Field { key: spec.key, value, span })
    });
    Fields::new(fields.collect())
}

/// What stands under that key, as it is spelled here or, where that is absent, elsewhere.
fn given<'v, 't>(reader: &mut Reader<'_>, table: &'v DeTable<'t>, spec: &KeySpec) -> Option<&'v Spanned<DeValue<'t>>> {
    let key = spec.key.name();
    table.get(key).or_else(|| {
        let value = table.get(spec.elsewhere?)?;
        reader.read_way(&value.span(), format!("`{}` for `{key}`", spec.elsewhere?));
        Some(value)
    })
}

fn says_nothing(value: &DeValue<'_>) -> bool {
    match value {
        DeValue::String(text) => text.trim().is_empty(),
        DeValue::Array(items) => items.is_empty(),
        _ => false,
    }
}

fn empty(reader: &mut Reader<'_>, span: &Span, is_needed: bool, of: &str, spec: KeySpec) {
    let (key, example) = (spec.key.name(), values::example(spec.shape, spec.key));
    if is_needed {
        reader.add(Code::KeyMissing, span, format!("`{key}` is empty, and {of} needs it; write {key} = {example}"));
    } else {
        reader.add(Code::SaysNothing, span, format!("`{key}` is empty; write {key} = {example}, or delete the line"));
    }
}

fn miss(reader: &mut Reader<'_>, place: &Span, of: &str, spec: KeySpec) {
    let key = spec.key.name();
    if !is_written(reader, place, key) {
        let example = values::example(spec.shape, spec.key);
        reader.add(Code::KeyMissing, place, format!("{of} needs `{key}`; write {key} = {example}"));
    }
}

/// Whether a syntax fault may be why a key is not there: a line of its table begins with it.
pub(super) fn is_written(reader: &Reader<'_>, place: &Span, key: &str) -> bool {
    if !reader.has_faults() {
        return false;
    }
    // A table in braces ends with them; any other goes on to the next header.
    let rest = match reader.slice(place) {
        braces if braces.starts_with('{') => braces,
        _ => reader.text.get(place.end..).unwrap_or_default(),
    };
    let lines = rest.lines().skip(1).take_while(|line| !line.starts_with('['));
    lines.filter_map(|line| line.trim_start().strip_prefix(key)).any(|rest| rest.trim_start().starts_with('='))
}

fn report_unknown(
    reader: &mut Reader<'_>,
    table: &DeTable<'_>,
    known: &Known<'_>,
    foreign: &dyn Fn(&str) -> Option<String>,
) {
    let names = || known.keys.iter().map(|spec| spec.key.name()).chain(known.others.iter().copied());
    let is_taken = |spec: &KeySpec| table.get(spec.key.name()).is_none();
    let elsewhere = || known.keys.iter().filter(|spec| is_taken(spec)).filter_map(|spec| spec.elsewhere);
    let unknown = table.keys().filter(|key| !names().chain(elsewhere()).any(|known| known == key.get_ref().as_ref()));
    if reader.is_foreign {
        let unknown: Vec<_> = unknown.collect();
        let names: Vec<String> = unknown.iter().map(|key| quoted(key.get_ref())).collect();
        if let Some(first) = unknown.first() {
            reader
                .read_way(&first.span(), format!("without {}, of which {} knows nothing", names.join(", "), known.of));
        }
        return;
    }
    for key in unknown {
        let name = key.get_ref().as_ref();
        reader.add_with(Code::UnknownKey, &key.span(), || {
            foreign(name).unwrap_or_else(|| {
                let meant = MEANT.iter().find(|(other, key)| *other == name && names().any(|known| known == *key));
                let near = meant.map(|(_, key)| *key).or_else(|| nearest(name, names()));
                let near = near.map(|near| format!("; did you mean `{near}`?"));
                let remedy = near.unwrap_or_else(|| known.remedy.to_owned());
                format!("{} does not know the key {}{remedy}", known.of, quoted(name))
            })
        });
    }
}
