//! What is known of each word: the entries that hold it, and where in them. Must never know the words.
//!
//! Entries are their numbers, each as its distance from the one before. Places are the numbers of the words of an entry
//! as it is read, each as its distance from the one before, a 0 after those of each entry.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::Entries;
use super::dictionary::{Known, Stretch};
use super::varint::{self, Reader};
use crate::whole::EntryId;

/// How a stretch of bytes is read that lies elsewhere: from where, and how many. None where they are not what was put
/// there.
pub type ReadRange = dyn Fn(u64, usize) -> Option<Vec<u8>> + Send + Sync;

/// All lists, one after the other.
#[derive(Clone)]
pub(super) enum Lists {
    Held(Arc<[u8]>),
    Lying(Arc<ReadRange>),
}

impl fmt::Debug for Lists {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if matches!(self, Self::Held(_)) { "Held(..)" } else { "Lying(..)" })
    }
}

impl Default for Lists {
    fn default() -> Self {
        Self::Held(Arc::default())
    }
}

/// A word of an entry: its number among the entry's words, after the number of the entry.
pub(super) type At = u64;

pub(super) fn entry_of(at: At) -> u32 {
    u32::try_from(at >> 32).unwrap_or(u32::MAX)
}

impl Lists {
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Held(bytes) => bytes.len(),
            Self::Lying(_) => 0,
        }
    }

    fn read(&self, stretch: Stretch) -> Option<Cow<'_, [u8]>> {
        match self {
            Self::Held(bytes) => {
                let from = usize::try_from(stretch.from).ok()?;
                bytes.get(from..from.checked_add(stretch.length)?).map(Cow::Borrowed)
            }
            Self::Lying(read) => {
                read(stretch.from, stretch.length).filter(|bytes| bytes.len() == stretch.length).map(Cow::Owned)
            }
        }
    }

    /// Adds the entries that hold one of these words, which stand in order.
    pub(super) fn add(&self, known: &[Known], entries: &mut Entries) -> Option<()> {
        for group in known.chunk_by(|one, next| one.group == next.group) {
            let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
            let from = first.entries.from;
            let length = usize::try_from(last.entries.end() - from).ok()?;
            let bytes = self.read(Stretch { from, length })?;
            for known in group {
                let start = usize::try_from(known.entries.from - from).ok()?;
                each(bytes.get(start..start + known.entries.length)?, |number| entries.add(EntryId::of_number(number)));
            }
        }
        Some(())
    }

    /// Where a word stands in some of the entries, in order.
    pub(super) fn places(&self, known: &Known, among: &Entries, found: &mut Vec<At>) -> Option<()> {
        let (entries, places) = (self.read(known.entries)?, self.read(known.places)?);
        let mut places = Reader(&places);
        each(&entries, |number| {
            if !among.has(EntryId::of_number(number)) {
                return places.pass_zero();
            }
            let mut at = 0_u32;
            while let Some(distance) = places.number().filter(|distance| *distance > 0) {
                at = at.saturating_add(distance);
                found.push(u64::from(number) << 32 | u64::from(at));
            }
        });
        Some(())
    }
}

fn each(bytes: &[u8], mut take: impl FnMut(u32)) {
    let (mut reader, mut number) = (Reader(bytes), 0_u32);
    while let Some(distance) = reader.number() {
        number = number.saturating_add(distance);
        take(number);
    }
}

/// What is known of one word, as it is written down.
#[derive(Debug, Default)]
pub(super) struct List {
    pub entries: Vec<u8>,
    pub places: Vec<u8>,
    /// The entry that was added last.
    pub last: u32,
    last_place: u32,
}

impl List {
    /// Takes in that a word stands there; entries come in order, and of each the places.
    pub(super) fn add(&mut self, entry: u32, place: Option<u32>) {
        if self.entries.is_empty() || entry != self.last {
            self.end();
            varint::put(&mut self.entries, entry - self.last);
            (self.last, self.last_place) = (entry, 0);
        }
        if let Some(place) = place {
            varint::put(&mut self.places, place - self.last_place);
            self.last_place = place;
        }
    }

    /// Ends the places of the last entry.
    pub(super) fn end(&mut self) {
        if self.last_place > 0 {
            self.places.push(0);
            self.last_place = 0;
        }
    }

    /// Takes in what is known of the same word in entries that come after.
    pub(super) fn append(&mut self, entries: &[u8], places: &[u8], last: u32) {
        let mut reader = Reader(entries);
        if let Some(first) = reader.number() {
            varint::put(&mut self.entries, first.saturating_sub(self.last));
            self.entries.extend(reader.0);
            self.places.extend(places);
            self.last = last;
        }
    }

    pub(super) fn bytes(&self) -> usize {
        self.entries.len() + self.places.len()
    }
}
