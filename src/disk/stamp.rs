//! By what a file is known to be as it was without reading it: its size, its times to the nanosecond, its inode. Must never
//! take a file for unchanged that may have been written after it was looked at.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use cap_std::fs::{Metadata, MetadataExt};
use serde::{Deserialize, Serialize};

/// A number made of what the file system says of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    number: u64,
    /// When anything about it changed last: seconds.
    #[serde(skip)]
    changed: i64,
}

/// File systems count time in steps of up to so much: what was written after it was looked at may bear the same time.
const STEP: Duration = Duration::from_secs(2);

impl Stamp {
    pub(super) fn of(found: &Metadata) -> Self {
        let mut hasher = DefaultHasher::new();
        (found.dev(), found.ino(), found.size()).hash(&mut hasher);
        (found.mtime(), found.mtime_nsec(), found.ctime(), found.ctime_nsec()).hash(&mut hasher);
        Self { number: hasher.finish(), changed: found.ctime() }
    }

    /// It, where the file was left alone for a while before that second.
    pub(super) fn settled(self, before: i64) -> Option<Self> {
        (self.changed < before).then_some(Self { changed: 0, ..self })
    }
}

/// Before which second a file must have been written for its stamp to hold, if it is looked at from now on.
#[expect(clippy::disallowed_methods, reason = "whether a file was just written is the clock's to say")]
pub(super) fn settled_before() -> i64 {
    let before = SystemTime::now().checked_sub(STEP).and_then(|then| then.duration_since(UNIX_EPOCH).ok());
    before.and_then(|since| i64::try_from(since.as_secs()).ok()).unwrap_or(i64::MIN)
}
