//! The words of the pages: headings, labels, what is said where sources say nothing. Must never hold a fact.

use crate::entry::{Entry, EntryKind, Key, RecordKind, Term};
use crate::value::Paragraphs;

/// Between the parts of a line of details.
pub(super) const DOT: &str = " · ";
/// The mark of a fact without source.
pub(super) const UNSOURCED: &str = "○";

/// The heading over records of that kind.
pub(super) fn heading(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Contract => "Contracts",
        RecordKind::Demand => "Asked",
        RecordKind::Signatures => "Signed",
        RecordKind::Statement => "Statements",
        RecordKind::Figure => "Numbers",
        RecordKind::Event => "Events",
    }
}

/// What one record of that kind is called in a sentence or a title.
pub(super) fn one(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Contract => "contract",
        RecordKind::Demand => "demand",
        RecordKind::Signatures => "signatures",
        RecordKind::Statement => "statement",
        RecordKind::Figure => "number",
        RecordKind::Event => "event",
    }
}

/// What is said where a key is absent that a reader would look for.
pub(super) fn absent(key: Key) -> &'static str {
    match key {
        Key::Amount => "amount open",
        Key::Outcome => "outcome open",
        Key::Status => "open",
        _ => "not stated",
    }
}

/// The label of a key of an entry or a record.
pub(super) fn label(key: Key) -> String {
    let words = match key {
        Key::Authors => "by",
        Key::Url => "URL",
        Key::Of => "of",
        Key::Paragraphs => "length",
        Key::SameAs => "same as",
        Key::Cites => "sources",
        Key::AlsoKnownAs => "also called",
        _ => return key.label(),
    };
    words.to_owned()
}

/// A word of a fixed set as it is read: `not-renewed` → "not renewed". Anything else stays what it is.
pub(super) fn spoken(key: Key, text: &str) -> String {
    match key {
        Key::Kind | Key::Status | Key::Outcome if !text.contains(char::is_whitespace) => text.replace('-', " "),
        _ => text.to_owned(),
    }
}

/// What an entry is, as its page says beside the title: "campaign · open letter".
pub(super) fn kind_of(entry: &Entry) -> String {
    match entry.fields.text(Key::Kind) {
        Some(kind) => format!("{}{DOT}{}", entry.kind.singular(), spoken(Key::Kind, kind)),
        None => entry.kind.singular().to_owned(),
    }
}

/// What an entry is, in as few words: "open letter".
pub(super) fn short_kind(entry: &Entry) -> String {
    let kind = entry.fields.text(Key::Kind).map(|kind| spoken(Key::Kind, kind));
    kind.unwrap_or_else(|| entry.kind.singular().to_owned())
}

/// What a term is a name of.
pub(super) fn kind_of_term(term: &Term) -> String {
    match term.kind() {
        "" => "term".to_owned(),
        kind => spoken(Key::Kind, kind),
    }
}

/// One or many of a kind of entries: "1 company", "6 companies".
pub(super) fn entries(kind: EntryKind, count: usize) -> String {
    format!("{count} {}", if count == 1 { kind.singular() } else { kind.plural() })
}

/// How an entry is tied to what one of its own keys names.
pub(super) fn tied_by(key: Key) -> String {
    let words = match key {
        Key::Companies | Key::Campaigns => "is about it",
        Key::Targets => "is aimed at it",
        Key::Agencies => "names it among the agencies",
        Key::Organisers => "is organised by it",
        Key::Endorsers => "is endorsed by it",
        Key::Place => "takes place there",
        Key::PartOf => "is a part of it",
        Key::Publisher => "is published by it",
        Key::Authors => "is written by it",
        Key::Cites => "has its own facts from it",
        _ => return format!("names it under {}", label(key)),
    };
    words.to_owned()
}

/// Paragraphs as they are read: `¶3–5, 7`.
pub(super) fn paragraphs(paragraphs: &Paragraphs) -> String {
    paragraphs.to_string().replace('-', "–").replace(',', ", ")
}
