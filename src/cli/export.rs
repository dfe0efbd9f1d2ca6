//! `dossier export`: the whole dossier in another format.

use super::Loaded;
use super::args::{Export, ExportFormat};
use super::form::pretty;
use super::output::Answer;
use crate::export::json;

/// The dossier in that format.
pub(super) fn answer(export: &Export, loaded: &Loaded) -> Answer {
    match export.format {
        ExportFormat::Json => Answer::of(pretty(&json::dossier(loaded.view(), !export.no_texts))),
    }
}
