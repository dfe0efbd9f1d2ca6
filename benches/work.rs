//! What a stranger's file costs: four times the text ought to take about four times the time, whatever stands in it.
//! Sixteen times is its square.
#![expect(clippy::disallowed_methods, reason = "it measures time")]

use std::io::{self, Write as _};
use std::time::{Duration, Instant};

#[path = "../tests/growth/shapes.rs"]
mod shapes;

use dossier::page::{self, Subject};
use dossier::parse::{self, Found, Parsed, Source};
use dossier::render::{Glyphs, lines};
use dossier::whole::Snapshot;
use jiff::civil;

use shapes::SHAPES;

/// The day on which all of it happens.
const TODAY: civil::Date = civil::date(2026, 11, 22);

/// The text of the larger dossier, in bytes; the smaller one has a quarter.
const SIZE: usize = 256 << 10;

/// The work of reading these files, linking them, and laying out every page of them.
fn work(files: &[(&str, String)]) -> Duration {
    let sources = files
        .iter()
        .map(|(path, text)| Source { path: (*path).to_owned(), found: Found::Bytes(text.clone().into_bytes()) });
    let sources: Vec<Source> = sources.collect();
    let before = Instant::now();
    let parsed: Vec<Parsed> = sources.iter().map(parse::source).collect();
    let read = Snapshot::empty("t").with(parsed).finished(TODAY);
    for id in read.dossier.ids() {
        let page = page::of(read.view(), &Subject::page(id));
        assert!(!lines(&page, 80, Glyphs::Unicode).lines.is_empty());
    }
    before.elapsed()
}

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{:>10} {:>10} {:>6}", "a quarter", "whole", "times")?;
    for (what, made) in SHAPES {
        let (quarter, whole) = (work(&made(SIZE / 4)), work(&made(SIZE)));
        let times = whole.as_secs_f64() / quarter.as_secs_f64();
        writeln!(out, "{:>7} ms {:>7} ms {times:>6.1}  {what}", quarter.as_millis(), whole.as_millis())?;
    }
    Ok(())
}
