//! What one file says: an entry with its fields and records, its body as blocks; the cover with its terms and views.
//! Plain values as they were written. Must never know other files, nor how anything is shown.
//!
//! ```
//! use dossier::entry::{EntryKind, Key, Shape, entry_keys};
//!
//! let keys = entry_keys(EntryKind::Campaign);
//! assert!(keys.iter().any(|spec| spec.key == Key::Targets && spec.shape == Shape::References));
//! assert_eq!(Key::from_name("also_known_as"), Some(Key::AlsoKnownAs));
//! assert_eq!(Key::AlsoKnownAs.spec().label, Some("also called"));
//! ```

mod body;
mod cover;
mod field;
mod own_keys;
mod schema;

use serde::{Deserialize, Serialize};

use crate::value::{At, Reference, Span, TargetKind};

pub use crate::text::columns::Alignment;
pub use body::{Body, Link, LinkTarget, Markup, MarkupItem, Prose, Run, Style};
pub use cover::{Cover, SavedView, Term};
pub use field::{Field, Fields, Shown, UNREAD, Value, may_both_hold};
pub use schema::{
    Beneath, Key, KeySpec, OnPage, Said, SentencePart, Shape, TableColumn, TextKind, all_keys, cover_keys, entry_keys,
    keys_markdown, record_keys, records_of, table_columns, term_keys, view_keys,
};

/// The three kinds of entries, in the order in which they are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EntryKind {
    /// What was published.
    Article,
    /// Who is written about.
    Company,
    /// What people did about it.
    Campaign,
}

impl EntryKind {
    /// All three, in order.
    pub const ALL: [Self; 3] = [Self::Article, Self::Company, Self::Campaign];

    /// Its folder and its word in a reference: `articles`.
    #[must_use]
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Article => TargetKind::Article.plural(),
            Self::Company => TargetKind::Company.plural(),
            Self::Campaign => TargetKind::Campaign.plural(),
        }
    }

    /// One of it: `article`.
    #[must_use]
    pub fn singular(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Company => "company",
            Self::Campaign => "campaign",
        }
    }

    /// The kind whose folder is `word`.
    #[must_use]
    pub fn from_plural(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.plural() == word)
    }

    /// 0, 1 or 2.
    #[must_use]
    pub fn index(self) -> usize {
        match self {
            Self::Article => 0,
            Self::Company => 1,
            Self::Campaign => 2,
        }
    }

    /// The key that bears its name: `title` of an article, else `name`.
    #[must_use]
    pub fn name_key(self) -> Key {
        match self {
            Self::Article => Key::Title,
            Self::Company | Self::Campaign => Key::Name,
        }
    }
}

impl From<EntryKind> for TargetKind {
    fn from(kind: EntryKind) -> Self {
        match kind {
            EntryKind::Article => Self::Article,
            EntryKind::Company => Self::Company,
            EntryKind::Campaign => Self::Campaign,
        }
    }
}

/// The kinds of records, in the order in which a page shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RecordKind {
    /// Who sells what to whom.
    Contract,
    /// What is asked.
    Demand,
    /// How many signed.
    Signatures,
    /// What somebody said.
    Statement,
    /// A number that is no contract and no signature.
    Figure,
    /// Something that happened.
    Event,
}

impl RecordKind {
    /// All of them, in order.
    pub const ALL: [Self; 6] =
        [Self::Contract, Self::Demand, Self::Signatures, Self::Statement, Self::Figure, Self::Event];

    /// Its table in the front matter and its word on the command line: `contracts`.
    #[must_use]
    pub fn plural(self) -> &'static str {
        match self {
            Self::Contract => "contracts",
            Self::Demand => "demands",
            Self::Signatures => "signatures",
            Self::Statement => "statements",
            Self::Figure => "figures",
            Self::Event => "events",
        }
    }

    /// Its word in the filter language: `contract`.
    #[must_use]
    pub fn singular(self) -> &'static str {
        match self {
            Self::Contract => "contract",
            Self::Demand => "demand",
            Self::Signatures => "signature",
            Self::Statement => "statement",
            Self::Figure => "figure",
            Self::Event => "event",
        }
    }

    /// The kind whose table is `word`.
    #[must_use]
    pub fn from_plural(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.plural() == word)
    }
}

/// One file of the three folders, as it was written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Which of the three it is.
    pub kind: EntryKind,
    /// The file's stem: `a-z`, `0-9`, `-`.
    pub id: String,
    /// The file, relative to the dossier's root, with `/` between folders.
    pub path: String,
    /// Its own keys, in the order of the schema.
    pub fields: Fields,
    /// The owner's own keys.
    #[serde(with = "own_keys")]
    pub extra: toml::Table,
    /// Its records, kind by kind, within a kind as written.
    pub records: Vec<Record>,
    /// Its file has an error: it stands last in its list, with `!`.
    pub broken: bool,
}

impl Entry {
    /// Its title or name: the first reading; where it has none, its id.
    #[must_use]
    pub fn name(&self) -> &str {
        self.fields.text(self.kind.name_key()).unwrap_or(&self.id)
    }

    /// Every name it goes by: all readings of its name, then its other names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let name = self.fields.texts(self.kind.name_key());
        name.chain(self.fields.names(Key::AlsoKnownAs).map(|name| name.value.as_str()))
    }

    /// Its records of one kind, as written.
    pub fn records_of(&self, kind: RecordKind) -> impl Iterator<Item = &Record> {
        self.records.iter().filter(move |record| record.kind == kind)
    }

    /// How many signed: of several records the one as of the latest date, of those without a date the first.
    #[must_use]
    pub fn latest_signatures(&self) -> Option<&Record> {
        let as_of = |record: &&Record| record.fields.date(Key::AsOf).and_then(|date| date.first().value.clone());
        // `max_by_key` takes the last of equals, so the search goes backwards.
        self.records.iter().rev().filter(|record| record.kind == RecordKind::Signatures).max_by_key(as_of)
    }

    /// The first key that says something about the world, where the entry is a company or a campaign without a source.
    #[must_use]
    pub fn unsourced_key(&self) -> Option<Key> {
        if self.fields.cites().next().is_some() {
            return None;
        }
        let unsourced = |field: &&Field| self.needs_source(field.key) && !field.value.is_sourced();
        self.fields.iter().find(unsourced).map(|field| field.key)
    }

    /// Whether what it says under that own key needs a source: an article is one itself.
    #[must_use]
    pub fn needs_source(&self, key: Key) -> bool {
        self.kind != EntryKind::Article && key.spec().is_fact
    }

    /// The record of that id, of whatever kind.
    #[must_use]
    pub fn record(&self, id: &str) -> Option<&Record> {
        self.records.iter().find(|record| record.id == id)
    }

    /// Every set of fields with the record it is of: the entry's own first.
    pub fn all_fields(&self) -> impl Iterator<Item = (Option<&Record>, &Fields)> {
        let records = self.records.iter().map(|record| (Some(record), &record.fields));
        std::iter::once((None, &self.fields)).chain(records)
    }
}

/// One record of an entry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// What it records.
    pub kind: RecordKind,
    /// Unique in its entry; made of its kind and number (`contracts-2`) where the file gives none.
    pub id: String,
    /// Its keys, in the order of the schema.
    pub fields: Fields,
    /// Where it begins in the file.
    pub span: Span,
}

impl Record {
    /// Its own citations and those of every reading of its values, as written, each once.
    #[must_use]
    pub fn sources(&self) -> Vec<&At<Reference>> {
        self.fields.sources()
    }

    /// Whether its amount counts in a sum or an order: not where it was but offered, on trial or bid for.
    #[must_use]
    pub fn counts(&self) -> bool {
        !self.fields.text(Key::Status).is_some_and(|status| ["offered", "trial", "bid"].contains(&status))
    }

    /// Whether it says something about the world and no source for it: neither its own nor every reading's.
    #[must_use]
    pub fn is_unsourced(&self) -> bool {
        let all_read = || {
            self.fields.iter().any(|field| field.value.is_sourced())
                && self.fields.iter().all(|field| field.value.is_sourced() || field.value.is_plain())
        };
        self.fields.cites().next().is_none() && !all_read()
    }
}
