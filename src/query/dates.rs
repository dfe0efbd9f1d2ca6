//! Dates of the filter language, compared by their first and last day. Must never widen a date that bears `?`, `~` or
//! `%`.

use jiff::civil;

use super::bounds::{Bound, Test};
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
}

impl Test<Bound<Days>> {
    /// Whether a date of those days passes: where `surely`, all its days must (an open or unknown end never does), else
    /// one of them may.
    pub(super) fn passes_date(&self, days: Days, surely: bool) -> bool {
        if surely && (days.first.is_none() || days.last.is_none()) {
            return false;
        }
        // The day that has to lie early enough, and the one that has to lie late enough: the worst ones, or the best
        // ones.
        let (early, late) = if surely { (days.last, days.first) } else { (days.first, days.last) };
        let from = |days: &Days| days.first.is_none_or(|day| late.is_none_or(|late| late >= day));
        let up_to = |days: &Days| days.last.is_none_or(|day| early.is_none_or(|early| early <= day));
        // After an open end, and before an open beginning, there is nothing.
        let above = |days: &Days| days.last.is_some_and(|day| late.is_none_or(|late| late > day));
        let below = |days: &Days| days.first.is_some_and(|day| early.is_none_or(|early| early < day));
        self.passes(from, above, up_to, below)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn days(text: &str) -> Days {
        Days::of(&Date::parse(text).unwrap())
    }

    fn bound(text: &str) -> Bound<Days> {
        Bound { text: text.to_owned(), value: days(text) }
    }

    fn passes(test: &Test<Bound<Days>>, date: &str) -> (bool, bool) {
        (test.passes_date(days(date), false), test.passes_date(days(date), true))
    }

    #[test]
    fn a_date_may_or_must_be_so() {
        let (neither, may, must) = ((false, false), (true, false), (true, true));
        for (test, date, expected) in [
            (Test::Is(bound("2018-06")), "2018-06-21", must),
            (Test::Is(bound("2018-06")), "2018-06?", must),
            (Test::Is(bound("2018-06")), "2018", may),
            (Test::Is(bound("2018-06")), "2018-07", neither),
            (Test::Is(bound("2018")), "2018-03/2019-10", may),
            (Test::Is(bound("2018")), "2018-03/..", may),
            (Test::Is(bound("2018")), "2016/", may),
            (Test::Above(bound("2018")), "2018-12-31", neither),
            (Test::Above(bound("2018")), "2019", must),
            (Test::Above(bound("2018-06")), "2018", may),
            (Test::Above(bound("2017")), "2018-03/..", may),
            (Test::Above(bound("2018/..")), "2030", neither),
            (Test::From(bound("2018-06")), "2018-06", must),
            (Test::From(bound("2018-06")), "2018", may),
            (Test::From(bound("2018-06")), "2018-05-31", neither),
            (Test::Below(bound("2018-06")), "2018-05-31", must),
            (Test::Below(bound("2018-06")), "2018-06-01", neither),
            (Test::Below(bound("2018-06")), "../2020", may),
            (Test::UpTo(bound("2018-06")), "2018-06-30", must),
            (Test::UpTo(bound("2018-06")), "2018", may),
            (Test::Within(bound("2018-06"), bound("2018-08")), "2018-08-31", must),
            (Test::Within(bound("2018-06"), bound("2018-08")), "201X", may),
            (Test::Within(bound("2018-08"), bound("2018-06")), "2018-07", neither),
        ] {
            assert_eq!(passes(&test, date), expected, "{date} under {test}");
        }
    }

    #[test]
    fn an_interval_written_backwards_means_the_same_days() {
        assert_eq!(days("2019-05-02/2018-03-01"), days("2018-03-01/2019-05-02"));
    }

    fn date() -> impl Strategy<Value = String> {
        let day = "20[01][0-9](-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?[?~%]?";
        prop_oneof![
            4 => day,
            1 => (day, day).prop_map(|(a, b)| format!("{a}/{b}")),
            1 => day.prop_map(|a| format!("{a}/..")),
            1 => day.prop_map(|a| format!("{a}/")),
            1 => day.prop_map(|a| format!("../{a}")),
            1 => day.prop_map(|a| format!("/{a}")),
        ]
    }

    fn test() -> impl Strategy<Value = Test<Bound<Days>>> {
        let bound = || date().prop_map(|text| bound(&text));
        prop_oneof![
            bound().prop_map(Test::Is),
            bound().prop_map(Test::Below),
            bound().prop_map(Test::UpTo),
            bound().prop_map(Test::Above),
            bound().prop_map(Test::From),
            (bound(), bound()).prop_map(|(a, b)| Test::Within(a, b)),
        ]
    }

    proptest! {
        #[test]
        fn what_must_be_may_be(test in test(), date in date()) {
            let (may, must) = passes(&test, &date);
            prop_assert!(may || !must, "{date} under {test}");
        }

        #[test]
        fn of_a_single_day_nothing_is_in_doubt(test in test(), date in "20[01][0-9]-0[1-9]-0[1-9]") {
            let (may, must) = passes(&test, &date);
            prop_assert_eq!(may, must);
        }
    }
}
