//! EDTF's text → the form of a date. Must name what would be right, and say so where a text is EDTF that is not read.

use jiff::civil;

use super::super::ValueError;
use super::{End, FIRST_YEAR, Form, Grain, LAST_YEAR, Point, SEASONS, SURENESS, Sureness};

/// The form of the date that `text` is, white space around it aside.
pub(super) fn form(text: &str) -> Result<Form, ValueError> {
    let offset = text.len() - text.trim_start().len();
    let date = text.trim();
    let form = match date.split_once('/') {
        None => point(date).map(Form::Point),
        Some((start, end)) => interval(start, end),
    };
    form.map_err(|error| explain(date, error)).map_err(|error| ValueError { at: error.at + offset, ..error })
}

type Tells = fn(&str) -> bool;

/// Parts of EDTF that are not read: how to tell them, and their name.
const REST: [(Tells, &str); 6] = [
    (|text| text.contains(['[', ']', '{', '}']), "a set of dates"),
    (|text| text.starts_with('Y') || text.contains(['E', 'S']), "a year of more than four digits"),
    (|text| text.starts_with('-'), "a year before 1"),
    (|text| text.contains(':'), "a time of day"),
    (|text| text.contains('X'), "unspecified digits other than a year's last"),
    (has_inner_mark, "a mark that stands elsewhere than at the end, or more than one"),
];

/// Whether a mark stands elsewhere than once at the end of a date.
fn has_inner_mark(text: &str) -> bool {
    const MARKS: [char; 3] = ['?', '~', '%'];
    text.split('/').any(|date| date.strip_suffix(MARKS).unwrap_or(date).contains(MARKS))
}

/// The fault, or, where the text is of the rest of EDTF, that it is.
fn explain(date: &str, fault: ValueError) -> ValueError {
    let edtf = |character: char| character.is_ascii_digit() || "-/.:?~%[]{},XYESTZ+".contains(character);
    let rest = REST
        .iter()
        .find(|(tells, _)| tells(date))
        .filter(|_| date.chars().all(edtf) && date.contains(|c: char| c.is_ascii_digit()));
    match rest {
        Some((_, name)) => {
            ValueError { message: format!("is not read; the rest of EDTF is not supported: {name}"), ..fault }
        }
        None => fault,
    }
}

fn interval(start: &str, end: &str) -> Result<Form, ValueError> {
    let end_at = start.len() + 1;
    let ends = (limit(start)?, limit(end).map_err(|error| ValueError { at: error.at + end_at, ..error })?);
    match ends {
        (End::Point(_), _) | (_, End::Point(_)) => Ok(Form::Interval(ends.0, ends.1)),
        (End::Open | End::Unknown, End::Open | End::Unknown) => {
            Err(ValueError::new(0, "has no date at either end; write it as 2018-03/2019-10 or 2018-03/.."))
        }
    }
}

fn limit(text: &str) -> Result<End, ValueError> {
    match text {
        "" => Ok(End::Unknown),
        ".." => Ok(End::Open),
        _ => point(text).map(End::Point),
    }
}

fn point(text: &str) -> Result<Point, ValueError> {
    let marked =
        SURENESS.iter().filter(|row| !row.1.is_empty()).find_map(|row| Some((text.strip_suffix(row.1)?, row.0)));
    let (bare, sureness) = marked.unwrap_or((text, Sureness::Sure));
    Ok(Point { grain: grain(bare)?, sureness })
}

fn grain(text: &str) -> Result<Grain, ValueError> {
    if let Some(decade) = text.strip_suffix('X').and_then(|digits| number(digits, 3)) {
        return Ok(Grain::Decade(decade));
    }
    let mut parts = text.split('-');
    let digits = parts.next().unwrap_or_default();
    if digits.len() > 4 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(no_year(0));
    }
    let year = number(digits, 4).ok_or_else(|| no_date(text))?;
    check_year(year, 0)?;
    let Some(month) = parts.next() else {
        return Ok(Grain::Year(year));
    };
    let month = two_digits(month, 5)?;
    if let Some((season, ..)) = SEASONS.iter().find(|(_, number, ..)| *number == month) {
        return if parts.next().is_none() {
            Ok(Grain::Season(year, *season))
        } else {
            Err(ValueError::new(7, "has a day in a season; write the season alone, as in 2018-22"))
        };
    }
    if matches!(month, 25..=41) {
        return Err(ValueError::new(
            5,
            "is not read; the rest of EDTF is not supported: seasons other than 21 (spring) to 24 (winter)",
        ));
    }
    if !matches!(month, 1..=12) {
        return Err(ValueError::new(5, format!("has a month {month:02}; months are 01 to 12, seasons 21 to 24")));
    }
    let Some(day) = parts.next() else {
        return Ok(Grain::Month(year, month));
    };
    let day = two_digits(day, 8)?;
    if parts.next().is_some() {
        return Err(no_date(text));
    }
    civil::Date::new(year, month, day).map(Grain::Day).map_err(|_| {
        let last = civil::date(year, month, 1).days_in_month();
        ValueError::new(8, format!("has a day {day:02}; the days of {year:04}-{month:02} are 01 to {last}"))
    })
}

/// Whether a year can be read and written.
pub(super) fn check_year(year: i16, at: usize) -> Result<(), ValueError> {
    if (FIRST_YEAR..=LAST_YEAR).contains(&year) { Ok(()) } else { Err(no_year(at)) }
}

fn no_year(at: usize) -> ValueError {
    ValueError::new(at, "has a year that is not read; years are 0001 to 9999")
}

fn two_digits(digits: &str, at: usize) -> Result<i8, ValueError> {
    let value = number(digits, 2).and_then(|value| i8::try_from(value).ok());
    value.ok_or_else(|| {
        ValueError::new(at, "needs two digits for a month and for a day; write it as 2018-06 or 2018-06-21, and a time from one to another as 2018/2021")
    })
}

/// The number that exactly `length` digits are.
fn number(digits: &str, length: usize) -> Option<i16> {
    let right = digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit());
    right.then(|| digits.parse().ok()).flatten()
}

fn no_date(text: &str) -> ValueError {
    let at = text.char_indices().find(|(_, character)| !character.is_ascii_digit()).map_or(0, |(at, _)| at);
    ValueError::new(
        at,
        "is not a date; write it as 2018, 2018-06, 2018-06-21 or 201X, and an interval as 2018-03/2019-10",
    )
}
