//! The filter language: a line of text becomes a [`Query`], a query says which entries and records hold.
//! What a query means is the naive walk: every entry, every test. Must always say in which column a text stopped
//! making sense, and must never panic on one.
//!
//! ```
//! use dossier::query;
//! use dossier::{disk, load};
//!
//! let read = load::read(&disk::bundled(), jiff::civil::date(2026, 11, 25)).unwrap();
//! let query = query::parse("in:companies contract{with:ICE}", &read.dossier).unwrap();
//! let hits = query::eval(&query, read.view());
//! assert!(hits.iter().all(|hit| !hit.records.is_empty()));
//! assert_eq!(query::parse("amount:lots", &read.dossier).unwrap_err().column, 7);
//! ```

mod ast;
mod bind;
mod bounds;
mod dates;
mod eval;
mod facets;
mod facts;
mod fields;
mod lex;
mod numbers;
mod offers;
mod order;
mod parse;
mod proposal;
mod rank;
mod searched;
mod settings;
mod snippets;
mod values;
mod views;
mod why;

use std::fmt;

use ast::{Criterion, EntryLeaf, ParsedView, Tree};

use crate::parse::limits::QUERY;
use crate::text::fold::Needle;
use crate::whole::{Depth, Dossier, Topic};

/// The longest filter, in bytes.
pub const LONGEST: usize = QUERY.number;

pub use bind::Ground;
pub use eval::{Hit, eval, holding, holding_of, holding_while, holding_within, records, records_in, records_of};
pub use facets::{Facet, FacetValue, facets};
pub use facts::{facts, facts_with_sources};
pub use fields::{FORMS, FieldHelp, fields, fields_markdown};
pub use offers::{Offer, Offers, offers};
pub use order::{largest_contract, sort};
pub use proposal::{proposal, respelled};
pub use rank::{Best, answers, ranked, ranked_records};
pub use settings::{SortBy, SortKey};
pub use snippets::{Snippets, marks};
pub use views::check_views;

/// Where and why a text is no filter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct QueryError {
    /// The character at which it stopped making sense, counted from 0.
    pub column: usize,
    /// What is wrong and what would be right, without a capital or a full stop. May hold a stranger's text.
    pub message: String,
    /// Whether it is wrong at the very end of the line, so that typing on may mend it.
    pub unfinished: bool,
}

/// A filter: which entries hold, in which order, how many of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    tree: Tree<EntryLeaf>,
    sort: Vec<SortKey>,
    limit: Option<usize>,
}

/// The filter that `text` asks for. Its views (`@slug`) and the language of its words are those of the dossier's cover.
///
/// # Errors
/// The first place at which the text makes no sense.
pub fn parse(text: &str, dossier: &Dossier) -> Result<Query, QueryError> {
    parse::query(text, dossier.cover())
}

impl Query {
    /// The filter that keeps everything, in the order of the lists.
    #[must_use]
    pub fn all() -> Self {
        Self { tree: Tree::All(Vec::new()), sort: Vec::new(), limit: None }
    }

    /// Whether it keeps everything, in the order of the lists.
    #[must_use]
    pub fn is_all(&self) -> bool {
        *self == Self::all()
    }

    /// Both at once; the order and the limit are those of the first that has one.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let sort = if self.is_sorted() { self.sort().to_vec() } else { other.sort().to_vec() };
        let limit = self.limit().or(other.limit());
        Self { tree: Tree::all(vec![self.tree, other.tree]), sort, limit }
    }

    /// What is related to a topic: `related:amazon`, with its kind where something else is called the same.
    #[must_use]
    pub fn related(dossier: &Dossier, topic: Topic) -> Self {
        let leaf = EntryLeaf::Field(fields::related(), Criterion::References(vec![dossier.short_reference(topic)]));
        Self { tree: Tree::Leaf(leaf), sort: Vec::new(), limit: None }
    }

    /// Whether it asks for an order of its own.
    #[must_use]
    pub fn is_sorted(&self) -> bool {
        !self.sort().is_empty()
    }

    /// The order it asks for; none is the order of the lists. A view's own holds where the filter is this view alone.
    #[must_use]
    pub fn sort(&self) -> &[SortKey] {
        match self.view_alone() {
            Some(view) => &view.sort,
            None => &self.sort,
        }
    }

    /// How many entries it asks for at most. A view's own holds where the filter is this view alone.
    #[must_use]
    pub fn limit(&self) -> Option<usize> {
        self.view_alone().map_or(self.limit, |view| view.limit)
    }

    /// The same without a limit.
    #[must_use]
    pub fn unlimited(&self) -> Self {
        let sort = self.sort().to_vec();
        let tree = match &self.tree {
            Tree::Leaf(EntryLeaf::View(view)) if self.view_alone().is_some() => view.tree.clone(),
            tree => tree.clone(),
        };
        Self { tree, sort, limit: None }
    }

    /// The words, phrases and names it asks for, those in fields, braces and views too, but none that are excluded.
    #[must_use]
    pub fn words(&self) -> Vec<Needle> {
        self.tree.searches().into_iter().flat_map(|search| search.words).map(|words| words.needle.clone()).collect()
    }

    /// How far a dossier must be worked out to be asked this.
    #[must_use]
    pub fn depth(&self) -> Depth {
        self.tree.depth()
    }

    /// Each of its tests as a filter of its own, those that are excluded too, in the order in which they stand.
    #[must_use]
    pub fn terms(&self) -> Vec<Self> {
        let of = |leaf: &EntryLeaf| Self { tree: Tree::Leaf(leaf.clone()), sort: Vec::new(), limit: None };
        self.tree.leaves().into_iter().map(of).collect()
    }

    fn view_alone(&self) -> Option<&ParsedView> {
        match &self.tree {
            Tree::Leaf(EntryLeaf::View(view)) if self.sort.is_empty() && self.limit.is_none() => Some(view),
            Tree::All(_) | Tree::Any(_) | Tree::Not(_) | Tree::Leaf(_) => None,
        }
    }
}

/// The filter as a line of text, which parses to the same filter.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sort: Vec<_> = self.sort.iter().map(ToString::to_string).collect();
        let tree = (!self.tree.is_empty()).then(|| self.tree.to_string());
        let sort = (!sort.is_empty()).then(|| format!("sort:{}", sort.join(",")));
        let limit = self.limit.map(|limit| format!("limit:{limit}"));
        let parts: Vec<_> = [tree, sort, limit].into_iter().flatten().collect();
        f.write_str(&parts.join(" "))
    }
}
