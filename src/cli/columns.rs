//! Which columns each list has: what one wants to know of its things at a glance.

use super::cell::{Beneath, Head};
use crate::entry::{EntryKind, Key, RecordKind};

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// Entries of one kind.
    Entries(EntryKind),
    /// Records of one kind, of whatever entry.
    Records(RecordKind),
    /// The terms of the cover.
    Terms,
}

impl What {
    /// Everything that can be listed, in order.
    pub(super) fn all() -> Vec<Self> {
        let entries = EntryKind::ALL.into_iter().map(Self::Entries);
        let records = RecordKind::ALL.into_iter().map(Self::Records);
        entries.chain(records).chain([Self::Terms]).collect()
    }

    /// Its word.
    pub(super) fn plural(self) -> &'static str {
        match self {
            Self::Entries(kind) => kind.plural(),
            Self::Records(kind) => kind.plural(),
            Self::Terms => "terms",
        }
    }
}

/// A column: its head, and what stands in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    head: Head,
    pub(super) says: Says,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy)]
pub(super) enum Says {
    /// The list it stands in: `articles`.
    List,
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
    Column::of("list", Says::List),
    first("kind/sector", &[Key::Kind, Key::Sector]).yields(2),
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
