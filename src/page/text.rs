//! Text of a page: stretches, each with what it is. Must never know how a medium shows it.

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
    /// What it says.
    pub text: String,
    /// What it is.
    pub role: Role,
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

    /// It with more after it; empty text changes nothing.
    #[must_use]
    pub fn with(mut self, role: Role, text: impl Into<String>) -> Self {
        self.push(role, None, text);
        self
    }

    /// Puts a piece after it; an empty one changes nothing.
    pub fn push(&mut self, role: Role, stop: Option<usize>, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.0.push(Piece { text, role, stop });
        }
    }

    /// Puts `other` after it.
    pub fn append(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Puts `other` after it, with `between` where both say something.
    pub fn join(&mut self, role: Role, between: &str, other: Self) {
        if !self.is_empty() && !other.is_empty() {
            self.push(role, None, between);
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
