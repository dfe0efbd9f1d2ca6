//! Tests of records as rows.

use super::*;

const READINGS: &str = r#"+++
name = "A"

[[contracts]]
id = "deal"
with = "B"
amount = [{ value = "USD 1", cites = ["news#¶1"] }, { value = "USD 2", cites = ["news#¶2"] }, { value = "USD 1", cites = ["news#¶3"] }, { value = "USD 3" }]
status = [{ value = "active", cites = ["news#¶4"] }, { value = "ended", cites = ["news#¶5"] }]
cites = ["news#¶9"]

[[contracts]]
id = "plain"
with = "C"
amount = "USD 5"
cites = ["news#¶9"]

[[figures]]
id = "bare"
title = "Bare"
count = [{ value = 7 }, { value = 8, cites = ["news#¶4"] }]

[[statements]]
id = "said"
speaker = "D"
text = { value = "Nothing.", cites = ["news#¶4"] }
+++
"#;

/// Name, figure, marks and what stands under each row of the page.
fn rows(files: &[(&str, &str)], kind: EntryKind, id: &str) -> Vec<(String, String, String, Vec<String>)> {
    let (dossier, bodies) = covered(files);
    let id = dossier.find(kind, id).unwrap();
    let page = of(View::new(&dossier, &bodies), &Subject::page(id));
    let sources = |block: &&Block| !block.places().contains(&Place::Sources);
    let rows = page.blocks.iter().take_while(sources).flat_map(|block| match block {
        Block::Rows(rows) => rows.as_slice(),
        _ => &[],
    });
    let told = rows.map(|row| {
        let under = row.lines.iter().map(|line| line.text.plain()).collect();
        (row.name.plain(), row.figure.plain(), Text(row.marks.clone()).plain(), under)
    });
    told.collect()
}

fn row(name: &str, figure: &str, marks: &str, under: &[&str]) -> (String, String, String, Vec<String>) {
    (name.to_owned(), figure.to_owned(), marks.to_owned(), under.iter().map(|&line| line.to_owned()).collect())
}

#[test]
fn beside_a_figure_stand_the_sources_of_its_reading_alone() {
    let news = "+++\ntitle = \"News\"\nparagraphs = 9\n+++\n";
    let told = rows(&[("articles/news.md", news), ("companies/a.md", READINGS)], EntryKind::Company, "a");
    let expected = [
        row("B", "USD 1 ≠", "○ [1][2]", &["active ≠", "also USD 2 [3]", "also USD 3 [4]", "also: ended [5]"]),
        row("C", "USD 5", "○ [4]", &[]),
        row("D", "", "○ [6]", &["Nothing."]),
        row("Bare", "7 ≠", "○", &["also 8 [6]"]),
    ];
    assert_eq!(told, expected);
}

#[test]
fn numbers_ascend_through_all_that_a_row_says() {
    let text = r#"+++
name = "A"

[[statements]]
speaker = { value = "D", cites = ["news#¶1"] }
role = [{ value = "head", cites = ["news#¶2"] }, { value = "hand", cites = ["news#¶3"] }]
date = { value = "2018", cites = ["news#¶4"] }
text = [{ value = "No.", cites = ["news#¶5"] }, { value = "Yes.", cites = ["news#¶6"] }]

[[signatures]]
count = [{ value = 7, cites = ["news#¶8"] }, { value = 8, cites = ["news#¶11"] }]
as_of = { value = "2018", cites = ["news#¶9"] }
according_to = { value = "D", cites = ["news#¶10"] }
+++
"#;
    let (dossier, bodies) = covered(&[("articles/news.md", "+++\ntitle = \"News\"\n+++\n"), ("campaigns/a.md", text)]);
    let id = dossier.find(EntryKind::Campaign, "a").unwrap();
    let page = of(View::new(&dossier, &bodies), &Subject::page(id));
    assert_eq!(marks(&page), (1..11).map(|number| format!("[{number}]")).collect::<Vec<_>>(), "{}", super::said(&page));
}

#[test]
fn readings_of_one_passage_are_not_called_sources() {
    let same = "+++\nname = \"A\"\ncountry = [{ value = \"X\", cites = [\"news#¶1\"] }, { value = \"Y\", cites = [\"news#¶1\"] }]\n+++\n";
    let (dossier, bodies) = covered(&[("articles/news.md", "+++\ntitle = \"News\"\n+++\n"), ("companies/a.md", same)]);
    let id = dossier.find(EntryKind::Company, "a").unwrap();
    let card = of(View::new(&dossier, &bodies), &Subject::at(id, Key::Country.place()));
    assert!(said(&card).contains("X [1]\nY [1]\n≠ the readings differ\n"), "{}", said(&card));
}

#[test]
fn what_does_not_parse_stands_as_it_is_written() {
    let text = r#"+++
name = "A"
date = "2018-13"

[[signatures]]
id = "s"
count = "1O0"
as_of = "sommer"
cites = ["news#¶1"]

[[figures]]
id = "f"
title = "F"
amount = [{ value = "38 million", cites = ["news#¶1"] }, { value = "USD 5", cites = ["news#¶2"] }]
+++
"#;
    let files = [("articles/news.md", "+++\ntitle = \"News\"\n+++\n"), ("campaigns/a.md", text)];
    let expected = [
        row("signatures", "1O0 ! does not parse", "○ [1]", &["as of sommer ! does not parse"]),
        row("F", "38 million ! does not parse", "○ [1]", &["also USD 5 [2]"]),
    ];
    assert_eq!(rows(&files, EntryKind::Campaign, "a"), expected);
    let (dossier, bodies) = covered(&files);
    let id = dossier.find(EntryKind::Campaign, "a").unwrap();
    let page = of(View::new(&dossier, &bodies), &Subject::page(id));
    assert!(page.sort.plain().contains("2018-13 ! does not parse"), "{}", said(&page));
    let card = of(View::new(&dossier, &bodies), &Subject::at(id, Key::Date.place()));
    let wrong = texts(&card.blocks).into_iter().flat_map(|text| text.0).find(|piece| piece.role == Role::Error);
    assert_eq!(wrong.map(|piece| piece.text), Some("2018-13 ! does not parse".to_owned()));
}

const SELLER: &str = "+++\nname = \"Seller\"\n\n[[contracts]]\nid = \"deal\"\ntitle = \"Files\"\nwith = [\"ICE\", \"B\"]\nproduct = \"Cloud Tools\"\nstatus = \"active\"\n\n[[contracts]]\nid = \"inside\"\ntitle = \"Own use\"\nwith = \"Cloud Tools\"\nproduct = \"Cloud Tools\"\n+++\n";
const PROTEST: &str = "+++\nname = \"Protest\"\nkind = \"protest\"\norganisers = \"ICE\"\n\n[[demands]]\nid = \"end\"\ntext = \"End it.\"\nof = \"Seller\"\nabout = [\"seller#deal\"]\n\n[[events]]\nid = \"start\"\ntitle = \"Start\"\nwho = [\"B\", \"ICE\"]\n+++\n";
const MARCH: &str = "+++\nname = \"March\"\nkind = \"march\"\nendorsers = [\"ICE\"]\n+++\n";

fn sold() -> (Dossier, Bodies) {
    covered(&[("companies/seller.md", SELLER), ("campaigns/protest.md", PROTEST), ("campaigns/march.md", MARCH)])
}

/// A heading, and of each row beneath it name and what stands under it.
type Told = (String, Vec<(String, Vec<String>)>);

/// The parts of a term's page.
fn parts_of(name: &str) -> Vec<Told> {
    let (dossier, bodies) = sold();
    let page = of(View::new(&dossier, &bodies), &Subject::page(term(&dossier, name)));
    let mut parts: Vec<Told> = Vec::new();
    for block in &page.blocks {
        match block {
            Block::Heading { text, .. } => parts.push((text.plain(), Vec::new())),
            Block::Rows(rows) => {
                let (_, told) = parts.last_mut().expect("a heading stands before rows");
                told.extend(
                    rows.iter().map(|row| (row.name.plain(), row.lines.iter().map(|line| line.text.plain()).collect())),
                );
            }
            _ => {}
        }
    }
    parts
}

fn part(heading: &str, rows: &[(&str, &[&str])]) -> Told {
    let rows =
        rows.iter().map(|(name, lines)| ((*name).to_owned(), lines.iter().map(|&line| line.to_owned()).collect()));
    (heading.to_owned(), rows.collect())
}

#[test]
fn a_product_lists_its_contracts_once_each_with_those_who_buy_it() {
    let expected = [part("Contracts", &[("Seller", &["Files · active · with ICE, B"]), ("Seller", &["Own use"])])];
    assert_eq!(parts_of("Cloud Tools"), expected);
}

#[test]
fn a_group_lists_what_it_bought_organised_endorsed_and_took_part_in() {
    let expected = [
        part("Contracts", &[("Seller", &["Files · active"])]),
        part("Organised by it", &[("Protest", &[])]),
        part("Endorsed by it", &[("March", &[])]),
        part("Events", &[("Start", &["who: B, ICE · in the entry Protest"])]),
        part("Sources", &[("news#¶1 (leads to nothing)", &["[1]"])]),
    ];
    assert_eq!(parts_of("ICE"), expected);
}

#[test]
fn a_demand_says_what_it_is_about_and_is_told_there() {
    let (dossier, bodies) = sold();
    let page = |kind, id: &str| of(View::new(&dossier, &bodies), &Subject::page(dossier.find(kind, id).unwrap()));
    let under = "End it.\noutcome open\n∅\nof Seller · about Seller: Files\n";
    assert!(said(&page(EntryKind::Campaign, "protest")).contains(under));
    assert!(
        said(&page(EntryKind::Company, "seller")).contains("asks: End it."),
        "{}",
        said(&page(EntryKind::Company, "seller"))
    );
    let card = |kind, id: &str, record: &str| {
        let id = dossier.find(kind, id).unwrap();
        said(&of(View::new(&dossier, &bodies), &Subject::at(id, Place::record(record))))
    };
    assert!(card(EntryKind::Company, "seller", "deal").contains("Protest · protest\n\n\nasks: End it.\n"));
    assert!(!card(EntryKind::Company, "seller", "inside").contains("asks"));
    assert!(card(EntryKind::Campaign, "protest", "end").contains("about\nSeller: Files\n"));
}

#[test]
fn a_name_that_bears_its_date_says_it_once() {
    let campaign = |name: &str| format!("+++\nname = \"{name}\"\ndate = \"2019-05-08\"\ntargets = [\"a\"]\n+++\n");
    let (told, untold) = (campaign("A: protest 2019-05-08"), campaign("A: walkout"));
    let files =
        [("companies/a.md", "+++\nname = \"A\"\n+++\n"), ("campaigns/b.md", &told), ("campaigns/c.md", &untold)];
    let rows = rows(&files, EntryKind::Company, "a");
    let beneath: Vec<(&str, usize)> = rows.iter().map(|(name, _, _, beneath)| (name.as_str(), beneath.len())).collect();
    assert_eq!(beneath, [("A: protest 2019-05-08", 0), ("A: walkout", 1)]);
}
