//! The frame of what lies on top: emptied, with a heading and a hint on its edges.

use crate::reader::areas::Area;
use crate::reader::part::Part;
use crate::render::Glyphs;
use crate::text::Safe;
use crate::tui::canvas::Canvas;

pub(super) fn paint(canvas: &mut Canvas<'_>, area: Area, heading: &Safe, hint: &str) {
    canvas.clear(area);
    if area.width < 4 || area.height < 2 {
        return;
    }
    let [top_left, top_right, bottom_left, bottom_right] = match canvas.glyphs {
        Glyphs::Unicode => ["┌", "┐", "└", "┘"],
        Glyphs::Ascii => ["+", "+", "+", "+"],
    };
    let (left, right, bottom) = (area.x, area.right() - 1, area.bottom() - 1);
    for y in [area.y, bottom] {
        canvas.rule(left + 1, right, y);
    }
    for y in area.y + 1..bottom {
        canvas.words(left, y, "│", Part::Dim, 1);
        canvas.words(right, y, "│", Part::Dim, 1);
    }
    for (x, y, corner) in [
        (left, area.y, top_left),
        (right, area.y, top_right),
        (left, bottom, bottom_left),
        (right, bottom, bottom_right),
    ] {
        canvas.words(x, y, corner, Part::Dim, 1);
    }
    let room = area.width.saturating_sub(6);
    let heading = canvas.glyphs.cut(heading.as_str(), room.into());
    let heading = Safe::new(&format!(" {heading} "));
    let style = canvas.theme.part(Part::Accent);
    canvas.put(left + 2, area.y, &heading, style, room + 2);
    let hint = canvas.glyphs.safe(&format!(" {hint} "));
    let style = canvas.theme.part(Part::Dim);
    canvas.put_right(left + 2, right.saturating_sub(1), bottom, &hint, style);
}
