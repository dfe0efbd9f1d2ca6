//! The line that is being typed, above the bottom line; a complaint stands under the character that is wrong.

use ratatui::layout::Rect;
use tui_input::Input;

use crate::text::Safe;
use crate::text::wrap::wrap;
use crate::tui::app::{App, Mode};
use crate::tui::areas::Areas;
use crate::tui::canvas::{Canvas, Pane};
use crate::tui::theme::Part;

/// Fewer columns behind a caret hold no words worth reading.
const ROOM_FOR_WORDS: usize = 16;

/// A typed line as it is shown.
#[derive(Debug)]
pub(in crate::tui) struct Line {
    area: Rect,
    below: Rect,
    /// What of the line fits, so that the cursor is in view.
    text: Safe,
    /// Columns before the cursor.
    before: u16,
    /// Columns before the wrong character, and what is wrong.
    complaint: Option<(u16, Safe)>,
    right: Safe,
}

pub(in crate::tui) fn of(app: &App, areas: &Areas) -> Option<Line> {
    let (input, complaint, right) = match &app.mode {
        Mode::Filter(line) => (&line.input, line.complaint.as_ref(), kept(app)),
        Mode::Find(line) => (&line.input, None, found(app)),
        Mode::Browse | Mode::Palette(_) | Mode::Help(_) | Mode::Outline(_) | Mode::Problems(_) | Mode::Say(..) => {
            return None;
        }
    };
    let room = usize::from(areas.line.width).saturating_sub(2 + right.columns() + 2);
    let (text, before, from) = window(input, room);
    let complaint = complaint.map(|error| {
        let wrong: String = input.value().chars().take(error.column).collect();
        let columns = Safe::new(&wrong).columns().saturating_sub(from);
        (u16::try_from(columns).unwrap_or(u16::MAX), Safe::new(&error.message))
    });
    Some(Line { area: areas.line, below: areas.complaint, text, before, complaint, right })
}

fn kept(app: &App) -> Safe {
    let kept: usize = app.lists.rows.iter().map(Vec::len).sum();
    let all: usize = app.read.rows.iter().sum();
    Safe::new(&format!("{kept} of {all}"))
}

fn found(app: &App) -> Safe {
    let found = &app.front_sheet().found;
    Safe::new(&match (found.text.is_empty(), found.places.len()) {
        (true, _) => String::new(),
        (false, 0) => "not here".to_owned(),
        (false, 1) => "1 place".to_owned(),
        (false, places) => format!("{places} places"),
    })
}

/// The part of a line that is shown, the columns before the cursor in it, and how many columns are hidden before it.
fn window(input: &Input, room: usize) -> (Safe, u16, usize) {
    let before: String = input.value().chars().take(input.cursor()).collect();
    let columns = Safe::new(&before).columns();
    let hidden = columns.saturating_sub(room);
    let mut from = 0;
    let mut shown = String::new();
    for letter in input.value().chars() {
        if from < hidden {
            from += Safe::new(&letter.to_string()).columns();
        } else {
            shown.push(letter);
        }
    }
    let shown = Safe::new(&shown);
    (shown, u16::try_from(columns.saturating_sub(from)).unwrap_or(u16::MAX), from)
}

impl Line {
    /// Where the cursor stands.
    pub(in crate::tui) fn cursor(&self) -> (u16, u16) {
        let x = self.area.x.saturating_add(2).saturating_add(self.before);
        (x.min(self.area.right().saturating_sub(1)), self.area.y)
    }
}

impl Pane for Line {
    fn paint(&self, canvas: &mut Canvas<'_>) {
        canvas.clear(self.area);
        canvas.clear(Rect { height: self.below.height.saturating_sub(1), ..self.below });
        let (x, y, end) = (self.area.x, self.area.y, self.area.right());
        canvas.words(x, y, " /", Part::Accent, 2);
        let right = u16::try_from(self.right.columns()).unwrap_or(0);
        let room = end.saturating_sub(x + 2 + right + 1);
        let style = canvas.theme.part(Part::Plain);
        canvas.put(x + 2, y, &self.text, style, room);
        let style = canvas.theme.part(Part::Dim);
        canvas.put_right(x + 2, end.saturating_sub(1), y, &self.right, style);
        if let Some((column, message)) = &self.complaint {
            self.paint_complaint(canvas, *column, message);
        }
    }
}

impl Line {
    /// The caret under the wrong character, and the sentence: behind it where it fits, before it where that fits, else
    /// under it from the left.
    fn paint_complaint(&self, canvas: &mut Canvas<'_>, column: u16, message: &Safe) {
        canvas.clear(self.below);
        let (y, end) = (self.below.y, self.below.right());
        let caret = (self.below.x + 2).saturating_add(column).min(end.saturating_sub(1));
        canvas.words(caret, y, "^", Part::Error, 1);
        let style = canvas.theme.part(Part::Error);
        let message = canvas.glyphs.safe(message.as_str());
        let behind = usize::from(end.saturating_sub(caret + 2));
        let before = usize::from(caret.saturating_sub(self.below.x + 2));
        if self.below.height > 1 && message.columns() > behind {
            let room = usize::from(end.saturating_sub(self.below.x + 2));
            let first = if behind < ROOM_FOR_WORDS { 0 } else { behind };
            let lines = wrap(message.as_str(), first.max(1), room);
            let (beside, under) = if first == 0 { (0..0, 0) } else { (lines[0].clone(), lines[0].end) };
            canvas.put(caret + 2, y, &message.slice(beside), style, end);
            let rest = Safe::new(message.slice(under..message.as_str().len()).as_str().trim_start());
            let rest = canvas.glyphs.cut(rest.as_str(), room);
            canvas.put(self.below.x + 1, y + 1, &rest, style, end);
        } else if message.columns() <= behind || behind >= before {
            let text = canvas.glyphs.cut(message.as_str(), behind);
            canvas.put(caret + 2, y, &text, style, end);
        } else {
            let text = canvas.glyphs.cut(message.as_str(), before);
            canvas.put_right(self.below.x + 1, caret.saturating_sub(1), y, &text, style);
        }
    }
}
