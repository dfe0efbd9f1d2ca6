//! `dossier diff`: what changed between two copies of a dossier, record by record and field by field. Compared is what
//! the files say, not where in them it stands.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;
use serde_json::{Map, Value as Json};

use super::cell::Cell;
use super::form::{Form, Row};
use super::keeper::Keeper;
use super::medium::Medium;
use super::output::{Answer, NOTHING};
use super::trouble::Trouble;
use crate::disk;
use crate::entry::{EntryKind, TableColumn, Term, records_of};
use crate::export::json;
use crate::whole::{EntryId, View};

/// Tell what changed between two copies of a dossier
#[derive(Debug, Args)]
#[command(
    after_help = "Columns, in a pipe separated by tabs: change (added, removed, changed), ref, field (of what changed), was, \
                  is. It ends with 1 where they differ, with 0 where they do not, and with 2 where one cannot be read.\n\n\
                  Example:\n  dossier diff last-year this-year"
)]
pub(super) struct Diff {
    /// The folder as it was
    #[arg(value_name = "FOLDER")]
    was: PathBuf,
    /// The folder as it is
    #[arg(value_name = "FOLDER")]
    is: PathBuf,
    #[command(flatten)]
    pub(super) form: Form,
}

const HEADS: [TableColumn; 5] = [
    TableColumn::new(0, "change"),
    TableColumn::new(1, "ref").yields(1),
    TableColumn::new(2, "field"),
    TableColumn::new(3, "was").from(20),
    TableColumn::new(4, "is").from(20),
];

/// Something that one of them says and the other does not, or not so.
#[derive(Debug, Clone, PartialEq)]
struct Difference {
    reference: String,
    change: &'static str,
    field: Option<String>,
    was: Json,
    is: Json,
}

/// Everything that differs: the cover and its terms, then entry by entry.
pub(super) fn answer(diff: &Diff, keeper: &mut Keeper, medium: Medium) -> Result<Answer, Trouble> {
    let mut read = |path: &PathBuf| keeper.load(&disk::open(path)?);
    let (was, is) = (read(&diff.was)?, read(&diff.is)?);
    let rows = differences(was.view(), is.view());
    let mut answer = Answer::of(diff.form.compose(&HEADS, &["diff"], &rows, medium)?);
    if rows.is_empty() {
        answer.told.push("nothing differs: both say the same".to_owned());
    } else {
        answer.status = NOTHING;
    }
    Ok(answer)
}

fn differences(was: View<'_>, is: View<'_>) -> Vec<Difference> {
    let mut found = Vec::new();
    changed(&mut found, "dossier.toml", &cover(was), &cover(is));
    let ids = |view: View<'_>| terms(view).map(|term| term.id.clone()).collect::<BTreeSet<String>>();
    for id in ids(was).union(&ids(is)) {
        let of = |view| terms(view).find(|term| term.id == *id).map(json::term);
        compared(&mut found, &format!("terms/{id}"), of(was), of(is));
    }
    for kind in EntryKind::ALL {
        let ids = |view: View<'_>| -> BTreeSet<String> {
            let entries = view.dossier.list(kind).iter().filter_map(|id| view.dossier.get(*id));
            entries.map(|entry| entry.id.clone()).collect()
        };
        for id in ids(was).union(&ids(is)) {
            let of = |view: View<'_>| view.dossier.find(kind, id);
            let place = format!("{}/{id}", kind.plural());
            let own = |view: View<'_>| of(view).map(|id| view.passing(|view| entry(view, id)));
            compared(&mut found, &place, own(was), own(is));
            records(&mut found, &place, kind, (was, of(was)), (is, of(is)));
        }
    }
    found
}

fn terms(view: View<'_>) -> impl Iterator<Item = &Term> {
    view.dossier.cover().terms.iter()
}

/// What the cover says of the dossier.
fn cover(view: View<'_>) -> Map<String, Json> {
    json::cover(view.dossier.cover())
}

/// An entry without its records, with its texts.
fn entry(view: View<'_>, id: EntryId) -> Map<String, Json> {
    let Some(entry) = view.dossier.get(id) else { return Map::new() };
    let mut own = json::entry(entry, view.markdown(id));
    for kind in records_of(entry.kind) {
        own.remove(kind.plural());
    }
    if let Some(Json::Object(extra)) = own.remove("extra") {
        own.extend(extra.into_iter().map(|(key, value)| (format!("extra.{key}"), value)));
    }
    own.extend(view.attached(id).map(|text| ("text".to_owned(), text.into())));
    own
}

/// The records of both, those of the first in its order, then those that came.
fn records(
    found: &mut Vec<Difference>,
    place: &str,
    kind: EntryKind,
    (was, of_was): (View<'_>, Option<EntryId>),
    (is, of_is): (View<'_>, Option<EntryId>),
) {
    let all = |view: View<'_>, id: Option<EntryId>| {
        let entry = id.and_then(|id| view.dossier.get(id));
        let records = entry.into_iter().flat_map(|entry| &entry.records);
        records.map(|record| (record.kind, record.id.clone(), json::record(record))).collect::<Vec<_>>()
    };
    let (was, is) = (all(was, of_was), all(is, of_is));
    for of in records_of(kind) {
        let mut seen = BTreeSet::new();
        for (_, id, _) in was.iter().chain(&is).filter(|(kind, ..)| kind == of) {
            if seen.insert(id) {
                let one = |all: &[(_, String, Map<String, Json>)]| {
                    all.iter().find(|(kind, known, _)| kind == of && known == id).map(|(.., object)| object.clone())
                };
                compared(found, &format!("{place}#{id}"), one(&was), one(&is));
            }
        }
    }
}

/// One thing in both: that it came, that it went, or what of it changed.
fn compared(found: &mut Vec<Difference>, place: &str, was: Option<Map<String, Json>>, is: Option<Map<String, Json>>) {
    let whole =
        |change| Difference { reference: place.to_owned(), change, field: None, was: Json::Null, is: Json::Null };
    match (was, is) {
        (Some(was), Some(is)) => changed(found, place, &was, &is),
        (Some(_), None) => found.push(whole("removed")),
        (None, Some(_)) => found.push(whole("added")),
        (None, None) => {}
    }
}

/// Each key under which both do not say the same.
fn changed(found: &mut Vec<Difference>, place: &str, was: &Map<String, Json>, is: &Map<String, Json>) {
    let more = is.keys().filter(|key| !was.contains_key(*key));
    for key in was.keys().chain(more) {
        let [before, after] = [was, is].map(|object| object.get(key).cloned().unwrap_or_default());
        if before != after {
            found.push(Difference {
                reference: place.to_owned(),
                change: "changed",
                field: Some(key.clone()),
                was: before,
                is: after,
            });
        }
    }
}

/// A value in words: each reading with who says so and where.
fn in_words(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        Json::Array(all) => all.iter().map(in_words).collect::<Vec<_>>().join(", "),
        Json::Object(reading) if reading.contains_key("according_to") => {
            let said = |key: &str| reading.get(key).map(in_words).filter(|said| !said.is_empty());
            let value = said("written").or_else(|| said("value")).or_else(|| said("words")).unwrap_or_default();
            let beside: Vec<String> = [said("according_to"), said("cites")].into_iter().flatten().collect();
            if beside.is_empty() { value } else { format!("{value} ({})", beside.join("; ")) }
        }
        Json::Object(_) | Json::Bool(_) | Json::Number(_) => value.to_string(),
    }
}

/// Of two long texts the first lines that differ.
fn first_lines(was: &Json, is: &Json) -> [String; 2] {
    let lines = |value: &Json| -> Vec<String> {
        match value {
            Json::Array(all) => all.iter().map(in_words).collect(),
            text => in_words(text).lines().map(str::to_owned).collect(),
        }
    };
    let [was, is] = [lines(was), lines(is)];
    let same = was.iter().zip(&is).take_while(|(one, other)| one == other).count();
    [was, is].map(|lines| lines.get(same).cloned().unwrap_or_default())
}

impl Row for Difference {
    fn reference(&self) -> String {
        self.reference.clone()
    }

    fn cells(&self) -> Vec<Cell> {
        let field = self.field.as_deref().unwrap_or_default();
        let [was, is] = if ["body", "text"].contains(&field) {
            first_lines(&self.was, &self.is)
        } else {
            [in_words(&self.was), in_words(&self.is)]
        };
        vec![Cell::of(self.change), Cell::of(&*self.reference), Cell::of(field), Cell::of(was), Cell::of(is)]
    }

    fn object(&self) -> Map<String, Json> {
        Map::from_iter([
            ("ref".to_owned(), self.reference.as_str().into()),
            ("change".to_owned(), self.change.into()),
            ("field".to_owned(), self.field.clone().into()),
            ("was".to_owned(), self.was.clone()),
            ("is".to_owned(), self.is.clone()),
        ])
    }

    fn group(&self) -> &'static str {
        "diff"
    }
}
