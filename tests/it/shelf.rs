//! Dossiers whose texts are not held: they say the same as any other, and take no other text for theirs.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use dossier::entry::EntryKind;
use dossier::page::{self, Subject};
use dossier::parse::{self, Found, Source};
use dossier::search::WordIndex;
use dossier::whole::{EntryId, Snapshot};
use dossier::{disk, query};

type Files = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

fn lying() -> Files {
    Arc::new(Mutex::new(disk::bundled_files().into_iter().collect()))
}

fn source(path: &str, bytes: &[u8]) -> Source {
    Source { path: path.to_owned(), found: Found::Bytes(bytes.to_vec()) }
}

/// The dossier of these files, of whose texts so many bytes are held.
fn read(files: &Files, held: usize) -> Snapshot {
    let lies = Arc::clone(files);
    let read_again = move |path: &str| parse::file_text(&source(path, lies.lock().unwrap().get(path)?));
    let parsed =
        files.lock().unwrap().iter().map(|(path, bytes)| parse::source(&source(path, bytes))).collect::<Vec<_>>();
    Snapshot::empty("t").on_shelf(Arc::new(read_again), held).with(parsed).finished(jiff::civil::date(2026, 11, 25))
}

/// What a filter finds, in its order, with the sentences that show why.
fn found(read: &Snapshot, text: &str, index: Option<&WordIndex>) -> Vec<(EntryId, Option<String>)> {
    let query = query::parse(text, &read.dossier).unwrap();
    let sentences = query::Snippets::new(&query, read.view());
    let hits = query::ranked(&query, query::Ground::new(read.view(), index));
    hits.into_iter().map(|hit| (hit.entry, sentences.in_entry(hit.entry).map(|(text, _)| text))).collect()
}

#[test]
fn what_is_not_held_says_the_same() {
    let files = lying();
    let (held, left) = (read(&files, usize::MAX), read(&files, 0));
    assert_eq!(held.dossier.problems(), left.dossier.problems());
    for topic in held.dossier.topics() {
        assert_eq!(held.dossier.to(topic), left.dossier.to(topic));
        let subject = Subject::page(topic);
        assert!(page::of(held.view(), &subject) == page::of(left.view(), &subject));
    }
    let index = WordIndex::of(left.view(), &|| true).unwrap();
    for text in ["workers", "\"border agencies\"", "cites:amazon-profits", "\"palantir amazon\"~9", "-cloud"] {
        let there = found(&held, text, None);
        assert!(!there.is_empty(), "{text}");
        assert_eq!(there, found(&left, text, None), "{text}");
        assert_eq!(there, found(&left, text, Some(&index)), "{text}");
    }
}

/// Two articles that are long, one of them a single line.
fn long() -> Files {
    let paragraph = "The port sells *cranes* to [[b]] and to nobody else, as both say in their words. ";
    let of = |title: &str, body: String| format!("+++\ntitle = \"{title}\"\n+++\n\n# Head\n\n{body}\n").into_bytes();
    let files = [
        ("articles/a.md", of("A", format!("{paragraph}\n\n").repeat(4_000))),
        ("articles/b.md", of("B", paragraph.repeat(4_000))),
    ];
    Arc::new(Mutex::new(files.into_iter().map(|(path, bytes)| (path.to_owned(), bytes)).collect()))
}

#[test]
fn a_long_page_begins_as_if_it_were_held() {
    let files = long();
    let (held, left) = (read(&files, usize::MAX), read(&files, 0));
    for id in held.dossier.ids() {
        let subject = Subject::page(id);
        let [one, other] = [&held, &left].map(|read| page::start(read.view(), &subject).unwrap());
        assert!(one == other, "{}", one.title);
        assert!(page::of(held.view(), &subject) == page::of(left.view(), &subject));
        assert!(
            left.view().beginning(|view| view.body(id).unwrap().proses().iter().map(|it| it.text.len()).sum::<usize>())
                < 50_000
        );
    }
}

#[test]
fn a_text_that_is_another_by_now_is_not_taken_for_the_one_that_was_read() {
    let files = lying();
    let (held, left) = (read(&files, usize::MAX), read(&files, 0));
    let id = left.dossier.find(EntryKind::Company, "amazon").unwrap();
    let path = left.dossier.get(id).unwrap().path.clone();
    files.lock().unwrap().get_mut(&path).unwrap().extend_from_slice(b"\nMore.\n");
    for read in [&held, &left] {
        assert_eq!(read.view().body(id).is_some(), std::ptr::eq(read, &raw const held));
        assert!(read.view().length(id) > Some(0), "that is known");
    }
    let said = format!("{:?}", page::of(left.view(), &Subject::page(id)));
    assert!(said.contains("has changed or gone since"));
    files.lock().unwrap().clear();
    assert!(left.view().body(id).is_none() && held.view().body(id).is_some());
}
