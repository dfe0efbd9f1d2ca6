//! `dossier search --explain`: how a query is understood, and what each term of it finds.

use serde_json::{Map, Value as Json};

use super::Loaded;
use super::args::Search;
use super::cell::Cell;
use super::form::Row;
use super::medium::Medium;
use super::output::Answer;
use super::trouble::Trouble;
use crate::entry::TableColumn;
use crate::query::{self, Query};

const HEADS: [TableColumn; 2] = [TableColumn::new(0, "term").from(30), TableColumn::new(1, "entries").figure()];

/// A query, and how many entries it keeps.
struct Term {
    written: String,
    entries: usize,
}

/// The whole query as it is understood, then each of its terms.
pub(super) fn answer(search: &Search, query: &Query, loaded: &Loaded, medium: Medium) -> Result<Answer, Trouble> {
    let counted = |query: &Query| Term { written: query.to_string(), entries: query::eval(query, loaded.view()).len() };
    let terms: Vec<Term> = std::iter::once(query).chain(&query.terms()).map(counted).collect();
    Ok(Answer::of(search.form.compose(&HEADS, &["terms"], &terms, medium)?))
}

impl Row for Term {
    fn reference(&self) -> String {
        self.written.clone()
    }

    fn cells(&self) -> Vec<Cell> {
        vec![Cell::of(&*self.written), Cell::of(self.entries.to_string())]
    }

    fn object(&self) -> Map<String, Json> {
        Map::from_iter([("term".to_owned(), self.written.as_str().into()), ("entries".to_owned(), self.entries.into())])
    }

    fn group(&self) -> &'static str {
        "terms"
    }
}
