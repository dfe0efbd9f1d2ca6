//! A frame with what stands in it, over what was painted before.

use crate::reader::areas::Area;
use crate::reader::part::Part;
use crate::reader::picture::{Picture, PictureLine};
use crate::render::Glyphs;
use crate::text::Safe;
use crate::tui::canvas::{Canvas, Pane};

/// A picture in its frame.
#[derive(Debug)]
pub(in crate::tui) struct Framed {
    area: Area,
    picture: Picture,
}

/// The picture over `middle`; a snug one a third down it.
pub(in crate::tui) fn of(picture: Picture, middle: Area) -> Framed {
    let needed = u16::try_from(picture.lines.len()).unwrap_or(u16::MAX).saturating_add(2);
    let height = if picture.is_snug { needed.min(middle.height) } else { middle.height };
    Framed { area: Area { height, y: middle.y + (middle.height - height) / 3, ..middle }, picture }
}

impl Framed {
    /// Where the cursor stands.
    pub(in crate::tui) fn cursor(&self) -> Option<(u16, u16)> {
        let (line, column) = self.picture.cursor?;
        let [line, column] = [line, column].map(|at| u16::try_from(at).unwrap_or(u16::MAX));
        let (inside, last) = (self.area.inside(), self.area.right().saturating_sub(2));
        Some((inside.x.saturating_add(column).min(last), inside.y.saturating_add(line)))
    }
}

impl Pane for Framed {
    fn paint(&self, canvas: &mut Canvas<'_>) {
        let Self { area, picture } = self;
        paint_frame(canvas, *area, &picture.heading, &picture.hint);
        let inside = area.inside();
        for (row, (y, line)) in (inside.y..inside.bottom()).zip(&picture.lines).enumerate() {
            if picture.chosen == Some(row) {
                canvas.words(inside.x, y, "▌", Part::Accent, 1);
            }
            paint_line(canvas, line, Area { y, height: 1, ..inside });
        }
        if picture.marks_hidden {
            canvas.more(*area, inside, picture.above > 0, picture.below > 0);
        }
    }
}

fn paint_line(canvas: &mut Canvas<'_>, line: &PictureLine, area: Area) {
    let aside = canvas.glyphs.safe(line.aside.as_str());
    let kept = if aside.is_empty() { 0 } else { u16::try_from(aside.columns()).unwrap_or(0).saturating_add(2) };
    let end = area.right().saturating_sub(kept);
    for label in &line.labels {
        let x = area.x.saturating_add(u16::try_from(label.column).unwrap_or(u16::MAX));
        let room = end.saturating_sub(x);
        let text = canvas.glyphs.cut(label.text.as_str(), room.into());
        let style = canvas.theme.part(label.part);
        canvas.put(x, area.y, &text, style, room);
    }
    let style = canvas.theme.part(Part::Dim);
    canvas.put_right(end, area.right(), area.y, &aside, style);
}

/// A frame: emptied, with a heading and a hint on its edges.
pub(super) fn paint_frame(canvas: &mut Canvas<'_>, area: Area, heading: &Safe, hint: &str) {
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
