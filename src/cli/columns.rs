//! Which columns each list has: what one wants to know of its things at a glance.

use crate::entry::{
    Beneath, EntryKind, Key, RecordKind, TableColumn, entry_keys, record_keys, table_columns, term_keys,
};

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
#[derive(Debug, Clone)]
pub(super) struct Column {
    head: TableColumn,
    pub(super) says: Says,
}

impl Column {
    /// What stands over it.
    pub(super) fn name(&self) -> &'static str {
        self.head.name
    }
}

/// What stands in a column.
#[derive(Debug, Clone)]
pub(super) enum Says {
    /// The list it stands in: `articles`.
    List,
    /// How to refer to it.
    Reference,
    /// The name of the entry it is or belongs to.
    Entry,
    /// The first of these keys that it has.
    First(Vec<Key>),
    /// Where it is said.
    Sources,
    /// How many records of that kind it has.
    Records(RecordKind),
    /// How many signed, by the latest of its records of that.
    Signed,
    /// How many entries refer to it or mention it.
    Uses,
}

/// How to refer to an entry or a term: with it, one goes on.
const REF: Column = reference(0);

/// How to refer to a record: long, and on a terminal beneath what it says.
const RECORD: Column = reference(8);

const fn reference(yields: u8) -> Column {
    Column { head: TableColumn::new(0, "ref").yields(yields).beneath(Beneath::Bare), says: Says::Reference }
}

/// Whose record it is.
const fn entry(head: TableColumn) -> Column {
    Column { head, says: Says::Entry }
}

/// The same where the reference says it too.
const fn owner(at: u8, yields: u8) -> Column {
    entry(TableColumn::new(at, "in").yields(yields).beneath(Beneath::Gone))
}

const SOURCE: Column = Column { head: TableColumn::new(9, "source").yields(9), says: Says::Sources };

/// The columns of a list that are no keys.
fn others(what: Option<What>) -> Vec<Column> {
    let figure = |at, name, says| Column { head: TableColumn::new(at, name).figure(), says };
    let name = |name| entry(TableColumn::new(1, name));
    match what {
        None => {
            let list = Column { head: TableColumn::new(2, "list"), says: Says::List };
            vec![REF, entry(TableColumn::new(1, "name").from(24)), list]
        }
        Some(What::Entries(EntryKind::Article)) => vec![REF, entry(TableColumn::new(1, "title").from(24))],
        Some(What::Entries(EntryKind::Company)) => {
            vec![REF, name("name"), figure(4, "contracts", Says::Records(RecordKind::Contract))]
        }
        Some(What::Entries(EntryKind::Campaign)) => vec![REF, name("name"), figure(5, "signed", Says::Signed)],
        Some(What::Records(RecordKind::Contract)) => vec![RECORD, name("company"), SOURCE],
        Some(What::Records(RecordKind::Statement)) => vec![RECORD, owner(5, 3), SOURCE],
        Some(What::Records(RecordKind::Demand | RecordKind::Signatures)) => vec![RECORD, name("campaign"), SOURCE],
        Some(What::Records(RecordKind::Figure)) => vec![RECORD, owner(1, 2), SOURCE],
        Some(What::Records(RecordKind::Event)) => vec![RECORD, owner(5, 2), SOURCE],
        Some(What::Terms) => vec![REF, figure(4, "entries", Says::Uses)],
    }
}

/// The columns that are keys: as the schema says, and for the list of all what the three kinds have alike.
fn of_keys(what: Option<What>) -> Vec<(TableColumn, Vec<Key>)> {
    let specs = match what {
        None => {
            let kind = TableColumn::new(3, "kind/sector").yields(2);
            let date = TableColumn::new(4, "date").yields(1);
            return vec![(kind, vec![Key::Kind, Key::Sector]), (date, vec![Key::Date])];
        }
        Some(What::Entries(kind)) => entry_keys(kind),
        Some(What::Records(kind)) => record_keys(kind),
        Some(What::Terms) => term_keys(),
    };
    table_columns(specs)
}

/// The columns of a list; without a kind, those that all entries have.
pub(super) fn columns(what: Option<What>) -> Vec<Column> {
    let of_keys = of_keys(what).into_iter().map(|(head, keys)| Column { head, says: Says::First(keys) });
    let mut columns: Vec<Column> = others(what).into_iter().chain(of_keys).collect();
    columns.sort_by_key(|column| column.head.at);
    columns
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
pub(super) fn heads(columns: &[Column]) -> Vec<TableColumn> {
    columns.iter().map(|column| column.head).collect()
}
