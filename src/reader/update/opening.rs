//! Following: what a stop opens, going back and forward, related entries, the parts of a page.

use crate::page::{self, Opens, Subject};
use crate::reader::app::{App, Mode};
use crate::reader::effect::Effect;
use crate::reader::place::{Focus, Location, OnCard};
use crate::reader::sheet::Sheet;
use crate::text::Safe;
use crate::value::{Paragraphs, Place};
use crate::whole::{Spot, Topic};

/// How many places history keeps.
const HISTORY: usize = 500;

impl App {
    /// Opens the current stop; without one, goes to the first in sight.
    pub(super) fn open_stop(&mut self) -> Vec<Effect> {
        match &self.mode {
            Mode::Problems(_) => return self.open_problem(),
            Mode::Outline(chosen) => return self.open_heading(*chosen),
            Mode::Help(_) | Mode::Say(..) => return self.close_overlay(),
            Mode::Browse | Mode::Filter(_) | Mode::Find(_) | Mode::Palette(_) => {}
        }
        match self.front_sheet().current().map(|stop| stop.opens.clone()) {
            Some(Opens::Spot(Spot { topic, place: None })) if self.card.is_none() && self.sheet.is_at_reference() => {
                self.go_to_reference(topic)
            }
            Some(opens) => self.open(opens),
            None => self.step_stop(false),
        }
    }

    /// To the page of what refers here, at the first place that does.
    fn go_to_reference(&mut self, topic: Topic) -> Vec<Effect> {
        let here = self.sheet.subject.topic();
        let effects = self.go_to(Subject::page(topic));
        let Some(here) = here else { return effects };
        if let Some(stop) = self.sheet.stop_to(here) {
            let height = usize::from(self.page_area().height);
            self.sheet.stop = Some(stop);
            // What leads up to it is in sight above.
            self.sheet.go_to(self.sheet.laid.stops[stop].line.saturating_sub(height / 3), height);
            let name = Safe::new(self.read.snapshot.dossier.name(here));
            self.say(&format!("{name} is named here; H goes back"));
            let in_sight = self.lines_in_sight();
            self.sheet.reveal_stop(in_sight);
        }
        effects
    }

    fn close_overlay(&mut self) -> Vec<Effect> {
        self.mode = Mode::Browse;
        Vec::new()
    }

    /// Goes where something leads: an index, one call each.
    pub(super) fn open(&mut self, opens: Opens) -> Vec<Effect> {
        match opens {
            Opens::Spot(spot) => self.go_to_spot(&spot),
            Opens::Card(spot) => self.open_card(Subject::Spot(spot)),
            Opens::View(number) => self.use_view(number),
            Opens::Url(url) => self.show_url(&url),
            Opens::Nothing(why) => {
                self.say(&why);
                Vec::new()
            }
        }
    }

    /// To a page, remembering where one was.
    pub(super) fn go_to(&mut self, subject: Subject) -> Vec<Effect> {
        self.leave();
        if let Some(id) = subject.entry() {
            self.choose_entry(id);
        }
        self.show(subject);
        self.enter_page()
    }

    /// To a page, at that place of it where it has one.
    fn go_to_spot(&mut self, spot: &Spot) -> Vec<Effect> {
        let effects = self.go_to(Subject::page(spot.topic));
        match &spot.place {
            Some(Place::Paragraphs(paragraphs)) => self.show_passage(paragraphs),
            Some(place) => self.show_place(place),
            None => {}
        }
        effects
    }

    fn show_passage(&mut self, paragraphs: &Paragraphs) {
        let height = usize::from(self.page_area().height);
        let (line, exact) = self.sheet.laid.line_of(paragraphs);
        self.sheet.go_to(line, height);
        self.sheet.stop = self.sheet.laid.stops.iter().position(|stop| stop.line >= line);
        let asked = page::paragraphs(paragraphs);
        if exact {
            self.say(&format!("{asked} is reported here; H goes back"));
        } else {
            self.say(&format!("No passage here reports {asked}: this is the nearest before it; H goes back"));
        }
        self.sheet.reveal_line(line, self.lines_in_sight());
    }

    fn show_place(&mut self, place: &Place) {
        let height = usize::from(self.page_area().height);
        if let Some(line) = self.sheet.line_of(place) {
            self.sheet.stop = self.sheet.laid.stops.iter().position(|stop| stop.line >= line);
            self.sheet.reveal_stop(height);
        }
    }

    fn open_card(&mut self, subject: Subject) -> Vec<Effect> {
        self.lay_card(OnCard { subject, top: 0, stop: None });
        Vec::new()
    }

    /// Puts a card on the page, at that place of it.
    fn lay_card(&mut self, place: OnCard) {
        self.card = None;
        let area = self.card_area();
        let OnCard { subject, top, stop } = place;
        let card = Sheet { subject, top, stop, ..Sheet::default() };
        self.card = Some(Box::new(self.laid(&card, area.width.into(), area.height.into())));
    }

    /// A URL is shown whole; nothing is opened.
    fn show_url(&mut self, url: &str) -> Vec<Effect> {
        self.mode = Mode::Say(Safe::new("This leads out of the dossier, and is not opened here"), Safe::new(url));
        Vec::new()
    }

    /// Remembers the place that is left.
    pub(super) fn leave(&mut self) {
        let here = self.location();
        self.remember(here);
        self.mode = Mode::Browse;
        self.card = None;
    }

    /// Keeps a place to go back to.
    pub(super) fn remember(&mut self, place: Location) {
        if self.history.back.last() != Some(&place) {
            self.history.back.push(place);
        }
        if self.history.back.len() > HISTORY {
            self.history.back.remove(0);
        }
        self.history.forward.clear();
    }

    pub(super) fn go_back(&mut self) -> Vec<Effect> {
        match self.history.back.pop() {
            Some(place) => {
                self.history.forward.push(self.location());
                self.return_to(&place);
            }
            None => self.say("This is where you began: there is nothing to go back to"),
        }
        Vec::new()
    }

    pub(super) fn go_forward(&mut self) -> Vec<Effect> {
        match self.history.forward.pop() {
            Some(place) => {
                self.history.back.push(self.location());
                self.return_to(&place);
            }
            None => self.say("You have not gone back: there is nothing to go forward to"),
        }
        Vec::new()
    }

    pub(super) fn return_to(&mut self, place: &Location) {
        self.mode = Mode::Browse;
        self.focus = place.focus;
        self.narrow_to(&place.filter, place.related);
        if let Some(id) = place.subject.entry() {
            self.choose_entry(id);
        }
        self.lists.kind = place.kind;
        // On the page one is on already, what is looked for stays.
        if self.sheet.subject != place.subject {
            self.show(place.subject.clone());
        }
        self.card = None;
        if self.focus == Focus::List {
            self.unzoom();
        }
        self.sheet.top = place.top;
        self.sheet.stop = place.stop;
        self.lay_page();
        if let Some(card) = &place.card {
            self.lay_card(card.clone());
        }
    }

    /// Narrows the lists to what is related to the entry on the page.
    pub(super) fn relate(&mut self) -> Vec<Effect> {
        let Some(topic) = self.sheet.subject.topic() else {
            self.say("Choose an entry first: f narrows to what is related to it");
            return Vec::new();
        };
        self.leave();
        self.filter.related = Some(topic);
        self.focus = Focus::List;
        self.unzoom();
        self.refilter();
        let name = Safe::new(self.read.snapshot.dossier.name(topic));
        self.say(&format!("Only what is related to {name}; Esc takes that off"));
        Vec::new()
    }

    pub(super) fn show_references(&mut self) -> Vec<Effect> {
        self.show_part(&Place::References, "Nothing refers here")
    }

    pub(super) fn show_sources(&mut self) -> Vec<Effect> {
        self.show_part(&Place::Sources, "This page cites no sources")
    }

    fn show_part(&mut self, place: &Place, none: &str) -> Vec<Effect> {
        match self.sheet.line_of(place) {
            Some(line) => {
                let stop = self.sheet.laid.stops.iter().position(|stop| stop.line >= line);
                self.jump(line, stop);
            }
            None => self.say(none),
        }
        Vec::new()
    }

    /// To a line of the page and a stop on it, remembering where one was.
    fn jump(&mut self, line: usize, stop: Option<usize>) {
        let (from, height) = (self.location(), usize::from(self.page_area().height));
        self.card = None;
        self.sheet.go_to(line, height);
        self.sheet.stop = stop;
        if self.location() != from {
            self.remember(from);
        }
    }

    fn open_heading(&mut self, chosen: usize) -> Vec<Effect> {
        if let Some(line) = self.sheet.laid.headings.get(chosen).map(|heading| heading.line) {
            self.jump(line, None);
        }
        self.close_overlay()
    }
}
