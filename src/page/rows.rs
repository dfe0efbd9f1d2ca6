//! Records as rows: name, figure, marks, and what is said under them. Must never cut a record short of its substance: what is
//! not on the row is in its card.

use std::collections::HashSet;

use crate::entry::{Entry, Key, Record, RecordKind};
use crate::value::Place;
use crate::whole::{EntryId, How, Spot, Topic, Where};

use super::draft::Draft;
use super::words::{self, DOT};
use super::{LineRole, Opens, Role, Row, RowLine, Text};

/// Longer figures are words ("reported to be …"): they stand under the name, as text. In characters.
const LONGEST_FIGURE: usize = 34;

impl Draft<'_> {
    /// The entry's own records of one kind, under their heading.
    pub(super) fn records(&mut self, id: EntryId, entry: &Entry, kind: RecordKind) {
        let rows = self.record_rows(id, entry, |record| record.kind == kind);
        self.part(words::heading(kind), rows);
    }

    /// The rows of those of the entry's records.
    pub(super) fn record_rows(&mut self, id: EntryId, entry: &Entry, of: impl Fn(&Record) -> bool) -> Vec<Row> {
        let records = entry.records.iter().enumerate().filter(|(_, record)| of(record));
        records.map(|(index, record)| self.record_row(id, index, record, true)).collect()
    }

    /// The row of a record of the entry `id`; `own` where the page is of that entry.
    pub(super) fn record_row(&mut self, id: EntryId, index: usize, record: &Record, own: bool) -> Row {
        self.show_record(id, index);
        let say = self.say_sources(record.sources(), id);
        let stop = self.stop(Opens::Card(Spot::at(id, Place::record(&record.id))), say);
        let mut row = match record.kind {
            RecordKind::Contract => self.contract(id, record, own),
            RecordKind::Demand => self.demand(id, record),
            RecordKind::Signatures => self.signatures(id, record),
            RecordKind::Statement => self.statement(id, record, own),
            RecordKind::Figure => self.number(id, record),
            RecordKind::Event => self.event(id, record),
        };
        row.stop = Some(stop);
        row.place = own.then(|| Place::record(&record.id));
        if row.figure.plain().chars().count() > LONGEST_FIGURE {
            let mut figure = std::mem::take(&mut row.figure);
            figure.join(Role::Plain, " ", Text(std::mem::take(&mut row.marks)));
            let first = row.lines.iter().take_while(|line| line.role == LineRole::Brief).count();
            row.lines.insert(first, RowLine { role: LineRole::Content, text: figure });
        }
        row
    }

    fn first(&mut self, record: &Record, key: Key, role: Role, id: EntryId) -> Text {
        record.fields.get(key).map(|value| self.in_line(key, value, role, id)).unwrap_or_default()
    }

    /// The first reading of that key, with the sign of agreement.
    fn one(&self, record: &Record, key: Key, role: Role, id: EntryId) -> Text {
        let said = record.fields.get(key).map(|value| self.figure(key, value, id)).unwrap_or_default();
        said.recast(Role::Figure, role)
    }

    /// The figure of that key, or that it is open.
    fn figure_or_open(&self, record: &Record, key: Key, id: EntryId) -> Text {
        match record.fields.get(key) {
            Some(value) => self.figure(key, value, id),
            None => Text::new(Role::Dim, key.spec().absent),
        }
    }

    /// What the row leaves unsaid of that key: who says so, and what other sources say.
    fn say_readings(&mut self, row: &mut Row, record: &Record, key: Key, id: EntryId) {
        row.say_each(LineRole::Reading, self.other_readings(key, &record.fields, id));
    }

    fn contract(&mut self, id: EntryId, record: &Record, own: bool) -> Row {
        let name = if own {
            self.first(record, Key::With, Role::Name, id)
        } else {
            Text::new(Role::Name, self.dossier.name(Topic::Entry(id)))
        };
        let figure = self.figure_or_open(record, Key::Amount, id);
        let marks = self.figure_marks(Key::Amount, &record.fields, id);
        let (what, rest) = match record.fields.get(Key::Title) {
            Some(_) => (Key::Title, Key::Product),
            None => (Key::Product, Key::Title),
        };
        let mut brief = self.one(record, Key::Status, Role::Dim, id);
        brief.join(Role::Dim, DOT, self.one(record, what, Role::Plain, id));
        let keys = [(rest, ""), (Key::Signed, "signed "), (Key::Period, ""), (Key::AccordingTo, "according to ")];
        // A contract may be called as its product is.
        let is_said = self.one(record, rest, Role::Plain, id) == self.one(record, what, Role::Plain, id);
        let details = self.details(&record.fields, keys.get(usize::from(is_said)..).unwrap_or_default(), id);
        let mut row = Row { name, figure, marks, ..Row::default() };
        row.say(LineRole::Brief, brief);
        row.say(LineRole::Details, details);
        for key in [Key::Amount, Key::Status, what] {
            self.say_readings(&mut row, record, key, id);
        }
        row
    }

    fn demand(&mut self, id: EntryId, record: &Record) -> Row {
        let asked = record.fields.get(Key::Text);
        let mut name = self.one(record, Key::Text, Role::Plain, id);
        let has_outcome = record.fields.get(Key::Outcome).is_some();
        let own = asked.is_some_and(|value| !value.first().cites.is_empty());
        if has_outcome && own {
            name.join(Role::Plain, " ", Text(self.figure_marks(Key::Text, &record.fields, id)));
        }
        // What nobody answered has the sources of what was asked.
        let marked = if has_outcome { Key::Outcome } else { Key::Text };
        let figure = self.figure_or_open(record, Key::Outcome, id);
        let marks = self.figure_marks(marked, &record.fields, id);
        let details = self.details(&record.fields, &[(Key::Of, "of "), (Key::AccordingTo, "according to ")], id);
        let mut row = Row { name, figure, marks, ..Row::default() };
        row.say(LineRole::Details, details);
        self.say_readings(&mut row, record, Key::Text, id);
        self.say_readings(&mut row, record, Key::Outcome, id);
        row
    }

    fn signatures(&mut self, id: EntryId, record: &Record) -> Row {
        let mut name = self.first(record, Key::Signers, Role::Name, id);
        if name.is_empty() {
            name = Text::new(Role::Name, "signatures");
        }
        let figure = self.figure_or_open(record, Key::Count, id);
        let marks = self.figure_marks(Key::Count, &record.fields, id);
        let brief = self.details(&record.fields, &[(Key::AsOf, "as of ")], id);
        let readings = self.other_readings(Key::Count, &record.fields, id);
        let details = self.details(&record.fields, &[(Key::AccordingTo, "according to ")], id);
        let mut row = Row { name, figure, marks, ..Row::default() };
        row.say(LineRole::Brief, brief);
        row.say(LineRole::Details, details);
        row.say_each(LineRole::Reading, readings);
        row
    }

    fn statement(&mut self, id: EntryId, record: &Record, own: bool) -> Row {
        let mut name = self.first(record, Key::Speaker, Role::Name, id);
        let role = self.first(record, Key::Role, Role::Dim, id);
        if role.plain() != name.plain() {
            name.join(Role::Dim, ", ", role);
        }
        let date = record.fields.get(Key::Date);
        let mut figure = date.map(|date| self.figure(Key::Date, date, id)).unwrap_or_default();
        if date.is_some_and(|date| !date.first().cites.is_empty()) {
            figure.join(Role::Plain, " ", Text(self.figure_marks(Key::Date, &record.fields, id)));
        }
        // The marks are those of what was said; a date has its own beside it.
        let marks = self.figure_marks(Key::Text, &record.fields, id);
        let mut text = self.one(record, Key::Text, Role::Plain, id);
        if let Some(quote) = record.fields.text(Key::Quote) {
            text.join(Role::Plain, " ", Text::new(Role::Emphasis, format!("“{quote}”")));
        }
        let mut details = self.details(
            &record.fields,
            &[(Key::Occasion, "occasion: "), (Key::To, "to "), (Key::AccordingTo, "according to ")],
            id,
        );
        details.join(Role::Dim, DOT, self.answers(id, record));
        if !own {
            details.join(
                Role::Dim,
                DOT,
                Text::new(Role::Dim, format!("in the entry {}", self.dossier.name(Topic::Entry(id)))),
            );
        }
        let mut row = Row { name, figure: dimmed(figure), marks, ..Row::default() };
        row.say(LineRole::Content, text);
        let readings = self.other_readings(Key::Text, &record.fields, id);
        row.say_each(LineRole::Content, readings);
        row.say(LineRole::Details, details);
        self.say_readings(&mut row, record, Key::Date, id);
        row
    }

    /// What a statement answers: "answers The letter: End the contract"; on the page of what it answers, its part alone.
    fn answers(&self, id: EntryId, record: &Record) -> Text {
        let (mut here, mut elsewhere): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        for reference in record.fields.references(Key::Answers) {
            let name = self.reference_name(&reference.value, id);
            let resolution = self.dossier.resolve(&reference.value, Some(id));
            let own = resolution
                .spot()
                .map(|spot| spot.topic)
                .filter(|topic| self.page_entry().map(Topic::Entry) == Some(*topic));
            match own.and_then(|topic| name.strip_prefix(self.dossier.name(topic))) {
                Some(part) => here.push(part.trim_start_matches([',', ':', ' ']).to_owned()),
                None if !elsewhere.contains(&name) => elsewhere.push(name),
                None => {}
            }
        }
        let also = if here.is_empty() { "answers" } else { "also answers" };
        here.retain(|part| !part.is_empty());
        let mut line = Text::default();
        if !here.is_empty() {
            line.push(Role::Dim, None, format!("answers: {}", here.join("; ")));
        }
        if !elsewhere.is_empty() {
            line.join(Role::Dim, DOT, Text::new(Role::Dim, format!("{also} {}", elsewhere.join("; "))));
        }
        line
    }

    fn number(&mut self, id: EntryId, record: &Record) -> Row {
        let key = if record.fields.get(Key::Count).is_some() { Key::Count } else { Key::Amount };
        let name = self.first(record, Key::Title, Role::Name, id);
        let figure = match record.fields.get(key) {
            Some(value) => self.figure(key, value, id),
            None => Text::new(Role::Dim, "number open"),
        };
        let marks = self.figure_marks(key, &record.fields, id);
        let brief = self.details(&record.fields, &[(Key::AsOf, "as of ")], id);
        let mut row = Row { name, figure, marks, ..Row::default() };
        row.say(LineRole::Brief, brief);
        let readings = self.other_readings(key, &record.fields, id);
        row.say(LineRole::Content, self.first(record, Key::Summary, Role::Plain, id));
        let details = [(Key::Of, "of "), (Key::AccordingTo, "according to ")];
        row.say(LineRole::Details, self.details(&record.fields, &details, id));
        row.say_each(LineRole::Reading, readings);
        row
    }

    fn event(&mut self, id: EntryId, record: &Record) -> Row {
        let name = self.first(record, Key::Title, Role::Name, id);
        let figure = match record.fields.get(Key::Date) {
            Some(date) => dimmed(self.figure(Key::Date, date, id)),
            None => Text::new(Role::Dim, "date not stated"),
        };
        let marks = self.figure_marks(Key::Date, &record.fields, id);
        let brief = self.details(&record.fields, &[(Key::Time, ""), (Key::Place, "")], id);
        let rest = [(Key::Who, "who: "), (Key::AccordingTo, "according to ")];
        let mut row = Row { name, figure, marks, ..Row::default() };
        row.say(LineRole::Brief, brief);
        row.say(LineRole::Content, self.first(record, Key::Summary, Role::Plain, id));
        row.say(LineRole::Details, self.details(&record.fields, &rest, id));
        self.say_readings(&mut row, record, Key::Date, id);
        row
    }

    /// A campaign as a row of another page: kind and signatures on the right, in brief its date and how it stands.
    pub(super) fn campaign_row(&mut self, id: EntryId, entry: &Entry) -> Row {
        let stop = self.stop(Opens::Spot(Spot::page(id)), format!("{}: {}", entry.name(), words::kind_of(entry)));
        let kind = words::short_kind(entry);
        let mut figure = Text::new(Role::Dim, kind);
        let mut marks = Vec::new();
        if let Some(record) = entry.latest_signatures() {
            figure.join(Role::Dim, DOT, self.figure_or_open(record, Key::Count, id));
            marks = self.figure_marks(Key::Count, &record.fields, id);
        }
        let brief = self.details(&entry.fields, &[(Key::Date, ""), (Key::Status, "")], id);
        let name = Text::new(Role::Link, entry.name());
        let mut row = Row { stop: Some(stop), name, figure, marks, ..Row::default() };
        row.say(LineRole::Brief, brief);
        row
    }

    /// The rows of records elsewhere that name the page's topic under that key; each record once.
    pub(super) fn records_naming(&mut self, topic: Topic, key: Key, kind: RecordKind) -> Vec<Row> {
        let mut found = self.naming(topic, key);
        found.dedup();
        let mut rows = Vec::new();
        let dossier = self.dossier;
        for (id, index) in found {
            let record = dossier.get(id).and_then(|entry| entry.records.get(index));
            if let Some(record) = record.filter(|record| record.kind == kind && Some(id) != self.page_entry()) {
                rows.push(self.record_row(id, index, record, false));
            }
        }
        rows
    }

    fn naming(&self, topic: Topic, key: Key) -> Vec<(EntryId, usize)> {
        let ties = self.dossier.to(topic).into_iter().filter(|tie| tie.how == How::Field(key));
        ties.filter_map(|tie| match tie.at {
            Where::Record(index, _) => Some((tie.from, index)),
            Where::Own(_) | Where::Extra | Where::Prose(_) | Where::Attached(_) => None,
        })
        .collect()
    }

    /// The campaigns that name the page's topic under that own key.
    pub(super) fn campaigns_naming(&mut self, topic: Topic, key: Key) -> Vec<Row> {
        let dossier = self.dossier;
        let mut seen = HashSet::new();
        let ties =
            dossier.to(topic).into_iter().filter(|tie| tie.how == How::Field(key) && matches!(tie.at, Where::Own(_)));
        ties.map(|tie| tie.from)
            .filter(|id| seen.insert(*id))
            .filter_map(|id| Some((id, dossier.get(id)?)))
            .map(|(id, entry)| self.campaign_row(id, entry))
            .collect()
    }

    /// The entry the page is of.
    pub(super) fn page_entry(&self) -> Option<EntryId> {
        self.subject().entry()
    }
}

/// A date on a row's right is less loud than a number.
fn dimmed(text: Text) -> Text {
    text.recast(Role::Figure, Role::Dim)
}
