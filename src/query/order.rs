//! The order that `sort:` asks for. Must keep the order of the lists between equals, and what has no value last.

use std::cmp::Ordering;

use super::{Hit, SortBy, SortKey};
use crate::entry::{Entry, Key, Record, RecordKind, record_keys};
use crate::text::fold::fold;
use crate::value::{Count, Date, Money};
use crate::whole::{Dossier, EntryId};

/// The most decimal digits that a currency has.
const MOST_DECIMALS: u32 = 4;

/// What an entry or a record is sorted by.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Text(String),
    Date(Date),
    Number(u128),
}

/// The hits in the order of those keys, the first of them first.
pub(super) fn sorted(hits: Vec<Hit>, keys: &[SortKey], dossier: &Dossier) -> Vec<Hit> {
    by_rank(hits, keys, |hit, by| rank(dossier.get(hit.entry)?, by))
}

/// The entries in the order of those keys; in the order in which they are where nothing tells them apart.
#[must_use]
pub fn sort(entries: Vec<EntryId>, keys: &[SortKey], dossier: &Dossier) -> Vec<EntryId> {
    if keys.is_empty() {
        return entries;
    }
    by_rank(entries, keys, |id, by| rank(dossier.get(*id)?, by))
}

/// Records in that order, each an entry with the place in [`Entry::records`]: by their own values, and by their entry's
/// where their kind has no such key.
pub(super) fn sorted_records(
    records: Vec<(EntryId, usize)>,
    keys: &[SortKey],
    dossier: &Dossier,
) -> Vec<(EntryId, usize)> {
    by_rank(records, keys, |(id, place), by| {
        let entry = dossier.get(*id)?;
        let record = entry.records.get(*place)?;
        let (keys, own_rank) = own(by);
        let key = keys.iter().find(|key| record_keys(record.kind).iter().any(|spec| spec.key == **key));
        key.map_or_else(|| rank(entry, by), |key| own_rank(record, *key))
    })
}

fn by_rank<T>(all: Vec<T>, keys: &[SortKey], rank: impl Fn(&T, SortBy) -> Option<Rank>) -> Vec<T> {
    let ranks = |one: &T| keys.iter().map(|key| rank(one, key.by)).collect::<Vec<_>>();
    let mut ranked: Vec<_> = all.into_iter().map(|one| (ranks(&one), one)).collect();
    ranked.sort_by(|(a, _), (b, _)| {
        let steps = keys.iter().zip(a.iter().zip(b)).map(|(key, (a, b))| compare(a.as_ref(), b.as_ref(), *key));
        steps.fold(Ordering::Equal, Ordering::then)
    });
    ranked.into_iter().map(|(_, one)| one).collect()
}

fn compare(a: Option<&Rank>, b: Option<&Rank>, key: SortKey) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if key.descending => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    }
}

fn rank(entry: &Entry, by: SortBy) -> Option<Rank> {
    match by {
        SortBy::Title => Some(Rank::Text(fold(entry.name()))),
        SortBy::Date => entry.fields.date(Key::Date)?.first().value.clone().map(Rank::Date),
        SortBy::Amount => largest_contract(entry).and_then(amount).map(Rank::Number),
        // As of the latest day.
        SortBy::Signatures => count(entry.latest_signatures()?).map(Rank::Number),
        SortBy::Kind => entry.fields.text(Key::Kind).map(|kind| Rank::Text(fold(kind))),
        SortBy::Status => entry.fields.text(Key::Status).map(|status| Rank::Text(fold(status))),
    }
}

/// How a record ranks by one of its keys.
type OwnRank = fn(&Record, Key) -> Option<Rank>;

/// The keys of a record that it is sorted by, the first of which its kind has, and how it ranks by such a key.
fn own(by: SortBy) -> (&'static [Key], OwnRank) {
    let text = |record: &Record, key| record.fields.text(key).map(|text| Rank::Text(fold(text)));
    match by {
        SortBy::Title => (&[Key::Title], text),
        SortBy::Status => (&[Key::Status], text),
        SortBy::Kind => (&[], text),
        SortBy::Date => (&[Key::Date, Key::Signed, Key::AsOf], |record, key| {
            record.fields.date(key)?.first().value.clone().map(Rank::Date)
        }),
        SortBy::Amount => (&[Key::Amount], |record, _| amount(record).map(Rank::Number)),
        SortBy::Signatures => (&[Key::Count], |record, _| count(record).map(Rank::Number)),
    }
}

/// The contract by which an entry ranks: that of the largest amount, of those that count.
#[must_use]
pub fn largest_contract(entry: &Entry) -> Option<&Record> {
    let contracts = entry.records_of(RecordKind::Contract).filter(|contract| contract.counts());
    contracts.filter(|contract| amount(contract).is_some()).max_by_key(|contract| amount(contract))
}

/// The amount of a record, whatever its currency: as the filter compares amounts.
fn amount(record: &Record) -> Option<u128> {
    let amount: &Money = record.fields.money(Key::Amount)?.first().value.as_ref()?;
    let noughts = MOST_DECIMALS.saturating_sub(amount.minor_digits());
    Some(u128::from(amount.figure()) * 10_u128.pow(noughts))
}

fn count(record: &Record) -> Option<u128> {
    let count: Count = record.fields.count(Key::Count)?.first().value?;
    Some(u128::from(count.figure()))
}
