//! `dossier timeline`: what is dated, in order of time and in lanes.

use clap::Args;
use serde_json::{Map, Value as Json, json};

use super::Kept;
use crate::cli::Loaded;
use crate::cli::cell::Cell;
use crate::cli::form::{Form, Format, Row, pretty, with_schema};
use crate::cli::medium::Medium;
use crate::cli::output::Answer;
use crate::cli::show::drawn;
use crate::cli::trouble::Trouble;
use crate::entry::TableColumn;
use crate::evidence::{Dated, Timeline};
use crate::page::{self, Survey};
use crate::render::Glyphs;
use crate::whole::{Depth, Dossier, record_words};

/// Show what is dated in order of time: contracts, statements, actions, articles
#[derive(Debug, Args)]
#[command(
    after_help = "Columns, in a pipe separated by tabs: date (as it is written), lane, ref, what. On a terminal a drawing; of \
                  more than 150 things how many there are a year or a decade, and -q date:2018 narrows that. What has no date \
                  is listed at the end of the drawing, and in JSON as undated.\n\n\
                  Example:\n  dossier timeline -q date:2018-06..2018-08 --bundled"
)]
pub(in crate::cli) struct TimelineOf {
    #[command(flatten)]
    kept: Kept,
    #[command(flatten)]
    pub(super) form: Form,
}

const HEADS: [TableColumn; 4] = [
    TableColumn::new(0, "date"),
    TableColumn::new(1, "lane"),
    TableColumn::new(2, "ref").yields(1),
    TableColumn::new(3, "what").from(30),
];

struct Placed<'a> {
    dossier: &'a Dossier,
    dated: &'a Dated,
}

/// What is dated, the earliest first.
pub(super) fn answer(of: &TimelineOf, loaded: &Loaded, medium: Medium) -> Result<Answer, Trouble> {
    let (loaded, facts) = of.kept.facts_with_sources(loaded, Depth::Named)?;
    let dossier = loaded.dossier();
    let found = Timeline::of(dossier, &facts);
    let rows: Vec<Placed> = found.dated.iter().map(|dated| Placed { dossier, dated }).collect();
    let mut answer = Answer::default();
    if rows.is_empty() {
        answer.told.push("nothing there is dated".to_owned());
        answer.status = of.kept.status_of_nothing();
    } else if !found.undated.is_empty() {
        answer.told.push(format!("{} more are not dated", found.undated.len()));
    }
    answer.out = match (of.form.format()?, medium.terminal) {
        (Format::Text, Some(_)) => {
            let page = page::survey(loaded.view(), &Survey::Timeline(None), &facts);
            drawn(&page, medium, Glyphs::Unicode)
        }
        (Format::Svg, _) => super::picture(loaded.view(), &Survey::Timeline(None), &facts),
        (Format::Json, _) => {
            let undated = found
                .undated
                .iter()
                .map(|(lane, fact)| json!({ "ref": dossier.written(&fact.spot(dossier)), "lane": lane.word() }));
            let timeline = rows.iter().map(|row| Json::Object(row.object())).collect();
            let lists = [("timeline".to_owned(), timeline), ("undated".to_owned(), undated.collect())];
            pretty(&Json::Object(with_schema(Map::from_iter(lists))))
        }
        _ => of.form.compose(&HEADS, &["timeline"], &rows, medium)?,
    };
    Ok(answer)
}

impl Row for Placed<'_> {
    fn reference(&self) -> String {
        self.dossier.written(&self.dated.fact.spot(self.dossier))
    }

    fn cells(&self) -> Vec<Cell> {
        let fact = self.dated.fact;
        let name = self.dossier.name(fact.entry.into());
        let said = fact.record_in(self.dossier);
        let said = said.map(|record| record_words(self.dossier, fact.entry, record));
        vec![
            Cell::of(self.dated.date.written()),
            Cell::of(self.dated.lane.word()),
            Cell::of(self.reference()),
            Cell::of(said.map_or_else(|| name.to_owned(), |said| format!("{name}: {said}"))),
        ]
    }

    fn object(&self) -> Map<String, Json> {
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        let object = json!({
            "ref": self.reference(),
            "lane": self.dated.lane.word(),
            "earliest": day(self.dated.date.earliest()),
            "latest": day(self.dated.date.latest()),
            "date": self.dated.date.written(),
        });
        if let Json::Object(object) = object { object } else { Map::new() }
    }

    fn group(&self) -> &'static str {
        "timeline"
    }
}
