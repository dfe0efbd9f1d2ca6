//! The program beside its peers on the same dossiers, in one run: `benches/peers.sh`, or `cargo bench --bench peers --
//! DIR 1000 10000`. Peers that are not installed are named and left out. What counts is a ratio within the run:
//! machines are shared. A goal that is met or not is said; nothing fails by it.
#![expect(clippy::disallowed_methods, reason = "it measures time and runs programs")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

#[path = "support/corpus.rs"]
mod corpus;
#[path = "support/others.rs"]
mod others;
#[path = "support/pty.rs"]
mod pty;

use pty::{Answered, Session, ticks};

/// The terminal.
const SIZE: (u16, u16) = (120, 36);
/// What comes so long after a key is not its answer.
const QUIET: Duration = Duration::from_millis(60);
/// So often the first frame is waited for; the middle counts.
const STARTS: usize = 9;
/// So many keys of one kind are typed.
const KEYS: usize = 200;

/// A filter of each kind, typed letter by letter; a field's value at once, as words before it are filters too.
const FILTERS: &[(&str, &[&str])] = &[
    ("a word", &["m", "a", "r", "o"]),
    ("a phrase", &["\"maro sane\""]),
    ("a date", &["date:>2010"]),
    ("a tie", &["company:Labs"]),
    ("records", &["contract{amount:>1M}"]),
    ("a word, a date, a tie", &["sane date:>2010 company:Labs"]),
];

/// One row of the table: what was measured, its goal, and a value for each size with whether it is met.
type Rows = Vec<(String, String, BTreeMap<usize, (String, Option<bool>)>)>;

struct Table(Rows);

impl Table {
    fn put(&mut self, what: &str, goal: &str, size: usize, value: String, met: Option<bool>) {
        let _ = writeln!(io::stderr(), "{size:>7} {what}: {value}");
        match self.0.iter_mut().find(|(known, ..)| known == what) {
            Some((.., values)) => drop(values.insert(size, (value, met))),
            None => self.0.push((what.to_owned(), goal.to_owned(), BTreeMap::from([(size, (value, met))]))),
        }
    }

    fn markdown(&self, sizes: &[usize]) -> String {
        let heads = sizes.iter().map(|size| format!(" {size} |")).collect::<Vec<_>>().concat();
        let mut text = format!("| | goal |{heads}\n|---|---|{}\n", "--:|".repeat(sizes.len()));
        for (what, goal, values) in &self.0 {
            let cell = |size: &usize| match values.get(size) {
                Some((value, Some(true))) => format!("{value} ✓"),
                Some((value, Some(false))) => format!("{value} ✗"),
                Some((value, None)) => value.clone(),
                None => "–".to_owned(),
            };
            let cells = sizes.iter().map(|size| format!(" {} |", cell(size))).collect::<Vec<_>>().concat();
            let _ = writeln!(text, "| {what} | {goal} |{cells}");
        }
        text
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// That of a hundred times that so many are not above.
fn percentile(times: &[Duration], percent: usize) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let at = (sorted.len() * percent).div_ceil(100).clamp(1, sorted.len().max(1)) - 1;
    sorted.get(at).map_or(f64::NAN, |time| ms(*time))
}

fn is_there(program: &str) -> bool {
    let found = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    let is_there = found.is_ok();
    if !is_there {
        let _ = writeln!(io::stderr(), "{program} is not installed; its rows are left out");
    }
    is_there
}

/// Wall and CPU time of a command in ms, and how many bytes it wrote.
fn run(program: &[&str]) -> Option<(f64, u64, usize)> {
    let cpu = || ticks(&fs::read_to_string("/proc/self/stat").unwrap_or_default(), 13) * 10;
    let (before, started) = (cpu(), Instant::now());
    let output = Command::new(program.first()?).args(program.iter().skip(1)).stderr(Stdio::null()).output().ok()?;
    Some((ms(started.elapsed()), cpu() - before, output.stdout.len()))
}

/// The middle of some first frames, in ms.
fn first_frame(program: &[&str]) -> f64 {
    let start = |_| Session::start(program, SIZE.0, SIZE.1).ok()?.until(|screen| !screen.trim().is_empty());
    let times: Vec<Duration> = (0..STARTS).filter_map(start).collect();
    percentile(&times, 50)
}

/// A dossier of so many entries that lies there, made where it does not.
fn made(folder: &Path, size: usize) -> io::Result<PathBuf> {
    let root = folder.join(size.to_string());
    if !root.join("dossier.toml").is_file() {
        for kind in ["articles", "companies", "campaigns"] {
            fs::create_dir_all(root.join(kind))?;
        }
        corpus::files(size).try_for_each(|(path, text)| fs::write(root.join(path), text))?;
    }
    Ok(root)
}

/// Opens the reader and waits till all is read.
fn opened(table: &mut Table, program: &str, root: &str, size: usize) -> io::Result<Session> {
    // What is kept of earlier runs is not asked; the index of words lies where nothing lay before.
    let kept = format!("{root}.read");
    let _none = fs::remove_dir_all(&kept);
    let cache = format!("XDG_CACHE_HOME={kept}");
    let mut reader = Session::start(&["env", &cache, program, root], SIZE.0, SIZE.1)?;
    let rows = reader.until(|screen| screen.contains("Articles (") && !screen.contains("Articles (0)"));
    let whole = reader.until(|screen| !screen.contains("reading "));
    let linked = reader.until(|screen| screen.contains("▌"));
    let shown = |time: Option<Duration>| time.map_or_else(|| "never".to_owned(), |time| format!("{:.0} ms", ms(time)));
    table.put("exec → first rows", "≤ 50 ms", size, shown(rows), rows.map(|time| ms(time) <= 50.0));
    table.put("exec → whole lists", "", size, shown(whole), None);
    table.put("exec → all tied and checked", "", size, shown(linked), None);
    // The index of words is made beside the loop.
    let mut last = reader.cost().1;
    loop {
        reader.still(Duration::from_millis(700));
        let now = reader.cost().1;
        if now == last {
            break;
        }
        last = now;
    }
    table.put("CPU until then", "", size, format!("{last} ms"), None);
    let (peak, limit) = (reader.cost().0, if size >= 100_000 { 250 } else { 60 });
    table.put("peak memory, with the index", "60 / 250 MB", size, format!("{peak} MB"), Some(peak <= limit));
    Ok(reader)
}

/// The times of many keys of one kind.
fn many(reader: &mut Session, keys: &[&str], times: usize) -> Vec<Answered> {
    (0..times).filter_map(|number| keys.get(number % keys.len())).map(|key| reader.key(key, QUIET)).collect()
}

fn put_keys(table: &mut Table, what: &str, size: usize, answered: &[Answered], limit: f64) {
    let times: Vec<Duration> = answered.iter().map(|it| it.last).collect();
    let (usual, rare) = (percentile(&times, 50), percentile(&times, 99));
    table.put(what, &format!("p99 ≤ {limit} ms"), size, format!("{usual:.1} / {rare:.1} ms"), Some(rare <= limit));
}

fn keys(table: &mut Table, reader: &mut Session, size: usize) {
    let moved = many(reader, &["j"], KEYS);
    put_keys(table, "a moved row in articles, p50 / p99", size, &moved, 16.0);
    let (bytes, changed) = moved.iter().fold((0, 0), |(bytes, text), it| (bytes + it.bytes, text + it.changed));
    let ratio = |bytes: usize, text: usize| {
        f64::from(u32::try_from(bytes).unwrap_or(0)) / f64::from(u32::try_from(text.max(1)).unwrap_or(1))
    };
    let value = ratio(bytes, changed);
    table.put("bytes for each that changed, a moved row", "≤ 1.25", size, format!("{value:.2}"), Some(value <= 1.25));
    reader.key("2", QUIET);
    let companies = many(reader, &["j"], KEYS.min(size / 100 - 1));
    put_keys(table, "a moved row in companies, p50 / p99", size, &companies, 16.0);
    let (enter, leave): (Vec<Answered>, Vec<Answered>) =
        (0..20).map(|_| (reader.key("\r", QUIET), reader.key("\x1b", QUIET))).unzip();
    put_keys(table, "Enter", size, &enter, 16.0);
    put_keys(table, "Esc alone", size, &leave, 16.0);
    reader.key("1", QUIET);
    for (what, typed) in FILTERS {
        let (mut letters, mut results) = (Vec::new(), Vec::new());
        for _ in 0..10 {
            reader.key("/", QUIET);
            for text in *typed {
                // Till all is evaluated the line counts nothing.
                let answered = reader.key_until(text, QUIET, &|screen| !screen.contains("… of "));
                letters.push(answered.first);
                results.push(answered.last);
            }
            reader.key("\x15", QUIET);
            reader.key("\x1b", QUIET);
        }
        let (letter, result) = (percentile(&letters, 99), percentile(&results, 95));
        let met = letter <= 16.0 && result <= 33.0;
        let value = format!("{letter:.1} / {result:.1} ms");
        table.put(&format!("filter, {what}: letter p99 / result p95"), "≤ 16 / ≤ 33 ms", size, value, Some(met));
    }
    let palette: Vec<Answered> = (0..20)
        .map(|_| {
            reader.key(":", QUIET);
            let answered = reader.key("m", QUIET);
            reader.key("\x1b", QUIET);
            answered
        })
        .collect();
    put_keys(table, "palette, a letter, p50 / p99", size, &palette, 16.0);
    // What comes within half a second of an Escape may be a part of it.
    reader.still(Duration::from_secs(1));
    let before = (reader.switches(), reader.cost().1);
    reader.still(Duration::from_secs(3));
    let idle = (reader.switches() - before.0, reader.cost().1 - before.1);
    table.put("idle for 3 s: wake-ups", "0", size, idle.0.to_string(), Some(idle.0 == 0 && idle.1 == 0));
}

fn verbs(table: &mut Table, program: &str, root: &str, size: usize) {
    let rg = is_there("rg").then(|| run(&["rg", "-il", "maro", root])).flatten();
    if let Some((wall, cpu, _)) = rg {
        table.put("rg -il for a word: wall (CPU)", "", size, format!("{wall:.0} ({cpu}) ms"), None);
    }
    let asked: [(&str, &[&str], &str); 5] = [
        ("search a word", &["search", "maro", "-d", root], "≤ 1 × rg"),
        ("list articles", &["list", "articles", "-d", root], "≤ 3 × rg"),
        ("show a company", &["show", "c1", "-d", root], ""),
        ("check", &["check", "-d", root], ""),
        ("export json", &["export", "json", "-d", root], ""),
    ];
    for (what, arguments, goal) in asked {
        // What is kept of earlier runs is not asked, and then it is: the first of these runs has it kept.
        let kept = format!("XDG_CACHE_HOME={root}.kept");
        let again = [&["env", &kept, program], arguments].concat();
        let measured = [run(&[&[program, "--private"], arguments].concat()), run(&again).and_then(|_| run(&again))];
        let _none = fs::remove_dir_all(format!("{root}.kept"));
        for (measured, time) in measured.into_iter().zip(["", ", a second time"]) {
            let Some((wall, cpu, _)) = measured else { continue };
            put_verb(table, (what, time, goal), size, (wall, cpu), rg.map(|(peer, ..)| peer));
        }
    }
}

/// A verb beside ripgrep, the first time or when something is kept.
fn put_verb(
    table: &mut Table,
    (what, time, goal): (&str, &str, &str),
    size: usize,
    (wall, cpu): (f64, u64),
    rg: Option<f64>,
) {
    let ratio = rg.map(|peer| wall / peer);
    let met = ratio.filter(|_| !goal.is_empty()).map(|ratio| ratio <= if goal.contains('1') { 1.0 } else { 3.0 });
    let beside = ratio.map(|ratio| format!(", {ratio:.1} × rg")).unwrap_or_default();
    table.put(&format!("`dossier {what}`{time}: wall (CPU)"), goal, size, format!("{wall:.0} ({cpu}) ms{beside}"), met);
}

/// The first frames of the program and of less, and of fzf with its keys on the titles.
fn peers(table: &mut Table, program: &str, root: &Path, size: usize) -> io::Result<()> {
    let own = first_frame(&[program, &root.to_string_lossy()]);
    let article = root.join("articles").read_dir()?.flatten().next().map(|file| file.path());
    if let Some(article) = article.filter(|_| is_there("less")) {
        let less = first_frame(&["less", &article.to_string_lossy()]);
        let ratio = own / less;
        let value = format!("{own:.1} ms, {ratio:.2} × less");
        table.put("exec → first frame", "≤ 1.5 × less", size, value, Some(ratio <= 1.5));
    } else {
        table.put("exec → first frame", "≤ 1.5 × less", size, format!("{own:.1} ms"), None);
    }
    if is_there("fzf") {
        let titles = root.with_extension("titles");
        let files = root.join("articles").read_dir()?.flatten().filter_map(|file| fs::read_to_string(file.path()).ok());
        let title = |text: String| text.lines().find_map(|line| Some(line.strip_prefix("title = ")?.to_owned()));
        fs::write(&titles, files.filter_map(title).collect::<Vec<_>>().join("\n"))?;
        let shell = format!("fzf < {}", titles.to_string_lossy());
        let mut fzf = Session::start(&["sh", "-c", &shell], SIZE.0, SIZE.1)?;
        let first = fzf.until(|screen| screen.contains('>')).map_or(f64::NAN, ms);
        fzf.still(Duration::from_millis(700));
        let (one, next) = (fzf.key("m", Duration::from_millis(300)), fzf.key("a", Duration::from_millis(300)));
        let value = format!("{first:.0} · {:.0} · {:.0} ms", ms(one.last), ms(next.last));
        table.put("fzf on the titles: first frame · first key · second", "", size, value, None);
        fs::remove_file(titles)?;
    }
    // Their indexes of more take minutes.
    if size <= 10_000 {
        if is_there("newsboat") {
            let (opened, entered) = others::newsboat(root, SIZE)?;
            let value = format!("{:.0} · {:.0} ms", ms(opened), ms(entered));
            table.put("newsboat with the articles: opened · feed entered", "", size, value, None);
        }
        if size <= 1_000 && is_there("notmuch") {
            let (indexed, searched) = others::notmuch(root, "maro")?;
            let value = format!("{:.0} · {:.0} ms", ms(indexed), ms(searched));
            table.put("notmuch with the articles: indexed · a word searched", "", size, value, None);
        }
    }
    Ok(())
}

fn main() -> io::Result<()> {
    let mut asked: Vec<String> = env::args().skip(1).filter(|word| word != "--bench").collect();
    if asked.is_empty() {
        writeln!(io::stderr(), "say where the dossiers are to lie, and of how many entries: peers DIR 1000 10000")?;
        return Ok(());
    }
    let folder = PathBuf::from(asked.remove(0));
    let sizes: Vec<usize> = asked.iter().filter_map(|size| size.parse().ok()).collect();
    let program = env!("CARGO_BIN_EXE_dossier");
    let mut table = Table(Vec::new());
    for size in &sizes {
        let root = made(&folder, *size)?;
        let name = root.to_string_lossy().into_owned();
        peers(&mut table, program, &root, *size)?;
        let mut reader = opened(&mut table, program, &name, *size)?;
        keys(&mut table, &mut reader, *size);
        drop(reader);
        verbs(&mut table, program, &name, *size);
    }
    io::stdout().write_all(table.markdown(&sizes).as_bytes())
}
