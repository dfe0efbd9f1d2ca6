//! `dossier search --explain`: how a query is understood, and what each term of it finds.

use serde_json::{Map, Value as Json};

use super::Loaded;
use super::args::Search;
use super::cell::Cell;
use super::form::Row;
use super::medium::Medium;
use super::output::{Answer, NOTHING};
use super::trouble::Trouble;
use crate::entry::TableColumn;
use crate::query::{self, Query};

/// A query, and how many of what is asked for it finds.
struct Term {
    written: String,
    count: usize,
    /// What is counted: `entries`, `records`.
    of: &'static str,
}

/// The whole query as it is understood, then each of its terms.
pub(super) fn answer(search: &Search, query: &Query, loaded: &Loaded, medium: Medium) -> Result<Answer, Trouble> {
    let of = if search.records { "records" } else { "entries" };
    let heads = [TableColumn::new(0, "term").from(30), TableColumn::new(1, of).figure()];
    let count = |query: &Query| {
        if search.records {
            query::records(query, loaded.view()).len()
        } else {
            query::eval(query, loaded.view()).len()
        }
    };
    let counted = |query: &Query| Term { written: query.to_string(), count: count(query), of };
    let terms: Vec<Term> = std::iter::once(query).chain(&query.terms()).map(counted).collect();
    let mut answer = Answer::of(search.form.compose(&heads, &["terms"], &terms, medium)?);
    answer.status = if terms.first().is_some_and(|whole| whole.count > 0) { 0 } else { NOTHING };
    Ok(answer)
}

impl Row for Term {
    fn reference(&self) -> String {
        self.written.clone()
    }

    fn cells(&self) -> Vec<Cell> {
        vec![Cell::of(&*self.written), Cell::of(self.count.to_string())]
    }

    fn object(&self) -> Map<String, Json> {
        Map::from_iter([("term".to_owned(), self.written.as_str().into()), (self.of.to_owned(), self.count.into())])
    }

    fn group(&self) -> &'static str {
        "terms"
    }
}
