//! The key by which what is kept has names that do not tell of which dossier it is. It lies beside what it names: this
//! keeps names from a glance and from a search for words, not from whoever holds the folder.

use std::io::{self, Read, Write};

use cap_std::fs::Dir;

use super::{Fresh, keyed, open_ours, remove_all};

const NAME: &str = "key";

const BYTES: usize = 32;

/// The key of a cache.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Seal([u8; 16]);

/// It is told to nobody.
impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal(..)")
    }
}

impl Seal {
    /// The one that lies in that folder. Where it is in doubt, so is all that it names, and all is thrown away.
    pub(super) fn find(dir: &Dir) -> io::Result<Option<Self>> {
        let read = || -> io::Result<Option<Self>> {
            let mut bytes = Vec::with_capacity(BYTES + 1);
            open_ours(dir, NAME)?.take(BYTES as u64 + 1).read_to_end(&mut bytes)?;
            let half = bytes.first_chunk::<16>().filter(|_| bytes.len() == BYTES);
            Ok(half.copied().map(Self))
        };
        match read() {
            Ok(Some(key)) => Ok(Some(key)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Ok(None) | Err(_) => remove_all(dir, "").map(|_| None),
        }
    }

    /// The one that lies in that folder, or a new one.
    pub(super) fn make(dir: &Dir) -> io::Result<Self> {
        if let Some(key) = Self::find(dir)? {
            return Ok(key);
        }
        // Whoever else makes one is done soon.
        let new = Fresh::take(dir, NAME, true)?.ok_or(io::ErrorKind::WouldBlock)?;
        if let Some(key) = Self::find(dir)? {
            return Ok(key);
        }
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes).map_err(io::Error::other)?;
        new.file().write_all(&bytes)?;
        new.place()?;
        Self::find(dir)?.ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// The number of these bytes by this key.
    pub(super) fn number(&self, bytes: &[u8]) -> u128 {
        keyed(&self.0, bytes)
    }
}
