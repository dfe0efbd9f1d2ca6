//! What was just said, above the bottom line, so that the keys stay in sight. Must never be taller than
//! [`App::notice_lines`] says.

use crate::reader::app::App;
use crate::reader::areas::Area;
use crate::reader::part::FramePart;
use crate::tui::canvas::{Canvas, cells};

/// Paints the notice over the last rows of what lies above the bottom line and the line that is being typed.
pub(in crate::tui) fn paint(canvas: &mut Canvas<'_>, app: &App) {
    let (lines, middle) = (app.notice_lines(), app.layout.areas.middle);
    let above = Area { height: middle.height.saturating_sub(app.layers.rows()), ..middle };
    let height = cells(lines.len()).min(above.height);
    let area = Area { y: above.bottom() - height, height, ..above };
    canvas.clear(area);
    for (y, line) in (area.y..area.bottom()).zip(&lines) {
        canvas.words(area.x + 1, y, line.as_str(), FramePart::Plain, area.width.saturating_sub(2));
    }
}
