//! Who with whom: from cell to cell of the grid, and other sides. Must never count: the page knows what stands there.

use super::app::{App, Focus};
use super::cursor::{Direction, Step};
use super::window::Window;
use crate::evidence::{Party, Side};
use crate::page::{Opens, PivotView, Subject, Survey};

/// So wide are the names of the rows, and a column.
const NAMES: usize = 12;
const COLUMN: usize = 13;

impl App {
    /// The grid that has the keys.
    pub(super) fn pivot(&self) -> Option<&PivotView> {
        let has_keys = self.focus == Focus::Page && self.layers.card.is_none() && self.layers.top.is_none();
        match &self.page.subject {
            Subject::Survey(Survey::Pivot(view)) if has_keys => Some(view),
            _ => None,
        }
    }

    /// To the grid of these sides; of none, of the first that there are.
    pub(super) fn go_to_pivot(&mut self, sides: Option<(Side, Side)>) {
        let (rows, columns) = self.grid_room();
        self.go_to_rows(Subject::Survey(Survey::Pivot(PivotView { sides, at: None, rows, columns })));
        self.stand_on_pair();
    }

    /// So many rows and columns have room above what is said of a pair.
    fn grid_room(&self) -> (usize, usize) {
        let rows = match self.layout.height {
            30.. => 8,
            20..30 => 5,
            _ => 2,
        };
        (rows, (usize::from(self.layout.width).saturating_sub(NAMES) / COLUMN).max(1))
    }

    /// The screen is another: the grid has as much of it.
    pub(super) fn fit_pivot(&mut self) {
        if self.pivot().is_some() {
            let at = self.pair_here();
            self.show_pair(at);
        }
    }

    /// The pair one is at.
    fn pair_here(&self) -> Option<(Party, Party)> {
        let known = self.pivot().and_then(|view| view.at.clone());
        known.or_else(|| match &self.page.current()?.opens {
            Opens::Pair(row, column) => Some((row.clone(), column.clone())),
            _ => None,
        })
    }

    /// Moves by so many rows and columns, as far as there are any.
    pub(super) fn step_pivot(&mut self, rows: isize, columns: isize) {
        if self.pivot().is_none() {
            return self.say("Nothing is to the right: that is for the cells of who with whom");
        }
        let Some((row, column)) = self.pair_here() else { return };
        let pairs = pairs(&self.page);
        let next = |all: Vec<&Party>, at: &Party, by: isize| -> Party {
            let here = all.iter().position(|known| *known == at).unwrap_or(0);
            let to = here.saturating_add_signed(by).min(all.len().saturating_sub(1));
            all.get(to).map_or_else(|| at.clone(), |party| (*party).clone())
        };
        let in_column = pairs.iter().filter(|(_, known)| *known == column).map(|(row, _)| row).collect();
        let in_row = pairs.iter().filter(|(known, _)| *known == row).map(|(_, column)| column).collect();
        let to = (next(in_column, &row, rows), next(in_row, &column, columns));
        self.show_pair(Some(to));
    }

    /// Moves by rows; what is more scrolls what is said.
    pub(super) fn step_grid(&mut self, step: Step) {
        match step {
            Step::Rows(by) => self.step_pivot(by, 0),
            Step::First => {
                self.step_pivot(isize::MIN, 0);
                self.page.top = 0;
            }
            Step::Last | Step::Halves(_) | Step::Pages(_) => self.page.scroll(step),
        }
    }

    /// To the next stop: of the grid only cells in which something stands.
    pub(super) fn step_pair(&mut self, direction: Direction) {
        let stops = &self.page.laid.stops;
        let is_empty = |at: usize| matches!(&stops[at].opens, Opens::Pair(..)) && stops[at].say.is_empty();
        let here = self.page.stop.unwrap_or(0);
        let next = match direction {
            Direction::Next => (here + 1..stops.len()).find(|at| !is_empty(*at)),
            Direction::Previous => (0..here.min(stops.len())).rev().find(|at| !is_empty(*at)),
        };
        let Some(next) = next else { return };
        let stop = &stops[next];
        if let Opens::Pair(row, column) = &stop.opens {
            let at = (row.clone(), column.clone());
            return self.show_pair(Some(at));
        }
        self.notice = Some(stop.say.clone()).filter(|say| !say.is_empty());
        self.page.stop = Some(next);
        self.page.reveal_stop(self.lines_in_sight());
    }

    /// The grid of other sides in place of this one.
    pub(super) fn choose_sides(&mut self, rows: Side, columns: Side) {
        let room = self.grid_room();
        let view = PivotView { sides: Some((rows, columns)), at: None, rows: room.0, columns: room.1 };
        self.show_page(Subject::Survey(Survey::Pivot(view)));
        self.stand_on_pair();
    }

    fn show_pair(&mut self, at: Option<(Party, Party)>) {
        let Subject::Survey(Survey::Pivot(view)) = &self.page.subject else { return };
        let (rows, columns) = self.grid_room();
        let view = PivotView { sides: view.sides, at, rows, columns };
        self.show_page(Subject::Survey(Survey::Pivot(view)));
        self.stand_on_pair();
    }

    /// The stop is the cell one is at; it is said.
    fn stand_on_pair(&mut self) {
        let at = self.pivot().and_then(|view| view.at.clone());
        let is_at = |opens: &Opens| match (opens, &at) {
            (Opens::Pair(row, column), Some((of_row, of_column))) => (row, column) == (of_row, of_column),
            _ => false,
        };
        let stops = &self.page.laid.stops;
        let first = || stops.iter().position(|stop| matches!(stop.opens, Opens::Pair(..)) && !stop.say.is_empty());
        self.page.stop = stops.iter().position(|stop| is_at(&stop.opens)).or_else(first);
        self.notice = self.page.current().map(|stop| stop.say.clone()).filter(|say| !say.is_empty());
        self.page.top = 0;
        // The heads stay in sight as long as the cell does too.
        let in_sight = self.lines_in_sight();
        if self.page.current().is_some_and(|stop| stop.last_line >= in_sight) {
            self.page.reveal_stop(in_sight);
        }
    }
}

/// The pairs of the grid, row by row.
fn pairs(page: &Window) -> Vec<(Party, Party)> {
    let of_stop = |opens: &Opens| match opens {
        Opens::Pair(row, column) => Some((row.clone(), column.clone())),
        _ => None,
    };
    page.laid.stops.iter().filter_map(|stop| of_stop(&stop.opens)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::fixture::bundled;

    fn said(app: &App) -> String {
        app.page.laid.lines.iter().map(|line| line.text().to_string() + "\n").collect()
    }

    fn at(app: &App) -> String {
        let dossier = app.contents.dossier();
        let (row, column) = app.pair_here().unwrap();
        format!("{} {}", row.name(dossier), column.name(dossier))
    }

    #[test]
    fn one_goes_from_cell_to_cell_and_each_is_said() {
        let mut app = bundled(120, 36);
        app.press("gw");
        assert_eq!((app.page.title.as_str(), app.page.kind.as_str()), ("Who with whom", "companies × agencies"));
        assert_eq!(at(&app).split(' ').next(), Some("Amazon"));
        app.press("j");
        assert_eq!(at(&app).split(' ').next(), Some("Google"));
        for _ in 0..9 {
            app.press("h");
        }
        app.press("l");
        assert_eq!(at(&app), "Google CBP");
        let shown = said(&app);
        for expected in
            ["Google and CBP", "Anthos for CBP", "¶3", "Asked about it (2)", "Not stated", "No answer is reported."]
        {
            assert!(shown.contains(expected), "{expected} in\n{shown}");
        }
        app.press("<Enter>");
        assert_eq!(app.page.title, "Google and CBP");
        assert!(said(&app).contains("Contracts (1)"), "{}", said(&app));
        app.press("<Enter>");
        assert!(app.layers.card.is_some(), "a row opens its card");
        app.press("<Esc>H");
        assert_eq!(at(&app), "Google CBP", "one comes back to the cell");
    }

    #[test]
    fn what_is_not_there_is_said_of_an_empty_cell_and_tab_passes_it() {
        let mut app = bundled(120, 36);
        app.press("gw<Tab>");
        assert!(!app.page.current().unwrap().say.is_empty());
        app.press("gg");
        let first = at(&app);
        app.press("kk");
        assert_eq!(at(&app), first, "there is nothing above the first");
        app.press("/contract{with:ICE}<Esc>");
        app.press("q/contract{with:ICE}<Enter>gw");
        assert!(said(&app).contains("Palantir") && !said(&app).contains("Google"), "{}", said(&app));
    }

    #[test]
    fn the_cell_that_is_marked_is_the_one_that_is_said() {
        let mut app = bundled(120, 36);
        app.press("gw");
        let lines: Vec<String> = app.page.laid.lines.iter().map(|line| line.text().to_string()).collect();
        let (named, _) = app.said().split_once(':').expect("what stands in the cell");
        assert!(lines.iter().any(|line| line.trim() == named), "{named}: {lines:?}");
        assert_eq!(lines.iter().filter(|line| line.contains('◂')).count(), 1);
    }

    #[test]
    fn the_sides_are_chosen_in_a_layer() {
        let mut app = bundled(120, 36);
        app.press("gwp");
        assert!(app.picture().shown().iter().any(|line| line.contains("campaigns")));
        app.press("<Esc>");
        assert_eq!(app.page.kind, "companies × agencies");
        app.press("pjj<Space><Tab>jjj<Space><Enter>");
        assert_eq!(app.page.kind, "campaigns × people");
        assert!(said(&app).contains("Marc Benioff"), "{}", said(&app));
    }

    #[test]
    fn the_grid_fits_and_scrolls_on_any_screen() {
        for (width, height) in [(120, 36), (80, 24), (40, 10)] {
            let mut app = bundled(width, height);
            app.press("gw");
            for key in ["l", "l", "l", "l", "l", "l", "l", "j", "j", "j", "j", "j", "j", "h", "h", "k"] {
                app.press(key);
                let stop = app.page.current().expect("one is at a cell");
                assert!(matches!(stop.opens, Opens::Pair(..)), "{width}: {:?}", stop.opens);
                let (top, height) = (app.page.top, app.page.height());
                assert!((top..top + height).contains(&stop.line), "{width}×{height}");
            }
        }
    }
}
