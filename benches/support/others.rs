//! Programs of other kinds with the same articles: as a feed in newsboat, as mail in notmuch. What they need lies in a
//! folder of their own.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, io};

use crate::pty::Session;

/// An article: its title and its text.
type Article = (String, String);

fn articles(root: &Path) -> io::Result<Vec<Article>> {
    let mut all = Vec::new();
    for file in root.join("articles").read_dir()?.flatten() {
        let Ok(text) = fs::read_to_string(file.path()) else { continue };
        let title = text.lines().find_map(|line| line.strip_prefix("title = ")).unwrap_or("none").trim_matches('"');
        let body = text.rsplit("+++").next().unwrap_or_default().to_owned();
        all.push((title.to_owned(), body));
    }
    Ok(all)
}

fn timed(command: &mut Command) -> io::Result<Duration> {
    let before = Instant::now();
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    Ok(before.elapsed())
}

/// Opening newsboat till its list of feeds is shown, and the key that enters the feed till its items are.
pub(crate) fn newsboat(root: &Path, size: (u16, u16)) -> io::Result<(Duration, Duration)> {
    let home = tempfile::tempdir()?;
    let mut feed = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Corpus</title>".to_owned();
    for (number, (title, body)) in articles(root)?.iter().enumerate() {
        let _ = write!(feed, "<item><title>{title}</title><guid>{number}</guid><description>");
        feed.extend(body.chars().filter(|letter| !matches!(letter, '<' | '>' | '&')));
        feed.push_str("</description></item>");
    }
    feed.push_str("</channel></rss>");
    let place = |name: &str| home.path().join(name).to_string_lossy().into_owned();
    fs::write(place("feed.xml"), feed)?;
    fs::write(place("urls"), format!("file://{}\n", place("feed.xml")))?;
    fs::write(place("config"), "")?;
    let (urls, cache, config) = (place("urls"), place("cache.db"), place("config"));
    let options = ["-u", &urls, "-c", &cache, "-C", &config];
    timed(Command::new("newsboat").args(options).args(["-x", "reload"]))?;
    let mut session = Session::start(&[&["newsboat"], &options[..]].concat(), size.0, size.1)?;
    let opened = session.until(|screen| screen.contains("Corpus")).unwrap_or_default();
    session.still(Duration::from_millis(300));
    Ok((opened, session.key("\r", Duration::from_millis(300)).last))
}

/// Indexing the articles as mail, and searching a word.
pub(crate) fn notmuch(root: &Path, word: &str) -> io::Result<(Duration, Duration)> {
    let home = tempfile::tempdir()?;
    for folder in ["mail/new", "mail/cur", "mail/tmp"] {
        fs::create_dir_all(home.path().join(folder))?;
    }
    for (number, (title, body)) in articles(root)?.iter().enumerate() {
        let mail = format!("From: a@example.org\nMessage-ID: <{number}@example.org>\nSubject: {title}\n\n{body}\n");
        fs::write(home.path().join(format!("mail/new/{number}")), mail)?;
    }
    let config = home.path().join("config");
    fs::write(&config, format!("[database]\npath={}\n", home.path().join("mail").to_string_lossy()))?;
    let notmuch = |arguments: &[&str]| timed(Command::new("notmuch").env("NOTMUCH_CONFIG", &config).args(arguments));
    Ok((notmuch(&["new", "--quiet"])?, notmuch(&["search", "--limit=20", word])?))
}
