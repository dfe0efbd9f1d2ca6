use proptest::prelude::*;

use super::*;

fn view(slug: &str, query: &str) -> SavedView {
    SavedView { slug: slug.to_owned(), name: slug.to_owned(), query: query.to_owned(), span: 0..0 }
}

fn views() -> Vec<SavedView> {
    vec![
        view("unanswered-demands", "demand{outcome:unanswered} sort:-date limit:3"),
        view("nested", "@unanswered-demands"),
        view("wrong", "cloud date:20x8"),
    ]
}

fn parsed(text: &str) -> Result<Query, QueryError> {
    query(text, &Cover { views: views(), ..Cover::default() })
}

/// What a text means, as it is printed.
fn printed(text: &str) -> String {
    parsed(text).unwrap_or_else(|error| panic!("{text}: {error:?}")).to_string()
}

#[test]
fn a_line_is_read_as_it_is_meant() {
    for (text, means) in [
        ("", ""),
        ("   ", ""),
        ("Deport", "Deport"),
        ("  tech   workers ", "tech workers"),
        ("a OR b c", "a OR b c"),
        ("a | b|c", "a OR b OR c"),
        ("(a OR b) c", "(a OR b) c"),
        ("((a)) (b c)", "a b c"),
        ("a OR (b OR c)", "a OR b OR c"),
        ("NOT a", "-a"),
        ("NOT NOT a", "a"),
        ("--a", "a"),
        ("-(a b)", "-(a b)"),
        ("-(a OR b)", "-(a OR b)"),
        ("NOT (a)", "-a"),
        ("or not nothing", "or not nothing"),
        ("ORANGE NOTHING", "ORANGE NOTHING"),
        ("12:30 Foo:bar https://a.org a!b", "12:30 Foo:bar https://a.org a!b"),
        ("\"We Won't Build It\"", "\"We Won't Build It\""),
        (r#""a \"b\" \\ c""#, r#""a \"b\" \\ c""#),
        ("a\"b\"", "a \"b\""),
        ("\"b a\"~12 c", "\"b a\"~12 c"),
        ("-\"b a\"~0", "-\"b a\"~0"),
        ("a~3", "a~3"),
        ("title:a,\"b, c\"", "title:a,\"b, c\""),
        ("in:articles,campaigns", "in:articles,campaigns"),
        ("kind:*", "kind:*"),
        ("kind:a,*", "kind:*"),
        ("kind:\"*a\"", "kind:\"*a\""),
        ("date:2018", "date:2018"),
        ("date!:2018-06..2018-08", "date!:2018-06..2018-08"),
        ("date:..2018", "date:<=2018"),
        ("date:2018..", "date:>=2018"),
        ("date:\"2018-03/..\"", "date:\"2018-03/..\""),
        ("date:2018-03/", "date:2018-03/"),
        ("date:<2018,>2019-05", "date:<2018,>2019-05"),
        ("signatures:>=10k", "signature{count:>=10k}"),
        ("amount:1.5M", "contract{amount:1.5M}"),
        ("contract{ palantir -(status:bid OR amount:*) }", "contract{palantir -(status:bid OR amount:*)}"),
        ("contract{currency:USD rate:month}", "contract{currency:USD rate:month}"),
        ("statement{answers:workers-letter#cancel}", "statement{answers:workers-letter#cancel}"),
        ("cites:\"x#¶3,7\",y", "cites:\"x#¶3,7\",y"),
        ("cites:x#p3", "cites:x#¶3"),
        ("related:companies/amazon", "related:companies/amazon"),
        ("has:amount -has:contracts", "has:amount -has:contracts"),
        ("is:disputed,broken", "is:disputed,broken"),
        ("sort:date,-title", "sort:date,-title"),
        ("limit:20 a sort:-amount", "a sort:-amount limit:20"),
        ("a limit:3 OR b", "a OR b limit:3"),
        ("@unanswered-demands x", "@unanswered-demands x"),
        ("@Unanswered-Demands", "@unanswered-demands"),
    ] {
        assert_eq!(printed(text), means, "{text}");
        assert_eq!(parsed(means), parsed(text), "{text}");
    }
}

#[test]
fn an_error_names_its_column() {
    for (text, column, message) in [
        ("foo agncy:ICE", 4, "unknown field 'agncy'; did you mean agency:?"),
        ("zzzzzzz:ICE ", 0, "unknown field 'zzzzzzz'; in quotes it is a phrase"),
        ("period:2018 x", 0, "unknown field 'period'; it is a record's: contract{period:…}"),
        ("é speaker:x y", 2, "unknown field 'speaker'; it is a record's: statement{speaker:…}"),
        ("contrac{a} b", 0, "no kind of record is called 'contrac'; did you mean contract{…}?"),
        ("{a} b", 0, "no kind of record is called ''; there are contract, demand, signature, statement, figure, event"),
        ("contract{} a", 9, "nothing stands in the braces; has:contracts asks whether there is one"),
        ("contract{staus:bid} a", 9, "a contract has no 'staus'; did you mean status:?"),
        (
            "demand{in:articles} a",
            7,
            "'in:' is of entries; in demand{…} stand id text of about outcome according_to note cites summary",
        ),
        ("contract{@unanswered-demands} a", 10, "a view keeps entries; it cannot stand in braces"),
        ("contract{event{a}} b", 9, "a record cannot stand in a record's braces"),
        ("title!:a b", 5, "'!:' asks dates alone what must be; to exclude, write -title:…"),
        ("sort!:date b", 4, "'!:' asks dates alone what must be; to exclude, write -sort:…"),
        ("title:>a b", 7, "title: has no order; only dates and numbers take < > and '..'"),
        ("date:2018-13 b", 5, "'2018-13' has a month 13"),
        ("signatures:many a", 11, "'many' is no number; write it as 1000, 1_000, 10k, 1.5M or 2B"),
        ("in:article a", 3, "in: does not know 'article'; did you mean articles?"),
        ("is:unread a", 3, "is: does not know 'unread'; it knows disputed, unsourced, single-source, orphan, broken"),
        ("has:xyzzyx a", 4, "has: does not know 'xyzzyx'; it knows the keys of front matter"),
        ("has:amont a", 4, "has: does not know 'amont'; did you mean amount?"),
        ("title: a", 6, "a value is missing here"),
        ("title:a,,b", 8, "a value is missing here"),
        ("cites:#¶3 a", 6, "'#¶3' names no entry; write amazon, companies/amazon or amazon#p3"),
        ("a )", 2, "nothing is open that ')' could close"),
        ("a } b", 2, "nothing is open that '}' could close"),
        ("(a } b", 3, "')' is missing for the '(' in column 1"),
        ("contract{a ) b", 11, "'}' is missing for the '{' in column 9"),
        ("() a", 1, "a word, a phrase or a field is missing here"),
        ("OR a", 0, "a word, a phrase or a field is missing here"),
        ("a || b", 3, "a word, a phrase or a field is missing here"),
        ("a - b", 2, "'-' stands right before what it excludes"),
        ("a & b", 2, "'&' has no letter and no digit to look for"),
        ("\"\" b", 0, "'' has no letter and no digit to look for"),
        ("sort:date a sort:title", 12, "sort: stands once in a filter"),
        ("(limit:3 a)", 1, "limit: sets the whole filter; it stands outside all brackets"),
        ("-limit:3 a", 0, "sort: and limit: set the whole filter and cannot be excluded"),
        ("sort:dat a", 5, "sort: does not know 'dat'; did you mean date?"),
        ("limit:0 a", 6, "'0' is no limit; write limit:20"),
        ("limit:1,2 a", 9, "limit: takes one number, such as limit:20"),
        ("sort:date OR a", 10, "nothing to choose from stands before OR"),
        ("a OR sort:date b OR limit:3 ", 28, "nothing to choose from stands after OR"),
        ("\"a b\"~101 c", 6, "after ~ stands how many other words may be between, 0 to 100"),
        ("\"a b\"~x c", 6, "after ~ stands how many"),
        ("\"a b\"~ c", 6, "after ~ stands how many"),
        ("a @unansered-demands b", 2, "no view is called '@unansered-demands'; did you mean @unanswered-demands?"),
        ("@nested b", 0, "the view @nested does not parse: a view cannot stand in a view; write out what it asks"),
        ("@wrong b", 0, "the view @wrong does not parse: "),
    ] {
        let error = parsed(text).expect_err(text);
        assert_eq!(error.column, column, "{text}: {error}");
        assert!(error.message.starts_with(message), "{text}: {error}");
    }
}

#[test]
fn an_error_at_the_end_of_the_line_is_unfinished() {
    for text in [
        "(",
        "(a",
        "-",
        "a OR ",
        "a |",
        "NOT",
        "\"We",
        "\"a b\"~",
        "title:",
        "title:a,",
        "date:20x",
        "date:2018..20",
        "date:>",
        "contract{",
        "contract{a",
        "contract{amount:",
        "@",
        "@unansw",
        "is:disp",
        "has:am",
        "agncy:",
        "sort:",
        "sort:da",
        "limit:",
        "a &",
        "contract{speaker:",
        "a sort:date OR",
    ] {
        let error = parsed(text).expect_err(text);
        assert!(error.unfinished, "{text}: {error:?}");
    }
    for text in [
        "(a ) )",
        "- a",
        "OR a",
        "title: a",
        "title:,",
        "date:20x a",
        "date:>many a",
        "contrac{a",
        "contract{}",
        "@unansw a",
        "is:disp a",
        "has:am ",
        "agncy:I",
        "sort:da a",
        "& a",
        "contract{speaker:x",
        "sort:date OR a",
    ] {
        let error = parsed(text).expect_err(text);
        assert!(!error.unfinished, "{text}: {error:?}");
    }
}

#[test]
fn nesting_ends_at_its_limit() {
    let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    assert_eq!(parsed(&nested(QUERY_NESTING.number - 1)), parsed("a"));
    assert_eq!(parsed(&nested(QUERY_NESTING.number)), parsed("a"));
    let error = parsed(&nested(QUERY_NESTING.number + 1)).unwrap_err();
    assert_eq!((error.column, error.message.as_str()), (32, "brackets are nested at most 32 deep"));
    let braces = format!("{}contract{{a}}{}", "(".repeat(32), ")".repeat(32));
    assert_eq!(parsed(&braces).unwrap_err().column, 40);
}

#[test]
fn a_filter_ends_at_its_limit() {
    assert!(parsed(&"a".repeat(QUERY.number - 1)).is_ok());
    assert!(parsed(&"a".repeat(QUERY.number)).is_ok());
    assert!(parsed(&"a".repeat(QUERY.number + 1)).is_err());
    let error = parsed(&"é".repeat(QUERY.number / 2 + 1)).unwrap_err();
    assert_eq!((error.column, error.unfinished), (512, false));
    assert!(parsed(&"-".repeat(QUERY.number)).is_err());
    assert!(parsed(&"(".repeat(QUERY.number)).is_err());
}

#[test]
fn a_view_alone_brings_its_order_and_its_limit() {
    let alone = parsed("(@unanswered-demands)").unwrap();
    let by_date = SortKey { by: settings::SortBy::Date, descending: true };
    assert_eq!((alone.sort(), alone.limit()), (&[by_date][..], Some(3)));
    let with_more = parsed("@unanswered-demands a").unwrap();
    assert_eq!((with_more.sort(), with_more.limit()), (&[][..], None));
    let sorted = parsed("@unanswered-demands sort:title").unwrap();
    assert_eq!((sorted.sort().len(), sorted.limit()), (1, None));
}

#[test]
fn both_at_once_is_one_filter() {
    let both = parsed("a OR b").unwrap().and(parsed("c sort:date").unwrap());
    assert_eq!(both.to_string(), "(a OR b) c sort:date");
    assert_eq!(Query::all().and(parsed("a limit:2").unwrap()).to_string(), "a limit:2");
    assert!(parsed(" ").unwrap().is_all());
    assert!(!parsed("sort:date").unwrap().is_all());
}

#[test]
fn every_field_has_an_example_that_parses() {
    for field in fields() {
        assert!(
            field.example.contains(&format!("{}:", field.name)) || field.example.contains(&format!("{}!:", field.name))
        );
        parsed(field.example).unwrap_or_else(|error| panic!("{}: {error:?}", field.example));
    }
}

#[test]
fn field_names_are_unique_and_spelled_as_the_grammar_asks() {
    let mut names: Vec<_> = fields().iter().map(|field| field.name).collect();
    assert!(names.iter().all(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '_')));
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
}

/// A value of a field, as it is written.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z0-9.#:/!-]{1,6}",
        "\"[a-z ,.*<>]{1,6}\"",
        "20[01][0-9](-0[1-9])?",
        "[<>]=?[0-9]{1,4}[kM]?",
        "20[01][0-9]\\.\\.(20[01][0-9])?",
        "(\\*|disputed|amount|articles|date|-title)",
    ]
}

/// An atom, as it is written; of an entry, or in braces.
fn atom(in_braces: bool) -> BoxedStrategy<String> {
    let mut names: Vec<&str> = fields().iter().map(|field| field.name).collect();
    if in_braces {
        names = record_fields(RecordKind::Contract).into_iter().map(|(field, _)| field.name()).collect();
    }
    let colon = prop_oneof![9 => Just(":"), 1 => Just("!:")];
    let values = proptest::collection::vec(value(), 1..3).prop_map(|values| values.join(","));
    prop_oneof![
        "[a-zA-Z0-9.'&:-]{1,6}",
        "\"[a-z\\\\ ]{0,8}\"",
        (proptest::sample::select(names), colon, values)
            .prop_map(|(name, colon, values)| format!("{name}{colon}{values}")),
    ]
    .boxed()
}

/// A filter, as the grammar has it.
fn filter(in_braces: bool) -> BoxedStrategy<String> {
    atom(in_braces)
        .prop_recursive(4, 24, 3, move |inner| {
            let braces = if in_braces {
                atom(true)
            } else {
                (filter_of_records(), "(contract|event)")
                    .prop_map(|(inside, kind)| format!("{kind}{{{inside}}}"))
                    .boxed()
            };
            prop_oneof![
                3 => (inner.clone(), " OR | | |\\|", inner.clone()).prop_map(|(a, or, b)| format!("{a}{or}{b}")),
                1 => inner.clone().prop_map(|a| format!("({a})")),
                1 => inner.prop_map(|a| format!("-({a})")),
                1 => braces,
                1 => Just("@unanswered-demands".to_owned()),
            ]
        })
        .boxed()
}

fn filter_of_records() -> BoxedStrategy<String> {
    proptest::collection::vec(atom(true), 1..4).prop_map(|atoms| atoms.join(" ")).boxed()
}

/// Whether what is printed reads back as the same.
fn reads_back(text: &str) -> Result<(), TestCaseError> {
    if let Ok(query) = parsed(text) {
        let printed = query.to_string();
        if printed.len() <= QUERY.number {
            prop_assert_eq!(parsed(&printed), Ok(query), "{} printed as {}", text, printed);
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn no_text_is_too_much(text in any::<String>()) {
        reads_back(&text)?;
    }

    #[test]
    fn nor_one_of_the_signs_of_the_language(text in "[a-c:!,.<>=*@|(){}\"\\\\ -]{0,24}") {
        if let Err(error) = parsed(&text) {
            prop_assert!(error.column <= text.chars().count());
        }
        reads_back(&text)?;
    }

    #[test]
    fn what_is_printed_means_the_same(text in filter(false)) {
        reads_back(&text)?;
    }

    #[test]
    fn words_are_read_whatever_they_are(words in proptest::collection::vec("[a-z][a-z0-9:'.]{0,6}[a-z]", 1..6)) {
        let text = words.join(" ").replace(": ", " ");
        prop_assume!(words.iter().all(|word| !word.contains(':')));
        prop_assert_eq!(printed(&text), text);
    }
}
