//! A dossier in a folder: listed and read beneath one handle, without following a link.
//! Must never open what is no regular file, nor take more of it than its limit.

mod read;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use cap_fs_ext::DirExt;
use cap_std::ambient_authority;
use cap_std::fs::Dir;

use super::names::{Kind, Named, names};
use super::stamp::{Stamp, settled_before};
use super::{DiskError, Listed, reason};
use crate::entry::EntryKind;
use crate::parse::{self, COVER, Found, TEXTS, is_entry_file, limits, meant_file, meant_folder};

/// The folders that are read, in the order in which they are listed.
pub(super) const FOLDERS: [&str; 4] =
    [EntryKind::Article.plural(), EntryKind::Campaign.plural(), EntryKind::Company.plural(), TEXTS];

/// So many names beside the folders are looked at.
const MOST_STRAYS: usize = 1000;

/// The folder of a dossier, held open.
#[derive(Debug)]
pub struct Folder {
    root: Dir,
    path: PathBuf,
    name: String,
    /// The folder in which something was read last: the next file is likely beside it.
    last: Mutex<Option<Beneath>>,
    /// Before which second a file must have been written to be known as it was: nothing was read before it was opened.
    settled_before: i64,
}

/// A folder beneath the root, held open, with its path from there.
type Beneath = (String, Arc<Dir>);

/// How much a walk takes in.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    /// Files of the three kinds; of texts as many again; and as many folders.
    entries: usize,
    /// Folders in one another.
    depth: usize,
    /// Bytes of a relative path.
    path: usize,
    /// Bytes of the files of the three kinds together; of texts as many again.
    total: usize,
}

const BOUNDS: Bounds = Bounds {
    entries: limits::ENTRIES.number,
    depth: limits::DEPTH.number,
    path: limits::PATH.number,
    total: limits::TOTAL.number,
};

/// The folder at `path`, if there is what makes it a dossier.
pub(super) fn open(path: &Path) -> Result<Option<Folder>, DiskError> {
    let root = Dir::open_ambient_dir(path, ambient_authority()).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => DiskError::Missing(path.to_owned()),
        io::ErrorKind::NotADirectory => DiskError::NotAFolder(path.to_owned()),
        _ => unreadable(path, &error),
    })?;
    let has = |name: &str| root.symlink_metadata(name).is_ok_and(|found| found.is_dir() != (name == COVER));
    let is_dossier = has(COVER) || FOLDERS.into_iter().filter(|name| *name != TEXTS).any(has);
    let (name, settled_before) = (name_of(path), settled_before());
    Ok(is_dossier.then(|| Folder { root, path: path.to_owned(), name, last: Mutex::default(), settled_before }))
}

/// The nearest folder above that one in which a cover lies, not above `home` and on the same file system.
#[expect(clippy::disallowed_methods, reason = "what lies above a folder has a name only where the file system says so")]
pub(super) fn covered_above(from: &Path, home: Option<&Path>) -> Option<PathBuf> {
    let from = from.canonicalize().ok()?;
    let home = home.and_then(|home| home.canonicalize().ok());
    let device = |path: &Path| rustix::fs::stat(path).ok().map(|found| found.st_dev);
    let is_home = |path: &Path| home.as_deref() == Some(path);
    let here = device(&from);
    let mut last = is_home(&from);
    let above = from.ancestors().skip(1).take_while(|path| {
        let is_within = !last && device(path) == here;
        last = is_home(path);
        is_within
    });
    let has_cover = |path: &&Path| path.join(COVER).is_file();
    above.into_iter().find(has_cover).map(Path::to_owned)
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
    #[cfg(test)]
    pub(super) fn settled(self) -> Self {
        Self { settled_before: i64::MAX, ..self }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn list(&self) -> Result<Vec<Listed>, DiskError> {
        // What lies there now may be another folder.
        self.forget();
        self.list_within(BOUNDS)
    }

    /// The cover, and so many files of each kind at most, as they come, where there are as many in all: for whoever cannot
    /// wait for all to be listed.
    pub(super) fn peek(&self, most: usize) -> Vec<Listed> {
        let mut found = Vec::new();
        for folder in FOLDERS.into_iter().filter(|folder| *folder != TEXTS) {
            let Ok(entries) = self.root.open_dir_nofollow(folder).and_then(|folder| folder.entries()) else { continue };
            let names = entries.filter_map(|entry| {
                let entry = entry.ok().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))?;
                entry.file_name().into_string().ok().filter(|name| is_entry_file(name))
            });
            let paths = names.map(|name| format!("{folder}/{name}")).filter(|path| path.len() <= BOUNDS.path);
            found.extend(paths.take(most).map(|path| Listed { path, left: None, size: 0, stamp: None }));
        }
        if found.len() < most {
            return Vec::new();
        }
        let cover = self.kind_at_root(COVER).ok().flatten().filter(|kind| *kind == Kind::File).map(cover_as_found);
        cover.into_iter().chain(found).collect()
    }

    fn list_within(&self, bounds: Bounds) -> Result<Vec<Listed>, DiskError> {
        // A folder that was removed while it was open seems empty.
        if let Err(error) = rustix::fs::stat(&self.path) {
            return Err(unreadable(&self.path, &error.into()));
        }
        let mut walk = Walk::within(bounds, self.settled_before);
        if let Some(kind) = self.kind_at_root(COVER)? {
            let stamp = self.root.symlink_metadata(COVER).ok().map(|found| Stamp::of(&found));
            let stamp = stamp.and_then(|stamp| stamp.settled(self.settled_before));
            walk.listed.push(Listed { stamp, ..cover_as_found(kind) });
        }
        for folder in FOLDERS {
            if folder == TEXTS {
                walk = Walk { listed: walk.listed, ..Walk::within(bounds, self.settled_before) };
            }
            if let Some(kind) = self.kind_at_root(folder)? {
                walk.top_folder(&self.root, folder, kind);
            }
        }
        self.tell_of_strays(&mut walk)?;
        Ok(walk.listed)
    }

    /// What lies beside the folders and may have been meant for one of them.
    fn tell_of_strays(&self, walk: &mut Walk) -> Result<(), DiskError> {
        let (names, _) = names(&self.root, MOST_STRAYS).map_err(|error| unreadable(&self.path, &error))?;
        for named in names.into_iter().filter(|named| named.is_utf8) {
            let why = match named.kind {
                Kind::Folder => meant_folder(&named.name).map(|why| Some(Found::Skipped(why))),
                // Where it lies says enough, whatever is in it.
                Kind::File if named.name.eq_ignore_ascii_case(COVER) && named.name != COVER => {
                    Some(Some(Found::Skipped(format!("the cover is looked for in {COVER}; give it that name"))))
                }
                Kind::File => is_entry_file(&named.name).then_some(None),
                Kind::Link | Kind::Other => None,
            };
            walk.listed.extend(why.map(|left| Listed { path: named.name, left, size: 0, stamp: None }));
        }
        Ok(())
    }

    fn kind_at_root(&self, name: &str) -> Result<Option<Kind>, DiskError> {
        match self.root.symlink_metadata(name) {
            Ok(found) => Ok(Some(Kind::of(found.file_type()))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(unreadable(&self.path, &error)),
        }
    }
}

fn cover_as_found(cover: Kind) -> Listed {
    let left = match cover {
        Kind::File => None,
        Kind::Folder => Some(Found::Skipped("it is a folder".to_owned())),
        Kind::Link => Some(a_link()),
        Kind::Other => Some(no_file()),
    };
    Listed { path: COVER.to_owned(), left, size: 0, stamp: None }
}

fn a_link() -> Found {
    Found::Skipped("it is a symbolic link; put the file itself in its place".to_owned())
}

fn no_file() -> Found {
    Found::Skipped("it is neither a file nor a folder".to_owned())
}

/// A walk through a dossier's folders.
struct Walk {
    bounds: Bounds,
    /// How many more files and things to tell of may be listed.
    files: usize,
    /// How many more folders may be entered.
    folders: usize,
    /// How many more bytes the files may have; none once one had no room, so that what is left out is what follows.
    bytes: Option<u64>,
    /// Stamps of files that were written since that second do not hold.
    settled_before: i64,
    listed: Vec<Listed>,
}

impl Walk {
    fn within(bounds: Bounds, settled_before: i64) -> Self {
        let bytes = Some(bounds.total as u64);
        let (files, folders) = (bounds.entries, bounds.entries);
        Self { bounds, files, folders, bytes, settled_before, listed: Vec::new() }
    }

    /// One of the folders at the root.
    fn top_folder(&mut self, root: &Dir, name: &str, kind: Kind) {
        match kind {
            Kind::Folder => self.enter(root, name, name, 1),
            Kind::Link => self.tell(name, a_link()),
            Kind::File | Kind::Other => self.tell(name, Found::Skipped("it is no folder".to_owned())),
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
            Kind::File => match meant_file(&named.name) {
                Some(why) => self.tell(path, Found::Skipped(why)),
                None => self.file(path, named),
            },
        }
    }

    /// A file, where there is room for its bytes. One that is not read for its size takes none.
    fn file(&mut self, path: &str, named: &Named) {
        let size = named.size;
        let is_read = size <= parse::file_role(path).limit().number as u64;
        let Some(before) = self.bytes else { return };
        self.bytes = before.checked_sub(if is_read { size } else { 0 });
        if self.bytes.is_some() {
            self.push(path, None, size, named.stamp);
        } else {
            self.tell(path, self.too_much());
        }
    }

    fn tell(&mut self, path: &str, why: Found) {
        self.push(path, Some(why), 0, None);
    }

    /// Lists it; of what is one too many, only the first is told of.
    fn push(&mut self, path: &str, left: Option<Found>, size: u64, stamp: Option<Stamp>) {
        let stamp = stamp.and_then(|stamp| stamp.settled(self.settled_before));
        if self.files > 0 {
            self.files -= 1;
            self.listed.push(Listed { path: path.to_owned(), left, size, stamp });
        } else if self.listed.last().is_none_or(|last| last.left != Some(self.too_many())) {
            let left = Some(self.too_many());
            self.listed.push(Listed { path: path.to_owned(), left, size: 0, stamp: None });
        }
    }

    fn too_much(&self) -> Found {
        let total = limits::grouped(self.bounds.total);
        Found::OverLimit(format!("with it, files have more than {total} bytes; this and what follows is left out"))
    }

    fn too_many(&self) -> Found {
        Found::OverLimit(format!(
            "the dossier has more than {} files; this and what follows is left out",
            self.bounds.entries
        ))
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests lay out folders")]
mod tests {
    use std::ffi::OsStr;
    use std::fs;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    use std::process::Command;

    use tempfile::TempDir;

    use super::*;

    /// A folder with these files; a path that ends with `/` is a folder.
    fn laid(paths: &[&str]) -> TempDir {
        let folder = TempDir::new().unwrap();
        for path in paths {
            let full = folder.path().join(path);
            if path.ends_with('/') {
                fs::create_dir_all(full).unwrap();
            } else {
                fs::create_dir_all(full.parent().unwrap()).unwrap();
                fs::write(full, path).unwrap();
            }
        }
        folder
    }

    fn opened(folder: &TempDir) -> Folder {
        open(folder.path()).unwrap().unwrap()
    }

    /// What is listed: the path, and why it is not read.
    fn listed(folder: &Folder, bounds: Bounds) -> Vec<(String, String)> {
        let why = |left: Option<Found>| match left {
            None => "file".to_owned(),
            Some(Found::Skipped(why) | Found::Unreadable(why) | Found::OverLimit(why)) => why,
            Some(Found::Bytes(_)) => "bytes".to_owned(),
        };
        folder.list_within(bounds).unwrap().into_iter().map(|listed| (listed.path, why(listed.left))).collect()
    }

    fn paths(folder: &TempDir, bounds: Bounds) -> Vec<String> {
        listed(&opened(folder), bounds).into_iter().map(|(path, why)| format!("{path}: {why}")).collect()
    }

    #[test]
    fn the_cover_comes_first_then_each_folder_by_path() {
        let folder = laid(&[
            "texts/b.md",
            "companies/a.md",
            "articles/a-b.md",
            "articles/a/c.md",
            "articles/a.md",
            "dossier.toml",
            "campaigns/",
        ]);
        assert_eq!(
            paths(&folder, BOUNDS),
            [
                "dossier.toml: file",
                "articles/a-b.md: file",
                "articles/a.md: file",
                "articles/a/c.md: file",
                "companies/a.md: file",
                "texts/b.md: file",
            ]
        );
    }

    #[test]
    fn the_nearest_cover_above_is_found_but_not_above_home() {
        let folder = laid(&["dossier.toml", "a/b/c/", "a/inner/dossier.toml", "a/inner/x/y/"]);
        let root = folder.path().canonicalize().unwrap();
        let found = |from: &str, home: Option<&str>| {
            let home = home.map(|home| root.join(home));
            let found = covered_above(&root.join(from), home.as_deref());
            found.map(|found| found.strip_prefix(&root).unwrap().to_string_lossy().into_owned())
        };
        assert_eq!(found("a/b/c", None).as_deref(), Some(""));
        assert_eq!(found("a/inner/x/y", None).as_deref(), Some("a/inner"));
        assert_eq!(found("a/b/c", Some("")).as_deref(), Some(""), "home itself may be one");
        assert_eq!(found("a/b/c", Some("a")), None);
        assert_eq!(found("a", Some("a")), None, "at home nothing above is looked at");
    }

    #[test]
    fn what_is_nobodys_business_is_left_out_without_a_word() {
        let folder = laid(&[
            "README.md",
            "notes/a.md",
            "articles/README.md",
            "articles/.a.md",
            "articles/.git/a.md",
            "articles/a.md~",
            "articles/a",
            "articles/a.pdf",
            "LICENSE.md",
            "notes/a.txt",
        ]);
        assert_eq!(paths(&folder, BOUNDS), Vec::<String>::new());
    }

    #[test]
    fn what_may_have_been_meant_is_told_of() {
        let folder = laid(&[
            "notes.md",
            "articles/a.txt",
            "articles/b.MD",
            "articles/c.markdown",
            "campaign/a.md",
            "Companies/a.md",
            "text/a.md",
        ]);
        let told = |ending: &str| format!("its name ends in .{ending}; entries end in .md, so rename it");
        let meant = |kind: &str| format!("entries are looked for in {kind}; did you mean that? then rename it");
        assert_eq!(
            paths(&folder, BOUNDS),
            [
                format!("articles/a.txt: {}", told("txt")),
                format!("articles/b.MD: {}", told("MD")),
                format!("articles/c.markdown: {}", told("markdown")),
                format!("Companies: {}", meant("companies")),
                format!("campaign: {}", meant("campaigns")),
                "notes.md: file".to_owned(),
                format!("text: {}", meant("texts")),
            ]
        );
    }

    /// Makes a FIFO as every Unix can.
    fn fifo(path: &Path) {
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    }

    #[test]
    fn what_is_no_regular_file_is_told_of_and_never_opened() {
        let folder = laid(&["articles/", "companies/a.md"]);
        let at = |path: &str| folder.path().join(path);
        symlink("/etc/passwd", at("articles/out.md")).unwrap();
        symlink(".", at("articles/round")).unwrap();
        symlink("../companies", at("campaigns")).unwrap();
        symlink("/etc/passwd", at("dossier.toml")).unwrap();
        fifo(&at("articles/pipe.md"));
        fs::write(at("articles").join(OsStr::from_bytes(b"caf\xe9.md")), "").unwrap();
        fs::write(at("articles/line\nand\u{1b}[31m.md"), "").unwrap();
        fs::write(at("texts"), "").unwrap();
        let link = "it is a symbolic link; put the file itself in its place";
        assert_eq!(
            listed(&opened(&folder), BOUNDS),
            [
                ("dossier.toml", link),
                ("articles/caf\u{fffd}.md", "its name is not UTF-8; rename it"),
                ("articles/line\nand\u{1b}[31m.md", "file"),
                ("articles/out.md", link),
                ("articles/pipe.md", "it is neither a file nor a folder"),
                ("articles/round", link),
                ("campaigns", link),
                ("companies/a.md", "file"),
                ("texts", "it is no folder"),
            ]
            .map(|(path, why)| (path.to_owned(), why.to_owned()))
        );
    }

    #[test]
    fn a_file_that_became_something_else_since_is_not_read() {
        let folder = laid(&["articles/a.md", "articles/b.md", "articles/c.md", "companies/inner/a.md"]);
        let root = opened(&folder);
        let at = |path: &str| folder.path().join(path);
        for path in ["articles/a.md", "articles/b.md", "articles/c.md"] {
            fs::remove_file(at(path)).unwrap();
        }
        symlink("/etc/passwd", at("articles/a.md")).unwrap();
        fifo(&at("articles/b.md"));
        fs::rename(at("companies/inner"), at("companies/moved")).unwrap();
        symlink("moved", at("companies/inner")).unwrap();
        let no_file = Found::Skipped("it is no regular file".to_owned());
        assert_eq!(root.read("articles/a.md"), no_file);
        assert_eq!(root.read("articles/b.md"), no_file);
        assert!(matches!(root.read("articles/c.md"), Found::Unreadable(_)));
        assert!(matches!(root.read("companies/inner/a.md"), Found::Unreadable(_)));
        assert_eq!(root.read("companies/moved/a.md"), Found::Bytes(b"companies/inner/a.md".to_vec()));
    }

    #[test]
    fn a_file_is_read_up_to_its_limit_and_not_a_byte_further() {
        let folder = laid(&["articles/"]);
        let root = opened(&folder);
        for (size, is_read) in [(9, true), (10, true), (11, false)] {
            fs::write(folder.path().join("articles/a.md"), vec![b'x'; size]).unwrap();
            let found = root.read_within("articles/a.md", 10).unwrap();
            assert_eq!(matches!(found, Found::Bytes(bytes) if bytes.len() == size), is_read, "{size}");
        }
    }

    #[test]
    fn a_file_of_nothing_but_holes_is_over_the_limit_at_once() {
        let folder = laid(&["articles/"]);
        let file = fs::File::create(folder.path().join("articles/a.md")).unwrap();
        file.set_len(1 << 40).unwrap();
        assert_eq!(opened(&folder).read("articles/a.md"), Found::OverLimit("it is larger than 4 MiB".to_owned()));
    }

    #[test]
    fn folders_are_entered_down_to_the_limit() {
        let folder = laid(&["articles/a.md", "articles/b/a.md", "articles/b/b/a.md", "articles/b/b/b/a.md"]);
        let bounds = Bounds { depth: 3, ..BOUNDS };
        assert_eq!(
            paths(&folder, bounds),
            [
                "articles/a.md: file",
                "articles/b/a.md: file",
                "articles/b/b/a.md: file",
                "articles/b/b/b: it lies deeper than 3 folders",
            ]
        );
    }

    #[test]
    fn paths_may_be_as_long_as_the_limit() {
        let folder = laid(&["articles/1.md", "articles/12.md", "articles/123.md"]);
        let bounds = Bounds { path: "articles/12.md".len(), ..BOUNDS };
        assert_eq!(
            paths(&folder, bounds),
            ["articles/1.md: file", "articles/12.md: file", "articles/123.md: its path is longer than 14 bytes"]
        );
    }

    #[test]
    fn what_lies_at_the_limits_of_depth_and_path_is_read() {
        let (depth, path) = (limits::DEPTH.number, limits::PATH.number);
        let deep = |folders: usize| format!("articles/{}a.md", "b/".repeat(folders - 1));
        let folder = laid(&[&deep(depth - 1), &deep(depth), &deep(depth + 1)]);
        let beyond = format!("articles{}: it lies deeper than 32 folders", "/b".repeat(depth));
        let expected = [format!("{}: file", deep(depth - 1)), format!("{}: file", deep(depth)), beyond];
        assert_eq!(paths(&folder, BOUNDS), expected);
        let folders = format!("companies/{}", format!("{}/", "c".repeat(199)).repeat(5));
        let long = |bytes: usize| format!("{folders}{}", "d".repeat(bytes - folders.len() - ".md".len())) + ".md";
        let files = [path - 1, path, path + 1].map(long);
        let folder = laid(&[&files[0], &files[1], &files[2]]);
        let found = paths(&folder, BOUNDS);
        let [first, second, third] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!([first, second], [&format!("{}: file", files[0]), &format!("{}: file", files[1])]);
        assert!(third.ends_with(": its path is longer than 1024 bytes"), "{third}");
    }

    #[test]
    fn of_files_too_large_together_the_first_are_read_and_one_is_told_of() {
        let folder = TempDir::new().unwrap();
        for (path, size) in [("articles/a.md", 100), ("articles/b.md", 50), ("companies/c.md", 1), ("texts/a.md", 151)]
        {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x".repeat(size)).unwrap();
        }
        let large = fs::File::create(folder.path().join("articles/0.md")).unwrap();
        large.set_len(limits::FILE.number as u64 + 1).unwrap();
        let all = ["articles/0.md", "articles/a.md", "articles/b.md", "companies/c.md", "texts/a.md"];
        let read = all.map(|path| format!("{path}: file"));
        for total in [151, 152] {
            assert_eq!(paths(&folder, Bounds { total, ..BOUNDS }), read, "a file that is not read takes no room");
        }
        let told = |total| format!("with it, files have more than {total} bytes; this and what follows is left out");
        let (c, text) = (format!("companies/c.md: {}", told(150)), format!("texts/a.md: {}", told(150)));
        let expected = [&read[0], &read[1], &read[2], &c, &text].map(String::clone);
        assert_eq!(paths(&folder, Bounds { total: 150, ..BOUNDS }), expected);
        let (b, text) = (format!("articles/b.md: {}", told(149)), format!("texts/a.md: {}", told(149)));
        let expected = [&read[0], &read[1], &b, &text].map(String::clone);
        assert_eq!(paths(&folder, Bounds { total: 149, ..BOUNDS }), expected);
    }

    #[test]
    fn of_too_many_files_the_first_are_read_and_one_is_told_of() {
        let folder = laid(&["articles/a.md", "articles/b.md", "companies/c.md", "companies/d.md", "texts/a.md"]);
        let told = "the dossier has more than 3 files; this and what follows is left out";
        for (entries, last) in [(5, "companies/d.md: file"), (4, "companies/d.md: file")] {
            let found = paths(&folder, Bounds { entries, ..BOUNDS });
            assert_eq!(found.get(3).map(String::as_str), Some(last));
            assert_eq!(found.len(), 5);
        }
        let found = paths(&folder, Bounds { entries: 3, ..BOUNDS });
        let last = format!("companies/d.md: {told}");
        assert_eq!(
            found,
            ["articles/a.md: file", "articles/b.md: file", "companies/c.md: file", &last, "texts/a.md: file"]
        );
    }

    #[test]
    fn a_folder_of_more_names_than_can_be_held_gives_the_first_in_order() {
        let names: Vec<String> = (0..9).map(|number| format!("articles/{number}.md")).collect();
        let folder = laid(&names.iter().map(String::as_str).collect::<Vec<_>>());
        let found = paths(&folder, Bounds { entries: 2, ..BOUNDS });
        let told = "the dossier has more than 2 files; this and what follows is left out";
        let last = format!("articles/2.md: {told}");
        assert_eq!(found, ["articles/0.md: file", "articles/1.md: file", last.as_str()]);
    }

    #[test]
    fn a_folder_is_a_dossier_by_its_cover_or_one_kind() {
        assert!(open(laid(&["dossier.toml"]).path()).unwrap().is_some());
        assert!(open(laid(&["campaigns/"]).path()).unwrap().is_some());
        for paths in [&["texts/a.md"][..], &["a.md"], &["dossier.toml/"], &["articles"]] {
            assert!(open(laid(paths).path()).unwrap().is_none(), "{paths:?}");
        }
    }
}
