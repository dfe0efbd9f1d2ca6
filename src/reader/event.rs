//! What happens to the reader from outside: keys, pasted text, another size, coming back from the shell. Values only.

use crate::keys::Key;

/// Something that happened outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
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
