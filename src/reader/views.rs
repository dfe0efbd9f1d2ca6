//! The views of the evidence: which a command opens, and of whom. Must never count anything itself.

use super::app::App;
use crate::keys::Command;
use crate::page::{Subject, Survey};
use crate::whole::Topic;

impl App {
    /// Shows the view that a command names.
    pub(super) fn show_view(&mut self, command: Command) {
        match command {
            Command::Facets => self.open_facets(),
            Command::About => self.go_to(Subject::About),
            Command::Records => self.go_to_records(None),
            Command::Pivot => self.go_to_pivot(None),
            Command::Questions => self.go_to_rows(Subject::Survey(Survey::Questions(None))),
            Command::Timeline => self.go_to_rows(Subject::Survey(Survey::Timeline(None))),
            Command::Ties => self.show_ties(),
            Command::Sides if self.pivot().is_some() => self.open_sides(),
            Command::Path | Command::Sides => self.choose_second_end(),
            Command::Conflicts => self.go_to_rows(Subject::Survey(Survey::Conflicts)),
            _ => self.go_to_rows(Subject::Survey(Survey::Support)),
        }
    }

    /// Shows who is tied to what one is at.
    fn show_ties(&mut self) {
        if let Some(topic) = self.end_here(Command::Ties, "shows who is tied to it") {
            self.go_to_rows(Subject::Survey(Survey::Ties(topic)));
        }
    }

    /// Asks to whom a path is to lead from what one is at.
    fn choose_second_end(&mut self) {
        if let Some(topic) = self.end_here(Command::Path, "asks to whom a path is to lead from it") {
            self.open_palette_from(topic);
        }
    }

    /// What the view of ties is of, else what one is at; where that is nothing, it is said.
    fn end_here(&mut self, command: Command, does: &str) -> Option<Topic> {
        let of_view = match &self.page.subject {
            Subject::Survey(Survey::Ties(topic) | Survey::Path([topic, _])) if command == Command::Path => Some(*topic),
            subject => subject.topic().or_else(|| self.row_entry()),
        };
        if of_view.is_none() {
            let key = self.keys.map.shown(command);
            self.say(&format!("Choose an entry first: {key} {does}"));
        }
        of_view
    }
}

#[cfg(test)]
mod tests {
    use crate::reader::app::App;
    use crate::reader::fixture::bundled;

    fn said(app: &App) -> String {
        app.page.laid.lines.iter().map(|line| line.text().to_string() + "\n").collect()
    }

    #[test]
    fn from_an_entry_to_its_ties_and_to_a_second_end() {
        let mut app = bundled(120, 36);
        app.press(":Palantir<Enter>gn");
        assert!(app.page.title == "Ties of Palantir" && said(&app).contains("Software for ICE"), "{}", said(&app));
        app.press("pCBP<Enter>");
        assert_eq!((app.page.title.as_str(), app.page.kind.as_str()), ("From Palantir to CBP", "5 chains"));
        assert!(said(&app).contains("Palantir – Amazon – Tour of Shame – CBP"), "{}", said(&app));
        app.press("<Enter>");
        assert_eq!(app.page.title, "Amazon", "a hop opens whom it leads to");
        app.press("Hj<Enter>");
        assert!(app.layers.card.is_some(), "what makes it opens its card");
        app.press("<Esc>pPalantir<Enter>");
        assert!(said(&app).contains("Both ends are the same"), "{}", said(&app));
    }

    #[test]
    fn ties_are_those_that_the_filter_keeps() {
        let mut app = bundled(80, 24);
        app.press("/contract{with:ICE}<Enter>:Palantir<Enter>gn");
        assert_eq!(app.page.kind, "tied to 1", "{}", said(&app));
        app.press("gagn");
        assert!(app.said().starts_with("Choose an entry first"), "{}", app.said());
    }
}
