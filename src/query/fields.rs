//! The fields of the filter language as one table: what each is of and how it compares. Reading, testing, help and
//! README all walk it; what may stand in braces follows the schema of records. Must never test anything itself.

use crate::entry::{EntryKind, Key, RecordKind, Shape, entry_keys, record_keys};
use crate::value::Rate;
use crate::whole::{Depth, Dossier, Topic};

/// A field of the filter language.
#[derive(Debug, PartialEq, Eq)]
pub struct FieldHelp {
    /// What stands before the colon.
    pub name: &'static str,
    /// What of an entry it looks at.
    pub what: &'static str,
    /// A filter that uses it.
    pub example: &'static str,
    pub(super) aspect: Aspect,
}

impl FieldHelp {
    /// Whether its values are words or names that stand in a text, so that they can be shown where they stand.
    pub(super) fn is_of_text(&self) -> bool {
        matches!(self.aspect, Aspect::Own(_) | Aspect::Name | Aspect::TiedEntry(_) | Aspect::TiedTerm(..))
    }
}

impl FieldHelp {
    /// The topics that it asks for by name, because a tie to one of them is what it looks at.
    pub(super) fn topics(&self, dossier: &Dossier) -> impl Iterator<Item = Topic> {
        let of = self.aspect;
        dossier.topics().filter(move |topic| match *topic {
            Topic::Entry(id) => dossier.get(id).is_some_and(|entry| of == Aspect::TiedEntry(entry.kind)),
            Topic::Term(id) => {
                let is_of = |kind| dossier.term(id).is_some_and(|term| term.kind() == kind);
                matches!(of, Aspect::TiedTerm(kind, _) if kind.is_none_or(is_of))
            }
        })
    }
}

/// What a field looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aspect {
    /// Which of the three lists it is in.
    List,
    /// Its id.
    Id,
    /// Its names.
    Name,
    /// A key of its own.
    Own(Key),
    /// Entries of a kind to which it is tied.
    TiedEntry(EntryKind),
    /// Terms to which it is tied: of that kind, or of any; and the words of the key that names nothing else.
    TiedTerm(Option<&'static str>, Option<Key>),
    /// All that is tied to something, either way.
    Related,
    /// The dates of the entry and its records: of that key, or all.
    Dates(Option<Key>),
    /// Short for a key of a record in braces.
    Record(RecordKind, Key),
    /// What it cites.
    Cites,
    /// What it refers to.
    Links,
    /// What refers to it.
    LinkedBy,
    /// Which keys it and its records have.
    Has,
    /// How it stands.
    Is,
    /// How many witnesses a fact of it has.
    Sources,
    /// No test: the order.
    Sort,
    /// No test: how many.
    Limit,
}

impl Aspect {
    /// How the values of a field that looks at it compare.
    pub(super) fn compares(self) -> Compares {
        match self {
            Self::Id | Self::Name | Self::Own(_) | Self::TiedEntry(_) | Self::TiedTerm(..) | Self::Sort => {
                Compares::Words
            }
            Self::Related | Self::Cites | Self::Links | Self::LinkedBy => Compares::References,
            Self::Dates(_) => Compares::Dates,
            Self::Record(_, key) => compares(key.spec().shape),
            Self::List => Compares::Among(LISTS),
            Self::Is => Compares::Among(STATES),
            Self::Has => Compares::Parts,
            Self::Sources | Self::Limit => Compares::Numbers,
        }
    }

    /// How far a dossier must be worked out for it to be asked.
    pub(super) fn depth(self) -> Depth {
        match self {
            Self::TiedEntry(_) | Self::TiedTerm(..) | Self::Related | Self::Links | Self::LinkedBy => Depth::Tied,
            Self::Is => Depth::Checked,
            Self::List
            | Self::Id
            | Self::Name
            | Self::Own(_)
            | Self::Dates(_)
            | Self::Record(..)
            | Self::Cites
            | Self::Has
            | Self::Sources
            | Self::Sort
            | Self::Limit => Depth::Named,
        }
    }

    /// The key whose words it looks at, if it is one.
    pub(super) fn key(self) -> Option<Key> {
        if let Self::Own(key) | Self::TiedTerm(_, Some(key)) = self { Some(key) } else { None }
    }
}

/// How the values of a field compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compares {
    /// By words.
    Words,
    /// As dates.
    Dates,
    /// As numbers.
    Numbers,
    /// As references.
    References,
    /// As one of those words.
    Among(&'static [&'static str]),
    /// As one of the parts that an entry or a record may have.
    Parts,
}

/// What `is:` knows, in the order of its table in the README.
pub(super) const STATES: &[&str] = &["disputed", "unsourced", "single-source", "orphan", "broken"];

/// What `in:` knows: the lists, by their folders.
const LISTS: &[&str] = &[EntryKind::Article.plural(), EntryKind::Company.plural(), EntryKind::Campaign.plural()];

/// What `rate:` knows.
const RATES: &[&str] = &[Rate::Hour.word(), Rate::Day.word(), Rate::Week.word(), Rate::Month.word(), Rate::Year.word()];

const fn field(name: &'static str, aspect: Aspect, what: &'static str, example: &'static str) -> FieldHelp {
    FieldHelp { name, what, example, aspect }
}

/// A field of the key whose word in the filter language it is.
const fn own(name: &'static str, what: &'static str, example: &'static str) -> FieldHelp {
    field(name, Aspect::Own(Key::of_filter(name)), what, example)
}

/// A field of the terms of the kind that bears its name.
const fn terms(name: &'static str, what: &'static str, example: &'static str) -> FieldHelp {
    field(name, Aspect::TiedTerm(Some(name), None), what, example)
}

/// The same, and of the words of the key whose word in the filter language it is.
const fn own_terms(name: &'static str, what: &'static str, example: &'static str) -> FieldHelp {
    field(name, Aspect::TiedTerm(Some(name), Some(Key::of_filter(name))), what, example)
}

const fn entries(name: &'static str, kind: EntryKind, what: &'static str, example: &'static str) -> FieldHelp {
    field(name, Aspect::TiedEntry(kind), what, example)
}

/// A field of the dates of the key whose word in the filter language it is.
const fn dates(name: &'static str, what: &'static str, example: &'static str) -> FieldHelp {
    field(name, Aspect::Dates(Some(Key::of_filter(name))), what, example)
}

/// Short for the key of such records whose word in the filter language it is.
const fn short(name: &'static str, kind: RecordKind, what: &'static str, example: &'static str) -> FieldHelp {
    field(name, Aspect::Record(kind, Key::of_filter(name)), what, example)
}

const FIELDS: &[FieldHelp] = &[
    field("in", Aspect::List, "the list it stands in", "in:articles,campaigns"),
    field("id", Aspect::Id, "its id", "id:amazon"),
    field("title", Aspect::Name, "its title, name, other names", "title:rekognition"),
    field("name", Aspect::Name, "the same as title:", "name:\"Tour of Shame\""),
    own("kind", "what kind of article or campaign it is", "kind:letter"),
    own("tag", "its tags", "tag:cloud"),
    own("author", "who wrote it", "author:smith"),
    own("publisher", "who published it", "publisher:intercept"),
    own("sector", "the company's sector", "sector:software"),
    own("country", "the company's country", "country:\"United States\""),
    own("place", "where it is or was", "place:seattle"),
    own("status", "how the campaign stands", "status:ongoing,won"),
    own("organiser", "who organised it", "organiser:mijente"),
    own("endorser", "who supports it", "endorser:aclu"),
    own("target", "the companies it is addressed to", "target:google"),
    own("part_of", "what it is part of", "part_of:conference"),
    entries("company", EntryKind::Company, "companies it is, refers to or mentions", "company:palantir"),
    entries("campaign", EntryKind::Campaign, "campaigns it is, refers to or mentions", "campaign:letter"),
    own_terms("agency", "agencies it refers to or mentions", "agency:ICE"),
    terms("person", "people it refers to or mentions", "person:jassy"),
    own_terms("product", "products it refers to or mentions", "product:rekognition"),
    terms("organisation", "organisations it refers to or mentions", "organisation:union"),
    terms("medium", "media it refers to or mentions", "medium:intercept"),
    terms("law", "laws it refers to or mentions", "law:amendment"),
    field("term", Aspect::TiedTerm(None, None), "terms of any kind it refers to or mentions", "term:cloud"),
    field("related", Aspect::Related, "it, all that refers to it and all that it refers to", "related:amazon"),
    field("date", Aspect::Dates(None), "any date of it or its records", "date:2018-06..2018-08"),
    dates("signed", "when its contracts were signed", "signed:>=2018"),
    dates("as_of", "when its numbers were taken", "as_of!:2018"),
    short("amount", RecordKind::Contract, "short for contract{amount:…}", "amount:>=1.5M"),
    short("signatures", RecordKind::Signatures, "short for signature{count:…}", "signatures:>100"),
    field("cites", Aspect::Cites, "what it or its records cite", "cites:\"amazon-profits#¶3,7\""),
    field("links", Aspect::Links, "what it refers to", "links:palantir"),
    field("linkedby", Aspect::LinkedBy, "what refers to it", "linkedby:amazon"),
    field("has", Aspect::Has, "a key of it or its records; fulltext", "has:amount -has:quote"),
    field("is", Aspect::Is, "disputed, unsourced, single-source, orphan, broken", "is:disputed"),
    field("sources", Aspect::Sources, "how many witnesses one of its facts has", "sources:>1"),
    field("sort", Aspect::Sort, "no test: the order; - descending", "sort:-signatures,title"),
    field("limit", Aspect::Limit, "no test: how many at most", "limit:20"),
];

/// Every field of an entry, in the order in which help shows them.
#[must_use]
pub fn fields() -> &'static [FieldHelp] {
    FIELDS
}

/// The field that keeps what is related.
pub(super) fn related() -> &'static FieldHelp {
    FIELDS.iter().find(|field| field.aspect == Aspect::Related).expect("the table has `related`")
}

/// The field of that name.
pub(super) fn field_named(name: &str) -> Option<&'static FieldHelp> {
    FIELDS.iter().find(|field| field.name == name)
}

/// What `has:` knows: every key of the three kinds and their records, the kinds of records, and a few more.
pub(super) fn parts() -> Vec<&'static str> {
    let entry = EntryKind::ALL.into_iter().flat_map(entry_keys);
    let record = RecordKind::ALL.into_iter().flat_map(record_keys);
    let keys = entry.chain(record).map(|spec| spec.key.name());
    let kinds = RecordKind::ALL.into_iter().map(RecordKind::plural);
    let mut parts: Vec<_> = keys.chain(kinds).chain(["extra", "fulltext"]).collect();
    parts.sort_unstable();
    parts.dedup();
    parts
}

/// What may stand in braces before a colon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RecordField {
    /// The record's id.
    Id,
    /// One of its keys.
    Own(Key),
    /// The currency of its amount.
    Currency,
    /// The rate of its amount.
    Rate,
}

impl RecordField {
    /// What stands before the colon.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Own(key) => key.name(),
            Self::Currency => "currency",
            Self::Rate => "rate",
        }
    }
}

/// The fields of a record of that kind with how they compare: its id, its keys, and of an amount its currency and rate.
pub(super) fn record_fields(kind: RecordKind) -> Vec<(RecordField, Compares)> {
    let mut fields = vec![(RecordField::Id, Compares::Words)];
    for spec in record_keys(kind) {
        fields.push((RecordField::Own(spec.key), compares(spec.shape)));
        if spec.shape == Shape::Money {
            fields.push((RecordField::Currency, Compares::Words));
            fields.push((RecordField::Rate, Compares::Among(RATES)));
        }
    }
    if fields.iter().all(|(field, _)| *field != RecordField::Own(Key::Summary)) {
        fields.push((RecordField::Own(Key::Summary), Compares::Words));
    }
    fields
}

fn compares(shape: Shape) -> Compares {
    match shape {
        Shape::Text | Shape::Label | Shape::Words | Shape::Names => Compares::Words,
        Shape::References | Shape::Cites => Compares::References,
        Shape::Date => Compares::Dates,
        Shape::Count | Shape::Money | Shape::Number => Compares::Numbers,
    }
}

/// What stands in a filter besides fields, with what it means.
pub const FORMS: &[(&str, &str)] = &[
    ("word", "what begins with it, or has another ending"),
    ("\"two words\"", "both in order, as they are"),
    ("\"two words\"~5", "in any order, at most 5 others between"),
    ("-word", "what it does not hold for; before anything here"),
    ("a OR b", "one of both; side by side all must hold"),
    ("(a b)", "together"),
    ("@view", "a saved filter"),
];

/// The fields as tables for the README, in Markdown: those of entries, then those in braces.
#[must_use]
pub fn fields_markdown() -> String {
    let of_entries =
        FIELDS.iter().map(|field| format!("| `{}:` | {} | `{}` |\n", field.name, field.what, field.example));
    let in_braces = RecordKind::ALL.into_iter().map(|kind| {
        let names: Vec<_> = record_fields(kind).iter().map(|(field, _)| format!("`{}:`", field.name())).collect();
        format!("| `{}{{…}}` | {} |\n", kind.singular(), names.join(" "))
    });
    let heads = [
        "| field | what it looks at | such as |\n|---|---|---|\n",
        "\n| braces | what may stand in them |\n|---|---|\n",
    ];
    let [first, second] = heads.map(str::to_owned);
    std::iter::once(first).chain(of_entries).chain([second]).chain(in_braces).collect()
}
