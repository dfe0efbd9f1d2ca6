//! A file's text → its entry and its problems, or the cover and its problems. Pure: must never read a file, look past the
//! one text it was given, or fix anything silently.

use crate::entry::{Body, Cover, Entry};
use crate::problem::Problem;

/// A file as it was found in a dossier's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Relative to the dossier's root, with `/` between folders. A stranger's text.
    pub path: String,
    /// What was found there.
    pub found: Found,
}

/// What was found at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A regular file's bytes.
    Bytes(Vec<u8>),
    /// Something that is not read; the end of a sentence says why.
    Skipped(String),
    /// A file that could not be read; the end of a sentence says why.
    Unreadable(String),
    /// Something beyond a limit; the end of a sentence says which.
    OverLimit(String),
}

/// An entry's file, parsed.
#[derive(Debug, Clone, PartialEq)]
pub struct ParsedEntry {
    /// What its front matter says.
    pub entry: Entry,
    /// Its prose.
    pub body: Body,
    /// The whole file, for the places of later problems.
    pub text: String,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// A file, parsed.
#[derive(Debug, Clone, PartialEq)]
pub enum Parsed {
    /// The cover.
    Cover {
        /// What it says.
        cover: Cover,
        /// The whole file, for the places of later problems.
        text: String,
        /// What is wrong with it.
        problems: Vec<Problem>,
    },
    /// An entry.
    Entry(Box<ParsedEntry>),
    /// The full text of an article.
    Text {
        /// The article's id.
        article: String,
        /// The file.
        path: String,
        /// ¶1 first.
        paragraphs: Vec<String>,
        /// What is wrong with it.
        problems: Vec<Problem>,
    },
    /// Nothing that is read.
    Other(Vec<Problem>),
}
