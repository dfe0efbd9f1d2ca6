//! A file written whole or not at all, where somebody asked for it.

use std::fs::Permissions;
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use tempfile::Builder;

use super::{DiskError, reason};

/// Writes `bytes` to the file at `path`, whole or not at all. What is there but no regular file (a pipe, a device) is written to.
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
        Ok(found) => replace(&target, bytes, found.permissions()),
        Err(_) => replace(&target, bytes, Permissions::from_mode(0o666)),
    }
}

/// Writes beside the target, then puts it in its place.
fn replace(target: &Path, bytes: &[u8], permissions: Permissions) -> io::Result<()> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.map_or_else(|| PathBuf::from("."), Path::to_owned);
    let mut file = Builder::new().prefix(".dossier-").permissions(permissions).tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(target).map(drop).map_err(|error| error.error)
}
