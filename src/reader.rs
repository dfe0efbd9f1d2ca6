//! The reader's core: what it remembers and what keys do to that. Must never know a terminal: no cell, no colour, no
//! byte; what is shown is said in words with what they are, and another room paints it.
//!
//! ```
//! use dossier::keys::parse_keys;
//! use dossier::reader::app::App;
//! use dossier::reader::event::{Effect, Event, Input};
//! use dossier::reader::picture::Look;
//! use dossier::reader::update::update;
//! use dossier::render::Glyphs;
//!
//! let mut app = App::new("my-dossier", (80, 24), Glyphs::Unicode);
//! let mut press = |keys| {
//!     let effects = parse_keys(keys).unwrap().into_iter().map(|key| update(&mut app, Event::Input(Input::Key(key))));
//!     effects.last().flatten()
//! };
//! assert_eq!(press("q"), Some(Effect::Quit));
//! assert_eq!(press("?"), None);
//! let Some(Look::Framed(picture)) = app.look() else { panic!("? shows the keys") };
//! assert_eq!(picture.heading.as_str(), "Keys");
//! ```

pub mod app;
pub mod areas;
mod beside;
pub mod columns;
mod cursor;
pub mod errand;
pub mod event;
pub mod filter;
#[cfg(test)]
mod fixture;
mod follow;
pub mod found;
pub mod history;
pub mod layer;
pub mod lists;
pub mod long;
pub mod part;
pub mod picture;
mod pivot;
mod position;
pub mod prompt;
pub mod rows;
mod sheets;
mod suppose;
mod table;
pub mod update;
mod views;
pub mod window;
