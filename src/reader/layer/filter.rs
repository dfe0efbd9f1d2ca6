//! A filter that is being typed: the lists follow each letter, and a complaint stands under the one that is wrong.

use super::{Answer, Overlay};
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
        self.lay(FilterLine { prompt: Prompt::new(self.filter.text()), before, complaint: None });
    }
}

impl FilterLine {
    /// Filters by the line. Where it makes no sense the old result stays.
    fn apply(&self, app: &mut App) -> Result<(), QueryError> {
        app.filter.set(self.prompt.text(), app.read.dossier())
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
        app.narrow_to(&location.filter, location.related);
        app.lists = lists.clone();
        // More may have been read since.
        app.refilter();
        app.return_to(location);
        Answer::Closes
    }

    fn look(&self, app: &App) -> Look {
        let kept: usize = app.lists.all_rows().map(<[_]>::len).sum();
        let all = app.read.dossier().ids().count();
        Look::Typed(TypedLine {
            prompt: self.prompt.clone(),
            complaint: self.complaint.as_ref().map(|error| (error.column, Safe::new(&error.message))),
            aside: Safe::new(&format!("{kept} of {all}")),
            rows_below: ROWS,
        })
    }
}
