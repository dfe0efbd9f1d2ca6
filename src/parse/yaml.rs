//! Front matter in YAML, as other programs write it → the table that TOML makes of the same, with the place of
//! everything. Must never follow an alias: a few lines of them can stand for more than a machine can hold.

use std::borrow::Cow;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, Span as Marked, StrInput, options};
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::limits::PROBLEMS;
use super::reader::{Reader, quoted};
use crate::entry::{Key, Shape};
use crate::problem::Code;
use crate::value::Span;

/// Lists and tables in one another, of each way of writing them, that are read at all: those too deep are reported by
/// whoever reads the table.
const READABLE: usize = 32;

/// YAML while it is read.
struct Yaml<'t> {
    events: Parser<'t, StrInput<'t>>,
    /// Where in the file it begins.
    start: usize,
    faults: Vec<(Span, String)>,
}

/// A value with its place.
type Given<'t> = Spanned<DeValue<'t>>;

/// Gives what the YAML at `range` of the file says to `then`, once its faults are reported. What stands before the
/// first fault of its syntax is read.
pub(super) fn read<R>(
    reader: &mut Reader<'_>,
    range: &Span,
    then: impl FnOnce(&mut Reader<'_>, &DeTable<'_>) -> R,
) -> R {
    let options = options! { flow_nesting_limit: READABLE, block_nesting_limit: READABLE };
    let events = Parser::new_from_str_with_options(reader.slice(range), options);
    let mut yaml = Yaml { events, start: range.start, faults: Vec::new() };
    let table = yaml.document();
    yaml.faults.truncate(PROBLEMS.number);
    reader.add_syntax(Code::NotYaml, yaml.faults);
    then(reader, &table)
}

impl<'t> Yaml<'t> {
    /// The table that the first document is.
    fn document(&mut self) -> DeTable<'t> {
        while let Some((event, span)) = self.next() {
            match event {
                Event::MappingStart(..) => return self.table(),
                Event::SequenceStart(..) | Event::Scalar(..) | Event::Alias(_) if !matches!(&event, Event::Scalar(text, ScalarStyle::Plain, ..) if is_nothing(text)) =>
                {
                    self.fault(span, "this is no key with a value; write it as key: value");
                    return DeTable::new();
                }
                Event::StreamEnd => return DeTable::new(),
                _ => {}
            }
        }
        DeTable::new()
    }

    /// The next thing that is written, and where; nothing after a fault.
    fn next(&mut self) -> Option<(Event<'t>, Span)> {
        match self.events.next()? {
            Ok((event, marked)) => Some((event, self.place(marked))),
            Err(error) => {
                self.broken(&error);
                None
            }
        }
    }

    fn place(&self, marked: Marked) -> Span {
        let range = marked.byte_range().unwrap_or_default();
        self.start + range.start..self.start + range.end
    }

    fn broken(&mut self, error: &ScanError) {
        let at = self.start + error.marker().byte_offset().unwrap_or_default();
        let message = format!("the YAML breaks off here: {}; from here on it is not read, mend it", error.info());
        self.fault(at..at + 1, message);
    }

    fn fault(&mut self, span: Span, message: impl Into<String>) {
        self.faults.push((span, message.into()));
    }

    /// What is between the beginning of a table and its end: the first of each key.
    fn table(&mut self) -> DeTable<'t> {
        let mut table = DeTable::new();
        while let Some((event, span)) = self.next() {
            let key = match event {
                Event::MappingEnd => break,
                Event::Scalar(text, ..) => Some(text),
                other => {
                    self.value(other, span.clone(), None);
                    self.fault(span.clone(), "a key is a word; write it as key: value");
                    None
                }
            };
            let known = key.as_deref().and_then(Key::from_name);
            let Some((event, place)) = self.next() else { break };
            let value = self.value(event, place, known);
            let Some(key) = key else { continue };
            if table.contains_key(key.as_ref()) {
                self.fault(span, format!("the key {} stands twice; keep one of them", quoted(&key)));
            } else if let Some(value) = value {
                table.insert(Spanned::new(span, key), value);
            }
        }
        table
    }

    /// The value that begins so, if it says anything.
    fn value(&mut self, event: Event<'t>, span: Span, key: Option<Key>) -> Option<Given<'t>> {
        let (value, end) = match event {
            Event::Scalar(text, ScalarStyle::Plain, ..) if is_nothing(&text) => return None,
            Event::Scalar(text, ..) => (scalar(text, key), span.end),
            Event::SequenceStart(..) => {
                let (items, end) = self.items(key, span.end);
                // What breaks off at once has not said that it is empty.
                if items.is_empty() && !self.faults.is_empty() {
                    return None;
                }
                (DeValue::Array(items), end)
            }
            Event::MappingStart(..) => {
                let table = self.table();
                let end = table.values().map(|value| value.span().end).max().unwrap_or(span.end);
                (DeValue::Table(table), end)
            }
            Event::Alias(_) => {
                self.fault(span, "an alias is not read; write what it stands for");
                return None;
            }
            _ => return None,
        };
        Some(Spanned::new(span.start..end, value))
    }

    /// What is between the beginning of a list and its end, and where that is.
    fn items(&mut self, key: Option<Key>, mut end: usize) -> (DeArray<'t>, usize) {
        let mut items = DeArray::new();
        while let Some((event, span)) = self.next() {
            if matches!(event, Event::SequenceEnd) {
                break;
            }
            if let Some(item) = self.value(event, span, key) {
                end = item.span().end;
                items.push(item);
            }
        }
        (items, end)
    }
}

/// Whether a plain word stands for nothing.
fn is_nothing(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

/// A word as people mean it: text, and a whole number only under a key that asks for one.
fn scalar(text: Cow<'_, str>, key: Option<Key>) -> DeValue<'_> {
    let number = match text {
        Cow::Borrowed(written) if key.is_some_and(|key| key.spec().shape == Shape::Number) => {
            DeValue::parse(written).ok().map(Spanned::into_inner).filter(DeValue::is_integer)
        }
        Cow::Borrowed(_) | Cow::Owned(_) => None,
    };
    number.unwrap_or(DeValue::String(text))
}
