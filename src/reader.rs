//! The reader's core: what it remembers and what keys do to that. Must never know a terminal: no cell, no colour, no byte; what is
//! shown is said in words with what they are, and another room paints it.

pub mod app;
pub mod areas;
pub mod cursor;
pub mod effect;
pub mod event;
pub mod layer;
pub mod overlay;
pub mod part;
pub mod place;
pub mod sheet;
pub mod typing;
pub mod update;
