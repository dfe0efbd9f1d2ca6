//! The house: which room may use which, and how large its files may be.

use std::fs;
use std::path::{Path, PathBuf};

/// Each room with the rooms it may use besides itself.
const ARROWS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("value", &["text"]),
    ("problem", &["text", "value"]),
    ("entry", &["text", "value", "problem"]),
    ("parse", &["text", "value", "problem", "entry"]),
    ("whole", &["text", "value", "problem", "entry", "parse"]),
    ("query", &["text", "value", "problem", "entry", "parse", "whole"]),
    ("page", &["text", "value", "problem", "entry", "parse", "whole", "query"]),
    ("render", &["text", "value", "problem", "entry", "parse", "whole", "query", "page"]),
    ("export", &["text", "value", "problem", "entry", "parse", "whole", "query", "page", "render"]),
    ("keys", &["text"]),
    ("disk", &["text", "value", "problem", "entry", "parse", "whole", "query", "page", "render", "export"]),
    (
        "cli",
        &["text", "value", "problem", "entry", "parse", "whole", "query", "page", "render", "export", "keys", "disk"],
    ),
    (
        "tui",
        &["text", "value", "problem", "entry", "parse", "whole", "query", "page", "render", "export", "keys", "disk"],
    ),
];

/// What only the rooms at the edge may name.
const WORLD: &[&str] = &["ratatui", "crossterm", "SystemTime", "Instant::now", "Timestamp::now", "Zoned::now"];

/// The rooms at the edge.
const EDGE: &[&str] = &["disk", "cli", "tui"];

/// How many lines a file may have, its tests not counted.
const LONGEST: usize = 400;

fn sources() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    collect(&root, &root, &mut found);
    assert!(found.len() > 50, "the walk found {} files", found.len());
    found
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<(String, PathBuf, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let inner = path.strip_prefix(root).unwrap();
            let first = inner.components().next().unwrap().as_os_str().to_str().unwrap();
            let named = first.trim_end_matches(".rs").to_owned();
            found.push((named, inner.to_owned(), fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The rooms that a source names by path, with the line: in a `use`, a list over several lines, a body or a macro.
fn named_rooms(source: &str) -> Vec<(usize, String)> {
    let is_room = |word: &str| ARROWS.iter().any(|(room, _)| *room == word);
    named_after("crate::", source).into_iter().filter(|(_, word)| is_room(word)).collect()
}

/// The words that follow `path`, each with its line: one, or those of a list in braces, without what is in further braces.
fn named_after(path: &str, source: &str) -> Vec<(usize, String)> {
    let code: Vec<&str> =
        source.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line }).collect();
    let code = code.join("\n");
    let mut found = Vec::new();
    for (at, _) in code.match_indices(path) {
        let (before, after) = code.split_at(at + path.len());
        let (mut line, mut depth) = (before.matches('\n').count() + 1, 0);
        let (mut word, mut is_due) = (String::new(), !after.starts_with('{'));
        for letter in after.chars().chain(['\n']) {
            if is_due && (letter.is_alphanumeric() || letter == '_') {
                word.push(letter);
                continue;
            }
            if !word.is_empty() {
                found.push((line, std::mem::take(&mut word)));
                is_due = false;
            }
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                '\n' => line += 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
            is_due |= depth == 1 && matches!(letter, '{' | ',');
        }
    }
    found
}

#[test]
fn every_use_goes_along_an_arrow() {
    let mut crossed = Vec::new();
    for (room, path, source) in sources() {
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == room) else {
            assert!(["main", "lib"].contains(&room.as_str()), "{} is in no room", path.display());
            continue;
        };
        for (line, used) in named_rooms(&source) {
            if used != room && !allowed.contains(&used.as_str()) {
                crossed.push(format!("{}:{line} uses {used}", path.display()));
            }
        }
    }
    assert_eq!(crossed, Vec::<String>::new());
}

#[test]
fn only_the_edge_knows_the_world() {
    let mut named = Vec::new();
    for (room, path, source) in sources() {
        if EDGE.contains(&room.as_str()) || room == "main" {
            continue;
        }
        let code = source.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
        for (number, line) in code {
            for name in WORLD.iter().filter(|name| line.contains(*name)) {
                named.push(format!("{}:{} names {name}", path.display(), number + 1));
            }
        }
        let listed =
            named_after("std::", &source).into_iter().filter(|(_, word)| ["fs", "env"].contains(&word.as_str()));
        named.extend(listed.map(|(line, word)| format!("{}:{line} names std::{word}", path.display())));
    }
    assert_eq!(named, Vec::<String>::new());
}

#[test]
fn files_are_short_and_say_what_they_own() {
    let mut wrong = Vec::new();
    for (_, path, source) in sources().into_iter().filter(|(_, path, _)| !path.ends_with("tests.rs")) {
        let lines = source.lines().take_while(|line| !line.starts_with("mod tests")).count();
        if lines > LONGEST {
            wrong.push(format!("{} has {lines} lines", path.display()));
        }
        if !source.starts_with("//!") {
            wrong.push(format!("{} does not say what it owns", path.display()));
        }
        if path.ends_with("mod.rs") {
            wrong.push(format!("{} is a mod.rs", path.display()));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_walk_sees_a_crossed_arrow() {
    let of = |names: &[(usize, &str)]| names.iter().map(|(line, name)| (*line, (*name).to_owned())).collect::<Vec<_>>();
    assert_eq!(
        named_rooms("use crate::tui::app::App;\n// crate::cli\nuse crate::keys;"),
        of(&[(1, "tui"), (3, "keys")])
    );
    assert_eq!(named_rooms("use crate::{text::Safe, keys};"), of(&[(1, "text"), (1, "keys")]));
    assert_eq!(
        named_rooms(
            "use crate::{\n    text::{self, cli::Safe},\n    // disk\n    tui::{\n        app, keys,\n    },\n    page,\n};\n"
        ),
        of(&[(2, "text"), (4, "tui"), (7, "page")])
    );
    assert_eq!(
        named_rooms(
            "fn of() -> crate::cli::Answer {\n    vec![crate::disk::open(), $crate::tui::run()]\n}\npub(crate) mod x;"
        ),
        of(&[(1, "cli"), (2, "disk"), (2, "tui")])
    );
    assert_eq!(
        named_after("std::", "use std::{\n    fmt, fs::File,\n};\nstd::env::args()"),
        of(&[(2, "fmt"), (2, "fs"), (4, "env")])
    );
}
