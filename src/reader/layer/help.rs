//! The help: the keys that hold, those of here first; narrowed by what is typed. Made from the table of keys.

use crate::keys::{Context, HelpRow, table_text};
use crate::page::SIGNS;
use crate::reader::overlay::Help;
use crate::reader::part::Part;
use crate::text::columns::{Alignment, Slot, Want, slots};
use crate::text::fold::Needle;
use crate::text::wrap::wrap;

/// The keys, and what they do beside them; without room for that, under them.
const COLUMNS: [Want; 2] = [
    Want { natural: 24, least: 24, yields: 0, align: Alignment::Left },
    Want { natural: usize::MAX, least: 42, yields: 1, align: Alignment::Left },
];

/// How far in stands what has no room beside its keys.
const UNDER: usize = 2;

/// A line of the help: two texts, the second so many columns in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpLine {
    /// What stands on the left.
    pub first: String,
    /// What that is.
    pub part: Part,
    /// How many columns in the second stands.
    pub indent: u16,
    /// What stands beside it.
    pub second: String,
}

impl HelpLine {
    fn new(first: &str, part: Part, indent: usize, second: &str) -> Self {
        let indent = u16::try_from(indent).unwrap_or(u16::MAX);
        Self { first: first.to_owned(), part, indent, second: second.to_owned() }
    }
}

/// The lines of all that holds the typed words (all for none), in so many columns: keys by place, then the signs.
#[must_use]
pub fn lines(help: &Help, width: usize) -> Vec<HelpLine> {
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
    let beside = slots(&COLUMNS, width).pop().flatten();
    let under = Slot { start: UNDER, width: width.saturating_sub(UNDER), align: Alignment::Left };
    let slot = beside.unwrap_or(under);
    let mut lines: Vec<HelpLine> = Vec::new();
    if beside.is_none() {
        lines.push(HelpLine::new(keys, Part::Accent, 0, ""));
    }
    for range in wrap(does, slot.width, slot.width) {
        let first = if lines.is_empty() { keys } else { "" };
        lines.push(HelpLine::new(first, Part::Accent, slot.start, does.get(range).unwrap_or_default()));
    }
    lines
}

/// The rows of one place under each other: first what holds in `from`, then the places in the order in which they come.
fn by_place(mut rows: Vec<HelpRow>, from: Context) -> Vec<HelpRow> {
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
