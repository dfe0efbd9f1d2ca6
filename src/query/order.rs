//! The order that `sort:` asks for. Must keep the order of the lists between equals, and what has no value last.

use std::cmp::Ordering;

use super::{Hit, SortBy, SortKey};
use crate::entry::{Entry, Key, Record, RecordKind};
use crate::text::fold::fold;
use crate::value::{Count, Date, Money};
use crate::whole::Dossier;

/// The most decimal digits that a currency has.
const MOST_DECIMALS: u32 = 4;

/// What an entry is sorted by.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Text(String),
    Date(Date),
    Number(u128),
}

/// The hits in the order of those keys, the first of them first.
pub(super) fn sorted(hits: Vec<Hit>, keys: &[SortKey], dossier: &Dossier) -> Vec<Hit> {
    let ranks = |hit: &Hit| -> Vec<Option<Rank>> {
        let entry = dossier.get(hit.entry);
        keys.iter().map(|key| entry.and_then(|entry| rank(entry, key.by))).collect()
    };
    let mut ranked: Vec<_> = hits.into_iter().map(|hit| (ranks(&hit), hit)).collect();
    ranked.sort_by(|(a, _), (b, _)| {
        let steps = keys.iter().zip(a.iter().zip(b)).map(|(key, (a, b))| compare(a.as_ref(), b.as_ref(), *key));
        steps.fold(Ordering::Equal, Ordering::then)
    });
    ranked.into_iter().map(|(_, hit)| hit).collect()
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
        SortBy::Amount => {
            let contracts = entry.records_of(RecordKind::Contract).filter(|contract| contract.counts());
            contracts.filter_map(amount).max().map(Rank::Number)
        }
        SortBy::Signatures => signatures(entry).map(Rank::Number),
        SortBy::Kind => entry.fields.text(Key::Kind).map(|kind| Rank::Text(fold(kind))),
        SortBy::Status => entry.fields.text(Key::Status).map(|status| Rank::Text(fold(status))),
    }
}

/// The amount of a contract, whatever its currency: as the filter compares amounts.
fn amount(contract: &Record) -> Option<u128> {
    let amount: &Money = contract.fields.money(Key::Amount)?.first().value.as_ref()?;
    let noughts = MOST_DECIMALS.saturating_sub(amount.minor_digits());
    Some(u128::from(amount.figure()) * 10_u128.pow(noughts))
}

/// The number of signatures as of the latest day.
fn signatures(entry: &Entry) -> Option<u128> {
    let count: Count = entry.latest_signatures()?.fields.count(Key::Count)?.first().value?;
    Some(u128::from(count.figure()))
}
