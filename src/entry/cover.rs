//! The cover: what the dossier is, the terms it uses, the filters it saves. Must never configure the program.

use serde::{Deserialize, Serialize};

use super::{Fields, Key};
use crate::text::fold::id_of;
use crate::value::Span;

/// What `dossier.toml` says. Without one, an empty cover under the folder's name.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Cover {
    /// Title, summary, language, editors, licence.
    pub fields: Fields,
    /// The names that recur, as written.
    pub terms: Vec<Term>,
    /// The saved filters, as written.
    pub views: Vec<SavedView>,
}

impl Cover {
    /// The dossier's title; empty where the cover has none.
    #[must_use]
    pub fn title(&self) -> &str {
        self.fields.text(Key::Title).unwrap_or_default()
    }
}

/// A name that recurs: an agency, a person, a product.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// Its name folded to `a-z0-9-`.
    pub id: String,
    /// Name, long form, kind, other names, summary, sources.
    pub fields: Fields,
    /// Where it begins in the cover.
    pub span: Span,
}

impl Term {
    /// A term of these fields; its id is made of its name.
    #[must_use]
    pub fn new(fields: Fields, span: Span) -> Self {
        Self { id: id_of(fields.text(Key::Name).unwrap_or_default()), fields, span }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.fields.text(Key::Name).unwrap_or_default()
    }

    /// Its long form, where it has one.
    #[must_use]
    pub fn long(&self) -> Option<&str> {
        self.fields.text(Key::Long)
    }

    /// What it is a name of: `agency`, `person`, …; empty where the cover does not say.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.fields.text(Key::Kind).unwrap_or_default()
    }

    /// Every name it goes by: its name, its long form, its other names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let name = self.fields.texts(Key::Name).chain(self.fields.texts(Key::Long));
        name.chain(self.fields.names(Key::AlsoKnownAs).map(|name| name.value.as_str()))
    }
}

/// A saved filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedView {
    /// Its name folded to `a-z0-9-`: what stands after `@`.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it keeps, in the filter language.
    pub query: String,
    /// Where the query stands in the cover.
    pub span: Span,
}
