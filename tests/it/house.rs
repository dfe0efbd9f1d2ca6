//! The house: which room may use which, and how large its files may be.

mod measures;
mod names;
mod source;

use std::collections::BTreeSet;

use source::{Source, named_after, sources, tokens};

/// Each room with exactly the rooms it uses besides itself; all stand above it. Its tests may use whatever stands above
/// it.
const ARROWS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("value", &["text"]),
    ("problem", &["text"]),
    ("entry", &["text", "value"]),
    ("parse", &["text", "value", "problem", "entry"]),
    ("whole", &["text", "value", "problem", "entry", "parse"]),
    ("evidence", &["text", "value", "entry", "whole"]),
    ("search", &["text", "whole"]),
    ("query", &["text", "value", "problem", "entry", "parse", "whole", "evidence", "search"]),
    ("page", &["text", "value", "problem", "entry", "whole", "evidence"]),
    ("render", &["text", "value", "page"]),
    ("export", &["text", "value", "entry", "whole", "evidence"]),
    ("keys", &[]),
    ("disk", &["text", "entry", "parse"]),
    ("load", &["parse", "whole", "search", "query", "disk"]),
    (
        "cli",
        &[
            "text", "value", "problem", "entry", "parse", "whole", "evidence", "search", "query", "page", "render",
            "export", "keys", "disk", "load",
        ],
    ),
    (
        "reader",
        &["text", "value", "problem", "entry", "whole", "evidence", "search", "query", "page", "render", "keys"],
    ),
    ("tui", &["text", "problem", "entry", "whole", "page", "render", "keys", "disk", "load", "reader"]),
];

/// How many lines a file may have, its tests not counted.
const LONGEST_FILE: usize = 400;

/// The rooms that code names, with the line: in a `use`, a list over several lines, a body or a macro.
fn named_rooms(code: &str) -> Vec<(usize, &str)> {
    let is_room = |word: &str| ARROWS.iter().any(|(room, _)| *room == word);
    let named = named_after("crate", &tokens(code));
    named.into_iter().filter(|token| is_room(token.word)).map(|token| (token.line, token.word)).collect()
}

/// Where a source uses a room that it may not use.
fn crossed(source: &Source) -> Vec<String> {
    let Some(position) = ARROWS.iter().position(|(room, _)| *room == source.room) else {
        let is_frame = ["main", "lib", "fixture"].contains(&source.room.as_str());
        return if is_frame { Vec::new() } else { vec![format!("{} is in no room", source.path.display())] };
    };
    let (above, allowed) = (&ARROWS[..=position], ARROWS[position].1);
    let code =
        named_rooms(&source.code).into_iter().filter(|(_, used)| *used != source.room && !allowed.contains(used));
    let tests = named_rooms(&source.tests).into_iter().filter(|(_, used)| !above.iter().any(|(room, _)| room == used));
    code.chain(tests).map(|(line, used)| format!("{} uses {used}", source.at(line))).collect()
}

/// The arrows that are allowed and that nobody uses.
fn unused(sources: &[Source]) -> Vec<String> {
    let used: BTreeSet<(&str, &str)> = sources
        .iter()
        .flat_map(|source| named_rooms(&source.code).into_iter().map(|(_, used)| (source.room.as_str(), used)))
        .collect();
    let allowed = ARROWS.iter().flat_map(|(room, allowed)| allowed.iter().map(|below| (*room, *below)));
    allowed.filter(|arrow| !used.contains(arrow)).map(|(room, below)| format!("{room} never uses {below}")).collect()
}

#[test]
fn every_use_goes_along_an_arrow() {
    assert_eq!(sources().iter().flat_map(crossed).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn every_arrow_is_used() {
    assert_eq!(unused(sources()), [""; 0]);
}

#[test]
fn arrows_lead_to_rooms_above() {
    for (position, (room, allowed)) in ARROWS.iter().enumerate() {
        let above: Vec<&str> = ARROWS[..position].iter().map(|(room, _)| *room).collect();
        assert!(allowed.iter().all(|used| above.contains(used)), "{room}");
    }
}

#[test]
fn files_are_short_and_say_what_they_own() {
    let mut wrong = Vec::new();
    for source in sources() {
        let (path, lines) = (source.path.display(), source.length());
        if lines > LONGEST_FILE {
            wrong.push(format!("{path} has {lines} lines"));
        }
        if !source.text.starts_with("//!") && !source.path.ends_with("tests.rs") {
            wrong.push(format!("{path} does not say what it owns"));
        }
        if source.path.ends_with("mod.rs") {
            wrong.push(format!("{path} is a mod.rs"));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn a_crossed_arrow_is_seen() {
    let source = |path: &str, text| Source::new(path.as_ref(), text);
    let page = source(
        "page/rows.rs",
        "use crate::keys;\nuse crate::text::fold;\n// crate::cli\nuse super::super::draft;\n\
         #[cfg(test)]\nmod tests {\n    use crate::{keys::a, fixture, parse, cli};\n}\n",
    );
    assert_eq!(crossed(&page), ["page/rows.rs:1 uses keys", "page/rows.rs:7 uses keys", "page/rows.rs:7 uses cli"]);
    assert_eq!(crossed(&source("pages.rs", "")), ["pages.rs is in no room"]);
    assert_eq!(crossed(&source("main.rs", "use crate::cli;")), [""; 0]);
}

#[test]
fn an_arrow_that_nobody_uses_is_seen() {
    let unused = unused(&[Source::new("entry.rs".as_ref(), "use crate::text;\n#[cfg(test)]\nuse crate::value;\n")]);
    assert!(!unused.contains(&"entry never uses text".to_owned()));
    assert!(unused.contains(&"entry never uses value".to_owned()));
}

#[test]
fn rooms_are_named_in_lists_bodies_and_macros() {
    assert_eq!(named_rooms("use crate::tui::app::App;\nuse crate::keys;"), [(1, "tui"), (2, "keys")]);
    assert_eq!(named_rooms("use crate::{text::Safe, keys};"), [(1, "text"), (1, "keys")]);
    assert_eq!(
        named_rooms(
            "use crate::{\n    text::{self, cli::Safe},\n    tui::{\n        app, keys,\n    },\n    page,\n};\n"
        ),
        [(2, "text"), (3, "tui"), (6, "page")]
    );
    assert_eq!(
        named_rooms(
            "fn of() -> crate::cli::Answer {\n    vec![crate::disk::open(), $crate::tui::run()]\n}\npub(crate) mod x;"
        ),
        [(1, "cli"), (2, "disk"), (2, "tui")]
    );
}
