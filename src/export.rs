//! A dossier → a format. Must never write anything, carry a path of this machine, or come out different when run twice.
//!
//! ```
//! use dossier::export::json;
//! use dossier::{disk, load};
//!
//! let read = load::read(&disk::bundled(), jiff::civil::date(2026, 11, 25)).unwrap();
//! let all = json::dossier(read.view(), true);
//! assert_eq!(all["schema"], json::SCHEMA);
//! ```

pub mod answers;
pub mod json;
pub mod json_schema;
