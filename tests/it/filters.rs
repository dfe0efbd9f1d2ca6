//! The filter language line by line: what each field, each rule of dates and numbers, and each set of braces keeps.

use std::sync::{Arc, LazyLock};

use dossier::entry::{EntryKind, RecordKind};
use dossier::query::{self, QueryError};
use dossier::whole::Snapshot;

use crate::stage::{made_of, read};

const COVER: &str = r#"format = 1
title = "Tried"
[[terms]]
name = "CBP"
long = "Border Protection"
kind = "agency"
[[terms]]
name = "Rekognition"
kind = "product"
[[terms]]
name = "Andy Jassy"
kind = "person"
[[terms]]
name = "Mijente"
kind = "organisation"
[[terms]]
name = "The Wire"
kind = "medium"
[[terms]]
name = "First Amendment"
kind = "law"
[[terms]]
name = "Hilltop"
kind = "place"
[[views]]
name = "Big Letters!"
query = "signatures:>100 sort:-signatures limit:1"
"#;

const PROFITS: &str = r#"+++
title = "Who profits"
also_known_as = ["The list"]
kind = "report"
authors = ["Ana Smith", "Bo Lind"]
publisher = "The Wire"
date = "2018-06"
tags = ["cloud", "border"]
part_of = "Border series"
paragraphs = 9
companies = ["amazon"]
+++
[[#¶1-9]] Mijente and Andy Jassy met in Hilltop over the First Amendment. Deportations went on.
"#;

const AMAZON: &str = r##"+++
name = "Amazon"
also_known_as = ["AWS"]
sector = "cloud computing"
country = "United States"
place = "Seattle"
cites = ["profits#¶3"]
[[contracts]]
id = "faces"
title = "Faces"
with = "CBP"
product = "Rekognition"
amount = [{ value = "USD 600,000 per month" }, { value = "EUR 1,214,000.50" }]
signed = "2018-03"
period = "2018-03/.."
status = "active"
summary = "Search of faces."
same_as = ["#faces"]
according_to = "Ana Smith"
cites = ["profits#¶3,7"]
[[contracts]]
id = "words"
title = "Words"
with = "Police"
amount = { words = "a few dollars" }
status = "bid"
cites = ["profits#¶4"]
[[statements]]
id = "jassy"
speaker = "Andy Jassy"
role = "chief of AWS"
date = "2018-11-08"
occasion = "all hands"
to = "workers"
text = "Said that it stays."
quote = "it stays"
answers = ["letter#cancel"]
cites = ["profits#¶5"]
[[figures]]
id = "people"
title = "People in the database"
count = "< 40"
of = "CBP"
as_of = "2017?"
cites = ["profits#¶5"]
+++
Sells.
"##;

const LETTER: &str = r#"+++
name = "Workers’ letter"
kind = "open-letter"
date = "2018-06-21/2018-07"
organisers = ["Mijente"]
endorsers = ["ACLU"]
targets = ["amazon"]
agencies = ["CBP"]
status = "unanswered"
cites = ["profits#¶6"]
[[demands]]
id = "cancel"
text = "Cancel the contracts"
of = "Amazon"
outcome = "refused"
cites = ["profits#¶6"]
[[signatures]]
id = "first"
count = "> 100"
signers = "workers"
as_of = "2018-06-21"
cites = ["profits#¶6"]
[[events]]
id = "handed"
title = "Handed over"
date = "/2018-07"
time = "10:00"
place = "Seattle"
who = "Mijente"
cites = ["profits#¶6"]
+++
"#;

const PETITION: &str = "+++\nname = \"Petition\"\nkind = \"petition\"\nstatus = \"won\"\ncites = [\"profits\"]\n\
    [[signatures]]\nid = \"some\"\ncount = \"~ 500\"\nas_of = \"2018-24\"\ncites = [\"profits\"]\n+++\n";

static READ: LazyLock<Arc<Snapshot>> = LazyLock::new(|| {
    let (_folder, root) = made_of(&[
        ("dossier.toml", COVER),
        ("articles/profits.md", PROFITS),
        ("articles/alone.md", "+++\ntitle = \"Alone\"\nkind = \"news\"\ndate = \"201X\"\n+++\nNaïve façades.\n"),
        ("articles/torn.md", "+++\ntitle = \"Torn\"\ndate = \"soon\"\n+++\nSee [[petition]].\n"),
        ("companies/amazon.md", AMAZON),
        ("campaigns/letter.md", LETTER),
        ("campaigns/petition.md", PETITION),
        ("texts/profits.md", "Whistles blew.\n"),
    ]);
    read(&root)
});

fn asked(text: &str) -> Result<String, QueryError> {
    let dossier = &READ.dossier;
    let hits = query::eval(&query::parse(text, dossier)?, READ.view());
    let ids = hits.into_iter().filter_map(|hit| dossier.get(hit.entry));
    Ok(ids.map(|entry| entry.id.as_str()).collect::<Vec<_>>().join(" "))
}

fn all_keep(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, expected)| {
            let kept = asked(text).unwrap_or_else(|error| format!("no filter: {error}"));
            (kept != *expected).then(|| format!("{text} keeps `{kept}`, not `{expected}`"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_field_of_the_table_keeps_what_it_is_of() {
    all_keep(&[
        ("in:articles", "alone profits torn"),
        ("in:companies,campaigns", "amazon letter petition"),
        ("id:letter", "letter"),
        ("title:list", "profits"),
        ("name:aws", "amazon"),
        ("kind:letter", "letter"),
        ("tag:border", "profits"),
        ("author:smith", "profits"),
        ("publisher:wire", "profits"),
        ("sector:cloud", "amazon"),
        ("country:states", "amazon"),
        ("place:seattle", "amazon"),
        ("status:won,unanswered", "letter petition"),
        ("organiser:mijente", "letter"),
        ("endorser:aclu", "letter"),
        ("target:aws", "letter"),
        ("part_of:series", "profits"),
        ("company:aws", "profits amazon letter"),
        ("campaign:petition", "torn petition"),
        ("agency:\"border protection\"", "amazon letter"),
        ("person:jassy", "profits amazon"),
        ("product:rekognition", "amazon"),
        ("organisation:mijente", "profits letter"),
        ("medium:wire", "profits"),
        ("law:amendment", "profits"),
        ("term:hilltop", "profits"),
        ("related:petition", "profits torn petition"),
        ("related:CBP", "amazon letter"),
        ("date:2018-11", "alone amazon"),
        ("signed:2018-03", "amazon"),
        ("as_of:2017", "amazon"),
        ("amount:>1M", "amazon"),
        ("signatures:>100", "letter petition"),
        ("cites:\"profits#¶3,7\"", "amazon"),
        ("cites:profits#p6", "letter"),
        ("links:amazon", "profits letter"),
        ("linkedby:letter", "profits amazon"),
        ("linkedby:torn", "petition"),
        ("has:quote", "amazon"),
        ("has:paragraphs", "profits"),
        ("has:time", "letter"),
        ("has:cites", "amazon letter petition"),
        ("has:fulltext", "profits"),
        ("is:disputed", "amazon"),
        ("is:unsourced", ""),
        ("is:orphan", "alone"),
        ("is:broken", "torn"),
    ]);
}

#[test]
fn words_are_looked_for_everywhere_by_their_beginning() {
    all_keep(&[
        ("deport", "profits"),
        ("portations", ""),
        ("NAIVE facade", "alone"),
        ("\"first amendment\"", "profits"),
        ("\"amendment first\"", ""),
        ("list", "profits"),
        ("\"all hands\"", "amazon"),
        ("whistle", "profits"),
        ("\"Border Protection\"", "amazon letter"),
        ("cbp", "amazon letter"),
    ]);
}

#[test]
fn dates_hold_if_they_may_or_only_if_they_must() {
    all_keep(&[
        // The letter is of 21 June to 31 July; nothing else of it is inside June alone.
        ("in:campaigns date:2018-06", "letter"),
        ("event{date:2018-07}", "letter"),
        ("event{date!:2018-07}", ""),
        ("event{date:1900}", "letter"),
        ("event{date:>2018-07}", ""),
        ("contract{period:2999}", "amazon"),
        ("contract{period!:>=2018}", ""),
        ("contract{period:<2018-03}", ""),
        ("contract{period:>=2018-03}", "amazon"),
        ("signed:>2018-02", "amazon"),
        ("signed:>2018-03", ""),
        ("signed:>=2018-03-31", "amazon"),
        ("signed!:>=2018-03-31", ""),
        ("signed:<=2018-03-01", "amazon"),
        ("signed!:<=2018-03", "amazon"),
        ("signed:<2018-03", ""),
        ("signed:2018-01..2018-02,2018-03-15", "amazon"),
        ("signed:..2018", "amazon"),
        ("signed:2019..", ""),
        // `?` does not widen; winter reaches into the next year.
        ("as_of:2016", ""),
        ("as_of!:2017", "amazon"),
        ("as_of:2019-02", "petition"),
        ("as_of:2019-03", ""),
        ("date:2012-12-12", "alone letter"),
        ("in:articles date!:2010..2019", "alone profits"),
        ("-date:*", "torn"),
        ("date:*,1066", "alone profits amazon letter petition"),
    ]);
}

#[test]
fn numbers_compare_by_one_figure_each() {
    all_keep(&[
        ("signatures:101", "letter"),
        ("signatures:100", ""),
        ("signatures:>100", "letter petition"),
        ("signatures:>101", "petition"),
        ("signatures:>=500", "petition"),
        ("signatures:500", "petition"),
        ("signatures:..101", "letter"),
        ("signatures:400..1k", "petition"),
        ("figure{count:39}", "amazon"),
        ("figure{count:<40}", "amazon"),
        ("figure{count:40}", ""),
        ("amount:600k", "amazon"),
        ("amount:600_000", "amazon"),
        ("amount:1.2140005M", "amazon"),
        ("amount:>2B", ""),
        ("contract{amount:600000 currency:USD rate:month}", "amazon"),
        ("contract{amount:*} -contract{amount:>0 status:bid}", "amazon"),
    ]);
    for text in ["signatures!:100 a", "kind!:letter a", "in!:articles a", "contract{title!:x} a"] {
        let error = asked(text).unwrap_err();
        assert!(error.message.contains("to exclude, write -"), "{text}: {error}");
    }
}

#[test]
fn every_key_of_the_table_may_stand_in_its_braces() {
    let everywhere = "id summary according_to cites";
    for (kind, keys, entry) in [
        (RecordKind::Contract, "title with product status signed period amount currency rate same_as", "amazon"),
        (RecordKind::Statement, "speaker role to text quote answers occasion date", "amazon"),
        (RecordKind::Demand, "text of outcome", "letter"),
        (RecordKind::Signatures, "count signers as_of", "letter"),
        (RecordKind::Figure, "title count of as_of", "amazon"),
        (RecordKind::Event, "title place who date time", "letter"),
    ] {
        for key in keys.split(' ') {
            let text = format!("{}{{{key}:*}}", kind.singular());
            let kept = asked(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
            let wanted = if key == "count" || key == "as_of" { kept.contains(entry) } else { kept == entry };
            assert!(wanted, "{text} keeps {kept}");
        }
        for key in everywhere.split(' ') {
            asked(&format!("{}{{{key}:*}}", kind.singular())).unwrap_or_else(|error| panic!("{key}: {error}"));
        }
        for foreign in ["in:articles", "@big-letters", "related:amazon", "event{a}"] {
            let text = format!("{}{{{foreign}}} x", kind.singular());
            let error = asked(&text).unwrap_err();
            assert!(!error.unfinished && error.column > 0, "{text}: {error:?}");
        }
    }
    assert!(asked("figure{amount:*}").is_ok());
    all_keep(&[
        ("contract{with:cbp status:bid}", ""),
        ("contract{status:bid} contract{with:cbp}", "amazon"),
        ("contract{faces -status:bid}", "amazon"),
        ("contract{cites:\"profits#¶7\" same_as:amazon#faces}", "amazon"),
        ("statement{answers:letter#cancel speaker:jassy}", "amazon"),
        ("demand{of:aws outcome:refused}", "letter"),
    ]);
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
    let (_folder, root) = made_of(&[
        ("companies/a.md", &company("A", &[("9 billion", "bid"), ("1", "active")])),
        ("companies/b.md", &company("B", &[("8 billion", "offered"), ("7 billion", "trial")])),
        ("companies/c.md", &company("C", &[("3", "ended"), ("2", "not-renewed")])),
    ]);
    let read = read(&root);
    let dossier = &read.dossier;
    for (text, expected) in [("sort:amount", "a c b"), ("sort:-amount", "c a b"), ("amount:>2000 sort:-amount", "a b")]
    {
        let hits = query::eval(&query::parse(text, dossier).unwrap(), read.view());
        let ids = hits.into_iter().filter_map(|hit| dossier.get(hit.entry)).map(|entry| entry.id.as_str());
        assert_eq!(ids.collect::<Vec<_>>().join(" "), expected, "{text}");
    }
}

#[test]
fn views_orders_and_limits_hold_as_told() {
    all_keep(&[
        ("@big-letters", "petition"),
        ("@big-letters in:campaigns", "letter petition"),
        ("-@big-letters in:campaigns", ""),
        ("sort:title in:campaigns", "petition letter"),
        ("sort:-signatures in:campaigns,companies", "petition letter amazon"),
        ("sort:status,-date", "letter petition profits alone torn amazon"),
        ("in:articles sort:-date limit:1", "profits"),
        ("sort:amount limit:1", "amazon"),
        ("sort:kind limit:2", "alone letter"),
    ]);
    assert_eq!(READ.dossier.list(EntryKind::Campaign).len(), 2);
}

#[test]
fn keys_references_and_fields_are_proposed() {
    for (query, column, says) in [
        ("agncy:CBP", 0, "did you mean agency:?"),
        ("ICE statment{speaker:b}", 4, "did you mean statement{…}?"),
        ("contract{amuont:>3}", 9, "did you mean amount:?"),
        ("is:disputd", 3, "did you mean disputed?"),
        ("has:paragraph", 4, "did you mean paragraphs?"),
        ("in:article", 3, "did you mean articles?"),
        ("sort:titel", 5, "did you mean title?"),
    ] {
        let error = asked(query).unwrap_err();
        assert_eq!(error.column, column, "{query}");
        assert!(error.message.contains(says), "{query}: {error}");
    }
}
