//! A piece of time as precise as it was written: a day, month, season, year or decade. Must never know how sure it is.

use std::fmt;

use jiff::civil;
use serde::{Deserialize, Serialize};

pub(super) const FIRST_YEAR: i16 = 1;
pub(super) const LAST_YEAR: i16 = 9999;

/// A piece of time as precise as it was written. Years are 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) enum Grain {
    /// The ten years from ten times this number.
    Decade(i16),
    Year(i16),
    Season(i16, Season),
    /// A year and a month from 1 to 12.
    Month(i16, i8),
    Day(#[serde(with = "numbers")] civil::Date),
}

/// The seasons of the northern half of the earth, by months; winter ends in the following year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// Each season with its EDTF number, its word and its first month.
pub(super) const SEASONS: [(Season, i8, &str, i8); 4] = [
    (Season::Spring, 21, "spring", 3),
    (Season::Summer, 22, "summer", 6),
    (Season::Autumn, 23, "autumn", 9),
    (Season::Winter, 24, "winter", 12),
];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day as its three numbers, where it is kept.
mod numbers {
    use jiff::civil;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives what it is to write so")]
    pub(super) fn serialize<S: Serializer>(day: &civil::Date, to: S) -> Result<S::Ok, S::Error> {
        (day.year(), day.month(), day.day()).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<civil::Date, D::Error> {
        let (year, month, day) = Deserialize::deserialize(from)?;
        civil::Date::new(year, month, day).map_err(D::Error::custom)
    }
}

impl Grain {
    /// The first year that it lies in.
    pub(super) fn first_year(self) -> i16 {
        match self {
            Self::Decade(decade) => (decade * 10).max(FIRST_YEAR),
            Self::Year(year) | Self::Season(year, _) | Self::Month(year, _) => year,
            Self::Day(day) => day.year(),
        }
    }

    /// Its year for people, `2010s` for a decade.
    pub(super) fn year(self) -> String {
        match self {
            Self::Decade(decade) => format!("{:04}s", decade * 10),
            Self::Year(_) | Self::Season(..) | Self::Month(..) | Self::Day(_) => format!("{:04}", self.first_year()),
        }
    }

    pub(super) fn first_day(self) -> civil::Date {
        match self {
            Self::Decade(_) | Self::Year(_) => day_of(self.first_year(), 1),
            Self::Season(year, season) => day_of(year, season.row().2),
            Self::Month(year, month) => day_of(year, month),
            Self::Day(day) => day,
        }
    }

    pub(super) fn last_day(self) -> civil::Date {
        match self {
            Self::Decade(decade) => day_of(decade * 10 + 9, 12).last_of_month(),
            Self::Year(year) => day_of(year, 12).last_of_month(),
            Self::Season(LAST_YEAR, Season::Winter) => day_of(LAST_YEAR, 12).last_of_month(),
            Self::Season(year, Season::Winter) => day_of(year + 1, 2).last_of_month(),
            Self::Season(year, season) => day_of(year, season.row().2 + 2).last_of_month(),
            Self::Month(year, month) => day_of(year, month).last_of_month(),
            Self::Day(day) => day,
        }
    }

    pub(super) fn written(self) -> String {
        match self {
            Self::Decade(decade) => format!("{decade:03}X"),
            Self::Year(year) => format!("{year:04}"),
            Self::Season(year, season) => format!("{year:04}-{}", season.row().0),
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Day(day) => format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
        }
    }
}

/// The first day of a month.
fn day_of(year: i16, month: i8) -> civil::Date {
    // Only years from 1 to 9999 and months from 1 to 12 are read, all of which begin with a day.
    civil::Date::new(year, month, 1).unwrap_or(civil::Date::MAX)
}

impl Season {
    /// Its EDTF number, its word and its first month.
    fn row(self) -> (i8, &'static str, i8) {
        let row = SEASONS.iter().find(|row| row.0 == self);
        row.map(|(_, number, word, month)| (*number, *word, *month)).unwrap_or_default()
    }
}

fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default()
}

impl fmt::Display for Grain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Decade(_) | Self::Year(_) => f.write_str(&self.year()),
            Self::Season(year, season) => write!(f, "{} {year:04}", season.row().1),
            Self::Month(year, month) => write!(f, "{} {year:04}", month_name(*month)),
            Self::Day(day) => write!(f, "{} {} {:04}", day.day(), month_name(day.month()), day.year()),
        }
    }
}
