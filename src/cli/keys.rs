//! `dossier keys`: the reader's commands and their keys.

use super::cell::Cell;
use super::medium::Medium;
use super::output::Answer;
use super::table::text;
use crate::entry::TableColumn;
use crate::keys::{HelpRow, KeyMap};

/// The table of keys.
pub(super) fn answer(medium: Medium) -> Answer {
    let heads = ["where", "keys", "command", "what happens"].map(|name| TableColumn::new(0, name));
    let cells = |row: HelpRow| vec![Cell::of(row.place), Cell::of(row.keys), Cell::of(row.name), Cell::of(row.help)];
    let rows: Vec<Vec<Cell>> = KeyMap::default().rows().into_iter().map(cells).collect();
    Answer::of(text(&heads, &rows, medium))
}
