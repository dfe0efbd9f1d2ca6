//! A sentence that needs more room than the bottom line, whole.

use super::frame;
use crate::reader::areas::Area;
use crate::reader::part::Part;
use crate::text::Safe;
use crate::text::wrap::wrap;
use crate::tui::canvas::{Canvas, Pane};

/// The sentence as it is shown.
#[derive(Debug)]
pub(in crate::tui) struct Shown {
    area: Area,
    heading: Safe,
    lines: Vec<Safe>,
}

pub(in crate::tui) fn of(heading: &Safe, text: &Safe, area: Area) -> Shown {
    let width = usize::from(area.width.saturating_sub(4)).max(1);
    let lines = wrap(text.as_str(), width, width).into_iter().map(|range| text.slice(range)).collect();
    Shown { area, heading: heading.clone(), lines }
}

impl Pane for Shown {
    fn paint(&self, canvas: &mut Canvas<'_>) {
        let needed = u16::try_from(self.lines.len()).unwrap_or(u16::MAX).saturating_add(2);
        let height = needed.min(self.area.height);
        let area = Area { height, y: self.area.y + (self.area.height - height) / 3, ..self.area };
        frame::paint(canvas, area, &self.heading, "Esc closes");
        let style = canvas.theme.part(Part::Plain);
        for (y, line) in (area.y + 1..area.bottom().saturating_sub(1)).zip(&self.lines) {
            canvas.put(area.x + 2, y, line, style, area.width.saturating_sub(4));
        }
    }
}
