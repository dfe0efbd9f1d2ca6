//! What may be shown: safe text, columns and graphemes, wrapping, folding for search, near names. Must never let a
//! stranger's text out unless it is `Safe`.
//!
//! ```
//! use dossier::text::{Safe, wrap::wrap};
//!
//! let shown = Safe::new("red \u{1b}[31malert");
//! assert_eq!(shown.as_str(), "red ␛[31malert");
//! assert_eq!(shown.columns(), 14);
//! let lines: Vec<&str> = wrap(shown.as_str(), 5, 10).into_iter().map(|line| &shown.as_str()[line]).collect();
//! assert_eq!(lines, ["red", "␛[31malert"]);
//! ```

pub mod columns;
pub mod fit;
pub mod fold;
pub mod near;
pub mod parts;
pub mod safe;
mod tabs;
pub mod width;
pub mod wrap;

pub use safe::{Safe, respelled, seen, suspicious, without_controls};
pub use tabs::tab_stops;
