//! Dates of the filter language, compared by their first and last day. Must never widen a date that bears `?`, `~` or `%`.

use jiff::civil;

use super::ast::{Bound, Test};
use crate::value::Date;

/// The first and the last day that a date may mean; none where it is open or unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    first: Option<civil::Date>,
    last: Option<civil::Date>,
}

impl Days {
    /// The days of that date, the earlier one first even where its interval was written backwards.
    pub(super) fn of(date: &Date) -> Self {
        let (first, last) = (date.earliest(), date.latest());
        match (first, last) {
            (Some(start), Some(end)) if end < start => Self { first: last, last: first },
            _ => Self { first, last },
        }
    }

    /// From the first day of one to the last day of another.
    fn hull(from: Self, to: Self) -> Self {
        Self { first: from.first, last: to.last }
    }

    /// Whether some day of it may come before `day`; an open beginning may.
    fn may_begin_before(self, day: civil::Date) -> bool {
        self.first.is_none_or(|first| first < day)
    }

    /// Whether some day of it may come after `day`; an open end may.
    fn may_end_after(self, day: civil::Date) -> bool {
        self.last.is_none_or(|last| last > day)
    }
}

impl Test<Bound<Days>> {
    /// Whether a date of those days passes: where `surely`, all its days must (an open or unknown end never does), else one of them may.
    pub(super) fn passes_date(&self, days: Days, surely: bool) -> bool {
        let from = |day: Option<civil::Date>| match (day, surely) {
            (None, _) => true,
            (Some(day), false) => !days.last.is_some_and(|last| last < day),
            (Some(day), true) => !days.may_begin_before(day),
        };
        let up_to = |day: Option<civil::Date>| match (day, surely) {
            (None, _) => true,
            (Some(day), false) => !days.first.is_some_and(|first| first > day),
            (Some(day), true) => !days.may_end_after(day),
        };
        // After an open end, or before an open beginning, there is nothing.
        let after = |day: Option<civil::Date>| {
            day.is_some_and(
                |day| if surely { days.first.is_some_and(|first| first > day) } else { days.may_end_after(day) },
            )
        };
        let before = |day: Option<civil::Date>| {
            day.is_some_and(
                |day| if surely { days.last.is_some_and(|last| last < day) } else { days.may_begin_before(day) },
            )
        };
        let passes = match self {
            Self::Is(bound) => from(bound.value.first) && up_to(bound.value.last),
            Self::Below(bound) => before(bound.value.first),
            Self::UpTo(bound) => up_to(bound.value.last),
            Self::Above(bound) => after(bound.value.last),
            Self::From(bound) => from(bound.value.first),
            Self::Within(start, end) => {
                let hull = Days::hull(start.value, end.value);
                from(hull.first) && up_to(hull.last)
            }
        };
        passes && (!surely || (days.first.is_some() && days.last.is_some()))
    }
}
