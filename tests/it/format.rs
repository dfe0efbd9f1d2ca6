//! The format line by line: what a dossier's files mean, as the program reads them.

use std::ops::Deref;
use std::sync::Arc;

use dossier::disk;
use dossier::entry::{Entry, EntryKind, Key, RecordKind};
use dossier::page::{self, Subject};
use dossier::query;
use dossier::render::{self, Glyphs};
use dossier::value::{Agreement, Date, Place, Reference};
use dossier::whole::{EntryId, How, Resolution, Snapshot, Spot, Topic};

use crate::stage::{Stage, made_of, read};

/// A dossier read whole.
struct Read(Arc<Snapshot>);

impl Deref for Read {
    type Target = Snapshot;

    fn deref(&self) -> &Snapshot {
        &self.0
    }
}

impl Read {
    fn of(files: &[(&str, &str)]) -> Self {
        let (_folder, root) = made_of(files);
        Self(read(&root))
    }

    fn id(&self, kind: EntryKind, id: &str) -> EntryId {
        self.dossier.find(kind, id).unwrap_or_else(|| panic!("{id} is not there"))
    }

    fn entry(&self, kind: EntryKind, id: &str) -> &Entry {
        self.dossier.get(self.id(kind, id)).unwrap()
    }

    /// Where a reference leads, as `kind/id#place`; all of them where it fits several.
    fn leads(&self, reference: &str, from: Option<EntryId>) -> String {
        let found = self.dossier.resolve(&Reference::parse(reference).unwrap(), from);
        let targets = match found {
            Resolution::One(target) => vec![target],
            Resolution::Several(targets) => targets,
            Resolution::Nothing => return "nothing".to_owned(),
        };
        let named = targets.into_iter().map(|target| {
            let place = target.place.map(|place| format!("#{place}")).unwrap_or_default();
            format!("{}{place}", self.name(target.topic))
        });
        named.collect::<Vec<_>>().join(" or ")
    }

    fn name(&self, topic: Topic) -> String {
        match topic {
            Topic::Entry(id) => {
                let entry = self.dossier.get(id).unwrap();
                format!("{}/{}", entry.kind.plural(), entry.id)
            }
            Topic::Term(id) => format!("terms/{}", self.dossier.term(id).unwrap().id),
        }
    }

    /// What an entry mentions, in reading order.
    fn mentions(&self, kind: EntryKind, id: &str) -> Vec<String> {
        let ties = self.dossier.from(self.id(kind, id)).iter().filter(|tie| tie.how == How::Mention);
        ties.map(|tie| self.name(tie.to.topic)).collect()
    }

    /// The page of a topic, as a pipe gets it.
    fn page(&self, topic: Topic) -> String {
        self.shown(&Subject::page(topic))
    }

    fn shown(&self, subject: &Subject) -> String {
        let page = page::of(self.view(), subject);
        let lines = render::plain(&page, None, Glyphs::Unicode);
        lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
    }

    fn page_of(&self, kind: EntryKind, id: &str) -> String {
        self.page(Topic::Entry(self.id(kind, id)))
    }

    fn list(&self, kind: EntryKind) -> String {
        let ids = self.dossier.list(kind).iter().filter_map(|id| self.dossier.get(*id));
        ids.map(|entry| entry.id.as_str()).collect::<Vec<_>>().join(" ")
    }

    fn kept(&self, text: &str) -> String {
        let query = query::parse(text, &self.dossier).unwrap_or_else(|error| panic!("{text}: {error}"));
        let hits = query::eval(&query, self.view());
        let ids = hits.into_iter().filter_map(|hit| self.dossier.get(hit.entry));
        ids.map(|entry| entry.id.as_str()).collect::<Vec<_>>().join(" ")
    }

    fn codes(&self) -> Vec<String> {
        self.dossier.problems().iter().map(|it| format!("{} {}", it.place(), it.code.code())).collect()
    }
}

const COVER: &str = "format = 1\ntitle = \"Tried\"\n\
    [[terms]]\nname = \"ICE\"\nlong = \"Immigration Enforcement\"\nkind = \"agency\"\nalso_known_as = [\"la migra\"]\n\
    [[terms]]\nname = \"Fair Play Act\"\nkind = \"law\"\n";

fn linked(body: &str) -> Read {
    let asks = format!(
        "+++\nname = \"Workers’ letter\"\n[[demands]]\nid = \"cancel\"\ntext = \"Cancel.\"\ncites = [\"profits\"]\n+++\n{body}"
    );
    Read::of(&[
        ("dossier.toml", COVER),
        (
            "articles/profits.md",
            "+++\ntitle = \"Who Profits\"\nparagraphs = 9\n+++\n[[#¶1-2]] One.\n\n[[#¶3-5]] Two.\n\n[[#¶7]] Three.\n",
        ),
        (
            "companies/amazon.md",
            "+++\nname = \"Amazon.com, Inc.\"\nalso_known_as = [\"Amazon\", \"AWS\"]\ncites = [\"profits\"]\n[[contracts]]\nid = \"palantir-hosting\"\nwith = \"ICE\"\n+++\nSells.\n",
        ),
        ("companies/mixed.md", "+++\nname = \"Profits\"\n+++\nSells.\n"),
        ("companies/fair-play-act.md", "+++\nname = \"Other\"\n+++\nSells.\n"),
        ("campaigns/letter.md", &asks),
    ])
}

#[test]
fn a_reference_is_tried_as_an_id_then_as_a_name_then_as_a_term_in_any_case() {
    let read = linked("");
    let own = Some(read.id(EntryKind::Company, "amazon"));
    for (written, leads) in [
        ("amazon", "companies/amazon"),
        ("AMAZON", "companies/amazon"),
        ("companies/amazon", "companies/amazon"),
        ("companies/Amazon", "companies/amazon"),
        ("Amazon.com, Inc.", "companies/amazon"),
        ("aws", "companies/amazon"),
        ("workers' letter", "campaigns/letter"),
        ("WHO PROFITS", "articles/profits"),
        // An id before a name that is the same.
        ("profits", "articles/profits"),
        ("Profits", "articles/profits"),
        ("Letter", "campaigns/letter"),
        ("companies/profits", "companies/mixed"),
        ("fair-play-act", "companies/fair-play-act"),
        ("terms/fair-play-act", "terms/fair-play-act"),
        ("Fair Play Act", "terms/fair-play-act"),
        ("ice", "terms/ice"),
        ("terms/ICE", "terms/ice"),
        ("Immigration enforcement", "terms/ice"),
        ("La Migra", "terms/ice"),
        ("profits#¶3", "articles/profits#¶3"),
        ("profits#p3", "articles/profits#¶3"),
        ("profits#p3-5", "articles/profits#¶3-5"),
        ("Who Profits#¶3,7", "articles/profits#¶3,7"),
        ("amazon#palantir-hosting", "companies/amazon#palantir-hosting"),
        ("#palantir-hosting", "companies/amazon#palantir-hosting"),
        ("campaigns/letter#cancel", "campaigns/letter#cancel"),
        ("campaigns/amazon", "nothing"),
        ("terms/amazon", "nothing"),
        ("amazon#cancel", "nothing"),
        ("amazon#¶1", "nothing"),
        ("ice#¶1", "nothing"),
        ("#cancel", "nothing"),
    ] {
        assert_eq!(read.leads(written, own), leads, "{written}");
    }
}

#[test]
fn where_two_fit_at_one_step_the_first_kind_is_taken() {
    let text = |name: &str| format!("+++\nname = \"{name}\"\ntitle = \"{name}\"\n+++\n");
    let files = [
        ("articles/x.md", text("One")),
        ("companies/x.md", text("Two")),
        ("campaigns/x.md", text("Two")),
        ("campaigns/y.md", text("One")),
    ];
    let files: Vec<_> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let read = Read::of(&files);
    assert_eq!(read.leads("x", None), "articles/x or companies/x or campaigns/x");
    assert_eq!(read.leads("two", None), "companies/x or campaigns/x");
    assert_eq!(read.leads("campaigns/x", None), "campaigns/x");
    assert_eq!(read.leads("campaigns/one", None), "campaigns/y");
}

#[test]
fn a_key_that_names_a_kind_is_tried_as_one_first() {
    let read = Read::of(&[
        ("dossier.toml", COVER),
        ("articles/acme.md", "+++\ntitle = \"Report\"\n+++\nSays.\n"),
        ("articles/a.md", "+++\ntitle = \"A\"\ncompanies = [\"acme\"]\ncampaigns = [\"acme\"]\n+++\nSays.\n"),
        ("articles/b.md", "+++\ntitle = \"B\"\ncompanies = [\"march\", \"campaigns/acme\"]\n+++\nSays.\n"),
        ("companies/acme.md", "+++\nname = \"Acme Inc.\"\n+++\nSells.\n"),
        (
            "campaigns/acme.md",
            "+++\nname = \"Stop Acme\"\n[[demands]]\nid = \"end\"\ntext = \"End.\"\ncites = [\"a\"]\n+++\nAsks.\n",
        ),
        (
            "campaigns/march.md",
            "+++\nname = \"March\"\ntargets = [\"acme\", \"acme#end\"]\ncites = [\"a\"]\n+++\nGoes.\n",
        ),
    ]);
    let ties = |kind, id| {
        let ties = read.dossier.from(read.id(kind, id)).iter().filter(|tie| tie.how != How::Mention);
        let named = ties.map(|tie| read.name(tie.to.topic));
        named.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(ties(EntryKind::Article, "a"), "companies/acme campaigns/acme");
    // Where nothing of that kind fits, or another kind is named, it is as anywhere else.
    assert_eq!(ties(EntryKind::Article, "b"), "campaigns/march campaigns/acme");
    assert_eq!(ties(EntryKind::Campaign, "march"), "companies/acme campaigns/acme articles/a");
    assert!(!read.codes().iter().any(|code| code.ends_with("D302")), "{:?}", read.codes());
    let page = read.page_of(EntryKind::Article, "a");
    assert!(page.contains("Acme Inc.") && page.contains("Stop Acme") && !page.contains("Report"), "{page}");
    assert_eq!(read.kept("target:\"acme inc\""), "march");
    assert_eq!(read.kept("target:report"), "");
}

#[test]
fn what_a_part_is_of_may_be_a_place_in_an_entry() {
    let read = Read::of(&[
        ("dossier.toml", COVER),
        ("articles/report.md", "+++\ntitle = \"Report\"\nparagraphs = 9\n+++\nSays.\n"),
        (
            "campaigns/letter.md",
            "+++\nname = \"The letter\"\n[[demands]]\nid = \"end\"\ntext = \"End.\"\ncites = [\"report\"]\n+++\nAsks.\n",
        ),
        ("campaigns/march.md", "+++\nname = \"March\"\npart_of = \"letter#end\"\ncites = [\"report\"]\n+++\nGoes.\n"),
        ("campaigns/vigil.md", "+++\nname = \"Vigil\"\npart_of = \"report#¶3\"\ncites = [\"report\"]\n+++\nStays.\n"),
        ("campaigns/walk.md", "+++\nname = \"Walk\"\npart_of = \"Week #3\"\ncites = [\"report\"]\n+++\nGoes.\n"),
    ]);
    let part_of = |id| {
        let ties = read.dossier.from(read.id(EntryKind::Campaign, id)).iter();
        let mut ties = ties.filter(|tie| tie.how == How::Field(Key::PartOf));
        ties.next().map(|tie| (read.name(tie.to.topic), tie.to.place.as_ref().map(ToString::to_string)))
    };
    let place = |entry: &str, place: &str| Some((entry.to_owned(), Some(place.to_owned())));
    assert_eq!(part_of("march"), place("campaigns/letter", "end"));
    assert_eq!(part_of("vigil"), place("articles/report", "¶3"));
    assert_eq!(part_of("walk"), None);
    assert_eq!(read.kept("links:letter#end"), "march");
    assert_eq!(read.kept("part_of:\"the letter\""), "march");
    let shown = |id| read.page_of(EntryKind::Campaign, id).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown("march").contains("part of The letter: End"), "{}", shown("march"));
    assert!(shown("vigil").contains("part of Report ¶3"), "{}", shown("vigil"));
    assert!(shown("walk").contains("part of Week #3"), "{}", shown("walk"));
    assert!(shown("letter").contains("March · campaign – is a part of it"), "{}", shown("letter"));
    let card = Subject::at(read.id(EntryKind::Campaign, "march"), Key::PartOf.place());
    let card = page::of(read.view(), &card);
    let letter = read.id(EntryKind::Campaign, "letter");
    assert!(
        card.stops.iter().any(|stop| stop.opens == page::Opens::Spot(Spot::at(letter, Place::record("end")))),
        "{:?}",
        card.stops
    );
}

#[test]
fn links_of_every_spelling_lead_and_read_as_told() {
    let read = linked(
        "A [[amazon]] b [[AWS]] c [[amazon|the company]] d [[companies/amazon]] e [it](../companies/amazon.md) f \
         [[terms/ice]] g ![[amazon]] h [[profits#¶3]] i [[#cancel]] j [[amazon#palantir-hosting]] k [x](https://a.example).\n\n\
         | a | b |\n|---|---|\n| [[amazon\\|the firm]] | [[profits#p7]] |\n",
    );
    let page = read.page_of(EntryKind::Campaign, "letter");
    let flat = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat.contains("A Amazon.com, Inc. b AWS c the company d Amazon.com, Inc. e it f ICE g Amazon.com, Inc. h"),
        "{page}"
    );
    assert!(flat.contains("the firm") && !flat.contains("[["), "{page}");
    // A citation reads as a mark, not as what is written in it.
    assert!(!flat.contains("profits#"), "{page}");
    let ties = read.dossier.from(read.id(EntryKind::Campaign, "letter"));
    let links: Vec<_> = ties.iter().filter(|tie| tie.how == How::Link).map(|tie| read.name(tie.to.topic)).collect();
    let amazon = "companies/amazon";
    assert_eq!(
        links,
        [
            amazon,
            amazon,
            amazon,
            amazon,
            amazon,
            "terms/ice",
            amazon,
            "articles/profits",
            amazon,
            amazon,
            "articles/profits"
        ]
    );
    assert_eq!(read.codes().iter().filter(|told| told.ends_with("D306")).count(), 1);
}

#[test]
fn a_citation_lands_on_the_first_block_that_holds_its_paragraph_else_on_the_nearest_before_and_says_so() {
    for (cited, lands, says) in
        [("¶4", "Two.", false), ("¶1", "One.", false), ("¶6", "Two.", true), ("¶9", "Three.", true)]
    {
        let read = format!("See [[profits#{cited}]].\n");
        let campaign = format!("+++\nname = \"Letter\"\n+++\n{read}");
        let (_folder, root) = made_of(&[
            ("dossier.toml", COVER),
            (
                "articles/profits.md",
                "+++\ntitle = \"Profits\"\nparagraphs = 9\n+++\n[[#¶1-2]] One.\n\n[[#¶3-5]] Two.\n\n[[#¶3]] Again.\n\n[[#¶7]] Three.\n",
            ),
            ("campaigns/letter.md", &campaign),
        ]);
        let mut stage = Stage::at(&root, 100, 24);
        stage.press("3<Enter>");
        for _ in 0..8 {
            if stage.shows("One.") {
                break;
            }
            stage.press("<Tab><Enter>");
        }
        assert!(stage.shows(lands), "{cited}:\n{}", stage.text());
        assert_eq!(stage.shows("nearest before it"), says, "{cited}:\n{}", stage.text());
    }
}

fn campaign(front_matter: &str) -> Read {
    let text = format!("+++\nname = \"Case\"\n{front_matter}\n+++\nText.\n");
    Read::of(&[("dossier.toml", COVER), ("campaigns/case.md", &text)])
}

/// Keys with readings, and whether these agree.
fn readings() -> Vec<(String, bool)> {
    let date = |a: &str, b: &str| format!("date = [{{ value = \"{a}\" }}, {{ value = \"{b}\" }}]");
    let of = |key: &str, a: &str, b: &str| format!("{key} = [{{ value = {a} }}, {{ value = {b} }}]");
    let count = |a: &str, b: &str| {
        format!("[[figures]]\nid = \"f\"\ntitle = \"F\"\ncount = [{{ value = {a} }}, {{ value = {b} }}]")
    };
    let money = |a: &str, b: &str| {
        format!("[[figures]]\nid = \"f\"\ntitle = \"F\"\namount = [{{ value = \"{a}\" }}, {{ value = \"{b}\" }}]")
    };
    let words =
        "[[figures]]\nid = \"f\"\ntitle = \"F\"\namount = [{ value = \"USD 5\" }, { words = \"many\" }]".to_owned();
    let three =
        "[[figures]]\nid = \"f\"\ntitle = \"F\"\ncount = [{ value = \"~ 100\" }, { value = 104 }, { value = 97 }]"
            .to_owned();
    vec![
        (date("2018", "2018-06-21"), true),
        (date("2018-06", "2018-07"), false),
        (date("2018-03/..", "2030"), true),
        (date("/2018", "2017-05"), true),
        (date("201X", "2018-22"), true),
        (date("2018?", "2018~"), true),
        (date("2018-06-21?", "2018-06-22"), false),
        (count("\"> 100\"", "450"), true),
        (count("\"> 100\"", "100"), false),
        (count("\">= 100\"", "100"), true),
        (count("\"< 40\"", "40"), false),
        (count("\"< 40\"", "\"> 38\""), true),
        (count("\"< 40\"", "\"> 39\""), false),
        (count("\"~ 500\"", "525"), true),
        (count("\"~ 500\"", "526"), false),
        (count("\"~ 500\"", "\"> 525\""), false),
        (count("\"1,495\"", "1_495"), true),
        (count("1495", "1496"), false),
        (three, false),
        (money("USD 1,214,000", "~ USD 1.2 million"), true),
        (money("USD 1,214,000", "USD 1.2 million"), false),
        (money("USD 5", "EUR 5"), false),
        (money("USD 5 per month", "USD 60 per year"), false),
        (money("> USD 1 billion", "USD 1,000,000,000.01"), true),
        (money("USD 748.84 thousand", "USD 748,840"), true),
        (words, true),
        (of("status", "\"Won\"", "\"won\""), true),
        (of("status", "\"won\"", "\"ended\""), false),
        (of("summary", "\"It’s  here\"", "\"it's here\""), true),
        (of("agencies", "[\"ICE\", \"CBP\"]", "[\"cbp\", \"ice\"]"), true),
        (of("agencies", "[\"ICE\", \"CBP\"]", "\"ICE\""), false),
        (of("organisers", "\"Café\"", "\"Cafe\""), true),
        (of("tags", "\"a\"", "[\"A\"]"), true),
        (of("targets", "\"case\"", "[\"case\"]"), true),
        (of("targets", "\"case\"", "\"other\""), false),
    ]
}

#[test]
fn readings_agree_or_differ_by_the_rules_of_their_type() {
    for (front_matter, agree) in readings() {
        let read = campaign(&front_matter);
        let entry = read.entry(EntryKind::Campaign, "case");
        let several: Vec<_> = entry
            .all_fields()
            .flat_map(|(_, fields)| fields)
            .map(|field| field.value.agreement())
            .filter(|agreement| *agreement != Agreement::Single)
            .collect();
        let expected = if agree { Agreement::Agree } else { Agreement::Differ };
        assert_eq!(several, [expected], "{front_matter}");
        // Only what differs is disputed, and both readings are on the page with their sign.
        assert_eq!(read.kept("is:disputed"), if agree { "" } else { "case" }, "{front_matter}");
        let page = read.page_of(EntryKind::Campaign, "case");
        assert!(front_matter.starts_with("summary") || page.contains(expected.mark()), "{front_matter}\n{page}");
    }
}

#[test]
fn paragraphs_may_have_readings_as_any_key_but_id_and_cites() {
    let text = "+++\ntitle = [{ value = \"A\" }, { value = \"a\" }]\nparagraphs = [{ value = 3 }, { value = 4 }]\n+++\n[[#¶1-3]] T.\n";
    let read = Read::of(&[("dossier.toml", COVER), ("articles/a.md", text)]);
    let fields = &read.entry(EntryKind::Article, "a").fields;
    assert_eq!(fields.get(Key::Paragraphs).unwrap().agreement(), Agreement::Differ);
    assert_eq!(fields.get(Key::Title).unwrap().agreement(), Agreement::Agree);
    assert_eq!(fields.number(Key::Paragraphs), Some(3), "the first as written");
    assert!(read.codes().iter().all(|told| !told.contains("D202")), "{:?}", read.codes());
}

#[test]
fn dates_sort_by_their_first_day_and_what_has_none_last() {
    let article = |date: &str| format!("+++\ntitle = \"T\"\n{date}\n+++\nText.\n");
    let dates = [
        ("a", "date = \"2018-22\""),
        ("b", "date = 2018-05-31"),
        ("c", "date = \"201X\""),
        ("d", ""),
        ("e", "date = \"2018-06-02?\""),
        ("f", "date = { words = \"last summer\" }"),
        ("g", "date = \"2017-12/2030\""),
        ("h", "date = \"0001\""),
        ("i", "date = \"2018~\""),
    ];
    let files: Vec<(String, String)> =
        dates.iter().map(|(id, date)| (format!("articles/{id}.md"), article(date))).collect();
    let mut files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    files.push(("dossier.toml", COVER));
    let read = Read::of(&files);
    assert_eq!(read.list(EntryKind::Article), "h c g i b a e d f");
    assert_eq!(read.kept("sort:date"), "h c g i b a e d f");
    assert_eq!(read.kept("sort:-date"), "e a b i g c h d f");
    let shown = |id: &str| read.page_of(EntryKind::Article, id);
    assert!(shown("a").contains("summer 2018") && shown("b").contains("31 May 2018"));
    assert!(shown("c").contains("2010s") && shown("e").contains("2 June 2018?") && shown("f").contains("last summer"));
    assert!(shown("d").contains("not stated") && shown("i").contains("about 2018"));
}

#[test]
fn every_form_of_a_date_is_read_and_the_rest_of_edtf_says_so() {
    for (written, first, last) in [
        ("2018", "2018-01-01", "2018-12-31"),
        ("2018-06", "2018-06-01", "2018-06-30"),
        ("2018-06-21", "2018-06-21", "2018-06-21"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("2018-21", "2018-03-01", "2018-05-31"),
        ("2018-22", "2018-06-01", "2018-08-31"),
        ("2018-23", "2018-09-01", "2018-11-30"),
        ("2018-24", "2018-12-01", "2019-02-28"),
        ("2018?", "2018-01-01", "2018-12-31"),
        ("2018-06~", "2018-06-01", "2018-06-30"),
        ("2018-06-21%", "2018-06-21", "2018-06-21"),
        ("2018-03/2019-10", "2018-03-01", "2019-10-31"),
        ("2018-03/..", "2018-03-01", ""),
        ("2018-03/", "2018-03-01", ""),
        ("../2018-03", "", "2018-03-31"),
        ("/2018", "", "2018-12-31"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("9999-24", "9999-12-01", "9999-12-31"),
    ] {
        let date = Date::parse(written).unwrap_or_else(|error| panic!("{written}: {error}"));
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
        assert_eq!((day(date.earliest()).as_str(), day(date.latest()).as_str()), (first, last), "{written}");
        assert_eq!(date.written(), written);
        assert_eq!(Date::parse(date.written()), Ok(date));
    }
    for written in [
        "Y17E7",
        "-0044",
        "[1667,1668]",
        "{2018,2019}",
        "2018-XX",
        "156X-12",
        "?2018",
        "2018-?06",
        "2018-06-21T10:00:00",
        "2018-25",
        "2018-33",
        "20XX",
        "2018?~",
    ] {
        let error = Date::parse(written).unwrap_err();
        assert!(error.message.contains("the rest of EDTF is not supported"), "{written}: {error}");
    }
    for written in [
        "",
        "0000",
        "2018-13",
        "2018-02-30",
        "2018-6-1",
        "18",
        "June 2018",
        "../..",
        "/",
        "2018/2019/2020",
        "2018-06-21-01",
    ] {
        assert!(Date::parse(written).is_err(), "{written}");
    }
}

#[test]
fn counts_and_amounts_are_read_in_all_their_forms() {
    use dossier::value::{Count, Money};
    for (written, least, most) in [
        ("1495", 1495, Some(1495)),
        ("1,495", 1495, Some(1495)),
        ("1_495", 1495, Some(1495)),
        ("1\u{2009}495", 1495, Some(1495)),
        ("> 650", 651, None),
        (">650", 651, None),
        (">= 12", 12, None),
        ("~ 500", 475, Some(525)),
        ("< 40", 0, Some(39)),
        ("0", 0, Some(0)),
    ] {
        let count = Count::parse(written).unwrap_or_else(|error| panic!("{written}: {error}"));
        assert_eq!(count.bounds(), (least, most), "{written}");
        assert_eq!(Count::parse(&count.to_string()), Ok(count));
    }
    for (written, minor, rate, shown) in [
        ("USD 748,844", 74_884_400, "", "USD 748,844"),
        ("~ USD 600,000 per month", 60_000_000, "month", "~ USD 600,000 per month"),
        ("USD 38 million", 3_800_000_000, "", "USD 38 million"),
        ("USD 1.5 thousand", 150_000, "", "USD 1.5 thousand"),
        ("> EUR 2 billion per year", 200_000_000_000, "year", "> EUR 2 billion per year"),
        ("USD 7.25 per hour", 725, "hour", "USD 7.25 per hour"),
        ("GBP 1 per day", 100, "day", "GBP 1 per day"),
        ("GBP 1 per week", 100, "week", "GBP 1 per week"),
        ("JPY 500", 500, "", "JPY 500"),
        ("< KWD 0.125", 125, "", "< KWD 0.125"),
    ] {
        let money = Money::parse(written).unwrap_or_else(|error| panic!("{written}: {error}"));
        let rate_word = money.rate.map_or("", dossier::value::Rate::word);
        assert_eq!((money.minor, rate_word, money.to_string().as_str()), (minor, rate, shown), "{written}");
    }
    for wrong in ["", "12 %", "twelve", "1.5", "12,34", "<= 5", "> ", "-3"] {
        assert!(Count::parse(wrong).is_err(), "{wrong}");
    }
    for wrong in ["5", "$5", "USD", "USD 5 per decade", "USD 5 per", "USD 0.001", "5 USD", "USD five", "US$ 5"] {
        assert!(Money::parse(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn words_are_shown_sorted_last_and_never_compared() {
    let company = |name: &str, amount: &str| {
        format!(
            "+++\nname = \"{name}\"\n[[contracts]]\nid = \"c\"\nwith = \"ICE\"\namount = {amount}\ncites = [\"a\"]\n+++\n"
        )
    };
    let files = [
        ("companies/a.md", company("Words", "{ words = \"multi-million dollars\" }")),
        ("companies/b.md", company("Small", "\"USD 1\"")),
        ("companies/c.md", company("Great", "\"USD 1 million\"")),
    ];
    let mut files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    files.push(("dossier.toml", COVER));
    let read = Read::of(&files);
    assert_eq!(read.kept("sort:amount"), "b c a");
    assert_eq!(read.kept("sort:-amount"), "c b a");
    assert_eq!(read.kept("amount:>=0"), "c b");
    assert_eq!(read.kept("amount:*"), "c b a");
    assert_eq!(read.kept("contract{\"multi-million\"}"), "a");
    assert!(read.page_of(EntryKind::Company, "a").contains("multi-million dollars"));
}

#[test]
fn of_several_counts_of_signatures_the_latest_is_shown_and_sorted_by() {
    let text = |name: &str, signatures: &[(&str, &str)]| {
        let records = signatures.iter().enumerate().map(|(at, (count, as_of))| {
            let as_of = if as_of.is_empty() { String::new() } else { format!("as_of = \"{as_of}\"\n") };
            format!("[[signatures]]\nid = \"s{at}\"\ncount = {count}\n{as_of}cites = [\"a\"]\n")
        });
        format!("+++\nname = \"{name}\"\n{}+++\n", records.collect::<String>())
    };
    let files = [
        ("campaigns/a.md", text("A", &[("900", ""), ("30", "2018-06"), ("20", "2018-05")])),
        ("campaigns/b.md", text("B", &[("40", "2018"), ("10", "2018-07")])),
        ("campaigns/c.md", text("C", &[("25", ""), ("99", "")])),
    ];
    let mut files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    files.push(("dossier.toml", COVER));
    let read = Read::of(&files);
    let latest = |id: &str| read.entry(EntryKind::Campaign, id).latest_signatures().unwrap().id.clone();
    assert_eq!([latest("a"), latest("b"), latest("c")], ["s1", "s1", "s0"]);
    assert_eq!(read.kept("sort:-signatures"), "a c b");
}

#[test]
fn what_is_absent_is_shown_as_open_where_a_reader_looks_for_it() {
    let read = Read::of(&[
        ("dossier.toml", COVER),
        (
            "companies/a.md",
            "+++\nname = \"A\"\n[[contracts]]\nid = \"c\"\nwith = \"ICE\"\n[[events]]\nid = \"e\"\ntitle = \"E\"\n+++\n",
        ),
        ("campaigns/b.md", "+++\nname = \"B\"\n[[demands]]\nid = \"d\"\ntext = \"Stop.\"\n+++\n"),
    ]);
    let company = read.page_of(EntryKind::Company, "a");
    assert!(company.contains("amount open") && company.contains("date not stated"), "{company}");
    let campaign = read.page_of(EntryKind::Campaign, "b");
    assert!(campaign.contains("outcome open") && campaign.contains("not stated"), "{campaign}");
    // The buyer's page shows the contract from the seller's entry.
    let (ice, _) = read.dossier.terms().next().unwrap();
    assert!(read.page(Topic::Term(ice)).contains("amount open"));
}

#[test]
fn the_owners_own_keys_are_shown_and_searched_and_otherwise_left_alone() {
    let read = campaign("[extra]\nShelf_Mark = \"B 12\"\nboxes = [\"attic\", 7]\n[extra.more]\nfound = 2019-01-02");
    let page = read.page_of(EntryKind::Campaign, "case");
    assert!(page.contains("B 12") && page.contains("attic") && page.contains("2019-01-02"), "{page}");
    for (text, kept) in
        [("attic", "case"), ("\"b 12\"", "case"), ("2019-01-02", "case"), ("date:2019", ""), ("has:extra", "case")]
    {
        assert_eq!(read.kept(text), kept, "{text}");
    }
    assert_eq!(read.codes(), ["campaigns/case.md:1:1 D308", "dossier.toml:3:1 D309", "dossier.toml:8:1 D309"]);
}

#[test]
fn an_inferred_date_bears_its_mark_and_the_note_says_from_what() {
    let read = campaign("date = \"2018-06?\"\nnote = \"The letter names the week after the vote.\"");
    assert!(read.page_of(EntryKind::Campaign, "case").contains("June 2018?"));
    let card = read.shown(&Subject::at(read.id(EntryKind::Campaign, "case"), Key::Date.place()));
    assert!(card.contains("June 2018?") && card.contains("the week after the vote"), "{card}");
}

/// What the body mentions beside a few companies and terms.
fn mentioned(body: &str) -> String {
    let cover = format!(
        "{COVER}[[terms]]\nname = \"Amazon Web\"\nkind = \"product\"\n[[terms]]\nname = \"Web Police Union\"\n[[terms]]\nname = \"微软\"\n"
    );
    let text = format!("+++\nname = \"Case\"\n+++\n{body}\n");
    let read = Read::of(&[
        ("dossier.toml", &cover),
        ("companies/amazon.md", "+++\nname = \"Amazon\"\n+++\nSells.\n"),
        ("campaigns/case.md", &text),
    ]);
    read.mentions(EntryKind::Campaign, "case").join(" ")
}

#[test]
fn names_are_found_in_text_by_the_rules_of_mentions() {
    for (body, found) in [
        ("Amazon sells.", "companies/amazon"),
        ("The Amazon's workers, Amazon’s files, two Amazons.", "companies/amazon companies/amazon companies/amazon"),
        ("amazon, AMAZON, Amazonas, PreAmazon, Amazon2.", ""),
        ("An ICE-run site; (ICE), “ICE”.", "terms/ice terms/ice terms/ice"),
        ("Immigration Enforcement and la migra.", "terms/ice terms/ice"),
        ("ice, Ice, PRICE, ICES.", ""),
        // Longest first, wherever it begins.
        ("Amazon Web runs.", "terms/amazon-web"),
        ("The Amazon Web Police Union runs.", "companies/amazon terms/web-police-union"),
        // Not inside links, of whichever kind.
        ("[[amazon|Amazon]] and [the ICE](https://a.example) alone.", ""),
        ("[[amazon]] and Amazon.", "companies/amazon"),
        ("**Amazon** and _ICE_ and ~~Amazon~~.", "companies/amazon terms/ice companies/amazon"),
        ("| a |\n|---|\n| ICE |\n", "terms/ice"),
        // A mark on the last letter makes another letter of it.
        ("Amazon\u{301} and e\u{301}Amazon.", ""),
        ("据微软公司说。", "terms/u5fae-u8f6f"),
    ] {
        assert_eq!(mentioned(body), found, "{body}");
    }
}

#[test]
fn names_are_found_in_fields_and_words_but_not_in_addresses() {
    let read = campaign(
        "summary = \"Against ICE.\"\nurl = \"https://a.example/ICE\"\nstatus = { value = \"won\", words = \"ICE gave in\" }\n\
         [[figures]]\nid = \"f\"\ntitle = \"Beds\"\namount = { words = \"what ICE pays\" }\ncites = [\"case\"]",
    );
    assert_eq!(read.mentions(EntryKind::Campaign, "case"), ["terms/ice", "terms/ice", "terms/ice"]);
}

#[test]
fn the_long_forms_of_terms_stand_beside_the_text_which_stays_as_it_is() {
    let read = linked("They wrote to ICE.\n");
    let page = read.page_of(EntryKind::Campaign, "letter");
    assert!(page.contains("They wrote to ICE."), "{page}");
    assert!(page.contains("Immigration Enforcement"), "{page}");
}

#[test]
fn names_of_any_script_are_read_found_and_shown() {
    let long = "Über die Profiteure ".repeat(15);
    let title = long.trim_end();
    let names = [
        ("a", "株式会社アマゾン"),
        ("b", "أمازون للتقنية"),
        ("c", "🌍🏽 Watch 👩‍👩‍👧"),
        ("d", "Cafe\u{301} Zoe\u{308}"),
        ("e", "می‌خواهم"),
        ("f", "हिन्दी कम्पनी"),
        ("g", title),
    ];
    assert_eq!(title.chars().count(), 299);
    let files: Vec<(String, String)> = names
        .iter()
        .map(|(id, name)| {
            (format!("companies/{id}.md"), format!("+++\nname = \"{name}\"\n+++\nIt is [[{name}]]; the march.\n"))
        })
        .collect();
    let mut files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let said: String = names.iter().flat_map(|(_, name)| ["Zwischen ", *name, " und\n\n"]).collect();
    let march = format!("+++\nname = \"the march\"\n+++\n{said}");
    files.extend([("dossier.toml", "format = 1\ntitle = \"Tried\"\n"), ("campaigns/march.md", &march)]);
    let read = Read::of(&files);
    assert_eq!(read.codes(), [""; 0]);
    for (id, name) in names {
        assert_eq!(read.leads(name, None), format!("companies/{id}"));
        assert_eq!(read.kept(&format!("name:\"{name}\"")), id, "{name}");
        let page = read.page_of(EntryKind::Company, id);
        assert!(page.split_whitespace().collect::<Vec<_>>().join(" ").contains(name), "{page}");
    }
    let all: Vec<String> = names.iter().map(|(id, _)| format!("companies/{id}")).collect();
    assert_eq!(read.mentions(EntryKind::Campaign, "march"), all);
    for (width, height) in [(120, 36), (80, 24), (40, 10), (20, 5), (3, 2)] {
        let (_folder, root) = made_of(&files);
        let mut stage = Stage::at(&root, width, height);
        stage.press("2");
        for _ in names {
            stage.press("j<Enter><Esc>");
        }
    }
}

#[test]
fn terms_and_views_of_any_script_can_be_named() {
    let cover = "format = 1\ntitle = \"T\"\n[[terms]]\nname = \"微软\"\n[[terms]]\nname = \"أمازون\"\nkind = \"product\"\n\
        [[views]]\nname = \"信\"\nquery = \"kind:letter\"\n[[views]]\nname = \"رسائل\"\nquery = \"kind:march\"\n";
    let read = Read::of(&[
        ("dossier.toml", cover),
        (
            "campaigns/a.md",
            "+++\nname = \"A\"\nkind = \"letter\"\ncites = [\"x\"]\n+++\nOf [[微软]] and [[terms/أمازون]].\n",
        ),
        ("campaigns/b.md", "+++\nname = \"B\"\nkind = \"march\"\ncites = [\"x\"]\n+++\nOf 微软.\n"),
        ("articles/x.md", "+++\ntitle = \"X\"\n+++\nOf [[a]].\n"),
    ]);
    assert_eq!(read.codes(), [""; 0]);
    let ids: Vec<&str> = read.dossier.terms().map(|(_, term)| term.id.as_str()).collect();
    assert_eq!(ids[0], "u5fae-u8f6f");
    assert_ne!(ids[0], ids[1]);
    assert_eq!(read.leads("terms/u5fae-u8f6f", None), "terms/u5fae-u8f6f");
    assert_eq!(read.leads("微软", None), "terms/u5fae-u8f6f");
    assert_eq!((read.kept("@信"), read.kept("@رسائل"), read.kept("@u4fe1")), ("a".into(), "b".into(), "a".into()));
    for (id, _) in read.dossier.terms() {
        let related = query::Query::related(&read.dossier, Topic::Term(id)).to_string();
        assert!(read.kept(&related).starts_with('a'), "{related}");
    }
}

#[test]
fn a_dossier_of_one_kind_or_of_nothing_is_one_and_another_folder_is_not() {
    for kind in ["articles", "companies", "campaigns"] {
        let text = "+++\nname = \"A\"\ntitle = \"A\"\n+++\nText.\n";
        let read = Read::of(&[(&format!("{kind}/a.md"), text)]);
        assert_eq!(read.dossier.entries().count(), 1, "{kind}");
        assert!(read.codes().contains(&"dossier.toml:1:1 D109".to_owned()), "{kind}: {:?}", read.codes());
    }
    let read = Read::of(&[("dossier.toml", "format = 1\ntitle = \"Nothing yet\"\n")]);
    assert_eq!((read.dossier.title(), read.dossier.entries().count()), ("Nothing yet", 0));
    assert_eq!(read.codes(), ["dossier.toml:1:1 D116"]);
    for path in ["texts/a.md", "notes.md", "article/a.md"] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, "x").unwrap();
        let error = disk::open(folder.path()).unwrap_err();
        assert!(matches!(error, disk::DiskError::NotADossier(_)), "{path}: {error}");
    }
}

#[test]
fn folders_inside_a_kinds_folder_mean_nothing() {
    let read = Read::of(&[
        ("dossier.toml", "format = 1\ntitle = \"T\"\n"),
        ("articles/2018/june/a.md", "+++\ntitle = \"A\"\n+++\nOf [[b]].\n"),
        (
            "articles/b.md",
            "+++\ntitle = \"B\"\n+++\nOf [A](a.md) and [it](../articles/2018/june/a.md) and [so](2018/june/a.md).\n",
        ),
    ]);
    assert_eq!(read.codes(), [""; 0]);
    assert_eq!(read.list(EntryKind::Article), "a b");
    assert_eq!(read.dossier.from(read.id(EntryKind::Article, "b")).len(), 3);
}

#[test]
fn an_attached_text_is_counted_by_its_blocks_and_searched() {
    let read = Read::of(&[
        ("dossier.toml", "format = 1\ntitle = \"T\"\n"),
        ("articles/a.md", "+++\ntitle = \"A\"\ncites = [\"#¶2\"]\n+++\n[[#¶1-3]] It is said.\n"),
        ("texts/a.md", "\u{feff}First\r\nblock.\r\n\r\n  \r\nSecond whistle.\r\n\r\nThird."),
    ]);
    let id = read.id(EntryKind::Article, "a");
    assert_eq!(read.bodies.attached(id).unwrap(), ["First\nblock.", "Second whistle.", "Third."]);
    assert_eq!((read.kept("has:fulltext"), read.kept("whistle")), ("a".to_owned(), "a".to_owned()));
    assert!(!read.codes().iter().any(|told| told.contains("D303") || told.contains("D113")), "{:?}", read.codes());
}

#[test]
fn every_key_of_every_kind_is_known_and_kept() {
    let common = "also_known_as = \"x\"\nsummary = \"x\"\ntags = [\"x\"]\nurl = \"https://x.example\"\nplace = \"x\"\npart_of = \"x\"\ncites = [\"a\"]\nnote = \"x\"\n";
    let of_record = "id = \"ID\"\ncites = [\"a\"]\naccording_to = \"x\"\nnote = \"x\"\n";
    let record = |kind: &str, id: &str, keys: &str| format!("[[{kind}]]\n{}{keys}", of_record.replace("ID", id));
    let statements = record(
        "statements",
        "s",
        "speaker = \"x\"\nrole = \"x\"\ndate = \"2018\"\noccasion = \"x\"\nto = \"x\"\ntext = \"x\"\nquote = \"x\"\nanswers = [\"c\"]\n",
    );
    let figures = record(
        "figures",
        "f",
        "title = \"x\"\ncount = 3\namount = \"USD 3\"\nof = \"x\"\nas_of = \"2018\"\nsummary = \"x\"\n",
    );
    let events = record(
        "events",
        "e",
        "title = \"x\"\ndate = \"2018\"\ntime = \"10:00\"\nplace = \"x\"\nwho = [\"x\"]\nsummary = \"x\"\n",
    );
    let contracts = record(
        "contracts",
        "k",
        "title = \"x\"\nwith = \"x\"\nproduct = [\"x\"]\namount = \"USD 3\"\nsigned = \"2018\"\nperiod = \"2018/\"\nstatus = \"offered\"\nsummary = \"x\"\nsame_as = [\"#k\"]\n",
    );
    let demands = record("demands", "d", "text = \"x\"\nof = \"x\"\nabout = [\"b#k\"]\noutcome = \"met\"\n");
    let signatures = record("signatures", "g", "count = 3\nsigners = \"x\"\nas_of = \"2018\"\n");
    let article = format!(
        "+++\ntitle = \"A\"\nauthors = \"x\"\npublisher = \"x\"\ndate = \"2018\"\nkind = \"news\"\narchived = \"x\"\nlanguage = \"en\"\npart = 2\nparagraphs = 3\ncompanies = [\"b\"]\ncampaigns = [\"c\"]\n{common}{statements}{figures}+++\nText.\n"
    );
    let company = format!(
        "+++\nname = \"B\"\nsector = \"x\"\ncountry = \"x\"\n{}{contracts}{statements}{figures}{events}+++\nText.\n",
        common.replace("\"x\"\nsummary", "\"y\"\nsummary")
    );
    let campaign = format!(
        "+++\nname = \"C\"\nkind = \"march\"\ndate = \"2018\"\ntime = 10:00:00\norganisers = \"x\"\nendorsers = \"x\"\ntargets = [\"b\"]\nagencies = \"x\"\nstatus = \"won\"\n{}{demands}{signatures}{statements}{figures}{events}+++\nText.\n",
        common.replace("\"x\"\nsummary", "\"z\"\nsummary")
    );
    let cover = "format = 1\ntitle = \"T\"\nsummary = \"x\"\nlanguage = \"en\"\neditors = [\"x\"]\nlicence = \"x\"\n[[terms]]\nname = \"x1\"\nlong = \"x2\"\nkind = \"law\"\nalso_known_as = [\"x3\"]\nsummary = \"x\"\ncites = [\"a\"]\n[[views]]\nname = \"V\"\nquery = \"x\"\n";
    let read = Read::of(&[
        ("dossier.toml", cover),
        ("articles/a.md", &article),
        ("companies/b.md", &company),
        ("campaigns/c.md", &campaign),
    ]);
    assert_eq!(read.codes(), ["dossier.toml:7:1 D309"]);
    for (kind, id, own, records) in
        [(EntryKind::Article, "a", 19, 2), (EntryKind::Company, "b", 11, 4), (EntryKind::Campaign, "c", 17, 5)]
    {
        let entry = read.entry(kind, id);
        assert_eq!((entry.fields.iter().count(), entry.records.len()), (own, records), "{id}");
    }
    let contract = read.entry(EntryKind::Company, "b").records_of(RecordKind::Contract).next().unwrap();
    assert_eq!(contract.fields.iter().count(), 12);
}

#[test]
fn every_form_of_a_reading_comes_out_in_json_as_told() {
    use serde_json::json;
    let read = campaign(
        "date = \"2018-06?/..\"\nstatus = \"won\"\nagencies = [\"ICE\", \"CBP\"]\nplace = { value = \"Here\", words = \"on site\" }\n\
         [[signatures]]\nid = \"s\"\ncount = [{ value = \"> 1,000\", according_to = \"A\", cites = [\"#p1\"] }, { words = \"many\" }]\nas_of = 2018-07-01\n\
         [[figures]]\nid = \"f\"\ntitle = \"F\"\namount = \"~ USD 1.5 thousand per month\"\ncount = 7\n[extra]\nown = 1",
    );
    let all = dossier::export::json::dossier(read.view(), true);
    let reading = |written: &str, more: serde_json::Value| {
        let mut reading = json!({ "written": written, "words": null, "according_to": [], "cites": [] });
        reading.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        reading
    };
    assert_eq!(
        all["campaigns"],
        json!([{
            "id": "case",
            "name": "Case",
            "status": "won",
            "date": [reading("2018-06?/..", json!({ "earliest": "2018-06-01", "latest": null }))],
            "place": [{ "value": ["Here"], "words": "on site", "according_to": [], "cites": [] }],
            "agencies": ["ICE", "CBP"],
            "extra": { "own": 1 },
            "signatures": [{
                "id": "s",
                "count": [
                    { "written": "> 1,000", "words": null, "according_to": ["A"], "cites": ["#¶1"], "qualifier": ">", "value": 1000 },
                    { "written": null, "words": "many", "according_to": [], "cites": [], "qualifier": null, "value": null }
                ],
                "as_of": [reading("2018-07-01", json!({ "earliest": "2018-07-01", "latest": "2018-07-01" }))]
            }],
            "figures": [{
                "id": "f",
                "title": "F",
                "count": [reading("7", json!({ "qualifier": "=", "value": 7 }))],
                "amount": [reading(
                    "~ USD 1.5 thousand per month",
                    json!({ "qualifier": "~", "currency": "USD", "minor": 150_000, "rate": "month" })
                )]
            }],
            "body": "Text.\n"
        }])
    );
    let keys: Vec<_> = all.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        ["schema", "title", "summary", "language", "terms", "views", "articles", "companies", "campaigns"]
    );
    assert_eq!((&all["schema"], &all["language"]), (&json!("dossier/1"), &json!(null)));
    assert_eq!(
        all["terms"][0],
        json!({ "id": "ice", "name": "ICE", "long": "Immigration Enforcement", "kind": "agency", "also_known_as": ["la migra"] })
    );
}
