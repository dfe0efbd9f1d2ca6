//! Known names in running text: whole words in the case they are written in, the longest first, not inside links.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::{Dossier, Topic};
use crate::text::fold::is_word_alone;

/// Names ready to be searched for.
///
/// They stand in the order of their bytes. Every name with which a text begins also begins the last of them that is not
/// after the text; so they are found by looking for that one, and following from each to the longest that it goes on
/// from. An automaton of the same names is ten to twenty times as large.
#[derive(Debug, Default)]
pub(super) struct Names {
    sorted: Vec<Name>,
    /// The first bytes of each: comparing them touches no other memory, and settles most.
    heads: Vec<u64>,
    beginnings: Beginnings,
}

#[derive(Debug)]
struct Name {
    text: Box<str>,
    topic: Topic,
    /// The longest name with which this one begins.
    goes_on_from: Option<u32>,
}

/// What is found follows from the names alone, and those are compared where they are kept.
impl PartialEq for Names {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// With which two bytes names begin: most words begin with others.
#[derive(Debug, Default)]
struct Beginnings(Vec<u64>);

impl Beginnings {
    fn of<'n>(names: impl Iterator<Item = &'n [u8]>) -> Self {
        let mut bits = vec![0; 1 << 10];
        let mut set = |place: usize| bits[place >> 6] |= 1 << (place & 63);
        for name in names {
            match *name {
                [] => {}
                [one] => (0..=255).for_each(|next| set(Self::place(one, next))),
                [one, next, ..] => set(Self::place(one, next)),
            }
        }
        Self(bits)
    }

    fn place(one: u8, next: u8) -> usize {
        usize::from(one) << 8 | usize::from(next)
    }

    /// Whether a name may begin where these bytes do.
    fn may_begin(&self, text: &[u8]) -> bool {
        let Some(one) = text.first() else { return false };
        let place = Self::place(*one, text.get(1).copied().unwrap_or_default());
        self.0.get(place >> 6).is_some_and(|bits| bits >> (place & 63) & 1 == 1)
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
        let mut seen = HashSet::new();
        let names = names.map(|(name, topic)| (name.trim(), topic));
        let mut names: Vec<(&str, Topic)> = names.filter(|(name, _)| !name.is_empty() && seen.insert(*name)).collect();
        names.sort_unstable_by_key(|(name, _)| *name);
        let beginnings = Beginnings::of(names.iter().map(|(name, _)| name.as_bytes()));
        let mut sorted: Vec<Name> = Vec::with_capacity(names.len());
        // Those with which the next may begin, each going on from the one before it.
        let mut open: Vec<u32> = Vec::new();
        for ((text, topic), number) in names.into_iter().zip(0..) {
            let begins = |at: &u32| sorted.get(*at as usize).is_some_and(|name| text.starts_with(&*name.text));
            while open.last().is_some_and(|last| !begins(last)) {
                open.pop();
            }
            sorted.push(Name { text: text.into(), topic, goes_on_from: open.last().copied() });
            open.push(number);
        }
        let heads = sorted.iter().map(|name| head(name.text.as_bytes())).collect();
        Self { sorted, heads, beginnings }
    }

    /// The last name that is not after these bytes, and how many bytes both begin with.
    fn last_not_after(&self, rest: &[u8]) -> Option<(&Name, usize)> {
        let wanted = head(rest);
        let from = self.heads.partition_point(|head| *head < wanted);
        let alike = self.heads.get(from..)?.partition_point(|head| *head == wanted);
        let within = self.sorted.get(from..from + alike)?.partition_point(|name| name.text.as_bytes() <= rest);
        let at = (from + within).checked_sub(1)?;
        let (last, head) = (self.sorted.get(at)?, self.heads.get(at)?);
        let common = if *head == wanted {
            last.text.bytes().zip(rest).take_while(|(one, other)| one == *other).count()
        } else {
            (head ^ wanted).leading_zeros() as usize / 8
        };
        Some((last, common))
    }

    /// Whether a name stands in `text`.
    pub(super) fn may_be_in(&self, text: &str) -> bool {
        self.starts(text).any(|start| self.beginning(text, start, &|_| true).next().is_some())
    }

    /// Where a name may begin in `text`: a word does, with two bytes of a name.
    fn starts<'n>(&'n self, text: &'n str) -> impl Iterator<Item = usize> {
        let bytes = text.as_bytes();
        let may_begin = move |at: &usize| self.beginnings.may_begin(bytes.get(*at..).unwrap_or_default());
        (0..bytes.len()).filter(may_begin).filter(|at| begins_word(text, *at))
    }

    /// The names that stand in `text` from there on, as whole words, where that `is_free`: the longest first.
    fn beginning<'n>(
        &'n self,
        text: &'n str,
        start: usize,
        is_free: &'n dyn Fn(&Range<usize>) -> bool,
    ) -> impl Iterator<Item = (Range<usize>, Topic)> {
        let rest = text.as_bytes().get(start..).unwrap_or_default();
        let (last, alike) = self.last_not_after(rest).unzip();
        let alike = alike.unwrap_or(0);
        let from = |name: &&Name| name.goes_on_from.and_then(|at| self.sorted.get(at as usize));
        let all = std::iter::successors(last, move |name| from(name)).filter(move |name| name.text.len() <= alike);
        let placed = all.map(move |name| (start..start + name.text.len(), name.topic));
        placed.filter(move |(range, _)| is_free(range) && ends_word(text, range)).take(MOST)
    }

    /// Where names stand in `text` outside the stretches `linked`, which ascend, from its start to its end, or till they
    /// have begun at so many places.
    pub(super) fn in_text(&self, text: &str, linked: &[Range<usize>], most: usize) -> Vec<(Range<usize>, Topic)> {
        let is_free = |range: &Range<usize>| {
            let next = linked.partition_point(|link| link.end <= range.start);
            linked.get(next).is_none_or(|link| link.start >= range.end)
        };
        let mut found: Vec<(Range<usize>, Topic)> = Vec::new();
        let mut begun = 0;
        for start in self.starts(text) {
            let before = found.len();
            found.extend(self.beginning(text, start, &is_free));
            begun += usize::from(found.len() > before);
            if begun > most {
                break;
            }
        }
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

/// The first eight bytes as a number, in their order; what is shorter is filled up with zeros.
fn head(bytes: &[u8]) -> u64 {
    let mut head = [0; 8];
    head.iter_mut().zip(bytes).for_each(|(place, byte)| *place = *byte);
    u64::from_be_bytes(head)
}

/// How many names that begin at one place are weighed, the longest of them: of names that all begin alike a text has as
/// many as letters, times as many.
const MOST: usize = 8;

/// How many marks on one letter are looked past.
const MARKS: usize = 16;

/// Nothing of a word before it. Beside an ideograph any word may begin.
fn begins_word(text: &str, start: usize) -> bool {
    let (Some(before), Some(rest)) = (text.get(..start), text.get(start..)) else { return false };
    let alone = |character: Option<char>| character.is_some_and(is_word_alone);
    // A mark belongs to the letter it stands on.
    let last = before.chars().rev().take(MARKS).find(|before| !is_combining_mark(*before));
    alone(last) || alone(rest.chars().next()) || !last.is_some_and(char::is_alphanumeric)
}

/// After it nothing of a word, or a possessive or plural `s`.
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
    use proptest::prelude::*;

    use super::*;

    fn names(all: &[&str]) -> Names {
        Names::new(all.iter().zip(0..).map(|(name, number)| (*name, Topic::Term(super::super::TermId::new(number)))))
    }

    fn found(names: &Names, text: &str) -> Vec<String> {
        names
            .in_text(text, &[], 10_000)
            .into_iter()
            .filter_map(|(range, _)| text.get(range).map(str::to_owned))
            .collect()
    }

    #[test]
    fn the_longest_that_are_whole_words_are_found() {
        let names = names(&["ICE", "Amazon", "Amazon Web Services", "Amazon Web", "Rekog", "微软", "O’Brien", "É"]);
        let text = "Amazon’s ICEs, Amazon Web Services; Rekognition, the Amazon Webs, 在微软的, O’Brien, É, ÉA, NICE";
        let all = ["Amazon", "ICE", "Amazon Web Services", "Amazon Web", "微软", "O’Brien", "É"];
        assert_eq!(found(&names, text), all);
        assert!(names.may_be_in(text) && !names.may_be_in("Rekognition NICE") && !names.may_be_in(""));
    }

    #[test]
    fn of_names_that_begin_at_one_place_the_longest_are_weighed() {
        let all: Vec<String> = (1..=255).map(|count| "微".repeat(count)).collect();
        let names = names(&all.iter().map(String::as_str).collect::<Vec<_>>());
        let text = "微".repeat(1000);
        let here: Vec<usize> = names.beginning(&text, 0, &|_| true).map(|(range, _)| range.len() / 3).collect();
        assert_eq!(here, (248..=255).rev().collect::<Vec<_>>());
        assert_eq!(found(&names, &text).iter().map(String::len).sum::<usize>(), text.len());
    }

    proptest! {
        /// The law: a name stands where its letters do, as a whole word.
        #[test]
        fn names_stand_where_their_letters_do(
            all in prop::collection::vec("[abAB微\u{301}’ ]{1,4}", 1..12),
            text in "([abAB微\u{301}’s ]|ab|Ba){0,24}",
        ) {
            let trimmed: Vec<&str> = all.iter().map(|name| name.trim()).collect();
            let names = names(&trimmed);
            let word = |at: usize, name: &str| text.get(at..).is_some_and(|rest| rest.starts_with(name)) && ends_word(&text, &(at..at + name.len()));
            for at in (0..text.len()).filter(|at| begins_word(&text, *at)) {
                let mut known: Vec<usize> =
                    trimmed.iter().filter(|name| !name.is_empty() && word(at, name)).map(|name| name.len()).collect();
                known.sort_unstable_by_key(|length| Reverse(*length));
                known.dedup();
                let here: Vec<usize> = names.beginning(&text, at, &|_| true).map(|(range, _)| range.len()).collect();
                prop_assert_eq!(&here[..], &known[..known.len().min(MOST)]);
            }
        }
    }
}
