//! Many things in the form that was asked for.

use clap::{Args, ValueEnum};
use serde_json::{Map, Value as Json};

use super::cell::Cell;
use super::medium::Medium;
use super::output::To;
use super::table;
use super::trouble::Trouble;
use crate::entry::TableColumn;
use crate::export::json::{self, SCHEMA};
use crate::text::{seen, without_controls};

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

/// In which form rows come out, and where.
#[derive(Debug, Args)]
pub(super) struct Form {
    /// text, json, ndjson, csv, tsv or ids
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true)]
    pub(super) format: Option<Format>,
    /// End each id with a NUL; means --format ids
    #[arg(short = '0')]
    pub(super) nul: bool,
    #[command(flatten)]
    pub(super) to: To,
}

/// A form for many things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people: aligned on a terminal, separated by tabs in a pipe.
    Text,
    /// One object.
    Json,
    /// One object a line.
    Ndjson,
    /// For spreadsheets.
    Csv,
    /// Separated by tabs, with a heading.
    Tsv,
    /// One reference a line.
    Ids,
    /// A picture, of what draws one: pivot, timeline, path.
    Svg,
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

    /// The rows in that format; in JSON under each of `groups`, empty ones too. Data is as it was written, but on a
    /// terminal, and in CSV and TSV but for controls.
    pub(super) fn compose<R: Row>(
        &self,
        heads: &[TableColumn],
        groups: &[&str],
        rows: &[R],
        medium: Medium,
    ) -> Result<String, Trouble> {
        let cells = || rows.iter().map(Row::cells).collect::<Vec<_>>();
        let data = match self.format()? {
            Format::Text if rows.is_empty() => return Ok(String::new()),
            Format::Text => return Ok(table::text(heads, &cells(), medium)),
            // They are looked at in terminals, too, wherever they were written to.
            Format::Tsv => without_controls(&table::tsv(heads, &cells())),
            Format::Csv => without_controls(&table::csv(heads, &cells())),
            Format::Ids => {
                let end = if self.nul { "\0" } else { "\n" };
                rows.iter().flat_map(|row| [row.reference(), end.to_owned()]).collect()
            }
            Format::Svg => {
                let none = "this draws no picture; `dossier pivot`, `timeline` and `path` do, the others give text, json, \
                            ndjson, csv, tsv or ids";
                return Err(Trouble::Typed(none.to_owned()));
            }
            Format::Ndjson => rows.iter().map(|row| one_line(with_schema(row.object()))).collect(),
            Format::Json => one_object(groups, rows),
        };
        Ok(if medium.terminal.is_some() { seen(&data) } else { data })
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

#[cfg(test)]
mod tests {
    use super::*;

    struct Hostile;

    impl Row for Hostile {
        fn reference(&self) -> String {
            "acme".to_owned()
        }

        fn cells(&self) -> Vec<Cell> {
            vec![Cell::of("acme"), Cell::of("a\u{1b}[31m\u{9b}2J\u{202e}\r\tb\n\"c\"")]
        }

        fn object(&self) -> Map<String, Json> {
            [("name".to_owned(), Json::from("a\u{1b}\u{9b}"))].into_iter().collect()
        }

        fn group(&self) -> &'static str {
            "companies"
        }
    }

    fn composed(format: Format, terminal: Option<usize>) -> String {
        let form = Form { format: Some(format), nul: false, to: To { output: None } };
        let heads = [TableColumn::new(0, "ref"), TableColumn::new(0, "name")];
        form.compose(&heads, &["companies"], &[Hostile], Medium { terminal, colour: true }).unwrap()
    }

    #[test]
    fn data_is_as_it_was_written_but_for_controls_and_harmless_on_a_terminal() {
        let live = "a␛[31m⟨U+009B⟩2J\u{202e}";
        let shown = "a␛[31m⟨U+009B⟩2J⟨U+202E⟩";
        assert_eq!(composed(Format::Csv, None), format!("ref,name\nacme,\"{live}␍\tb\n\"\"c\"\"\"\n"));
        assert_eq!(composed(Format::Csv, Some(80)), format!("ref,name\nacme,\"{shown}␍\tb\n\"\"c\"\"\"\n"));
        assert_eq!(composed(Format::Tsv, None), format!("ref\tname\nacme\t{live}\\r\\tb\\n\"c\"\n"));
        assert_eq!(composed(Format::Tsv, Some(80)), format!("ref\tname\nacme\t{shown}\\r\\tb\\n\"c\"\n"));
        let json = "{\"schema\":\"dossier/1\",\"name\":\"a\\u001b\\u009b\"}\n";
        assert_eq!([None, Some(80)].map(|terminal| composed(Format::Ndjson, terminal)), [json, json]);
        assert_eq!([None, Some(80)].map(|terminal| composed(Format::Ids, terminal)), ["acme\n", "acme\n"]);
    }
}
