//! `dossier suppose`: what stands, what falls and what gets weaker when witnesses are taken out.

use clap::Args;
use serde_json::{Map, Value as Json, json};

use crate::cli::Loaded;
use crate::cli::cell::Cell;
use crate::cli::form::{Form, Format, Row, pretty, with_schema};
use crate::cli::medium::Medium;
use crate::cli::output::{Answer, NOTHING};
use crate::cli::trouble::Trouble;
use crate::entry::TableColumn;
use crate::evidence::{Fact, Witnesses, consequences};
use crate::text::near::nearest;
use crate::whole::{Depth, Dossier, record_words};

/// Tell which records fall when witnesses are taken out
#[derive(Debug, Args)]
#[command(
    after_help = "Columns, in a pipe separated by tabs: change (falls: nobody else says it; weaker: one witness is left of \
                  two or more), ref, fact. A name is an article, what articles are part of, or anyone who is quoted \
                  (according_to).\n\n\
                  Example:\n  dossier suppose --without microsoft-workers-demand --bundled"
)]
pub(in crate::cli) struct Suppose {
    /// Who is supposed to have said nothing
    #[arg(long, value_name = "NAME", required = true, num_args = 1..)]
    without: Vec<String>,
    #[command(flatten)]
    pub(super) form: Form,
}

const HEADS: [TableColumn; 3] =
    [TableColumn::new(0, "change"), TableColumn::new(1, "ref").yields(2), TableColumn::new(2, "fact").from(30)];

/// A record that is not what it was.
struct Changed<'a> {
    dossier: &'a Dossier,
    change: &'static str,
    fact: Fact,
}

/// What falls, then what gets weaker.
pub(super) fn answer(suppose: &Suppose, loaded: &Loaded, medium: Medium) -> Result<Answer, Trouble> {
    let loaded = loaded.to(Depth::Tied);
    let dossier = loaded.dossier();
    let witnesses = match Witnesses::named(dossier, &suppose.without) {
        Ok(witnesses) => witnesses,
        Err(name) => {
            return Ok(Answer { told: vec![no_witness(&name, dossier)], status: NOTHING, ..Answer::default() });
        }
    };
    let left = witnesses.taken_out(&loaded.snapshot);
    let found = consequences(dossier, &left.dossier);
    let of = |change: &'static str, facts: &[Fact]| {
        facts.iter().map(|fact| Changed { dossier, change, fact: *fact }).collect::<Vec<_>>()
    };
    let (falls, weaker) = (of("falls", &found.falls), of("weaker", &found.weaker));
    let names = suppose.without.join(", ");
    let told = format!(
        "without {names} {} of {} records stand; {} fall, and {} of two witnesses or more keep one",
        found.stands,
        found.stands + falls.len(),
        falls.len(),
        weaker.len()
    );
    let out = if suppose.form.format()? == Format::Json {
        let references = |rows: &[Changed]| rows.iter().map(Row::reference).collect::<Vec<_>>();
        let object = json!({
            "without": suppose.without,
            "stands": found.stands,
            "falls": references(&falls),
            "weaker": references(&weaker),
        });
        let Json::Object(object) = object else { return Ok(Answer::default()) };
        pretty(&Json::Object(with_schema(object)))
    } else {
        let rows: Vec<Changed> = falls.into_iter().chain(weaker).collect();
        suppose.form.compose(&HEADS, &[], &rows, medium)?
    };
    Ok(Answer { told: vec![told], ..Answer::of(out) })
}

fn no_witness(name: &str, dossier: &Dossier) -> String {
    let all = Witnesses::all(dossier);
    if all.is_empty() {
        return format!("`{name}` is no witness: this dossier has no article, and quotes nobody");
    }
    let hint = nearest(name, all.iter().map(String::as_str)).map_or_else(
        || format!("a witness is an article, what articles are part of, or who is quoted: {}", all.join(", ")),
        |near| format!("did you mean `{near}`?"),
    );
    format!("`{name}` is no witness here; {hint}")
}

impl Row for Changed<'_> {
    fn reference(&self) -> String {
        self.dossier.written(&self.fact.spot(self.dossier))
    }

    fn cells(&self) -> Vec<Cell> {
        let said = self.fact.record_in(self.dossier);
        let said = said.map(|record| record_words(self.dossier, self.fact.entry, record)).unwrap_or_default();
        vec![Cell::of(self.change), Cell::of(self.reference()), Cell::of(said)]
    }

    fn object(&self) -> Map<String, Json> {
        let object = json!({ "ref": self.reference(), "change": self.change, "kind": self.fact.kind(self.dossier) });
        if let Json::Object(object) = object { object } else { Map::new() }
    }

    fn group(&self) -> &'static str {
        self.change
    }
}
