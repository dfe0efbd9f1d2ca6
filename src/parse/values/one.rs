//! One value of a shape, without readings. Each gives nothing where there is none, and says why.

use toml::Spanned;
use toml::de::{DeInteger, DeValue};

use super::{Asked, example, kind_of, wanted};
use crate::entry::Key;
use crate::parse::limits::{self, NAME};
use crate::parse::reader::Reader;
use crate::parse::text::hidden_character;
use crate::problem::Code;
use crate::text::suspicious;
use crate::value::{At, Count, Currency, Date, Money, Reference, Span, ValueError};

/// A value as TOML gives it.
pub(super) type Given<'v, 't> = &'v Spanned<DeValue<'t>>;

/// Text without the white space around it.
pub(super) fn text(reader: &mut Reader<'_>, asked: Asked, given: Given<'_, '_>) -> Option<String> {
    match given.get_ref() {
        DeValue::Datetime(time) if asked.key == Key::Time && time.date.is_none() && time.offset.is_none() => {
            Some(reader.slice(&given.span()).to_owned())
        }
        _ => {
            let text = string(reader, asked, given).filter(|text| !text.is_empty())?;
            let names = matches!(asked.key, Key::Name | Key::Title | Key::Long);
            Some(if names { name_within_limit(reader, asked, given, text) } else { text })
        }
    }
}

/// Text, or a whole number as text.
pub(super) fn label(reader: &mut Reader<'_>, asked: Asked, given: Given<'_, '_>) -> Option<String> {
    match given.get_ref() {
        DeValue::Integer(number) => Some(number.to_string()),
        _ => text(reader, asked, given),
    }
}

/// One name or several.
pub(super) fn names(reader: &mut Reader<'_>, asked: Asked, given: Given<'_, '_>) -> Option<Vec<At<String>>> {
    each(reader, asked, given, |reader, item, name| {
        if name.is_empty() {
            reader.add(Code::WrongType, &item.span(), format!("`{}` holds an empty text; delete it", asked.key.name()));
        }
        (!name.is_empty()).then(|| name_within_limit(reader, asked, item, name))
    })
}

/// A name in the bytes that a name may have; what is cut off is reported. It stands wherever somebody refers to it, so
/// its length counts as often.
fn name_within_limit(reader: &mut Reader<'_>, asked: Asked, given: Given<'_, '_>, mut name: String) -> String {
    const MORE: char = '…';
    if name.len() <= NAME.number {
        return name;
    }
    let limit = limits::grouped(NAME.number);
    let message = format!("`{}` has more than {limit} bytes; the rest is cut off, shorten it", asked.key.name());
    reader.add(Code::OverLimit, &given.span(), message);
    let room = NAME.number - MORE.len_utf8();
    let end = name.char_indices().map(|(at, _)| at).take_while(|at| *at <= room).last();
    name.truncate(end.unwrap_or_default());
    name.push(MORE);
    name
}

/// One reference or several.
pub(super) fn references(reader: &mut Reader<'_>, asked: Asked, given: Given<'_, '_>) -> Option<Vec<At<Reference>>> {
    each(reader, asked, given, |reader, item, _| {
        let DeValue::String(written) = item.get_ref() else { return None };
        let parsed = Reference::parse(written).map(|reference| Reference { implied: asked.implied, ..reference });
        parsed.map_err(|error| report(reader, Code::BadReference, "this reference", item, written, &error)).ok()
    })
}

/// What `one` makes of a text or of each text of a list.
fn each<T>(
    reader: &mut Reader<'_>,
    asked: Asked,
    given: Given<'_, '_>,
    one: impl Fn(&mut Reader<'_>, Given<'_, '_>, String) -> Option<T>,
) -> Option<Vec<At<T>>> {
    let items = match given.get_ref() {
        DeValue::Array(items) => items.iter().collect(),
        _ => vec![given],
    };
    let things = items.into_iter().filter_map(|item| {
        if !item.get_ref().is_str() && given.get_ref().is_array() {
            let (key, what) = (asked.key.name(), kind_of(item.get_ref()));
            reader.add(
                Code::WrongType,
                &item.span(),
                format!("`{key}` holds {what}; it must hold texts in quotes alone"),
            );
            return None;
        }
        let written = string(reader, asked, item)?;
        Some(At::new(one(reader, item, written)?, item.span()))
    });
    let things: Vec<_> = things.collect();
    (!things.is_empty()).then_some(things)
}

/// A date, in quotes or as TOML has it.
pub(super) fn date(reader: &mut Reader<'_>, asked: Asked, given: Given<'_, '_>) -> Option<Date> {
    let key = asked.key.name();
    match given.get_ref() {
        DeValue::Datetime(time) => {
            let day = time.date.map(|day| day.to_string());
            let read = day.as_deref().map(Date::parse);
            if let Some(Ok(date)) = read {
                if time.time.is_some() {
                    reader.read_way(&given.span(), format!("the day of `{key}` without its time"));
                }
                return Some(date);
            }
            let message = match read {
                Some(Err(error)) => format!("`{key}` {}", error.message),
                _ => format!("`{key}` holds a time of day; write a day, as in {key} = 2018-06-21"),
            };
            reader.add(Code::BadDate, &given.span(), message);
            None
        }
        DeValue::Integer(_) if Date::parse(reader.slice(&given.span())).is_ok() => {
            let year = reader.slice(&given.span());
            let message = format!("`{key}` is a whole number; write a year in quotes, as in {key} = \"{year}\"");
            reader.add(Code::WrongType, &given.span(), message);
            None
        }
        DeValue::String(text) if day_of(text).is_some_and(|day| Date::parse(day).is_ok()) => {
            reader.read_way(&given.span(), format!("the day of `{key}` without its time"));
            day_of(text).and_then(|day| Date::parse(day).ok())
        }
        _ => parsed(reader, asked, given, |_| Code::BadDate, Date::parse),
    }
}

/// The day of a day with its time, as RFC 3339 writes both: `2018-06-21T10:00:00Z`, `2018-06-21 10:00`.
fn day_of(text: &str) -> Option<&str> {
    let (day, time) = text.trim().split_once(['T', 't', ' '])?;
    let hour = time.get(..2).filter(|hour| hour.bytes().all(|digit| digit.is_ascii_digit()));
    let is_time = hour.is_some() && time.get(2..).is_some_and(|rest| rest.starts_with(':'));
    (is_time && day.len() == "2018-06-21".len()).then_some(day)
}

/// A count, in quotes or as a whole number.
pub(super) fn count(reader: &mut Reader<'_>, asked: Asked, given: Given<'_, '_>) -> Option<Count> {
    let DeValue::Integer(number) = given.get_ref() else {
        return parsed(reader, asked, given, |_| Code::BadCount, Count::parse);
    };
    let count = whole(number).map(Count::exactly);
    if count.is_none() {
        let what = if has_no_digits(number) { "a number without digits" } else { "less than 0 or too great" };
        let message = format!("`{}` is {what}; a count is 0 or more", asked.key.name());
        reader.add(Code::BadCount, &given.span(), message);
    }
    count
}

/// An amount of money.
pub(super) fn money(reader: &mut Reader<'_>, asked: Asked, given: Given<'_, '_>) -> Option<Money> {
    let key = asked.key.name();
    let span = given.span();
    if let DeValue::Integer(_) | DeValue::Float(_) = given.get_ref() {
        let number = reader.slice(&span);
        let message =
            format!("`{key}` has no currency code; write it in quotes with its code, as in {key} = \"USD {number}\"");
        reader.add(Code::NoCurrency, &span, message);
        return None;
    }
    let code = |written: &str| if has_code(written) { Code::BadMoney } else { Code::NoCurrency };
    let money = parsed(reader, asked, given, code, Money::parse)?;
    if !money.is_known_currency() {
        let message =
            format!("the currency {} is unknown to ISO 4217; write a code such as USD or EUR", money.currency());
        reader.add(Code::UnknownCurrency, &span, message);
    }
    Some(money)
}

/// Whether a word of an amount can be meant as a currency's code.
fn has_code(written: &str) -> bool {
    let words = written.split(|character: char| !character.is_alphanumeric());
    words
        .filter(|word| !["per", "day"].contains(word))
        .any(|word| Currency::parse(&word.to_ascii_uppercase()).is_some())
}

/// A whole number, 0 or more.
pub(super) fn number(reader: &mut Reader<'_>, asked: Asked, given: Given<'_, '_>) -> Option<u64> {
    let number = match given.get_ref() {
        DeValue::Integer(number) => whole(number),
        _ => None,
    };
    if number.is_none() {
        let what = match given.get_ref() {
            DeValue::Integer(number) if has_no_digits(number) => "a number without digits",
            DeValue::Integer(_) => "less than 0 or too great",
            other => kind_of(other),
        };
        let key = asked.key.name();
        let message = format!(
            "`{key}` is {what}; it must be {}, as in {key} = {}",
            wanted(asked.shape),
            example(asked.shape, asked.key)
        );
        reader.add(Code::WrongType, &given.span(), message);
    }
    number
}

/// Whether a number is a prefix alone: `0x`.
pub(in crate::parse) fn has_no_digits(number: &DeInteger<'_>) -> bool {
    !number.as_str().bytes().any(|byte| byte.is_ascii_alphanumeric())
}

fn whole(number: &DeInteger<'_>) -> Option<u64> {
    u64::from_str_radix(number.as_str(), number.radix()).ok()
}

/// What `parse` makes of a text; where it makes nothing, the fault is of the code that `code` gives for the text.
fn parsed<T>(
    reader: &mut Reader<'_>,
    asked: Asked,
    given: Given<'_, '_>,
    code: impl Fn(&str) -> Code,
    parse: impl Fn(&str) -> Result<T, ValueError>,
) -> Option<T> {
    string(reader, asked, given)?;
    let DeValue::String(written) = given.get_ref() else { return None };
    let key = format!("`{}`", asked.key.name());
    parse(written).map_err(|error| report(reader, code(written), &key, given, written, &error)).ok()
}

/// A string without the white space around it, each of its line ends one LF. Anything else is reported.
fn string(reader: &mut Reader<'_>, asked: Asked, given: Given<'_, '_>) -> Option<String> {
    let span = given.span();
    let DeValue::String(text) = given.get_ref() else {
        let (key, what) = (asked.key.name(), kind_of(given.get_ref()));
        let (wanted, example) = (wanted(asked.shape), example(asked.shape, asked.key));
        reader.add(Code::WrongType, &span, format!("`{key}` is {what}; it must be {wanted}, as in {key} = {example}"));
        return None;
    };
    if reader.is_faulty(&span) {
        return None;
    }
    let literal = reader.slice(&span);
    if let Some((_, character)) = suspicious(text).find(|(_, character)| !literal.contains(*character)) {
        // What stands in the file as it is has been reported with all other characters.
        reader.add(Code::Invisible, &span, hidden_character(character));
    }
    Some(text.trim().replace("\r\n", "\n"))
}

fn report(reader: &mut Reader<'_>, code: Code, of: &str, given: Given<'_, '_>, written: &str, error: &ValueError) {
    let span = within(reader, &given.span(), written, error.at);
    reader.add(code, &span, format!("{of} {}", error.message));
}

/// The bytes of the file at which the byte `at` of the string `written` stands, to the string's end; the whole value
/// where that is not one to one.
fn within(reader: &Reader<'_>, span: &Span, written: &str, at: usize) -> Span {
    let inner = span.start + 1..span.end.saturating_sub(1);
    let same = reader.text.get(inner.clone()) == Some(written);
    if same && at > 0 && at < written.len() { inner.start + at..inner.end } else { span.clone() }
}
