//! `dossier fields` and `dossier schema`: what may stand in a dossier's files.

use super::args::{Fields, Schema};
use super::cell::Cell;
use super::form::pretty;
use super::medium::Medium;
use super::output::Answer;
use super::table::text;
use crate::entry::{KeySpec, RecordKind, TableColumn, all_keys};
use crate::export::json_schema;

/// Every key with what is written under it and what it means.
pub(super) fn answer(fields: &Fields, medium: Medium) -> Answer {
    let heads = [
        TableColumn::new(0, "in").yields(3),
        TableColumn::new(1, "key"),
        TableColumn::new(2, "what is written").from(20).yields(1),
        TableColumn::new(3, "example").from(20).yields(2),
        TableColumn::new(4, "meaning").from(24),
    ];
    let tables = all_keys().into_iter().filter(|(name, _)| fields.kind.as_deref().is_none_or(|kind| kind == *name));
    let cells = tables.flat_map(|(name, keys)| {
        let is_record = RecordKind::ALL.into_iter().any(|kind| kind.singular() == name);
        is_record
            .then(|| ID.map(|text| Cell::of(if text.is_empty() { name } else { text })).to_vec())
            .into_iter()
            .chain(keys.iter().map(move |spec| cells(name, spec)))
    });
    Answer::of(text(&heads, &cells.collect::<Vec<_>>(), medium))
}

/// The key that is none of the schema's, as every record must have it; its first cell is the record's kind.
const ID: [&str; 5] = ["", "id", "text", "id = \"case-files\"", "short, unique in the entry; a-z, 0-9, - (required)"];

fn cells(name: &str, spec: &KeySpec) -> Vec<Cell> {
    let (meaning, _) = spec.key.meaning();
    let required = if spec.required { " (required)" } else { "" };
    let key = spec.key.name();
    vec![
        Cell::of(name),
        Cell::of(key),
        Cell::of(spec.shape_in_words()),
        Cell::of(spec.example()),
        Cell::of(format!("{meaning}{required}")),
    ]
}

/// The same as a JSON Schema of front matter.
pub(super) fn schema(schema: &Schema) -> Answer {
    Answer::of(pretty(&json_schema::schema(schema.kind.as_deref())))
}
