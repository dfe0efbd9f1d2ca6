//! One list: a heading rule with the heads of its columns, then its rows. Work goes by the rows that are shown.

use crate::entry::EntryKind;
use crate::keys::Command;
use crate::reader::app::{App, Focus, Progress};
use crate::reader::areas::Area;
use crate::reader::columns::ListColumn;
use crate::reader::part::FramePart;
use crate::reader::rows::{END, ListRow, MARK, is_wide};
use crate::text::columns::{Alignment, Slot};
use crate::tui::canvas::{Canvas, cells};

/// Paints a list: its heading, and as many rows as have room.
pub(in crate::tui) fn paint(canvas: &mut Canvas<'_>, app: &App, kind: EntryKind, area: Area) {
    let below = Area { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let shown = app.shown_rows(kind);
    let focused = app.focus == Focus::List && app.lists.kind == kind;
    paint_heading(canvas, app, kind, &shown.columns, area);
    if shown.rows.is_empty() {
        canvas.words(below.x + 2, below.y, &why_empty(app, kind), FramePart::Dim, below.width.saturating_sub(2));
    }
    let mut y = below.y;
    for row in &shown.rows {
        let height = 1 + u16::from(row.second.is_some());
        paint_row(canvas, row, &shown.columns, (focused, app.is_stale()), Area { y, height, ..area });
        y += height;
    }
    canvas.more(area, below, shown.more);
}

fn why_empty(app: &App, kind: EntryKind) -> String {
    match app.contents.progress {
        Progress::Reading { .. } => "reading…".to_owned(),
        Progress::Linking { .. } | Progress::Done if !app.contents.dossier().list(kind).is_empty() => {
            if app.lists.all_rows().all(<[_]>::is_empty) {
                format!("nothing matches: {}", app.keys.map.hint(&[(Command::Peel, "clears")]))
            } else {
                "none match".to_owned()
            }
        }
        Progress::Linking { .. } | Progress::Done => format!("no files in {}/", kind.plural()),
    }
}

fn paint_heading(
    canvas: &mut Canvas<'_>,
    app: &App,
    kind: EntryKind,
    columns: &[(ListColumn, Option<Slot>)],
    area: Area,
) {
    let (y, end) = (area.y, area.right().saturating_sub(END));
    let focused = app.focus == Focus::List && app.lists.kind == kind;
    let name = match kind {
        EntryKind::Article => "1 Articles",
        EntryKind::Company => "2 Companies",
        EntryKind::Campaign => "3 Campaigns",
    };
    let after = canvas.words(area.x, y, name, if focused { FramePart::Accent } else { FramePart::Heading }, area.width);
    let (kept, all) = (app.lists.rows(kind).len(), app.contents.dossier().list(kind).len());
    let count = if app.filter.narrows() { format!("{kept} of {all}") } else { all.to_string() };
    let sort = app.lists.sort(kind);
    let (sorted, arrow) = (sort.column(kind), sort.arrow(kind));
    let is_headed = |column: ListColumn| {
        columns.iter().skip_while(|(it, _)| *it != ListColumn::Name).skip(1).any(|(it, _)| *it == column)
    };
    let is_said = !is_headed(sorted) && (is_wide(area.width) || !sort.is_as_it_comes());
    let by = if is_said { format!("by {} {arrow}", sorted.name()) } else { String::new() };
    let said = format!(" ({count}) {by}");
    let after = canvas.words(after, y, said.trim_end(), FramePart::Dim, end.saturating_sub(after));
    canvas.rule(after + 1, end + 1, y);
    for (column, slot) in columns.iter().skip_while(|(column, _)| *column != ListColumn::Name).skip(1) {
        let Some(slot) = slot.filter(|_| !column.name().is_empty()) else { continue };
        let head = if *column == sorted { format!("{} {arrow}", column.name()) } else { column.name().to_owned() };
        paint_head(canvas, &head, slot, (area.x + MARK, after + 4), y);
    }
}

/// A head over its column, where it has room behind what is said on the left.
fn paint_head(canvas: &mut Canvas<'_>, head: &str, slot: Slot, (x, free): (u16, u16), y: u16) {
    let (width, start) = (canvas.columns(head), x + cells(slot.start));
    let start = match slot.align {
        Alignment::Right => (start + cells(slot.width)).saturating_sub(width),
        Alignment::Left | Alignment::Centre => start,
    };
    if start >= free {
        canvas.words(start - 1, y, &format!(" {head} "), FramePart::Dim, width + 2);
    }
}

/// The mark, then each column in its slot: what is cut says so, a figure is never cut.
fn paint_row(
    canvas: &mut Canvas<'_>,
    row: &ListRow,
    columns: &[(ListColumn, Option<Slot>)],
    (focused, stale): (bool, bool),
    area: Area,
) {
    let (x, y) = (area.x + MARK, area.y);
    if row.chosen {
        for y in area.y..area.bottom() {
            canvas.words(area.x, y, "▌", if focused { FramePart::Accent } else { FramePart::Dim }, 1);
        }
    }
    let name = match (row.broken, row.chosen) {
        _ if stale => FramePart::Dim,
        (true, _) => FramePart::Error,
        (false, true) if focused => FramePart::Chosen,
        (false, _) => FramePart::Plain,
    };
    for ((column, slot), cell) in columns.iter().zip(&row.cells) {
        let Some(slot) = slot else { continue };
        let (x, width) = (x + cells(slot.start), cells(slot.width));
        match column {
            ListColumn::Name => {
                canvas.cut(x, y, cell.as_str(), name, width);
                let second = row.second.as_ref();
                second.map(|second| canvas.cut(x, y + 1, second.as_str().trim_start(), name, width));
            }
            _ if column.is_figure() => {
                canvas.right(x, x + width, y, cell.as_str(), if stale { FramePart::Dim } else { FramePart::Plain });
            }
            _ => {
                canvas.cut(x, y, cell.as_str(), FramePart::Dim, width);
            }
        }
    }
    if row.chosen && focused {
        canvas.bar(Area { x: area.x + 1, width: area.width.saturating_sub(END), ..area });
    }
}
