//! The bottom line: the keys that matter most here, on the right where one is.

use super::title;
use crate::keys::{Binding, Command, bottom_line};
use crate::reader::app::{App, Mode};
use crate::reader::areas::Area;
use crate::reader::part::Part;
use crate::reader::place::Focus;
use crate::text::Safe;
use crate::tui::canvas::{Canvas, Pane};

/// The bottom line as it is shown.
#[derive(Debug)]
pub(in crate::tui) struct Bottom {
    area: Area,
    keys: Vec<&'static Binding>,
    pending: Safe,
    status: title::Parts,
    place: Safe,
}

pub(in crate::tui) fn of(app: &App, area: Area) -> Bottom {
    let one_pane = app.areas().is_some_and(|areas| areas.one_pane);
    Bottom {
        area,
        keys: keys(app),
        pending: Safe::new(&crate::keys::print_keys(&app.bottom.pending)),
        // Keys have half of the line, however much there is to be said besides.
        status: if one_pane { title::status(app, usize::from(area.width / 2)) } else { Vec::new() },
        place: place(app),
    }
}

/// What lies on top says its own keys on its frame.
fn keys(app: &App) -> Vec<&'static Binding> {
    let mut keys = match app.mode {
        Mode::Browse | Mode::Filter(_) | Mode::Find(_) => bottom_line(app.context()),
        Mode::Palette(_) | Mode::Help(_) | Mode::Outline(_) | Mode::Problems(_) | Mode::Say(..) => Vec::new(),
    };
    keys.retain(|binding| binding.command != Command::Back || !app.history.back.is_empty());
    keys
}

/// The row of the list, or how far down the page one is.
fn place(app: &App) -> Safe {
    let said = match (&app.mode, app.focus) {
        (Mode::Browse | Mode::Filter(_), Focus::List) => {
            let kind = app.lists.kind.0;
            let rows = app.lists.rows[kind.index()].len();
            app.chosen_row(kind).map_or_else(|| format!("–/{rows}"), |row| format!("{}/{rows}", row + 1))
        }
        (Mode::Browse | Mode::Find(_), Focus::Page) => {
            let sheet = app.front_sheet();
            let area = if app.card.is_some() { app.card_area() } else { app.page_area() };
            let (all, shown) = (sheet.laid.lines.len(), usize::from(area.height));
            let last = (sheet.top + shown).min(all);
            if all <= shown { "all".to_owned() } else { format!("{} %", last * 100 / all.max(1)) }
        }
        (Mode::Find(_), Focus::List)
        | (Mode::Filter(_), Focus::Page)
        | (Mode::Palette(_) | Mode::Help(_) | Mode::Outline(_) | Mode::Problems(_) | Mode::Say(..), _) => String::new(),
    };
    Safe::new(&said)
}

impl Pane for Bottom {
    fn paint(&self, canvas: &mut Canvas<'_>) {
        canvas.clear(self.area);
        let (y, mut end) = (self.area.y, self.area.right().saturating_sub(1));
        let place = canvas.glyphs.safe(self.place.as_str());
        let style = canvas.theme.part(Part::Dim);
        canvas.put_right(self.area.x, end, y, &place, style);
        end = end.saturating_sub(u16::try_from(place.columns()).unwrap_or(0).saturating_add(2));
        end = title::paint_right(canvas, self.area.x + 1, end, y, &self.status);
        self.paint_keys(canvas, end);
    }
}

impl Bottom {
    /// As many keys as fit whole, the most important first; what was begun before them.
    fn paint_keys(&self, canvas: &mut Canvas<'_>, end: u16) {
        let y = self.area.y;
        let mut x = self.area.x + 1;
        if !self.pending.is_empty() {
            let style = canvas.theme.part(Part::Accent);
            x = canvas.put(x, y, &self.pending, style, end.saturating_sub(x)) + 2;
        }
        for (index, binding) in self.keys.iter().enumerate() {
            let (key, short) = (binding.shown(), binding.short);
            let before = if index == 0 { "" } else { " · " };
            let width = Safe::new(&format!("{before}{key} {short}")).columns();
            if usize::from(x) + width > usize::from(end) {
                continue;
            }
            x = canvas.words(x, y, before, Part::Dim, end.saturating_sub(x));
            x = canvas.words(x, y, key, Part::Accent, end.saturating_sub(x));
            x = canvas.words(x, y, &format!(" {short}"), Part::Dim, end.saturating_sub(x));
        }
    }
}
