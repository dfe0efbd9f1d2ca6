//! Amounts of money, as integers of minor units. Must never convert between currencies or rates, nor take a symbol for
//! a code.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::count::overlap;
use super::number::{Fault, group, ungroup};
use super::{Fits, Qualifier, ValueError};

/// The code of a currency: three capitals, known to ISO 4217 or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The code that `text` is, if it is three capitals.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let letters = <[u8; 3]>::try_from(text.as_bytes()).ok()?;
        letters.iter().all(u8::is_ascii_uppercase).then_some(Self(letters))
    }

    /// The code.
    ///
    /// # Panics
    /// Never: it is three capitals.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("`parse` lets only three ASCII capitals through")
    }

    /// Whether ISO 4217 knows it.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.known().is_some()
    }

    /// The decimal digits of its minor unit: 2 for USD, 0 for JPY; 2 where nobody has laid it down.
    #[must_use]
    pub fn minor_digits(&self) -> u32 {
        self.known().and_then(iso_currency::Currency::exponent).map_or(2, u32::from)
    }

    fn known(self) -> Option<iso_currency::Currency> {
        iso_currency::Currency::from_code(self.as_str())
    }
}

/// The time for which an amount is paid once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Rate {
    /// Each hour.
    Hour,
    /// Each day.
    Day,
    /// Each week.
    Week,
    /// Each month.
    Month,
    /// Each year.
    Year,
}

impl Rate {
    /// All of them, from the shortest.
    pub const ALL: [Self; 5] = [Self::Hour, Self::Day, Self::Week, Self::Month, Self::Year];

    /// The rate that `word` names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rate| rate.word() == word)
    }

    /// Its word, as written after `per`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// Words for the zeros of a number.
const SCALES: [(&str, u32); 3] = [("thousand", 3), ("million", 6), ("billion", 9)];

/// An amount of money, shown as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// How the number stands to the amount.
    pub qualifier: Qualifier,
    /// The code of its currency.
    pub currency: Currency,
    /// The number in minor units of the currency (cents).
    pub minor: u64,
    /// The time for which it is paid once, if it is.
    pub rate: Option<Rate>,
    written: String,
}

impl Money {
    /// The amount that `text` is, white space around it aside: `[qualifier] CODE number [thousand|million|billion] [per
    /// hour|day|week|month|year]`.
    ///
    /// # Errors
    /// If a part is missing, out of place or unknown, or the amount is finer than its minor unit or greater than
    /// [`u64::MAX`] of them.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let (qualifier, rest) = Qualifier::take(text.trim())?;
        let start = text.trim_end().len() - rest.len();
        let mut words = Words { rest, at: start };
        let (code_at, code) = words.next();
        let currency = Currency::parse(code).ok_or_else(|| ValueError::new(code_at, no_code(code, rest)))?;
        let (number_at, number) = words.next();
        let scale = words.next_if(|word| SCALES.iter().find(|(name, _)| *name == word).copied());
        let rate = words.rate()?;
        let amount = Amount::parse(number, number_at, currency)?;
        let is_grouped = amount.decimals == 3 && amount.digits.ends_with('0') && !amount.digits.starts_with('0');
        if scale.is_none() && is_grouped && currency.minor_digits() < 3 {
            let grouped = amount.written.replace('.', ",");
            let message = format!("has three digits after its point, as thousands have; write it as {code} {grouped}");
            return Err(ValueError::new(number_at, message));
        }
        let minor = amount
            .minor(currency, scale.map_or(0, |(_, zeros)| zeros))
            .map_err(|message| ValueError::new(number_at, message))?;
        if qualifier == Qualifier::LessThan && minor == 0 {
            return Err(ValueError::new(number_at, "is less than 0; an amount is 0 or more"));
        }
        let sign = [qualifier.sign()].into_iter().filter(|sign| !sign.is_empty()).map(str::to_owned);
        let figure = [code.to_owned(), amount.written].into_iter();
        let scale = scale.map(|(name, _)| name.to_owned());
        let per = rate.map(|rate| format!("per {}", rate.word()));
        let written = sign.chain(figure).chain(scale).chain(per).collect::<Vec<_>>().join(" ");
        Ok(Self { qualifier, currency, minor, rate, written })
    }

    /// So many minor units of a currency, written out.
    #[must_use]
    pub fn of(qualifier: Qualifier, currency: Currency, minor: u64, rate: Option<Rate>) -> Self {
        let unit = 10_u64.pow(currency.minor_digits());
        let mut figure = group(&(minor / unit).to_string());
        if !minor.is_multiple_of(unit) {
            let digits = currency.minor_digits() as usize;
            figure = format!("{figure}.{:0digits$}", minor % unit);
        }
        let per = rate.map(|rate| format!("per {}", rate.word()));
        let parts = [qualifier.sign().to_owned(), currency.as_str().to_owned(), figure, per.unwrap_or_default()];
        let written = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        Self { qualifier, currency, minor, rate, written }
    }

    /// The amount as it was written, with single spaces between its parts and commas for all signs that group digits.
    #[must_use]
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The code of its currency.
    #[must_use]
    pub fn currency(&self) -> &str {
        self.currency.as_str()
    }

    /// Whether ISO 4217 knows its currency.
    #[must_use]
    pub fn is_known_currency(&self) -> bool {
        self.currency.is_known()
    }

    /// The decimal digits of the currency's minor unit.
    #[must_use]
    pub fn minor_digits(&self) -> u32 {
        self.currency.minor_digits()
    }

    /// The least and the greatest it can be, in minor units; no greatest where there is no limit.
    #[must_use]
    pub fn bounds(&self) -> (u64, Option<u64>) {
        self.qualifier.bounds(self.minor)
    }

    /// The one number of minor units it counts as in filters and sorting: `n`, but one more for `>` and one less for
    /// `<`.
    #[must_use]
    pub fn figure(&self) -> u64 {
        self.qualifier.figure(self.minor)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl Fits for Money {
    fn fits(&self, other: &Self) -> bool {
        self.currency == other.currency && self.rate == other.rate && overlap(self.bounds(), other.bounds())
    }
}

/// The words of an amount, each with its byte.
struct Words<'a> {
    rest: &'a str,
    at: usize,
}

impl<'a> Words<'a> {
    /// The next word; empty at the end.
    fn next(&mut self) -> (usize, &'a str) {
        let (word, rest) = self.rest.split_once(is_space).unwrap_or((self.rest, ""));
        let after = rest.trim_start();
        let word_at = self.at;
        self.at += self.rest.len() - after.len();
        self.rest = after;
        (word_at, word)
    }

    /// What `known` makes of the next word, which is passed only if it makes something.
    fn next_if<T>(&mut self, known: impl Fn(&str) -> Option<T>) -> Option<T> {
        let mut ahead = Words { rest: self.rest, at: self.at };
        let found = known(ahead.next().1)?;
        *self = ahead;
        Some(found)
    }

    /// What is left: nothing, or `per` and a time.
    fn rate(&mut self) -> Result<Option<Rate>, ValueError> {
        let (at, word) = self.next();
        if word.is_empty() {
            return Ok(None);
        }
        let wrong = "has other words after its number than thousand, million, billion and per hour, day, week, month, year; write it as USD 5 million per month";
        let rate = if word == "per" { Rate::parse(self.next().1) } else { None };
        match rate {
            Some(rate) if self.rest.is_empty() => Ok(Some(rate)),
            _ => Err(ValueError::new(at, wrong)),
        }
    }
}

/// White space that parts words: the thin spaces group digits instead.
fn is_space(character: char) -> bool {
    character.is_whitespace() && !matches!(character, '\u{2009}' | '\u{202F}')
}

/// What to say of a text that does not begin with a code.
fn no_code(word: &str, amount: &str) -> String {
    let capitals = word.to_ascii_uppercase();
    if Currency::parse(&capitals).is_some_and(|currency| currency.is_known()) {
        return format!("has its currency code in small letters; write it as {capitals}");
    }
    let later = amount.split(is_space).filter_map(Currency::parse).find(Currency::is_known);
    if let Some(code) = later {
        return format!("has its currency code in the wrong place; write it first, as in {} 1,000", code.as_str());
    }
    if amount.contains(['$', '€', '£', '¥']) {
        return "has no currency code (a symbol is not a code); write it as USD 1,000".to_owned();
    }
    "has no currency code; write it as USD 1,000".to_owned()
}

/// A number with `k`, `m` or `bn` at its end, and the word for that.
fn abbreviated(number: &str) -> Option<(&str, &'static str)> {
    let figure = number.trim_end_matches(|character: char| character.is_ascii_alphabetic());
    let scale = match number.get(figure.len()..)?.to_ascii_lowercase().as_str() {
        "k" => "thousand",
        "m" | "mn" | "mio" => "million",
        "b" | "bn" => "billion",
        _ => return None,
    };
    figure.ends_with(|character: char| character.is_ascii_digit()).then_some((figure, scale))
}

/// The number of an amount, before it is scaled.
struct Amount {
    /// Its digits, those after the point too.
    digits: String,
    /// How many of them stand after the point.
    decimals: u32,
    written: String,
}

impl Amount {
    fn parse(number: &str, at: usize, currency: Currency) -> Result<Self, ValueError> {
        let code = currency.as_str();
        if let Some((figure, scale)) = abbreviated(number) {
            let message = format!("has an abbreviation; write it out: {code} {figure} {scale}");
            return Err(ValueError::new(at + figure.len(), message));
        }
        let (whole, fraction) =
            number.split_once('.').map_or((number, None), |(whole, fraction)| (whole, Some(fraction)));
        let digits = ungroup(whole).map_err(|fault| match fault {
            Fault::Missing | Fault::NoDigit(0) => {
                ValueError::new(at, format!("has no number after {code}; write it as {code} 1,000"))
            }
            Fault::NoDigit(byte) => {
                ValueError::new(at + byte, format!("has a number that is none; write it as {code} 1,000"))
            }
            Fault::Grouping => {
                ValueError::new(at, format!("has digits that are not grouped by three; write it as {code} 1,000"))
            }
        })?;
        let grouped = if digits == whole { digits.clone() } else { group(&digits) };
        let Some(fraction) = fraction else {
            return Ok(Self { digits, decimals: 0, written: grouped });
        };
        let all_digits = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
        let decimals = u32::try_from(fraction.len()).ok().filter(|_| all_digits);
        let decimals = decimals.ok_or_else(|| {
            ValueError::new(at + whole.len(), format!("has no digits after its point; write it as {code} 1.5 million"))
        })?;
        Ok(Self { digits: digits + fraction, decimals, written: format!("{grouped}.{fraction}") })
    }

    /// The number in minor units, `zeros` more digits before the point.
    fn minor(&self, currency: Currency, zeros: u32) -> Result<u64, String> {
        let too_fine =
            || format!("is finer than {} allows: it has {} decimal digits", currency.as_str(), currency.minor_digits());
        let shift = i64::from(zeros) + i64::from(currency.minor_digits()) - i64::from(self.decimals);
        let mut digits = self.digits.trim_start_matches('0').to_owned();
        for _ in 0..shift {
            digits.push('0');
        }
        for _ in shift..0 {
            // Nothing left is 0, which is 0 however often it is divided.
            if digits.pop().is_some_and(|digit| digit != '0') {
                return Err(too_fine());
            }
        }
        let digits = if digits.is_empty() { "0" } else { digits.as_str() };
        let too_great = || {
            format!(
                "is greater than {} {}",
                currency.as_str(),
                group(&(u64::MAX / 10_u64.pow(currency.minor_digits())).to_string())
            )
        };
        digits.parse().map_err(|_| too_great())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn money(text: &str) -> Money {
        Money::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"))
    }

    #[test]
    fn amounts_are_minor_units_and_shown_as_they_were_written() {
        for (text, written, minor, rate) in [
            ("USD 1,214,000.50", "USD 1,214,000.50", 121_400_050, None),
            (" ~USD 600_000  per month ", "~ USD 600,000 per month", 60_000_000, Some(Rate::Month)),
            ("USD 1.2 million", "USD 1.2 million", 120_000_000, None),
            ("> EUR 5 billion per year", "> EUR 5 billion per year", 500_000_000_000, Some(Rate::Year)),
            ("JPY 5 thousand", "JPY 5 thousand", 5000, None),
            ("KWD 0.125", "KWD 0.125", 125, None),
            ("USD 0.000", "USD 0.000", 0, None),
            ("QQQ 5", "QQQ 5", 500, None),
            ("USD 184467440737095516.15", "USD 184467440737095516.15", u64::MAX, None),
        ] {
            let money = money(text);
            assert_eq!((money.written(), money.minor, money.rate), (written, minor, rate), "{text}");
        }
        assert!(!money("QQQ 5").is_known_currency() && money("KWD 5").is_known_currency());
        assert_eq!(money("> USD 5").figure(), 501);
    }

    #[test]
    fn what_is_no_amount_says_where_and_why() {
        for (text, at, says) in [
            ("", 0, "has no currency code; write it as USD 1,000"),
            ("$5 million", 0, "a symbol is not a code"),
            ("usd 5", 0, "write it as USD"),
            ("5 USD", 0, "write it first, as in USD 1,000"),
            ("USD", 3, "has no number after USD"),
            ("USD five", 4, "has no number after USD"),
            ("USD 5x", 5, "has a number that is none"),
            ("USD 5,00", 4, "grouped by three"),
            ("USD 5.", 5, "no digits after its point"),
            ("EUR 4.6m", 7, "has an abbreviation; write it out: EUR 4.6 million"),
            ("USD 120k", 7, "has an abbreviation; write it out: USD 120 thousand"),
            ("EUR 600.000", 4, "has three digits after its point, as thousands have; write it as EUR 600,000"),
            ("USD 5.001", 4, "is finer than USD allows: it has 2 decimal digits"),
            ("JPY 5.5", 4, "it has 0 decimal digits"),
            ("USD 5 zillion", 6, "thousand, million, billion"),
            ("USD 5 per decade", 6, "per hour, day, week, month, year"),
            ("USD 5 per month or so", 6, "other words after its number"),
            ("USD 184467440737095516.16", 4, "greater than USD 184,467,440,737,095,516"),
            ("< USD 0", 6, "0 or more"),
        ] {
            let error = Money::parse(text).unwrap_err();
            assert!(error.at == at && error.message.contains(says), "{text:?}: {error:?}");
        }
    }

    #[test]
    fn amounts_fit_in_one_currency_and_rate_alone() {
        for (one, other, fits) in [
            ("USD 1,214,000", "~ USD 1.2 million", true),
            ("USD 1,214,000", "USD 1.2 million", false),
            ("USD 5", "EUR 5", false),
            ("USD 5 per month", "USD 5", false),
            ("> USD 5", "USD 5.01", true),
        ] {
            let (one, other) = (money(one), money(other));
            assert_eq!((one.fits(&other), other.fits(&one)), (fits, fits), "{one} and {other}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            text in "(|~ ?|> |>=|< )(USD|EUR|JPY|KWD|QQQ) [0-9]{1,3}(,[0-9]{3}){0,3}(\\.[0-9]{1,4})?( thousand| million| billion)?( per (hour|week|year))?"
        ) {
            if let Ok(money) = Money::parse(&text) {
                prop_assert_eq!(Money::parse(money.written()), Ok(money.clone()));
                prop_assert!(money.fits(&money));
            }
        }

        #[test]
        fn no_text_is_too_much(text in "\\PC{0,16}|[<>~]?[A-Z]{2,3} [0-9.,_]{0,24}[a-z ]{0,12}") {
            match Money::parse(&text) {
                Ok(money) => prop_assert_eq!(Money::parse(money.written()), Ok(money)),
                Err(error) => prop_assert!(text.is_char_boundary(error.at), "{error:?}"),
            }
        }
    }
}
