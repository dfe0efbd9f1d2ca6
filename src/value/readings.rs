//! What several sources say of one thing, and whether they agree. Must never choose between them: the first as written
//! is shown first, nothing more.

use serde::{Deserialize, Serialize};

use super::{At, Reference, Span};

/// Whether two readings of one thing can both be right.
pub trait Fits {
    /// Whether `self` and `other` can both be right: their bounds overlap, or they are equal after folding. Symmetric.
    fn fits(&self, other: &Self) -> bool;

    /// For types of which two fit exactly when they are equal after folding: the folded form. It spares comparing each
    /// with each.
    fn key(&self) -> Option<String> {
        None
    }
}

impl Fits for u64 {
    fn fits(&self, other: &Self) -> bool {
        self == other
    }
}

impl Fits for bool {
    fn fits(&self, other: &Self) -> bool {
        self == other
    }
}

/// What one source says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading<T> {
    /// The value; none where the source says it in words alone, or what was written does not parse.
    pub value: Option<T>,
    /// The value as it was written, also where it does not parse; empty where there is none.
    pub written: String,
    /// What the source says without a figure.
    pub words: Option<String>,
    /// Who says so.
    pub according_to: Vec<At<String>>,
    /// Where it is said.
    pub cites: Vec<At<Reference>>,
    /// Where the reading stands in its file.
    pub span: Span,
}

impl<T> Reading<T> {
    /// Whether something was written that does not parse.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.value.is_none() && !self.written.is_empty()
    }
}

/// One or more readings of one thing, in the order in which they were written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readings<T>(Vec<Reading<T>>);

impl<T> Readings<T> {
    /// The readings, unless there is none.
    #[must_use]
    pub fn new(readings: Vec<Reading<T>>) -> Option<Self> {
        (!readings.is_empty()).then_some(Self(readings))
    }

    /// The only reading.
    #[must_use]
    pub fn one(reading: Reading<T>) -> Self {
        Self(vec![reading])
    }

    /// The first as written: the one shown where there is room for one.
    ///
    /// # Panics
    /// Never: there is always one.
    #[must_use]
    pub fn first(&self) -> &Reading<T> {
        self.0.first().expect("readings are never empty: `new` refuses it and nothing removes one")
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Reading<T>> {
        self.0.iter()
    }

    /// The values of those that have one.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.iter().filter_map(|reading| reading.value.as_ref())
    }

    /// How many there are, at least 1.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "readings are never empty")]
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl<'a, T> IntoIterator for &'a Readings<T> {
    type Item = &'a Reading<T>;
    type IntoIter = std::slice::Iter<'a, Reading<T>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Whether sources agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// There is one reading.
    Single,
    /// All readings can be right together.
    Agree,
    /// They cannot.
    Differ,
}

impl Agreement {
    /// The sign that is shown beside the first reading: nothing, `≈` or `≠`.
    #[must_use]
    pub fn mark(self) -> &'static str {
        match self {
            Self::Single => "",
            Self::Agree => "≈",
            Self::Differ => "≠",
        }
    }
}

impl<T: Fits> Readings<T> {
    /// Whether all readings fit each other. Words alone fit everything; what does not parse is compared with nothing.
    #[must_use]
    pub fn agreement(&self) -> Agreement {
        if self.iter().filter(|reading| !reading.is_unread()).count() <= 1 {
            return Agreement::Single;
        }
        let values: Vec<&T> = self.values().collect();
        if all_fit(&values) { Agreement::Agree } else { Agreement::Differ }
    }
}

impl<T> Readings<T> {
    /// The same where each two fit as `fits` says.
    #[must_use]
    pub fn agreement_by(&self, fits: impl Fn(&T, &T) -> bool) -> Agreement {
        if self.iter().filter(|reading| !reading.is_unread()).count() <= 1 {
            return Agreement::Single;
        }
        let values: Vec<&T> = self.values().collect();
        let mut pairs =
            values.iter().enumerate().flat_map(|(at, one)| values.iter().skip(at + 1).map(move |other| (one, other)));
        if pairs.all(|(one, other)| fits(one, other)) { Agreement::Agree } else { Agreement::Differ }
    }
}

fn all_fit<T: Fits>(values: &[&T]) -> bool {
    let mut keys = values.iter().map(|value| value.key());
    if let Some(Some(first)) = keys.next() {
        return keys.all(|key| key.as_ref() == Some(&first));
    }
    values.iter().enumerate().all(|(at, one)| values.iter().skip(at + 1).all(|other| one.fits(other)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Count, Date};
    use super::*;

    fn reading<T>(written: &str, words: Option<&str>, parse: impl Fn(&str) -> Option<T>) -> Reading<T> {
        let (written, words) = (written.to_owned(), words.map(str::to_owned));
        Reading { value: parse(&written), written, words, according_to: vec![], cites: vec![], span: 0..0 }
    }

    /// The agreement of counts as they are written; words alone stand in quotes.
    fn agreement(written: &[&str]) -> Agreement {
        let one = |text: &&str| match text.strip_prefix('"') {
            Some(words) => reading("", Some(words), |_| None),
            None => reading(text, None, |text| Count::parse(text).ok()),
        };
        Readings::new(written.iter().map(one).collect()).unwrap().agreement()
    }

    #[test]
    fn readings_agree_where_each_two_can_be_right() {
        for (written, expected) in [
            (&["> 650"][..], Agreement::Single),
            (&["> 650", "1,495"], Agreement::Agree),
            (&["> 650", "640"], Agreement::Differ),
            // Each two of three, not each with the first alone.
            (&["> 5", "6", "7"], Agreement::Differ),
            // Words fit everything; what does not parse is compared with nothing.
            (&["650", "\"hundreds\""], Agreement::Agree),
            (&["\"hundreds\"", "\"many\""], Agreement::Agree),
            (&["650", "about six"], Agreement::Single),
            (&["650", "about six", "651"], Agreement::Differ),
        ] {
            assert_eq!(agreement(written), expected, "{written:?}");
        }
        assert_eq!(Readings::<u64>::new(Vec::new()), None);
    }

    #[test]
    fn words_fit_when_folded_and_lists_whatever_their_order() {
        let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>();
        for (one, other, fits) in [
            (&["São Paulo"][..], &["sao paulo"][..], true),
            (&["Lima"], &["Lyon"], false),
            (&["Lima", "Lyon"], &["LYON", "Lima", "lyon"], true),
            (&["Lima", "Lyon"], &["Lima"], false),
        ] {
            assert_eq!(list(one).fits(&list(other)), fits, "{one:?} {other:?}");
        }
        let dates = |dates: &[&str]| dates.iter().map(|date| Date::parse(date).unwrap()).collect::<Vec<_>>();
        assert!(dates(&["2018", "2019-03"]).fits(&dates(&["2019", "2018-06"])));
        assert!(!dates(&["2018", "2019-03"]).fits(&dates(&["2018-06"])));
    }

    proptest! {
        /// Comparing folded forms spares comparing each with each, and says the same.
        #[test]
        fn keys_say_what_comparing_says(one in prop::collection::vec("[aAé ]{0,2}", 0..4), other in prop::collection::vec("[aAé ]{0,2}", 0..4)) {
            let each = |some: &[String], others: &[String]| some.iter().all(|one| others.iter().any(|other| one.fits(other)));
            prop_assert_eq!(one.fits(&other), each(&one, &other) && each(&other, &one));
            prop_assert_eq!(one.key() == other.key(), one.fits(&other));
        }
    }
}
