//! A large dossier as it is kept between runs: read again as far as its files are as they were, and kept anew once they
//! are not. Must never change what is read, nor keep anything of a dossier whose texts are held.

use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};
use std::io::{self, Write};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde::{Deserialize, Serialize};

use super::reading::{PEEKED, reading_again};
use crate::disk::{Cache, DiskError, Drawer, Listed, Root, Stamp, Stored};
use crate::parse::{COVER, FileRole, file_role};
use crate::whole::{Keeping, KeptPart, ReadFile, Snapshot};

/// Under which name it is kept.
const WHAT: &str = "entries";

/// Where one file in so many has changed, all is kept anew: what has changed is read faster than all is written.
const CHANGED: usize = 128;

/// Of what bytes are kept: of a program of these sources, whose numbers of texts are made so.
pub(super) fn version() -> u64 {
    let mut hasher = DefaultHasher::new();
    env!("DOSSIER_SOURCES").hash(&mut hasher);
    hasher.finish()
}

/// What stands where in what is kept. It stands at its end, behind it how long it is.
#[derive(Serialize, Deserialize)]
struct Directory {
    /// Of the cover's text, where there is one.
    cover: Option<u64>,
    /// Whose numbers were handed out first.
    first: Vec<String>,
    /// How long each part is, then the head, then the stamps.
    lengths: Vec<u64>,
    /// For how many pieces there was room left.
    pieces: u64,
}

/// A file by its path, as it was.
type Stamped = (String, Option<Stamp>);

/// What was kept of a dossier, not yet read.
pub(super) struct Kept {
    stored: Stored,
    directory: Directory,
}

/// What was kept of a dossier.
pub(super) struct Was {
    pub snapshot: Snapshot,
    pub pieces: usize,
    pub files: Files,
}

/// The files of a dossier as they were.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Files(Vec<Stamped>);

/// What has changed since.
pub(super) struct Since {
    pub changed: Vec<Listed>,
    pub gone: Vec<String>,
    /// Whether it is worth keeping all anew.
    pub is_much: bool,
}

impl Kept {
    /// What is kept of the dossier of that drawer.
    pub(super) fn find(drawer: &Drawer) -> Option<Self> {
        let stored = drawer.open(WHAT, version())?;
        let at = stored.length().checked_sub(8)?;
        let length = u64::from_le_bytes(stored.read_at(at, 8)?.try_into().ok()?);
        let bytes = stored.read_at(at.checked_sub(length)?, usize::try_from(length).ok()?)?;
        let directory = postcard::from_bytes(&bytes).ok()?;
        Some(Self { stored, directory })
    }

    /// Keeps nothing any more.
    pub(super) fn throw_away(drawer: &Drawer) {
        drawer.remove(WHAT);
    }

    /// Whether these files, which were read first, get the numbers that they have here.
    pub(super) fn begins_as(&self, first: &[Listed], read: &[ReadFile]) -> bool {
        let cover = read.iter().find_map(ReadFile::cover_text).map(number);
        let mut met = HashSet::new();
        let owners = first.iter().filter_map(|file| match file_role(file.path()) {
            FileRole::Entry(kind, id) => Some(format!("{}/{id}", kind.plural())),
            FileRole::Cover | FileRole::Text(_) | FileRole::Outside => None,
        });
        let owners: Vec<_> = owners.filter(|owner| met.insert(owner.clone())).collect();
        cover == self.directory.cover && self.directory.first.starts_with(&owners)
    }

    /// All of it; none where it cannot be read.
    pub(super) fn read(&self, root: &Root, held: usize) -> Option<Was> {
        let bytes = self.stored.whole()?;
        let mut rest = bytes.as_slice();
        let mut next = |length: &u64| {
            let (part, after) = rest.split_at_checked(usize::try_from(*length).ok()?)?;
            rest = after;
            Some(part)
        };
        let mut parts: Vec<&[u8]> = self.directory.lengths.iter().map(&mut next).collect::<Option<_>>()?;
        let (stamps, rest) = (parts.pop()?, parts.pop()?);
        let parts: Option<Vec<KeptPart>> = parts.par_iter().map(|part| KeptPart::of(part)).collect();
        let snapshot = Snapshot::of_kept(rest, parts?, (reading_again(root), held))?;
        let files = postcard::from_bytes(stamps).ok()?;
        Some(Was { snapshot, files, pieces: usize::try_from(self.directory.pieces).ok()? })
    }
}

impl Files {
    /// What has changed since, as the files are listed now.
    pub(super) fn since(&self, listed: &[Listed]) -> Since {
        let mut known: HashMap<&str, Option<Stamp>> = HashMap::new();
        let mut files = self.0.iter();
        // Where nothing came or went, both are in one order.
        let mut is_known = |file: &Listed| {
            let stamp = loop {
                match known.remove(file.path()) {
                    Some(stamp) => break stamp,
                    None => match files.next() {
                        Some((path, stamp)) => drop(known.insert(path, *stamp)),
                        None => return false,
                    },
                }
            };
            file.is_read() && stamp.is_some() && stamp == file.stamp()
        };
        let changed: Vec<Listed> = listed.iter().filter(|file| !is_known(file)).cloned().collect();
        let there: HashSet<&str> = known.keys().copied().chain(files.map(|(path, _)| path.as_str())).collect();
        let gone: Vec<String> = there.into_iter().map(str::to_owned).collect();
        // What is read each time has no stamp that would hold.
        let settled = changed.iter().filter(|file| file.stamp().is_some()).count();
        Since { is_much: (settled + gone.len()) * CHANGED > listed.len(), changed, gone }
    }
}

/// What is to be kept of a dossier once it was read.
#[derive(Debug)]
pub(super) struct Due {
    pub files: Files,
    pub pieces: usize,
}

impl Due {
    pub(super) fn of(listed: &[Listed], pieces: usize) -> Self {
        let files = listed.iter().map(|file| (file.path().to_owned(), file.stamp())).collect();
        Self { files: Files(files), pieces }
    }

    /// Keeps it, if its texts are not held.
    pub(super) fn keep(&self, cache: &Cache, root: &Root, read: &Snapshot) -> Result<(), DiskError> {
        let Some(keeping) = Keeping::of(read) else { return Ok(()) };
        let Some(drawer) = cache.make(root)? else { return Ok(()) };
        drawer.write(WHAT, version(), |to| self.write(&keeping, read, to)).map(drop)
    }

    fn write(&self, keeping: &Keeping<'_>, read: &Snapshot, to: &mut dyn Write) -> io::Result<()> {
        let mut lengths = Vec::new();
        let stamps = || postcard::to_stdvec(&self.files).expect("memory takes all, and every length is known");
        let parts = (0..keeping.parts()).map(|number| keeping.part(number));
        for part in parts.chain(std::iter::once_with(|| keeping.head())).chain(std::iter::once_with(stamps)) {
            to.write_all(&part)?;
            lengths.push(part.len() as u64);
        }
        let text = read.view().cover_text();
        let has_cover = self.files.0.iter().any(|(path, _)| path == COVER);
        let cover = has_cover.then(|| number(text));
        let directory = Directory { cover, first: keeping.first(3 * PEEKED), lengths, pieces: self.pieces as u64 };
        let directory = postcard::to_stdvec(&directory).expect("memory takes all, and every length is known");
        to.write_all(&directory)?;
        to.write_all(&(directory.len() as u64).to_le_bytes())
    }
}

fn number(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests lay out folders")]
mod tests;
