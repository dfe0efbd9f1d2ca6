//! The help: the keys that hold, those of here first; narrowed by what is typed. Made from the table of keys.

use ratatui::layout::Rect;

use super::frame;
use crate::keys::{Context, Row, table_text};
use crate::page::SIGNS;
use crate::text::Safe;
use crate::text::fold::Needle;
use crate::text::wrap::wrap;
use crate::tui::canvas::{Canvas, Pane};
use crate::tui::overlay::Help;
use crate::tui::theme::Part;

/// From this width on keys and what they do stand beside each other, else under.
const BESIDE: usize = 68;

/// The columns of the keys where they stand beside what they do.
const KEYS: usize = 26;

/// The help as it is shown.
#[derive(Debug)]
pub(in crate::tui) struct Shown {
    area: Rect,
    lines: Vec<HelpLine>,
    hint: String,
}

/// A line of the help: two texts, the second so many columns in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) struct HelpLine {
    first: String,
    part: Part,
    indent: u16,
    second: String,
}

impl HelpLine {
    fn new(first: &str, part: Part, indent: usize, second: &str) -> Self {
        let indent = u16::try_from(indent).unwrap_or(u16::MAX);
        Self { first: first.to_owned(), part, indent, second: second.to_owned() }
    }
}

/// The lines of all that holds the typed words (all for none), in so many columns: keys by place, then the signs.
pub(in crate::tui) fn lines(help: &Help, width: usize) -> Vec<HelpLine> {
    let words = help.input.value();
    let needle = Needle::word(words);
    let holds = |text: &str| needle.is_empty() || needle.is_in(text) || text.contains(words);
    let mut lines = Vec::new();
    let mut place = String::new();
    for row in by_place(table_text(), help.from) {
        if !holds(&format!("{} {} {} {}", row.place, row.keys, row.name, row.help)) {
            continue;
        }
        if place != row.place {
            place.clone_from(&row.place);
            lines.push(HelpLine::new(&place, Part::Title, 0, ""));
        }
        lines.extend(said(&row.keys, row.help, width));
    }
    let signs: Vec<_> = SIGNS.iter().filter(|(sign, means)| holds(&format!("{sign} {means}"))).collect();
    if !signs.is_empty() {
        lines.push(HelpLine::new("signs", Part::Title, 0, ""));
        lines.extend(signs.into_iter().flat_map(|(sign, means)| said(sign, means, width)));
    }
    lines
}

/// Keys and what they do, beside each other where there is room.
fn said(keys: &str, does: &str, width: usize) -> Vec<HelpLine> {
    let beside = width >= BESIDE;
    let indent = if beside { KEYS } else { 2 };
    let room = width.saturating_sub(indent).max(1);
    let mut lines: Vec<HelpLine> = Vec::new();
    if !beside {
        lines.push(HelpLine::new(keys, Part::Accent, 0, ""));
    }
    for range in wrap(does, room, room) {
        let first = if lines.is_empty() { keys } else { "" };
        lines.push(HelpLine::new(first, Part::Accent, indent, does.get(range).unwrap_or_default()));
    }
    lines
}

/// The rows of one place under each other: first what holds in `from`, then the places in the order in which they come.
fn by_place(mut rows: Vec<Row>, from: Context) -> Vec<Row> {
    let mut places: Vec<String> = Vec::new();
    let here = rows.iter().filter(|row| row.place.split(", ").any(|place| place == from.name()));
    for row in here.chain(&rows) {
        if !places.contains(&row.place) {
            places.push(row.place.clone());
        }
    }
    rows.sort_by_key(|row| places.iter().position(|place| *place == row.place));
    rows
}

pub(in crate::tui) fn of(help: &Help, area: Rect) -> Shown {
    let height = usize::from(area.height.saturating_sub(2));
    let typed = Safe::new(help.input.value());
    let hint = match (help.typing, help.input.value().is_empty()) {
        (true, _) => format!("/{typed}_ · Enter keeps"),
        (false, true) => "/ finds · j k scroll · Esc closes".to_owned(),
        (false, false) => format!("/{typed} · Esc shows all"),
    };
    let lines = lines(help, usize::from(area.width.saturating_sub(4)));
    Shown { area, lines: lines.into_iter().skip(help.top).take(height).collect(), hint }
}

impl Pane for Shown {
    fn paint(&self, canvas: &mut Canvas<'_>) {
        frame::paint(canvas, self.area, &Safe::new("Keys"), &self.hint);
        let (x, end) = (self.area.x + 2, self.area.right().saturating_sub(2));
        if self.lines.is_empty() {
            canvas.words(x, self.area.y + 1, "No key does that.", Part::Dim, end.saturating_sub(x));
        }
        for (y, line) in (self.area.y + 1..).zip(&self.lines) {
            canvas.words(x, y, &line.first, line.part, end.saturating_sub(x));
            let second = x.saturating_add(line.indent);
            canvas.words(second, y, &line.second, Part::Plain, end.saturating_sub(second));
        }
    }
}
