use std::sync::OnceLock;

use proptest::prelude::*;

use super::super::{QueryError, Snippets, check_views, parse};
use super::*;
use crate::fixture::{Board, TODAY, covered, file, files, large, made_of};
use crate::problem::Code;
use crate::query::searched;
use crate::search::WordIndex;
use crate::text::fold::Needle;
use crate::whole::{Depth, Linking, Snapshot, Spot, Topic, View};

/// The large dossier.
fn view() -> View<'static> {
    let (dossier, bodies) = large();
    View::new(dossier, bodies)
}

fn query(text: &str) -> Result<Query, QueryError> {
    parse(text, view().dossier)
}

fn id_of(id: EntryId) -> String {
    view().dossier.get(id).unwrap().id.clone()
}

fn hits(text: &str) -> Vec<Hit> {
    eval(&query(text).unwrap_or_else(|error| panic!("{text}: {error:?}")), view())
}

fn kept(text: &str) -> String {
    hits(text).into_iter().map(|hit| id_of(hit.entry)).collect::<Vec<_>>().join(" ")
}

const ALL: &str = "decade lonely profits news undated torn amazon example globex petition workers-letter march letter";

/// Filters with the ids they keep, in order.
const KEPT: &[(&str, &str)] = &[
    ("", ALL),
    // Words: by their beginning, in any case, without accents; names, records, prose, attached texts, own keys.
    ("deport", "profits news"),
    ("whistle", "profits amazon"),
    ("attic", "lonely"),
    ("lawmakers", "amazon"),
    ("aws", "amazon"),
    ("lake", "march"),
    ("seattle", "march"),
    ("tools", "amazon example"),
    ("1,214,000.50", "amazon"),
    ("wire.example", ""),
    ("\"sell tents\"", "profits"),
    ("\"tents sell\"", ""),
    ("\"tents sell\"~0", "profits"),
    ("\"tools cloud\"~3", "example"),
    ("\"tents sel\"~9", ""),
    // Another ending of the language; never in a phrase.
    ("deporting", "profits news"),
    ("\"deporting\"", ""),
    ("selling", "profits amazon example"),
    ("sel tent", "profits"),
    // What a link reads as, not what is written in it.
    ("\"works for Amazon\"", "globex"),
    // A term's name finds its long form and back.
    ("ice", "news example letter"),
    ("\"Immigration and Customs Enforcement\"", "news example letter"),
    ("immigration", ""),
    // Joined.
    ("cloud amazon", "profits amazon"),
    ("-cloud in:companies", "globex"),
    ("cloud OR march", "profits amazon example march"),
    ("(cloud OR march) -amazon", "example march"),
    ("-(cloud OR march)", "decade lonely news undated torn globex petition workers-letter letter"),
    ("portations", ""),
    ("NAIVE facade", "decade"),
    ("\"first amendment\"", "profits"),
    ("\"amendment first\"", ""),
    ("list", "profits"),
    ("\"all hands\"", "amazon"),
    ("\"Customs and Border Protection\"", "amazon workers-letter"),
    ("cbp", "amazon workers-letter"),
    // The entry's keys.
    ("in:articles", "decade lonely profits news undated torn"),
    ("in:companies,campaigns", "amazon example globex petition workers-letter march letter"),
    ("id:letter", "workers-letter letter"),
    ("title:alone", "lonely"),
    ("name:\"amazon web services\"", "amazon"),
    ("kind:letter", "workers-letter letter"),
    ("kind:letter,call", "undated workers-letter letter"),
    ("kind:*", "decade profits news undated petition workers-letter march letter"),
    ("tag:border", "profits"),
    ("author:lind", "profits"),
    ("publisher:gazette", "news"),
    ("sector:cloud country:states", "amazon"),
    ("place:seattle", "march"),
    ("status:unanswered", "workers-letter"),
    ("target:aws", "workers-letter"),
    ("id:workers-letter", "workers-letter"),
    ("title:list", "profits"),
    ("name:aws", "amazon"),
    ("author:rey", "profits"),
    ("publisher:wire", "profits"),
    ("sector:cloud", "amazon"),
    ("country:states", "amazon"),
    ("status:won,unanswered", "petition workers-letter"),
    ("organiser:mijente", "workers-letter"),
    ("endorser:aclu", "workers-letter"),
    ("part_of:series", "profits"),
    // Ties.
    ("company:amazon", "profits amazon globex workers-letter"),
    ("company:globex", "undated amazon globex"),
    ("campaign:\"workers' letter\"", "profits news amazon example workers-letter letter"),
    ("agency:ICE", "news example letter"),
    ("agency:immigration", "news example letter"),
    ("agency:guard", "workers-letter"),
    ("person:rey", "profits amazon globex march"),
    ("product:rekognition", "amazon"),
    ("law:*", "profits"),
    ("term:rey,rekognition", "profits amazon globex march"),
    ("related:globex", "profits undated amazon globex"),
    ("related:workers-letter", "profits amazon workers-letter"),
    ("related:ice", "news example letter"),
    ("related:nobody", ""),
    ("cites:profits", "profits amazon globex petition workers-letter march"),
    ("cites:profits#¶2", "profits amazon"),
    ("cites:profits#p4", "amazon"),
    ("links:amazon", "profits globex workers-letter"),
    ("links:workers-letter#cancel", "amazon"),
    ("linkedby:globex", "profits amazon"),
    ("linkedby:undated", "globex"),
    ("company:aws", "profits amazon globex workers-letter"),
    ("campaign:petition", "torn petition"),
    ("agency:\"border protection\"", "amazon workers-letter"),
    ("person:jassy", "profits amazon"),
    ("organisation:mijente", "profits workers-letter"),
    ("medium:wire", "profits"),
    ("law:amendment", "profits"),
    ("term:hilltop", "profits"),
    ("related:petition", "profits torn petition"),
    ("related:CBP", "amazon workers-letter"),
    ("cites:\"profits#¶3,7\"", "amazon workers-letter"),
    ("cites:profits#p6", "workers-letter"),
    ("linkedby:workers-letter", "profits amazon"),
    ("linkedby:torn", "petition"),
    // Dates.
    ("date:2018", "decade lonely profits news amazon example petition workers-letter letter"),
    ("date!:2018", "profits news amazon example petition workers-letter letter"),
    ("date:2018-06-21", "decade lonely profits news amazon petition workers-letter"),
    ("date!:2018-06-21", "news workers-letter"),
    ("date:2019", "decade lonely amazon petition march"),
    ("date!:2019", "march"),
    ("date:<2017", "decade lonely workers-letter"),
    ("date!:<2018", "amazon"),
    ("date:>2019", "lonely amazon"),
    ("date!:>=2016", "profits news amazon example petition workers-letter march letter"),
    ("-date:*", "undated torn globex"),
    ("signed:2018-03", "amazon"),
    ("as_of:2018-07,2030", "workers-letter"),
    ("date:2018-11", "decade lonely amazon"),
    ("as_of:2017", "amazon"),
    // The petition is of 21 June to 31 July, not of June alone.
    ("in:campaigns date:2018-06", "petition workers-letter letter"),
    ("in:campaigns date!:2018-06", "workers-letter letter"),
    ("event{date:2018-07}", "workers-letter"),
    ("event{date!:2018-07}", ""),
    ("event{date:1900}", "workers-letter"),
    ("event{date:>2018-07}", "march"),
    ("contract{period:2999}", "amazon"),
    ("contract{period:<2018-03}", ""),
    ("contract{period:>=2018-03}", "amazon"),
    ("signed:>2018-02", "amazon"),
    ("signed:>2018-03", ""),
    ("signed:>=2018-03-31", "amazon"),
    ("signed!:>=2018-03-31", ""),
    ("signed:<=2018-03-01", "amazon"),
    ("signed!:<=2018-03", "amazon"),
    ("signed:<2017", ""),
    ("signed:2018-01..2018-02,2018-03-15", "amazon"),
    ("signed:..2018", "amazon"),
    ("signed:2019..", ""),
    // `?` does not widen; winter reaches into the next year.
    ("as_of:2016", ""),
    ("as_of!:2017", "amazon"),
    ("as_of:2019-02", "petition"),
    ("as_of:2019-03", ""),
    ("date:2012-12-12", "decade workers-letter"),
    ("in:articles date!:2010..2019", "decade profits news"),
    ("date:*,1066", "decade lonely profits news amazon example petition workers-letter march letter"),
    // Numbers: by one figure each, any reading.
    ("signatures:>100", "petition workers-letter march letter"),
    ("signatures:>=500", "petition march"),
    ("signatures:451", "workers-letter"),
    ("signatures:450,900", "march"),
    ("signatures:400..460", "workers-letter"),
    ("signatures:<=101", "workers-letter letter"),
    ("amount:600k", "amazon example"),
    ("amount:1214000.5", "amazon"),
    ("amount:>1.3M", ""),
    ("amount:*", "amazon example"),
    ("amount:>1M", "amazon"),
    ("signatures:101", "workers-letter letter"),
    ("signatures:100", ""),
    ("signatures:>101", "petition workers-letter march"),
    ("signatures:500", "petition march"),
    ("signatures:..101", "workers-letter letter"),
    ("signatures:400..1k", "petition workers-letter march"),
    ("figure{count:39}", "amazon"),
    ("figure{count:<40}", "amazon"),
    ("figure{count:40}", ""),
    ("amount:600_000", "amazon example"),
    ("amount:1.2140005M", "amazon"),
    ("amount:>2B", ""),
    // One record for which all inside holds.
    ("contract{status:active amount:>=600_000}", "amazon"),
    ("contract{status:bid amount:>0}", ""),
    ("contract{currency:USD rate:month}", "amazon example"),
    ("contract{with:\"customs enforcement\"}", "example"),
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
    ("demand{about:amazon#case-files}", "workers-letter"),
    ("demand{about:amazon#bid}", ""),
    ("figure{count:500}", "profits"),
    ("event{who:rey date!:2019}", "march"),
    (
        "-contract{status:bid}",
        "decade lonely profits news undated torn example globex petition workers-letter march letter",
    ),
    ("contract{amount:600000 currency:USD rate:month}", "amazon example"),
    ("contract{amount:*} -contract{amount:>0 status:bid}", "amazon example"),
    ("contract{with:cbp status:active}", ""),
    ("contract{status:active} contract{with:cbp}", "amazon"),
    ("contract{hosting -status:bid}", "amazon example"),
    ("contract{cites:\"profits#¶3\" same_as:amazon#case-files}", "amazon"),
    ("statement{answers:workers-letter#cancel speaker:jassy}", "amazon"),
    ("demand{of:aws outcome:unanswered}", "workers-letter"),
    // Parts and states.
    ("has:amount", "amazon example"),
    ("has:signatures -has:demands", "petition march"),
    ("has:fulltext", "profits"),
    ("has:extra", "lonely"),
    ("has:quote,place", "amazon example workers-letter march"),
    ("is:disputed", "amazon example march"),
    ("is:unsourced", "amazon example march"),
    ("sources:0", "amazon example march"),
    ("sources:>1", ""),
    ("is:single-source", "profits amazon example globex petition workers-letter march letter"),
    ("is:orphan", "decade lonely"),
    ("is:broken", "torn"),
    ("is:broken,orphan", "decade lonely torn"),
    ("has:quote", "amazon example"),
    ("has:paragraphs", "profits news"),
    ("has:time", "workers-letter"),
    ("has:cites", "profits amazon example globex petition workers-letter march letter"),
    // Views, order, limit.
    ("@unanswered-demands", "workers-letter"),
    ("-@unanswered-demands in:campaigns", "petition march letter"),
    ("@dear", "amazon"),
    ("sort:title in:articles", "decade lonely torn undated profits news"),
    (
        "sort:-date in:articles,campaigns",
        "march petition news workers-letter profits lonely decade undated torn letter",
    ),
    ("sort:-signatures in:campaigns", "petition march workers-letter letter"),
    (
        "sort:amount,title",
        "amazon example decade lonely globex march petition letter torn undated profits news workers-letter",
    ),
    ("sort:kind,-title limit:3", "undated march news"),
    ("limit:2", "decade lonely"),
    ("@big-letters", "petition"),
    ("@big-letters in:campaigns", "petition workers-letter march letter"),
    ("-@big-letters in:campaigns", ""),
    ("sort:title in:campaigns", "march petition letter workers-letter"),
    ("sort:-signatures in:campaigns,companies", "petition march workers-letter letter amazon example globex"),
    (
        "sort:status,-date",
        "workers-letter petition march news profits lonely decade undated torn amazon example globex letter",
    ),
    ("in:articles sort:-date limit:1", "news"),
    ("sort:amount limit:1", "amazon"),
    ("sort:kind limit:2", "undated march"),
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

/// The records that a filter keeps, of one kind or of all that it speaks of.
fn records(text: &str, kind: Option<RecordKind>) -> String {
    let query = query(text).unwrap();
    let found = match kind {
        Some(kind) => records_of(&query, view(), kind),
        None => super::records(&query, view()),
    };
    let record = |id, place: usize| &view().dossier.get(id).unwrap().records[place].id;
    let named = found.into_iter().map(|(id, place)| format!("{}#{}", id_of(id), record(id, place)));
    named.collect::<Vec<_>>().join(" ")
}

#[test]
fn every_key_of_a_record_may_stand_in_its_braces() {
    let has = |kind: RecordKind, key: &str, entry: &Entry| {
        let records = entry.records.iter().filter(|record| record.kind == kind);
        records.flat_map(|record| record.fields.iter()).any(|field| field.key.name() == key)
    };
    for (kind, keys) in [
        (RecordKind::Contract, "id title with product status signed period amount same_as according_to cites"),
        (RecordKind::Statement, "id speaker role to text quote answers occasion date cites"),
        (RecordKind::Demand, "id text of about outcome cites"),
        (RecordKind::Signatures, "id count signers as_of cites"),
        (RecordKind::Figure, "id title count of as_of cites"),
        (RecordKind::Event, "id title place who date time cites"),
    ] {
        for key in keys.split(' ') {
            let bearers = view().dossier.entries().filter(|(_, entry)| match key {
                "id" => entry.records.iter().any(|record| record.kind == kind),
                _ => has(kind, key, entry),
            });
            let bearers: Vec<String> = bearers.map(|(id, _)| id_of(id)).collect();
            assert!(!bearers.is_empty(), "{key}");
            assert_eq!(kept(&format!("{}{{{key}:*}}", kind.singular())), bearers.join(" "), "{key}");
        }
        assert_eq!(kept(&format!("{}{{summary:*}}", kind.singular())), "");
        for foreign in ["in:articles", "@big-letters", "related:amazon", "event{a}"] {
            let text = format!("{}{{{foreign}}} x", kind.singular());
            let error = query(&text).unwrap_err();
            assert!(!error.unfinished && error.column > 0, "{text}: {error:?}");
        }
    }
    assert_eq!([kept("contract{currency:*}"), kept("contract{rate:*}")], ["amazon example", "amazon example"]);
    assert!(query("figure{amount:*}").is_ok());
    for text in ["signatures!:100 a", "kind!:letter a", "in!:articles a", "contract{title!:x} a"] {
        let error = query(text).unwrap_err();
        assert!(error.message.contains("to exclude, write -"), "{text}: {error}");
    }
}

#[test]
fn what_was_but_offered_counts_in_no_order() {
    let company = |name: &str, contracts: &[(&str, &str)]| {
        let contracts = contracts.iter().enumerate().map(|(number, (amount, status))| {
            format!(
                "[[contracts]]\nid = \"c{number}\"\nwith = \"CBP\"\namount = \"USD {amount}\"\nstatus = \"{status}\"\n"
            )
        });
        format!("+++\nname = \"{name}\"\n{}+++\n", contracts.collect::<String>())
    };
    let (dossier, bodies) = made_of(&[
        ("companies/a.md", &company("A", &[("9 billion", "bid"), ("1", "active")])),
        ("companies/b.md", &company("B", &[("8 billion", "offered"), ("7 billion", "trial")])),
        ("companies/c.md", &company("C", &[("3", "ended"), ("2", "not-renewed")])),
    ]);
    for (text, expected) in [("sort:amount", "a c b"), ("sort:-amount", "c a b"), ("amount:>2000 sort:-amount", "a b")]
    {
        let hits = eval(&parse(text, &dossier).unwrap(), View::new(&dossier, &bodies));
        let ids = hits.into_iter().filter_map(|hit| dossier.get(hit.entry)).map(|entry| entry.id.as_str());
        assert_eq!(ids.collect::<Vec<_>>().join(" "), expected, "{text}");
    }
}

#[test]
fn keys_references_and_fields_are_proposed() {
    for (text, column, says) in [
        ("agncy:CBP", 0, "did you mean agency:?"),
        ("ICE statment{speaker:b}", 4, "did you mean statement{…}?"),
        ("contract{amuont:>3}", 9, "did you mean amount:?"),
        ("is:disputd", 3, "did you mean disputed?"),
        ("has:paragraph", 4, "did you mean paragraphs?"),
        ("in:article", 3, "did you mean articles?"),
        ("sort:titel", 5, "did you mean title?"),
    ] {
        let error = query(text).unwrap_err();
        assert!(error.column == column && error.message.contains(says), "{text}: {error:?}");
    }
}

#[test]
fn what_looks_at_records_keeps_those_that_it_is_true_of() {
    for (text, expected) in [
        ("id:amazon", "amazon#case-files amazon#bid amazon#ceo amazon#people"),
        ("is:disputed", "amazon#case-files march#walked"),
        ("is:unsourced", "amazon#bid example#files march#start"),
        ("has:speaker", "amazon#ceo example#answer"),
        // A kind without such a key goes by its entry.
        (
            "has:status",
            "amazon#case-files amazon#bid example#hosting petition#some workers-letter#cancel workers-letter#first workers-letter#later workers-letter#handed",
        ),
        ("has:contracts", "amazon#case-files amazon#bid example#hosting example#faces"),
        (
            "has:sector",
            "amazon#case-files amazon#bid amazon#ceo amazon#people example#hosting example#faces example#answer example#files",
        ),
        ("signed:2017", "amazon#bid"),
        ("date:2018-11", "amazon#case-files amazon#ceo"),
        (
            "in:campaigns date:2018",
            "petition#some workers-letter#cancel workers-letter#first workers-letter#later workers-letter#handed letter#june",
        ),
        (
            "cites:profits#¶3",
            "amazon#case-files amazon#ceo workers-letter#cancel workers-letter#first workers-letter#later",
        ),
        ("contract{with:globex} is:disputed", "amazon#case-files"),
        ("contract{with:ice} is:disputed", ""),
        ("-is:disputed in:companies", ""),
    ] {
        assert_eq!(records(text, None), expected, "{text}");
    }
}

/// A record that is the result holds the words itself, or its entry is called so; a list of one kind asks the entry.
#[test]
fn words_are_asked_of_the_record_that_is_the_result() {
    for (text, expected) in [
        ("lawmakers", "amazon#ceo"),
        ("\"case files\"", "amazon#case-files example#hosting example#files"),
        // A name of the entry, any of them; a name of a term, either of them.
        ("aws", "amazon#case-files amazon#bid amazon#ceo amazon#people"),
        ("aws lawmakers", "amazon#ceo"),
        ("\"Immigration and Customs Enforcement\"", "example#hosting letter#end"),
        // Prose and keys of the entry alone.
        ("\"sells tools\"", ""),
        ("seattle", ""),
        ("ana", "amazon#case-files march#start"),
        ("amazon -lawmakers", "workers-letter#cancel"),
        ("lake OR lawmakers", "amazon#ceo march#start"),
        ("contract{status:bid} hosting", ""),
        ("contract{with:globex} hosting", "amazon#case-files"),
    ] {
        assert_eq!(records(text, None), expected, "{text}");
    }
    assert_eq!(records("lawmakers", Some(RecordKind::Contract)), "amazon#case-files amazon#bid");
}

#[test]
fn records_are_sorted_by_what_they_say_themselves_and_so_many_are_kept() {
    for (kind, text, expected) in [
        (
            RecordKind::Signatures,
            "sort:signatures",
            "workers-letter#first letter#june workers-letter#later petition#some march#walked",
        ),
        (
            RecordKind::Signatures,
            "sort:-signatures",
            "petition#some march#walked workers-letter#later workers-letter#first letter#june",
        ),
        (RecordKind::Signatures, "sort:-signatures limit:2", "petition#some march#walked"),
        // What a record has no key for it is sorted by as its entry is.
        (
            RecordKind::Signatures,
            "sort:title",
            "march#walked petition#some letter#june workers-letter#first workers-letter#later",
        ),
        (RecordKind::Contract, "sort:status in:companies id:amazon", "amazon#case-files amazon#bid"),
        (RecordKind::Contract, "sort:-status id:amazon", "amazon#bid amazon#case-files"),
        // What has no value is the last either way.
        (RecordKind::Contract, "sort:amount id:amazon", "amazon#case-files amazon#bid"),
        (RecordKind::Contract, "sort:-amount id:amazon", "amazon#case-files amazon#bid"),
    ] {
        assert_eq!(records(text, Some(kind)), expected, "{text}");
    }
}

#[test]
fn braces_keep_their_records() {
    for (text, kind, expected) in [
        ("contract{status:bid}", None, "amazon#bid"),
        ("contract{status:bid} OR amount:1214000.5", Some(RecordKind::Contract), "amazon#case-files amazon#bid"),
        (
            "(contract{status:bid} nothing) OR amount:600k",
            Some(RecordKind::Contract),
            "amazon#case-files example#hosting",
        ),
        ("aws", Some(RecordKind::Contract), "amazon#case-files amazon#bid"),
        ("@dear", Some(RecordKind::Contract), "amazon#case-files"),
        ("contract{status:bid} -contract{status:none}", Some(RecordKind::Statement), "amazon#ceo"),
        ("in:companies,articles", Some(RecordKind::Figure), "profits#faces amazon#people example#files"),
        ("-contract{status:bid}", Some(RecordKind::Contract), "example#hosting example#faces"),
    ] {
        assert_eq!(records(text, kind), expected, "{text}");
    }
}

#[test]
fn a_topic_beside_a_filter_narrows_it() {
    let globex = Topic::Entry(view().dossier.find(crate::entry::EntryKind::Company, "globex").unwrap());
    let both = query("in:articles sort:-title").unwrap().and(Query::related(view().dossier, globex));
    assert_eq!(both.to_string(), "in:articles related:globex sort:-title");
    assert!(both.is_sorted() && !both.is_all());
    let kept: Vec<_> = eval(&both, view()).into_iter().map(|hit| id_of(hit.entry)).collect();
    assert_eq!(kept, ["profits", "undated"]);
}

#[test]
fn the_sentence_of_the_first_word_is_marked() {
    let said = |text: &str| {
        let query = query(text).unwrap();
        let id = eval(&query, view()).first().unwrap().entry;
        let (sentence, marks) = Snippets::new(&query, view()).in_entry(id)?;
        let marked: Vec<_> = marks.into_iter().map(|range| sentence.get(range).unwrap().to_owned()).collect();
        Some((sentence, marked.join("|")))
    };
    let expected = |sentence: &str, marked: &str| Some((sentence.to_owned(), marked.to_owned()));
    assert_eq!(said("sell tents"), expected("Others sell tents.", "sell|tents"));
    assert_eq!(said("lawmakers"), expected("Andy Jassy: Said that it is for lawmakers.", "lawmakers"));
    assert_eq!(
        said("\"works for Amazon\""),
        expected("It works for Amazon and is asked by Ana Rey.", "works for Amazon")
    );
    assert_eq!(said("whistle -torn"), expected("The secret whistle blew.", "whistle"));
    assert_eq!(said("\"United States\""), expected("country: United States", "United States"));
    assert_eq!(said("contract{multi}"), expected("A bid · with CBP · multi-million dollars · bid", "multi"));
    assert_eq!(said("deport"), expected("Who Profits from Déportations?", "Déportations"));
    assert_eq!(
        said("\"Customs and Border Protection\""),
        expected("A bid · with CBP · multi-million dollars · bid", "CBP")
    );
    assert_eq!(said("aws"), expected("also known as: AWS", "AWS"));
    assert_eq!(said("in:articles"), None);
}

#[test]
fn a_sentence_is_read_before_a_bare_key_and_has_what_a_field_asks_for() {
    let said = |text: &str| {
        let query = query(text).unwrap();
        let id = eval(&query, view()).first().unwrap().entry;
        let (sentence, marks) = Snippets::new(&query, view()).in_entry(id)?;
        let marked: Vec<_> = marks.into_iter().map(|range| sentence.get(range).unwrap().to_owned()).collect();
        Some((sentence, marked.join("|")))
    };
    let cases = [
        ("agency:cbp", "A bid · with CBP · multi-million dollars · bid", "CBP"),
        ("agency:\"Border Guard\"", "agencies: Border Guard", "Border Guard"),
        (
            "product:rekognition",
            "Hosting of case files · with Globex · ~ USD 600,000 per month ≠ EUR 1,214,000.50 · active",
            "",
        ),
        (
            "\"1,214,000.50\"",
            "Hosting of case files · with Globex · ~ USD 600,000 per month ≠ EUR 1,214,000.50 · active",
            "1,214,000.50",
        ),
        ("campaign:workers in:articles", "The letter by its workers has no answer.", "workers"),
        ("kind:letter", "kind: open-letter", "letter"),
        ("kind:letter cancel", "asks: Cancel the contracts", "Cancel"),
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
    let cover = "[[views]]\nname = \"Broken\"\nquery = \"cloud date:20x8\"\n\
                 [[views]]\nname = \"Nested\"\nquery = \"cloud @broken\"\n";
    let (dossier, bodies) = made_of(&[("dossier.toml", cover)]);
    let problems = check_views(View::new(&dossier, &bodies));
    let found: Vec<_> =
        problems.iter().map(|problem| (problem.code, problem.line, problem.column, problem.length)).collect();
    assert_eq!(found, [(Code::BadView, 3, 21, 4), (Code::BadView, 6, 16, 7)]);
    assert_eq!(problems[0].path, "dossier.toml");
    assert!(problems[0].message.starts_with("the view 'Broken' does not parse: '20x8' "), "{}", problems[0].message);
}

/// A test that says something of the tried dossier.
fn atom() -> impl Strategy<Value = String> {
    proptest::sample::select(vec![
        "cloud",
        "amazon",
        "\"case files\"",
        "\"files case\"~2",
        "\"ice the\"~100",
        "deporting",
        "workers",
        "companies",
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

/// The tried dossier, worked out so far.
fn at_depth(depth: Depth) -> Snapshot {
    let parsed: Vec<_> = files().iter().map(|(path, text)| crate::parse::source(&file(path, text.as_str()))).collect();
    let named = Linking::of(&Snapshot::empty("example").with(parsed), TODAY);
    match depth {
        Depth::Named => named.snapshot().clone(),
        Depth::Tied => {
            let ties = named.files().iter().map(|file| named.ties(*file)).collect();
            named.tied(ties).snapshot().clone()
        }
        // What was worked out before is worked out again.
        Depth::Checked => named.snapshot().finished(TODAY),
    }
}

fn set(text: &str) -> Vec<EntryId> {
    hits(text).into_iter().map(|hit| hit.entry).collect()
}

#[test]
fn a_filter_narrows_what_asks_less() {
    let narrows = |more: &str, less: &str| query(more).unwrap().narrows(&query(less).unwrap());
    assert!(narrows("deport", "") && narrows("deport date:2018", "deport") && narrows("-a b c", "c -a"));
    assert!(narrows("(a OR b) c", "a OR b"));
    assert!(!narrows("", "deport") && !narrows("deported", "deport") && !narrows("a OR b", "a"));
    assert!(!narrows("-a", "-(a b)") && !narrows("date:2018", "date:2019"));
}

#[test]
fn who_is_tied_is_who_has_such_a_tie() {
    let dossier = view().dossier;
    for (topic, id) in dossier.list(crate::entry::EntryKind::Company).iter().map(|id| (Topic::Entry(*id), *id)) {
        let walked: Vec<EntryId> = dossier
            .ids()
            .filter(|from| *from == id || dossier.from(*from).iter().any(|tie| tie.to.topic == topic))
            .collect();
        assert!(walked.len() > 1);
        assert_eq!(set(&format!("company:{} in:*", id_of(id))), walked);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_complement_is_exact(x in filter()) {
        // A view that is alone has its order and its limit.
        let (with, without) = (set(&format!("({x}) in:*")), set(&format!("-({x}) in:*")));
        for id in view().dossier.ids() {
            prop_assert!(with.contains(&id) != without.contains(&id), "{}", x);
        }
    }

    #[test]
    fn side_by_side_is_both_and_or_is_either(a in filter(), b in filter()) {
        // In parentheses a view is not alone, whose order and limit would hold.
        let (in_a, in_b) = (set(&format!("({a}) in:*")), set(&format!("({b}) in:*")));
        let both: Vec<_> = view().dossier.ids().filter(|id| in_a.contains(id) && in_b.contains(id)).collect();
        let either: Vec<_> = view().dossier.ids().filter(|id| in_a.contains(id) || in_b.contains(id)).collect();
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

    /// The law of depth: what is not worked out is not asked.
    #[test]
    fn what_is_worked_out_as_far_as_is_asked_is_enough(x in filter(), y in filter()) {
        let text = format!("{x} -({y})");
        let query = query(&text).unwrap();
        let read = at_depth(query.depth());
        prop_assert_eq!(read.depth(), query.depth());
        let of = |view: View<'_>| {
            let sentences = Snippets::new(&query, view);
            let hits = eval(&query, view).into_iter();
            let told = |id: EntryId| (view.dossier.written(&Spot::page(id)), sentences.in_entry(id));
            hits.map(|hit| told(hit.entry)).collect::<Vec<_>>()
        };
        prop_assert_eq!(of(read.view()), of(view()), "{}", text);
    }

    /// The law of the fast way: it keeps what the walk keeps.
    #[test]
    fn the_index_keeps_what_the_walk_keeps(x in filter(), y in filter()) {
        let (index, lying) = indexes();
        for text in [format!("{x} {y}"), format!("{x} OR -({y})"), x, y] {
            let query = query(&text).unwrap();
            let walked = eval(&query, view());
            prop_assert_eq!(&eval(&query, Ground::new(view(), Some(index))), &walked, "{}", text);
            prop_assert_eq!(&eval(&query, Ground::new(view(), Some(lying))), &walked, "{}", text);
        }
    }

    /// The law of narrowing: what is looked for among what was found is what is found.
    #[test]
    fn among_what_held_for_less_all_is_found(x in filter(), y in filter()) {
        let (both, but) = (format!("{x} {y}"), format!("-({y}) {x}"));
        for (less, more) in [(x.clone(), both), (x.clone(), but), (y.clone(), x), (String::new(), y)] {
            let (less, more) = (query(&less).unwrap(), query(&more).unwrap());
            if !more.narrows(&less) {
                continue;
            }
            let within: Vec<EntryId> = holding(&less, view()).iter().map(|hit| hit.entry).collect();
            let narrowed = holding_within(&more, view().into(), &within, &|| true);
            prop_assert_eq!(narrowed, Some(holding(&more, view())), "{} after {}", more, less);
        }
    }

    #[test]
    fn the_index_knows_every_word_of_every_script(
        texts in prop::collection::vec("([a-cA-C éß'’,.-]|ation|ing|ies|1,?[0-9]{3}|微软|東京|กขค|ກາ|កខ|ကခ|한국|ΑΣ|d’o|b's|\n\n|\\PC){0,24}", 1..5),
        sought in "([a-c1é'’-]|微|软|ข|ກ|ខ|ခ|한|σ){1,4}(ing|ation|ies|ed|'s)?( [a-c]{1,2}('s|ing|ies)?){0,2}",
        language in "(en|de|es|ru|tlh)",
        between in 0_usize..=4,
    ) {
        let mut files: Vec<(String, String)> = texts
            .iter()
            .enumerate()
            .map(|(at, text)| (format!("articles/a{at}.md"), format!("+++\ntitle = \"T\"\n+++\n\n{text}\n")))
            .collect();
        files.push(("dossier.toml".to_owned(), format!("format = 1\ntitle = \"T\"\nlanguage = \"{language}\"\n")));
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let (dossier, bodies) = covered(&files);
        let view = View::new(&dossier, &bodies);
        let board = Board::default();
        let indexes = [WordIndex::of(view, &|| true).unwrap(), WordIndex::on_shelf(view, &board, 0, &|| true).unwrap()];
        for text in [sought.clone(), format!("\"{sought}\""), format!("\"{sought}\"~{between}")] {
            let text = text.as_str();
            if let Ok(query) = parse(text, &dossier) {
                let walked = eval(&query, view);
                for index in &indexes {
                    prop_assert_eq!(&eval(&query, Ground::new(view, Some(index))), &walked, "{}", text);
                }
            }
        }
    }

    /// What stands beside each other in a text that was written so is found by what is taken from it.
    #[test]
    fn phrases_taken_from_texts_are_found_by_their_places(
        words in prop::collection::vec("(the|of|of's|ice|Ice’s|to|微软|ขค|한)", 1..40),
        from in any::<prop::sample::Index>(),
        length in 1_usize..5,
        between in 0_usize..=3,
    ) {
        let halves = words.split_at(words.len() / 2);
        let [one, other] = [halves.0, halves.1].map(|half| format!("+++\ntitle = \"of\"\n+++\n\n{}\n\nto\n", half.join(" ")));
        let (dossier, bodies) = covered(&[("articles/a.md", &one), ("articles/b.md", &other)]);
        let view = View::new(&dossier, &bodies);
        let index = WordIndex::of(view, &|| true).unwrap();
        let from = from.index(words.len());
        let sought: Vec<&str> = words.iter().skip(from).take(length).map(String::as_str).collect();
        let backwards: Vec<&str> = sought.iter().rev().copied().collect();
        for needle in [
            Needle::phrase(&sought.join(" ")),
            Needle::phrase(&backwards.join(" ")),
            Needle::word(&sought.join(" ")),
            Needle::near(&backwards.join(" "), between),
        ] {
            let found = index.holding(&needle).unwrap();
            prop_assert!(found.is_exact);
            for id in dossier.ids() {
                let holds = searched::entry_holds(std::slice::from_ref(&needle), view, id, dossier.get(id).unwrap());
                prop_assert_eq!(found.entries.has(id), holds, "{:?}", needle);
            }
        }
    }
}

/// The index of the bundled dossier, held and lying on a shelf.
fn indexes() -> &'static (WordIndex, WordIndex) {
    static INDEXES: OnceLock<(WordIndex, WordIndex)> = OnceLock::new();
    INDEXES.get_or_init(|| {
        let lying = WordIndex::on_shelf(view(), &Board::default(), 1 << 16, &|| true).unwrap();
        (WordIndex::of(view(), &|| true).unwrap(), lying)
    })
}
