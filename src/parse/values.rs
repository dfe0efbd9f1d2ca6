//! A TOML value → a value of the shape that its key asks for, with all its readings.

mod one;
mod readings;

use toml::Spanned;
use toml::de::DeValue;

use super::reader::Reader;
use crate::entry::{Key, Shape, Value};
use crate::value::TargetKind;
pub(super) use one::has_no_digits;
use one::{count, date, label, money, names, number, references, text};
use readings::readings;

/// What is asked of a value.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    /// Of which key it is.
    pub(super) key: Key,
    /// What it must be.
    pub(super) shape: Shape,
    /// What its references lead to where they name no kind.
    pub(super) implied: Option<TargetKind>,
    /// Whether it may be a table or a list of tables, each a reading.
    pub(super) readings: bool,
}

/// The value, if there is anything of that shape in it. What is not is reported.
pub(super) fn read(reader: &mut Reader<'_>, asked: Asked, value: &Spanned<DeValue<'_>>) -> Option<Value> {
    match asked.shape {
        Shape::Text => readings(reader, asked, value, text).map(Value::Text),
        Shape::Label => readings(reader, asked, value, label).map(Value::Text),
        Shape::Words | Shape::Names => readings(reader, asked, value, names).map(Value::Names),
        Shape::References => readings(reader, asked, value, references).map(Value::References),
        Shape::Cites => readings(reader, Asked { readings: false, ..asked }, value, references).map(Value::References),
        Shape::Date => readings(reader, asked, value, date).map(Value::Date),
        Shape::Count => readings(reader, asked, value, count).map(Value::Count),
        Shape::Money => readings(reader, asked, value, money).map(Value::Money),
        Shape::Number => readings(reader, asked, value, number).map(Value::Number),
    }
}

/// A value of that shape as it is written, for a message.
pub(super) fn example(shape: Shape, key: Key) -> &'static str {
    match (shape, key) {
        (Shape::Number, Key::Format) => "1",
        (Shape::Text, Key::Query) => "\"demand{outcome:unanswered}\"",
        (Shape::Text | Shape::Label, _) => "\"…\"",
        (Shape::Words | Shape::Names, _) => "\"…\" or [\"…\", \"…\"]",
        (Shape::References | Shape::Cites, _) => "[\"amazon-profits#¶3\"]",
        (Shape::Date, _) => "\"2018-06-21\"",
        (Shape::Count, _) => "\"> 650\"",
        (Shape::Money, _) => "\"USD 1,000\"",
        (Shape::Number, _) => "14",
    }
}

/// What a value of that shape is called.
fn wanted(shape: Shape) -> &'static str {
    match shape {
        Shape::Text => "a text in quotes",
        Shape::Label => "a text in quotes or a whole number",
        Shape::Words | Shape::Names => "a text in quotes or a list of them",
        Shape::References | Shape::Cites => "a list of references",
        Shape::Date => "a date in quotes",
        Shape::Count => "a count",
        Shape::Money => "an amount of money in quotes",
        Shape::Number => "a whole number without quotes",
    }
}

/// What a value is called.
pub(super) fn kind_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a decimal part",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or a time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
