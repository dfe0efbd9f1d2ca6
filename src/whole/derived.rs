//! What follows from one file and from what it refers to. Must never follow from anything that it did not ask for.

use std::cell::OnceCell;

use super::changes::Question;
use super::{EntryId, Resolution, Spot, Tie, View, names};
use crate::entry::Entry;
use crate::parse::COVER;
use crate::parse::limits::{self, MENTIONS};
use crate::problem::{Code, Located, Problem};
use crate::text::fold::fold;
use crate::value::{Place, Reference, Span};

/// What follows from the file of an entry or from the cover.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Derived {
    /// Those of fields and links in reading order, then the mentions.
    pub ties: Vec<Tie>,
    /// How many of them are no mentions.
    pub references: usize,
    pub problems: Vec<Problem>,
    /// References to nothing.
    pub unknown: Vec<Unknown>,
    /// Names that nobody bears, folded.
    pub strangers: Box<[Box<str>]>,
    asked: Box<[Question]>,
}

/// A reference to nothing, for which something near may be proposed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unknown {
    /// Which of the problems says so.
    pub problem: usize,
    pub reference: Reference,
    /// Whether what it names is known, and only the place there is not.
    pub is_place: bool,
}

/// A name that nobody bears.
#[derive(Debug)]
pub(super) struct Stranger {
    pub folded: Box<str>,
    /// As it stands there.
    pub name: String,
    pub span: Span,
}

impl Derived {
    /// Whether nothing follows that does not follow already, and nothing is asked but what is asked for that.
    pub(super) fn is_within(&self, other: &Self) -> bool {
        let is_asked = |question: &Question| other.asked.binary_search(question).is_ok();
        let is_empty = self.ties.is_empty() && self.problems.is_empty() && self.strangers.is_empty();
        is_empty && self.asked.iter().all(is_asked)
    }

    /// Whether any of those it asked is answered otherwise now.
    pub(super) fn asked_any(&self, answers: &std::collections::HashSet<Question>) -> bool {
        self.asked.iter().any(|question| answers.contains(question))
    }

    pub(super) fn mentions(&self) -> &[Tie] {
        self.ties.get(self.references..).unwrap_or_default()
    }
}

/// The same while it is worked out.
pub(super) struct Draft<'a> {
    pub view: View<'a>,
    /// Whose file it is; none of the cover.
    pub from: Option<EntryId>,
    entry: Option<&'a Entry>,
    /// Its text, once somebody asks; none where it is not here yet: then no place can be named.
    located: OnceCell<Option<Located<'a>>>,
    pub ties: Vec<Tie>,
    problems: Vec<Problem>,
    pub unknown: Vec<Unknown>,
    pub strangers: Vec<Stranger>,
    asked: Vec<Question>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(view: View<'a>, from: Option<(EntryId, &'a Entry)>) -> Self {
        Self {
            view,
            from: from.map(|(id, _)| id),
            entry: from.map(|(_, entry)| entry),
            located: OnceCell::new(),
            ties: Vec::new(),
            problems: Vec::new(),
            unknown: Vec::new(),
            strangers: Vec::new(),
            asked: Vec::new(),
        }
    }

    /// Says what is wrong there; gives its number, where it could be said.
    pub(super) fn problem(&mut self, code: Code, span: &Span, message: impl Into<String>) -> Option<usize> {
        let located = self.located.get_or_init(|| match self.from.zip(self.entry) {
            Some((id, entry)) => self.view.text(id).map(|text| Located::new(&entry.path, text)),
            None => Some(Located::new(COVER, self.view.cover_text())),
        });
        let located = located.as_ref()?;
        self.problems.push(located.problem(code, span, message));
        Some(self.problems.len() - 1)
    }

    /// Where a reference leads.
    pub(super) fn resolve(&mut self, reference: &Reference) -> Resolution {
        let found = names::resolve(self.view.dossier, reference, self.from);
        if let Some(name) = &reference.name {
            let place = reference.place.as_ref();
            self.ask_of(&fold(name), place, found.spot().is_some());
            self.ask_of(&names::file_id(name), place, found.spot().is_some());
        }
        found
    }

    /// Who is called so, and what stands at that place there.
    fn ask_of(&mut self, name: &str, place: Option<&Place>, is_there: bool) {
        self.ask(Question::name(name));
        if let Some(record) = place.and_then(Place::record_id) {
            self.ask(Question::record(name, record));
            if !is_there {
                self.ask(Question::records(name));
            }
        }
        if place.and_then(Place::paragraphs).is_some() {
            self.ask(Question::paragraphs(name));
        }
        if matches!(place, Some(Place::Heading(_))) {
            self.ask(Question::headings(name));
        }
    }

    /// Where a name leads.
    pub(super) fn named(&mut self, name: &str) -> Option<Spot> {
        self.ask(Question::name(&fold(name)));
        if let Ok(reference) = Reference::parse(name) {
            self.resolve(&reference);
        }
        names::named(self.view.dossier, name, self.from)
    }

    pub(super) fn ask(&mut self, question: Question) {
        self.asked.push(question);
    }

    /// What follows, and the names that nobody bears.
    pub(super) fn derived(mut self, mentions: Vec<Tie>) -> (Derived, Vec<Stranger>) {
        let references = self.ties.len();
        if mentions.len() > MENTIONS.number {
            let limit = limits::grouped(MENTIONS.number);
            let message = format!("this file has more than {limit} known names; those after them stay text, divide it");
            self.problem(Code::OverLimit, &(0..0), message);
        }
        self.ties.extend(mentions);
        self.ties.shrink_to_fit();
        self.asked.sort_unstable();
        self.asked.dedup();
        let derived = Derived {
            ties: self.ties,
            references,
            problems: self.problems,
            unknown: self.unknown,
            strangers: self.strangers.iter().map(|stranger| stranger.folded.clone()).collect(),
            asked: self.asked.into_boxed_slice(),
        };
        (derived, self.strangers)
    }
}
