//! Following: what a stop opens, and the parts of a page. Must never forget where one was.

use super::app::{App, Focus};
use super::cursor::Direction;
use super::layer::Answer;
use super::long::Goal;
use crate::keys::Command;
use crate::page::{self, Opens, Subject, Survey};
use crate::text::Safe;
use crate::value::{Paragraphs, Place};
use crate::whole::{Spot, Topic};

impl App {
    /// Opens the current stop; without one, goes to the first in sight.
    pub(super) fn open_stop(&mut self) {
        if self.ask(|layer, app| layer.open(app)).is_some() {
            return;
        }
        let subject = self.front().subject.clone();
        match self.front().current().map(|stop| stop.opens.clone()) {
            None if self.layers.card.is_some() => self.open_owner(&subject),
            Some(Opens::Spot(Spot { topic, place: None })) if self.is_at_reference() => self.go_to_reference(topic),
            Some(opens) => self.open(opens),
            None => self.step_stop(Direction::Next),
        }
    }

    /// Shows the passage that the current stop cites as a card; on an article without a stop at one, the passage at
    /// the top of what is in sight.
    pub(super) fn show_passage(&mut self) {
        let cited = self.front().current().and_then(|stop| match &stop.opens {
            Opens::Spot(spot) => Some(spot.clone()).filter(|spot| paragraphs(spot).is_some()),
            _ => None,
        });
        let Some(spot) = cited.or_else(|| self.passage_in_sight()) else {
            let next = self.keys.map.shown(Command::NextStop);
            return self.say(&format!("No passage is cited here: {next} goes to the next citation mark"));
        };
        self.open_card(Subject::Spot(spot));
    }

    /// The passage that the digest at the top of the window is of.
    pub(super) fn passage_in_sight(&self) -> Option<Spot> {
        let (topic, top) = (self.page.subject.topic()?, self.page.top);
        let at = self.page.current().map_or(top, |stop| stop.line.max(top));
        let digests = || self.page.laid.places.iter().filter(|(place, _)| place.paragraphs().is_some());
        let before = digests().filter(|(_, line)| *line <= at).max_by_key(|(_, line)| *line);
        let (place, _) = before.or_else(|| digests().min_by_key(|(_, line)| *line))?;
        Some(Spot::at(topic, place.clone()))
    }

    /// From a card to the page it is of, where what it tells stands.
    fn open_owner(&mut self, card: &Subject) {
        if let Subject::Spot(spot) = card {
            self.go_to_spot(spot);
        }
    }

    fn is_at_reference(&self) -> bool {
        self.layers.card.is_none() && self.page.is_at_reference()
    }

    /// To the page of what refers here, at the first place that does.
    fn go_to_reference(&mut self, topic: Topic) {
        let here = self.page.subject.topic();
        self.go_to(Subject::page(topic));
        if let Some(here) = here {
            self.page.aim(Some(Goal::Reference(here)));
            self.arrive_at_reference(here);
        }
    }

    /// To the first place of the page that names that, as far as its lines are here.
    pub(super) fn arrive_at_reference(&mut self, here: Topic) {
        let Some(stop) = self.page.stop_to(here) else { return };
        self.page.stop = Some(stop);
        // What leads up to it is in sight above.
        self.page.go_to(self.page.laid.stops[stop].line.saturating_sub(self.page.height() / 3));
        let name = Safe::new(self.contents.dossier().name(here));
        let back = self.keys.map.shown(Command::Back);
        self.say(&format!("{name} is named here; {back} goes back"));
        self.reveal_stop();
    }

    /// Goes where something leads: an index, one call each.
    fn open(&mut self, opens: Opens) {
        match opens {
            Opens::Spot(spot) => self.go_to_spot(&spot),
            Opens::Card(spot) => self.open_card(Subject::Spot(spot)),
            Opens::View(number) => self.use_view(number),
            Opens::Query(query) => self.use_query(&query),
            Opens::Survey(survey) => self.go_to_rows(Subject::Survey(survey)),
            Opens::Url(url) => self.say_whole("This leads out of the dossier, and is not opened here", &url),
            Opens::Pair(one, other) => self.go_to_rows(Subject::Survey(Survey::Pair(one, other))),
            Opens::Nothing(why) => self.say(&why),
        }
    }

    /// To a page, remembering where one was.
    pub(super) fn go_to(&mut self, subject: Subject) {
        self.leave();
        if let Some(id) = subject.entry() {
            self.choose_entry(id);
        }
        self.show_page(subject);
        self.enter_page();
    }

    /// To a page, at that place of it where it has one: paragraphs at the top, with what is reported of them; all else
    /// in sight.
    pub(super) fn go_to_spot(&mut self, spot: &Spot) {
        self.go_to(Subject::page(spot.topic));
        self.page.aim(Some(Goal::Spot(spot.clone())));
        self.arrive(spot);
    }

    /// To that place of the page, as far as its lines are here.
    pub(super) fn arrive(&mut self, spot: &Spot) {
        let laid = &self.page.laid;
        let paragraphs = spot.place.as_ref().and_then(Place::paragraphs);
        let found = spot.place.as_ref().and_then(|place| Some((laid.line_at(place)?, true)));
        let Some((line, exact)) = paragraphs.map(|asked| laid.line_of(asked)).or(found) else { return };
        self.page.stop = self.page.stop_from(line);
        let Some(asked) = paragraphs.map(page::paragraphs) else {
            return self.page.reveal_stop(self.page.height());
        };
        self.page.go_to(line);
        let back = self.keys.map.shown(Command::Back);
        self.say(&if exact {
            format!("{asked} is reported here; {back} goes back")
        } else {
            format!("No passage here reports {asked}: this is the nearest before it; {back} goes back")
        });
        self.page.reveal_line(line, self.lines_in_sight());
    }

    /// To a part of the page, remembering where one was; where there is none, that is said.
    pub(super) fn go_to_part(&mut self, place: &Place, none: &str) {
        if self.focus == Focus::List {
            self.open_entry();
        }
        match self.page.laid.line_at(place) {
            Some(line) => self.jump(line, self.page.stop_from(line)),
            None => match self.page.subject.topic().filter(|_| self.page.is_partial()) {
                Some(topic) => {
                    self.remember(self.location());
                    self.page.aim(Some(Goal::Spot(Spot { topic, place: Some(place.clone()) })));
                }
                None => self.say(none),
            },
        }
    }

    /// To a line of the page and a stop on it, remembering where one was.
    pub(super) fn jump(&mut self, line: usize, stop: Option<usize>) {
        let from = self.location();
        self.layers.card = None;
        self.page.aim(None);
        self.page.go_to(line);
        self.page.stop = stop;
        if self.location() != from {
            self.remember(from);
        }
    }

    /// To the next stop of the page or card, or to what is next in what lies on top.
    pub(super) fn step_stop(&mut self, direction: Direction) {
        if let Some(answer) = self.ask(|layer, app| layer.turn(app, direction)) {
            if answer == Answer::Passes {
                self.step(direction.step());
            }
            return;
        }
        if let Some(table) = self.table().filter(|_| self.layers.card.is_none()) {
            return self.next_kind(table.kind, direction);
        }
        if self.pivot().is_some() {
            return self.step_pair(direction);
        }
        self.front_mut().step_stop(direction);
        self.notice = match self.front().current() {
            Some(stop) => Some(stop.say.clone()).filter(|say| !say.is_empty()),
            None => Some(Safe::new("There is nothing to open on this page")),
        };
        self.reveal_stop();
    }

    /// What is said of a stop must not cover it.
    fn reveal_stop(&mut self) {
        let in_sight = self.lines_in_sight();
        self.front_mut().reveal_stop(in_sight);
    }
}

fn paragraphs(spot: &Spot) -> Option<&Paragraphs> {
    spot.place.as_ref()?.paragraphs()
}
