//! Whether quotes stand in a text: however many there are, the text is read once. Must never compare anything but
//! folded text.

use std::collections::HashMap;

use aho_corasick::AhoCorasick;

use crate::text::fold::fold;

/// A quote while it is looked for.
struct Sought {
    /// What of it must stand there in this order, as numbers of patterns.
    parts: Vec<usize>,
    /// How many of them are found.
    found: usize,
    /// Where the last one ends.
    end: usize,
}

/// Which of the quotes the folded `text` holds: quotation marks, spaces, case do not count; `…` stands for what was
/// left out, and what stands in brackets was put in.
pub(super) fn held(text: &str, quotes: &[&str]) -> Vec<bool> {
    let mut patterns: HashMap<String, usize> = HashMap::new();
    let mut sought: Vec<Sought> = quotes
        .iter()
        .map(|quote| {
            let parts = parts(quote).into_iter().map(|part| {
                let next = patterns.len();
                *patterns.entry(part).or_insert(next)
            });
            Sought { parts: parts.collect(), found: 0, end: 0 }
        })
        .collect();
    find(text, &patterns, &mut sought);
    sought.iter().map(|quote| quote.found == quote.parts.len()).collect()
}

fn find(text: &str, patterns: &HashMap<String, usize>, sought: &mut [Sought]) {
    let mut ordered = vec![""; patterns.len()];
    for (part, number) in patterns {
        ordered[*number] = part;
    }
    // For each pattern the quotes of which it is the next part.
    let mut waiting: Vec<Vec<usize>> = vec![Vec::new(); patterns.len()];
    for (quote, first) in sought.iter().enumerate().filter_map(|(quote, sought)| Some((quote, sought.parts.first()?))) {
        waiting[*first].push(quote);
    }
    let mut open: usize = waiting.iter().map(Vec::len).sum();
    let searcher = AhoCorasick::new(ordered).expect("the quotes of one file are few enough to be searched for");
    for match_ in searcher.find_overlapping_iter(text) {
        if open == 0 {
            return;
        }
        let number = match_.pattern().as_usize();
        for index in std::mem::take(&mut waiting[number]) {
            let quote = &mut sought[index];
            if match_.start() < quote.end {
                waiting[number].push(index);
                continue;
            }
            (quote.found, quote.end) = (quote.found + 1, match_.end());
            match quote.parts.get(quote.found) {
                Some(next) => waiting[*next].push(index),
                None => open -= 1,
            }
        }
    }
}

/// What of a quote must stand in a text, folded.
fn parts(quote: &str) -> Vec<String> {
    let parts = outside_brackets(quote).into_iter().flat_map(|part| part.split('…')).flat_map(|part| part.split("..."));
    parts.map(fold).filter(|part| !part.is_empty()).collect()
}

/// What of a quote stands outside brackets; a bracket that is not closed parts it too.
fn outside_brackets(quote: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = quote;
    while let Some((before, after)) = rest.split_once('[') {
        parts.push(before);
        rest = after.split_once(']').map_or(after, |(_, after)| after);
    }
    parts.push(rest);
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn parts_stand_in_their_order_and_not_in_one_another() {
        let text = fold("We sell walls. We do not sell walls any more.");
        let quotes = [
            "We sell … do not",
            "do not … we sell",
            "walls … walls",
            "walls … walls … walls",
            "We [Acme] do",
            "[x]",
            "",
        ];
        assert_eq!(held(&text, &quotes), [true, false, true, false, true, true, true]);
    }

    /// One quote after the other, each part looked for after the last.
    fn plainly(text: &str, quote: &str) -> bool {
        let found = parts(quote)
            .iter()
            .try_fold(0, |from, part| Some(from + text.get(from..)?.find(part.as_str())? + part.len()));
        found.is_some()
    }

    proptest! {
        #[test]
        fn all_at_once_is_one_by_one(text in "[ab ]{0,40}", quotes in prop::collection::vec("[ab….\\[\\]]{0,9}", 0..9)) {
            let text = fold(&text);
            let quotes: Vec<&str> = quotes.iter().map(String::as_str).collect();
            let expected: Vec<bool> = quotes.iter().map(|quote| plainly(&text, quote)).collect();
            prop_assert_eq!(held(&text, &quotes), expected);
        }
    }
}
