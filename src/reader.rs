//! The reader's core: what it remembers and what keys do to that. Must never know a terminal: no cell, no colour, no byte; what is
//! shown is said in words with what they are, and another room paints it.

pub mod app;
pub mod areas;
mod cursor;
pub mod event;
pub mod filter;
#[cfg(test)]
mod fixture;
mod follow;
pub mod history;
pub mod layer;
pub mod lists;
pub mod part;
pub mod picture;
mod position;
pub mod prompt;
pub mod update;
pub mod window;
