//! A frame with what stands in it, over what was painted before.

use crate::reader::areas::Area;
use crate::reader::part::FramePart;
use crate::reader::picture::{Picture, PictureLine};
use crate::render::Glyphs;
use crate::tui::canvas::{Canvas, cells};

/// Paints the picture over `middle`, a snug one a third down it; gives where its cursor stands.
pub(in crate::tui) fn paint(canvas: &mut Canvas<'_>, picture: &Picture, middle: Area) -> Option<(u16, u16)> {
    let needed = cells(picture.lines.len()).saturating_add(2);
    let height = if picture.is_snug { needed.min(middle.height) } else { middle.height };
    let area = Area { height, y: middle.y + (middle.height - height) / 3, ..middle };
    paint_frame(canvas, area, picture.heading.as_str(), &picture.hint);
    let inside = area.inside();
    for (row, (y, line)) in (inside.y..inside.bottom()).zip(&picture.lines).enumerate() {
        if picture.chosen == Some(row) {
            canvas.words(inside.x, y, "▌", FramePart::Accent, 1);
        }
        paint_line(canvas, line, Area { y, height: 1, ..inside });
    }
    if picture.marks_hidden {
        canvas.more(area, inside, [picture.above > 0, picture.below > 0]);
    }
    let (line, column) = picture.cursor?;
    Some((inside.x.saturating_add(cells(column)).min(inside.right()), inside.y.saturating_add(cells(line))))
}

fn paint_line(canvas: &mut Canvas<'_>, line: &PictureLine, area: Area) {
    let aside = canvas.columns(line.aside.as_str());
    let end = area.right().saturating_sub(if aside == 0 { 0 } else { aside.saturating_add(2) });
    for label in &line.labels {
        let x = area.x.saturating_add(cells(label.column));
        canvas.cut(x, area.y, label.text.as_str(), label.part, end.saturating_sub(x));
    }
    canvas.right(end, area.right(), area.y, line.aside.as_str(), FramePart::Dim);
}

/// A frame: emptied, with a heading and a hint on its edges.
pub(super) fn paint_frame(canvas: &mut Canvas<'_>, area: Area, heading: &str, hint: &str) {
    canvas.clear(area);
    if area.width < 4 || area.height < 2 {
        return;
    }
    let (left, right, bottom) = (area.x, area.right() - 1, area.bottom() - 1);
    let corners = match canvas.glyphs {
        Glyphs::Unicode => [["┌", "┐"], ["└", "┘"]],
        Glyphs::Ascii => [["+"; 2]; 2],
    };
    for (y, [first, last]) in [area.y, bottom].into_iter().zip(corners) {
        let edge = format!("{first}{}{last}", "─".repeat(usize::from(area.width) - 2));
        canvas.words(left, y, &edge, FramePart::Dim, area.width);
    }
    for x in [left, right] {
        canvas.upright(Area { x, y: area.y + 1, width: 1, height: area.height - 2 });
    }
    let room = area.width.saturating_sub(6);
    let heading = canvas.glyphs.cut(heading, room.into());
    canvas.words(left + 2, area.y, &format!(" {heading} "), FramePart::Accent, room + 2);
    canvas.right(left + 2, right.saturating_sub(1), bottom, &format!(" {hint} "), FramePart::Dim);
}
