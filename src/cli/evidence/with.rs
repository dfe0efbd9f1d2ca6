//! `dossier with`: all that is said of two, in sentences.

use clap::Args;
use serde_json::{Value as Json, json};

use super::Kept;
use crate::cli::Loaded;
use crate::cli::args::Plain;
use crate::cli::form::{pretty, with_schema};
use crate::cli::medium::Medium;
use crate::cli::output::{Answer, NOTHING, To};
use crate::cli::show::{drawn, found};
use crate::cli::trouble::Trouble;
use crate::evidence::{Dealing, Fact, Party};
use crate::page::{self, Survey};
use crate::render::Glyphs;
use crate::whole::{Depth, Dossier};

/// Tell all that is said of two: what is between them, what was asked about it, what was answered, what is not stated
#[derive(Debug, Args)]
#[command(
    after_help = "Names are as in references: an id or any name, in any case. A record is of both when its own keys name \
                  both. Ends with 1 where none is.\n\n\
                  Example:\n  dossier with Google CBP --bundled"
)]
pub(in crate::cli) struct With {
    /// A company, an agency, a campaign or a person
    #[arg(value_name = "A")]
    one: String,
    /// Another
    #[arg(value_name = "B")]
    other: String,
    #[command(flatten)]
    kept: Kept,
    /// text or json
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        default_value = "text",
        hide_possible_values = true,
        hide_default_value = true
    )]
    format: Plain,
    /// Plain signs instead of ● ○ ∅ ¶
    #[arg(long)]
    ascii: bool,
    #[command(flatten)]
    pub(super) to: To,
}

/// What is said of them.
pub(super) fn answer(with: &With, loaded: &Loaded, medium: Medium) -> Result<Answer, Trouble> {
    let mut answer = Answer::default();
    let mut parties = Vec::new();
    for name in [&with.one, &with.other] {
        match found(name, loaded, &mut answer.told)? {
            Some(spot) => parties.push(Party::Topic(spot.topic)),
            None => return Ok(Answer { status: NOTHING, ..answer }),
        }
    }
    let (loaded, facts) = with.kept.facts(loaded, Depth::Tied)?;
    let dossier = loaded.dossier();
    let [one, other] = parties.as_slice() else { return Ok(answer) };
    let between = Dealing::between(dossier, one, other, &facts);
    if between.is_none() {
        let (one, other) = (one.name(dossier), other.name(dossier));
        answer.told.push(format!(
            "no record names {one} and {other} by its own keys; `dossier links` shows what refers to either"
        ));
        answer.status = NOTHING;
        return Ok(answer);
    }
    answer.out = match with.format {
        Plain::Json => pretty(&object(dossier, one, other, between.as_ref())),
        Plain::Text => {
            let survey = Survey::With(one.clone(), other.clone());
            let page = page::survey(loaded.view(), &survey, &facts);
            drawn(&page, medium, if with.ascii { Glyphs::Ascii } else { Glyphs::Unicode })
        }
    };
    Ok(answer)
}

fn object(dossier: &Dossier, one: &Party, other: &Party, dealing: Option<&Dealing>) -> Json {
    let Some(dealing) = dealing else { return Json::Null };
    let references =
        |facts: &[Fact]| -> Vec<String> { facts.iter().map(|fact| dossier.written(&fact.spot(dossier))).collect() };
    let open = dealing.open.iter().map(|(fact, keys)| {
        let keys: Vec<&str> = keys.iter().map(|key| key.name()).collect();
        json!({ "ref": dossier.written(&fact.spot(dossier)), "keys": keys })
    });
    let object = json!({
        "between": [one.written(dossier), other.written(dossier)],
        "records": references(&dealing.cell.records),
        "others": references(&dealing.cell.others),
        "asked": references(&dealing.asked),
        "answered": references(&dealing.answered),
        "open": open.collect::<Vec<_>>(),
        "support": dealing.cell.support.standing().word(),
    });
    match object {
        Json::Object(object) => Json::Object(with_schema(object)),
        other => other,
    }
}
