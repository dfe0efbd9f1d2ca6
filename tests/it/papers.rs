//! The papers cannot drift: what the program can make of them it makes, and what they say to type is typed.

use std::fs;
use std::path::{Path, PathBuf};

use anstyle::RgbColor;
use anstyle_svg::Term;
use assert_cmd::Command;

use crate::stage::{Stage, made_of, read};

fn paper(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn readme() -> PathBuf {
    paper("README.md")
}

/// The parts of the papers that the program makes, by their paper and the name of their markers.
fn made() -> Vec<(&'static str, &'static str, String)> {
    vec![
        ("README.md", "contract", answered(&["show", "microsoft#ice-azure"])),
        ("README.md", "outcomes", answered(&["list", "demands", "-q", "demand{outcome:*}"])),
        ("README.md", "disputed", answered(&["search", "--records", "is:disputed"])),
        ("docs/keys.md", "keys", dossier::keys::KeyMap::default().markdown()),
        ("docs/filter.md", "fields", dossier::query::fields_markdown()),
        ("docs/format.md", "keys-of-files", dossier::entry::keys_markdown()),
        ("docs/problems.md", "codes", dossier::problem::codes_markdown()),
        ("docs/promises.md", "limits", dossier::parse::limits::limits_markdown()),
    ]
}

/// A command with what it prints, as it is shown in a paper.
fn answered(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_dossier")).arg("--bundled").args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}");
    let is_plain = |word: &str| word.chars().all(|letter| letter.is_alphanumeric() || "-#".contains(letter));
    let typed = arguments.iter().map(|word| if is_plain(word) { (*word).to_owned() } else { format!("'{word}'") });
    let typed = typed.collect::<Vec<_>>().join(" ");
    let said = String::from_utf8(output.stdout).unwrap();
    format!("```text\n$ dossier --bundled {typed}\n{}\n```\n", said.trim_end().replace('\t', "  "))
}

fn between<'a>(text: &'a str, name: &str) -> (&'a str, &'a str, &'a str) {
    let (begin, end) = (format!("<!-- {name}: made by the program -->\n"), format!("<!-- {name}: end -->"));
    let (before, rest) = text.split_once(&begin).unwrap_or_else(|| panic!("there is no {begin}"));
    let (inner, after) = rest.split_once(&end).unwrap_or_else(|| panic!("there is no {end}"));
    (before, inner, after)
}

fn is_updating() -> bool {
    std::env::var_os("UPDATE_PAPERS").is_some()
}

const DRIFTED: &str = "it has drifted; UPDATE_PAPERS=1 cargo test --test it papers makes it anew";

#[test]
fn the_papers_hold_what_the_program_makes() {
    for (name, part, made) in made() {
        let text = fs::read_to_string(paper(name)).unwrap();
        let (before, inner, after) = between(&text, part);
        if is_updating() {
            let text = format!("{before}<!-- {part}: made by the program -->\n{made}<!-- {part}: end -->{after}");
            fs::write(paper(name), text).unwrap();
        } else {
            assert_eq!(inner, made, "{name}, {part}: {DRIFTED}");
        }
    }
}

/// The picture of the README is the program's own screen.
#[test]
fn the_picture_of_the_readme_is_the_programs_screen() {
    let screen = Stage::bundled(104, 30).press("2").ansi();
    let [black, white, grey] = [0x1b, 0xff, 0xd8].map(|shade| RgbColor(shade, shade, shade).into());
    for (name, ground, ink) in [("docs/screen-light.svg", white, black), ("docs/screen-dark.svg", black, grey)] {
        let svg = Term::new().bg_color(ground).fg_color(ink).render_svg(&screen);
        if is_updating() {
            fs::write(paper(name), &svg).unwrap();
        }
        assert!(fs::read_to_string(paper(name)).unwrap() == svg, "{name}: {DRIFTED}");
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

/// The dossier that the paper on the format spells out, file by file, is one, and nothing is wrong with it.
#[test]
fn the_formats_dossier_is_one() {
    let text = fs::read_to_string(paper("docs/format.md")).unwrap();
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
