//! The screen as panes: what is chosen to be shown, and how it comes to cells. Only safe text gets there.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::app::{App, Focus, Mode};
use super::areas::SMALLEST;
use super::pane::{bottom, help, line, list, notice, outline, page, palette, problems, say, title};
use super::theme::{Part, Theme};
use crate::entry::EntryKind;
use crate::render::Glyphs;
use crate::text::Safe;
use crate::text::wrap::wrap;

/// Everything that stands on the screen, in the order in which it is painted.
#[derive(Debug, Default)]
pub struct Screen {
    panes: Vec<Box<dyn Pane>>,
    /// Where the cursor of a typed line stands.
    pub cursor: Option<(u16, u16)>,
}

/// A part of the screen that has chosen what it shows.
pub trait Pane: std::fmt::Debug {
    /// Paints it; decides nothing.
    fn paint(&self, canvas: &mut Canvas<'_>);
}

/// What panes paint on.
#[derive(Debug)]
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    /// The colours.
    pub theme: Theme,
    /// The characters.
    pub glyphs: Glyphs,
}

impl Canvas<'_> {
    /// Paints text from a cell to the right, at most `columns` wide and inside the screen; gives the column after it.
    pub fn put(&mut self, x: u16, y: u16, text: &Safe, style: Style, columns: u16) -> u16 {
        let area = self.buffer.area;
        if y >= area.bottom() || x >= area.right() {
            return x;
        }
        let room = columns.min(area.right() - x);
        // Over what was painted before, nothing of its look stays.
        self.buffer.set_stringn(x, y, text.as_str(), room.into(), Style::reset().patch(style)).0
    }

    /// Paints our own words.
    pub fn words(&mut self, x: u16, y: u16, text: &str, part: Part, columns: u16) -> u16 {
        let text = self.glyphs.safe(text);
        let style = self.theme.part(part);
        self.put(x, y, &text, style, columns)
    }

    /// Paints text so that it ends before column `end`, not before `start`.
    pub fn put_right(&mut self, start: u16, end: u16, y: u16, text: &Safe, style: Style) {
        let columns = u16::try_from(text.columns()).unwrap_or(u16::MAX);
        let x = end.saturating_sub(columns).max(start);
        self.put(x, y, text, style, end.saturating_sub(x));
    }

    /// Paints a rule.
    pub fn rule(&mut self, x: u16, end: u16, y: u16) {
        let glyph = match self.glyphs {
            Glyphs::Unicode => "─",
            Glyphs::Ascii => "-",
        };
        let text = Safe::new(&glyph.repeat(end.saturating_sub(x).into()));
        let style = self.theme.part(Part::Dim);
        self.put(x, y, &text, style, end.saturating_sub(x));
    }

    /// Paints a rule from top to bottom.
    pub fn upright(&mut self, area: Rect) {
        for y in area.y..area.bottom() {
            self.words(area.x, y, "│", Part::Dim, 1);
        }
    }

    /// Empties an area.
    pub fn clear(&mut self, area: Rect) {
        ratatui::widgets::Clear.render(area.intersection(self.buffer.area), self.buffer);
    }
}

/// What stands on the screen now.
#[must_use]
pub fn view(app: &App) -> Screen {
    let Some(areas) = app.areas() else {
        return Screen {
            panes: vec![Box::new(TooSmall { width: app.looks.width, height: app.looks.height })],
            cursor: None,
        };
    };
    let mut screen = Screen::default();
    screen.add(title::of(app, areas.title));
    let on_page = app.focus == Focus::Page;
    for kind in EntryKind::ALL {
        let area = areas.lists[kind.index()];
        if !area.is_empty() && (!areas.one_pane || !on_page && app.lists.kind.0 == kind) {
            screen.add(list::of(app, kind, area));
        }
    }
    if !areas.one_pane || on_page {
        screen.add(page::of(app, &app.sheet, areas.page, areas.rule));
    }
    if let Some(card) = &app.card {
        screen.add(page::card(card, app.card_frame()));
    }
    match &app.mode {
        Mode::Browse | Mode::Filter(_) | Mode::Find(_) => {}
        Mode::Palette(palette) => {
            let shown = palette::of(palette, areas.middle);
            screen.cursor = Some(shown.cursor());
            screen.add(shown);
        }
        Mode::Help(help) => screen.add(help::of(help, areas.middle)),
        Mode::Outline(chosen) => screen.add(outline::of(app, *chosen, areas.middle)),
        Mode::Problems(list) => screen.add(problems::of(app, *list, areas.middle)),
        Mode::Say(heading, text) => screen.add(say::of(heading, text, areas.middle)),
    }
    screen.add(notice::of(app, areas.middle));
    screen.add(bottom::of(app, areas.bottom));
    if let Some(typed) = line::of(app, &areas) {
        screen.cursor = Some(typed.cursor());
        screen.add(typed);
    }
    screen
}

impl Screen {
    fn add(&mut self, pane: impl Pane + 'static) {
        self.panes.push(Box::new(pane));
    }

    /// Paints every pane.
    pub fn paint(&self, buffer: &mut Buffer, theme: Theme, glyphs: Glyphs) {
        let mut canvas = Canvas { buffer, theme, glyphs };
        for pane in &self.panes {
            pane.paint(&mut canvas);
        }
    }
}

/// A terminal too small for anything.
#[derive(Debug)]
struct TooSmall {
    width: u16,
    height: u16,
}

impl Pane for TooSmall {
    fn paint(&self, canvas: &mut Canvas<'_>) {
        let (width, height) = SMALLEST;
        let said =
            format!("{width} × {height} are needed; this terminal has {} × {}. q quits.", self.width, self.height);
        let room = usize::from(self.width.max(1));
        for (y, line) in (0..self.height).zip(wrap(&said, room, room)) {
            canvas.words(0, y, said.get(line).unwrap_or_default(), Part::Plain, self.width);
        }
    }
}
