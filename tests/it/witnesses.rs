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

/// The names that a value gives, in all its readings.
fn words(value: &Value) -> Vec<&str> {
    match value {
        Value::Array(list) => list.iter().flat_map(words).collect(),
        Value::Table(reading) => reading.get("value").map(words).unwrap_or_default(),
        value => value.as_str().into_iter().collect(),
    }
}

/// Names as they compare, each with what bears it: entries by id and name, terms by name.
fn bearers(files: &[File]) -> BTreeMap<String, String> {
    let cover: Table = std::fs::read_to_string("dossier/dossier.toml").unwrap().parse().unwrap();
    let mut all = BTreeMap::new();
    let named = |table: &Table| -> Vec<String> {
        let names = ["name", "title", "long", "also_known_as"].into_iter().filter_map(|key| table.get(key));
        let texts = |value: &Value| match value {
            Value::Array(list) => list.iter().filter_map(Value::as_str).map(str::to_lowercase).collect(),
            value => value.as_str().map(str::to_lowercase).into_iter().collect::<Vec<_>>(),
        };
        names.flat_map(texts).collect()
    };
    for file in files {
        for name in named(&file.front).into_iter().chain([file.id.clone()]) {
            all.insert(name, format!("{}/{}", file.kind, file.id));
        }
    }
    for term in cover["terms"].as_array().unwrap().iter().filter_map(Value::as_table) {
        let kind = term.get("kind").and_then(Value::as_str).unwrap_or_default();
        for name in named(term) {
            all.entry(name).or_insert_with(|| format!("{kind} {}", term["name"].as_str().unwrap()));
        }
    }
    all
}

#[test]
fn a_pair_of_company_and_agency_has_what_names_both_by_its_own_keys() {
    let files = files();
    let bearers = bearers(&files);
    let names = |fields: &Table, key: &str| -> BTreeSet<String> {
        let list = fields.get(key).map(words).unwrap_or_default();
        list.into_iter().filter_map(|name| bearers.get(&name.to_lowercase()).cloned()).collect()
    };
    let mut expected: [BTreeSet<[String; 3]>; 2] = Default::default();
    for record in records(&files) {
        let own = BTreeSet::from([format!("{}/{}", record.file.kind, record.file.id)]);
        let is_contract = record.fields.contains_key("with");
        let (one, other) = if is_contract {
            (own, names(record.fields, "with"))
        } else if record.fields.contains_key("speaker") {
            (&own | &names(record.fields, "speaker"), names(record.fields, "to"))
        } else if record.file.kind == "campaigns" && record.fields.contains_key("text") {
            (names(record.fields, "of"), names(&record.file.front, "agencies"))
        } else {
            continue;
        };
        for (one, other) in one.iter().flat_map(|one| other.iter().map(move |other| (one, other))) {
            for (company, agency) in [(one, other), (other, one)] {
                if let (true, Some(agency)) = (company.starts_with("companies/"), agency.strip_prefix("agency ")) {
                    let at = [company.clone(), agency.to_owned(), record.place.clone()];
                    expected[usize::from(!is_contract)].insert(at);
                }
            }
        }
    }
    let answer = answered(&["pivot", "companies", "agencies"]);
    let held = |key: &str| -> BTreeSet<[String; 3]> {
        let text = |json: &Json| json.as_str().unwrap().to_owned();
        let cells = answer[key].as_array().unwrap().iter();
        let of_cell = |cell: &Json| -> Vec<[String; 3]> {
            let records = cell["records"].as_array().unwrap().iter();
            records.map(|record| [text(&cell["row"]), text(&cell["column"]), text(record)]).collect()
        };
        cells.flat_map(of_cell).collect()
    };
    assert_eq!([held("cells"), held("others")], expected);
    assert_eq!([expected[0].len(), expected[1].len()], [13, 26]);
    let sum = |row: &str, column: &str| {
        let mut cells = answer["cells"].as_array().unwrap().iter();
        let cell = cells.find(|cell| cell["row"] == row && cell["column"] == column).unwrap();
        (cell["sums"].as_array().unwrap().len(), cell["unknown"].as_u64().unwrap())
    };
    // A bid is not summed, and a trial has no figure to be unknown.
    assert_eq!(sum("companies/google", "Pentagon"), (0, 1));
    assert_eq!(sum("companies/google", "CBP"), (0, 0));
    assert_eq!(sum("companies/palantir", "ICE"), (1, 0));
}

#[test]
fn the_answer_of_a_pivot_has_the_shape_that_is_promised() {
    let schema: Json = serde_json::from_str(include_str!("../../docs/pivot.schema.json")).unwrap();
    for sides in [["companies", "agencies"], ["kinds", "years"], ["companies", "companies"]] {
        let answer = answered(&["pivot", sides[0], sides[1]]);
        assert!(jsonschema::is_valid(&schema, &answer), "{answer}");
    }
    assert!(!jsonschema::is_valid(&schema, &answered(&["support"])));
}

#[test]
fn each_answer_has_the_shape_that_is_promised() {
    let folder = crate::stage::made_of(crate::walls::WALLS).0;
    let here = folder.path().join("made");
    let copy = here.to_str().unwrap();
    for (name, arguments) in [
        ("support", &["support"][..]),
        ("suppose", &["suppose", "--without", "Bay Area collection"]),
        ("whence", &["whence", "600,000"]),
        ("paths", &["path", "amazon", "palantir"]),
        ("conflicts", &["conflicts"]),
        ("questions", &["questions"]),
        ("timeline", &["timeline"]),
    ] {
        let answer = answered(arguments);
        let schema = dossier::export::answers::answer_schema(name).expect(name);
        assert!(jsonschema::is_valid(&schema, &answer), "{name}: {answer}");
        let list = answer.as_object().unwrap().values().find_map(Json::as_array);
        assert!(list.is_some_and(|list| !list.is_empty()), "{name} answers something");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
    let output =
        command.args(["diff", copy, concat!(env!("CARGO_MANIFEST_DIR"), "/dossier"), "--format", "json"]).output();
    let answer: Json = serde_json::from_slice(&output.unwrap().stdout).unwrap();
    assert!(jsonschema::is_valid(&dossier::export::answers::answer_schema("diff").unwrap(), &answer));
    assert!(dossier::export::answers::answer_schema("nothing").is_none());
}

#[test]
fn what_draws_a_picture_draws_one_and_the_others_say_so() {
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
        command.args(arguments).args(["--bundled", "--format", "svg"]).output().unwrap()
    };
    for (arguments, says) in
        [(&["pivot"][..], "Salesforce"), (&["timeline"], "2018"), (&["path", "amazon", "palantir"], "Palantir")]
    {
        let picture = String::from_utf8(run(arguments).stdout).unwrap();
        assert!(picture.starts_with("<svg ") && picture.ends_with("</svg>\n"), "{arguments:?}");
        assert!(picture.contains(says), "{arguments:?}");
    }
    let none = run(&["support"]);
    assert_eq!((none.status.code(), none.stdout.is_empty()), (Some(2), true));
}
