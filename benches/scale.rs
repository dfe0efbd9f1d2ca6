//! What size costs: the same work on a dossier of 1,000 entries and on one of 10,000 (or of as many as are asked for:
//! `cargo bench --bench scale -- 1000 100000`), side by side in one run. Of two ways to the same, the ratio counts, not
//! the milliseconds: machines are shared.
#![expect(clippy::disallowed_methods, reason = "it measures time")]

use std::env;
use std::hint::black_box;
use std::io::{self, Write as _};
use std::sync::Arc;
use std::time::{Duration, Instant};

#[path = "support/corpus.rs"]
mod corpus;

use dossier::entry::EntryKind;
use dossier::keys::parse_keys;
use dossier::page::{self, Subject};
use dossier::parse::{self, Found, Parsed, Source};
use dossier::query::{self, Ground};
use dossier::reader::app::{App, Progress};
use dossier::reader::event::{Event, Input};
use dossier::reader::update::update;
use dossier::render::{Glyphs, lines};
use dossier::search::WordIndex;
use dossier::whole::{EntryId, Snapshot, Topic};
use jiff::civil;

/// The day on which all of it happens.
const TODAY: civil::Date = civil::date(2026, 11, 22);

/// Each filter is asked so often; the middle counts.
const TIMES: usize = 5;

/// A filter of each kind, and some joined.
const FILTERS: &[(&str, &str)] = &[
    ("a word, typed to its second letter", "ma"),
    ("a rare word", "zozomaro"),
    ("a phrase", "\"sells to ICE\""),
    ("words near each other", "\"ICE sells\"~3"),
    ("what is tied by name", "company:Labs"),
    ("a date", "date:>2010"),
    ("records by amount", "contract{amount:>1M}"),
    ("two fields", "kind:letter signatures:>100"),
    ("a word, a date and a tie", "ma date:>2010 company:Labs"),
];

/// What is measured, and how long it took.
type Row = (String, Duration);

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let before = Instant::now();
    let done = work();
    (done, before.elapsed())
}

/// The middle of some runs.
fn middle(work: impl Fn()) -> Duration {
    let mut runs: Vec<Duration> = (0..TIMES).map(|_| timed(&work).1).collect();
    runs.sort_unstable();
    runs[TIMES / 2]
}

/// The company that most is tied to.
fn most_tied(read: &Snapshot) -> Option<EntryId> {
    let companies = read.dossier.list(EntryKind::Company).iter().copied();
    companies.max_by_key(|id| read.dossier.to(Topic::Entry(*id)).len())
}

/// Lines that are typed into the palette: beginnings, words within, several words, misspelled ones, none.
const TYPED: &[&str] =
    &["ma", "labs", "letter to", "the zozo", "mrket", "workers of lab", "zqxj", "contracts", "a o e"];

/// What a letter takes in the palette: the middle, and the one of which a hundredth are slower.
fn palette(read: &Arc<Snapshot>) -> [Row; 2] {
    let mut app = App::new("t", (120, 36), Glyphs::Unicode);
    update(&mut app, Event::Loaded { snapshot: Arc::clone(read), progress: Progress::Done });
    let mut took = Vec::new();
    let mut press = |keys: &str, took: &mut Vec<Duration>| {
        for key in parse_keys(keys).unwrap_or_default() {
            let pressed = || {
                update(&mut app, Event::Input(Input::Key(key)));
                black_box(app.look());
            };
            took.push(timed(pressed).1);
        }
    };
    for line in TYPED.iter().cycle().take(TYPED.len() * TIMES) {
        press(":", &mut Vec::new());
        press(&line.replace(' ', "<Space>"), &mut took);
        press("<Esc>", &mut Vec::new());
    }
    took.sort_unstable();
    let at = |part: usize| took.get(took.len() * part / 100).copied().unwrap_or_default();
    [("a letter in the palette, the middle".to_owned(), at(50)), ("the same, 99 of 100".to_owned(), at(99))]
}

/// All that is measured of a dossier of so many entries.
fn rows(all: usize) -> (Vec<Row>, String) {
    let sources: Vec<Source> =
        corpus::files(all).map(|(path, text)| Source { path, found: Found::Bytes(text.into_bytes()) }).collect();
    let (parsed, parsing) = timed(|| sources.iter().map(parse::source).collect::<Vec<Parsed>>());
    let (read, linking) = timed(|| Snapshot::empty("t").with(parsed).finished(TODAY));
    let (index, indexing) = timed(|| WordIndex::of(read.view(), &|| true));
    let index = index.unwrap_or_default();
    let bytes = |source: &Source| if let Found::Bytes(bytes) = &source.found { bytes.len() } else { 0 };
    let text: usize = sources.iter().map(bytes).sum();
    let size = format!("the index of {all} takes {} KiB, their text {} KiB", index.bytes() / 1024, text / 1024);
    let mut rows: Vec<Row> = [("read all files", parsing), ("tie and check", linking), ("index the words", indexing)]
        .map(|(what, took)| (what.to_owned(), took))
        .to_vec();
    for (what, filter) in FILTERS {
        let Ok(query) = query::parse(filter, &read.dossier) else { continue };
        let asked = |ground: Ground<'_>| drop(black_box(query::eval(&query, ground)));
        rows.push((format!("{what}, walked"), middle(|| asked(Ground::new(read.view(), None)))));
        rows.push((format!("{what}, by the index"), middle(|| asked(Ground::new(read.view(), Some(&index))))));
    }
    let read = Arc::new(read);
    rows.extend(palette(&read));
    if let Some(company) = most_tied(&read) {
        let ties = read.dossier.to(Topic::Entry(company)).len();
        let page = || page::of(read.view(), &Subject::page(company));
        rows.push((
            format!("the page of a company with {ties} ties"),
            middle(|| {
                black_box(lines(&page(), 74, Glyphs::Unicode));
            }),
        ));
    }
    (rows, size)
}

fn main() -> io::Result<()> {
    let asked: Vec<usize> = env::args_os().filter_map(|size| size.to_str()?.parse().ok()).collect();
    let (small, large) = if let [small, large, ..] = asked[..] { (small, large) } else { (1_000, 10_000) };
    let mut out = io::stdout().lock();
    writeln!(out, "{small:>10} {large:>10} {:>7}   ms, and the second in firsts", "times")?;
    let ((small, _), (large, size)) = (rows(small), rows(large));
    for ((_, one), (what, other)) in small.into_iter().zip(large) {
        let ms = |took: Duration| took.as_secs_f64() * 1000.0;
        writeln!(out, "{:>10.2} {:>10.2} {:>7.1}   {what}", ms(one), ms(other), ms(other) / ms(one))?;
    }
    writeln!(out, "{size}")
}
