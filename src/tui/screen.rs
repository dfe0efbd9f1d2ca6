//! The screen: its panes in the order in which they are painted. Must never paint but by its panes.

use ratatui::buffer::Buffer;

use super::canvas::Canvas;
use super::pane::{bottom, line, list, notice, page, picture, title};
use super::theme::Theme;
use crate::entry::EntryKind;
use crate::keys::Command;
use crate::reader::app::{App, Focus, Layout};
use crate::reader::areas::SMALLEST;
use crate::reader::part::FramePart;
use crate::reader::picture::Look;
use crate::text::wrap::wrap;

/// Paints what stands on the screen now; gives where the cursor of a typed line stands.
pub fn paint(app: &App, buffer: &mut Buffer, theme: &Theme) -> Option<(u16, u16)> {
    let Layout { glyphs, areas, .. } = app.layout;
    let mut canvas = Canvas { buffer, theme, glyphs };
    if areas.are_none() {
        paint_too_small(&mut canvas, app);
        return None;
    }
    title::paint(&mut canvas, app);
    let on_page = app.focus == Focus::Page;
    for kind in EntryKind::ALL {
        let area = areas.lists[kind.index()];
        if !area.is_empty() && (!areas.one_pane || !on_page && app.lists.kind == kind) {
            list::paint(&mut canvas, app, kind, area);
        }
    }
    if !areas.one_pane || on_page {
        page::paint(&mut canvas, app);
        if let Some(beside) = &app.beside {
            page::paint_beside(&mut canvas, app, beside);
        }
    }
    if let Some(card) = &app.layers.card {
        page::paint_card(&mut canvas, app, card);
    }
    paint_top(&mut canvas, app)
}

/// What lies on top, and the lines at the bottom: a frame lies under these, a typed line over them.
fn paint_top(canvas: &mut Canvas<'_>, app: &App) -> Option<(u16, u16)> {
    let (look, areas) = (app.look(), app.layout.areas);
    let (framed, typed) = match &look {
        Some(Look::Framed(picture)) => (Some(picture), None),
        Some(Look::Typed(typed)) => (None, Some(typed)),
        None => (None, None),
    };
    let cursor = framed.and_then(|picture| picture::paint(canvas, picture, areas.middle));
    notice::paint(canvas, app);
    bottom::paint(canvas, app, framed.is_some());
    typed.map(|typed| line::paint(canvas, typed, areas.typed(app.layers.rows()))).or(cursor)
}

/// A terminal too small for anything.
fn paint_too_small(canvas: &mut Canvas<'_>, app: &App) {
    let ((least_width, least_height), Layout { width, height, .. }) = (SMALLEST, app.layout);
    let quits = app.keys.map.hint(&[(Command::Quit, "quits")]);
    let said = format!("{least_width} × {least_height} are needed; this terminal has {width} × {height}. {quits}.");
    let room = usize::from(width.max(1));
    for (y, line) in (0..height).zip(wrap(&said, room, room)) {
        canvas.words(0, y, said.get(line).unwrap_or_default(), FramePart::Plain, width);
    }
}
