//! The headings of the page, to go to one.

use super::frame;
use crate::reader::app::App;
use crate::reader::areas::Area;
use crate::reader::cursor::top;
use crate::reader::part::Part;
use crate::text::Safe;
use crate::tui::canvas::{Canvas, Pane};

/// The outline as it is shown.
#[derive(Debug)]
pub(in crate::tui) struct Shown {
    area: Area,
    rows: Vec<(Safe, bool)>,
}

pub(in crate::tui) fn of(app: &App, chosen: usize, area: Area) -> Shown {
    let headings = &app.sheet.laid.headings;
    let height = usize::from(area.height.saturating_sub(2));
    let first = top(chosen, height / 2, height, headings.len());
    let rows = headings.iter().enumerate().skip(first).take(height).map(|(row, heading)| {
        let indent = "  ".repeat(usize::from(heading.level.saturating_sub(1)));
        (Safe::new(&format!("{indent}{}", heading.text)), row == chosen)
    });
    Shown { area, rows: rows.collect() }
}

impl Pane for Shown {
    fn paint(&self, canvas: &mut Canvas<'_>) {
        frame::paint(canvas, self.area, &Safe::new("On this page"), "Enter goes there · Esc closes");
        let (x, end) = (self.area.x + 2, self.area.right().saturating_sub(2));
        for (y, (heading, chosen)) in (self.area.y + 1..).zip(&self.rows) {
            if *chosen {
                canvas.words(x, y, "▌", Part::Accent, 1);
            }
            let heading = canvas.glyphs.cut(heading.as_str(), end.saturating_sub(x + 2).into());
            let style = canvas.theme.part(if *chosen { Part::Chosen } else { Part::Plain });
            canvas.put(x + 2, y, &heading, style, end.saturating_sub(x + 2));
        }
    }
}
