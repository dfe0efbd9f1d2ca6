//! A reader to be tried: it has read a dossier, takes keys in their notation, and says what lies on top.

use std::sync::Arc;

use super::app::{App, Progress};
use super::event::{Event, Input};
use super::picture::{Look, Picture, TypedLine};
use super::update::update;
use crate::fixture;
use crate::keys::parse_keys;
use crate::render::Glyphs;
use crate::whole::{Bodies, Dossier, Snapshot};

/// A reader of the dossier that comes with the program.
pub(super) fn bundled(width: u16, height: u16) -> App {
    reading(fixture::bundled(), width, height)
}

/// A reader of a dossier.
pub(super) fn reader((dossier, bodies): &(Dossier, Bodies), width: u16, height: u16) -> App {
    let (dossier, bodies) = (dossier.clone(), bodies.clone());
    reading(Arc::new(Snapshot { dossier, bodies }), width, height)
}

fn reading(snapshot: Arc<Snapshot>, width: u16, height: u16) -> App {
    let mut app = App::new("example", (width, height), Glyphs::Unicode);
    app.take_in(snapshot);
    app
}

impl App {
    /// A dossier has been read.
    pub(super) fn take_in(&mut self, snapshot: Arc<Snapshot>) {
        update(self, Event::Loaded { snapshot, progress: Progress::Done });
    }

    /// Keys are pressed, in the notation of the key table.
    pub(super) fn press(&mut self, keys: &str) -> &mut Self {
        for key in parse_keys(keys).unwrap() {
            update(self, Event::Input(Input::Key(key)));
        }
        self
    }

    /// What is to be done beside the loop is done.
    pub(super) fn run_errands(&mut self) -> &mut Self {
        while let Some(errand) = self.errands().into_iter().flatten().next() {
            update(self, Event::Done(errand.done(&|| true).expect("it is wanted")));
        }
        self
    }

    /// What is framed on top.
    pub(super) fn picture(&self) -> Picture {
        let Some(Look::Framed(picture)) = self.look() else { panic!("nothing is framed: {:?}", self.look()) };
        picture
    }

    /// The line that is typed.
    pub(super) fn typed(&self) -> TypedLine {
        let Some(Look::Typed(typed)) = self.look() else { panic!("nothing is typed: {:?}", self.look()) };
        typed
    }

    /// What is said above the bottom line.
    pub(super) fn said(&self) -> &str {
        self.notice.as_ref().map_or("", |notice| notice.as_str())
    }
}

impl Picture {
    /// Its lines as text; the chosen one begins with `>`.
    pub(super) fn shown(&self) -> Vec<String> {
        let line = |(row, line): (usize, &super::picture::PictureLine)| {
            let mut text = String::new();
            for label in &line.labels {
                text = format!("{text:0$}{1}", label.column, label.text);
            }
            if self.chosen == Some(row) {
                text.replace_range(..1, ">");
            }
            if line.aside.is_empty() { text } else { format!("{text} | {}", line.aside) }
        };
        self.lines.iter().enumerate().map(line).collect()
    }
}
