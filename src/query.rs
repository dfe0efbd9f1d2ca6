//! The filter language: a line of text becomes a [`Query`], a query says which entries and records hold.
//! What a query means is the naive walk: every entry, every test. Must always say in which column a text stopped
//! making sense, and must never panic on one.

mod ast;
mod dates;
mod fields;
mod lex;
mod numbers;
mod parse;
mod settings;
mod values;

use std::fmt;

use ast::{EntryLeaf, RecordLeaf, Tree};

use crate::entry::View;
use crate::text::fold::Needle;

pub use fields::{FieldHelp, fields, fields_markdown};
pub use settings::{SortBy, SortKey};

/// The longest filter, in bytes.
pub const MAX_BYTES: usize = 1024;

/// How deep brackets may be nested in a filter.
pub const MAX_NESTING: usize = 32;

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
