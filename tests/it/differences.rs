//! What sources do not agree on in the bundled dossier, and what changed between two copies of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::{Value as Json, json};
use tempfile::TempDir;

fn answered(arguments: &[&str]) -> (Json, Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
    let output = command.args(arguments).args(["--format", "json"]).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    (serde_json::from_slice(&output.stdout).unwrap_or_default(), output.status.code(), told)
}

#[test]
fn what_differs_is_what_is_disputed() {
    let (told, status, _) = answered(&["conflicts", "--bundled"]);
    let told = told["conflicts"].as_array().unwrap().clone();
    let places: Vec<&str> = told.iter().map(|one| one["ref"].as_str().unwrap()).collect();
    assert_eq!(places, ["campaigns/google-workers-letter", "campaigns/google-workers-letter#pledge"]);
    let (disputed, ..) = answered(&["list", "-q", "is:disputed", "--bundled"]);
    let disputed: BTreeSet<&str> =
        disputed["campaigns"].as_array().unwrap().iter().map(|entry| entry["id"].as_str().unwrap()).collect();
    assert_eq!((status, disputed), (Some(0), BTreeSet::from(["google-workers-letter"])));
    let readings = told[0]["readings"].as_array().unwrap();
    let said: Vec<_> = readings.iter().map(|one| (&one["value"], &one["cites"])).collect();
    let expected = [
        (&json!("ICE, CBP, USCIS, ORR"), &json!(["bay-area-challenge#¶6"])),
        (&json!("ICE, CBP, ORR"), &json!(["google-profits#¶4-5"])),
    ];
    assert_eq!((told[0]["field"].as_str(), said), (Some("agencies"), expected.to_vec()));
    let (none, status, said) = answered(&["conflicts", "-q", "in:companies", "--bundled"]);
    assert_eq!((none, status), (json!({ "schema": "dossier/1", "conflicts": [] }), Some(0)));
    assert!(said.contains("nothing differs"), "{said}");
}

const COMPANY: &str = "+++\nname = \"Acme\"\nsector = \"walls\"\n[[contracts]]\nid = \"a\"\nwith = \"ICE\"\namount = \"USD 5\"\n\
                       [[contracts]]\nid = \"b\"\nwith = \"CBP\"\n+++\n\nAcme sells.\n\nIt sells walls.\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn diff(was: &Path, is: &Path) -> (Vec<String>, Option<i32>) {
    let (told, status, _) = answered(&["diff", was.to_str().unwrap(), is.to_str().unwrap()]);
    let text = |json: &Json| json.as_str().unwrap_or_default().to_owned();
    let rows = told["diff"].as_array().into_iter().flatten();
    (
        rows.map(|row| ["change", "ref", "field"].map(|key| text(&row[key])).join(" ").trim().to_owned()).collect(),
        status,
    )
}

#[test]
fn what_came_went_and_changed_is_told_field_by_field() {
    let cover = "format = 1\ntitle = \"T\"\n[[terms]]\nname = \"ICE\"\n";
    let was = folder(&[
        ("dossier.toml", cover),
        ("companies/acme.md", COMPANY),
        ("articles/gone.md", "+++\ntitle = \"Gone\"\n[[figures]]\nid = \"f\"\ntitle = \"F\"\n+++\n"),
    ]);
    let changed = COMPANY
        .replace("sector = \"walls\"\n", "# a line more, and nothing else\ncountry = \"US\"\nsector = \"fences\"\n")
        .replace("USD 5", "USD 6")
        .replace("id = \"b\"", "id = \"c\"")
        .replace("It sells", "It makes");
    let is = folder(&[
        ("dossier.toml", &cover.replace("title = \"T\"", "title = \"U\"").replace("ICE", "CBP")),
        ("companies/acme.md", &changed),
        ("campaigns/new.md", "+++\nname = \"New\"\n+++\n"),
    ]);
    let expected = [
        "changed dossier.toml title",
        "added terms/cbp",
        "removed terms/ice",
        "removed articles/gone",
        "removed articles/gone#f",
        "changed companies/acme sector",
        "changed companies/acme body",
        "changed companies/acme country",
        "changed companies/acme#a amount",
        "removed companies/acme#b",
        "added companies/acme#c",
        "added campaigns/new",
    ];
    let (mut rows, status) = diff(was.path(), is.path());
    rows.sort();
    let mut expected = expected.map(str::to_owned).to_vec();
    expected.sort();
    assert_eq!((rows, status), (expected, Some(1)));
    let (there, _) = diff(was.path(), is.path());
    let (back, _) = diff(is.path(), was.path());
    let turned = |row: &String| match row.split_once(' ') {
        Some(("added", rest)) => format!("removed {rest}"),
        Some(("removed", rest)) => format!("added {rest}"),
        _ => row.clone(),
    };
    assert_eq!(there.iter().map(turned).collect::<BTreeSet<_>>(), back.into_iter().collect());
    assert_eq!(diff(was.path(), was.path()), (Vec::new(), Some(0)), "the same is no difference");
    assert_eq!(diff(was.path(), &is.path().join("nowhere")).1, Some(2));
}

#[test]
fn a_change_is_told_in_words() {
    let was = folder(&[("companies/acme.md", COMPANY)]);
    let is = folder(&[(
        "companies/acme.md",
        &COMPANY
            .replace("\"USD 5\"", "[{ value = \"USD 5\", cites = [\"x#¶1\"] }, { words = \"little\" }]")
            .replace("It sells", "It makes"),
    )]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
    let output = command.arg("diff").args([was.path(), is.path()]).output().unwrap();
    let expected = "changed\tcompanies/acme\tbody\tIt sells walls.\tIt makes walls.\n\
                    changed\tcompanies/acme#a\tamount\tUSD 5\tUSD 5 (x#¶1), little\n";
    assert_eq!(String::from_utf8(output.stdout).unwrap(), expected);
}
