//! The sentences of an entry, found by what stands in them.

mod cells;

use std::ops::Range;

use cells::{Cell, Cells};

use super::texts::read_prose;
use super::{Dossier, EntryId, Tie, View, Where};
use crate::entry::{Body, Entry, Key, Prose, Record, Value};
use crate::text::fold::{sentence_among, sentences};

/// The sentence a tie stands in, as it is read, without citation marks; where it stands in a field, the record or the
/// key in words.
#[must_use]
pub fn sentence(view: View<'_>, tie: &Tie) -> String {
    Spoken::new(view, tie.from).sentence(&tie.at)
}

/// A longer cell of a table says its own sentences, whatever stands beside it. In bytes.
const LONGEST_CELL: usize = 512;
/// More cells of a row or a column are not read together.
const MOST_CELLS: usize = 64;

/// The sentences of one entry, for many places of it: each prose is read and divided once, as long as they ascend.
pub struct Spoken<'a> {
    dossier: &'a Dossier,
    from: EntryId,
    entry: Option<&'a Entry>,
    body: Option<&'a Body>,
    proses: Vec<&'a Prose>,
    cells: Cells,
    /// The prose that was asked for last, by its number.
    open: Option<(usize, Divided<'a>)>,
    /// How many proses from the first on have been looked through, and the last sentence of them that says anything.
    before: (usize, String),
}

impl<'a> Spoken<'a> {
    /// The sentences of that entry.
    #[must_use]
    pub fn new(view: View<'a>, from: EntryId) -> Self {
        let (dossier, entry, body) = (view.dossier, view.dossier.get(from), view.body(from));
        let proses = body.map(Body::proses).unwrap_or_default();
        let cells = body.map(|body| Cells::of(&body.blocks)).unwrap_or_default();
        Self { dossier, from, entry, body, proses, cells, open: None, before: (0, String::new()) }
    }

    /// The sentence there, as it is read; in a table what stands beside it, too; where it is a mark alone, the last one before it.
    pub fn sentence(&mut self, at: &Where) -> String {
        match at {
            Where::Own(key) => self.entry.map(|entry| own_words(entry, *key)).unwrap_or_default(),
            Where::Record(index, _) => {
                self.entry.and_then(|entry| entry.records.get(*index)).map(record_words).unwrap_or_default()
            }
            Where::Extra | Where::Attached(_) => String::new(),
            Where::Prose(at) if self.is_cell(at.prose()) => self.cell(at.prose()),
            Where::Prose(at) => {
                let here = self.divided(at.prose()).map(|prose| prose.sentence(at.range().start)).unwrap_or_default();
                if here.is_empty() { self.last_before(at.prose()) } else { here }
            }
        }
    }

    /// Whether two places are in one sentence of one prose, so that what is said at the one is said at the other.
    pub fn are_one(&mut self, one: &Where, other: &Where) -> bool {
        match (one, other) {
            (Where::Prose(at), Where::Prose(next)) if at.prose() == next.prose() => self
                .divided(at.prose())
                .is_some_and(|prose| prose.range(at.range().start) == prose.range(next.range().start)),
            (Where::Prose(at), Where::Prose(other)) => match self.cells.at(at.prose()) {
                Some(Cell::Row { row, .. }) if row.contains(&other.prose()) => {
                    self.is_of_row(at.prose()) && self.is_of_row(other.prose())
                }
                Some(Cell::Row { .. } | Cell::Head { .. }) | None => false,
            },
            (Where::Own(_) | Where::Record(..) | Where::Extra | Where::Prose(_) | Where::Attached(_), _) => false,
        }
    }

    /// A cell with what it says of what: the head of a column with the whole column, the first cell of a row and a cell that is a
    /// mark alone with the whole row, any other after the first cell of its row and under the head of its column.
    fn cell(&mut self, index: usize) -> String {
        let of_row = self.is_of_row(index);
        match self.cells.at(index) {
            Some(Cell::Head { head, rows }) => {
                let rows = if rows.len() > MOST_CELLS { Vec::new() } else { rows };
                let column = rows.iter().map(|(first, cell)| headed(&self.whole(*first), self.whole(*cell)));
                joined(std::iter::once(self.whole(head)).chain(column))
            }
            Some(Cell::Row { row, head }) => {
                let told = row.clone().skip(1).filter(|cell| of_row || *cell == index);
                let cells = told.map(|cell| {
                    let column = head.start + (cell - row.start);
                    headed(&if head.contains(&column) { self.whole(column) } else { String::new() }, self.whole(cell))
                });
                joined(std::iter::once(self.whole(row.start)).chain(cells))
            }
            None => String::new(),
        }
    }

    /// Whether it is a cell that says nothing without those beside it.
    fn is_cell(&self, index: usize) -> bool {
        self.proses.get(index).is_some_and(|prose| prose.text.len() <= LONGEST_CELL) && self.cells.at(index).is_some()
    }

    /// Whether a cell says what its whole row does: the first of it, or one that is a mark alone.
    fn is_of_row(&self, index: usize) -> bool {
        match self.cells.at(index) {
            Some(Cell::Row { row, .. }) => {
                row.len() <= MOST_CELLS && (row.start == index || self.whole(index).is_empty())
            }
            Some(Cell::Head { .. }) | None => false,
        }
    }

    /// The whole prose of that number, as it is read; nothing where it is longer than a cell that is read with others.
    fn whole(&self, index: usize) -> String {
        let prose = self.proses.get(index).filter(|prose| prose.text.len() <= LONGEST_CELL);
        let (Some(body), Some(prose)) = (self.body, prose) else { return String::new() };
        let read = read_prose(self.dossier, self.from, body, prose, &mut |_, _| String::new());
        read.text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn divided(&mut self, index: usize) -> Option<&Divided<'a>> {
        if self.open.as_ref().is_none_or(|(open, _)| *open != index) {
            let prose = Divided::of(self.dossier, self.from, self.body?, self.proses.get(index)?);
            self.open = Some((index, prose));
        }
        self.open.as_ref().map(|(_, prose)| prose)
    }

    /// The last sentence of the proses before that one that says anything.
    fn last_before(&mut self, index: usize) -> String {
        if self.before.0 > index {
            self.before = (0, String::new());
        }
        let Some(body) = self.body else { return String::new() };
        for prose in self.proses.iter().take(index).skip(self.before.0) {
            let last = Divided::of(self.dossier, self.from, body, prose).sentence(prose.text.len());
            if !last.is_empty() {
                self.before.1 = last;
            }
        }
        self.before.0 = index;
        self.before.1.clone()
    }
}

/// A prose as it is read, with its sentences.
struct Divided<'a> {
    written: &'a Prose,
    read: Prose,
    sentences: Vec<Range<usize>>,
}

impl<'a> Divided<'a> {
    fn of(dossier: &Dossier, from: EntryId, body: &Body, written: &'a Prose) -> Self {
        let read = read_prose(dossier, from, body, written, &mut |_, _| String::new());
        Self { written, sentences: sentences(&read.text), read }
    }

    /// The sentence at that byte of what is written, as bytes of what is read.
    fn range(&self, at: usize) -> Range<usize> {
        let last = self.written.runs.len().saturating_sub(1);
        let run = self.written.runs.partition_point(|run| run.range.end <= at).min(last);
        let before = self.written.runs.get(run).map_or(0, |run| at - run.range.start.min(at));
        let at = self.read.runs.get(run).map_or(0, |run| (run.range.start + before).min(run.range.end));
        sentence_among(&self.sentences, at)
    }

    fn sentence(&self, at: usize) -> String {
        let said = self.read.text.get(self.range(at)).unwrap_or_default();
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The text after what it is of; nothing where there is no text.
fn headed(head: &str, text: String) -> String {
    if head.is_empty() || text.is_empty() { text } else { format!("{head}: {text}") }
}

/// Those that say something, in one line.
fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn own_words(entry: &Entry, key: Key) -> String {
    let value = entry.fields.get(key).map(|value| value.first().text).unwrap_or_default();
    if key.is_prose() { value } else { format!("{}: {value}", key.words()) }
}

/// A record in words: what it is called or says, whom it is with or who says it, its figure in all its readings.
#[must_use]
pub fn record_words(record: &Record) -> String {
    let first = |key: Key| record.fields.get(key).map(|value| value.first().text).filter(|text| !text.is_empty());
    let head = [Key::Speaker, Key::Title, Key::Product].into_iter().find_map(first);
    let tail = [Key::Text, Key::Summary].into_iter().find_map(first);
    let with = first(Key::With).map(|with| format!("with {with}"));
    let figure = [Key::Count, Key::Amount]
        .into_iter()
        .find_map(|key| record.fields.get(key).map(figure).filter(|text| !text.is_empty()));
    let signers = first(Key::Signers);
    let parts: Vec<String> = match (&head, &tail) {
        (Some(head), Some(tail)) if first(Key::Speaker).is_some() => vec![format!("{head}: {tail}")],
        _ => [head, with, figure, signers, tail].into_iter().flatten().collect(),
    };
    parts.join(" · ")
}

/// A figure as its sources give it, each reading that reads differently once, with the sign of their agreement between them.
fn figure(value: &Value) -> String {
    let mut texts: Vec<String> = Vec::new();
    for shown in value.shown() {
        if !shown.text.is_empty() && !texts.contains(&shown.text) {
            texts.push(shown.text);
        }
    }
    texts.join(&format!(" {} ", value.agreement().mark()))
}
