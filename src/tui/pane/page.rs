//! The page, and a card on it: a heading, then a window on the laid lines, with the current stop and what was found
//! marked.

use super::picture::paint_frame;
use crate::keys::Command;
use crate::reader::app::{App, Focus};
use crate::reader::part::FramePart;
use crate::reader::window::Window;
use crate::text::Safe;
use crate::text::parts::at_marks;
use crate::tui::canvas::Canvas;

/// Paints the page, with the rule on its left.
pub(in crate::tui) fn paint(canvas: &mut Canvas<'_>, app: &App) {
    let (window, areas) = (&app.page, app.layout.areas);
    let focused = app.focus == Focus::Page && app.layers.card.is_none();
    canvas.upright(areas.rule);
    paint_heading(canvas, window, &app.place(&window.subject, &window.kind), focused);
    paint_lines(canvas, window, window.stop.filter(|_| focused));
    let seen = app.in_sight(window.area);
    canvas.more(areas.page, seen, window.hidden(seen.height.into()));
}

/// Paints the passage beside the page.
pub(in crate::tui) fn paint_beside(canvas: &mut Canvas<'_>, app: &App, window: &Window) {
    let area = app.layout.areas.beside;
    if area.x == 0 {
        canvas.rule(area.x, area.right(), area.y);
    }
    paint_heading(canvas, window, &app.place(&window.subject, &window.kind), false);
    paint_lines(canvas, window, None);
    let seen = app.in_sight(window.area);
    canvas.more(area, seen, window.hidden(seen.height.into()));
}

/// Paints a card in its frame.
pub(in crate::tui) fn paint_card(canvas: &mut Canvas<'_>, app: &App, card: &Window) {
    let area = app.layout.areas.card(card.laid.lines.len());
    let opens = if card.stop.is_some() { "opens" } else { "its page" };
    let keys = app.keys.map.hint(&[(Command::OpenStop, opens), (Command::Peel, "closes")]);
    paint_frame(canvas, area, &card.title, &keys);
    paint_lines(canvas, card, card.stop);
    canvas.more(area, card.area, card.hidden(card.height()));
}

/// A title that has no room is not said where it stands whole in the lines.
fn paint_heading(canvas: &mut Canvas<'_>, window: &Window, aside: &Safe, focused: bool) {
    let (x, y) = (window.area.x, window.area.y.saturating_sub(1));
    let room = window.area.width.saturating_sub(canvas.columns(aside.as_str()) + 2);
    let fits = Safe::new(&window.title).columns() <= room.into();
    let is_below = window.top < window.laid.title_lines;
    let part = if focused { FramePart::Accent } else { FramePart::Title };
    let title = if fits || !is_below { window.title.as_str() } else { "" };
    let after = canvas.cut(x, y, title, part, room);
    canvas.right(after, window.area.right(), y, aside.as_str(), FramePart::Dim);
}

fn paint_lines(canvas: &mut Canvas<'_>, window: &Window, current: Option<usize>) {
    let marked = current.and_then(|stop| window.laid.stops.get(stop)).map(|stop| stop.line);
    for (y, line) in (window.area.y..window.area.bottom()).zip(window.top..window.laid.lines.len()) {
        paint_line(canvas, window, current, line, y);
        if window.kept.binary_search(&line).is_ok() {
            canvas.words(window.area.x.saturating_sub(1), y, "•", FramePart::Accent, 1);
        }
        if marked == Some(line) {
            canvas.words(window.area.x.saturating_sub(1), y, "▸", FramePart::Accent, 1);
        }
    }
}

fn paint_line(canvas: &mut Canvas<'_>, window: &Window, current: Option<usize>, line: usize, y: u16) {
    let found = window.found.places.iter().enumerate().flat_map(|(index, place)| {
        let here = window.found.at == Some(index);
        place.on(line).map(move |range| (range.clone(), here))
    });
    let found: Vec<_> = found.collect();
    let (mut x, end, mut start) = (window.area.x, window.area.right(), 0);
    for span in &window.laid.lines[line].spans {
        let mut style = canvas.theme.role(span.role);
        if span.stop.is_some() && span.stop == current {
            style = canvas.theme.current(style);
        }
        let end_of_span = start + span.text.as_str().len();
        for (part, found) in at_marks(start..end_of_span, found.iter().cloned()) {
            let look = match found {
                None => style,
                Some(here) => {
                    style.patch(canvas.theme.part(if here { FramePart::FoundHere } else { FramePart::Found }))
                }
            };
            let part = span.text.slice(part.start - start..part.end - start);
            x = canvas.put(x, y, &part, look, end.saturating_sub(x));
        }
        start = end_of_span;
    }
}
