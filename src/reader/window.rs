//! A window on a page: the page laid out for its width, the part of it that is in sight, the current stop, and what was
//! found.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::sync::Arc;

use super::app::{App, Focus};
use super::areas::Area;
use super::cursor::{Direction, Step, revealed_with_more, scrolled};
use super::found::{FoundPlace, places};
use super::long::{Goal, Long, Setting};
use super::sheets::Sheet;
use crate::page::{self, Opens, Subject};
use crate::render::{Laid, LaidStop};
use crate::text::Safe;
use crate::text::fold::Needle;
use crate::value::Place;
use crate::whole::Topic;

/// A page laid out, and where one is in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Window {
    /// Whose page.
    pub subject: Subject,
    /// Its name, for the heading.
    pub title: String,
    /// What it is a page of: `campaign · letter`.
    pub kind: String,
    /// Its lines; of a long page only those it begins with, until they are whole.
    pub laid: Arc<Laid>,
    /// Where they stand on the screen.
    pub area: Area,
    /// The first shown line.
    pub top: usize,
    /// The current stop.
    pub stop: Option<usize>,
    /// What is looked for in it.
    pub found: Finds,
    /// The lines of the records that the filter finds.
    pub kept: Vec<usize>,
    /// What is known of a page that is too long to be laid out between two keys.
    pub long: Option<Long>,
}

/// What is looked for in a page, and where it stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Finds {
    /// The words as typed; empty where nothing is looked for.
    pub text: String,
    /// The same as they are looked for.
    needles: Vec<Needle>,
    /// The sentence that is to be read: of the places one is at the first in it, where it stands on the page.
    sentence: Option<Needle>,
    /// Where they stand, from the top.
    pub places: Vec<FoundPlace>,
    /// The place one is at.
    pub at: Option<usize>,
    /// Whether they are still looked for.
    pub pending: bool,
}

impl Finds {
    /// As they are looked for.
    pub(super) fn needles(&self) -> &[Needle] {
        &self.needles
    }

    /// The sentence that is to be read.
    pub(super) fn sentence(&self) -> Option<&Needle> {
        self.sentence.as_ref()
    }

    /// To the first place that is not before that one, where there is any.
    pub(super) fn go_to(&mut self, sentence: &FoundPlace) {
        self.at = self.places.iter().position(|place| place.order() >= sentence.order()).or(self.at);
    }

    /// Where they stand; the place one is at is the first from that line on, where there was none.
    pub(super) fn found(&mut self, places: Vec<FoundPlace>, top: usize) {
        let first = || places.iter().position(|place| place.line() >= top).or((!places.is_empty()).then_some(0));
        self.at = self.at.filter(|at| *at < places.len()).or_else(first);
        self.places = places;
        self.pending = false;
    }
}

impl Window {
    /// How many lines have room.
    #[must_use]
    pub fn height(&self) -> usize {
        self.area.height.into()
    }

    /// Whether there are lines above and below those that are shown where so many are in sight.
    #[must_use]
    pub fn hidden(&self, in_sight: usize) -> [bool; 2] {
        [self.top > 0, self.top + in_sight < self.laid.lines.len()]
    }

    /// The current stop.
    #[must_use]
    pub fn current(&self) -> Option<&LaidStop> {
        self.laid.stops.get(self.stop?)
    }

    /// Scrolls.
    pub(super) fn scroll(&mut self, step: Step) {
        self.aim((step == Step::Last).then_some(Goal::End));
        self.top = scrolled(self.top, step, self.height(), self.laid.lines.len());
    }

    /// Goes to the stop next to the current one where that is in sight, else to the one in sight that comes first that
    /// way.
    pub(super) fn step_stop(&mut self, direction: Direction) {
        let Some(last) = self.laid.stops.len().checked_sub(1) else { return };
        self.aim(None);
        let in_sight = self.top..self.top + self.height();
        let current = self.stop.filter(|_| self.current().is_some_and(|stop| in_sight.contains(&stop.line)));
        let mut lines = self.laid.stops.iter().map(|stop| stop.line);
        self.stop = Some(match (current, direction) {
            (Some(current), Direction::Next) => (current + 1).min(last),
            (Some(current), Direction::Previous) => current.saturating_sub(1),
            (None, Direction::Next) => lines.position(|line| line >= in_sight.start).unwrap_or(last),
            (None, Direction::Previous) => lines.rposition(|line| line < in_sight.end).unwrap_or(0),
        });
    }

    /// Scrolls so that the current stop is in sight where so many lines are, with what follows.
    pub(super) fn reveal_stop(&mut self, shown: usize) {
        if let Some(stop) = self.current() {
            let (first, last) = (stop.line, stop.last_line);
            self.top = revealed_with_more(self.top, first, last, shown, self.laid.lines.len());
        }
    }

    /// Scrolls so that the line is in sight where so many are.
    pub(super) fn reveal_line(&mut self, line: usize, shown: usize) {
        self.top = revealed_with_more(self.top, line, line, shown, self.laid.lines.len());
    }

    /// Puts that line at the top, as far as the page is long enough.
    pub(super) fn go_to(&mut self, line: usize) {
        self.top = line.min(self.laid.lines.len().saturating_sub(self.height()));
    }

    /// The first stop from a line on.
    pub(super) fn stop_from(&self, line: usize) -> Option<usize> {
        self.laid.stops.iter().position(|stop| stop.line >= line)
    }

    /// The part of the page that a line is in: how many headings of parts stand before its end.
    fn part(&self, line: usize) -> usize {
        self.laid.headings.iter().filter(|heading| heading.level <= 2 && heading.line <= line).count()
    }

    /// Whether the current stop is in the list of what refers here.
    pub(super) fn is_at_reference(&self) -> bool {
        let references = self.laid.line_at(&Place::References).map(|line| self.part(line));
        self.current().is_some_and(|stop| references == Some(self.part(stop.line)))
    }

    /// The first stop in the prose, or among the entry's own records, that leads to the page of `topic`.
    pub(super) fn stop_to(&self, topic: Topic) -> Option<usize> {
        let told =
            |(place, line): &(Place, usize)| matches!(place, Place::Prose | Place::Record(_)).then(|| self.part(*line));
        let told: BTreeSet<usize> = self.laid.places.iter().filter_map(told).collect();
        let leads = |opens: &Opens| match opens {
            Opens::Spot(spot) => spot.topic == topic,
            Opens::Card(..)
            | Opens::View(_)
            | Opens::Query(_)
            | Opens::Survey(_)
            | Opens::Url(_)
            | Opens::Pair(..)
            | Opens::Nothing(_) => false,
        };
        self.laid.stops.iter().position(|stop| leads(&stop.opens) && told.contains(&self.part(stop.line)))
    }

    /// Looks for words; the place one is at is the first from the window's top on. In a long page they are looked for
    /// beside the loop.
    pub(super) fn find(&mut self, text: &str, needles: Vec<Needle>) {
        let pending = self.long.is_some() && !needles.is_empty();
        self.found = Finds { text: text.to_owned(), needles, pending, ..Finds::default() };
        if !pending {
            self.found.found(places(&self.laid, &self.found.needles), self.top);
        }
    }

    /// Looks for words; the place one is at is the first in that sentence, where this stands on the page.
    pub(super) fn find_in_sentence(&mut self, text: &str, needles: Vec<Needle>, sentence: &str) {
        self.find(text, needles);
        self.found.sentence = Some(Needle::phrase(sentence)).filter(|needle| !needle.is_empty());
        if !self.found.pending
            && let Some(place) = self.sentence_place()
        {
            self.found.go_to(&place);
        }
    }

    fn sentence_place(&self) -> Option<FoundPlace> {
        places(&self.laid, self.found.sentence.as_slice()).into_iter().next()
    }

    /// Goes to the first place found in those lines, where there is one.
    pub(super) fn go_to_found_in(&mut self, lines: RangeInclusive<usize>) -> bool {
        let found = self.found.places.iter().position(|place| lines.contains(&place.line()));
        self.found.at = found.or(self.found.at);
        found.is_some()
    }

    /// Goes to the next place found, or the previous one; around the ends.
    pub(super) fn step_found(&mut self, direction: Direction) {
        let count = self.found.places.len();
        let next = self.found.at.map_or(0, |at| direction.around(at, count));
        self.found.at = (count > 0).then_some(next);
    }

    /// Scrolls so that the place found is in sight where so many lines are, with what follows.
    pub(super) fn reveal_found(&mut self, shown: usize) {
        if let Some(place) = self.found.at.and_then(|at| self.found.places.get(at)) {
            self.reveal_line(place.line(), shown);
        }
    }
}

impl App {
    /// Lays out the page again, and a card on it: the place in it stays. Where nothing has room both stay as they are.
    pub fn lay_page(&mut self) {
        if self.layout.areas.are_none() {
            return;
        }
        let text = self.layout.areas.page_text();
        let subject = self.page.subject.clone();
        let known = self.sheets.get(&subject, |sheet| self.setting(&subject, &sheet.kind, text.width));
        let is_known = known.is_some();
        let (sheet, is_long) = known.map_or_else(|| self.sheet(&subject, text.width), |sheet| (sheet, false));
        if !is_known && !is_long {
            self.sheets.keep(&subject, sheet.clone());
        }
        self.page = laid_again(&self.page, sheet, text, is_long);
        // In a list pages follow each other quickly; going into one marks it.
        if self.focus == Focus::Page {
            self.mark_kept();
        }
        if let Some(card) = &self.layers.card {
            self.layers.card = Some(Box::new(self.laid_card(card)));
        }
    }

    /// Puts a card on the page.
    pub(super) fn open_card(&mut self, subject: Subject) {
        let card = Window { subject, ..Window::default() };
        self.layers.card = Some(Box::new(self.laid_card(&card)));
    }

    /// A card laid out: its frame is as high as its lines need.
    fn laid_card(&self, card: &Window) -> Window {
        let areas = self.layout.areas;
        let (sheet, is_long) = self.sheet(&card.subject, areas.card(0).inside().width);
        let area = areas.card(sheet.laid.lines.len()).inside();
        laid_again(card, sheet, area, is_long)
    }

    /// A window on a subject laid out for an area.
    pub(super) fn laid_window(&self, window: &Window, area: Area) -> Window {
        let (sheet, is_long) = self.sheet(&window.subject, area.width);
        laid_again(window, sheet, area, is_long)
    }

    /// How the page of a subject is set in so many columns.
    fn setting(&self, subject: &Subject, kind: &str, width: u16) -> Setting {
        Setting::new(width, self.place(subject, kind).columns(), self.layout.glyphs)
    }

    /// The page of a subject laid out for a width; of a long one what it begins with.
    fn sheet(&self, subject: &Subject, width: u16) -> (Sheet, bool) {
        let view = self.contents.snapshot.view();
        let start = match subject {
            Subject::Survey(survey) => (self.has_many() && !survey.is_at_a_pair()).then(|| page::counting(survey)),
            _ => page::start(view, subject),
        };
        let is_long = start.is_some();
        let page = start.unwrap_or_else(|| match subject {
            Subject::Records(table) => self.table_page(*table),
            Subject::Survey(survey) => self.survey_page(survey),
            Subject::About | Subject::Spot(_) => page::of(view, subject),
        });
        let setting = self.setting(subject, &page.kind, width);
        let laid = Arc::new(setting.lay(&page));
        (Sheet { title: page.title, kind: page.kind, laid, setting }, is_long)
    }

    /// What the page is of, and where that stands in its list: `campaign 3 of 14 · letter`.
    #[must_use]
    pub fn place(&self, subject: &Subject, kind: &str) -> Safe {
        let entry = subject.whole_entry().and_then(|id| Some((id, self.contents.dossier().get(id)?)));
        let Some((id, entry)) = entry else { return Safe::new(kind) };
        let place = match self.lists.row(entry.kind, id) {
            Some(row) => format!(" {} of {}", row + 1, self.lists.rows(entry.kind).len()),
            None => ", not in the filter".to_owned(),
        };
        let word = entry.kind.singular();
        Safe::new(&format!("{word}{place}{}", kind.strip_prefix(word).unwrap_or_default()))
    }
}

/// A window on the same subject with its page as it is laid out now: the place in it and what is looked for stay.
fn laid_again(window: &Window, sheet: Sheet, area: Area, is_long: bool) -> Window {
    let Sheet { title, kind, laid, setting } = sheet;
    let long = is_long.then(|| Long::new(setting));
    let mut next = Window { subject: window.subject.clone(), title, kind, laid, area, long, ..Window::default() };
    next.return_to(&window.location());
    if let Some(goal) = window.goal() {
        next.aim(Some(goal.clone()));
    }
    let Finds { text, needles, at, .. } = &window.found;
    next.find(text, needles.clone());
    let all = next.found.places.len();
    next.found.at = at.filter(|at| next.found.pending || *at < all).or(next.found.at);
    next
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::event::{Event, Input};
    use crate::reader::fixture::bundled;
    use crate::reader::update::update;

    #[test]
    fn one_steps_from_a_stop_in_sight_to_the_next() {
        let mut app = bundled(80, 24);
        app.press("2j<Enter>");
        let page = &mut app.page;
        page.step_stop(Direction::Next);
        page.step_stop(Direction::Next);
        assert_eq!(page.stop, Some(1));
        page.step_stop(Direction::Previous);
        page.step_stop(Direction::Previous);
        assert_eq!(page.stop, Some(0), "there is none before the first");
        page.scroll(Step::Last);
        page.step_stop(Direction::Next);
        let line = page.current().unwrap().line;
        assert!(line >= page.top, "out of sight it is the first in sight");
        page.stop = None;
        page.step_stop(Direction::Previous);
        assert_eq!(page.stop, Some(page.laid.stops.len() - 1));
    }

    #[test]
    fn a_card_is_as_high_as_its_lines() {
        let mut app = bundled(120, 36);
        app.press("2jjjj<Enter><Tab><Tab><Enter>");
        let card = app.layers.card.as_ref().expect("after its trade comes its first contract");
        assert_eq!((card.height(), card.hidden(card.height())), (card.laid.lines.len(), [false, false]));
        assert_eq!(card.area, app.layout.areas.card(card.laid.lines.len()).inside());
    }

    #[test]
    fn nothing_is_laid_out_where_nothing_has_room() {
        let mut app = bundled(80, 24);
        app.press("2j<Enter>d");
        let before = app.page.clone();
        update(&mut app, Event::Input(Input::Resize { width: 24, height: 10 }));
        assert_eq!(app.page, before, "one column would make a line of every letter");
        update(&mut app, Event::Input(Input::Resize { width: 80, height: 24 }));
        assert_eq!(app.page, before);
    }
}
