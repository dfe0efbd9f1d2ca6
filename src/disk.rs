//! The only room that opens anything: fetches bytes beneath the root it was given, and says what it skipped. Must never
//! interpret what it reads, follow a link out of the root, wait on what is no file, or write but where it was told to.
//!
//! ```
//! use dossier::disk;
//!
//! let root = disk::bundled();
//! let listed = root.list().unwrap();
//! assert_eq!(root.read(&listed[0]).path, "dossier.toml");
//! assert!(disk::open("no/such/folder".as_ref()).is_err());
//! ```

mod bundled;
pub mod cache;
mod folder;
mod given;
mod held;
mod names;
mod save;
mod stamp;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use thiserror::Error;

use crate::parse::{Found, Source};
use crate::text::Safe;

pub use cache::{Cache, Drawer, Stored};
pub use folder::Folder;
pub use given::given;
pub use held::ends;
pub use save::{create, create_folder, read_own, save};
pub use stamp::Stamp;

/// Where a dossier lies.
#[derive(Debug, Clone)]
pub enum Root {
    /// In a folder of the disk.
    Folder(Arc<Folder>),
    /// In the program.
    Bundled,
}

/// Something that lies in a dossier: a file to be read, or what will not be read and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Relative to the root, with `/` between folders. A stranger's text.
    path: String,
    /// Why it is not read, where it is not.
    left: Option<Found>,
    /// How many bytes it had when it was listed, where that is known.
    size: u64,
    /// By what it is known to be as it was, where that holds.
    stamp: Option<Stamp>,
}

impl Listed {
    /// Where it lies, relative to the root.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// How many bytes it had when it was listed, where that is known.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// By what it is known to be as it was when it was listed; none where it was written too short a time before.
    #[must_use]
    pub fn stamp(&self) -> Option<Stamp> {
        self.stamp
    }

    /// Whether it is to be read.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.left.is_none()
    }
}

/// Why there is no dossier, or no file written.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum DiskError {
    /// Nothing has that path.
    #[error("there is no folder `{}`: check the path, or leave it out to read the dossier of this folder", shown(.0))]
    Missing(PathBuf),
    /// It is a file, or something else that is no folder.
    #[error("`{}` is not a folder: give the folder that holds dossier.toml", shown(.0))]
    NotAFolder(PathBuf),
    /// A folder without anything that makes it a dossier.
    #[error(
        "`{}` is not a dossier: it has no dossier.toml and no folder articles, companies or campaigns; \
         give the folder that has one of them",
        shown(.0)
    )]
    NotADossier(PathBuf),
    /// The folder cannot be opened or listed.
    #[error("`{}` cannot be read: {why}; see who may read it", shown(.path))]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// The system's reason.
        why: Safe,
    },
    /// Something is there already that would have to give way.
    #[error("`{}` is there already, and nothing is overwritten: give another name, or move it away", shown(.0))]
    Occupied(PathBuf),
    /// A file that is to be taken in cannot be read.
    #[error("`{}` cannot be read: {why}; check the path", shown(.path))]
    NotTaken {
        /// Which.
        path: PathBuf,
        /// The system's reason.
        why: Safe,
    },
    /// The file cannot be written; what was there is as it was.
    #[error("`{}` cannot be written: {why}; nothing was changed", shown(.path))]
    Unwritable {
        /// Which.
        path: PathBuf,
        /// The system's reason.
        why: Safe,
    },
    /// Nothing can be kept between runs; everything else goes on.
    #[error("nothing is kept in `{}`: {why}", shown(.path))]
    NoCache {
        /// Where it would be.
        path: PathBuf,
        /// Why not, and what to do.
        why: Safe,
    },
}

/// Opens the folder at `path` as a dossier.
///
/// # Errors
/// Where it is no folder, cannot be read, or holds nothing that makes it a dossier.
pub fn open(path: &Path) -> Result<Root, DiskError> {
    folder::open(path)?.map(in_folder).ok_or_else(|| DiskError::NotADossier(path.to_owned()))
}

/// The dossier of the current folder, if that is one.
///
/// # Errors
/// Where the current folder cannot be read.
pub fn here() -> Result<Option<Root>, DiskError> {
    Ok(folder::open(Path::new("."))?.map(in_folder))
}

/// The nearest dossier above the current folder that has a cover, with where it lies: not above the folder `home`, and
/// not on another file system.
///
/// # Errors
/// Where that folder cannot be read.
pub fn above(home: Option<&Path>) -> Result<Option<(Root, PathBuf)>, DiskError> {
    match folder::covered_above(Path::new("."), home) {
        Some(path) => Ok(folder::open(&path)?.map(|found| (in_folder(found), path))),
        None => Ok(None),
    }
}

fn in_folder(folder: Folder) -> Root {
    Root::Folder(Arc::new(folder))
}

/// The dossier that comes with the program.
#[must_use]
pub fn bundled() -> Root {
    Root::Bundled
}

/// Its files, each by its path and what is in it.
#[must_use]
pub fn bundled_files() -> Vec<(String, Vec<u8>)> {
    bundled::files()
}

impl Root {
    /// The same for tests, which cannot wait till files that were just written are known to be as they were.
    #[cfg(test)]
    pub(crate) fn settled(self) -> Self {
        match self {
            Self::Folder(folder) => {
                let folder = Arc::try_unwrap(folder).expect("a test opened it just now");
                in_folder(folder.settled())
            }
            Self::Bundled => Self::Bundled,
        }
    }

    /// What to call the dossier where its cover has no title: the folder's name.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Folder(folder) => folder.name().to_owned(),
            Self::Bundled => bundled::NAME.to_owned(),
        }
    }

    /// The folder it lies in; of the one in the program none.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        match self {
            Self::Folder(folder) => Some(folder.path()),
            Self::Bundled => None,
        }
    }

    /// Everything to be read or told of: `dossier.toml`, then each folder, sorted by path.
    ///
    /// # Errors
    /// Where the root itself cannot be listed; a folder in it that cannot is listed as such.
    pub fn list(&self) -> Result<Vec<Listed>, DiskError> {
        match self {
            Self::Folder(folder) => folder.list(),
            Self::Bundled => Ok(bundled::list()),
        }
    }

    /// The cover and so many files of each kind at most, before all are listed; none where there are fewer in all.
    #[must_use]
    pub fn peek(&self, most: usize) -> Vec<Listed> {
        match self {
            Self::Folder(folder) => folder.peek(most),
            Self::Bundled => Vec::new(),
        }
    }

    /// Reads one of them, as it is now. What cannot be read says why.
    #[must_use]
    pub fn read(&self, listed: &Listed) -> Source {
        match &listed.left {
            Some(left) => Source { path: listed.path.clone(), found: left.clone() },
            None => self.read_path(&listed.path),
        }
    }

    /// Reads the file at a path that was listed, as it is now. What cannot be read says why.
    #[must_use]
    pub fn read_path(&self, path: &str) -> Source {
        let found = match self {
            Self::Folder(folder) => folder.read(path),
            Self::Bundled => bundled::read(path),
        };
        Source { path: path.to_owned(), found }
    }
}

/// A path as it may be shown in a sentence.
fn shown(path: &Path) -> Safe {
    Safe::new(&path.to_string_lossy()).cut_bytes(300)
}

/// The system's reason, in its own words but for its number.
#[must_use]
pub fn reason(error: &std::io::Error) -> Safe {
    let text = error.to_string();
    let words = text.split(" (os error").next().unwrap_or_default();
    let mut letters = words.chars();
    let first = letters.next().map(char::to_lowercase);
    Safe::new(&first.into_iter().flatten().chain(letters).collect::<String>()).cut_bytes(150)
}
