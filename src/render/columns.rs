//! Rows and pairs in aligned columns. Must never cut anything, nor part a row from what is said under it.

use crate::page::{LineRole, Pair, Piece, Role, Row, Text};
use crate::text::columns::{GAP, Slot, Want, all_slots, line_columns};

use super::laid::LaidSpan;
use super::set::Set;
use super::sheet::Sheet;

/// From this width on, a page shows the rows of a block in columns of one width.
const WIDE: usize = 60;
/// Marks in a row take at most this many columns before they go on below.
const MARKS: usize = 9;
/// How far in stands what is said under a row.
const UNDER: usize = 2;
/// A label's column is at most this wide, on a wide page and on a narrow one.
const LABEL: (usize, usize) = (32, 16);
/// How far in stands a value that has no room beside its label.
const BELOW: usize = 4;
/// The least room for a value beside its label.
const VALUE: usize = 8;

/// The least room that a wide page leaves to the name beside a figure.
const NAME: usize = 24;
/// The column of names has at most one part in so many of a row.
const NAMES: usize = 3;
/// The least room for what is said of a name beside it.
const BODY: usize = 16;
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
    /// Whether something is said of a name; a sentence in place of a name has the whole width, and so have sentences from elsewhere.
    fn has_body(&self) -> bool {
        let is_name = self.row.name.0.iter().any(|piece| matches!(piece.role, Role::Name | Role::Link));
        is_name && !self.body.is_empty() && sentences(self.row).next().is_none()
    }
}

/// The columns that the rows of a block share: figures end where the marks begin.
struct Columns {
    marks: usize,
    room: usize,
    wide: bool,
    /// The column of names, beside which stands what is said of them.
    names: usize,
}

impl Columns {
    fn of(rows: &[SetRow], room: usize, wide: bool) -> Self {
        let marks = rows.iter().flat_map(|row| &row.marks).map(|line| line_columns(line)).max().unwrap_or(0);
        let widths = rows.iter().filter(|row| wide && row.has_body()).map(|row| row.name.columns());
        let names = widths.max().unwrap_or(0).min(room / NAMES);
        Self { marks, room, wide, names }
    }

    /// What the marks take of the lines after the first, where they go on there.
    fn beside_marks(&self, row: &SetRow) -> usize {
        if row.marks.len() > 1 { self.marks + GAP } else { 0 }
    }

    /// Whether its name, what is said of it and its figure can stand side by side.
    fn has_columns_for(&self, row: &SetRow) -> bool {
        let from = self.names + GAP;
        self.wide
            && row.has_body()
            && self.room >= from + BODY + self.beside_marks(row)
            && self.figure_from(row.figure.columns()) >= from
            && row.marks.iter().all(|line| from + line_columns(line) <= self.room)
    }

    /// Where a figure of that width begins.
    fn figure_from(&self, figure: usize) -> usize {
        let marks = self.marks + usize::from(figure > 0 && self.marks > 0);
        self.room.saturating_sub(figure + marks)
    }

    /// What is left to the name beside that figure; none where it goes below.
    fn name(&self, row: &SetRow) -> Option<usize> {
        let left = self.figure_from(row.figure.columns()).saturating_sub(GAP);
        let fits = row.name.columns() <= left || self.wide && left >= NAME;
        (fits && left > 0).then_some(left)
    }
}

impl Sheet {
    pub(super) fn rows(&mut self, rows: &[Row]) {
        let wide = self.page_columns() >= WIDE;
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
            name: Set::new(&stopped(&row.name, row.stop), self.glyphs),
            body: body(row).iter().map(|text| Set::new(text, self.glyphs)).collect(),
            figure: Set::new(&row.figure, self.glyphs),
            marks: self.packed(&row.marks, MARKS.min(room)),
        }
    }

    fn row(&mut self, row: &SetRow, shared: &Columns) {
        let from = self.lines.len();
        self.place(&row.row.place);
        if shared.has_columns_for(row) {
            self.row_in_columns(row, shared);
        } else {
            self.row_over(row, shared);
        }
        for text in sentences(row.row) {
            let set = Set::new(&Text::new(Role::Dim, "– ").joined(text.clone()), self.glyphs);
            self.flow_set(&set, UNDER, UNDER);
        }
        if let Some(stop) = row.row.stop {
            self.reach(stop, from, self.lines.len().saturating_sub(1).max(from));
        }
    }

    /// The name in its column, beside it what is said of it, the figure at the end of the first line; what would only begin there
    /// begins under it.
    fn row_in_columns(&mut self, row: &SetRow, shared: &Columns) {
        let from = shared.names + GAP;
        let rest = shared.room - from - shared.beside_marks(row);
        let first = shared.figure_from(row.figure.columns()).saturating_sub(from + GAP);
        let mut lines: Vec<Vec<LaidSpan>> = Vec::new();
        for (index, text) in row.body.iter().enumerate() {
            match index {
                0 if text.columns() <= first || first * 3 >= rest * 2 => lines.extend(text.lines(first, rest)),
                0 => lines.extend(std::iter::once(Vec::new()).chain(text.lines(rest, rest))),
                _ => lines.extend(text.lines(rest, rest)),
            }
        }
        let names = row.name.lines(shared.names, shared.names);
        let height = names.len().max(lines.len());
        let (mut names, mut lines) = (names.into_iter(), lines.into_iter());
        let beside = (0..height).map(|_| {
            let mut spans = names.next().unwrap_or_default();
            if let Some(line) = lines.next().filter(|line| !line.is_empty()) {
                fill(&mut spans, from);
                spans.extend(line);
            }
            spans
        });
        self.row_beside(row, beside.collect(), shared);
    }

    /// The name beside its figure, what is said of it under both.
    fn row_over(&mut self, row: &SetRow, shared: &Columns) {
        match shared.name(row) {
            _ if row.figure.is_empty() && row.marks.is_empty() => self.flow_set(&row.name, 0, 0),
            Some(name) => self.row_beside(row, row.name.lines(name, name), shared),
            None => self.row_below(row, shared),
        }
        for set in &row.body {
            self.flow_set(set, UNDER, 0);
        }
    }

    /// These lines, and to their right figure and marks.
    fn row_beside(&mut self, row: &SetRow, names: Vec<Vec<LaidSpan>>, shared: &Columns) {
        let mut names = names.into_iter();
        let mut figures = row.figure.lines(shared.room, shared.room).into_iter();
        let mut marks = row.marks.iter();
        loop {
            let (name, value, marked) = (names.next(), figures.next(), marks.next());
            if name.is_none() && value.is_none() && marked.is_none() {
                return;
            }
            let mut spans = name.unwrap_or_default();
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                fill(&mut spans, shared.figure_from(line_columns(&value)));
                spans.extend(value);
            }
            if let Some(marked) = marked {
                fill(&mut spans, shared.room - shared.marks);
                spans.extend(marked.iter().cloned());
            }
            self.line(spans);
        }
    }

    /// The name on lines of its own, figure and marks under it: to the right where they fit on one line, else as text.
    fn row_below(&mut self, row: &SetRow, shared: &Columns) {
        // A figure in words ("outcome open") is nothing to look for in a column: it follows the name as its end.
        if !row.row.figure.plain().contains(|letter: char| letter.is_ascii_digit()) {
            let mut text = stopped(&row.row.name, row.row.stop);
            text.join(Role::Dim, " · ", row.row.figure.clone());
            text.join(Role::Plain, " ", Text(row.row.marks.clone()));
            return self.flow_set(&Set::new(&text, self.glyphs), 0, 0);
        }
        self.flow_set(&row.name, 0, 0);
        if row.marks.len() <= 1 && shared.figure_from(row.figure.columns()) > UNDER {
            let mut spans = Vec::new();
            fill(&mut spans, shared.figure_from(row.figure.columns()));
            spans.extend(row.figure.lines(shared.room, shared.room).into_iter().flatten());
            if !row.marks.is_empty() {
                fill(&mut spans, shared.room - shared.marks);
            }
            spans.extend(row.marks.iter().flatten().cloned());
            self.line(spans);
        } else {
            let mut text = row.row.figure.clone();
            text.join(Role::Plain, " ", Text(row.row.marks.clone()));
            self.flow_set(&Set::new(&text, self.glyphs), UNDER, 0);
        }
    }

    /// Marks in lines of at most `room` columns; none is broken.
    fn packed(&self, marks: &[Piece], room: usize) -> Vec<Vec<LaidSpan>> {
        let mut packed: Vec<Vec<LaidSpan>> = Vec::new();
        for mark in marks {
            let span = LaidSpan { text: self.glyphs.safe(&mark.text), role: mark.role, stop: mark.stop };
            match packed.last_mut() {
                Some(line) if line_columns(line) + span.text.columns() <= room => line.push(span),
                _ => packed.push(vec![span]),
            }
        }
        packed
    }

    pub(super) fn pairs(&mut self, pairs: &[Pair]) {
        let room = self.room();
        let labels: Vec<Set> =
            pairs.iter().map(|pair| Set::new(&stopped(&pair.label, pair.stop), self.glyphs)).collect();
        let most = if self.page_columns() >= WIDE { LABEL.0 } else { LABEL.1 }.min(room * 9 / 20);
        // A longer label is wrapped in the column.
        let lines = labels.iter().flat_map(|label| label.lines(most, most));
        let label = lines.map(|line| line_columns(&line)).max().unwrap_or(0);
        let value = Want { natural: room, least: VALUE, ..Want::default() };
        let slots = all_slots(&[fixed(label), value], room);
        for (pair, set) in pairs.iter().zip(&labels) {
            let from = self.lines.len();
            self.place(&pair.place);
            self.pair(pair, set, slots.as_deref());
            if let Some(stop) = pair.stop {
                self.reach(stop, from, self.lines.len().saturating_sub(1).max(from));
            }
        }
    }

    /// The label in its column and the values beside it; without room for that, the value after it where one line holds both, else
    /// below.
    fn pair(&mut self, pair: &Pair, label: &Set, slots: Option<&[Slot]>) {
        let sets: Vec<Set> = pair.values.iter().map(|value| Set::new(value, self.glyphs)).collect();
        let one_line = match sets.as_slice() {
            [value] => all_slots(&[fixed(label.columns()), fixed(value.columns())], self.room()),
            _ => None,
        };
        if let Some([of_label, of_values]) = slots.or(one_line.as_deref()) {
            let values = sets.iter().flat_map(|value| value.in_slot(*of_values).1).collect();
            return self.beside([label.in_slot(*of_label), (*of_values, values)]);
        }
        if !label.is_empty() {
            self.flow_set(label, 0, UNDER);
        }
        for value in &sets {
            self.flow_set(value, BELOW, 0);
        }
    }
}

/// A column that takes so much, neither more nor less.
fn fixed(columns: usize) -> Want {
    Want { natural: columns, least: columns, ..Want::default() }
}

/// What is said of the name, each on lines of its own; details go on where the brief ends.
fn body(row: &Row) -> Vec<Text> {
    let mut lines: Vec<Text> = Vec::new();
    let mut before = None;
    for line in row.lines.iter().filter(|line| line.role != LineRole::Sentence) {
        match (before, line.role, lines.last_mut()) {
            (Some(LineRole::Brief), LineRole::Details, Some(brief)) => brief.join(Role::Dim, " · ", line.text.clone()),
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

/// Spaces up to that column.
fn fill(spans: &mut Vec<LaidSpan>, column: usize) {
    let used = line_columns(spans);
    if column > used {
        spans.push(" ".repeat(column - used).into());
    }
}

/// The text as the place of that stop.
fn stopped(text: &Text, stop: Option<usize>) -> Text {
    let pieces = text.0.iter().cloned().map(|piece| Piece { stop: piece.stop.or(stop), ..piece });
    Text(pieces.collect())
}
