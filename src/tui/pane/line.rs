//! The line that is being typed, above the bottom line; a complaint stands under the character that is wrong.

use crate::reader::areas::Area;
use crate::reader::part::Part;
use crate::reader::picture::TypedLine;
use crate::text::Safe;
use crate::text::wrap::wrap;
use crate::tui::canvas::{Canvas, Pane};

/// Fewer columns behind a caret hold no words worth reading.
const ROOM_FOR_WORDS: usize = 16;

/// A typed line as it is shown.
#[derive(Debug)]
pub(in crate::tui) struct Line {
    area: Area,
    below: Area,
    /// What of the line fits, so that the cursor is in view.
    text: Safe,
    /// Columns before the cursor.
    before: u16,
    /// Columns before the wrong character, and what is wrong.
    complaint: Option<(u16, Safe)>,
    right: Safe,
}

/// The line, and what is said under it.
pub(in crate::tui) fn of(typed: &TypedLine, [area, below]: [Area; 2]) -> Line {
    let room = usize::from(area.width).saturating_sub(2 + typed.aside.columns() + 2);
    let (text, before, hidden) = typed.prompt.window(room);
    let columns = |columns: usize| u16::try_from(columns).unwrap_or(u16::MAX);
    let complaint = typed.complaint.as_ref();
    let complaint = complaint.map(|(character, message)| {
        (columns(typed.prompt.columns_before(*character).saturating_sub(hidden)), message.clone())
    });
    Line { area, below, text, before: columns(before), complaint, right: typed.aside.clone() }
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
        canvas.clear(Area { height: self.below.height.saturating_sub(1), ..self.below });
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
    /// The caret under the wrong character, and the sentence: behind it where it fits, else in the row under it, else in both;
    /// before the caret where that is what makes it fit.
    fn paint_complaint(&self, canvas: &mut Canvas<'_>, column: u16, message: &Safe) {
        let (left, y, end) = (self.below.x + 1, self.below.y, self.below.right());
        let caret = (left + 1).saturating_add(column).min(end.saturating_sub(1));
        canvas.words(caret, y, "^", Part::Error, 1);
        let style = canvas.theme.part(Part::Error);
        let message = canvas.glyphs.safe(message.as_str());
        let behind = usize::from(end.saturating_sub(caret + 2));
        let before = usize::from(caret.saturating_sub(left + 1));
        let room = usize::from(end.saturating_sub(left + 1));
        let (x, first) = match placed(message.as_str(), behind, before, room) {
            Beside::Behind => (caret + 2, behind),
            Beside::Before => (left, before),
            Beside::Nothing => (left, 0),
        };
        let beside = if first == 0 { 0..0 } else { wrap(message.as_str(), first, room)[0].clone() };
        canvas.put(x, y, &message.slice(beside.clone()), style, end.saturating_sub(x));
        let rest = message.slice(beside.end..message.as_str().len());
        let rest = canvas.glyphs.cut(rest.as_str().trim_start(), room);
        if !rest.is_empty() {
            canvas.clear(Area { y: y + 1, height: self.below.height.saturating_sub(1), ..self.below });
            canvas.put(left, y + 1, &rest, style, end.saturating_sub(left));
        }
    }
}

/// Where in the row of the caret a complaint begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beside {
    Behind,
    Before,
    Nothing,
}

/// Where it is best begun, told the columns behind the caret, before it, and in the row under it.
fn placed(message: &str, behind: usize, before: usize, room: usize) -> Beside {
    let rows = |first: usize| wrap(message, first.max(1), room).len();
    let wider = if before > behind { Beside::Before } else { Beside::Behind };
    if rows(behind) == 1 || behind >= ROOM_FOR_WORDS && rows(behind) == 2 {
        Beside::Behind
    } else if rows(room) == 1 {
        Beside::Nothing
    } else {
        wider
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_complaint_begins_where_it_fits() {
        let message = "write it as 2018, 2018-06 or 2018-06-21";
        assert_eq!(message.len(), 39);
        assert_eq!(placed(message, 39, 0, 60), Beside::Behind);
        assert_eq!(placed(message, 18, 40, 60), Beside::Behind);
        assert_eq!(placed(message, 10, 50, 60), Beside::Nothing);
        assert_eq!(placed(message, 5, 30, 36), Beside::Before);
        assert_eq!(placed(message, 30, 5, 36), Beside::Behind);
    }
}
