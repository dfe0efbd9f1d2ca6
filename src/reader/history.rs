//! Where one was before: places to come back to. Must never be changed but by leaving a place and coming back to one.

use super::app::{App, Focus};
use super::cursor::Direction;
use super::layer::Layers;
use super::long::Goal;
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
        if let Some(Goal::Location(place)) = self.goal() {
            return place.clone();
        }
        let stop = self.stop.and_then(|stop| self.stop_position(stop));
        PageLocation { subject: self.subject.clone(), top: self.position(self.top), stop }
    }

    /// To where one was in it, as far as the page is long enough.
    pub(super) fn return_to(&mut self, place: &PageLocation) {
        self.go_to(self.line_of(&place.top));
        self.stop = place.stop.as_ref().and_then(|stop| self.stop_of(stop));
        self.aim(Some(Goal::Location(place.clone())));
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

    /// Back to where one was, or forward again.
    pub(super) fn travel(&mut self, direction: Direction) {
        let (here, History { back, forward, .. }) = (self.location(), &mut self.history);
        let (from, to, none) = match direction {
            Direction::Previous => (back, forward, "This is where you began: there is nothing to go back to"),
            Direction::Next => (forward, back, "You have not gone back: there is nothing to go forward to"),
        };
        match from.pop() {
            Some(place) => {
                to.push(here);
                self.return_to(&place);
            }
            None => self.say(none),
        }
    }

    /// To a place as it was left.
    pub(super) fn return_to(&mut self, place: &Location) {
        self.layers.top = None;
        self.focus = place.focus;
        if (self.filter.text(), self.filter.related) != (&place.filter, place.related) {
            self.narrow_to(&place.filter, place.related);
        }
        if let Some(id) = place.page.subject.entry() {
            self.choose_entry(id);
        }
        self.lists.kind = place.kind;
        // On the page one is on already, what is looked for stays.
        if self.page.subject == place.page.subject {
            self.lay_page();
        } else {
            self.show_page(place.page.subject.clone());
        }
        self.layers.card = None;
        if self.focus == Focus::List {
            self.unzoom();
        }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fixture::covered;
    use crate::reader::fixture::{bundled, reader};

    /// Where one is, and which lines and stops that are now, on the page and on a card.
    fn seen(app: &App) -> (Location, Vec<(usize, Option<usize>)>) {
        let windows = [Some(&app.page), app.layers.card.as_deref()].into_iter().flatten();
        (app.location(), windows.map(|window| (window.top, window.stop)).collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10))]

        /// From wherever one goes, one comes back to it.
        #[test]
        fn back_is_where_one_was(
            keys in prop::collection::vec(
                prop::sample::select(vec!["j", "J", "d", "<Tab>", "<S-Tab>", "<Enter>", "<Esc>", "2", "3", "0", "gs", "gb", "H", "G"]),
                0..25,
            ),
            size in prop::sample::select(vec![(120, 36), (80, 24), (40, 10)]),
            away in prop::sample::select(vec!["ga", ":sales<Enter>", ":ICE<Enter>"]),
        ) {
            let mut app = bundled(size.0, size.1);
            app.press("2j");
            app.press(&keys.concat());
            // What is said takes room of its own, and goes with the next key; what is framed closes.
            app.press("0<Esc>").press("0");
            app.page.go_to(app.page.top);
            let before = seen(&app);
            app.press(away);
            prop_assert_eq!(&seen(app.press("H")), &before);
            app.press("L");
            prop_assert_eq!(&seen(app.press("H")), &before);
        }
    }

    #[test]
    fn an_edit_above_moves_nothing() {
        let prose = "A sentence that is long enough to need a line of its own on most screens.\n\n";
        let company = |above: usize| {
            let above = prose.repeat(above);
            format!(
                "+++\nname = \"One\"\n+++\n\n## First\n\n{above}\n\n## Second\n\n{}See [[two]].\n",
                prose.repeat(20)
            )
        };
        let dossier = |above| {
            covered(&[("companies/one.md", &company(above)), ("companies/two.md", "+++\nname = \"Two\"\n+++\n")])
        };
        let (old, new) = (dossier(1), dossier(9));
        let mut app = reader(&old, 80, 24);
        app.press("2<Enter>ojj<Enter><Tab>jj");
        let at_top = |app: &App| app.page.laid.lines[app.page.top].text();
        let stop = |app: &App| app.page.current().map(|stop| stop.opens.clone());
        let before = (at_top(&app), stop(&app), app.page.top);
        app.press("ga");
        app.take_in(reader(&new, 80, 24).contents.snapshot);
        app.press("H");
        assert_eq!((at_top(&app), stop(&app)), (before.0, before.1));
        assert!(before.2 > 0 && app.page.top > before.2, "eight paragraphs came in above");
    }

    #[test]
    fn there_is_nothing_before_the_beginning() {
        let mut app = bundled(80, 24);
        assert_eq!(app.press("H").said(), "This is where you began: there is nothing to go back to");
        assert_eq!(app.press("L").said(), "You have not gone back: there is nothing to go forward to");
        for top in 0..=HISTORY {
            app.page.top = top;
            app.remember(app.location());
        }
        assert_eq!(app.history.back.len(), HISTORY, "the earliest is forgotten");
    }
}
