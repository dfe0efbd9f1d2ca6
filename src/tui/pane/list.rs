//! One list: a heading rule, then rows of date, name and figure. Work goes by the rows that are shown.

use crate::entry::{Entry, EntryKind, Key, RecordKind};
use crate::keys::Command;
use crate::reader::app::{App, Focus, Progress};
use crate::reader::areas::Area;
use crate::reader::part::FramePart;
use crate::text::Safe;
use crate::text::columns::{Alignment, Slot, Want, slots_apart};
use crate::tui::canvas::{Canvas, cells};
use crate::value::{Date, Readings};
use crate::whole::EntryId;

/// From this width on a list shows dates as written.
const WIDE: u16 = 60;
/// What else is said has at most so many columns.
const MORE: usize = 20;
/// No column of dates is narrower: a year with its sign stays where it is while the list moves.
const LEAST_DATE: usize = 5;

/// A row as it is shown.
struct Row<'a> {
    entry: &'a Entry,
    date: Safe,
    /// What else a wide list says of it.
    more: Safe,
    figure: Safe,
    chosen: bool,
}

/// Before a row: its mark, and a blank.
const MARK: u16 = 2;
/// After a row: a blank, and the sign of more rows, which touches no figure.
const END: u16 = 2;
/// Columns between two columns: a list is narrow.
const GAP: usize = 1;

/// The columns of a list.
struct Columns {
    date: Option<Slot>,
    name: Slot,
    more: Option<Slot>,
    figure: Option<Slot>,
}

/// Paints a list: its heading, and as many rows as have room.
pub(in crate::tui) fn paint(canvas: &mut Canvas<'_>, app: &App, kind: EntryKind, area: Area) {
    let ids = app.lists.rows(kind);
    let below = Area { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let height = usize::from(below.height);
    let top = app.lists.top(kind, height);
    let shown = ids.iter().skip(top).take(height);
    let rows: Vec<Row<'_>> = shown.filter_map(|id| row(app, *id, kind, area.width >= WIDE)).collect();
    let focused = app.focus == Focus::List && app.lists.kind == kind;
    paint_heading(canvas, app, kind, area, focused);
    if rows.is_empty() {
        canvas.words(below.x + 2, below.y, &why_empty(app, kind), FramePart::Dim, below.width.saturating_sub(2));
    }
    let end = if figure_name(kind).is_empty() { END - 1 } else { END };
    let columns = columns(canvas, &rows, kind, usize::from(area.width.saturating_sub(MARK + end)));
    for (y, row) in (below.y..).zip(&rows) {
        paint_row(canvas, row, &columns, (focused, app.is_stale()), Area { y, height: 1, ..area });
    }
    canvas.more(area, below, [top > 0, top + height < ids.len()]);
}

fn row(app: &App, id: EntryId, kind: EntryKind, wide: bool) -> Option<Row<'_>> {
    let entry = app.contents.dossier().get(id)?;
    let more = if wide { more(entry) } else { String::new() };
    let [date, more, figure] = [date(entry, wide), more, figure(entry)].map(|text| Safe::new(&text));
    Some(Row { entry, date, more, figure, chosen: app.lists.chosen(kind) == Some(id) })
}

/// The columns for these rows: dates and figures as wide as they are, the name in what is left.
fn columns(canvas: &Canvas<'_>, rows: &[Row<'_>], kind: EntryKind, room: usize) -> Columns {
    let widest = |texts: &mut dyn Iterator<Item = &Safe>| texts.map(|text| canvas.columns(text.as_str())).max();
    let dates = usize::from(widest(&mut rows.iter().map(|row| &row.date)).unwrap_or(0)).max(LEAST_DATE);
    let figures = usize::from(widest(&mut rows.iter().map(|row| &row.figure)).unwrap_or(0));
    let date = (kind != EntryKind::Company).then(|| Want::fixed(dates));
    let name = Want { natural: room, least: 1, yields: 1, ..Want::default() };
    let figure = (figures > 0).then(|| Want { align: Alignment::Right, ..Want::fixed(figures) });
    let others = usize::from(widest(&mut rows.iter().map(|row| &row.more)).unwrap_or(0)).min(MORE);
    let more = (others > 0).then(|| Want { natural: others, least: others, yields: 2, ..Want::default() });
    let has_more = more.is_some();
    let wants: Vec<Want> = date.into_iter().chain([name]).chain(more).chain(figure).collect();
    let mut slots = slots_apart(&wants, room, GAP).into_iter();
    let mut next = || slots.next().flatten();
    Columns {
        date: date.and_then(|_| next()),
        name: next().unwrap_or_default(),
        more: has_more.then(&mut next).flatten(),
        figure: figure.and_then(|_| next()),
    }
}

fn why_empty(app: &App, kind: EntryKind) -> String {
    match app.contents.progress {
        Progress::Reading { .. } => "reading…".to_owned(),
        Progress::Done if !app.contents.dossier().list(kind).is_empty() => {
            format!("nothing matches: {}", app.keys.map.hint(&[(Command::Peel, "clears")]))
        }
        Progress::Done => format!("no files in {}/", kind.plural()),
    }
}

/// What else a wide list says: who published it, in which trade it is, how it stands.
fn more(entry: &Entry) -> String {
    let key = match entry.kind {
        EntryKind::Article => Key::Publisher,
        EntryKind::Company => Key::Sector,
        EntryKind::Campaign => Key::Status,
    };
    let value = entry.fields.get(key);
    value.map(|value| key.spoken(&value.first().text)).unwrap_or_default()
}

/// What the figure on the right of that list is.
fn figure_name(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Article => "",
        EntryKind::Company => "contracts",
        EntryKind::Campaign => "signed",
    }
}

/// What stands on the right of a wide list.
fn heads(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Article => "publisher",
        EntryKind::Company => "sector · contracts",
        EntryKind::Campaign => "status · signed",
    }
}

/// The date, narrow: its year. `–` where there is none.
fn date(entry: &Entry, wide: bool) -> String {
    let readings: Option<&Readings<Date>> = entry.fields.date(Key::Date);
    let first = readings.map(Readings::first);
    match first.and_then(|reading| reading.value.as_ref()) {
        Some(date) if wide => date.to_string(),
        Some(date) => date.year(),
        None => "–".to_owned(),
    }
}

/// How many contracts a company has; how many signed, with the sign of its readings. `–` for none.
fn figure(entry: &Entry) -> String {
    match entry.kind {
        EntryKind::Article => String::new(),
        EntryKind::Company => match entry.records_of(RecordKind::Contract).count() {
            0 => "–".to_owned(),
            contracts => contracts.to_string(),
        },
        EntryKind::Campaign => signatures(entry).unwrap_or_else(|| "–".to_owned()),
    }
}

fn signatures(entry: &Entry) -> Option<String> {
    let record = entry.latest_signatures()?;
    let value = record.fields.get(Key::Count)?;
    Some(format!("{} {}", value.agreement().mark(), value.first().text).trim_start().to_owned())
}

fn paint_heading(canvas: &mut Canvas<'_>, app: &App, kind: EntryKind, area: Area, focused: bool) {
    let (y, end) = (area.y, area.right().saturating_sub(END));
    let name = match kind {
        EntryKind::Article => "1 Articles",
        EntryKind::Company => "2 Companies",
        EntryKind::Campaign => "3 Campaigns",
    };
    let after = canvas.words(area.x, y, name, if focused { FramePart::Accent } else { FramePart::Heading }, area.width);
    let (kept, all) = (app.lists.rows(kind).len(), app.contents.dossier().list(kind).len());
    let count = if app.filter.narrows() { format!("{kept} of {all}") } else { all.to_string() };
    let said = format!(" ({count}) {}", app.lists.sorted(kind));
    let after = canvas.words(after, y, said.trim_end(), FramePart::Dim, end.saturating_sub(after));
    // Over the figures, where that leaves a piece of rule.
    let figure = if area.width >= WIDE { heads(kind) } else { figure_name(kind) };
    let has_room = figure.len() + 4 <= usize::from(end.saturating_sub(after));
    let named = if has_room { canvas.right(after + 1, end, y, figure, FramePart::Dim) } else { 0 };
    canvas.rule(after + 1, if named == 0 { end + 1 } else { end.saturating_sub(named + 1) }, y);
}

/// The mark, the date, the name cut to what is left, the figure whole.
fn paint_row(canvas: &mut Canvas<'_>, row: &Row<'_>, columns: &Columns, (focused, stale): (bool, bool), area: Area) {
    let (x, y) = (area.x + MARK, area.y);
    let at = |slot: Slot| (x + cells(slot.start), cells(slot.width));
    if row.chosen {
        canvas.words(area.x, y, "▌", if focused { FramePart::Accent } else { FramePart::Dim }, 1);
    }
    if let Some((x, width)) = columns.date.map(at) {
        canvas.words(x, y, row.date.as_str(), FramePart::Dim, width);
    }
    let (name, part) = match (row.entry.broken, row.chosen) {
        _ if stale => (row.entry.name().to_owned(), FramePart::Dim),
        (true, _) => (format!("! {}", row.entry.name()), FramePart::Error),
        (false, true) if focused => (row.entry.name().to_owned(), FramePart::Chosen),
        (false, _) => (row.entry.name().to_owned(), FramePart::Plain),
    };
    let (x, width) = at(columns.name);
    canvas.cut(x, y, &name, part, width);
    if let Some((x, width)) = columns.more.map(at) {
        canvas.cut(x, y, row.more.as_str(), FramePart::Dim, width);
    }
    if let Some((x, width)) = columns.figure.map(at) {
        canvas.right(x, x + width, y, row.figure.as_str(), if stale { FramePart::Dim } else { FramePart::Plain });
    }
    if row.chosen && focused {
        canvas.bar(Area { x: area.x + 1, width: area.width.saturating_sub(END), ..area });
    }
}
