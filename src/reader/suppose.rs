//! Supposing that witnesses said nothing: who is taken out, and the way back. Must never be remembered: what all
//! witnesses say is one key away.

use std::sync::Arc;

use super::app::{App, Focus};
use crate::entry::EntryKind;
use crate::evidence::Witnesses;
use crate::keys::Command;
use crate::page::{Opens, Subject, Survey};
use crate::whole::{Snapshot, Topic};

use super::app::Progress;

impl App {
    /// Takes the source one is at out, or puts it back where it is out already; then shows what that changes.
    pub(super) fn suppose(&mut self) {
        if self.contents.progress != Progress::Done {
            return self.say("The dossier is being read");
        }
        let Some(name) = self.source_here() else {
            let next = self.keys.map.shown(Command::NextStop);
            return self.say(&format!("No source is here: {next} goes to a citation mark, or choose an article"));
        };
        let mut names = self.without();
        match names.iter().position(|known| *known == name) {
            Some(at) => drop(names.remove(at)),
            None => names.push(name),
        }
        let is_over = names.is_empty();
        self.take_out(&names);
        if is_over {
            self.say("Put back: all that the files say is here again");
        } else {
            self.go_to_rows(Subject::Survey(Survey::Suppose));
            let peel = self.keys.map.shown(Command::Peel);
            self.say(&format!("Taken out of every page, list and sum, until {peel} puts it back"));
        }
    }

    /// Who is taken out, as they are named.
    #[must_use]
    pub fn without(&self) -> Vec<String> {
        self.contents.dossier().supposed().map(|supposed| supposed.without.clone()).unwrap_or_default()
    }

    /// Puts everybody back; whether anybody was out.
    pub(super) fn put_back(&mut self) -> bool {
        let was_out = self.contents.before.is_some();
        if was_out {
            self.take_out(&[]);
            self.say("Put back: all that the files say is here again");
        }
        was_out
    }

    /// Shows the dossier without these.
    pub(super) fn take_out(&mut self, names: &[String]) {
        let whole = self.contents.before.take().unwrap_or_else(|| Arc::clone(&self.contents.snapshot));
        let left = Witnesses::named(&whole.dossier, names).ok().filter(|_| !names.is_empty());
        self.contents.snapshot = match left {
            Some(witnesses) => {
                let left = Arc::new(witnesses.taken_out(&whole));
                self.contents.before = Some(whole);
                left
            }
            None => whole,
        };
        (self.contents.index, self.contents.names) = (None, None);
        self.sheets.clear();
        self.refilter();
        self.arrange();
    }

    /// The dossier with all that its files say.
    pub(super) fn all_witnesses(&self) -> &Snapshot {
        self.contents.before.as_ref().unwrap_or(&self.contents.snapshot)
    }

    /// The source that the current stop leads to, else the article one is at.
    fn source_here(&self) -> Option<String> {
        let stop = self.front().current().filter(|_| self.focus == Focus::Page || self.layers.card.is_some());
        let at_stop = stop.and_then(|stop| match &stop.opens {
            Opens::Spot(spot) => Some(spot.topic),
            _ => None,
        });
        let chosen = self.lists.chosen(self.lists.kind).filter(|_| self.focus == Focus::List);
        let mut here = [at_stop, chosen.map(Topic::Entry), self.page.subject.topic()].into_iter().flatten();
        here.find_map(|topic| self.witness(topic))
    }

    /// What names a topic as a witness, where it is one: an article, or who is quoted.
    fn witness(&self, topic: Topic) -> Option<String> {
        let dossier = &self.all_witnesses().dossier;
        let is_article =
            topic.entry().and_then(|id| dossier.get(id)).is_some_and(|entry| entry.kind == EntryKind::Article);
        let name = if is_article { dossier.short_reference(topic).to_string() } else { dossier.name(topic).to_owned() };
        Witnesses::named(dossier, std::slice::from_ref(&name)).ok().map(|_| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::fixture::bundled;

    fn said(app: &App) -> String {
        app.page.laid.lines.iter().map(|line| line.text().to_string() + "\n").collect()
    }

    #[test]
    fn a_source_is_taken_out_of_every_page_and_put_back() {
        let mut app = bundled(120, 36);
        let whole = Arc::clone(&app.contents.snapshot);
        app.press("1x");
        assert_eq!(app.without(), ["microsoft-workers-demand"]);
        assert!(said(&app).contains("Falls: nobody else says it (29)"), "{}", said(&app));
        assert_eq!(app.page.kind, "69 of 98 records stand");
        app.press("gg<Enter>");
        let card = app.layers.card.as_ref().expect("what falls is shown as it was");
        assert!(card.laid.lines.iter().any(|line| line.text().as_str().contains("all its witnesses are taken out")));
        app.press("<Esc>h/company:google<Enter><Enter>");
        assert_eq!(app.without().len(), 1, "the view is peeled first");
        app.press("<Esc>");
        assert!(app.without().is_empty() && app.said().starts_with("Put back"), "{}", app.said());
        assert!(Arc::ptr_eq(&whole, &app.contents.snapshot));
        assert!(app.filter.narrows(), "the filter is peeled after");
    }

    #[test]
    fn what_is_left_is_what_tables_count_and_prose_is_dimmed() {
        let mut app = bundled(120, 36);
        app.press("gr");
        let before = app.page.kind.clone();
        app.press("h:microsoft workers demand<Enter>xgr");
        assert_ne!(app.page.kind, before);
        app.press("h:Microsoft<Enter>");
        assert!(said(&app).contains("(its sources are taken out)"), "{}", said(&app));
        app.press("1ggGx");
        assert_eq!(app.without().len(), 2, "another one besides");
        app.press("Hx");
        assert_eq!(app.without().len(), 1, "{:?} {}", app.without(), app.said());
    }

    #[test]
    fn where_no_source_is_that_is_said() {
        let mut app = bundled(80, 24);
        app.press("2x");
        assert!(app.said().starts_with("No source is here"), "{}", app.said());
    }
}
