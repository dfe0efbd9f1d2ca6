//! The columns of the three lists: what each says of an entry, under which head, and how a list is sorted by it. Must
//! never know how wide one is.

use super::cursor::Direction;
use crate::entry::{Entry, EntryKind, Key, Record, RecordKind};
use crate::evidence::Fact;
use crate::query::{self, SortBy, SortKey};
use crate::value::{Date, Readings};
use crate::whole::{Dossier, EntryId};

/// A column of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListColumn {
    /// When it was, or was published.
    Date,
    /// What it is called.
    Name,
    /// Who published it.
    Publisher,
    /// Of which kind it is.
    Kind,
    /// In which trade it is.
    Sector,
    /// How it stands.
    Status,
    /// How many contracts there are.
    Contracts,
    /// The largest amount of a contract that counts.
    Amount,
    /// How many signed.
    Signed,
    /// The sign of what its own keys stand on.
    Support,
}

/// The columns of one list.
struct Set {
    /// Those that it is sorted by, as it comes first.
    sorts: &'static [ListColumn],
    /// What stands right of the name.
    beside: Option<ListColumn>,
    /// What else does where the list is wide.
    wide: ListColumn,
}

const SETS: [Set; 3] = [
    Set { sorts: &[ListColumn::Date, ListColumn::Name, ListColumn::Kind], beside: None, wide: ListColumn::Publisher },
    Set {
        sorts: &[ListColumn::Name, ListColumn::Amount],
        beside: Some(ListColumn::Contracts),
        wide: ListColumn::Sector,
    },
    Set {
        sorts: &[ListColumn::Date, ListColumn::Name, ListColumn::Signed, ListColumn::Status],
        beside: Some(ListColumn::Signed),
        wide: ListColumn::Status,
    },
];

/// How a list is sorted: by which of its columns, and whether the other way round.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sort {
    at: usize,
    turned: bool,
}

impl Sort {
    /// By which column that list is.
    #[must_use]
    pub fn column(self, kind: EntryKind) -> ListColumn {
        SETS[kind.index()].sorts[self.at]
    }

    /// Whether that list is in the order in which it comes.
    #[must_use]
    pub fn is_as_it_comes(self) -> bool {
        self == Self::default()
    }

    /// The keys of the filter language that say the same; none where the list is as it comes.
    pub(super) fn keys(self, kind: EntryKind) -> Vec<SortKey> {
        let column = self.column(kind);
        let key = column.by().map(|by| SortKey { by, descending: self.falls(kind) });
        let then = matches!(column, ListColumn::Kind | ListColumn::Status).then_some(SortBy::Date);
        let then = then.map(|by| SortKey { by, descending: false });
        key.into_iter().chain(then).filter(|_| !self.is_as_it_comes()).collect()
    }

    /// By the next or previous column.
    pub(super) fn next_column(self, kind: EntryKind, direction: Direction) -> Self {
        Self { at: direction.around(self.at, SETS[kind.index()].sorts.len()), turned: false }
    }

    /// The other way round.
    pub(super) fn turn(self) -> Self {
        Self { turned: !self.turned, ..self }
    }

    /// Whether the greatest, or the end of the alphabet, comes first.
    fn falls(self, kind: EntryKind) -> bool {
        self.turned != self.column(kind).is_figure()
    }

    /// What is said of it, in words.
    pub(super) fn said(self, kind: EntryKind) -> String {
        let first = match (self.column(kind), self.falls(kind)) {
            (ListColumn::Date, false) => "the earliest first",
            (ListColumn::Date, true) => "the latest first",
            (ListColumn::Amount, false) => "the smallest first (bids, offers and trials do not count)",
            (ListColumn::Amount, true) => "the largest first (bids, offers and trials do not count)",
            (ListColumn::Contracts | ListColumn::Signed, false) => "the fewest first",
            (ListColumn::Contracts | ListColumn::Signed, true) => "the most first",
            (_, false) => "from A to Z",
            (_, true) => "from Z to A",
        };
        let by = if self.column(kind) == ListColumn::Signed { "signatures" } else { self.column(kind).name() };
        format!("by {by}, {first}")
    }

    /// The sign beside the head of its column.
    #[must_use]
    pub fn arrow(self, kind: EntryKind) -> &'static str {
        if self.falls(kind) { "↓" } else { "↑" }
    }
}

/// The columns of a list, from left to right: as many as a wide one has, or a narrow one; what it is sorted by is among
/// them.
pub(super) fn columns(kind: EntryKind, sort: Sort, wide: bool) -> Vec<ListColumn> {
    let Set { beside, wide: more, .. } = SETS[kind.index()];
    let sorted = Some(sort.column(kind)).filter(|column| !matches!(column, ListColumn::Date | ListColumn::Name));
    let date = (kind != EntryKind::Company).then_some(ListColumn::Date);
    let right = match (wide, sorted) {
        (false, Some(sorted)) => vec![sorted],
        (false, None) => beside.into_iter().collect(),
        (true, sorted) => {
            let known = |column: &ListColumn| *column != more && Some(*column) != beside;
            let support = (kind != EntryKind::Article).then_some(ListColumn::Support);
            [more].into_iter().chain(beside).chain(sorted.filter(known)).chain(support).collect()
        }
    };
    date.into_iter().chain([ListColumn::Name]).chain(right).collect()
}

impl ListColumn {
    /// What it is called, over it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Name => "name",
            Self::Publisher => "publisher",
            Self::Kind => "kind",
            Self::Sector => "sector",
            Self::Status => "status",
            Self::Contracts => "contracts",
            Self::Amount => "amount",
            Self::Signed => "signed",
            // The sign says what it is, and is as narrow as that.
            Self::Support => "",
        }
    }

    /// Whether it holds figures, the greatest of which matter most.
    #[must_use]
    pub fn is_figure(self) -> bool {
        matches!(self, Self::Contracts | Self::Amount | Self::Signed)
    }

    fn by(self) -> Option<SortBy> {
        match self {
            Self::Date => Some(SortBy::Date),
            Self::Name => Some(SortBy::Title),
            Self::Kind => Some(SortBy::Kind),
            Self::Status => Some(SortBy::Status),
            Self::Amount => Some(SortBy::Amount),
            Self::Signed => Some(SortBy::Signatures),
            Self::Publisher | Self::Sector | Self::Contracts | Self::Support => None,
        }
    }

    /// What it says of an entry, in a wide list or a narrow one. A date or figure that there is none of is `–`.
    pub(super) fn cell(self, dossier: &Dossier, id: EntryId, wide: bool) -> String {
        let Some(entry) = dossier.get(id) else { return String::new() };
        let spoken = |key: Key| entry.fields.get(key).map(|value| key.spoken(&value.first().text));
        let none = || "–".to_owned();
        match self {
            Self::Date => date(entry, wide).unwrap_or_else(none),
            Self::Name => name(entry),
            Self::Publisher => spoken(Key::Publisher).unwrap_or_default(),
            Self::Kind => spoken(Key::Kind).unwrap_or_default(),
            Self::Sector => spoken(Key::Sector).unwrap_or_default(),
            Self::Status => spoken(Key::Status).unwrap_or_default(),
            Self::Contracts => match entry.records_of(RecordKind::Contract).count() {
                0 => none(),
                contracts => contracts.to_string(),
            },
            Self::Amount => query::largest_contract(entry).and_then(|it| figure(it, Key::Amount)).unwrap_or_else(none),
            Self::Support => Fact::own(id).support(dossier).standing().sign().to_owned(),
            Self::Signed => entry.latest_signatures().and_then(|it| figure(it, Key::Count)).unwrap_or_else(none),
        }
    }
}

/// The name, with its sign where the file could not be read.
fn name(entry: &Entry) -> String {
    if entry.broken { format!("! {}", entry.name()) } else { entry.name().to_owned() }
}

/// The date; in a narrow list its year.
fn date(entry: &Entry, wide: bool) -> Option<String> {
    let readings: &Readings<Date> = entry.fields.date(Key::Date)?;
    let date = readings.first().value.as_ref()?;
    Some(if wide { date.to_string() } else { date.year() })
}

/// The figure of a record, with the sign of its readings.
fn figure(record: &Record, key: Key) -> Option<String> {
    let value = record.fields.get(key)?;
    Some(format!("{} {}", value.agreement().mark(), value.first().text).trim_start().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_shows_what_it_is_sorted_by() {
        for kind in EntryKind::ALL {
            let mut sort = Sort::default();
            assert!(sort.keys(kind).is_empty() && !sort.turn().keys(kind).is_empty());
            for _ in SETS[kind.index()].sorts {
                for wide in [false, true] {
                    let shown = columns(kind, sort, wide);
                    let of_names = kind == EntryKind::Company && sort.column(kind) == ListColumn::Date;
                    assert!(shown.contains(&sort.column(kind)) && !of_names, "{kind:?} {sort:?} {wide}");
                    assert!(shown.len() <= if wide { 6 } else { 3 });
                }
                assert!(sort.column(kind).by().is_some(), "the filter can say it");
                sort = sort.next_column(kind, Direction::Next);
            }
            assert_eq!(sort, Sort::default(), "around the end it is as it comes");
        }
    }

    #[test]
    fn figures_begin_with_the_greatest() {
        let sort = Sort::default().next_column(EntryKind::Company, Direction::Next);
        assert!(sort.said(EntryKind::Company).starts_with("by amount, the largest first"));
        assert_eq!((sort.arrow(EntryKind::Company), sort.turn().arrow(EntryKind::Company)), ("↓", "↑"));
        assert_eq!(Sort::default().turn().said(EntryKind::Article), "by date, the latest first");
    }
}
