//! What the facts of the bundled dossier stand on, counted by the letter of its files and by the program, which must
//! come to the same.

use std::collections::{BTreeMap, BTreeSet};

use assert_cmd::Command;
use serde_json::Value as Json;
use toml::{Table, Value};

use crate::evidence::{File, cites, files, readings, records};

/// The publication of each article: what it is part of, or itself.
fn publications(files: &[File]) -> BTreeMap<&str, String> {
    let articles = files.iter().filter(|file| file.kind == "articles");
    let of = |file: &File| {
        let part = file.front.get("part_of").filter(|_| !file.front.contains_key("independent_of"));
        part.and_then(Value::as_str).map_or_else(|| format!("articles/{}", file.id), str::to_owned)
    };
    articles.map(|file| (file.id.as_str(), of(file))).collect()
}

/// Who is quoted.
fn voice(fields: &Table) -> BTreeSet<&str> {
    match fields.get("according_to") {
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        name => name.and_then(Value::as_str).into_iter().collect(),
    }
}

/// Every article that is cited for a record, with who is quoted.
fn said<'a>(fields: &'a Table, own: &'a str) -> Vec<(&'a str, BTreeSet<&'a str>)> {
    let whole = voice(fields);
    let article = |cite: &'a str| cite.split('#').next().filter(|name| !name.is_empty()).unwrap_or(own);
    let mut all: Vec<_> = cites(fields).into_iter().map(|cite| (article(cite), whole.clone())).collect();
    for reading in fields.values().flat_map(readings) {
        let heard = Some(voice(reading)).filter(|voice| !voice.is_empty()).unwrap_or_else(|| whole.clone());
        all.extend(cites(reading).into_iter().map(|cite| (article(cite), heard.clone())));
    }
    all
}

pub(crate) fn answered(arguments: &[&str]) -> Json {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
    let output = command.args(arguments).args(["--bundled", "--format", "json"]).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

fn texts(json: &Json) -> BTreeSet<String> {
    json.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

#[test]
fn each_record_stands_on_the_publications_that_its_file_names() {
    let files = files();
    let parts = publications(&files);
    let answer = answered(&["support"]);
    let told: BTreeMap<&str, &Json> =
        answer["support"].as_array().unwrap().iter().map(|one| (one["ref"].as_str().unwrap(), one)).collect();
    for record in records(&files) {
        let said = said(record.fields, &record.file.id);
        let mut heard: BTreeMap<&str, BTreeSet<BTreeSet<&str>>> = BTreeMap::new();
        for (article, voice) in said {
            heard.entry(&parts[article]).or_default().insert(voice);
        }
        let echo = |voices: &BTreeSet<BTreeSet<&str>>| voices.len() == 1 && !voices.first().unwrap().is_empty();
        let echoes: BTreeSet<_> = heard.values().filter(|voices| echo(voices)).collect();
        let witnesses = echoes.len() + heard.values().filter(|voices| !echo(voices)).count();
        let told = told[record.place.as_str()];
        assert_eq!(told["witnesses"].as_u64(), Some(witnesses as u64), "{}", record.place);
        assert_eq!(texts(&told["publications"]), heard.into_keys().map(str::to_owned).collect(), "{}", record.place);
    }
}

#[test]
fn what_falls_without_a_witness_is_what_nobody_else_says() {
    let files = files();
    let parts = publications(&files);
    let records = records(&files);
    let quoted: BTreeSet<&str> =
        records.iter().flat_map(|record| said(record.fields, "")).flat_map(|(_, voice)| voice).collect();
    let whole: BTreeSet<&str> = parts.values().map(String::as_str).collect();
    let names: BTreeSet<&str> = parts.keys().copied().chain(whole).chain(quoted).collect();
    for name in names {
        let is_out = |article: &str, voice: &BTreeSet<&str>| {
            article == name || parts[article] == name || !voice.is_empty() && voice.iter().all(|who| *who == name)
        };
        let falls = |fields: &Table, own: &str| {
            let said = said(fields, own);
            !said.is_empty() && said.iter().all(|(article, voice)| is_out(article, voice))
        };
        let expected: BTreeSet<String> = records
            .iter()
            .filter(|record| falls(record.fields, &record.file.id))
            .map(|record| record.place.clone())
            .collect();
        let answer = answered(&["suppose", "--without", name]);
        assert_eq!(texts(&answer["falls"]), expected, "{name}");
        assert_eq!(answer["stands"].as_u64(), Some((records.len() - expected.len()) as u64), "{name}");
    }
}
