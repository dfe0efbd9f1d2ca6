//! How the bundled dossier's entries and terms are tied, by the letter of its files and by the program, which must come
//! to the same chains.

use std::collections::{BTreeMap, BTreeSet};

use assert_cmd::Command;
use serde_json::{Value as Json, json};
use toml::{Table, Value};

use crate::evidence::{File, files, readings, records};

/// The keys that tie, those of references apart.
const NAMES: [&str; 10] =
    ["with", "product", "speaker", "to", "of", "who", "signers", "organisers", "endorsers", "agencies"];
const REFERENCES: [&str; 4] = ["about", "targets", "same_as", "answers"];

/// Who is called what: entries before terms, as references to entries, of terms their names.
fn called(files: &[File]) -> BTreeMap<String, String> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("dossier/dossier.toml");
    let cover: Table = std::fs::read_to_string(path).unwrap().parse().unwrap();
    let mut all = BTreeMap::new();
    let mut call = |fields: &Table, id: Option<&str>, whom: &str| {
        let names =
            ["name", "title", "long", "also_known_as"].map(|key| fields.get(key).map(words).unwrap_or_default());
        for name in id.into_iter().map(str::to_owned).chain(names.into_iter().flatten()) {
            all.entry(name.to_lowercase()).or_insert_with(|| whom.to_owned());
        }
    };
    for file in files {
        call(&file.front, Some(&file.id), &format!("{}/{}", file.kind, file.id));
    }
    for term in cover["terms"].as_array().unwrap().iter().filter_map(Value::as_table) {
        call(term, None, term["name"].as_str().unwrap());
    }
    all
}

/// All words that stand under a key, in whichever reading.
fn words(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(list) if readings(value).is_empty() => list.iter().flat_map(words).collect(),
        _ => readings(value).iter().filter_map(|reading| reading.get("value")).flat_map(words).collect(),
    }
}

/// What ties whom, in both directions.
fn ties(files: &[File]) -> BTreeMap<String, BTreeMap<String, BTreeSet<String>>> {
    let called = called(files);
    let mut all: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    let mut tie = |from: &str, fields: &Table, by: &dyn Fn(&str) -> String| {
        for key in NAMES.into_iter().chain(REFERENCES) {
            for name in fields.get(key).map(words).unwrap_or_default() {
                let name = name.split('#').next().unwrap();
                let name = name.split_once('/').map_or(name, |(_, id)| id).to_lowercase();
                let Some(to) = called.get(&name).filter(|to| *to != from) else { continue };
                for (one, other) in [(from, to.as_str()), (to, from)] {
                    all.entry(one.to_owned()).or_default().entry(other.to_owned()).or_default().insert(by(key));
                }
            }
        }
    };
    for file in files {
        let place = format!("{}/{}", file.kind, file.id);
        tie(&place, &file.front, &|key| format!("{place}#{key}"));
    }
    for record in records(files) {
        tie(&format!("{}/{}", record.file.kind, record.file.id), record.fields, &|_| record.place.clone());
    }
    all
}

/// The shortest chains between two, as the names along them.
fn chains(ties: &BTreeMap<String, BTreeMap<String, BTreeSet<String>>>, from: &str, to: &str) -> BTreeSet<Vec<String>> {
    let mut all = BTreeSet::from([vec![from.to_owned()]]);
    let mut seen = BTreeSet::from([from.to_owned()]);
    while !all.is_empty() {
        let reached: BTreeSet<Vec<String>> = all.iter().filter(|chain| chain.last().unwrap() == to).cloned().collect();
        if !reached.is_empty() {
            return reached;
        }
        let longer = all.iter().flat_map(|chain| {
            let next = ties.get(chain.last().unwrap()).into_iter().flat_map(BTreeMap::keys);
            next.filter(|next| !seen.contains(*next))
                .map(|next| [&chain[..], std::slice::from_ref(next)].concat())
                .collect::<Vec<_>>()
        });
        let longer: BTreeSet<Vec<String>> = longer.collect();
        seen.extend(longer.iter().filter_map(|chain| chain.last().cloned()));
        all = longer;
    }
    all
}

fn path(arguments: &[&str]) -> (Json, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
    let output = command.arg("path").args(arguments).args(["--bundled", "--format", "json"]).output().unwrap();
    (serde_json::from_slice(&output.stdout).unwrap(), output.status.code())
}

fn text(json: &Json) -> String {
    json.as_str().unwrap().to_owned()
}

#[test]
fn chains_are_those_of_the_files() {
    let ties = ties(&files());
    let ends = ["companies/palantir", "companies/amazon", "campaigns/maven-petition", "Trump", "CBP", "Jeff Bezos"];
    for (from, to) in
        ends.iter().flat_map(|from| ends.iter().map(move |to| (*from, *to))).filter(|(from, to)| from != to)
    {
        let (told, status) = path(&[from, to]);
        let told = told["paths"].as_array().unwrap();
        let expected = chains(&ties, from, to);
        assert_eq!(status, Some(i32::from(expected.is_empty())), "{from} {to}");
        let along: BTreeSet<Vec<String>> = told
            .iter()
            .map(|hops| {
                let hops = hops.as_array().unwrap();
                std::iter::once(text(&hops[0]["from"])).chain(hops.iter().map(|hop| text(&hop["to"]))).collect()
            })
            .collect();
        assert!(expected.len() < 50, "all are told");
        assert_eq!(along, expected, "{from} {to}");
        for hop in told.iter().flat_map(|hops| hops.as_array().unwrap()) {
            let expected = &ties[&text(&hop["from"])][&text(&hop["to"])];
            let all = hop.get("all").map_or_else(|| vec![hop["by"].clone()], |all| all.as_array().unwrap().clone());
            assert_eq!(all.iter().map(text).collect::<BTreeSet<_>>(), *expected, "{hop}");
            assert!(hop["by"] == all[0] && !hop["cites"].as_array().unwrap().is_empty(), "{hop}");
        }
    }
}

#[test]
fn a_mention_is_a_tie_where_that_is_asked_for() {
    assert_eq!(path(&["Azure", "palantir"]), (json!({ "schema": "dossier/1", "paths": [] }), Some(1)));
    let (told, status) = path(&["Azure", "palantir", "--mentions"]);
    assert_eq!((told["paths"].as_array().unwrap().is_empty(), status), (false, Some(0)), "{told}");
}
