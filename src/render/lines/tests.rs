use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;
use crate::entry::{Alignment, Key};
use crate::fixture::{article, campaign, company, covered, dossier, term};
use crate::page::{self, Block, Item, LineRole, Opens, Pair, Piece, Role, Row, RowLine, Stop, Subject, Text};
use crate::render::{LaidSpan, plain};
use crate::value::{Paragraphs, Place};
use crate::whole::{Topic, View};

fn page(of: impl Fn(&crate::whole::Dossier) -> Subject) -> Page {
    let (dossier, bodies) = dossier();
    page::of(View::new(dossier, bodies), &of(dossier))
}

fn example() -> Page {
    page(|dossier| Subject::page(company(dossier)))
}

fn drawn(page: &Page, width: usize) -> Vec<String> {
    lines(page, width, Glyphs::Unicode).lines.iter().map(|line| line.text().as_str().to_owned()).collect()
}

/// A letter for each column: what stands there. A current stop's text is in upper case.
fn looks(laid: &Laid) -> Vec<String> {
    let letter = |span: &LaidSpan| {
        let letter = match span.role {
            Role::Plain if span.text.as_str().trim().is_empty() => '.',
            Role::Plain => 'p',
            Role::Title => 't',
            Role::Heading => 'h',
            Role::Name => 'n',
            Role::Dim => 'd',
            Role::Link => 'l',
            Role::Mark => 'm',
            Role::Figure => 'f',
            Role::Emphasis => 'e',
            Role::Strong => 's',
            Role::Struck => 'x',
            Role::Code => 'c',
            Role::Warning => 'w',
            Role::Error => 'r',
        };
        let letter = if span.stop.is_some() { letter.to_ascii_uppercase() } else { letter };
        letter.to_string().repeat(span.text.columns())
    };
    laid.lines.iter().map(|line| line.spans.iter().map(letter).collect()).collect()
}

#[test]
fn a_company_on_a_wide_page() {
    let page = example();
    assert_snapshot!(drawn(&page, 72).join("\n"));
}

#[test]
fn a_company_on_a_page_of_50_columns() {
    let page = example();
    assert_snapshot!(drawn(&page, 50).join("\n"));
}

#[test]
fn a_company_on_a_narrow_page() {
    let page = example();
    assert_snapshot!(drawn(&page, 38).join("\n"));
}

#[test]
fn a_brief_stands_beside_the_name_where_both_have_room() {
    let told = |name: &str, figure: &str, lines: &[(LineRole, &str)]| Row {
        name: Text::new(Role::Name, name),
        figure: text(figure),
        lines: lines.iter().map(|(role, said)| line(*role, text(said))).collect(),
        ..Row::default()
    };
    let row = |name: &str, brief: &str, figure: &str| {
        told(name, figure, &[(LineRole::Brief, brief), (LineRole::Details, "more of it")])
    };
    let content = (LineRole::Content, "It was said.");
    let rows = vec![
        row("ICE", "active", "1"),
        row("a name that goes on and on", "what it is", "12"),
        row("CBP", "what it is in so many words", "USD 600,000 per month"),
        told("Who", "2018", &[(LineRole::Brief, "a brief"), content, (LineRole::Details, "more of it")]),
        row("a name that goes on and on and is as wide as the page is", "what it is", "3"),
    ];
    let page = blocks(vec![Block::Rows(rows)]);
    assert_snapshot!(drawn(&page, 60).join("\n"));
    assert_snapshot!(drawn(&page, 59).join("\n"));
}

/// Marks that go on below have the end of those lines to themselves.
#[test]
fn no_mark_is_lost_beside_long_words() {
    let marks: Vec<Piece> = (1..10).map(|number| mark(format!("[{number}]"))).collect();
    let said = text(&"so many words ".repeat(20));
    let lines = vec![line(LineRole::Brief, said)];
    let row = Row { name: Text::new(Role::Name, "ICE"), lines, marks: marks.clone(), ..Row::default() };
    let page = blocks(vec![Block::Rows(vec![row])]);
    for width in 20..100 {
        let shown = drawn(&page, width).join("\n");
        assert!(marks.iter().all(|mark| shown.contains(&mark.text)), "{width}:\n{shown}");
        assert_eq!(shown.matches("words").count(), 20, "{width}:\n{shown}");
    }
}

#[test]
fn the_looks_of_a_company() {
    assert_snapshot!(looks(&lines(&example(), 50, Glyphs::Unicode)).join("\n"));
}

#[test]
fn an_article() {
    let page = page(|dossier| Subject::page(article(dossier)));
    assert_snapshot!(drawn(&page, 50).join("\n"));
}

#[test]
fn a_campaign() {
    let page = page(|dossier| Subject::page(campaign(dossier)));
    assert_snapshot!(drawn(&page, 72).join("\n"));
}

#[test]
fn a_term() {
    let page = page(|dossier| Subject::page(term(dossier, "ICE")));
    assert_snapshot!(drawn(&page, 38).join("\n"));
}

#[test]
fn a_card_of_a_record() {
    let page = page(|dossier| Subject::at(company(dossier), Place::record("hosting")));
    assert_snapshot!(drawn(&page, 50).join("\n"));
}

#[test]
fn a_card_of_a_record_without_source() {
    let page = page(|dossier| Subject::at(company(dossier), Place::record("files")));
    assert_snapshot!(drawn(&page, 38).join("\n"));
}

#[test]
fn a_card_of_a_key() {
    let page = page(|dossier| Subject::at(company(dossier), Key::Country.place()));
    assert_snapshot!(drawn(&page, 38).join("\n"));
}

#[test]
fn the_first_page() {
    let page = page(|_| Subject::About);
    assert_snapshot!(drawn(&page, 50).join("\n"));
}

#[test]
fn in_ascii_every_sign_is_spelled() {
    let said: String = lines(&example(), 50, Glyphs::Ascii).lines.iter().map(|line| line.text().to_string()).collect();
    assert!(said.is_ascii(), "{said}");
    assert!(said.contains("~= o [1]") && said.contains("country  US != [1]") && said.contains("[x] two"));
}

#[test]
fn in_a_pipe_nothing_is_cut_and_no_line_ends_in_spaces() {
    let said = plain(&example(), None, Glyphs::Unicode);
    assert_eq!(said[3].as_str(), "");
    assert!(said.iter().all(|line| !line.as_str().ends_with(' ') && line.columns() <= 80));
    assert!(said.iter().any(|line| line.as_str().contains("police departments, private intelligence contractors")));
}

#[test]
fn the_row_under_a_stop_is_all_of_its_lines() {
    let laid = lines(&example(), 50, Glyphs::Unicode);
    let row = laid
        .stops
        .iter()
        .find(|stop| matches!(&stop.opens, Opens::Card(spot) if spot.place == Some(Place::record("hosting"))))
        .unwrap();
    assert_eq!((row.line, row.last_line), (7, 10));
    assert_eq!(laid.line_at(&Place::record("hosting")), Some(7));
    assert!(row.say.as_str().starts_with("Workers demand an end to contracts with… ¶"));
}

#[test]
fn stops_and_headings_are_in_reading_order() {
    let (dossier, bodies) = dossier();
    let terms = dossier.terms().map(|(id, _)| Topic::Term(id));
    let topics: Vec<Topic> = dossier.ids().map(Topic::Entry).chain(terms).collect();
    for topic in topics {
        for width in [30, 50, 72, 100] {
            let page = page::of(View::new(dossier, bodies), &Subject::page(topic));
            let laid = lines(&page, width, Glyphs::Unicode);
            assert_eq!(laid.stops.len(), page.stops.len());
            assert!(laid.stops.is_sorted_by_key(|stop| stop.line), "{topic:?} at {width}");
            assert!(laid.headings.is_sorted_by_key(|heading| heading.line));
            assert_eq!(laid.headings.first().map(|heading| (heading.line, heading.level)), Some((0, 1)));
            let spans = || laid.lines.iter().flat_map(|line| &line.spans).filter_map(|span| span.stop);
            assert!((0..laid.stops.len()).all(|stop| spans().any(|shown| shown == stop)), "{topic:?} at {width}");
        }
    }
}

#[test]
fn a_passage_is_found_at_the_digest_that_holds_it() {
    let page = page(|dossier| Subject::page(article(dossier)));
    let laid = lines(&page, 50, Glyphs::Unicode);
    let at = |text: &str| laid.line_of(&Paragraphs::parse(text).unwrap());
    let (letter, list) = (7, 12);
    assert!(laid.lines[letter].text().as_str().contains("More than 100 workers"));
    assert!(laid.lines[list].text().as_str().contains("1. an end"));
    assert_eq!(at("¶1"), (letter, true));
    assert_eq!(at("¶2-5"), (letter, true));
    assert_eq!(at("¶6"), (list, true));
    assert_eq!(at("¶3"), (letter, false));
    assert_eq!(at("¶5"), (list, false));
    assert_eq!(at("¶9000000-4000000000"), (list, false));
}

#[test]
fn without_digests_a_passage_is_looked_for_in_the_prose() {
    let laid = lines(&example(), 50, Glyphs::Unicode);
    let prose = laid.line_at(&Place::Prose).unwrap();
    assert_eq!(laid.line_of(&Paragraphs::one(3)), (prose, false));
    assert_eq!(Laid::default().line_of(&Paragraphs::one(3)), (0, false));
}

fn blocks(blocks: Vec<Block>) -> Page {
    Page {
        subject: Subject::About,
        title: "T".to_owned(),
        kind: String::new(),
        sort: Text::default(),
        under: Vec::new(),
        blocks,
        stops: Vec::new(),
    }
}

fn text(text: &str) -> Text {
    Text::new(Role::Plain, text)
}

fn mark(text: String) -> Piece {
    Piece { text, role: Role::Mark, ..Piece::default() }
}

fn line(role: LineRole, text: Text) -> RowLine {
    RowLine { role, text }
}

fn paragraph(said: &str) -> Block {
    Block::Paragraph { text: text(said), places: Vec::new() }
}

fn table(columns: Vec<Alignment>, head: &[&str], rows: &[&[&str]]) -> Block {
    let cells = |row: &[&str]| row.iter().map(|cell| text(cell)).collect();
    Block::Table { columns, head: cells(head), rows: rows.iter().map(|row| cells(row)).collect(), places: Vec::new() }
}

#[test]
fn the_columns_of_a_table_stand_as_it_says_and_wrap_where_they_must() {
    let columns = vec![Alignment::Left, Alignment::Centre, Alignment::Right];
    let rows: &[&[&str]] = &[&["one", "a b", "1"], &["two, and more words than fit", "c", "1,000"], &["three"]];
    let page = blocks(vec![table(columns, &["name", "middle", "sum"], rows)]);
    let expected = [
        "T",
        "",
        "  name           middle    sum",
        "  ────────────────────────────",
        "  one             a b        1",
        "  two, and more    c     1,000",
        "  words than",
        "  fit",
        "  three",
    ];
    assert_eq!(drawn(&page, 30), expected);
}

#[test]
fn a_table_of_too_many_columns_is_told_line_by_line() {
    let page = blocks(vec![table(
        Vec::new(),
        &["who", "what is sold", "paid"],
        &[&["Example Systems", "case files", "open"]],
    )]);
    assert_eq!(
        drawn(&page, 24),
        ["T", "", "  who: Example Systems", "    what is sold: case", "      files", "    paid: open"]
    );
}

#[test]
fn lists_nest_and_numbers_stand_under_each_other() {
    let item = |said: &str| Item { task: None, blocks: vec![paragraph(said)] };
    let inner = Block::List { start: None, items: vec![item("inner"), item("more")], places: Vec::new() };
    let nested = Item { task: Some(false), blocks: vec![paragraph("to do, with words that go on"), inner] };
    let list = Block::List { start: Some(9), items: vec![item("nine"), item("ten"), nested], places: Vec::new() };
    let quote = Block::Quote(vec![paragraph("said"), Block::Quote(vec![paragraph("said before")])]);
    let note = Block::Footnote { number: 1, blocks: vec![paragraph("a note that is longer")] };
    let page = blocks(vec![list, quote, note, Block::Code("let x = 1;\n".to_owned()), Block::Rule]);
    let expected = [
        "T",
        "",
        "   9. nine",
        "  10. ten",
        "  ☐ to do, with words",
        "    that go on",
        "    • inner",
        "    • more",
        "",
        "  │ said",
        "  │",
        "  │ │ said before",
        "",
        "  1. a note that is",
        "     longer",
        "",
        "    let x = 1;",
        "",
        "  ──────────────────────",
    ];
    assert_eq!(drawn(&page, 24), expected);
}

#[test]
fn a_title_wraps_and_keeps_its_kind() {
    let mut page = blocks(Vec::new());
    page.title = "Title ".repeat(50).trim().to_owned();
    page.kind = "company".to_owned();
    let laid = lines(&page, 40, Glyphs::Unicode);
    assert_eq!(laid.title_lines, 10);
    assert_eq!(laid.lines[9].text().as_str(), "  company");
    let said: String = laid.lines.iter().map(|line| line.text().to_string()).collect();
    assert_eq!(said.matches("Title").count(), 50);
}

#[test]
fn under_a_heading_stands_what_it_does_not_say() {
    let page = page(|dossier| Subject::page(campaign(dossier)));
    let under = |heading| lines_under_heading(&page, 50, Glyphs::Unicode, heading);
    let first = |laid: &Laid| laid.lines.iter().take(3).map(|line| line.text().to_string()).collect::<Vec<_>>();
    assert_eq!(first(&under(19)), ["  open letter · aimed at Example Systems", "", "Asked (1)"]);
    assert_eq!(under(19).headings.first().map(|heading| heading.line), Some(0));
    assert_eq!(first(&under(18)), ["The workers' letter", "  open letter · aimed at Example Systems", ""]);
    let page = example();
    assert_eq!(
        first(&lines_under_heading(&page, 50, Glyphs::Unicode, 15)),
        ["  software · US ≠", "  also called Example", ""]
    );
}

#[test]
fn a_broken_file_says_what_is_wrong_with_it() {
    let (dossier, bodies) = covered(&[("companies/bad.md", "+++\nname = \n+++\nText.\n")]);
    let id = dossier.find(crate::entry::EntryKind::Company, "bad").unwrap();
    let page = page::of(View::new(&dossier, &bodies), &Subject::page(id));
    let said = drawn(&page, 72).join("\n");
    assert!(said.contains("! 1 problem in companies/bad.md"), "{said}");
}

/// Words, wide letters, marks, an emoji of many parts, controls, white space, signs.
const PARTS: &[&str] = &[
    "word",
    "本",
    "日本語",
    "e\u{301}",
    "\u{301}",
    "👩‍👩‍👧",
    "🇩🇪",
    "\u{1b}[31m",
    "\u{202e}",
    "\t",
    "\n",
    " ",
    " · ",
    "[1]",
    "≈",
    "ﷺ",
    "ا",
    "\u{200d}",
    "a-b",
    "https://example.org/a/b?c=d",
    "…",
];

fn any_string() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PARTS), 0..12).prop_map(|parts| parts.concat())
}

const ROLES: &[Role] = &[Role::Plain, Role::Mark, Role::Dim, Role::Link];

fn any_text() -> impl Strategy<Value = Text> {
    let piece = (any_string(), prop::sample::select(ROLES), prop::option::of(0..4_usize));
    let pieces = prop::collection::vec(
        piece.prop_map(|(text, role, stop)| Piece { text, role, stop, ..Piece::default() }),
        0..4,
    );
    pieces.prop_map(Text)
}

fn any_row() -> impl Strategy<Value = Row> {
    let roles = [LineRole::Brief, LineRole::Content, LineRole::Details, LineRole::Reading, LineRole::Sentence].to_vec();
    let lines = (prop::sample::select(roles), any_text()).prop_map(|(role, text)| line(role, text));
    let lines = prop::collection::vec(lines, 0..8);
    let marks = prop::collection::vec(any_string().prop_map(mark), 0..5);
    (any_text(), any_text(), marks, lines, prop::option::of(0..4_usize))
        .prop_map(|(name, figure, marks, lines, stop)| Row { stop, name, figure, marks, lines, ..Row::default() })
}

fn any_block() -> impl Strategy<Value = Block> {
    let texts = |most: usize| prop::collection::vec(any_text(), 0..most);
    let pair = (any_text(), texts(3), prop::option::of(0..4_usize));
    let pair = pair.prop_map(|(label, values, stop)| Pair { stop, label, values, ..Pair::default() });
    let leaf = prop_oneof![
        (any_text(), 1..7_u8, prop::option::of(0..99_usize)).prop_map(|(text, level, count)| Block::Heading {
            level,
            text,
            count,
            place: None
        }),
        any_text().prop_map(|text| Block::Paragraph { text, places: Vec::new() }),
        prop::collection::vec(pair, 0..4).prop_map(Block::Pairs),
        prop::collection::vec(any_row(), 0..4).prop_map(Block::Rows),
        any_string().prop_map(Block::Code),
        (texts(4), prop::collection::vec(texts(5), 0..4)).prop_map(|(head, rows)| {
            let columns = vec![Alignment::Centre, Alignment::Right];
            Block::Table { columns, head, rows, places: Vec::new() }
        }),
        Just(Block::Rule),
    ];
    leaf.prop_recursive(4, 16, 4, |inner| {
        let blocks = || prop::collection::vec(inner.clone(), 0..4);
        let item = (prop::option::of(any::<bool>()), blocks()).prop_map(|(task, blocks)| Item { task, blocks });
        prop_oneof![
            (prop::option::of(any::<u64>()), prop::collection::vec(item, 0..4))
                .prop_map(|(start, items)| Block::List { start, items, places: Vec::new() }),
            blocks().prop_map(Block::Quote),
            (1..2000usize, blocks()).prop_map(|(number, blocks)| Block::Footnote { number, blocks }),
        ]
    })
}

fn any_page() -> impl Strategy<Value = Page> {
    let stops = (0..4).map(|_| Stop { opens: Opens::View(0), say: "\u{1b}".to_owned() }).collect::<Vec<_>>();
    let blocks = prop::collection::vec(any_block(), 0..5);
    (any_string(), any_string(), prop::collection::vec(any_text(), 0..2), blocks).prop_map(
        move |(title, kind, under, blocks)| Page {
            subject: Subject::About,
            title,
            kind: kind.clone(),
            sort: Text::new(Role::Dim, kind),
            under,
            blocks,
            stops: stops.clone(),
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn no_line_is_wider_than_asked(page in any_page(), width in 1..90_usize, ascii in any::<bool>(), heading in 0..40_usize) {
        let laid = lines(&page, width, if ascii { Glyphs::Ascii } else { Glyphs::Unicode });
        for line in &laid.lines {
            prop_assert!(line.columns() <= width, "{} > {width}: {:?}", line.columns(), line.text());
            prop_assert!(line.text().columns() <= width, "{:?}", line.text());
        }
        for line in lines_under_heading(&page, width, Glyphs::Unicode, heading).lines {
            prop_assert!(line.columns() <= width);
        }
        for stop in &laid.stops {
            prop_assert!(stop.line <= stop.last_line && stop.last_line < laid.lines.len().max(1));
        }
        prop_assert_eq!(&lines(&page, width, if ascii { Glyphs::Ascii } else { Glyphs::Unicode }), &laid);
    }

    #[test]
    fn nothing_is_hidden(said in prop::collection::vec("[a-z]{1,30}", 1..12), width in 2..90_usize, stop in 0..3_usize) {
        let words = said.join(" ");
        let cell = text(&words);
        let roles = [LineRole::Brief, LineRole::Content, LineRole::Details, LineRole::Reading, LineRole::Sentence];
        let row = Row { name: Text::new(Role::Name, words.as_str()), figure: text(&said[0]), lines: roles.map(|role| line(role, cell.clone())).to_vec(), ..Row::default() };
        let pair = Pair { label: text(&said[0]), values: vec![cell.clone()], ..Pair::default() };
        let head = said.iter().take(stop + 1).map(|word| text(word)).collect();
        let page = blocks(vec![
            Block::Paragraph { text: cell.clone(), places: Vec::new() },
            Block::Rows(vec![row]),
            Block::Pairs(vec![pair]),
            Block::Quote(vec![Block::List { start: Some(1), items: vec![Item { task: None, blocks: vec![paragraph(&words)] }], places: Vec::new() }]),
            Block::Table { columns: Vec::new(), head, rows: vec![vec![cell; stop + 1]], places: Vec::new() },
            Block::Code(words.clone()),
        ]);
        let laid = lines(&page, width, Glyphs::Unicode);
        let letters = |text: &str| text.chars().filter(char::is_ascii_lowercase).count();
        let shown: usize = laid.lines.iter().map(|line| letters(line.text().as_str())).sum();
        // A table that is told repeats its head in every row; this one has one row.
        let told_cells = stop + 1;
        let told = said.iter().take(stop + 1).map(|word| letters(word)).sum::<usize>();
        let expected = letters(&words) * (10 + told_cells) + 2 * letters(&said[0]) + told;
        prop_assert_eq!(shown, expected);
    }
}
