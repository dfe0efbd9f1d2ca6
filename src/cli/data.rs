//! Things as rows for other programs: a row for each reading, numbers as numbers. Must never choose between readings,
//! nor credit one with the source of another.

use std::collections::HashSet;

use serde_json::{Map, Value as Json};

use super::cell::Cell;
use super::columns::{Column, Says};
use super::form::Row;
use super::listed::{Listed, ListedRow};
use crate::entry::{Key, Shape, TableColumn, Value};
use crate::value::{Count, Money, Qualifier, Rate};

/// What stands beside a figure as it was written.
const OF_FIGURE: [&str; 6] = ["low", "high", "about", "unit", "currency", "per"];

/// A thing by one of its readings.
pub(super) struct DataRow<'a> {
    listed: Listed<'a>,
    cells: Vec<Cell>,
}

/// The heads of these columns for other programs.
pub(super) fn heads(columns: &[Column]) -> Vec<TableColumn> {
    let own = columns.iter().flat_map(|column| {
        let more = if is_figure(column) { &OF_FIGURE[..] } else { &[] };
        let number = matches!(column.says, Says::Reference).then_some("reading");
        std::iter::once(column.name()).chain(number).chain(more.iter().copied())
    });
    own.chain(["sign"]).map(|name| TableColumn::new(0, name)).collect()
}

/// Whether a column holds a number of something that can be summed.
fn is_figure(column: &Column) -> bool {
    match &column.says {
        Says::First(keys) => keys.iter().any(|key| matches!(key.spec().shape, Shape::Count | Shape::Money)),
        Says::Signed => true,
        _ => false,
    }
}

/// Which readings a row is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    /// The first of every column.
    First,
    /// A further one of that column: its number from 0.
    Further(usize, usize),
}

impl Of {
    /// The reading of that column, where the row is for one.
    fn reading(self, column: usize) -> Option<usize> {
        match self {
            Self::First => Some(0),
            Self::Further(of, reading) => (of == column).then_some(reading),
        }
    }
}

/// The rows of a thing: one for its first readings, and one for each further reading of a column, which may be said by
/// others than those of another.
pub(super) fn rows<'a>(row: &ListedRow<'a>) -> Vec<DataRow<'a>> {
    let further = row.columns.iter().enumerate().flat_map(|(at, column)| {
        let readings = row.listed.value(&column.says).map_or(0, |value| value.shown().len());
        (1..readings).map(move |reading| Of::Further(at, reading))
    });
    let all = std::iter::once(Of::First).chain(further).enumerate();
    all.map(|(number, of)| DataRow { listed: row.listed, cells: cells(row, number, of) }).collect()
}

fn cells(row: &ListedRow, number: usize, of: Of) -> Vec<Cell> {
    let mut cells = Vec::new();
    for (at, column) in row.columns.iter().enumerate() {
        let (value, reading) = (row.listed.value(&column.says), of.reading(at));
        cells.push(match (&column.says, value) {
            (Says::Sources, _) => Cell::of(sources(row, of)),
            (Says::First(_) | Says::Signed, Some(value)) => {
                Cell::of(reading.map(|reading| written(row, value, reading)).unwrap_or_default())
            }
            (says, _) => row.listed.cell(says),
        });
        if matches!(column.says, Says::Reference) {
            cells.push(Cell::of((number + 1).to_string()));
        }
        if is_figure(column) {
            let unit = row.listed.unit(&column.says);
            let figure = value.zip(reading).map(|(value, reading)| figure(value, reading, unit));
            cells.extend(figure.unwrap_or_default().map(Cell::of));
        }
    }
    cells.push(Cell::of(sign(row, of)));
    cells
}

/// A reading as it was written; references and names as people read them, words where there is no value.
fn written(row: &ListedRow, value: &Value, reading: usize) -> String {
    let Some(shown) = value.shown().into_iter().nth(reading) else { return String::new() };
    match value {
        Value::References(_) if reading == 0 => row.listed.first(value).text,
        Value::Date(_) | Value::Count(_) | Value::Money(_) if !shown.written.is_empty() => shown.written.to_owned(),
        _ => shown.text,
    }
}

/// The numbers of a reading: low, high, about, unit, currency, per.
fn figure(value: &Value, reading: usize, unit: String) -> [String; 6] {
    match value {
        Value::Count(readings) => {
            readings.iter().nth(reading).and_then(|it| it.value).map(|count| of_count(count, unit))
        }
        Value::Money(readings) => readings.iter().nth(reading).and_then(|it| it.value.as_ref()).map(of_money),
        _ => None,
    }
    .unwrap_or_default()
}

/// The least and the greatest that a number can mean; what is about so many is that number, which is said beside it.
fn bounds(qualifier: Qualifier, number: u64, bounds: (u64, Option<u64>)) -> (u64, Option<u64>, &'static str) {
    match qualifier {
        Qualifier::About => (number, Some(number), "yes"),
        _ => (bounds.0, bounds.1, "no"),
    }
}

fn of_count(count: Count, unit: String) -> [String; 6] {
    let (low, high, about) = bounds(count.qualifier, count.number, count.bounds());
    let high = high.map(|high| high.to_string()).unwrap_or_default();
    [low.to_string(), high, about.to_owned(), unit, String::new(), String::new()]
}

fn of_money(money: &Money) -> [String; 6] {
    let (low, high, about) = bounds(money.qualifier, money.minor, money.bounds());
    let number = |minor| in_units(minor, money.minor_digits());
    let per = money.rate.map_or("", Rate::word).to_owned();
    let high = high.map(number).unwrap_or_default();
    [number(low), high, about.to_owned(), String::new(), money.currency().to_owned(), per]
}

/// Minor units as a number of whole ones: 120050 cents are 1200.5.
fn in_units(minor: u64, digits: u32) -> String {
    let one = 10_u64.pow(digits);
    let rest = format!("{:0width$}", minor % one, width = digits as usize);
    let rest = rest.trim_end_matches('0');
    if rest.is_empty() || digits == 0 { (minor / one).to_string() } else { format!("{}.{rest}", minor / one) }
}

/// Where a reading is said: by its own sources; the first, and one that has none, by those of the record too, but for
/// those of other readings.
fn sources(row: &ListedRow, of: Of) -> String {
    let of_readings = |is_meant: bool| -> Vec<String> {
        let values = row.columns.iter().enumerate().filter_map(|(at, column)| {
            let value = row.listed.value(&column.says)?;
            Some((of.reading(at), value))
        });
        let shown = values.flat_map(|(wanted, value)| {
            let all = value.shown().into_iter().enumerate();
            all.filter(move |(reading, _)| (wanted == Some(*reading)) == is_meant)
        });
        shown.flat_map(|(_, shown)| shown.cites).map(|cite| cite.value.to_string()).collect()
    };
    let (mut cites, others) = (of_readings(true), of_readings(false));
    if of == Of::First || cites.is_empty() {
        let own: HashSet<String> = cites.iter().cloned().collect();
        let of_record = row.listed.fields().cites().map(|cite| cite.value.to_string());
        cites.extend(of_record.filter(|cite| own.contains(cite) || !others.contains(cite)));
    }
    let mut seen = HashSet::new();
    cites.retain(|cite| seen.insert(cite.clone()));
    cites.join(", ")
}

/// What the readings are to each other: where any differ, that; else where any agree, that.
fn sign(row: &ListedRow, of: Of) -> String {
    let meant = row.columns.iter().enumerate().filter(|(at, _)| of.reading(*at).is_some());
    let values = meant.filter_map(|(_, column)| row.listed.value(&column.says));
    let signs: Vec<&str> = values.map(|value| value.agreement().mark()).collect();
    let worst = ["≠", "≈"].into_iter().find(|sign| signs.contains(sign));
    worst.unwrap_or_default().to_owned()
}

impl Row for DataRow<'_> {
    fn reference(&self) -> String {
        self.listed.reference()
    }

    fn cells(&self) -> Vec<Cell> {
        self.cells.clone()
    }

    fn object(&self) -> Map<String, Json> {
        self.listed.object()
    }

    fn group(&self) -> &'static str {
        self.listed.group()
    }
}

impl<'a> Listed<'a> {
    /// What stands under a column that says what a key does.
    pub(super) fn value(&self, says: &Says) -> Option<&'a Value> {
        match says {
            Says::First(keys) => keys.iter().find_map(|key| self.fields().get(*key)),
            Says::Signed => self.entry().and_then(|(_, entry)| entry.latest_signatures()?.fields.get(Key::Count)),
            _ => None,
        }
    }

    /// What a number under that column counts.
    fn unit(&self, says: &Says) -> String {
        match says {
            Says::Signed => "signatures".to_owned(),
            _ if self.fields().get(Key::Signers).is_some() => "signatures".to_owned(),
            _ => self.fields().get(Key::Of).map(|of| of.first().text).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_numbers() {
        let count = |text: &str| of_count(Count::parse(text).unwrap(), "x".to_owned())[..3].join(" ");
        assert_eq!(count("1,495"), "1495 1495 no");
        assert_eq!(count("~ 1,500"), "1500 1500 yes");
        assert_eq!(count("> 650"), "651  no");
        assert_eq!(count("< 40"), "0 39 no");
        let money = |text: &str| of_money(&Money::parse(text).unwrap()).join(" ");
        assert_eq!(money("~ USD 1.2 million per year"), "1200000 1200000 yes  USD year");
        assert_eq!(money("USD 748,844.50"), "748844.5 748844.5 no  USD ");
        assert_eq!(money("JPY 5"), "5 5 no  JPY ");
    }
}
