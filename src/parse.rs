//! A file's text → what it says and what is wrong with it. Keeps every position and goes on after every fault.
//! Must never know a file system, nor another file; must never mend anything without saying so.
//!
//! ```
//! use dossier::entry::{EntryKind, Key};
//! use dossier::parse;
//!
//! let text = "+++\nname = \"Acme\"\ncountry = 7\n+++\n\nSells walls to [[ICE]].\n";
//! let parsed = parse::entry(EntryKind::Company, "companies/acme.md", text);
//! assert_eq!(parsed.entry.fields.text(Key::Name), Some("Acme"));
//! assert_eq!(parsed.body.links.len(), 1);
//! assert_eq!(parsed.problems[0].place().as_str(), "companies/acme.md:3:11");
//! ```

mod copied;
mod cover;
mod extra;
mod faults;
mod fields;
mod file_role;
mod front_matter;
mod html;
pub mod limits;
mod markdown;
mod name;
mod nesting;
mod pieces;
mod reader;
mod records;
mod remedies;
mod syntax;
mod text;
mod values;
mod yaml;

use crate::entry::{Body, Cover, Entry, EntryKind, Fields};
use crate::problem::{Code, Problem, Severity};
use crate::value::is_id;

pub use copied::{Copied, CopyShape, Known, copied};
pub use cover::cover;
pub use file_role::{
    COVER, FileRole, TEXTS, file_role, is_entry_file, is_left_out, is_second_page, meant_file, meant_folder,
    precedence, stem,
};

use reader::Reader;

/// The format that this program reads.
pub const FORMAT: u64 = 1;

/// A file as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The file, relative to the dossier's root, with `/` between folders. A stranger's text.
    pub path: String,
    /// What was found there.
    pub found: Found,
}

/// What was found at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// The file's bytes.
    Bytes(Vec<u8>),
    /// Not read on purpose; why, as the end of a sentence: "it is a link".
    Skipped(String),
    /// Could not be read; why, as the end of a sentence.
    Unreadable(String),
    /// Beyond a limit; what, as the end of a sentence: "it has more than 4,194,304 bytes".
    OverLimit(String),
}

/// An entry as its file says it.
#[derive(Debug, Clone, PartialEq)]
pub struct ParsedEntry {
    /// Its fields and records.
    pub entry: Entry,
    /// Its prose.
    pub body: Body,
    /// The whole file, from which every span counts: without a byte order mark, single CRs as LFs. Empty where it could
    /// not be read.
    pub text: String,
    /// What is wrong, in the order of the file.
    pub problems: Vec<Problem>,
}

/// What a file says.
#[derive(Debug, Clone, PartialEq)]
pub enum Parsed {
    /// `dossier.toml`.
    Cover {
        /// What it says.
        cover: Cover,
        /// The whole file, from which every span counts.
        text: String,
        /// What is wrong, in the order of the file.
        problems: Vec<Problem>,
    },
    /// An article, a company or a campaign.
    Entry(Box<ParsedEntry>),
    /// The full text of an article.
    Text {
        /// The article's id.
        article: String,
        /// The file.
        path: String,
        /// Its paragraphs: the first is ¶1.
        paragraphs: Vec<String>,
        /// What is wrong, in the order of the file.
        problems: Vec<Problem>,
    },
    /// A file that says nothing, and what is to be said of it.
    Other(Vec<Problem>),
}

impl Parsed {
    /// How many bytes its text has.
    #[must_use]
    pub fn text_bytes(&self) -> usize {
        match self {
            Self::Cover { text, .. } => text.len(),
            Self::Entry(file) => file.text.len(),
            Self::Text { paragraphs, .. } => paragraphs.iter().map(String::len).sum(),
            Self::Other(_) => 0,
        }
    }
}

/// What the file says. Never panics, whatever its bytes are. A file of an entry that cannot be read is a broken entry
/// of its name.
#[must_use]
pub fn source(source: &Source) -> Parsed {
    let path = source.path.as_str();
    let role = file_role(path);
    let (code, message) = match &source.found {
        Found::Bytes(bytes) => {
            return match text::decode(path, bytes, role.limit()) {
                Ok((text, problem)) => with_problem(read(role, path, &text), problem),
                Err(problem) => unread(role, path, problem),
            };
        }
        Found::Skipped(why) => (Code::Skipped, format!("this file is skipped: {why}")),
        Found::Unreadable(why) => (Code::Unreadable, format!("this file cannot be read: {why}")),
        Found::OverLimit(why) => (Code::OverLimit, format!("this file is not read: {why}")),
    };
    let problem = Problem::of_file(code, path, message);
    match code {
        Code::Skipped => Parsed::Other(vec![problem]),
        _ => unread(role, path, problem),
    }
}

fn read(role: FileRole, path: &str, text: &str) -> Parsed {
    match role {
        FileRole::Cover => {
            let (cover, problems) = cover(text);
            Parsed::Cover { cover, text: text::line_feeds(text).into_owned(), problems }
        }
        FileRole::Entry(kind, _) => Parsed::Entry(Box::new(entry(kind, path, text))),
        FileRole::Text(article) => {
            let mut problems: Vec<_> = no_article(path, &article).into_iter().collect();
            problems.extend(text::invisible(path, text));
            let fed = text::line_feeds(text);
            let (paragraphs, more) = text::paragraphs(&fed);
            problems.extend(more.map(|at| text::too_many(path, &fed, at)));
            Parsed::Text { article, path: path.to_owned(), paragraphs, problems }
        }
        FileRole::Outside => Parsed::Other(file_role::stray(path).into_iter().collect()),
    }
}

/// What a file says in which something is wrong that its text does not show.
fn with_problem(mut parsed: Parsed, problem: Option<Problem>) -> Parsed {
    let Some(problem) = problem else { return parsed };
    let problems = match &mut parsed {
        Parsed::Entry(file) => {
            file.entry.broken = true;
            &mut file.problems
        }
        Parsed::Cover { problems, .. } | Parsed::Text { problems, .. } | Parsed::Other(problems) => problems,
    };
    problems.push(problem);
    problems.sort();
    parsed
}

/// What stands in the place of a file that could not be read.
fn unread(role: FileRole, path: &str, problem: Problem) -> Parsed {
    match role {
        FileRole::Cover => Parsed::Cover { cover: Cover::default(), text: String::new(), problems: vec![problem] },
        FileRole::Entry(kind, id) => {
            let mut problems: Vec<_> = other_id(path, &id).into_iter().chain([problem]).collect();
            problems.sort();
            let entry = Entry {
                kind,
                id,
                path: path.to_owned(),
                fields: Fields::default(),
                extra: toml::Table::new(),
                records: Vec::new(),
                broken: true,
            };
            Parsed::Entry(Box::new(ParsedEntry { entry, body: Body::default(), text: String::new(), problems }))
        }
        FileRole::Text(article) => {
            Parsed::Text { article, path: path.to_owned(), paragraphs: Vec::new(), problems: vec![problem] }
        }
        FileRole::Outside => Parsed::Other(vec![problem]),
    }
}

/// The entry that the `text` of the file at `path` says. Its id is the file's name, folded.
#[must_use]
pub fn entry(kind: EntryKind, path: &str, text: &str) -> ParsedEntry {
    let written = without_mark(text).unwrap_or(text);
    let text = text::line_feeds(written);
    let mut reader = Reader::new(path, &text);
    let id = file_role::entry_id(path);
    reader.found.extend(other_id(path, &id));
    reader.found.extend(text::invisible(path, written));
    let mut front = front_matter::read(&mut reader, kind);
    let body = markdown::body(&mut reader, front.body);
    name::give(&mut reader, kind, &mut front, &body);
    let problems = reader.finish();
    let entry = Entry {
        kind,
        id,
        path: path.to_owned(),
        fields: front.fields,
        extra: front.extra,
        records: front.records,
        broken: problems.iter().any(|problem| problem.severity() == Severity::Error),
    };
    ParsedEntry { entry, body, text: text.into_owned(), problems }
}

/// The text of an entry's file or of an attached text, from which every span counts: what [`source`] reads. None where
/// it cannot be read.
#[must_use]
pub fn file_text(source: &Source) -> Option<String> {
    let Found::Bytes(bytes) = &source.found else { return None };
    let role = file_role(&source.path);
    let (text, _) = text::decode(&source.path, bytes, role.limit()).ok()?;
    let is_entry = matches!(role, FileRole::Entry(..));
    Some(text::line_feeds(without_mark(&text).filter(|_| is_entry).unwrap_or(&text)).into_owned())
}

/// A text that begins with a byte order mark, without it.
fn without_mark(text: &str) -> Option<&str> {
    text.strip_prefix('\u{FEFF}')
}

/// The prose of an entry whose file has that text and ends with so many bytes of Markdown: what [`entry`] reads there.
#[must_use]
pub fn body(path: &str, text: &str, length: usize) -> Body {
    markdown::body(&mut Reader::new(path, text), text.len().saturating_sub(length))
}

/// The paragraphs of an attached text: what [`source`] reads there.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<String> {
    text::paragraphs(text).0
}

/// What is to be said of an entry that is not called as its file.
fn other_id(path: &str, id: &str) -> Option<Problem> {
    (stem(path) != id).then(|| {
        let message = format!("this file's name is no id, and is read as `{id}`; references may name either");
        Problem::of_file(Code::FileId, path, message)
    })
}

/// What is to be said of a full text that no article can bear.
fn no_article(path: &str, article: &str) -> Option<Problem> {
    (!is_id(article)).then(|| {
        let message = "this text's name is no id, so it is no article's; name it as texts/ and the article's id";
        Problem::of_file(Code::Skipped, path, message)
    })
}

#[cfg(test)]
mod tests;
