use std::fs::{self, File};
use std::path::PathBuf;
use std::time::{Duration, UNIX_EPOCH};

use jiff::civil::{self, date};
use proptest::prelude::*;
use proptest::sample::Index;
use tempfile::TempDir;

use super::*;
use crate::disk;
use crate::entry::EntryKind;
use crate::load::{Part, Reading, parts_and_due};
use crate::parse::{self, Found, Source};
use crate::whole::{Spot, Tie};

const TODAY: civil::Date = date(2020, 1, 1);

/// A dossier that changes, and what is kept of it.
struct Lying {
    folder: TempDir,
    kept: TempDir,
    /// Files get times of their own, because two may be written in one step of the clock.
    clock: u64,
}

/// A change of a folder or of what is kept.
#[derive(Debug, Clone)]
enum Change {
    Write(usize, Text),
    Remove(usize),
    Rename(usize, usize),
    Cut(Index),
    Flip(Index, u8),
    /// Nothing, and nothing is kept anew after what comes.
    Leave,
}

#[derive(Debug, Clone)]
enum Text {
    Entry { name: u8, refers: u8, record: bool },
    Broken,
    Bytes,
}

impl Text {
    fn said(&self) -> Vec<u8> {
        match self {
            Self::Entry { name, refers, record } => {
                let deal =
                    "[[contracts]]\nid = \"deal\"\nwith = \"Name 3\"\namount = \"USD 5\"\nsigned = \"2018-06~\"\n";
                let record = if *record { deal } else { "" };
                format!(
                    "+++\nname = \"Name {name}\"\nown = [1, {{ b = 1979-05-27, a = 2.5 }}]\ncites = [\"a1#p3-5,9\"]\n{record}\
                     +++\n\nTo [[Name {refers}]] and [[c{refers}#deal]], says Name {refers}.\n"
                )
                .into_bytes()
            }
            Self::Broken => b"+++\nname = \n".to_vec(),
            Self::Bytes => vec![0xFF, 0xFE, 0],
        }
    }
}

/// The path of the file of that number. Some have the id of another.
fn path(number: usize) -> String {
    match number {
        0 => "dossier.toml".to_owned(),
        1 => "texts/a1.md".to_owned(),
        2..10 => format!("articles/a{number}.md"),
        10..14 => format!("companies/old/c{number}.md"),
        14 => "companies/Not an id.md".to_owned(),
        15 => "stray.md".to_owned(),
        16 => "articles/a1.md".to_owned(),
        _ => format!("companies/c{number}.md"),
    }
}

const FILES: usize = 75;

impl Lying {
    fn new() -> Self {
        let mut lying = Self { folder: TempDir::new().unwrap(), kept: TempDir::new().unwrap(), clock: 0 };
        for number in (1..FILES).filter(|number| ![11, 14, 15].contains(number)) {
            let name = u8::try_from(number).unwrap();
            lying.write(number, &Text::Entry { name, refers: (name * 3) % 70, record: number % 3 == 0 }.said());
        }
        lying.write(
            0,
            b"format = 1\ntitle = \"T\"\n[[terms]]\nname = \"Name 3\"\n[[views]]\nname = \"v\"\nquery = \"(\"\n",
        );
        lying
    }

    fn at(&self, number: usize) -> PathBuf {
        self.folder.path().join(path(number))
    }

    fn write(&mut self, number: usize, bytes: &[u8]) {
        let at = self.at(number);
        fs::create_dir_all(at.parent().unwrap()).unwrap();
        fs::write(&at, bytes).unwrap();
        self.clock += 1;
        let file = File::options().write(true).open(&at).unwrap();
        file.set_modified(UNIX_EPOCH + Duration::from_secs(self.clock)).unwrap();
    }

    fn cache(&self) -> Cache {
        Cache::at(self.kept.path().join("dossier"))
    }

    /// The file in which it is kept.
    fn kept(&self) -> Option<PathBuf> {
        let names = self.cache().files().unwrap();
        let name = names.into_iter().find(|(name, _)| name.ends_with(WHAT)).map(|(name, _)| name)?;
        Some(self.cache().path().join(name))
    }

    fn change(&mut self, change: &Change) {
        match change {
            Change::Write(number, text) => self.write(*number, &text.said()),
            Change::Remove(number) => drop(fs::remove_file(self.at(*number))),
            Change::Rename(from, to) => {
                let to = self.at(*to);
                fs::create_dir_all(to.parent().unwrap()).unwrap();
                drop(fs::rename(self.at(*from), to));
            }
            Change::Cut(at) => self.spoil(|bytes| bytes.truncate(at.index(bytes.len()))),
            Change::Flip(at, bit) => self.spoil(|bytes| {
                let at = at.index(bytes.len());
                bytes[at] ^= 1 << (bit % 8);
            }),
            Change::Leave => {}
        }
    }

    fn spoil(&self, spoil: impl Fn(&mut Vec<u8>)) {
        let Some(kept) = self.kept() else { return };
        let mut bytes = fs::read(&kept).unwrap();
        if !bytes.is_empty() {
            spoil(&mut bytes);
            fs::write(&kept, bytes).unwrap();
        }
    }

    /// The dossier as it is read with that cache: its parts, the last whole; whether it is to be kept.
    fn read(&self, cache: Option<&Cache>) -> (Vec<Part>, Option<Due>) {
        let root = disk::open(self.folder.path()).unwrap().settled();
        let reading = Reading { cache, held: 0, is_watched: true, ..Reading::of(&root) };
        let mut parts = Vec::new();
        let read = parts_and_due(&reading, TODAY, &mut |part| {
            parts.push(part.clone());
            true
        });
        let (part, due) = read.unwrap();
        parts.push(part);
        (parts, due)
    }

    fn keep(&self, parts: &[Part], due: Option<Due>) {
        let root = disk::open(self.folder.path()).unwrap();
        if let Some(due) = due {
            due.keep(&self.cache(), &root, &parts.last().unwrap().snapshot).unwrap();
        }
    }
}

/// Everything that can be asked of a dossier, in words that hold whichever numbers were handed out.
fn picture(read: &Snapshot) -> String {
    let (dossier, view) = (&read.dossier, read.view());
    let mut lines = vec![dossier.title().to_owned(), format!("{:?}", read.paths())];
    let spot = |spot: &Spot| dossier.written(spot);
    let tie = |tie: &Tie| format!("{} -{:?}-> {} at {:?}", spot(&Spot::page(tie.from)), tie.how, spot(&tie.to), tie.at);
    for kind in EntryKind::ALL {
        for id in dossier.list(kind) {
            let entry = dossier.get(*id).map(|entry| format!("{entry:?} {:?}", entry.extra.keys().collect::<Vec<_>>()));
            lines.push(format!("{entry:?} {:?} {:?} {:?}", view.body(*id), view.attached(*id), view.length(*id)));
            lines.extend(dossier.from(*id).iter().map(tie));
        }
    }
    for topic in dossier.topics() {
        lines.push(format!("{} {:?}", spot(&Spot::page(topic)), dossier.names(topic)));
        lines.extend(dossier.to(topic).into_iter().map(tie));
    }
    lines.extend(dossier.problems().iter().map(|problem| format!("{problem:?}")));
    lines.join("\n")
}

/// No number of an entry is that of another in a later part.
fn keep_their_numbers(parts: &[Part]) -> bool {
    let last = &parts.last().unwrap().snapshot.dossier;
    parts.iter().all(|part| {
        part.snapshot.dossier.entries().all(|(id, entry)| {
            last.get(id).is_none_or(|later| (later.kind, &later.id) == (entry.kind, &entry.id))
                && last.find(entry.kind, &entry.id).is_none_or(|later| later == id)
        })
    })
}

fn change() -> impl Strategy<Value = Change> {
    let text = prop_oneof![
        6 => (0_u8..70, 0_u8..70, any::<bool>())
            .prop_map(|(name, refers, record)| Text::Entry { name, refers, record }),
        1 => Just(Text::Broken),
        1 => Just(Text::Bytes),
    ];
    prop_oneof![
        6 => (0..FILES, text).prop_map(|(number, text)| Change::Write(number, text)),
        2 => (0..FILES).prop_map(Change::Remove),
        2 => (0..FILES, 0..FILES).prop_map(|(from, to)| Change::Rename(from, to)),
        1 => any::<Index>().prop_map(Change::Cut),
        1 => (any::<Index>(), any::<u8>()).prop_map(|(at, bit)| Change::Flip(at, bit)),
        2 => Just(Change::Leave),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    /// Whatever becomes of the files and of what is kept, what is read with it is what is read without.
    #[test]
    fn what_is_kept_never_changes_what_is_read(
        rounds in proptest::collection::vec(proptest::collection::vec(change(), 0..4), 1..6),
    ) {
        let mut lying = Lying::new();
        let (parts, due) = lying.read(Some(&lying.cache()));
        lying.keep(&parts, due);
        for changes in rounds {
            for change in &changes {
                lying.change(change);
            }
            let (with, due) = lying.read(Some(&lying.cache()));
            let (without, _) = lying.read(None);
            let last = |parts: &[Part]| picture(&parts.last().unwrap().snapshot);
            prop_assert_eq!(last(&with), last(&without));
            prop_assert!(keep_their_numbers(&with));
            if !changes.iter().any(|change| matches!(change, Change::Leave)) {
                lying.keep(&with, due);
            }
        }
    }
}

#[test]
fn what_is_as_it_was_is_not_read_again() {
    let mut lying = Lying::new();
    let (parts, due) = lying.read(Some(&lying.cache()));
    assert!(lying.kept().is_none() && due.is_some());
    // What is kept is not what the files say, so that it shows which of them is told.
    let other = |bytes: &[u8]| {
        let source = Source { path: path(40), found: Found::Bytes(bytes.to_vec()) };
        parts.last().unwrap().snapshot.with(vec![ReadFile::without_text(parse::source(&source))])
    };
    let other = other(b"+++\nname = \"Another\"\n+++\n\nOther.\n");
    due.unwrap().keep(&lying.cache(), &disk::open(lying.folder.path()).unwrap(), &other).unwrap();
    let names = |parts: &[Part]| {
        let entries = parts.last().unwrap().snapshot.dossier.entries().map(|(_, entry)| entry.name().to_owned());
        entries.filter(|name| name == "Another" || name.ends_with(" 40")).collect::<Vec<_>>()
    };
    let (kept, due) = lying.read(Some(&lying.cache()));
    assert_eq!((names(&kept), due.is_none()), (vec!["Another".to_owned()], true));
    let before = fs::read(lying.at(40)).unwrap();
    lying.write(40, &before);
    assert_eq!(names(&lying.read(Some(&lying.cache())).0), ["Name 40"], "it has another time");
}

#[test]
fn a_file_that_was_just_written_is_read_again() {
    let lying = Lying::new();
    let root = disk::open(lying.folder.path()).unwrap();
    assert!(root.list().unwrap().iter().all(|file| file.stamp().is_none()));
    let settled = disk::open(lying.folder.path()).unwrap().settled().list().unwrap();
    assert!(settled.iter().all(|file| file.stamp().is_some()));
}

#[test]
fn nothing_is_kept_of_a_small_dossier() {
    let lying = Lying::new();
    let root = disk::open(lying.folder.path()).unwrap().settled();
    let named = crate::load::named(&root, TODAY, Some(&lying.cache())).unwrap();
    named.keep(&root, &lying.cache()).unwrap();
    assert!(fs::read_dir(lying.kept.path()).unwrap().next().is_none());
    // Of one that was large, it is thrown away.
    let (parts, due) = lying.read(Some(&lying.cache()));
    lying.keep(&parts, due);
    assert!(lying.kept().is_some());
    crate::load::named(&root, TODAY, Some(&lying.cache())).unwrap();
    assert!(lying.kept().is_none());
}

#[test]
fn what_is_left_out_for_its_size_is_not_kept() {
    let lying = Lying::new();
    let root = disk::open(lying.folder.path()).unwrap().settled();
    let cache = lying.cache();
    let reading = Reading { cache: Some(&cache), held: 0, pieces: 300, ..Reading::of(&root) };
    let (_, due) = parts_and_due(&reading, TODAY, &mut |_| true).unwrap();
    assert!(due.is_none());
    // Nor is what was kept used where more has come than there is room for.
    let (parts, due) = lying.read(Some(&cache));
    lying.keep(&parts, due.map(|due| Due { pieces: 1, ..due }));
    fs::write(lying.at(40), Text::Entry { name: 1, refers: 2, record: true }.said()).unwrap();
    let (again, due) = lying.read(Some(&cache));
    assert!(due.is_some_and(|due| due.pieces > 1), "all was read again");
    assert!(again.last().unwrap().is_all());
}
