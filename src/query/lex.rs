//! The characters of a filter, one after the other, with their columns; and a value written so that they make it again.
//! Must never know what a word means.

use std::fmt;
use std::ops::Range;

use super::QueryError;
use crate::text::fold::Stemming;

/// Whether a word ends before that character.
pub(super) fn ends_word(character: char) -> bool {
    character.is_whitespace() || matches!(character, '(' | ')' | '{' | '}' | '|' | '"')
}

/// Whether a word that is a value ends before that character; two points end it too.
pub(super) fn ends_value(character: char) -> bool {
    ends_word(character) || character == ','
}

/// A text that is read from left to right.
pub(super) struct Scanner {
    characters: Vec<char>,
    at: usize,
    language: Option<Stemming>,
}

/// A piece of the line, without its quotes, and the columns it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) quoted: bool,
    pub(super) columns: Range<usize>,
}

impl Scanner {
    pub(super) fn new(text: &str, language: Option<Stemming>) -> Self {
        Self { characters: text.chars().collect(), at: 0, language }
    }

    /// The language of its words, where their endings are known.
    pub(super) fn language(&self) -> Option<Stemming> {
        self.language
    }

    /// The column of what comes next.
    pub(super) fn column(&self) -> usize {
        self.at
    }

    /// What comes next, or the end.
    pub(super) fn peek(&self) -> Option<char> {
        self.characters.get(self.at).copied()
    }

    pub(super) fn skip_space(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    /// Steps over `text` if it comes next.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        let is_next = self.is_next(text);
        if is_next {
            self.at += text.chars().count();
        }
        is_next
    }

    pub(super) fn is_next(&self, text: &str) -> bool {
        let rest = self.characters.get(self.at..).unwrap_or_default();
        let mut rest = rest.iter();
        text.chars().all(|character| rest.next() == Some(&character))
    }

    /// Whether the word `text` comes next, and nothing more of a word after it.
    pub(super) fn is_keyword(&self, text: &str) -> bool {
        let after = self.characters.get(self.at + text.chars().count());
        self.is_next(text) && after.is_none_or(|character| ends_word(*character))
    }

    /// The name of a field and whether it is followed by `!:`, if a name and a colon come next that begin no address
    /// (`https://`).
    pub(super) fn field(&mut self) -> Option<(Piece, bool)> {
        let start = self.at;
        self.run(|character| character.is_ascii_lowercase() || character == '_');
        let name = self.piece(start);
        let surely = self.is_next("!:");
        if !name.text.is_empty() && self.eat(if surely { "!:" } else { ":" }) && !self.is_next("//") {
            return Some((name, surely));
        }
        self.at = start;
        None
    }

    /// The word that comes next; empty where none does.
    pub(super) fn word(&mut self) -> Piece {
        let start = self.at;
        self.run(|character| !ends_word(character));
        self.piece(start)
    }

    /// The value that comes next, in quotes or not; empty where none does.
    ///
    /// # Errors
    /// Where quotes are not closed.
    pub(super) fn value(&mut self) -> Result<Piece, QueryError> {
        if self.peek() == Some('"') {
            return self.phrase();
        }
        let start = self.at;
        while self.peek().is_some_and(|character| !ends_value(character)) && !self.is_next("..") {
            self.at += 1;
        }
        Ok(self.piece(start))
    }

    /// The phrase whose opening quote comes next.
    ///
    /// # Errors
    /// Where it is not closed.
    pub(super) fn phrase(&mut self) -> Result<Piece, QueryError> {
        let start = self.at;
        let mut text = String::new();
        self.at += 1;
        while let Some(character) = self.peek() {
            self.at += 1;
            match character {
                '"' => return Ok(Piece { text, quoted: true, columns: start..self.at }),
                '\\' if matches!(self.peek(), Some('"' | '\\')) => {
                    text.extend(self.peek());
                    self.at += 1;
                }
                _ => text.push(character),
            }
        }
        Err(QueryError { column: start, message: "the quotes are not closed".to_owned(), unfinished: true })
    }

    /// An error about those columns; unfinished if they reach the end of the line, where typing may still mend it.
    pub(super) fn error(&self, columns: &Range<usize>, message: String) -> QueryError {
        let unfinished = columns.end.max(columns.start) >= self.characters.len();
        QueryError { column: columns.start, message, unfinished }
    }

    /// An error about what comes next.
    pub(super) fn error_here(&self, message: impl Into<String>) -> QueryError {
        let end = if self.peek().is_some() { self.at } else { self.characters.len() };
        self.error(&(self.at..end), message.into())
    }

    fn run(&mut self, belongs: impl Fn(char) -> bool) {
        while self.peek().is_some_and(&belongs) {
            self.at += 1;
        }
    }

    fn piece(&self, start: usize) -> Piece {
        let text = self.characters.get(start..self.at).unwrap_or_default().iter().collect();
        Piece { text, quoted: false, columns: start..self.at }
    }
}

/// A value in quotes unless it reads the same without.
pub(super) fn quoted_where_needed(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let begins_plain = !text.starts_with(['<', '>', '*']);
    let is_plain = begins_plain && !text.is_empty() && !text.contains("..") && !text.ends_with('.');
    let is_word = |character: char| !ends_value(character);
    if is_plain && text.chars().all(is_word) { f.write_str(text) } else { quoted(f, text) }
}

/// A value in quotes.
pub(super) fn quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str("\"")?;
    for character in text.chars() {
        if matches!(character, '"' | '\\') {
            f.write_str("\\")?;
        }
        write!(f, "{character}")?;
    }
    f.write_str("\"")
}
