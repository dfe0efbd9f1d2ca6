//! The front matter of an entry: where it begins and ends, and what stands in it.

use toml::de::DeTable;

use super::extra;
use super::fields::{self, Known};
use super::limits::FRONT_MATTER;
use super::reader::Reader;
use super::{records, syntax, yaml};
use crate::entry::{EntryKind, Fields, Record, RecordKind, entry_keys, records_of};
use crate::problem::Code;
use crate::value::Span;

/// The line before and after front matter.
const FENCE: &str = "+++";
/// The line that YAML has in its place, and another that may end it.
const YAML_FENCE: &str = "---";
const YAML_END: &str = "...";

/// Where the front matter stands, and in which language.
enum Written {
    Toml(Span),
    Yaml(Span),
}

/// What front matter says.
pub(super) struct FrontMatter {
    pub(super) fields: Fields,
    pub(super) records: Vec<Record>,
    pub(super) extra: toml::Table,
    /// Whether there is any.
    pub(super) is_there: bool,
    /// Where the prose begins.
    pub(super) body: usize,
}

/// Reads the front matter of the file.
pub(super) fn read(reader: &mut Reader<'_>, kind: EntryKind) -> FrontMatter {
    let (written, body) = split(reader);
    let said = |reader: &mut Reader<'_>, table: &DeTable<'_>, fence: &Span| {
        let records = records::read(reader, table, kind);
        let fields = own_fields(reader, table, kind, fence);
        FrontMatter { fields, records, extra: extra::read(reader, table), is_there: true, body }
    };
    match written {
        Some(Written::Toml(toml)) => {
            let toml = syntax::within_limit(reader, toml);
            let fence = reader.line_at(toml.start.saturating_sub(1));
            syntax::read(reader, &toml, |reader, table| said(reader, table, &fence))
        }
        Some(Written::Yaml(yaml)) => {
            let yaml = syntax::within_limit(reader, yaml);
            let fence = reader.line_at(yaml.start.saturating_sub(1));
            yaml::read(reader, &yaml, |reader, table| said(reader, table, &fence))
        }
        None => {
            let (fields, records, extra) = (Fields::default(), Vec::new(), toml::Table::new());
            FrontMatter { fields, records, extra, is_there: false, body }
        }
    }
}

fn own_fields(reader: &mut Reader<'_>, table: &DeTable<'_>, kind: EntryKind, fence: &Span) -> Fields {
    let singular = kind.singular();
    let article = if kind == EntryKind::Article { "an" } else { "a" };
    let known = Known {
        of: &format!("{article} {singular}"),
        keys: entry_keys(kind),
        others: &records_of(kind).iter().map(|kind| kind.plural()).chain(["extra"]).collect::<Vec<_>>(),
        remedy: "; a key of your own stands under [extra]",
        readings: true,
        named: Some(kind.name_key()),
    };
    let foreign = |key: &str| {
        let record = RecordKind::from_plural(key)?;
        let owners = EntryKind::ALL.into_iter().filter(|kind| records_of(*kind).contains(&record));
        let owners = owners.map(EntryKind::plural).collect::<Vec<_>>().join(" and ");
        Some(format!(
            "{key} are records of {owners}, not of {article} {singular}; move them to the entry they belong to"
        ))
    };
    fields::read(reader, table, fence, &known, &foreign)
}

/// Where the keys stand, if there are any, and where the prose begins. Reports what is wrong with the fences.
fn split(reader: &mut Reader<'_>) -> (Option<Written>, usize) {
    let first = first_line(reader.text);
    let fence = reader.slice(&first).trim_end();
    match fence {
        FENCE => {}
        YAML_FENCE => return split_yaml(reader, &first),
        _ => {
            let message =
                "the front matter is missing; the first line must be +++, then come the keys, then another line +++";
            reader.add(Code::FrontMatterMissing, &reader.line_at(0), message);
            return (None, 0);
        }
    }
    if first.start > 0 {
        reader.read_way(&(0..0), "empty lines before the front matter");
    }
    let start = after(reader.text, &first);
    if let Some(close) = closing(reader.text, start, &[FENCE]) {
        return (Some(Written::Toml(start..close.start)), after(reader.text, &close));
    }
    reader.add(Code::FrontMatterUnclosed, &first, "the front matter is not closed; put a line +++ after its last key");
    // More than that is not read anyway.
    let most = reader.line_at(start + FRONT_MATTER.number + 1).end;
    let end = syntax::sound_until(reader, &(start..most));
    (Some(Written::Toml(start..end)), end)
}

/// The same of a file that begins as YAML does.
fn split_yaml(reader: &mut Reader<'_>, first: &Span) -> (Option<Written>, usize) {
    let start = after(reader.text, first);
    let Some(close) = closing(reader.text, start, &[YAML_FENCE, YAML_END]) else {
        let message = "the front matter is not closed; put a line --- after its last key";
        reader.add(Code::FrontMatterUnclosed, first, message);
        return (None, 0);
    };
    reader.is_foreign = true;
    reader.read_way(first, "the front matter is YAML, not TOML between two lines +++");
    (Some(Written::Yaml(start..close.start)), after(reader.text, &close))
}

/// The first line that is not blank, without its end; the empty end of the text where there is none.
fn first_line(text: &str) -> Span {
    lines_from(text, 0)
        .find(|line| !text.get(line.clone()).unwrap_or_default().trim().is_empty())
        .unwrap_or(text.len()..text.len())
}

/// The first line from byte `from` on that is one of these.
fn closing(text: &str, from: usize, fences: &[&str]) -> Option<Span> {
    lines_from(text, from).find(|line| fences.contains(&text.get(line.clone()).unwrap_or_default().trim_end()))
}

/// The byte after a line and its line feed.
fn after(text: &str, line: &Span) -> usize {
    (line.end + 1).min(text.len())
}

/// The lines from byte `from` on, without their line feeds.
fn lines_from(text: &str, from: usize) -> impl Iterator<Item = Span> {
    text.get(from..).unwrap_or_default().split_inclusive('\n').scan(from, |next, line| {
        let start = *next;
        *next += line.len();
        Some(start..start + line.strip_suffix('\n').unwrap_or(line).len())
    })
}
