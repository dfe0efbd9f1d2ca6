//! What refers here, as it is told on pages.

use super::*;

/// What the rows under "What refers here" say: of each entry its name and its sentences.
fn refers(page: &Page) -> Vec<(String, Vec<String>)> {
    let blocks = page
        .blocks
        .iter()
        .skip_while(|block| !matches!(block, Block::Heading { anchor, .. } if *anchor == Some(Anchor::References)));
    let Some(Block::Rows(rows)) = blocks.into_iter().nth(1) else { return Vec::new() };
    rows.iter().map(|row| (row.name.plain(), row.sentences.iter().map(Text::plain).collect())).collect()
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

fn cited_page(article: &str) -> Vec<(String, Vec<String>)> {
    let named = |name: &str| format!("+++\ntitle = \"{name}\"\nparagraphs = 9\n+++\n");
    let (one, two, three, four) = (named("One"), named("Two"), named("Three"), named("Four"));
    let (dossier, bodies) = dossier_of(&[
        ("articles/one.md", &one),
        ("articles/two.md", &two),
        ("articles/three.md", &three),
        ("articles/four.md", &four),
        ("campaigns/letter.md", READINGS),
    ]);
    let id = dossier.find(EntryKind::Article, article).unwrap();
    refers(&of(&dossier, &bodies, &Subject::Topic(Topic::Entry(id))))
}

fn said_on(article: &str) -> Vec<String> {
    cited_page(article).into_iter().flat_map(|(_, sentences)| sentences).collect()
}

#[test]
fn a_source_is_credited_with_its_own_reading_alone() {
    assert_eq!(said_on("one"), ["cites it ¶1", "asks: Stop. ¶4", "signed · 1,495 · workers ¶4", "Alone · 7 ¶4"]);
    assert_eq!(said_on("two"), ["signed · ~ 1,500 · workers ¶6", "Alone ¶6"]);
    assert_eq!(said_on("three"), ["signed · many · workers ¶2"]);
    assert_eq!(said_on("four"), ["cites it for the demand ¶9", "Alone · 8 ¶1", "Alone ¶2"]);
}
