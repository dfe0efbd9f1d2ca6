//! A file that somebody named to be taken in, or standard input. Must never wait on what is no file, nor read more than
//! may be.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::{DiskError, reason};

/// The bytes of the file at `path`, of `-` those of standard input: one more than `most` where there are more.
///
/// # Errors
/// Where it is no file, or cannot be read.
pub fn given(path: &Path, most: usize) -> Result<Vec<u8>, DiskError> {
    let at_most = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        io::stdin().lock().take(at_most).read_to_end(&mut bytes)
    } else {
        open(path).and_then(|file| file.take(at_most).read_to_end(&mut bytes))
    };
    read.map(|_| bytes).map_err(|error| DiskError::NotTaken { path: path.to_owned(), why: reason(&error) })
}

#[expect(clippy::disallowed_methods, reason = "somebody named that file")]
fn open(path: &Path) -> io::Result<File> {
    if !path.metadata()?.is_file() {
        return Err(io::Error::other("it is no file"));
    }
    File::open(path)
}
