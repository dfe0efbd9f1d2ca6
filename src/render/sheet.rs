//! The lines of a page as they grow downward: prefixes, gaps, places, stops. Must never take a line wider than the
//! page.

use std::cell::Cell;

use unicode_segmentation::UnicodeSegmentation;

use crate::page::{Role, Text};
use crate::text::columns::{Slot, beside, line_columns};
use crate::text::{Safe, width};
use crate::value::Place;

use super::Glyphs;
use super::laid::{LaidHeading, LaidLine, LaidSpan};
use super::set::Set;

/// The widest that text is set: longer lines are hard to follow back to the next.
pub(super) const MEASURE: usize = 72;
/// From this width on, a page shows the rows of a block in columns of one width.
const WIDE: usize = 60;
/// The narrowest page that keeps room for the sign of the current stop.
const NARROWEST_WITH_GUTTER: usize = 24;
/// How many columns an item or a quotation must leave to its text; where it cannot, it is not indented.
const LEAST: usize = 8;

/// What stands before the lines of an item or a quotation.
#[derive(Debug)]
struct Prefix {
    sign: LaidSpan,
    /// Whether it stands before every line, not before the first alone.
    repeats: bool,
    used: bool,
}

#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) lines: Vec<LaidLine>,
    pub(super) headings: Vec<LaidHeading>,
    pub(super) places: Vec<(Place, usize)>,
    pub(super) gutter: usize,
    pub(super) glyphs: Glyphs,
    /// How many texts have been made ready.
    sets: Cell<u32>,
    width: usize,
    stops: Vec<Option<(usize, usize)>>,
    prefixes: Vec<Prefix>,
    /// Whether the next block follows without a gap.
    pub(super) tight: bool,
    /// Whether a line of code is broken where the page ends; else it alone may be wider.
    pub(super) wraps_code: bool,
}

impl Sheet {
    pub(super) fn new(stops: usize, width: usize, glyphs: Glyphs) -> Self {
        Self {
            lines: Vec::new(),
            headings: Vec::new(),
            places: Vec::new(),
            gutter: if width < NARROWEST_WITH_GUTTER { 0 } else { 2 },
            glyphs,
            sets: Cell::new(0),
            width,
            stops: vec![None; stops],
            prefixes: Vec::new(),
            tight: true,
            wraps_code: true,
        }
    }

    /// The first and last line of every stop; one that no line shows stands where the one before it ends.
    pub(super) fn reaches(&self) -> Vec<(usize, usize)> {
        let mut last = 0;
        let reaches = self.stops.iter().map(|reach| {
            let reach = reach.unwrap_or((last, last));
            last = reach.1;
            reach
        });
        reaches.collect()
    }

    /// A text made ready to be set, with a number of its own.
    pub(super) fn set(&self, text: &Text) -> Set {
        let number = self.sets.get();
        self.sets.set(number.saturating_add(1));
        Set::new(text, self.glyphs).numbered(number)
    }

    /// Whether what comes stands in an item or a quotation.
    pub(super) fn is_nested(&self) -> bool {
        !self.prefixes.is_empty()
    }

    /// Whether the page is wide enough for rows in columns of one width.
    pub(super) fn is_wide(&self) -> bool {
        self.width >= WIDE
    }

    /// The columns that text has, after gutter and prefixes.
    pub(super) fn room(&self) -> usize {
        (self.width - self.gutter).min(MEASURE).saturating_sub(self.taken()).max(1)
    }

    /// The columns that a table has: all there are.
    pub(super) fn wide_room(&self) -> usize {
        (self.width - self.gutter).saturating_sub(self.taken()).max(1)
    }

    /// What the prefixes take.
    fn taken(&self) -> usize {
        self.prefixes.iter().map(|prefix| prefix.sign.text.columns()).sum()
    }

    /// Text from the left edge.
    pub(super) fn hang_set(&mut self, set: &Set) {
        let edge = self.width.min(MEASURE + self.gutter);
        for spans in set.lines(edge, edge) {
            self.hang(spans);
        }
    }

    /// A line from the left edge.
    pub(super) fn hang(&mut self, mut spans: Vec<LaidSpan>) {
        if self.wraps_code && line_columns(&spans) > self.width {
            spans = fitted(spans, self.width);
        }
        let line = self.lines.len();
        for stop in spans.iter().filter_map(|span| span.stop) {
            self.reach(stop, line, line);
        }
        spans.shrink_to_fit();
        self.lines.push(LaidLine { spans });
    }

    /// A line at the left of the text, after the prefixes.
    pub(super) fn line(&mut self, spans: Vec<LaidSpan>) {
        let mut all = Vec::with_capacity(spans.len() + 2);
        if self.gutter > 0 && !(spans.is_empty() && self.prefixes.is_empty()) {
            all.push(" ".repeat(self.gutter).into());
        }
        for prefix in &mut self.prefixes {
            let mut span = prefix.sign.clone();
            if std::mem::replace(&mut prefix.used, true) && !prefix.repeats {
                span.text = Safe::new(&" ".repeat(span.text.columns()));
            }
            all.push(span);
        }
        if let (true, Some(last)) = (spans.is_empty(), all.last_mut()) {
            last.text = Safe::new(last.text.as_str().trim_end());
        }
        all.extend(spans);
        self.hang(all);
    }

    /// A rule so long.
    pub(super) fn rule(&mut self, columns: usize) {
        let text = self.glyphs.safe(&"─".repeat(columns));
        self.line(vec![LaidSpan { text, role: Role::Dim, ..LaidSpan::default() }]);
    }

    /// Cells beside each other.
    pub(super) fn beside(&mut self, cells: impl IntoIterator<Item = (Slot, Vec<Vec<LaidSpan>>)>) {
        for line in beside(cells) {
            self.line(line);
        }
    }

    /// The stop takes in these lines.
    pub(super) fn reach(&mut self, stop: usize, from: usize, to: usize) {
        if let Some(reach) = self.stops.get_mut(stop) {
            let (first, last) = reach.unwrap_or((from, to));
            *reach = Some((first.min(from), last.max(to)));
        }
    }

    /// What comes next can be found as these.
    pub(super) fn place<'a>(&mut self, places: impl IntoIterator<Item = &'a Place>) {
        let line = self.lines.len();
        self.places.extend(places.into_iter().map(|place| (place.clone(), line)));
    }

    /// A free line before what comes, where one is due.
    pub(super) fn gap(&mut self) {
        if !std::mem::take(&mut self.tight) && !self.lines.is_empty() {
            let quoted = self.prefixes.iter().any(|prefix| prefix.repeats);
            let opened = self.prefixes.iter().all(|prefix| prefix.used);
            if quoted && opened { self.line(Vec::new()) } else { self.lines.push(LaidLine::default()) }
        }
    }

    /// Text in lines; those after the first are `hang` columns in.
    pub(super) fn flow(&mut self, text: &Text, hang: usize) {
        let set = self.set(text);
        self.flow_set(&set, 0, hang);
    }

    /// The same of text that is set, `indent` columns in.
    pub(super) fn flow_set(&mut self, set: &Set, indent: usize, hang: usize) {
        let indent = if self.room() < indent + LEAST { 0 } else { indent };
        let hang = if self.room() < indent + hang + LEAST { 0 } else { hang };
        let room = self.room() - indent;
        for (index, spans) in set.lines(room, room - hang).into_iter().enumerate() {
            let lead = if index == 0 { indent } else { indent + hang };
            self.line(if lead == 0 { spans } else { std::iter::once(" ".repeat(lead).into()).chain(spans).collect() });
        }
    }

    /// Sets a line of code as it is, however wide.
    pub(super) fn set_whole(&mut self, set: &Set, indent: usize) {
        for spans in set.lines(usize::MAX, usize::MAX) {
            self.line(std::iter::once(" ".repeat(indent).into()).chain(spans).collect());
        }
    }

    /// Puts a prefix before the lines to come; where it leaves too little room, its sign stands on a line of its own.
    pub(super) fn open(&mut self, sign: &str, role: Role, repeats: bool) -> bool {
        let sign = LaidSpan { text: self.glyphs.safe(sign), role, ..LaidSpan::default() };
        let has_room = self.room() >= sign.text.columns() + LEAST;
        if has_room {
            self.prefixes.push(Prefix { sign, repeats, used: false });
        } else {
            self.flow(&Text::new(role, sign.text.as_str().trim_end()), 0);
        }
        has_room
    }

    /// Takes the prefix away again, where there was room for it.
    pub(super) fn close(&mut self, opened: bool) {
        if opened {
            self.prefixes.pop();
        }
    }
}

/// The spans in so many columns: where a grapheme is wider than the whole page, `…` stands for it.
fn fitted(spans: Vec<LaidSpan>, width: usize) -> Vec<LaidSpan> {
    let mut room = width;
    let mut kept = Vec::new();
    for span in spans {
        let mut text = String::new();
        for grapheme in span.text.as_str().graphemes(true) {
            let wide = width::columns(grapheme);
            if wide <= room {
                text.push_str(grapheme);
                room -= wide;
            } else if room > 0 {
                text.push('…');
                room = 0;
            }
        }
        kept.push(LaidSpan { text: Safe::new(&text), ..span });
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wider_than_the_page_is_said_to_be_left_out() {
        let span = |text: &str| LaidSpan { text: Safe::new(text), ..LaidSpan::default() };
        assert_eq!(fitted(vec![span("a本"), span("b")], 2), vec![span("a…"), span("")]);
    }
}
