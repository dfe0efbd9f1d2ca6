//! What may be named where: types, lists of keys, the libraries and the world.

use std::collections::BTreeMap;
use std::path::Path;

use super::source::{Source, Token, after_group, named_after, sources};

/// How many keys make a list of keys.
const LIST: usize = 4;

/// What only some rooms may name: the way to it, and the rooms.
const PRIVILEGES: &[(&[&str], &[&str])] = &[
    (&["ratatui"], &["tui"]),
    (&["crossterm"], &["tui"]),
    (&["rayon"], &["load"]),
    (&["std", "thread"], &["load", "tui"]),
    (&["std", "fs"], EDGE),
    (&["std", "env"], EDGE),
    (&["SystemTime"], EDGE),
    (&["Instant", "now"], EDGE),
    (&["Timestamp", "now"], EDGE),
    (&["Zoned", "now"], EDGE),
];

/// The rooms that know the world; `main` hands it to them.
const EDGE: &[&str] = &["disk", "cli", "tui", "main"];

/// Where something is named that only other rooms may name.
fn presumptions(source: &Source) -> Vec<String> {
    let tokens = source.tokens();
    let mut found = Vec::new();
    for (path, _) in PRIVILEGES.iter().filter(|(_, rooms)| !rooms.contains(&source.room.as_str())) {
        let named = match path {
            [root, name] => named_after(root, &tokens).into_iter().filter(|token| token.word == *name).collect(),
            [name] => tokens.iter().copied().filter(|token| token.word == *name).collect::<Vec<_>>(),
            _ => unreachable!("{path:?} is longer than two words"),
        };
        found.extend(named.iter().map(|token| format!("{} names {}", source.at(token.line), path.join("::"))));
    }
    found
}

/// The names of public types that stand in two rooms, each with its places.
fn borne_twice(sources: &[Source]) -> Vec<String> {
    let mut bearers: BTreeMap<String, Vec<(&str, String)>> = BTreeMap::new();
    for source in sources {
        for next in source.tokens().windows(3) {
            if next[0].word == "pub" && ["struct", "enum", "trait", "type"].contains(&next[1].word) {
                let place = (source.room.as_str(), source.at(next[2].line));
                bearers.entry(next[2].word.to_owned()).or_default().push(place);
            }
        }
    }
    let twice = bearers.into_iter().filter(|(_, places)| places.iter().any(|(room, _)| *room != places[0].0));
    let said = twice.map(|(name, places)| {
        let places: Vec<String> = places.into_iter().map(|(_, place)| place).collect();
        format!("{name}: {}", places.join(", "))
    });
    said.collect()
}

/// Where keys of entries are listed: in brackets, in a macro's parentheses, or as the cases of an arm.
fn lists_of_keys(source: &Source) -> Vec<String> {
    let tokens = source.tokens();
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let end = match tokens[at].word {
            "[" => after_group(&tokens, at),
            "(" if at > 0 && tokens[at - 1].word == "!" => after_group(&tokens, at),
            _ if is_key(&tokens, at) => after_cases(&tokens, at),
            _ => at,
        };
        let keys = (at..end).filter(|at| is_key(&tokens, *at)).count();
        if keys >= LIST {
            found.push(format!("{} lists {keys} keys", source.at(tokens[at].line)));
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

/// Whether a key is named there, as in `Key::Date` but not as in `Key::new`.
fn is_key(tokens: &[Token<'_>], at: usize) -> bool {
    let is_variant = |token: &Token<'_>| token.word.starts_with(char::is_uppercase);
    matches!(&tokens[at..], [key, colons, name, ..] if key.word == "Key" && colons.word == "::" && is_variant(name))
}

/// The place after `Key::A | Key::B`.
fn after_cases(tokens: &[Token<'_>], start: usize) -> usize {
    let mut at = start + 3;
    while tokens.get(at).is_some_and(|token| token.word == "|") && is_key(tokens, at + 1) {
        at += 4;
    }
    at
}

/// Where keys may be listed: the schema, and what is special about the records of one kind.
fn may_list_keys(source: &Source) -> bool {
    source.path.starts_with("entry/schema")
        || source.path.ends_with("entry/schema.rs")
        || source.path.components().any(|part| part.as_os_str() == "record")
}

#[test]
fn what_is_privileged_is_named_by_those_who_may() {
    assert_eq!(sources().iter().flat_map(presumptions).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn a_public_type_has_its_name_for_itself() {
    assert_eq!(borne_twice(sources()), [""; 0]);
}

#[test]
fn the_schema_alone_lists_keys() {
    let others = sources().iter().filter(|source| !may_list_keys(source));
    assert_eq!(others.flat_map(lists_of_keys).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn a_name_that_only_others_may_use_is_seen() {
    let text = "use std::{fmt, fs::File, thread};
// ratatui
use ratatui::{a, b};
fn c() { Instant::now() }
                #[cfg(test)]
mod tests {
    use std::env;
}
";
    let of = |path: &str| presumptions(&Source::new(path.as_ref(), text));
    assert_eq!(
        of("page/rows.rs"),
        [
            "page/rows.rs:3 names ratatui",
            "page/rows.rs:1 names std::thread",
            "page/rows.rs:1 names std::fs",
            "page/rows.rs:4 names Instant::now"
        ]
    );
    assert_eq!(of("tui/pane.rs"), [""; 0]);
}

#[test]
fn a_type_name_that_two_rooms_bear_is_seen() {
    let of = |path: &str, text| Source::new(Path::new(path), text);
    let sources = [
        of(
            "page.rs",
            "pub struct Row;
pub enum Page {}
pub struct Place;
",
        ),
        of(
            "page/place.rs",
            "pub struct Place;
",
        ),
        of(
            "query.rs",
            "pub(crate) struct Page;
pub fn a() {
}
/// A row.
pub type Row<T> = Vec<T>;
",
        ),
    ];
    assert_eq!(borne_twice(&sources), ["Row: page.rs:1, query.rs:5"]);
}

#[test]
fn a_list_of_keys_is_seen() {
    let of = |text| lists_of_keys(&Source::new("page.rs".as_ref(), text));
    assert_eq!(
        of("const A: [Key; 4] = [Key::A, Key::B,
 Key::C, Key::D];"),
        ["page.rs:1 lists 4 keys"]
    );
    assert_eq!(of("\n&[(Key::A, 1), (Key::B, 2), (Key::C, 3), (entry::Key::D, 4)]"), ["page.rs:2 lists 4 keys"]);
    assert_eq!(of("matches!(key, Key::A | Key::B | Key::C | Key::D | Key::E)"), ["page.rs:1 lists 5 keys"]);
    assert_eq!(of("match key {\n    Key::A | Key::B | Key::C | Key::D => 1,\n}"), ["page.rs:2 lists 4 keys"]);
    for few in [
        "[Key::A, Key::B, Key::C]",
        "match key { Key::A | Key::B => 1, Key::C | Key::D => 2 }",
        "[Key::plain(a), Key::plain(b), Key::plain(c), Key::plain(d)]",
        "f(Key::A, [Key::B, Key::C], Key::D)",
    ] {
        assert_eq!(of(few), [""; 0], "{few}");
    }
    let may = |path: &str| may_list_keys(&Source::new(path.as_ref(), ""));
    assert_eq!(["entry/schema.rs", "page/record/contract.rs", "page/record.rs"].map(may), [true, true, false]);
}
