use proptest::prelude::*;

use super::*;
use crate::entry::{Alignment, Link, LinkTarget, Markup, MarkupItem, Prose, Run, Style};
use crate::parse::limits::{BLOCKS, LINKS, LOOKS, NESTING};
use crate::problem::Code;
use crate::value::{Place, Reference};

/// The body of `text`, a company's, and the codes and places of its problems.
fn read(text: &str) -> (Body, Vec<(Code, usize, usize)>) {
    let mut reader = Reader::new("companies/example.md", text);
    let body = body(&mut reader, 0);
    let problems = reader.finish().into_iter().map(|problem| (problem.code, problem.line, problem.column));
    (body, problems.collect())
}

fn clean(text: &str) -> Body {
    let (body, problems) = read(text);
    assert_eq!(problems, [], "{text}");
    body
}

/// Prose of these parts, each with its style and link.
fn prose(parts: &[(&str, Style, Option<usize>)]) -> Prose {
    let mut text = String::new();
    let mut runs = Vec::new();
    for (part, style, link) in parts {
        let start = text.len();
        text.push_str(part);
        runs.push(Run { range: start..text.len(), style: *style, link: *link });
    }
    Prose { text, runs }
}

fn plain(text: &str) -> Prose {
    if text.is_empty() { Prose::default() } else { prose(&[(text, PLAIN, None)]) }
}

fn paragraph(text: &str) -> Markup {
    Markup::Paragraph(plain(text))
}

const PLAIN: Style = Style { emphasis: false, strong: false, struck: false, code: false };
const EMPHASIS: Style = Style { emphasis: true, ..PLAIN };
const STRONG: Style = Style { strong: true, ..PLAIN };
const STRUCK: Style = Style { struck: true, ..PLAIN };
const CODE: Style = Style { code: true, ..PLAIN };

fn to(target: &str) -> LinkTarget {
    LinkTarget::Reference(Reference::parse(target).unwrap())
}

/// Each link's target, whether its text is given, and what stands in the file for it.
fn links<'a>(body: &'a Body, source: &'a str) -> Vec<(&'a LinkTarget, bool, &'a str)> {
    body.links.iter().map(|link| (&link.target, link.has_text, source.get(link.span.clone()).unwrap())).collect()
}

#[test]
fn blocks_are_read_one_by_one() {
    let text = "# Head *line*\n\ntwo\nlines  \nbroken\n\n> quoted\n\n```sh -x\n a\n\nb\n```\n\n***\n\n3. three\n4. four\n\n    more\n";
    let expected = vec![
        Markup::Heading { level: 1, text: prose(&[("Head ", PLAIN, None), ("line", EMPHASIS, None)]) },
        paragraph("two lines\nbroken"),
        Markup::Quote(vec![paragraph("quoted")]),
        Markup::Code { language: "sh -x".to_owned(), text: " a\n\nb".to_owned() },
        Markup::Rule,
        Markup::List {
            start: Some(3),
            items: vec![
                MarkupItem { task: None, blocks: vec![paragraph("three")] },
                MarkupItem { task: None, blocks: vec![paragraph("four"), paragraph("more")] },
            ],
        },
    ];
    assert_eq!(clean(text).blocks, expected);
    assert_eq!(clean(&text.replace('\n', "\r\n")).blocks, expected);
}

#[test]
fn styles_combine_and_code_is_kept() {
    let both = Style { strong: true, ..EMPHASIS };
    let expected = prose(&[
        ("a", EMPHASIS, None),
        ("b", both, None),
        (" ", PLAIN, None),
        ("c", STRUCK, None),
        (" ", PLAIN, None),
        ("d [[e]]", CODE, None),
        (" ", PLAIN, None),
        ("f", STRONG, None),
    ]);
    assert_eq!(clean("*a**b*** ~~c~~ `d [[e]]` **f**").blocks, [Markup::Paragraph(expected)]);
}

#[test]
fn the_text_of_a_tight_item_is_a_paragraph() {
    let item = |task, blocks| MarkupItem { task, blocks };
    let nested = Markup::List { start: None, items: vec![item(None, vec![paragraph("inner")])] };
    let expected = Markup::List {
        start: None,
        items: vec![
            item(None, vec![paragraph("one"), nested]),
            item(Some(false), vec![paragraph("to do")]),
            item(Some(true), vec![paragraph("done")]),
        ],
    };
    assert_eq!(clean("- one\n  - inner\n- [ ] to do\n- [x] done\n").blocks, [expected]);
}

#[test]
fn a_table_has_links_with_escaped_bars_and_loses_no_cell() {
    let text = "| who | n | m |\n|---|:-:|--:|\n| [[amazon\\|the *firm*]] | 2 | 3 | four [x] |\n| [[ICE]] |\n";
    let body = clean(text);
    let marked = prose(&[("the ", PLAIN, Some(0)), ("firm", EMPHASIS, Some(0))]);
    let expected = Markup::Table {
        columns: vec![Alignment::Left, Alignment::Centre, Alignment::Right],
        head: vec![plain("who"), plain("n"), plain("m")],
        rows: vec![
            vec![marked, plain("2"), plain("3 four [x]")],
            vec![prose(&[("ICE", PLAIN, Some(1))]), plain(""), plain("")],
        ],
    };
    assert_eq!(body.blocks, [expected]);
    assert_eq!(links(&body, text), [(&to("amazon"), true, "[[amazon\\|the *firm*]]"), (&to("ICE"), false, "[[ICE]]")]);
}

#[test]
fn html_is_text() {
    let expected =
        [paragraph("<div onclick=\"x\">\nraw <b>text</b>\n</div>"), paragraph("in <b>line</b> <!-- said -->")];
    assert_eq!(
        clean("<div onclick=\"x\">\nraw <b>text</b>\n</div>\n\nin <b>line</b> <!-- said -->\n").blocks,
        expected
    );
}

#[test]
fn references_stand_as_they_are_written_unless_text_is_given() {
    let source = "[[amazon]] [[x|alias]] [[#¶3]] [[terms/ICE]] [[x#p3-5|]] [[The\nIntercept]]";
    let body = clean(source);
    let expected = prose(&[
        ("amazon", PLAIN, Some(0)),
        (" ", PLAIN, None),
        ("alias", PLAIN, Some(1)),
        (" ", PLAIN, None),
        ("#¶3", PLAIN, Some(2)),
        (" ", PLAIN, None),
        ("ICE", PLAIN, Some(3)),
        (" ", PLAIN, None),
        ("x#p3-5", PLAIN, Some(4)),
        (" ", PLAIN, None),
        ("The Intercept", PLAIN, Some(5)),
    ]);
    assert_eq!(body.blocks, [Markup::Paragraph(expected)]);
    let expected = [
        (&to("amazon"), false, "[[amazon]]"),
        (&to("x"), true, "[[x|alias]]"),
        (&to("#¶3"), false, "[[#¶3]]"),
        (&to("terms/ICE"), false, "[[terms/ICE]]"),
        (&to("x#¶3-5"), false, "[[x#p3-5|]]"),
        (&to("The Intercept"), false, "[[The\nIntercept]]"),
    ];
    assert_eq!(links(&body, source), expected);
}

#[test]
fn markdown_links_lead_to_entries_and_out() {
    let source = "[a](../articles/x.md#¶3 \"Title\") [](https://b.example) <https://c.example> <d@e.example> [f](g.png) [h]\n\n[h]: i.md\n";
    let body = clean(source);
    let text = "a (Title) https://b.example https://c.example d@e.example f h";
    assert_eq!(body.proses().iter().map(|prose| prose.text.as_str()).collect::<Vec<_>>(), [text]);
    let url = |text: &str| LinkTarget::Url(text.to_owned());
    let expected = [
        (&to("articles/x#¶3"), true, "[a](../articles/x.md#¶3 \"Title\")"),
        (&url("https://b.example"), false, "[](https://b.example)"),
        (&url("https://c.example"), false, "<https://c.example>"),
        (&url("mailto:d@e.example"), false, "<d@e.example>"),
        (&url("g.png"), true, "[f](g.png)"),
        (&to("companies/i"), true, "[h]"),
    ];
    assert_eq!(links(&body, source), expected);
}

#[test]
fn a_footnote_is_a_link_to_its_text() {
    let body = clean("said[^a]\n\n[^a]: where\n\n    and when\n");
    let said = Markup::Paragraph(prose(&[("said", PLAIN, None), ("[^a]", PLAIN, Some(0))]));
    let note = Markup::Footnote { label: "a".to_owned(), blocks: vec![paragraph("where"), paragraph("and when")] };
    assert_eq!(body.blocks, [said, note]);
    let link = Link { target: LinkTarget::Footnote("a".to_owned()), has_text: false, span: 4..8 };
    assert_eq!(body.links, [link]);
}

#[test]
fn an_embed_is_a_link_and_said() {
    let (body, problems) = read("see ![[map]]\n![alt](map.png)");
    assert_eq!(problems, [(Code::Embed, 1, 5), (Code::Embed, 2, 1)]);
    let expected =
        prose(&[("see ", PLAIN, None), ("map", PLAIN, Some(0)), (" ", PLAIN, None), ("alt", PLAIN, Some(1))]);
    assert_eq!(body.blocks, [Markup::Paragraph(expected)]);
    assert_eq!(body.links[0].target, to("map"));
    assert_eq!(body.links[1].target, LinkTarget::Url("map.png".to_owned()));
}

#[test]
fn a_reference_that_does_not_parse_stays_text_and_is_said() {
    let source = "a [[x#¶0|b *c*]] d [[]] e\n[[|f]] [[ ]] [g](#No) \\[[h]]";
    let (body, problems) = read(source);
    let at = |line, column| (Code::BadReference, line, column);
    assert_eq!(problems, [at(1, 3), at(1, 20), at(2, 1), at(2, 8)]);
    let expected = prose(&[
        ("a [[x#¶0|b *c*]] d [[]] e [[|f]] [[ ]] ", PLAIN, None),
        ("g", PLAIN, Some(0)),
        (" [[h]]", PLAIN, None),
    ]);
    assert_eq!(body.blocks, [Markup::Paragraph(expected)]);
    let heading =
        LinkTarget::Reference(Reference { kind: None, implied: None, name: None, place: Place::read("heading:No") });
    assert_eq!(links(&body, source), [(&heading, true, "[g](#No)")]);
}

#[test]
fn a_reference_to_a_heading_reads_as_its_words() {
    let text = "[[acme#Some Heading|it]] [[acme#A#B c]] [[#Own one]] [[acme#^x1]] [a](x.md#A%20b)\n\n# Own *one*\n";
    let body = clean(text);
    assert_eq!(body.proses()[0].text, "it acme: B c Own one acme a");
    let places: Vec<Option<String>> = body
        .links
        .iter()
        .map(|link| match &link.target {
            LinkTarget::Reference(reference) => reference.place.as_ref().map(ToString::to_string),
            _ => None,
        })
        .collect();
    let heading = |text: &str| Some(format!("heading:{text}"));
    assert_eq!(places, [heading("Some Heading"), heading("B c"), heading("Own one"), None, heading("A b")]);
}

#[test]
fn brackets_that_are_escaped_behind_a_link_stay_text() {
    for (written, read) in [
        ("[a]\\[] b\n\n[a]: u", "a[] b"),
        ("[a]\\[a] b\n\n[a]: u", "a[a] b"),
        ("[a][]\\[] b\n\n[a]: u", "a[] b"),
        ("[a](u)\\[] [[x]]\\[y] ![i](u)\\[] [^n]\\[]\n\n[^n]: N", "a[] x[y] i[] [^n][]"),
        ("[a]\\(b) [a]\\![b] [a]\\*\n\n[a]: u", "a(b) a![b] a*"),
        ("![a]\\[] b\n\n[a]: u", "a[] b"),
    ] {
        let (body, _) = self::read(written);
        assert_eq!(body.proses()[0].text, read, "{written}");
    }
}

#[test]
fn blanks_in_a_link_stay_blanks_and_a_blank_link_has_its_address() {
    for (written, read) in [
        ("[**a** *b*](u)", "a b"),
        ("[*a*\n**b**](u)", "a b"),
        ("[`a` &nbsp;~~b~~](u)", "a \u{a0}b"),
        ("[ ](u)", " u"),
        ("[**a**  \n*b*](u)", "a\nb"),
    ] {
        assert_eq!(clean(written).proses()[0].text, read, "{written}");
    }
}

#[test]
fn a_picture_in_a_link_is_of_that_link_and_has_its_own_address_beside() {
    for (written, read) in [
        ("[![badge](b.png)](u)", &[("badge (", Some("u")), ("b.png", Some("b.png")), (")", Some("u"))][..]),
        ("[![](b.png)](u)", &[("b.png", Some("b.png")), (" (u)", Some("u"))]),
        ("[see ![p](q)](u) on", &[("see p (", Some("u")), ("q", Some("q")), (")", Some("u")), (" on", None)]),
    ] {
        let (body, _) = self::read(written);
        let prose = body.proses()[0];
        let url = |link: usize| match &body.links[link].target {
            LinkTarget::Url(url) => url.clone(),
            other => panic!("{other:?}"),
        };
        let runs = prose.runs.iter().map(|run| (prose.text.get(run.range.clone()).unwrap(), run.link.map(url)));
        let expected: Vec<_> = read.iter().map(|(text, url)| (*text, url.map(str::to_owned))).collect();
        assert_eq!(runs.collect::<Vec<_>>(), expected, "{written}");
    }
}

#[test]
fn a_definition_that_nobody_uses_is_shown() {
    let body = clean(
        "[editor]: Morrow\n\none [used]\n\n[used]: https://u.example 'why'\n[spare]: other\n\n> [in]: quoted\n> said\n",
    );
    let used = prose(&[("one ", PLAIN, None), ("used", PLAIN, Some(0)), (" (why)", PLAIN, None)]);
    let expected = [
        paragraph("[editor]: Morrow"),
        Markup::Paragraph(used),
        paragraph("[spare]: other"),
        Markup::Quote(vec![paragraph("[in]: quoted"), paragraph("said")]),
    ];
    assert_eq!(body.blocks, expected);
    let empty = Markup::List { start: None, items: vec![MarkupItem { task: None, blocks: Vec::new() }] };
    assert_eq!(clean("*\n[x]: after\n").blocks, [empty, paragraph("[x]: after")]);
}

#[test]
fn what_an_entity_hides_is_said() {
    let (_, problems) = read("a &#x202e;b &amp; [c](https://d.example/&#27;)");
    assert_eq!(problems, [(Code::Invisible, 1, 3), (Code::Invisible, 1, 19)]);
}

#[test]
fn front_matter_of_another_kind_is_no_metadata() {
    assert_eq!(clean("---\ntitle: x\n---\n").blocks[0], Markup::Rule);
}

fn depth(blocks: &[Markup]) -> usize {
    let inner = |block: &Markup| match block {
        Markup::Quote(blocks) | Markup::Footnote { blocks, .. } => 1 + depth(blocks),
        Markup::List { items, .. } => 1 + items.iter().map(|item| depth(&item.blocks)).max().unwrap_or(0),
        Markup::Heading { .. } | Markup::Paragraph(_) | Markup::Code { .. } | Markup::Table { .. } | Markup::Rule => 0,
    };
    blocks.iter().map(inner).max().unwrap_or(0)
}

#[test]
fn nesting_beyond_the_limit_is_flattened_and_said_once() {
    for (levels, expected) in
        [(NESTING.number - 1, vec![]), (NESTING.number, vec![]), (NESTING.number + 1, vec![(Code::OverLimit, 1, 33)])]
    {
        let (body, problems) = read(&format!("{}deep", "> ".repeat(levels)));
        assert_eq!(problems, expected, "{levels}");
        assert_eq!(depth(&body.blocks), levels.min(NESTING.number));
        assert_eq!(body.proses()[0].text, "deep");
    }
    let (body, problems) = read(&format!("{}a\n\nb", "> 1. ".repeat(5_000)));
    assert_eq!((problems.len(), depth(&body.blocks)), (1, NESTING.number));
    assert_eq!(body.proses().iter().map(|prose| prose.text.as_str()).collect::<Vec<_>>(), ["a", "b"]);
}

#[test]
fn links_beyond_the_limit_are_text_and_said_once() {
    for (count, said) in [(LINKS.number - 1, 0), (LINKS.number, 0), (LINKS.number + 1, 1)] {
        let (body, problems) = read(&"[[a]] ".repeat(count));
        assert_eq!(body.links.len(), count.min(LINKS.number));
        assert_eq!(body.proses()[0].text.matches('a').count(), count);
        let expected = vec![(Code::OverLimit, 1, LINKS.number * 6 + 1); said];
        assert_eq!(problems, expected);
    }
}

#[test]
fn blocks_beyond_the_limit_are_left_out_and_said_where_they_begin() {
    for count in [BLOCKS.number - 1, BLOCKS.number, BLOCKS.number + 1] {
        let said = usize::from(count > BLOCKS.number);
        let over = count - said;
        for (first, each, each_lines) in [("", "a\n\n", 2), ("", "# a\n", 1), ("", "***\n", 1), ("* b\n", "* a\n", 1)] {
            let taken = count - 2 * usize::from(!first.is_empty());
            let (body, problems) = read(&format!("{first}{}", each.repeat(taken)));
            let lines = over - 2 * usize::from(!first.is_empty());
            let at = lines * each_lines + first.lines().count() + 1;
            assert_eq!(problems, vec![(Code::OverLimit, at, 1); said], "{each} × {count}");
            let inner = body.blocks.iter().map(|block| match block {
                Markup::List { items, .. } => items.len() + 1,
                _ => 1,
            });
            assert_eq!(inner.sum::<usize>(), over, "{each} × {count}");
        }
    }
}

#[test]
fn a_table_beyond_the_limit_ends_with_the_cell_that_has_room() {
    let rows = BLOCKS.number / 2;
    let (body, problems) = read(&format!("> |a|b|\n> |-|-|\n{}", "> |c|d|\n".repeat(rows)));
    // One for the quotation, one for the table, two for its head.
    assert_eq!(problems, [(Code::OverLimit, rows + 1, 4)]);
    let [Markup::Quote(quoted)] = body.blocks.as_slice() else { panic!("{:?}", body.blocks.len()) };
    let [Markup::Table { head, rows: read, .. }] = quoted.as_slice() else { panic!("{:?}", quoted.len()) };
    assert_eq!((head.len(), read.len()), (2, rows - 2));
    let (body, problems) = read_wide(BLOCKS.number + 10);
    assert_eq!(problems.len(), 1);
    assert_eq!(body.proses().len(), BLOCKS.number - 1);
}

#[test]
fn looks_beyond_the_limit_are_plain_and_said_once() {
    for count in [LOOKS.number - 1, LOOKS.number, LOOKS.number + 1] {
        let said = usize::from(count > LOOKS.number);
        for each in ["*a* b ", "`a` b ", "**a** b "] {
            let (body, problems) = read(&each.repeat(count));
            let column = LOOKS.number * each.len() + 1;
            assert_eq!(problems, vec![(Code::OverLimit, 1, column); said], "{each} × {count}");
            let [prose] = body.proses()[..] else { panic!("one paragraph") };
            assert_eq!(prose.text.matches("a b").count(), count, "no text is lost");
            let looks = prose.runs.iter().filter(|run| run.style != Style::default());
            assert_eq!(looks.count(), count - said, "{each} × {count}");
        }
    }
}

#[test]
fn hard_breaks_beyond_the_limit_are_blanks() {
    let (body, problems) = read(&format!("{}z", "a\\\n".repeat(LOOKS.number + 2)));
    assert_eq!(problems, [(Code::OverLimit, LOOKS.number + 1, 2)]);
    let [prose] = body.proses()[..] else { panic!("one paragraph") };
    assert_eq!(prose.text.matches('\n').count(), LOOKS.number);
    assert!(prose.text.ends_with("\na a z"));
}

#[test]
fn code_beyond_the_limit_ends_with_the_line_that_has_room() {
    for lines in [BLOCKS.number - 2, BLOCKS.number - 1, BLOCKS.number] {
        let said = usize::from(lines == BLOCKS.number);
        let (body, problems) = read(&format!("```\n{}z\n```\n", "a\n".repeat(lines - 1)));
        assert_eq!(problems, vec![(Code::OverLimit, BLOCKS.number + 1, 1); said]);
        let [Markup::Code { text, .. }] = body.blocks.as_slice() else { panic!("one block") };
        assert_eq!((text.lines().count(), text.ends_with('z')), (lines - said, said == 0));
    }
}

/// A table of so many columns.
fn read_wide(columns: usize) -> (Body, Vec<(Code, usize, usize)>) {
    read(&format!("{}\n{}\n", "|a".repeat(columns), "|-".repeat(columns)))
}

/// What stands outside proses: code and the labels of footnotes.
fn apart(blocks: &[Markup]) -> Vec<&str> {
    let parts = blocks.iter().flat_map(|block| match block {
        Markup::Code { language, text } => vec![language.as_str(), text.as_str()],
        Markup::Quote(blocks) => apart(blocks),
        Markup::Footnote { label, blocks } => [vec![label.as_str()], apart(blocks)].concat(),
        Markup::List { items, .. } => items.iter().flat_map(|item| apart(&item.blocks)).collect(),
        Markup::Heading { .. } | Markup::Paragraph(_) | Markup::Table { .. } | Markup::Rule => Vec::new(),
    });
    parts.collect()
}

/// Everything a reader of the body can see, or follow.
fn shown(body: &Body) -> String {
    let proses = body.proses().into_iter().map(|prose| prose.text.clone());
    let targets = body.links.iter().map(|link| match &link.target {
        LinkTarget::Reference(reference) => reference.to_string(),
        LinkTarget::Url(text) | LinkTarget::Footnote(text) => text.clone(),
    });
    let apart = apart(&body.blocks).into_iter().map(str::to_owned);
    proses.chain(targets).chain(apart).collect::<Vec<_>>().join("\n")
}

fn check_runs(body: &Body, source: &str) {
    for prose in body.proses() {
        let mut end = 0;
        for run in &prose.runs {
            assert_eq!(run.range.start, end);
            assert!(run.range.end > end && prose.text.is_char_boundary(run.range.end), "{prose:?}");
            assert!(run.link.is_none_or(|link| link < body.links.len()));
            end = run.range.end;
        }
        assert_eq!(end, prose.text.len());
    }
    for link in &body.links {
        assert!(source.get(link.span.clone()).is_some_and(|written| !written.is_empty()), "{link:?}");
    }
}

/// Pieces of Markdown, which make up prose of every kind in any order.
fn pieces() -> impl Strategy<Value = String> {
    let word = "[a-z]{4,9}".prop_map(|word| word);
    let piece = prop_oneof![
        6 => word.clone(),
        2 => Just(" ".to_owned()),
        2 => Just("\n".to_owned()),
        2 => Just("\n\n".to_owned()),
        2 => prop::sample::select(vec![
            "> ", "- ", "1. ", "    ", "# ", "```", "~~~\n", "***", "*", "**", "_", "~~", "`", "|", "|-|-|", "\n|", "[[", "]]", "[", "]",
            "](", ")", "![", "![[", "[^", "]: ", "[x]: ", "<", ">", "<b>", "</b>", "<!--", "-->", "\\", "&", "&amp;", "#¶3", "===", "---",
            "[ ] ", "\r\n", "\t", "\"", "'", "é", "¶",
        ]).prop_map(str::to_owned),
        1 => word.prop_map(|word| format!("[[{word}]]")),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn runs_cover_any_text_and_links_keep_their_place(text in pieces()) {
        check_runs(&read(&text).0, &text);
    }

    #[test]
    fn any_characters_are_read(text in any::<String>()) {
        check_runs(&read(&text).0, &text);
    }

    #[test]
    fn no_word_is_dropped(text in pieces()) {
        // What stands in the brackets of `[text][label]` names a definition, and reads nowhere.
        let text = text.replace("][", "] [");
        let body = read(&text).0;
        let shown = shown(&body);
        for word in text.split(|character: char| !character.is_ascii_lowercase()).filter(|word| word.len() > 3) {
            prop_assert!(shown.contains(word), "{word} of {text:?} is not in {shown:?}");
        }
    }
}
