//! What a stranger's dossier makes is in proportion to what it says: counted in bytes, places and problems, not in
//! time.

use std::fmt::Write;
use std::sync::Arc;

use dossier::entry::EntryKind;
use dossier::page::{self, Subject};
use dossier::parse::limits::PROBLEMS;
use dossier::problem::Code;
use dossier::render::{Glyphs, lines};
use dossier::whole::Snapshot;

use crate::stage::{made_of, read};

fn finished(files: &[(&str, String)]) -> Arc<Snapshot> {
    read(&made_of(files).1)
}

#[test]
fn of_a_file_so_many_problems_are_listed() {
    for count in [PROBLEMS.number - 1, PROBLEMS.number, PROBLEMS.number + 1] {
        let terms = (0..count).fold("format = 1\ntitle = \"T\"\n".to_owned(), |all, number| {
            format!("{all}[[terms]]\nname = \"Term{number}\"\n")
        });
        let entry = ("companies/a.md", "+++\nname = \"A\"\n+++\n[[a]]\n".to_owned());
        let read = finished(&[("dossier.toml", terms), entry]);
        let codes = read.dossier.problems().iter().map(|problem| problem.code);
        let codes: Vec<Code> = codes.filter(|code| *code != Code::Orphan).collect();
        let mut expected = vec![Code::UnusedTerm; PROBLEMS.number.min(count)];
        expected.extend((count > PROBLEMS.number).then_some(Code::OverLimit));
        assert_eq!(codes, expected);
    }
}

/// One name stands wherever it is referred to: the page does not grow by the product of both.
#[test]
fn what_is_named_often_is_named_briefly() {
    let long = "word ".repeat(10_000);
    let cites = (1..200).fold(String::new(), |mut all, number| {
        write!(all, "[[t#¶{number}]] [[t]] ").unwrap();
        all
    });
    for article in [
        format!("title = \"{long}\""),
        format!("title = \"T\"\nkind = \"{long}\""),
        format!("title = \"T\"\npublisher = [{}]", "\"p\",".repeat(5000)),
    ] {
        let read = finished(&[
            ("companies/a.md", format!("+++\nname = \"A\"\n+++\n\n{cites}\n")),
            ("articles/t.md", format!("+++\n{article}\n+++\n")),
        ]);
        let id = read.dossier.find(EntryKind::Company, "a").unwrap();
        let page = page::of(read.view(), &Subject::page(id));
        let said: usize = page.stops.iter().map(|stop| stop.say.len()).sum();
        let shown: usize = lines(&page, 80, Glyphs::Unicode).lines.iter().map(|line| line.text().as_str().len()).sum();
        assert!(said + shown < 1_000_000, "{said} bytes said, {shown} shown");
    }
}
