//! Tests of what refers here.

use super::*;

/// What the rows under "What refers here" say: of each entry its name and its sentences.
fn refers(page: &Page) -> Vec<(String, Vec<String>)> {
    let blocks = page
        .blocks
        .iter()
        .skip_while(|block| !matches!(block, Block::Heading { place, .. } if *place == Some(Place::References)));
    let Some(Block::Rows(rows)) = blocks.into_iter().nth(1) else { return Vec::new() };
    let told = |row: &Row| row.lines.iter().map(|line| line.text.plain()).collect::<Vec<_>>();
    rows.iter().map(|row| (row.name.plain(), told(row))).collect()
}

const READINGS: &str = r#"+++
name = "A letter"
cites = ["one#¶1"]

[[signatures]]
id = "counted"
signers = "workers"
count = [{ value = 1495, cites = ["one#¶4"] }, { value = "~ 1,500", cites = ["two#¶6"] }, { words = "many" }]
cites = ["three#¶2"]

[[figures]]
id = "alone"
title = "Alone"
count = [{ value = 7, cites = ["one#¶4"] }, { value = 8, cites = ["four#¶1"] }]
cites = ["two#¶6", "four#¶2"]

[[demands]]
id = "stop"
text = [{ value = "Stop.", cites = ["one#¶4"] }]
cites = ["four#¶9"]
+++
"#;

/// The same of the card of all that refers there.
fn refers_in_full(dossier: &Dossier, bodies: &Bodies, id: EntryId) -> Vec<(String, Vec<String>)> {
    refers(&of(View::new(dossier, bodies), &Subject::at(id, Place::References)))
}

fn cited_page(article: &str) -> Vec<(String, Vec<String>)> {
    let named = |name: &str| format!("+++\ntitle = \"{name}\"\nparagraphs = 9\n+++\n");
    let (one, two, three, four) = (named("One"), named("Two"), named("Three"), named("Four"));
    let (dossier, bodies) = covered(&[
        ("articles/one.md", &one),
        ("articles/two.md", &two),
        ("articles/three.md", &three),
        ("articles/four.md", &four),
        ("campaigns/letter.md", READINGS),
    ]);
    refers_in_full(&dossier, &bodies, dossier.find(EntryKind::Article, article).unwrap())
}

fn said_on(article: &str) -> Vec<String> {
    cited_page(article).into_iter().flat_map(|(_, sentences)| sentences).collect()
}

#[test]
fn a_source_is_credited_with_its_own_reading_alone() {
    assert_eq!(said_on("one"), ["cites it ¶1", "asks: Stop. ¶4", "signed by 1,495 · workers ¶4", "Alone · 7 ¶4"]);
    assert_eq!(said_on("two"), ["signed by ~ 1,500 · workers ¶6", "Alone ¶6"]);
    assert_eq!(said_on("three"), ["signed by many · workers ¶2"]);
    assert_eq!(said_on("four"), ["cites it ¶9", "Alone · 8 ¶1", "Alone ¶2"]);
}

/// What refers to the company `target`, where these are the entries.
fn refers_to_target(files: &[(&str, &str)]) -> Vec<(String, Vec<String>)> {
    let target = ("companies/target.md", "+++\nname = \"Target\"\n+++\n");
    let (dossier, bodies) = covered(&[files, &[target]].concat());
    refers_in_full(&dossier, &bodies, dossier.find(EntryKind::Company, "target").unwrap())
}

#[test]
fn those_that_say_most_come_first() {
    let four = "+++\ntitle = \"Four\"\ncompanies = [\"target\"]\n+++\n\nTarget once. Target twice. Target thrice. Target again.\n";
    let five = "+++\ntitle = \"Five\"\n+++\n\nTarget once. Target twice. Target thrice. Target again. Target still.\n";
    let plain = "+++\ntitle = \"About Target\"\ncompanies = [\"target\"]\n+++\n";
    let told = refers_to_target(&[("articles/a.md", plain), ("articles/b.md", four), ("articles/c.md", five)]);
    let said = |lines: &[&str]| lines.iter().map(|&line| line.to_owned()).collect::<Vec<_>>();
    let expected = [
        (
            "Five · article".to_owned(),
            said(&["Target once.", "Target twice.", "Target thrice.", "Target again.", "Target still."]),
        ),
        (
            "Four · article".to_owned(),
            said(&["is about it", "Target once.", "Target twice.", "Target thrice.", "Target again."]),
        ),
        ("About Target · article".to_owned(), said(&["is about it"])),
    ];
    assert_eq!(told, expected);
}

#[test]
fn an_entry_of_many_sentences_is_a_line_that_opens_them() {
    let text = "+++\ntitle = \"Two\"\ncompanies = [\"target\"]\n+++\n\nTarget once. Target twice.\n";
    let target = ("companies/target.md", "+++\nname = \"Target\"\n+++\n");
    let (dossier, bodies) = covered(&[("articles/a.md", text), target]);
    let view = View::new(&dossier, &bodies);
    let id = dossier.find(EntryKind::Company, "target").unwrap();
    let page = of(view, &Subject::page(id));
    assert_eq!(refers(&page), [("Two · article · is about it".to_owned(), Vec::<String>::new())]);
    let Some(Opens::Card(spot)) = page
        .stops
        .iter()
        .map(|stop| &stop.opens)
        .find(|opens| matches!(opens, Opens::Card(Spot { place: Some(Place::From(_)), .. })))
    else {
        panic!("the line opens")
    };
    let card = of(view, &Subject::Spot(spot.clone()));
    assert_eq!(card.title, "Target in Two");
    let said = ["is about it", "Target once.", "Target twice."].map(str::to_owned).to_vec();
    assert_eq!(refers(&card), [("Two · article".to_owned(), said)]);
    let piped = page.with_commands(&dossier);
    assert!(super::said(&piped).contains("All: dossier links companies/target\n"), "{}", super::said(&piped));
}

#[test]
fn a_long_part_shows_the_newest_and_opens_all() {
    let campaigns: Vec<(String, String)> = (0..20)
        .map(|day| {
            let text =
                format!("+++\nname = \"C{day:02}\"\ndate = \"2019-01-{:02}\"\ntargets = [\"target\"]\n+++\n", day + 1);
            (format!("campaigns/c{day:02}.md"), text)
        })
        .collect();
    let mut files: Vec<(&str, &str)> = campaigns.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    files.push(("companies/target.md", "+++\nname = \"Target\"\n+++\n"));
    let (dossier, bodies) = covered(&files);
    let id = dossier.find(EntryKind::Company, "target").unwrap();
    let view = View::new(&dossier, &bodies);
    let rows = |page: &Page| -> Vec<String> {
        page.blocks
            .iter()
            .find_map(|block| match block {
                Block::Rows(rows) => Some(rows.iter().map(|row| row.name.plain()).collect()),
                _ => None,
            })
            .unwrap_or_default()
    };
    let page = of(view, &Subject::page(id));
    let shown = rows(&page);
    assert_eq!((shown.len(), shown[0].as_str(), shown[10].as_str()), (11, "C10", "and 10 more"));
    assert_eq!(headings(&page)[0], ("Asked of it".to_owned(), Some(20)));
    let all = Spot::at(id, Place::Heading("Asked of it".into()));
    assert!(page.stops.iter().any(|stop| stop.opens == Opens::Card(all.clone())));
    assert_eq!(rows(&of(view, &Subject::Spot(all))).len(), 20);
    let shown = rows(&page.with_commands(&dossier));
    assert_eq!(shown[10], "and 10 more: dossier show 'companies/target#heading:Asked of it'");
}

#[test]
fn plain_ties_stand_on_one_line_with_their_paragraphs_as_one() {
    let letter =
        "+++\nname = \"Letter\"\npart_of = \"One\"\ncites = [\"one#¶3\", \"one#¶4-5\", \"one#¶4\", \"one#¶8\"]\n+++\n";
    let (dossier, bodies) =
        covered(&[("articles/one.md", "+++\ntitle = \"One\"\nparagraphs = 9\n+++\n"), ("campaigns/letter.md", letter)]);
    let id = dossier.find(EntryKind::Article, "one").unwrap();
    let page = of(View::new(&dossier, &bodies), &Subject::page(id));
    assert_eq!(
        refers(&page),
        [("Letter · campaign".to_owned(), vec!["is a part of it · cites it ¶3–5, 8".to_owned()])]
    );
}

#[test]
fn a_record_that_has_a_row_on_the_page_is_not_told_again() {
    let seller = "+++\nname = \"Seller\"\n\n[[contracts]]\nid = \"deal\"\ntitle = \"Deal for Target\"\nwith = \"Target\"\n+++\n\nTarget buys.\n";
    let told = refers_to_target(&[("companies/seller.md", seller)]);
    assert_eq!(told, [("Seller · company".to_owned(), vec!["Target buys.".to_owned()])]);
}

#[test]
fn a_cell_is_told_with_what_it_is_of() {
    let table = "+++\ntitle = \"Table\"\n+++\n\n| who | what | at Target |\n|---|---|---|\n| Target | files | 3 |\n| others | Target too | |\n";
    let told = refers_to_target(&[("articles/a.md", table)]);
    let expected = ["at Target · Target: 3", "Target · what: files · at Target: 3", "others · what: Target too"]
        .map(str::to_owned);
    assert_eq!(told, [("Table · article".to_owned(), expected.to_vec())]);
}
