//! The help: the keys that hold, by where they hold; narrowed by what is typed. Made from the table of keys.

use ratatui::layout::Rect;

use super::frame;
use crate::keys::{Row, table_text};
use crate::text::Safe;
use crate::text::fold::Needle;
use crate::text::width::pad_end;
use crate::text::wrap::wrap;
use crate::tui::overlay::Help;
use crate::tui::screen::{Canvas, Pane};
use crate::tui::theme::Part;

/// The help as it is shown.
#[derive(Debug)]
pub(in crate::tui) struct Shown {
    area: Rect,
    rows: Vec<HelpRow>,
    hint: String,
}

/// A row of the help: a heading, or keys and what they do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) enum HelpRow {
    /// Where the keys under it hold.
    Heading(String),
    /// Keys, and what they do.
    Keys(String, String),
}

/// The rows that hold `words` (all for none): bindings, and what the signs mean.
pub(in crate::tui) fn rows(words: &str) -> Vec<HelpRow> {
    let needle = Needle::word(words);
    let mut found: Vec<HelpRow> = Vec::new();
    let mut heading = String::new();
    for row in by_place(table_text()) {
        let whole = format!("{} {} {} {}", row.place, row.keys, row.name, row.help);
        if !needle.is_empty() && !needle.is_in(&whole) && !row.keys.contains(words) {
            continue;
        }
        if heading != row.place {
            heading.clone_from(&row.place);
            found.push(HelpRow::Heading(heading.clone()));
        }
        found.push(HelpRow::Keys(row.keys.clone(), row.help.to_owned()));
    }
    let signs = SIGNS.iter().filter(|(sign, means)| needle.is_empty() || needle.is_in(means) || sign.contains(words));
    let signs: Vec<HelpRow> =
        signs.map(|(sign, means)| HelpRow::Keys((*sign).to_owned(), (*means).to_owned())).collect();
    if !signs.is_empty() {
        found.push(HelpRow::Heading("signs".to_owned()));
        found.extend(signs);
    }
    found
}

/// The rows of one place under each other, the places in the order in which they first come.
fn by_place(mut rows: Vec<Row>) -> Vec<Row> {
    let mut places: Vec<String> = Vec::new();
    for row in &rows {
        if !places.contains(&row.place) {
            places.push(row.place.clone());
        }
    }
    rows.sort_by_key(|row| places.iter().position(|place| *place == row.place));
    rows
}

/// What the signs on pages and in lists mean.
const SIGNS: &[(&str, &str)] = &[
    ("~  >  <", "about, more than, less than: as the source says it."),
    ("?", "Uncertain: inferred, no source states it."),
    ("≈", "Several readings, and they agree; the card shows each."),
    ("≠", "Several readings, and they differ; the card shows each."),
    ("[1]", "The source by its number: Enter goes to the passage."),
    ("○", "No source is given."),
    ("!", "A file with an error, or the number of problems."),
];

pub(in crate::tui) fn of(help: &Help, area: Rect) -> Shown {
    let height = usize::from(area.height.saturating_sub(2));
    let typed = Safe::new(help.input.value());
    let hint = match (help.typing, help.input.value().is_empty()) {
        (true, _) => format!("/{typed}_ · Enter keeps"),
        (false, true) => "/ finds · j k scroll · Esc closes".to_owned(),
        (false, false) => format!("/{typed} · Esc shows all"),
    };
    let rows = rows(help.input.value()).into_iter().skip(help.top).take(height).collect();
    Shown { area, rows, hint }
}

impl Pane for Shown {
    fn paint(&self, canvas: &mut Canvas<'_>) {
        frame::paint(canvas, self.area, &Safe::new("Keys"), &self.hint);
        let (x, end) = (self.area.x + 2, self.area.right().saturating_sub(2));
        let bottom = self.area.bottom().saturating_sub(1);
        let keys_width = if self.area.width >= 72 { 24 } else { 12 };
        let mut y = self.area.y + 1;
        if self.rows.is_empty() {
            canvas.words(x, y, "No key does that.", Part::Dim, end.saturating_sub(x));
        }
        for row in &self.rows {
            if y >= bottom {
                break;
            }
            y += match row {
                HelpRow::Heading(heading) => {
                    canvas.words(x, y, heading, Part::Title, end.saturating_sub(x));
                    1
                }
                HelpRow::Keys(keys, help) => {
                    let keys_end = x + keys_width;
                    canvas.words(x, y, &pad_end(keys, keys_width.into()), Part::Accent, keys_width.saturating_sub(1));
                    paint_wrapped(canvas, help, keys_end, end, y, bottom)
                }
            };
        }
    }
}

/// Paints a sentence over as many lines as it needs; says how many.
fn paint_wrapped(canvas: &mut Canvas<'_>, text: &str, x: u16, end: u16, y: u16, bottom: u16) -> u16 {
    let width = usize::from(end.saturating_sub(x)).max(1);
    let mut lines = 0;
    for range in wrap(text, width, width) {
        if y + lines < bottom {
            canvas.words(x, y + lines, text.get(range).unwrap_or_default(), Part::Plain, end.saturating_sub(x));
        }
        lines += 1;
    }
    lines.max(1)
}
