//! What has a page of its own, as blocks for any medium: what to show, in which words and order, with its stops.
//! Must never know a medium: no width, no colour, no key but those that its words name.

mod about;
mod article;
mod backlinks;
mod campaign;
mod card;
mod cites;
mod company;
mod draft;
mod facts;
mod names;
mod prose;
mod rows;
mod said;
mod sources;
mod term;
mod text;
mod words;

use crate::entry::{Alignment, Entry, EntryKind};
use crate::value::Place;
use crate::whole::{EntryId, Spot, Topic, View};

pub use about::SIGNS;
use draft::Draft;
pub use text::{Piece, Role, Text};
pub use words::paragraphs;

/// What a page is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The dossier itself: the first page.
    #[default]
    About,
    /// An entry or a term; with the place of a fact its card: everything that its sources say of it.
    Spot(Spot),
}

impl Subject {
    /// The page of an entry or a term.
    #[must_use]
    pub fn page(topic: impl Into<Topic>) -> Self {
        Self::Spot(Spot::page(topic))
    }

    /// What stands at that place of an entry: of a fact its card.
    #[must_use]
    pub fn at(id: EntryId, place: Place) -> Self {
        Self::Spot(Spot::at(id, place))
    }

    /// The entry or the term it is, or is of.
    #[must_use]
    pub fn topic(&self) -> Option<Topic> {
        match self {
            Self::About => None,
            Self::Spot(spot) => Some(spot.topic),
        }
    }

    /// The entry it is, or is of.
    #[must_use]
    pub fn entry(&self) -> Option<EntryId> {
        self.topic().and_then(Topic::entry)
    }

    /// The entry, where the whole page of it is meant.
    #[must_use]
    pub fn whole_entry(&self) -> Option<EntryId> {
        match self {
            Self::Spot(Spot { topic, place: None }) => topic.entry(),
            Self::About | Self::Spot(_) => None,
        }
    }
}

/// What a stop leads to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Opens {
    /// A page, at that place of it.
    Spot(Spot),
    /// The card of the fact at that place.
    Card(Spot),
    /// The saved view of that number in the cover: its query goes into the filter.
    View(usize),
    /// An address outside. A stranger's text, to be shown whole.
    Url(String),
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

/// A record, or what stands like one: its head (name, figure, the marks of its sources) and what is said of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
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
    /// What is said of it, in reading order; no line is empty.
    pub lines: Vec<RowLine>,
}

impl Row {
    /// Says more of it; empty text changes nothing.
    pub(super) fn say(&mut self, role: LineRole, text: Text) {
        if !text.is_empty() {
            self.lines.push(RowLine { role, text });
        }
    }

    /// Says each of these.
    pub(super) fn say_each(&mut self, role: LineRole, texts: Vec<Text>) {
        for text in texts {
            self.say(role, text);
        }
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
    /// The stop that the pair is, where it is one.
    pub stop: Option<usize>,
    /// Where it can be found.
    pub place: Option<Place>,
    /// On the left, in a column of its own.
    pub label: Text,
    /// On the right, each on lines of its own.
    pub values: Vec<Text>,
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

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// What it is about.
    pub subject: Subject,
    /// What that is called.
    pub title: String,
    /// What it is: `campaign`, `agency`. Empty on a card, whose title stands over an entry's page.
    pub kind: String,
    /// What kind of that it is: `open letter`; on a card, what the fact is: `contract`. May be empty.
    pub sort: String,
    /// What stands right under the title: other names, the long form.
    pub under: Vec<Text>,
    /// What it says.
    pub blocks: Vec<Block>,
    /// Every stop, in reading order.
    pub stops: Vec<Stop>,
}

/// The page of a subject: one that says what is missing where it is gone.
#[must_use]
pub fn of(view: View<'_>, subject: &Subject) -> Page {
    let dossier = view.dossier;
    let mut draft = Draft::new(view, subject.clone());
    match subject {
        Subject::About => about::write(&mut draft),
        Subject::Spot(Spot { topic: Topic::Term(id), .. }) => match dossier.term(*id) {
            Some(term) => term::write(&mut draft, *id, term),
            None => draft.gone(),
        },
        Subject::Spot(Spot { topic: Topic::Entry(id), place }) => match (dossier.get(*id), place) {
            (Some(entry), Some(place @ (Place::Key(_) | Place::Extra(_) | Place::Record(_)))) => {
                let mut page = Draft::new(view, Subject::page(*id));
                page.entry(*id, entry);
                draft.sources = page.sources.kept();
                card::write(&mut draft, *id, entry, place);
            }
            (Some(entry), _) => draft.entry(*id, entry),
            (None, _) => draft.gone(),
        },
    }
    draft.page()
}

impl Draft<'_> {
    fn entry(&mut self, id: EntryId, entry: &Entry) {
        match entry.kind {
            EntryKind::Article => article::write(self, id, entry),
            EntryKind::Company => company::write(self, id, entry),
            EntryKind::Campaign => campaign::write(self, id, entry),
        }
    }
}

#[cfg(test)]
mod tests;
