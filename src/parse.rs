//! A file's text → its entry and its problems.

/// A file as it was found on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Relative to the dossier's root, with `/` between folders. A stranger's text.
    pub path: String,
    /// What was found there.
    pub found: Found,
}

/// What was found under a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A file with these bytes.
    Bytes(Vec<u8>),
    /// Something that is not read, and why: the end of a sentence.
    Skipped(String),
    /// Something that could not be read, and why: the end of a sentence.
    Unreadable(String),
    /// Something over a limit, and over which: the end of a sentence.
    OverLimit(String),
}
