//! Which numbers stand in a text, however they are written. Must never take a part of a number for one.

use std::collections::HashSet;

/// Numbers in thousandths, so that decimals are exact.
pub(super) type Numbers = HashSet<u128>;

/// What may follow a number, and how many noughts it stands for.
const MULTIPLES: &[(&str, u32)] = &[
    ("thousand", 3),
    ("million", 6),
    ("billion", 9),
    ("trillion", 12),
    ("bn", 9),
    ("mn", 6),
    ("k", 3),
    ("m", 6),
    ("b", 9),
];

/// Every number of a text: grouped or not, with decimals, with "million" behind it. One that reads two ways is both.
pub(super) fn numbers_in(text: &str) -> Numbers {
    let mut found = Numbers::new();
    let mut rest = text;
    while let Some(at) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let from = rest.get(at..).unwrap_or_default();
        let end = number_end(from);
        let (written, after) = from.split_at(end);
        let noughts = multiple(after);
        for read in readings(written) {
            found.insert(read);
            found.extend(noughts.and_then(|noughts| read.checked_mul(10_u128.checked_pow(noughts)?)));
        }
        rest = after;
    }
    found
}

/// A whole number, in thousandths.
pub(super) fn whole(number: u64) -> u128 {
    u128::from(number) * 1000
}

const BETWEEN: &[char] = &[',', '.', '\u{2009}', '\u{202f}', '\u{a0}', '\'', '’', '_', ' '];

/// Where the number with which a text begins ends: signs between digits are of it, a blank before three of them.
fn number_end(text: &str) -> usize {
    let mut end = 0;
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut at = 0;
    while let Some((start, letter)) = letters.get(at).copied() {
        let digits = letters.iter().skip(at + 1).take_while(|(_, next)| next.is_ascii_digit()).count();
        let goes_on = if letter == ' ' { digits == 3 } else { digits > 0 };
        if !(letter.is_ascii_digit() || BETWEEN.contains(&letter) && goes_on) {
            break;
        }
        end = start + letter.len_utf8();
        at += 1;
    }
    end
}

/// What a number may mean, in thousandths: its last sign groups, or parts decimals.
fn readings(written: &str) -> Vec<u128> {
    let digits = |text: &str| -> Option<u128> {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        digits.parse::<u128>().ok().filter(|_| digits.len() <= 24)
    };
    let mut all: Vec<u128> = digits(written).into_iter().map(|number| number * 1000).collect();
    if let Some((before, after)) = written.rsplit_once(['.', ','])
        && after.len() <= 3
    {
        let decimals = u32::try_from(after.len()).unwrap_or(3);
        let both = digits(before).zip(digits(after));
        all.extend(both.map(|(whole, part)| whole * 1000 + part * 10_u128.pow(3 - decimals)));
    }
    all
}

/// How many noughts the word behind a number stands for.
fn multiple(after: &str) -> Option<u32> {
    let word: String =
        after.trim_start_matches([' ', '\u{a0}', '-']).chars().take_while(|it| it.is_alphabetic()).collect();
    let word = word.to_lowercase();
    MULTIPLES.iter().find(|(known, _)| *known == word || format!("{known}s") == word).map(|(_, noughts)| *noughts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let has = |text: &str, thousandths: u128| numbers_in(text).contains(&thousandths);
        for (text, number) in [
            ("some 1,500 workers", whole(1500)),
            ("$38 million a year", whole(38_000_000)),
            ("19.4 million", whole(19_400_000)),
            ("(600,000)", whole(600_000)),
            ("1 495 signed", whole(1495)),
            ("230M people", whole(230_000_000)),
            ("a 4.5-fold rise", 4500),
            ("in 2018, 12 of them", whole(12)),
            ("June 21.", whole(21)),
        ] {
            assert!(has(text, number), "{text}");
        }
        assert!(!has("1,600,000", whole(600_000)) && !has("in 2018, 12", whole(201_812)), "no part of a number");
        assert!(!has("38 millionaires", whole(38_000_000)));
    }
}
