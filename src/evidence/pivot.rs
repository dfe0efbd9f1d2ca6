//! Who deals with whom: records in rows and columns, with what they come to. Must never add what is of another currency
//! or rate, nor what was but offered, tried or bid for.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::entry::{Key, RecordKind};
use crate::value::{Agreement, Currency, Money, Qualifier, Rate};
use crate::whole::{Dossier, Topic};

use super::fact::Fact;
use super::same::Same;
use super::sides::{Party, Side, pairs};
use super::support::Support;

/// Records by two of their sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pivot {
    /// What the rows are.
    pub rows_are: Side,
    /// What the columns are.
    pub columns_are: Side,
    /// The rows in which something stands, in the order of the lists.
    pub rows: Vec<Party>,
    /// The columns in which something stands.
    pub columns: Vec<Party>,
    /// The cells in which something stands, row by row.
    pub cells: Vec<PivotCell>,
}

/// What a pair has in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PivotCell {
    /// Which of the rows.
    pub row: usize,
    /// Which of the columns.
    pub column: usize,
    /// Its records: of companies and agencies its contracts.
    pub records: Vec<Fact>,
    /// How many these are, what is one and the same counted once.
    pub count: usize,
    /// Other records of the pair of a company and an agency.
    pub others: Vec<Fact>,
    /// What its contracts come to.
    pub sums: Vec<Sum>,
    /// How many of its contracts have no figure.
    pub unknown: usize,
    /// What its records stand on together.
    pub support: Support,
}

/// Amounts of one currency and one rate, added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// What they come to, by the first reading of each.
    pub amount: Money,
    /// How many they are.
    pub of: usize,
    /// Whether readings of any of them differ.
    pub differs: bool,
}

impl Pivot {
    /// The records among these facts, each in the cell of every pair that it is of.
    #[must_use]
    pub fn of(dossier: &Dossier, rows_are: Side, columns_are: Side, facts: &[Fact]) -> Self {
        let mut held: BTreeMap<(Party, Party), Vec<Fact>> = BTreeMap::new();
        for fact in facts {
            for pair in pairs(dossier, *fact, rows_are, columns_are) {
                held.entry(pair).or_default().push(*fact);
            }
        }
        let order: HashMap<Topic, usize> = dossier.topics().enumerate().map(|(at, topic)| (topic, at)).collect();
        let ordered = |parties: BTreeSet<&Party>| -> Vec<Party> {
            let mut all: Vec<Party> = parties.into_iter().cloned().collect();
            all.sort_by_key(|party| match party {
                Party::Topic(topic) => order.get(topic).copied().unwrap_or_default(),
                Party::Kind(_) | Party::Year(_) => 0,
            });
            all
        };
        let rows = ordered(held.keys().map(|(row, _)| row).collect());
        let columns = ordered(held.keys().map(|(_, column)| column).collect());
        let places = |all: &[Party]| -> HashMap<Party, usize> {
            all.iter().cloned().enumerate().map(|(at, party)| (party, at)).collect()
        };
        let (row_at, column_at) = (places(&rows), places(&columns));
        let is_trade =
            matches!((rows_are, columns_are), (Side::Companies, Side::Agencies) | (Side::Agencies, Side::Companies));
        let same = Same::of(dossier);
        let mut cells: Vec<PivotCell> = held
            .into_iter()
            .map(|((row, column), facts)| {
                let (row, column) = (row_at[&row], column_at[&column]);
                let is_in = |fact: &Fact| !is_trade || kind(dossier, *fact) == Some(RecordKind::Contract);
                let (records, others) = facts.into_iter().partition(is_in);
                PivotCell::new(dossier, &same, (row, column), records, others)
            })
            .collect();
        cells.sort_by_key(|cell| (cell.row, cell.column));
        Self { rows_are, columns_are, rows, columns, cells }
    }

    /// The first sides of which the facts have any pairs: companies and agencies, where there are any.
    #[must_use]
    pub fn sides(dossier: &Dossier, facts: &[Fact]) -> (Side, Side) {
        let asked = [
            (Side::Companies, Side::Agencies),
            (Side::Companies, Side::Campaigns),
            (Side::Companies, Side::Companies),
            (Side::Companies, Side::People),
            (Side::Companies, Side::Kinds),
            (Side::Campaigns, Side::Kinds),
            (Side::Kinds, Side::Years),
        ];
        let has_any = |(rows, columns): &(Side, Side)| {
            facts.iter().any(|fact| !pairs(dossier, *fact, *rows, *columns).is_empty())
        };
        asked.into_iter().find(has_any).unwrap_or((Side::Companies, Side::Agencies))
    }

    /// What stands in a row and a column.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> Option<&PivotCell> {
        let at = self.cells.binary_search_by_key(&(row, column), |cell| (cell.row, cell.column)).ok()?;
        self.cells.get(at)
    }
}

impl PivotCell {
    fn new(
        dossier: &Dossier,
        same: &Same,
        (row, column): (usize, usize),
        records: Vec<Fact>,
        others: Vec<Fact>,
    ) -> Self {
        let once = same.once(&records);
        let (sums, unknown) = summed(dossier, &once);
        let support = Support::of_all(dossier, &records);
        Self { row, column, count: once.len(), records, others, sums, unknown, support }
    }

    /// What these come to, wherever they stand.
    pub(super) fn of_pair(dossier: &Dossier, records: Vec<Fact>, others: Vec<Fact>) -> Self {
        Self::new(dossier, &Same::of(dossier), (0, 0), records, others)
    }
}

fn kind(dossier: &Dossier, fact: Fact) -> Option<RecordKind> {
    fact.record_in(dossier).map(|record| record.kind)
}

/// Contracts that are none yet, or are free while they last.
const NOT_SUMMED: [&str; 3] = ["offered", "trial", "bid"];

/// What the contracts among these come to, by currency and rate, and how many have no figure. What was but offered,
/// tried or bid for is in neither.
fn summed(dossier: &Dossier, facts: &[Fact]) -> (Vec<Sum>, usize) {
    let mut sums: BTreeMap<(Currency, Option<Rate>), Sum> = BTreeMap::new();
    let mut unknown = 0;
    for fact in facts {
        let Some(record) = fact.record_in(dossier).filter(|record| record.kind == RecordKind::Contract) else {
            continue;
        };
        if record.fields.text(Key::Status).is_some_and(|status| NOT_SUMMED.contains(&status)) {
            continue;
        }
        let readings = record.fields.money(Key::Amount);
        let Some((amount, readings)) = readings.and_then(|all| Some((all.values().next()?, all))) else {
            unknown += 1;
            continue;
        };
        let differs = readings.agreement() == Agreement::Differ;
        sums.entry((amount.currency, amount.rate))
            .and_modify(|sum| {
                sum.amount = added(&sum.amount, amount);
                sum.of += 1;
                sum.differs |= differs;
            })
            .or_insert_with(|| Sum { amount: amount.clone(), of: 1, differs });
    }
    (sums.into_values().collect(), unknown)
}

/// Both together: as exact as the less exact of them.
fn added(one: &Money, other: &Money) -> Money {
    let both = [one.qualifier, other.qualifier];
    let has = |qualifier| both.contains(&qualifier);
    let (more, less) = (has(Qualifier::MoreThan), has(Qualifier::LessThan));
    let at_least = has(Qualifier::AtLeast);
    let qualifier = if has(Qualifier::About) || less && (more || at_least) {
        Qualifier::About
    } else if more {
        Qualifier::MoreThan
    } else if at_least {
        Qualifier::AtLeast
    } else if less {
        Qualifier::LessThan
    } else {
        Qualifier::Exactly
    };
    Money::of(qualifier, one.currency, one.minor.saturating_add(other.minor), one.rate)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fixture;

    proptest! {
        /// The cells hold each record exactly as often as it has pairs, whatever is kept.
        #[test]
        fn each_record_stands_in_the_cells_of_its_pairs(kept in prop::collection::vec(any::<bool>(), 200), rows in 0..6_usize, columns in 0..6_usize) {
            let snapshot = fixture::bundled();
            let dossier = &snapshot.dossier;
            let facts: Vec<Fact> =
                Fact::all(dossier).into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(fact, _)| fact).collect();
            let (rows, columns) = (Side::ALL[rows], Side::ALL[columns]);
            let pivot = Pivot::of(dossier, rows, columns, &facts);
            let turned = Pivot::of(dossier, columns, rows, &facts);
            prop_assert_eq!(pivot.cells.len(), turned.cells.len());
            for fact in &facts {
                let held = |cell: &&PivotCell| cell.records.contains(fact) || cell.others.contains(fact);
                let cells: BTreeSet<(Party, Party)> = pivot.cells.iter().filter(held).map(|cell| {
                    (pivot.rows[cell.row].clone(), pivot.columns[cell.column].clone())
                }).collect();
                prop_assert_eq!(pivot.cells.iter().filter(held).count(), cells.len());
                prop_assert_eq!(cells, pairs(dossier, *fact, rows, columns));
            }
            for cell in &pivot.cells {
                prop_assert!(cell.records.iter().chain(&cell.others).all(|fact| facts.contains(fact)));
                let facts: BTreeSet<String> = cell.records.iter().map(|fact| format!("{fact:?}")).collect();
                prop_assert_eq!(facts.len(), cell.records.len());
            }
        }
    }

    const FILES: [(&str, &str); 4] = [
        (
            "dossier.toml",
            "format = 1\ntitle = \"D\"\n[[terms]]\nname = \"ICE\"\nkind = \"agency\"\n[[terms]]\nname = \"DHS\"\nkind = \"agency\"\n[[terms]]\nname = \"Ann\"\nkind = \"person\"\n",
        ),
        ("articles/a.md", "+++\ntitle = \"A\"\n+++\n"),
        (
            "companies/x.md",
            "+++\nname = \"X\"\n\
             [[contracts]]\nid = \"one\"\nwith = [\"ICE\", \"DHS\"]\namount = \"USD 1.50\"\nsigned = \"2018\"\n\
             [[contracts]]\nid = \"two\"\nwith = \"ICE\"\namount = \"~ USD 2\"\nsame_as = \"y#same\"\n\
             [[contracts]]\nid = \"monthly\"\nwith = \"ICE\"\namount = \"USD 3 per month\"\nperiod = \"2017-03/2019\"\n\
             [[contracts]]\nid = \"bid\"\nwith = \"ICE\"\namount = \"USD 10 billion\"\nstatus = \"bid\"\n\
             [[contracts]]\nid = \"open\"\nwith = \"ICE\"\namount = { words = \"a lot\" }\n\
             [[statements]]\nid = \"s\"\nspeaker = \"Ann\"\nto = \"ICE\"\ntext = \"Said it.\"\n+++\n\nICE is mentioned.\n",
        ),
        (
            "campaigns/c.md",
            "+++\nname = \"C\"\nagencies = [\"DHS\"]\ndate = \"201X\"\n[[demands]]\nid = \"d\"\ntext = \"End it.\"\nof = [\"X\", \"Ann\"]\n+++\n",
        ),
    ];

    fn told(rows: Side, columns: Side) -> Vec<String> {
        let y = (
            "companies/y.md",
            "+++\nname = \"Y\"\n[[contracts]]\nid = \"same\"\nwith = \"ICE\"\namount = \"USD 2\"\n+++\n",
        );
        let files: Vec<(&str, &str)> = FILES.into_iter().chain([y]).collect();
        let (dossier, _) = fixture::made_of(&files);
        let pivot = Pivot::of(&dossier, rows, columns, &Fact::all(&dossier));
        let cell = |cell: &PivotCell| {
            let sums: Vec<&str> = cell.sums.iter().map(|sum| sum.amount.written()).collect();
            let (row, column) = (pivot.rows[cell.row].name(&dossier), pivot.columns[cell.column].name(&dossier));
            format!("{row} {column}: {}+{} {} ?{}", cell.count, cell.others.len(), sums.join(", "), cell.unknown)
        };
        pivot.cells.iter().map(cell).collect()
    }

    #[test]
    fn a_pair_is_what_own_keys_name_and_sums_mix_nothing() {
        assert_eq!(
            told(Side::Companies, Side::Agencies),
            ["X ICE: 5+1 ~ USD 3.50, USD 3 per month ?1", "X DHS: 1+1 USD 1.50 ?0", "Y ICE: 1+0 USD 2 ?0"]
        );
        assert_eq!(told(Side::Campaigns, Side::People), ["C Ann: 1+0  ?0"]);
        assert_eq!(told(Side::People, Side::Agencies), ["Ann ICE: 1+0  ?0", "Ann DHS: 1+0  ?0"]);
        assert_eq!(told(Side::Companies, Side::Companies), [""; 0]);
    }

    #[test]
    fn what_is_one_and_the_same_is_counted_once() {
        // The one of X and that of Y are the same.
        let all = told(Side::Kinds, Side::Agencies);
        assert_eq!(all[1], "contracts ICE: 5+0 ~ USD 3.50, USD 3 per month ?1");
    }

    #[test]
    fn years_are_those_in_which_something_begins() {
        let years = told(Side::Kinds, Side::Years);
        assert_eq!(
            years,
            [
                "campaign 2010s: 1+0  ?0",
                "contracts 2017: 1+0 USD 3 per month ?0",
                "contracts 2018: 1+0 USD 1.50 ?0",
                "demands 2010s: 1+0  ?0"
            ]
        );
    }
}
