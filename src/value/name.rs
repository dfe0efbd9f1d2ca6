//! Names of somebody or something, and other words: when two sources name the same. Must never look anything up.

use super::{At, Fits};
use crate::text::fold::fold;

impl Fits for String {
    fn fits(&self, other: &Self) -> bool {
        self == other || fold(self) == fold(other)
    }

    fn key(&self) -> Option<String> {
        Some(fold(self))
    }
}

/// Lists fit when each thing of one fits something of the other; order and repetition do not matter.
impl<T: Fits> Fits for Vec<T> {
    fn fits(&self, other: &Self) -> bool {
        match (self.key(), other.key()) {
            (Some(one), Some(another)) => one == another,
            _ => all_in(self, other) && all_in(other, self),
        }
    }

    fn key(&self) -> Option<String> {
        let mut keys = self.iter().map(Fits::key).collect::<Option<Vec<_>>>()?;
        keys.sort();
        keys.dedup();
        // No folded text holds a line feed, so no two lists have one key.
        Some(keys.into_iter().map(|key| key + "\n").collect())
    }
}

fn all_in<T: Fits>(some: &[T], others: &[T]) -> bool {
    some.iter().all(|one| others.iter().any(|other| one.fits(other)))
}

impl<T: Fits> Fits for At<T> {
    fn fits(&self, other: &Self) -> bool {
        self.value.fits(&other.value)
    }

    fn key(&self) -> Option<String> {
        self.value.key()
    }
}
