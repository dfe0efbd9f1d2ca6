//! Passages of articles as subjects.

use super::*;

const ARTICLE: &str = r#"+++
title = "News"
paragraphs = 9
cites = ["other#¶1"]
+++

Before, as [[other#¶1]] says. [[#¶2-3]]

- One. [[#¶5]]
- Two, as [[other#¶4]] says. [[#¶7]]

> After. [[#¶9]]
"#;

/// What the passage is said to be of, what it says, and its sources by number.
fn passage(asked: &str) -> (Option<Place>, String, Vec<String>) {
    let (dossier, bodies) =
        covered(&[("articles/news.md", ARTICLE), ("articles/other.md", "+++\ntitle = \"Other\"\n+++\n")]);
    let id = dossier.find(EntryKind::Article, "news").unwrap();
    let page = of(View::new(&dossier, &bodies), &Subject::at(id, at(asked)));
    assert_eq!((page.title.as_str(), page.kind.as_str()), ("News", "article"));
    let Subject::Spot(spot) = &page.subject else { panic!("a passage of an article") };
    let sources = listed(&page).into_iter().map(|(number, _)| number).collect();
    (spot.place.clone(), said(&page), sources)
}

fn at(text: &str) -> Place {
    Place::Paragraphs(Paragraphs::parse(text).unwrap())
}

#[test]
fn a_passage_is_what_digests_it_with_the_numbers_of_the_whole_page() {
    let before = "Before, as [1] says. ¶2–3\nOther\n\n\n[1]\u{a0}¶1\n";
    assert_eq!(passage("¶3"), (Some(at("¶3")), before.to_owned(), vec!["[1]".to_owned()]));
    let two = "Two, as [2] says. ¶7\nOther\n\n\n[2]\u{a0}¶4\n";
    assert_eq!(passage("¶7"), (Some(at("¶7")), two.to_owned(), vec!["[2]".to_owned()]));
    assert_eq!(passage("¶9"), (Some(at("¶9")), "After. ¶9\n".to_owned(), Vec::new()));
}

#[test]
fn the_nearest_before_stands_in_for_what_nothing_digests() {
    assert_eq!(passage("¶6"), (Some(at("¶5")), "One. ¶5\n".to_owned(), Vec::new()));
    let (place, whole, sources) = passage("¶1");
    assert_eq!((place, sources), (None, vec!["[1]".to_owned(), "[2]".to_owned()]));
    assert!(whole.starts_with("Digest\nBefore, as [1] says."), "{whole}");
}
