//! Where one is on a page, said so that it is found again at another width and after an edit elsewhere. Must never hold
//! the number of a line or of a stop.

use std::collections::HashSet;

use super::window::Window;
use crate::value::Place;

/// A line of a page, or a stop on it: so many stops after a place, and so many lines below the last of these.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Position {
    /// The nearest place above it; none stands for the page's start.
    place: Option<Place>,
    stops: usize,
    below: usize,
}

/// A place of the page with its line, and what stands between it and the next.
struct Landmark {
    place: Option<Place>,
    line: usize,
    /// The first stop from there on.
    stop: usize,
    /// The line of the next place; the end of the page after the last.
    next: usize,
}

impl Window {
    /// Where that line is.
    pub(super) fn position(&self, line: usize) -> Position {
        if line == 0 {
            return Position::default();
        }
        let Landmark { place, line: start, stop, .. } = self.landmark(|_, at| at <= line);
        let last = self.laid.stops.iter().rposition(|stop| stop.line <= line);
        let stops = last.map_or(0, |last| (last + 1).saturating_sub(stop));
        Position { place, stops, below: line - self.line_after(start, stop, stops) }
    }

    /// Where that stop is.
    pub(super) fn stop_position(&self, stop: usize) -> Option<Position> {
        let line = self.laid.stops.get(stop)?.line;
        let Landmark { place, stop: first, .. } = self.landmark(|_, at| at <= line);
        Some(Position { place, stops: stop + 1 - first, below: 0 })
    }

    /// The line that is there: none past what stands next. Where its place is gone, one near the top.
    pub(super) fn line_of(&self, position: &Position) -> usize {
        let Landmark { line, stop, next, .. } = self.landmark(|place, _| place == position.place.as_ref());
        let start = self.line_after(line, stop, position.stops);
        let next_stop = self.laid.stops.get(stop + position.stops).map_or(usize::MAX, |stop| stop.line);
        (start + position.below).min(next.min(next_stop).saturating_sub(1).max(start))
    }

    /// The stop that is there.
    pub(super) fn stop_of(&self, position: &Position) -> Option<usize> {
        let Landmark { stop, .. } = self.landmark(|place, _| place == position.place.as_ref());
        (stop + position.stops).checked_sub(1).filter(|stop| *stop < self.laid.stops.len())
    }

    /// The line of the last of so many stops from the stop `first` on; without any, that one.
    fn line_after(&self, line: usize, first: usize, stops: usize) -> usize {
        let last = stops.checked_sub(1).and_then(|more| self.laid.stops.get(first + more));
        last.map_or(line, |stop| stop.line)
    }

    /// The last place for which that holds, told itself and its line; else the page's start.
    fn landmark(&self, holds: impl Fn(Option<&Place>, usize) -> bool) -> Landmark {
        let places = self.places();
        let at = places.iter().rposition(|(place, line)| holds(Some(place), *line));
        let next = at.map_or(0, |at| at + 1);
        let next = places.get(next).map_or(usize::MAX, |(_, line)| *line);
        let found = at.map(|at| places[at].clone());
        let line = found.as_ref().map_or(0, |(_, line)| *line);
        let stop = if found.is_none() { Some(0) } else { self.stop_from(line) };
        Landmark { place: found.map(|(place, _)| place), line, stop: stop.unwrap_or(self.laid.stops.len()), next }
    }

    /// The places of the page, its headings among them, from the top, each where it is found first.
    fn places(&self) -> Vec<(Place, usize)> {
        let headings = self.laid.headings.iter().filter(|heading| heading.level > 1);
        let headings = headings.map(|heading| (Place::Heading(heading.text.as_str().into()), heading.line));
        let mut places: Vec<(Place, usize)> = headings.chain(self.laid.places.iter().cloned()).collect();
        places.sort_by_key(|(_, line)| *line);
        let mut seen = HashSet::new();
        places.retain(|(place, _)| seen.insert(place.clone()));
        places
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture;
    use crate::page::Subject;
    use crate::reader::fixture::bundled;

    #[test]
    fn every_line_and_every_stop_is_found_where_it_is() {
        for width in [40, 100] {
            let mut app = bundled(width, 30);
            for topic in fixture::bundled().dossier.topics() {
                app.go_to(Subject::page(topic));
                let page = &app.page;
                for line in (0..page.laid.lines.len()).step_by(3) {
                    assert_eq!(page.line_of(&page.position(line)), line, "{} at {width}", page.title);
                }
                for stop in 0..page.laid.stops.len() {
                    let position = page.stop_position(stop).unwrap();
                    assert_eq!(page.stop_of(&position), Some(stop), "{} at {width}", page.title);
                }
                assert_eq!(page.stop_position(page.laid.stops.len()), None);
            }
        }
    }

    #[test]
    fn another_width_shows_the_same_place() {
        let (wide, narrow) = (bundled(120, 30), bundled(60, 30));
        let mut apps = [wide, narrow];
        for topic in fixture::bundled().dossier.topics() {
            for app in &mut apps {
                app.go_to(Subject::page(topic));
            }
            let [wide, narrow] = apps.each_ref().map(|app| &app.page);
            for line in (0..wide.laid.lines.len()).step_by(3) {
                let there = narrow.line_of(&wide.position(line));
                let places = [(wide, line), (narrow, there)].map(|(page, line)| page.position(line).place);
                // Below the title lies a heading that only the narrow page needs.
                if line > 0 && there > 0 {
                    assert_eq!(places[0], places[1], "{} {line} {there}", wide.title);
                }
            }
            for stop in 0..wide.laid.stops.len() {
                assert_eq!(narrow.stop_of(&wide.stop_position(stop).unwrap()), Some(stop), "{}", wide.title);
            }
        }
    }
}
