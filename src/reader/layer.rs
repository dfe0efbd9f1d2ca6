//! What lies on top of lists and page.

pub mod help;
pub mod problems;
