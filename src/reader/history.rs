//! Where one was before: places to come back to. Must never be changed but by leaving a place and coming back to one.

use super::app::{App, Focus};
use super::layer::Layers;
use super::position::Position;
use super::prompt::Earlier;
use super::window::Window;
use crate::entry::EntryKind;
use crate::page::Subject;
use crate::whole::Topic;

/// How many places history keeps.
const HISTORY: usize = 500;

/// Where one was before, and after going back.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    /// Earlier places, the latest last.
    pub back: Vec<Location>,
    /// Places gone back from, the latest last.
    pub forward: Vec<Location>,
    /// Words looked for in pages before.
    pub finds: Earlier,
    /// The problem looked at last, counted from 0.
    pub problem: usize,
}

/// A place one can come back to.
#[derive(Debug, Clone, PartialEq)]
pub struct Location {
    /// On the page.
    pub page: PageLocation,
    /// On the card that lay on it.
    pub card: Option<PageLocation>,
    /// The pane.
    pub focus: Focus,
    /// The list.
    pub kind: EntryKind,
    /// The filter, as it was typed.
    pub filter: String,
    /// What the lists were narrowed to besides.
    pub related: Option<Topic>,
}

/// A place on a page or on a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageLocation {
    /// What it is about.
    pub subject: Subject,
    /// Where its first shown line is.
    pub top: Position,
    /// Where the stop one was at is.
    pub stop: Option<Position>,
}

impl Window {
    /// Where one is in it.
    pub(super) fn location(&self) -> PageLocation {
        let stop = self.stop.and_then(|stop| self.stop_position(stop));
        PageLocation { subject: self.subject.clone(), top: self.position(self.top), stop }
    }

    /// To where one was in it, as far as the page is long enough.
    pub(super) fn return_to(&mut self, place: &PageLocation) {
        self.go_to(self.line_of(&place.top));
        self.stop = place.stop.as_ref().and_then(|stop| self.stop_of(stop));
    }
}

impl App {
    /// Where one is now.
    #[must_use]
    pub fn location(&self) -> Location {
        Location {
            page: self.page.location(),
            card: self.layers.card.as_ref().map(|card| card.location()),
            focus: self.focus,
            kind: self.lists.kind,
            filter: self.filter.text().to_owned(),
            related: self.filter.related,
        }
    }

    /// Remembers the place that is left.
    pub(super) fn leave(&mut self) {
        self.remember(self.location());
        self.layers = Layers::default();
    }

    /// Keeps a place to go back to.
    pub(super) fn remember(&mut self, place: Location) {
        let History { back, forward, .. } = &mut self.history;
        if back.last() != Some(&place) {
            back.push(place);
        }
        if back.len() > HISTORY {
            back.remove(0);
        }
        forward.clear();
    }

    pub(super) fn go_back(&mut self) {
        match self.history.back.pop() {
            Some(place) => {
                self.history.forward.push(self.location());
                self.return_to(&place);
            }
            None => self.say("This is where you began: there is nothing to go back to"),
        }
    }

    pub(super) fn go_forward(&mut self) {
        match self.history.forward.pop() {
            Some(place) => {
                self.history.back.push(self.location());
                self.return_to(&place);
            }
            None => self.say("You have not gone back: there is nothing to go forward to"),
        }
    }

    /// To a place as it was left.
    pub(super) fn return_to(&mut self, place: &Location) {
        self.layers.top = None;
        self.focus = place.focus;
        self.narrow_to(&place.filter, place.related);
        if let Some(id) = place.page.subject.entry() {
            self.choose_entry(id);
        }
        self.lists.kind = place.kind;
        // On the page one is on already, what is looked for stays.
        if self.page.subject != place.page.subject {
            self.show_page(place.page.subject.clone());
        }
        self.layers.card = None;
        if self.focus == Focus::List {
            self.unzoom();
        }
        self.lay_page();
        self.page.return_to(&place.page);
        if let Some(card) = &place.card {
            self.lay_card(card);
        }
    }

    /// Puts a card on the page, at that place of it.
    fn lay_card(&mut self, place: &PageLocation) {
        self.open_card(place.subject.clone());
        self.front_mut().return_to(place);
    }
}
