//! `dossier whence`: which records, digests and paragraphs say so.

use clap::Args;
use serde_json::{Map, Value as Json, json};

use crate::cli::Loaded;
use crate::cli::cell::Cell;
use crate::cli::form::{Form, Row};
use crate::cli::medium::Medium;
use crate::cli::output::{Answer, NOTHING};
use crate::cli::trouble::Trouble;
use crate::entry::TableColumn;
use crate::evidence::{Saying, whence};
use crate::whole::Dossier;

/// Find who says so: the records, digests and paragraphs that hold a figure, some words or a pasted sentence
#[derive(Debug, Args)]
#[command(
    after_help = "Columns, in a pipe separated by tabs: ref, kind, text. A number is found however it is written. Where \
                  nothing says it so, what holds most of the words of a sentence comes, and that is told.\n\n\
                  Example:\n  dossier whence 600,000 --bundled"
)]
pub(in crate::cli) struct Whence {
    /// A figure, some words or a sentence
    #[arg(value_name = "TEXT", required = true)]
    text: Vec<String>,
    #[command(flatten)]
    pub(super) form: Form,
}

const HEADS: [TableColumn; 3] =
    [TableColumn::new(0, "ref").yields(2), TableColumn::new(1, "kind"), TableColumn::new(2, "text").from(30)];

struct Said<'a> {
    dossier: &'a Dossier,
    saying: Saying,
}

/// All that says so.
pub(super) fn answer(asked: &Whence, loaded: &Loaded, medium: Medium) -> Result<Answer, Trouble> {
    let text = asked.text.join(" ");
    let dossier = loaded.dossier();
    let rows: Vec<Said> = whence(loaded.view(), &text).into_iter().map(|saying| Said { dossier, saying }).collect();
    let mut answer = Answer::of(asked.form.compose(&HEADS, &["whence"], &rows, medium)?);
    if rows.is_empty() {
        answer.told.push(format!("nothing here says `{text}`; `dossier search` finds some of its words"));
        answer.status = NOTHING;
    } else if rows.iter().all(|row| !row.saying.is_exact) {
        answer.told.push("nothing says it so; this holds most of its words".to_owned());
    }
    Ok(answer)
}

impl Row for Said<'_> {
    fn reference(&self) -> String {
        self.dossier.written(&self.saying.spot)
    }

    fn cells(&self) -> Vec<Cell> {
        vec![Cell::of(self.reference()), Cell::of(self.saying.kind), Cell::of(&*self.saying.text)]
    }

    fn object(&self) -> Map<String, Json> {
        let object = json!({ "ref": self.reference(), "kind": self.saying.kind, "text": self.saying.text });
        if let Json::Object(object) = object { object } else { Map::new() }
    }

    fn group(&self) -> &'static str {
        "whence"
    }
}
