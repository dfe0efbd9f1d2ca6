//! The line that is being typed, above the bottom line; a complaint stands under the character that is wrong.

use crate::reader::areas::Area;
use crate::reader::part::FramePart;
use crate::reader::picture::TypedLine;
use crate::text::Safe;
use crate::text::wrap::wrap;
use crate::tui::canvas::{Canvas, cells};

/// Fewer columns behind a caret hold no words worth reading.
const ROOM_FOR_WORDS: usize = 16;

/// Paints the line that is being typed, and what is said under it; gives where the cursor stands.
pub(in crate::tui) fn paint(canvas: &mut Canvas<'_>, typed: &TypedLine, [area, below]: [Area; 2]) -> (u16, u16) {
    let (x, y, end) = (area.x, area.y, area.right());
    canvas.clear(area);
    canvas.clear(Area { height: below.height.saturating_sub(1), ..below });
    canvas.words(x, y, " /", FramePart::Accent, 2);
    let aside = canvas.right(x + 2, end.saturating_sub(1), y, typed.aside.as_str(), FramePart::Dim);
    let (text, before, hidden) = typed.prompt.window(usize::from(area.width).saturating_sub(usize::from(aside) + 4));
    canvas.words(x + 2, y, text.as_str(), FramePart::Plain, end.saturating_sub(x + 2 + aside + 1));
    match &typed.complaint {
        Some((character, message)) => {
            let column = typed.prompt.columns_before(*character).saturating_sub(hidden);
            paint_complaint(canvas, below, cells(column), message);
        }
        None if !typed.offers.as_str().is_empty() => {
            canvas.clear(below);
            canvas.cut(below.x + 2, below.y, typed.offers.as_str(), FramePart::Dim, below.width.saturating_sub(3));
        }
        None => {}
    }
    (x.saturating_add(2).saturating_add(cells(before)).min(end.saturating_sub(1)), y)
}

/// The caret under the wrong character, and the sentence: behind it where it fits, else in the row under it, else in
/// both; before the caret where that is what makes it fit.
fn paint_complaint(canvas: &mut Canvas<'_>, below: Area, column: u16, message: &Safe) {
    let (left, y, end) = (below.x + 1, below.y, below.right());
    let caret = (left + 1).saturating_add(column).min(end.saturating_sub(1));
    canvas.words(caret, y, "^", FramePart::Error, 1);
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
    canvas.words(x, y, message.slice(beside.clone()).as_str(), FramePart::Error, end.saturating_sub(x));
    let rest = message.slice(beside.end..message.as_str().len());
    let rest = rest.as_str().trim_start();
    if !rest.is_empty() {
        canvas.clear(Area { y: y + 1, height: below.height.saturating_sub(1), ..below });
        canvas.cut(left, y + 1, rest, FramePart::Error, cells(room));
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
