//! The records of an entry: `[[contracts]]` and the other tables of its front matter.

use std::collections::HashSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fields::{self, Known};
use super::reader::{Reader, quoted};
use super::values::kind_of;
use crate::entry::{EntryKind, Record, RecordKind, record_keys, records_of};
use crate::problem::Code;
use crate::text::fold::slug;
use crate::value::{Span, is_record_id};

/// A record with the place of its id, where it has one of its own.
struct Identified {
    record: Record,
    id_at: Option<Span>,
}

/// The records of an entry of that kind, kind by kind, within a kind as written.
pub(super) fn read(reader: &mut Reader<'_>, table: &DeTable<'_>, kind: EntryKind) -> Vec<Record> {
    let mut records = Vec::new();
    for kind in records_of(kind) {
        if let Some(value) = table.get(kind.plural()) {
            let tables = tables_of(reader, *kind, value);
            let numbered = tables.into_iter().zip(1..);
            records.extend(numbered.map(|((table, span), number)| record(reader, table, &span, *kind, number)));
        }
    }
    part_twins(reader, &mut records);
    records.into_iter().map(|identified| identified.record).collect()
}

/// The tables that are records; what is none is reported.
fn tables_of<'v, 't>(
    reader: &mut Reader<'_>,
    kind: RecordKind,
    value: &'v Spanned<DeValue<'t>>,
) -> Vec<(&'v DeTable<'t>, Span)> {
    let plural = kind.plural();
    let items = match value.get_ref() {
        DeValue::Array(items) => items.iter().collect(),
        _ => vec![value],
    };
    let is_alone = value.get_ref().is_table();
    let tables = items.into_iter().filter_map(|item| {
        if is_alone || !item.get_ref().is_table() {
            let what = kind_of(item.get_ref());
            let message =
                format!("`{plural}` is {what}; each of its records is a table that begins with a line [[{plural}]]");
            reader.add(Code::WrongType, &item.span(), message);
        }
        Some((item.get_ref().as_table()?, item.span()))
    });
    tables.collect()
}

fn record(reader: &mut Reader<'_>, table: &DeTable<'_>, span: &Span, kind: RecordKind, number: usize) -> Identified {
    let plural = kind.plural();
    let known = Known {
        of: &format!("`{plural}`"),
        keys: record_keys(kind),
        others: &["id"],
        remedy: "; delete it, or say it in `note`",
        readings: true,
        named: None,
    };
    let own = id(reader, table, span, plural);
    let fields = fields::read(reader, table, span, &known, &|_| None);
    let (id, id_at) = own.map_or_else(|| (format!("{plural}-{number}"), None), |(id, at)| (id, Some(at)));
    Identified { record: Record { kind, id, fields, span: span.clone() }, id_at }
}

/// The first words of what the record says of itself.
fn likely_id(table: &DeTable<'_>) -> Option<String> {
    const WORDS: usize = 3;
    let said =
        ["title", "text", "speaker", "signers", "with"].into_iter().find_map(|key| table.get(key)?.get_ref().as_str());
    let id = slug(said?).split('-').take(WORDS).collect::<Vec<_>>().join("-");
    is_record_id(&id).then_some(id)
}

/// The record's own id, if it has one that can be referred to.
fn id(reader: &mut Reader<'_>, table: &DeTable<'_>, place: &Span, plural: &str) -> Option<(String, Span)> {
    let example = format!("id = \"{}\"", likely_id(table).unwrap_or_else(|| "case-files".to_owned()));
    let Some(value) = table.get("id") else {
        if !fields::is_written(reader, place, "id") {
            let message = format!("`{plural}` needs `id`, a short name of its own in this entry; write {example}");
            reader.add(Code::KeyMissing, place, message);
        }
        return None;
    };
    let span = value.span();
    let DeValue::String(id) = value.get_ref() else {
        let what = kind_of(value.get_ref());
        reader.add(Code::WrongType, &span, format!("`id` is {what}; it must be a text, such as {example}"));
        return None;
    };
    if reader.is_faulty(&span) {
        return None;
    }
    if !is_record_id(id) {
        let reason = if id.starts_with('p') { " and not like a paragraph (p7)" } else { "" };
        let message =
            format!("the id {} cannot be referred to; write it with a-z, 0-9 and - alone{reason}", quoted(id));
        reader.add(Code::RecordId, &span, message);
        return None;
    }
    Some((id.to_string(), span))
}

/// Reports each record whose id an earlier one of the file has, and makes it one of its own, so that both can be
/// opened.
fn part_twins(reader: &mut Reader<'_>, records: &mut [Identified]) {
    let mut in_file: Vec<&mut Identified> = records.iter_mut().collect();
    // Written ids first: one that is made gives way to them.
    in_file.sort_by_key(|own| (own.id_at.is_none(), own.id_at.as_ref().map(|span| span.start)));
    let mut next = in_file.len();
    let mut seen = HashSet::new();
    for own in in_file {
        if seen.insert(own.record.id.clone()) {
            continue;
        }
        if let Some(span) = &own.id_at {
            let id = quoted(&own.record.id);
            reader.add(
                Code::TwoRecords,
                span,
                format!("another record of this entry has the id {id}; give each its own"),
            );
        }
        while !seen.insert(own.record.id.clone()) {
            next += 1;
            own.record.id = format!("{}-{next}", own.record.kind.plural());
        }
    }
}
