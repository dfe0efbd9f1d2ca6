//! Who and what can be a side of a pivot, and the pairs of sides that a record names by its own keys. Must never pair by
//! a mention, a product or a parent body.

use std::collections::BTreeSet;

use crate::entry::{Entry, EntryKind, Fields, Key, Record, RecordKind};
use crate::text::fold::fold;
use crate::value::Date;
use crate::whole::{Dossier, EntryId, Topic};

use super::fact::Fact;

/// What the rows or the columns of a pivot are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The companies.
    Companies,
    /// The terms that are agencies.
    Agencies,
    /// The campaigns.
    Campaigns,
    /// The terms that are people.
    People,
    /// The kinds of records, and of campaigns as a whole.
    Kinds,
    /// The years of records, and of campaigns: of an interval that in which it begins.
    Years,
}

impl Side {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Companies, Self::Agencies, Self::Campaigns, Self::People, Self::Kinds, Self::Years];

    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Companies => "companies",
            Self::Agencies => "agencies",
            Self::Campaigns => "campaigns",
            Self::People => "people",
            Self::Kinds => "kinds",
            Self::Years => "years",
        }
    }

    /// That of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|side| side.word() == fold(word))
    }

    /// Whether each record has it of itself, so that whoever it names is its pair.
    fn is_of_the_record(self) -> bool {
        matches!(self, Self::Kinds | Self::Years)
    }

    /// Whether that is one of this side.
    #[must_use]
    pub fn has(self, dossier: &Dossier, party: &Party) -> bool {
        match (self, party) {
            (Self::Companies | Self::Campaigns, Party::Topic(Topic::Entry(id))) => {
                let kind = if self == Self::Companies { EntryKind::Company } else { EntryKind::Campaign };
                dossier.get(*id).is_some_and(|entry| entry.kind == kind)
            }
            (Self::Agencies | Self::People, Party::Topic(Topic::Term(id))) => {
                let kind = if self == Self::Agencies { "agency" } else { "person" };
                dossier.term(*id).is_some_and(|term| term.kind() == kind)
            }
            (Self::Kinds, Party::Kind(_)) | (Self::Years, Party::Year(_)) => true,
            _ => false,
        }
    }
}

/// One of a side.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// A company, a campaign, an agency, a person.
    Topic(Topic),
    /// A kind of records, or of campaigns.
    Kind(String),
    /// A year, or the decade that is all that is known.
    Year(String),
}

impl Party {
    /// Its name, as people read it.
    #[must_use]
    pub fn name<'a>(&'a self, dossier: &'a Dossier) -> &'a str {
        match self {
            Self::Topic(topic) => dossier.name(*topic),
            Self::Kind(name) | Self::Year(name) => name,
        }
    }

    /// The reference to it, where it is an entry; else its name.
    #[must_use]
    pub fn written(&self, dossier: &Dossier) -> String {
        match self {
            Self::Topic(topic @ Topic::Entry(_)) => dossier.written(&(*topic).into()),
            Self::Topic(_) | Self::Kind(_) | Self::Year(_) => self.name(dossier).to_owned(),
        }
    }
}

/// Whom and what a record names by its own keys: each of one end is a pair with each of the other.
#[derive(Debug, Default)]
struct Ends {
    one: BTreeSet<Party>,
    other: BTreeSet<Party>,
}

impl Ends {
    fn of(dossier: &Dossier, fact: Fact, entry: &Entry, record: &Record) -> Self {
        let named = |fields: &Fields, keys: &[Key]| -> BTreeSet<Party> {
            let names = keys.iter().flat_map(|key| fields.names(*key)).map(|name| name.value.as_str());
            names.filter_map(|name| topic(dossier, fact.entry, name)).map(Party::Topic).collect()
        };
        let whose = BTreeSet::from([Party::Topic(fact.entry.into())]);
        let of = |keys: &[Key]| named(&record.fields, keys);
        match record.kind {
            RecordKind::Contract => Self { one: whose, other: of(&[Key::With]) },
            RecordKind::Statement => Self { one: &whose | &of(&[Key::Speaker]), other: of(&[Key::To]) },
            RecordKind::Demand => Self { one: of(&[Key::Of]), other: &whose | &named(&entry.fields, &[Key::Agencies]) },
            RecordKind::Signatures | RecordKind::Figure | RecordKind::Event => {
                let all = of(&[Key::Of, Key::Who, Key::Signers]);
                Self { one: all.clone(), other: all }
            }
        }
    }
}

fn topic(dossier: &Dossier, from: EntryId, name: &str) -> Option<Topic> {
    dossier.named_place(name, from).filter(|spot| spot.place.is_none()).map(|spot| spot.topic)
}

/// The year of a record, by the first of its own dates; of a demand by that of its campaign.
fn year(entry: &Entry, record: &Record) -> Option<Party> {
    let first = |fields: &Fields| fields.iter().find_map(|field| fields.date(field.key)?.first().value.clone());
    let own = first(&record.fields);
    let date = own.or_else(|| {
        let of_campaign = entry.fields.date(Key::Date).filter(|_| record.kind == RecordKind::Demand);
        of_campaign?.first().value.clone()
    });
    year_of(&date?)
}

/// The year in which something begins.
fn year_of(date: &Date) -> Option<Party> {
    let (earliest, latest) = (date.earliest().map(jiff::civil::Date::year), date.latest().map(jiff::civil::Date::year));
    let is_decade = !date.written().contains('/') && earliest != latest;
    if is_decade {
        return Some(Party::Year(date.year()));
    }
    earliest.or(latest).map(|year| Party::Year(format!("{year:04}")))
}

/// The kind of a fact, and its year.
fn kind_and_year(entry: &Entry, record: Option<&Record>) -> (Party, Option<Party>) {
    if let Some(record) = record {
        return (Party::Kind(record.kind.plural().to_owned()), year(entry, record));
    }
    let kind = entry.fields.text(Key::Kind).unwrap_or(entry.kind.singular());
    let date = entry.fields.date(Key::Date).and_then(|date| date.first().value.as_ref());
    (Party::Kind(Key::Kind.spoken(kind)), date.and_then(year_of))
}

/// Whom a campaign as a whole names: by kind and year one counts campaigns too, but a pair of two others is a record's.
fn campaign_ends(dossier: &Dossier, id: EntryId, entry: &Entry) -> Option<Ends> {
    let fields = (entry.kind == EntryKind::Campaign).then_some(&entry.fields)?;
    let targets = fields.references(Key::Targets).filter_map(|at| dossier.resolve(&at.value, Some(id)).spot().cloned());
    let targets = targets.filter(|spot| spot.place.is_none()).map(|spot| spot.topic);
    let names = [Key::Agencies, Key::Organisers, Key::Endorsers].into_iter().flat_map(|key| fields.names(key));
    let topics = names.filter_map(|name| topic(dossier, id, &name.value));
    Some(Ends { one: BTreeSet::new(), other: targets.chain(topics).map(Party::Topic).collect() })
}

/// The pairs of a row and a column that a record is of; by kind and year a campaign as a whole too.
pub(super) fn pairs(dossier: &Dossier, fact: Fact, rows: Side, columns: Side) -> BTreeSet<(Party, Party)> {
    let Some(entry) = dossier.get(fact.entry) else { return BTreeSet::new() };
    let record = fact.record_in(dossier);
    let by_record = rows.is_of_the_record() || columns.is_of_the_record();
    let ends = match record {
        Some(record) => Some(Ends::of(dossier, fact, entry, record)),
        None => campaign_ends(dossier, fact.entry, entry).filter(|_| by_record),
    };
    let Some(ends) = ends else { return BTreeSet::new() };
    let (kind, year) = kind_and_year(entry, record);
    let of = |side: Side| -> Vec<Party> {
        let all: Vec<Party> = match side {
            Side::Kinds => vec![kind.clone()],
            Side::Years => year.clone().into_iter().collect(),
            _ => {
                let whose = BTreeSet::from([Party::Topic(fact.entry.into())]);
                (&(&ends.one | &ends.other) | &whose).into_iter().collect()
            }
        };
        all.into_iter().filter(|party| side.has(dossier, party)).collect()
    };
    if by_record {
        let (rows, columns) = (of(rows), of(columns));
        return rows.iter().flat_map(|row| columns.iter().map(|column| (row.clone(), column.clone()))).collect();
    }
    let both = ends.one.iter().flat_map(|one| ends.other.iter().flat_map(move |other| [(one, other), (other, one)]));
    both.filter(|(row, column)| row != column && rows.has(dossier, row) && columns.has(dossier, column))
        .map(|(row, column)| (row.clone(), column.clone()))
        .collect()
}

/// Whether a record names both by its own keys.
pub(super) fn is_between(dossier: &Dossier, fact: Fact, one: &Party, other: &Party) -> bool {
    let side = |party: &Party| Side::ALL.into_iter().find(|side| side.has(dossier, party));
    match (side(one), side(other)) {
        (Some(rows), Some(columns)) => pairs(dossier, fact, rows, columns).contains(&(one.clone(), other.clone())),
        _ => false,
    }
}
