use std::sync::LazyLock;

use proptest::prelude::*;

use super::super::{QueryError, Snippets, check_views, parse};
use super::*;
use crate::fixture::made_of;
use crate::problem::Code;
use crate::whole::{Bodies, Topic};

const COVER: &str = r#"
format = 1
title = "Tried"
[[terms]]
name = "ICE"
long = "Immigration and Customs Enforcement"
kind = "agency"
[[terms]]
name = "Rekognition"
kind = "product"
[[terms]]
name = "Ana Rey"
kind = "person"
[[views]]
name = "Unanswered demands"
query = "demand{outcome:unanswered}"
[[views]]
name = "Dear"
query = "amount:>1 sort:-amount limit:1"
[[views]]
name = "Broken"
query = "cloud date:20x8"
[[views]]
name = "Nested"
query = "cloud @dear"
"#;

const FILES: &[(&str, &str)] = &[
    (
        "articles/profits.md",
        r#"+++
title = "Who Profits from Déportations?"
kind = "report"
authors = ["Ana Rey", "Bo Lind"]
publisher = "The Gazette"
date = "2018-06"
tags = ["cloud", "border"]
url = "https://gazette.example/profits"
language = "en"
[[figures]]
id = "faces"
title = "Faces searched"
count = "~ 500"
cites = ["profits#¶2"]
+++
[[#¶1-2]] Amazon hosts case files. Others sell tents.

[[#¶3]] The letter by [[workers-letter|its workers]] has no answer.
"#,
    ),
    (
        "articles/undated.md",
        "+++\ntitle = \"Undated call\"\nkind = \"call\"\ncompanies = [\"globex\"]\n+++\nCome all.\n",
    ),
    (
        "articles/lonely.md",
        "+++\ntitle = \"Alone\"\ndate = \"2016/..\"\n[extra]\nshelf = [\"attic\", 7]\n+++\nNothing here.\n",
    ),
    ("articles/torn.md", "+++\ntitle = \"Torn\"\ndate = \"2018-13\"\n+++\n"),
    (
        "companies/amazon.md",
        r#"+++
name = "Amazon"
also_known_as = ["Amazon Web Services", "AWS"]
sector = "cloud computing"
country = "United States"
cites = ["profits#¶1"]
[[contracts]]
id = "case-files"
title = "Hosting of case files"
with = "Globex"
product = "Rekognition"
status = "active"
signed = "2018-03"
period = "2018-03/"
cites = ["profits#¶2-4"]
[[contracts.amount]]
value = "~ USD 600,000 per month"
[[contracts.amount]]
value = "EUR 1,214,000.50"
[[contracts]]
id = "bid"
title = "A bid"
with = "ICE"
status = "bid"
signed = "2017"
amount = { words = "multi-million dollars" }
[[statements]]
id = "ceo"
speaker = "Cy Ode"
text = "Said that it is for lawmakers."
date = "2018-11-15"
answers = ["workers-letter#cancel"]
cites = ["profits#¶3"]
+++
It sells tools.
"#,
    ),
    (
        "companies/globex.md",
        "+++\nname = \"Globex\"\nsector = \"data\"\ncites = [\"profits\"]\n+++\nIt works for [[amazon]] and is asked by Ana Rey.\n",
    ),
    (
        "campaigns/workers-letter.md",
        r#"+++
name = "Workers' letter"
kind = "open-letter"
status = "unanswered"
date = "2018-06-21"
targets = ["amazon"]
agencies = ["ICE", "Border Guard"]
cites = ["profits#¶3"]
[[demands]]
id = "cancel"
text = "Cancel the contracts"
of = "Amazon"
outcome = "unanswered"
cites = ["profits#¶3"]
[[signatures]]
id = "first"
count = "> 100"
as_of = "2018-06-21"
cites = ["profits#¶3"]
[[signatures]]
id = "later"
count = "> 450"
as_of = "2018-07"
cites = ["profits#¶3"]
+++
"#,
    ),
    (
        "campaigns/march.md",
        r#"+++
name = "March"
kind = "march"
date = "2019?"
place = "Seattle"
cites = ["profits#¶1"]
[[signatures]]
id = "walked"
signers = "walkers"
cites = ["profits#¶1"]
[[signatures.count]]
value = "~ 500"
[[signatures.count]]
value = "900"
[[events]]
id = "start"
title = "Start at the lake"
date = "2019-05-01"
who = ["Ana Rey"]
+++
"#,
    ),
    ("texts/profits.md", "First block of all.\n\nThe secret whistle blew.\n"),
];

static READ: LazyLock<(Dossier, Bodies)> = LazyLock::new(|| made_of(&[FILES, &[("dossier.toml", COVER)]].concat()));

fn query(text: &str) -> Result<Query, QueryError> {
    parse(text, &READ.0)
}

fn id_of(id: EntryId) -> String {
    READ.0.get(id).unwrap().id.clone()
}

fn hits(text: &str) -> Vec<Hit> {
    eval(&query(text).unwrap_or_else(|error| panic!("{text}: {error:?}")), View::new(&READ.0, &READ.1))
}

fn kept(text: &str) -> String {
    hits(text).into_iter().map(|hit| id_of(hit.entry)).collect::<Vec<_>>().join(" ")
}

const ALL: &str = "lonely profits undated torn amazon globex workers-letter march";

/// Filters with the ids they keep, in order.
const KEPT: &[(&str, &str)] = &[
    ("", ALL),
    // Words: by their beginning, in any case, without accents; names, records, prose, attached texts, own keys.
    ("deport", "profits"),
    ("whistle", "profits"),
    ("attic", "lonely"),
    ("lawmakers", "amazon"),
    ("aws", "amazon"),
    ("lake", "march"),
    ("seattle", "march"),
    ("tools", "amazon"),
    ("1,214,000.50", "amazon"),
    ("gazette.example", ""),
    ("\"sell tents\"", "profits"),
    ("\"tents sell\"", ""),
    ("sel tent", "profits"),
    // What a link reads as, not what is written in it.
    ("\"works for Amazon\"", "globex"),
    // A term's name finds its long form and back.
    ("ice", "amazon workers-letter"),
    ("\"Immigration and Customs Enforcement\"", "amazon workers-letter"),
    ("immigration", ""),
    // Joined.
    ("cloud amazon", "profits amazon"),
    ("-cloud in:companies", "globex"),
    ("cloud OR march", "profits amazon march"),
    ("(cloud OR march) -amazon", "march"),
    ("-(cloud OR march)", "lonely undated torn globex workers-letter"),
    // The entry's keys.
    ("in:articles", "lonely profits undated torn"),
    ("in:companies,campaigns", "amazon globex workers-letter march"),
    ("id:letter", "workers-letter"),
    ("title:alone", "lonely"),
    ("name:\"amazon web services\"", "amazon"),
    ("kind:letter", "workers-letter"),
    ("kind:letter,call", "undated workers-letter"),
    ("kind:*", "profits undated workers-letter march"),
    ("tag:border", "profits"),
    ("author:lind", "profits"),
    ("publisher:gazette", "profits"),
    ("sector:cloud country:states", "amazon"),
    ("place:seattle", "march"),
    ("status:unanswered", "workers-letter"),
    ("target:aws", "workers-letter"),
    // Ties.
    ("company:amazon", "profits amazon globex workers-letter"),
    ("company:globex", "undated amazon globex"),
    ("campaign:\"workers' letter\"", "profits amazon workers-letter"),
    ("agency:ICE", "amazon workers-letter"),
    ("agency:immigration", "amazon workers-letter"),
    ("agency:guard", "workers-letter"),
    ("person:rey", "profits globex march"),
    ("product:rekognition", "amazon"),
    ("law:*", ""),
    ("term:rey,rekognition", "profits amazon globex march"),
    ("related:globex", "profits undated amazon globex"),
    ("related:workers-letter", "profits amazon workers-letter"),
    ("related:ice", "amazon workers-letter"),
    ("related:nobody", ""),
    ("cites:profits", "profits amazon globex workers-letter march"),
    ("cites:profits#¶2", "profits amazon"),
    ("cites:profits#p4", "amazon"),
    ("links:amazon", "globex workers-letter"),
    ("links:workers-letter#cancel", "amazon"),
    ("linkedby:globex", "profits amazon"),
    ("linkedby:undated", "globex"),
    // Dates.
    ("date:2018", "lonely profits amazon workers-letter"),
    ("date!:2018", "profits amazon workers-letter"),
    ("date:2018-06-21", "lonely profits amazon workers-letter"),
    ("date!:2018-06-21", "workers-letter"),
    ("date:2019", "lonely amazon march"),
    ("date!:2019", "march"),
    ("date:<2017", "lonely"),
    ("date!:<2018", "amazon"),
    ("date:>2019", "lonely amazon"),
    ("date!:>=2016", "profits amazon workers-letter march"),
    ("-date:*", "undated torn globex"),
    ("signed:2018-03", "amazon"),
    ("as_of:2018-07,2030", "workers-letter"),
    // Numbers: by one figure each, any reading.
    ("signatures:>100", "workers-letter march"),
    ("signatures:>=500", "march"),
    ("signatures:451", "workers-letter"),
    ("signatures:450,900", "march"),
    ("signatures:400..460", "workers-letter"),
    ("signatures:<=101", "workers-letter"),
    ("amount:600k", "amazon"),
    ("amount:1214000.5", "amazon"),
    ("amount:>1.3M", ""),
    ("amount:*", "amazon"),
    // One record for which all inside holds.
    ("contract{status:active amount:>=600_000}", "amazon"),
    ("contract{status:bid amount:>0}", ""),
    ("contract{currency:USD rate:month}", "amazon"),
    ("contract{with:\"customs enforcement\"}", "amazon"),
    ("contract{with:globex signed:2017}", ""),
    ("contract{rekognition -status:bid}", "amazon"),
    ("contract{id:case}", "amazon"),
    ("contract{cites:profits#¶3}", "amazon"),
    ("contract{-cites:*}", "amazon"),
    ("contract{period:>=2020}", "amazon"),
    ("contract{period!:>=2018}", ""),
    ("statement{answers:workers-letter}", "amazon"),
    ("statement{answers:march}", ""),
    ("demand{outcome:unanswered of:aws}", "workers-letter"),
    ("figure{count:500}", "profits"),
    ("event{who:rey date!:2019}", "march"),
    ("-contract{status:bid}", "lonely profits undated torn globex workers-letter march"),
    // Parts and states.
    ("has:amount", "amazon"),
    ("has:signatures -has:demands", "march"),
    ("has:fulltext", "profits"),
    ("has:extra", "lonely"),
    ("has:quote,place", "march"),
    ("is:disputed", "amazon march"),
    ("is:unsourced", "amazon march"),
    ("is:orphan", "lonely"),
    ("is:broken", "torn"),
    ("is:broken,orphan", "lonely torn"),
    // Views, order, limit.
    ("@unanswered-demands", "workers-letter"),
    ("-@unanswered-demands in:campaigns", "march"),
    ("@dear", "amazon"),
    ("sort:title in:articles", "lonely torn undated profits"),
    ("sort:-date in:articles,campaigns", "march workers-letter profits lonely undated torn"),
    ("sort:-signatures in:campaigns", "march workers-letter"),
    ("sort:amount,title", "amazon lonely globex march torn undated profits workers-letter"),
    ("sort:kind,-title limit:3", "undated march workers-letter"),
    ("limit:2", "lonely profits"),
];

#[test]
fn a_filter_keeps_what_it_says() {
    let mut wrong = Vec::new();
    for (text, expected) in KEPT {
        let kept = kept(text);
        if kept != *expected {
            wrong.push(format!("{text} keeps {kept}, not {expected}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

fn records(text: &str, kind: Option<RecordKind>) -> Vec<(String, String)> {
    let query = query(text).unwrap();
    let found = match kind {
        Some(kind) => records_of(&query, View::new(&READ.0, &READ.1), kind),
        None => super::records(&query, View::new(&READ.0, &READ.1)),
    };
    let named = |(id, place): (EntryId, usize)| (id_of(id), READ.0.get(id).unwrap().records[place].id.clone());
    found.into_iter().map(named).collect()
}

#[test]
fn what_looks_at_records_keeps_those_that_it_is_true_of() {
    let kept = |text: &str| {
        let found = records(text, None).into_iter().map(|(entry, record)| format!("{entry}#{record}"));
        found.collect::<Vec<_>>().join(" ")
    };
    for (text, expected) in [
        ("id:amazon", "amazon#case-files amazon#bid amazon#ceo"),
        ("is:disputed", "amazon#case-files march#walked"),
        ("is:unsourced", "amazon#bid march#start"),
        ("has:speaker", "amazon#ceo"),
        // A kind without such a key goes by its entry.
        ("has:status", "amazon#case-files amazon#bid workers-letter#cancel workers-letter#first workers-letter#later"),
        ("has:contracts", "amazon#case-files amazon#bid"),
        ("has:sector", "amazon#case-files amazon#bid amazon#ceo"),
        ("signed:2017", "amazon#bid"),
        ("date:2018-11", "amazon#case-files amazon#ceo"),
        ("in:campaigns date:2018", "workers-letter#cancel workers-letter#first workers-letter#later"),
        (
            "cites:profits#¶3",
            "amazon#case-files amazon#ceo workers-letter#cancel workers-letter#first workers-letter#later",
        ),
        ("contract{with:globex} is:disputed", "amazon#case-files"),
        ("contract{with:ice} is:disputed", ""),
        ("-is:disputed in:companies", ""),
    ] {
        assert_eq!(kept(text), expected, "{text}");
    }
}

/// A record that is the result holds the words itself, or its entry is called so; a list of one kind asks the entry.
#[test]
fn words_are_asked_of_the_record_that_is_the_result() {
    let named = |found: Vec<(String, String)>| {
        found.into_iter().map(|(entry, record)| format!("{entry}#{record}")).collect::<Vec<_>>().join(" ")
    };
    for (text, expected) in [
        ("lawmakers", "amazon#ceo"),
        ("\"case files\"", "amazon#case-files"),
        // A name of the entry, any of them; a name of a term, either of them.
        ("aws", "amazon#case-files amazon#bid amazon#ceo"),
        ("aws lawmakers", "amazon#ceo"),
        ("\"Immigration and Customs Enforcement\"", "amazon#bid"),
        // Prose and keys of the entry alone.
        ("tools", ""),
        ("seattle", ""),
        ("ana", "march#start"),
        ("amazon -lawmakers", "workers-letter#cancel"),
        ("lake OR lawmakers", "amazon#ceo march#start"),
        ("contract{status:bid} hosting", ""),
        ("contract{with:globex} hosting", "amazon#case-files"),
    ] {
        assert_eq!(named(records(text, None)), expected, "{text}");
    }
    assert_eq!(named(records("lawmakers", Some(RecordKind::Contract))), "amazon#case-files amazon#bid");
}

#[test]
fn records_are_sorted_by_what_they_say_themselves_and_so_many_are_kept() {
    let sorted = |text: &str, kind: RecordKind| {
        let found = records(text, Some(kind)).into_iter().map(|(entry, record)| format!("{entry}#{record}"));
        found.collect::<Vec<_>>().join(" ")
    };
    let signatures = |text: &str| sorted(text, RecordKind::Signatures);
    assert_eq!(signatures("sort:signatures"), "workers-letter#first workers-letter#later march#walked");
    assert_eq!(signatures("sort:-signatures"), "march#walked workers-letter#later workers-letter#first");
    assert_eq!(signatures("sort:-signatures limit:2"), "march#walked workers-letter#later");
    // What a record has no key for it is sorted by as its entry is.
    assert_eq!(signatures("sort:title"), "march#walked workers-letter#first workers-letter#later");
    let contracts = |text: &str| sorted(text, RecordKind::Contract);
    assert_eq!(contracts("sort:status"), "amazon#case-files amazon#bid");
    assert_eq!(contracts("sort:-status"), "amazon#bid amazon#case-files");
    // What has no value is the last either way.
    assert_eq!(contracts("sort:amount"), "amazon#case-files amazon#bid");
    assert_eq!(contracts("sort:-amount"), "amazon#case-files amazon#bid");
}

#[test]
fn braces_keep_their_records() {
    let pairs = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(entry, record)| ((*entry).to_owned(), (*record).to_owned())).collect()
    };
    let contracts = Some(RecordKind::Contract);
    assert_eq!(records("contract{status:bid}", None), pairs(&[("amazon", "bid")]));
    assert_eq!(
        records("contract{status:bid} OR amount:1214000.5", contracts),
        pairs(&[("amazon", "case-files"), ("amazon", "bid")])
    );
    assert_eq!(records("(contract{status:bid} nothing) OR amount:600k", contracts), pairs(&[("amazon", "case-files")]));
    assert_eq!(records("aws", contracts), pairs(&[("amazon", "case-files"), ("amazon", "bid")]));
    assert_eq!(records("@dear", contracts), pairs(&[("amazon", "case-files")]));
    assert_eq!(
        records("contract{status:bid} -contract{status:none}", Some(RecordKind::Statement)),
        pairs(&[("amazon", "ceo")])
    );
    assert_eq!(records("in:companies,articles", Some(RecordKind::Figure)), pairs(&[("profits", "faces")]));
    assert_eq!(records("-contract{status:bid}", contracts), pairs(&[]));
}

#[test]
fn a_topic_beside_a_filter_narrows_it() {
    let globex = Topic::Entry(READ.0.find(crate::entry::EntryKind::Company, "globex").unwrap());
    let both = query("in:articles sort:-title").unwrap().and(Query::related(&READ.0, globex));
    assert_eq!(both.to_string(), "in:articles related:globex sort:-title");
    assert!(both.is_sorted() && !both.is_all());
    let kept: Vec<_> = eval(&both, View::new(&READ.0, &READ.1)).into_iter().map(|hit| id_of(hit.entry)).collect();
    assert_eq!(kept, ["profits", "undated"]);
}

#[test]
fn the_sentence_of_the_first_word_is_marked() {
    let said = |text: &str| {
        let query = query(text).unwrap();
        let id = eval(&query, View::new(&READ.0, &READ.1)).first().unwrap().entry;
        let (sentence, marks) = Snippets::of(&query, View::new(&READ.0, &READ.1)).in_entry(id)?;
        let marked: Vec<_> = marks.into_iter().map(|range| sentence.get(range).unwrap().to_owned()).collect();
        Some((sentence, marked.join("|")))
    };
    let expected = |sentence: &str, marked: &str| Some((sentence.to_owned(), marked.to_owned()));
    assert_eq!(said("sell tents"), expected("Others sell tents.", "sell|tents"));
    assert_eq!(said("lawmakers"), expected("Cy Ode: Said that it is for lawmakers.", "lawmakers"));
    assert_eq!(
        said("\"works for Amazon\""),
        expected("It works for Amazon and is asked by Ana Rey.", "works for Amazon")
    );
    assert_eq!(said("whistle -torn"), expected("The secret whistle blew.", "whistle"));
    assert_eq!(said("\"United States\""), expected("country: United States", "United States"));
    assert_eq!(said("contract{multi}"), expected("A bid · with ICE · multi-million dollars", "multi"));
    assert_eq!(said("deport"), expected("Who Profits from Déportations?", "Déportations"));
    assert_eq!(
        said("\"Immigration and Customs Enforcement\""),
        expected("A bid · with ICE · multi-million dollars", "ICE")
    );
    assert_eq!(said("aws"), expected("also known as: AWS", "AWS"));
    assert_eq!(said("in:articles"), None);
}

#[test]
fn a_sentence_is_read_before_a_bare_key_and_has_what_a_field_asks_for() {
    let said = |text: &str| {
        let query = query(text).unwrap();
        let id = eval(&query, View::new(&READ.0, &READ.1)).first().unwrap().entry;
        let (sentence, marks) = Snippets::of(&query, View::new(&READ.0, &READ.1)).in_entry(id)?;
        let marked: Vec<_> = marks.into_iter().map(|range| sentence.get(range).unwrap().to_owned()).collect();
        Some((sentence, marked.join("|")))
    };
    let cases = [
        ("agency:ice", "A bid · with ICE · multi-million dollars", "ICE"),
        ("agency:\"Border Guard\"", "agencies: Border Guard", "Border Guard"),
        ("product:rekognition", "Hosting of case files · with Globex · ~ USD 600,000 per month ≠ EUR 1,214,000.50", ""),
        (
            "\"1,214,000.50\"",
            "Hosting of case files · with Globex · ~ USD 600,000 per month ≠ EUR 1,214,000.50",
            "1,214,000.50",
        ),
        ("campaign:workers in:articles", "The letter by its workers has no answer.", "workers"),
        ("kind:letter", "kind: open-letter", "letter"),
        ("kind:letter cancel", "Cancel the contracts", "Cancel"),
        ("letter answer in:articles", "The letter by its workers has no answer.", "letter|answer"),
        ("files letter answer in:articles", "The letter by its workers has no answer.", "letter|answer"),
    ];
    for (query, sentence, marked) in cases {
        assert_eq!(said(query), Some((sentence.to_owned(), marked.to_owned())), "{query}");
    }
    assert_eq!(said("id:amazon"), None);
}

#[test]
fn the_words_of_a_filter_are_those_of_its_fields_too() {
    let asked =
        query("cloud agency:CBP,ICE kind:\"open letter\" id:x -company:y contract{with:Dhs currency:USD} date:2018");
    let words: Vec<String> = asked.unwrap().words().iter().map(|needle| needle.words().join(" ")).collect();
    assert_eq!(words, ["cloud", "cbp", "ice", "open letter", "dhs"]);
}

#[test]
fn a_view_that_does_not_parse_is_a_problem_at_its_place() {
    let problems = check_views(&READ.0, COVER);
    let found: Vec<_> =
        problems.iter().map(|problem| (problem.code, problem.line, problem.column, problem.length)).collect();
    assert_eq!(found, [(Code::BadView, 22, 21, 4), (Code::BadView, 25, 16, 5)]);
    assert_eq!(problems[0].path, "dossier.toml");
    assert!(problems[0].message.starts_with("the view 'Broken' does not parse: '20x8' "), "{}", problems[0].message);
}

/// A test that says something of the tried dossier.
fn atom() -> impl Strategy<Value = String> {
    proptest::sample::select(vec![
        "cloud",
        "amazon",
        "\"case files\"",
        "ice",
        "in:articles",
        "kind:letter",
        "date:2018",
        "date!:2018",
        "date:>2018-06",
        "date!:<2019",
        "signatures:>100",
        "amount:*",
        "contract{status:bid}",
        "contract{with:globex -amount:>1M}",
        "company:amazon",
        "agency:ice",
        "related:amazon",
        "cites:profits",
        "links:amazon",
        "linkedby:globex",
        "has:date",
        "is:disputed",
        "is:orphan",
        "@dear",
        "@unanswered-demands",
        "place:*",
        "event{date:2019}",
        "term:*",
    ])
    .prop_map(str::to_owned)
}

fn filter() -> impl Strategy<Value = String> {
    atom().prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} OR {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} {b})")),
            inner.prop_map(|a| format!("-{a}")),
        ]
    })
}

fn set(text: &str) -> Vec<EntryId> {
    hits(text).into_iter().map(|hit| hit.entry).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_complement_is_exact(x in filter()) {
        let (with, without) = (set(&format!("({x})")), set(&format!("-({x})")));
        for id in READ.0.ids() {
            prop_assert!(with.contains(&id) != without.contains(&id), "{}", x);
        }
    }

    #[test]
    fn side_by_side_is_both_and_or_is_either(a in filter(), b in filter()) {
        // In parentheses a view is not alone, whose order and limit would hold.
        let (in_a, in_b) = (set(&format!("({a}) in:*")), set(&format!("({b}) in:*")));
        let both: Vec<_> = READ.0.ids().filter(|id| in_a.contains(id) && in_b.contains(id)).collect();
        let either: Vec<_> = READ.0.ids().filter(|id| in_a.contains(id) || in_b.contains(id)).collect();
        prop_assert_eq!(set(&format!("{a} {b} in:*")), both);
        prop_assert_eq!(set(&format!("({a} OR {b}) in:*")), either);
    }

    #[test]
    fn what_must_be_may_be(date in "20[01][0-9](-0[1-9])?", sign in "(<|<=|>|>=|)", field in "(date|signed|as_of)") {
        let (must, may) = (set(&format!("{field}!:{sign}{date}")), set(&format!("{field}:{sign}{date}")));
        prop_assert!(must.iter().all(|id| may.contains(id)));
    }

    #[test]
    fn what_is_printed_keeps_the_same(x in filter()) {
        prop_assert_eq!(set(&query(&x).unwrap().to_string()), set(&x));
    }
}
