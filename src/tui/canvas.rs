//! How a pane comes to cells. Only safe text gets there.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::theme::Theme;
use crate::reader::areas::Area;
use crate::reader::part::FramePart;
use crate::render::Glyphs;
use crate::text::Safe;

/// What panes paint on.
#[derive(Debug)]
pub(super) struct Canvas<'a> {
    /// Where it goes.
    pub(super) buffer: &'a mut Buffer,
    /// The colours.
    pub(super) theme: &'a Theme,
    /// The characters.
    pub(super) glyphs: Glyphs,
}

impl Canvas<'_> {
    /// Paints text from a cell to the right, at most `columns` wide and inside the screen; gives the column after it.
    pub(super) fn put(&mut self, x: u16, y: u16, text: &Safe, style: Style, columns: u16) -> u16 {
        let area = self.buffer.area;
        if y >= area.bottom() || x >= area.right() {
            return x;
        }
        let room = columns.min(area.right() - x);
        // Over what was painted before, nothing of its look stays.
        self.buffer.set_stringn(x, y, text.as_str(), room.into(), Style::reset().patch(style)).0
    }

    /// Paints words spelled in the characters that may be used.
    pub(super) fn words(&mut self, x: u16, y: u16, text: &str, part: FramePart, columns: u16) -> u16 {
        let text = self.glyphs.safe(text);
        self.put(x, y, &text, self.theme.part(part), columns)
    }

    /// The same, cut so that it shows where they have no room.
    pub(super) fn cut(&mut self, x: u16, y: u16, text: &str, part: FramePart, columns: u16) -> u16 {
        let text = self.glyphs.cut(text, columns.into());
        self.put(x, y, &text, self.theme.part(part), columns)
    }

    /// Paints words so that they end before column `end`, not before `start`; gives the columns that they take.
    pub(super) fn right(&mut self, start: u16, end: u16, y: u16, text: &str, part: FramePart) -> u16 {
        let columns = self.columns(text);
        let x = end.saturating_sub(columns).max(start);
        self.words(x, y, text, part, end.saturating_sub(x));
        columns
    }

    /// How many columns words take.
    pub(super) fn columns(&self, text: &str) -> u16 {
        cells(self.glyphs.safe(text).columns())
    }

    /// Paints a rule.
    pub(super) fn rule(&mut self, x: u16, end: u16, y: u16) {
        let columns = end.saturating_sub(x);
        self.words(x, y, &"─".repeat(columns.into()), FramePart::Dim, columns);
    }

    /// Paints a rule from top to bottom.
    pub(super) fn upright(&mut self, area: Area) {
        for y in area.y..area.bottom() {
            self.words(area.x, y, "│", FramePart::Dim, 1);
        }
    }

    /// Marks on the right edge of an area that there are lines above or below those that stand in `text`.
    pub(super) fn more(&mut self, area: Area, text: Area, [above, below]: [bool; 2]) {
        let edge = area.right().saturating_sub(1);
        if above {
            self.words(edge, text.y, "↑", FramePart::Accent, 1);
        }
        if below {
            self.words(edge, text.bottom().saturating_sub(1), "↓", FramePart::Accent, 1);
        }
    }

    /// Lays the bar of what is chosen under what stands in an area.
    pub(super) fn bar(&mut self, area: Area) {
        self.buffer.set_style(Rect::from(area).intersection(self.buffer.area), self.theme.bar());
    }

    /// Empties an area.
    pub(super) fn clear(&mut self, area: Area) {
        ratatui::widgets::Clear.render(Rect::from(area).intersection(self.buffer.area), self.buffer);
    }
}

/// A number of columns or lines as cells of the screen.
pub(super) fn cells(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

impl From<Area> for Rect {
    fn from(area: Area) -> Self {
        Self::new(area.x, area.y, area.width, area.height)
    }
}
