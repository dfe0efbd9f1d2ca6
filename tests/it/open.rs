//! What the bundled dossier leaves open, counted by the letter of its files and by the program, which must come to the
//! same.

use std::collections::{BTreeMap, BTreeSet};

use dossier::export::answers::answer_schema;
use serde_json::Value as Json;
use toml::{Table, Value};

use crate::evidence::{files, readings, records};
use crate::witnesses::answered;

/// Whether any of these keys has a value: words alone are none.
fn has_value(fields: &Table, keys: &[&str]) -> bool {
    keys.iter().filter_map(|key| fields.get(*key)).any(|value| {
        let readings = readings(value);
        readings.is_empty() || readings.iter().any(|reading| reading.contains_key("value"))
    })
}

/// What is asked of keys of that kind, with the keys of which one is to have a value.
fn looked_for(kind: &str) -> &'static [(&'static str, &'static [&'static str])] {
    match kind {
        "articles" | "campaigns" | "events" => &[("date not stated", &["date"])],
        "contracts" => &[("amount open", &["amount"]), ("date not stated", &["signed", "period"])],
        "figures" => &[("amount open", &["amount", "count"]), ("date not stated", &["as_of"])],
        "signatures" => {
            &[("amount open", &["count"]), ("date not stated", &["as_of"]), ("signers not stated", &["signers"])]
        }
        "statements" => &[("date not stated", &["date"]), ("answers nothing", &["answers"])],
        "demands" => &[("outcome open", &["outcome"])],
        _ => &[],
    }
}

fn open(kind: &str, fields: &Table) -> Vec<&'static str> {
    let mut asks: Vec<&str> =
        looked_for(kind).iter().filter(|(_, keys)| !has_value(fields, keys)).map(|(asks, _)| *asks).collect();
    if fields.get("outcome").and_then(Value::as_str) == Some("unanswered") {
        asks.push("unanswered");
    }
    asks
}

#[test]
fn what_is_open_is_what_no_file_states() {
    let files = files();
    let mut expected: BTreeSet<(String, &str)> = BTreeSet::new();
    for file in &files {
        let place = format!("{}/{}", file.kind, file.id);
        expected.extend(open(file.kind, &file.front).into_iter().map(|asks| (place.clone(), asks)));
    }
    for record in records(&files) {
        expected.extend(open(record.kind, record.fields).into_iter().map(|asks| (record.place.clone(), asks)));
    }
    let support = answered(&["support"]);
    for one in support["support"].as_array().unwrap().iter().filter(|one| one["support"] == "one") {
        expected.insert((one["ref"].as_str().unwrap().to_owned(), "one witness"));
    }
    let answer = answered(&["questions"]);
    let asked = answer["questions"].as_array().unwrap();
    let told: BTreeSet<(String, &str)> = asked
        .iter()
        .map(|one| (one["ref"].as_str().unwrap().to_owned(), one["asks"].as_str().unwrap().split(": ").next().unwrap()))
        .collect();
    assert_eq!(told, expected);
    assert_eq!(asked.len(), told.len(), "each is asked once");
    assert!(jsonschema::is_valid(&answer_schema("questions").unwrap(), &answer));
}

#[test]
fn what_most_leans_on_is_asked_first_and_what_is_said_in_words_is_said() {
    let answer = answered(&["questions"]);
    let asked = answer["questions"].as_array().unwrap();
    let leans: Vec<u64> = asked.iter().map(|one| one["leans"].as_u64().unwrap()).collect();
    assert!(leans.is_sorted_by(|one, next| one >= next) && leans[0] > 20, "{leans:?}");
    let counted: BTreeMap<&str, u64> = answered_leans(&answer);
    let support = answered(&["support"]);
    for one in support["support"].as_array().unwrap() {
        let known = counted.get(one["ref"].as_str().unwrap());
        assert!(known.is_none_or(|leans| one["leans"].as_u64() == Some(*leans)), "{one}");
    }
    let says = |reference: &str, asks: &str| {
        asked.iter().any(|one| one["ref"] == reference && one["asks"].as_str().unwrap() == asks)
    };
    assert!(says(
        "companies/salesforce#cbp-hiring-software",
        "amount open: said only in words, “multi-million dollars”"
    ));
    assert!(says("companies/salesforce#cbp-cloud-tools", "amount open"));
}

fn answered_leans(answer: &Json) -> BTreeMap<&str, u64> {
    let asked = answer["questions"].as_array().unwrap();
    asked.iter().map(|one| (one["ref"].as_str().unwrap(), one["leans"].as_u64().unwrap())).collect()
}

/// The lane of what is of that kind, with the keys of which the first that has a value dates it.
fn lane(kind: &str) -> Option<(&'static str, &'static [&'static str])> {
    match kind {
        "contracts" => Some(("contracts", &["signed", "period"])),
        "statements" => Some(("statements", &["date"])),
        "events" | "campaigns" => Some(("actions", &["date"])),
        "articles" => Some(("articles", &["date"])),
        _ => None,
    }
}

/// The date as it is written.
fn date<'a>(fields: &'a Table, keys: &[&str]) -> Option<&'a str> {
    let of_value = |value: &'a Value| {
        value.as_str().or_else(|| readings(value).into_iter().find_map(|reading| reading.get("value")?.as_str()))
    };
    keys.iter().filter_map(|key| fields.get(*key)).find_map(of_value)
}

#[test]
fn what_is_dated_and_what_is_not_stands_in_its_lane() {
    let files = files();
    let own = files.iter().map(|file| (file.kind, format!("{}/{}", file.kind, file.id), &file.front));
    let records = records(&files);
    let all = own.chain(records.iter().map(|record| (record.kind, record.place.clone(), record.fields)));
    let expected: BTreeSet<(String, &str, Option<&str>)> = all
        .filter_map(|(kind, place, fields)| {
            let (lane, keys) = lane(kind)?;
            Some((place, lane, date(fields, keys)))
        })
        .collect();
    let answer = answered(&["timeline"]);
    let rows = |name: &str| answer[name].as_array().unwrap().clone();
    let (dated, undated) = (rows("timeline"), rows("undated"));
    let told: BTreeSet<(String, &str, Option<&str>)> = dated
        .iter()
        .chain(&undated)
        .map(|one| (one["ref"].as_str().unwrap().to_owned(), one["lane"].as_str().unwrap(), one["date"].as_str()))
        .collect();
    assert_eq!(told, expected);
    assert!(dated.iter().all(|one| one["date"].is_string()) && (dated.len(), undated.len()) == (28, 59));
    assert!(dated.is_sorted_by_key(|one| one["earliest"].as_str().or(one["latest"].as_str()).unwrap().to_owned()));
    assert!(jsonschema::is_valid(&answer_schema("timeline").unwrap(), &answer));
}
