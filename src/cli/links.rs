//! `dossier links`: what refers to something and what it refers to, each with its sentence.

use serde_json::{Map, Value as Json};

use super::Loaded;
use super::args::Links;
use super::cell::Cell;
use super::form::Row;
use super::medium::Medium;
use super::output::{Answer, NOTHING};
use super::show::found;
use super::trouble::Trouble;
use crate::entry::TableColumn;
use crate::page::{self, LinkSentence};
use crate::whole::{Depth, Topic};

const HEADS: [TableColumn; 4] = [
    TableColumn::new(0, "way"),
    TableColumn::new(1, "ref").yields(2),
    TableColumn::new(2, "name").yields(1),
    TableColumn::new(3, "sentence").from(30),
];

/// A sentence as a row.
struct Linked {
    /// Whether what was asked about says it.
    way: &'static str,
    reference: String,
    name: String,
    sentence: String,
}

/// Both directions, what refers to it first.
pub(super) fn answer(links: &Links, loaded: &Loaded, medium: Medium) -> Result<Answer, Trouble> {
    let mut answer = Answer::default();
    let Some(spot) = found(&links.reference, loaded, &mut answer.told)? else {
        answer.status = NOTHING;
        return Ok(answer);
    };
    let loaded = &loaded.to(Depth::Tied);
    let rows: Vec<Linked> =
        page::links(loaded.view(), spot.topic).into_iter().map(|link| linked(loaded, link)).collect();
    answer.out = links.form.compose(&HEADS, &["links"], &rows, medium)?;
    if rows.is_empty() {
        answer.status = NOTHING;
        let name = loaded.dossier().name(spot.topic);
        answer.told.push(format!("nothing refers to {name}, and it refers to nothing"));
    }
    Ok(answer)
}

fn linked(loaded: &Loaded, link: LinkSentence) -> Linked {
    let short = |topic: Topic| loaded.dossier().short_reference(topic).to_string();
    Linked {
        way: if link.is_own { "to" } else { "from" },
        reference: short(link.other),
        name: loaded.dossier().name(link.other).to_owned(),
        sentence: link.sentence,
    }
}

impl Row for Linked {
    fn reference(&self) -> String {
        self.reference.clone()
    }

    fn cells(&self) -> Vec<Cell> {
        vec![Cell::of(self.way), Cell::of(&*self.reference), Cell::of(&*self.name), Cell::of(&*self.sentence)]
    }

    fn object(&self) -> Map<String, Json> {
        let pairs = HEADS.iter().zip([self.way, &self.reference, &self.name, &self.sentence]);
        pairs.map(|(head, text)| (head.name.to_owned(), text.into())).collect()
    }

    fn group(&self) -> &'static str {
        "links"
    }
}
