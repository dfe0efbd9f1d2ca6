//! Dates as EDTF writes them: a pair of bounds and a precision. Must never show or compare a date more precisely than
//! it was written.

mod grain;
mod parse;

use std::cmp::Ordering;
use std::fmt;

use jiff::civil;

use serde::{Deserialize, Serialize};

use super::{Fits, ValueError};
use grain::{FIRST_YEAR, Grain, LAST_YEAR, SEASONS};

/// When something was: a day, month, season, year, decade, or an interval between two of them, each maybe uncertain or
/// approximate.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Date {
    form: Form,
    written: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
enum Form {
    Point(Point),
    /// At least one end is a point.
    Interval(End, End),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
enum End {
    /// Not ended, or without a beginning: `..`.
    Open,
    /// There is one, but nobody says when: nothing.
    Unknown,
    Point(Point),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
struct Point {
    grain: Grain,
    sureness: Sureness,
}

/// How sure a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
enum Sureness {
    Sure,
    Uncertain,
    Approximate,
    Both,
}

/// Each sureness with its EDTF sign, and what stands before and after the date for people and in a narrow list.
const SURENESS: [(Sureness, &str, &str, &str, &str); 4] = [
    (Sureness::Sure, "", "", "", ""),
    (Sureness::Uncertain, "?", "", "", "?"),
    (Sureness::Approximate, "~", "about ", "~", ""),
    (Sureness::Both, "%", "about ", "~", "?"),
];

impl Date {
    /// The date that `text` is, white space around it aside: `2018`, `2018-06`, `2018-06-21`, `201X`, `2018-22`
    /// (summer), each maybe with `?`, `~` or `%` at its end, or two of them with `/` between, of which one may be `..`
    /// (open) or nothing (unknown).
    ///
    /// # Errors
    /// If it is no such date, is not in the calendar, lies outside the years 0001 to 9999, or is of the rest of EDTF.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        parse::form(text).map(Self::new)
    }

    /// The single day `day`.
    ///
    /// # Errors
    /// If it lies outside the years 0001 to 9999.
    pub fn day(day: civil::Date) -> Result<Self, ValueError> {
        parse::check_year(day.year(), 0)?;
        Ok(Self::new(Form::Point(Point { grain: Grain::Day(day), sureness: Sureness::Sure })))
    }

    fn new(form: Form) -> Self {
        Self { form, written: form.written() }
    }

    /// The first day it can be; none where there is no limit (an open or unknown start).
    #[must_use]
    pub fn earliest(&self) -> Option<civil::Date> {
        self.start().map(|point| point.grain.first_day())
    }

    /// The last day it can be; none where there is no limit (an open or unknown end).
    #[must_use]
    pub fn latest(&self) -> Option<civil::Date> {
        self.end().map(|point| point.grain.last_day())
    }

    /// Whether it is an interval of which the end lies wholly before the start.
    #[must_use]
    pub fn ends_before_start(&self) -> bool {
        self.earliest().zip(self.latest()).is_some_and(|(earliest, latest)| latest < earliest)
    }

    /// Its year or years in at most 7 columns, for a narrow list: `2018`, `2018?`, `~2018`, `2010s`, `2018–19`,
    /// `2018–`; `1998–…` where the end has no room.
    #[must_use]
    pub fn year(&self) -> String {
        match self.form {
            Form::Point(point) => point.year(),
            Form::Interval(start, end) => interval_year(start, end),
        }
    }

    /// It in EDTF, from which the same date is read.
    #[must_use]
    pub fn written(&self) -> &str {
        &self.written
    }

    fn start(&self) -> Option<Point> {
        match self.form {
            Form::Point(point) => Some(point),
            Form::Interval(start, _) => start.point(),
        }
    }

    fn end(&self) -> Option<Point> {
        match self.form {
            Form::Point(point) => Some(point),
            Form::Interval(_, end) => end.point(),
        }
    }
}

fn interval_year(start: End, end: End) -> String {
    match (start.point(), end.point()) {
        (Some(start), Some(end)) if start.grain.year() == end.grain.year() => {
            let sureness = if start.sureness == Sureness::Sure { end.sureness } else { start.sureness };
            Point { sureness, ..start }.year()
        }
        (Some(start), Some(end)) => {
            let (from, to) = (start.grain.first_year(), end.grain.first_year());
            match (start.grain, end.grain) {
                (Grain::Decade(_), _) | (_, Grain::Decade(_)) => {
                    format!("{}–…", start.grain.year())
                }
                _ if from / 100 == to / 100 => format!("{from:04}–{:02}", to % 100),
                _ => format!("{from:04}–…"),
            }
        }
        (Some(start), None) => format!("{}–{}", start.grain.year(), end.year_sign()),
        (None, Some(end)) => format!("{}–{}", start.year_sign(), end.grain.year()),
        (None, None) => String::new(),
    }
}

impl Form {
    fn written(self) -> String {
        match self {
            Self::Point(point) => point.written(),
            Self::Interval(start, end) => format!("{}/{}", start.written(), end.written()),
        }
    }
}

impl End {
    fn point(self) -> Option<Point> {
        match self {
            Self::Point(point) => Some(point),
            Self::Open | Self::Unknown => None,
        }
    }

    fn written(self) -> String {
        match self {
            Self::Open => "..".to_owned(),
            Self::Unknown => String::new(),
            Self::Point(point) => point.written(),
        }
    }

    /// What stands in a narrow list for an end without a year.
    fn year_sign(self) -> &'static str {
        match self {
            Self::Open | Self::Point(_) => "",
            Self::Unknown => "?",
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open => f.write_str("open"),
            Self::Unknown => f.write_str("not stated"),
            Self::Point(point) => point.fmt(f),
        }
    }
}

impl Sureness {
    fn row(self) -> (&'static str, &'static str, &'static str, &'static str) {
        let row = SURENESS.iter().find(|row| row.0 == self);
        row.map(|(_, sign, about, short, after)| (*sign, *about, *short, *after)).unwrap_or_default()
    }
}

impl Point {
    fn written(self) -> String {
        let (sign, ..) = self.sureness.row();
        format!("{}{sign}", self.grain.written())
    }

    fn year(self) -> String {
        let (_, _, before, after) = self.sureness.row();
        format!("{before}{}{after}", self.grain.year())
    }
}

/// For people: `21 June 2018`, `about June 2018?`.
impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, before, _, after) = self.sureness.row();
        write!(f, "{before}{}{after}", self.grain)
    }
}

/// For people, as precise as it was written, years in four digits so that none reads as a day: `21 June 2018`, `about 2018?`, `March 2018 – open`, `until 2019, start not
/// stated`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.form {
            Form::Point(point) => point.fmt(f),
            Form::Interval(End::Unknown, End::Point(end)) => write!(f, "until {end}, start not stated"),
            Form::Interval(End::Point(start), End::Unknown) => write!(f, "from {start}, end not stated"),
            Form::Interval(start, end) => write!(f, "{start} – {end}"),
        }
    }
}

/// By the first day it can be (by the last where the start has no limit), then by the last, those without an end after
/// the others.
impl Ord for Date {
    fn cmp(&self, other: &Self) -> Ordering {
        let bounds = |date: &Self| (date.earliest().or(date.latest()), date.latest().unwrap_or(civil::Date::MAX));
        bounds(self).cmp(&bounds(other)).then_with(|| self.written.cmp(&other.written))
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Fits for Date {
    fn fits(&self, other: &Self) -> bool {
        let starts_by_the_end = |one: &Self, another: &Self| match (one.earliest(), another.latest()) {
            (Some(earliest), Some(latest)) => earliest <= latest,
            (None, _) | (_, None) => true,
        };
        starts_by_the_end(self, other) && starts_by_the_end(other, self)
    }
}

#[cfg(test)]
mod tests {
    use edtf_core::{Bound, Edtf};
    use proptest::prelude::*;

    use super::*;
    use crate::text::width::columns;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"))
    }

    #[test]
    fn a_date_is_said_for_people_and_as_bounds_as_precisely_as_it_was_written() {
        for (text, said, year, earliest, latest) in [
            ("2018-06-21", "21 June 2018", "2018", "2018-06-21", "2018-06-21"),
            ("2018-06", "June 2018", "2018", "2018-06-01", "2018-06-30"),
            ("2018", "2018", "2018", "2018-01-01", "2018-12-31"),
            ("201X", "2010s", "2010s", "2010-01-01", "2019-12-31"),
            ("000X", "0000s", "0000s", "0001-01-01", "0009-12-31"),
            ("2018-22", "summer 2018", "2018", "2018-06-01", "2018-08-31"),
            ("2018-24", "winter 2018", "2018", "2018-12-01", "2019-02-28"),
            ("9999-24", "winter 9999", "9999", "9999-12-01", "9999-12-31"),
            ("2018?", "2018?", "2018?", "2018-01-01", "2018-12-31"),
            ("2018-06~", "about June 2018", "~2018", "2018-06-01", "2018-06-30"),
            ("2018-06-21%", "about 21 June 2018?", "~2018?", "2018-06-21", "2018-06-21"),
            ("2018-03/2018-05", "March 2018 – May 2018", "2018", "2018-03-01", "2018-05-31"),
            ("2018/2018?", "2018 – 2018?", "2018?", "2018-01-01", "2018-12-31"),
            ("2018/2019-10", "2018 – October 2019", "2018–19", "2018-01-01", "2019-10-31"),
            ("1998/2003", "1998 – 2003", "1998–…", "1998-01-01", "2003-12-31"),
            ("201X/2021", "2010s – 2021", "2010s–…", "2010-01-01", "2021-12-31"),
            ("2018-03/..", "March 2018 – open", "2018–", "2018-03-01", ""),
            ("2018/", "from 2018, end not stated", "2018–?", "2018-01-01", ""),
            ("/2018", "until 2018, start not stated", "?–2018", "", "2018-12-31"),
            ("../2018-06", "open – June 2018", "–2018", "", "2018-06-30"),
        ] {
            let date = date(text);
            let bound = |day: Option<civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
            assert_eq!((date.to_string().as_str(), date.year().as_str(), date.written()), (said, year, text));
            assert_eq!((bound(date.earliest()).as_str(), bound(date.latest()).as_str()), (earliest, latest), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_says_where_and_why() {
        for (text, at, says) in [
            ("", 0, "is not a date"),
            ("soon", 0, "is not a date"),
            ("18", 0, "is not a date"),
            ("18th", 2, "is not a date"),
            ("2018-6", 5, "two digits"),
            (" 2018-13", 6, "has a month 13"),
            ("2018-02-30", 8, "the days of 2018-02 are 01 to 28"),
            ("2018-22-01", 7, "a day in a season"),
            ("2018-25", 5, "seasons other than 21"),
            ("0000", 0, "years are 0001 to 9999"),
            ("10000-01-01", 0, "years are 0001 to 9999"),
            ("2018/soon", 5, "is not a date"),
            ("../", 0, "no date at either end"),
            ("[2018,2019]", 0, "the rest of EDTF is not supported: a set of dates"),
            ("Y18000", 0, "a year of more than four digits"),
            ("-0044", 0, "a year before 1"),
            ("2018-06-21T10:00", 8, "a time of day"),
            ("2018-XX", 5, "unspecified digits other than a year's last"),
            ("?2018", 0, "a mark that stands elsewhere"),
        ] {
            let error = Date::parse(text).unwrap_err();
            assert!(error.message.contains(says) && error.at == at, "{text:?}: {error:?}");
        }
        assert!(Date::day(civil::Date::MIN).is_err());
        assert_eq!(Date::day(civil::date(2018, 6, 21)), Date::parse("2018-06-21"));
    }

    #[test]
    fn dates_are_sorted_by_their_first_day_then_by_their_last() {
        let sorted = ["201X", "/2016", "2017", "2018-06-01", "2018-06", "2018-06/2019", "2018-06/..", "2018-06-21"];
        let mut dates: Vec<Date> = sorted.iter().rev().map(|text| date(text)).collect();
        dates.sort();
        let written: Vec<&str> = dates.iter().map(Date::written).collect();
        assert_eq!(written, sorted);
    }

    #[test]
    fn dates_fit_where_they_have_a_day_in_common() {
        for (one, other, fits) in [
            ("2018", "2018-06-21", true),
            ("2018-06", "2018-07", false),
            ("2018-24", "2019-02", true),
            ("2018-03/..", "2030", true),
            ("2018-03/..", "2017", false),
            ("/2018", "1066", true),
            ("201X", "2020", false),
        ] {
            let (one, other) = (date(one), date(other));
            assert_eq!((one.fits(&other), other.fits(&one)), (fits, fits), "{one} and {other}");
        }
        assert!(date("2019/2018-03").ends_before_start() && !date("2018/2018-03").ends_before_start());
    }

    fn day_at(bound: Bound) -> Option<civil::Date> {
        let Bound::Date(day) = bound else { return None };
        let small = |part: u8| i8::try_from(part).ok();
        civil::Date::new(i16::try_from(day.year).ok()?, small(day.month)?, small(day.day)?).ok()
    }

    /// Text like dates, most of which are some.
    fn like_dates() -> impl Strategy<Value = String> {
        let point = "[0-2][0-9]{2}[0-9X](-[0-4][0-9](-[0-3][0-9])?)?[?~%]?";
        proptest::string::string_regex(&format!("({point}|\\.\\.|)(/({point}|\\.\\.|))?")).unwrap()
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(text in like_dates()) {
            if let Ok(date) = Date::parse(&text) {
                prop_assert_eq!(date.written(), &text);
                prop_assert!(columns(&date.year()) <= 7, "{}", date.year());
                prop_assert!(date.fits(&date) || date.ends_before_start());
            }
        }

        #[test]
        fn others_read_the_same_dates(text in like_dates()) {
            let (ours, theirs) = (Date::parse(&text), Edtf::parse(&text));
            let (Ok(ours), Ok(theirs)) = (&ours, &theirs) else {
                // What only others read is of the rest of EDTF; what only we read goes back in time.
                let rest = ["rest of EDTF", "years are 0001", "no date at either end"];
                let is_rest = ours.as_ref().err().is_some_and(|error| rest.iter().any(|rest| error.message.contains(rest)));
                let goes_back = ours.as_ref().is_ok_and(Date::ends_before_start);
                prop_assert!(theirs.is_err() && ours.is_err() || is_rest || goes_back, "{ours:?} {theirs:?}");
                return Ok(());
            };
            // Whose seasons and which year 0 is meant, EDTF leaves open.
            if !text.contains("-2") && !text.contains("000X") {
                let bounds = theirs.bounds();
                prop_assert_eq!((ours.earliest(), ours.latest()), (day_at(bounds.earliest), day_at(bounds.latest)));
            }
        }

        #[test]
        fn no_text_is_too_much(text in "\\PC{0,12}|[0-9X/.?~% -]{0,22}") {
            match Date::parse(&text) {
                Ok(date) => prop_assert_eq!(Date::parse(date.written()), Ok(date)),
                Err(error) => prop_assert!(text.is_char_boundary(error.at), "{error:?}"),
            }
        }

        #[test]
        fn the_order_is_one(one in like_dates(), other in like_dates()) {
            if let (Ok(one), Ok(other)) = (Date::parse(&one), Date::parse(&other)) {
                prop_assert_eq!(one.cmp(&other), other.cmp(&one).reverse());
                prop_assert_eq!(one.cmp(&other).is_eq(), one == other);
            }
        }
    }
}
