//! Why a verb could not run, as one sentence: what, where, and what to do.

use thiserror::Error;

use crate::disk::DiskError;
use crate::text::Safe;

/// The program could not do what was asked.
const FAILED: u8 = 2;

/// What ends a verb before it has an answer.
#[derive(Debug, Error)]
pub(super) enum Trouble {
    /// The dossier cannot be had, or the output cannot be written.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// Something in what was typed; the sentence says what.
    #[error("{0}")]
    Typed(String),
    /// The stream takes no more.
    #[error("standard output cannot be written: {0}; what is there is not all")]
    Stream(String),
    /// Whoever read the output has had enough.
    #[error("standard output is closed")]
    Closed,
}

impl Trouble {
    /// The sentence, safe and at most 500 bytes long.
    pub(super) fn sentence(&self) -> Safe {
        Safe::new(&self.to_string()).cut_bytes(500)
    }

    /// What the program ends with: a closed pipe is no failure.
    pub(super) fn status(&self) -> u8 {
        match self {
            Self::Disk(_) | Self::Typed(_) | Self::Stream(_) => FAILED,
            Self::Closed => 0,
        }
    }
}

/// What to do about a query that keeps nothing.
pub(super) fn instead_of(query: &str) -> &'static str {
    if query.split_whitespace().nth(1).is_some() { "try fewer or other words" } else { "try another" }
}

/// An argument as it is typed in a shell.
pub(super) fn for_a_shell(argument: &str) -> String {
    let is_plain = |character: char| character.is_alphanumeric() || ":@.,_/+-".contains(character);
    if argument.chars().all(is_plain) { argument.to_owned() } else { format!("'{}'", argument.replace('\'', r"'\''")) }
}
