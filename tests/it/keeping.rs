//! What the program keeps between runs, and that it keeps nothing where it may not.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A home with a dossier in it.
struct Home(TempDir);

/// What lies there, with its kind and mode, its size and its time.
type Picture = BTreeMap<PathBuf, (u32, u64, i64, i64)>;

fn picture(folder: &Path) -> Picture {
    let mut all = Picture::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let found = fs::symlink_metadata(&path).unwrap();
            if found.is_dir() {
                folders.push(path.clone());
            }
            all.insert(path, (found.mode(), found.size(), found.mtime(), found.mtime_nsec()));
        }
    }
    all
}

impl Home {
    /// With a dossier of so many bytes of text.
    fn with(bytes: usize) -> Self {
        let home = Self(TempDir::new().unwrap());
        let dossier = home.dossier();
        fs::create_dir_all(dossier.join("articles")).unwrap();
        fs::create_dir(dossier.join("texts")).unwrap();
        fs::write(dossier.join("articles/report.md"), "+++\ntitle = \"Report\"\n+++\n\nIt says much.\n").unwrap();
        let paragraph = format!("{}\n\n", "word ".repeat(200));
        let text = paragraph.repeat(bytes / paragraph.len() + 1);
        fs::write(dossier.join("texts/report.md"), text).unwrap();
        home
    }

    fn large() -> Self {
        Self::with(9 << 20)
    }

    fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn dossier(&self) -> PathBuf {
        self.at("the-dossier")
    }

    fn cache(&self) -> PathBuf {
        self.at(".cache/dossier")
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
        command.env_clear().env("HOME", self.0.path()).env("DOSSIER", self.dossier());
        command.current_dir(self.dossier()).stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(&self.command().args(arguments).output().unwrap())
    }

    /// What is kept, without the key.
    fn kept(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.cache()) else { return Vec::new() };
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name != "key").collect()
    }
}

struct Ran {
    out: String,
    err: String,
    status: Option<i32>,
}

impl Ran {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self { out: text(&output.stdout), err: text(&output.stderr), status: output.status.code() }
    }
}

const LIST: &[&str] = &["list", "articles"];
const LISTED: &str = "report\tReport\t-\t-\t-\n";

#[test]
fn what_is_kept_of_a_large_dossier_is_its_readers_alone() {
    let home = Home::large();
    let before = picture(&home.dossier());
    let mut shell = Command::new("sh");
    shell.env_clear().env("HOME", home.0.path()).current_dir(home.dossier());
    shell.args(["-c", "umask 000; exec \"$0\" list articles", env!("CARGO_BIN_EXE_dossier")]);
    let first = Ran::of(&shell.output().unwrap());
    assert_eq!((first.out.as_str(), first.err.as_str(), first.status), (LISTED, "", Some(0)));
    let kept = home.kept();
    assert_eq!(kept.len(), 1, "{kept:?}");
    let mode = |path: &Path| fs::metadata(path).unwrap().mode() & 0o777;
    assert_eq!((mode(&home.at(".cache")), mode(&home.cache())), (0o700, 0o700));
    assert_eq!((mode(&home.cache().join(&kept[0])), mode(&home.cache().join("key"))), (0o600, 0o600));
    let bytes = fs::read(home.cache().join(&kept[0])).unwrap();
    assert!(!kept[0].contains("dossier") && bytes.len() < 100_000, "no text is kept");
    let second = home.run(LIST);
    assert_eq!((second.out.as_str(), second.err.as_str()), (LISTED, ""));
    assert_eq!(picture(&home.dossier()), before);
    let lies: Vec<PathBuf> =
        picture(home.0.path()).into_keys().filter(|path| !path.starts_with(home.dossier())).collect();
    let key = home.cache().join("key");
    assert_eq!(
        lies,
        [home.at(".cache"), home.cache(), home.cache().join(&kept[0]), key],
        "nothing is written elsewhere"
    );
}

#[test]
fn nothing_is_kept_of_a_small_dossier_nor_of_the_one_in_the_program() {
    let home = Home::with(1000);
    let before = picture(home.0.path());
    for arguments in [LIST, &["show", "report"], &["search", "much"], &["check"], &["list", "--bundled"]] {
        home.run(arguments);
    }
    assert_eq!(picture(home.0.path()), before);
}

#[test]
fn privately_nothing_is_kept_or_looked_at() {
    let home = Home::large();
    let before = picture(home.0.path());
    assert_eq!(home.run(&["list", "articles", "--private"]).out, LISTED);
    assert_eq!(home.run(&["--private", "show", "report"]).status, Some(0));
    assert_eq!(picture(home.0.path()), before);
    // What was kept before stays, and what is in it is not asked.
    home.run(LIST);
    let kept = home.cache().join(&home.kept()[0]);
    fs::write(&kept, "spoilt").unwrap();
    let before = picture(home.0.path());
    assert_eq!(home.run(&["list", "articles", "--private"]).out, LISTED);
    assert_eq!(picture(home.0.path()), before);
}

#[test]
fn a_setting_of_ones_own_says_that_nothing_is_kept() {
    let home = Home::large();
    fs::create_dir_all(home.at(".config/dossier")).unwrap();
    fs::write(home.at(".config/dossier/config.toml"), "colour = 1\ncache = false\n").unwrap();
    let before = picture(home.0.path());
    let ran = home.run(LIST);
    assert_eq!((ran.out.as_str(), ran.status), (LISTED, Some(0)));
    assert!(ran.err.starts_with("dossier: `colour` in `") && ran.err.lines().count() == 1, "{}", ran.err);
    assert_eq!(picture(home.0.path()), before);
    // Another folder of settings.
    let other = home.at("settings");
    fs::create_dir(&other).unwrap();
    let ran = Ran::of(&home.command().env("XDG_CONFIG_HOME", &other).args(LIST).output().unwrap());
    assert_eq!((ran.out.as_str(), home.kept().len()), (LISTED, 1));
}

#[test]
fn where_nothing_can_be_kept_it_is_said_and_all_else_goes_on() {
    let home = Home::large();
    let elsewhere = home.at("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    fs::create_dir(home.at(".cache")).unwrap();
    symlink(&elsewhere, home.cache()).unwrap();
    let says = |words: &str| {
        let ran = home.run(LIST);
        assert_eq!((ran.out.as_str(), ran.status), (LISTED, Some(0)));
        assert!(ran.err.contains(words) && ran.err.lines().count() == 1, "{}", ran.err);
    };
    says("it is a symbolic link");
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
    fs::remove_file(home.cache()).unwrap();
    fs::create_dir(home.cache()).unwrap();
    fs::set_permissions(home.cache(), fs::Permissions::from_mode(0o755)).unwrap();
    says("its mode is 755");
    assert_eq!(fs::read_dir(home.cache()).unwrap().count(), 0);
    fs::remove_dir(home.cache()).unwrap();
    fs::remove_dir(home.at(".cache")).unwrap();
    fs::write(home.at(".cache"), "").unwrap();
    says("nothing is kept in");
    // Where there is no home, nothing can be kept, and nobody asked.
    let ran = Ran::of(&home.command().env_remove("HOME").args(LIST).output().unwrap());
    assert_eq!((ran.out.as_str(), ran.err.as_str()), (LISTED, ""));
    let state = Ran::of(&home.command().env_remove("HOME").arg("state").output().unwrap());
    assert!(state.err.contains("neither HOME nor XDG_CACHE_HOME"), "{}", state.err);
    // A folder that depends on where one stands is none.
    let ran = Ran::of(&home.command().env("XDG_CACHE_HOME", "here").args(LIST).output().unwrap());
    assert_eq!((ran.err.as_str(), home.dossier().join("here").exists()), ("", false));
}

#[test]
fn what_a_killed_run_left_is_gone_after_the_next() {
    let home = Home::large();
    home.run(LIST);
    let half = home.cache().join("0123.entries.new");
    fs::write(&half, "half of it").unwrap();
    fs::set_permissions(&half, fs::Permissions::from_mode(0o600)).unwrap();
    home.run(LIST);
    assert!(!half.exists() && home.kept().len() == 1);
}

#[test]
fn what_is_kept_is_told_and_removed_once_that_is_answered_for() {
    let home = Home::large();
    assert!(home.run(&["state"]).out.starts_with("nothing is kept; "));
    assert!(home.run(&["forget", "--all"]).out.contains("nothing is kept of all dossiers"));
    home.run(LIST);
    let state = home.run(&["state"]);
    let lines: Vec<&str> = state.out.lines().collect();
    assert!(lines[0].starts_with("kept in all: ") && lines[0].ends_with("/.cache/dossier"), "{lines:?}");
    assert!(lines[1].starts_with("of ") && lines[1].contains("the-dossier: entries "), "{lines:?}");
    let json: serde_json::Value = serde_json::from_str(&home.run(&["state", "--format", "json"]).out).unwrap();
    assert_eq!(json["dossier"]["kept"][0]["what"], "entries");
    assert!(json["cache"]["bytes"].as_u64() > json["dossier"]["kept"][0]["bytes"].as_u64());
    // Nobody answers.
    let asked = home.run(&["forget", "."]);
    assert_eq!((asked.out.as_str(), asked.status, home.kept().len()), ("", Some(2), 1));
    assert!(asked.err.contains("[y/N]") && asked.err.contains("nothing was removed"), "{}", asked.err);
    let answered = |answer: &str, arguments: &[&str]| {
        let mut run = home.command();
        run.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = run.spawn().unwrap();
        child.stdin.take().unwrap().write_all(answer.as_bytes()).unwrap();
        Ran::of(&child.wait_with_output().unwrap())
    };
    assert_eq!((answered("no\n", &["forget", "."]).status, home.kept().len()), (Some(2), 1));
    let removed = answered("y\n", &["forget", "."]);
    assert!(removed.out.starts_with("removed what was kept of .: "), "{}", removed.out);
    assert_eq!((home.kept().len(), home.cache().join("key").exists()), (0, true));
    // Of one that is gone, too.
    home.run(LIST);
    fs::rename(home.dossier(), home.at("moved")).unwrap();
    fs::create_dir(home.dossier()).unwrap();
    fs::remove_dir(home.dossier()).unwrap();
    let gone = home.dossier();
    let mut command = home.command();
    command.current_dir(home.0.path()).args(["forget", gone.to_str().unwrap(), "--yes", "--format", "json"]);
    let gone = Ran::of(&command.output().unwrap());
    assert!(gone.out.contains("\"removed\"") && home.kept().is_empty(), "{} {}", gone.out, gone.err);
    fs::rename(home.at("moved"), home.dossier()).unwrap();
    home.run(LIST);
    assert!(home.run(&["forget", "--all", "--yes"]).out.starts_with("removed what was kept of all dossiers: "));
    assert!(!home.cache().exists());
}
