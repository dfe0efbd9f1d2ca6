//! Names fitted to what is typed, letter by letter: many of them within a frame. Must never leave out a name that fits.

use std::cmp::Reverse;

use nucleo_matcher::chars::normalize;
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::fold::fold;

/// How a name fits what is typed, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is the name.
    Is,
    /// It begins with it.
    Begins,
    /// A word of it begins with each typed word.
    Words,
    /// It holds each typed word.
    Holds,
    /// Each typed word is near one of its words; how near, the nearest first.
    Near(Reverse<u32>),
}

/// Names that are folded once, because what is typed is fitted to all of them at each letter.
#[derive(Debug, Clone, Default)]
pub struct FoldedNames {
    /// One after the other, each with its other name behind it.
    text: String,
    /// Where each ends, and where its other name does.
    ends: Vec<(usize, usize)>,
    /// Which letters each has, with its other name: what has not all that are typed is not looked at.
    letters: Vec<Letters>,
}

/// Which letters a text has: a bit for each of the usual ones and the figures, one for several of all others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Letters(u64);

impl Letters {
    fn of(text: &str) -> Self {
        let bit = |letter: char| match letter {
            'a'..='z' => u32::from(letter) - u32::from('a'),
            '0'..='9' => 26 + u32::from(letter) - u32::from('0'),
            _ => 36 + u32::from(letter) % 28,
        };
        let seen = text.chars().filter(|letter| !letter.is_whitespace());
        // A letter is also found by what is left of it without its signs.
        Self(seen.fold(0, |bits, letter| bits | 1 << bit(letter) | 1 << bit(normalize(letter))))
    }

    /// Without what is left of its letters without their signs.
    fn typed(text: &str) -> Self {
        Self(
            text.chars()
                .map(|letter| Self::of(letter.encode_utf8(&mut [0; 4])).0)
                .fold(0, |all, bits| if bits.is_power_of_two() { all | bits } else { all }),
        )
    }

    fn has(self, others: Self) -> bool {
        self.0 & others.0 == others.0
    }
}

impl FoldedNames {
    /// Adds a name, as it is written, with another name of it in small letters, which may be empty.
    pub fn add(&mut self, name: &str, also: &str) {
        let name = fold(name);
        self.letters.push(Letters(Letters::of(&name).0 | Letters::of(also).0));
        self.text.push_str(&name);
        let end = self.text.len();
        self.text.push_str(also);
        self.ends.push((end, self.text.len()));
    }

    /// The name of that number and its other name.
    fn get(&self, number: usize) -> Option<(&str, &str)> {
        let (middle, end) = *self.ends.get(number)?;
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |(_, end)| *end);
        Some((self.text.get(start..middle)?, self.text.get(middle..end)?))
    }
}

/// What is typed, to which names are fitted.
pub struct NameMatcher {
    /// Folded.
    typed: String,
    letters: Letters,
    /// Each typed word with its first letter and the score that is near enough.
    words: Vec<TypedWord>,
    matcher: Matcher,
    characters: Vec<char>,
}

struct TypedWord {
    text: String,
    first: char,
    pattern: Pattern,
    /// The score that is near enough.
    least: u32,
}

impl TypedWord {
    /// Whether a word of the name begins with it, or the name holds it elsewhere.
    fn held(&self, name: &str) -> Option<Fit> {
        let ends_word = |at: usize| name.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric));
        let fit = |at| if ends_word(at) { Fit::Holds } else { Fit::Words };
        // A single letter is looked for many times faster than a text.
        if self.text.len() == self.first.len_utf8() {
            name.match_indices(self.first).map(|(at, _)| fit(at)).min()
        } else {
            name.match_indices(&self.text).map(|(at, _)| fit(at)).min()
        }
    }
}

impl NameMatcher {
    /// What a letter scores that is found: gaps may cost no more than the beginning of the word and neighbours bring.
    const LETTER: u32 = 16;

    /// For these words, as they are typed.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let typed = fold(typed);
        let word = |word: &str| {
            let pattern = Pattern::new(word, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
            let letters = u32::try_from(word.chars().count()).unwrap_or(u32::MAX);
            let least = letters.saturating_mul(Self::LETTER);
            word.chars().next().map(|first| TypedWord { text: word.to_owned(), first, pattern, least })
        };
        let words = typed.split_whitespace().filter_map(word).collect();
        let letters = Letters::typed(&typed);
        Self { words, typed, letters, matcher: Matcher::new(Config::DEFAULT), characters: Vec::new() }
    }

    /// How the name of that number fits, or its other name. Any fits while nothing is typed.
    pub fn fit(&mut self, names: &FoldedNames, number: usize) -> Option<Fit> {
        let letters = names.letters.get(number)?;
        if !letters.has(self.letters) {
            return None;
        }
        let (name, also) = names.get(number)?;
        [name, also].iter().filter_map(|name| self.held(name)).min().or_else(|| self.near(name))
    }

    fn held(&self, name: &str) -> Option<Fit> {
        if name.starts_with(&self.typed) {
            return Some(if name.len() == self.typed.len() && !name.is_empty() { Fit::Is } else { Fit::Begins });
        }
        let mut worst = Fit::Words;
        for word in &self.words {
            worst = worst.max(word.held(name)?);
        }
        Some(worst)
    }

    /// Words that begin like a typed one and hold its other letters in order, near each other.
    fn near(&mut self, name: &str) -> Option<Fit> {
        let mut whole = 0_u32;
        for TypedWord { first, pattern, least, .. } in &self.words {
            let words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.starts_with(*first));
            let scores = words.filter_map(|word| {
                let word = Utf32Str::new(word, &mut self.characters);
                pattern.score(word, &mut self.matcher)
            });
            whole = whole.saturating_add(scores.max().filter(|score| score >= least)?);
        }
        Some(Fit::Near(Reverse(whole)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn names(names: &[(&str, &str)]) -> FoldedNames {
        let mut folded = FoldedNames::default();
        for (name, also) in names {
            folded.add(name, also);
        }
        folded
    }

    #[test]
    fn names_fit_from_their_beginning_to_what_comes_near_them() {
        let fit = |typed: &str, name: &str, also: &str| NameMatcher::new(typed).fit(&names(&[(name, also)]), 0);
        assert_eq!(fit("", "Amazon", ""), Some(Fit::Begins));
        assert_eq!(fit(" AMÁ", "Amazon", ""), Some(Fit::Begins));
        assert_eq!(fit("amazon", "Amazon", ""), Some(Fit::Is));
        assert_eq!(fit("@ice", "Contracts", "@ice-contracts"), Some(Fit::Begins));
        assert_eq!(fit("web ser", "Amazon Web Services", ""), Some(Fit::Words));
        assert_eq!(fit("azon eb", "Amazon Web Services", ""), Some(Fit::Holds));
        let near = |typed: &str| fit(typed, "Amazon Web Services", "");
        assert!(matches!(near("amzn"), Some(Fit::Near(_))), "{:?}", near("amzn"));
        assert!(near("amzn wb") < near("amzn"));
        assert_eq!(near("zmzn"), None);
    }

    #[test]
    fn each_name_is_its_own() {
        let names = names(&[("Ämne", "@one"), ("", ""), ("Two", "")]);
        let all: Vec<_> = (0..4).map(|number| names.get(number)).collect();
        assert_eq!(all, [Some(("amne", "@one")), Some(("", "")), Some(("two", "")), None]);
    }

    proptest! {
        #[test]
        fn the_letters_leave_no_name_out_that_fits(
            name in "[a-dA-D ø1é語-]{0,12}|\\PC{0,8}",
            also in "[a-d]{0,4}",
            typed in "[a-dø1é語]{1,3}( [a-d])?|\\PC{1,3}",
        ) {
            let names = names(&[(&name, &also)]);
            let mut matcher = NameMatcher::new(&typed);
            let fit = matcher.fit(&names, 0);
            matcher.letters = Letters::default();
            prop_assert_eq!(fit, matcher.fit(&names, 0));
        }
    }
}
