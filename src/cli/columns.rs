//! Which columns each list has: what one wants to know of its things at a glance.

use serde_json::{Map, Value as Json};

use super::args::What;
use super::cell::{Beneath, Cell, Head};
use super::form::Row;
use crate::entry::{Entry, EntryKind, Fields, Key, Record, RecordKind, Term, Value};
use crate::export::json;
use crate::value::{At, Loc, Reference};
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
    /// How to refer to it.
    Reference,
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

impl Column {
    const fn of(name: &'static str, says: Says) -> Self {
        Self { head: Head::of(name), says }
    }

    /// What people read where nothing is said.
    const fn or(mut self, absent: &'static str) -> Self {
        self.head.absent = absent;
        self
    }

    const fn figure(mut self) -> Self {
        self.head.is_figure = true;
        self
    }

    /// The least it needs where it has more to say.
    const fn from(mut self, columns: usize) -> Self {
        self.head.narrowest = columns;
        self
    }

    /// How soon it gives way.
    const fn yields(mut self, rank: u8) -> Self {
        self.head.yields = rank;
        self
    }
}

/// How to refer to an entry or a term: with it, one goes on.
const REF: Column = {
    let mut column = Column::of("ref", Says::Reference);
    column.head.beneath = Beneath::Bare;
    column
};

/// How to refer to a record: long, and on a terminal beneath what it says.
const RECORD: Column = REF.yields(8);

/// Whose record it is, which the reference says too.
const IN: Column = {
    let mut column = Column::of("in", Says::Entry);
    column.head.beneath = Beneath::Gone;
    column
};

const SOURCE: Column = Column::of("source", Says::Sources).yields(9);

const DATE: Column = first("date", &[Key::Date]);

const fn first(name: &'static str, keys: &'static [Key]) -> Column {
    Column::of(name, Says::First(keys))
}

const ALL: &[Column] = &[
    REF,
    Column::of("name", Says::Entry).from(24),
    Column::of("kind", Says::Kind),
    first("sort", &[Key::Kind, Key::Sector]).yields(2),
    DATE.yields(1),
];

const ARTICLES: &[Column] = &[
    REF,
    Column::of("title", Says::Entry).from(24),
    first("publisher", &[Key::Publisher, Key::PartOf]).yields(2),
    DATE,
    first("kind", &[Key::Kind]).yields(1),
];

const COMPANIES: &[Column] = &[
    REF,
    Column::of("name", Says::Entry),
    first("sector", &[Key::Sector]).yields(1),
    first("country", &[Key::Country]).yields(2),
    Column::of("contracts", Says::Records(RecordKind::Contract)).figure(),
];

const CAMPAIGNS: &[Column] = &[
    REF,
    Column::of("name", Says::Entry),
    first("kind", &[Key::Kind]).yields(2),
    DATE.yields(1),
    first("targets", &[Key::Targets]).from(14),
    Column::of("signed", Says::Signed).figure(),
    first("status", &[Key::Status]).yields(3),
];

const CONTRACTS: &[Column] = &[
    RECORD,
    Column::of("company", Says::Entry),
    first("with", &[Key::With]),
    first("product", &[Key::Product]),
    first("amount", &[Key::Amount]).or("open").figure(),
    first("signed/period", &[Key::Signed, Key::Period]).yields(2),
    first("status", &[Key::Status]).yields(1),
    SOURCE,
];

const STATEMENTS: &[Column] = &[
    RECORD,
    first("who", &[Key::Speaker]),
    first("role", &[Key::Role]).yields(2),
    first("said", &[Key::Text]).from(50),
    DATE.yields(1),
    IN.yields(3),
    SOURCE,
];

const DEMANDS: &[Column] = &[
    RECORD,
    Column::of("campaign", Says::Entry),
    first("text", &[Key::Text]).from(30),
    first("of", &[Key::Of]),
    first("outcome", &[Key::Outcome]).or("open").yields(1),
    SOURCE,
];

const SIGNATURES: &[Column] = &[
    RECORD,
    Column::of("campaign", Says::Entry),
    first("count", &[Key::Count]).figure(),
    first("signers", &[Key::Signers]),
    first("as of", &[Key::AsOf]).yields(1),
    SOURCE,
];

const FIGURES: &[Column] = &[
    RECORD,
    IN.yields(2),
    first("title", &[Key::Title]).from(24),
    first("figure", &[Key::Count, Key::Amount]).figure(),
    first("of", &[Key::Of]),
    first("as of", &[Key::AsOf]).yields(1),
    SOURCE,
];

const EVENTS: &[Column] = &[
    RECORD,
    DATE,
    first("title", &[Key::Title]).from(24),
    first("place", &[Key::Place]),
    first("who", &[Key::Who]).yields(1),
    IN.yields(2),
    SOURCE,
];

const TERMS: &[Column] = &[
    REF,
    first("name", &[Key::Name]).from(24),
    first("kind", &[Key::Kind]),
    first("long form", &[Key::Long]).yields(1),
    Column::of("entries", Says::Uses).figure(),
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

/// Which columns each list has, a line each.
pub(super) fn help() -> String {
    let lists = What::all().into_iter().map(|what| (what.plural(), Some(what)));
    let line = |(name, what): (&str, Option<What>)| {
        let names: Vec<&str> = columns(what).iter().map(|column| column.head.name).collect();
        format!("  {name:<10}  {}\n", names.join(", "))
    };
    std::iter::once(("(no kind)", None)).chain(lists).map(line).collect()
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
        let topic = match self.thing {
            Thing::Entry(id, _) | Thing::Record(id, ..) => Topic::Entry(id),
            Thing::Term(id, _) => Topic::Term(id),
        };
        let reference = self.dossier.short_reference(topic);
        match self.thing {
            Thing::Record(_, _, record) => {
                Reference { loc: Some(Loc::Record(record.id.clone())), ..reference }.to_string()
            }
            Thing::Entry(..) | Thing::Term(..) => reference.to_string(),
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
            Thing::Record(id, _, record) => {
                let owner = self.dossier.short_reference(Topic::Entry(id)).to_string();
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
            Says::Reference => Cell::of(self.reference()),
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
                let latest = self.entry().and_then(|(_, entry)| entry.latest_signatures()?.fields.get(Key::Count));
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

fn listed(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join(", ")
}
