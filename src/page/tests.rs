use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::entry::{EntryKind, Key};
use crate::fixture::{article, campaign, company, covered, dossier, term};
use crate::value::{Paragraphs, Reference};
use crate::whole::{Bodies, Dossier};

mod backlinks;
mod facts;
mod passage;
mod prose;
mod rows;

fn page_of(subject: impl Fn(&Dossier) -> Subject) -> Page {
    let (dossier, bodies) = dossier();
    of(View::new(dossier, bodies), &subject(dossier))
}

fn example() -> Page {
    page_of(|dossier| Subject::page(company(dossier)))
}

/// Every text of some blocks, in reading order.
fn texts(blocks: &[Block]) -> Vec<Text> {
    let mut all = Vec::new();
    for block in blocks {
        match block {
            Block::Code(text) => all.push(Text::new(Role::Plain, text.as_str())),
            Block::Heading { text, .. } | Block::Paragraph { text, .. } => all.push(text.clone()),
            Block::Pairs(pairs) => {
                for pair in pairs {
                    all.push(pair.label.clone());
                    all.extend(pair.values.iter().cloned());
                }
            }
            Block::Rows(rows) => {
                for row in rows {
                    all.extend([row.name.clone(), row.figure.clone(), Text(row.marks.clone())]);
                    all.extend(row.lines.iter().map(|line| line.text.clone()));
                }
            }
            Block::List { items, .. } => items.iter().for_each(|item| all.extend(texts(&item.blocks))),
            Block::Quote(blocks) | Block::Footnote { blocks, .. } => all.extend(texts(blocks)),
            Block::Table { head, rows, .. } => all.extend(head.iter().chain(rows.iter().flatten()).cloned()),
            Block::Rule => {}
        }
    }
    all
}

fn headings(page: &Page) -> Vec<(String, Option<usize>)> {
    let headings = page.blocks.iter().filter_map(|block| match block {
        Block::Heading { level: 2, text, count, .. } => Some((text.plain(), *count)),
        _ => None,
    });
    headings.collect()
}

fn said(page: &Page) -> String {
    texts(&page.blocks).iter().map(|text| text.plain() + "\n").collect()
}

#[test]
fn the_parts_of_a_page_come_in_order_and_none_is_empty() {
    let expected = [
        ("Contracts", Some(2)),
        ("Background", None),
        ("Asked of it", Some(1)),
        ("Answers", Some(1)),
        ("Numbers", Some(1)),
        ("Details", None),
        ("Names", Some(2)),
        ("What refers here", Some(2)),
        ("Sources", Some(5)),
    ];
    assert_eq!(headings(&example()), expected.map(|(text, count)| (text.to_owned(), count)));
    let letter = page_of(|dossier| Subject::page(campaign(dossier)));
    let expected = ["Asked", "Signed", "Background", "Answers", "Details", "Names", "What refers here", "Sources"];
    assert_eq!(headings(&letter).into_iter().map(|(text, _)| text).collect::<Vec<_>>(), expected);
}

#[test]
fn sources_are_numbered_in_the_order_of_their_first_use() {
    for subject in every_subject().into_iter().filter(|subject| !is_card(subject)) {
        let used = marks(&page_of(|_| subject.clone()));
        let expected: Vec<String> = (1..=used.len()).map(|number| format!("[{number}]")).collect();
        assert_eq!(used, expected, "{subject:?}");
    }
}

/// Every `[1]` of the page once, in the order of first use.
fn marks(page: &Page) -> Vec<String> {
    let mut used: Vec<String> = Vec::new();
    for text in texts(&page.blocks) {
        for piece in text.0.iter().filter(|piece| piece.role == Role::Mark && piece.text.starts_with('[')) {
            if !used.contains(&piece.text) {
                used.push(piece.text.clone());
            }
        }
    }
    used
}

/// The lines of a page's list of sources: number and title.
fn listed(page: &Page) -> Vec<(String, Opens)> {
    let Some(Block::Rows(rows)) = page.blocks.last() else { return Vec::new() };
    let pieces = rows.iter().flat_map(|row| &row.lines).flat_map(|line| &line.text.0);
    let numbered = pieces.filter(|piece| piece.role == Role::Mark && piece.text.starts_with('['));
    numbered.map(|piece| (piece.text.clone(), page.stops[piece.stop.unwrap()].opens.clone())).collect()
}

#[test]
fn a_card_numbers_its_sources_as_its_entry_does() {
    for subject in every_subject() {
        let Some(id) = subject.entry().filter(|_| is_card(&subject)) else { continue };
        let entry = listed(&page_of(|_| Subject::page(id)));
        let card = page_of(|_| subject.clone());
        assert!(listed(&card).iter().all(|line| entry.contains(line)), "{subject:?}");
        assert!(marks(&card).iter().all(|mark| listed(&card).iter().any(|(number, _)| number == mark)), "{subject:?}");
    }
}

fn is_card(subject: &Subject) -> bool {
    matches!(subject, Subject::Spot(spot) if spot.place.is_some())
}

fn every_subject() -> Vec<Subject> {
    let (dossier, _) = dossier();
    let mut all = vec![Subject::About];
    all.extend(dossier.terms().map(|(id, _)| Subject::page(Topic::Term(id))));
    for id in dossier.ids() {
        all.push(Subject::page(id));
        let entry = dossier.get(id).unwrap();
        all.extend(entry.records.iter().map(|record| Subject::at(id, Place::record(&record.id))));
        all.push(Subject::at(id, Place::Extra("gone".into())));
        all.extend(entry.extra.keys().map(|key| Subject::at(id, Place::Extra(key.as_str().into()))));
        all.extend(entry.fields.iter().map(|field| Subject::at(id, field.key.place())));
        all.extend([1, 3, 5].map(|number| Subject::at(id, Place::Paragraphs(Paragraphs::one(number)))));
    }
    all
}

#[test]
fn every_stop_stands_somewhere_and_they_ascend() {
    for subject in every_subject() {
        let page = page_of(|_| subject.clone());
        let rows = page.blocks.iter().flat_map(|block| match block {
            Block::Rows(rows) => rows.iter().filter_map(|row| row.stop).collect(),
            Block::Pairs(pairs) => pairs.iter().filter_map(|pair| pair.stop).collect(),
            _ => Vec::new(),
        });
        let above = std::iter::once(&page.sort).chain(&page.under).cloned();
        let pieces = above.chain(texts(&page.blocks)).flat_map(|text| text.0).filter_map(|piece| piece.stop);
        let inline: Vec<usize> = pieces.collect();
        let all: BTreeSet<usize> = rows.chain(inline.iter().copied()).collect();
        assert_eq!(all, (0..page.stops.len()).collect(), "{subject:?}");
        assert!(inline.is_sorted(), "{subject:?}");
    }
}

#[test]
fn a_row_opens_its_card_and_a_mark_the_passage() {
    let (dossier, _) = dossier();
    let page = example();
    let id = company(dossier);
    let opens: Vec<&Opens> = page.stops.iter().map(|stop| &stop.opens).collect();
    assert_eq!(opens[0], &Opens::Query("sector:software".to_owned()));
    assert_eq!(opens[2], &Opens::Card(Spot::at(id, Place::record("hosting"))));
    let passage = Opens::Spot(Spot::at(article(dossier), Place::Paragraphs(Paragraphs::one(7))));
    let mark = page.stops.iter().find(|stop| stop.opens == passage).unwrap();
    assert!(mark.say.ends_with("¶7 · The Example Gazette · 21 June 2018"), "{}", mark.say);
    let nothing = page.stops.iter().find(|stop| matches!(stop.opens, Opens::Nothing(_))).unwrap();
    assert!(nothing.say.contains("`nowhere` leads to nothing"));
}

#[test]
fn the_first_mention_of_a_name_is_a_link_and_no_other() {
    let (dossier, _) = dossier();
    let page = example();
    let prose = page
        .blocks
        .iter()
        .skip_while(|block| !matches!(block, Block::Heading { text, .. } if text.plain() == "Background"));
    let Some(Block::Paragraph { text, .. }) = prose.into_iter().nth(1) else { panic!("a paragraph") };
    let links: Vec<(&str, &Opens)> = text
        .0
        .iter()
        .filter(|piece| piece.role == Role::Link)
        .map(|piece| (piece.text.as_str(), &page.stops[piece.stop.unwrap()].opens))
        .collect();
    let (ice, tools) =
        (Opens::Spot(Spot::page(term(dossier, "ICE"))), Opens::Spot(Spot::page(term(dossier, "Cloud Tools"))));
    assert_eq!(links, [("ICE", &ice), ("Cloud Tools", &tools)]);
}

#[test]
fn what_sources_leave_open_is_said() {
    let said = said(&page_of(|dossier| Subject::page(campaign(dossier))));
    assert!(said.contains("not stated\nstatus, date\n") && said.contains("outcome open"), "{said}");
    assert!(self::said(&example()).contains("amount open"));
}

#[test]
fn a_letter_that_nobody_counted_says_so() {
    let text = "+++\nname = \"A letter\"\nkind = \"letter\"\n+++\n";
    let (dossier, bodies) = covered(&[("campaigns/a.md", text)]);
    let id = dossier.find(EntryKind::Campaign, "a").unwrap();
    assert!(
        said(&of(View::new(&dossier, &bodies), &Subject::page(id)))
            .contains("not stated\nstatus, date, number of signatures\n")
    );
}

#[test]
fn a_fact_without_source_bears_the_sign_and_its_card_the_word() {
    let page = example();
    let files = page.blocks.iter().find_map(|block| match block {
        Block::Rows(rows) => rows.iter().find(|row| row.name.plain() == "Case files"),
        _ => None,
    });
    let files = files.unwrap();
    assert_eq!(files.marks, Text::new(Role::Warning, "∅").0);
    assert_eq!(page.stops[files.stop.unwrap()].say, "unsourced");
    let card = page_of(|dossier| Subject::at(company(dossier), Place::record("files")));
    assert!(said(&card).contains("∅ unsourced"));
}

#[test]
fn own_paragraphs_are_no_numbers_and_no_stops() {
    let page = page_of(|dossier| Subject::page(article(dossier)));
    let all = texts(&page.blocks);
    let mark = all.iter().flat_map(|text| &text.0).find(|piece| piece.text == "¶1–2").unwrap();
    assert_eq!((mark.role, mark.stop), (Role::Dim, None));
    let digest = Reference::parse("#p1-2").unwrap();
    let Some(crate::value::Place::Paragraphs(paragraphs)) = digest.place else { panic!("paragraphs") };
    let found = page.blocks.iter().any(
        |block| matches!(block, Block::Paragraph { places, .. } if *places == [Place::Paragraphs(paragraphs.clone())]),
    );
    assert!(found);
}

#[test]
fn what_is_gone_is_said_to_be_gone() {
    let (whole, _) = dossier();
    let (dossier, bodies) = covered(&[]);
    for subject in [Subject::page(company(whole)), Subject::at(company(whole), Place::record("hosting"))] {
        let page = of(View::new(&dossier, &bodies), &subject);
        assert_eq!(page.title, "Gone");
        assert!(said(&page).contains("no longer in the dossier"));
    }
}

#[test]
fn a_card_names_every_reading_and_who_says_so() {
    let card = page_of(|dossier| Subject::at(company(dossier), Place::record("hosting")));
    let expected = "amount\n~ USD 600,000 per month · according to The Example Gazette [1]\nUSD 600,000 per month [2]\n≈ the sources agree\n";
    assert!(said(&card).contains(expected), "{}", said(&card));
    let card = page_of(|dossier| Subject::at(company(dossier), Key::Country.place()));
    assert!(said(&card).contains("US [1]\nIreland [5]\n≠ the sources differ\n"), "{}", said(&card));
}

#[test]
fn titles_that_stand_above_are_short_below() {
    assert_eq!(
        words::short("How does Amazon profit from and enable the machine?"),
        "How does Amazon profit from and enable…"
    );
    assert_eq!(words::short("Short enough"), "Short enough");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn any_file_has_a_page(body in r"(\[\[|\]\]|#¶|3|-|,|\||letter|ICE|\n|> | - |`|\*|é|\[\^1\]|!\[)*", keys in prop::collection::vec(prop::sample::select(&[
        "name = \"a\"", "place = [\"ICE\", \"b\"]", "date = \"2018-13\"", "[[contracts]]", "with = \"ICE\"", "amount = [{ words = \"much\" }, { value = \"USD 1\" }]",
        "cites = [\"news#¶1\", \"x#¶2\", \"letter#end\"]", "[extra]", "deep = { a = [1, { b = 2 }] }", "broken",
    ][..]), 0..8)) {
        let text = format!("+++\n{}\n+++\n{body}", keys.join("\n"));
        let (dossier, bodies) = covered(&[("companies/a.md", &text)]);
        let id = dossier.find(EntryKind::Company, "a").unwrap();
        let page = of(View::new(&dossier, &bodies), &Subject::page(id));
        prop_assert!(!page.title.is_empty());
        for record in &dossier.get(id).unwrap().records {
            prop_assert!(!of(View::new(&dossier, &bodies), &Subject::at(id, Place::record(&record.id))).blocks.is_empty());
        }
        prop_assert_eq!(page, of(View::new(&dossier, &bodies), &Subject::page(id)));
    }
}
