//! A dossier that tries to command the terminal from every text it has: nothing of that comes out, whatever is asked of
//! it, in a pipe or on a terminal, in whatever pane of the reader.

use std::fmt::Write;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

use dossier::disk;
use dossier::keys::KeyMap;
use dossier::reader::event::{Event, Input};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use tempfile::TempDir;

use crate::oracle::{is_hidden, outside_the_rule};
use crate::stage::Stage;

/// Every control character, what hides or turns around others, and sequences that terminals obey.
fn every() -> String {
    let controls = (0..0x20).chain(0x7F..0xA0).filter_map(char::from_u32);
    let sequences = [
        "\u{1b}]0;t\u{7}",
        "\u{1b}]8;;u\u{1b}\\",
        "\u{1b}]52;c;YQ==\u{7}",
        "\u{1b}P$q\u{1b}\\",
        "\u{1b}_x\u{1b}\\",
        "\u{1b}^x\u{1b}\\",
        "\u{1b}[6n\u{1b}[c\u{1b}[?1003h\u{1b}[2J\u{1b}[31m\u{1b}[5t\u{1b}(0",
        "\u{9b}31m\u{90}x\u{9c}",
    ];
    controls.chain(HIDDEN.chars()).chain(sequences.concat().chars()).collect()
}

/// What hides or turns around others: one of each kind.
const HIDDEN: &str = "\u{61c}\u{200b}\u{200f}\u{2028}\u{202e}\u{2066}\u{feff}\u{e0041}";

/// Of every kind one: a sequence, a control of each set, what is hidden, an end of line.
const SOME: &str = "\u{1b}[31m\u{9b}2J\u{7}\u{7f}\r\n\u{202e}\u{2028}\u{200b}\u{e0041}";

/// The text in a TOML string: every character as an escape.
fn escaped(text: &str) -> String {
    text.chars().fold(String::new(), |mut all, character| {
        write!(all, "\\U{:08x}", u32::from(character)).unwrap();
        all
    })
}

/// The text in Markdown: every character as an entity.
fn entities(text: &str) -> String {
    text.chars().fold(String::new(), |mut all, character| {
        write!(all, "&#x{:x};", u32::from(character)).unwrap();
        all
    })
}

/// A stranger's text in the spellings in which it comes through: as it is, as escapes, as entities.
struct Spelled {
    raw: String,
    toml: String,
    html: String,
}

impl Spelled {
    fn of(text: &str) -> Self {
        // An end of line would end what it stands in.
        let raw = text.replace(['\n', '\r'], "");
        Self { raw, toml: escaped(text), html: entities(text) }
    }

    /// Each of these keys with that text in its value.
    fn keys(&self, keys: &str) -> String {
        keys.split(' ').map(|key| format!("{key} = \"{key} {}\"\n", self.toml)).collect::<Vec<_>>().concat()
    }

    fn record(&self, kind: &str, keys: &str) -> String {
        let keys = self.keys(&format!("{keys} according_to note unknown"));
        format!("[[{kind}]]\nid = \"{kind}\"\n{keys}cites = [\"b#¶1\", \"nowhere{}\"]\n", self.toml)
    }

    fn own(&self) -> String {
        let toml = &self.toml;
        let keys = self.keys("summary url place part_of note sector country kind status publisher");
        let lists = ["also_known_as", "tags", "organisers", "authors", "cites", "about"]
            .map(|key| format!("{key} = [\"{key} {toml}\"]\n"));
        format!("{keys}{}\"key {toml}\" = 1\n[extra]\n\"k{toml}\" = \"v{toml}\"\n", lists.concat())
    }

    fn body(&self) -> String {
        let Self { raw, html, .. } = self;
        format!(
            "# H {html}\n\nP {html} {raw} [[b]] [[b|x {html}]] [[gone {html}]] [l {html}](http://x/{html}) ![[e{html}]] `c {raw}` *e {html}* [^f]\n\n\
             > q {html}\n\n- i {html}\n\n```l{raw}\nc {raw}\n```\n\n<b {raw}>\n\n|t {html}|\n|-|\n|c {raw}|\n\n[^f]: f {html}\n\n[d{raw}]: /u\n"
        )
    }

    fn cover(&self) -> String {
        let (own, toml) = (self.keys("summary language licence unknown"), &self.toml);
        let term = self.keys("name long kind summary");
        let views = format!("[[views]]\n{}[[views]]\nname = \"w\"\nquery = \"(({toml}\"\n", self.keys("name query"));
        format!(
            "format = 1\ntitle = \"T {}\"\neditors = [\"{toml}\"]\n{own}[[terms]]\n{term}{views}",
            escaped(&every())
        )
    }

    /// An entry whose name has every such character, with these records.
    fn entry(&self, key: &str, records: &[(&str, &str)]) -> String {
        let records: String = records.iter().map(|(kind, keys)| self.record(kind, keys)).collect();
        format!("+++\n{key} = \"Acme {}\"\n{}{records}+++\n\n{}", escaped(&every()), self.own(), self.body())
    }
}

/// A dossier with such text in every place that has one.
fn hostile() -> TempDir {
    let some = Spelled::of(SOME);
    let raw = every().replace(['\n', '\r', '+'], "");
    let of_company = [
        ("contracts", "title with product status summary amount signed"),
        ("statements", "speaker role occasion to text quote date"),
        ("figures", "title count of summary"),
        ("events", "title date time place who summary"),
    ];
    let name: String = raw.replace(['\0', '/'], "").chars().take(90).collect();
    let files = [
        ("dossier.toml", some.cover()),
        ("companies/a.md", some.entry("name", &of_company)),
        ("campaigns/c.md", some.entry("name", &[("demands", "text of outcome"), ("signatures", "count signers")])),
        ("articles/b.md", some.entry("title", &[])),
        ("articles/raw.md", format!("+++\ntitle = \"raw {raw}\"\nx{raw} = {raw}\n+++\n{raw}")),
        ("articles/yaml.md", format!("---\ntitle: {raw}\n---\n")),
        (&format!("articles/name {name}.md"), "+++\ntitle = \"N\"\n+++\n\nx\n".to_owned()),
        ("companies/f \u{1b}[31m\u{202e}\n\u{9b}/x.md", "+++\nname = \"In\"\n+++\n\nx\n".to_owned()),
        ("texts/b.md", raw.clone()),
    ];
    crate::stage::laid(&files)
}

/// What is asked of it: every verb in its forms.
const QUESTIONS: &[&str] = &[
    "list",
    "list articles",
    "list contracts --color always",
    "list statements",
    "list terms",
    "list --format json",
    "list figures --format ndjson",
    "list --format ids",
    "show a b c --color always",
    "show a#contracts",
    "show b#¶1",
    "show a --ascii",
    "show a b c --format json",
    "search acme --color=always",
    "search --records title",
    "search --format json acme",
    "check --color always",
    "check --strict --format json",
    "export json",
];

/// What is for other programs: in a pipe it carries its text as it was written.
const DATA: &[&str] = &["list companies --format csv", "list statements --format tsv"];

/// What is asked with an attacker's word at its end.
const TYPED: &[&str] = &[
    "list ",
    "list -q ",
    "list -q kind:",
    "list -q @",
    "show ",
    "show a#",
    "search ",
    "search --explain ",
    "check ",
    "export ",
    "-- ",
    "--",
];

const WORD: &str = "\u{1b}[31m\u{202e}\u{9b}2J";

fn split(line: &str) -> Vec<String> {
    line.split(' ').map(str::to_owned).collect()
}

fn questions() -> impl Iterator<Item = Vec<String>> {
    let typed = TYPED.iter().map(|line| format!("{line}{WORD}"));
    QUESTIONS.iter().map(|line| (*line).to_owned()).chain(typed).map(|line| split(&line))
}

fn asked(folder: &Path, arguments: &[String]) -> Vec<u8> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
    let ran = command.args(arguments).current_dir(folder).env_clear().stdin(Stdio::null()).output().unwrap();
    assert!(matches!(ran.status.code(), Some(0..=2)), "{arguments:?}: {}", ran.status);
    [ran.stdout, ran.stderr].concat()
}

/// The same with a terminal on all three streams.
fn asked_on_a_terminal(folder: &Path, arguments: &[String]) -> Vec<u8> {
    let pair = native_pty_system().openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 }).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dossier"));
    command.env_clear();
    command.env("TERM", "xterm-256color");
    command.cwd(folder);
    command.args(arguments);
    let mut from = pair.master.try_clone_reader().unwrap();
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut written = Vec::new();
    // The other side's end is an error on some systems.
    let _end = from.read_to_end(&mut written);
    child.wait().unwrap();
    written
}

/// Answers have something hostile to show (but for ids, which are folded), and show it within the rule: line ends are
/// allowed, and between columns TABs.
fn is_harmless(arguments: &[String], written: &[u8]) {
    let text = String::from_utf8_lossy(written).replace("\r\n", " ").replace(['\n', '\t'], " ");
    let are_ids = arguments.iter().any(|argument| argument == "ids");
    assert!(
        are_ids || ["␛", "^[", "\\u001b"].iter().any(|seen| text.contains(seen)),
        "nothing is shown: {arguments:?}"
    );
    assert_eq!(outside_the_rule(text.as_bytes()), None, "{arguments:?}");
}

#[test]
fn no_verb_lets_anything_through_to_a_pipe() {
    let folder = hostile();
    for arguments in questions() {
        is_harmless(&arguments, &asked(folder.path(), &arguments));
    }
    for line in DATA {
        let asked = asked(folder.path(), &split(line));
        let asked = String::from_utf8_lossy(&asked).into_owned();
        let is_live = |letter: char| letter.is_control() && !"\n\t".contains(letter);
        assert!(asked.contains("\u{202e}") && !asked.contains(is_live), "data is as it was written: {line}");
    }
}

#[test]
fn no_verb_lets_anything_through_to_a_terminal() {
    let folder = hostile();
    for arguments in questions().chain(DATA.iter().map(|line| split(line))) {
        is_harmless(&arguments, &asked_on_a_terminal(folder.path(), &arguments));
    }
}

fn wrong_on(stage: &Stage) -> Option<String> {
    let buffer = stage.buffer();
    let wrong = |symbol: &str| symbol.chars().any(|letter| letter.is_control() || is_hidden(letter));
    buffer.content.iter().map(ratatui::buffer::Cell::symbol).find(|symbol| wrong(symbol)).map(str::to_owned)
}

#[test]
fn no_pane_lets_anything_through() {
    let folder = hostile();
    let root = disk::open(folder.path()).unwrap();
    for (width, height) in [(120, 36), (40, 10)] {
        let mut stage = Stage::at(&root, width, height);
        let mut overlay = |keys: &str| {
            stage.press(keys);
            assert_eq!(wrong_on(&stage), None, "{keys}");
        };
        // Every list and its pages from top to bottom, every card, every overlay.
        for list in ["1", "2", "3"] {
            overlay(list);
            for _ in 0..2 {
                overlay("<Enter>");
                for keys in ["<C-d>", "<C-d>", "<C-d>", "o", "<Esc>", "u", "s"] {
                    overlay(keys);
                }
                for _ in 0..4 {
                    overlay("<Tab>");
                    overlay("<Enter>");
                    overlay("<Esc>");
                    overlay("H");
                }
                overlay("<Esc>");
                overlay("j");
            }
        }
        for keys in ["!", "<Enter>", "j", "<Esc>", "<Esc>", ":", "a", "<Esc>", "?", "<Esc>", "<Esc>"] {
            overlay(keys);
        }
        for start in ["/", ":", "?/"] {
            stage.press("<Esc><Esc>").press(start);
            stage.happen(Event::Input(Input::Paste(every())));
            assert_eq!(wrong_on(&stage), None, "pasted after {start}");
            stage.press("<Enter>");
            assert_eq!(wrong_on(&stage), None, "kept after {start}");
        }
    }
}

/// Every key there is, at sizes at which nothing has room, on the hostile dossier.
#[test]
fn no_size_is_too_small_or_large_for_it() {
    let folder = hostile();
    let root = disk::open(folder.path()).unwrap();
    let mut stage = Stage::at(&root, 80, 24);
    let map = KeyMap::default();
    let mut keys = map.bindings().iter().flat_map(|binding| &binding.keys).cycle();
    let small = (0..10).flat_map(|width| (0..10).map(move |height| (width, height)));
    for (width, height) in small.chain([(40, 10), (1000, 500), (65535, 1), (1, 65535)]) {
        stage.resize(width, height);
        for keys in keys.by_ref().take(5) {
            for key in keys {
                stage.happen(Event::Input(Input::Key(*key)));
            }
        }
        assert_eq!(wrong_on(&stage), None, "{width} × {height}");
    }
}
