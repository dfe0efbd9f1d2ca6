//! The small dossier on which the rooms are tried, and whatever a test makes of files. Must never need a folder.

use std::collections::HashMap;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Mutex};

use jiff::civil;

use crate::entry::EntryKind;
use crate::parse::{self, Found, Source};
use crate::search::{Lying, Shelf};
use crate::whole::{Bodies, Dossier, EntryId, Snapshot, Topic};
use crate::{disk, load};

/// The day on which all tests happen.
pub(crate) const TODAY: civil::Date = civil::date(2026, 11, 22);

/// Its entries.
const FILES: &[(&str, &str)] =
    &[("articles/news.md", NEWS), ("companies/example.md", EXAMPLE), ("campaigns/letter.md", LETTER)];

/// More entries, of every kind of value, tie and record: what filters are tried on.
const MORE: &[(&str, &str)] = &[
    ("articles/profits.md", PROFITS),
    (
        "articles/undated.md",
        "+++\ntitle = \"Undated call\"\nkind = \"call\"\ncompanies = [\"globex\"]\n+++\nCome all.\n",
    ),
    (
        "articles/lonely.md",
        "+++\ntitle = \"Alone\"\ndate = \"2016/..\"\n[extra]\nshelf = [\"attic\", 7]\n+++\nNothing here.\n",
    ),
    ("articles/decade.md", "+++\ntitle = \"A decade\"\nkind = \"news\"\ndate = \"201X\"\n+++\nNaïve façades.\n"),
    ("articles/torn.md", "+++\ntitle = \"Torn\"\ndate = \"2018-13\"\n+++\nSee [[petition]].\n"),
    ("companies/amazon.md", AMAZON),
    (
        "companies/globex.md",
        "+++\nname = \"Globex\"\nsector = \"data\"\ncites = [\"profits\"]\n+++\nIt works for [[amazon]] and is asked by Ana Rey.\n",
    ),
    ("campaigns/workers-letter.md", WORKERS),
    ("campaigns/march.md", MARCH),
    ("campaigns/petition.md", PETITION),
    ("texts/profits.md", "First block of all.\n\nThe secret whistle blew.\n"),
];

const COVER: &str = r#"
format = 1
title = "An example"
language = "en"
summary = "Who sells what to whom."
editors = ["A. Reader"]

[[terms]]
name = "ICE"
long = "Immigration and Customs Enforcement"
kind = "agency"
summary = "An agency."
cites = ["news#¶1"]

[[terms]]
name = "Cloud Tools"
kind = "product"

[[views]]
name = "Contracts with ICE"
query = "contract{with:ICE}"
"#;

const NEWS: &str = r#"+++
title = "Workers demand an end to contracts with the agencies that detain and deport"
kind = "news"
publisher = "The Example Gazette"
authors = "A. Writer"
date = "2018-06-21"
paragraphs = 9
companies = ["example"]
campaigns = ["letter"]
+++

## What happened

More than 100 workers signed [[letter|a letter]] to Example. [[#¶1-2]]

It asks for two things:

1. an end of the contract with ICE;
2. a *public* policy. [[#¶4,6]]
"#;

const EXAMPLE: &str = r#"+++
name = "Example Systems"
also_known_as = ["Example"]
summary = "Sells software to ICE."
sector = "software"
country = [{ value = "US", cites = ["news#¶1"] }, { value = "Ireland", cites = ["news#¶4"] }]
cites = ["news#¶1"]

[[contracts]]
id = "hosting"
title = "Hosting of case files"
with = "ICE"
product = "Cloud Tools"
status = "not-renewed"
cites = ["news#¶1", "news#¶7"]
amount = [
  { value = "~ USD 600,000 per month", according_to = "The Example Gazette", cites = ["news#¶1"] },
  { value = "USD 600,000 per month", cites = ["news#¶7"] },
]

[[contracts]]
id = "faces"
with = ["police departments", "private intelligence contractors in many places"]
cites = ["news#¶8"]

[[statements]]
id = "answer"
speaker = "B. Boss"
role = "CEO"
date = "2018-06-20?"
text = "Said that it knows of nothing."
quote = "not aware"
answers = ["letter#end"]
cites = ["news#¶9"]

[[figures]]
id = "files"
title = "Case files"
count = "> 1,000"
+++

It hosts case files for [[ICE]] [[news#¶1]] [[news#¶7]], with Cloud Tools. ICE pays. See [[nowhere]].

| who | what |
|---|---:|
| ICE | files [[news#¶1]] |

> Not **aware**.

- one
- [x] two
"#;

const LETTER: &str = r#"+++
name = "The workers' letter"
kind = "open-letter"
targets = ["example"]
agencies = ["ICE"]
cites = ["news#¶1"]

[[demands]]
id = "end"
text = "End the contract with ICE."
of = "Example"
cites = ["news#¶4"]

[[signatures]]
id = "june"
count = "> 100"
signers = "workers"
as_of = "2018-06-19"
cites = ["news#¶1"]
+++

A letter.
"#;

/// What the cover says besides.
const MORE_TERMS: &str = r#"
[[terms]]
name = "CBP"
long = "Customs and Border Protection"
kind = "agency"

[[terms]]
name = "Rekognition"
kind = "product"

[[terms]]
name = "Ana Rey"
kind = "person"

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
name = "Unanswered demands"
query = "demand{outcome:unanswered}"

[[views]]
name = "Dear"
query = "amount:>1 sort:-amount limit:1"

[[views]]
name = "Big Letters!"
query = "signatures:>100 sort:-signatures limit:1"
"#;

const PROFITS: &str = r#"+++
title = "Who Profits from Déportations?"
also_known_as = ["The list"]
kind = "report"
authors = ["Ana Rey", "Bo Lind"]
publisher = "The Wire"
date = "2018-06"
tags = ["cloud", "border"]
part_of = "Border series"
url = "https://wire.example/profits"
language = "en"
paragraphs = 9
companies = ["amazon"]

[[figures]]
id = "faces"
title = "Faces searched"
count = "~ 500"
cites = ["profits#¶2"]
+++

[[#¶1-2]] Amazon hosts case files. Others sell tents. Mijente and Andy Jassy met in Hilltop over the First Amendment.

[[#¶3]] The letter by [[workers-letter|its workers]] has no answer.
"#;

pub(crate) const AMAZON: &str = r##"+++
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
same_as = ["#case-files"]
according_to = "Ana Rey"
cites = ["profits#¶2-4"]
[[contracts.amount]]
value = "~ USD 600,000 per month"
cites = ["profits#¶2"]
[[contracts.amount]]
value = "EUR 1,214,000.50"
cites = ["profits#¶4"]

[[contracts]]
id = "bid"
title = "A bid"
with = "CBP"
status = "bid"
signed = "2017"
amount = { words = "multi-million dollars" }

[[statements]]
id = "ceo"
speaker = "Andy Jassy"
role = "chief executive"
date = "2018-11-15"
occasion = "all hands"
to = "workers"
text = "Said that it is for lawmakers."
quote = "secret whistle"
answers = ["workers-letter#cancel"]
cites = ["profits#¶2-3"]

[[figures]]
id = "people"
title = "People in the database"
count = "< 40"
of = "CBP"
as_of = "2017?"
cites = ["profits#¶5"]
+++

It sells tools to [[globex]] [[profits#¶1]].
"##;

const WORKERS: &str = r#"+++
name = "Workers' letter"
kind = "open-letter"
status = "unanswered"
date = "2018-06-21"
organisers = ["Mijente"]
endorsers = ["ACLU"]
targets = ["amazon"]
agencies = ["CBP", "Border Guard"]
cites = ["profits#¶3"]

[[demands]]
id = "cancel"
text = "Cancel the contracts"
of = "Amazon"
about = ["amazon#case-files"]
outcome = "unanswered"
cites = ["profits#¶3"]

[[signatures]]
id = "first"
count = "> 100"
signers = "workers"
as_of = "2018-06-21"
cites = ["profits#¶3"]

[[signatures]]
id = "later"
count = "> 450"
as_of = "2018-07"
cites = ["profits#¶3"]

[[events]]
id = "handed"
title = "The case handed over"
date = "/2018-07"
time = "10:00"
place = "Lima"
who = "Mijente"
cites = ["profits#¶6"]
+++
"#;

const MARCH: &str = r#"+++
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
"#;

const PETITION: &str = r#"+++
name = "Petition"
kind = "petition"
status = "won"
date = "2018-06-21/2018-07"
cites = ["profits"]

[[signatures]]
id = "some"
count = "~ 500"
as_of = "2018-24"
cites = ["profits"]
+++
"#;

/// The small dossier with more entries.
pub(crate) fn large() -> &'static (Dossier, Bodies) {
    static READ: LazyLock<(Dossier, Bodies)> = LazyLock::new(|| {
        let cover = [COVER, MORE_TERMS].concat();
        made_of(&[&[("dossier.toml", cover.as_str())], FILES, MORE].concat())
    });
    &READ
}

/// The files of the large dossier.
pub(crate) fn files() -> Vec<(&'static str, String)> {
    let cover = ("dossier.toml", [COVER, MORE_TERMS].concat());
    [cover].into_iter().chain(FILES.iter().chain(MORE).map(|(path, text)| (*path, (*text).to_owned()))).collect()
}

/// The small dossier.
pub(crate) fn dossier() -> &'static (Dossier, Bodies) {
    static READ: LazyLock<(Dossier, Bodies)> = LazyLock::new(|| covered(FILES));
    &READ
}

/// These files under the cover of the small dossier.
pub(crate) fn covered(files: &[(&str, &str)]) -> (Dossier, Bodies) {
    made_of(&[&[("dossier.toml", COVER)], files].concat())
}

/// The dossier of these files and no others, linked and checked.
pub(crate) fn made_of(files: &[(&str, &str)]) -> (Dossier, Bodies) {
    let parsed = files.iter().map(|(path, text)| parse::source(&file(path, *text))).collect();
    let Snapshot { dossier, bodies } = Snapshot::empty("example").with(parsed).finished(TODAY);
    (dossier, bodies)
}

/// The dossier that comes with the program.
pub(crate) fn bundled() -> Arc<Snapshot> {
    static READ: LazyLock<Arc<Snapshot>> =
        LazyLock::new(|| load::read(&disk::bundled(), TODAY).expect("it is compiled in"));
    Arc::clone(&READ)
}

/// A file as it is read.
pub(crate) fn file(path: &str, content: impl Into<Vec<u8>>) -> Source {
    Source { path: path.to_owned(), found: Found::Bytes(content.into()) }
}

pub(crate) fn company(dossier: &Dossier) -> EntryId {
    dossier.find(EntryKind::Company, "example").unwrap()
}

pub(crate) fn article(dossier: &Dossier) -> EntryId {
    dossier.find(EntryKind::Article, "news").unwrap()
}

pub(crate) fn campaign(dossier: &Dossier) -> EntryId {
    dossier.find(EntryKind::Campaign, "letter").unwrap()
}

pub(crate) fn term(dossier: &Dossier, name: &str) -> Topic {
    dossier.named(name).unwrap()
}

/// A shelf in memory; what lies there can be made unreadable.
#[derive(Default)]
pub(crate) struct Board {
    lying: Mutex<HashMap<String, Arc<Vec<u8>>>>,
    is_broken: Arc<AtomicBool>,
}

impl Board {
    /// What lies there, by name.
    pub(crate) fn names(&self) -> Vec<String> {
        self.lying.lock().unwrap().keys().cloned().collect()
    }

    /// From now on nothing can be read.
    pub(crate) fn break_down(&self) {
        self.is_broken.store(true, Ordering::Relaxed);
    }
}

impl Shelf for Board {
    fn keep(&self, name: &str, put: &mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>) -> Option<Lying> {
        let mut bytes = Vec::new();
        put(&mut bytes).ok()?;
        self.lying.lock().unwrap().insert(name.to_owned(), Arc::new(bytes));
        self.find(name)
    }

    fn find(&self, name: &str) -> Option<Lying> {
        let bytes = Arc::clone(self.lying.lock().unwrap().get(name)?);
        let is_broken = Arc::clone(&self.is_broken);
        let length = bytes.len() as u64;
        let read = move |from, length| {
            let from = usize::try_from(from).ok().filter(|_| !is_broken.load(Ordering::Relaxed))?;
            bytes.get(from..from + length).map(<[u8]>::to_vec)
        };
        Some(Lying { length, read: Arc::new(read) })
    }

    fn remove(&self, name: &str) {
        self.lying.lock().unwrap().remove(name);
    }
}
