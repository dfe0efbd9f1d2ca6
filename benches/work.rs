//! What a stranger's file costs: four times the text ought to take about four times the time, whatever stands in it.
//! Sixteen times is its square.
#![expect(clippy::disallowed_methods, reason = "it measures time")]

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::time::{Duration, Instant};

use dossier::page::{self, Subject};
use dossier::parse::{self, Found, Parsed, Source};
use dossier::render::{Glyphs, lines};
use dossier::whole::Snapshot;
use jiff::civil;

/// The day on which all of it happens.
const TODAY: civil::Date = civil::date(2026, 11, 22);

/// The text of the larger dossier, in bytes; the smaller one has a quarter.
const SIZE: usize = 256 << 10;

/// Files of so many bytes of text, made of this.
type Made = fn(usize) -> Vec<(&'static str, String)>;

fn entry(name: &str, keys: &str, body: &str) -> String {
    format!("+++\nname = \"{name}\"\n{keys}\n+++\n\n{body}\n")
}

fn repeated(part: &str, size: usize) -> String {
    part.repeat(size / part.len())
}

/// The parts from 0 on, until they have so many bytes.
fn counted(size: usize, part: impl Fn(usize) -> String) -> String {
    let mut all = String::new();
    for part in (0..size).map(part) {
        if all.len() + part.len() >= size {
            break;
        }
        all.push_str(&part);
    }
    all
}

fn body(text: &str) -> Vec<(&'static str, String)> {
    vec![("companies/a.md", entry("Acme", "", text)), ("companies/bolt.md", entry("Bolt", "", ""))]
}

fn keys(text: &str) -> Vec<(&'static str, String)> {
    vec![("companies/a.md", entry("Acme", text, ""))]
}

/// Each is or was slow by the square of its size somewhere.
const SHAPES: &[(&str, Made)] = &[
    ("mentions in one paragraph", |size| body(&repeated("Bolt sells. ", size))),
    ("mentions in one sentence", |size| body(&repeated("Bolt ", size))),
    ("mentions between runs", |size| body(&repeated("*a* Bolt ", size))),
    ("mentions under headings", |size| body(&repeated("# h\n\nBolt\n\n", size))),
    ("links to nothing on one line", |size| body(&counted(size, |number| format!("[[x{number}]] ")))),
    ("paragraphs of itself", |size| {
        let text = counted(size, |number| format!("[[#¶{}]] ", number + 1));
        vec![("articles/a.md", format!("+++\ntitle = \"A\"\n+++\n\n{text}\n"))]
    }),
    ("sources", |size| {
        let text = counted(size, |number| format!("[[t#¶{}]] ", number + 1));
        vec![("companies/a.md", entry("A", "", &text)), ("articles/t.md", "+++\ntitle = \"T\"\n+++\n".to_owned())]
    }),
    ("marks in cells", |size| {
        let cells = repeated("|[[t#¶1]]|\n", size);
        vec![
            ("companies/a.md", entry("A", "", &format!("|a|\n|-|\n{cells}"))),
            ("articles/t.md", "+++\ntitle = \"T\"\n+++\n".to_owned()),
        ]
    }),
    ("cites of an entry", |size| keys(&format!("cites = [{}]", counted(size, |number| format!("\"a{number}\","))))),
    ("cites of a record", |size| {
        let cites = counted(size, |number| format!("\"a{number}\","));
        keys(&format!("[[events]]\nid = \"e\"\ntitle = \"t\"\ncites = [{cites}]"))
    }),
    ("records in braces, and a fault", |size| keys(&format!("bad = = \ncontracts = [\n{}]", repeated("{},\n", size)))),
    ("one long name", |size| keys(&format!("also_known_as = [\"{}\"]", repeated("ab ", size)))),
    ("names that two share", |size| {
        let names = |order: &mut dyn Iterator<Item = usize>| {
            order.fold(String::new(), |mut list, number| {
                write!(list, "\"n{number}\",").expect("a string takes all");
                list
            })
        };
        let there = names(&mut (0..size / 8));
        let back = names(&mut (0..size / 8).rev());
        vec![
            ("companies/a.md", entry("A", &format!("also_known_as = [{there}]"), "")),
            ("companies/b.md", entry("B", &format!("also_known_as = [{back}]"), "")),
        ]
    }),
    ("terms that cite nothing", |size| {
        let terms =
            counted(size, |number| format!("[[terms]]\nname = \"Term{number}\"\ncites = [\"nothing{number}\"]\n"));
        vec![("dossier.toml", format!("format = 1\ntitle = \"T\"\n{terms}"))]
    }),
    ("terms of one name", |size| {
        let terms = repeated("[[terms]]\nname = \"Same\"\n", size);
        vec![
            ("dossier.toml", format!("format = 1\ntitle = \"T\"\n{terms}")),
            ("companies/a.md", entry("A", "", &repeated("[[Same]] ", size))),
        ]
    }),
    ("brackets", |size| body(&repeated("[[a", size))),
    ("quotations", |size| body(&repeated("> ", size))),
    ("emphasis", |size| body(&repeated("**a *b ", size))),
    ("invisible characters", |size| body(&repeated("\u{202e}", size))),
    ("marks on one letter", |size| body(&format!("a{}", repeated("\u{301}", size / 2)))),
    ("a table of empty cells", |size| {
        body(&format!("{0}|\n{1}|\n{2}", repeated("|a", size / 3), repeated("|-", size / 3), repeated("a\n", size / 3)))
    }),
];

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
