#![expect(clippy::disallowed_methods, reason = "tests lay out folders")]

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};

use tempfile::TempDir;

use super::*;

/// A dossier, and a folder in which the cache is to be.
struct Laid {
    around: TempDir,
    root: Root,
    cache: Cache,
}

fn laid() -> Laid {
    let around = TempDir::new().unwrap();
    fs::create_dir_all(around.path().join("of/articles")).unwrap();
    let root = crate::disk::open(&around.path().join("of")).unwrap();
    let cache = Cache::at(around.path().join("caches/dossier"));
    Laid { around, root, cache }
}

impl Laid {
    fn drawer(&self) -> Drawer {
        self.cache.make(&self.root).unwrap().unwrap()
    }

    fn keep(&self, bytes: &[u8]) -> Drawer {
        let drawer = self.drawer();
        assert!(drawer.write("words", 1, |to| to.write_all(bytes)).unwrap());
        drawer
    }

    /// The file in which they are.
    fn path(&self) -> PathBuf {
        let name = self
            .names()
            .into_iter()
            .find(|name| name.rsplit_once('.').is_some_and(|(_, what)| what == "words"))
            .unwrap();
        self.cache.path().join(name)
    }

    fn names(&self) -> Vec<String> {
        self.cache.files().unwrap().into_iter().map(|(name, _)| name).collect()
    }

    /// What is found of what was kept, by whoever opens it anew.
    fn found(&self) -> Option<Vec<u8>> {
        self.cache.find(&self.root).unwrap()?.open("words", 1)?.whole()
    }
}

#[test]
fn what_is_kept_is_read_whole_and_in_parts() {
    let laid = laid();
    let bytes: Vec<u8> = (0..100_000_u32).flat_map(u32::to_le_bytes).collect();
    let stored = laid.keep(&bytes).open("words", 1).unwrap();
    assert_eq!((stored.length(), stored.whole().as_deref()), (400_000, Some(bytes.as_slice())));
    for (from, length) in [(0, 0), (0, 1), (16_383, 2), (16_384, 16_384), (5, 300_000), (399_999, 1), (400_000, 0)] {
        let part = stored.read_at(from, length).unwrap();
        assert_eq!(Some(part.as_slice()), bytes.get(usize::try_from(from).unwrap()..).unwrap().get(..length));
    }
    assert_eq!((stored.read_at(399_999, 2), stored.read_at(u64::MAX, 2)), (None, None));
    // What was open stays what it was.
    laid.keep(b"other");
    assert_eq!(stored.read_at(0, 400_000), Some(bytes));
    assert_eq!(laid.found().as_deref(), Some(b"other".as_slice()));
    laid.keep(b"");
    assert_eq!(laid.found().as_deref(), Some(b"".as_slice()));
}

#[test]
fn nothing_is_made_before_something_is_kept() {
    let laid = laid();
    assert!(laid.cache.find(&laid.root).unwrap().is_none());
    assert_eq!(laid.cache.files(), Ok(Vec::new()));
    assert!(laid.cache.make(&crate::disk::bundled()).unwrap().is_none());
    assert!(!laid.around.path().join("caches").exists());
}

#[test]
fn what_is_kept_is_its_owners_alone_and_does_not_tell_of_what_it_is() {
    let laid = laid();
    laid.keep(b"bytes");
    let mode = |path: &Path| fs::metadata(path).unwrap().mode() & 0o777;
    let folder = laid.cache.path();
    assert_eq!((mode(folder), mode(folder.parent().unwrap())), (0o700, 0o700));
    let names = laid.names();
    assert!(names.iter().all(|name| mode(&folder.join(name)) == 0o600 && !name.contains("of")), "{names:?}");
    // Another key gives another name.
    fs::remove_file(folder.join("key")).unwrap();
    assert!(laid.cache.find(&laid.root).unwrap().is_none());
    laid.keep(b"bytes");
    assert_eq!(laid.names().len(), names.len() + 1);
}

#[test]
fn a_folder_that_is_not_its_owners_alone_keeps_nothing() {
    let says = |lay: &dyn Fn(&Path, &Path), words: &str| {
        let laid = laid();
        let folder = laid.cache.path().to_owned();
        fs::create_dir_all(folder.parent().unwrap()).unwrap();
        lay(&folder, laid.around.path());
        for error in [laid.cache.find(&laid.root).unwrap_err(), laid.cache.make(&laid.root).unwrap_err()] {
            assert!(error.to_string().contains(words), "{error}");
        }
        assert!(laid.cache.files().is_err() && laid.cache.clear().is_err());
    };
    let elsewhere = |folder: &Path, around: &Path| {
        fs::create_dir(around.join("elsewhere")).unwrap();
        symlink(around.join("elsewhere"), folder).unwrap();
    };
    says(&elsewhere, "it is a symbolic link");
    says(&|folder, _| fs::write(folder, "").unwrap(), "it is no folder");
    let open_to_others = |folder: &Path, _: &Path| {
        fs::create_dir(folder).unwrap();
        fs::set_permissions(folder, Permissions::from_mode(0o750)).unwrap();
    };
    says(&open_to_others, "its mode is 750");
}

#[test]
fn what_is_in_doubt_is_thrown_away() {
    let bytes: Vec<u8> = (0..40_000_u32).map(|number| u8::try_from(number % 251).unwrap()).collect();
    let laid = laid();
    laid.keep(&bytes);
    let path = laid.path();
    let (folder, whole) = (path.parent().unwrap(), fs::read(&path).unwrap());
    let lay = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
    };
    let is_gone = |what: &str| {
        assert_eq!(laid.found(), None, "{what}");
        lay(&whole);
        assert!(laid.found().is_some(), "{what}");
    };
    for place in (0..whole.len()).step_by(41).chain(0..HEAD) {
        let mut bytes = whole.clone();
        bytes[place] ^= 1 << (place % 8);
        lay(&bytes);
        is_gone(&format!("another byte at {place}"));
    }
    for cut in (0..whole.len()).step_by(997) {
        lay(&whole[..cut]);
        is_gone(&format!("cut at {cut}"));
    }
    lay(&[whole.as_slice(), &[0]].concat());
    is_gone("a byte more");
    fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
    is_gone("others may read it");
    let moved = path.with_extension("moved");
    fs::rename(&path, &moved).unwrap();
    symlink(&moved, &path).unwrap();
    assert_eq!(laid.found(), None, "a link");
    assert!(moved.exists() && fs::symlink_metadata(&path).is_err(), "the link is gone, not where it leads");
    lay(&whole);
    for key in [[7; 32].as_slice(), &[7; 31]] {
        fs::write(folder.join("key"), key).unwrap();
        assert_eq!(laid.found(), None, "another key");
        laid.keep(b"anew");
        assert_eq!(laid.found().as_deref(), Some(b"anew".as_slice()));
    }
}

/// Bytes before what is kept.
const HEAD: usize = 56;

#[test]
fn a_file_of_another_dossier_or_version_is_none_of_this() {
    let laid = laid();
    let drawer = laid.keep(b"bytes");
    let folder = laid.cache.path();
    fs::copy(laid.path(), laid.path().with_extension("other")).unwrap();
    assert!(drawer.open("other", 1).is_none(), "it has a name of its own");
    assert!(drawer.open("words", 2).is_none());
    assert_eq!(laid.names(), ["key"], "both are gone");
    assert!(folder.exists());
}

#[test]
fn what_fails_halfway_leaves_what_was_kept() {
    let laid = laid();
    let drawer = laid.keep(b"before");
    let failed = drawer.write("words", 1, |to| {
        to.write_all(&vec![1; 100_000])?;
        Err(io::Error::other("no more"))
    });
    assert!(matches!(failed, Err(DiskError::Unwritable { .. })));
    assert_eq!((laid.found().as_deref(), laid.names().len()), (Some(b"before".as_slice()), 2));
}

#[test]
fn what_a_killed_program_left_is_swept_and_what_another_writes_is_not() {
    let laid = laid();
    let drawer = laid.keep(b"before");
    let left = laid.cache.path().join("left.words.new");
    fs::write(&left, "half").unwrap();
    fs::set_permissions(&left, Permissions::from_mode(0o600)).unwrap();
    symlink("/etc/hostname", laid.cache.path().join("link.new")).unwrap();
    let written = drawer.write("words", 1, |to| {
        to.write_all(b"after")?;
        // Another program comes meanwhile.
        assert_eq!(laid.found().as_deref(), Some(b"before".as_slice()));
        assert_eq!(laid.drawer().write("words", 1, |to| to.write_all(b"other")), Ok(false));
        Ok(())
    });
    assert_eq!(written, Ok(true));
    assert_eq!((laid.found().as_deref(), laid.names().len()), (Some(b"after".as_slice()), 2));
}

#[test]
fn many_at_once_have_one_key_and_whole_files() {
    let laid = laid();
    std::thread::scope(|scope| {
        for number in 0..8_u8 {
            let laid = &laid;
            scope.spawn(move || {
                for _ in 0..5 {
                    laid.drawer().write("words", 1, |to| to.write_all(&vec![number; 50_000])).unwrap();
                    // None where all but the first found it busy.
                    let found = laid.found().unwrap_or_else(|| vec![number; 50_000]);
                    assert!(found.len() == 50_000 && found.iter().all(|byte| *byte == found[0]));
                }
            });
        }
    });
    assert_eq!((laid.names().len(), laid.found().map(|found| found.len())), (2, Some(50_000)));
}

#[test]
fn where_nothing_can_be_written_what_is_there_is_read() {
    let laid = laid();
    let drawer = laid.keep(b"before");
    fs::set_permissions(laid.cache.path(), Permissions::from_mode(0o500)).unwrap();
    // Root may write anywhere.
    if fs::write(laid.cache.path().join("probe"), "").is_err() {
        assert!(matches!(drawer.write("words", 1, |to| to.write_all(b"x")), Err(DiskError::Unwritable { .. })));
    }
    assert_eq!(laid.found().as_deref(), Some(b"before".as_slice()));
    fs::set_permissions(laid.cache.path(), Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn it_is_removed_of_one_dossier_or_all() {
    let laid = laid();
    fs::create_dir_all(laid.around.path().join("second/articles")).unwrap();
    let second = crate::disk::open(&laid.around.path().join("second")).unwrap();
    laid.keep(b"first");
    let other = laid.cache.make(&second).unwrap().unwrap();
    other.write("entries", 1, |to| to.write_all(b"second")).unwrap();
    let drawer = laid.drawer();
    assert_eq!(drawer.files().iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["words"]);
    assert_eq!(drawer.clear(), Ok(drawer_size(b"first")));
    assert_eq!((drawer.files(), other.files().len()), (Vec::new(), 1));
    assert_eq!(laid.cache.clear(), Ok(drawer_size(b"second") + 32));
    assert!(!laid.cache.path().exists());
}

fn drawer_size(bytes: &[u8]) -> u64 {
    HEAD as u64 + 4 + bytes.len() as u64
}
