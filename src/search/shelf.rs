//! Where the lists of a large index lie, and runs of one that is being made. Must never know where that is.

use std::fmt;
use std::io::{self, Write};
use std::sync::Arc;

use super::lists::{List, ReadRange};
use crate::whole::Snapshot;

/// Where something can be put away, by name, to be read part by part.
pub trait Shelf: Send + Sync {
    /// Puts under that name what `put` writes, whole or not at all; none where that cannot be.
    fn keep(&self, name: &str, put: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> Option<Lying>;
    /// What lies under that name.
    fn find(&self, name: &str) -> Option<Lying>;
    /// Leaves nothing under that name.
    fn remove(&self, name: &str);
}

/// What lies on a shelf.
#[derive(Clone)]
pub struct Lying {
    /// How many bytes.
    pub length: u64,
    /// How some of them are read.
    pub read: Arc<ReadRange>,
}

impl fmt::Debug for Lying {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lying").field("length", &self.length).finish_non_exhaustive()
    }
}

/// The shelf of a dossier, which is another once that says something else.
#[derive(Clone)]
pub struct Shelves(Arc<ShelfOf>);

type ShelfOf = dyn Fn(&Snapshot) -> Option<Box<dyn Shelf>> + Send + Sync;

impl Shelves {
    /// The shelves that `of` gives, which may take a while.
    #[must_use]
    pub fn new(of: impl Fn(&Snapshot) -> Option<Box<dyn Shelf>> + Send + Sync + 'static) -> Self {
        Self(Arc::new(of))
    }

    /// The one of a dossier, where it has one.
    #[must_use]
    pub fn of(&self, read: &Snapshot) -> Option<Box<dyn Shelf>> {
        (self.0)(read)
    }
}

impl fmt::Debug for Shelves {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Shelves(..)")
    }
}

/// So many bytes of a run are read at once.
const AT_ONCE: usize = 128 << 10;

/// Before each word of a run: how long it and its lists are, and its last entry.
const HEAD: usize = 16;

/// A word of a run with its lists.
pub(super) struct Head {
    word: String,
    entries: Vec<u8>,
    places: Vec<u8>,
    last: u32,
}

impl Head {
    pub(super) fn put(to: &mut dyn Write, word: &str, list: &List) -> io::Result<()> {
        for length in [word.len(), list.entries.len(), list.places.len()] {
            let length = u32::try_from(length).map_err(io::Error::other)?;
            to.write_all(&length.to_le_bytes())?;
        }
        to.write_all(&list.last.to_le_bytes())?;
        [word.as_bytes(), &list.entries, &list.places].into_iter().try_for_each(|part| to.write_all(part))
    }
}

/// Reads a run word by word.
pub(super) struct RunReader<'r> {
    lying: &'r Lying,
    /// Where the next read begins.
    at: u64,
    /// What was read and not yet taken, the first of it last.
    buffer: Vec<u8>,
    taken: usize,
    head: Option<Head>,
}

impl<'r> RunReader<'r> {
    pub(super) fn of(lying: &'r Lying) -> io::Result<Self> {
        let mut reader = Self { lying, at: 0, buffer: Vec::new(), taken: 0, head: None };
        reader.next()?;
        Ok(reader)
    }

    /// The word that comes next.
    pub(super) fn word(&self) -> Option<&str> {
        self.head.as_ref().map(|head| head.word.as_str())
    }

    /// Adds the lists of that word, and goes on.
    pub(super) fn give(&mut self, to: &mut List) -> io::Result<()> {
        if let Some(head) = self.head.take() {
            to.append(&head.entries, &head.places, head.last);
        }
        self.next()
    }

    fn next(&mut self) -> io::Result<()> {
        if self.at == self.lying.length && self.taken == self.buffer.len() {
            return Ok(());
        }
        let head = self.take(HEAD)?;
        let (numbers, _) = head.as_chunks::<4>();
        let [word, entries, places, last] = numbers else { return Err(io::ErrorKind::InvalidData.into()) };
        let number = |bytes: &[u8; 4]| u32::from_le_bytes(*bytes);
        let mut take = |bytes| self.take(number(bytes) as usize);
        let (word, entries, places) = (take(word)?, take(entries)?, take(places)?);
        let word = String::from_utf8(word).map_err(io::Error::other)?;
        self.head = Some(Head { word, entries, places, last: number(last) });
        Ok(())
    }

    fn take(&mut self, length: usize) -> io::Result<Vec<u8>> {
        if self.buffer.len() - self.taken < length {
            self.buffer.drain(..self.taken);
            self.taken = 0;
            let missing = (length - self.buffer.len()).max(AT_ONCE);
            let left = usize::try_from(self.lying.length - self.at).unwrap_or(usize::MAX);
            let read = (self.lying.read)(self.at, missing.min(left)).ok_or(io::ErrorKind::UnexpectedEof)?;
            self.at += read.len() as u64;
            self.buffer.extend(read);
        }
        let taken = self.buffer.get(self.taken..self.taken + length).ok_or(io::ErrorKind::UnexpectedEof)?;
        self.taken += length;
        Ok(taken.to_vec())
    }
}
