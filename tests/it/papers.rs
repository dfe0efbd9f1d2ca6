//! The papers cannot drift: what the program can make of them it makes, and what they say to type is typed.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

use crate::stage::{Stage, made_of, read};

fn readme() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

/// The parts of the README that the program makes, by the name of their markers.
fn made() -> Vec<(&'static str, String)> {
    let picture = Stage::bundled(100, 28).press("2").text();
    vec![
        ("screen", format!("```text\n{picture}\n```\n")),
        ("keys", dossier::keys::KeyMap::default().markdown()),
        ("fields", dossier::query::fields_markdown()),
        ("codes", dossier::problem::codes_markdown()),
        ("limits", dossier::parse::limits::limits_markdown()),
    ]
}

fn between<'a>(text: &'a str, name: &str) -> (&'a str, &'a str, &'a str) {
    let (begin, end) = (format!("<!-- {name}: made by the program -->\n"), format!("<!-- {name}: end -->"));
    let (before, rest) = text.split_once(&begin).unwrap_or_else(|| panic!("README has no {begin}"));
    let (inner, after) = rest.split_once(&end).unwrap_or_else(|| panic!("README has no {end}"));
    (before, inner, after)
}

#[test]
fn the_readme_holds_what_the_program_makes() {
    let mut text = fs::read_to_string(readme()).unwrap();
    let update = std::env::var_os("UPDATE_PAPERS").is_some();
    for (name, made) in made() {
        let (before, inner, after) = between(&text, name);
        if update {
            text = format!("{before}<!-- {name}: made by the program -->\n{made}<!-- {name}: end -->{after}");
        } else {
            assert_eq!(
                inner, made,
                "README's {name} have drifted; UPDATE_PAPERS=1 cargo test --test it papers makes them anew"
            );
        }
    }
    if update {
        fs::write(readme(), text).unwrap();
    }
}

/// Every `dossier …` line of the README's shell blocks runs, on the bundled dossier, and does what it was typed for.
#[test]
fn the_readmes_commands_run() {
    let text = fs::read_to_string(readme()).unwrap();
    let blocks = text.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
    let mut run = 0;
    for line in blocks.flat_map(str::lines) {
        let command = line.split(" #").next().unwrap_or_default().trim();
        let Some(arguments) = command.strip_prefix("dossier ") else { continue };
        let output = Command::new("sh")
            .arg("-c")
            .arg(format!("\"$DOSSIER_PROGRAM\" {arguments}"))
            .env("DOSSIER_PROGRAM", env!("CARGO_BIN_EXE_dossier"))
            .current_dir(env!("CARGO_TARGET_TMPDIR"))
            .output()
            .unwrap();
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(!output.stdout.is_empty(), "{line} prints nothing");
        run += 1;
    }
    assert!(run >= 5, "the README has {run} commands");
}

/// The dossier that the README spells out, file by file, is one, and nothing is wrong with it.
#[test]
fn the_readmes_dossier_is_one() {
    let text = fs::read_to_string(readme()).unwrap();
    let mut files = Vec::new();
    for rest in text.split("\n**`").skip(1) {
        let (path, rest) = rest.split_once("`**\n\n```").unwrap();
        let (_, rest) = rest.split_once('\n').unwrap();
        let (file, _) = rest.split_once("```").unwrap();
        files.push((path, file));
    }
    assert_eq!(files.len(), 4);
    let (_folder, root) = made_of(&files);
    let dossier = &read(&root).dossier;
    assert_eq!(dossier.problems(), []);
    assert_eq!(dossier.ids().count(), 3);
}
