//! Saved views that do not parse, as problems of the cover. Must never keep a view from being listed.

use super::{QueryError, parse};
use crate::entry::SavedView;
use crate::parse::COVER;
use crate::problem::{Code, Located, Problem};
use crate::whole::View;

/// A problem for each view of the cover whose query does not parse, at its place in the cover's file.
#[must_use]
pub fn check_views(view: View<'_>) -> Vec<Problem> {
    let (views, text) = (view.dossier.cover().views.iter(), view.cover_text());
    let cover = Located::new(COVER, text);
    views.filter_map(|view| Some(problem(view, &parse::view(&view.query).err()?, text, &cover))).collect()
}

fn problem(view: &SavedView, error: &QueryError, text: &str, cover: &Located<'_>) -> Problem {
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
    cover.problem(Code::BadView, &span, message)
}
