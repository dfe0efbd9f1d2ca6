//! The dossier: all entries and all problems, linked. A value: reading more of it makes the next value from this one.
//! Must never read a file, show anything, or depend on the order in which it was built.
//!
//! ```
//! use dossier::value::Reference;
//! use dossier::whole::Spot;
//! use dossier::{disk, load};
//!
//! let read = load::read(&disk::bundled(), jiff::civil::date(2026, 11, 25)).unwrap();
//! let found = read.dossier.resolve(&Reference::parse("Amazon#palantir-hosting").unwrap(), None);
//! let spot: &Spot = found.spot().unwrap();
//! let written = read.dossier.written(spot);
//! assert_eq!(written, "companies/amazon#palantir-hosting");
//! assert_eq!(read.dossier.spot(&written).as_ref(), Some(spot));
//! assert!(!read.dossier.to(spot.topic).is_empty(), "others refer to it");
//! ```

mod bodies;
mod changes;
mod check;
mod content;
mod derived;
mod figures;
mod files;
mod index;
mod keep;
mod link;
mod look;
mod mentions;
mod names;
mod places;
mod problems;
mod propose;
mod quotes;
mod sentences;
mod spot;
mod supposed;
mod texts;
mod ties;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil;
use serde::{Deserialize, Serialize};

use crate::entry::{Body, EntryKind, Key};
use crate::problem::Problem;

pub use bodies::{Bodies, HELD, ReadAgain, ReadFile};
use changes::Touched;
use content::Content;
use files::Twin;
use index::Index;
pub use keep::{Keeping, KeptPart};
pub use link::{Depth, Follows, Linking, Work};
pub use places::{Stretch, Where};
pub use sentences::{RecordSentence, Sentence, Sentences, headed, joined, one_line, record_words, under_key};
pub use spot::Spot;
pub use supposed::Supposed;
pub use texts::{
    EntryText, attached_texts, extra_texts, own_texts, prose_texts, read_prose, record_texts, texts, value_texts,
};

/// An entry of the dossier: handed out once per kind and id, never used again for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntryId(u32);

/// A term of the cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(u32);

impl EntryId {
    fn new(index: usize) -> Self {
        Self(u32::try_from(index).expect("a dossier has at most 100,000 entries"))
    }

    fn index(self) -> usize {
        self.0 as usize
    }

    /// Its number, for a set of entries.
    pub(crate) fn number(self) -> u32 {
        self.0
    }

    /// The entry of that number.
    pub(crate) fn of_number(number: u32) -> Self {
        Self(number)
    }
}

impl TermId {
    fn new(index: usize) -> Self {
        Self(u32::try_from(index).expect("nobody edits a cover of at most 10,000 terms so often"))
    }

    fn index(self) -> usize {
        self.0 as usize
    }
}

/// Whatever has a page of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// An entry.
    Entry(EntryId),
    /// A term.
    Term(TermId),
}

/// What became of a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// It leads here.
    One(Spot),
    /// It fits several; the first is taken.
    Several(Vec<Spot>),
    /// It leads to nothing.
    Nothing,
}

impl Resolution {
    /// Where it is taken to lead.
    #[must_use]
    pub fn spot(&self) -> Option<&Spot> {
        match self {
            Self::One(spot) => Some(spot),
            Self::Several(spots) => spots.first(),
            Self::Nothing => None,
        }
    }
}

/// One tie from an entry to something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// Whose file says so.
    pub from: EntryId,
    /// What it is tied to.
    pub to: Spot,
    /// What makes it.
    pub how: How,
    /// Where it stands.
    pub at: Where,
}

/// What makes a tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// A name or a reference under that key; `cites` for every citation in front matter.
    Field(Key),
    /// A link in the prose.
    Link,
    /// A known name in a text.
    Mention,
}

/// A dossier with its texts, as far as both are read: one value to hand on.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    /// What the entries say under their keys, and how they are tied.
    pub dossier: Dossier,
    /// What they say in prose.
    pub bodies: Bodies,
}

impl Snapshot {
    /// Nothing read yet of the folder of that name.
    #[must_use]
    pub fn empty(folder: &str) -> Self {
        let dossier = Dossier {
            folder: folder.to_owned(),
            content: Content::default(),
            lists: [const { Vec::new() }; 3],
            twins: BTreeMap::new(),
            found: BTreeMap::new(),
            touched: Touched::default(),
            index: Arc::default(),
            problems: Arc::default(),
            supposed: None,
        };
        Self { dossier, bodies: Bodies::default() }
    }

    /// The same of a dossier whose files can be read again: of more than so many bytes of text none is held, usually
    /// [`HELD`].
    #[must_use]
    pub fn on_shelf(self, read_again: Arc<ReadAgain>, held: usize) -> Self {
        Self { bodies: Bodies::on_shelf(read_again, held), ..self }
    }

    /// The same with every name looked up, every text searched for names, everything checked as of `today`: as far as
    /// that has changed since it was last so.
    #[must_use]
    pub fn finished(&self, today: civil::Date) -> Self {
        self.linked(today).0
    }

    /// The same as [`Snapshot::finished`], and how much was worked out for it.
    #[must_use]
    pub fn linked(&self, today: civil::Date) -> (Self, Work) {
        Linking::of(self, today).worked_out()
    }

    /// How far it is worked out.
    #[must_use]
    pub fn depth(&self) -> Depth {
        let index = &self.dossier.index;
        match (index.today, &index.searched) {
            (Some(_), _) => Depth::Checked,
            (None, Some(_)) => Depth::Tied,
            (None, None) => Depth::Named,
        }
    }

    /// The same with problems that only a later room can see.
    #[must_use]
    pub fn with_problems(&self, more: Vec<Problem>) -> Self {
        let mut next = self.clone();
        let problems = self.dossier.problems.iter().cloned().chain(more).collect();
        next.dossier.problems = Arc::new(problems::sorted(problems));
        next
    }

    /// What pages, filters and checks are made from.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        View::new(&self.dossier, &self.bodies)
    }
}

/// A dossier with the texts of its entries: what pages, filters and checks are made from. A text may be not here yet.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// What the entries say under their keys, and how they are tied.
    pub dossier: &'a Dossier,
    bodies: &'a Bodies,
}

impl<'a> View<'a> {
    /// Both together.
    #[must_use]
    pub fn new(dossier: &'a Dossier, bodies: &'a Bodies) -> Self {
        Self { dossier, bodies }
    }

    /// Whether all texts are in memory; else each is read again by who asks for it.
    #[must_use]
    pub fn is_held(self) -> bool {
        self.bodies.is_held()
    }

    /// What `ask` makes of it, with what is read for that given back after: for who goes through many entries.
    pub fn passing<T>(self, ask: impl FnOnce(View<'_>) -> T) -> T {
        if self.bodies.is_held() {
            return ask(self);
        }
        // What is read again lies with the bodies by which it was asked for.
        let bodies = self.bodies.clone();
        ask(View::new(self.dossier, &bodies))
    }

    /// The same of a view that reads of prose what a first screen needs: for whoever cannot wait for all of a long one.
    pub fn beginning<T>(self, ask: impl FnOnce(View<'_>) -> T) -> T {
        if self.bodies.is_held() {
            return ask(self);
        }
        let bodies = self.bodies.beginnings(2 * Body::LONG);
        ask(View::new(self.dossier, &bodies))
    }

    /// The prose of that entry; none where it is not here yet.
    #[must_use]
    pub fn body(self, id: EntryId) -> Option<&'a Body> {
        self.bodies.file(self.dossier, id).map(|file| &file.body)
    }

    /// How many bytes of Markdown an entry has after its front matter; none where it is not here yet.
    #[must_use]
    pub fn length(self, id: EntryId) -> Option<usize> {
        self.bodies.length(id)
    }

    /// How many bytes the paragraphs of the text attached to that article have.
    #[must_use]
    pub fn attached_length(self, id: EntryId) -> Option<usize> {
        self.bodies.attached_length(id)
    }

    /// How many paragraphs the text attached to that article has.
    #[must_use]
    pub fn paragraphs(self, id: EntryId) -> Option<usize> {
        self.bodies.paragraphs(id)
    }

    /// The paragraphs of the full text attached to that article: ¶1 first. None without one, or where it is not here
    /// yet.
    #[must_use]
    pub fn attached(self, id: EntryId) -> Option<&'a [String]> {
        self.bodies.attached(id)
    }

    /// Whether every text is here.
    fn is_whole(self) -> bool {
        self.dossier.lists.iter().map(Vec::len).sum::<usize>() == self.bodies.known()
    }

    /// The text of an entry's file, for the places of its problems; none where it is not here yet.
    fn text(self, id: EntryId) -> Option<&'a str> {
        self.bodies.file(self.dossier, id).map(|file| file.text.as_str())
    }

    /// The Markdown of an entry, as it was written; none where it is not here yet.
    #[must_use]
    pub fn markdown(self, id: EntryId) -> Option<&'a str> {
        let file = self.bodies.file(self.dossier, id)?;
        file.text.get(file.text.len().checked_sub(file.body.length)?..)
    }

    /// The text of the cover's file.
    #[must_use]
    pub fn cover_text(self) -> &'a str {
        self.bodies.cover()
    }
}

/// A dossier, whole or as far as it has been read.
#[derive(Debug, Clone, PartialEq)]
pub struct Dossier {
    folder: String,
    content: Content,
    lists: [Vec<EntryId>; 3],
    /// Entries whose id is that of another, by path.
    twins: BTreeMap<String, Twin>,
    /// What is wrong with each file by itself, by path.
    found: BTreeMap<String, Vec<Problem>>,
    touched: Touched,
    index: Arc<Index>,
    problems: Arc<Vec<Problem>>,
    /// That some witnesses said nothing.
    supposed: Option<Arc<Supposed>>,
}

impl Dossier {
    fn sort(&mut self) {
        let (content, touched) = (&self.content, &self.touched.entries);
        for kind in EntryKind::ALL {
            let is_here = |id: &EntryId| content.entry(*id).is_some_and(|known| known.entry.kind == kind);
            let compare = |one: &EntryId, other: &EntryId| content.compare((*one).into(), (*other).into());
            let mut new: Vec<EntryId> = touched.iter().copied().filter(is_here).collect();
            content.sort(&mut new);
            let list = &mut self.lists[kind.index()];
            list.retain(|id| !touched.contains(id));
            let mut left = list.as_slice();
            let mut merged = Vec::with_capacity(list.len() + new.len());
            for id in new {
                let (before, after) = left.split_at(left.partition_point(|known| compare(known, &id).is_lt()));
                merged.extend_from_slice(before);
                merged.push(id);
                left = after;
            }
            merged.extend_from_slice(left);
            *list = merged;
        }
    }
}
