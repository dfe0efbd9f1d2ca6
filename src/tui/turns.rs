//! Whether the loop is at work, for whoever waits for it. Must never be waited on.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

/// A number that grows whenever the loop begins to work and whenever it rests: odd while it works.
#[derive(Debug, Clone, Default)]
pub(super) struct Turns(Arc<AtomicUsize>);

/// A stretch of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Work(usize);

impl Turns {
    /// The loop begins to work.
    pub(super) fn work(&self) {
        self.0.fetch_or(1, SeqCst);
    }

    /// The loop rests.
    pub(super) fn rest(&self) {
        if self.at_work().is_some() {
            self.0.fetch_add(1, SeqCst);
        }
    }

    /// What it works at, if it does.
    pub(super) fn at_work(&self) -> Option<Work> {
        Some(self.0.load(SeqCst)).filter(|number| number % 2 == 1).map(Work)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stretch_of_work_is_another() {
        let turns = Turns::default();
        assert_eq!(turns.at_work(), None);
        turns.work();
        let first = turns.at_work();
        turns.work();
        assert_eq!((first.is_some(), turns.at_work()), (true, first), "it works on");
        turns.rest();
        turns.rest();
        assert_eq!(turns.at_work(), None);
        turns.work();
        assert_ne!(turns.at_work(), first);
    }
}
