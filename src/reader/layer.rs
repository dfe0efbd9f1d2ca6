//! What lies on top of lists and page: one thing, one file, with its state, what keys mean to it, how long it is and
//! how it looks. A new one is a file here, a line in the list of layers, and the command that opens it.

pub mod facets;
pub mod filter;
pub mod find;
pub mod help;
pub mod message;
pub mod outline;
pub mod palette;
pub mod problems;
pub mod search;
pub mod sides;

use super::app::App;
use super::cursor::{Direction, Step};
use super::picture::Look;
use super::prompt::{Earlier, Prompt};
use super::window::Window;
use crate::keys::{Command, Context};

/// What lies on lists and page.
#[derive(Debug, Clone, Default)]
pub struct Layers {
    /// A card on the page: one fact with everything said of it.
    pub card: Option<Box<Window>>,
    /// What lies on top of all.
    pub top: Option<Layer>,
}

/// Declares the layers, so that a new one is one line.
macro_rules! layers {
    ($($(#[doc = $doc:literal])* $name:ident($state:ty),)*) => {
        /// What lies on top.
        #[derive(Debug, Clone)]
        pub enum Layer { $($(#[doc = $doc])* $name($state),)* }

        impl Layer {
            fn overlay(&self) -> &dyn Overlay {
                match self { $(Self::$name(layer) => layer,)* }
            }

            fn overlay_mut(&mut self) -> &mut dyn Overlay {
                match self { $(Self::$name(layer) => layer,)* }
            }
        }
    };
}

layers! {
    /// A filter that is being typed.
    Filter(filter::FilterLine),
    /// What the lists may be narrowed by.
    Facets(facets::Facets),
    /// Words to find that are being typed.
    Find(find::FindLine),
    /// A search that is being typed.
    Search(search::SearchLine),
    /// Something is being looked for by name.
    Palette(palette::Palette),
    /// The keys.
    Help(help::Help),
    /// The headings of the page.
    Outline(outline::Outline),
    /// What rows and columns of a pivot are.
    Sides(sides::Sides),
    /// What is wrong.
    Problems(problems::Problems),
    /// A sentence that needs more room than the bottom line.
    Message(message::Message),
}

/// What becomes of a layer that was asked something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// It means nothing to the layer: what lies beneath is asked.
    Passes,
    /// The layer has done it.
    Stays,
    /// The layer has done it and is gone.
    Closes,
    /// The layer is gone and gives a command.
    Gives(Command),
}

/// What keys mean to a layer, and how it looks. What is not said is as in something that is only looked at.
pub(super) trait Overlay {
    /// How it looks.
    fn look(&self, app: &App) -> Look;

    /// How many rows it covers above the bottom line, where it leaves the others free.
    fn rows(&self) -> u16 {
        0
    }

    /// Whether letters are text in it.
    fn is_typed(&self) -> bool {
        false
    }

    /// The line that is being typed in it.
    fn prompt(&mut self) -> Option<&mut Prompt> {
        None
    }

    /// The lines that were typed in it before.
    fn earlier<'a>(&self, _app: &'a App) -> Option<&'a Earlier> {
        None
    }

    /// Its line is another now: what it does, it does live.
    fn changed(&mut self, _app: &mut App) {}

    /// Keeps the typed line.
    fn keep(&mut self, _app: &mut App) -> Answer {
        Answer::Closes
    }

    /// Completes what is typed.
    fn complete(&mut self, app: &mut App) -> Answer {
        app.say("Only a filter is completed");
        Answer::Stays
    }

    /// Shows what may stand there, or hides it again.
    fn explain(&mut self, app: &mut App) -> Answer {
        app.say("Any words may stand here");
        Answer::Stays
    }

    /// Takes back what was typed.
    fn take_back(&mut self, _app: &mut App) -> Answer {
        Answer::Closes
    }

    /// Moves in it.
    fn step(&mut self, _app: &mut App, _step: Step) -> Answer {
        Answer::Passes
    }

    /// Goes to what is next in it, where that is more than a step of one row.
    fn turn(&mut self, _app: &mut App, _direction: Direction) -> Answer {
        Answer::Passes
    }

    /// Goes to the next place found.
    fn find_next(&mut self, _app: &mut App, _direction: Direction) -> Answer {
        Answer::Passes
    }

    /// Begins to find words in it.
    fn find(&mut self, app: &mut App) -> Answer {
        let peel = app.keys.map.shown(Command::Peel);
        app.say(&format!("There is nothing to find in here; {peel} closes it"));
        Answer::Stays
    }

    /// Chooses what one is at, or chooses it no more.
    fn toggle(&mut self, _app: &mut App) -> Answer {
        Answer::Passes
    }

    /// Opens what is chosen in it.
    fn open(&mut self, _app: &mut App) -> Answer {
        Answer::Closes
    }

    /// Takes away the last of it.
    fn close(&mut self) -> Answer {
        Answer::Closes
    }
}

impl Layers {
    /// What keys mean to what lies on top; none where nothing does.
    #[must_use]
    pub fn context(&self) -> Option<Context> {
        match &self.top {
            Some(layer) if layer.overlay().is_typed() => Some(Context::Line),
            Some(_) => Some(Context::Overlay),
            None => self.card.as_ref().map(|_| Context::Overlay),
        }
    }

    /// How many rows above the bottom line a typed line covers.
    #[must_use]
    pub fn rows(&self) -> u16 {
        self.top.as_ref().map_or(0, |layer| layer.overlay().rows())
    }
}

impl App {
    /// Whether the lists show what held before the filter that is being typed stopped making sense.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        matches!(&self.layers.top, Some(Layer::Filter(line)) if line.is_stale())
    }

    /// How what lies on top looks.
    #[must_use]
    pub fn look(&self) -> Option<Look> {
        self.layers.top.as_ref().map(|layer| layer.overlay().look(self))
    }

    /// How many columns and lines have room in a frame over lists and page.
    pub(super) fn room(&self) -> (usize, usize) {
        let inside = self.layout.areas.middle.inside();
        (inside.width.into(), inside.height.into())
    }

    /// Lays something on top.
    pub(super) fn lay(&mut self, layer: Layer) {
        self.layers.top = Some(layer);
    }

    /// Asks what lies on top; none where nothing does. While it is asked it is not there.
    pub(super) fn ask(&mut self, question: impl FnOnce(&mut dyn Overlay, &mut Self) -> Answer) -> Option<Answer> {
        let mut layer = self.layers.top.take()?;
        let answer = question(layer.overlay_mut(), self);
        if matches!(answer, Answer::Passes | Answer::Stays) {
            self.layers.top = Some(layer);
        }
        Some(answer)
    }

    /// Changes the line that is being typed; where that makes it another, what depends on it follows. False where none
    /// is typed.
    pub(super) fn type_line(&mut self, change: impl FnOnce(&mut Prompt) -> bool) -> bool {
        let answer = self.ask(|layer, app| {
            match layer.prompt().map(change) {
                None => return Answer::Passes,
                Some(true) => layer.changed(app),
                Some(false) => {}
            }
            Answer::Stays
        });
        answer == Some(Answer::Stays)
    }

    /// Brings back the line typed before, or after; where no line has earlier ones, moves.
    pub(super) fn recall(&mut self, direction: Direction) {
        self.ask(|layer, app| {
            let Some(earlier) = layer.earlier(app) else { return layer.step(app, direction.step()) };
            if layer.prompt().is_some_and(|prompt| prompt.recall(earlier, direction)) {
                layer.changed(app);
            }
            Answer::Stays
        });
    }
}
