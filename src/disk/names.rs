//! The names in a folder, in the order of their paths. Must never follow a link, nor hold more names than it was asked for.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::io;

use cap_std::fs::{Dir, DirEntry, FileType, Metadata};

use super::stamp::Stamp;
use crate::parse::{is_entry_file, is_left_out, meant_file};

/// What a name stands for; links are not followed to find out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
    Link,
    Other,
}

impl Kind {
    pub(super) fn of(kind: FileType) -> Self {
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
pub(super) struct Named {
    pub(super) name: String,
    pub(super) is_utf8: bool,
    pub(super) kind: Kind,
    /// How many bytes it has, where it is a file.
    pub(super) size: u64,
    /// By what it is known to be as it was, where it is a file.
    pub(super) stamp: Option<Stamp>,
}

impl Named {
    fn of(entry: &DirEntry) -> io::Result<Self> {
        let raw = entry.file_name();
        let name = raw.to_string_lossy().into_owned();
        let kind = Kind::of(entry.file_type()?);
        let found = (kind == Kind::File && is_entry_file(&name)).then(|| entry.metadata()).transpose()?;
        let (size, stamp) = (found.as_ref().map_or(0, Metadata::len), found.as_ref().map(Stamp::of));
        Ok(Self { is_utf8: raw.to_str().is_some(), name, kind, size, stamp })
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
pub(super) fn names(folder: &Dir, most: usize) -> io::Result<(Vec<Named>, bool)> {
    let mut all = Vec::new();
    // Only where there are too many, the last of them goes each time; to sort all in the end is faster.
    let mut first = BinaryHeap::new();
    let mut are_more = false;
    for entry in folder.entries()? {
        let named = match entry.and_then(|entry| Named::of(&entry)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            named => named?,
        };
        if !matters(&named) {
            continue;
        }
        if all.len() + first.len() < most {
            all.push(named);
            continue;
        }
        first.extend(all.drain(..));
        first.push(named);
        first.pop();
        are_more = true;
    }
    all.extend(first);
    all.sort_unstable();
    Ok((all, are_more))
}

/// Whether it is read or told of: dot-files, read-me files and other endings are neither.
fn matters(named: &Named) -> bool {
    let is_meant = || is_entry_file(&named.name) || meant_file(&named.name).is_some();
    (named.kind != Kind::File || is_meant()) && !is_left_out(&named.name)
}
