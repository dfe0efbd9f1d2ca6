//! What is kept of large dossiers between runs, so that they open faster: bytes in a folder that only its owner may look
//! into. Must never be needed for an answer: whatever is in doubt is thrown away. Must never follow a link, tell which
//! dossier a file is of, or make anything before something is to be kept.
//!
//! ```
//! use std::io::Write;
//!
//! use dossier::disk::{self, Cache};
//!
//! # let (folder, of) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
//! # std::fs::create_dir(of.path().join("articles")).unwrap();
//! let cache = Cache::at(folder.path().join("dossier"));
//! let root = disk::open(of.path()).unwrap();
//! assert!(cache.find(&root).unwrap().is_none(), "nothing is kept of it yet");
//! let drawer = cache.make(&root).unwrap().unwrap();
//! assert!(drawer.write("words", 1, |to| to.write_all(b"all of it")).unwrap());
//! assert_eq!(drawer.open("words", 1).unwrap().read_at(4, 2).unwrap(), b"of");
//! assert!(drawer.open("words", 2).is_none(), "another version is thrown away");
//! ```

mod fresh;
mod key;
mod stored;

use std::fs::File;
use std::hash::Hasher;
use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cap_fs_ext::{DirExt, FollowSymlinks, OpenOptionsFollowExt, OpenOptionsSyncExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, DirBuilder, DirBuilderExt, Metadata, MetadataExt, OpenOptions, OpenOptionsExt, PermissionsExt};
use siphasher::sip128::{Hasher128, SipHasher24};

use super::{DiskError, Root, reason};
use fresh::{Fresh, sweep};
use key::Seal;
pub use stored::Stored;
use stored::Writer;

/// Where something is kept of dossiers. It is made once something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cache {
    folder: PathBuf,
}

/// What is kept of one dossier: a few files, each by what is in it.
#[derive(Debug, Clone)]
pub struct Drawer {
    cache: Arc<Open>,
    /// With what the names of its files begin.
    name: String,
}

/// The folder, held open.
#[derive(Debug)]
struct Open {
    path: PathBuf,
    dir: Dir,
    key: Seal,
}

impl Cache {
    /// The one in that folder, whether it is there or not.
    #[must_use]
    pub fn at(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Its folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// Where something may be kept of that dossier. None where nothing is kept of any; nothing is made.
    ///
    /// # Errors
    /// Where the folder is not its owner's alone.
    pub fn find(&self, root: &Root) -> Result<Option<Drawer>, DiskError> {
        root.folder().map_or(Ok(None), |folder| self.find_at(folder))
    }

    /// The same of the dossier of that folder, which may be gone by now.
    ///
    /// # Errors
    /// Where the folder of the cache is not its owner's alone.
    pub fn find_at(&self, folder: &Path) -> Result<Option<Drawer>, DiskError> {
        let Some(real) = real_path(folder) else { return Ok(None) };
        let open = || self.open()?.map(|dir| self.with_key(dir, Seal::find)).transpose();
        let open = open().map_err(|why| self.none(&why))?;
        Ok(open.flatten().map(|open| open.drawer(&real)))
    }

    /// Where something is to be kept of that dossier. None for the one in the program.
    ///
    /// # Errors
    /// Where the folder is not its owner's alone, or cannot be made.
    pub fn make(&self, root: &Root) -> Result<Option<Drawer>, DiskError> {
        let Some(real) = root.folder().and_then(real_path) else { return Ok(None) };
        let open = || self.with_key(self.made()?, |dir| Seal::make(dir).map(Some));
        let open = open().map_err(|why| self.none(&why))?;
        Ok(open.map(|open| open.drawer(&real)))
    }

    /// What lies there, by name, with its size.
    ///
    /// # Errors
    /// Where the folder is not its owner's alone, or cannot be read.
    pub fn files(&self) -> Result<Vec<(String, u64)>, DiskError> {
        let files = || self.open()?.map_or(Ok(Vec::new()), |dir| files(&dir, ""));
        files().map_err(|why| self.none(&why))
    }

    /// Removes all that lies there, and the folder; gives how many bytes that were.
    ///
    /// # Errors
    /// Where the folder is not its owner's alone, or something cannot be removed.
    pub fn clear(&self) -> Result<u64, DiskError> {
        let clear = || -> io::Result<u64> {
            let Some(dir) = self.open()? else { return Ok(0) };
            let bytes = remove_all(&dir, "")?;
            let (parent, name) = self.parent()?;
            // What somebody else put there stays, and the folder with it.
            Dir::open_ambient_dir(parent, ambient_authority())?.remove_dir(name).ok();
            Ok(bytes)
        };
        clear().map_err(|why| self.none(&why))
    }

    fn none(&self, why: &io::Error) -> DiskError {
        DiskError::NoCache { path: self.folder.clone(), why: reason(why) }
    }

    fn parent(&self) -> io::Result<(&Path, &Path)> {
        let name = self.folder.file_name().map(Path::new);
        self.folder.parent().zip(name).ok_or_else(|| io::ErrorKind::InvalidInput.into())
    }

    /// The folder, where it is there.
    fn open(&self) -> io::Result<Option<Dir>> {
        let (parent, name) = self.parent()?;
        let parent = match Dir::open_ambient_dir(parent, ambient_authority()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            parent => parent?,
        };
        let found = match parent.symlink_metadata(name) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            found => found?,
        };
        doubt(&found, Kind::Folder).map_or(Ok(()), Err)?;
        let dir = parent.open_dir_nofollow(name)?;
        doubt(&dir.dir_metadata()?, Kind::Folder).map_or(Ok(()), Err)?;
        Ok(Some(dir))
    }

    /// The folder, made where it is not there, and those above it.
    fn made(&self) -> io::Result<Dir> {
        if let Some(dir) = self.open()? {
            return Ok(dir);
        }
        let (parent, name) = self.parent()?;
        let mut private = DirBuilder::new();
        private.mode(0o700);
        // What is made on the way is nobody else's either.
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(parent)?;
        match Dir::open_ambient_dir(parent, ambient_authority())?.create_dir_with(name, &private) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        self.open()?.ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn with_key(&self, dir: Dir, key: impl Fn(&Dir) -> io::Result<Option<Seal>>) -> io::Result<Option<Open>> {
        sweep(&dir)?;
        Ok(key(&dir)?.map(|key| Open { path: self.folder.clone(), dir, key }))
    }
}

impl Open {
    fn drawer(self, real: &Path) -> Drawer {
        let name = hex(self.key.number(real.as_os_str().as_bytes()));
        Drawer { cache: Arc::new(self), name }
    }
}

impl Drawer {
    fn file(&self, what: &str) -> String {
        format!("{}.{what}", self.name)
    }

    /// What is kept under that name, in that version. What is in doubt is thrown away.
    #[must_use]
    pub fn open(&self, what: &str, version: u64) -> Option<Stored> {
        let name = self.file(what);
        let dir = &self.cache.dir;
        let file = match open_ours(dir, &name) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
            file => file.ok(),
        };
        let stored = file.and_then(|file| Stored::of(file, self.cache.key.number(name.as_bytes()), version));
        if stored.is_none() {
            self.remove(what);
        }
        stored
    }

    /// Keeps under that name what `put` writes, whole or not at all. `false` where another program is about it.
    ///
    /// # Errors
    /// Where it cannot be written, or `put` fails; what was kept before is kept still.
    pub fn write(
        &self,
        what: &str,
        version: u64,
        put: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<bool, DiskError> {
        let name = self.file(what);
        let dir = &self.cache.dir;
        let written = || -> io::Result<bool> {
            let Some(file) = Fresh::take(dir, &name, false)? else { return Ok(false) };
            let mut to = Writer::to(file.file());
            put(&mut to)?;
            to.finish(self.cache.key.number(name.as_bytes()), version)?;
            file.place()?;
            Ok(true)
        };
        written().map_err(|error| DiskError::Unwritable { path: self.cache.path.join(&name), why: reason(&error) })
    }

    /// Keeps nothing under that name any more.
    pub fn remove(&self, what: &str) {
        self.cache.dir.remove_file(self.file(what)).ok();
    }

    /// What is kept, by its names, with its size.
    #[must_use]
    pub fn files(&self) -> Vec<(String, u64)> {
        let begin = format!("{}.", self.name);
        let found = files(&self.cache.dir, &begin).unwrap_or_default();
        found.into_iter().filter_map(|(name, size)| Some((name.strip_prefix(&begin)?.to_owned(), size))).collect()
    }

    /// Removes all that is kept; gives how many bytes that were.
    ///
    /// # Errors
    /// Where something cannot be removed.
    pub fn clear(&self) -> Result<u64, DiskError> {
        remove_all(&self.cache.dir, &self.name)
            .map_err(|why| DiskError::NoCache { path: self.cache.path.clone(), why: reason(&why) })
    }
}

/// The files whose names begin so, with their sizes.
fn files(dir: &Dir, begin: &str) -> io::Result<Vec<(String, u64)>> {
    let mut found = Vec::new();
    for entry in dir.entries()? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(begin) && !entry.file_type()?.is_dir() {
            match entry.metadata() {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                metadata => found.push((name, metadata?.len())),
            }
        }
    }
    found.sort();
    Ok(found)
}

fn remove_all(dir: &Dir, begin: &str) -> io::Result<u64> {
    let mut bytes = 0;
    for (name, size) in files(dir, begin)? {
        match dir.remove_file(name) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            removed => removed.map(|()| bytes += size)?,
        }
    }
    Ok(bytes)
}

/// What something in the folder is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Folder,
}

/// Why something that lies there is not ours alone, where it is not.
fn doubt(found: &Metadata, kind: Kind) -> Option<io::Error> {
    let mode = found.permissions().mode() & 0o777;
    let why = if found.is_symlink() {
        "it is a symbolic link; put the folder itself in its place".to_owned()
    } else if (kind == Kind::File && !found.is_file()) || (kind == Kind::Folder && !found.is_dir()) {
        format!("it is no {}; move it away", if kind == Kind::File { "file" } else { "folder" })
    } else if found.uid() != rustix::process::geteuid().as_raw() {
        "it belongs to somebody else; let XDG_CACHE_HOME name a folder of your own".to_owned()
    } else if mode & 0o077 != 0 {
        format!("others may look into it, its mode is {mode:o}; make it 700")
    } else {
        return None;
    };
    Some(io::Error::other(why))
}

/// How a file is opened that is nobody else's.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).mode(0o600).follow(FollowSymlinks::No).nonblock(true);
    options
}

/// Opens a file that is ours alone.
fn open_ours(dir: &Dir, name: &str) -> io::Result<File> {
    let file = dir.open_with(name, &private())?;
    doubt(&file.metadata()?, Kind::File).map_or(Ok(()), Err)?;
    Ok(file.into_std())
}

/// Where a dossier really lies, or lay.
#[expect(clippy::disallowed_methods, reason = "only the file system knows where a path leads")]
fn real_path(folder: &Path) -> Option<PathBuf> {
    let gone = || {
        let full = std::path::absolute(folder).ok()?;
        Some(full.parent()?.canonicalize().ok()?.join(full.file_name()?))
    };
    folder.canonicalize().ok().or_else(gone)
}

/// A keyed number of these bytes.
fn keyed(key: &[u8; 16], bytes: &[u8]) -> u128 {
    let mut hasher = SipHasher24::new_with_key(key);
    hasher.write(bytes);
    hasher.finish128().as_u128()
}

fn hex(number: u128) -> String {
    format!("{number:032x}")
}

#[cfg(test)]
mod tests;
