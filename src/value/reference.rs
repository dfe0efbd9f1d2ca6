//! References to entries, terms, records and paragraphs. Must never look up what they refer to.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Fits, Place, ValueError};
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

/// A reference as it was written, not yet looked up.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Reference {
    /// The kind that was asked for.
    pub kind: Option<TargetKind>,
    /// What is tried first where no kind was asked for: the key under which it stands says so, not its text.
    pub implied: Option<TargetKind>,
    /// An id or a name; none for a place in the same entry.
    pub name: Option<String>,
    /// The place within the entry.
    pub place: Option<Place>,
}

impl Reference {
    /// The reference that `text` is, white space around it aside: `amazon`, `terms/ICE`, `amazon-profits#¶3-5`,
    /// `#demand-1`.
    ///
    /// # Errors
    /// If a name or the place after `#` is missing or wrong.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let (path, place) = match text.rsplit_once('#') {
            Some((path, place)) => (path, Some(parse_place(place, path.len() + 1)?)),
            None => (text, None),
        };
        let path = path.trim();
        let kind = path.split_once('/').and_then(|(kind, name)| Some((TargetKind::parse(kind)?, name.trim())));
        let (kind, name) = kind.map_or((None, path), |(kind, name)| (Some(kind), name));
        if name.is_empty() && (kind.is_some() || place.is_none()) {
            return Err(ValueError::new(
                0,
                "names nothing; write an id or a name, as in amazon, terms/ICE or amazon-profits#¶3",
            ));
        }
        let name = (!name.is_empty()).then(|| name.to_owned());
        Ok(Self { kind, implied: None, name, place })
    }
}

fn parse_place(text: &str, offset: usize) -> Result<Place, ValueError> {
    let blank = text.len() - text.trim_start().len();
    Place::parse(text.trim()).map_err(|error| ValueError { at: error.at + offset + blank, ..error })
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(kind) = self.kind {
            write!(f, "{}/", kind.plural())?;
        }
        f.write_str(self.name.as_deref().unwrap_or_default())?;
        match &self.place {
            Some(place) => write!(f, "#{place}"),
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Paragraphs;
    use super::*;

    #[test]
    fn references_are_a_kind_a_name_and_a_place() {
        let paragraphs = |text: &str| Some(Place::Paragraphs(Paragraphs::parse(text).unwrap()));
        for (text, printed, kind, name, place) in [
            ("amazon", "amazon", None, Some("amazon"), None),
            (" Amazon.com, Inc. ", "Amazon.com, Inc.", None, Some("Amazon.com, Inc."), None),
            ("terms/ ICE", "terms/ICE", Some(TargetKind::Term), Some("ICE"), None),
            ("AC/DC", "AC/DC", None, Some("AC/DC"), None),
            ("articles/terms/x", "articles/terms/x", Some(TargetKind::Article), Some("terms/x"), None),
            ("profits#p3-5", "profits#¶3-5", None, Some("profits"), paragraphs("¶3-5")),
            ("profits # ¶7,3,4-5", "profits#¶3,4-5,7", None, Some("profits"), paragraphs("¶3,4-5,7")),
            ("#demand-1", "#demand-1", None, None, Some(Place::record("demand-1"))),
            ("C# in use#p-1", "C# in use#p-1", None, Some("C# in use"), Some(Place::record("p-1"))),
        ] {
            let reference = Reference::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
            let expected = Reference { kind, implied: None, name: name.map(str::to_owned), place };
            assert_eq!((reference.to_string().as_str(), &reference), (printed, &expected));
        }
    }

    #[test]
    fn what_is_no_reference_says_where_and_why() {
        for (text, at, says) in [
            ("", 0, "names nothing"),
            ("terms/", 0, "names nothing"),
            ("terms/#¶3", 0, "names nothing"),
            ("a#", 2, "names no place"),
            ("a#No Place", 2, "names no place"),
            ("a#¶", 4, "lacks a paragraph's number"),
            ("a# ¶3,0", 7, "the first is ¶1"),
            ("a#¶5-3", 4, "write them as ¶3-5"),
            ("a#p4294967296", 3, "past 4294967295"),
        ] {
            let error = Reference::parse(text).unwrap_err();
            assert!(error.at == at && error.message.contains(says), "{text:?}: {error:?}");
        }
    }

    #[test]
    fn ids_are_small_letters_digits_and_hyphens_and_those_of_records_no_paragraphs() {
        let kinds = |id: &str| (is_id(id), is_record_id(id));
        for id in ["a", "7", "-", "amazon-profits", "p", "p3-", "p3a", "p-3"] {
            assert_eq!(kinds(id), (true, true), "{id}");
        }
        for id in ["p7", "p3-5"] {
            assert_eq!(kinds(id), (true, false), "{id}");
        }
        for id in ["", "A", "a b", "é", "a_b"] {
            assert_eq!(kinds(id), (false, false), "{id}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(text in "\\PC{0,12}|((articles|terms|others)/)?[a-zé /#]{0,6}(#[ ¶p]{0,2}[0-9,-]{0,9}[a-z]?)?") {
            match Reference::parse(&text) {
                Ok(reference) => prop_assert_eq!(Reference::parse(&reference.to_string()), Ok(reference)),
                Err(error) => prop_assert!(text.is_char_boundary(error.at), "{error:?}"),
            }
        }
    }
}
