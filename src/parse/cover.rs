//! `dossier.toml`: what the dossier is, its terms, its saved filters. Must never read anything that configures the
//! program.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fields::{self, Known};
use super::file_role::COVER;
use super::limits::{self, TERMS};
use super::reader::Reader;
use super::values::kind_of;
use super::{FORMAT, syntax, text};
use crate::entry::{Cover, Fields, Key, KeySpec, SavedView, Term, cover_keys, term_keys, view_keys};
use crate::problem::{Code, Problem};
use crate::text::fold::id_of;
use crate::value::Span;

/// What the `text` of `dossier.toml` says, and what is wrong with it. The queries of its views are kept as text.
#[must_use]
pub fn cover(text: &str) -> (Cover, Vec<Problem>) {
    let written = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let text = text::line_feeds(written);
    let mut reader = Reader::new(COVER, &text);
    reader.found.extend(text::invisible(COVER, written));
    let cover = syntax::read(&mut reader, &(0..text.len()), read);
    (cover, reader.finish())
}

fn read(reader: &mut Reader<'_>, table: &DeTable<'_>) -> Cover {
    check_format(reader, table);
    let known = Known {
        of: "the cover",
        keys: cover_keys(),
        others: &["terms", "views"],
        remedy: "; delete it (nothing in a dossier sets the program up)",
        readings: false,
        named: None,
    };
    let fields = fields::read(reader, table, &(0..0), &known, &|_| None);
    let terms = each(reader, table, "terms", term_keys()).into_iter();
    let terms = terms.map(|(fields, span)| Term::new(fields, span)).collect();
    let views = each(reader, table, "views", view_keys()).into_iter().filter_map(|(fields, _)| view(&fields)).collect();
    Cover { fields, terms, views }
}

/// Reports a format that this program does not read.
fn check_format(reader: &mut Reader<'_>, table: &DeTable<'_>) {
    let Some(value) = table.get(Key::Format.name()) else { return };
    let DeValue::Integer(number) = value.get_ref() else { return };
    let format = u64::from_str_radix(number.as_str(), number.radix());
    if let Ok(format) = format
        && format > FORMAT
    {
        let message = format!(
            "this dossier is of format {format}; it needs a `dossier` that reads format {format}, this one reads {FORMAT}: install a newer one"
        );
        reader.add(Code::NewerFormat, &value.span(), message);
    }
}

/// The fields of each table of a list, with its place.
fn each(reader: &mut Reader<'_>, table: &DeTable<'_>, name: &str, keys: &[KeySpec]) -> Vec<(Fields, Span)> {
    let Some(value) = table.get(name) else { return Vec::new() };
    let items: Vec<&Spanned<DeValue<'_>>> = match value.get_ref() {
        DeValue::Array(items) => items.iter().collect(),
        _ => vec![value],
    };
    let known =
        Known { of: &format!("`{name}`"), keys, others: &[], remedy: "; delete it", readings: false, named: None };
    let is_alone = value.get_ref().is_table();
    if let Some(beyond) = items.get(TERMS.number) {
        let limit = limits::grouped(TERMS.number);
        let message = format!("the cover has more than {limit} {name}; from here on they are not read, take some out");
        reader.add(Code::OverLimit, &beyond.span(), message);
    }
    let read = items.into_iter().take(TERMS.number).filter_map(|item| {
        if is_alone || !item.get_ref().is_table() {
            let what = kind_of(item.get_ref());
            let message = format!("`{name}` is {what}; each of them is a table that begins with a line [[{name}]]");
            reader.add(Code::WrongType, &item.span(), message);
        }
        let table = item.get_ref().as_table()?;
        let fields = fields::read(reader, table, &item.span(), &known, &|_| None);
        Some((fields, item.span()))
    });
    read.collect()
}

/// A view, if it has a name and a query.
fn view(fields: &Fields) -> Option<SavedView> {
    let name = fields.text(Key::Name)?;
    let query = fields.field(Key::Query)?;
    let text = fields.text(Key::Query)?;
    Some(SavedView { slug: id_of(name), name: name.to_owned(), query: text.to_owned(), span: query.span.clone() })
}
