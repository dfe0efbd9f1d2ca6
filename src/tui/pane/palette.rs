//! The palette: a typed line, and what fits it, the best first.

use super::frame;
use crate::reader::areas::Area;
use crate::reader::cursor::top;
use crate::reader::overlay::{Choice, Palette};
use crate::reader::part::Part;
use crate::text::Safe;
use crate::tui::canvas::{Canvas, Pane};

/// The palette as it is shown.
#[derive(Debug)]
pub(in crate::tui) struct Shown {
    area: Area,
    typed: Safe,
    /// Columns before the cursor.
    before: usize,
    rows: Vec<(Choice, bool)>,
    count: usize,
}

pub(in crate::tui) fn of(palette: &Palette, area: Area) -> Shown {
    let height = usize::from(area.height.saturating_sub(3));
    let first = top(palette.chosen, height / 2, height, palette.fitting.len());
    let rows = palette.fitting.iter().enumerate().skip(first).take(height);
    let rows = rows.filter_map(|(row, index)| Some((palette.choices.get(*index)?.clone(), row == palette.chosen)));
    let before: String = palette.input.value().chars().take(palette.input.cursor()).collect();
    Shown {
        area,
        typed: Safe::new(palette.input.value()),
        before: Safe::new(&before).columns(),
        rows: rows.collect(),
        count: palette.fitting.len(),
    }
}

impl Shown {
    /// Where the cursor stands.
    pub(in crate::tui) fn cursor(&self) -> (u16, u16) {
        let x = usize::from(self.area.x) + 4 + self.before;
        (u16::try_from(x).unwrap_or(u16::MAX).min(self.area.right().saturating_sub(2)), self.area.y + 1)
    }
}

impl Pane for Shown {
    fn paint(&self, canvas: &mut Canvas<'_>) {
        frame::paint(canvas, self.area, &Safe::new("Go to"), &format!("{} · Enter opens · Esc closes", self.count));
        let (x, y, end) = (self.area.x + 2, self.area.y + 1, self.area.right().saturating_sub(2));
        let after = canvas.words(x, y, ": ", Part::Accent, 2);
        let style = canvas.theme.part(Part::Plain);
        canvas.put(after, y, &self.typed, style, end.saturating_sub(after));
        if self.rows.is_empty() {
            canvas.words(x, y + 1, "Nothing has that name.", Part::Dim, end.saturating_sub(x));
        }
        for (y, (choice, chosen)) in (y + 1..).zip(&self.rows) {
            paint_row(canvas, choice, *chosen, x, end, y);
        }
    }
}

fn paint_row(canvas: &mut Canvas<'_>, choice: &Choice, chosen: bool, x: u16, end: u16, y: u16) {
    if chosen {
        canvas.words(x, y, "▌", Part::Accent, 1);
    }
    let aside = canvas.glyphs.safe(choice.aside.as_str());
    let name_end = end.saturating_sub(u16::try_from(aside.columns()).unwrap_or(0).saturating_add(2));
    let name = canvas.glyphs.cut(choice.name.as_str(), name_end.saturating_sub(x + 2).into());
    let style = canvas.theme.part(if chosen { Part::Chosen } else { Part::Plain });
    canvas.put(x + 2, y, &name, style, name_end.saturating_sub(x + 2));
    let style = canvas.theme.part(Part::Dim);
    canvas.put_right(name_end, end, y, &aside, style);
}
