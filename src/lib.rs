//! A terminal reader for linked dossiers. The rooms, in reading order; each may use those above it:
//!
//! ```text
//! text  value  problem   what may be shown · what a field may hold · what is wrong
//! entry                  what one file says
//! parse                  a file's text → its entry and its problems
//! whole                  all entries and all problems, linked
//! evidence               what stands on what: who says so, who leans on it
//! search                 words by an index
//! query  page            which entries hold · an entry as blocks, for any medium
//! render export          blocks → lines · a dossier → a format
//! keys                   every command and its keys, as data
//! disk   load            the only room that opens anything · where a dossier lies → the dossier, as it grows
//! reader                 what a reader remembers, and what keys do to it
//! cli    tui             the verbs · the reader in a terminal
//! ```
//!
//! ```text
//! folder | bundled ─disk→ Source ─parse→ (Entry, Body, [Problem]) ─Snapshot::with→ Snapshot
//! text ─query::parse→ Query ─eval→ hits          EntryId ─page::of→ Page ─render::lines→ Laid
//! key | loaded ─reader::update→ App, Effect?      App ─tui::screen::paint→ cells
//! ```

#[cfg(test)]
mod fixture;

pub mod text;
pub mod value;

pub mod problem;

pub mod entry;

pub mod parse;

pub mod whole;

pub mod evidence;

pub mod search;

pub mod page;
pub mod query;

pub mod export;
pub mod render;

pub mod keys;

pub mod disk;
pub mod load;

pub mod cli;
pub mod reader;
pub mod tui;
