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

mod check;
mod index;
mod look;
mod mentions;
mod names;
mod places;
mod propose;
mod quotes;
mod sentences;
mod spot;
mod texts;
mod ties;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::civil;

use crate::entry::{Body, Cover, Entry, EntryKind, Key};
use crate::parse::limits::{self, PROBLEMS};
use crate::parse::{COVER, Parsed, ParsedEntry};
use crate::problem::{Code, Problem};
use crate::text::fold::fold;

use index::Index;
pub use places::{Stretch, Where};
pub use sentences::{Sentence, Sentences, headed, joined, one_line, record_words, under_key};
pub use spot::Spot;
pub use texts::{
    EntryText, attached_texts, extra_texts, own_texts, prose_texts, read_prose, record_texts, texts, value_texts,
};

/// An entry of the dossier: handed out once per kind and id, never used again for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
}

impl TermId {
    fn new(index: usize) -> Self {
        Self(u32::try_from(index).expect("a cover has at most 10,000 terms"))
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

/// The prose of the entries and the texts attached to articles, by entry.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bodies {
    files: HashMap<EntryId, Arc<File>>,
    attached: HashMap<EntryId, Arc<Vec<String>>>,
    cover: Arc<str>,
}

/// A file's text, for the places of problems, and its prose.
#[derive(Debug, PartialEq)]
struct File {
    text: String,
    body: Body,
}

impl Bodies {
    /// The prose of that entry.
    #[must_use]
    pub fn body(&self, id: EntryId) -> Option<&Body> {
        self.files.get(&id).map(|file| &file.body)
    }

    /// The paragraphs of the full text attached to that article: ¶1 first.
    #[must_use]
    pub fn attached(&self, id: EntryId) -> Option<&[String]> {
        self.attached.get(&id).map(|text| text.as_slice())
    }

    fn text(&self, id: EntryId) -> &str {
        self.files.get(&id).map_or("", |file| &file.text)
    }
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

    /// The prose of that entry; none where it is not here yet.
    #[must_use]
    pub fn body(self, id: EntryId) -> Option<&'a Body> {
        self.bodies.body(id)
    }

    /// The paragraphs of the full text attached to that article: ¶1 first. None without one, or where it is not here yet.
    #[must_use]
    pub fn attached(self, id: EntryId) -> Option<&'a [String]> {
        self.bodies.attached(id)
    }

    /// The text of an entry's file, for the places of its problems.
    fn text(self, id: EntryId) -> &'a str {
        self.bodies.text(id)
    }

    /// The text of the cover's file.
    fn cover_text(self) -> &'a str {
        &self.bodies.cover
    }
}

/// A dossier, whole or as far as it has been read.
#[derive(Debug, Clone, PartialEq)]
pub struct Dossier {
    folder: String,
    cover: Option<Arc<Cover>>,
    ids: HashMap<(EntryKind, String), EntryId>,
    entries: Vec<Option<Arc<Entry>>>,
    lists: [Vec<EntryId>; 3],
    found: BTreeMap<String, Vec<Problem>>,
    index: Arc<Index>,
    problems: Arc<Vec<Problem>>,
}

impl Dossier {
    /// Nothing read yet of the folder of that name.
    #[must_use]
    pub fn empty(folder: &str) -> (Self, Bodies) {
        let dossier = Self {
            folder: folder.to_owned(),
            cover: None,
            ids: HashMap::new(),
            entries: Vec::new(),
            lists: [const { Vec::new() }; 3],
            found: BTreeMap::new(),
            index: Arc::default(),
            problems: Arc::default(),
        };
        (dossier, Bodies::default())
    }

    /// The same dossier with more of its files read. Names are not known before [`Dossier::finished`].
    #[must_use]
    pub fn with(&self, bodies: &Bodies, parsed: Vec<Parsed>) -> (Self, Bodies) {
        let (mut next, mut bodies) = (self.clone(), bodies.clone());
        for file in parsed {
            next.take(&mut bodies, file);
        }
        next.sort();
        next.problems = Arc::new(sorted(next.found.values().flatten().cloned().collect()));
        (next, bodies)
    }

    /// The whole dossier: every name looked up, every text searched for names, everything checked as of `today`.
    #[must_use]
    pub fn finished(&self, bodies: &Bodies, today: civil::Date) -> Self {
        let mut next = self.clone();
        next.index = Arc::new(Index::of_names(&next));
        let (ties, mut found) = ties::ties(View::new(&next, bodies));
        next.index = Arc::new(next.index.with_ties(ties));
        found.extend(check::problems(View::new(&next, bodies), today));
        let problems = next.found.values().flatten().cloned().chain(listed(&sorted(found)));
        next.problems = Arc::new(sorted(problems.collect()));
        next
    }

    /// The same dossier with problems that only a later room can see.
    #[must_use]
    pub fn with_problems(&self, more: Vec<Problem>) -> Self {
        let mut next = self.clone();
        let problems = self.problems.iter().cloned().chain(more).collect();
        next.problems = Arc::new(sorted(problems));
        next
    }

    fn take(&mut self, bodies: &mut Bodies, parsed: Parsed) {
        match parsed {
            Parsed::Cover { cover, text, problems } => {
                self.cover = Some(Arc::new(cover));
                bodies.cover = Arc::from(text);
                self.found.insert(COVER.to_owned(), problems);
            }
            Parsed::Entry(file) => self.take_entry(bodies, *file),
            Parsed::Text { article, path, paragraphs, problems } => {
                let id = self.hand_out(EntryKind::Article, &article);
                // Where nothing could be read there is no end that a reference could be past.
                if paragraphs.is_empty() {
                    bodies.attached.remove(&id);
                } else {
                    bodies.attached.insert(id, Arc::new(paragraphs));
                }
                self.found.insert(path, problems);
            }
            Parsed::Other(problems) => {
                for problem in problems {
                    self.found.entry(problem.path.clone()).or_default().push(problem);
                }
            }
        }
    }

    /// Of two files that bear one id, the first path in order is the entry.
    fn take_entry(&mut self, bodies: &mut Bodies, file: ParsedEntry) {
        let ParsedEntry { entry, body, text, problems } = file;
        let id = self.hand_out(entry.kind, &entry.id);
        let path = entry.path.clone();
        self.found.insert(path.clone(), problems);
        let known = self.entries.get(id.index()).and_then(Option::as_ref).map(|known| known.path.clone());
        if let Some(known) = known.filter(|known| *known != path) {
            let (kept, left) = if known < path { (known.clone(), path.clone()) } else { (path.clone(), known.clone()) };
            let message =
                format!("`{}` is the id of {kept} already, so this file is left out; give it another name", entry.id);
            self.found.entry(left.clone()).or_default().push(Problem::of_file(Code::TwoEntries, &left, message));
            if kept == known {
                return;
            }
        }
        if let Some(slot) = self.entries.get_mut(id.index()) {
            *slot = Some(Arc::new(entry));
        }
        bodies.files.insert(id, Arc::new(File { text, body }));
    }

    fn hand_out(&mut self, kind: EntryKind, id: &str) -> EntryId {
        let next = EntryId::new(self.entries.len());
        let given = *self.ids.entry((kind, id.to_owned())).or_insert(next);
        if given == next {
            self.entries.push(None);
        }
        given
    }

    fn sort(&mut self) {
        let mut lists = [const { Vec::new() }; 3];
        for (index, entry) in self.entries.iter().enumerate() {
            if let Some(entry) = entry {
                lists[entry.kind.index()].push((order(entry), EntryId::new(index)));
            }
        }
        self.lists = lists.map(|mut list| {
            list.sort();
            list.into_iter().map(|(_, id)| id).collect()
        });
    }
}

/// Broken files last; by date, undated last; then by name, then by id.
fn order(entry: &Entry) -> (bool, bool, Option<civil::Date>, String, String) {
    let date = match entry.kind {
        EntryKind::Company => None,
        EntryKind::Article | EntryKind::Campaign => entry
            .fields
            .date(Key::Date)
            .and_then(|date| date.first().value.as_ref())
            .and_then(|date| date.earliest().or(date.latest())),
    };
    (entry.broken, date.is_none(), date, fold(entry.name()), entry.id.clone())
}

/// Of these, sorted, what is listed: of each file as many as of what it says itself.
fn listed(problems: &[Problem]) -> Vec<Problem> {
    let files = problems.chunk_by(|one, next| one.path == next.path);
    let listed = files.flat_map(|problems| {
        let (listed, others) = problems.split_at(problems.len().min(PROBLEMS.number));
        let more = others.first().map(|first| {
            let more = limits::grouped(others.len());
            let message = format!("from here on {more} more problems of this file are not listed; mend those that are");
            Problem { code: Code::OverLimit, message, ..first.clone() }
        });
        listed.iter().cloned().chain(more)
    });
    listed.collect()
}

fn sorted(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort();
    problems
}
