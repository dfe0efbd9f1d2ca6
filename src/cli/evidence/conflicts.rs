//! `dossier conflicts`: what sources do not agree on, side by side.

use clap::Args;
use serde_json::{Map, Value as Json, json};

use super::Kept;
use crate::cli::Loaded;
use crate::cli::cell::Cell;
use crate::cli::form::{Form, Row};
use crate::cli::medium::Medium;
use crate::cli::output::Answer;
use crate::cli::trouble::Trouble;
use crate::entry::{Fields, Key, Shown, TableColumn};
use crate::evidence::{Conflict, Fact, conflicts};
use crate::whole::{Depth, Dossier};

/// List what sources do not agree on: readings, and records of one thing that differ
#[derive(Debug, Args)]
#[command(
    after_help = "Columns, in a pipe separated by tabs: ref (the record or the entry), field, readings (side by side, \
                  each with who says so and where). What can be true together, as offered and active, is no difference; \
                  which is right, is not decided.\n\n\
                  Example:\n  dossier conflicts --bundled"
)]
pub(in crate::cli) struct Conflicts {
    #[command(flatten)]
    kept: Kept,
    #[command(flatten)]
    pub(super) form: Form,
}

const HEADS: [TableColumn; 3] =
    [TableColumn::new(0, "ref").yields(1), TableColumn::new(1, "field"), TableColumn::new(2, "readings").from(30)];

/// A conflict in its dossier.
struct Contradiction<'a> {
    dossier: &'a Dossier,
    conflict: Conflict,
}

/// Everything that differs, in the order of the files.
pub(super) fn answer(of: &Conflicts, loaded: &Loaded, medium: Medium) -> Result<Answer, Trouble> {
    let (loaded, facts) = of.kept.facts(loaded, Depth::Named)?;
    let dossier = loaded.dossier();
    let found = conflicts(dossier, &facts);
    let rows: Vec<Contradiction> = found.into_iter().map(|conflict| Contradiction { dossier, conflict }).collect();
    let mut answer = Answer::of(of.form.compose(&HEADS, &["conflicts"], &rows, medium)?);
    if rows.is_empty() {
        answer.told.push("nothing differs: no reading and no record of one thing contradicts another".to_owned());
    }
    Ok(answer)
}

fn reference(dossier: &Dossier, fact: Fact) -> String {
    dossier.written(&fact.spot(dossier))
}

/// Who says so: the reading's own voice and sources, else those of its record.
struct Voice {
    according_to: Vec<String>,
    cites: Vec<String>,
}

fn voice(dossier: &Dossier, fact: Fact, shown: &Shown<'_>) -> Voice {
    let fields = fact.fields(dossier);
    let own = |names: Vec<String>, of_record: Vec<String>| if names.is_empty() { of_record } else { names };
    let who = shown.according_to.iter().map(|name| name.value.clone()).collect();
    let cites = shown.cites.iter().map(|at| at.value.to_string()).collect();
    let of_record = fields.into_iter().flat_map(|fields| fields.names(Key::AccordingTo));
    let whole = fields.into_iter().flat_map(Fields::cites);
    Voice {
        according_to: own(who, of_record.map(|name| name.value.clone()).collect()),
        cites: own(cites, whole.map(|at| at.value.to_string()).collect()),
    }
}

impl Row for Contradiction<'_> {
    fn reference(&self) -> String {
        reference(self.dossier, self.conflict.fact)
    }

    fn cells(&self) -> Vec<Cell> {
        let told = self.conflict.readings(self.dossier).into_iter().map(|(fact, shown)| {
            let voice = voice(self.dossier, fact, &shown);
            let of_other = (fact != self.conflict.fact).then(|| reference(self.dossier, fact));
            let who =
                (!voice.according_to.is_empty()).then(|| format!("according to {}", voice.according_to.join(", ")));
            let beside: Vec<String> = of_other.into_iter().chain(who).chain(voice.cites).collect();
            if beside.is_empty() { shown.text } else { format!("{} ({})", shown.text, beside.join("; ")) }
        });
        let told: Vec<String> = told.collect();
        vec![Cell::of(self.reference()), Cell::of(self.conflict.key.name()), Cell::of(told.join(" ≠ "))]
    }

    fn object(&self) -> Map<String, Json> {
        let readings = self.conflict.readings(self.dossier).into_iter().map(|(fact, shown)| {
            let voice = voice(self.dossier, fact, &shown);
            json!({
                "ref": reference(self.dossier, fact),
                "value": shown.has_value.then_some(&shown.text),
                "words": shown.words,
                "according_to": voice.according_to,
                "cites": voice.cites,
            })
        });
        Map::from_iter([
            ("ref".to_owned(), self.reference().into()),
            ("field".to_owned(), self.conflict.key.name().into()),
            ("readings".to_owned(), readings.collect()),
        ])
    }

    fn group(&self) -> &'static str {
        "conflicts"
    }
}
