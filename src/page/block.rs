//! What a page is made of: blocks, and in them rows, pairs and text. A part that leads somewhere says where; which stop
//! that is comes last of all. Must never know whose page it is.

use crate::entry::Alignment;
use crate::evidence::Party;
use crate::value::Place;
use crate::whole::Spot;

use super::Survey;
use super::fold::Weight;
use super::text::{Piece, Role, Text};

/// What a stop leads to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Opens {
    /// A page, at that place of it.
    Spot(Spot),
    /// The card of the fact at that place.
    Card(Spot),
    /// The saved view of that number in the cover: its query goes into the filter.
    View(usize),
    /// The lists, narrowed by that query too.
    Query(String),
    /// A view of the evidence.
    Survey(Survey),
    /// An address outside. A stranger's text, to be shown whole.
    Url(String),
    /// The records of a pair; in a grid of pairs where it stands.
    Pair(Party, Party),
    /// Nothing, and why: the end of a sentence.
    Nothing(String),
}

/// A place of a page that can be stood on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// Where it leads.
    pub opens: Opens,
    /// What it is, in one line: the long form of a term, the title of a source. May be empty.
    pub say: String,
}

impl Stop {
    /// One that leads nowhere, as what was written so names nothing.
    pub(super) fn nowhere(written: &str) -> Self {
        let why = format!("`{written}` leads to nothing in this dossier");
        Self { opens: Opens::Nothing(why.clone()), say: why }
    }
}

/// A record, or what stands like one: its head (name, figure, the marks of its sources) and what is said of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Where it leads, until it has its number.
    pub link: Option<Stop>,
    /// The stop that the row is.
    pub stop: Option<usize>,
    /// Where it can be found.
    pub place: Option<Place>,
    /// What it is called; what has no name stands here in its own words.
    pub name: Text,
    /// How many, how much, when, or what kind of it. It is never cut.
    pub figure: Text,
    /// The citation marks of the figure.
    pub marks: Vec<Piece>,
    /// How telling it is among those of its part.
    pub weight: Weight,
    /// What is said of it, in reading order; no line is empty.
    pub lines: Vec<RowLine>,
}

impl Row {
    /// A row that says nothing yet but its head.
    pub(super) fn new(name: Text, figure: Text, marks: Vec<Piece>) -> Self {
        Self { name, figure, marks, ..Self::default() }
    }

    /// It as a stop.
    pub(super) fn to(self, link: Stop) -> Self {
        Self { link: Some(link), ..self }
    }

    /// It with more that is said of it; empty text changes nothing.
    pub(super) fn with(mut self, role: LineRole, text: Text) -> Self {
        if !text.is_empty() {
            self.lines.push(RowLine { role, text });
        }
        self
    }

    /// It with each of these.
    pub(super) fn with_all(self, role: LineRole, texts: Vec<Text>) -> Self {
        texts.into_iter().fold(self, |row, text| row.with(role, text))
    }
}

/// Something that is said of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowLine {
    /// What it is to the row.
    pub role: LineRole,
    /// What it says.
    pub text: Text,
}

/// What a line is to its row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LineRole {
    /// What it is, in a few words.
    Brief,
    /// Its substance: what was said, what it is about.
    #[default]
    Content,
    /// More of what it is; it goes on where the brief ends, if nothing stands between.
    Details,
    /// What another source says of the same.
    Reading,
    /// A sentence from elsewhere, apart from the next.
    Sentence,
}

/// A label with what it stands for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pair {
    /// Where it leads, until it has its number. What leads there in its values is the same stop.
    pub link: Option<Stop>,
    /// The stop that the pair is, where it is one.
    pub stop: Option<usize>,
    /// Where it can be found.
    pub place: Option<Place>,
    /// On the left, in a column of its own.
    pub label: Text,
    /// On the right, each on lines of its own.
    pub values: Vec<Text>,
}

impl Pair {
    /// A label with values.
    pub(super) fn new(label: &str, values: Vec<Text>) -> Self {
        Self { label: Text::new(Role::Dim, label), values, ..Self::default() }
    }

    /// It as a stop.
    pub(super) fn to(self, link: Stop) -> Self {
        Self { link: Some(link), ..self }
    }

    /// It with the place where it can be found.
    pub(super) fn at(self, place: Place) -> Self {
        Self { place: Some(place), ..self }
    }
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading. The page's title is level 1, its parts are 2, what is in them is deeper.
    Heading {
        /// 2 to 6.
        level: u8,
        /// What it says.
        text: Text,
        /// How many things stand under it, where that is worth saying.
        count: Option<usize>,
        /// Where it can be found.
        place: Option<Place>,
    },
    /// Flowing text.
    Paragraph {
        /// What it says.
        text: Text,
        /// What it can be found as.
        places: Vec<Place>,
    },
    /// Labels and what they stand for, in two columns.
    Pairs(Vec<Pair>),
    /// Records in aligned columns.
    Rows(Vec<Row>),
    /// A list; numbered from `start` where it has one.
    List {
        /// The first number.
        start: Option<u64>,
        /// What is in it.
        items: Vec<Item>,
        /// What it can be found as.
        places: Vec<Place>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// Code, line by line as it stands.
    Code(String),
    /// A table.
    Table {
        /// How each column stands.
        columns: Vec<Alignment>,
        /// The names of the columns; without any, there is no head.
        head: Vec<Text>,
        /// Its rows.
        rows: Vec<Vec<Text>>,
        /// What it can be found as.
        places: Vec<Place>,
    },
    /// A footnote with its number.
    Footnote {
        /// What marks it in the prose: `(note 1)`.
        number: usize,
        /// What it says.
        blocks: Vec<Block>,
    },
    /// A rule.
    Rule,
}

impl Block {
    /// The heading of a part of the page.
    pub(super) fn heading(text: &str, count: Option<usize>, place: Option<Place>) -> Self {
        Self::Heading { level: 2, text: Text::new(Role::Heading, text), count, place }
    }

    /// Flowing text that can be found as nothing; none where it says nothing.
    pub(super) fn paragraph(text: Text) -> Option<Self> {
        (!text.is_empty()).then(|| Self::Paragraph { text, places: Vec::new() })
    }

    /// Labels and what they stand for; none where there are none.
    pub(super) fn pairs(pairs: Vec<Pair>) -> Option<Self> {
        (!pairs.is_empty()).then_some(Self::Pairs(pairs))
    }

    /// Pairs under a heading that does not count them; nothing where there are none.
    pub(super) fn uncounted(heading: &str, pairs: Vec<Pair>) -> Vec<Self> {
        let head = Self::heading(heading, None, None);
        Self::pairs(pairs).map(|pairs| vec![head, pairs]).unwrap_or_default()
    }

    /// A part of the page under its heading, which counts what is in it; nothing where nothing is.
    pub(super) fn part<T>(heading: &str, place: Option<Place>, all: Vec<T>, block: fn(Vec<T>) -> Self) -> Vec<Self> {
        if all.is_empty() {
            return Vec::new();
        }
        vec![Self::heading(heading, Some(all.len()), place), block(all)]
    }

    /// The blocks that stand in it.
    pub fn inner(&self) -> impl Iterator<Item = &Self> {
        let (items, blocks): (&[Item], &[Self]) = match self {
            Self::List { items, .. } => (items, &[]),
            Self::Quote(blocks) | Self::Footnote { blocks, .. } => (&[], blocks),
            Self::Heading { .. }
            | Self::Paragraph { .. }
            | Self::Table { .. }
            | Self::Pairs(_)
            | Self::Rows(_)
            | Self::Code(_)
            | Self::Rule => (&[], &[]),
        };
        items.iter().flat_map(|item| &item.blocks).chain(blocks)
    }

    /// What it can be found as, what is in it not counted.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        match self {
            Self::Heading { place, .. } => place.as_slice(),
            Self::Paragraph { places, .. } | Self::List { places, .. } | Self::Table { places, .. } => places,
            Self::Pairs(_) | Self::Rows(_) | Self::Quote(_) | Self::Code(_) | Self::Footnote { .. } | Self::Rule => &[],
        }
    }
}

/// One item of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// Whether it is done, where it is a task.
    pub task: Option<bool>,
    /// What it says.
    pub blocks: Vec<Block>,
}
