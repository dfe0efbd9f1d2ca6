//! The help: the keys that hold, those of here first; narrowed by what is typed. Made from the table of keys.

use super::frame;
use crate::reader::areas::Area;
use crate::reader::layer::help::{HelpLine, lines};
use crate::reader::overlay::Help;
use crate::reader::part::Part;
use crate::text::Safe;
use crate::tui::canvas::{Canvas, Pane};

/// The help as it is shown.
#[derive(Debug)]
pub(in crate::tui) struct Shown {
    area: Area,
    lines: Vec<HelpLine>,
    hint: String,
}

pub(in crate::tui) fn of(help: &Help, area: Area) -> Shown {
    let height = usize::from(area.height.saturating_sub(2));
    let typed = Safe::new(help.input.value());
    let hint = match (help.typing, help.input.value().is_empty()) {
        (true, _) => format!("/{typed}_ · Enter keeps"),
        (false, true) => "/ finds · j k scroll · Esc closes".to_owned(),
        (false, false) => format!("/{typed} · Esc shows all"),
    };
    let lines = lines(help, usize::from(area.width.saturating_sub(4)));
    Shown { area, lines: lines.into_iter().skip(help.top).take(height).collect(), hint }
}

impl Pane for Shown {
    fn paint(&self, canvas: &mut Canvas<'_>) {
        frame::paint(canvas, self.area, &Safe::new("Keys"), &self.hint);
        let (x, end) = (self.area.x + 2, self.area.right().saturating_sub(2));
        if self.lines.is_empty() {
            canvas.words(x, self.area.y + 1, "No key does that.", Part::Dim, end.saturating_sub(x));
        }
        for (y, line) in (self.area.y + 1..).zip(&self.lines) {
            canvas.words(x, y, &line.first, line.part, end.saturating_sub(x));
            let second = x.saturating_add(line.indent);
            canvas.words(second, y, &line.second, Part::Plain, end.saturating_sub(second));
        }
    }
}
