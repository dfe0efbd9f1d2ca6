//! All that the dossier says of a pair: what is between them, what was asked about that, what was answered, and what no
//! source states. Must never call something open that any source states.

use std::collections::BTreeSet;

use crate::entry::{Key, RecordKind, record_keys};
use crate::value::Reference;
use crate::whole::{Dossier, Spot, Topic};

use super::fact::Fact;
use super::pivot::PivotCell;
use super::sides::{Party, is_between};

/// What is said of a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dealing {
    /// What is between them, with what that comes to.
    pub cell: PivotCell,
    /// Demands about that, and of the pair.
    pub asked: Vec<Fact>,
    /// Statements that answer these.
    pub answered: Vec<Fact>,
    /// What no source states, each with the keys that are looked for.
    pub open: Vec<(Fact, Vec<Key>)>,
}

impl Dealing {
    /// What the records of a cell are part of. What was asked and answered is looked for in all of the dossier: a filter
    /// that keeps contracts alone does not make them unanswered.
    #[must_use]
    pub fn of(dossier: &Dossier, cell: PivotCell) -> Self {
        let all = Fact::all(dossier);
        let of_kind = |kind: RecordKind| {
            all.iter().filter(move |fact| fact.record_in(dossier).is_some_and(|record| record.kind == kind))
        };
        let is_own = |fact: &Fact| cell.records.contains(fact);
        let about = |fact: &&Fact| leads(dossier, **fact, Key::About, &cell.records);
        let mut asked: Vec<Fact> = of_kind(RecordKind::Demand).filter(about).copied().collect();
        asked.extend(
            cell.others
                .iter()
                .filter(|fact| !asked.contains(fact) && is_kind(dossier, **fact, RecordKind::Demand))
                .copied()
                .collect::<Vec<_>>(),
        );
        let asked = Fact::in_order(dossier, asked.into_iter().filter(|fact| !is_own(fact)).collect());
        let campaigns: BTreeSet<Topic> = asked.iter().map(|fact| Topic::from(fact.entry)).collect();
        let meant: Vec<Fact> = asked.iter().chain(&cell.records).copied().collect();
        let answers = |fact: &&Fact| {
            leads(dossier, **fact, Key::Answers, &meant) || leads_to_campaign(dossier, **fact, &campaigns)
        };
        let answered: Vec<Fact> =
            of_kind(RecordKind::Statement).filter(answers).filter(|fact| !is_own(fact)).copied().collect();
        let told = cell.records.iter().chain(&asked);
        let open = told.map(|fact| (*fact, open_keys(dossier, *fact))).filter(|(_, keys)| !keys.is_empty()).collect();
        Self { cell, asked, answered, open }
    }

    /// All that these facts say of two, contracts before all else; none where they say nothing.
    #[must_use]
    pub fn between(dossier: &Dossier, one: &Party, other: &Party, facts: &[Fact]) -> Option<Self> {
        let found = facts.iter().filter(|fact| is_between(dossier, **fact, one, other)).copied();
        // Of a kind or a year all are alike.
        let is_of_two = matches!((one, other), (Party::Topic(_), Party::Topic(_)));
        let (contracts, others): (Vec<Fact>, Vec<Fact>) =
            found.partition(|fact| !is_of_two || is_kind(dossier, *fact, RecordKind::Contract));
        if contracts.is_empty() && others.is_empty() {
            return None;
        }
        Some(Self::of(dossier, PivotCell::of_pair(dossier, contracts, others)))
    }

    /// Records of the pair that are told nowhere else.
    #[must_use]
    pub fn besides(&self) -> Vec<Fact> {
        let is_told = |fact: &&Fact| !self.asked.contains(fact) && !self.answered.contains(fact);
        self.cell.others.iter().filter(is_told).copied().collect()
    }
}

fn is_kind(dossier: &Dossier, fact: Fact, kind: RecordKind) -> bool {
    fact.record_in(dossier).is_some_and(|record| record.kind == kind)
}

fn spots(dossier: &Dossier, fact: Fact, key: Key) -> Vec<Spot> {
    let Some(record) = fact.record_in(dossier) else { return Vec::new() };
    let spot = |reference: &Reference| dossier.resolve(reference, Some(fact.entry)).spot().cloned();
    record.fields.references(key).filter_map(|at| spot(&at.value)).collect()
}

/// Whether that key of a record names one of these records.
fn leads(dossier: &Dossier, fact: Fact, key: Key, to: &[Fact]) -> bool {
    spots(dossier, fact, key).into_iter().any(|spot| {
        let record = spot.place.as_ref().and_then(|place| dossier.record_at(spot.entry()?, place));
        record.zip(spot.entry()).is_some_and(|(record, entry)| to.contains(&Fact::record(entry, record)))
    })
}

/// Whether a statement answers one of these campaigns as a whole.
fn leads_to_campaign(dossier: &Dossier, fact: Fact, campaigns: &BTreeSet<Topic>) -> bool {
    spots(dossier, fact, Key::Answers).into_iter().any(|spot| spot.place.is_none() && campaigns.contains(&spot.topic))
}

/// What of a record no source states: a key that is looked for, an amount that is given in words alone.
fn open_keys(dossier: &Dossier, fact: Fact) -> Vec<Key> {
    let Some(record) = fact.record_in(dossier) else { return Vec::new() };
    let fields = &record.fields;
    let is_open = |key: Key| match key {
        Key::Amount => fields.money(key).is_none_or(|all| all.values().next().is_none()),
        _ => fields.get(key).is_none(),
    };
    let looked_for = record_keys(record.kind).iter().filter(|spec| spec.is_looked_for);
    looked_for.map(|spec| spec.key).filter(|key| is_open(*key)).collect()
}
