//! A thing that a verb answers with: how it is referred to, what a column says of it, and all of it. Must never choose
//! the columns.

use serde_json::{Map, Value as Json};

use super::cell::Cell;
use super::columns::{Column, Says};
use super::form::Row;
use crate::entry::{Entry, Fields, Key, Record, Term, Value};
use crate::export::json;
use crate::value::{At, Place, Reference};
use crate::whole::{EntryId, Spot, TermId, Topic, View};

/// A thing as it lies in its dossier.
#[derive(Clone, Copy)]
pub(super) struct Listed<'a> {
    pub(super) view: View<'a>,
    pub(super) thing: Thing<'a>,
}

/// A thing as a row of these columns.
pub(super) struct ListedRow<'a> {
    pub(super) listed: Listed<'a>,
    pub(super) columns: &'a [Column],
}

/// What it is.
#[derive(Clone, Copy)]
pub(super) enum Thing<'a> {
    Entry(EntryId, &'a Entry),
    Record(EntryId, &'a Entry, &'a Record),
    Term(TermId, &'a Term),
}

impl Row for ListedRow<'_> {
    fn reference(&self) -> String {
        self.listed.reference()
    }

    fn cells(&self) -> Vec<Cell> {
        self.columns.iter().map(|column| self.listed.cell(&column.says)).collect()
    }

    fn object(&self) -> Map<String, Json> {
        self.listed.object()
    }

    fn group(&self) -> &'static str {
        self.listed.group()
    }
}

impl<'a> Listed<'a> {
    /// How to refer to it from anywhere.
    pub(super) fn reference(&self) -> String {
        let topic = match self.thing {
            Thing::Entry(id, _) | Thing::Record(id, ..) => Topic::Entry(id),
            Thing::Term(id, _) => Topic::Term(id),
        };
        let reference = self.view.dossier.short_reference(topic);
        match self.thing {
            Thing::Record(_, _, record) => {
                Reference { place: Some(Place::record(&record.id)), ..reference }.to_string()
            }
            Thing::Entry(..) | Thing::Term(..) => reference.to_string(),
        }
    }

    /// All of it.
    pub(super) fn object(&self) -> Map<String, Json> {
        let (place, object) = match self.thing {
            Thing::Entry(id, entry) => (
                vec![("in", entry.kind.plural().into())],
                self.view.passing(|view| json::entry(entry, view.markdown(id))),
            ),
            Thing::Record(id, _, record) => {
                let owner = self.view.dossier.short_reference(Topic::Entry(id)).to_string();
                (vec![("in", owner.into()), ("record", record.kind.plural().into())], json::record(record))
            }
            Thing::Term(_, term) => (vec![("in", "terms".into())], json::term(term)),
        };
        place.into_iter().map(|(key, value): (&str, Json)| (key.to_owned(), value)).chain(object).collect()
    }

    /// Among which things it is listed: "companies", "contracts".
    pub(super) fn group(&self) -> &'static str {
        match self.thing {
            Thing::Entry(_, entry) => entry.kind.plural(),
            Thing::Record(_, _, record) => record.kind.plural(),
            Thing::Term(..) => "terms",
        }
    }

    pub(super) fn cell(&self, says: &Says) -> Cell {
        match says {
            Says::List => Cell::of(self.group()),
            Says::Reference => Cell::of(self.reference()),
            Says::Entry => Cell::of(self.entry().map_or("", |(_, entry)| entry.name())),
            Says::First(keys) => {
                let value = keys.iter().find_map(|key| self.fields().get(*key));
                value.map(|value| self.first(value)).unwrap_or_default()
            }
            Says::Sources => Cell::of(listed(self.fields().sources().into_iter().map(|cite| cite.value.to_string()))),
            Says::Records(kind) => {
                let count = self.entry().map_or(0, |(_, entry)| entry.records_of(*kind).count());
                Cell::of(if count == 0 { String::new() } else { count.to_string() })
            }
            Says::Signed => {
                let latest = self.entry().and_then(|(_, entry)| entry.latest_signatures()?.fields.get(Key::Count));
                latest.map(|value| self.first(value)).unwrap_or_default()
            }
            Says::Uses => Cell::of(self.uses()),
        }
    }

    pub(super) fn entry(&self) -> Option<(EntryId, &'a Entry)> {
        match self.thing {
            Thing::Entry(id, entry) | Thing::Record(id, entry, _) => Some((id, entry)),
            Thing::Term(..) => None,
        }
    }

    pub(super) fn fields(&self) -> &'a Fields {
        match self.thing {
            Thing::Entry(_, entry) => &entry.fields,
            Thing::Record(_, _, record) => &record.fields,
            Thing::Term(_, term) => &term.fields,
        }
    }

    /// The first reading, references by the names of what they lead to, with what the readings are to each other.
    pub(super) fn first(&self, value: &Value) -> Cell {
        let text = match value {
            Value::References(readings) => readings.first().value.as_deref().map(|references| self.names(references)),
            Value::Text(_)
            | Value::Names(_)
            | Value::Date(_)
            | Value::Count(_)
            | Value::Money(_)
            | Value::Number(_) => None,
        };
        Cell { text: text.unwrap_or_else(|| value.first().text), mark: value.agreement().mark() }
    }

    fn names(&self, references: &[At<Reference>]) -> String {
        let from = self.entry().map(|(id, _)| id);
        listed(references.iter().map(|at| {
            let resolution = self.view.dossier.resolve(&at.value, from);
            let name = |spot: &Spot| self.view.dossier.name(spot.topic).to_owned();
            resolution.spot().map_or_else(|| at.value.to_string(), name)
        }))
    }

    fn uses(&self) -> String {
        let Thing::Term(id, _) = self.thing else { return String::new() };
        let users = self.view.dossier.referrers(Topic::Term(id));
        if users == 0 { String::new() } else { users.to_string() }
    }
}

fn listed(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join(", ")
}
