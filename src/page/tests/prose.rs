//! The prose, as it is told on pages.

use super::*;

#[test]
fn footnotes_are_numbered_as_they_are_marked_and_stand_at_the_end() {
    let text = "+++\nname = \"A\"\n+++\n\nOne.[^b] Two.[^a]\n\n[^a]: Of two, see [[ICE]].\n\n[^b]: Of one.[^c]\n\n[^c]: Of a note.\n\nThree, ICE.\n";
    let (dossier, bodies) = covered(&[("companies/a.md", text)]);
    let id = dossier.find(EntryKind::Company, "a").unwrap();
    let page = of(View::new(&dossier, &bodies), &Subject::page(id));
    let told: Vec<String> = page
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading { text, level: 3, .. } => Some(text.plain()),
            Block::Paragraph { text, .. } => Some(text.plain().replace('\u{a0}', " ")),
            Block::Footnote { number, blocks } => Some(format!(
                "{number}. {}",
                texts(blocks).iter().map(Text::plain).collect::<String>().replace('\u{a0}', " ")
            )),
            _ => None,
        })
        .collect();
    let expected = [
        "One. (note 1) Two. (note 2)",
        "Three, ICE.",
        "Notes",
        "1. Of one. (note 3)",
        "2. Of two, see ICE.",
        "3. Of a note.",
    ];
    assert_eq!(told, expected);
    // The first mention in reading order is the link.
    let prose = page.blocks.iter().find_map(|block| match block {
        Block::Paragraph { text, .. } if text.plain().starts_with("Three") => Some(text.clone()),
        _ => None,
    });
    assert!(prose.unwrap().0.iter().any(|piece| piece.role == Role::Link && piece.text == "ICE"));
}
