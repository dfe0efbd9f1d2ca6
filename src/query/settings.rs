//! What a filter says of the whole result: its order and how many. Must never keep or drop an entry by itself.

use std::fmt;

use super::QueryError;
use super::bounds::Test;
use super::lex::{Piece, Scanner};
use super::values::{among, each, list};

/// What a result can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortBy {
    /// Title or name.
    Title,
    /// The entry's own date.
    Date,
    /// The greatest amount of its contracts that count (none that is but offered, on trial or bid for), whatever its
    /// currency.
    Amount,
    /// Its latest number of signatures.
    Signatures,
    /// Its kind.
    Kind,
    /// Its status.
    Status,
}

impl SortBy {
    /// All of them, as help names them.
    pub const ALL: [Self; 6] = [Self::Title, Self::Date, Self::Amount, Self::Signatures, Self::Kind, Self::Status];

    /// Its word after `sort:`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Date => "date",
            Self::Amount => "amount",
            Self::Signatures => "signatures",
            Self::Kind => "kind",
            Self::Status => "status",
        }
    }
}

/// One step of an order. What has no such value stands last either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SortKey {
    /// What is compared.
    pub by: SortBy,
    /// The greatest first.
    pub descending: bool,
}

impl fmt::Display for SortKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.descending { "-" } else { "" }, self.by.name())
    }
}

/// The values of `sort:`, which come next.
pub(super) fn sort(scanner: &mut Scanner, name: &Piece) -> Result<Vec<SortKey>, QueryError> {
    let tests = list(scanner)?;
    each(name, tests, |piece| {
        let word = piece.text.strip_prefix('-');
        let text = word.unwrap_or(&piece.text).to_owned();
        let known = among(scanner, name, &Piece { text, ..piece.clone() }, &SortBy::ALL.map(SortBy::name))?;
        let by = SortBy::ALL.into_iter().find(|by| by.name() == known);
        Ok(SortKey { by: by.expect("it is one of those that are known"), descending: word.is_some() })
    })
}

/// The value of `limit:`, which comes next.
pub(super) fn limit(scanner: &mut Scanner) -> Result<usize, QueryError> {
    let tests = list(scanner)?;
    match tests.as_slice() {
        [Test::Is(piece)] => match piece.text.parse::<usize>() {
            Ok(limit) if limit > 0 && !piece.text.starts_with('+') => Ok(limit),
            _ => Err(scanner.error(&piece.columns, format!("'{}' is no limit; write limit:20", piece.text))),
        },
        _ => Err(scanner.error_here("limit: takes one number, such as limit:20")),
    }
}
