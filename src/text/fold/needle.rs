//! What somebody searches, and where a text holds it. Must never compare anything but folded words.

use std::collections::VecDeque;
use std::ops::Range;

use super::stem::Stem;
use super::{Stemming, Word, each_word, words};

/// What somebody searches: one or more folded words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needle {
    words: Vec<String>,
    how: How,
}

/// How its words stand in a text that holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum How {
    /// One right after the other; the last may be the beginning of a word, or have its stem.
    Begun(Option<Stem>),
    /// One right after the other, whole words all of them.
    Whole,
    /// In any order, whole words all of them, with so many others between at most.
    Near(usize),
}

impl Needle {
    /// `text` as it was typed: its last word may be the beginning of one, so that `deport` finds "deportation".
    /// `pre-school` is two words in order.
    #[must_use]
    pub fn word(text: &str) -> Self {
        Self::of(text, How::Begun(None))
    }

    /// The same, where its last word may have another ending of that language too: `deporting` finds "deportation".
    #[must_use]
    pub fn stemmed(text: &str, language: Option<Stemming>) -> Self {
        let mut needle = Self::word(text);
        needle.how = How::Begun(needle.words.last().zip(language).and_then(|(last, of)| Stem::of(last, of)));
        needle
    }

    /// The words of `text` in order, whole words all of them.
    #[must_use]
    pub fn phrase(text: &str) -> Self {
        Self::of(text, How::Whole)
    }

    /// The words of `text` in any order, whole words all of them, with at most so many others between.
    #[must_use]
    pub fn near(text: &str, between: usize) -> Self {
        Self::of(text, How::Near(between))
    }

    fn of(text: &str, how: How) -> Self {
        Self { words: words(text).into_iter().map(|(_, folded)| folded).collect(), how }
    }

    /// Whether there is no word to search; such a needle is found nowhere.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The folded words.
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// What its words begin with in every text that holds it, word by word: the words themselves, but of one that is
    /// looked for by its stem what all of that stem have.
    pub fn roots(&self) -> impl Iterator<Item = &str> {
        let root = if let How::Begun(Some(stem)) = &self.how { Some(stem.root()) } else { None };
        let last = self.words.len().saturating_sub(1);
        self.words.iter().enumerate().map(move |(at, word)| root.filter(|_| at == last).unwrap_or(word))
    }

    /// The folded words by which the word of that place among its own is met, where they are few: its own, and its
    /// possessive.
    #[must_use]
    pub fn forms(&self, at: usize) -> Option<[String; 2]> {
        let word = self.words.get(at)?;
        let is_begun = matches!(self.how, How::Begun(_)) && at + 1 == self.words.len();
        (!is_begun).then(|| [word.clone(), format!("{word}{POSSESSIVE}")])
    }

    /// How many others may stand between its words, where these may stand in any order.
    #[must_use]
    pub fn between(&self) -> Option<usize> {
        if let How::Near(between) = self.how { Some(between) } else { None }
    }

    /// Whether the word of that place among its own may stand in a text as this folded word.
    #[must_use]
    pub fn is_met_by(&self, at: usize, folded: &str) -> bool {
        self.is_met(at, &Word::Folded(folded.to_owned()))
    }

    fn is_met(&self, at: usize, word: &Word<'_>) -> bool {
        let Some(wanted) = self.words.get(at) else { return false };
        match &self.how {
            How::Begun(stem) if at + 1 == self.words.len() => {
                let has_stem = |stem: &Stem| word.after(stem.root()).is_some() && stem.is_of(&word.as_folded());
                word.after(wanted).is_some() || stem.as_ref().is_some_and(has_stem)
            }
            How::Begun(_) | How::Whole | How::Near(_) => is_word(word, wanted),
        }
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
        let room = self.words.len() + self.between().unwrap_or_default();
        let mut window: VecDeque<(Range<usize>, Word<'_>)> = VecDeque::with_capacity(self.words.len() + 1);
        let searched = if self.is_empty() { "" } else { text };
        each_word(searched).filter_map(move |word| {
            if window.len() == room {
                window.pop_front();
            }
            window.push_back(word);
            let range = self.end_of(&window)?;
            window.clear();
            Some(range)
        })
    }

    /// Where its words stand, if the last word of the window is the last of them.
    fn end_of(&self, window: &VecDeque<(Range<usize>, Word<'_>)>) -> Option<Range<usize>> {
        let (last, _) = window.back()?;
        let start = if let How::Near(_) = self.how { self.nearest(window)? } else { self.in_order(window)? };
        Some(start..last.end)
    }

    fn in_order(&self, window: &VecDeque<(Range<usize>, Word<'_>)>) -> Option<usize> {
        let all =
            window.len() == self.words.len() && window.iter().enumerate().all(|(at, (_, word))| self.is_met(at, word));
        window.front().filter(|_| all).map(|(first, _)| first.start)
    }

    /// Where the last of its words stands that one meets, going back from the end of the window.
    fn nearest(&self, window: &VecDeque<(Range<usize>, Word<'_>)>) -> Option<usize> {
        let mut missing: Vec<usize> = (0..self.words.len()).collect();
        for (at, (range, word)) in window.iter().rev().enumerate() {
            match missing.iter().position(|wanted| self.is_met(*wanted, word)) {
                Some(met) => drop(missing.remove(met)),
                None if at == 0 => return None,
                None => {}
            }
            if missing.is_empty() {
                return Some(range.start);
            }
        }
        None
    }
}

/// What a possessive has at its end.
const POSSESSIVE: &str = "'s";

/// Whether `word` is the one wanted, or its possessive.
fn is_word(word: &Word<'_>, wanted: &str) -> bool {
    word.after(wanted).is_some_and(|rest| rest.is_empty() || rest == POSSESSIVE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(needle: &Needle, text: &'t str) -> Vec<&'t str> {
        needle.find_in(text).into_iter().filter_map(|range| text.get(range)).collect()
    }

    #[test]
    fn words_near_each_other_stand_in_any_order() {
        let text = "Amazon, which sells clouds, hosts Palantir. Palantir pays Amazon’s bills; Amazon hosts.";
        let near = |between| Needle::near("palantir amazon", between);
        assert_eq!(found(&near(4), text), ["Amazon, which sells clouds, hosts Palantir", "Palantir pays Amazon’s"]);
        assert_eq!(found(&near(1), text), ["Palantir pays Amazon’s"]);
        assert_eq!(found(&near(0), text), [""; 0]);
        assert_eq!(found(&Needle::near("amazon amazon", 1), text), ["Amazon’s bills; Amazon"]);
        assert_eq!(found(&Needle::near("amazon", 3), "amazon"), ["amazon"]);
        assert!(!Needle::near("amazo palantir", 100).is_in(text) && !Needle::near("", 5).is_in(text));
    }

    #[test]
    fn words_of_another_ending_are_found_as_they_stand() {
        let english = Stemming::of("en");
        let found = |asked: &str, text: &'static str| found(&Needle::stemmed(asked, english), text);
        assert_eq!(found("companies", "A Company and its companies accompany us"), ["Company", "companies"]);
        assert_eq!(found("tech workers", "Tech Worker, tech works, technical worker"), ["Tech Worker"]);
        assert_eq!(found("ice", "icy ices"), ["ices"]);
        assert_eq!(Needle::stemmed("deporting", None), Needle::word("deporting"));
    }
}
