//! Rows: a name, what is said of it, its figure, its marks, in columns that the rows of a block share. Must never cut
//! anything, nor part a row from what is said under it.

use crate::page::{LineRole, Piece, Role, Row, Text};
use crate::text::columns::{Alignment, Slot, Want, all_slots, line_columns};

use super::laid::LaidSpan;
use super::set::Set;
use super::sheet::Sheet;

/// Marks in a row take at most this many columns before they go on below.
const MARKS: usize = 9;
/// How far in stands what is said under a row.
const UNDER: usize = 2;
/// The least room that a wide page leaves to the name beside a figure.
const NAME: usize = 24;
/// The column of names has at most one part in so many of a row.
const NAMES: usize = 3;
/// The widest that a row is set: longer ones are hard to follow to the figure.
const LONGEST: usize = 84;

/// A row set.
struct SetRow<'a> {
    row: &'a Row,
    name: Set,
    body: Vec<Set>,
    figure: Set,
    marks: Vec<Vec<LaidSpan>>,
}

impl SetRow<'_> {
    /// What is said of a name in a few words, which may stand beside it; a sentence in place of a name has the whole
    /// width.
    fn brief(&self) -> Option<&Set> {
        let is_name = self.row.name.0.iter().any(|piece| matches!(piece.role, Role::Name | Role::Link));
        let is_brief = self.row.lines.first().is_some_and(|line| line.role == LineRole::Brief);
        self.body.first().filter(|_| is_name && is_brief)
    }
}

/// The columns that the rows of a block share: figures end where the marks begin.
struct Columns {
    wide: bool,
    room: usize,
    /// The column of names, beside which stands what is said of them.
    names: usize,
    figures: Slot,
    marks: Slot,
}

impl Columns {
    fn of(rows: &[SetRow], room: usize, wide: bool) -> Self {
        let marks = rows.iter().flat_map(|row| &row.marks).map(|line| line_columns(line)).max().unwrap_or(0);
        let names = rows.iter().filter(|row| wide && row.brief().is_some()).map(|row| row.name.columns());
        // One that is longer stands over what is said of it.
        let names = names.filter(|columns| *columns <= room / NAMES);
        let figures = room.saturating_sub(marks + usize::from(marks > 0));
        Self {
            wide,
            room,
            names: names.max().unwrap_or(0),
            figures: Slot { start: 0, width: figures, align: Alignment::Right },
            marks: Slot { start: room.saturating_sub(marks), width: marks, align: Alignment::Left },
        }
    }

    /// What its figure and the marks take at the end of a row.
    fn end(&self, row: &SetRow) -> usize {
        let (figure, marks) = (row.figure.columns(), self.marks.width);
        figure + marks + usize::from(figure > 0 && marks > 0)
    }

    /// Where the name stands beside the figure; nowhere where it has no room there.
    fn name(&self, row: &SetRow) -> Option<Slot> {
        let natural = row.name.columns();
        let name = Want { natural, least: if self.wide { NAME } else { natural }, ..Want::default() };
        all_slots(&[name, Want::fixed(self.end(row))], self.room)?.first().copied()
    }

    /// Where what is said of a name in a few words stands beside it, in a column that the rows share; nowhere where one
    /// line does not hold all of that.
    fn brief(&self, row: &SetRow) -> Option<Slot> {
        let brief = row.brief().filter(|_| self.wide && row.name.columns() <= self.names && row.marks.len() <= 1)?;
        let wants = [Want::fixed(self.names), Want::fixed(brief.columns()), Want::fixed(self.end(row))];
        all_slots(&wants, self.room)?.get(1).copied()
    }
}

impl Sheet {
    pub(super) fn rows(&mut self, rows: &[Row]) {
        let wide = self.is_wide();
        let room = if wide { self.wide_room().min(LONGEST) } else { self.room() };
        let rows: Vec<SetRow> = rows.iter().map(|row| self.set_row(row, room)).collect();
        let shared = Columns::of(&rows, room, wide);
        for row in &rows {
            self.row(row, &shared);
        }
    }

    fn set_row<'a>(&self, row: &'a Row, room: usize) -> SetRow<'a> {
        SetRow {
            row,
            name: self.set(&stopped(&row.name, row.stop)),
            body: body(row).iter().map(|text| self.set(text)).collect(),
            figure: self.set(&row.figure),
            marks: self.packed(&row.marks, MARKS.min(room)),
        }
    }

    fn row(&mut self, row: &SetRow, shared: &Columns) {
        let from = self.lines.len();
        self.place(&row.row.place);
        match shared.brief(row) {
            Some(brief) => self.row_on_a_line(row, shared, brief),
            None => self.row_over(row, shared),
        }
        for text in sentences(row.row) {
            let set = self.set(&Text::new(Role::Dim, "– ").joined(text.clone()));
            self.flow_set(&set, UNDER, UNDER);
        }
        if let Some(stop) = row.row.stop {
            self.reach(stop, from, self.lines.len().saturating_sub(1).max(from));
        }
    }

    /// The name in its column, beside it the few words, the figure at the end of the line; all else under it.
    fn row_on_a_line(&mut self, row: &SetRow, shared: &Columns, brief: Slot) {
        let name = Slot { width: shared.names, ..Slot::default() };
        let words = row.brief().map(|set| set.in_slot(brief).1).unwrap_or_default();
        self.before_figure(row, shared, vec![row.name.in_slot(name), (brief, words)]);
        for set in row.body.iter().skip(1) {
            self.flow_set(set, UNDER, 0);
        }
    }

    /// The name beside its figure, what is said of it under both.
    fn row_over(&mut self, row: &SetRow, shared: &Columns) {
        match shared.name(row) {
            _ if row.figure.is_empty() && row.marks.is_empty() => self.flow_set(&row.name, 0, 0),
            Some(name) => self.before_figure(row, shared, vec![row.name.in_slot(name)]),
            None => self.row_below(row, shared),
        }
        for set in &row.body {
            self.flow_set(set, UNDER, 0);
        }
    }

    /// These cells, and to their right figure and marks.
    fn before_figure(&mut self, row: &SetRow, shared: &Columns, cells: Vec<(Slot, Vec<Vec<LaidSpan>>)>) {
        let end = [row.figure.in_slot(shared.figures), (shared.marks, row.marks.clone())];
        self.beside(cells.into_iter().chain(end));
    }

    /// The name on lines of its own, figure and marks under it: to the right where they fit on one line, else as text.
    fn row_below(&mut self, row: &SetRow, shared: &Columns) {
        let marks = Text(row.row.marks.clone());
        // A figure in words ("outcome open") is nothing to look for in a column: it follows the name as its end.
        if !row.row.figure.plain().contains(|letter: char| letter.is_ascii_digit()) {
            let mut text = stopped(&row.row.name, row.row.stop);
            text.join(Role::Dim, " · ", row.row.figure.clone());
            text.join(Role::Plain, " ", marks);
            return self.flow(&text, 0);
        }
        self.flow_set(&row.name, 0, 0);
        if row.marks.len() <= 1 && UNDER + shared.end(row) < shared.room {
            return self.before_figure(row, shared, Vec::new());
        }
        let mut text = row.row.figure.clone();
        text.join(Role::Plain, " ", marks);
        self.flow_set(&self.set(&text), UNDER, 0);
    }

    /// Marks in lines of at most `room` columns; none is broken.
    fn packed(&self, marks: &[Piece], room: usize) -> Vec<Vec<LaidSpan>> {
        let mut packed: Vec<Vec<LaidSpan>> = Vec::new();
        for mark in marks {
            let span = LaidSpan { text: self.glyphs.safe(&mark.text), role: mark.role, stop: mark.stop, flow: None };
            match packed.last_mut() {
                Some(line) if line_columns(line) + span.text.columns() <= room => line.push(span),
                _ => packed.push(vec![span]),
            }
        }
        packed
    }
}

/// What is said of the name, each on lines of its own; details and readings go on where the brief or
/// another reading ends.
fn body(row: &Row) -> Vec<Text> {
    let mut lines: Vec<Text> = Vec::new();
    let mut before = None;
    for line in row.lines.iter().filter(|line| line.role != LineRole::Sentence) {
        match (before, line.role, lines.last_mut()) {
            (Some(LineRole::Brief), LineRole::Details | LineRole::Reading, Some(last))
            | (Some(LineRole::Reading), LineRole::Reading, Some(last)) => {
                last.join(Role::Dim, " · ", line.text.clone());
            }
            _ => lines.push(line.text.clone()),
        }
        before = Some(line.role);
    }
    lines
}

/// The sentences from elsewhere.
fn sentences(row: &Row) -> impl Iterator<Item = &Text> {
    row.lines.iter().filter(|line| line.role == LineRole::Sentence).map(|line| &line.text)
}

/// The text as the place of that stop.
pub(super) fn stopped(text: &Text, stop: Option<usize>) -> Text {
    let pieces = text.0.iter().cloned().map(|piece| Piece { stop: piece.stop.or(stop), ..piece });
    Text(pieces.collect())
}
