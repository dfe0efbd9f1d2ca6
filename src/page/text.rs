//! Text of a page: stretches, each with what it is. Must never know how a medium shows it.

use super::block::Stop;
use super::citation::Citation;

/// What a stretch of text is; each medium has a look for each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Text.
    #[default]
    Plain,
    /// The page's title.
    Title,
    /// A heading.
    Heading,
    /// The name of a row.
    Name,
    /// What may be overlooked: labels, details, what the sources leave open.
    Dim,
    /// What leads somewhere.
    Link,
    /// The number of a source.
    Mark,
    /// A number, an amount, a date.
    Figure,
    /// Emphasised.
    Emphasis,
    /// Strongly emphasised.
    Strong,
    /// Struck through.
    Struck,
    /// Code.
    Code,
    /// What deserves a second look: sources that differ, a fact without source.
    Warning,
    /// What is wrong with the file.
    Error,
}

/// A stretch of text. A line feed in it is a hard line break. Strangers' text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Piece {
    /// What it says; nothing where it is to be the number of its source.
    pub text: String,
    /// What it is.
    pub role: Role,
    /// The source it marks.
    pub citation: Option<Box<Citation>>,
    /// Where it leads, until it has its number.
    pub link: Option<Box<Stop>>,
    /// The stop it belongs to: an index into [`Page::stops`](super::Page::stops).
    pub stop: Option<usize>,
}

/// Text of many looks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text(pub Vec<Piece>);

impl Text {
    /// Text of one look.
    #[must_use]
    pub fn new(role: Role, text: impl Into<String>) -> Self {
        Self::default().with(role, text)
    }

    /// Text that leads somewhere; empty text leads nowhere.
    #[must_use]
    pub fn link(role: Role, link: Stop, text: impl Into<String>) -> Self {
        let mut linked = Self::new(role, text);
        if let Some(piece) = linked.0.first_mut() {
            piece.link = Some(Box::new(link));
        }
        linked
    }

    /// It with more after it; empty text changes nothing.
    #[must_use]
    pub fn with(mut self, role: Role, text: impl Into<String>) -> Self {
        self.push(role, text);
        self
    }

    /// Puts more after it; empty text changes nothing.
    pub fn push(&mut self, role: Role, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.0.push(Piece { text, role, ..Piece::default() });
        }
    }

    /// Puts `other` after it.
    pub fn append(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Puts `other` after it, with `between` where both say something.
    pub fn join(&mut self, role: Role, between: &str, other: Self) {
        if !self.is_empty() && !other.is_empty() {
            self.push(role, between);
        }
        self.append(other);
    }

    /// It with `other` after it.
    #[must_use]
    pub fn joined(mut self, other: Self) -> Self {
        self.append(other);
        self
    }

    /// It with the role `to` wherever it has `from`.
    #[must_use]
    pub fn recast(mut self, from: Role, to: Role) -> Self {
        for piece in self.0.iter_mut().filter(|piece| piece.role == from) {
            piece.role = to;
        }
        self
    }

    /// These in one line, with `between` after each that says something.
    #[must_use]
    pub fn line(role: Role, between: &str, texts: impl IntoIterator<Item = Self>) -> Self {
        let mut line = Self::default();
        for text in texts {
            line.join(role, between, text);
        }
        line
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What it says, without looks.
    #[must_use]
    pub fn plain(&self) -> String {
        self.0.iter().map(|piece| piece.text.as_str()).collect()
    }
}
