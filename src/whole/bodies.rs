//! The texts of a dossier: held where they are few; else left where they lie, and read again by whoever asks. Must never
//! know where they lie, and never take a text for another that lies there by now.

pub(super) mod keep;

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::mem;
use std::sync::Arc;

use elsa::sync::FrozenMap;

use serde::{Deserialize, Serialize};

use super::{Dossier, EntryId};
use crate::entry::Body;
use crate::parse::{self, Parsed};

/// So many bytes of text are held; of more none.
pub const HELD: usize = 8 << 20;

/// The prose of the entries and the texts attached to articles, by entry.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bodies {
    files: Arc<HashMap<EntryId, Kept<File>>>,
    attached: Arc<HashMap<EntryId, Attached>>,
    cover: Arc<str>,
    /// Bytes of all these texts together.
    bytes: usize,
    shelf: Shelf,
    desk: Desk,
    /// Of prose that is read again, so many bytes at most.
    beginning: Option<usize>,
}

/// The text attached to an article, and where its file lies.
#[derive(Debug, Clone, PartialEq)]
struct Attached {
    path: Box<str>,
    paragraphs: Kept<Vec<String>>,
}

/// A file's text, for the places of problems, and its prose.
#[derive(Debug, PartialEq)]
pub(super) struct File {
    pub text: String,
    pub body: Body,
}

/// A text that is held, or by what one is known again that is not.
#[derive(Debug, PartialEq)]
pub(super) enum Kept<T> {
    Held(Arc<T>),
    Left(Mark),
}

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Held(text) => Self::Held(Arc::clone(text)),
            Self::Left(mark) => Self::Left(*mark),
        }
    }
}

/// By what a text is known again: its bytes, a number made of them, and how many parts it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    number: u64,
    bytes: u32,
    /// Bytes of the prose of an entry; paragraphs of an attached text.
    parts: u32,
    /// Whether there is nothing to read in it.
    is_empty: bool,
}

impl Mark {
    /// Whether it is the mark of a file that says this.
    fn is_of(self, text: &str) -> bool {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        text.len() == self.bytes as usize && hasher.finish() == self.number
    }
}

/// What can be left and known again.
pub(super) trait Text {
    fn parts(&self) -> usize;
    fn bytes(&self) -> usize;
    fn is_empty(&self) -> bool;
    fn hash(&self, hasher: &mut DefaultHasher);

    fn mark(&self) -> Mark {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        let short = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Mark {
            number: hasher.finish(),
            bytes: short(self.bytes()),
            parts: short(self.parts()),
            is_empty: self.is_empty(),
        }
    }
}

impl Text for File {
    fn parts(&self) -> usize {
        self.body.length
    }

    fn bytes(&self) -> usize {
        self.text.len()
    }

    fn is_empty(&self) -> bool {
        self.body.is_empty()
    }

    fn hash(&self, hasher: &mut DefaultHasher) {
        self.text.hash(hasher);
    }
}

impl Text for Vec<String> {
    fn parts(&self) -> usize {
        self.len()
    }

    fn bytes(&self) -> usize {
        self.iter().map(String::len).sum()
    }

    fn is_empty(&self) -> bool {
        self.as_slice().is_empty()
    }

    fn hash(&self, hasher: &mut DefaultHasher) {
        Hash::hash(self, hasher);
    }
}

impl<T: Text> Kept<T> {
    /// Whether both are the same text.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.mark() == other.mark()
    }

    fn mark(&self) -> Mark {
        match self {
            Self::Held(text) => text.mark(),
            Self::Left(mark) => *mark,
        }
    }

    fn bytes(&self) -> usize {
        match self {
            Self::Held(text) => text.bytes(),
            Self::Left(mark) => mark.bytes as usize,
        }
    }

    /// It left where it lies; where it has no text there is nothing to be left.
    fn left(&mut self) {
        if let Self::Held(text) = self
            && text.bytes() > 0
        {
            *self = Self::Left(text.mark());
        }
    }
}

/// A file that was read, with its text or without.
#[derive(Debug)]
pub struct ReadFile {
    pub(super) parsed: Parsed,
    /// Where its text is left, by what it is known again.
    left: Option<Mark>,
}

impl From<Parsed> for ReadFile {
    fn from(parsed: Parsed) -> Self {
        Self { parsed, left: None }
    }
}

impl ReadFile {
    /// A file whose text is left where it lies.
    #[must_use]
    pub fn without_text(mut parsed: Parsed) -> Self {
        let left = match &mut parsed {
            Parsed::Entry(file) if !file.text.is_empty() => {
                Some(File { text: mem::take(&mut file.text), body: mem::take(&mut file.body) }.mark())
            }
            Parsed::Text { paragraphs, .. } if !paragraphs.is_empty() => Some(mem::take(paragraphs).mark()),
            Parsed::Cover { .. } | Parsed::Entry(_) | Parsed::Text { .. } | Parsed::Other(_) => None,
        };
        Self { parsed, left }
    }

    /// Its text, or by what it is known again.
    pub(super) fn kept<T>(left: Option<Mark>, text: T) -> Kept<T> {
        left.map_or_else(|| Kept::Held(Arc::new(text)), Kept::Left)
    }

    pub(super) fn into_parts(self) -> (Parsed, Option<Mark>) {
        (self.parsed, self.left)
    }
}

/// How the text of a file is read again, by its path: as [`parse::file_text`] gives it.
pub type ReadAgain = dyn Fn(&str) -> Option<String> + Send + Sync;

/// Where texts are read from that are not held, and of how many bytes of text none is.
#[derive(Clone, Default)]
struct Shelf(Option<(Arc<ReadAgain>, usize)>);

impl fmt::Debug for Shelf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Shelf(..)" } else { "Shelf" })
    }
}

/// Where texts lie is nothing that they say.
impl PartialEq for Shelf {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// The texts that were read again, as long as the bodies are there by which they were asked for. A copy has an empty
/// one.
#[derive(Default)]
struct Desk {
    files: FrozenMap<EntryId, Box<File>>,
    attached: FrozenMap<EntryId, Vec<String>>,
}

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Desk(..)")
    }
}

impl Clone for Desk {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Desk {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Bodies {
    /// None yet of a dossier whose files can be read again: of more than so many bytes of text none is held.
    pub(super) fn on_shelf(read_again: Arc<ReadAgain>, held: usize) -> Self {
        Self { shelf: Shelf(Some((read_again, held))), ..Self::default() }
    }

    /// Whether all texts are held, so that none is read again.
    pub(super) fn is_held(&self) -> bool {
        self.shelf.0.as_ref().is_none_or(|(_, held)| self.bytes <= *held)
    }

    fn read_again(&self, path: &str) -> Option<String> {
        let (read, _) = self.shelf.0.as_ref()?;
        read(path)
    }

    /// Of how many entries the texts are known.
    pub(super) fn known(&self) -> usize {
        self.files.len()
    }

    pub(super) fn cover(&self) -> &str {
        &self.cover
    }

    pub(super) fn set_cover(&mut self, text: &str) {
        self.cover = Arc::from(text);
    }

    /// What is kept of an entry's file.
    pub(super) fn kept(&self, id: EntryId) -> Option<&Kept<File>> {
        self.files.get(&id)
    }

    pub(super) fn set_file(&mut self, id: EntryId, file: Option<Kept<File>>) {
        let files = Arc::make_mut(&mut self.files);
        self.bytes += file.as_ref().map_or(0, Kept::bytes);
        let before = match file {
            Some(file) => files.insert(id, file),
            None => files.remove(&id),
        };
        self.bytes -= before.map_or(0, |before| before.bytes());
    }

    /// Sets the text attached to an article, or takes it away; gives whether that changes anything.
    pub(super) fn set_attached(&mut self, id: EntryId, new: Option<(&str, Kept<Vec<String>>)>) -> bool {
        let mark = |known: &Attached| known.paragraphs.mark();
        if self.attached.get(&id).map(mark) == new.as_ref().map(|(_, paragraphs)| paragraphs.mark()) {
            return false;
        }
        let attached = Arc::make_mut(&mut self.attached);
        self.bytes += new.as_ref().map_or(0, |(_, paragraphs)| paragraphs.bytes());
        let before = match new {
            Some((path, paragraphs)) => attached.insert(id, Attached { path: path.into(), paragraphs }),
            None => attached.remove(&id),
        };
        self.bytes -= before.map_or(0, |before| before.paragraphs.bytes());
        true
    }

    /// Leaves the texts where they lie, where they are more than are held.
    pub(super) fn settle(&mut self) {
        if !self.is_held() {
            Arc::make_mut(&mut self.files).values_mut().for_each(Kept::left);
            let attached = Arc::make_mut(&mut self.attached).values_mut();
            attached.map(|attached| &mut attached.paragraphs).for_each(Kept::left);
        }
    }

    /// How many paragraphs the text attached to an article has.
    pub(super) fn paragraphs(&self, id: EntryId) -> Option<usize> {
        match &self.attached.get(&id)?.paragraphs {
            Kept::Held(text) => Some(text.len()),
            Kept::Left(mark) => Some(mark.parts as usize),
        }
    }

    /// How many bytes they have.
    pub(super) fn attached_length(&self, id: EntryId) -> Option<usize> {
        self.attached.get(&id).map(|attached| attached.paragraphs.bytes())
    }

    /// Whether there is nothing to read in the prose of an entry.
    pub(super) fn is_empty(&self, id: EntryId) -> Option<bool> {
        match self.files.get(&id)? {
            Kept::Held(file) => Some(file.body.is_empty()),
            Kept::Left(mark) => Some(mark.is_empty),
        }
    }

    /// How many bytes of prose an entry has.
    pub(super) fn length(&self, id: EntryId) -> Option<usize> {
        match self.files.get(&id)? {
            Kept::Held(file) => Some(file.body.length),
            Kept::Left(mark) => Some(mark.parts as usize),
        }
    }

    /// The file of an entry of `dossier`; none where it is not here yet, or another by now.
    pub(super) fn file(&self, dossier: &Dossier, id: EntryId) -> Option<&File> {
        let mark = match self.files.get(&id)? {
            Kept::Held(file) => return Some(file),
            Kept::Left(mark) => *mark,
        };
        self.desk.files.get(&id).or_else(|| {
            let path = &dossier.get(id)?.path;
            let text = self.read_again(path).filter(|text| mark.is_of(text))?;
            let body = self.body_of(path, &text, mark.parts as usize);
            Some(self.desk.files.insert(id, Box::new(File { text, body })))
        })
    }

    /// The prose of a text that ends with so many bytes of Markdown, as much of it as is wanted.
    fn body_of(&self, path: &str, text: &str, length: usize) -> Body {
        let from = text.len().saturating_sub(length);
        let wanted = self.beginning.map_or(text.len(), |most| text.len().min(from + most));
        let part = (from..=wanted).rev().find_map(|end| text.get(..end)).unwrap_or(text);
        Body { length, ..parse::body(path, part, part.len().saturating_sub(from)) }
    }

    /// The same, of whose prose so many bytes at most are read again.
    pub(super) fn beginnings(&self, most: usize) -> Self {
        Self { beginning: Some(most), ..self.clone() }
    }

    /// The paragraphs of the text that is attached to an article, ¶1 first; none where there is none, where it is not
    /// here yet, or another by now.
    #[must_use]
    pub fn attached(&self, id: EntryId) -> Option<&[String]> {
        let Attached { path, paragraphs } = self.attached.get(&id)?;
        let mark = match paragraphs {
            Kept::Held(text) => return Some(text),
            Kept::Left(mark) => *mark,
        };
        self.desk.attached.get(&id).or_else(|| {
            let paragraphs = parse::paragraphs(&self.read_again(path)?);
            (paragraphs.mark() == mark).then(|| self.desk.attached.insert(id, paragraphs))
        })
    }
}
