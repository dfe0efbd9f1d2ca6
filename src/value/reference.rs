//! References to entries, terms, records and paragraphs. Must never look up what they refer to.

use std::fmt;
use std::ops::RangeInclusive;

use super::{Fits, ValueError};
use crate::text::fold::fold;

/// Whether `text` may be the id of an entry: `a-z`, `0-9` and `-`, at least one of them.
#[must_use]
pub fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

/// Whether `text` may be the id of a record: as of an entry, but not of a form that names paragraphs (`p7`, `p3-5`).
#[must_use]
pub fn is_record_id(text: &str) -> bool {
    is_id(text) && !is_paragraph_form(text)
}

/// Whether an id reads as paragraphs: `p`, digits, and maybe `-` and digits.
fn is_paragraph_form(id: &str) -> bool {
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    id.strip_prefix('p').is_some_and(|numbers| match numbers.split_once('-') {
        Some((from, to)) => is_number(from) && is_number(to),
        None => is_number(numbers),
    })
}

/// What a reference leads to, in the order in which it is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TargetKind {
    /// What was published.
    Article,
    /// Who is written about.
    Company,
    /// What people did about it.
    Campaign,
    /// A name that recurs.
    Term,
}

impl TargetKind {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Article, Self::Company, Self::Campaign, Self::Term];

    /// The kind that `plural` names, as written in a reference.
    #[must_use]
    pub fn parse(plural: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.plural() == plural)
    }

    /// Its word, as written in a reference and as the name of its folder.
    #[must_use]
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Article => "articles",
            Self::Company => "companies",
            Self::Campaign => "campaigns",
            Self::Term => "terms",
        }
    }
}

/// One or more paragraphs of an article, counted from 1: `¶3-5,7`. Ascending; none is named twice.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Paragraphs(Box<Ranges>);

/// What is kept apart, as there are far more references without paragraphs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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

    /// The paragraphs that `text` names, as `¶3-5,7` or `p3-5,7`.
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
    let (from, to) = match text.split_once('-') {
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

/// The place within an entry that a reference leads to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Loc {
    /// Paragraphs of an article.
    Paragraphs(Paragraphs),
    /// A record, by its id.
    Record(String),
}

impl Loc {
    /// The place that `text` names: what stands after the `#`.
    ///
    /// # Errors
    /// If it is neither paragraphs nor the id of a record.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        if is_record_id(text) {
            return Ok(Self::Record(text.to_owned()));
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
}

impl fmt::Display for Loc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Paragraphs(paragraphs) => paragraphs.fmt(f),
            Self::Record(id) => f.write_str(id),
        }
    }
}

/// A reference as it was written, not yet looked up.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The kind that was asked for.
    pub kind: Option<TargetKind>,
    /// What is tried first where no kind was asked for: the key under which it stands says so, not its text.
    pub implied: Option<TargetKind>,
    /// An id or a name; none for a place in the same entry.
    pub name: Option<String>,
    /// The place within the entry.
    pub loc: Option<Loc>,
}

impl Reference {
    /// The reference that `text` is, white space around it aside: `amazon`, `terms/ICE`, `amazon-profits#¶3-5`, `#demand-1`.
    ///
    /// # Errors
    /// If a name or the place after `#` is missing or wrong.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let (path, loc) = match text.rsplit_once('#') {
            Some((path, loc)) => (path, Some(parse_loc(loc, path.len() + 1)?)),
            None => (text, None),
        };
        let path = path.trim();
        let kind = path.split_once('/').and_then(|(kind, name)| Some((TargetKind::parse(kind)?, name.trim())));
        let (kind, name) = kind.map_or((None, path), |(kind, name)| (Some(kind), name));
        if name.is_empty() && (kind.is_some() || loc.is_none()) {
            return Err(ValueError::new(
                0,
                "names nothing; write an id or a name, as in amazon, terms/ICE or amazon-profits#¶3",
            ));
        }
        let name = (!name.is_empty()).then(|| name.to_owned());
        Ok(Self { kind, implied: None, name, loc })
    }
}

fn parse_loc(text: &str, offset: usize) -> Result<Loc, ValueError> {
    let blank = text.len() - text.trim_start().len();
    Loc::parse(text.trim()).map_err(|error| ValueError { at: error.at + offset + blank, ..error })
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(kind) = self.kind {
            write!(f, "{}/", kind.plural())?;
        }
        f.write_str(self.name.as_deref().unwrap_or_default())?;
        match &self.loc {
            Some(loc) => write!(f, "#{loc}"),
            None => Ok(()),
        }
    }
}

impl Fits for Reference {
    fn fits(&self, other: &Self) -> bool {
        self.key() == other.key()
    }

    fn key(&self) -> Option<String> {
        Some(fold(&self.to_string()))
    }
}
