//! Where in an entry something stands. Kept for every tie, so it must never hold text, nor grow.

use std::ops::Range;

use crate::entry::Key;

/// Where in an entry something stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Where {
    /// Under a key of the entry itself.
    Own(Key),
    /// Under a key of the record of that number.
    Record(usize, Key),
    /// Under the owner's keys.
    Extra,
    /// In a prose.
    Prose(Stretch),
    /// In the paragraph of that number of the text that is attached to an article, counted from 0.
    Attached(usize),
}

/// A stretch of a prose. It is kept for each known name in each text, so it is small.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stretch {
    prose: u32,
    start: u32,
    end: u32,
}

impl Stretch {
    /// The bytes `range` of the prose of that number (of [`crate::entry::Body::proses`]).
    pub(super) fn new(prose: usize, range: &Range<usize>) -> Self {
        let [prose, start, end] = [prose, range.start, range.end].map(|number| {
            u32::try_from(number).expect("a file has at most 4 MiB, of which one byte makes at most a few")
        });
        Self { prose, start, end }
    }

    /// The number of the prose.
    #[must_use]
    pub fn prose(self) -> usize {
        self.prose as usize
    }

    /// Bytes of its text.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Where {
    /// The key, where it is one.
    #[must_use]
    pub fn key(&self) -> Option<Key> {
        match self {
            Self::Own(key) | Self::Record(_, key) => Some(*key),
            Self::Extra | Self::Prose(_) | Self::Attached(_) => None,
        }
    }

    pub(super) fn narrowed(&self, to: &Range<usize>) -> Self {
        match self {
            Self::Own(_) | Self::Record(..) | Self::Extra | Self::Attached(_) => self.clone(),
            Self::Prose(at) => Self::Prose(Stretch::new(at.prose(), to)),
        }
    }
}
