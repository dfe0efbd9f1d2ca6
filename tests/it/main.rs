//! The program as people run it.
#![expect(clippy::disallowed_methods, reason = "tests lay out folders and look at what is left in them")]
#![expect(clippy::unwrap_used, reason = "a test ends where its ground gives way")]

mod annotated;
mod changes;
mod cli;
mod differences;
mod evidence;
mod first_hour;
mod format;
mod house;
mod journeys;
mod keeping;
mod laws;
mod open;
#[path = "../../src/tui/oracle.rs"]
mod oracle;
mod pages;
mod papers;
mod problems;
mod proportion;
mod pty;
mod schema;
mod session;
mod shelf;
mod stage;
mod strangers;
mod ties;
mod walls;
mod witnesses;
