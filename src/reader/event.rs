//! What happens to the reader, and what it asks the world to do. Values only.

use std::sync::Arc;

use super::app::Progress;
use super::errand::Done;
use crate::keys::KeyPress;
use crate::text::Safe;
use crate::whole::Snapshot;

/// Something that happened.
#[derive(Debug)]
pub enum Event {
    /// At the terminal.
    Input(Input),
    /// More of the dossier has been read.
    Loaded {
        /// The dossier so far.
        snapshot: Arc<Snapshot>,
        /// How far it is.
        progress: Progress,
    },
    /// Reading goes on, and there is nothing new to show of it but how far it is.
    Progressed(Progress),
    /// The dossier could not be read; a sentence says why.
    Failed(Safe),
    /// Something is to be said that changes nothing.
    Told(Safe),
    /// What was to be done beside the loop is done.
    Done(Done),
    /// There is no shell that would continue the program.
    NoShell,
}

impl From<Input> for Event {
    fn from(input: Input) -> Self {
        Self::Input(input)
    }
}

/// Something that happened at the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Key(KeyPress),
    /// The Escape that came last was no key, but the beginning of what comes next.
    EscapeWithdrawn,
    /// Text was pasted, as it came: a stranger's text, for text fields only.
    Paste(String),
    /// The terminal has this size now, in columns and lines, within what is drawn.
    Resize {
        /// Columns.
        width: u16,
        /// Lines.
        height: u16,
    },
    /// The terminal is ours again after the shell had it: everything is to be painted anew.
    Resumed,
}

/// What the world outside memory is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// End the reader.
    Quit,
    /// Give the terminal back until the shell continues the program.
    Suspend,
    /// Paint every cell again.
    Repaint,
    /// Read the dossier again.
    Reload,
}
