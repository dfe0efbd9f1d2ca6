//! A row of the schema: a key with all that is special about it, and how such a row is written. Must never know a
//! value.

use super::Key;
use crate::value::TargetKind;

/// What a key's value is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A string.
    Text,
    /// A string or a whole number, kept as text: `part = 3`.
    Label,
    /// One string or a list of them, which name nothing in particular: tags, other names.
    Words,
    /// One string or a list: names of somebody or something, linked where they are known.
    Names,
    /// A list of references (one may stand alone).
    References,
    /// A list of references that takes no readings: `cites`.
    Cites,
    /// A date or an interval.
    Date,
    /// A number of things or people.
    Count,
    /// An amount of money.
    Money,
    /// A whole number.
    Number,
}

/// How what stands under a key is read as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// As it stands, sentence by sentence: a title, a summary, what somebody said.
    Prose,
    /// After the words of its key: a place, a role.
    Labelled,
    /// As a word of a fixed set: `not-renewed` reads "not renewed".
    Word,
    /// As an address outside the dossier, in which no word is looked for and no name is meant.
    Address,
    /// As a code, likewise.
    Code,
}

/// Where on its entry's page a key of the entry itself stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnPage {
    /// It is what the page is called.
    Title,
    /// Under the title: what else it is called.
    Names,
    /// In the one line that says what the page is of, after these words; in a row only where there is more to say of
    /// it, because there its card is the place to read that.
    Head(&'static str),
    /// Before all else.
    Summary,
    /// In a row of its own.
    Row,
    /// In one of the last rows: it says more of the file than of the world.
    LastRow,
    /// Elsewhere on the page; in a row only where its sources differ or are named, because there its card is the place
    /// to read them.
    Elsewhere,
    /// On cards.
    Note,
    /// Among the sources.
    Sources,
}

/// The part of a key in the one sentence of its record. The parts stand in the order of the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// When it is told.
    pub part: SentencePart,
    /// The words before it.
    pub before: &'static str,
}

/// When a part of a record's sentence is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SentencePart {
    /// What the record is called: the first of these that is there.
    Name,
    /// Who says the rest; only where there is a rest.
    Speaker,
    /// Beside the name, whatever is asked of the record.
    Beside,
    /// What is claimed: for a citation as far as it is of it.
    Claim,
    /// Only where the whole record is told.
    Rest,
}

/// The column of a key in tables. Several keys may share one: the first that is there fills it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableColumn {
    /// Columns stand in this order; those that are no key's have places between.
    pub at: u8,
    /// What stands over it.
    pub name: &'static str,
    /// What people read where nothing is said.
    pub absent: &'static str,
    /// Whether it stands at the right, as figures do.
    pub is_figure: bool,
    /// The least columns of a terminal that it needs beside others, where it has more to say.
    pub narrowest: usize,
    /// What yields more gives way sooner where a terminal is narrow.
    pub yields: u8,
    /// What becomes of it where it has no room beside others.
    pub beneath: Beneath,
}

/// What becomes of a column that has no room beside others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beneath {
    /// It stands beneath the row with its name.
    Named,
    /// It stands there alone: it says by itself what it is.
    Bare,
    /// It goes: another column says the same.
    Gone,
}

impl TableColumn {
    /// What people read where there is nothing to be said.
    pub const NOTHING: &str = "-";

    /// A column of that name at that place, which stays where it is.
    #[must_use]
    pub const fn new(at: u8, name: &'static str) -> Self {
        Self { at, name, absent: Self::NOTHING, is_figure: false, narrowest: 18, yields: 0, beneath: Beneath::Named }
    }

    /// It with what people read where nothing is said.
    #[must_use]
    pub const fn or(self, absent: &'static str) -> Self {
        Self { absent, ..self }
    }

    /// It as a column of figures.
    #[must_use]
    pub const fn figure(self) -> Self {
        Self { is_figure: true, ..self }
    }

    /// It with the least columns that it needs where it has more to say.
    #[must_use]
    pub const fn from(self, columns: usize) -> Self {
        Self { narrowest: columns, ..self }
    }

    /// It with what becomes of it where it has no room beside others.
    #[must_use]
    pub const fn beneath(self, beneath: Beneath) -> Self {
        Self { beneath, ..self }
    }

    /// It as one that gives way: the greater the rank, the sooner.
    #[must_use]
    pub const fn yields(self, rank: u8) -> Self {
        Self { yields: rank, ..self }
    }
}

/// A key with what a kind makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column of the table, none of them a mode")]
pub struct KeySpec {
    /// The key.
    pub key: Key,
    /// As it is spelled in a file; empty but where the schema first names the key.
    pub(super) name: &'static str,
    /// What its value is.
    pub shape: Shape,
    /// Whether its absence is an error.
    pub required: bool,
    /// What its references lead to where they name no kind and something of that kind fits.
    pub implied: Option<TargetKind>,
    /// How it is read as text.
    pub text: TextKind,
    /// Its label on pages, where that is not its own words.
    pub label: Option<&'static str>,
    /// Whether a reader would look for it where it is absent.
    pub is_looked_for: bool,
    /// What is said where it is absent and would be looked for.
    pub absent: &'static str,
    /// How an entry is tied to what the key names: "is about it".
    pub tied: Option<&'static str>,
    /// Whether it says who deals with whom or with what, so that it makes a path from one to the other.
    pub relates: bool,
    /// Whether it says something about the world, so that it needs a source.
    pub is_fact: bool,
    /// Where on its entry's page it stands.
    pub on_page: OnPage,
    /// Its column in tables.
    pub column: Option<TableColumn>,
    /// Its word in the filter language, where it has a field of its own there.
    pub filter: Option<&'static str>,
    /// Its part in the sentence of its record.
    pub said: Option<Said>,
    /// How other programs spell it.
    pub elsewhere: Option<&'static str>,
    /// The words that are known under it; any other may stand there too.
    pub words: &'static [&'static str],
}

/// A key of that shape: optional, a fact in a row of its own.
pub(super) const fn row(shape: Shape) -> KeySpec {
    KeySpec {
        key: Key::Title,
        name: "",
        shape,
        required: false,
        implied: None,
        text: TextKind::Labelled,
        label: None,
        is_looked_for: false,
        absent: "not stated",
        tied: None,
        relates: false,
        is_fact: true,
        on_page: OnPage::Row,
        column: None,
        filter: None,
        said: None,
        elsewhere: None,
        words: &[],
    }
}

pub(super) const fn text() -> KeySpec {
    row(Shape::Text)
}

pub(super) const fn prose() -> KeySpec {
    KeySpec { text: TextKind::Prose, ..row(Shape::Text) }
}

pub(super) const fn word() -> KeySpec {
    KeySpec { text: TextKind::Word, ..row(Shape::Text) }
}

pub(super) const fn address() -> KeySpec {
    KeySpec { text: TextKind::Address, ..row(Shape::Text) }
}

pub(super) const fn names() -> KeySpec {
    row(Shape::Names)
}

/// References that lead to that kind where they name none.
pub(super) const fn to(kind: TargetKind) -> KeySpec {
    KeySpec { implied: Some(kind), ..row(Shape::References) }
}

pub(super) const fn date() -> KeySpec {
    row(Shape::Date)
}

/// How a row says what is special about its key.
impl KeySpec {
    /// Its absence is an error.
    pub(super) const fn must(self) -> Self {
        Self { required: true, ..self }
    }

    pub(super) const fn label(self, label: &'static str) -> Self {
        Self { label: Some(label), ..self }
    }

    pub(super) const fn looked_for(self) -> Self {
        Self { is_looked_for: true, ..self }
    }

    /// What is said where it is absent.
    pub(super) const fn absent(self, absent: &'static str) -> Self {
        Self { absent, ..self.looked_for() }
    }

    pub(super) const fn tied(self, how: &'static str) -> Self {
        Self { tied: Some(how), ..self }
    }

    /// It says who deals with whom or with what.
    pub(super) const fn relates(self) -> Self {
        Self { relates: true, ..self }
    }

    /// It names, sums up or sorts what others say.
    pub(super) const fn no_fact(self) -> Self {
        Self { is_fact: false, ..self }
    }

    pub(super) const fn on(self, on_page: OnPage) -> Self {
        Self { on_page, ..self }
    }

    pub(super) const fn column(self, column: TableColumn) -> Self {
        Self { column: Some(column), ..self }
    }

    pub(super) const fn filter(self, word: &'static str) -> Self {
        Self { filter: Some(word), ..self }
    }

    /// How other programs spell it.
    pub(super) const fn elsewhere(self, name: &'static str) -> Self {
        Self { elsewhere: Some(name), ..self }
    }

    /// The words that are known under it there.
    pub(super) const fn words(self, words: &'static [&'static str]) -> Self {
        Self { words, ..self }
    }

    pub(super) const fn said(self, part: SentencePart) -> Self {
        self.said_after("", part)
    }

    /// It as a part of its record's sentence, after these words.
    pub(super) const fn said_after(self, before: &'static str, part: SentencePart) -> Self {
        Self { said: Some(Said { part, before }), ..self }
    }
}
