//! Paragraphs of an article, and every other place within a page. Must never know whether anything is there.

use std::fmt;
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::{ValueError, is_record_id};

/// One or more paragraphs of an article, counted from 1: `¶3-5,7`. Ascending; none is named twice.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Paragraphs(Box<Ranges>);

/// What is kept apart, as there are far more references without paragraphs.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
struct Ranges {
    first: RangeInclusive<u32>,
    others: Vec<RangeInclusive<u32>>,
}

impl Paragraphs {
    /// The paragraph `number`; 0 counts as 1.
    #[must_use]
    pub fn one(number: u32) -> Self {
        let number = number.max(1);
        Self::from(number..=number)
    }

    fn from(first: RangeInclusive<u32>) -> Self {
        Self(Box::new(Ranges { first, others: Vec::new() }))
    }

    /// The paragraphs that `text` names, as `¶3-5,7` or `p3-5,7`; a dash may stand for the hyphen.
    ///
    /// # Errors
    /// If it names none, or one that cannot be.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let numbers = text.strip_prefix('¶').or_else(|| text.strip_prefix('p'));
        let numbers = numbers.ok_or_else(|| ValueError::new(0, "names no paragraph; write it as ¶3, ¶3-5 or ¶3,7"))?;
        let mut at = text.len() - numbers.len();
        let mut ranges = Vec::new();
        for part in numbers.split(',') {
            ranges.push(parse_range(part).map_err(|message| ValueError::new(at, message))?);
            at += part.len() + 1;
        }
        ranges.sort_by_key(|range| (*range.start(), *range.end()));
        let mut ranges = ranges.into_iter();
        let first = ranges.next().ok_or_else(|| ValueError::new(at, NO_NUMBER))?;
        Ok(ranges.fold(Self::from(first), Self::with))
    }

    /// These and `next`, which begins no earlier than the last of them.
    fn with(mut self, next: RangeInclusive<u32>) -> Self {
        let Ranges { first, others } = &mut *self.0;
        let last = others.last_mut().unwrap_or(first);
        if next.start() <= last.end() {
            *last = *last.start()..=*last.end().max(next.end());
        } else {
            others.push(next);
        }
        self
    }

    /// Whether paragraph `number` is among them.
    #[must_use]
    pub fn contains(&self, number: u32) -> bool {
        self.iter().any(|range| range.contains(&number))
    }

    /// Whether a paragraph is among both.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.iter().any(|one| other.iter().any(|range| one.start() <= range.end() && range.start() <= one.end()))
    }

    /// The last of them that stands before paragraph `number`, if one does.
    #[must_use]
    pub fn last_before(&self, number: u32) -> Option<u32> {
        let before = self.iter().filter(|range| *range.start() < number);
        before.map(|range| (*range.end()).min(number - 1)).max()
    }

    /// The first paragraph, at least 1.
    #[must_use]
    pub fn first(&self) -> u32 {
        *self.0.first.start()
    }

    /// The last paragraph.
    #[must_use]
    pub fn last(&self) -> u32 {
        *self.0.others.last().unwrap_or(&self.0.first).end()
    }

    /// Their ranges, ascending; a single paragraph is a range of one.
    pub fn iter(&self) -> impl Iterator<Item = RangeInclusive<u32>> {
        std::iter::once(self.0.first.clone()).chain(self.0.others.iter().cloned())
    }
}

impl fmt::Display for Paragraphs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, range) in self.iter().enumerate() {
            f.write_str(if at == 0 { "¶" } else { "," })?;
            write!(f, "{}", range.start())?;
            if range.end() > range.start() {
                write!(f, "-{}", range.end())?;
            }
        }
        Ok(())
    }
}

const NO_NUMBER: &str = "lacks a paragraph's number; write it as ¶3, ¶3-5 or ¶3,7";

fn parse_range(text: &str) -> Result<RangeInclusive<u32>, String> {
    let (from, to) = match text.split_once(['-', '–']) {
        Some((from, to)) => (parse_number(from)?, parse_number(to)?),
        None => (parse_number(text)?, parse_number(text)?),
    };
    if to < from {
        return Err(format!("names paragraphs that end before they begin; write them as ¶{to}-{from}"));
    }
    Ok(from..=to)
}

fn parse_number(digits: &str) -> Result<u32, String> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NO_NUMBER.to_owned());
    }
    match digits.parse() {
        Ok(0) => Err("names paragraph 0; the first is ¶1".to_owned()),
        Ok(number) => Ok(number),
        Err(_) => Err(format!("names a paragraph past {}", u32::MAX)),
    }
}

/// A place within the page of an entry or a term: what a reference may name after its `#`, and every other place one
/// can come back to. It is said by what stands there, so that it survives edits elsewhere in the file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Place {
    /// Paragraphs of an article.
    Paragraphs(Paragraphs),
    /// A record, by its id.
    Record(Box<str>),
    /// A key of its own, as it is spelled in the file.
    Key(Box<str>),
    /// One of the owner's own keys, as it is spelled in the file.
    Extra(Box<str>),
    /// A heading of the page, by what it says.
    Heading(Box<str>),
    /// What another entry says of it, by that entry as it is written: `companies/amazon`.
    From(Box<str>),
    /// The prose.
    Prose,
    /// What refers here.
    References,
    /// The sources by number.
    Sources,
}

/// The words of the places that only the program names, before their colon; no id of a record holds one.
const WORDS: [&str; 4] = ["key", "extra", "heading", "from"];

impl Place {
    /// The record of that id.
    #[must_use]
    pub fn record(id: &str) -> Self {
        Self::Record(id.into())
    }

    /// The place that a reference names by `text`: what stands after the `#`.
    ///
    /// # Errors
    /// If it is neither paragraphs nor the id of a record.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        if is_record_id(text) {
            return Ok(Self::record(text));
        }
        let numbered =
            text.strip_prefix('p').is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()));
        if text.starts_with('¶') || numbered {
            return Paragraphs::parse(text).map(Self::Paragraphs);
        }
        Err(ValueError::new(
            0,
            "names no place in an entry; after # stand paragraphs (¶3, ¶3-5) or the id of a record (a-z, 0-9, -)",
        ))
    }

    /// Any place as it is printed: those of references, and those that only the program names. None where `text` is
    /// neither.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let [key, extra, heading, from] = WORDS;
        match text.split_once(':') {
            Some(("", part)) => {
                [Self::Prose, Self::References, Self::Sources].into_iter().find(|place| place.part() == part)
            }
            Some((word, name)) if word == key => Some(Self::Key(name.into())),
            Some((word, name)) if word == extra => Some(Self::Extra(name.into())),
            Some((word, text)) if word == heading => Some(Self::Heading(text.into())),
            Some((word, entry)) if word == from => Some(Self::From(entry.into())),
            Some(_) | None => Self::parse(text).ok(),
        }
    }

    /// The paragraphs, where it is paragraphs.
    #[must_use]
    pub fn paragraphs(&self) -> Option<&Paragraphs> {
        if let Self::Paragraphs(paragraphs) = self { Some(paragraphs) } else { None }
    }

    /// The id of the record, where it is one.
    #[must_use]
    pub fn record_id(&self) -> Option<&str> {
        if let Self::Record(id) = self { Some(id) } else { None }
    }

    /// Whether something is at both: the same place, or paragraphs that overlap.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Paragraphs(one), Self::Paragraphs(other)) => one.overlaps(other),
            (one, other) => one == other,
        }
    }

    /// The word of a part of a page.
    fn part(&self) -> &'static str {
        match self {
            Self::Prose => "prose",
            Self::References => "references",
            Self::Sources => "sources",
            Self::Paragraphs(_)
            | Self::Record(_)
            | Self::Key(_)
            | Self::Extra(_)
            | Self::Heading(_)
            | Self::From(_) => "",
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [key, extra, heading, from] = WORDS;
        match self {
            Self::Paragraphs(paragraphs) => paragraphs.fmt(f),
            Self::Record(id) => f.write_str(id),
            Self::Key(name) => write!(f, "{key}:{name}"),
            Self::Extra(name) => write!(f, "{extra}:{name}"),
            Self::Heading(text) => write!(f, "{heading}:{text}"),
            Self::From(entry) => write!(f, "{from}:{entry}"),
            Self::Prose | Self::References | Self::Sources => write!(f, ":{}", self.part()),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_place_is_read_as_it_is_printed() {
        for (text, place) in [
            ("¶3-5,7", Place::Paragraphs(Paragraphs::parse("p3-5,7").unwrap())),
            ("palantir-hosting", Place::record("palantir-hosting")),
            ("key:also_known_as", Place::Key("also_known_as".into())),
            ("extra:a b:c", Place::Extra("a b:c".into())),
            ("from:companies/amazon", Place::From("companies/amazon".into())),
            ("heading:What: #1", Place::Heading("What: #1".into())),
            (":sources", Place::Sources),
        ] {
            assert_eq!((place.to_string().as_str(), Place::read(text)), (text, Some(place.clone())));
        }
        for text in ["", ":", ":x", "x:y", "No Place", "¶0"] {
            assert_eq!(Place::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_reference_names_no_place_of_the_programs_own() {
        for text in ["key:date", ":prose", "heading:a", "extra:b", "from:a"] {
            assert!(Place::parse(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_printed_as_it_was(text in "(key:|extra:|heading:|from:|:prose|:references|¶|p)?[a-z0-9:,¶ -]{0,9}") {
            if let Some(place) = Place::read(&text) {
                prop_assert_eq!(Place::read(&place.to_string()), Some(place));
            }
        }
    }
}
