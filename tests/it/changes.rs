//! A dossier that takes changes: whichever way its files came, changed and went, it is the one that reading them afresh
//! gives, and what is worked out again is in proportion to the change.

use std::collections::BTreeMap;

use dossier::entry::EntryKind;
use dossier::parse::{self, Found, Parsed, Source};
use dossier::whole::{Bodies, Snapshot, Spot, Tie, Topic, Where, Work};
use proptest::prelude::*;
use proptest::sample::select;

use crate::stage::{TODAY, example_root};

/// Files by their paths.
type Files = BTreeMap<String, Found>;

fn parsed<'a>(files: impl IntoIterator<Item = (&'a String, &'a Found)>) -> Vec<Parsed> {
    let source = |(path, found): (&String, &Found)| Source { path: path.clone(), found: found.clone() };
    files.into_iter().map(|file| parse::source(&source(file))).collect()
}

fn afresh(files: &Files) -> Snapshot {
    Snapshot::empty("t").with(parsed(files)).finished(TODAY)
}

/// Everything that can be asked of a dossier, in words that hold whichever numbers were handed out.
fn picture(read: &Snapshot) -> String {
    let (dossier, view) = (&read.dossier, read.view());
    let mut lines = vec![dossier.title().to_owned()];
    let spot = |spot: &Spot| {
        let place = dossier.terms().position(|(id, _)| Topic::Term(id) == spot.topic);
        format!("{} {place:?}", dossier.written(spot))
    };
    let tie = |tie: &Tie| format!("{} -{:?}-> {} at {:?}", spot(&Spot::page(tie.from)), tie.how, spot(&tie.to), tie.at);
    for kind in EntryKind::ALL {
        for id in dossier.list(kind) {
            lines.push(format!("{:?} {:?}", dossier.get(*id), view.body(*id)));
            lines.extend(dossier.from(*id).iter().map(tie));
        }
    }
    for topic in dossier.topics() {
        lines.push(format!("{} {:?}", spot(&Spot::page(topic)), dossier.names(topic)));
        lines.extend(dossier.to(topic).into_iter().map(tie));
        lines.push(dossier.short_reference(topic).to_string());
        lines.push(format!("{:?}", topic.entry().and_then(|id| view.attached(id))));
        let named =
            dossier.names(topic).into_iter().map(|name| dossier.named(name).map(|topic| spot(&Spot::page(topic))));
        lines.push(format!("{:?}", named.collect::<Vec<_>>()));
    }
    lines.extend(dossier.problems().iter().map(|problem| format!("{problem:?}")));
    lines.join("\n")
}

const PATHS: &[&str] = &[
    "dossier.toml",
    "articles/news.md",
    "articles/old/news.md",
    "articles/acme.md",
    "companies/acme.md",
    "companies/bolt.md",
    "companies/z/bolt.md",
    "companies/Not an id.md",
    "campaigns/acme.md",
    "texts/news.md",
    "texts/nobody.md",
];

const NAMES: &[&str] = &["Acme", "ACME", "Acme Works", "Works", "Bolt", "Border", "Bordered", "news", "A#B c", "微"];

/// Some are near a name.
const STRANGERS: &[&str] = &["Bordr", "Bordere", "Acme Work", "Bolt", "Acme", "news#¶2"];

const REFERENCES: &[&str] = &[
    "acme",
    "companies/acme",
    "Acme",
    "acme#deal",
    "acme#deals",
    "news#¶2",
    "news#¶9",
    "bolt#¶1",
    "news",
    "bolts",
    "bord",
    "terms/border",
    "Not an id",
    "acme-works",
    "#deal",
    "#¶3",
    "nothing",
];

const WORDS: &[&str] = &["One two.", "three Border", "Acme's deal is off.", "said"];

fn name() -> impl Strategy<Value = String> {
    select(NAMES).prop_map(str::to_owned)
}

/// These in quotes, each with a comma after it.
fn quoted(texts: &[impl AsRef<str>]) -> String {
    let each: Vec<String> = texts.iter().map(|text| format!("\"{}\",", text.as_ref())).collect();
    each.concat()
}

fn references() -> impl Strategy<Value = String> {
    let list = prop::collection::vec(select(REFERENCES), 0..3);
    list.prop_map(|list| quoted(&list))
}

fn prose() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        3 => name(),
        3 => select(REFERENCES).prop_map(|reference| format!("[[{reference}]]")),
        1 => select(WORDS).prop_map(str::to_owned),
        1 => Just("\n\n".to_owned()),
    ];
    prop::collection::vec(part, 0..6).prop_map(|parts| parts.join(" "))
}

fn record() -> impl Strategy<Value = String> {
    let ids = select(&["deal", "deals", "e"][..]);
    (ids, name(), references(), select(WORDS), select(STRANGERS)).prop_map(|(id, text, cites, quote, speaker)| {
        format!(
            "[[statements]]\nid = \"{id}\"\ntext = \"{text}\"\nspeaker = [\"{speaker}\"]\nquote = \"{quote}\"\ncites = [{cites}]\n"
        )
    })
}

fn entry(is_article: bool) -> impl Strategy<Value = String> {
    let dates = select(&["2018", "2019-03-04", "2999-01-01", "no date"][..]);
    let keys = (name(), prop::collection::vec(name(), 0..3), dates, 1_u32..10, references(), select(STRANGERS));
    let records = prop::collection::vec(record(), 0..2).prop_map(|records| records.concat());
    (keys, records, prose()).prop_map(move |((name, others, date, paragraphs, cites, place), records, prose)| {
        let others = quoted(&others);
        let own = if is_article { format!("title = \"{name}\"\ndate = \"{date}\"\nparagraphs = {paragraphs}") } else { format!("name = \"{name}\"") };
        format!("+++\n{own}\nalso_known_as = [{others}]\nplace = [\"{place}\"]\ncites = [{cites}]\n{records}+++\n\n{prose}\n")
    })
}

fn cover() -> impl Strategy<Value = String> {
    let term =
        (name(), references()).prop_map(|(name, cites)| format!("[[terms]]\nname = \"{name}\"\ncites = [{cites}]\n"));
    prop::collection::vec(term, 0..4).prop_map(|terms| format!("format = 1\ntitle = \"T\"\n{}", terms.concat()))
}

/// What the file at a path may say.
fn said(path: &'static str) -> BoxedStrategy<Found> {
    let bytes = |text: String| Found::Bytes(text.into_bytes());
    match path {
        "dossier.toml" => cover().prop_map(bytes).boxed(),
        _ if path.starts_with("texts/") => prose().prop_map(bytes).boxed(),
        _ => entry(path.starts_with("articles/")).prop_map(bytes).boxed(),
    }
}

/// What becomes of a file.
#[derive(Debug, Clone)]
enum Change {
    Says(Found),
    Goes,
    /// Of the lines, counted on from the first again, this one goes.
    Loses(usize),
    /// It stands there once more.
    Repeats(usize),
}

impl Change {
    fn of(self, found: Option<&Found>) -> Option<Found> {
        let edited = |edit: &dyn Fn(&mut Vec<String>)| match found {
            Some(Found::Bytes(bytes)) => {
                let mut lines: Vec<String> = String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect();
                edit(&mut lines);
                Some(Found::Bytes((lines.join("\n") + "\n").into_bytes()))
            }
            other => other.cloned(),
        };
        match self {
            Self::Says(found) => Some(found),
            Self::Goes => None,
            Self::Loses(line) => edited(&|lines| drop((!lines.is_empty()).then(|| lines.remove(line % lines.len())))),
            Self::Repeats(line) => edited(&|lines| lines.extend(lines.get(line % lines.len().max(1)).cloned())),
        }
    }
}

fn change(path: &'static str) -> impl Strategy<Value = Change> {
    prop_oneof![
        6 => said(path).prop_map(Change::Says),
        12 => any::<usize>().prop_map(Change::Loses),
        4 => any::<usize>().prop_map(Change::Repeats),
        4 => Just(Change::Goes),
        1 => Just(Change::Says(Found::Skipped("it is a link".to_owned()))),
        1 => Just(Change::Says(Found::Unreadable("permission denied".to_owned()))),
    ]
}

/// What becomes of files, a few at a time.
fn changes() -> impl Strategy<Value = Vec<Vec<(String, Change)>>> {
    let paths: Vec<&'static str> = [PATHS, &["dossier.toml", "dossier.toml", "texts/news.md"]].concat();
    let change = select(paths).prop_flat_map(|path| change(path).prop_map(|change| (path.to_owned(), change)));
    prop::collection::vec(prop::collection::vec(change, 0..4), 1..12)
}

/// Files at most of the paths.
fn files() -> impl Strategy<Value = Files> {
    let of =
        |path: &'static str| prop::option::weighted(0.8, said(path)).prop_map(|found| Some((path.to_owned(), found?)));
    PATHS.iter().copied().map(of).collect::<Vec<_>>().prop_map(|files| files.into_iter().flatten().collect())
}

/// Takes the changes, a few at a time, and compares at the end of each.
fn is_as_afresh(mut files: Files, changes: Vec<Vec<(String, Change)>>) -> Result<(), TestCaseError> {
    let mut read = afresh(&files);
    for some in changes {
        for (path, change) in some {
            if let Some(found) = change.of(files.get(&path)) {
                read = read.with(parsed([(&path, &found)]));
                files.insert(path, found);
            } else {
                read = read.without([path.as_str()]);
                files.remove(&path);
            }
        }
        read = read.finished(TODAY);
        let (one, other) = (picture(&read), picture(&afresh(&files)));
        prop_assert!(one == other, "{}", differing(&one, &other));
    }
    Ok(())
}

/// The lines that only one of them has.
fn differing(one: &str, other: &str) -> String {
    let only = |sign: &str, these: &str, those: &str| {
        let alone = these.lines().filter(|line| !those.lines().any(|that| that == *line));
        alone.map(|line| format!("{sign} {line}")).collect::<Vec<_>>()
    };
    [only("-", one, other), only("+", other, one)].concat().join("\n")
}

/// The dossier of the tests, as its files are.
fn example_files() -> Files {
    let root = example_root();
    let read = root.list().unwrap().iter().map(|listed| root.read(listed)).collect::<Vec<_>>();
    read.into_iter().map(|source| (source.path, source.found)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn however_files_change_the_dossier_is_that_of_the_files(files in files(), changes in changes()) {
        is_as_afresh(files, changes)?;
    }

    #[test]
    fn however_the_example_is_edited_it_is_that_of_its_files(
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<usize>(), 0..4), 1..20)
    ) {
        let files = example_files();
        let paths: Vec<String> = files.keys().cloned().collect();
        let change = |kind, line, path: &String| match kind {
            0 => Change::Goes,
            1 => Change::Repeats(line),
            2 => Change::Says(files[path].clone()),
            _ => Change::Loses(line),
        };
        let edits = edits.into_iter().map(|(path, line, kind)| {
            let path = path.get(&paths);
            vec![(path.clone(), change(kind, line, path))]
        });
        is_as_afresh(files.clone(), edits.collect())?;
    }
}

fn text(text: &str) -> Found {
    Found::Bytes(text.into())
}

/// A numbered name: digits alone make it too near to others.
fn called(number: usize) -> String {
    let letters = [number / 26, number % 26].map(|letter| char::from(b'a' + u8::try_from(letter % 26).unwrap()));
    format!("{0}{1}{0}{1}{0}{1} Company", letters[0], letters[1])
}

/// A ring of companies, each of which refers to the next one and mentions the one after it, and a few others.
fn ring(companies: usize) -> Files {
    let company = |number: usize| {
        let (next, after) = ((number + 1) % companies, (number + 2) % companies);
        let said = format!("+++\nname = \"{}\"\n+++\n\nSee [[c{next}]] and {}.\n", called(number), called(after));
        (format!("companies/c{number}.md"), text(&said))
    };
    let mut files: Files = (0..companies).map(company).collect();
    for (path, said) in [
        ("dossier.toml", "format = 1\ntitle = \"T\"\n[[terms]]\nname = \"ICE\"\n"),
        ("articles/news.md", "+++\ntitle = \"News\"\nparagraphs = 3\n+++\n\nOf ICE.\n"),
        ("companies/cites.md", "+++\nname = \"Cites\"\ncites = [\"news#¶2\", \"news\"]\n+++\n\nOf [[c3#deal]].\n"),
        ("companies/lost.md", "+++\nname = \"Lost\"\nplace = [\"Nowhere\"]\n+++\n\nOf [[overthere]].\n"),
    ] {
        files.insert(path.to_owned(), text(said));
    }
    files
}

/// What a change of one file of the ring takes.
fn work_of(files: &Files, path: &str, said: Option<&str>) -> Work {
    let read = afresh(files);
    let next = match said {
        Some(said) => read.with(parsed([(&path.to_owned(), &text(said))])),
        None => read.without([path]),
    };
    next.linked(TODAY).1
}

#[test]
fn what_is_worked_out_again_is_in_proportion_to_the_change() {
    for companies in [50, 400] {
        let files = ring(companies);
        let (five, all) = ("companies/c5.md", files.len() - 1);
        let as_it_was = format!("+++\nname = \"{}\"\n+++\n\nSee [[c6]] and {}.\n", called(5), called(7));
        let entry = |keys: &str, body: &str| format!("+++\nname = \"{}\"\n{keys}+++\n\n{body}\n", called(5));
        let of = |work: Work| (work.resolved, work.searched, work.looked_through, work.proposed);
        let work = |path: &str, said: &str| of(work_of(&files, path, Some(said)));
        assert_eq!(work(five, &as_it_was), (0, 0, 0, 0), "a file that says what it said");
        assert_eq!(work(five, &entry("", "Other words.")), (1, 1, 0, 0), "words");
        assert_eq!(work(five, &entry("", "See [[c9]].")), (1, 1, 0, 0), "a reference");
        assert_eq!(work(five, &entry("", "See [[c9#x]].")), (1, 1, 0, 1), "a reference to nothing");
        let record = entry("[[events]]\nid = \"deal\"\ntitle = \"t\"\n", "");
        assert_eq!(work(five, &record), (1, 1, 0, 0), "a record that nobody asked for");
        assert_eq!(work("companies/c3.md", &record.replace(&called(5), &called(3))), (2, 1, 0, 0), "one that was");
        // The company itself, the one that mentions it and the one that mentions what it is called now.
        let renamed = as_it_was.replace(&called(5), "ICE");
        assert_eq!(work(five, &renamed), (4, 3, all - 1, 0), "a name");
        let near = as_it_was.replace(&called(5), "Overtheree");
        assert_eq!(work(five, &near), (2, 2, all - 1, 1), "a name near what leads to nothing");
        let known = as_it_was.replace(&called(5), "Nowhera");
        assert_eq!(work(five, &known), (3, 2, all - 1, 1), "a name near one that nobody bears");
        assert_eq!(of(work_of(&files, five, None)), (2, 1, all - 1, 1), "an entry that goes");
        assert_eq!(work("companies/new.md", "+++\nname = \"Zed\"\n+++\n"), (1, 1, all, 0), "one that comes");
        let news = "+++\ntitle = \"News\"\nparagraphs = 4\n+++\n\nOf ICE.\n";
        assert_eq!(work("articles/news.md", news), (2, 1, 0, 1), "paragraphs");
        assert_eq!(work("texts/news.md", "One."), (2, 0, 0, 1), "an attached text");
        let cover = "format = 1\ntitle = \"T\"\n[[terms]]\nname = \"CBP\"\n";
        assert_eq!(work("dossier.toml", cover), (2, 1, all, 0), "a term");
    }
}

#[test]
fn a_number_is_handed_out_once() {
    let cover = |terms: &[&str]| {
        let terms: Vec<String> = terms.iter().map(|name| format!("[[terms]]\nname = \"{name}\"\n")).collect();
        let terms = terms.concat();
        ("dossier.toml".to_owned(), text(&format!("format = 1\ntitle = \"T\"\n{terms}")))
    };
    let take = |read: &Snapshot, (path, found): (String, Found)| read.with(parsed([(&path, &found)])).finished(TODAY);
    let ids = |read: &Snapshot| read.dossier.terms().map(|(id, _)| id).collect::<Vec<_>>();
    let first = take(&afresh(&ring(5)), cover(&["ICE", "CBP", "CBP"]));
    let (all, five) = (ids(&first), first.dossier.find(EntryKind::Company, "c4").unwrap());
    let turned = take(&first, cover(&["CBP", "DHS", "ICE"]));
    assert_eq!([ids(&turned)[0], ids(&turned)[2]], [all[1], all[0]]);
    assert!(!all.contains(&ids(&turned)[1]));
    assert_eq!((turned.dossier.term(all[2]), turned.dossier.name(all[0].into())), (None, "ICE"));
    let gone = turned.without(["companies/c4.md"]).finished(TODAY);
    assert_eq!((gone.dossier.get(five), gone.dossier.find(EntryKind::Company, "c4")), (None, None));
    let back = take(&gone, ("companies/c4.md".to_owned(), text("+++\nname = \"Back\"\n+++\n")));
    assert_eq!(back.dossier.find(EntryKind::Company, "c4"), Some(five));
    assert_eq!(ids(&take(&back, cover(&["ICE", "CBP", "CBP"]))), all);
}

/// What needs a text that is not here yet says nothing; what is known without it is there.
#[test]
fn a_text_may_be_not_here_yet() {
    let files = ring(5);
    let read = Snapshot::empty("t").with(parsed(&files));
    let without = Snapshot { bodies: Bodies::default(), ..read.clone() }.finished(TODAY);
    let id = without.dossier.find(EntryKind::Company, "cites").unwrap();
    let kinds: Vec<&Where> = without.dossier.ids().flat_map(|id| without.dossier.from(id)).map(|tie| &tie.at).collect();
    assert_eq!((without.view().body(id), kinds.len()), (None, 2));
    assert_eq!(without.dossier.from(id).len(), 2);
    assert_eq!(without.dossier.problems(), []);
    assert_eq!(picture(&without.with(parsed(&files)).finished(TODAY)), picture(&read.finished(TODAY)));
}

/// Takes one change after the other, each compared.
#[test]
fn a_term_comes_and_goes_by_its_id() {
    let with = text("format = 1\ntitle = \"T\"\n[[terms]]\nname = \"Acme Works\"\n");
    let without = text("format = 1\ntitle = \"T\"\n");
    let entry = text("+++\nname = \"B\"\n+++\n\nSee [[acme-works]].\n");
    let files = Files::from([("dossier.toml".to_owned(), with.clone()), ("companies/b.md".to_owned(), entry)]);
    let says = |found: &Found| vec![("dossier.toml".to_owned(), Change::Says(found.clone()))];
    is_as_afresh(files, vec![says(&without), says(&with)]).unwrap();
}
