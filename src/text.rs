//! What may be shown: safe text, columns and graphemes, wrapping, folding for search. Must never let a stranger's text out unless it is `Safe`.

pub mod fold;
pub mod safe;
pub mod width;
pub mod wrap;

pub use safe::{Safe, respelled, seen, suspicious};
