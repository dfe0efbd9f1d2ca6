//! Verbs on folders: standard output, standard error and status together.
#![expect(clippy::unwrap_used, reason = "a test that cannot be laid out is to fail")]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::stage::laid;
use crate::walls::{ARTICLE, CAMPAIGN, COMPANY, COVER, WALLS};

/// What a run of the program gave.
#[derive(Debug, PartialEq, Eq)]
struct Ran {
    out: String,
    err: String,
    status: Option<i32>,
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
    for name in ["DOSSIER", "NO_COLOR", "CLICOLOR_FORCE", "TERM"] {
        command.env_remove(name);
    }
    // One that depends on the current folder is none: nothing is kept of what is tried here.
    command.env("XDG_CACHE_HOME", "none").env("XDG_CONFIG_HOME", "none");
    command.current_dir(folder).stdin(Stdio::null());
    command
}

fn ran(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { out: text(output.stdout), err: text(output.stderr), status: output.status.code() }
}

fn run(folder: &TempDir, arguments: &[&str]) -> Ran {
    ran(command(folder.path()).args(arguments))
}

/// What a run is expected to give.
fn gives(out: &str, err: &str, status: i32) -> Ran {
    Ran { out: out.to_owned(), err: err.to_owned(), status: Some(status) }
}

/// The dossier of the walls.
fn walls() -> TempDir {
    laid(WALLS)
}

#[test]
fn lists_come_in_tabs_in_a_pipe() {
    let folder = walls();
    let all = "walls\tWho builds walls\tarticles\tnews\t21 June 2018\n\
               acme\tAcme\tcompanies\tsoftware\t-\n\
               letter\tLetter to Acme\tcampaigns\topen-letter\tJune 2018\n";
    let cases = [
        (&["list"][..], all),
        (&["list", "articles"], "walls\tWho builds walls\tThe Gazette\t21 June 2018\tnews\n"),
        (&["list", "companies"], "acme\tAcme\tsoftware\t-\t2\n"),
        (&["list", "campaigns"], "letter\tLetter to Acme\topen-letter\tJune 2018\tAcme\t> 100\tunanswered\n"),
        (
            &["list", "contracts"],
            "acme#files\tAcme\tICE\tAcme Cloud, Acme Search\tUSD 1,214,000 ≈\tMarch 2018\tactive\twalls#¶1, walls#¶2\n\
             acme#cameras\tAcme\tPolice\t-\ta few millions\t-\t-\twalls#¶2\n",
        ),
        (&["list", "demands"], "letter#cancel\tLetter to Acme\tCancel the contract with ICE.\tAcme\topen\twalls#¶3\n"),
        (&["list", "signatures"], "letter#names\tLetter to Acme\t> 100\tworkers\t-\twalls#¶3\n"),
        (&["list", "terms"], "ice\tICE\tagency\tImmigration and Customs Enforcement\t3\n"),
        (&["list", "companies", "-q", "ICE"], "acme\tAcme\tsoftware\t-\t2\n"),
        (&["list", "-q", "@letters", "--format", "ids"], "letter\n"),
        (&["list", "contracts", "--format", "ids"], "acme#files\nacme#cameras\n"),
        (&["list", "contracts", "-q", "contract{with:police}", "-0"], "acme#cameras\0"),
        (
            &["list", "companies", "--format", "csv"],
            "ref,reading,name,sector,country,contracts,sign\nacme,1,Acme,software,,2,\n",
        ),
        (
            &["list", "contracts", "--format", "tsv"],
            "ref\treading\tcompany\twith\tproduct\tamount\tlow\thigh\tabout\tunit\tcurrency\tper\tsigned/period\tstatus\tsource\tsign\n\
             acme#files\t1\tAcme\tICE\tAcme Cloud, Acme Search\tUSD 1,214,000\t1214000\t1214000\tno\t\tUSD\t\t2018-03\tactive\twalls#¶1\t≈\n\
             acme#files\t2\tAcme\t\t\t~ USD 1.2 million\t1200000\t1200000\tyes\t\tUSD\t\t\t\twalls#¶2\t≈\n\
             acme#cameras\t1\tAcme\tPolice\t\ta few millions\t\t\t\t\t\t\t\t\twalls#¶2\t\n",
        ),
    ];
    for (arguments, out) in cases {
        assert_eq!(run(&folder, arguments), gives(out, "", 0), "{arguments:?}");
    }
}

/// Two things that are called the same are told apart by their kind, and every reference that comes out goes in again.
#[test]
fn a_reference_is_the_shortest_that_leads_there() {
    let twin = CAMPAIGN.replace("Letter to Acme", "Acme, open the files");
    let folder = laid(&[
        ("dossier.toml", COVER),
        ("articles/walls.md", ARTICLE),
        ("companies/acme.md", COMPANY),
        ("campaigns/acme.md", &twin),
    ]);
    let ids = run(&folder, &["list", "--format", "ids"]).out;
    assert_eq!(ids, "walls\ncompanies/acme\ncampaigns/acme\n");
    let records = run(&folder, &["list", "demands", "--format", "ids"]).out;
    assert_eq!(records, "campaigns/acme#cancel\n");
    for reference in ids.lines().chain(records.lines()) {
        let ran = run(&folder, &["show", reference]);
        assert_eq!((ran.err.as_str(), ran.status), ("", Some(0)), "{reference}");
    }
}

/// The columns that the help of a list names are those that come.
#[test]
fn the_help_of_lists_names_their_columns() {
    let folder = walls();
    let help = run(&folder, &["list", "--help"]).out;
    for kind in ["articles", "companies", "campaigns", "contracts", "demands", "signatures", "terms"] {
        let line = help
            .lines()
            .filter_map(|line| line.trim().strip_prefix(kind))
            .find(|rest| rest.trim().starts_with("ref, "));
        let named: Vec<&str> = line.unwrap().trim().split(", ").collect();
        let tsv = run(&folder, &["list", kind, "--format", "tsv"]).out;
        // What data has besides is named once for all lists.
        let of_data = ["reading", "low", "high", "about", "unit", "currency", "per", "sign"];
        assert!(of_data.iter().all(|name| help.contains(name)));
        let heads = tsv.lines().next().unwrap().split('\t').filter(|head| !of_data.contains(head));
        assert_eq!(heads.collect::<Vec<_>>(), named, "{kind}");
    }
}

/// What a column of all entries is called, it is called in the list of each kind and in a query.
#[test]
fn the_same_has_the_same_name_in_every_list() {
    let folder = walls();
    let tsv = run(&folder, &["list", "--format", "tsv"]).out;
    let mut rows = tsv.lines().map(|row| row.split('\t').collect::<Vec<_>>());
    assert_eq!(rows.next().unwrap(), ["ref", "reading", "name", "list", "kind/sector", "date", "sign"]);
    for row in rows {
        let (id, list, kind) = (row[0], row[3], row[4]);
        assert_eq!(run(&folder, &["list", "-q", &format!("in:{list}"), "--format", "ids"]).out, format!("{id}\n"));
        let listed = run(&folder, &["list", list, "--format", "json"]).out;
        let key = if list == "companies" { "sector" } else { "kind" };
        let json: serde_json::Value = serde_json::from_str(&listed).unwrap();
        assert_eq!(json[list][0][key], kind, "{listed}");
    }
}

#[test]
fn a_list_of_nothing_is_done_and_a_query_that_keeps_nothing_is_not() {
    let folder = walls();
    assert_eq!(run(&folder, &["list", "events"]), gives("", "dossier: this dossier has no events\n", 0));
    assert_eq!(
        run(&folder, &["list", "articles", "-q", "nowhere"]),
        gives("", "dossier: no articles are kept by `nowhere`; try another\n", 1)
    );
    assert_eq!(
        run(&folder, &["search", "Acme nowhere"]),
        gives("", "dossier: nothing is found by `Acme nowhere`; try fewer or other words\n", 1)
    );
    assert_eq!(
        run(&folder, &["list", "events", "--format", "json"]).out,
        "{\n  \"schema\": \"dossier/1\",\n  \"events\": []\n}\n"
    );
}

/// Where nothing is found, something is proposed that does find something, in this list.
#[test]
fn what_finds_nothing_is_answered_with_what_does() {
    let folder = walls();
    let braces = "contracts have a status of their own: contract{status:active}";
    let cases = [
        (&["search", "status:active"][..], format!("nothing is found by `status:active`; {braces}")),
        (&["list", "-q", "status:active"], format!("no entries are kept by `status:active`; {braces}")),
        (&["list", "contracts", "-q", "status:active"], format!("no contracts are kept by `status:active`; {braces}")),
        (
            &["list", "articles", "-q", "status:active"],
            "no articles are kept by `status:active`; status: has unanswered here".to_owned(),
        ),
        (&["search", "kind:lettr"], "nothing is found by `kind:lettr`; did you mean kind:letter?".to_owned()),
    ];
    for (arguments, told) in cases {
        assert_eq!(run(&folder, arguments), gives("", &format!("dossier: {told}\n"), 1), "{arguments:?}");
    }
}

#[test]
fn lists_for_programs_bear_everything() {
    let folder = walls();
    assert_eq!(
        run(&folder, &["list", "signatures", "--format", "ndjson"]).out,
        "{\"schema\":\"dossier/1\",\"in\":\"letter\",\"record\":\"signatures\",\"id\":\"names\",\
         \"count\":[{\"written\":\"> 100\",\"words\":null,\"according_to\":[],\"cites\":[],\"qualifier\":\">\",\"value\":100}],\
         \"signers\":[\"workers\"],\"cites\":[\"walls#¶3\"]}\n"
    );
}

#[test]
fn a_search_shows_the_sentence_that_holds_the_words() {
    let folder = walls();
    assert_eq!(
        run(&folder, &["search", "object"]),
        gives("walls\tWho builds walls\tIts workers object.\ttext\n", "", 0)
    );
    assert_eq!(
        run(&folder, &["search", "cancel", "--format", "json"]).out,
        "{\n  \"schema\": \"dossier/1\",\n  \"hits\": [\n    {\n      \"ref\": \"letter\",\n      \
         \"name\": \"Letter to Acme\",\n      \"sentence\": \"asks: Cancel the contract with ICE.\",\n      \
         \"marked\": [\n        \"Cancel\"\n      ],\n      \"why\": \"demand\",\n      \"records\": []\n    }\n  ]\n}\n"
    );
    assert_eq!(
        run(&folder, &["search", "--records", "demand{of:acme}"]),
        gives("letter#cancel\tLetter to Acme\tasks: Cancel the contract with ICE.\tof, name of the campaign\n", "", 0)
    );
    assert_eq!(
        run(&folder, &["search", "--records", "ICE"]),
        gives(
            "letter#cancel\tLetter to Acme\tasks: Cancel the contract with ICE.\ttext\nacme#files\tAcme\tAcme Cloud, Acme Search · with ICE · USD 1,214,000 ≈ ~ USD 1.2 million · active\twith\n",
            "",
            0
        )
    );
    assert_eq!(
        run(&folder, &["search", "--records", "software"]),
        gives(
            "",
            "dossier: nothing is found by `software`; entries hold, but none of their records; leave --records out\n",
            1
        )
    );
    assert_eq!(run(&folder, &["search", "ICE", "--count"]), gives("3\n", "", 0));
    assert_eq!(
        run(&folder, &["search", "--count", "--", "-object", "in:articles"]),
        gives("0\n", "dossier: nothing is found by `-object in:articles`; try fewer or other words\n", 1)
    );
}

#[test]
fn a_query_is_explained_term_by_term() {
    let folder = walls();
    let query = "kind:letter (acme|\"no such\")  -contract{with:ICE} sort:-date";
    let told = "kind:letter (acme OR \"no such\") -contract{with:ICE} sort:-date\t1\n\
                kind:letter\t1\nacme\t3\n\"no such\"\t0\ncontract{with:ICE}\t1\n";
    assert_eq!(run(&folder, &["search", query, "--explain"]), gives(told, "", 0));
    assert_eq!(
        run(&folder, &["search", "nowhere", "--explain", "--format", "ndjson"]).out,
        "{\"schema\":\"dossier/1\",\"term\":\"nowhere\",\"entries\":0}\n".repeat(2)
    );
    assert_eq!(run(&folder, &["search", "nowhere", "--explain", "--count"]).status, Some(1), "it finds nothing");
    assert_eq!(
        run(&folder, &["search", "contract{with:ICE} files", "--records", "--explain", "--format", "csv"]).out,
        "term,records\ncontract{with:ICE} files,0\ncontract{with:ICE},1\nfiles,0\n"
    );
}

/// Every form of an answer, of entries and of records, counted or not.
#[test]
fn a_search_answers_in_every_form() {
    let folder = walls();
    let asked = |more: &[&str]| {
        let arguments: Vec<&str> = ["search", "ICE", "--format"].iter().chain(more).copied().collect();
        let ran = run(&folder, &arguments);
        assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{more:?}");
        ran.out
    };
    assert_eq!(asked(&["ids", "--records"]), "letter#cancel\nacme#files\n");
    assert_eq!(asked(&["ids", "--records", "limit:1"]), "letter#cancel\n");
    assert!(asked(&["csv", "--records"]).starts_with("ref,name,sentence,why\nletter#cancel,"));
    assert_eq!(asked(&["text", "--records", "--count"]), "2\n");
    assert_eq!(asked(&["csv", "--count"]), "count\n3\n");
    assert_eq!(asked(&["ndjson", "--records", "--count"]), "{\"schema\":\"dossier/1\",\"count\":2}\n");
    assert_eq!(asked(&["json", "--count"]), "{\n  \"schema\": \"dossier/1\",\n  \"count\": 3\n}\n");
    let record = asked(&["ndjson", "--records"]);
    assert!(record.contains("\"marked\":[\"ICE\"],\"why\":\"with\"}"), "{record}");
    let few = run(&folder, &["search", "ICE", "limit:1"]);
    assert_eq!(few.err, "dossier: 2 more; `limit:3` shows all, `--format ids` their names\n");
}

#[test]
fn a_query_that_makes_no_sense_says_where() {
    let ran = run(&walls(), &["search", "agncy:ICE"]);
    assert_eq!((ran.out.as_str(), ran.status), ("", Some(2)));
    assert!(ran.err.starts_with("dossier: the query makes no sense in column 1"), "{}", ran.err);
    assert!(ran.err.contains("agency"), "{}", ran.err);
    assert_eq!(ran.err.lines().count(), 1);
}

#[test]
fn what_is_not_there_is_proposed() {
    let folder = walls();
    let ran = run(&folder, &["show", "acmee", "nobody-at-all"]);
    assert_eq!((ran.out.as_str(), ran.status), ("", Some(1)));
    assert_eq!(
        ran.err,
        "dossier: there is no `acmee` in this dossier; did you mean `acme`?\n\
         dossier: there is no `nobody-at-all` in this dossier; see `dossier list`\n"
    );
    let ran = run(&folder, &["show", "#"]);
    assert_eq!((ran.out.as_str(), ran.status, ran.err.lines().count()), ("", Some(2), 1));
}

#[test]
fn who_is_no_witness_is_told_who_is() {
    let folder = walls();
    let ran = run(&folder, &["suppose", "--without", "nobody-at-all"]);
    assert_eq!((ran.out.as_str(), ran.status), ("", Some(1)));
    assert!(ran.err.starts_with("dossier: `nobody-at-all` is no witness here; a witness is an article"), "{}", ran.err);
    let ran = run(&folder, &["suppose", "--without", "wals"]);
    assert!(ran.err.ends_with("did you mean `walls`?\n"), "{}", ran.err);
    let ran = run(&folder, &["suppose", "--without", "walls", "--format", "ids"]);
    assert_eq!((ran.out.lines().count(), ran.status), (4, Some(0)), "{}", ran.out);
    assert!(ran.err.contains("without walls 0 of 4 records stand; 4 fall"), "{}", ran.err);
}

#[test]
fn who_says_so_is_found_by_figure_and_by_sentence() {
    let folder = walls();
    let ran = run(&folder, &["whence", "1214000", "--format", "ids"]);
    assert_eq!(ran, gives("companies/acme#files\n", "", 0));
    let ran = run(&folder, &["whence", "Acme hosts files for ICE"]);
    assert!(ran.out.starts_with("articles/walls#¶1\tdigest\tAcme hosts files for ICE."), "{}", ran.out);
    let ran = run(&folder, &["whence", "999,999"]);
    assert_eq!((ran.out.as_str(), ran.status), ("", Some(1)));
    assert!(ran.err.contains("nothing here says `999,999`"), "{}", ran.err);
}

#[test]
fn a_text_is_attached_as_its_article_counts_it() {
    let folder = walls();
    let file = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    file("copy.txt", "Who builds walls\n\nThe Gazette\n\nOne.\n\nTwo.\n\nThree.\n\n\n\nWrite to us.\n");
    let ran = run(&folder, &["attach", "walls", "copy.txt"]);
    assert_eq!((ran.out.as_str(), ran.status), ("texts/walls.md\n", Some(0)), "{}", ran.err);
    for told in
        ["left out as title: Who builds walls", "left out as footer: Write to us.", "3 paragraphs; the article says 3"]
    {
        assert!(ran.err.contains(told), "{told}: {}", ran.err);
    }
    let text = || std::fs::read_to_string(folder.path().join("texts/walls.md")).unwrap();
    assert_eq!(text(), "One.\n\nTwo.\n\nThree.\n");
    assert!(run(&folder, &["show", "walls#¶2"]).out.contains("Two."));
    let again = run(&folder, &["attach", "walls", "copy.txt", "--lines", "5..7"]);
    assert_eq!((again.status, again.err.contains("--replace")), (Some(2), true), "{}", again.err);
    let fewer = run(&folder, &["attach", "walls", "copy.txt", "--lines", "5..7", "--replace"]);
    assert_eq!((fewer.status, text().lines().count()), (Some(1), 5), "{}", fewer.err);
    assert!(fewer.err.contains("2 paragraphs; the article says 3: nothing is written"), "{}", fewer.err);
    let anyway = run(&folder, &["attach", "walls", "copy.txt", "--lines", "5..7", "--replace", "--anyway"]);
    assert_eq!((anyway.status, text().as_str()), (Some(0), "One.\n\nTwo.\n"), "{}", anyway.err);
    for (arguments, says) in [
        (&["attach", "acme", "copy.txt"][..], "is no article"),
        (&["attach", "walls", "nowhere.txt", "--replace"], "cannot be read"),
        (&["attach", "walls", "copy.txt", "--replace", "--lines", "7..5"], "names no lines"),
        (&["attach", "walls", ".", "--replace"], "it is no file"),
    ] {
        let ran = run(&folder, arguments);
        assert_eq!((ran.status, ran.err.contains(says)), (Some(2), true), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn of_an_empty_dossier_every_view_is_done_and_says_so() {
    let folder = laid(&[("dossier.toml", "format = 1\ntitle = \"E\"\n")]);
    for verb in ["support", "questions", "timeline", "pivot", "conflicts"] {
        let ran = run(&folder, &[verb]);
        assert_eq!((ran.out.as_str(), ran.status, ran.err.lines().count()), ("", Some(0), 1), "{verb}: {}", ran.err);
        let asked = run(&folder, &[verb, "-q", "amazon"]);
        let expected = i32::from(verb != "conflicts");
        assert_eq!(asked.status, Some(expected), "{verb}: {}", asked.err);
    }
    let ran = run(&folder, &["suppose", "--without", "x"]);
    assert!(ran.err.contains("has no article"), "{}", ran.err);
}

#[test]
fn a_check_sums_up_how_well_each_entry_is_sourced() {
    let ran = run(&walls(), &["check", "--coverage"]);
    assert_eq!(ran.status, Some(0));
    assert!(ran.out.contains("\ncompanies/acme\t3\t0\t3\t0\t0\n"), "{}", ran.out);
    let plain = run(&walls(), &["check"]);
    assert!(ran.out.starts_with(&plain.out) && !plain.out.contains("companies/acme"), "{}", plain.out);
}

#[test]
fn support_is_of_an_entry_a_record_or_what_a_query_keeps() {
    let folder = walls();
    let all = run(&folder, &["support", "--format", "ids"]);
    let of = |arguments: &[&str]| run(&folder, &[&["support", "--format", "ids"], arguments].concat());
    assert_eq!(of(&["acme#files"]).out, "companies/acme#files\n");
    assert!(of(&["acme"]).out.lines().all(|line| line.starts_with("companies/acme")));
    assert!(of(&["-q", "in:companies"]).out.len() < all.out.len());
    let none = of(&["-q", "date:1901"]);
    assert_eq!((none.out.as_str(), none.status), ("", Some(1)));
    assert_eq!(of(&["acmee"]).status, Some(1));
}

#[test]
fn who_with_whom_is_told_by_pairs_and_one_pair_in_sentences() {
    let folder = walls();
    let ran = run(&folder, &["pivot", "companies", "agencies"]);
    assert!(ran.out.starts_with("Acme\tICE\t"), "{}", ran.out);
    let ran = run(&folder, &["pivot", "companys", "agencies"]);
    assert_eq!((ran.status, ran.err.contains("did you mean `companies`?")), (Some(2), true), "{}", ran.err);
    let none = run(&folder, &["pivot", "people", "people"]);
    assert_eq!((none.out.as_str(), none.status), ("", Some(0)));
    let ran = run(&folder, &["with", "ACME", "ice"]);
    assert!(ran.out.contains("Acme and ICE") && ran.out.contains("¶1"), "{}", ran.out);
    assert_eq!(run(&folder, &["with", "ICE", "Acme", "-q", "date:1901"]).status, Some(1));
    assert_eq!(run(&folder, &["with", "Acme", "nobody"]).status, Some(1));
}

#[test]
fn pages_are_shown_one_after_the_other() {
    let ran = run(&walls(), &["show", "acme", "acme#files"]);
    assert_eq!((ran.err.as_str(), ran.status), ("", Some(0)));
    for words in ["Acme", "~ USD 1.2 million", "Acme makes software."] {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
    assert!(!ran.out.contains('\u{1b}'));
    assert!(run(&walls(), &["show", "acme", "--color", "always"]).out.contains("\u{1b}[1mAcme\u{1b}[m"));
    let json: serde_json::Value =
        serde_json::from_str(&run(&walls(), &["show", "ICE", "--format", "json"]).out).unwrap();
    assert_eq!(json["shown"][0]["long"], "Immigration and Customs Enforcement");
}

/// An article of nine paragraphs whose digest has a list, a quotation and a gap.
const LONG: &str = r#"+++
title = "Nine paragraphs"
publisher = "The Gazette"
paragraphs = 9
+++

A first word. [[#¶1-2]]

1. One thing. [[#¶3]]
2. Another, as [[walls#¶1]] has it. [[#¶4]]
3. A third. [[#¶5]]

> Said by many. [[#¶8]]
"#;

#[test]
fn a_passage_is_shown_alone() {
    let folder = laid(&[("dossier.toml", COVER), ("articles/walls.md", ARTICLE), ("articles/nine.md", LONG)]);
    let page = |passage: &str| format!("Nine paragraphs\n  article · The Gazette\n\n{passage}\n");
    let nearest = |asked: &str, shown: &str| {
        format!("dossier: no digest of {asked} stands in the article; shown is the nearest before, of {shown}\n")
    };
    let items =
        |items: &str| page(&format!("{items}\n\n  Who builds walls · The Gazette · 21 June 2018\n    [1]\u{a0}¶1"));
    let all = "  1. One thing. ¶3\n  2. Another, as [1] has it. ¶4\n  3. A third. ¶5";
    let cases = [
        ("nine#¶2", page("  A first word. ¶1–2"), String::new()),
        ("nine#¶4", items("  2. Another, as [1] has it. ¶4"), String::new()),
        ("nine#p3-5", items(all), String::new()),
        ("nine#¶7", page("  3. A third. ¶5"), nearest("¶7", "¶5")),
        ("nine#¶8", page("  │ Said by many. ¶8"), String::new()),
        ("nine#¶9", page("  │ Said by many. ¶8"), nearest("¶9", "¶8")),
    ];
    for (reference, out, err) in cases {
        assert_eq!(run(&folder, &["show", reference]), gives(&out, &err, 0), "{reference}");
    }
    let past = "dossier: `nine` has 9 paragraphs, so there is no ¶10; the last is `nine#¶9`\n";
    assert_eq!(run(&folder, &["show", "nine#¶10"]), gives("", past, 1));
    let ran = run(&folder, &["show", "nine#¶8-12"]);
    assert_eq!((ran.out, ran.status), (page("  │ Said by many. ¶8"), Some(0)));
    assert_eq!(ran.err, "dossier: `nine` has 9 paragraphs, so ¶8-12 ends past its last; shown is what there is\n");
}

#[test]
fn what_is_no_reference_is_not_looked_for() {
    let folder = walls();
    for (reference, why) in [
        ("acme##files", "it has more than one # between an entry and its place; write one"),
        ("#files", "it names no entry; write an entry's id or name before the #, as in amazon#palantir-hosting"),
        ("acme#¶x", "it lacks a paragraph's number; write it as ¶3, ¶3-5 or ¶3,7"),
    ] {
        let told = format!("dossier: `{reference}` is no reference: {why}\n");
        assert_eq!(run(&folder, &["show", reference]), gives("", &told, 2));
    }
}

#[test]
fn a_dossier_without_faults_is_told_so() {
    let empty = laid(&[("dossier.toml", "format = 1\ntitle = \"Nothing yet\"\n")]);
    let nothing = run(&empty, &["check"]);
    assert!(nothing.out.contains("D116: the dossier has no entries; write one in articles"), "{}", nothing.out);
    let folder = laid(&[
        ("dossier.toml", "format = 1\ntitle = \"Nothing yet\"\n"),
        ("companies/a.md", "+++\nname = \"A\"\n+++\n\nSells to [[b]].\n"),
        ("companies/b.md", "+++\nname = \"B\"\n+++\n\nBuys from [[a]].\n"),
    ]);
    assert_eq!(run(&folder, &["check"]), gives("Nothing yet: 0 errors, 0 warnings, 0 advice\n", "", 0));
    let elsewhere = TempDir::new().unwrap();
    let path = folder.path().to_str().unwrap();
    let told = gives("Nothing yet: 0 errors, 0 warnings, 0 advice\n", "", 0);
    assert_eq!(run(&elsewhere, &["check", path]), told);
    assert_eq!(run(&elsewhere, &["check", "-d", path]), told);
    assert_eq!(ran(command(elsewhere.path()).arg("check").env("DOSSIER", path)), told);
    assert_eq!(
        run(&elsewhere, &["check", path, "-d", path]),
        gives("", "dossier: two dossiers are named; leave -d, --bundled or the path out\n", 2)
    );
}

#[test]
fn a_problem_is_told_with_its_place_its_line_and_what_to_do() {
    let folder = laid(&[
        ("dossier.toml", "format = 1\ntitle = \"Faults\"\n"),
        ("campaigns/a.md", "+++\nname = \"A\"\nsumary = \"x\"\ncites = [\"nowhere\"]\n+++\nText.\n"),
    ]);
    let ran = run(&folder, &["check"]);
    assert_eq!((ran.err.as_str(), ran.status), ("", Some(0)));
    let mut lines = ran.out.lines().skip_while(|line| !line.starts_with("campaigns/a.md:3:1: warning D210: "));
    assert!(lines.next().is_some_and(|line| line.contains("did you mean `summary`?")), "{}", ran.out);
    assert_eq!(lines.take(2).collect::<Vec<_>>(), ["    sumary = \"x\"", "    ^^^^^^"]);
    assert!(ran.out.contains("campaigns/a.md:4:10: warning D301: "), "{}", ran.out);
    assert_eq!(run(&folder, &["check", "--strict"]).status, Some(1));
    let json: serde_json::Value = serde_json::from_str(&run(&folder, &["check", "--format", "json"]).out).unwrap();
    assert_eq!(json["schema"], "dossier/1");
    assert_eq!(json["errors"], 0);
    let unknown = json["problems"].as_array().unwrap().iter().find(|problem| problem["code"] == "D210").unwrap();
    assert_eq!((&unknown["line"], &unknown["column"], &unknown["length"]), (&3.into(), &1.into(), &6.into()));
}

#[test]
fn errors_of_a_dossier_end_its_check_with_1_and_nothing_else() {
    let folder = laid(&[("companies/a.md", "name = \"A\"\n")]);
    let ran = run(&folder, &["check"]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.out.contains("companies/a.md:1:1: error D102: "), "{}", ran.out);
    assert_eq!(run(&folder, &["list", "--format", "ids"]), gives("a\n", "", 0));
}

#[test]
fn an_export_is_whole_and_comes_out_the_same_twice() {
    let folder = walls();
    let first = run(&folder, &["export", "json"]);
    assert_eq!(first.status, Some(0));
    assert_eq!(run(&folder, &["export", "json"]), first);
    let json: serde_json::Value = serde_json::from_str(&first.out).unwrap();
    let keys: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        ["schema", "title", "summary", "language", "terms", "views", "articles", "companies", "campaigns"]
    );
    assert_eq!(json["views"][0]["id"], "letters");
    assert_eq!(
        json["companies"][0],
        serde_json::json!({
            "id": "acme",
            "name": "Acme",
            "sector": "software",
            "cites": ["walls#¶1"],
            "extra": { "since": "1999-01-31" },
            "contracts": [
                {
                    "id": "files",
                    "with": ["ICE"],
                    "product": ["Acme Cloud", "Acme Search"],
                    "amount": [
                        { "written": "USD 1,214,000", "words": null, "according_to": [], "cites": ["walls#¶1"],
                          "qualifier": "=", "currency": "USD", "minor": 121_400_000, "rate": null },
                        { "written": "~ USD 1.2 million", "words": null, "according_to": ["The Gazette"],
                          "cites": ["walls#¶2"], "qualifier": "~", "currency": "USD", "minor": 120_000_000, "rate": null }
                    ],
                    "status": "active",
                    "signed": [
                        { "written": "2018-03", "words": null, "according_to": [], "cites": [],
                          "earliest": "2018-03-01", "latest": "2018-03-31" }
                    ],
                    "cites": ["walls#¶1"]
                },
                {
                    "id": "cameras",
                    "with": ["Police"],
                    "amount": [
                        { "written": null, "words": "a few millions", "according_to": [], "cites": ["walls#¶2"],
                          "qualifier": null, "currency": null, "minor": null, "rate": null }
                    ]
                }
            ],
            "body": "\nAcme makes software.\n"
        })
    );
    assert!(!first.out.contains(folder.path().to_str().unwrap()));
}

#[test]
fn output_goes_to_a_file_whole_or_not_at_all() {
    let folder = walls();
    assert_eq!(run(&folder, &["list", "terms", "--format", "ids", "-o", "out.txt"]), gives("", "", 0));
    assert_eq!(fs::read_to_string(folder.path().join("out.txt")).unwrap(), "ice\n");
    assert_eq!(run(&folder, &["list", "terms", "--format", "ids", "-o", "-"]), gives("ice\n", "", 0));
    assert_eq!(
        run(&folder, &["export", "json", "-o", "none/out.json"]),
        gives("", "dossier: `none/out.json` cannot be written: no such file or directory; nothing was changed\n", 2)
    );
}

#[test]
fn a_folder_that_is_no_dossier_says_what_it_lacks() {
    let folder = laid(&[("notes.md", "x")]);
    assert_eq!(
        run(&folder, &["-d", ".", "list"]),
        gives(
            "",
            "dossier: `.` is not a dossier: it has no dossier.toml and no folder articles, companies or campaigns; \
             give the folder that has one of them\n",
            2
        )
    );
    assert_eq!(
        run(&folder, &["check", "notes.md"]),
        gives("", "dossier: `notes.md` is not a folder: give the folder that holds dossier.toml\n", 2)
    );
    assert_eq!(run(&folder, &["lsit"]), gives("", "dossier: there is no verb `lsit`; did you mean `list`?\n", 2));
    assert_eq!(
        run(&folder, &["nowhere/at/all"]),
        gives(
            "",
            "dossier: there is no folder `nowhere/at/all`: check the path, or leave it out to read the dossier of this folder\n",
            2
        )
    );
}

#[test]
fn a_dossier_of_one_kind_or_of_nothing_is_one() {
    for kind in ["articles", "companies", "campaigns"] {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join(kind)).unwrap();
        assert_eq!(run(&folder, &["list"]), gives("", "dossier: this dossier has no entries\n", 0));
        let ran = run(&folder, &["check"]);
        assert!(ran.out.contains("dossier.toml:1:1: advice D109: "), "{}", ran.out);
        assert_eq!(ran.status, Some(0));
    }
}

/// What a verb says where there is no dossier.
const NONE: &str = "dossier: there is no dossier in this folder, nor above it; name one with -d PATH, or take the one \
                    that comes with the program with --bundled\n";

#[test]
fn without_a_dossier_a_verb_says_what_to_do() {
    let folder = TempDir::new().unwrap();
    for arguments in [
        &["check"][..],
        &["list", "companies", "--format", "ids"],
        &["show", "amazon"],
        &["links", "amazon"],
        &["search", "--count", "cloud"],
        &["export", "json"],
    ] {
        assert_eq!(run(&folder, arguments), gives("", NONE, 2), "{arguments:?}");
        let bundled = run(&folder, &[arguments, &["--bundled"]].concat());
        assert_eq!((bundled.err.as_str(), bundled.status), ("", Some(0)), "{arguments:?}");
        assert!(!bundled.out.is_empty(), "{arguments:?}");
    }
}

#[test]
fn from_a_folder_within_a_dossier_it_is_found_and_told() {
    let folder = walls();
    let within = folder.path().join("articles");
    let ran = ran(command(&within).args(["list", "companies", "--format", "ids"]));
    let told = format!(
        "dossier: this folder is no dossier; read is the one above, {}\n",
        folder.path().canonicalize().unwrap().to_string_lossy()
    );
    assert_eq!(ran, gives("acme\n", &told, 0));
}

#[test]
fn a_file_of_4_mib_is_read_and_one_byte_more_is_not() {
    let head = "+++\nname = \"Big\"\n+++\n\n";
    let of_size =
        |size: usize| format!("{head}{}", "word ".repeat(size / 5 + 1)).chars().take(size).collect::<String>();
    let limit = 4 * 1024 * 1024;
    for (size, says) in [(limit, false), (limit + 1, true)] {
        let folder = laid(&[("dossier.toml", "format = 1\ntitle = \"T\"\n"), ("companies/big.md", &of_size(size))]);
        let ran = run(&folder, &["check"]);
        assert_eq!(ran.out.contains("companies/big.md:1:1: error D108: "), says, "{size}: {}", ran.out);
        assert_eq!(run(&folder, &["list", "--format", "ids"]).out, "big\n");
    }
}

#[test]
fn what_is_no_file_of_the_dossier_is_skipped_and_said() {
    let folder = laid(&[("dossier.toml", "format = 1\ntitle = \"T\"\n"), ("articles/good.md", ARTICLE)]);
    let at = |path: &str| folder.path().join("articles").join(path);
    symlink("/etc/passwd", at("out.md")).unwrap();
    symlink("..", at("loop")).unwrap();
    assert!(Command::new("mkfifo").arg(at("pipe.md")).status().unwrap().success());
    fs::write(folder.path().join("articles").join(OsStr::from_bytes(b"caf\xe9.md")), ARTICLE).unwrap();
    fs::write(at("a\n\u{1b}[31mb.md"), ARTICLE).unwrap();
    let ran = run(&folder, &["check"]);
    for (place, code) in
        [("out.md", "D112"), ("loop", "D112"), ("pipe.md", "D112"), ("caf\u{fffd}.md", "D112"), ("a␊␛[31mb.md", "D106")]
    {
        let told = ran.out.lines().filter(|line| line.starts_with(&format!("articles/{place}:1:1: ")));
        let told: Vec<&str> = told.filter(|line| line.contains(code)).collect();
        assert_eq!(told.len(), 1, "{place}: {}", ran.out);
    }
    assert!(!ran.out.contains('\u{1b}'));
    assert!(!run(&folder, &["export", "json"]).out.contains("root:"), "nothing beyond the root is read");
}

#[test]
fn nothing_a_dossier_says_reaches_a_terminal_as_a_command() {
    let article = "+++\ntitle = \"A\\u001b]0;x\\u0007\\u202e\\u009b31m\"\nsummary = \"\\u001b[31mred\"\npublisher = \"\\u001bP\"\n+++\n\n&#27;[2J and &#x202e;\n";
    let cover = "format = 1\ntitle = \"T\\u001b[31m\"\n[[terms]]\nname = \"N\\u001b[31m\"\n";
    let folder = laid(&[("dossier.toml", cover), ("articles/a.md", article)]);
    let verbs = [
        &["list"][..],
        &["list", "articles"],
        &["list", "terms"],
        &["show", "a"],
        &["search", "red"],
        &["search", "--records", "\u{1b}[31m"],
        &["show", "\u{1b}[31m"],
        &["check"],
        &["\u{1b}[31m"],
        &["list", "--\u{1b}[31m"],
        &["list", "\u{1b}[31m"],
    ];
    for arguments in verbs {
        let ran = run(&folder, arguments);
        let live = |text: &str| text.chars().any(|c| (c.is_control() && c != '\n' && c != '\t') || c == '\u{202e}');
        assert!(!live(&ran.out) && !live(&ran.err), "{arguments:?}: {ran:?}");
        assert!(ran.err.lines().all(|line| line.len() <= 600), "{ran:?}");
    }
}

#[test]
fn arguments_that_are_not_understood_are_told_in_one_sentence() {
    let folder = walls();
    let not_text = OsStr::from_bytes(b"\xff\x1b[31m");
    for arguments in [
        vec![OsStr::new("list"), OsStr::new("statments")],
        vec![OsStr::new("list"), OsStr::new("--fromat"), OsStr::new("json")],
        vec![OsStr::new("list"), OsStr::new("--format"), OsStr::new("xml")],
        vec![OsStr::new("list"), OsStr::new("-0"), OsStr::new("--format"), OsStr::new("json")],
        vec![OsStr::new("list"), OsStr::new("terms"), OsStr::new("-q"), OsStr::new("ICE")],
        vec![OsStr::new("list"), not_text],
        vec![OsStr::new("search"), not_text],
        vec![OsStr::new("show"), not_text],
        vec![OsStr::new("show")],
        vec![OsStr::new("."), OsStr::new("list")],
        vec![not_text],
        vec![],
    ] {
        let ran = ran(command(folder.path()).args(&arguments));
        assert_eq!((ran.out.as_str(), ran.status, ran.err.lines().count()), ("", Some(2), 1), "{arguments:?}: {ran:?}");
        assert!(ran.err.starts_with("dossier: ") && !ran.err.contains('\u{1b}'), "{ran:?}");
    }
    assert!(run(&folder, &["list", "statments"]).err.contains("did you mean `statements`?"));
    assert!(run(&folder, &["list", "--fromat", "json"]).err.contains("did you mean `--format`?"));
}

/// Terms are not kept by queries; what is typed instead finds something.
#[test]
fn terms_with_a_query_are_told_a_command_that_works() {
    let folder = walls();
    let all = "dossier: terms are not entries, so no query keeps any; `dossier list terms` lists them all";
    for (query, instead) in [
        ("ICE", "term:ICE"),
        ("term:ICE", "term:ICE"),
        ("\"ICE\"", "'term:\"ICE\"'"),
        ("kind:letter acme", "'kind:letter acme'"),
    ] {
        let told = format!("{all}, `dossier list -q {instead}` the entries that the query keeps\n");
        assert_eq!(run(&folder, &["list", "terms", "-q", query]), gives("", &told, 2));
        let typed = Command::new("sh")
            .args(["-c", &format!("\"$0\" list -q {instead}"), env!("CARGO_BIN_EXE_dossier")])
            .current_dir(folder.path())
            .env_remove("DOSSIER")
            .output()
            .unwrap();
        assert!(typed.status.success() && !typed.stdout.is_empty(), "{instead}");
    }
    assert_eq!(run(&folder, &["list", "terms", "-q", "nowhere"]), gives("", &format!("{all}\n"), 2));
}

#[test]
fn a_closed_pipe_ends_silently_and_a_full_disk_says_so() {
    let folder = walls();
    let mut child =
        command(folder.path()).args(["export", "json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let output = command(folder.path()).arg("list").stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "dossier: standard output cannot be written: no space left on device; what is there is not all\n"
    );
}

/// The commands that a verb's help gives as examples.
fn examples(help: &str) -> Vec<Vec<&str>> {
    let lines = help.lines().filter_map(|line| line.strip_prefix("  dossier "));
    lines.map(|line| line.split(' ').map(|word| word.trim_matches('\'')).collect()).collect()
}

#[test]
fn every_example_of_the_help_runs() {
    let folder = TempDir::new().unwrap();
    let all = run(&folder, &["--help"]);
    let verbs = [
        "list",
        "show",
        "links",
        "search",
        "check",
        "export",
        "keys",
        "new",
        "example",
        "fields",
        "schema",
        "man",
        "completions",
    ];
    for verb in verbs {
        assert!(all.out.contains(&format!("\n  {verb} ")), "{}", all.out);
        let help = run(&folder, &[verb, "--help"]);
        assert_eq!((help.err.as_str(), help.status), ("", Some(0)));
        let examples = examples(&help.out);
        assert_eq!(examples.len(), 1, "{verb}");
        for example in examples {
            assert_eq!(example[0], verb);
            let ran = run(&folder, &example);
            assert_eq!(ran.status, Some(0), "{example:?}: {}", ran.err);
            assert!(ran.err.is_empty() || ["new", "example"].contains(&verb), "{example:?}: {}", ran.err);
            assert!(!ran.out.is_empty(), "{example:?}");
        }
    }
    assert_eq!(run(&folder, &["-V"]), gives(concat!("dossier ", env!("CARGO_PKG_VERSION"), "\n"), "", 0));
}

/// The example of a list keeps what it says and nothing else; what its help says of braces is so.
#[test]
fn the_help_of_lists_says_what_a_query_keeps_of_records() {
    let folder = walls();
    let help = run(&folder, &["list", "--help"]).out;
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(help.contains("contract{with:ICE} lists the contracts with ICE."), "{help}");
    assert!(help.contains("agency:ICE lists every contract of each company that has to do with ICE."), "{help}");
    assert!(help.ends_with("dossier list contracts -q 'contract{with:ICE}' --bundled"), "{help}");
    let ids = |query: &str| run(&folder, &["list", "contracts", "--format", "ids", "-q", query]).out;
    assert_eq!(ids("contract{with:ICE}"), "acme#files\n");
    assert_eq!(ids("agency:ICE"), "acme#files\nacme#cameras\n");
    assert_eq!(ids("signed:2018"), "acme#files\n");
}

#[test]
fn help_is_had_as_a_verb_too() {
    let folder = TempDir::new().unwrap();
    assert_eq!(run(&folder, &["help"]), run(&folder, &["--help"]));
    assert_eq!(run(&folder, &["help", "list"]), run(&folder, &["list", "--help"]));
    let ran = run(&folder, &["help", "lsit"]);
    assert_eq!((ran.out.as_str(), ran.status, ran.err.lines().count()), ("", Some(2), 1), "{ran:?}");
    assert_eq!(ran.err, "dossier: there is no verb `lsit`; did you mean `list`?\n");
}

#[test]
fn the_words_of_other_programs_are_told_the_verb_that_does_it() {
    let folder = walls();
    for (typed, verb) in [
        (&["ls"][..], "list"),
        (&["ls", "companies"], "list"),
        (&["grep", "cloud"], "search"),
        (&["cat", "acme"], "show"),
        (&["view", "acme"], "show"),
        (&["init", "x"], "new"),
        (&["lint"], "check"),
    ] {
        let told = format!("dossier: there is no verb `{}`; `dossier {verb}` does that\n", typed[0]);
        assert_eq!(run(&folder, typed), gives("", &told, 2), "{typed:?}");
    }
    assert_eq!(run(&folder, &["open"]).err, "dossier: there is no verb `open`; `dossier PATH` does that\n");
    let ran = run(&folder, &["shwo", "acme"]);
    assert_eq!(ran, gives("", "dossier: there is no verb `shwo`; did you mean `show`?\n", 2));
}

/// Options are known after the query too; what only looks like one goes after `--`.
#[test]
fn options_stand_before_or_after_a_query() {
    let folder = walls();
    let path = folder.path().to_str().unwrap();
    let elsewhere = TempDir::new().unwrap();
    let told = gives("acme#files\n", "", 0);
    for arguments in [
        &["search", "-d", path, "--records", "--format", "ids", "contract{with:ICE}", "search"][..],
        &["search", "contract{with:ICE}", "--records", "search", "-d", path, "--format=ids"],
        &["search", "-d", path, "--records", "--format", "ids", "--", "-signature", "contract{with:ICE}"],
    ] {
        assert_eq!(run(&elsewhere, arguments), told, "{arguments:?}");
    }
    let ran = run(&folder, &["search", "Search", "-signature"]);
    assert_eq!((ran.out.as_str(), ran.status), ("", Some(2)));
    assert_eq!(
        ran.err,
        "dossier: there is no option `-s` here; see dossier --help (what is no option goes after --)\n"
    );
}

/// As text a search shows the first twenty, and a word that is nowhere is spelled as the dossier has it; lists only
/// propose that.
#[test]
fn a_search_shows_the_first_and_spells_what_is_nowhere() {
    let articles: Vec<(String, String)> = (0..25)
        .map(|number| (format!("articles/a{number}.md"), format!("+++\ntitle = \"A {number}\"\n+++\nThe harbour.\n")))
        .collect();
    let files: Vec<(&str, &str)> = articles.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let folder = laid(&files);
    let found = run(&folder, &["search", "harbour"]);
    assert_eq!((found.out.lines().count(), found.status), (20, Some(0)));
    assert!(found.err.contains("5 more; `limit:25` shows all"), "{}", found.err);
    assert_eq!(run(&folder, &["search", "harbour", "limit:25"]).out.lines().count(), 25);
    assert_eq!(run(&folder, &["search", "harbour", "--format", "ids"]).out.lines().count(), 25);
    let spelled = run(&folder, &["search", "harbuor", "limit:1"]);
    assert!(
        spelled.err.contains("nothing is found by `harbuor limit:1`; this is what `harbour limit:1` finds"),
        "{}",
        spelled.err
    );
    assert_eq!((spelled.out.lines().count(), spelled.status), (1, Some(0)));
    let listed = run(&folder, &["list", "-q", "harbuor"]);
    assert_eq!((listed.out.as_str(), listed.status), ("", Some(1)));
    assert!(listed.err.contains("did you mean harbour?"), "{}", listed.err);
}

/// Two keys with two readings each: a row is for one reading of one of them, with the source of that alone.
#[test]
fn further_readings_are_credited_to_who_says_them() {
    let company = "+++\nname = \"Acme\"\n[[contracts]]\nid = \"c\"\nwith = \"ICE\"\ncites = [\"x\"]\n\
        [[contracts.amount]]\nvalue = \"USD 1\"\ncites = [\"x#¶1\"]\n[[contracts.amount]]\nvalue = \"USD 2\"\ncites = [\"x#¶2\"]\n\
        [[contracts.signed]]\nvalue = \"2018\"\ncites = [\"x#¶3\"]\n[[contracts.signed]]\nvalue = \"2018-05\"\ncites = [\"x#¶4\"]\n+++\n";
    let article = "+++\ntitle = \"X\"\n+++\nIt is. [[#¶1]]\n";
    let folder = laid(&[("companies/acme.md", company), ("articles/x.md", article)]);
    let out = run(&folder, &["list", "contracts", "--format", "csv"]).out;
    let rows: Vec<Vec<&str>> = out.lines().skip(1).map(|line| line.split(',').collect()).collect();
    assert_eq!(rows.len(), 3, "{out}");
    assert!(out.lines().nth(2).is_some_and(|row| row.ends_with("x#¶2,≠") && row.contains("USD 2")), "{out}");
    assert!(out.lines().nth(3).is_some_and(|row| row.ends_with("x#¶4,≈") && row.contains("2018-05")), "{out}");
    assert_eq!(rows.iter().map(|row| row[1]).collect::<Vec<_>>(), ["1", "2", "3"]);
}

#[test]
fn reading_a_dossier_leaves_it_as_it_was() {
    let folder = walls();
    let mut looks = Vec::new();
    for _ in 0..2 {
        let files = ["dossier.toml", "articles/walls.md", "companies/acme.md", "campaigns/letter.md", "articles", "."];
        let look = files.map(|path| {
            let found = fs::metadata(folder.path().join(path)).unwrap();
            (found.len(), found.modified().unwrap())
        });
        looks.push(look);
        for verb in [&["list"][..], &["show", "acme"], &["search", "ICE"], &["check"], &["export", "json"]] {
            run(&folder, verb);
        }
    }
    assert_eq!(looks[0], looks[1]);
}

#[test]
fn a_reader_needs_a_terminal() {
    let told = "dossier: this is no terminal that a page can be drawn on; use `dossier list` or `dossier show REF`\n";
    let folder = walls();
    assert_eq!(run(&folder, &[]), gives("", told, 2));
    assert_eq!(run(&folder, &["."]), gives("", told, 2));
}

#[test]
fn links_tell_both_directions_with_their_sentences() {
    let folder = walls();
    let ran = run(&folder, &["links", "acme"]);
    let ways: Vec<&str> = ran.out.lines().filter_map(|line| line.split('\t').next()).collect();
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(ways.contains(&"from") && ways.contains(&"to") && ways.is_sorted(), "{}", ran.out);
    assert!(ran.out.lines().all(|line| line.split('\t').count() == 4), "{}", ran.out);
    // The line that a page folds into names it.
    let page = run(&folder, &["show", "acme"]).out;
    if page.contains("All: dossier links ") {
        assert!(page.contains("All: dossier links companies/acme\n"), "{page}");
    }
    assert_eq!(run(&folder, &["links", "nobody"]).status, Some(1));
}

#[test]
fn a_new_dossier_checks_clean_and_takes_new_entries() {
    let folder = TempDir::new().unwrap();
    let made = run(&folder, &["new", "mine"]);
    assert_eq!((made.status, made.out.lines().count()), (Some(0), 4), "{}", made.err);
    let clean = "A dossier to begin with: 0 errors, 0 warnings, 0 advice\n";
    assert_eq!(run(&folder, &["check", "mine"]), gives(clean, "", 0));
    assert_eq!(run(&folder, &["new", "mine"]).status, Some(2), "nothing is overwritten");
    for (kind, path) in [("article", "articles"), ("company", "companies"), ("campaign", "campaigns")] {
        let id = format!("second-{kind}");
        let made = run(&folder, &["-d", "mine", "new", kind, &id]);
        assert_eq!(made.out, format!("mine/{path}/{id}.md\n"), "{}", made.err);
        assert_eq!(run(&folder, &["-d", "mine", "new", kind, &id]).status, Some(2));
    }
    let checked = run(&folder, &["check", "mine", "--strict"]);
    assert_eq!(checked.status, Some(0), "{}", checked.out);
    for wrong in [
        &["new", "company"][..],
        &["new", "company", "A b"],
        &["new", "thing", "x"],
        &["--bundled", "new", "company", "x"],
    ] {
        let ran = run(&folder, wrong);
        assert_eq!((ran.status, ran.err.lines().count()), (Some(2), 1), "{wrong:?}: {}", ran.err);
    }
}

#[test]
fn the_bundled_dossier_can_be_written_out() {
    let folder = TempDir::new().unwrap();
    assert_eq!(run(&folder, &["example", "out"]).status, Some(0));
    let bundled = run(&folder, &["export", "json", "--bundled"]).out;
    assert!(!bundled.is_empty());
    assert_eq!(run(&folder, &["export", "json", "-d", "out"]).out, bundled);
    assert_eq!(run(&folder, &["example", "out"]).status, Some(2));
}

#[test]
fn fields_schema_man_and_completions_are_printed() {
    let folder = TempDir::new().unwrap();
    let fields = run(&folder, &["fields", "contracts"]).out;
    assert!(
        fields.contains("contract\tid\t") && fields.contains("contract\twith\tname or list of names\t"),
        "{fields}"
    );
    assert_eq!(run(&folder, &["fields", "contract"]).out, fields);
    assert!(run(&folder, &["fields"]).out.lines().count() > 80);
    assert!(run(&folder, &["schema", "company"]).out.contains("\"$ref\": \"#/$defs/company\""));
    let man = run(&folder, &["man"]).out;
    assert!(man.starts_with(".ie") && man.contains("DOSSIER SEARCH"), "{man}");
    for shell in ["bash", "fish", "zsh", "elvish", "powershell"] {
        assert!(run(&folder, &["completions", shell]).out.contains("dossier"), "{shell}");
    }
}

/// A text beside an article is read: on its page, by paragraph, and in the export, unless it is to stay where it is.
#[test]
fn a_full_text_is_read_wherever_its_article_is() {
    let text = "It began at the quay.\n\nThe second paragraph has a zyzzyva.\n";
    let article = "+++\ntitle = \"Quays\"\nparagraphs = 2\n+++\n\nA digest of the first. [[#¶1]]\n";
    let folder = laid(&[("dossier.toml", COVER), ("articles/quays.md", article), ("texts/quays.md", text)]);
    let page = run(&folder, &["show", "quays"]).out;
    assert!(page.contains("Digest\n  A digest of the first. ¶1\n\nText (2)\n  ¶1 It began at the quay.\n"), "{page}");
    let passage = run(&folder, &["show", "quays#¶2"]);
    assert_eq!((passage.err.as_str(), passage.status), ("", Some(0)));
    assert!(passage.out.ends_with("Text\n  ¶2 The second paragraph has a zyzzyva.\n"), "{}", passage.out);
    let both = run(&folder, &["show", "quays#¶1"]).out;
    assert!(both.contains("A digest of the first.") && both.contains("It began at the quay."), "{both}");
    let export = run(&folder, &["export", "json"]).out;
    assert!(export.contains("\"text\": [\n") && export.contains("zyzzyva"), "{export}");
    assert!(!run(&folder, &["export", "json", "--no-texts"]).out.contains("zyzzyva"));
    assert!(run(&folder, &["search", "zyzzyva"]).out.contains("The second paragraph has a zyzzyva."));
}

/// Whenever a signal ends the program, the file that it writes is there whole or as it was, and nothing lies beside it.
#[test]
fn a_signal_leaves_a_file_whole_or_as_it_was() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("out.json");
    let whole = run(&folder, &["export", "json", "--bundled"]).out;
    let mut ended = 0;
    for step in 0..30_u64 {
        std::fs::write(&path, "before").unwrap();
        let mut child = command(folder.path())
            .args(["export", "json", "--bundled", "-o", "out.json"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(step * 4));
        let pid = rustix::process::Pid::from_child(&child);
        let _over = rustix::process::kill_process(pid, rustix::process::Signal::TERM);
        ended += u32::from(child.wait().unwrap().code() != Some(0));
        let there = std::fs::read_to_string(&path).unwrap();
        assert!(there == "before" || there == whole, "step {step}: {} bytes", there.len());
        let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["out.json"], "step {step}");
    }
    assert!(ended > 0, "a signal at once ends it");
}

#[test]
fn what_is_open_is_a_list_in_markdown() {
    let folder = walls();
    let ran = run(&folder, &["questions"]);
    assert_eq!((ran.err.as_str(), ran.status), ("", Some(0)));
    assert!(ran.out.starts_with("# Open questions: ") && ran.out.contains("\n## "), "{}", ran.out);
    let ids = run(&folder, &["questions", "--format", "ids"]);
    assert_eq!(ran.out.lines().filter(|line| line.starts_with("- [ ] ")).count(), ids.out.lines().count());
    let narrowed = run(&folder, &["questions", "--format", "ids", "-q", "in:companies"]);
    assert!(narrowed.out.lines().all(|line| line.starts_with("companies/")) && narrowed.out.len() < ids.out.len());
    let none = run(&folder, &["questions", "-q", "date:1901"]);
    assert_eq!((none.out.as_str(), none.status), ("", Some(1)));
}

#[test]
fn long_parts_of_what_is_open_are_cut_unless_all_are_asked_for() {
    let ask = |arguments: &[&str]| run(&walls(), &[&["questions", "--bundled"], arguments].concat()).out;
    let items = |text: &str| text.lines().filter(|line| line.starts_with("- [ ] ")).count();
    let (some, all) = (ask(&[]), ask(&["--all"]));
    assert!(some.contains("more: `--all` lists them.\n") && !all.contains("more: `--all`"));
    assert_eq!(items(&all), ask(&["--format", "ids"]).lines().count());
    assert!(items(&some) < items(&all));
}

#[test]
fn what_is_dated_comes_as_rows_in_order() {
    let folder = walls();
    let ran = run(&folder, &["timeline"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let dates: Vec<&str> = ran.out.lines().filter_map(|line| line.split('\t').next()).collect();
    assert!(dates.is_sorted() && !dates.is_empty(), "{dates:?}");
    assert!(ran.out.lines().all(|line| line.split('\t').count() == 4), "{}", ran.out);
    let none = run(&folder, &["timeline", "-q", "date:1901"]);
    assert_eq!((none.out.as_str(), none.status), ("", Some(1)));
}
