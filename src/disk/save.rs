//! A file written whole or not at all, where somebody asked for it.

use std::fs::Permissions;
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use tempfile::Builder;

use super::held::Held;
use super::{DiskError, reason};
use crate::text::Safe;

/// Writes `bytes` to the file at `path`, whole or not at all. What is there but no regular file (a pipe, a device) is
/// written to.
///
/// # Errors
/// Where the system does not let it be written; what was there before is then as it was.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    write(path, bytes).map_err(|error| DiskError::Unwritable { path: path.to_owned(), why: reason(&error) })
}

#[expect(clippy::disallowed_methods, reason = "the one place that writes a file")]
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    match target.metadata() {
        Ok(found) if !found.is_file() => {
            std::fs::File::options().write(true).open(&target).and_then(|mut there| there.write_all(bytes))
        }
        Ok(found) if found.permissions().readonly() => Err(io::ErrorKind::PermissionDenied.into()),
        Ok(found) => replace(&target, bytes, found.permissions()),
        Err(_) => replace(&target, bytes, Permissions::from_mode(0o666)),
    }
}

/// Writes beside the target, then puts it in its place. A signal that ends the program waits till then, so that nothing
/// is left beside it.
fn replace(target: &Path, bytes: &[u8], permissions: Permissions) -> io::Result<()> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.map_or_else(|| PathBuf::from("."), Path::to_owned);
    let _held = Held::hold()?;
    let mut file = Builder::new().prefix(".dossier-").permissions(permissions).tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(target).map(drop).map_err(|error| error.error)
}

/// Reads a file of the program's own settings; none where there is none.
///
/// # Errors
/// Where it is no file, is longer than 1 MiB, or the system does not let it be read.
#[expect(clippy::disallowed_methods, reason = "the one file that is read outside a dossier")]
pub fn read_own(path: &Path) -> Result<Option<Vec<u8>>, DiskError> {
    let unreadable = |why: Safe| DiskError::Unreadable { path: path.to_owned(), why };
    let found = match std::fs::metadata(path) {
        Err(error) if [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory].contains(&error.kind()) => {
            return Ok(None);
        }
        found => found.map_err(|error| unreadable(reason(&error)))?,
    };
    // A pipe would be waited for.
    if !found.is_file() || found.len() > 1 << 20 {
        return Err(unreadable(Safe::new("it is no file of at most 1 MiB")));
    }
    std::fs::read(path).map(Some).map_err(|error| unreadable(reason(&error)))
}

/// Writes a new file, and the folder that is to hold it; what is there stays.
///
/// # Errors
/// Where something has that path, or the system does not let it be written.
#[expect(clippy::disallowed_methods, reason = "somebody asked for that file")]
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    let made = || -> io::Result<()> {
        path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
        // Whole or not at all: it has no name before all of it is there, and takes none from another.
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
        let _held = Held::hold()?;
        let mut file =
            Builder::new().prefix(".dossier-").permissions(Permissions::from_mode(0o666)).tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist_noclobber(path).map(drop).map_err(|error| error.error)
    };
    made().map_err(|error| not_made(path, &error))
}

/// Makes a new folder with these files in it, by their paths; one that is there must be empty.
///
/// # Errors
/// Where something else has that path, or the system does not let it be written. Of a folder that could not be made
/// whole nothing stays.
#[expect(clippy::disallowed_methods, reason = "somebody asked for that folder")]
pub fn create_folder(path: &Path, files: &[(String, Vec<u8>)]) -> Result<(), DiskError> {
    let made = || -> io::Result<()> {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
        std::fs::create_dir_all(parent)?;
        let _held = Held::hold()?;
        let folder =
            Builder::new().prefix(".dossier-").permissions(Permissions::from_mode(0o777)).tempdir_in(parent)?;
        for (file, bytes) in files {
            let file = folder.path().join(file);
            file.parent().map_or(Ok(()), std::fs::create_dir_all)?;
            std::fs::write(file, bytes)?;
        }
        // An empty folder gives way to it, nothing else does.
        std::fs::rename(folder.path(), path)?;
        let _gone = folder.keep();
        Ok(())
    };
    made().map_err(|error| not_made(path, &error))
}

fn not_made(path: &Path, error: &io::Error) -> DiskError {
    match error.kind() {
        io::ErrorKind::AlreadyExists | io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::NotADirectory => {
            DiskError::Occupied(path.to_owned())
        }
        _ => DiskError::Unwritable { path: path.to_owned(), why: reason(error) },
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests lay out folders")]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_else_is_left() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("out.json");
        save(&path, b"first").unwrap();
        save(&path, b"second").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"second");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_is_made_overwrites_nothing() {
        let folder = TempDir::new().unwrap();
        let (file, new) = (folder.path().join("a/b.md"), folder.path().join("new"));
        create(&file, b"first").unwrap();
        assert_eq!(create(&file, b"second"), Err(DiskError::Occupied(file.clone())));
        assert_eq!(fs::read(&file).unwrap(), b"first");
        let files = [("dossier.toml".to_owned(), b"x".to_vec()), ("articles/a.md".to_owned(), b"y".to_vec())];
        fs::create_dir(&new).unwrap();
        create_folder(&new, &files).unwrap();
        assert_eq!(fs::read(new.join("articles/a.md")).unwrap(), b"y");
        assert_eq!(create_folder(&new, &files), Err(DiskError::Occupied(new.clone())));
        assert_eq!(create_folder(&file, &files), Err(DiskError::Occupied(file.clone())));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing else is left");
    }

    #[test]
    fn a_link_stays_a_link_to_what_is_replaced() {
        let folder = TempDir::new().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::write(&real, "old").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        save(&link, b"new").unwrap();
        assert_eq!(fs::read(&real).unwrap(), b"new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }

    #[test]
    fn what_cannot_be_written_says_so_and_is_as_it_was() {
        let folder = TempDir::new().unwrap();
        let read_only = folder.path().join("kept");
        fs::write(&read_only, "old").unwrap();
        fs::set_permissions(&read_only, Permissions::from_mode(0o444)).unwrap();
        for path in [read_only.as_path(), folder.path(), &folder.path().join("none/out"), Path::new("/dev/full")] {
            assert!(matches!(save(path, b"new"), Err(DiskError::Unwritable { .. })), "{path:?}");
        }
        assert_eq!(fs::read(&read_only).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
