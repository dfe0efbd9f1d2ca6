//! The screen as panes: what is chosen to be shown, in the order in which it is painted. Must never paint but by its panes.

use ratatui::buffer::Buffer;

use super::canvas::{Canvas, Pane};
use super::pane::{bottom, help, line, list, notice, outline, page, palette, problems, say, title};
use super::theme::Theme;
use crate::entry::EntryKind;
use crate::reader::app::{App, Mode};
use crate::reader::areas::SMALLEST;
use crate::reader::part::Part;
use crate::reader::place::Focus;
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
