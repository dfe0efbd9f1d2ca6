//! Records: as rows, at the head of their cards, in a name from elsewhere. What is special about a kind
//! stands in one file. Must never cut a record short of its substance: what is not on the row is in its card.

mod contract;
mod demand;
mod event;
mod figure;
mod signatures;
mod statement;

use crate::entry::{Key, Record, RecordKind};
use crate::evidence::Fact;
use crate::value::{Count, Money, Place};
use crate::whole::{EntryId, Spot, Topic, record_words};

use super::context::Context;
use super::fold::Weight;
use super::readings::FieldsView;
use super::{LineRole, Opens, Role, Row, RowLine, Stop, Text, words};

/// Longer figures are words ("reported to be …"): they stand under the name, as text. In characters.
const LONGEST_FIGURE: usize = 34;

/// What is special about the records of one kind.
pub(super) struct KindSpec {
    /// What one of them is called in a sentence or a title.
    pub(super) one: &'static str,
    /// It as a row.
    row: fn(FieldsView<'_>) -> Row,
    /// What it is called at the head of its card, if anything.
    title: fn(FieldsView<'_>) -> Option<String>,
    /// What it is called from elsewhere, if anything: "The letter: End the contract".
    name: fn(FieldsView<'_>) -> Option<String>,
}

/// One row a kind.
pub(super) fn spec(kind: RecordKind) -> &'static KindSpec {
    match kind {
        RecordKind::Contract => &contract::SPEC,
        RecordKind::Demand => &demand::SPEC,
        RecordKind::Signatures => &signatures::SPEC,
        RecordKind::Statement => &statement::SPEC,
        RecordKind::Figure => &figure::SPEC,
        RecordKind::Event => &event::SPEC,
    }
}

/// A record as a page looks at it.
#[derive(Clone, Copy)]
pub(super) struct RecordView<'a> {
    pub(super) cx: Context<'a>,
    /// Whose record it is.
    pub(super) from: EntryId,
    pub(super) record: &'a Record,
}

impl<'a> RecordView<'a> {
    pub(super) fn fields(self) -> FieldsView<'a> {
        FieldsView { cx: self.cx, from: Some(self.from), fields: &self.record.fields }
    }

    /// Where it stands on its entry's page.
    pub(super) fn place(self) -> Place {
        Place::record(&self.record.id)
    }

    /// Its row.
    pub(super) fn row(self) -> Row {
        let (fields, place) = (self.fields(), self.place());
        let mut row = (spec(self.record.kind).row)(fields);
        let say = fields.sources(self.record.sources());
        row.link = Some(Stop { opens: Opens::Card(Spot::at(self.from, place.clone())), say });
        row.place = fields.is_own().then_some(place);
        row.weight = self.weight();
        let mut marks = self.sign();
        marks.join(Role::Plain, " ", Text(std::mem::take(&mut row.marks)));
        row.marks = marks.0;
        if row.figure.plain().chars().count() > LONGEST_FIGURE {
            let mut text = std::mem::take(&mut row.figure);
            text.join(Role::Plain, " ", Text(std::mem::take(&mut row.marks)));
            let first = row.lines.iter().take_while(|line| line.role == LineRole::Brief).count();
            row.lines.insert(first, RowLine { role: LineRole::Content, text });
        }
        row
    }

    /// It in a sentence that says whose it is.
    pub(super) fn sentence(self) -> Text {
        let owner = self.fields().owner();
        let mut said = match self.record.kind {
            RecordKind::Contract => contract::sentence(self.fields()),
            _ => Text::new(Role::Name, owner)
                .with(Role::Plain, format!(": {}", record_words(self.cx.dossier, self.from, self.record))),
        };
        let ends = said.plain().ends_with(['.', '!', '?', '…']);
        said.push(Role::Plain, if ends { "" } else { "." });
        said
    }

    /// The sign of what it stands on.
    fn sign(self) -> Text {
        let fact = self.fact();
        fact.map(|fact| self.fields().sign(fact)).unwrap_or_default()
    }

    /// It as a fact.
    pub(super) fn fact(self) -> Option<Fact> {
        let index = self.cx.dossier.record_at(self.from, &self.place())?;
        Some(Fact::record(self.from, index))
    }

    /// The larger a contract or a number, the newer anything, the more telling.
    fn weight(self) -> Weight {
        let fields = &self.record.fields;
        let date = fields.iter().find_map(|field| fields.date(field.key));
        let amount = fields.money(Key::Amount).filter(|_| self.record.counts());
        let amount = amount.and_then(|amount| amount.first().value.as_ref()).map_or(0, Money::figure);
        let count = fields.count(Key::Count).filter(|_| self.record.kind == RecordKind::Figure);
        let count = count.and_then(|count| count.first().value).map_or(0, Count::figure);
        (amount.max(count), date.and_then(|date| date.first().value.clone()))
    }

    /// What it is called at the head of its card.
    pub(super) fn title(self) -> String {
        (spec(self.record.kind).title)(self.fields()).unwrap_or_else(|| self.record.id.clone())
    }

    /// What it is called where it is named from elsewhere; without a name of its own by its number.
    pub(super) fn name(self) -> String {
        (spec(self.record.kind).name)(self.fields()).unwrap_or_else(|| self.numbered())
    }

    fn numbered(self) -> String {
        let (owner, one) = (self.fields().owner(), spec(self.record.kind).one);
        let entry = self.cx.dossier.get(self.from);
        let of_kind: Vec<&Record> = entry.into_iter().flat_map(|entry| entry.records_of(self.record.kind)).collect();
        match of_kind.iter().position(|record| record.id == self.record.id) {
            Some(at) if of_kind.len() > 1 => format!("{owner}, {one} {}", at + 1),
            Some(_) | None => format!("{owner}, the {one}"),
        }
    }
}

/// What the kinds have in common.
impl<'a> FieldsView<'a> {
    /// Whether the page is of the entry whose record it is.
    fn is_own(self) -> bool {
        self.from.is_some_and(|from| self.cx.is_of(from))
    }

    /// What the entry is called whose record it is.
    fn owner(self) -> &'a str {
        self.from.map_or("", |from| self.cx.dossier.name(Topic::Entry(from)))
    }

    /// On another entry's page whose record it is: "in the entry Amazon".
    fn whose(self) -> Text {
        if self.is_own() { Text::default() } else { Text::new(Role::Dim, format!("in the entry {}", self.owner())) }
    }

    /// Whether it names the page's topic under that key.
    fn names_topic(self, key: Key) -> bool {
        let named = |name: &str| self.cx.dossier.named_place(name, self.from?).map(|spot| spot.topic);
        self.fields.names(key).any(|name| self.cx.topic.is_some() && named(&name.value) == self.cx.topic)
    }

    /// Whether the first reading of that key names where it is said.
    fn has_own_sources(self, key: Key) -> bool {
        self.fields.get(key).is_some_and(|value| !value.first().cites.is_empty())
    }

    /// Its title after the name of the entry.
    fn titled(self) -> Option<String> {
        self.fields.text(Key::Title).map(|title| format!("{}: {title}", self.owner()))
    }

    /// The first words of a text, as the end of a name.
    fn short(self, key: Key) -> Option<String> {
        self.fields.text(key).map(|text| words::short(text).trim_end_matches('.').to_owned())
    }
}
