//! Comparisons with a bound, as they were written. Must never know what is compared.

use std::fmt::{self, Display};

use super::lex::quoted_where_needed;

/// How a value that has an order is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Test<B> {
    /// `b`
    Is(B),
    /// `<b`
    Below(B),
    /// `<=b`, `..b`
    UpTo(B),
    /// `>b`
    Above(B),
    /// `>=b`, `b..`
    From(B),
    /// `a..b`, both included.
    Within(B, B),
}

impl<B> Test<B> {
    /// The same comparison with other bounds, or the first error.
    pub(super) fn try_map<C, E>(self, bound: &mut impl FnMut(B) -> Result<C, E>) -> Result<Test<C>, E> {
        Ok(match self {
            Self::Is(b) => Test::Is(bound(b)?),
            Self::Below(b) => Test::Below(bound(b)?),
            Self::UpTo(b) => Test::UpTo(bound(b)?),
            Self::Above(b) => Test::Above(bound(b)?),
            Self::From(b) => Test::From(bound(b)?),
            Self::Within(a, b) => Test::Within(bound(a)?, bound(b)?),
        })
    }
}

impl<T> Test<Bound<T>> {
    /// Whether a value passes, told how it stands to a bound: not below it, above it, not above it, below it.
    pub(super) fn passes(
        &self,
        from: impl Fn(&T) -> bool,
        above: impl Fn(&T) -> bool,
        up_to: impl Fn(&T) -> bool,
        below: impl Fn(&T) -> bool,
    ) -> bool {
        match self {
            Self::Is(bound) => from(&bound.value) && up_to(&bound.value),
            Self::Below(bound) => below(&bound.value),
            Self::UpTo(bound) => up_to(&bound.value),
            Self::Above(bound) => above(&bound.value),
            Self::From(bound) => from(&bound.value),
            Self::Within(start, end) => from(&start.value) && up_to(&end.value),
        }
    }
}

/// A value to compare with, and how it was written.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bound<T> {
    /// As it was written, without its quotes.
    pub(super) text: String,
    /// What it is.
    pub(super) value: T,
}

impl<T> Display for Test<Bound<T>> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, bound) = match self {
            Self::Is(bound) => ("", bound),
            Self::Below(bound) => ("<", bound),
            Self::UpTo(bound) => ("<=", bound),
            Self::Above(bound) => (">", bound),
            Self::From(bound) => (">=", bound),
            Self::Within(from, to) => {
                quoted_where_needed(f, &from.text)?;
                ("..", to)
            }
        };
        f.write_str(before)?;
        quoted_where_needed(f, &bound.text)
    }
}
