//! One list: a heading rule, then rows of date, name and figure. Work goes by the rows that are shown.

use crate::entry::{Entry, EntryKind, Key, RecordKind};
use crate::reader::app::{App, Focus, Progress};
use crate::reader::areas::Area;
use crate::reader::part::Part;
use crate::text::Safe;
use crate::tui::canvas::{Canvas, Pane};
use crate::value::{Date, Readings};
use crate::whole::{Dossier, EntryId};

/// From this width on a list shows dates as written.
const WIDE: u16 = 60;

/// One list as it is shown.
#[derive(Debug)]
pub(in crate::tui) struct List {
    area: Area,
    number: usize,
    name: &'static str,
    figure: &'static str,
    /// How it is sorted, where it is not as it comes.
    sorted: &'static str,
    count: Safe,
    focused: bool,
    rows: Vec<Row>,
    more_above: bool,
    more_below: bool,
    /// Why there are no rows.
    empty: &'static str,
    date_width: usize,
    figure_width: usize,
}

#[derive(Debug)]
struct Row {
    date: Safe,
    name: Safe,
    figure: Safe,
    chosen: bool,
    broken: bool,
}

pub(in crate::tui) fn of(app: &App, kind: EntryKind, area: Area) -> List {
    let dossier = app.read.dossier();
    let kept = app.lists.rows(kind);
    let height = usize::from(area.height.saturating_sub(1));
    let top = app.lists.top(kind, height);
    let chosen = app.lists.chosen(kind);
    let wide = area.width >= WIDE;
    let shown = kept.iter().skip(top).take(height);
    let rows: Vec<Row> = shown.filter_map(|id| row(dossier, *id, chosen == Some(*id), wide)).collect();
    let all = dossier.list(kind).len();
    let count = if app.filter.narrows() { format!("{} of {all}", kept.len()) } else { all.to_string() };
    let figures = figure_name(kind);
    let widest = |of: fn(&Row) -> &Safe| rows.iter().map(|row| of(row).columns()).max().unwrap_or(0);
    List {
        area,
        number: kind.index() + 1,
        name: match kind {
            EntryKind::Article => "Articles",
            EntryKind::Company => "Companies",
            EntryKind::Campaign => "Campaigns",
        },
        figure: figures,
        sorted: app.lists.sorted(kind),
        count: Safe::new(&count),
        focused: app.focus == Focus::List && app.lists.kind == kind,
        more_above: top > 0,
        more_below: top + height < kept.len(),
        empty: why_empty(app, kind, all),
        date_width: if kind == EntryKind::Company { 0 } else { widest(|row| &row.date).max(5) },
        figure_width: widest(|row| &row.figure),
        rows,
    }
}

fn why_empty(app: &App, kind: EntryKind, all: usize) -> &'static str {
    match app.read.progress {
        Progress::Reading { .. } => "reading…",
        Progress::Done if all > 0 => "nothing matches: Esc clears",
        Progress::Done => match kind {
            EntryKind::Article => "no files in articles/",
            EntryKind::Company => "no files in companies/",
            EntryKind::Campaign => "no files in campaigns/",
        },
    }
}

/// What the figure on the right of that list is.
fn figure_name(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Article => "",
        EntryKind::Company => "contracts",
        EntryKind::Campaign => "signed",
    }
}

fn row(dossier: &Dossier, id: EntryId, chosen: bool, wide: bool) -> Option<Row> {
    let entry = dossier.get(id)?;
    Some(Row {
        date: Safe::new(&date(entry, wide)),
        name: Safe::new(entry.name()),
        figure: Safe::new(&figure(entry)),
        chosen,
        broken: entry.broken,
    })
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

impl Pane for List {
    fn paint(&self, canvas: &mut Canvas<'_>) {
        self.paint_heading(canvas);
        if self.rows.is_empty() {
            canvas.words(self.area.x + 2, self.area.y + 1, self.empty, Part::Dim, self.area.width.saturating_sub(2));
        }
        for (y, row) in (self.area.y + 1..).zip(&self.rows) {
            self.paint_row(canvas, row, y);
        }
        let rows = Area { y: self.area.y + 1, height: self.area.height.saturating_sub(1), ..self.area };
        canvas.more(self.area, rows, self.more_above, self.more_below);
    }
}

impl List {
    fn paint_heading(&self, canvas: &mut Canvas<'_>) {
        let (x, y) = (self.area.x, self.area.y);
        let part = if self.focused { Part::Accent } else { Part::Heading };
        let after = canvas.words(x, y, &format!("{} {}", self.number, self.name), part, self.area.width);
        let end = self.area.right().saturating_sub(1);
        let sorted = if self.sorted.is_empty() { String::new() } else { format!(" {}", self.sorted) };
        let beside = format!(" ({}){sorted}", self.count);
        let after = canvas.words(after, y, &beside, Part::Dim, end.saturating_sub(after));
        // Over the figures, where that leaves a piece of rule.
        let has_room = self.figure.len() + 4 <= usize::from(end.saturating_sub(after));
        let figure = Safe::new(if has_room { self.figure } else { "" });
        let named = u16::try_from(figure.columns()).unwrap_or(0);
        canvas.rule(after + 1, if figure.is_empty() { end } else { end.saturating_sub(named + 1) }, y);
        let style = canvas.theme.part(Part::Dim);
        canvas.put_right(after + 1, end, y, &figure, style);
    }

    /// The mark, the date, the name cut to what is left, the figure whole.
    fn paint_row(&self, canvas: &mut Canvas<'_>, row: &Row, y: u16) {
        let end = self.area.right().saturating_sub(1);
        let mut x = self.area.x;
        if row.chosen {
            canvas.words(x, y, "▌", if self.focused { Part::Accent } else { Part::Dim }, 1);
        }
        x += 2;
        if self.date_width > 0 {
            // Each letter of a date takes one column.
            let date = format!("{:<1$}", row.date.as_str(), self.date_width);
            x = canvas.words(x, y, &date, Part::Dim, end.saturating_sub(x)) + 1;
        }
        let figures = u16::try_from(self.figure_width).unwrap_or(u16::MAX);
        let figure = canvas.glyphs.safe(row.figure.as_str());
        let name_end = if figures == 0 { end } else { end.saturating_sub(figures + 1) };
        let part = match (row.broken, row.chosen) {
            (true, _) => Part::Error,
            (false, true) if self.focused => Part::Chosen,
            (false, _) => Part::Plain,
        };
        let name = if row.broken { Safe::new(&format!("! {}", row.name)) } else { row.name.clone() };
        let name = canvas.glyphs.cut(name.as_str(), name_end.saturating_sub(x).into());
        let style = canvas.theme.part(part);
        canvas.put(x, y, &name, style, name_end.saturating_sub(x));
        let style = canvas.theme.part(Part::Plain);
        canvas.put_right(x, end, y, &figure, style);
    }
}
