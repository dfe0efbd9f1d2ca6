//! Everything that can be wrong with a dossier: where it is reported, as what, in which words, and what is read all the same.

use std::collections::BTreeSet;

use dossier::entry::{EntryKind, Key};
use dossier::parse::limits;
use dossier::parse::{self, Found, Source};
use dossier::problem::{Code, Problem};
use dossier::query;
use dossier::whole::{Bodies, Dossier};

use crate::stage::{TODAY, made_of, read};

/// A dossier without a single problem: what stands beside each faulty file, and has to be read in spite of it.
const SOUND: &[(&str, &str)] = &[
    (
        "dossier.toml",
        "format = 1\ntitle = \"Tried\"\n\n[[terms]]\nname = \"ICE\"\nlong = \"Immigration Enforcement\"\nkind = \"agency\"\n",
    ),
    (
        "articles/source.md",
        "+++\ntitle = \"The source\"\ndate = \"2018-06-21\"\nparagraphs = 3\ncompanies = [\"acme\"]\n+++\n[[#¶1-3]] Acme sells to ICE.\n",
    ),
    (
        "companies/acme.md",
        "+++\nname = \"Acme\"\nsummary = \"It sells.\"\ncites = [\"source#¶1\"]\n\n[[contracts]]\nid = \"files\"\nwith = \"ICE\"\ncites = [\"source#¶2\"]\n+++\nIt sells.\n",
    ),
    ("texts/source.md", "Acme sells files.\n\nIt said it was “not aware” of  the\nfences it builds.\n\nThe end.\n"),
];

/// A file that is put among the sound ones and what is to be said of it.
struct Case {
    /// What is wrong, in the words of the table of the format.
    what: &'static str,
    path: &'static str,
    text: &'static str,
    /// `line:column`.
    place: &'static str,
    code: &'static str,
    says: &'static str,
}

const fn case(
    what: &'static str,
    path: &'static str,
    text: &'static str,
    place: &'static str,
    code: &'static str,
    says: &'static str,
) -> Case {
    Case { what, path, text, place, code, says }
}

/// A company whose summary has to be kept whatever else is wrong with it.
const COMPANY: &str = "companies/case.md";
/// A campaign whose summary has to be kept whatever else is wrong with it.
const CAMPAIGN: &str = "campaigns/case.md";
/// An article whose summary has to be kept whatever else is wrong with it.
const ARTICLE: &str = "articles/case.md";
const COVER: &str = "dossier.toml";

const CASES: &[Case] = &[
    // Files.
    case("front matter missing", COMPANY, "name = \"Case\"\n", "1:1", "D102", "the first line must be +++"),
    case("front matter missing: nothing at all", COMPANY, "", "1:1", "D102", "front matter is missing"),
    case(
        "front matter unclosed",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n\nAcme.\n",
        "1:1",
        "D103",
        "put a line +++ after",
    ),
    case("front matter is YAML", COMPANY, "---\nname: Case\n---\nAcme.\n", "1:1", "D104", "write it as TOML"),
    case(
        "not TOML",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\nsector = software\n+++\nAcme.\n",
        "4:10",
        "D105",
        "must stand in quotes",
    ),
    case(
        "not TOML: a key twice",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\nname = \"Twice\"\n+++\nAcme.\n",
        "4:1",
        "D105",
        "stands twice",
    ),
    case(
        "not TOML: no value",
        COMPANY,
        "+++\nname = \"Case\"\nsector\nsummary = \"kept\"\n+++\nAcme.\n",
        "3:1",
        "D105",
        "no key with a value",
    ),
    case(
        "not TOML: an open text",
        COMPANY,
        "+++\nname = \"Case\"\nsector = \"a\nsummary = \"kept\"\n+++\nAcme.\n",
        "3:12",
        "D105",
        "not closed",
    ),
    case("the cover is not TOML", COVER, "format = 1\ntitle = Tried\n", "2:9", "D105", "must stand in quotes"),
    case("the cover is not TOML: no value", COVER, "format = 1\ntitle =\n", "2:8", "D105", "a value is missing"),
    case(
        "not TOML: no =",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\nsector \"x\"\n+++\nAcme.\n",
        "4:1",
        "D105",
        "no key with a value",
    ),
    case(
        "not TOML: a day that is none",
        ARTICLE,
        "+++\ntitle = \"Case\"\nsummary = \"kept\"\ndate = 2018-02-30\n+++\nAcme.\n",
        "4:8",
        "D105",
        "no date of the calendar",
    ),
    case(
        "id of forbidden characters",
        "companies/Ümlaut Co.md",
        "+++\nname = \"Case\"\nsummary = \"kept\"\n+++\nAcme.\n",
        "1:1",
        "D106",
        "a-z, 0-9 and - alone",
    ),
    case(
        "over a limit: nesting",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n[extra]\na = [[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]\n+++\nAcme.\n",
        "5:20",
        "D108",
        "deeper than 16",
    ),
    case(
        "over a limit: nested quotations",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n+++\n>>>>>>>>>>>>>>>>> Acme.\n",
        "5:17",
        "D108",
        "deeper than 16",
    ),
    case("cover of a newer format", COVER, "format = 2\ntitle = \"Tried\"\n", "1:10", "D110", "reads format 2"),
    case(
        "control or invisible characters",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n+++\nAc\u{202e}me. Acme.\n",
        "5:3",
        "D113",
        "U+202E",
    ),
    case(
        "control characters in an escape",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\nsector = \"a\\u001b[31m\"\n+++\nAcme.\n",
        "4:10",
        "D113",
        "U+001B",
    ),
    case(
        "control characters in an entity",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n+++\nAcme. &#x202e;\n",
        "5:7",
        "D113",
        "U+202E",
    ),
    // Front matter and values.
    case(
        "required key missing",
        COMPANY,
        "+++\nsummary = \"kept\"\n+++\nAcme.\n",
        "1:1",
        "D201",
        "a company needs `name`",
    ),
    case(
        "required key missing",
        ARTICLE,
        "+++\nsummary = \"kept\"\n+++\nAcme.\n",
        "1:1",
        "D201",
        "an article needs `title`",
    ),
    case(
        "required key missing",
        CAMPAIGN,
        "+++\nsummary = \"kept\"\n+++\nAcme.\n",
        "1:1",
        "D201",
        "a campaign needs `name`",
    ),
    case(
        "required key empty",
        COMPANY,
        "+++\nname = \" \"\nsummary = \"kept\"\n+++\nAcme.\n",
        "2:8",
        "D201",
        "`name` is empty",
    ),
    case(
        "required key missing: id",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n[[contracts]]\nwith = \"ICE\"\ncites = [\"source\"]\n+++\n",
        "4:1",
        "D201",
        "`contracts` needs `id`",
    ),
    case(
        "required key missing: with",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n[[contracts]]\nid = \"a\"\ncites = [\"source\"]\n+++\n",
        "4:1",
        "D201",
        "needs `with`",
    ),
    case(
        "required key missing: speaker",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n[[statements]]\nid = \"a\"\ntext = \"No.\"\ncites = [\"source\"]\n+++\n",
        "4:1",
        "D201",
        "needs `speaker`",
    ),
    case(
        "required key missing: text",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n[[statements]]\nid = \"a\"\nspeaker = \"B\"\ncites = [\"source\"]\n+++\n",
        "4:1",
        "D201",
        "`statements` needs `text`",
    ),
    case(
        "required key missing: text",
        CAMPAIGN,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n[[demands]]\nid = \"a\"\ncites = [\"source\"]\n+++\n",
        "4:1",
        "D201",
        "`demands` needs `text`",
    ),
    case(
        "required key missing: count",
        CAMPAIGN,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n[[signatures]]\nid = \"a\"\ncites = [\"source\"]\n+++\n",
        "4:1",
        "D201",
        "needs `count`",
    ),
    case(
        "required key missing: title",
        CAMPAIGN,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n[[figures]]\nid = \"a\"\ncites = [\"source\"]\n+++\n",
        "4:1",
        "D201",
        "`figures` needs `title`",
    ),
    case(
        "required key missing: title",
        CAMPAIGN,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n[[events]]\nid = \"a\"\ncites = [\"source\"]\n+++\n",
        "4:1",
        "D201",
        "`events` needs `title`",
    ),
    case("required key missing: format", COVER, "title = \"Tried\"\n", "1:1", "D201", "the cover needs `format`"),
    case("required key missing: title", COVER, "format = 1\n", "1:1", "D201", "the cover needs `title`"),
    case(
        "required key missing: name of a term",
        COVER,
        "format = 1\ntitle = \"Tried\"\n[[terms]]\nkind = \"law\"\n",
        "3:1",
        "D201",
        "`terms` needs `name`",
    ),
    case(
        "required key missing: query of a view",
        COVER,
        "format = 1\ntitle = \"Tried\"\n[[views]]\nname = \"All\"\n",
        "3:1",
        "D201",
        "`views` needs `query`",
    ),
    case(
        "required key missing: value or words",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\nsector = { cites = [\"source\"] }\n+++\nAcme.\n",
        "4:10",
        "D201",
        "needs `value` or `words`",
    ),
    case(
        "wrong type",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\nsector = 7\n+++\nAcme.\n",
        "4:10",
        "D202",
        "`sector` is a whole number; it must be a text",
    ),
    case(
        "wrong type",
        ARTICLE,
        "+++\ntitle = \"Case\"\nsummary = \"kept\"\ndate = 2018\n+++\nAcme.\n",
        "4:8",
        "D202",
        "write a year in quotes",
    ),
    case(
        "wrong type",
        ARTICLE,
        "+++\ntitle = \"Case\"\nsummary = \"kept\"\nparagraphs = \"3\"\n+++\nAcme.\n",
        "4:14",
        "D202",
        "a whole number without quotes",
    ),
    case(
        "wrong type: a record",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\ncontracts = \"ICE\"\n+++\nAcme.\n",
        "4:13",
        "D202",
        "[[contracts]]",
    ),
    case(
        "wrong type: words",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\nsector = { words = 7 }\n+++\nAcme.\n",
        "4:20",
        "D202",
        "`words` is a whole number",
    ),
    case(
        "wrong type: readings where none may be",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\ncites = [{ value = \"source\" }]\n+++\nAcme.\n",
        "4:10",
        "D202",
        "`cites` holds a table",
    ),
    case(
        "wrong type: of the cover",
        COVER,
        "format = \"1\"\ntitle = \"Tried\"\n",
        "1:10",
        "D202",
        "a whole number without quotes",
    ),
    case(
        "date that does not parse",
        ARTICLE,
        "+++\ntitle = \"Case\"\nsummary = \"kept\"\ndate = \"2018-13\"\n+++\nAcme.\n",
        "4:14",
        "D203",
        "has a month 13",
    ),
    case(
        "date of the rest of EDTF",
        ARTICLE,
        "+++\ntitle = \"Case\"\nsummary = \"kept\"\ndate = \"{2018,2019}\"\n+++\nAcme.\n",
        "4:8",
        "D203",
        "the rest of EDTF is not supported",
    ),
    case(
        "date of a time of day",
        ARTICLE,
        "+++\ntitle = \"Case\"\nsummary = \"kept\"\ndate = 2018-06-21T10:00:00\n+++\nAcme.\n",
        "4:8",
        "D203",
        "a time of day",
    ),
    case(
        "count that does not parse",
        CAMPAIGN,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n[[signatures]]\nid = \"a\"\ncount = \"> many\"\ncites = [\"source\"]\n+++\n",
        "6:12",
        "D204",
        "is not a count",
    ),
    case(
        "count less than nothing",
        CAMPAIGN,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n[[signatures]]\nid = \"a\"\ncount = -3\ncites = [\"source\"]\n+++\n",
        "6:9",
        "D204",
        "0 or more",
    ),
    case(
        "money that does not parse",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n[[contracts]]\nid = \"a\"\nwith = \"ICE\"\namount = \"USD 5 zillion\"\ncites = [\"source\"]\n+++\n",
        "7:17",
        "D205",
        "thousand, million, billion",
    ),
    case(
        "money without a code",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n[[contracts]]\nid = \"a\"\nwith = \"ICE\"\namount = \"$5 million\"\ncites = [\"source\"]\n+++\n",
        "7:10",
        "D206",
        "a symbol is not a code",
    ),
    case(
        "money without a code",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n[[contracts]]\nid = \"a\"\nwith = \"ICE\"\namount = 5\ncites = [\"source\"]\n+++\n",
        "7:10",
        "D206",
        "no currency code",
    ),
    case(
        "id of forbidden characters: a record's",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n[[contracts]]\nid = \"A b\"\nwith = \"ICE\"\ncites = [\"source\"]\n+++\n",
        "5:6",
        "D207",
        "a-z, 0-9 and - alone",
    ),
    case(
        "id of forbidden characters: a paragraph's",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n[[contracts]]\nid = \"p7\"\nwith = \"ICE\"\ncites = [\"source\"]\n+++\n",
        "5:6",
        "D207",
        "not like a paragraph",
    ),
    case(
        "two records of an entry with one id",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n[[contracts]]\nid = \"a\"\nwith = \"ICE\"\ncites = [\"source\"]\n[[events]]\nid = \"a\"\ntitle = \"E\"\ncites = [\"source\"]\n+++\n",
        "9:6",
        "D208",
        "another record of this entry",
    ),
    case(
        "a view that does not parse",
        COVER,
        "format = 1\ntitle = \"Tried\"\n[[views]]\nname = \"Calls\"\nquery = \"knd:call\"\n",
        "5:10",
        "D209",
        "did you mean kind:?",
    ),
    case(
        "unknown key",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\nsectr = \"cloud\"\n+++\nAcme.\n",
        "4:1",
        "D210",
        "did you mean `sector`?",
    ),
    case(
        "unknown key, none near",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\nzzzzzz = \"cloud\"\n+++\nAcme.\n",
        "4:1",
        "D210",
        "under [extra]",
    ),
    case(
        "unknown key of a record",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n[[contracts]]\nid = \"a\"\nwith = \"ICE\"\nprodukt = \"x\"\ncites = [\"source\"]\n+++\n",
        "7:1",
        "D210",
        "did you mean `product`?",
    ),
    case(
        "unknown key of a reading",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\nsector = { value = \"a\", cite = [\"source\"] }\n+++\nAcme.\n",
        "4:25",
        "D210",
        "did you mean `cites`?",
    ),
    case(
        "unknown key: records of another kind",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n[[demands]]\nid = \"a\"\n+++\nAcme.\n",
        "4:3",
        "D210",
        "demands are records of campaigns",
    ),
    case(
        "unknown key of the cover",
        COVER,
        "format = 1\ntitle = \"Tried\"\nlanguge = \"en\"\n",
        "3:1",
        "D210",
        "did you mean `language`?",
    ),
    case(
        "unknown key of a term",
        COVER,
        "format = 1\ntitle = \"Tried\"\n[[terms]]\nname = \"ICE\"\nkin = \"agency\"\n",
        "5:1",
        "D210",
        "did you mean `kind`?",
    ),
    case(
        "unknown currency",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n[[contracts]]\nid = \"a\"\nwith = \"ICE\"\namount = \"QQQ 5\"\ncites = [\"source\"]\n+++\n",
        "7:10",
        "D211",
        "QQQ is unknown",
    ),
    case(
        "period that ends before it starts",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n[[contracts]]\nid = \"a\"\nwith = \"ICE\"\nperiod = \"2019/2018-03\"\ncites = [\"source\"]\n+++\n",
        "7:10",
        "D212",
        "ends before it starts",
    ),
    case(
        "date in the future",
        ARTICLE,
        "+++\ntitle = \"Case\"\nsummary = \"kept\"\ndate = \"2026-11-23\"\n+++\nAcme.\n",
        "4:8",
        "D213",
        "lies in the future",
    ),
    case(
        "date in the future, of a record",
        CAMPAIGN,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n[[signatures]]\nid = \"a\"\ncount = 3\nas_of = \"2027\"\ncites = [\"source\"]\n+++\n",
        "7:9",
        "D213",
        "lies in the future",
    ),
    case(
        "date in the future: when a contract was signed",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n[[contracts]]\nid = \"a\"\nwith = \"ICE\"\nsigned = 2026-11-23\ncites = [\"source\"]\n+++\n",
        "7:10",
        "D213",
        "lies in the future",
    ),
    case(
        "date in the future: a period that starts there",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n[[contracts]]\nid = \"a\"\nwith = \"ICE\"\nperiod = \"2027/2029\"\ncites = [\"source\"]\n+++\n",
        "7:10",
        "D213",
        "lies in the future",
    ),
    case(
        "a list of one reading",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\nsector = [{ value = \"a\", cites = [\"source\"] }]\n+++\nAcme.\n",
        "4:10",
        "D214",
        "write the reading alone",
    ),
    // References.
    case(
        "reference to nothing, by id",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\ncites = [\"sorce#¶1\"]\n+++\nAcme.\n",
        "4:10",
        "D301",
        "did you mean `source`?",
    ),
    case(
        "reference to nothing, by name",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n+++\nAcme: [[the sourse]].\n",
        "5:7",
        "D301",
        "did you mean `The source`?",
    ),
    case(
        "reference to nothing, a record",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n+++\nIt [[acme#fils]].\n",
        "5:4",
        "D301",
        "did you mean `acme#files`?",
    ),
    case(
        "reference to nothing, no name near",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n+++\nAcme: [[nobody at all|him]].\n",
        "5:7",
        "D301",
        "`nobody at all` leads to nothing",
    ),
    case(
        "reference to a record that is not there",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n+++\nIt [[acme#unheard-of]].\n",
        "5:4",
        "D301",
        "there is no record `unheard-of`",
    ),
    case(
        "reference to a paragraph of what has none",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n+++\nIt [[acme#¶1]].\n",
        "5:4",
        "D301",
        "only articles have paragraphs",
    ),
    case(
        "reference to nothing, of another kind",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n+++\nIt [[campaigns/acme]].\n",
        "5:4",
        "D301",
        "`campaigns/acme` leads to nothing",
    ),
    case(
        "reference to nothing, as a Markdown link",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n+++\nSee [it](../companies/acne.md), Acme.\n",
        "5:5",
        "D301",
        "did you mean `acme`?",
    ),
    case(
        "reference to nothing, in the cover",
        COVER,
        "format = 1\ntitle = \"Tried\"\n[[terms]]\nname = \"ICE\"\ncites = [\"sourc#¶1\"]\n",
        "5:10",
        "D301",
        "did you mean `source`?",
    ),
    case(
        "Markdown link to a file that is not there",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n+++\nAcme, [so](2018/acmee.md).\n",
        "5:7",
        "D301",
        "did you mean `acme`?",
    ),
    case(
        "Markdown link to a file that is no entry",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n+++\nAcme, [so](../notes/acme.md).\n",
        "5:7",
        "D301",
        "`../notes/acme.md` leads to nothing",
    ),
    case(
        "reference that fits two",
        "campaigns/acme.md",
        "+++\nname = \"Case\"\nsummary = \"kept\"\n+++\nIt [[acme]].\n",
        "5:4",
        "D302",
        "`companies/acme` and `campaigns/acme`",
    ),
    case(
        "paragraph past `paragraphs`",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\ncites = [\"source#¶2-4\"]\n+++\nAcme.\n",
        "4:10",
        "D303",
        "¶3",
    ),
    case(
        "paragraph past `paragraphs`, in the prose",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n+++\nAcme [[source#¶1,4]].\n",
        "5:6",
        "D303",
        "the article says that it ends with ¶3",
    ),
    case(
        "two entries of one name",
        COMPANY,
        "+++\nname = \"Case\"\nalso_known_as = [\"ACME\"]\nsummary = \"kept\"\n+++\nIt is.\n",
        "3:18",
        "D304",
        "companies/acme.md",
    ),
    case(
        "two terms of one name",
        COVER,
        "format = 1\ntitle = \"Tried\"\n[[terms]]\nname = \"ICE\"\n[[terms]]\nname = \"Frost\"\nalso_known_as = \"Ice\"\n",
        "7:17",
        "D304",
        "`Ice` is a name of `terms/ice` too",
    ),
    case(
        "reference that does not parse",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\ncites = [\"source#¶0\"]\n+++\nAcme.\n",
        "4:19",
        "D305",
        "the first is ¶1",
    ),
    case(
        "reference that does not parse, in the prose",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n+++\nAcme [[source#No Place]].\n",
        "5:6",
        "D305",
        "names no place",
    ),
    case(
        "embed",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n+++\nSee ![[acme]].\n",
        "5:5",
        "D306",
        "without the !",
    ),
    case(
        "a name one letter from a known one",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n[[contracts]]\nid = \"a\"\nwith = \"Immigration Enforcment\"\ncites = [\"source\"]\n+++\n",
        "6:8",
        "D307",
        "did you mean `Immigration Enforcement`?",
    ),
    case(
        "a name one letter from a known one, in a reading",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\nsector = { value = \"a\", according_to = \"The sourse\", cites = [\"source\"] }\n+++\nAcme.\n",
        "4:40",
        "D307",
        "did you mean `The source`?",
    ),
    case(
        "entry that nothing refers to",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n+++\nNo names.\n",
        "1:1",
        "D308",
        "nothing refers to this entry",
    ),
    case(
        "term never used",
        COVER,
        "format = 1\ntitle = \"Tried\"\n[[terms]]\nname = \"ICE\"\n[[terms]]\nname = \"Frost\"\n",
        "5:1",
        "D309",
        "the term `Frost` is never used",
    ),
    // Evidence.
    case(
        "record without cites",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n[[contracts]]\nid = \"a\"\nwith = \"ICE\"\n+++\n",
        "4:1",
        "D401",
        "the contract `a` has no source",
    ),
    case(
        "record of which not every reading cites",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n[[contracts]]\nid = \"a\"\nwith = \"ICE\"\namount = [{ value = \"USD 1\", cites = [\"source\"] }, { value = \"USD 2\" }]\n+++\n",
        "4:1",
        "D401",
        "has no source",
    ),
    case(
        "record of which one reading names a source alone",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n[[contracts]]\nid = \"a\"\nwith = \"ICE\"\namount = { value = \"USD 1\", cites = [\"source\"] }\nsigned = { value = \"2018\", according_to = \"B\" }\n+++\n",
        "4:1",
        "D401",
        "has no source",
    ),
    case(
        "company with a fact and no cites",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\nsector = \"cloud\"\n+++\nAcme.\n",
        "4:10",
        "D402",
        "`sector`",
    ),
    case(
        "campaign with a fact and no cites",
        CAMPAIGN,
        "+++\nname = \"Case\"\nsummary = \"kept\"\ntargets = [\"acme\"]\n+++\nAcme.\n",
        "4:11",
        "D402",
        "`targets`",
    ),
    case(
        "quote not in the attached text",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\n[[statements]]\nid = \"a\"\nspeaker = \"B\"\ntext = \"No.\"\nquote = \"quite unaware\"\ncites = [\"source#¶2\"]\n+++\n",
        "8:9",
        "D403",
        "“quite unaware”",
    ),
    case(
        "empty body of an entry without records",
        COMPANY,
        "+++\nname = \"Case\"\nsummary = \"kept\"\npart_of = \"Acme\"\n+++\n",
        "1:1",
        "D404",
        "no records and no prose",
    ),
    case("attached text of no article", "texts/case.md", "Acme.\n", "1:1", "D112", "no article"),
    case("attached text of a bad name", "texts/A B.md", "Acme.\n", "1:1", "D106", "a-z, 0-9 and - alone"),
    case("attached text in a folder", "texts/old/source.md", "Acme.\n", "1:1", "D112", "directly in texts"),
    case(
        "invisible characters of an attached text",
        "texts/source.md",
        "It is\u{200b} “not aware” of it.\n\nb\n\nc\n",
        "1:6",
        "D113",
        "U+200B",
    ),
];

/// The cases whose file cannot be read as far as its summary.
const UNREAD: &[&str] = &["D101", "D102", "D104"];

fn among_sound<'a>(path: &'a str, text: &'a str) -> Vec<(&'a str, &'a str)> {
    let others = SOUND.iter().copied().filter(|(sound, _)| *sound != path);
    others.chain([(path, text)]).collect()
}

fn told(problems: &[Problem]) -> String {
    let lines =
        problems.iter().map(|it| format!("{}:{}:{} {} {}", it.path, it.line, it.column, it.code.code(), it.message));
    lines.collect::<Vec<_>>().join("\n")
}

/// What of the sound files is not there.
fn missed(dossier: &Dossier, bodies: &Bodies) -> Vec<&'static str> {
    let there = |kind, id: &str, key: Key| {
        let found = dossier.find(kind, id).and_then(|id| Some((id, dossier.get(id)?)));
        found.is_some_and(|(id, entry)| entry.fields.get(key).is_some() && bodies.body(id).is_some())
    };
    let acme = dossier.find(EntryKind::Company, "acme").and_then(|id| dossier.get(id));
    [
        ("the article", there(EntryKind::Article, "source", Key::Paragraphs)),
        ("the company", there(EntryKind::Company, "acme", Key::Summary)),
        ("its record", acme.is_some_and(|acme| acme.record("files").is_some())),
    ]
    .into_iter()
    .filter_map(|(what, there)| (!there).then_some(what))
    .collect()
}

#[test]
fn what_is_sound_has_no_problem() {
    let (_folder, root) = made_of(SOUND);
    assert_eq!(told(read(&root).0.problems()), "");
}

#[test]
fn everything_that_can_be_wrong_is_said_at_its_place_and_the_rest_is_read() {
    let mut wrong = Vec::new();
    for case in CASES {
        let (_folder, root) = made_of(&among_sound(case.path, case.text));
        let (dossier, bodies) = read(&root);
        let found = dossier.problems().iter().find(|problem| {
            problem.path == case.path
                && format!("{}:{}", problem.line, problem.column) == case.place
                && problem.code.code() == case.code
                && problem.message.contains(case.says)
        });
        if found.is_none() {
            let expected = format!("{}:{} {} …{}…", case.path, case.place, case.code, case.says);
            wrong.push(format!("{}: {expected}\nis not among\n{}", case.what, told(dossier.problems())));
        }
        for missed in missed(&dossier, &bodies) {
            wrong.push(format!("{}: {missed} is not there", case.what));
        }
        let summaries = dossier.entries().filter_map(|(_, entry)| entry.fields.text(Key::Summary));
        let is_entry = !case.path.starts_with("texts/") && case.path != COVER;
        if is_entry && !UNREAD.contains(&case.code) && summaries.filter(|summary| *summary == "kept").count() != 1 {
            wrong.push(format!("{}: its other keys are not there", case.what));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The codes whose faults are no text that could stand in a table; each has a test of its own below.
const ELSEWHERE: &[Code] = &[Code::NotUtf8, Code::TwoEntries, Code::CoverMissing, Code::Unreadable, Code::Skipped];

#[test]
fn every_code_has_its_case() {
    let tried: BTreeSet<&str> =
        CASES.iter().map(|case| case.code).chain(ELSEWHERE.iter().map(|code| code.code())).collect();
    let all: BTreeSet<&str> = Code::ALL.iter().map(|code| code.code()).collect();
    assert_eq!(tried, all);
}

/// Where problems are and which, of a sound dossier with one more file.
fn places(path: &str, bytes: &[u8]) -> (Vec<String>, std::sync::Arc<Dossier>) {
    let (folder, root) = made_of(SOUND);
    let file = folder.path().join("made").join(path);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, bytes).unwrap();
    let (dossier, bodies) = read(&root);
    assert!(missed(&dossier, &bodies).is_empty());
    let places = dossier.problems().iter().map(|it| format!("{} {}", it.place(), it.code.code()));
    (places.collect(), dossier)
}

#[test]
fn a_file_that_is_not_utf_8_stands_last_with_its_place() {
    let bytes = b"+++\nname = \"Case\"\nsector = \"\xe9\"\n+++\nAcme.\n";
    let (places, dossier) = places(COMPANY, bytes);
    assert_eq!(places, ["companies/case.md:3:11 D101"]);
    let companies: Vec<_> = dossier.list(EntryKind::Company).iter().filter_map(|id| dossier.get(*id)).collect();
    assert_eq!(
        companies.iter().map(|entry| (entry.id.as_str(), entry.broken)).collect::<Vec<_>>(),
        [("acme", false), ("case", true)]
    );
    assert_eq!(self::places("texts/source.md", b"a\n\nb\xff\n").0, ["texts/source.md:3:2 D101"]);
    assert_eq!(self::places(COMPANY, b"\xff\xfe+\0+\0+\0").0, ["companies/case.md:1:1 D101"]);
}

#[test]
fn of_two_files_of_one_id_the_first_path_wins() {
    let text = |name: &str| format!("+++\nname = \"{name}\"\n+++\nAcme.\n");
    let files = [
        ("companies/z/case.md", text("Last")),
        ("companies/a/case.md", text("First")),
        ("companies/m/case.md", text("Middle")),
    ];
    let files: Vec<(&str, &str)> =
        SOUND.iter().copied().chain(files.iter().map(|(path, text)| (*path, text.as_str()))).collect();
    let (_folder, root) = made_of(&files);
    let (dossier, _) = read(&root);
    let id = dossier.find(EntryKind::Company, "case").unwrap();
    assert_eq!(dossier.get(id).unwrap().name(), "First");
    assert_eq!(
        told(dossier.problems()),
        "companies/m/case.md:1:1 D107 `case` is the id of companies/a/case.md already, so this file is left out; give it another name\n\
         companies/z/case.md:1:1 D107 `case` is the id of companies/a/case.md already, so this file is left out; give it another name"
    );
}

#[test]
fn entries_of_different_kinds_may_have_one_id() {
    let files = [
        ("companies/case.md", "+++\nname = \"Case\"\n+++\nAcme, [[campaigns/case]].\n"),
        ("campaigns/case.md", "+++\nname = \"March\"\n+++\nOf [[companies/case]].\n"),
    ];
    let files: Vec<_> = SOUND.iter().copied().chain(files).collect();
    let (_folder, root) = made_of(&files);
    let (dossier, _) = read(&root);
    assert_eq!(told(dossier.problems()), "");
    assert_eq!(dossier.entries().filter(|(_, entry)| entry.id == "case").count(), 2);
}

#[test]
fn without_a_cover_the_folder_gives_the_title() {
    let (_folder, root) = made_of(&SOUND[1..]);
    let (dossier, _) = read(&root);
    assert_eq!(dossier.title(), root.name());
    let cover = &dossier.problems()[0];
    assert_eq!((cover.place().to_string(), cover.code), ("dossier.toml:1:1".to_owned(), Code::CoverMissing));
    assert_eq!(dossier.problems().len(), 1);
}

#[test]
fn a_file_that_cannot_be_opened_stands_last_and_says_why() {
    let (_folder, root) = made_of(SOUND);
    let listed = root.list().unwrap();
    let mut parsed: Vec<_> = listed.iter().map(|listed| parse::source(&root.read(listed))).collect();
    let denied = Found::Unreadable("permission denied".to_owned());
    parsed.push(parse::source(&Source { path: COMPANY.to_owned(), found: denied }));
    let (dossier, bodies) = Dossier::empty("x");
    let (dossier, bodies) = dossier.with(&bodies, parsed);
    let dossier = dossier.finished(&bodies, TODAY);
    assert_eq!(told(dossier.problems()), "companies/case.md:1:1 D111 this file cannot be read: permission denied");
    let last = dossier.list(EntryKind::Company).last().and_then(|id| dossier.get(*id)).unwrap();
    assert_eq!((last.name(), last.broken), ("case", true));
}

#[test]
fn what_is_skipped_is_said_and_what_is_nobodys_business_is_not() {
    let (folder, root) = made_of(SOUND);
    std::os::unix::fs::symlink("acme.md", folder.path().join("made/companies/case.md")).unwrap();
    for path in [
        "README.md",
        "companies/README",
        "companies/.hidden.md",
        "companies/notes.txt",
        "articles/picture.png",
        "notes.md",
    ] {
        std::fs::write(folder.path().join("made").join(path), "nothing").unwrap();
    }
    let (dossier, _) = read(&root);
    assert_eq!(
        told(dossier.problems()),
        "companies/case.md:1:1 D112 this file is skipped: it is a symbolic link; put the file itself in its place"
    );
}

#[test]
fn all_faults_of_a_file_are_reported() {
    let text = "+++\n\
        name = \"Case\"\n\
        sumary = \"x\"\n\
        sector = software\n\
        country = 7\n\
        cites = [\"nowhere\", \"source#¶9\", \"source#¶0\"]\n\
        place = \"a\" \"b\"\n\
        summary = \"kept\"\n\
        \n\
        [[contracts]]\n\
        id = \"p1\"\n\
        amount = \"5 dollars\"\n\
        signed = \"2018-02-30\"\n\
        period = \"2019/2018\"\n\
        \n\
        [[statements]]\n\
        id = \"said\"\n\
        speaker = \"B\"\n\
        text = \"No.\"\n\
        quote = \"unheard of\"\n\
        cites = [\"source#¶2\"]\n\
        +++\n\
        ![[acme]] [[nobody here]] \u{7}\n";
    let (places, dossier) = places(COMPANY, text.as_bytes());
    let expected = [
        "3:1 D210",
        "4:10 D105",
        "5:11 D202",
        "6:10 D301",
        "6:21 D303",
        "6:43 D305",
        "7:13 D105",
        "10:1 D201",
        "10:1 D401",
        "11:6 D207",
        "12:10 D206",
        "13:19 D203",
        "14:10 D212",
        "20:9 D403",
        "23:1 D306",
        "23:11 D301",
        "23:27 D113",
    ];
    assert_eq!(places, expected.map(|place| format!("companies/case.md:{place}")));
    let entry = dossier.get(dossier.find(EntryKind::Company, "case").unwrap()).unwrap();
    assert_eq!(entry.fields.text(Key::Summary), Some("kept"));
    assert_eq!(entry.records.len(), 2);
    assert!(entry.broken);
}

#[test]
fn every_problem_has_its_line_with_a_caret_and_a_remedy() {
    for case in CASES {
        let (_folder, root) = made_of(&among_sound(case.path, case.text));
        for problem in read(&root).0.problems() {
            let words = problem.sentence();
            assert!(words.as_str().contains([';', '?', ':', '(']), "{}: {words} says not what to do", case.what);
            let picture = problem.picture(60);
            if !problem.source.is_empty() {
                assert!(picture.len() == 2 && picture[1].as_str().trim().chars().all(|c| c == '^'), "{}", case.what);
            }
        }
    }
}

#[test]
fn limits_are_said_as_one_error_at_the_first_thing_beyond() {
    let key = format!("summary = \"kept\"\nnote = \"{}\"\n", "x".repeat(64 << 10));
    let links = format!("[[acme]]\n{}", "[[acme]] ".repeat(10_000));
    for (what, text, place) in [
        ("front matter of 64 KiB", format!("+++\nname = \"Case\"\n{key}sector = \"x\"\n+++\nAcme.\n"), "4:1"),
        ("10,000 links", format!("+++\nname = \"Case\"\nsummary = \"kept\"\n+++\n{links}\n"), "6:89992"),
    ] {
        let (places, _) = places(COMPANY, text.as_bytes());
        assert_eq!(places, [format!("companies/case.md:{place} D108")], "{what}");
    }
    let within = format!("+++\nname = \"Case\"\n+++\n{}", "[[acme]] ".repeat(10_000));
    assert_eq!(places(COMPANY, within.as_bytes()).0, [""; 0]);
}

#[test]
fn a_file_at_its_limit_is_read_and_one_byte_more_is_a_broken_entry() {
    for (path, limit, head) in [
        (COMPANY, limits::FILE, "+++\nname = \"Case\"\n+++\nAcme. "),
        (COVER, limits::COVER, "format = 1\ntitle = \"Tried\"\n# ICE "),
    ] {
        let limit = limit.number;
        let of_size = |size: usize| format!("{head}{}", "x".repeat(size - head.len()));
        let (sound, _) = places(path, of_size(limit).as_bytes());
        assert_eq!(sound, [""; 0], "{path}");
        let (places, dossier) = places(path, of_size(limit + 1).as_bytes());
        assert_eq!(places, [format!("{path}:1:1 D108")]);
        let broken = dossier.entries().filter(|(_, entry)| entry.broken).count();
        assert_eq!(broken, usize::from(path == COMPANY));
    }
}

#[test]
fn a_reference_past_the_attached_text_is_said_where_paragraphs_says_nothing() {
    let files: Vec<(&str, &str)> = among_sound(
        "articles/source.md",
        "+++\ntitle = \"The source\"\ncompanies = [\"acme\"]\n+++\n[[#¶1-3]] Acme.\n\n[[#¶4]] ICE.\n",
    );
    let (_folder, root) = made_of(&files);
    assert_eq!(
        told(read(&root).0.problems()),
        "articles/source.md:7:1 D303 `#¶4` is past the end: the attached text ends with ¶3; correct the paragraph or `paragraphs`"
    );
}

#[test]
fn a_reference_that_fits_two_and_is_past_the_end_of_the_one_taken_has_two_faults() {
    let twin = "+++\ntitle = \"The source\"\n+++\n[[The source#¶9]] ICE.\n";
    let (_folder, root) = made_of(&among_sound("articles/twin.md", twin));
    let dossier = read(&root).0;
    let faults = dossier.problems().iter().filter(|it| (it.path.as_str(), it.line) == ("articles/twin.md", 4));
    assert_eq!(faults.map(|it| it.code.code()).collect::<Vec<_>>(), ["D302", "D303"]);
}

#[test]
fn a_period_may_end_in_the_future_and_all_that_is_wrong_with_one_is_said() {
    let told_of = |period: &str| {
        let text = format!(
            "+++\nname = \"Case\"\n[[contracts]]\nid = \"a\"\nwith = \"ICE\"\nperiod = \"{period}\"\ncites = [\"source\"]\n+++\n"
        );
        let (_folder, root) = made_of(&among_sound(COMPANY, &text));
        let codes = read(&root).0.problems().iter().map(|it| it.code.code()).collect::<Vec<_>>();
        codes.join(" ")
    };
    for (period, codes) in [
        ("2018/2031", ""),
        ("2026-11-22/..", ""),
        ("/2031", ""),
        ("../2031", ""),
        ("2026-11-23/..", "D213"),
        ("2031/2030", "D212 D213"),
    ] {
        assert_eq!(told_of(period), codes, "{period}");
    }
}

#[test]
fn quotes_are_looked_for_in_the_attached_text_as_people_quote() {
    let statement = |quote: &str, cite: &str| {
        format!(
            "+++\nname = \"Case\"\n[[statements]]\nid = \"a\"\nspeaker = \"B\"\ntext = \"No.\"\nquote = '''{quote}'''\ncites = [\"{cite}\"]\n+++\n"
        )
    };
    for (quote, is_there) in [
        ("not aware", true),
        ("said it was \"not aware\"", true),
        ("“not aware” of the fences", true),
        ("It said … the fences", true),
        ("It said ... the fences", true),
        ("[I]t said it was", true),
        ("[The company] said it was “not aware” of the fences", true),
        ("it was “not aware” of [all] the fences", true),
        ("it was […] the fences", true),
        ("the fences … It said", false),
        ("not aware of the walls", false),
    ] {
        let (places, _) = places(COMPANY, statement(quote, "source#¶2").as_bytes());
        let expected = if is_there { vec![] } else { vec!["companies/case.md:7:9 D403".to_owned()] };
        assert_eq!(places, expected, "{quote}");
    }
    // Without an attached text nothing can be said of a quote.
    let files = [
        ("articles/other.md", "+++\ntitle = \"Other\"\n+++\nAcme.\n".to_owned()),
        (COMPANY, statement("never said", "other#¶1")),
    ];
    let files: Vec<_> = SOUND.iter().copied().chain(files.iter().map(|(path, text)| (*path, text.as_str()))).collect();
    let (_folder, root) = made_of(&files);
    assert_eq!(told(read(&root).0.problems()), "");
}

#[test]
fn two_names_in_common_are_two_problems_each_at_its_name() {
    let first = "+++\nname = \"Case\"\nalso_known_as = [\"Kase\", \"Other\"]\n+++\nAcme.\n";
    let second = "+++\nname = \"kase\"\nalso_known_as = [\"Fine\", \"CASE\"]\n+++\nAcme.\n";
    let files: Vec<_> = SOUND.iter().copied().chain([("companies/a.md", first), ("companies/b.md", second)]).collect();
    let (_folder, root) = made_of(&files);
    assert_eq!(
        told(read(&root).0.problems()),
        "companies/b.md:2:8 D304 `kase` is a name of `companies/a.md` too; give one of them another name\n\
         companies/b.md:3:26 D304 `CASE` is a name of `companies/a.md` too; give one of them another name"
    );
}

#[test]
fn keys_references_and_fields_are_proposed() {
    let (_folder, root) = made_of(SOUND);
    let (dossier, _) = read(&root);
    for (query, column, says) in [
        ("agncy:ICE", 0, "did you mean agency:?"),
        ("ICE statment{speaker:b}", 4, "did you mean statement{…}?"),
        ("contract{amuont:>3}", 9, "did you mean amount:?"),
        ("is:disputd", 3, "did you mean disputed?"),
        ("has:paragraph", 4, "did you mean paragraphs?"),
        ("in:article", 3, "did you mean articles?"),
        ("sort:titel", 5, "did you mean title?"),
    ] {
        let error = query::parse(query, &dossier).unwrap_err();
        assert_eq!(error.column, column, "{query}");
        assert!(error.message.contains(says), "{query}: {error}");
    }
}
