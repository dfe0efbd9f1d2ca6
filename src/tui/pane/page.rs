//! The page, and a card on it: a heading, then a window on the laid lines, with the current stop and what was found marked.

use std::ops::Range;

use super::picture::paint_frame;
use crate::reader::app::{App, Focus};
use crate::reader::areas::Area;
use crate::reader::part::Part;
use crate::reader::window::Window;
use crate::render::LaidLine;
use crate::text::Safe;
use crate::text::parts::at_marks;
use crate::tui::canvas::{Canvas, Pane};

/// A page or a card as it is shown.
#[derive(Debug)]
pub(in crate::tui) struct Page {
    area: Area,
    /// Where its lines stand.
    text: Area,
    setting: Setting,
    name: Safe,
    /// Whether a title that has no room in the heading stands whole in the lines.
    title_below: bool,
    aside: Safe,
    lines: Vec<ShownLine>,
    more_above: bool,
    more_below: bool,
}

/// What is around the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Setting {
    /// The page's own pane, with the rule on its left.
    Pane { rule: Area, focused: bool },
    /// The frame of a card.
    Card,
}

#[derive(Debug)]
struct ShownLine {
    line: LaidLine,
    current: Option<usize>,
    /// Bytes of the line's text, and whether it is the place one is at.
    found: Vec<(Range<usize>, bool)>,
    /// Whether the current stop begins here.
    marked: bool,
}

pub(in crate::tui) fn of(app: &App) -> Page {
    let areas = app.layout.areas;
    let focused = app.focus == Focus::Page && app.layers.card.is_none();
    let aside = app.place(&app.page.subject, &app.page.kind);
    shown(&app.page, areas.page, aside, Setting::Pane { rule: areas.rule, focused })
}

pub(in crate::tui) fn card(app: &App, card: &Window) -> Page {
    let area = app.layout.areas.card(card.laid.lines.len());
    shown(card, area, Safe::new("Esc closes"), Setting::Card)
}

fn shown(window: &Window, area: Area, aside: Safe, setting: Setting) -> Page {
    let lines = window.laid.lines.iter().enumerate().skip(window.top).take(window.height());
    let current = window.stop.filter(|_| !matches!(setting, Setting::Pane { focused: false, .. }));
    Page {
        area,
        text: window.area,
        setting,
        name: Safe::new(&window.title),
        title_below: window.top < window.laid.title_lines,
        aside,
        lines: lines.map(|(number, line)| shown_line(window, number, line, current)).collect(),
        more_above: window.top > 0,
        more_below: window.top + window.height() < window.laid.lines.len(),
    }
}

fn shown_line(window: &Window, number: usize, line: &LaidLine, current: Option<usize>) -> ShownLine {
    let places = window.found.places.iter().enumerate().filter(|(_, (line, _))| *line == number);
    ShownLine {
        line: line.clone(),
        current,
        found: places.map(|(index, (_, range))| (range.clone(), window.found.at == Some(index))).collect(),
        marked: current.and_then(|stop| window.laid.stops.get(stop)).is_some_and(|stop| stop.line == number),
    }
}

impl Pane for Page {
    fn paint(&self, canvas: &mut Canvas<'_>) {
        match self.setting {
            Setting::Card => paint_frame(canvas, self.area, &self.name, self.aside.as_str()),
            Setting::Pane { rule, focused } => {
                canvas.upright(rule);
                self.paint_heading(canvas, focused);
            }
        }
        for (y, line) in (self.text.y..).zip(&self.lines) {
            self.paint_line(canvas, line, y);
        }
        canvas.more(self.area, self.text, self.more_above, self.more_below);
    }
}

impl Page {
    fn paint_heading(&self, canvas: &mut Canvas<'_>, focused: bool) {
        let (x, y, width) = (self.text.x, self.area.y, self.text.width);
        let aside = canvas.glyphs.safe(self.aside.as_str());
        let right = u16::try_from(aside.columns()).unwrap_or(0);
        let name_room = width.saturating_sub(right + 2);
        let style = canvas.theme.part(if focused { Part::Accent } else { Part::Title });
        let fits = self.name.columns() <= name_room.into();
        let after = if fits || !self.title_below {
            let name = canvas.glyphs.cut(self.name.as_str(), name_room.into());
            canvas.put(x, y, &name, style, name_room)
        } else {
            x
        };
        let style = canvas.theme.part(Part::Dim);
        canvas.put_right(after, self.text.right(), y, &aside, style);
    }

    fn paint_line(&self, canvas: &mut Canvas<'_>, shown: &ShownLine, y: u16) {
        let end = self.text.right();
        let mut x = self.text.x;
        let mut start = 0;
        for span in &shown.line.spans {
            let mut style = canvas.theme.role(span.role);
            if span.stop.is_some() && span.stop == shown.current {
                style = canvas.theme.current(style);
            }
            let end_of_span = start + span.text.as_str().len();
            for (part, found) in at_marks(start..end_of_span, shown.found.iter().cloned()) {
                let look = match found {
                    None => style,
                    Some(here) => style.patch(canvas.theme.part(if here { Part::FoundHere } else { Part::Found })),
                };
                let part = span.text.slice(part.start - start..part.end - start);
                x = canvas.put(x, y, &part, look, end.saturating_sub(x));
            }
            start = end_of_span;
        }
        if shown.marked {
            canvas.words(self.text.x.saturating_sub(1), y, "▸", Part::Accent, 1);
        }
    }
}
