//! Tests of the own keys and their cards.

use super::*;

const ARTICLE: &str = r#"+++
title = "News"
tags = ["x", "y"]
part = 3
paragraphs = 9
url = "https://example.org"
publisher = "The Gazette"
place = { value = "Here", cites = ["news#¶2"] }
cites = ["news#¶1"]
note = "For editors."

[extra]
sent_to = "B (some-thing ¶9)"
held = { by = "C", since = 3 }
+++
"#;

const COMPANY: &str = r#"+++
name = "A"
sector = "x"
country = { value = "X", cites = ["news#¶1"] }
+++
"#;

fn files() -> (Dossier, Bodies) {
    covered(&[("articles/news.md", ARTICLE), ("companies/a.md", COMPANY)])
}

fn card(kind: EntryKind, id: &str, place: Place) -> String {
    let (dossier, bodies) = files();
    said(&of(View::new(&dossier, &bodies), &Subject::at(dossier.find(kind, id).unwrap(), place)))
}

#[test]
fn what_says_more_of_the_file_than_of_the_world_comes_last() {
    let (dossier, bodies) = files();
    let id = dossier.find(EntryKind::Article, "news").unwrap();
    let page = of(View::new(&dossier, &bodies), &Subject::page(id));
    let pairs = page.blocks.iter().find_map(|block| match block {
        Block::Pairs(pairs) => Some(pairs),
        _ => None,
    });
    let pairs = pairs.unwrap();
    assert_eq!(page.sort.plain(), "The Gazette · Here");
    let labels: Vec<String> = pairs.iter().map(|pair| pair.label.plain()).collect();
    assert_eq!(labels, ["place", "URL", "sent to", "held", "part", "length", "tags", "sources", "not stated"]);
    let extra = pairs.iter().find(|pair| pair.label.plain() == "held").unwrap();
    assert_eq!(page.stops[extra.stop.unwrap()].opens, Opens::Card(Spot::at(id, Place::Extra("held".into()))));
}

#[test]
fn an_article_is_its_own_source_and_a_note_is_of_the_entry() {
    assert_eq!(
        card(EntryKind::Article, "news", Key::Publisher.place()),
        "publisher\nThe Gazette\nsources\n¶1\nnote on the entry\nFor editors.\nentry\nNews\n"
    );
    // What has a source of its own is not told by the entry's.
    let place = card(EntryKind::Article, "news", Key::Place.place());
    assert!(place.starts_with("place\nHere ¶2\nnote on the entry\n"), "{place}");
    assert_eq!(card(EntryKind::Company, "a", Key::Sector.place()), "sector\nx\nsources\n∅ unsourced\nentry\nA\n");
    assert!(!card(EntryKind::Company, "a", Key::Country.place()).contains('○'));
    assert!(!card(EntryKind::Article, "news", Key::Tags.place()).contains('○'));
}

#[test]
fn the_owners_own_keys_have_cards() {
    assert_eq!(card(EntryKind::Article, "news", Place::Extra("held".into())), "by\nC\nsince\n3\nentry\nNews\n");
    assert_eq!(
        card(EntryKind::Article, "news", Place::Extra("sent_to".into())),
        "sent to\nB (some-thing ¶9)\nentry\nNews\n"
    );
    assert!(card(EntryKind::Article, "news", Place::Extra("nothing".into())).contains("no longer"));
}
