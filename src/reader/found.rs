//! Where words stand on a page: in its texts, whichever lines these are broken into. Must never count a place twice.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::render::{Laid, LaidLine};
use crate::text::fold::Needle;

/// A place on a page where something was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPlace {
    /// Lines, and bytes of their text; at least one.
    pub parts: Vec<(usize, Range<usize>)>,
}

impl FoundPlace {
    /// Its first line.
    #[must_use]
    pub fn line(&self) -> usize {
        self.parts.first().map_or(0, |(line, _)| *line)
    }

    pub(super) fn order(&self) -> (usize, usize, usize) {
        self.parts.first().map_or((0, 0, 0), |(line, range)| (*line, range.start, range.end))
    }

    /// Which bytes of that line are of it.
    pub fn on(&self, line: usize) -> impl Iterator<Item = &Range<usize>> {
        self.parts.iter().filter(move |(at, _)| *at == line).map(|(_, range)| range)
    }
}

/// A text of the page put together again from the stretches that stand in lines.
#[derive(Default)]
struct Whole {
    text: String,
    /// For each stretch its bytes in the text, its line, and where in that it begins.
    stretches: Vec<(Range<usize>, usize, usize)>,
    /// How much of the text as it was before it was broken has come by.
    seen: usize,
}

impl Whole {
    fn add(&mut self, start: usize, said: &str, line: usize, at: usize) {
        if start > self.seen {
            self.text.push(' ');
        }
        let from = self.text.len();
        self.text.push_str(said);
        self.stretches.push((from..self.text.len(), line, at));
        self.seen = start + said.len();
    }

    /// The parts of lines that those bytes of it are.
    fn place(&self, range: &Range<usize>) -> FoundPlace {
        let first = self.stretches.partition_point(|(bytes, ..)| bytes.end <= range.start);
        let inside = self.stretches.iter().skip(first).take_while(|(bytes, ..)| bytes.start < range.end);
        let mut parts: Vec<(usize, Range<usize>)> = Vec::new();
        for (bytes, line, at) in inside {
            let part = bytes.start.max(range.start)..bytes.end.min(range.end);
            let part = at + (part.start - bytes.start)..at + (part.end - bytes.start);
            match parts.last_mut() {
                Some((last, before)) if last == line && before.end == part.start => before.end = part.end,
                _ => parts.push((*line, part)),
            }
        }
        FoundPlace { parts }
    }
}

/// Where the needles stand, from the top. Words that stand beside each other on one line are found too, though they are
/// of two texts.
pub(super) fn places(laid: &Laid, needles: &[Needle]) -> Vec<FoundPlace> {
    if needles.is_empty() {
        return Vec::new();
    }
    let texts = texts(laid);
    let in_texts = texts.values().flat_map(|whole| {
        let ranges = needles.iter().flat_map(|needle| needle.find_in(&whole.text));
        ranges.map(|range| whole.place(&range)).collect::<Vec<_>>()
    });
    let mut places: Vec<FoundPlace> = in_texts.collect();
    places.sort_by_key(FoundPlace::order);
    places.dedup();
    let beside = beside(laid, needles, &places);
    places.extend(beside);
    places.sort_by_key(FoundPlace::order);
    places
}

/// The texts of a page, by their numbers.
fn texts(laid: &Laid) -> BTreeMap<u32, Whole> {
    let mut texts: BTreeMap<u32, Whole> = BTreeMap::new();
    for (number, line) in laid.lines.iter().enumerate() {
        let mut at = 0;
        for span in &line.spans {
            let said = span.text.as_str();
            if let Some(flow) = span.flow {
                texts.entry(flow.text).or_default().add(flow.start as usize, said, number, at);
            }
            at += said.len();
        }
    }
    texts
}

/// What stands in single lines and in none of the texts.
fn beside(laid: &Laid, needles: &[Needle], known: &[FoundPlace]) -> Vec<FoundPlace> {
    let mut taken: BTreeMap<usize, Vec<&Range<usize>>> = BTreeMap::new();
    for (line, range) in known.iter().flat_map(|place| &place.parts) {
        taken.entry(*line).or_default().push(range);
    }
    let is_mixed = |line: &LaidLine| {
        line.spans.windows(2).any(|pair| pair[0].flow.map(|flow| flow.text) != pair[1].flow.map(|flow| flow.text))
    };
    let mixed = laid.lines.iter().enumerate().filter(|(_, line)| is_mixed(line));
    let found = mixed.flat_map(|(number, line)| {
        let text = line.text();
        let ranges: Vec<Range<usize>> = needles.iter().flat_map(|needle| needle.find_in(text.as_str())).collect();
        ranges.into_iter().map(move |range| (number, range))
    });
    let is_new = |(line, range): &(usize, Range<usize>)| {
        let taken = taken.get(line).into_iter().flatten();
        !taken.clone().any(|taken| taken.start < range.end && range.start < taken.end)
    };
    let mut found: Vec<FoundPlace> = found.filter(is_new).map(|part| FoundPlace { parts: vec![part] }).collect();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::cursor::Direction;
    use crate::reader::window::Window;
    use crate::render::{Flow, LaidSpan};
    use crate::text::Safe;

    /// A line of stretches: each with the number of its text and where in that it begins.
    fn line(stretches: &[(&str, Option<(u32, u32)>)]) -> LaidLine {
        let span = |(text, flow): &(&str, Option<(u32, u32)>)| LaidSpan {
            text: Safe::new(text),
            flow: flow.map(|(text, start)| Flow { text, start }),
            ..LaidSpan::default()
        };
        LaidLine { spans: stretches.iter().map(span).collect() }
    }

    fn parts(laid: &Laid, sought: &str) -> Vec<Vec<(usize, Range<usize>)>> {
        places(laid, &[Needle::word(sought)]).into_iter().map(|place| place.parts).collect()
    }

    #[test]
    fn words_are_found_over_the_ends_of_lines_and_once() {
        let lines = [
            line(&[("one ", Some((0, 0))), ("two", Some((0, 4)))]),
            line(&[("three one", Some((0, 8)))]),
            line(&[("two", Some((0, 18)))]),
        ];
        let laid = Laid { lines: lines.to_vec(), ..Laid::default() };
        assert_eq!(parts(&laid, "one two"), [vec![(0, 0..7)], vec![(1, 6..9), (2, 0..3)]]);
        let mut window = Window { laid: laid.into(), top: 1, ..Window::default() };
        window.find("one two", vec![Needle::word("one two")]);
        assert_eq!(window.found.at, Some(1), "the first from the top of the window on");
        window.step_found(Direction::Next);
        assert_eq!(window.found.at, Some(0));
    }

    #[test]
    fn words_are_found_in_their_cell_and_beside_each_other() {
        let blank = (" ", None);
        let lines = [
            line(&[("wrapped", Some((0, 0))), blank, ("other", Some((1, 0)))]),
            line(&[("in its", Some((0, 8))), blank, ("cell", Some((1, 6)))]),
        ];
        let laid = Laid { lines: lines.to_vec(), ..Laid::default() };
        assert_eq!(parts(&laid, "wrapped in"), [vec![(0, 0..7), (1, 0..2)]]);
        assert_eq!(parts(&laid, "other cell"), [vec![(0, 8..13), (1, 7..11)]]);
        assert_eq!(parts(&laid, "its cell"), [vec![(1, 3..11)]]);
        assert_eq!(parts(&laid, "other in"), Vec::<Vec<_>>::new());
    }

    #[test]
    fn a_word_that_is_broken_is_whole() {
        let lines = [line(&[("Verfassungs", Some((0, 0)))]), line(&[("schutz", Some((0, 11)))])];
        let laid = Laid { lines: lines.to_vec(), ..Laid::default() };
        assert_eq!(parts(&laid, "Verfassungsschutz"), [vec![(0, 0..11), (1, 0..6)]]);
    }
}
