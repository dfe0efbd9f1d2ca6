//! What was just said, above the bottom line, so that the keys stay in sight. Must never be taller than [`App::notice_lines`] says.

use crate::reader::app::App;
use crate::reader::areas::Area;
use crate::reader::part::Part;
use crate::text::Safe;
use crate::tui::canvas::{Canvas, Pane};

/// A notice as it is shown.
#[derive(Debug)]
pub(in crate::tui) struct Notice {
    area: Area,
    lines: Vec<Safe>,
}

/// The notice, over the last rows of `above`.
pub(in crate::tui) fn of(app: &App, above: Area) -> Notice {
    let lines = app.notice_lines();
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(above.height);
    Notice { area: Area { y: above.bottom() - height, height, ..above }, lines }
}

impl Pane for Notice {
    fn paint(&self, canvas: &mut Canvas<'_>) {
        canvas.clear(self.area);
        let style = canvas.theme.part(Part::Plain);
        for (y, line) in (self.area.y..self.area.bottom()).zip(&self.lines) {
            canvas.put(self.area.x + 1, y, line, style, self.area.width.saturating_sub(2));
        }
    }
}
