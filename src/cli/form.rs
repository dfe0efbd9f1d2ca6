//! Many things in the form that was asked for.

use serde_json::{Map, Value as Json};

use super::args::{Form, Format};
use super::medium::Medium;
use super::table::{self, Cell, Head};
use super::trouble::Trouble;
use crate::export::json::{self, SCHEMA};

/// One of the things that come out: an entry, a record, a term, a hit.
pub(super) trait Row {
    /// How to refer to it from anywhere.
    fn reference(&self) -> String;
    /// What stands in its columns.
    fn cells(&self) -> Vec<Cell>;
    /// All of it.
    fn object(&self) -> Map<String, Json>;
    /// Under which key of the one object it is.
    fn group(&self) -> &'static str;
}

impl Form {
    /// The format that is asked for.
    pub(super) fn format(&self) -> Result<Format, Trouble> {
        match (self.format, self.nul) {
            (Some(Format::Ids) | None, true) => Ok(Format::Ids),
            (Some(_), true) => Err(Trouble::Typed("-0 is for ids alone; leave --format out".to_owned())),
            (asked, false) => Ok(asked.unwrap_or(Format::Text)),
        }
    }

    /// The rows in that format; in JSON under each of `groups`, empty ones too.
    pub(super) fn compose<R: Row>(
        &self,
        heads: &[Head],
        groups: &[&str],
        rows: &[R],
        medium: Medium,
    ) -> Result<String, Trouble> {
        let cells = || rows.iter().map(Row::cells).collect::<Vec<_>>();
        Ok(match self.format()? {
            Format::Text if rows.is_empty() => String::new(),
            Format::Text => table::text(heads, &cells(), medium),
            Format::Tsv => table::tsv(heads, &cells()),
            Format::Csv => table::csv(heads, &cells()),
            Format::Ids => {
                let end = if self.nul { "\0" } else { "\n" };
                rows.iter().flat_map(|row| [row.reference(), end.to_owned()]).collect()
            }
            Format::Ndjson => rows.iter().map(|row| one_line(with_schema(row.object()))).collect(),
            Format::Json => one_object(groups, rows),
        })
    }
}

fn one_object<R: Row>(groups: &[&str], rows: &[R]) -> String {
    let of_group = |group: &str| {
        let rows = rows.iter().filter(|row| row.group() == group);
        (group.to_owned(), rows.map(|row| Json::Object(row.object())).collect())
    };
    pretty(&Json::Object(with_schema(groups.iter().map(|group| of_group(group)).collect())))
}

/// An object that stands alone.
pub(super) fn with_schema(object: Map<String, Json>) -> Map<String, Json> {
    std::iter::once(("schema".to_owned(), SCHEMA.into())).chain(object).collect()
}

fn one_line(object: Map<String, Json>) -> String {
    json::line(&Json::Object(object)) + "\n"
}

/// JSON as people can read it too, with a line end.
pub(super) fn pretty(json: &Json) -> String {
    json::pretty(json) + "\n"
}
