//! `dossier support`: which publications bear each fact, how many of them are witnesses, and how much leans on it.

use clap::Args;
use serde_json::{Map, Value as Json, json};

use super::Kept;
use crate::cli::Loaded;
use crate::cli::cell::Cell;
use crate::cli::form::{Form, Row};
use crate::cli::medium::Medium;
use crate::cli::output::{Answer, NOTHING};
use crate::cli::show::found;
use crate::cli::trouble::Trouble;
use crate::entry::TableColumn;
use crate::evidence::{Fact, Support};
use crate::value::Place;
use crate::whole::{Depth, Dossier, Spot, Topic, record_words};

/// Tell what each fact stands on, the weakest first, of these what most leans on
#[derive(Debug, Args)]
#[command(
    after_help = "Columns, in a pipe separated by tabs: support (● two witnesses or more, ○ one, ∅ none; ≠ readings \
                  differ), leans (how many others name it), ref, fact, publications. Parts of one publication are one \
                  witness, and so are publications that repeat one and the same voice.\n\n\
                  Example:\n  dossier support amazon --bundled"
)]
pub(in crate::cli) struct SupportOf {
    /// Only the facts of this entry, or this record
    #[arg(value_name = "REF")]
    reference: Option<String>,
    #[command(flatten)]
    kept: Kept,
    #[command(flatten)]
    pub(super) form: Form,
}

const HEADS: [TableColumn; 5] = [
    TableColumn::new(0, "support"),
    TableColumn::new(1, "leans").figure(),
    TableColumn::new(2, "ref").yields(2),
    TableColumn::new(3, "fact").from(30),
    TableColumn::new(4, "publications").yields(1),
];

/// A fact with what it stands on.
struct Supported<'a> {
    dossier: &'a Dossier,
    fact: Fact,
    support: Support,
    leans: usize,
}

/// The facts that are meant, the weakest first.
pub(super) fn answer(of: &SupportOf, loaded: &Loaded, medium: Medium) -> Result<Answer, Trouble> {
    let mut answer = Answer::default();
    let meant = match &of.reference {
        Some(text) => match found(text, loaded, &mut answer.told)? {
            Some(spot) => Some(spot),
            None => return Ok(Answer { status: NOTHING, ..answer }),
        },
        None => None,
    };
    let (loaded, facts) = of.kept.facts(loaded, Depth::Tied)?;
    let (view, dossier) = (loaded.view(), loaded.dossier());
    let facts = facts.into_iter().filter(|fact| meant.as_ref().is_none_or(|spot| is_of(dossier, *fact, spot)));
    let mut rows: Vec<Supported> = facts
        .map(|fact| Supported { dossier, fact, support: fact.support(dossier), leans: fact.leans(view) })
        .collect();
    rows.sort_by_key(|row| (row.support.standing(), std::cmp::Reverse(row.leans)));
    answer.out = of.form.compose(&HEADS, &["support"], &rows, medium)?;
    if rows.is_empty() {
        answer.told.push("no fact is meant: nothing there needs a source or has one".to_owned());
        answer.status = if of.reference.is_some() { NOTHING } else { of.kept.status_of_nothing() };
    }
    Ok(answer)
}

/// Whether a fact is of that entry, or is that record.
fn is_of(dossier: &Dossier, fact: Fact, spot: &Spot) -> bool {
    spot.topic == Topic::Entry(fact.entry)
        && spot
            .place
            .as_ref()
            .and_then(Place::record_id)
            .is_none_or(|record| fact.record_in(dossier).is_some_and(|known| known.id == record))
}

impl Row for Supported<'_> {
    fn reference(&self) -> String {
        self.dossier.written(&self.fact.spot(self.dossier))
    }

    fn cells(&self) -> Vec<Cell> {
        let name = || self.dossier.name(self.fact.entry.into()).to_owned();
        let said = self.fact.record_in(self.dossier);
        let said = said.map_or_else(name, |record| record_words(self.dossier, self.fact.entry, record));
        let publications: Vec<&str> = self.support.publications.iter().map(|known| known.name(self.dossier)).collect();
        vec![
            Cell {
                text: self.support.standing().sign().to_owned(), mark: if self.support.differs { "≠" } else { "" }
            },
            Cell::of(self.leans.to_string()),
            Cell::of(self.reference()),
            Cell::of(said),
            Cell::of(publications.join("; ")),
        ]
    }

    fn object(&self) -> Map<String, Json> {
        let publications = self.support.publications.iter().map(|known| known.written(self.dossier));
        let object = json!({
            "ref": self.reference(),
            "kind": self.fact.kind(self.dossier),
            "support": self.support.standing().word(),
            "differs": self.support.differs,
            "witnesses": self.support.witnesses,
            "publications": publications.collect::<Vec<_>>(),
            "leans": self.leans,
        });
        if let Json::Object(object) = object { object } else { Map::new() }
    }

    fn group(&self) -> &'static str {
        "support"
    }
}
