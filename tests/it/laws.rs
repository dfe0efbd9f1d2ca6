//! Laws of the dossier as a whole, and of a reader under any keys.

use std::sync::Arc;

use dossier::keys::{KeyCode, KeyMap, KeyPress, parse_keys};
use dossier::page::{self, Subject};
use dossier::parse::{self, Parsed};
use dossier::reader::event::{Event, Input};
use dossier::render::{Glyphs, lines};
use dossier::whole::{Sentences, Snapshot, Topic};
use proptest::prelude::*;

use crate::stage::{Stage, TODAY, bundled, example, example_root};

fn parsed() -> Vec<Parsed> {
    let root = example_root();
    let listed = root.list().unwrap();
    listed.iter().map(|listed| parse::source(&root.read(listed))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// However a dossier is read, file by file or in parts, it is the same in the end.
    #[test]
    fn one_by_one_is_all_at_once(cuts in proptest::collection::vec(1_usize..4, 1..12)) {
        let empty = Snapshot::empty("example");
        let (at_once, mut grown) = (empty.with(parsed()), empty);
        let mut rest = parsed();
        for cut in cuts.into_iter().cycle() {
            if rest.is_empty() {
                break;
            }
            let part: Vec<Parsed> = rest.drain(..cut.min(rest.len())).collect();
            grown = grown.with(part);
        }
        prop_assert_eq!(grown.finished(TODAY), at_once.finished(TODAY));
    }
}

/// Every tie stands on both sides, and leads to something that is there.
#[test]
fn ties_are_the_same_from_both_ends() {
    let read = bundled();
    let (dossier, view) = (&read.dossier, read.view());
    let mut ties = 0;
    for (id, _) in dossier.entries() {
        let sentences = Sentences::new(view, id);
        for tie in dossier.from(id) {
            ties += 1;
            assert!(dossier.to(tie.to.topic).contains(&tie), "{tie:?}");
            assert!(!dossier.name(tie.to.topic).is_empty(), "{tie:?}");
            assert_ne!(tie.to.topic, Topic::Entry(id), "an entry is not tied to itself");
            let sentence = sentences.at(&tie.at).unwrap();
            assert!(!sentences.words(&sentence).is_empty(), "{tie:?}");
        }
    }
    assert!(ties > 200, "{ties} ties");
}

fn any_key() -> impl Strategy<Value = Vec<KeyPress>> {
    let bound: Vec<Vec<KeyPress>> =
        KeyMap::default().bindings().iter().flat_map(|binding| binding.keys.iter().cloned()).collect();
    let words = ["quay", "agency:HA", "kind:", "\"", "(", "ad", "é", "語"];
    prop_oneof![
        6 => proptest::sample::select(bound),
        2 => proptest::sample::select(words.to_vec()).prop_map(|word| word.chars().map(|c| KeyPress::plain(KeyCode::Char(c))).collect()),
        1 => Just(parse_keys("<Enter>").unwrap()),
        1 => Just(parse_keys("<Tab>").unwrap()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// No keys and no size make the reader panic, and what it draws fits.
    #[test]
    fn no_keys_and_no_size_are_too_much(
        keys in proptest::collection::vec(any_key(), 0..60),
        sizes in proptest::collection::vec((0_u16..150, 0_u16..50), 1..6),
    ) {
        let mut stage = Stage::new(80, 24);
        let mut sizes = sizes.into_iter().cycle();
        for (count, keys) in keys.into_iter().enumerate() {
            for key in keys {
                stage.happen(Event::Input(Input::Key(key)));
            }
            if count % 7 == 0 {
                let (width, height) = sizes.next().unwrap();
                stage.resize(width, height);
            }
            let buffer = stage.buffer();
            prop_assert_eq!(buffer.content.len(), usize::from(stage.app.layout.width) * usize::from(stage.app.layout.height));
        }
    }
}

/// Sizes from nothing to small: nothing panics, and from 40 × 10 on everything is there.
#[test]
fn the_smallest_sizes_are_survived() {
    let mut stage = Stage::new(1, 1);
    for width in 0..9 {
        for height in 0..9 {
            stage.resize(width, height).press("j<Enter>?<Esc>:");
            stage.press("<Esc>");
            stage.buffer();
        }
    }
    stage.resize(40, 10);
    assert!(stage.shows("Gazette") || stage.shows("Cameras"), "{}", stage.text());
}

/// A snapshot that comes while one reads moves neither the chosen row nor the page.
#[test]
fn a_filter_taken_back_keeps_what_was_read_meanwhile() {
    let mut stage = Stage::unread("example", 80, 24);
    stage.press("/");
    stage.happen(Event::Loaded { snapshot: example(), progress: dossier::reader::app::Progress::Done });
    stage.press("<Esc>");
    assert!(!stage.shows("nothing matches"), "{}", stage.text());
    assert!(stage.shows("Northlight"), "{}", stage.text());
}

#[test]
fn arrivals_move_nothing() {
    let mut stage = Stage::unread("example", 80, 24);
    let mut files = parsed();
    let late = files.split_off(3);
    let first = Snapshot::empty("example").with(files);
    let loaded = |snapshot: &Snapshot, progress| Event::Loaded { snapshot: Arc::new(snapshot.clone()), progress };
    let reading = dossier::reader::app::Progress::Reading { done: 3, of: 7, slow: true };
    stage.happen(loaded(&first, reading));
    stage.press("jj");
    let before = stage.app.location().page.subject;
    assert!(stage.shows("reading"), "{}", stage.text());
    stage.happen(loaded(&first.with(late).finished(TODAY), dossier::reader::app::Progress::Done));
    assert_eq!(stage.app.location().page.subject, before);
    assert!(!stage.shows("reading"));
}

/// What `Tab` goes to can be seen: every stop of every page has words on its lines.
#[test]
fn every_stop_can_be_read() {
    let read = bundled();
    for topic in read.dossier.topics() {
        let page = page::of(read.view(), &Subject::page(topic));
        for width in [40, 72, 100] {
            let laid = lines(&page, width, Glyphs::Unicode);
            for (number, stop) in laid.stops.iter().enumerate() {
                let mut spans = laid.lines[stop.line..=stop.last_line].iter().flat_map(|line| &line.spans);
                assert!(spans.any(|span| span.stop == Some(number)), "{} at {width}: {stop:?}", page.title);
            }
        }
    }
}
