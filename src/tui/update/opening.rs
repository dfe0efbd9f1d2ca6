//! Following: what a stop opens, going back and forward, related entries, the parts of a page.

use crate::page::{self, Anchor, Opens, Subject};
use crate::text::Safe;
use crate::tui::app::{App, Mode};
use crate::tui::effect::Effect;
use crate::tui::place::{Focus, Location, OnCard};
use crate::tui::sheet::Sheet;
use crate::value::Paragraphs;
use crate::whole::{EntryId, Topic};

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
            Some(Opens::Topic(topic)) if self.card.is_none() && self.sheet.is_at_reference() => {
                self.go_to_reference(topic)
            }
            Some(opens) => self.open(opens),
            None => self.step_stop(false),
        }
    }

    /// To the page of what refers here, at the first place that does.
    fn go_to_reference(&mut self, topic: Topic) -> Vec<Effect> {
        let here = self.sheet.subject;
        let effects = self.go_to(Subject::Topic(topic));
        let Subject::Topic(here) = here else { return effects };
        if let Some(stop) = self.sheet.stop_to(here) {
            let height = usize::from(self.page_area().height);
            self.sheet.stop = Some(stop);
            // What leads up to it is in sight above.
            self.sheet.go_to(self.sheet.laid.stops[stop].line.saturating_sub(height / 3), height);
            let name = Safe::new(self.read.dossier.name(here));
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
            Opens::Topic(topic) => self.go_to(Subject::Topic(topic)),
            Opens::Passage(article, paragraphs) => self.go_to_passage(article, &paragraphs),
            Opens::Record(entry, record) => self.go_to_record(entry, record),
            Opens::Card(entry, of) => self.open_card(Subject::Card(entry, of)),
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
        if let Subject::Topic(Topic::Entry(id)) = subject {
            self.choose_entry(id);
        }
        self.show(subject);
        self.enter_page()
    }

    fn go_to_passage(&mut self, article: EntryId, paragraphs: &Paragraphs) -> Vec<Effect> {
        self.go_to(Subject::Topic(Topic::Entry(article)));
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
        Vec::new()
    }

    fn go_to_record(&mut self, entry: EntryId, record: usize) -> Vec<Effect> {
        self.go_to(Subject::Topic(Topic::Entry(entry)));
        let height = usize::from(self.page_area().height);
        if let Some(line) = self.sheet.line_of(&Anchor::Record(record)) {
            self.sheet.stop = self.sheet.laid.stops.iter().position(|stop| stop.line >= line);
            self.sheet.reveal_stop(height);
        }
        Vec::new()
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
        if let Subject::Topic(Topic::Entry(id)) = place.subject {
            self.choose_entry(id);
        }
        self.lists.kind = place.kind;
        // On the page one is on already, what is looked for stays.
        if self.sheet.subject != place.subject {
            self.show(place.subject);
        }
        self.card = None;
        if self.focus == Focus::List {
            self.unzoom();
        }
        self.sheet.top = place.top;
        self.sheet.stop = place.stop;
        self.lay_page();
        if let Some(card) = place.card {
            self.lay_card(card);
        }
    }

    /// Narrows the lists to what is related to the entry on the page.
    pub(super) fn relate(&mut self) -> Vec<Effect> {
        let Subject::Topic(topic) = self.sheet.subject else {
            self.say("Choose an entry first: f narrows to what is related to it");
            return Vec::new();
        };
        self.leave();
        self.filter.related = Some(topic);
        self.focus = Focus::List;
        self.unzoom();
        self.refilter();
        let name = Safe::new(self.read.dossier.name(topic));
        self.say(&format!("Only what is related to {name}; Esc takes that off"));
        Vec::new()
    }

    pub(super) fn show_references(&mut self) -> Vec<Effect> {
        self.show_anchor(&Anchor::References, "Nothing refers here")
    }

    pub(super) fn show_sources(&mut self) -> Vec<Effect> {
        self.show_anchor(&Anchor::Sources, "This page cites no sources")
    }

    fn show_anchor(&mut self, anchor: &Anchor, none: &str) -> Vec<Effect> {
        match self.sheet.line_of(anchor) {
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
