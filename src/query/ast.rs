//! A filter as a tree: what it asks, as it was written. Must never look into a dossier: nothing is looked up here.

use std::fmt::{self, Display};
use std::slice;

use super::bounds::{Bound, Test};
use super::dates::Days;
use super::fields::{FieldHelp, RecordField};
use super::lex::{quoted, quoted_where_needed};
use super::numbers::Number;
use crate::entry::RecordKind;
use crate::text::fold::{Needle, Stemming};
use crate::value::Reference;
use crate::whole::Depth;

/// Tests joined by and, or, not. `All` of nothing holds for everything; it stands at the root alone.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Tree<L> {
    /// Every one holds. No `All` inside.
    All(Vec<Tree<L>>),
    /// One of them holds, at least. No `Any` inside.
    Any(Vec<Tree<L>>),
    /// The exact complement. No `Not` inside.
    Not(Box<Tree<L>>),
    /// One test.
    Leaf(L),
}

impl<L> Tree<L> {
    /// All of `trees`, flat.
    pub(super) fn all(trees: Vec<Self>) -> Self {
        let mut flat = Vec::new();
        for tree in trees {
            match tree {
                Self::All(inner) => flat.extend(inner),
                Self::Any(_) | Self::Not(_) | Self::Leaf(_) => flat.push(tree),
            }
        }
        if flat.len() == 1 { flat.remove(0) } else { Self::All(flat) }
    }

    /// Any of `trees`, flat.
    pub(super) fn any(trees: Vec<Self>) -> Self {
        let mut flat = Vec::new();
        for tree in trees {
            match tree {
                Self::Any(inner) => flat.extend(inner),
                Self::All(_) | Self::Not(_) | Self::Leaf(_) => flat.push(tree),
            }
        }
        if flat.len() == 1 { flat.remove(0) } else { Self::Any(flat) }
    }

    /// The complement of `tree`.
    pub(super) fn not(tree: Self) -> Self {
        match tree {
            Self::Not(inner) => *inner,
            Self::All(_) | Self::Any(_) | Self::Leaf(_) => Self::Not(Box::new(tree)),
        }
    }

    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::All(inner) if inner.is_empty())
    }

    /// The same tree over other tests.
    pub(super) fn map<'a, M>(&'a self, test: &mut impl FnMut(&'a L) -> M) -> Tree<M> {
        match self {
            Self::All(inner) => Tree::All(inner.iter().map(|tree| tree.map(test)).collect()),
            Self::Any(inner) => Tree::Any(inner.iter().map(|tree| tree.map(test)).collect()),
            Self::Not(inner) => Tree::Not(Box::new(inner.map(test))),
            Self::Leaf(leaf) => Tree::Leaf(test(leaf)),
        }
    }

    /// Whether it holds, given which tests do.
    pub(super) fn holds(&self, test: &impl Fn(&L) -> bool) -> bool {
        match self {
            Self::All(inner) => inner.iter().all(|tree| tree.holds(test)),
            Self::Any(inner) => inner.iter().any(|tree| tree.holds(test)),
            Self::Not(inner) => !inner.holds(test),
            Self::Leaf(leaf) => test(leaf),
        }
    }

    /// The same tree with what costs least asked first of what must all hold, or of which one must.
    pub(super) fn cheapest_first(self, cost: &impl Fn(&L) -> u8) -> Self {
        let sorted = |inner: Vec<Self>| {
            let mut inner: Vec<Self> = inner.into_iter().map(|tree| tree.cheapest_first(cost)).collect();
            inner.sort_by_key(|tree| tree.leaves().into_iter().map(cost).max());
            inner
        };
        match self {
            Self::All(inner) => Self::All(sorted(inner)),
            Self::Any(inner) => Self::Any(sorted(inner)),
            Self::Not(inner) => Self::Not(Box::new(inner.cheapest_first(cost))),
            Self::Leaf(leaf) => Self::Leaf(leaf),
        }
    }

    /// Every test, those that are excluded too, in the order in which they stand.
    pub(super) fn leaves(&self) -> Vec<&L> {
        match self {
            Self::All(inner) | Self::Any(inner) => inner.iter().flat_map(Self::leaves).collect(),
            Self::Not(inner) => inner.leaves(),
            Self::Leaf(leaf) => vec![leaf],
        }
    }

    /// The tests that are asked for, not excluded, in the order in which they stand.
    pub(super) fn asked(&self) -> Vec<&L> {
        match self {
            Self::All(inner) | Self::Any(inner) => inner.iter().flat_map(Self::asked).collect(),
            Self::Not(_) => Vec::new(),
            Self::Leaf(leaf) => vec![leaf],
        }
    }
}

/// What is asked of an entry.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum EntryLeaf {
    /// Words somewhere in it.
    Words(Words),
    /// One of the fields of the table.
    Field(&'static FieldHelp, Criterion),
    /// One of its records for which all inside holds.
    Record(RecordKind, Tree<RecordLeaf>),
    /// A saved view.
    View(Box<ParsedView>),
}

/// What is asked of a record.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum RecordLeaf {
    /// Words somewhere in it.
    Words(Words),
    /// One of its keys.
    Field(RecordField, Criterion),
}

/// A view as it is used in a filter.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ParsedView {
    /// What stands after `@`.
    pub(super) slug: String,
    /// What its query asks.
    pub(super) tree: Tree<EntryLeaf>,
    /// Its own order, which holds where the filter is this view alone.
    pub(super) sort: Vec<super::SortKey>,
    /// Its own limit, likewise.
    pub(super) limit: Option<usize>,
}

/// A word or a phrase.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Words {
    /// As it was written, without its quotes.
    pub(super) text: String,
    /// Whether it stood in quotes.
    pub(super) phrase: bool,
    /// How many others may stand between its words, where they may stand in any order.
    between: Option<usize>,
    /// What to look for.
    pub(super) needle: Needle,
}

impl Words {
    /// What begins with the word, or has another ending of that language.
    pub(super) fn word(text: &str, language: Option<Stemming>) -> Self {
        Self { text: text.to_owned(), phrase: false, between: None, needle: Needle::stemmed(text, language) }
    }

    /// Whether its words may stand in any order, with others between.
    pub(super) fn is_near(&self) -> bool {
        self.between.is_some()
    }

    /// The words as they stand in order; in any, where so many others may stand between.
    pub(super) fn phrase(text: &str, between: Option<usize>) -> Self {
        let needle = between.map_or_else(|| Needle::phrase(text), |between| Needle::near(text, between));
        Self { text: text.to_owned(), phrase: true, between, needle }
    }
}

/// What the value of a field has to be: any of those.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Criterion {
    /// There is one: `*`.
    Present,
    /// It bears these words.
    Words(Vec<Words>),
    /// It may be (or, where `surely`, must be) such a date.
    Dates { surely: bool, tests: Vec<Test<Bound<Days>>> },
    /// It is such a number.
    Numbers(Vec<Test<Bound<Number>>>),
    /// It leads to one of them.
    References(Vec<Reference>),
    /// It is one of the words that the field knows.
    Among(Vec<&'static str>),
}

/// One of these words is searched for: in that field of the entry, or anywhere.
pub(super) struct Search<'q> {
    pub(super) field: Option<&'static FieldHelp>,
    pub(super) words: &'q [Words],
}

impl Tree<EntryLeaf> {
    /// How far a dossier must be worked out for this to be asked.
    pub(super) fn depth(&self) -> Depth {
        let of = |leaf: &EntryLeaf| match leaf {
            EntryLeaf::Words(_) | EntryLeaf::Record(..) => Depth::Named,
            EntryLeaf::Field(field, _) => field.aspect.depth(),
            EntryLeaf::View(view) => view.tree.depth(),
        };
        self.leaves().into_iter().map(of).max().unwrap_or(Depth::Named)
    }

    /// What is searched for by words, in braces and views too, but nothing that is excluded.
    pub(super) fn searches(&self) -> Vec<Search<'_>> {
        let mut found = Vec::new();
        for leaf in self.asked() {
            match leaf {
                EntryLeaf::Words(words) => found.push(Search { field: None, words: slice::from_ref(words) }),
                EntryLeaf::Field(field, wanted) if field.is_of_text() => {
                    found.push(Search { field: Some(field), words: wanted.words() });
                }
                EntryLeaf::Field(..) => {}
                EntryLeaf::Record(_, inside) => {
                    let words = inside.asked().into_iter().map(RecordLeaf::words);
                    found.extend(words.map(|words| Search { field: None, words }));
                }
                EntryLeaf::View(view) => found.extend(view.tree.searches()),
            }
        }
        found.retain(|search| !search.words.is_empty());
        found
    }
}

impl RecordLeaf {
    fn words(&self) -> &[Words] {
        match self {
            Self::Words(words) => slice::from_ref(words),
            Self::Field(RecordField::Own(_), wanted) => wanted.words(),
            Self::Field(RecordField::Id | RecordField::Currency | RecordField::Rate, _) => &[],
        }
    }
}

impl<L: Display> Display for Tree<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All(inner) => joined(f, inner, " ", |tree| matches!(tree, Self::Any(_))),
            Self::Any(inner) => joined(f, inner, " OR ", |_| false),
            Self::Not(inner) => {
                f.write_str("-")?;
                one(f, inner, matches!(**inner, Self::All(_) | Self::Any(_)))
            }
            Self::Leaf(leaf) => leaf.fmt(f),
        }
    }
}

fn joined<L: Display>(
    f: &mut fmt::Formatter<'_>,
    trees: &[Tree<L>],
    between: &str,
    needs_parentheses: impl Fn(&Tree<L>) -> bool,
) -> fmt::Result {
    for (index, tree) in trees.iter().enumerate() {
        if index > 0 {
            f.write_str(between)?;
        }
        one(f, tree, needs_parentheses(tree))?;
    }
    Ok(())
}

fn one<L: Display>(f: &mut fmt::Formatter<'_>, tree: &Tree<L>, parentheses: bool) -> fmt::Result {
    if parentheses { write!(f, "({tree})") } else { tree.fmt(f) }
}

impl Display for EntryLeaf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(words) => words.fmt(f),
            Self::Field(field, wanted) => wanted.write_after(field.name, f),
            Self::Record(kind, inside) => write!(f, "{}{{{inside}}}", kind.singular()),
            Self::View(view) => write!(f, "@{}", view.slug),
        }
    }
}

impl Display for RecordLeaf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(words) => words.fmt(f),
            Self::Field(field, wanted) => wanted.write_after(field.name(), f),
        }
    }
}

impl Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.phrase {
            return f.write_str(&self.text);
        }
        quoted(f, &self.text)?;
        self.between.map_or(Ok(()), |between| write!(f, "~{between}"))
    }
}

impl Criterion {
    /// The words of which one is wanted, where it is words.
    pub(super) fn words(&self) -> &[Words] {
        if let Self::Words(words) = self { words } else { &[] }
    }

    /// The words of the field of which one is wanted, where it is such.
    pub(super) fn among(&self) -> &[&'static str] {
        if let Self::Among(words) = self { words } else { &[] }
    }

    /// The references of which one is wanted, where it is references.
    pub(super) fn references(&self) -> &[Reference] {
        if let Self::References(references) = self { references } else { &[] }
    }

    fn write_after(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let surely = matches!(self, Self::Dates { surely: true, .. });
        write!(f, "{name}{}", if surely { "!:" } else { ":" })?;
        match self {
            Self::Present => f.write_str("*"),
            Self::Words(words) => listed(f, words, |f, words| words.fmt(f)),
            Self::Dates { tests, .. } => listed(f, tests, |f, test| test.fmt(f)),
            Self::Numbers(tests) => listed(f, tests, |f, test| test.fmt(f)),
            Self::References(references) => {
                listed(f, references, |f, reference| quoted_where_needed(f, &reference.to_string()))
            }
            Self::Among(words) => listed(f, words, |f, word| f.write_str(word)),
        }
    }
}

fn listed<T>(
    f: &mut fmt::Formatter<'_>,
    items: &[T],
    write: impl Fn(&mut fmt::Formatter<'_>, &T) -> fmt::Result,
) -> fmt::Result {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            f.write_str(",")?;
        }
        write(f, item)?;
    }
    Ok(())
}
