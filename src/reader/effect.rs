//! What `update` asks the shell to do: everything that touches the world outside memory.

/// One thing to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// End the reader.
    Quit,
    /// Give the terminal back until the shell continues the program.
    Suspend,
    /// Paint every cell again.
    Repaint,
}
