//! Nothing grows by the square: twice as much of what a stranger may write is about twice the work, counted in
//! allocations and in their bytes, from the bytes of its files to the lines of its pages.

mod shapes;

use allocation_counter::measure;
use dossier::page::{self, Subject};
use dossier::parse::{self, Found, Parsed, Source};
use dossier::render::{Glyphs, lines};
use dossier::whole::Snapshot;
use jiff::civil;

use shapes::SHAPES;

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
