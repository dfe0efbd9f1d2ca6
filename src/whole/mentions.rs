//! Known names in running text: whole words in the case they are written in, the longest first, not inside links.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use aho_corasick::AhoCorasick;

use super::{Dossier, Topic};
use crate::text::fold::fold;

/// Every name of every entry and term, ready to be searched for.
pub(super) struct Names {
    searcher: Option<AhoCorasick>,
    /// By the number of its pattern.
    topics: Vec<Topic>,
}

impl Names {
    /// The names of a dossier; of one name with several bearers the first counts.
    pub(super) fn of(dossier: &Dossier) -> Self {
        let mut patterns = Vec::new();
        let mut topics = Vec::new();
        let mut seen = HashSet::new();
        for topic in dossier.topics() {
            for name in dossier.names(topic) {
                let name = name.trim();
                if !name.is_empty() && seen.insert(name.to_owned()) {
                    patterns.push(name.to_owned());
                    topics.push(topic);
                }
            }
        }
        Self { searcher: AhoCorasick::new(&patterns).ok(), topics }
    }

    /// Where names stand in `text` outside the stretches `linked`, from its start to its end.
    pub(super) fn in_text(&self, text: &str, linked: &[Range<usize>]) -> Vec<(Range<usize>, Topic)> {
        let Some(searcher) = &self.searcher else { return Vec::new() };
        let mut found: Vec<(Range<usize>, Topic)> = searcher
            .find_overlapping_iter(text)
            .filter(|found| is_whole_word(text, &found.range()))
            .filter(|found| !linked.iter().any(|link| found.start() < link.end && link.start < found.end()))
            .filter_map(|found| Some((found.range(), *self.topics.get(found.pattern().as_usize())?)))
            .collect();
        found.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let mut end = 0;
        found.retain(|(range, _)| {
            let free = range.start >= end;
            if free {
                end = range.end;
            }
            free
        });
        found
    }
}

/// Nothing of a word before it; after it nothing, or a possessive or plural `s`.
fn is_whole_word(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|before| before.chars().next_back());
    let after = text.get(range.end..).unwrap_or_default();
    let rest = ["'s", "’s", "s"].into_iter().find_map(|ending| after.strip_prefix(ending)).unwrap_or(after);
    let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    !before.is_some_and(char::is_alphanumeric) && (ends(after) || ends(rest))
}

/// Known names by what is left of them with one letter out, to find names one letter away without comparing with all.
pub(super) struct Near(HashMap<String, String>);

/// Shorter names are one letter from too many words.
const SHORTEST: usize = 5;

/// Longer names are not looked at: a name has as many forms as letters, each as long as it is.
const LONGEST: usize = 64;

impl Near {
    /// The names of a dossier.
    pub(super) fn of(dossier: &Dossier) -> Self {
        let mut near = HashMap::new();
        for name in dossier.topics().flat_map(|topic| dossier.names(topic)) {
            for form in forms(&fold(name)) {
                near.entry(form).or_insert_with(|| name.to_owned());
            }
        }
        Self(near)
    }

    /// The known name that is one letter from the folded `name`.
    pub(super) fn of_name(&self, name: &str) -> Option<&str> {
        forms(name)
            .into_iter()
            .filter_map(|form| self.0.get(&form))
            .find(|known| strsim::damerau_levenshtein(&fold(known), name) == 1)
            .map(String::as_str)
    }
}

/// A folded name and every form of it with one letter out; none of a short or a very long one.
fn forms(name: &str) -> Vec<String> {
    if !(SHORTEST..=LONGEST).contains(&name.chars().count()) {
        return Vec::new();
    }
    let without = |out: usize| name.chars().enumerate().filter(|(at, _)| *at != out).map(|(_, c)| c).collect();
    let mut forms: Vec<String> = (0..name.chars().count()).map(without).collect();
    forms.push(name.to_owned());
    forms
}
