//! `dossier keys`: the reader's commands and their keys.

use super::cell::{Cell, Head};
use super::medium::Medium;
use super::output::Answer;
use super::table::text;
use crate::keys::table_text;

const HEADS: [Head; 4] = [Head::of("where"), Head::of("keys"), Head::of("command"), Head::of("what happens")];

/// The table of keys.
pub(super) fn answer(medium: Medium) -> Answer {
    let rows: Vec<Vec<Cell>> = table_text()
        .into_iter()
        .map(|row| vec![Cell::of(row.place), Cell::of(row.keys), Cell::of(row.name), Cell::of(row.help)])
        .collect();
    Answer::of(text(&HEADS, &rows, medium))
}
