//! Numbers of the filter language, compared exactly: no rounding, no floating point. Must never know what is counted.

use std::cmp::Ordering;

use super::bounds::{Bound, Test};

/// The most digits that a number is written with, its decimals included: enough for every count and every amount there
/// is.
const MAX_DIGITS: usize = 18;

/// What may stand after a number, and how many noughts it stands for.
const MULTIPLES: &[(char, u32)] = &[('k', 3), ('K', 3), ('m', 6), ('M', 6), ('b', 9), ('B', 9)];

/// A number that is not negative: `digits` divided by ten to the power of `decimals`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    digits: u128,
    decimals: u32,
}

impl Number {
    /// A number as people write it: `1000`, `1_000`, `1,000`, `10k`, `1.5M`, `2B`.
    ///
    /// # Errors
    /// What is wrong and what would be right, as the end of a sentence that begins with the text.
    pub(super) fn parse(text: &str) -> Result<Self, &'static str> {
        let multiple = MULTIPLES.iter().find(|(letter, _)| text.ends_with(*letter));
        let (plain, noughts) = match multiple {
            Some((letter, noughts)) => (text.strip_suffix(*letter).unwrap_or(text), *noughts),
            None => (text, 0),
        };
        let (whole, part) = plain.split_once('.').unwrap_or((plain, "0"));
        let whole: String = whole.chars().filter(|character| !matches!(character, '_' | ',')).collect();
        let all_digits = |text: &str| !text.is_empty() && text.chars().all(|character| character.is_ascii_digit());
        if !all_digits(&whole) || !all_digits(part) {
            return Err("is no number; write it as 1000, 1_000, 10k, 1.5M or 2B");
        }
        let part = part.trim_end_matches('0');
        let whole = whole.trim_start_matches('0');
        if whole.len() + part.len() > MAX_DIGITS {
            return Err("has too many digits; 18 are the most");
        }
        let digits = format!("0{whole}{part}").parse::<u128>().map_err(|_| "is no number")?;
        let decimals = u32::try_from(part.len()).map_err(|_| "has too many digits")?;
        Ok(Self { digits: digits * 10_u128.pow(noughts), decimals })
    }

    /// How `units`, divided by ten to the power of `decimals`, compares to it.
    pub(super) fn compared_by(self, units: u64, decimals: u32) -> Ordering {
        // At most 20 + 18 digits on the left; at most 27 + 9 on the right: both fit 128 bits, and saturation keeps the
        // order beyond.
        let left = u128::from(units).saturating_mul(10_u128.saturating_pow(self.decimals));
        let right = self.digits.saturating_mul(10_u128.saturating_pow(decimals));
        left.cmp(&right)
    }
}

impl Test<Bound<Number>> {
    /// Whether `units`, divided by ten to the power of `decimals`, passes.
    pub(super) fn passes_number(&self, units: u64, decimals: u32) -> bool {
        let to = |number: &Number| number.compared_by(units, decimals);
        self.passes(|it| to(it).is_ge(), |it| to(it).is_gt(), |it| to(it).is_le(), |it| to(it).is_lt())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, units) in [
            ("1000", 1000),
            ("1_000", 1000),
            ("1,495", 1495),
            ("10k", 10_000),
            ("1.5M", 1_500_000),
            ("2B", 2_000_000_000),
            ("007", 7),
            ("0", 0),
            ("2.50", 0),
        ] {
            let number = Number::parse(text).unwrap();
            let expected = if text == "2.50" { Ordering::Less } else { Ordering::Equal };
            assert_eq!(number.compared_by(units, 0), expected, "{text}");
        }
        for text in ["", "k", ".5", "5.", "-1", "1e3", "0x10", "1 000", "1234567890123456789", "½", "١"] {
            assert!(Number::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn numbers_compare_exactly() {
        let number = |text| Number::parse(text).unwrap();
        assert_eq!(number("748.844k").compared_by(74_884_400, 2), Ordering::Equal);
        assert_eq!(number("748.844k").compared_by(74_884_401, 2), Ordering::Greater);
        assert_eq!(number("0.00000000000000001").compared_by(u64::MAX, 0), Ordering::Greater);
        assert_eq!(number("999999999999999999B").compared_by(u64::MAX, 4), Ordering::Less);
    }

    #[test]
    fn bounds_are_included_as_written() {
        let bound = |text: &str| Bound { text: text.to_owned(), value: Number::parse(text).unwrap() };
        let kept = |test: Test<Bound<Number>>| (1..=5).filter(|n| test.passes_number(*n, 0)).collect::<Vec<_>>();
        assert_eq!(kept(Test::Is(bound("3"))), [3]);
        assert_eq!(kept(Test::Below(bound("3"))), [1, 2]);
        assert_eq!(kept(Test::UpTo(bound("3"))), [1, 2, 3]);
        assert_eq!(kept(Test::Above(bound("3"))), [4, 5]);
        assert_eq!(kept(Test::From(bound("3"))), [3, 4, 5]);
        assert_eq!(kept(Test::Within(bound("2"), bound("4"))), [2, 3, 4]);
        assert_eq!(kept(Test::Within(bound("4"), bound("2"))), [0_u64; 0]);
    }
}
