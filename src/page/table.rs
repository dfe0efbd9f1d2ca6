//! Tables of records: all of a kind that are meant, in the columns of the schema, sorted by any of them. Must never
//! choose between readings: a cell is the first as written, with its sign.

use std::cmp::Ordering;

use crate::entry::{Entry, Key, RecordKind, TableColumn, Value, record_keys, table_columns};
use crate::evidence::Standing;
use crate::text::columns::Alignment;
use crate::text::fold::fold;
use crate::value::{Date, Place};
use crate::whole::{Dossier, EntryId, Spot, Topic};

use super::context::Context;
use super::readings::FieldsView;
use super::record::RecordView;
use super::{Block, Opens, Page, Role, Stop, Text};

/// A table of the records of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RecordTable {
    /// Of which kind.
    pub kind: RecordKind,
    /// The column it is sorted by; none is the order of the lists.
    pub column: Option<usize>,
    /// Whether the last comes first.
    pub descending: bool,
}

/// What stands in a column.
enum Says {
    /// The entry whose record it is.
    Owner,
    /// When the campaign was whose record it is.
    OwnersDate,
    /// The first of these keys that it has.
    First(Vec<Key>),
    /// How many witnesses there are.
    Support,
}

struct Column {
    head: TableColumn,
    says: Says,
}

/// What a cell counts as in sorting.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Number(u64),
    Date(Date),
    Text(String),
}

impl RecordTable {
    /// That kind in the order of the lists; events in that of time.
    #[must_use]
    pub fn of(kind: RecordKind) -> Self {
        let is_date = |column: &Column| matches!(&column.says, Says::First(keys) if keys.contains(&Key::Date));
        let column = (kind == RecordKind::Event).then(|| columns(kind).iter().position(is_date)).flatten();
        Self { kind, column, descending: false }
    }

    /// Sorted by the column that many further on, around the ends; figures and dates with the greatest first.
    #[must_use]
    pub fn next_column(self, steps: isize) -> Self {
        let columns = columns(self.kind);
        let count = columns.len().cast_signed();
        let from = self.column.map_or(if steps > 0 { -1 } else { 0 }, usize::cast_signed);
        let column = (from + steps).rem_euclid(count.max(1)).cast_unsigned();
        let descending = columns.get(column).is_some_and(|column| column.head.is_figure);
        Self { column: Some(column), descending, ..self }
    }

    /// Sorted the other way round.
    #[must_use]
    pub fn turned(self) -> Self {
        let column = self.column.or(Some(0));
        Self { column, descending: !self.descending, ..self }
    }
}

/// The columns of a kind: those of the schema, and where the owner stands among them.
fn columns(kind: RecordKind) -> Vec<Column> {
    let (at, name) = match kind {
        RecordKind::Contract => (1, "company"),
        RecordKind::Demand => (3, "campaign"),
        RecordKind::Signatures => (1, "campaign"),
        RecordKind::Statement | RecordKind::Figure | RecordKind::Event => (9, "told in"),
    };
    let owner = Column { head: TableColumn::new(at, name), says: Says::Owner };
    let date =
        (kind == RecordKind::Demand).then(|| Column { head: TableColumn::new(9, "date"), says: Says::OwnersDate });
    let of_keys = table_columns(record_keys(kind)).into_iter();
    let mut all: Vec<Column> = of_keys.map(|(head, keys)| Column { head, says: Says::First(keys) }).collect();
    // A sign over signs: no word is as narrow.
    let support = Column { head: TableColumn::new(10, Standing::Two.sign()), says: Says::Support };
    all.extend([owner, support].into_iter().chain(date));
    all.sort_by_key(|column| column.head.at);
    all
}

/// All records of a kind, in the order of the lists.
pub(super) fn all(dossier: &Dossier, kind: RecordKind) -> Vec<(EntryId, usize)> {
    let of_entry = |(id, entry): (EntryId, &Entry)| {
        let records = entry.records.iter().enumerate().filter(|(_, record)| record.kind == kind);
        records.map(|(index, _)| (id, index)).collect::<Vec<_>>()
    };
    dossier.entries().flat_map(of_entry).collect()
}

/// The page of a table of these records.
pub(super) fn page(cx: Context<'_>, table: RecordTable, kept: &[(EntryId, usize)]) -> Page {
    let columns = columns(table.kind);
    let mut rows: Vec<RecordView> = kept.iter().filter_map(|(id, index)| cx.record(*id, *index)).collect();
    if let Some(column) = table.column.and_then(|column| columns.get(column)) {
        let mut ranked: Vec<(Option<Rank>, RecordView)> =
            rows.into_iter().map(|row| (rank(cx, row, &column.says), row)).collect();
        ranked.sort_by(|(one, _), (next, _)| compare(one.as_ref(), next.as_ref(), table.descending));
        rows = ranked.into_iter().map(|(_, row)| row).collect();
    }
    let head = columns.iter().enumerate().map(|(at, column)| {
        let arrow = if table.descending { " ↓" } else { " ↑" };
        let sign = if table.column == Some(at) { arrow } else { "" };
        Text::new(Role::Strong, format!("{}{sign}", column.head.name))
    });
    let aligned = |column: &Column| if column.head.is_figure { Alignment::Right } else { Alignment::Left };
    let kind = format!("{} of {}", rows.len(), all(cx.dossier, table.kind).len());
    let mut page = Page::new(&titled(table.kind), &kind);
    page.blocks.push(if rows.is_empty() {
        let none = match all(cx.dossier, table.kind).len() {
            0 => format!("This dossier has no {}.", table.kind.plural()),
            _ => format!("The filter keeps no {}.", table.kind.plural()),
        };
        Block::Paragraph { text: Text::new(Role::Dim, none), places: Vec::new() }
    } else {
        Block::Table {
            columns: columns.iter().map(aligned).collect(),
            head: head.collect(),
            rows: rows.iter().map(|row| cells(cx, *row, &columns)).collect(),
            places: Vec::new(),
        }
    });
    page
}

/// The heading over records of a kind.
fn titled(kind: RecordKind) -> String {
    let mut title = kind.plural().to_owned();
    if let Some(first) = title.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    title
}

/// What a row says; its first cell opens the card.
fn cells(cx: Context<'_>, row: RecordView<'_>, columns: &[Column]) -> Vec<Text> {
    let mut cells: Vec<Text> = columns.iter().map(|column| cell(cx, row, column)).collect();
    let say = row.fields().sources(row.record.sources());
    let stop = Stop { opens: Opens::Card(Spot::at(row.from, Place::record(&row.record.id))), say };
    if let Some(first) = cells.first_mut() {
        if first.is_empty() {
            first.push(Role::Dim, "–");
        }
        if let Some(piece) = first.0.first_mut() {
            piece.link = Some(Box::new(stop));
        }
    }
    cells
}

fn cell(cx: Context<'_>, row: RecordView<'_>, column: &Column) -> Text {
    let fields = row.fields();
    match &column.says {
        Says::Owner => Text::new(Role::Name, cx.dossier.name(Topic::Entry(row.from))),
        Says::OwnersDate => owners(cx, row).map(|own| own.first(Key::Date, Role::Dim)).unwrap_or_default(),
        Says::Support => row.fact().map(|fact| fields.sign(fact)).unwrap_or_default(),
        Says::First(keys) => {
            match keys.iter().find(|key| fields.has(**key)) {
                Some(key) => beginning(fields.first(
                    *key,
                    if column.head.is_figure || *key == Key::Outcome { Role::Figure } else { Role::Plain },
                )),
                None => Text::new(Role::Dim, column.head.absent),
            }
        }
    }
}

/// A cell says so much of a longer text: the card has the whole.
const LONGEST_CELL: usize = 140;

/// The beginning of a text, to the end of a word.
fn beginning(text: Text) -> Text {
    let mut left = LONGEST_CELL;
    let mut pieces = text.0;
    for at in 0..pieces.len() {
        let piece = &mut pieces[at].text;
        if let Some((end, _)) = piece.char_indices().nth(left) {
            piece.truncate(end);
            piece.truncate(piece.rfind(' ').unwrap_or(end));
            piece.push('…');
            pieces.truncate(at + 1);
            break;
        }
        left -= piece.chars().count();
    }
    Text(pieces)
}

/// The keys of the entry whose record it is.
fn owners<'a>(cx: Context<'a>, row: RecordView<'a>) -> Option<FieldsView<'a>> {
    let entry: &Entry = cx.dossier.get(row.from)?;
    Some(FieldsView { cx, from: Some(row.from), fields: &entry.fields })
}

fn rank(cx: Context<'_>, row: RecordView<'_>, says: &Says) -> Option<Rank> {
    let of_value = |value: &Value| match value {
        Value::Date(readings) => readings.first().value.clone().map(Rank::Date),
        Value::Count(readings) => readings.first().value.map(|count| Rank::Number(count.figure())),
        Value::Money(readings) => readings.first().value.as_ref().map(|amount| Rank::Number(amount.figure())),
        _ => Some(Rank::Text(fold(&value.first().text))),
    };
    match says {
        Says::Owner => Some(Rank::Text(fold(cx.dossier.name(Topic::Entry(row.from))))),
        Says::Support => row.fact().map(|fact| Rank::Number(fact.support(cx.dossier).witnesses as u64)),
        Says::OwnersDate => of_value(owners(cx, row)?.fields.get(Key::Date)?),
        Says::First(keys) => of_value(keys.iter().find_map(|key| row.record.fields.get(*key))?),
    }
}

/// What has nothing to be sorted by comes last, whichever way.
fn compare(one: Option<&Rank>, next: Option<&Rank>, descending: bool) -> Ordering {
    match (one, next) {
        (Some(one), Some(next)) if descending => next.cmp(one),
        (Some(one), Some(next)) => one.cmp(next),
        (one, next) => one.is_none().cmp(&next.is_none()),
    }
}
