//! One file beneath the root. Must never follow a link on the way, open what is no regular file, nor take more of it than
//! its limit.

use std::io::{self, Read};
use std::sync::{Arc, PoisonError};

use cap_fs_ext::{DirExt, FollowSymlinks, OpenOptionsFollowExt, OpenOptionsSyncExt};
use cap_std::fs::{Dir, File, Metadata, OpenOptions};

use super::Folder;
use crate::disk::reason;
use crate::parse::{self, Found};

/// How often a file that changes while it is read is begun again.
const TRIES: usize = 3;

impl Folder {
    pub(in crate::disk) fn read(&self, path: &str) -> Found {
        self.read_within(path, parse::file_role(path).limit().number)
            .unwrap_or_else(|error| Found::Unreadable(reason(&error).to_string()))
    }

    /// Holds no folder open any more but the root.
    pub(super) fn forget(&self) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    pub(super) fn read_within(&self, path: &str, limit: usize) -> io::Result<Found> {
        for _ in 0..TRIES {
            let Some((file, before)) = self.open_regular(path)? else {
                return Ok(Found::Skipped("it is no regular file".to_owned()));
            };
            let length = usize::try_from(before.len()).unwrap_or(usize::MAX);
            if length > limit {
                return Ok(over_size(limit));
            }
            // One byte more, in which its end is found.
            let mut bytes = Vec::with_capacity(length + 1);
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

    /// Opens a file, so that no link on the way is followed. `None`: it is no regular file (any more). Looks before
    /// opening, because opening a device can do things, and after, because it may have been changed between.
    fn open_regular(&self, path: &str) -> io::Result<Option<(File, Metadata)>> {
        let (folder, name) = path.rsplit_once('/').map_or((None, path), |(folder, name)| (Some(folder), name));
        let inner = folder.map(|folder| self.beneath(folder)).transpose()?;
        let folder = inner.as_deref().unwrap_or(&self.root);
        if !folder.symlink_metadata(name)?.is_file() {
            return Ok(None);
        }
        let mut options = OpenOptions::new();
        options.read(true).follow(FollowSymlinks::No).nonblock(true);
        let file = folder.open_with(name, &options)?;
        let found = file.metadata()?;
        Ok(found.is_file().then_some((file, found)))
    }

    /// The folder at a path beneath the root, opened folder by folder, or as it was opened last.
    fn beneath(&self, path: &str) -> io::Result<Arc<Dir>> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, open)) = last.as_ref().filter(|(known, _)| known == path) {
            return Ok(Arc::clone(open));
        }
        let mut open = None;
        for folder in path.split('/') {
            open = Some(open.as_ref().unwrap_or(&self.root).open_dir_nofollow(folder)?);
        }
        let open = Arc::new(open.expect("a path has a part"));
        *last = Some((path.to_owned(), Arc::clone(&open)));
        Ok(open)
    }
}

fn is_unchanged(before: &Metadata, after: &Metadata) -> bool {
    before.len() == after.len() && before.modified().ok() == after.modified().ok()
}

fn over_size(limit: usize) -> Found {
    Found::OverLimit(format!("it is larger than {} MiB", limit / 1024 / 1024))
}
