use proptest::prelude::*;

use super::limits::{FILE, FRONT_MATTER, INVISIBLE, NAME, NESTING, PARAGRAPHS, PROBLEMS, TERMS, TEXT};
use super::*;
use crate::entry::{Key, RecordKind, Value};
use crate::fixture::{AMAZON, file};
use crate::value::{At, Count, Date, Money, Qualifier, Reading, Readings, Reference, Span};

/// Codes with their line and column, in the order of the file.
type Places = Vec<(&'static str, usize, usize)>;

fn places(problems: &[Problem]) -> Places {
    problems.iter().map(|problem| (problem.code.code(), problem.line, problem.column)).collect()
}

fn company(text: &str) -> ParsedEntry {
    entry(EntryKind::Company, "companies/example.md", text)
}

fn part<'t>(text: &'t str, span: &Span) -> &'t str {
    text.get(span.clone()).expect("a part of the text")
}

/// A company of that front matter, after its `name` in line 2; the file ends with the fence.
fn with(front: &str) -> ParsedEntry {
    company(&format!("+++\nname = \"Example\"\n{front}\n+++\n"))
}

fn message(parsed: &ParsedEntry) -> &str {
    &parsed.problems.first().expect("a problem").message
}

fn bytes(path: &str, bytes: &[u8]) -> Parsed {
    source(&file(path, bytes))
}

#[test]
fn a_company_is_read_whole() {
    let parsed = company(AMAZON);
    assert_eq!(parsed.problems, []);
    let entry = &parsed.entry;
    assert!(!entry.broken);
    assert_eq!((entry.id.as_str(), entry.name(), entry.path.as_str()), ("example", "Amazon", "companies/example.md"));
    let records: Vec<_> = entry.records.iter().map(|record| (record.kind, record.id.as_str())).collect();
    let expected = [
        (RecordKind::Contract, "case-files"),
        (RecordKind::Contract, "bid"),
        (RecordKind::Statement, "ceo"),
        (RecordKind::Figure, "people"),
    ];
    assert_eq!(records, expected);
    let contract = &entry.records[0];
    assert_eq!(part(AMAZON, &contract.span), "[[contracts]]");
    let keys: Vec<_> = contract.fields.iter().map(|field| field.key.name()).collect();
    assert_eq!(
        keys,
        ["title", "with", "product", "amount", "status", "signed", "period", "same_as", "according_to", "cites"]
    );
    let markdown = parsed.text.len() - parsed.body.length;
    assert_eq!(parsed.text.get(markdown..), Some("\nIt sells tools to [[globex]] [[profits#¶1]].\n"));
    let link = &parsed.body.links[1];
    assert_eq!(part(&parsed.text, &link.span), "[[profits#¶1]]");
}

#[test]
fn readings_keep_what_is_written_and_where() {
    let text = company(AMAZON).text;
    let entry = company(AMAZON).entry;
    let amount = entry.records[0].fields.money(Key::Amount).unwrap();
    let at = |sought: &str, from: usize| {
        let start = from + part(&text, &(from..text.len())).find(sought).unwrap();
        start..start + sought.len()
    };
    let second = text.rfind("[[contracts.amount]]").unwrap();
    let reading = |written: &str, cite: &str, from: usize| Reading {
        value: Some(Money::parse(written).unwrap()),
        written: written.to_owned(),
        words: None,
        according_to: Vec::new(),
        cites: vec![At::new(Reference::parse(cite).unwrap(), at(&format!("\"{cite}\""), from))],
        span: at("[[contracts.amount]]", from),
    };
    let first = text.find("[[contracts.amount]]").unwrap();
    let expected = Readings::new(vec![
        reading("~ USD 600,000 per month", "profits#¶2", first),
        reading("EUR 1,214,000.50", "profits#¶4", second),
    ]);
    assert_eq!(Some(amount), expected.as_ref());
}

#[test]
fn every_shape_is_read_as_it_is_meant() {
    let parsed = entry(
        EntryKind::Campaign,
        "campaigns/march.md",
        "+++\nname = \" March \"\ndate = 2018-06-21\ntime = 10:30:00\ntags = \"one\"\ntargets = \"amazon\"\nnote = { words = \"so\", according_to = \"Ann\" }\n\
         [[signatures]]\nid = \"a\"\ncount = 1_495\n[[figures]]\nid = \"b\"\ntitle = \"t\"\ncount = \"> 650\"\n[extra]\nb = [1, 2.5]\na = { c = 2018-06-21 }\n+++\n",
    );
    assert_eq!(parsed.problems, []);
    let fields = &parsed.entry.fields;
    assert_eq!(fields.text(Key::Name), Some("March"));
    assert_eq!(fields.date(Key::Date).unwrap().first().value, Some(Date::parse("2018-06-21").unwrap()));
    assert_eq!(fields.text(Key::Time), Some("10:30:00"));
    assert_eq!(fields.names(Key::Tags).map(|tag| tag.value.as_str()).collect::<Vec<_>>(), ["one"]);
    assert_eq!(fields.references(Key::Targets).map(|target| target.value.to_string()).collect::<Vec<_>>(), ["amazon"]);
    let Some(Value::Text(note)) = fields.get(Key::Note) else { panic!("a note") };
    let note = note.first();
    assert_eq!((&note.value, note.words.as_deref(), note.according_to.len()), (&None, Some("so"), 1));
    let counts: Vec<_> =
        parsed.entry.records.iter().map(|record| record.fields.count(Key::Count).unwrap().first().value).collect();
    let more = Count { qualifier: Qualifier::MoreThan, number: 650 };
    assert_eq!(counts, [Some(Count::exactly(1495)), Some(more)]);
    let extra: toml::Table = toml::from_str("b = [1, 2.5]\na = { c = 2018-06-21 }").unwrap();
    assert_eq!(parsed.entry.extra, extra);
    assert_eq!(parsed.entry.extra.keys().collect::<Vec<_>>(), ["b", "a"]);
}

#[test]
fn an_articles_part_may_be_a_number() {
    let text = "+++\ntitle = \"A\"\npart = 3\nparagraphs = 14\n+++\n";
    let parsed = entry(EntryKind::Article, "articles/a.md", text);
    assert_eq!(parsed.problems, []);
    assert_eq!(parsed.entry.fields.text(Key::Part), Some("3"));
    assert_eq!(parsed.entry.fields.number(Key::Paragraphs), Some(14));
}

#[test]
fn every_fault_of_values_has_its_code_and_place() {
    let at = |code, column| vec![(code, 3, column)];
    each(&[
        // what is required
        ("[[contracts]]\nid = \"a\"", at("D201", 1)),
        ("[[contracts]]\nwith = \"ICE\"", at("D201", 1)),
        ("contracts = [{ id = \"a\" }]", at("D201", 14)),
        ("sector = { cites = [\"a\"] }", at("D201", 10)),
        // types
        ("sector = 3", at("D202", 10)),
        ("sector = [\"a\", \"b\"]", at("D202", 10)),
        ("place = [\"a\", true]", at("D202", 15)),
        ("place = [\"a\", \"\"]", at("D202", 15)),
        ("cites = 3", at("D202", 9)),
        ("cites = { value = \"a\" }", at("D202", 9)),
        ("cites = [{ value = \"a\" }]", at("D202", 10)),
        ("sector = [{ value = \"a\" }, { words = \"b\" }, \"c\"]", at("D202", 45)),
        ("sector = { value = { value = \"a\" } }", at("D202", 20)),
        ("sector = { value = \"a\", words = 1 }", at("D202", 33)),
        ("contracts = 3", at("D202", 13)),
        ("[contracts]\nid = \"a\"\nwith = \"b\"", at("D202", 1)),
        ("contracts = [3]", at("D202", 14)),
        ("extra = 3", at("D202", 9)),
        ("extra.number = 99999999999999999999", at("D202", 16)),
        ("[[contracts]]\nwith = \"a\"\nid = 7", vec![("D202", 5, 6)]),
        // values
        ("[[events]]\nid = \"a\"\ntitle = \"b\"\ndate = \"2018-13\"", vec![("D203", 6, 14)]),
        ("[[events]]\nid = \"a\"\ntitle = \"b\"\ndate = 2018-06-21T10:00:00", vec![("D114", 6, 8)]),
        ("[[events]]\nid = \"a\"\ntitle = \"b\"\ndate = \"2018-06-21 10:00\"", vec![("D114", 6, 8)]),
        ("[[events]]\nid = \"a\"\ntitle = \"b\"\ndate = 10:00:00", vec![("D203", 6, 8)]),
        ("[[events]]\nid = \"a\"\ntitle = \"b\"\ndate = 2018", vec![("D202", 6, 8)]),
        ("[[figures]]\nid = \"a\"\ntitle = \"b\"\ncount = \"many\"", vec![("D204", 6, 9)]),
        ("[[figures]]\nid = \"a\"\ntitle = \"b\"\ncount = \"~ 1x\"", vec![("D204", 6, 13)]),
        ("[[figures]]\nid = \"a\"\ntitle = \"b\"\ncount = -1", vec![("D204", 6, 9)]),
        ("[[figures]]\nid = \"a\"\ntitle = \"b\"\ncount = 1.5", vec![("D202", 6, 9)]),
        ("[[figures]]\nid = \"a\"\ntitle = \"b\"\namount = \"USD lots\"", vec![("D205", 6, 15)]),
        ("[[figures]]\nid = \"a\"\ntitle = \"b\"\namount = \"usd 5\"", vec![("D205", 6, 10)]),
        ("[[figures]]\nid = \"a\"\ntitle = \"b\"\namount = \"$5\"", vec![("D206", 6, 10)]),
        ("[[figures]]\nid = \"a\"\ntitle = \"b\"\namount = \"~ 5 million per day\"", vec![("D206", 6, 13)]),
        ("[[figures]]\nid = \"a\"\ntitle = \"b\"\namount = 5", vec![("D206", 6, 10)]),
        ("[[figures]]\nid = \"a\"\ntitle = \"b\"\namount = \"XQZ 5\"", vec![("D211", 6, 10)]),
    ]);
}

#[test]
fn every_fault_of_records_and_keys_has_its_code_and_place() {
    let at = |code, column| vec![(code, 3, column)];
    each(&[
        // ids
        ("[[contracts]]\nid = \"Case Files\"\nwith = \"b\"", vec![("D207", 4, 6)]),
        ("[[contracts]]\nid = \"p7\"\nwith = \"b\"", vec![("D207", 4, 6)]),
        (
            "[[figures]]\nid = \"a\"\ntitle = \"b\"\n[[contracts]]\nid = \"a\"\nwith = \"b\"\n[[figures]]\nid = \"a\"\ntitle = \"b\"",
            vec![("D208", 7, 6), ("D208", 10, 6)],
        ),
        // keys
        ("sectr = \"x\"", at("D210", 1)),
        ("\"\\u001b[31m\" = 1", at("D210", 1)),
        ("sector = { valeu = \"x\", value = \"y\" }", at("D210", 12)),
        ("[[demands]]\nid = \"a\"\ntext = \"b\"", at("D210", 3)),
        // readings and references
        ("sector = [{ value = \"a\" }]", at("D214", 10)),
        ("[[sector]]\nvalue = \"a\"", at("D214", 1)),
        ("cites = [\"a#¶1\", \"b#¶0\"]", at("D305", 22)),
        ("sector = { value = \"a\", cites = [\"#\"] }", at("D305", 34)),
        // what an escape hides
        ("sector = \"a\\u202eb\"", at("D113", 10)),
        // what says nothing
        ("sector = \"\"\ntags = []\ncites = []", vec![("D216", 3, 10), ("D216", 4, 8), ("D216", 5, 9)]),
        ("[[events]]\nid = \"a\"\ntitle = \"b\"\ndate = \" \"", vec![("D216", 6, 8)]),
        ("[[figures]]\nid = \"a\"\ntitle = \"b\"\ncount = \"\"\namount = []", vec![("D216", 6, 9), ("D216", 7, 10)]),
        ("[[events]]\nid = \"a\"\ntitle = \"b\"\ndate = {}", vec![("D201", 6, 8)]),
        ("extra.number = 0x", vec![("D202", 3, 16)]),
    ]);
}

/// Each front matter has these faults, and is read but for them.
fn each(cases: &[(&str, Places)]) {
    for (front, expected) in cases {
        let parsed = with(front);
        assert_eq!(places(&parsed.problems), *expected, "{front}\n{:#?}", parsed.problems);
        assert_eq!(parsed.entry.name(), "Example", "{front}");
        let errors = parsed.problems.iter().any(|problem| problem.severity() == Severity::Error);
        assert_eq!(parsed.entry.broken, errors, "{front}");
    }
}

#[test]
fn every_fault_of_a_file_has_its_code_and_place() {
    for (text, expected) in [
        ("", vec![("D102", 1, 1)]),
        ("Prose alone.\n", vec![("D102", 1, 1)]),
        ("\n\n+++\nname = \"x\"\n+++\n", vec![("D114", 1, 1)]),
        ("\n---\nname: x\n---\n", vec![("D114", 2, 1)]),
        ("+++\nname = \"x\"\n", vec![("D103", 1, 1)]),
        ("+++\nname = \"x\"\nProse after it.\n", vec![("D103", 1, 1)]),
        ("+++", vec![("D103", 1, 1), ("D215", 1, 1)]),
        ("---\nname: x\n---\nProse.\n", vec![("D114", 1, 1)]),
        ("---\nname: x\n...\nProse.\n", vec![("D114", 1, 1)]),
        ("---\nname: x\nProse.\n", vec![("D103", 1, 1)]),
        ("---\nname: x\nsector: [a\n---\n", vec![("D114", 1, 1), ("D104", 3, 9)]),
        ("---\nWords.\n---\n", vec![("D114", 1, 1), ("D215", 1, 1), ("D104", 2, 1)]),
        ("+++\n+++\n", vec![("D215", 1, 1)]),
        ("+++\nname = \"\"\n+++\n", vec![("D215", 2, 1)]),
        ("+++\nname = 5\n+++\n", vec![("D215", 2, 1), ("D202", 2, 8)]),
        ("+++ \nname = \"x\"\n+++\t\n", vec![]),
        ("\u{FEFF}+++\nname = \"x\"\n+++", vec![]),
        ("+++\nname = \"x\"\n+++\na\u{200B}b\n", vec![("D113", 4, 2)]),
        ("+++\nname = \"x\"\n+++\n\0\n", vec![("D113", 4, 1)]),
        ("+++\r\nname = \"x\"\r\n+++\r\nb\u{202E}", vec![("D113", 4, 2)]),
        ("+++\rname = \"x\"\r+++\rprose\r", vec![]),
        ("+++\nname = \"x\"\n+++\na\rb", vec![("D113", 4, 2)]),
    ] {
        let parsed = company(text);
        assert_eq!(places(&parsed.problems), expected, "{text:?}\n{:#?}", parsed.problems);
    }
}

#[test]
fn prose_is_read_wherever_the_front_matter_fails() {
    for (text, prose) in [
        ("Prose alone.", "Prose alone."),
        ("---\nname: [x\n---\nProse.", "Prose."),
        ("+++\nname = \"x\"\nProse after it.\n\nMore.", "Prose after it.|More."),
        ("+++\nname = x\n+++\nProse.", "Prose."),
    ] {
        let parsed = company(text);
        let read: Vec<_> = parsed.body.proses().iter().map(|prose| prose.text.as_str()).collect();
        assert_eq!(read.join("|"), prose, "{text}");
        assert!(parsed.entry.broken);
    }
    assert_eq!(company("+++\nname = \"x\"\nProse after it.").entry.name(), "x");
}

#[test]
fn syntax_faults_are_told_one_a_line_and_all_else_is_read() {
    let text = "+++\nname = Example\nnot a key\nsector = \"it\" \"x\"\nplace = [\"a\" \"b\"]\nurl = \"u\"\nurl = \"v\"\ntags = [\"a\", 3]\n\
                [[contracts]]\nid = \"a\"\nwith =\nperiod = 2018-13-01\nsigned = \"2018-13\"\n[[contracts\nid = \"b\"\n[[figures]]\nid = \"c\"\ntitle = \"t\"\n+++\nProse.\n";
    let parsed = company(text);
    let expected = [
        ("D105", 2, 8),
        ("D105", 3, 1),
        ("D105", 4, 15),
        ("D105", 5, 14),
        ("D105", 7, 1),
        ("D202", 8, 14),
        ("D105", 11, 7),
        ("D105", 12, 10),
        ("D203", 13, 16),
        ("D105", 14, 12),
    ];
    let said: Vec<_> = parsed.problems.iter().filter(|problem| problem.line < 15).cloned().collect();
    assert_eq!(places(&said), expected, "{:#?}", parsed.problems);
    let entry = &parsed.entry;
    assert_eq!(entry.name(), "example", "a value on a faulty line is not trusted");
    assert_eq!(entry.fields.text(Key::Url), Some("u"));
    assert_eq!(entry.fields.names(Key::Tags).map(|tag| tag.value.as_str()).collect::<Vec<_>>(), ["a"]);
    assert_eq!(entry.records[0].id, "a");
    assert_eq!(parsed.body.blocks.len(), 1);
}

#[test]
fn messages_say_what_is_wrong_and_what_to_do() {
    for (front, expected) in [
        ("[[contracts]]\nid = \"a\"", "`contracts` needs `with`; write with = \"…\" or [\"…\", \"…\"]"),
        ("sectr = \"x\"", "a company does not know the key `sectr`; did you mean `sector`?"),
        (
            "cites = [\n  \"a\"\nsector = \"x\"",
            "a key begins here, but what was opened above is not closed; end it with ] or }",
        ),
        ("aka = \"x\"", "a company does not know the key `aka`; did you mean `also_known_as`?"),
        (
            "[[contracts]]\ntitle = \"Hosting of case files\"\nwith = \"ICE\"",
            "`contracts` needs `id`, a short name of its own in this entry; write id = \"hosting-of-case\"",
        ),
        ("zzz = \"x\"", "a company does not know the key `zzz`; a key of your own stands under [extra]"),
        (
            "[[demands]]\nid = \"a\"\ntext = \"b\"",
            "demands are records of campaigns, not of a company; move them to the entry they belong to",
        ),
        ("sector = 3", "`sector` is a whole number; it must be a text in quotes, as in sector = \"…\""),
        ("not a key", "this line is no key with a value; write it as key = \"value\""),
        (
            "sector = \"a\nb\"",
            "a text in quotes is not closed; end it with \" on its line, or put it in \"\"\" for several lines",
        ),
        ("cites = [\"a#¶0\"]", "this reference names paragraph 0; the first is ¶1"),
    ] {
        assert_eq!(message(&with(front)), expected, "{front}");
    }
    let campaign = entry(EntryKind::Campaign, "campaigns/a.md", "+++\nname = \"a\"\n[[signatures]]\nid = \"a\"\n+++\n");
    assert_eq!(message(&campaign), "`signatures` needs `count`; write count = \"> 650\"");
}

#[test]
fn a_record_without_a_good_id_gets_one_of_its_kind_and_number() {
    let parsed = with(
        "[[contracts]]\nwith = \"a\"\n[[contracts]]\nid = \"P 7\"\nwith = \"a\"\n[[contracts]]\nid = \"own\"\nwith = \"a\"",
    );
    let ids: Vec<_> = parsed.entry.records.iter().map(|record| record.id.as_str()).collect();
    assert_eq!(ids, ["contracts-1", "contracts-2", "own"]);
}

#[test]
fn a_file_whose_name_is_no_id_is_read_as_one() {
    for (path, id, is_told) in [
        ("companies/Example Systems.md", "example-systems", true),
        ("companies/Ümlaut & Co.md", "umlaut-co", true),
        ("companies/微软.md", "u5fae-u8f6f", true),
        ("companies/!.md", "untitled", true),
        ("companies/a/index.md", "a", false),
        ("companies/A B/_index.md", "a-b", true),
    ] {
        let Parsed::Entry(parsed) = bytes(path, AMAZON.as_bytes()) else { panic!("an entry") };
        assert_eq!(!parsed.problems.is_empty(), is_told, "{path}");
        assert!(places(&parsed.problems).iter().all(|place| *place == ("D106", 1, 1)), "{path}");
        assert_eq!((parsed.entry.id.as_str(), parsed.entry.name(), parsed.entry.broken), (id, "Amazon", false));
    }
}

#[test]
fn an_entry_that_does_not_say_its_name_has_its_first_heading_or_its_files_name() {
    for (text, name) in [
        ("+++\n+++\n## Head of *it*\n\n# Other\n", "Head of it"),
        ("+++\n+++\nProse.\n", "Example Systems"),
        ("---\nname:\n---\n> # Quoted\n", "Example Systems"),
        ("Prose.\n", "Example Systems"),
    ] {
        let parsed = entry(EntryKind::Company, "companies/x/Example Systems.md", text);
        assert_eq!(parsed.entry.name(), name, "{text}");
    }
    let long = format!("+++\n+++\n# {}\n", "a".repeat(limits::NAME.number + 1));
    assert_eq!(company(&long).entry.name().len(), limits::NAME.number);
}

#[test]
fn what_cannot_be_read_stands_as_a_broken_entry_of_its_name() {
    let why = || "it is so".to_owned();
    for (found, code) in [(Found::Unreadable(why()), "D111"), (Found::OverLimit(why()), "D108")] {
        let Parsed::Entry(parsed) = source(&Source { path: "articles/x.md".to_owned(), found: found.clone() }) else {
            panic!("an entry")
        };
        assert_eq!((parsed.entry.name(), parsed.entry.broken), ("x", true));
        assert_eq!(parsed.problems.iter().map(|problem| problem.code.code()).collect::<Vec<_>>(), [code]);
        let Parsed::Cover { cover, problems, .. } =
            source(&Source { path: "dossier.toml".to_owned(), found: found.clone() })
        else {
            panic!("a cover")
        };
        assert_eq!((cover, problems.len()), (Cover::default(), 1));
        let Parsed::Text { article, paragraphs, problems, .. } =
            source(&Source { path: "texts/x.md".to_owned(), found })
        else {
            panic!("a text")
        };
        assert_eq!((article.as_str(), paragraphs.len(), problems.len()), ("x", 0, 1));
    }
    let skipped =
        source(&Source { path: "articles/x.md".to_owned(), found: Found::Skipped("it is a link".to_owned()) });
    let Parsed::Other(problems) = skipped else { panic!("no entry") };
    assert_eq!(
        (places(&problems), problems[0].message.as_str()),
        (vec![("D112", 1, 1)], "this file is skipped: it is a link")
    );
    assert_eq!(bytes("notes/x.md", b"x"), Parsed::Other(Vec::new()));
}

#[test]
fn a_byte_that_is_not_utf8_has_its_place() {
    for (text, expected) in [
        (&b"\xFF\xFEa\0"[..], (1, 1, "this file is UTF-16, not UTF-8; save it as UTF-8")),
        ("+++\né ".as_bytes(), (2, 3, "")),
        (b"a\rb\xC3", (2, 2, "this byte is no UTF-8, and shown as \u{FFFD}")),
    ] {
        let mut text = text.to_vec();
        text.extend(b"\xE9 \nmore \xFF");
        let Parsed::Entry(parsed) = bytes("articles/x.md", &text) else { panic!("an entry") };
        let problem = parsed.problems.iter().find(|problem| problem.code == Code::NotUtf8).unwrap();
        assert_eq!((problem.line, problem.column), (expected.0, expected.1));
        assert!(parsed.entry.broken && !parsed.body.is_empty());
        assert!(problem.message.starts_with(expected.2));
    }
}

#[test]
fn an_attached_text_is_split_at_blank_lines() {
    let Parsed::Text { article, path, paragraphs, problems } =
        bytes("texts/a.md", "\u{FEFF}one\r\ntwo \r\n\r\n \t\r\n\r\nthree\n\n".as_bytes())
    else {
        panic!("a text")
    };
    assert_eq!((article.as_str(), path.as_str(), problems), ("a", "texts/a.md", Vec::new()));
    assert_eq!(paragraphs, ["one\ntwo", "three"]);
    let Parsed::Text { problems, .. } = bytes("texts/No Id.md", "a\u{7}b".as_bytes()) else { panic!("a text") };
    assert_eq!(places(&problems), [("D112", 1, 1), ("D113", 1, 2)]);
}

#[test]
fn a_cover_is_read_with_its_terms_and_views() {
    let text = "format = 1\ntitle = \"T\"\neditors = [\"E\"]\n\n[[terms]]\nname = \"ICE\"\nlong = \"Immigration\"\nkind = \"agency\"\n\n[[views]]\nname = \"Unanswered demands\"\nquery = \"demand{outcome:unanswered}\"\n";
    let (cover, problems) = cover(text);
    assert_eq!(problems, []);
    assert_eq!(cover.title(), "T");
    let terms: Vec<_> =
        cover.terms.iter().map(|term| (term.id.as_str(), term.kind(), term.names().collect::<Vec<_>>())).collect();
    assert_eq!(terms, [("ice", "agency", vec!["ICE", "Immigration"])]);
    assert_eq!(part(text, &cover.terms[0].span), "[[terms]]");
    let view = &cover.views[0];
    assert_eq!(
        (view.slug.as_str(), view.name.as_str(), view.query.as_str()),
        ("unanswered-demands", "Unanswered demands", "demand{outcome:unanswered}")
    );
    assert_eq!(part(text, &view.span), "\"demand{outcome:unanswered}\"");
}

#[test]
fn every_fault_of_a_cover_has_its_code_and_place() {
    let good = "format = 1\ntitle = \"T\"\n";
    for (text, expected) in [
        (String::new(), vec![("D201", 1, 1), ("D201", 1, 1)]),
        ("format = 2\ntitle = \"T\"".to_owned(), vec![("D110", 1, 10)]),
        ("format = \"1\"\ntitle = \"T\"".to_owned(), vec![("D202", 1, 10)]),
        ("format = -1\ntitle = [\"T\"]".to_owned(), vec![("D202", 1, 10), ("D202", 2, 9)]),
        (format!("{good}theme = \"dark\""), vec![("D210", 3, 1)]),
        (format!("{good}summary = {{ value = \"x\" }}"), vec![("D202", 3, 11)]),
        (format!("{good}terms = 3"), vec![("D202", 3, 9)]),
        (format!("{good}[[terms]]\nlong = \"x\""), vec![("D201", 3, 1)]),
        (format!("{good}[terms]\nname = \"x\""), vec![("D202", 3, 1)]),
        (
            format!("{good}[[terms]]\nname = \"x\"\ncites = [\"a#\"]\nknid = \"law\""),
            vec![("D305", 5, 10), ("D210", 6, 1)],
        ),
        (format!("{good}[[views]]\nname = \"x\""), vec![("D201", 3, 1)]),
        (format!("{good}[[views]]\nname = \"x\"\nquery = x"), vec![("D105", 5, 9)]),
        (format!("{good}bad\nx = \u{7f}"), vec![("D105", 3, 1), ("D105", 4, 5), ("D113", 4, 5)]),
    ] {
        let (_, problems) = cover(&text);
        assert_eq!(places(&problems), expected, "{text}\n{problems:#?}");
    }
}

#[test]
fn a_file_at_its_limit_is_read() {
    for (path, limit) in [("articles/x.md", FILE), ("dossier.toml", limits::COVER), ("texts/x.md", TEXT)] {
        let bytes = vec![b'a'; limit.number + 1];
        let decoded = |length: usize| text::decode(path, bytes.get(..length).unwrap(), file_role(path).limit());
        assert_eq!(decoded(limit.number - 1).map(|(text, _)| text.len()), Ok(limit.number - 1));
        assert_eq!(decoded(limit.number).map(|(text, _)| text.len()), Ok(limit.number));
        assert_eq!(
            decoded(limit.number + 1).map_err(|problem| (problem.code, problem.line)),
            Err((Code::OverLimit, 1))
        );
    }
}

#[test]
fn a_name_at_its_limit_is_whole() {
    let limit = NAME.number;
    for (length, kept, said) in [(limit - 1, limit - 1, 0), (limit, limit, 0), (limit + 1, limit - 1, 1)] {
        let name = format!("{}é", "a".repeat(length - 2));
        let text = format!("+++\nname = \"{name}\"\nalso_known_as = [\"{name}\"]\n+++\n");
        let parsed = company(&text);
        assert_eq!(
            places(&parsed.problems),
            [("D108", 2, 8), ("D108", 3, 18)].into_iter().take(said * 2).collect::<Places>()
        );
        for name in parsed.entry.names() {
            assert_eq!((name.len(), name.ends_with('…')), (kept + said, said > 0), "{name}");
        }
    }
}

#[test]
fn an_attached_text_is_read_up_to_its_limit_of_paragraphs() {
    let limit = PARAGRAPHS.number;
    for (count, said) in [(limit - 1, vec![]), (limit, vec![]), (limit + 1, vec![("D108", limit * 2 + 1, 1)])] {
        let Parsed::Text { paragraphs, problems, .. } = bytes("texts/a.md", "x\n\n".repeat(count).as_bytes()) else {
            panic!("a text")
        };
        assert_eq!((paragraphs.len(), places(&problems)), (count.min(limit), said));
    }
}

#[test]
fn front_matter_is_read_up_to_its_limit() {
    let start = "name = \"x\"\n";
    let last = "sector = \"s\"\n";
    for (more, expected) in [(0, vec![]), (1, vec![]), (2, vec![("D108", 4, 1)])] {
        let filler = FRONT_MATTER.number - 1 - start.len() - last.len() + more;
        let text = format!("+++\n{start}#{}\n{last}+++\nProse.\n", "x".repeat(filler - 2));
        let parsed = company(&text);
        assert_eq!(places(&parsed.problems), expected);
        assert_eq!(parsed.entry.fields.text(Key::Sector), expected.is_empty().then_some("s"));
        assert_eq!((parsed.entry.name(), parsed.body.blocks.len()), ("x", 1));
    }
}

#[test]
fn toml_nests_up_to_its_limit() {
    let lists = |levels: usize| format!("{}1{}", "[".repeat(levels), "]".repeat(levels));
    for (front, expected) in [
        // [extra] is a table itself
        (format!("[extra]\nx = {}", lists(NESTING.number - 2)), vec![]),
        (format!("[extra]\nx = {}", lists(NESTING.number - 1)), vec![]),
        (format!("[extra]\nx = {}", lists(NESTING.number)), vec![("D108", 4, 5 + NESTING.number - 1)]),
        (format!("[extra.{}]\ny = 1", vec!["a"; NESTING.number - 1].join(".")), vec![]),
        (format!("[extra]\n{} = {}\ny = 1", ["a"; 10].join("."), lists(10)), vec![("D108", 4, 29)]),
    ] {
        let parsed = with(&front);
        assert_eq!(places(&parsed.problems), expected, "{front}");
        assert!(parsed.entry.extra.len() == 1 || front.contains("y = 1"), "{front}");
    }
}

#[test]
fn no_depth_overflows_a_stack_and_what_stands_before_it_is_read() {
    let deep = 100_000;
    for bomb in [
        "[".repeat(deep),
        format!("x = {}", "[".repeat(deep)),
        format!("x = {}", "{a=".repeat(deep)),
        format!("x = {}", "[{a.b=".repeat(deep)),
        format!("{}a = 1", "a.".repeat(deep)),
        format!("[{}a]\ny = 1", "a.".repeat(deep)),
        format!("x = [\n1,\n{}", "[".repeat(deep)),
        "]".repeat(deep),
    ] {
        let text = format!("format = 1\ntitle = \"T\"\n{bomb}\nafter = 1\n");
        let (cover, problems) = cover(&text);
        assert_eq!(cover.title(), "T");
        assert!(!problems.is_empty() && problems.iter().all(|problem| problem.line > 2), "{problems:?}");
        let parsed = company(&format!("+++\nname = \"T\"\n{}\n+++\n", part(&bomb, &(0..60_000))));
        assert_eq!(parsed.entry.name(), "T");
        assert!(parsed.entry.broken);
    }
    let nested = (1..60).fold(String::new(), |all, levels| format!("{all}[[{}]]\n", vec!["a"; levels].join(".")));
    assert!(company(&format!("+++\nname = \"T\"\n{nested}+++\n")).entry.broken);
}

#[test]
fn problems_are_listed_up_to_their_limit() {
    for (count, more) in [
        (PROBLEMS.number - 1, None),
        (PROBLEMS.number, None),
        (PROBLEMS.number + 1, Some("1 more problems of this file are not listed; mend those that are")),
        (PROBLEMS.number + 2, Some("2 more problems of this file are not listed; mend those that are")),
    ] {
        let keys = (0..count).map(|number| format!("unknown-key-{number} = 1\n")).collect::<Vec<_>>().concat();
        let problems = with(&keys).problems;
        assert_eq!(problems.len(), count.min(PROBLEMS.number) + usize::from(more.is_some()));
        let last = problems.last().unwrap();
        assert_eq!((last.code == Code::OverLimit).then_some(last.message.as_str()), more);
    }
}

#[test]
fn what_stands_after_too_many_faults_of_syntax_is_not_read() {
    for fault in ["x\n", "\"\\q\" = 1\n", "s = \"\\q\"\n", "# \u{1}\n"] {
        for (count, is_read) in [(PROBLEMS.number - 1, true), (PROBLEMS.number, true), (PROBLEMS.number + 1, false)] {
            let (cover, problems) = cover(&format!("format = 1\n{}title = \"T\"\n", fault.repeat(count)));
            let over = problems.iter().any(|problem| problem.message.starts_with("there are more than 1,000 faults"));
            assert_eq!((cover.title() == "T", over), (is_read, !is_read), "{count} times {fault:?}");
        }
    }
}

#[test]
fn terms_and_views_are_read_up_to_their_limit() {
    for count in [TERMS.number - 1, TERMS.number, TERMS.number + 1] {
        let text = format!(
            "format = 1\ntitle = \"T\"\n{}{}",
            "[[terms]]\nname = \"n\"\n".repeat(count),
            "[[views]]\nname = \"n\"\nquery = \"q\"\n".repeat(count)
        );
        let (cover, problems) = cover(&text);
        let kept = count.min(TERMS.number);
        assert_eq!((cover.terms.len(), cover.views.len()), (kept, kept));
        let over = problems.iter().filter(|problem| problem.code == Code::OverLimit);
        let lines: Vec<usize> = over.map(|problem| problem.line).collect();
        let expected = if count > TERMS.number { vec![3 + 2 * kept, 3 + 2 * count + 3 * kept] } else { Vec::new() };
        assert_eq!(lines, expected);
    }
}

#[test]
fn hidden_characters_are_listed_up_to_their_limit() {
    for (count, more) in [
        (INVISIBLE.number - 1, None),
        (INVISIBLE.number, None),
        (INVISIBLE.number + 1, Some("from here on 1 more control or invisible characters are not listed")),
        (INVISIBLE.number + 3, Some("from here on 3 more control or invisible characters are not listed")),
    ] {
        let parsed = company(&format!("+++\nname = \"x\"\n+++\n{}", "a\u{200B}\n".repeat(count)));
        assert_eq!(parsed.problems.len(), count.min(INVISIBLE.number + 1));
        let last = parsed.problems.last().unwrap();
        assert_eq!((parsed.problems.len() > INVISIBLE.number).then_some(last.message.as_str()), more);
        assert!(parsed.problems.iter().zip(4..).all(|(problem, line)| (problem.line, problem.column) == (line, 2)));
    }
}

#[test]
fn a_problem_on_an_endless_line_keeps_no_copy_of_it() {
    let parsed = with(&format!("sectr = \"{}\"", "x".repeat(10_000)));
    assert_eq!(parsed.problems[0].source, "");
    assert_eq!(places(&parsed.problems), [("D210", 3, 1)]);
}

/// Everything that holds of any file.
fn check_laws(parsed: &ParsedEntry) {
    let inside = |span: &std::ops::Range<usize>| parsed.text.get(span.clone()).is_some();
    for (record, fields) in parsed.entry.all_fields() {
        assert!(record.is_none_or(|record| inside(&record.span)));
        for field in fields {
            assert!(inside(&field.span), "{field:?}");
        }
    }
    assert!(parsed.body.links.iter().all(|link| inside(&link.span)));
    assert!(parsed.body.length <= parsed.text.len());
    assert!(parsed.problems.is_sorted());
    assert!(parsed.problems.len() <= PROBLEMS.number + INVISIBLE.number + 3);
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300), place in 0..4usize) {
        let path = ["articles/x.md", "companies/x y.md", "dossier.toml", "texts/x.md"][place];
        let parsed = source(&file(path, bytes));
        if let Parsed::Entry(parsed) = &parsed {
            check_laws(parsed);
        }
        prop_assert!(!matches!(parsed, Parsed::Other(_)));
    }

    #[test]
    fn any_front_matter_is_read(front in "[a-z\\[\\]{}=.,\"'#+ \n\\\\0-9-]{0,200}") {
        check_laws(&company(&format!("+++\nname = \"x\"\n{front}\n+++\n")));
        let (cover, _) = cover(&front);
        prop_assert!(cover.views.iter().all(|view| front.get(view.span.clone()).is_some()));
    }

    #[test]
    fn a_file_is_read_whatever_is_changed_in_it(cuts in prop::collection::vec((0..AMAZON.len(), 0..20usize, "[\\PC\n\"\\[\\]]{0,4}"), 1..6)) {
        let mut text = AMAZON.to_owned();
        for (at, length, put) in cuts {
            let start = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
            let end = (start..=text.len()).find(|at| *at >= start + length && text.is_char_boundary(*at)).unwrap_or(text.len());
            text.replace_range(start..end, &put);
        }
        check_laws(&company(&text));
    }

    #[test]
    fn a_file_says_the_same_whatever_its_line_ends(at in 0..AMAZON.len()) {
        let cut: String = AMAZON.chars().take(at).collect();
        let plain = company(&cut);
        for ends in [cut.replace('\n', "\r\n"), cut.replace('\n', "\r")] {
            let other = company(&ends);
            prop_assert_eq!(places(&other.problems), places(&plain.problems));
            prop_assert_eq!(&other.body.blocks, &plain.body.blocks);
            let texts = |parsed: &ParsedEntry| parsed.entry.all_fields().flat_map(|(_, fields)| fields.iter().map(|field| field.value.first().text).collect::<Vec<_>>()).collect::<Vec<_>>();
            prop_assert_eq!(texts(&other), texts(&plain));
        }
    }
}
