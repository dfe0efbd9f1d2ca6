//! A file of the cache while it is written: whole or not at all, by one program at a time. Must leave nothing that the next
//! start does not sweep.

use std::fs::File;
use std::io;

use cap_std::fs::{Dir, MetadataExt};
use rustix::fs::{Mode, OFlags};

use super::{Kind, doubt, files, private};

/// With what the name of a file ends that is being written.
const NEW: &str = ".new";

/// How often something is tried anew that another program does at the same time.
const TRIES: usize = 100;

/// A file that is being written beside its name, which it gets once it is whole. No two programs write one at once.
pub(super) struct Fresh<'a> {
    dir: &'a Dir,
    file: File,
    name: String,
    is_placed: bool,
}

impl<'a> Fresh<'a> {
    /// None where another program writes it, unless that is waited for.
    pub(super) fn take(dir: &'a Dir, name: &str, waits: bool) -> io::Result<Option<Self>> {
        let new = format!("{name}{NEW}");
        for _ in 0..TRIES {
            let mut options = private();
            let file = match dir.open_with(&new, options.write(true).create(true)) {
                // A link, or something else that is no file of ours.
                Err(_) if dir.symlink_metadata(&new).is_ok_and(|found| doubt(&found, Kind::File).is_some()) => {
                    dir.remove_file(&new)?;
                    continue;
                }
                file => file?,
            };
            let found = file.metadata()?;
            if doubt(&found, Kind::File).is_some() {
                dir.remove_file(&new)?;
                continue;
            }
            let file = file.into_std();
            if waits {
                file.lock()?;
            } else if file.try_lock().is_err() {
                return Ok(None);
            }
            // Whoever had it before may have placed or removed it meanwhile: then this is no new file any more.
            if dir.symlink_metadata(&new).is_ok_and(|there| (there.dev(), there.ino()) == (found.dev(), found.ino())) {
                file.set_len(0)?;
                return Ok(Some(Self { dir, file, name: name.to_owned(), is_placed: false }));
            }
        }
        Ok(None)
    }

    pub(super) fn file(&self) -> &File {
        &self.file
    }

    /// Gives it its name, once all of it is on the disk.
    pub(super) fn place(mut self) -> io::Result<()> {
        self.file.sync_all()?;
        self.dir.rename(format!("{}{NEW}", self.name), self.dir, &self.name)?;
        self.is_placed = true;
        // The folder as it is held open cannot be synced.
        let dir =
            rustix::fs::openat(self.dir, ".", OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?;
        Ok(rustix::fs::fsync(dir)?)
    }
}

impl Drop for Fresh<'_> {
    fn drop(&mut self) {
        if !self.is_placed {
            self.dir.remove_file(format!("{}{NEW}", self.name)).ok();
        }
    }
}

/// Removes what a program left behind that was ended while it wrote.
pub(super) fn sweep(dir: &Dir) -> io::Result<()> {
    for (name, _) in files(dir, "")? {
        if let Some(name) = name.strip_suffix(NEW) {
            // Where that cannot be, it is no more than what is left over.
            drop(Fresh::take(dir, name, false));
        }
    }
    Ok(())
}
