//! The name nearest to a word that is none: what was meant by it. Must never change what was typed.

use std::borrow::Cow;

use super::fold::fold;

/// The longest word, in characters, for which a nearest one is looked for: the search takes the product of both
/// lengths.
const LONGEST_COMPARED: usize = 100;

/// The nearest of `known` to `word`, compared folded; the first of them on a tie. It is at most 3 edits away and at
/// most a third of the word's length. Words of more than 100 characters have none.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let known: Vec<Candidate> = known.into_iter().map(Candidate::new).collect();
    let mut any_amount = usize::MAX;
    nearest_of(word, &known, &mut any_amount).map(|known| known.name)
}

/// A name to which words are compared, folded once for all of them.
#[derive(Debug)]
pub struct Candidate<'a> {
    /// As it is written.
    pub name: &'a str,
    folded: Cow<'a, str>,
    length: usize,
}

impl<'a> Candidate<'a> {
    /// A name, as it is written.
    #[must_use]
    pub fn new(name: &'a str) -> Self {
        Self::from(name, fold(name).into())
    }

    /// A name that has been folded.
    #[must_use]
    pub fn with_folded(name: &'a str, folded: &'a str) -> Self {
        Self::from(name, folded.into())
    }

    fn from(name: &'a str, folded: Cow<'a, str>) -> Self {
        Self { name, length: folded.chars().count(), folded }
    }

    /// Folded.
    #[must_use]
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// In characters, folded.
    #[must_use]
    pub fn length(&self) -> usize {
        self.length
    }

    /// How many edits the word is away, where that is near.
    #[must_use]
    pub fn distance(&self, word: &Candidate<'_>) -> Option<usize> {
        let limit = word.limit().filter(|limit| self.length.abs_diff(word.length) <= *limit)?;
        Some(strsim::damerau_levenshtein(&word.folded, &self.folded)).filter(|distance| distance <= &limit)
    }

    /// How many pairs of letters are compared to find what is near this word, among so many names of each length.
    #[must_use]
    pub fn pairs(&self, lengths: &[usize]) -> usize {
        let Some(limit) = self.limit() else { return 0 };
        let of_length = |(length, names): (usize, &usize)| {
            let letters = if length.abs_diff(self.length) > limit { 0 } else { length * self.length };
            names * (1 + letters)
        };
        lengths.iter().enumerate().map(of_length).sum()
    }

    /// How many edits from this word are near; none of too long a word.
    fn limit(&self) -> Option<usize> {
        (self.length <= LONGEST_COMPARED).then_some((self.length / 3).min(3))
    }
}

/// The same as [`nearest`], as long as there is `budget` left: so many pairs of letters may be compared. What is left
/// is left there; with too little, nothing is near.
pub fn nearest_of<'k, 'a>(
    word: &str,
    known: impl IntoIterator<Item = &'k Candidate<'a>>,
    budget: &mut usize,
) -> Option<&'k Candidate<'a>>
where
    'a: 'k,
{
    let word = Candidate::new(word);
    let limit = word.limit()?;
    let mut nearest: Option<(usize, &Candidate)> = None;
    for known in known {
        *budget = budget.checked_sub(1)?;
        if known.length.abs_diff(word.length) > limit {
            continue;
        }
        *budget = budget.checked_sub(word.length * known.length)?;
        let distance = known.distance(&word).filter(|distance| nearest.is_none_or(|(least, _)| *distance < least));
        nearest = distance.map(|distance| (distance, known)).or(nearest);
    }
    nearest.map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_is_at_most_three_edits_and_a_third_of_the_word_away() {
        let known = ["palantir", "Amazon", "amazin", "ICE"];
        assert_eq!(nearest("palntri", known), Some("palantir"));
        assert_eq!(nearest("AMAZÓM", known), Some("Amazon"));
        assert_eq!(nearest("ICB", known), Some("ICE"));
        assert_eq!(nearest("IBM", known), None);
        assert_eq!(nearest("", known), None);
        assert_eq!(nearest(&"a".repeat(101), ["a".repeat(101).as_str()]), None);
    }

    #[test]
    fn nothing_is_near_once_the_budget_is_spent() {
        let known = ["palantir technologies", "amazon"].map(Candidate::new);
        let nearest = |mut budget: usize| {
            let found = nearest_of("amazom", &known, &mut budget).map(|known| known.name);
            (found, budget)
        };
        // One for each name, and for the one that is about as long its letters by those of the word.
        assert_eq!(nearest(2 + 6 * 6 + 3), (Some("amazon"), 3));
        assert_eq!(nearest(2 + 6 * 6 - 1).0, None);
    }
}
