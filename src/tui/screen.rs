//! The screen as panes: what is chosen to be shown, in the order in which it is painted. Must never paint but by its panes.

use ratatui::buffer::Buffer;

use super::canvas::{Canvas, Pane};
use super::pane::{bottom, line, list, notice, page, picture, title};
use super::theme::Theme;
use crate::entry::EntryKind;
use crate::reader::app::{App, Focus, Layout};
use crate::reader::areas::SMALLEST;
use crate::reader::part::Part;
use crate::reader::picture::Look;
use crate::render::Glyphs;
use crate::text::wrap::wrap;

/// Everything that stands on the screen, in the order in which it is painted.
#[derive(Debug, Default)]
pub struct Screen {
    panes: Vec<Box<dyn Pane>>,
    /// Where the cursor of a typed line stands.
    pub cursor: Option<(u16, u16)>,
}

/// What stands on the screen now.
#[must_use]
pub fn view(app: &App) -> Screen {
    let mut screen = Screen::default();
    let Layout { width, height, areas, .. } = app.layout;
    if areas.are_none() {
        screen.add(TooSmall { width, height });
        return screen;
    }
    screen.add(title::of(app, areas.title));
    let on_page = app.focus == Focus::Page;
    for kind in EntryKind::ALL {
        let area = areas.lists[kind.index()];
        if !area.is_empty() && (!areas.one_pane || !on_page && app.lists.kind == kind) {
            screen.add(list::of(app, kind, area));
        }
    }
    if !areas.one_pane || on_page {
        screen.add(page::of(app));
    }
    if let Some(card) = &app.layers.card {
        screen.add(page::card(app, card));
    }
    screen.add_top(app);
    screen
}

impl Screen {
    fn add(&mut self, pane: impl Pane + 'static) {
        self.panes.push(Box::new(pane));
    }

    /// What lies on top, and the lines at the bottom: a frame lies under these, a typed line over them.
    fn add_top(&mut self, app: &App) {
        let areas = app.layout.areas;
        match app.look() {
            Some(Look::Framed(picture)) => {
                let framed = picture::of(picture, areas.middle);
                self.cursor = framed.cursor();
                self.add(framed);
                self.add_bottom(app, true);
            }
            Some(Look::Typed(typed)) => {
                self.add_bottom(app, false);
                let line = line::of(&typed, areas.typed(typed.rows_below));
                self.cursor = Some(line.cursor());
                self.add(line);
            }
            None => self.add_bottom(app, false),
        }
    }

    /// What was just said, and the bottom line.
    fn add_bottom(&mut self, app: &App, is_framed: bool) {
        self.add(notice::of(app, app.layout.areas.middle));
        self.add(bottom::of(app, is_framed));
    }

    /// Paints every pane.
    pub fn paint(&self, buffer: &mut Buffer, theme: &Theme, glyphs: Glyphs) {
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
