//! How many: a whole number and how sure its source is of it. Must never be computed with more precision than it was
//! written with.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::number::{Fault, group, ungroup};
use super::{Fits, ValueError};

/// How a number stands to what it counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Qualifier {
    /// The number itself.
    #[default]
    Exactly,
    /// More than the number.
    MoreThan,
    /// The number or more.
    AtLeast,
    /// Less than the number.
    LessThan,
    /// The number give or take 5 %.
    About,
}

/// Longer signs stand before those they begin with.
const SIGNS: [(&str, Qualifier); 4] =
    [(">=", Qualifier::AtLeast), (">", Qualifier::MoreThan), ("<", Qualifier::LessThan), ("~", Qualifier::About)];

impl Qualifier {
    /// The sign it is written with, nothing for exactly.
    #[must_use]
    pub fn sign(self) -> &'static str {
        SIGNS.iter().find(|(_, qualifier)| *qualifier == self).map_or("", |(sign, _)| sign)
    }

    /// The qualifier that `text` begins with, and what stands after it and its white space.
    pub(super) fn take(text: &str) -> Result<(Self, &str), ValueError> {
        if text.starts_with("<=") {
            return Err(ValueError::new(
                0,
                "begins with <=, which is not supported; write < and the next greater number",
            ));
        }
        let signed = SIGNS.iter().find_map(|(sign, qualifier)| Some((*qualifier, text.strip_prefix(sign)?)));
        let (qualifier, rest) = signed.unwrap_or((Self::Exactly, text));
        Ok((qualifier, rest.trim_start()))
    }

    /// The least and the greatest number that `number` can mean; no greatest where there is no limit.
    pub(super) fn bounds(self, number: u64) -> (u64, Option<u64>) {
        match self {
            Self::Exactly => (number, Some(number)),
            Self::MoreThan => (number.saturating_add(1), None),
            Self::AtLeast => (number, None),
            Self::LessThan => (0, Some(number.saturating_sub(1))),
            Self::About => (number - number / 20, Some(number.saturating_add(number / 20))),
        }
    }

    /// The one number that `number` counts as where there is room for one.
    pub(super) fn figure(self, number: u64) -> u64 {
        match self {
            Self::Exactly | Self::AtLeast | Self::About => number,
            Self::MoreThan => number.saturating_add(1),
            Self::LessThan => number.saturating_sub(1),
        }
    }
}

/// Whether two pairs of bounds have a number in common.
pub(super) fn overlap(one: (u64, Option<u64>), other: (u64, Option<u64>)) -> bool {
    let reaches = |limit: Option<u64>, least: u64| limit.is_none_or(|limit| limit >= least);
    reaches(one.1, other.0) && reaches(other.1, one.0)
}

/// A number of people or things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Count {
    /// How the number stands to what it counts.
    pub qualifier: Qualifier,
    /// The number, as written.
    pub number: u64,
}

impl Count {
    /// Exactly `number`.
    #[must_use]
    pub fn exactly(number: u64) -> Self {
        Self { qualifier: Qualifier::Exactly, number }
    }

    /// The count that `text` is, white space around it aside: `1495`, `1,495`, `> 650`, `>= 12`, `~ 500`, `< 40`.
    ///
    /// # Errors
    /// If it is no whole number from 0 to [`u64::MAX`], maybe with one of these signs, or means less than 0.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let (qualifier, rest) = Qualifier::take(text.trim())?;
        let at = text.trim_end().len() - rest.len();
        let digits = ungroup(rest).map_err(|fault| fault_message(&fault, rest, at))?;
        let number = digits
            .parse()
            .map_err(|_| ValueError::new(at, format!("is greater than {}", group(&u64::MAX.to_string()))))?;
        if qualifier == Qualifier::LessThan && number == 0 {
            return Err(ValueError::new(at, "is less than 0; a count is 0 or more"));
        }
        Ok(Self { qualifier, number })
    }

    /// The least and the greatest it can be; no greatest where there is no limit.
    #[must_use]
    pub fn bounds(self) -> (u64, Option<u64>) {
        self.qualifier.bounds(self.number)
    }

    /// The one number it counts as in filters and sorting: `n`, but one more for `>` and one less for `<`.
    #[must_use]
    pub fn figure(self) -> u64 {
        self.qualifier.figure(self.number)
    }
}

fn fault_message(fault: &Fault, digits: &str, at: usize) -> ValueError {
    match fault {
        Fault::Missing => ValueError::new(at, "has no number; write it as 1,495, > 650 or ~ 500"),
        Fault::Grouping => ValueError::new(at, "has digits that are not grouped by three; write it as 1,495 or 1495"),
        Fault::NoDigit(0) if digits.starts_with('-') => ValueError::new(at, "is less than 0; a count is 0 or more"),
        Fault::NoDigit(byte) if *byte > 0 && digits.get(*byte..).is_some_and(|rest| rest.starts_with('.')) => {
            ValueError::new(at + byte, "is not a whole number; digits are grouped by a comma, as in 1,495")
        }
        Fault::NoDigit(byte) => {
            ValueError::new(at + byte, "is not a count; write it as 1,495, > 650, >= 12, ~ 500 or < 40")
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = self.qualifier.sign();
        let space = if sign.is_empty() { "" } else { " " };
        write!(f, "{sign}{space}{}", group(&self.number.to_string()))
    }
}

impl Fits for Count {
    fn fits(&self, other: &Self) -> bool {
        overlap(self.bounds(), other.bounds())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn counts_are_read_with_their_sign_and_mean_a_range() {
        for (text, printed, bounds, figure) in [
            ("1495", "1,495", (1495, Some(1495)), 1495),
            ("1,495", "1,495", (1495, Some(1495)), 1495),
            ("1_495", "1,495", (1495, Some(1495)), 1495),
            ("1\u{202F}495", "1,495", (1495, Some(1495)), 1495),
            (" >650 ", "> 650", (651, None), 651),
            (">= 12", ">= 12", (12, None), 12),
            ("~ 500", "~ 500", (475, Some(525)), 500),
            ("~ 19", "~ 19", (19, Some(19)), 19),
            ("< 40", "< 40", (0, Some(39)), 39),
            ("0", "0", (0, Some(0)), 0),
            ("> 18446744073709551615", "> 18,446,744,073,709,551,615", (u64::MAX, None), u64::MAX),
        ] {
            let count = Count::parse(text).unwrap();
            assert_eq!(
                (count.to_string().as_str(), count.bounds(), count.figure()),
                (printed, bounds, figure),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_count_says_where_and_why() {
        for (text, at, says) in [
            ("", 0, "has no number"),
            ("> ", 1, "has no number"),
            ("1,49", 0, "grouped by three"),
            ("1,495_000", 0, "grouped by three"),
            ("1.495", 1, "not a whole number"),
            (" -3", 1, "0 or more"),
            ("< 0", 2, "0 or more"),
            ("<= 4", 0, "begins with <="),
            ("> many", 2, "is not a count"),
            ("18446744073709551616", 0, "greater than 18,446,744,073,709,551,615"),
        ] {
            let error = Count::parse(text).unwrap_err();
            assert!(error.at == at && error.message.contains(says), "{text:?}: {error:?}");
        }
    }

    #[test]
    fn counts_fit_where_both_can_be_right() {
        for (one, other, fits) in [
            ("500", "500", true),
            ("500", "501", false),
            ("~ 500", "525", true),
            ("~ 500", "526", false),
            ("> 650", "650", false),
            ("> 650", ">= 900", true),
            ("< 40", "39", true),
            ("< 40", ">= 40", false),
        ] {
            let (one, other) = (Count::parse(one).unwrap(), Count::parse(other).unwrap());
            assert_eq!((one.fits(&other), other.fits(&one)), (fits, fits), "{one} and {other}");
        }
    }

    fn any_count() -> impl Strategy<Value = Count> {
        let qualifiers: Vec<Qualifier> = SIGNS.iter().map(|(_, it)| *it).chain([Qualifier::Exactly]).collect();
        (prop::sample::select(qualifiers), prop_oneof![1..2000_u64, 1..=u64::MAX])
            .prop_map(|(qualifier, number)| Count { qualifier, number })
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(count in any_count()) {
            prop_assert_eq!(Count::parse(&count.to_string()), Ok(count));
            let (least, greatest) = count.bounds();
            prop_assert!(least <= count.figure() && greatest.is_none_or(|greatest| count.figure() <= greatest));
        }

        #[test]
        fn no_text_is_too_much(text in "\\PC{0,12}|[<>=~ ]{0,3}[0-9,._\u{2009}-]{0,24}") {
            match Count::parse(&text) {
                Ok(count) => prop_assert_eq!(Count::parse(&count.to_string()), Ok(count)),
                Err(error) => prop_assert!(text.is_char_boundary(error.at), "{error:?}"),
            }
        }
    }
}
