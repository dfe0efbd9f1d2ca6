//! The bottom line: the keys that matter most here, on the right where one is.

use super::title;
use crate::keys::{Binding, Command, print_keys};
use crate::reader::app::{App, Focus};
use crate::reader::part::FramePart;
use crate::tui::canvas::Canvas;

/// Paints the bottom line. What is framed says its own keys on its frame, and is no place in list or page.
pub(in crate::tui) fn paint(canvas: &mut Canvas<'_>, app: &App, is_framed: bool) {
    let area = app.layout.areas.bottom;
    let (start, mut end) = (area.x + 1, area.right().saturating_sub(1));
    let begun = !app.keys.pending.is_empty();
    let (keys, place) = match (is_framed, begun) {
        (_, true) => (following(app), String::new()),
        (true, false) => (Vec::new(), String::new()),
        (false, false) => (keys(app), place(app)),
    };
    canvas.clear(area);
    end = end.saturating_sub(canvas.right(area.x, end, area.y, &place, FramePart::Dim).saturating_add(2));
    if app.layout.areas.one_pane {
        // Keys have more than half of the line, however much there is to be said besides: the way back stays.
        let room = usize::from(area.width / 2).saturating_sub(2);
        end = title::paint_right(canvas, start, end, area.y, &title::status(app, room));
    }
    let pending = print_keys(&app.keys.pending);
    let after = canvas.words(start, area.y, &pending, FramePart::Accent, end.saturating_sub(start));
    paint_keys(canvas, &keys, if pending.is_empty() { start } else { after + 2 }, end, area.y);
}

/// What may follow the keys that are begun.
fn following(app: &App) -> Vec<(String, &'static str)> {
    let following = app.keys.map.following(app.context(), &app.keys.pending).into_iter();
    following.map(|(rest, binding)| (rest, binding.short)).collect()
}

fn keys(app: &App) -> Vec<(String, &'static str)> {
    let mut keys = app.keys.map.bottom_line(app.context());
    let is_table = app.table().is_some() && app.focus == Focus::Page;
    keys.retain(|binding| match binding.command {
        Command::Back => !app.history.back.is_empty(),
        Command::NextColumn => is_table,
        Command::Peel => app.focus == Focus::Page || app.filter.narrows(),
        Command::Outline | Command::References | Command::Sources => app.focus == Focus::Page && !is_table,
        _ => true,
    });
    // Where there is room for two, the way out of a filter is one of them.
    if app.layout.areas.one_pane && app.filter.narrows() {
        keys.sort_by_key(|binding| binding.command != Command::Peel);
    }
    let short = |binding: &Binding| match binding.command {
        Command::NextStop if is_table => "next kind",
        _ => binding.short,
    };
    keys.into_iter().map(|binding| (binding.shown(), short(binding))).collect()
}

/// The row of the list, or how far down the page one is.
fn place(app: &App) -> String {
    let kind = app.lists.kind;
    let (window, rows) = (app.front(), app.lists.rows(kind).len());
    let (all, shown) = (window.laid.lines.len(), window.height());
    match (app.focus, app.lists.chosen_row(kind)) {
        (Focus::List, Some(row)) => format!("{}/{rows}", row + 1),
        (Focus::List, None) => format!("–/{rows}"),
        (Focus::Page, _) if window.is_partial() => "…".to_owned(),
        (Focus::Page, _) if all <= shown => "all".to_owned(),
        (Focus::Page, _) => format!("{} %", (window.top + shown).min(all) * 100 / all.max(1)),
    }
}

/// As many keys as fit whole, the most important first.
fn paint_keys(canvas: &mut Canvas<'_>, keys: &[(String, &str)], mut x: u16, end: u16, y: u16) {
    for (index, (key, short)) in keys.iter().enumerate() {
        let before = if index == 0 { "" } else { " · " };
        if x.saturating_add(canvas.columns(&format!("{before}{key} {short}"))) > end {
            continue;
        }
        for (text, part) in [(before, FramePart::Dim), (key, FramePart::Accent), (&format!(" {short}"), FramePart::Dim)]
        {
            x = canvas.words(x, y, text, part, end.saturating_sub(x));
        }
    }
}
