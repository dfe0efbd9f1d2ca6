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
const WORLD: &[&str] =
    &["ratatui", "crossterm", "std::fs", "std::env", "SystemTime", "Instant::now", "Timestamp::now", "Zoned::now"];

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

/// The rooms that a source names by path, `crate::text::…` or in a list `crate::{text::…, value}`, with the line.
fn named_rooms(source: &str) -> Vec<(usize, String)> {
    let rooms: Vec<&str> = ARROWS.iter().map(|(room, _)| *room).collect();
    let mut found = Vec::new();
    for (number, line) in source.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
        for after in line.split("crate::").skip(1) {
            let listed = after.strip_prefix('{').map(|list| list.split('}').next().unwrap_or_default());
            let names: Vec<&str> = listed.map_or_else(|| vec![after], |list| list.split(',').collect());
            for name in names {
                let word = name.trim().split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
                if rooms.contains(&word) {
                    found.push((number + 1, word.to_owned()));
                }
            }
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
    }
    assert_eq!(named, Vec::<String>::new());
}

#[test]
fn files_are_short_and_say_what_they_own() {
    let mut wrong = Vec::new();
    for (_, path, source) in sources().into_iter().filter(|(_, path, _)| !path.ends_with("tests.rs")) {
        let lines = source
            .lines()
            .take_while(|line| !line.starts_with("#[cfg(test)]\nmod") && !line.starts_with("mod tests"))
            .count();
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
    assert_eq!(
        named_rooms("use crate::tui::app::App;\n// crate::cli\nuse crate::{text::Safe, keys};"),
        vec![(1, "tui".to_owned()), (3, "text".to_owned()), (3, "keys".to_owned()),]
    );
}
