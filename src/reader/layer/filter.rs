//! A filter that is being typed: the lists follow each letter, and a complaint stands under the one that is wrong.

use super::{Answer, Layer, Overlay};
use crate::query::QueryError;
use crate::reader::app::App;
use crate::reader::history::Location;
use crate::reader::lists::Lists;
use crate::reader::picture::{Look, TypedLine};
use crate::reader::prompt::{Earlier, Prompt};
use crate::text::Safe;

/// Under the line a complaint takes two rows, the bottom line among them: the line does not move when one comes.
const ROWS: u16 = 2;

/// A filter that is being typed.
#[derive(Debug)]
pub struct FilterLine {
    prompt: Prompt,
    /// What the reader was like before, to be taken back.
    before: Box<(Lists, Location)>,
    /// What is wrong with it, where anything is said of it.
    complaint: Option<QueryError>,
}

impl App {
    /// Begins to type a filter, from the one that holds.
    pub(in crate::reader) fn start_filter(&mut self) {
        let before = Box::new((self.lists.clone(), self.location()));
        let prompt = Prompt::new(self.filter.text());
        self.lay(Layer::Filter(FilterLine { prompt, before, complaint: None }));
    }
}

impl FilterLine {
    /// Filters by the line. Where it makes no sense the old result stays.
    fn apply(&self, app: &mut App) -> Result<(), QueryError> {
        app.filter.set(self.prompt.text(), app.contents.dossier())
    }
}

impl Overlay for FilterLine {
    fn rows(&self) -> u16 {
        ROWS
    }

    fn is_typed(&self) -> bool {
        true
    }

    fn prompt(&mut self) -> Option<&mut Prompt> {
        Some(&mut self.prompt)
    }

    fn earlier<'a>(&self, app: &'a App) -> Option<&'a Earlier> {
        Some(&app.filter.earlier)
    }

    /// What cannot come right by typing on is said.
    fn changed(&mut self, app: &mut App) {
        let applied = self.apply(app);
        if applied.is_ok() {
            app.refilter();
        }
        self.complaint = applied.err().filter(|error| !error.unfinished);
    }

    fn keep(&mut self, app: &mut App) -> Answer {
        match self.apply(app) {
            Ok(()) => {
                app.keep_filter();
                Answer::Closes
            }
            Err(error) => {
                self.complaint = Some(error);
                Answer::Stays
            }
        }
    }

    fn take_back(&mut self, app: &mut App) -> Answer {
        let (lists, location) = &*self.before;
        app.lists = lists.clone();
        // More may have been read since: the rows are not what they were.
        app.narrow_to(&location.filter, location.related);
        app.return_to(location);
        Answer::Closes
    }

    fn look(&self, app: &App) -> Look {
        let kept: usize = app.lists.all_rows().map(<[_]>::len).sum();
        let all = app.contents.dossier().ids().count();
        Look::Typed(TypedLine {
            prompt: self.prompt.clone(),
            complaint: self.complaint.as_ref().map(|error| (error.column, Safe::new(&error.message))),
            aside: Safe::new(&format!("{kept} of {all}")),
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::reader::fixture::bundled;

    #[test]
    fn the_lists_follow_and_a_complaint_waits_until_it_cannot_come_right() {
        let mut app = bundled(80, 24);
        let all = app.press("/").typed().aside;
        assert_eq!(
            (app.layers.rows(), all.as_str()),
            (2, format!("{0} of {0}", app.contents.dossier().ids().count()).as_str())
        );
        app.press("agency:ICE");
        let (kept, aside) = (app.filter.text().to_owned(), app.typed().aside);
        assert_eq!(kept, "agency:ICE");
        assert_ne!(aside, all);
        let unfinished = app.press(" (").typed();
        assert_eq!((unfinished.complaint, unfinished.aside), (None, aside), "the old result stays");
        assert!(app.press("<Enter>").typed().complaint.is_some(), "what is kept must make sense");
        let wrong = app.press("<C-u>agncy:ICE").typed().complaint.unwrap();
        assert_eq!(wrong.0, 0, "{}", wrong.1);
        assert_eq!(app.press("<C-u>agency:ICE<Enter>").filter.text(), "agency:ICE");
        assert!(app.layers.top.is_none());
    }

    #[test]
    fn what_is_taken_back_leaves_nothing_and_what_was_kept_comes_back() {
        let mut app = bundled(80, 24);
        app.press("2jj/palantir<Enter>");
        let before = (app.location(), app.lists.clone());
        app.press("/<C-u>zeppelin<Esc>");
        assert_eq!((app.location(), app.lists.clone()), before);
        app.press("<Esc>/<Up>");
        assert_eq!((app.typed().prompt.text(), app.filter.text()), ("palantir", "palantir"));
    }
}
