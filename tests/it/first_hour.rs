//! What a newcomer asks in the first hour, with the keys that it takes: letters of a filter or a name that are typed are
//! not counted, all other keys are.

use dossier::keys::parse_keys;

use crate::stage::Stage;

/// A step: keys of the reader, or letters that are typed into a line.
enum Step {
    Keys(&'static str),
    Typed(&'static str),
}

use Step::{Keys, Typed};

/// No question may take more.
const MOST: usize = 6;

/// Each question with its steps and what the screen shows then.
const QUESTIONS: &[(&str, &[Step], &[&str])] = &[
    (
        "What is Microsoft's contract with ICE?",
        &[Keys("/"), Typed("company:Microsoft contract{with:ICE}"), Keys("<Enter>2")],
        &["Azure Government for ICE · active", "amount open"],
    ),
    ("What came of each campaign?", &[Keys("gr<Tab>")], &["outcome", "refused", "partly", "Customers' letter"]),
    (
        "What do the sources disagree on?",
        &[Keys("/"), Typed("is:disputed"), Keys("<Enter><Enter>n")],
        &["that the filter finds here", "≠"],
    ),
    (
        "Who sells to CBP?",
        &[Keys("/"), Typed("contract{with:CBP}"), Keys("<Enter>gr")],
        &["Google", "Salesforce", "3 of 14"],
    ),
    ("Who signed what?", &[Keys("gr<Tab><Tab>")], &["Microsoft workers' letter", "> 100", "Microsoft employees"]),
    (
        "Which demands were refused?",
        &[Keys("/"), Typed("demand{outcome:refused}"), Keys("<Enter>gr")],
        &["Drop the contract with CBP.", "1 of 17"],
    ),
    (
        "When did what happen at Microsoft?",
        &[Keys("/"), Typed("id:microsoft"), Keys("<Enter>gr<S-Tab>")],
        &["Parts of the post removed", "18 June 2018?", "date ↑"],
    ),
    (
        "What did Jassy answer to whom?",
        &[Keys(":"), Typed("andy jassy"), Keys("<Enter>")],
        &["answers", "We Won't Build It"],
    ),
    (
        "What rests on The Intercept?",
        &[Keys(":"), Typed("the intercept"), Keys("<Enter>")],
        &["Palantir pays Amazon about"],
    ),
    (
        "Which contracts have no known amount?",
        &[Keys("/"), Typed("contract{-amount:*}"), Keys("<Enter>gr")],
        &["open", "DHS, USCIS"],
    ),
];

#[test]
fn ten_questions_take_six_keys_each() {
    for (question, steps, shown) in QUESTIONS {
        let mut stage = Stage::bundled(120, 36);
        let mut pressed = 0;
        for step in *steps {
            match step {
                Keys(keys) => {
                    pressed += parse_keys(keys).unwrap().len();
                    stage.press(keys);
                }
                Typed(text) => drop(stage.press(text)),
            }
        }
        assert!(pressed <= MOST, "{question}: {pressed} keys");
        for text in *shown {
            assert!(stage.shows(text), "{question}: no `{text}` on\n{}", stage.text());
        }
    }
}

/// What a dossier of another subject may get wrong: each of twenty mistakes is told where it stands.
#[test]
fn twenty_planted_mistakes_are_told() {
    let files: &[(&str, &str)] = &[
        (
            "dossier.toml",
            "format = 1\ntitel = \"Libraries for sale\"\n[[views]]\nname = \"v\"\nquery = \"demand{outcom:met}\"\n",
        ),
        (
            "articles/courier-sale.md",
            "+++\ntitle = \"Sale\"\ndate = \"April 20, 2023\"\nauthor = \"J\"\nparagraphs = 3\nkind = \"nwes\"\n+++\n\nText. [[#¶9]]\n",
        ),
        ("articles/radio.markdown", "x"),
        ("company/x.md", "+++\nname = \"X\"\n+++\nX.\n"),
        ("texts/courier-sale.md", "One.\n\nTwo.\n"),
        ("texts/nobody.md", "One.\n"),
        (
            "companies/northbank.md",
            "+++\nname = \"Northbank\"\naliases = [\"NB\"]\nseктor = 1\ncountry = \"UK\"\n[[contracts]]\nid = \"a\"\nwith = \"City\"\namount = \"120000 USD\"\nstatus = \"actve\"\nperiod = \"2020/2018\"\n[[contracts]]\nid = \"a\"\nwith = \"City\"\ncites = [\"courier-sale#¶2\"]\n+++\n\nSee [[northbnak]].\n",
        ),
        (
            "campaigns/keep.md",
            "+++\nname = \"Keep\"\nkind = \"petitoin\"\ntargets = [\"nrothbank\"]\ncites = [\"courier-sale#¶2\"]\n[[demands]]\nid = \"b\"\ntext = \"Stop.\"\noutcome = \"refusd\"\n[[signatures]]\ncount = \"lots\"\ncites = [\"courier-sale#¶8\"]\n+++\n",
        ),
    ];
    let (_folder, root) = crate::stage::made_of(files);
    let read = crate::stage::read(&root);
    let told: Vec<String> = read
        .dossier
        .problems()
        .iter()
        .map(|problem| format!("{}:{} {} {}", problem.path, problem.line, problem.code.code(), problem.message))
        .collect();
    let all = told.join("\n");
    for mistake in [
        "dossier.toml:2 D210",
        "D209",
        "articles/courier-sale.md:3 D203",
        "articles/courier-sale.md:4 D210",
        "articles/courier-sale.md:5 D405",
        "articles/courier-sale.md:6 D217",
        "articles/courier-sale.md:9 D303",
        "articles/radio.markdown",
        "company:1 D112",
        "texts/nobody.md:1 D112",
        "companies/northbank.md:4",
        "companies/northbank.md:5 D402",
        "companies/northbank.md:9 D205",
        "companies/northbank.md:10 D217",
        "companies/northbank.md:11 D212",
        "companies/northbank.md:13 D208",
        "companies/northbank.md:18 D301",
        "campaigns/keep.md:3 D217",
        "campaigns/keep.md:4 D301",
        "campaigns/keep.md:9 D217",
        "campaigns/keep.md:11 D204",
    ] {
        assert!(all.contains(mistake), "{mistake} is not told:\n{all}");
    }
}
