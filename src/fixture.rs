//! The small dossier on which the rooms are tried, and whatever a test makes of files. Must never need a folder.

use std::sync::{Arc, LazyLock};

use jiff::civil;

use crate::entry::EntryKind;
use crate::parse::{self, Found, Source};
use crate::whole::{Bodies, Dossier, EntryId, Snapshot, Topic};
use crate::{disk, load};

/// The day on which all tests happen.
pub(crate) const TODAY: civil::Date = civil::date(2026, 11, 22);

/// Its entries.
const FILES: &[(&str, &str)] =
    &[("articles/news.md", NEWS), ("companies/example.md", EXAMPLE), ("campaigns/letter.md", LETTER)];

const COVER: &str = r#"
format = 1
title = "An example"
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
    let (dossier, bodies) = Dossier::empty("example");
    let (dossier, bodies) = dossier.with(&bodies, parsed);
    (dossier.finished(&bodies, TODAY), bodies)
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
