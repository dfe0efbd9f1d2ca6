//! A term: its long form, what kind of name it is, and everything the dossier says under that name. Must never be an entry's page.

use crate::entry::{Key, RecordKind, Term};
use crate::whole::{TermId, Topic};

use super::draft::Draft;
use super::{Role, Text, words};

pub(super) fn write(draft: &mut Draft, id: TermId, term: &Term) {
    let topic = Topic::Term(id);
    draft.title(term.name(), &words::kind_of_term(term), "");
    draft.under(Text::new(Role::Plain, term.long().unwrap_or_default()));
    let others: Vec<&str> = term.fields.names(Key::AlsoKnownAs).map(|name| name.value.as_str()).collect();
    if !others.is_empty() {
        draft.under(Text::new(Role::Dim, format!("also called {}", others.join(", "))));
    }
    draft.term_summary(term);
    let contracts = draft.records_naming(topic, Key::With, RecordKind::Contract);
    draft.part("Contracts", contracts);
    let campaigns = draft.campaigns_naming(topic, Key::Agencies);
    draft.part("Campaigns that name it", campaigns);
    let statements = draft.records_naming(topic, Key::Speaker, RecordKind::Statement);
    draft.part(words::heading(RecordKind::Statement), statements);
    draft.list_references(topic, &[Key::With, Key::Agencies, Key::Speaker]);
    draft.list_sources();
}

impl Draft<'_> {
    /// What the cover says of the term, with its sources as stops.
    fn term_summary(&mut self, term: &Term) {
        let mut text = Text::new(Role::Plain, term.fields.text(Key::Summary).unwrap_or_default());
        text.join(Role::Plain, " ", self.stop_marks(term.fields.cites(), None));
        self.paragraph(text);
    }
}
