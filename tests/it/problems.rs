//! Everything that can be wrong with a dossier: where it is reported, as what, in which words, and what is read all the
//! same.

use std::collections::BTreeSet;
use std::sync::Arc;

use dossier::disk::Root;
use dossier::entry::{EntryKind, Key};
use dossier::parse::limits;
use dossier::parse::{self, Found, Source};
use dossier::problem::{Code, Problem};
use dossier::whole::{Dossier, Snapshot, View};
use tempfile::TempDir;

use crate::annotated::Annotated;
use crate::stage::{TODAY, lay, made_of, read};
use crate::walls::WALLS;

/// Dossiers in the notation of [`Annotated`], each after a line with what it is about.
const FIXTURES: &str = include_str!("../problems.txt");

/// The text of the article of the walls.
const TEXT: (&str, &str) = (
    "texts/walls.md",
    "Acme hosts files for 1,214,000 dollars.\n\nIt said it was “not aware” of  the\nfences it builds, for $1.2 million.\n\n100 and more of its workers object.\n",
);

/// The sound dossier beside which the faulty files stand, and which has to be read in spite of them: the walls, without
/// the files at these paths.
fn sound_but<'a>(paths: &[&str]) -> Vec<(&'a str, &'a str)> {
    WALLS.iter().copied().chain([TEXT]).filter(|(path, _)| !paths.contains(path)).collect()
}

/// The sound dossier with one more file, which may stand for one of its own.
fn sound_with(path: &str, bytes: &[u8]) -> (TempDir, Root) {
    let (folder, root) = made_of(&sound_but(&[path]));
    lay(&folder.path().join("made"), &[(path, bytes)]);
    (folder, root)
}

/// The fixtures with what they are about.
fn fixtures() -> impl Iterator<Item = (&'static str, Annotated)> {
    let parts = FIXTURES.split("=== ").skip(1).filter_map(|part| part.split_once('\n'));
    parts.map(|(about, dossier)| (about, Annotated::parse(dossier.trim_end())))
}

#[test]
fn everything_that_can_be_wrong_is_said_at_its_place_and_the_rest_is_read() {
    for (about, fixture) in fixtures() {
        let sound = sound_but(&fixture.files.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>());
        let faulty = fixture.files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        let (_folder, root) = made_of(&sound.iter().copied().chain(faulty).collect::<Vec<_>>());
        let read = read(&root);
        let dossier = &read.dossier;
        let (found, expected) = (fixture.with(dossier.problems()), fixture.print(&fixture.marks));
        assert!(found == expected, "{about}:\n{found}\nis not\n{expected}");
        for (path, _) in sound {
            assert!(is_read(&read, path), "{about}: {path}");
        }
        let written = fixture.files.iter().filter(|(_, text)| text.contains("summary = \"kept\"")).count();
        let summaries = dossier.entries().filter_map(|(_, entry)| entry.fields.text(Key::Summary));
        assert_eq!(summaries.filter(|summary| *summary == "kept").count(), written, "{about}");
        for problem in dossier.problems() {
            has_a_remedy_and_a_caret(problem);
        }
    }
}

fn has_a_remedy_and_a_caret(problem: &Problem) {
    let words = problem.sentence();
    assert!(words.as_str().contains([';', '?', ':', '(']), "{words} says not what to do");
    let picture = problem.picture(60);
    let is_drawn = matches!(&picture[..], [_, carets] if carets.as_str().trim().chars().all(|letter| letter == '^'));
    assert!(problem.source.is_empty() || is_drawn, "{words}");
}

/// Whether a sound file is read whole.
fn is_read(read: &Snapshot, path: &str) -> bool {
    let Snapshot { dossier, bodies } = read;
    let found = dossier.entries().find(|(_, entry)| entry.path == path);
    let has = |key: Key, records: usize| {
        found.is_some_and(|(id, entry)| {
            entry.fields.get(key).is_some()
                && entry.records.len() == records
                && View::new(dossier, bodies).body(id).is_some()
        })
    };
    match path {
        "dossier.toml" => dossier.title() == "Walls",
        "articles/walls.md" => has(Key::Paragraphs, 0),
        "companies/acme.md" => has(Key::Sector, 2),
        "campaigns/letter.md" => has(Key::Targets, 2),
        "texts/walls.md" => {
            let article = dossier.find(EntryKind::Article, "walls").unwrap();
            bodies.attached(article).is_some_and(|paragraphs| paragraphs.len() == 3)
        }
        _ => false,
    }
}

/// The codes whose faults cannot stand in a fixture; each has a test of its own below.
const ELSEWHERE: &[Code] = &[Code::NotUtf8, Code::CoverMissing, Code::Unreadable, Code::NoEntries];

#[test]
fn every_code_has_its_fixture() {
    let marked = fixtures().flat_map(|(_, fixture)| fixture.marks.into_iter().map(|mark| mark.code));
    let tried: BTreeSet<String> = marked.chain(ELSEWHERE.iter().map(|code| code.code().to_owned())).collect();
    assert_eq!(tried, Code::ALL.iter().map(|code| code.code().to_owned()).collect());
}

#[test]
fn what_is_sound_has_no_problem() {
    let (_folder, root) = made_of(&sound_but(&[]));
    assert_eq!(told(&read(&root).dossier), [""; 0]);
}

#[test]
fn a_file_with_every_fault_keeps_its_records() {
    let (_, fixture) = fixtures().find(|(about, _)| *about == "all faults of a file").unwrap();
    let (path, text) = &fixture.files[0];
    let (_folder, root) = sound_with(path, text.as_bytes());
    let dossier = &read(&root).dossier;
    let entry = dossier.get(dossier.find(EntryKind::Company, "a").unwrap()).unwrap();
    assert_eq!((entry.records.len(), entry.broken), (2, true));
}

/// What is wrong, a line each.
fn told(dossier: &Dossier) -> Vec<String> {
    let said = dossier.problems().iter().map(|it| format!("{} {} {}", it.place(), it.code.code(), it.message));
    said.collect()
}

/// Where something is wrong with the sound dossier when it has one more file.
fn places(path: &str, bytes: &[u8]) -> (Vec<String>, Arc<Snapshot>) {
    let (_folder, root) = sound_with(path, bytes);
    let read = read(&root);
    for (sound, _) in sound_but(&[path]) {
        assert!(is_read(&read, sound), "{sound}");
    }
    let problems = read.dossier.problems().iter();
    (problems.map(|it| format!("{} {}", it.place(), it.code.code())).collect(), read)
}

/// The names of companies in the order of their list, and whether they are broken.
fn companies(dossier: &Dossier) -> Vec<(&str, bool)> {
    let listed = dossier.list(EntryKind::Company).iter().filter_map(|id| dossier.get(*id));
    listed.map(|entry| (entry.id.as_str(), entry.broken)).collect()
}

#[test]
fn a_file_that_is_not_utf_8_stands_last_with_its_place() {
    let bytes = b"+++\nname = \"Case\"\nsector = \"\xe9\"\n+++\nAcme.\n";
    let (at, read) = places("companies/case.md", bytes);
    assert_eq!(at, ["companies/case.md:3:10 D402", "companies/case.md:3:11 D101"]);
    assert_eq!(companies(&read.dossier), [("acme", false), ("case", true)]);
    assert_eq!(places("texts/walls.md", b"1,214,000\n\n1.2 million \xff\n\n100\n").0, ["texts/walls.md:3:13 D101"]);
    let utf16: Vec<u8> =
        "\u{feff}+++\nname = \"Case\"\n+++\nAcme.\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(places("companies/case.md", &utf16).0, ["companies/case.md:1:1 D101"]);
}

#[test]
fn without_a_cover_the_folder_gives_the_title() {
    let (_folder, root) = made_of(&sound_but(&["dossier.toml"]));
    let dossier = &read(&root).dossier;
    assert_eq!(dossier.title(), root.name());
    let problems: Vec<_> = dossier.problems().iter().map(|it| (it.place().to_string(), it.code)).collect();
    assert_eq!(problems, [("dossier.toml:1:1".to_owned(), Code::CoverMissing)]);
}

#[test]
fn a_file_that_cannot_be_opened_stands_last_and_says_why() {
    let denied = Found::Unreadable("permission denied".to_owned());
    let denied = Source { path: "companies/case.md".to_owned(), found: denied };
    let sound = sound_but(&[])
        .into_iter()
        .map(|(path, text)| Source { path: path.to_owned(), found: Found::Bytes(text.into()) });
    let read = Snapshot::empty("x").with(sound.chain([denied]).map(|file| parse::source(&file)).collect());
    let dossier = read.finished(TODAY).dossier;
    assert_eq!(told(&dossier), ["companies/case.md:1:1 D111 this file cannot be read: permission denied"]);
    assert_eq!(companies(&dossier), [("acme", false), ("case", true)]);
}

#[test]
fn what_is_skipped_is_said_and_what_is_nobodys_business_is_not() {
    let (folder, root) = sound_with("README.md", b"nothing");
    let made = folder.path().join("made");
    std::os::unix::fs::symlink("acme.md", made.join("companies/case.md")).unwrap();
    for path in ["companies/README", "companies/.hidden.md", "companies/notes.txt", "articles/picture.png", "notes.md"]
    {
        std::fs::write(made.join(path), "nothing").unwrap();
    }
    assert_eq!(
        told(&read(&root).dossier),
        [
            "companies/case.md:1:1 D112 this file is skipped: it is a symbolic link; put the file itself in its place",
            "companies/notes.txt:1:1 D112 this file is skipped: its name ends in .txt; entries end in .md, so rename it",
            "notes.md:1:1 D115 this file is no entry where it lies; move it to articles, companies or campaigns if it is one",
        ]
    );
}

#[test]
fn limits_are_said_as_one_error_at_the_first_thing_beyond() {
    let key = format!("summary = \"kept\"\nnote = \"{}\"\n", "x".repeat(64 << 10));
    let links = format!("[[acme]]\n{}", "[[acme]] ".repeat(10_000));
    for (what, text, place) in [
        ("front matter of 64 KiB", format!("+++\nname = \"Case\"\n{key}sector = \"x\"\n+++\nAcme.\n"), "4:1"),
        ("10,000 links", format!("+++\nname = \"Case\"\nsummary = \"kept\"\n+++\n{links}\n"), "6:89992"),
        ("100,000 names", format!("+++\nname = \"Case\"\n+++\n{}", "Acme ".repeat(100_001)), "1:1"),
    ] {
        let (places, _) = places("companies/case.md", text.as_bytes());
        assert_eq!(places, [format!("companies/case.md:{place} D108")], "{what}");
    }
    for said in ["[[acme]] ".repeat(10_000), "Acme ".repeat(100_000)] {
        let within = format!("+++\nname = \"Case\"\n+++\n{said}");
        assert_eq!(places("companies/case.md", within.as_bytes()).0, [""; 0]);
    }
}

#[test]
fn a_file_at_its_limit_is_read_and_one_byte_more_is_a_broken_entry() {
    for (path, limit, head, broken) in [
        ("companies/case.md", limits::FILE, "+++\nname = \"Case\"\n+++\nAcme. ", 1),
        ("dossier.toml", limits::COVER, "format = 1\ntitle = \"Tried\"\n# ICE ", 0),
    ] {
        let of_size = |size: usize| format!("{head}{}", "x".repeat(size - head.len()));
        let (sound, _) = places(path, of_size(limit.number).as_bytes());
        assert_eq!(sound, [""; 0], "{path}");
        let (places, read) = places(path, of_size(limit.number + 1).as_bytes());
        assert_eq!(places, [format!("{path}:1:1 D108")]);
        assert_eq!(read.dossier.entries().filter(|(_, entry)| entry.broken).count(), broken);
    }
}
