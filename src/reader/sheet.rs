//! A page as it lies on the screen: laid out for its width, with a window on its lines, a current stop and what was found.

use std::collections::BTreeSet;
use std::ops::Range;

use super::cursor::{Step, revealed_with_more, scrolled};
use crate::page::{Opens, Subject};
use crate::render::{Laid, LaidStop};
use crate::text::fold::Needle;
use crate::value::Place;
use crate::whole::Topic;

/// A page laid out, and where one is in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// Whose page.
    pub subject: Subject,
    /// Its name, for the heading.
    pub title: String,
    /// What it is a page of: `campaign · letter`.
    pub kind: String,
    /// Its lines.
    pub laid: Laid,
    /// The first shown line.
    pub top: usize,
    /// The current stop.
    pub stop: Option<usize>,
    /// What is looked for in it.
    pub found: Found,
}

/// What is looked for in a page, and where it stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// The words as typed; empty where nothing is looked for.
    pub text: String,
    /// The same as they are looked for.
    pub needles: Vec<Needle>,
    /// Line, and bytes of its text.
    pub places: Vec<(usize, Range<usize>)>,
    /// The place one is at.
    pub at: Option<usize>,
}

impl Sheet {
    /// The line of another layout of the same page that stands where the first shown line of this one does: as far behind
    /// the last stop before it, but not past the next one.
    #[must_use]
    pub fn top_in(&self, next: &Laid) -> usize {
        if self.top == 0 || next.lines.len() == self.laid.lines.len() {
            return self.top;
        }
        let Some(stop) = self.laid.stops.iter().rposition(|stop| stop.line <= self.top) else { return self.top };
        let line_of = |laid: &Laid, stop: usize| laid.stops.get(stop).map(|stop| stop.line);
        let behind = self.top - line_of(&self.laid, stop).unwrap_or(self.top);
        let there = line_of(next, stop).unwrap_or(0);
        let limit = line_of(next, stop + 1).unwrap_or(usize::MAX).saturating_sub(1).max(there);
        there.saturating_add(behind).min(limit)
    }

    /// The current stop.
    #[must_use]
    pub fn current(&self) -> Option<&LaidStop> {
        self.laid.stops.get(self.stop?)
    }

    /// Scrolls.
    pub fn scroll(&mut self, step: Step, shown: usize) {
        self.top = scrolled(self.top, step, shown, self.laid.lines.len());
    }

    /// Goes to the next stop, or the previous one where `back`: from the current one where it is in sight, else the first
    /// in sight.
    pub fn step_stop(&mut self, back: bool, shown: usize) {
        let last = self.laid.stops.len().checked_sub(1);
        let in_sight = |line: usize| (self.top..self.top + shown).contains(&line);
        let current = self.stop.filter(|stop| self.laid.stops.get(*stop).is_some_and(|stop| in_sight(stop.line)));
        let next = match (current, last) {
            (_, None) => return,
            (Some(current), Some(last)) if back => current.checked_sub(1).or(Some(0)).map(|stop| stop.min(last)),
            (Some(current), Some(last)) => Some((current + 1).min(last)),
            (None, Some(last)) => {
                let first = self.laid.stops.iter().position(|stop| stop.line >= self.top);
                let before = self.laid.stops.iter().rposition(|stop| stop.line < self.top + shown);
                if back { before.or(Some(0)) } else { first.or(Some(last)) }
            }
        };
        self.stop = next;
        self.reveal_stop(shown);
    }

    /// Scrolls so that the current stop is in sight, with what follows.
    pub fn reveal_stop(&mut self, shown: usize) {
        if let Some(stop) = self.current() {
            let (first, last) = (stop.line, stop.last_line);
            self.top = revealed_with_more(self.top, first, last, shown, self.laid.lines.len());
        }
    }

    /// Scrolls so that the line is in sight.
    pub fn reveal_line(&mut self, line: usize, shown: usize) {
        self.top = revealed_with_more(self.top, line, line, shown, self.laid.lines.len());
    }

    /// Puts that line at the top, as far as the page is long enough.
    pub fn go_to(&mut self, line: usize, shown: usize) {
        self.top = line.min(self.laid.lines.len().saturating_sub(shown));
    }

    /// The line of a place of the page.
    #[must_use]
    pub fn line_of(&self, place: &Place) -> Option<usize> {
        self.laid.line_at(place)
    }

    /// The part of the page that a line is in: how many headings of parts stand before its end.
    fn part(&self, line: usize) -> usize {
        self.laid.headings.iter().filter(|heading| heading.level <= 2 && heading.line <= line).count()
    }

    /// Whether the current stop is in the list of what refers here.
    #[must_use]
    pub fn is_at_reference(&self) -> bool {
        let references = self.line_of(&Place::References).map(|line| self.part(line));
        self.current().is_some_and(|stop| references == Some(self.part(stop.line)))
    }

    /// The first stop in the prose, or among the entry's own records, that leads to the page of `topic`.
    #[must_use]
    pub fn stop_to(&self, topic: Topic) -> Option<usize> {
        let told =
            |(place, line): &(Place, usize)| matches!(place, Place::Prose | Place::Record(_)).then(|| self.part(*line));
        let told: BTreeSet<usize> = self.laid.places.iter().filter_map(told).collect();
        let leads = |opens: &Opens| match opens {
            Opens::Spot(spot) => spot.topic == topic,
            Opens::Card(..) | Opens::View(_) | Opens::Url(_) | Opens::Nothing(_) => false,
        };
        self.laid.stops.iter().position(|stop| leads(&stop.opens) && told.contains(&self.part(stop.line)))
    }

    /// Looks for words and goes to the first place from the window's top on.
    pub fn find(&mut self, text: &str, needles: &[Needle], shown: usize) {
        let places = places(&self.laid, needles);
        let at = places.iter().position(|(line, _)| *line >= self.top).or((!places.is_empty()).then_some(0));
        self.found = Found { text: text.to_owned(), needles: needles.to_vec(), places, at };
        self.reveal_found(shown);
    }

    /// Goes to the next place found, or the previous one; around the ends.
    pub fn step_found(&mut self, back: bool, shown: usize) {
        let count = self.found.places.len();
        if count == 0 {
            return;
        }
        self.found.at = Some(match self.found.at {
            None => 0,
            Some(at) if back => (at + count - 1) % count,
            Some(at) => (at + 1) % count,
        });
        self.reveal_found(shown);
    }

    /// Scrolls so that the place found is in sight, with what follows.
    pub fn reveal_found(&mut self, shown: usize) {
        if let Some((line, _)) = self.found.at.and_then(|at| self.found.places.get(at)) {
            self.reveal_line(*line, shown);
        }
    }
}

/// Where the needles stand in the lines: words that a line's end separates are found too.
fn places(laid: &Laid, needles: &[Needle]) -> Vec<(usize, Range<usize>)> {
    let mut whole = String::new();
    let mut starts = Vec::new();
    for line in &laid.lines {
        starts.push(whole.len());
        line.spans.iter().for_each(|span| whole.push_str(span.text.as_str()));
        whole.push('\n');
    }
    let mut places: Vec<(usize, Range<usize>)> = Vec::new();
    for range in needles.iter().flat_map(|needle| needle.find_in(&whole)) {
        let first = starts.partition_point(|start| *start <= range.start).saturating_sub(1);
        for (line, start) in starts.iter().enumerate().skip(first).take_while(|(_, start)| **start < range.end) {
            let end = starts.get(line + 1).map_or(whole.len(), |next| next - 1);
            let part = range.start.max(*start) - start..range.end.min(end).saturating_sub(*start);
            if part.start < part.end {
                places.push((line, part));
            }
        }
    }
    places.sort_by_key(|(line, range)| (*line, range.start));
    places.dedup();
    places
}
