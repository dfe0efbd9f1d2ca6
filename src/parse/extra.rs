//! `[extra]`: the owner's own keys, kept as they are.

use toml::de::{DeTable, DeValue};
use toml::{Spanned, Table, Value};

use super::limits::NESTING;
use super::reader::{Reader, quoted};
use super::values::{has_no_digits, kind_of};
use crate::problem::Code;

/// The table of the owner's own keys.
pub(super) fn read(reader: &mut Reader<'_>, table: &DeTable<'_>) -> Table {
    let Some(extra) = table.get("extra") else {
        return Table::new();
    };
    if let DeValue::Table(extra) = extra.get_ref() {
        // The table itself is the first.
        return kept(reader, extra, 1);
    }
    let message =
        format!("`extra` is {}; it must be a table: write [extra] and your keys below it", kind_of(extra.get_ref()));
    reader.add(Code::WrongType, &extra.span(), message);
    Table::new()
}

fn kept(reader: &mut Reader<'_>, table: &DeTable<'_>, depth: usize) -> Table {
    let entries = table.iter().filter_map(|(key, value)| Some((key.get_ref().to_string(), own(reader, value, depth)?)));
    entries.collect()
}

/// A value as it is, unless it is nested too deep (which is reported elsewhere) or cannot be held.
fn own(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>, depth: usize) -> Option<Value> {
    let span = value.span();
    let held = match value.get_ref() {
        DeValue::String(text) => Some(Value::String(text.to_string())),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok().map(Value::Integer),
        DeValue::Float(number) => number.as_str().parse().ok().map(Value::Float),
        DeValue::Boolean(truth) => Some(Value::Boolean(*truth)),
        DeValue::Datetime(time) => Some(Value::Datetime(*time)),
        DeValue::Array(_) | DeValue::Table(_) if depth >= NESTING.number => return None,
        DeValue::Array(items) => {
            Some(Value::Array(items.iter().filter_map(|item| own(reader, item, depth + 1)).collect()))
        }
        DeValue::Table(table) => Some(Value::Table(kept(reader, table, depth + 1))),
    };
    if held.is_none() {
        let written = quoted(reader.slice(&span));
        let is_bare = matches!(value.get_ref(), DeValue::Integer(number) if has_no_digits(number));
        let what = if is_bare { "without digits" } else { "that is too great" };
        let message = format!("{written} is a number {what}; write it as a text in quotes");
        reader.add(Code::WrongType, &span, message);
    }
    held
}
