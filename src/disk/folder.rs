//! A dossier in a folder: listed and read beneath one handle, without following a link.
//! Must never open what is no regular file, nor take more of it than its limit.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use cap_fs_ext::{DirExt, FollowSymlinks, OpenOptionsFollowExt, OpenOptionsSyncExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, DirEntry, File, FileType, Metadata, OpenOptions};

use super::{DiskError, Listed, is_entry_file, is_left_out, reason};
use crate::parse::{Found, limits};

/// The cover's file.
pub(super) const COVER: &str = "dossier.toml";

/// The folders that are read, in the order in which they are listed.
pub(super) const FOLDERS: [&str; 4] = ["articles", "campaigns", "companies", TEXTS];

const TEXTS: &str = "texts";

/// How often a file that changes while it is read is begun again.
const TRIES: usize = 3;

/// The folder of a dossier, held open.
#[derive(Debug)]
pub struct Folder {
    root: Dir,
    path: PathBuf,
    name: String,
}

/// How much a walk takes in.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    /// Files of the three kinds; of texts as many again; and as many folders.
    entries: usize,
    /// Folders in one another.
    depth: usize,
    /// Bytes of a relative path.
    path: usize,
}

const BOUNDS: Bounds = Bounds { entries: limits::ENTRIES, depth: limits::DEPTH, path: limits::PATH };

/// The folder at `path`, if there is what makes it a dossier.
pub(super) fn open(path: &Path) -> Result<Option<Folder>, DiskError> {
    let root = Dir::open_ambient_dir(path, ambient_authority()).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => DiskError::Missing(path.to_owned()),
        io::ErrorKind::NotADirectory => DiskError::NotAFolder(path.to_owned()),
        _ => unreadable(path, &error),
    })?;
    let has = |name: &str| root.symlink_metadata(name).is_ok_and(|found| found.is_dir() != (name == COVER));
    let is_dossier = has(COVER) || FOLDERS.into_iter().filter(|name| *name != TEXTS).any(has);
    Ok(is_dossier.then(|| Folder { root, path: path.to_owned(), name: name_of(path) }))
}

#[expect(clippy::disallowed_methods, reason = "`.` and `..` have a name only where the file system says so")]
fn name_of(path: &Path) -> String {
    let full = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    full.file_name().map_or_else(|| "dossier".to_owned(), |name| name.to_string_lossy().into_owned())
}

fn unreadable(path: &Path, error: &io::Error) -> DiskError {
    DiskError::Unreadable { path: path.to_owned(), why: reason(error) }
}

impl Folder {
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn list(&self) -> Result<Vec<Listed>, DiskError> {
        self.list_within(BOUNDS)
    }

    fn list_within(&self, bounds: Bounds) -> Result<Vec<Listed>, DiskError> {
        let mut top = names(&self.root, usize::MAX).map_err(|error| unreadable(&self.path, &error))?.0;
        top.retain(|named| named.name == COVER || FOLDERS.contains(&named.name.as_str()));
        let mut walk = Walk { bounds, files: bounds.entries, folders: bounds.entries, listed: Vec::new() };
        if let Some(cover) = top.iter().find(|named| named.name == COVER) {
            walk.listed.push(cover_as_found(cover));
        }
        for folder in FOLDERS {
            if folder == TEXTS {
                (walk.files, walk.folders) = (bounds.entries, bounds.entries);
            }
            if let Some(named) = top.iter().find(|named| named.name == folder) {
                walk.top_folder(&self.root, named);
            }
        }
        Ok(walk.listed)
    }

    pub(super) fn read(&self, path: &str) -> Found {
        let limit = if path.starts_with("texts/") { limits::TEXT } else { limits::FILE };
        self.read_within(path, limit).unwrap_or_else(|error| Found::Unreadable(reason(&error).to_string()))
    }

    fn read_within(&self, path: &str, limit: usize) -> io::Result<Found> {
        for _ in 0..TRIES {
            let Some(file) = self.open_regular(path)? else {
                return Ok(Found::Skipped("it is no regular file".to_owned()));
            };
            let before = file.metadata()?;
            if before.len() > limit as u64 {
                return Ok(over_size(limit));
            }
            let mut bytes = Vec::new();
            (&file).take(limit as u64 + 1).read_to_end(&mut bytes)?;
            if bytes.len() > limit {
                return Ok(over_size(limit));
            }
            if is_unchanged(&before, &file.metadata()?) {
                return Ok(Found::Bytes(bytes));
            }
        }
        Ok(Found::Unreadable("it keeps changing while it is read".to_owned()))
    }

    /// Opens a file, folder by folder, so that no link on the way is followed. `None`: it is no regular file (any more).
    /// Looks before opening, because opening a device can do things, and after, because it may have been changed between.
    fn open_regular(&self, path: &str) -> io::Result<Option<File>> {
        let (folders, name) = path.rsplit_once('/').map_or((None, path), |(folders, name)| (Some(folders), name));
        let mut inner = None;
        for folder in folders.into_iter().flat_map(|folders| folders.split('/')) {
            inner = Some(inner.as_ref().unwrap_or(&self.root).open_dir_nofollow(folder)?);
        }
        let folder = inner.as_ref().unwrap_or(&self.root);
        if !folder.symlink_metadata(name)?.is_file() {
            return Ok(None);
        }
        let mut options = OpenOptions::new();
        options.read(true).follow(FollowSymlinks::No).nonblock(true);
        let file = folder.open_with(name, &options)?;
        Ok(file.metadata()?.is_file().then_some(file))
    }
}

fn is_unchanged(before: &Metadata, after: &Metadata) -> bool {
    before.len() == after.len() && before.modified().ok() == after.modified().ok()
}

fn over_size(limit: usize) -> Found {
    Found::OverLimit(format!("it is larger than {} MiB", limit / 1024 / 1024))
}

fn cover_as_found(cover: &Named) -> Listed {
    let left = match cover.kind {
        Kind::File => None,
        Kind::Folder => Some(Found::Skipped("it is a folder".to_owned())),
        Kind::Link => Some(a_link()),
        Kind::Other => Some(no_file()),
    };
    Listed { path: COVER.to_owned(), left }
}

fn a_link() -> Found {
    Found::Skipped("it is a symbolic link; put the file itself in its place".to_owned())
}

fn no_file() -> Found {
    Found::Skipped("it is neither a file nor a folder".to_owned())
}

/// What a name stands for; links are not followed to find out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Folder,
    Link,
    Other,
}

impl Kind {
    fn of(kind: FileType) -> Self {
        if kind.is_file() {
            Self::File
        } else if kind.is_dir() {
            Self::Folder
        } else if kind.is_symlink() {
            Self::Link
        } else {
            Self::Other
        }
    }
}

/// A name in a folder. Ordered so that walking in order gives the paths in order.
#[derive(Debug, PartialEq, Eq)]
struct Named {
    name: String,
    is_utf8: bool,
    kind: Kind,
}

impl Named {
    fn of(entry: &DirEntry) -> io::Result<Self> {
        let raw = entry.file_name();
        let name = raw.to_string_lossy().into_owned();
        Ok(Self { is_utf8: raw.to_str().is_some(), name, kind: Kind::of(entry.file_type()?) })
    }

    /// A folder's paths go on with `/`, which is greater than the `-` and `.` of its neighbours.
    fn order(&self) -> impl Iterator<Item = u8> + '_ {
        self.name.bytes().chain((self.kind == Kind::Folder).then_some(b'/'))
    }
}

impl PartialOrd for Named {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Named {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(other.order())
    }
}

/// The first `most` names of a folder, in order, and whether there are more: never more than that are held.
fn names(folder: &Dir, most: usize) -> io::Result<(Vec<Named>, bool)> {
    let mut first = BinaryHeap::new();
    let mut are_more = false;
    for entry in folder.entries()? {
        let named = match entry.and_then(|entry| Named::of(&entry)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            named => named?,
        };
        if matters(&named) {
            first.push(named);
        }
        if first.len() > most {
            first.pop();
            are_more = true;
        }
    }
    Ok((first.into_sorted_vec(), are_more))
}

/// Whether it is read or told of: dot-files, read-me files and other endings are neither.
fn matters(named: &Named) -> bool {
    let has_ending = named.kind != Kind::File || is_entry_file(&named.name) || named.name == COVER;
    has_ending && !is_left_out(&named.name)
}

/// A walk through a dossier's folders.
struct Walk {
    bounds: Bounds,
    /// How many more files and things to tell of may be listed.
    files: usize,
    /// How many more folders may be entered.
    folders: usize,
    listed: Vec<Listed>,
}

impl Walk {
    /// One of the folders at the root.
    fn top_folder(&mut self, root: &Dir, named: &Named) {
        match named.kind {
            Kind::Folder => self.enter(root, &named.name, &named.name, 1),
            Kind::Link => self.tell(&named.name, a_link()),
            Kind::File | Kind::Other => {
                self.tell(&named.name, Found::Skipped("it should be a folder".to_owned()));
            }
        }
    }

    fn enter(&mut self, parent: &Dir, name: &str, path: &str, depth: usize) {
        if depth > self.bounds.depth {
            let why = format!("it lies deeper than {} folders", self.bounds.depth);
            return self.tell(path, Found::OverLimit(why));
        }
        if self.folders == 0 {
            return self.tell(path, self.too_many());
        }
        self.folders -= 1;
        let folder = parent.open_dir_nofollow(name);
        match folder.and_then(|folder| names(&folder, self.bounds.entries * 2).map(|names| (folder, names))) {
            Ok((folder, (names, are_more))) => {
                for named in names {
                    self.take(&folder, &named, &format!("{path}/{}", named.name), depth);
                }
                if are_more && self.files > 0 {
                    self.tell(path, self.too_many());
                }
            }
            Err(error) => self.tell(path, Found::Unreadable(reason(&error).to_string())),
        }
    }

    fn take(&mut self, folder: &Dir, named: &Named, path: &str, depth: usize) {
        match named.kind {
            Kind::Link => self.tell(path, a_link()),
            Kind::Other => self.tell(path, no_file()),
            Kind::File | Kind::Folder if !named.is_utf8 => {
                self.tell(path, Found::Skipped("its name is not UTF-8; rename it".to_owned()));
            }
            Kind::File | Kind::Folder if path.len() > self.bounds.path => {
                let why = format!("its path is longer than {} bytes", self.bounds.path);
                self.tell(path, Found::OverLimit(why));
            }
            Kind::Folder => self.enter(folder, &named.name, path, depth + 1),
            Kind::File => self.push(path, None),
        }
    }

    fn tell(&mut self, path: &str, why: Found) {
        self.push(path, Some(why));
    }

    /// Lists it; of what is one too many, only the first is told of.
    fn push(&mut self, path: &str, left: Option<Found>) {
        if self.files > 0 {
            self.files -= 1;
            self.listed.push(Listed { path: path.to_owned(), left });
        } else if self.listed.last().is_none_or(|last| last.left != Some(self.too_many())) {
            self.listed.push(Listed { path: path.to_owned(), left: Some(self.too_many()) });
        }
    }

    fn too_many(&self) -> Found {
        Found::OverLimit(format!(
            "the dossier has more than {} files; this and what follows is left out",
            self.bounds.entries
        ))
    }
}
