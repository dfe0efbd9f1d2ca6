//! Which columns each list has: what one wants to know of its things at a glance.

use serde_json::{Map, Value as Json};

use super::args::What;
use super::form::Row;
use super::table::{Cell, Head};
use crate::entry::{Entry, EntryKind, Fields, Key, Record, RecordKind, Term, Value};
use crate::export::json;
use crate::value::{At, Date, Reference};
use crate::whole::{Bodies, Dossier, EntryId, TermId, Topic};

/// A column: its head, and what stands in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    head: Head,
    says: Says,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy)]
enum Says {
    /// What it is: `article`.
    Kind,
    /// Its own id.
    Id,
    /// The name of the entry it is or belongs to.
    Entry,
    /// The first of these keys that it has.
    First(&'static [Key]),
    /// Where it is said.
    Sources,
    /// How many records of that kind it has.
    Records(RecordKind),
    /// How many signed, by the latest of its records of that.
    Signed,
    /// How many entries refer to it or mention it.
    Uses,
}

const fn column(name: &'static str, says: Says) -> Column {
    Column { head: Head { name, absent: "-", is_figure: false }, says }
}

const fn open(name: &'static str, says: Says) -> Column {
    Column { head: Head { name, absent: "open", is_figure: false }, says }
}

const fn figure(name: &'static str, says: Says) -> Column {
    Column { head: Head { name, absent: "-", is_figure: true }, says }
}

const fn open_figure(name: &'static str, says: Says) -> Column {
    Column { head: Head { name, absent: "open", is_figure: true }, says }
}

const ALL: &[Column] = &[
    column("kind", Says::Kind),
    column("id", Says::Id),
    column("name", Says::Entry),
    column("sort", Says::First(&[Key::Kind, Key::Sector])),
    column("date", Says::First(&[Key::Date])),
];

const ARTICLES: &[Column] = &[
    column("id", Says::Id),
    column("title", Says::Entry),
    column("publisher", Says::First(&[Key::Publisher, Key::PartOf])),
    column("date", Says::First(&[Key::Date])),
    column("kind", Says::First(&[Key::Kind])),
];

const COMPANIES: &[Column] = &[
    column("id", Says::Id),
    column("name", Says::Entry),
    column("sector", Says::First(&[Key::Sector])),
    column("country", Says::First(&[Key::Country])),
    figure("contracts", Says::Records(RecordKind::Contract)),
];

const CAMPAIGNS: &[Column] = &[
    column("id", Says::Id),
    column("name", Says::Entry),
    column("kind", Says::First(&[Key::Kind])),
    column("date", Says::First(&[Key::Date])),
    column("targets", Says::First(&[Key::Targets])),
    figure("signed", Says::Signed),
    column("status", Says::First(&[Key::Status])),
];

const CONTRACTS: &[Column] = &[
    column("company", Says::Entry),
    column("with", Says::First(&[Key::With])),
    column("product", Says::First(&[Key::Product])),
    open_figure("amount", Says::First(&[Key::Amount])),
    column("signed/period", Says::First(&[Key::Signed, Key::Period])),
    column("status", Says::First(&[Key::Status])),
    column("source", Says::Sources),
];

const STATEMENTS: &[Column] = &[
    column("who", Says::First(&[Key::Speaker])),
    column("role", Says::First(&[Key::Role])),
    column("said", Says::First(&[Key::Text])),
    column("date", Says::First(&[Key::Date])),
    column("in", Says::Entry),
    column("source", Says::Sources),
];

const DEMANDS: &[Column] = &[
    column("campaign", Says::Entry),
    column("text", Says::First(&[Key::Text])),
    column("of", Says::First(&[Key::Of])),
    open("outcome", Says::First(&[Key::Outcome])),
    column("source", Says::Sources),
];

const SIGNATURES: &[Column] = &[
    column("campaign", Says::Entry),
    figure("count", Says::First(&[Key::Count])),
    column("signers", Says::First(&[Key::Signers])),
    column("as of", Says::First(&[Key::AsOf])),
    column("source", Says::Sources),
];

const FIGURES: &[Column] = &[
    column("in", Says::Entry),
    column("title", Says::First(&[Key::Title])),
    figure("figure", Says::First(&[Key::Count, Key::Amount])),
    column("of", Says::First(&[Key::Of])),
    column("as of", Says::First(&[Key::AsOf])),
    column("source", Says::Sources),
];

const EVENTS: &[Column] = &[
    column("date", Says::First(&[Key::Date])),
    column("title", Says::First(&[Key::Title])),
    column("place", Says::First(&[Key::Place])),
    column("who", Says::First(&[Key::Who])),
    column("in", Says::Entry),
    column("source", Says::Sources),
];

const TERMS: &[Column] = &[
    column("id", Says::Id),
    column("name", Says::First(&[Key::Name])),
    column("kind", Says::First(&[Key::Kind])),
    column("long form", Says::First(&[Key::Long])),
    figure("entries", Says::Uses),
];

/// The columns of a list; without a kind, those that all entries have.
pub(super) fn columns(what: Option<What>) -> &'static [Column] {
    match what {
        None => ALL,
        Some(What::Entries(EntryKind::Article)) => ARTICLES,
        Some(What::Entries(EntryKind::Company)) => COMPANIES,
        Some(What::Entries(EntryKind::Campaign)) => CAMPAIGNS,
        Some(What::Records(RecordKind::Contract)) => CONTRACTS,
        Some(What::Records(RecordKind::Statement)) => STATEMENTS,
        Some(What::Records(RecordKind::Demand)) => DEMANDS,
        Some(What::Records(RecordKind::Signatures)) => SIGNATURES,
        Some(What::Records(RecordKind::Figure)) => FIGURES,
        Some(What::Records(RecordKind::Event)) => EVENTS,
        Some(What::Terms) => TERMS,
    }
}

/// The heads of these columns.
pub(super) fn heads(columns: &[Column]) -> Vec<Head> {
    columns.iter().map(|column| column.head).collect()
}

/// A thing that is listed, with what its columns are filled from.
#[derive(Clone, Copy)]
pub(super) struct Listed<'a> {
    pub(super) dossier: &'a Dossier,
    pub(super) bodies: &'a Bodies,
    pub(super) columns: &'a [Column],
    pub(super) thing: Thing<'a>,
}

/// What it is.
#[derive(Clone, Copy)]
pub(super) enum Thing<'a> {
    Entry(EntryId, &'a Entry),
    Record(EntryId, &'a Entry, &'a Record),
    Term(TermId, &'a Term),
}

impl Row for Listed<'_> {
    fn reference(&self) -> String {
        match self.thing {
            Thing::Entry(_, entry) => format!("{}/{}", entry.kind.plural(), entry.id),
            Thing::Record(_, entry, record) => format!("{}/{}#{}", entry.kind.plural(), entry.id, record.id),
            Thing::Term(_, term) => format!("terms/{}", term.id),
        }
    }

    fn cells(&self) -> Vec<Cell> {
        self.columns.iter().map(|column| self.cell(column.says)).collect()
    }

    fn object(&self) -> Map<String, Json> {
        let (place, object) = match self.thing {
            Thing::Entry(id, entry) => {
                (vec![("in", entry.kind.plural().into())], json::entry(entry, self.bodies.body(id)))
            }
            Thing::Record(_, entry, record) => {
                let owner = format!("{}/{}", entry.kind.plural(), entry.id);
                (vec![("in", owner.into()), ("record", record.kind.plural().into())], json::record(record))
            }
            Thing::Term(_, term) => (vec![("in", "terms".into())], json::term(term)),
        };
        place.into_iter().map(|(key, value): (&str, Json)| (key.to_owned(), value)).chain(object).collect()
    }

    fn group(&self) -> &'static str {
        match self.thing {
            Thing::Entry(_, entry) => entry.kind.plural(),
            Thing::Record(_, _, record) => record.kind.plural(),
            Thing::Term(..) => "terms",
        }
    }
}

impl Listed<'_> {
    fn cell(&self, says: Says) -> Cell {
        match says {
            Says::Kind => Cell::of(self.kind()),
            Says::Id => Cell::of(self.id()),
            Says::Entry => Cell::of(self.entry().map_or("", |(_, entry)| entry.name())),
            Says::First(keys) => {
                let value = keys.iter().find_map(|key| self.fields().get(*key));
                value.map(|value| self.first(value)).unwrap_or_default()
            }
            Says::Sources => Cell::of(listed(self.fields().sources().into_iter().map(|cite| cite.value.to_string()))),
            Says::Records(kind) => {
                let count = self.entry().map_or(0, |(_, entry)| entry.records_of(kind).count());
                Cell::of(if count == 0 { String::new() } else { count.to_string() })
            }
            Says::Signed => {
                let latest = self.entry().and_then(|(_, entry)| latest_count(entry));
                latest.map(|value| self.first(value)).unwrap_or_default()
            }
            Says::Uses => Cell::of(self.uses()),
        }
    }

    fn kind(&self) -> &'static str {
        match self.thing {
            Thing::Entry(_, entry) => entry.kind.singular(),
            Thing::Record(_, _, record) => record.kind.singular(),
            Thing::Term(..) => "term",
        }
    }

    fn id(&self) -> &str {
        match self.thing {
            Thing::Entry(_, entry) => &entry.id,
            Thing::Record(_, _, record) => &record.id,
            Thing::Term(_, term) => &term.id,
        }
    }

    fn entry(&self) -> Option<(EntryId, &Entry)> {
        match self.thing {
            Thing::Entry(id, entry) | Thing::Record(id, entry, _) => Some((id, entry)),
            Thing::Term(..) => None,
        }
    }

    fn fields(&self) -> &Fields {
        match self.thing {
            Thing::Entry(_, entry) => &entry.fields,
            Thing::Record(_, _, record) => &record.fields,
            Thing::Term(_, term) => &term.fields,
        }
    }

    /// The first reading, references by the names of what they lead to, with what the readings are to each other.
    fn first(&self, value: &Value) -> Cell {
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
            let resolution = self.dossier.resolve(&at.value, from);
            resolution
                .target()
                .map_or_else(|| at.value.to_string(), |target| self.dossier.name(target.topic).to_owned())
        }))
    }

    fn uses(&self) -> String {
        let Thing::Term(id, _) = self.thing else { return String::new() };
        let mut users: Vec<EntryId> = self.dossier.to(Topic::Term(id)).into_iter().map(|tie| tie.from).collect();
        users.sort_unstable();
        users.dedup();
        if users.is_empty() { String::new() } else { users.len().to_string() }
    }
}

/// How many signed: of several records, the one of the latest date; of several without, the first.
fn latest_count(entry: &Entry) -> Option<&Value> {
    let date = |record: &Record| -> Option<Date> { record.fields.date(Key::AsOf)?.first().value.clone() };
    let mut latest: Option<&Record> = None;
    for record in entry.records_of(RecordKind::Signatures) {
        if latest.is_none_or(|known| date(record) > date(known)) {
            latest = Some(record);
        }
    }
    latest?.fields.get(Key::Count)
}

fn listed(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join(", ")
}
