//! Saved views that do not parse, as problems of the cover. Must never keep a view from being listed.

use super::{QueryError, parse};
use crate::entry::View;
use crate::problem::{Code, Problem};
use crate::whole::Dossier;

/// The file in which views stand.
const COVER: &str = "dossier.toml";

/// A problem for each view of the cover whose query does not parse, at its place in `text`, the cover's file.
#[must_use]
pub fn check_views(dossier: &Dossier, text: &str) -> Vec<Problem> {
    let views = dossier.cover().views.iter();
    views.filter_map(|view| Some(problem(view, &parse::query(&view.query, None).err()?, text))).collect()
}

fn problem(view: &View, error: &QueryError, text: &str) -> Problem {
    let written = text.get(view.span.clone()).unwrap_or_default();
    // An escape in the string moves what follows: then the whole query is meant.
    let span = match written.find(&view.query) {
        Some(start) => {
            let start = view.span.start + start;
            let before: usize = view.query.chars().take(error.column).map(char::len_utf8).sum();
            start + before..start + view.query.len()
        }
        None => view.span.clone(),
    };
    let message = format!("the view '{}' does not parse: {}", view.name, error.message);
    Problem::at(Code::BadView, COVER, text, &span, message)
}
