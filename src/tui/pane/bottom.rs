//! The bottom line: the keys that matter most here, on the right where one is.

use super::title;
use crate::keys::{Command, print_keys};
use crate::reader::app::{App, Focus};
use crate::reader::areas::Area;
use crate::reader::part::Part;
use crate::text::Safe;
use crate::tui::canvas::{Canvas, Pane};

/// The bottom line as it is shown.
#[derive(Debug)]
pub(in crate::tui) struct Bottom {
    area: Area,
    /// Each with its word.
    keys: Vec<(String, &'static str)>,
    pending: Safe,
    status: title::Parts,
    place: Safe,
}

/// The bottom line. What is framed says its own keys on its frame, and is no place in list or page.
pub(in crate::tui) fn of(app: &App, is_framed: bool) -> Bottom {
    let area = app.layout.areas.bottom;
    Bottom {
        area,
        keys: if is_framed { Vec::new() } else { keys(app) },
        pending: Safe::new(&print_keys(&app.keys.pending)),
        // Keys have half of the line, however much there is to be said besides.
        status: if app.layout.areas.one_pane { title::status(app, usize::from(area.width / 2)) } else { Vec::new() },
        place: if is_framed { Safe::default() } else { place(app) },
    }
}

fn keys(app: &App) -> Vec<(String, &'static str)> {
    let mut keys = app.keys.map.bottom_line(app.context());
    keys.retain(|binding| binding.command != Command::Back || !app.history.back.is_empty());
    keys.into_iter().map(|binding| (binding.shown(), binding.short)).collect()
}

/// The row of the list, or how far down the page one is.
fn place(app: &App) -> Safe {
    let kind = app.lists.kind;
    let (window, rows) = (app.front(), app.lists.rows(kind).len());
    let (all, shown) = (window.laid.lines.len(), window.height());
    Safe::new(&match (app.focus, app.lists.chosen_row(kind)) {
        (Focus::List, Some(row)) => format!("{}/{rows}", row + 1),
        (Focus::List, None) => format!("–/{rows}"),
        (Focus::Page, _) if all <= shown => "all".to_owned(),
        (Focus::Page, _) => format!("{} %", (window.top + shown).min(all) * 100 / all.max(1)),
    })
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
        for (index, (key, short)) in self.keys.iter().enumerate() {
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
