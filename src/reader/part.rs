//! What the parts of the frame around the text are. Must never know how they look: that is the medium's to say.

/// What a part of the frame around the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FramePart {
    /// The dossier's title, the heading of the focused pane.
    Title,
    /// The heading of another pane.
    Heading,
    /// Rules, counts, hints: what may be overlooked.
    Dim,
    /// Text.
    Plain,
    /// The mark of what is chosen, and keys.
    Accent,
    /// The chosen row of the focused list.
    Chosen,
    /// A broken file, a complaint.
    Error,
    /// A chip: what narrows the lists.
    Chip,
    /// What was found.
    Found,
    /// The place found that one is at.
    FoundHere,
}
