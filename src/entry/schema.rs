//! Which keys each kind of entry and record knows, of which shape, and which it must have: format version 1 as a table.
//! Reading, checking, the filter language, pages and exports all walk this table; nothing else lists keys.

use super::{EntryKind, Key, RecordKind};
use crate::value::TargetKind;

/// What a key's value is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A string.
    Text,
    /// A string or a whole number, kept as text: `part = 3`.
    Label,
    /// One string or a list of them, which name nothing in particular: tags, other names.
    Words,
    /// One string or a list: names of somebody or something, linked where they are known.
    Names,
    /// A list of references (one may stand alone).
    References,
    /// A list of references that takes no readings: `cites`.
    Cites,
    /// A date or an interval.
    Date,
    /// A number of things or people.
    Count,
    /// An amount of money.
    Money,
    /// A whole number.
    Number,
}

/// A key with what a kind makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeySpec {
    /// The key.
    pub key: Key,
    /// What its value is.
    pub shape: Shape,
    /// Whether its absence is an error.
    pub required: bool,
    /// What its references lead to where they name no kind and something of that kind fits.
    pub implied: Option<TargetKind>,
}

const fn may(key: Key, shape: Shape) -> KeySpec {
    KeySpec { key, shape, required: false, implied: None }
}

const fn must(key: Key, shape: Shape) -> KeySpec {
    KeySpec { key, shape, required: true, implied: None }
}

const fn to(key: Key, kind: TargetKind) -> KeySpec {
    KeySpec { implied: Some(kind), ..may(key, Shape::References) }
}

/// The keys of an entry of that kind, in the order in which a page shows them.
#[must_use]
pub fn entry_keys(kind: EntryKind) -> &'static [KeySpec] {
    match kind {
        EntryKind::Article => ARTICLE,
        EntryKind::Company => COMPANY,
        EntryKind::Campaign => CAMPAIGN,
    }
}

/// The keys of a record of that kind, but for its `id`.
#[must_use]
pub fn record_keys(kind: RecordKind) -> &'static [KeySpec] {
    match kind {
        RecordKind::Contract => CONTRACT,
        RecordKind::Demand => DEMAND,
        RecordKind::Signatures => SIGNATURES,
        RecordKind::Statement => STATEMENT,
        RecordKind::Figure => FIGURE,
        RecordKind::Event => EVENT,
    }
}

/// The records that an entry of that kind may bear, in the order in which a page shows them.
#[must_use]
pub fn records_of(kind: EntryKind) -> &'static [RecordKind] {
    match kind {
        EntryKind::Article => &[RecordKind::Statement, RecordKind::Figure],
        EntryKind::Company => &[RecordKind::Contract, RecordKind::Statement, RecordKind::Figure, RecordKind::Event],
        EntryKind::Campaign => {
            &[RecordKind::Demand, RecordKind::Signatures, RecordKind::Statement, RecordKind::Figure, RecordKind::Event]
        }
    }
}

/// The keys of the cover, but for its tables.
#[must_use]
pub fn cover_keys() -> &'static [KeySpec] {
    COVER
}

/// The keys of a term.
#[must_use]
pub fn term_keys() -> &'static [KeySpec] {
    TERM
}

/// The keys of a view.
#[must_use]
pub fn view_keys() -> &'static [KeySpec] {
    VIEW
}

const ARTICLE: &[KeySpec] = &[
    must(Key::Title, Shape::Text),
    may(Key::AlsoKnownAs, Shape::Words),
    may(Key::Summary, Shape::Text),
    may(Key::Kind, Shape::Text),
    may(Key::Authors, Shape::Names),
    may(Key::Publisher, Shape::Names),
    may(Key::Date, Shape::Date),
    may(Key::Place, Shape::Names),
    may(Key::PartOf, Shape::Names),
    may(Key::Part, Shape::Label),
    may(Key::Paragraphs, Shape::Number),
    may(Key::Url, Shape::Text),
    may(Key::Archived, Shape::Text),
    may(Key::Language, Shape::Text),
    to(Key::Companies, TargetKind::Company),
    to(Key::Campaigns, TargetKind::Campaign),
    may(Key::Tags, Shape::Words),
    may(Key::Note, Shape::Text),
    may(Key::Cites, Shape::Cites),
];

const COMPANY: &[KeySpec] = &[
    must(Key::Name, Shape::Text),
    may(Key::AlsoKnownAs, Shape::Words),
    may(Key::Summary, Shape::Text),
    may(Key::Sector, Shape::Text),
    may(Key::Country, Shape::Text),
    may(Key::Place, Shape::Names),
    may(Key::PartOf, Shape::Names),
    may(Key::Url, Shape::Text),
    may(Key::Tags, Shape::Words),
    may(Key::Note, Shape::Text),
    may(Key::Cites, Shape::Cites),
];

const CAMPAIGN: &[KeySpec] = &[
    must(Key::Name, Shape::Text),
    may(Key::AlsoKnownAs, Shape::Words),
    may(Key::Summary, Shape::Text),
    may(Key::Kind, Shape::Text),
    may(Key::Status, Shape::Text),
    may(Key::Date, Shape::Date),
    may(Key::Time, Shape::Text),
    may(Key::Place, Shape::Names),
    to(Key::Targets, TargetKind::Company),
    may(Key::Agencies, Shape::Names),
    may(Key::Organisers, Shape::Names),
    may(Key::Endorsers, Shape::Names),
    may(Key::PartOf, Shape::Names),
    may(Key::Url, Shape::Text),
    may(Key::Tags, Shape::Words),
    may(Key::Note, Shape::Text),
    may(Key::Cites, Shape::Cites),
];

const CONTRACT: &[KeySpec] = &[
    may(Key::Title, Shape::Text),
    must(Key::With, Shape::Names),
    may(Key::Product, Shape::Names),
    may(Key::Amount, Shape::Money),
    may(Key::Status, Shape::Text),
    may(Key::Signed, Shape::Date),
    may(Key::Period, Shape::Date),
    may(Key::Summary, Shape::Text),
    may(Key::SameAs, Shape::References),
    may(Key::AccordingTo, Shape::Names),
    may(Key::Note, Shape::Text),
    may(Key::Cites, Shape::Cites),
];

const STATEMENT: &[KeySpec] = &[
    must(Key::Speaker, Shape::Names),
    may(Key::Role, Shape::Text),
    may(Key::Date, Shape::Date),
    may(Key::Occasion, Shape::Text),
    may(Key::To, Shape::Names),
    must(Key::Text, Shape::Text),
    may(Key::Quote, Shape::Text),
    may(Key::Answers, Shape::References),
    may(Key::AccordingTo, Shape::Names),
    may(Key::Note, Shape::Text),
    may(Key::Cites, Shape::Cites),
];

const DEMAND: &[KeySpec] = &[
    must(Key::Text, Shape::Text),
    may(Key::Of, Shape::Names),
    may(Key::Outcome, Shape::Text),
    may(Key::AccordingTo, Shape::Names),
    may(Key::Note, Shape::Text),
    may(Key::Cites, Shape::Cites),
];

const SIGNATURES: &[KeySpec] = &[
    must(Key::Count, Shape::Count),
    may(Key::Signers, Shape::Names),
    may(Key::AsOf, Shape::Date),
    may(Key::AccordingTo, Shape::Names),
    may(Key::Note, Shape::Text),
    may(Key::Cites, Shape::Cites),
];

const FIGURE: &[KeySpec] = &[
    must(Key::Title, Shape::Text),
    may(Key::Count, Shape::Count),
    may(Key::Amount, Shape::Money),
    may(Key::Of, Shape::Names),
    may(Key::AsOf, Shape::Date),
    may(Key::Summary, Shape::Text),
    may(Key::AccordingTo, Shape::Names),
    may(Key::Note, Shape::Text),
    may(Key::Cites, Shape::Cites),
];

const EVENT: &[KeySpec] = &[
    must(Key::Title, Shape::Text),
    may(Key::Date, Shape::Date),
    may(Key::Time, Shape::Text),
    may(Key::Place, Shape::Names),
    may(Key::Who, Shape::Names),
    may(Key::Summary, Shape::Text),
    may(Key::AccordingTo, Shape::Names),
    may(Key::Note, Shape::Text),
    may(Key::Cites, Shape::Cites),
];

const COVER: &[KeySpec] = &[
    must(Key::Format, Shape::Number),
    must(Key::Title, Shape::Text),
    may(Key::Summary, Shape::Text),
    may(Key::Language, Shape::Text),
    may(Key::Editors, Shape::Words),
    may(Key::Licence, Shape::Text),
];

const TERM: &[KeySpec] = &[
    must(Key::Name, Shape::Text),
    may(Key::Long, Shape::Text),
    may(Key::Kind, Shape::Text),
    may(Key::AlsoKnownAs, Shape::Words),
    may(Key::Summary, Shape::Text),
    may(Key::Cites, Shape::Cites),
];

const VIEW: &[KeySpec] = &[must(Key::Name, Shape::Text), must(Key::Query, Shape::Text)];
