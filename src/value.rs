//! What a field may hold: dates, counts, money, names, readings, references. Must never panic on any input, nor look
//! past the text it is given.
//!
//! ```
//! use dossier::value::{Count, Date, Fits, Money, Place, Reference};
//!
//! let summer = Date::parse("2018-06/2018-08").unwrap();
//! assert!(summer.fits(&Date::parse("2018-07-04").unwrap()));
//! assert_eq!(Money::parse("~ USD 600,000 per month").unwrap().figure(), 60_000_000);
//! assert_eq!(Count::parse("> 650").unwrap().bounds(), (651, None));
//! let reference = Reference::parse("articles/amazon-profits#¶3-5").unwrap();
//! assert!(reference.place.unwrap().overlaps(&Place::parse("p4").unwrap()));
//! ```

mod count;
mod date;
mod money;
mod name;
mod number;
mod place;
mod readings;
mod reference;

use serde::{Deserialize, Serialize};

pub use count::{Count, Qualifier};
pub use date::Date;
pub use money::{Currency, Money, Rate};
pub use place::{Paragraphs, Place};
pub use readings::{Agreement, Fits, Reading, Readings};
pub use reference::{Reference, TargetKind, is_id, is_record_id};

/// The bytes of a file that a thing was read from.
pub type Span = std::ops::Range<usize>;

/// A thing and where it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct At<T> {
    /// The thing.
    pub value: T,
    /// Where it stands in its file.
    pub span: Span,
}

impl<T> At<T> {
    /// `value`, read at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// Why a text is no value of its type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ValueError {
    /// What is wrong and what would be right, to stand after the name of the key: "has no currency code; write it as
    /// USD 1,000". It may hold a part of the text, so it must be made safe before it is shown.
    pub message: String,
    /// The byte of the text where it stopped making sense.
    pub at: usize,
}

impl ValueError {
    fn new(at: usize, message: impl Into<String>) -> Self {
        Self { message: message.into(), at }
    }
}
