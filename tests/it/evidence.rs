//! The bundled dossier stands on its paragraphs. Its files are read here by the letter, without the program's reading
//! of them, so that a fault of that reading cannot hide one of theirs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use toml::{Table, Value};

const KINDS: [&str; 3] = ["articles", "companies", "campaigns"];
const RECORDS: [&str; 6] = ["contracts", "statements", "demands", "signatures", "figures", "events"];

/// A file of the dossier.
pub(crate) struct File {
    pub(crate) kind: &'static str,
    pub(crate) id: String,
    pub(crate) front: Table,
    body: String,
}

/// A record and where it stands.
pub(crate) struct Record<'a> {
    pub(crate) place: String,
    pub(crate) kind: &'static str,
    pub(crate) fields: &'a Table,
    pub(crate) file: &'a File,
}

pub(crate) fn files() -> Vec<File> {
    KINDS.into_iter().flat_map(files_of).collect()
}

fn files_of(kind: &'static str) -> Vec<File> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("dossier").join(kind);
    let paths = fs::read_dir(folder).unwrap().map(|item| item.unwrap().path());
    paths
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let (front, body) = text.strip_prefix("+++\n").unwrap().split_once("\n+++\n").unwrap();
            let id = path.file_stem().unwrap().to_str().unwrap().to_owned();
            File { kind, id, front: front.parse().unwrap(), body: body.to_owned() }
        })
        .collect()
}

fn cover() -> Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("dossier/dossier.toml");
    fs::read_to_string(path).unwrap().parse().unwrap()
}

fn tables<'a>(fields: &'a Table, key: &str) -> Vec<&'a Table> {
    let list = fields.get(key).and_then(Value::as_array);
    list.into_iter().flatten().map(|item| item.as_table().unwrap()).collect()
}

pub(crate) fn records(files: &[File]) -> Vec<Record<'_>> {
    let mut all = Vec::new();
    for file in files {
        for kind in RECORDS {
            for fields in tables(&file.front, kind) {
                let id = fields.get("id").and_then(Value::as_str).unwrap();
                all.push(Record { kind, place: format!("{}/{}#{id}", file.kind, file.id), fields, file });
            }
        }
    }
    all
}

/// The readings of a value: its tables, where it is written as such.
pub(crate) fn readings(value: &Value) -> Vec<&Table> {
    match value {
        Value::Table(table) => vec![table],
        Value::Array(list) => list.iter().filter_map(Value::as_table).collect(),
        Value::String(_) | Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => Vec::new(),
    }
}

pub(crate) fn cites(fields: &Table) -> Vec<&str> {
    let list = fields.get("cites").and_then(Value::as_array);
    list.into_iter().flatten().map(|cite| cite.as_str().unwrap()).collect()
}

/// The `cites` of these fields and of all that lies in them.
fn cites_within(value: &Value) -> Vec<&str> {
    match value {
        Value::Table(table) => cites(table).into_iter().chain(table.values().flat_map(cites_within)).collect(),
        Value::Array(list) => list.iter().flat_map(cites_within).collect(),
        Value::String(_) | Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => Vec::new(),
    }
}

/// The numbers of `¶3-5,7`.
fn numbers(place: &str) -> Option<BTreeSet<i64>> {
    let mut all = BTreeSet::new();
    for part in place.strip_prefix('¶')?.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        all.extend(first.parse::<i64>().ok()?..=last.parse::<i64>().ok()?);
    }
    (!all.is_empty()).then_some(all)
}

/// How many paragraphs each article has.
fn lengths(files: &[File]) -> BTreeMap<&str, i64> {
    let articles = files.iter().filter(|file| file.kind == "articles");
    articles.map(|file| (file.id.as_str(), file.front["paragraphs"].as_integer().unwrap())).collect()
}

/// Whether a citation names paragraphs that its article has.
fn stands(cite: &str, lengths: &BTreeMap<&str, i64>) -> bool {
    let Some((article, place)) = cite.split_once('#') else { return false };
    let (Some(length), Some(numbers)) = (lengths.get(article), numbers(place)) else { return false };
    numbers.iter().all(|number| (1..=*length).contains(number))
}

#[test]
fn the_articles_are_as_long_as_their_originals() {
    let files = files();
    let expected = [
        ("all-out-october-14", 7),
        ("amazon-profits", 15),
        ("bay-area-challenge", 8),
        ("google-profits", 6),
        ("microsoft-workers-demand", 14),
        ("salesforce-profits", 22),
    ];
    assert_eq!(lengths(&files), BTreeMap::from(expected));
}

#[test]
fn every_citation_names_a_paragraph_that_is_there() {
    let files = files();
    let lengths = lengths(&files);
    let cover = Value::Table(cover());
    let fronts = files.iter().flat_map(|file| file.front.values().flat_map(cites_within).chain(cites(&file.front)));
    let all: Vec<&str> = fronts.chain(cites_within(&cover)).collect();
    assert!(all.len() > 200, "{} citations", all.len());
    let fallen: Vec<&str> = all.into_iter().filter(|cite| !stands(cite, &lengths)).collect();
    assert_eq!(fallen, Vec::<&str>::new());
}

#[test]
fn a_citation_of_what_is_not_there_falls() {
    let lengths = BTreeMap::from([("gazette", 3)]);
    let verdicts = ["gazette#¶1", "gazette#¶2-3", "gazette#¶1,3", "gazette#¶4", "gazette#¶3-4", "gazette", "other#¶1"]
        .map(|cite| stands(cite, &lengths));
    assert_eq!(verdicts, [true, true, true, false, false, false, false]);
}

#[test]
fn every_record_cites() {
    let files = files();
    let records = records(&files);
    assert!(records.len() > 90, "{} records", records.len());
    let bare: Vec<&str> =
        records.iter().filter(|record| cites(record.fields).is_empty()).map(|record| record.place.as_str()).collect();
    assert_eq!(bare, Vec::<&str>::new());
}

/// Several readings of a number cite each for itself; one alone has at least the record's citations, which all name
/// paragraphs.
#[test]
fn every_number_names_its_paragraph() {
    let files = files();
    let mut loose = Vec::new();
    let mut seen = 0;
    for record in records(&files) {
        for value in ["count", "amount"].into_iter().filter_map(|key| record.fields.get(key)) {
            seen += 1;
            let readings = readings(value);
            let cited = readings.iter().filter(|reading| !cites(reading).is_empty()).count();
            let articles: BTreeSet<&str> =
                cites(record.fields).into_iter().filter_map(|cite| cite.split('#').next()).collect();
            if cited < readings.len().max(1) && (readings.len() > 1 || articles.len() > 1) {
                loose.push(record.place.clone());
            }
        }
    }
    assert!(seen >= 20, "{seen} numbers");
    assert_eq!(loose, Vec::<String>::new());
}

#[test]
fn every_paragraph_is_digested() {
    let files = files();
    for file in files.iter().filter(|file| file.kind == "articles") {
        let marks = file.body.split("[[#¶").skip(1).filter_map(|rest| rest.split_once("]]"));
        let digested: BTreeSet<i64> = marks.filter_map(|(mark, _)| numbers(&format!("¶{mark}"))).flatten().collect();
        let length = file.front["paragraphs"].as_integer().unwrap();
        assert_eq!(digested, (1..=length).collect(), "{}", file.id);
    }
}

/// What a date is inferred from is said in a note: the record's own or its entry's.
#[test]
fn every_inferred_date_is_explained() {
    let files = files();
    let inferred = |fields: &Table| {
        let dates = ["date", "signed", "period", "as_of"].into_iter().filter_map(|key| fields.get(key));
        dates
            .flat_map(|date| {
                let stated = readings(date).into_iter().filter_map(|reading| reading.get("value")?.as_str());
                stated.chain(date.as_str()).map(|date| date.ends_with('?')).collect::<Vec<_>>()
            })
            .any(|inferred| inferred)
    };
    let mut seen = 0;
    for record in records(&files).iter().filter(|record| inferred(record.fields)) {
        seen += 1;
        assert!(record.fields.contains_key("note") || record.file.front.contains_key("note"), "{}", record.place);
    }
    for file in files.iter().filter(|file| inferred(&file.front)) {
        seen += 1;
        assert!(file.front.contains_key("note"), "{}/{}", file.kind, file.id);
    }
    assert!(seen >= 15, "{seen} inferred dates");
}

#[test]
fn quotes_are_short() {
    let files = files();
    for record in records(&files) {
        let Some(quote) = record.fields.get("quote").and_then(Value::as_str) else { continue };
        let words = quote.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
        assert!((1..=8).contains(&words), "{}: {words} words", record.place);
    }
}
