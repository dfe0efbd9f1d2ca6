//! The passage beside the fact: the screen split, the cited paragraph in step with the stop one is at. Must never show
//! another passage than the one that is cited.

use std::collections::BTreeSet;

use super::app::{App, Focus};
use super::found::FoundPlace;
use super::window::Window;
use crate::entry::{Key, Value};
use crate::keys::Command;
use crate::page::{Opens, Subject};
use crate::text::fold::{Needle, folded_words};
use crate::value::{Place, Reference};
use crate::whole::{EntryId, Spot};

/// Shorter words are in any paragraph, and say nothing of a fact.
const SHORTEST: usize = 6;

impl App {
    /// Splits the page, the cited passage beside the fact; split already, it is whole again. Of a card that lies on the
    /// page, the passage is another card.
    pub(super) fn split(&mut self) {
        if self.layers.card.is_some() {
            return self.show_passage();
        }
        if self.close_split() {
            return;
        }
        self.enter_page();
        // Where one is at nothing that cites, the next that does is meant.
        let from = self.page.stop.or_else(|| self.page.stop_from(self.page.top)).unwrap_or_default();
        let mut next = self.page.laid.stops.iter().enumerate().skip(from);
        let cited = next.find_map(|(at, stop)| Some((at, self.cited_by(&stop.opens)?)));
        if let Some((at, _)) = &cited {
            self.page.stop = Some(*at);
        }
        let Some(spot) = cited.map(|(_, spot)| spot).or_else(|| self.passage_in_sight()) else {
            let next = self.keys.map.shown(Command::NextStop);
            return self.say(&format!("No passage is cited here: {next} goes to the next fact or citation mark"));
        };
        self.beside = Some(Box::new(Window { subject: Subject::Spot(spot), ..Window::default() }));
        self.arrange();
        self.page.reveal_stop(self.lines_in_sight());
    }

    /// Makes the page whole again; whether it was split.
    pub(super) fn close_split(&mut self) -> bool {
        let was_split = self.beside.take().is_some();
        if was_split {
            self.arrange();
        }
        was_split
    }

    /// Brings the passage in step with the stop one is at: where that cites none, it stays.
    pub(super) fn keep_in_step(&mut self) {
        let Some(beside) = &self.beside else { return };
        if let Some(spot) = self.cited_here().filter(|spot| beside.subject != Subject::Spot(spot.clone())) {
            self.lay_beside(Subject::Spot(spot));
        }
    }

    /// Lays the passage out for its place, what the fact says marked in it.
    pub(super) fn lay_beside(&mut self, subject: Subject) {
        let area = self.layout.areas.beside_text();
        let mut window = self.laid_window(&Window { subject, ..Window::default() }, area);
        window.find("", self.words_here());
        // Whose passage it is, its heading says: where there is little room, it begins with what is cited.
        let cited = window.laid.places.iter().filter(|(place, _)| place.paragraphs().is_some());
        let begins = cited.map(|(_, line)| *line).min().unwrap_or_default();
        let marked = window.found.places.iter().map(FoundPlace::line).find(|line| *line >= begins).unwrap_or(begins);
        let room = usize::from(area.height);
        if window.laid.lines.len() > room {
            window.go_to(begins.max(marked.saturating_sub(room / 3)));
        }
        window.found.at = None;
        self.beside = Some(Box::new(window));
    }

    /// The first passage that the current stop cites: a mark its own, a fact that of its first source.
    fn cited_here(&self) -> Option<Spot> {
        if self.focus != Focus::Page {
            return None;
        }
        self.cited_by(&self.page.current()?.opens)
    }

    fn cited_by(&self, opens: &Opens) -> Option<Spot> {
        match opens {
            Opens::Spot(spot) => Some(spot.clone()).filter(is_passage),
            Opens::Card(spot) => {
                let (id, fields) = (spot.entry()?, self.fields_of(spot)?);
                let cites: Vec<&Reference> = fields.sources().into_iter().map(|at| &at.value).collect();
                cites.into_iter().find_map(|cite| self.passage_of(id, cite))
            }
            _ => None,
        }
    }

    fn passage_of(&self, from: EntryId, cite: &Reference) -> Option<Spot> {
        let resolved = self.contents.dossier().resolve(cite, Some(from));
        resolved.spot().cloned().filter(is_passage)
    }

    /// The keys of the fact that a card is of: a record, or the entry.
    fn fields_of(&self, spot: &Spot) -> Option<&crate::entry::Fields> {
        let entry = self.contents.dossier().get(spot.entry()?)?;
        let record = spot.place.as_ref().and_then(Place::record_id).and_then(|id| entry.record(id));
        Some(record.map_or(&entry.fields, |record| &record.fields))
    }

    /// What the fact one is at says: its figures, its names, its quote, and its longer words.
    fn words_here(&self) -> Vec<Needle> {
        let Some(Opens::Card(spot)) = self.page.current().map(|stop| &stop.opens) else { return Vec::new() };
        let Some(fields) = self.fields_of(spot) else { return Vec::new() };
        let mut all = BTreeSet::new();
        for field in fields.iter().filter(|field| field.key != Key::Cites) {
            match &field.value {
                Value::Names(_) => all.extend(field.value.names().map(|name| name.value.clone())),
                Value::Count(_) | Value::Money(_) => {
                    let written = field.value.shown().into_iter().flat_map(|shown| figures(shown.written));
                    all.extend(written);
                }
                Value::Text(_) if field.key == Key::Quote => all.extend(field.value.texts().map(str::to_owned)),
                Value::Text(_) => {
                    let words = field.value.texts().flat_map(folded_words);
                    all.extend(words.filter(|word| word.chars().count() >= SHORTEST));
                }
                Value::References(_) | Value::Date(_) | Value::Number(_) => {}
            }
        }
        all.iter().map(|words| Needle::phrase(words)).filter(|needle| !needle.is_empty()).collect()
    }
}

fn is_passage(spot: &Spot) -> bool {
    spot.place.as_ref().is_some_and(|place| place.paragraphs().is_some())
}

/// The figures of a number as it is written: `600,000` of `~ USD 600,000 per month`.
fn figures(written: &str) -> impl Iterator<Item = String> {
    let has_digit = |word: &&str| word.contains(|letter: char| letter.is_ascii_digit());
    written.split_whitespace().filter(has_digit).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::fixture::bundled;

    fn beside(app: &App) -> String {
        let window = app.beside.as_ref().expect("the page is split");
        window.laid.lines.iter().map(|line| line.text().to_string() + "\n").collect()
    }

    #[test]
    fn the_passage_goes_along_with_the_fact() {
        let mut app = bundled(120, 36);
        app.press("2<Enter><Tab>v");
        assert!(beside(&app).contains("600,000"), "{}", beside(&app));
        let marked = app.beside.as_ref().map(|window| window.found.places.len());
        assert!(marked > Some(2), "its words and figures are marked");
        let first = app.beside.as_ref().map(|window| window.subject.clone());
        app.press("<Tab>");
        assert_ne!(app.beside.as_ref().map(|window| window.subject.clone()), first, "in step");
        assert!(app.layout.areas.page.width < 120 && app.layout.areas.lists[0].is_empty());
        app.press("v");
        assert!(app.beside.is_none() && !app.layout.areas.lists[0].is_empty());
        app.press("v<Esc>");
        assert!(app.beside.is_none() && app.focus == Focus::Page, "a split is peeled first");
    }

    #[test]
    fn on_a_narrow_screen_the_passage_stands_beneath() {
        for (width, height) in [(80, 24), (40, 10)] {
            let mut app = bundled(width, height);
            app.press("2<Enter><Tab>v");
            let (page, passage) = (app.layout.areas.page, app.layout.areas.beside);
            assert!(page.bottom() <= passage.y && passage.height > 2, "{page:?} {passage:?}");
            app.press("h");
            assert!(app.beside.is_none(), "the list has the whole screen again");
        }
    }

    #[test]
    fn where_nothing_is_cited_that_is_said() {
        let mut app = bundled(120, 36);
        app.press("gav");
        assert!(app.beside.is_none() && app.said().starts_with("No passage is cited here"), "{}", app.said());
    }
}
