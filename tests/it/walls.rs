//! The small dossier of the tests that need folders: who builds walls, and who objects. Nothing is wrong with it.

/// All of it.
pub(crate) const WALLS: &[(&str, &str)] = &[
    ("dossier.toml", COVER),
    ("articles/walls.md", ARTICLE),
    ("companies/acme.md", COMPANY),
    ("campaigns/letter.md", CAMPAIGN),
];

/// Its cover.
pub(crate) const COVER: &str = r#"format = 1
title = "Walls"

[[terms]]
name = "ICE"
long = "Immigration and Customs Enforcement"
kind = "agency"

[[views]]
name = "Letters"
query = "kind:letter"
"#;

/// Its article.
pub(crate) const ARTICLE: &str = r#"+++
title = "Who builds walls"
publisher = "The Gazette"
date = "2018-06-21"
kind = "news"
paragraphs = 3
companies = ["acme"]
campaigns = ["letter"]
+++

[[#¶1]] Acme hosts files for ICE. Its workers object.
"#;

/// Its company.
pub(crate) const COMPANY: &str = r#"+++
name = "Acme"
sector = "software"
cites = ["walls#¶1"]

[extra]
since = 1999-01-31

[[contracts]]
id = "files"
with = "ICE"
product = ["Acme Cloud", "Acme Search"]
amount = [
  { value = "USD 1,214,000", cites = ["walls#¶1"] },
  { value = "~ USD 1.2 million", according_to = "The Gazette", cites = ["walls#¶2"] },
]
signed = "2018-03"
status = "active"
cites = ["walls#¶1"]

[[contracts]]
id = "cameras"
with = "Police"
amount = { words = "a few millions", cites = ["walls#¶2"] }
+++

Acme makes software.
"#;

/// Its campaign.
pub(crate) const CAMPAIGN: &str = r#"+++
name = "Letter to Acme"
kind = "open-letter"
date = "2018-06"
targets = ["acme"]
status = "unanswered"
cites = ["walls#¶3"]

[[demands]]
id = "cancel"
text = "Cancel the contract with ICE."
of = "Acme"
cites = ["walls#¶3"]

[[signatures]]
id = "names"
count = "> 100"
signers = "workers"
cites = ["walls#¶3"]
+++

Workers ask [[acme]] to stop.
"#;
