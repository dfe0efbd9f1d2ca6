//! Nothing grows by the square: twice as much of what a stranger may write is about twice the work, counted in
//! allocations and in their bytes, from the bytes of its files to the lines of its pages.

mod shapes;

use std::sync::Arc;

use allocation_counter::measure;
use dossier::keys::parse_keys;
use dossier::page::{self, Subject};
use dossier::parse::{self, Found, Parsed, Source};
use dossier::reader::app::{App, Progress};
use dossier::reader::event::{Event, Input};
use dossier::reader::update::update;
use dossier::render::{Glyphs, lines};
use dossier::whole::Snapshot;
use jiff::civil;

use shapes::{Made, SHAPES};

/// The day on which all of it happens.
const TODAY: civil::Date = civil::date(2026, 11, 22);

/// The text of the smaller dossier, in bytes; the larger one has twice as much.
const SIZE: usize = 12 << 10;

/// Twice as much may take so many tenths: lists that grow are moved, and what is small has a price of its own.
const MOST_TENTHS: u64 = 24;

/// How often memory is asked for, and for how many bytes, by reading these files, linking them, and laying out every page
/// of them.
fn work(files: &[(&str, String)]) -> [u64; 2] {
    let sources = files
        .iter()
        .map(|(path, text)| Source { path: (*path).to_owned(), found: Found::Bytes(text.clone().into_bytes()) });
    let sources: Vec<Source> = sources.collect();
    let info = measure(|| {
        let parsed: Vec<Parsed> = sources.iter().map(parse::source).collect();
        let read = Snapshot::empty("t").with(parsed).finished(TODAY);
        for id in read.dossier.ids() {
            let page = page::of(read.view(), &Subject::page(id));
            assert!(!lines(&page, 80, Glyphs::Unicode).lines.is_empty());
        }
    });
    [info.count_total, info.bytes_total]
}

#[test]
fn twice_as_much_is_twice_the_work() {
    // What is made once is made before anything is counted.
    work(&SHAPES[0].1(100));
    let grown = SHAPES.iter().filter_map(|(what, made)| {
        let (once, twice) = (work(&made(SIZE)), work(&made(2 * SIZE)));
        let tenths = [0, 1].map(|of| twice[of] * 10 / once[of].max(1));
        tenths.iter().any(|tenths| *tenths > MOST_TENTHS).then(|| format!("{what}: {once:?}, {twice:?}: {tenths:?}"))
    });
    assert_eq!(grown.collect::<Vec<_>>(), [""; 0]);
}

/// Shapes that make long pages.
const PROSE: &[&str] = &[
    "mentions in one paragraph",
    "mentions under headings",
    "mentions between runs",
    "links to nothing on one line",
    "invisible characters",
    "a table of empty cells",
    "items",
    "headings",
    "rows of a table",
    "footnotes",
    "one long line",
    "one long word",
    "sentences",
];

/// A page of so many bytes is long.
const LONG: usize = 64 << 10;

/// How often memory is asked for, and for how many bytes, by a key that opens a page of so many bytes of that, and by one
/// that looks for a letter on it.
fn keys(made: Made, size: usize) -> [u64; 2] {
    let files = made(size);
    let parsed = files.iter().map(|(path, text)| {
        parse::source(&Source { path: (*path).to_owned(), found: Found::Bytes(text.clone().into_bytes()) })
    });
    let snapshot = Arc::new(Snapshot::empty("t").with(parsed.collect()).finished(TODAY));
    let mut app = App::new("t", (120, 36), Glyphs::Unicode);
    update(&mut app, Event::Loaded { snapshot, progress: Progress::Done });
    let info = measure(|| {
        for key in parse_keys("2<Enter>Gggd/a").expect("these are keys") {
            update(&mut app, Event::Input(Input::Key(key)));
        }
    });
    [info.count_total, info.bytes_total]
}

#[test]
fn a_key_costs_what_the_beginning_of_a_page_costs() {
    let prose = SHAPES.iter().filter(|(what, _)| PROSE.contains(what));
    assert_eq!(prose.clone().count(), PROSE.len());
    keys(SHAPES[0].1, LONG);
    let grown = prose.filter_map(|(what, made)| {
        let (once, four) = (keys(*made, LONG), keys(*made, 4 * LONG));
        let tenths = [0, 1].map(|of| four[of] * 10 / once[of].max(1));
        tenths.iter().any(|tenths| *tenths > 12).then(|| format!("{what}: {once:?}, {four:?}: {tenths:?}"))
    });
    assert_eq!(grown.collect::<Vec<_>>(), [""; 0]);
}
