//! What somebody searches, and where a text holds it. Must never compare anything but folded words.

use std::collections::VecDeque;
use std::ops::Range;

use super::{Word, each_word, words};

/// What somebody searches: one or more folded words, one right after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needle {
    words: Vec<String>,
    /// Whether the last word must be whole; else it may be the beginning of one.
    exact: bool,
}

impl Needle {
    /// `text` as it was typed: its last word may be the beginning of one, so that `deport` finds "deportation".
    /// `pre-school` is two words in order.
    #[must_use]
    pub fn word(text: &str) -> Self {
        Self::of(text, false)
    }

    /// The words of `text` in order, whole words all of them.
    #[must_use]
    pub fn phrase(text: &str) -> Self {
        Self::of(text, true)
    }

    fn of(text: &str, exact: bool) -> Self {
        Self { words: words(text).into_iter().map(|(_, folded)| folded).collect(), exact }
    }

    /// Whether there is no word to search; such a needle is found nowhere.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether its last word must be whole.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.exact
    }

    /// The folded words.
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Where `text` holds it: from its first word to its last whole word, as bytes of `text`, ascending, not
    /// overlapping.
    #[must_use]
    pub fn find_in(&self, text: &str) -> Vec<Range<usize>> {
        self.each_in(text).collect()
    }

    /// Whether `text` holds it.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.each_in(text).next().is_some()
    }

    fn each_in(&self, text: &str) -> impl Iterator<Item = Range<usize>> {
        let mut window: VecDeque<(Range<usize>, Word<'_>)> = VecDeque::with_capacity(self.words.len() + 1);
        let searched = if self.is_empty() { "" } else { text };
        each_word(searched).filter_map(move |word| {
            window.push_back(word);
            if window.len() > self.words.len() {
                window.pop_front();
            }
            let found = self.is_window(&window).then(|| window.front().zip(window.back()))?;
            let range = found.map(|((first, _), (last, _))| first.start..last.end);
            window.clear();
            range
        })
    }

    fn is_window(&self, window: &VecDeque<(Range<usize>, Word<'_>)>) -> bool {
        let last = self.words.len() - 1;
        window.len() == self.words.len()
            && self.words.iter().zip(window).enumerate().all(|(at, (wanted, (_, word)))| {
                let begun = at == last && !self.exact;
                if begun { word.after(wanted).is_some() } else { is_word(word, wanted) }
            })
    }
}

/// Whether `word` is the one wanted, or its possessive.
fn is_word(word: &Word<'_>, wanted: &str) -> bool {
    word.after(wanted).is_some_and(|rest| rest.is_empty() || rest == "'s")
}
