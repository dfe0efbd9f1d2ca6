//! Known names in running text: whole words in the case they are written in, the longest first, not inside links.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::ops::Range;

use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{Anchored, PatternID};
use unicode_normalization::char::is_combining_mark;

use super::{Dossier, Topic};
use crate::text::fold::is_word_alone;

/// Names ready to be searched for.
#[derive(Debug, Default)]
pub(super) struct Names {
    searcher: Option<NFA>,
    /// By the number of its pattern.
    topics: Vec<Topic>,
}

/// What is found follows from the names alone, and those are compared where they are kept.
impl PartialEq for Names {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Names {
    /// The names of a dossier; of one name with several bearers the first counts.
    pub(super) fn of(dossier: &Dossier) -> Self {
        let names = dossier.topics().flat_map(|topic| dossier.names(topic).into_iter().map(move |name| (name, topic)));
        Self::new(names)
    }

    /// Names with who bears them; the first of those who bear the same counts.
    pub(super) fn new<'n>(names: impl Iterator<Item = (&'n str, Topic)>) -> Self {
        let mut patterns: Vec<Vec<u8>> = Vec::new();
        let mut topics = Vec::new();
        let mut seen = HashSet::new();
        for (name, topic) in names {
            let name = name.trim();
            if !name.is_empty() && seen.insert(name) {
                patterns.push(name.as_bytes().to_vec());
                topics.push(topic);
            }
        }
        if patterns.len() > MANY {
            patterns.insert(0, spacer());
            topics.insert(0, Topic::Term(super::TermId::new(0)));
        }
        Self { searcher: NFA::new(&patterns).ok(), topics }
    }

    /// Whether a name ends in `text` where a word does. Whether one begins there too does not matter: of names that end
    /// at one place a few are weighed, and one that is no whole word may keep another from being one of them.
    pub(super) fn may_be_in(&self, text: &str) -> bool {
        let mut ends = self.searcher.iter().flat_map(|searcher| ends(searcher, text));
        ends.any(|(range, _)| ends_word(text, &range))
    }

    /// Where names stand in `text` outside the stretches `linked`, which ascend, from its start to its end, or till they
    /// have begun at so many places.
    pub(super) fn in_text(&self, text: &str, linked: &[Range<usize>], most: usize) -> Vec<(Range<usize>, Topic)> {
        let Some(searcher) = &self.searcher else { return Vec::new() };
        let is_linked = |range: &Range<usize>| {
            let next = linked.partition_point(|link| link.end <= range.start);
            linked.get(next).is_some_and(|link| link.start < range.end)
        };
        let mut begun: HashMap<usize, VecDeque<(usize, PatternID)>> = HashMap::new();
        for (range, pattern) in ends(searcher, text) {
            if begun.len() > most {
                break;
            }
            if !is_linked(&range) && is_whole_word(text, &range) {
                let here = begun.entry(range.start).or_default();
                // They come in the order in which they end.
                here.push_back((range.end, pattern));
                if here.len() > MOST {
                    here.pop_front();
                }
            }
        }
        let begun = begun.into_iter().flat_map(|(start, here)| here.into_iter().map(move |found| (start, found)));
        let named =
            begun.filter_map(|(start, (end, pattern))| Some((start..end, *self.topics.get(pattern.as_usize())?)));
        let mut found: Vec<(Range<usize>, Topic)> = named.collect();
        found.sort_by_key(|(range, _)| (Reverse(range.len()), range.start));
        let mut taken = BTreeMap::new();
        found.retain(|(range, _)| {
            let free = taken.range(..range.end).next_back().is_none_or(|(_, end)| *end <= range.start);
            if free {
                taken.insert(range.start, range.end);
            }
            free
        });
        found.sort_by_key(|(range, _)| range.start);
        found
    }
}

/// From how many names on a spacer stands before them.
const MANY: usize = 1000;

/// What no text holds, as it is no UTF-8. The searcher puts the states that end a name first, each in place of another,
/// in time by the square of their number where they stand close together, as of `Name1`, `Name12`, `Name123`; this sets
/// them apart.
fn spacer() -> Vec<u8> {
    let pairs = (0x80..=0xBF).flat_map(|first| (0x80..=0xBF).map(move |second| (first, second)));
    pairs.flat_map(|(first, second)| [0xFF, first, second]).collect()
}

/// How many names that begin or that end at one place are weighed, the longest of them: of names that all begin or end
/// alike a text has as many as letters, times as many.
const MOST: usize = 8;

/// The names in `text` by where they end, of those that end at one place the longest.
fn ends<'n>(searcher: &'n NFA, text: &'n str) -> impl Iterator<Item = (Range<usize>, PatternID)> {
    let start = searcher.start_state(Anchored::No).expect("the searcher begins anywhere");
    let states = text.bytes().enumerate().scan(start, |state, (at, byte)| {
        *state = searcher.next_state(Anchored::No, *state, byte);
        Some((at + 1, *state))
    });
    states.filter(|(_, state)| searcher.is_match(*state)).flat_map(move |(end, state)| {
        let longest = searcher.match_len(state).min(MOST);
        let patterns = (0..longest).map(move |index| searcher.match_pattern(state, index));
        patterns.map(move |pattern| (end - searcher.pattern_len(pattern)..end, pattern))
    })
}

/// How many marks on one letter are looked past.
const MARKS: usize = 16;

/// Nothing of a word before it; after it nothing, or a possessive or plural `s`. Beside an ideograph a word may begin
/// and end.
fn is_whole_word(text: &str, range: &Range<usize>) -> bool {
    begins_word(text, range) && ends_word(text, range)
}

fn begins_word(text: &str, range: &Range<usize>) -> bool {
    let alone = |character: Option<char>| character.is_some_and(is_word_alone);
    // A mark belongs to the letter it stands on.
    let before = text.get(..range.start).unwrap_or_default().chars().rev();
    let before = before.take(MARKS).find(|before| !is_combining_mark(*before));
    let first = text.get(range.clone()).unwrap_or_default().chars().next();
    alone(before) || alone(first) || !before.is_some_and(char::is_alphanumeric)
}

fn ends_word(text: &str, range: &Range<usize>) -> bool {
    let alone = |character: Option<char>| character.is_some_and(is_word_alone);
    let after = text.get(range.end..).unwrap_or_default();
    let rest = ["'s", "’s", "s"].into_iter().find_map(|ending| after.strip_prefix(ending));
    let ends = |last: Option<char>, rest: &str| {
        let next = rest.chars().next();
        let goes_on = next.is_some_and(char::is_alphanumeric) && !alone(last) && !alone(next);
        !goes_on && !next.is_some_and(is_combining_mark)
    };
    let last = text.get(range.clone()).unwrap_or_default().chars().next_back();
    ends(last, after) || rest.is_some_and(|rest| ends(None, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_names_that_end_at_one_place_the_longest_are_weighed() {
        let names: Vec<String> = (1..=255).map(|count| "微".repeat(count)).collect();
        let searcher = NFA::new(&names).unwrap();
        let text = "微".repeat(1000);
        let mut found: Vec<_> = ends(&searcher, &text).collect();
        assert!(found.len() <= MOST * 1000, "{}", found.len());
        let last: Vec<usize> = found.split_off(found.len() - MOST).into_iter().map(|(range, _)| range.len()).collect();
        assert_eq!(last, (248..=255).rev().map(|count| 3 * count).collect::<Vec<_>>());
    }
}
