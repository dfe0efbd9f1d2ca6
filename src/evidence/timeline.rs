//! What is dated, in order of time, in lanes; where nothing is known for long; what is not dated. Must never make a date
//! more precise than it is written, nor call it silence where something may have been.

use std::collections::BTreeMap;

use jiff::civil;

use crate::entry::{EntryKind, Key, RecordKind, Shape, entry_keys, record_keys};
use crate::value::Date;
use crate::whole::Dossier;

use super::fact::Fact;

/// What runs beside each other in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// What was signed, or ran.
    Contracts,
    /// What was said.
    Statements,
    /// What was done: campaigns and events.
    Actions,
    /// What was published.
    Articles,
}

impl Lane {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Contracts, Self::Statements, Self::Actions, Self::Articles];

    /// Its word in data: `contracts`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Contracts => "contracts",
            Self::Statements => "statements",
            Self::Actions => "actions",
            Self::Articles => "articles",
        }
    }

    /// The lane of a fact; of demands, numbers and what companies say of themselves none.
    #[must_use]
    pub fn of(fact: Fact, dossier: &Dossier) -> Option<Self> {
        if fact.record.is_some() {
            return match fact.record_in(dossier)?.kind {
                RecordKind::Contract => Some(Self::Contracts),
                RecordKind::Statement => Some(Self::Statements),
                RecordKind::Event => Some(Self::Actions),
                RecordKind::Demand | RecordKind::Signatures | RecordKind::Figure => None,
            };
        }
        match fact.entry_in(dossier)?.kind {
            EntryKind::Article => Some(Self::Articles),
            EntryKind::Campaign => Some(Self::Actions),
            EntryKind::Company => None,
        }
    }
}

/// Something with its date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// What.
    pub fact: Fact,
    /// In which lane.
    pub lane: Lane,
    /// When: the first reading with a date, of the first key that has one.
    pub date: Date,
}

impl Dated {
    /// The day by which it is in its place: the first that it can be, of an open beginning the last.
    #[must_use]
    pub fn day(&self) -> Option<civil::Date> {
        self.date.earliest().or(self.date.latest())
    }
}

/// What is dated and what is not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timeline {
    /// What is dated, in order of time; of one date in the order in which it is given.
    pub dated: Vec<Dated>,
    /// What stands in a lane and is not dated, as it is given.
    pub undated: Vec<(Lane, Fact)>,
}

/// Nothing is known of so long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silence {
    /// Whole months of it.
    pub months: i32,
}

impl Silence {
    /// Shorter than this is no silence.
    const LEAST: i32 = 6;

    /// In words: "14 months of silence", "3 years of silence".
    #[must_use]
    pub fn words(self) -> String {
        match self.months {
            months if months < 36 => format!("{months} months of silence"),
            months => format!("{} years of silence", months / 12),
        }
    }

    /// That between the last day of one thing and the first of another, where it is long.
    #[must_use]
    pub fn between(last: civil::Date, next: civil::Date) -> Option<Self> {
        let after = last.tomorrow().ok()?;
        let whole = i32::from(next.year() - after.year()) * 12 + i32::from(next.month() - after.month());
        let months = whole - i32::from(next.day() < after.day());
        (months >= Self::LEAST).then_some(Self { months })
    }
}

/// When a fact was; none where that is not said.
#[must_use]
pub fn date_of(fact: Fact, dossier: &Dossier) -> Option<Date> {
    let keys = match fact.record_in(dossier) {
        Some(record) => record_keys(record.kind),
        None => entry_keys(fact.entry_in(dossier)?.kind),
    };
    let fields = fact.fields(dossier)?;
    let of_key = |key: Key| fields.date(key)?.values().next().cloned();
    keys.iter().filter(|spec| spec.shape == Shape::Date).find_map(|spec| of_key(spec.key))
}

impl Timeline {
    /// That of these facts.
    #[must_use]
    pub fn of(dossier: &Dossier, kept: &[Fact]) -> Self {
        let mut found = Self::default();
        for (lane, fact) in kept.iter().filter_map(|fact| Some((Lane::of(*fact, dossier)?, *fact))) {
            match date_of(fact, dossier) {
                Some(date) => found.dated.push(Dated { fact, lane, date }),
                None => found.undated.push((lane, fact)),
            }
        }
        found.dated.sort_by(|one, next| one.date.cmp(&next.date));
        found
    }

    /// The first and the last day that anything dated can be, open ends not counted.
    #[must_use]
    pub fn span(&self) -> Option<(civil::Date, civil::Date)> {
        let days = || self.dated.iter().flat_map(|one| [one.date.earliest(), one.date.latest()]).flatten();
        days().min().zip(days().max())
    }

    /// The silence before each of what is dated. What has no end is known of at its beginning alone.
    #[must_use]
    pub fn silences(&self) -> Vec<Option<Silence>> {
        let mut known: Option<civil::Date> = None;
        let mut silences = Vec::new();
        for one in &self.dated {
            silences.push(known.zip(one.day()).and_then(|(last, next)| Silence::between(last, next)));
            known = known.max(one.date.latest().or(one.date.earliest()));
        }
        silences
    }

    /// How many of each lane are in each stretch of time, in order, by the day by which each is in its place.
    #[must_use]
    pub fn bins(&self, scale: Scale) -> BTreeMap<String, Bin> {
        let mut bins: BTreeMap<String, Bin> = BTreeMap::new();
        for one in &self.dated {
            let Some(name) = one.day().map(|day| scale.name(day)) else { continue };
            let bin = bins.entry(name.clone()).or_default();
            bin.counts[one.lane as usize] += 1;
            let is_within = [one.date.earliest(), one.date.latest()]
                .into_iter()
                .all(|day| day.is_some_and(|day| scale.name(day) == name));
            bin.soft[one.lane as usize] |= !is_within || is_unsure(&one.date);
        }
        bins
    }

    /// The finest scale with at most so many stretches in which anything is.
    #[must_use]
    pub fn scale(&self, most: usize) -> Scale {
        let fits = |scale: &Scale| self.bins(*scale).len() <= most;
        [Scale::Months, Scale::Years].into_iter().find(fits).unwrap_or(Scale::Decades)
    }
}

/// Whether a date bears `?`, `~` or `%`.
#[must_use]
pub fn is_unsure(date: &Date) -> bool {
    date.written().contains(['?', '~', '%'])
}

/// What is in a stretch of time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bin {
    /// How many of each of [`Lane::ALL`].
    pub counts: [usize; 4],
    /// Whether any of them may have been in another stretch, or is uncertain.
    pub soft: [bool; 4],
}

/// How long the stretches are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// `2018-06`.
    Months,
    /// `2018`.
    Years,
    /// `201X`.
    Decades,
}

impl Scale {
    /// The stretch in which a day is, as a date is written.
    fn name(self, day: civil::Date) -> String {
        match self {
            Self::Months => format!("{:04}-{:02}", day.year(), day.month()),
            Self::Years => format!("{:04}", day.year()),
            Self::Decades => format!("{:03}X", day.year() / 10),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fixture;

    fn timeline(dates: &[&str]) -> Timeline {
        let events = dates
            .iter()
            .enumerate()
            .map(|(at, date)| format!("[[events]]\nid = \"e{at}\"\ntitle = \"E\"\ndate = \"{date}\"\n"))
            .collect::<Vec<_>>()
            .concat();
        let (dossier, _) = fixture::made_of(&[("campaigns/c.md", &format!("+++\nname = \"C\"\n{events}+++\n"))]);
        Timeline::of(&dossier, &Fact::with_sources(&dossier))
    }

    #[test]
    fn what_is_dated_stands_in_order_in_its_lane_and_the_rest_is_counted() {
        let files = [
            ("articles/a.md", "+++\ntitle = \"A\"\ndate = \"2018-06\"\n+++\n"),
            ("articles/b.md", "+++\ntitle = \"B\"\n+++\n"),
            (
                "companies/x.md",
                "+++\nname = \"X\"\n[[contracts]]\nid = \"k\"\nwith = \"Z\"\nperiod = \"2018-03/..\"\n[[statements]]\nid = \"s\"\n\
                 speaker = \"S\"\ntext = \"T\"\ndate = { words = \"then\" }\n[[figures]]\nid = \"f\"\ntitle = \"F\"\nas_of = \"2017\"\n+++\n",
            ),
            ("campaigns/c.md", "+++\nname = \"C\"\ndate = \"2017?\"\n+++\n"),
        ];
        let (dossier, _) = fixture::made_of(&files);
        let found = Timeline::of(&dossier, &Fact::with_sources(&dossier));
        let said = |fact: Fact| dossier.written(&fact.spot(&dossier));
        let dated: Vec<_> = found.dated.iter().map(|one| (one.lane.word(), said(one.fact))).collect();
        let expected = [("actions", "campaigns/c"), ("contracts", "companies/x#k"), ("articles", "articles/a")];
        assert_eq!(dated, expected.map(|(lane, at)| (lane, at.to_owned())));
        let undated: Vec<_> = found.undated.iter().map(|(lane, fact)| (lane.word(), said(*fact))).collect();
        assert_eq!(undated, [("articles", "articles/b".to_owned()), ("statements", "companies/x#s".to_owned())]);
    }

    #[test]
    fn silence_is_where_nothing_can_have_been() {
        let words = |dates: &[&str]| -> Vec<String> {
            timeline(dates).silences().into_iter().flatten().map(Silence::words).collect()
        };
        assert_eq!(words(&["2017-01-31", "2018-04-01"]), ["14 months of silence"]);
        assert_eq!(words(&["2017-01-31", "2018-03-31"]), ["13 months of silence"]);
        assert_eq!(words(&["2017", "2018-06-30"]), [""; 0], "it may have been on the last day of the year");
        assert_eq!(words(&["2017", "2018-07-01"]), ["6 months of silence"]);
        assert_eq!(words(&["2010/2016", "2011", "2017-01-05"]), [""; 0], "the longest counts");
        assert_eq!(words(&["2010/..", "2014"]), ["3 years of silence"], "of what goes on the beginning is known");
    }

    #[test]
    fn bins_are_years_or_decades_as_there_is_room() {
        let found = timeline(&["1969-05", "1969-12-31", "197X", "2018-06/..", "2018?"]);
        assert_eq!((found.scale(5), found.scale(4), found.scale(2)), (Scale::Months, Scale::Years, Scale::Decades));
        let years = found.bins(Scale::Years);
        let told: Vec<_> = years.iter().map(|(name, bin)| (name.as_str(), bin.counts[2], bin.soft[2])).collect();
        assert_eq!(told, [("1969", 2, false), ("1970", 1, true), ("2018", 2, true)]);
        assert_eq!(found.bins(Scale::Decades).into_keys().collect::<Vec<_>>(), ["196X", "197X", "201X"]);
    }

    proptest! {
        #[test]
        fn each_is_in_one_bin_and_in_order(dates in prop::collection::vec("(19|20)[0-9]{2}(-0[1-9])?[?~]?", 0..12)) {
            let found = timeline(&dates.iter().map(String::as_str).collect::<Vec<_>>());
            prop_assert_eq!(found.dated.len(), dates.len());
            prop_assert!(found.dated.is_sorted_by(|one, next| one.date <= next.date));
            for scale in [Scale::Months, Scale::Years, Scale::Decades] {
                prop_assert_eq!(found.bins(scale).values().flat_map(|bin| bin.counts).sum::<usize>(), dates.len());
            }
        }
    }
}
