//! The dossier that comes with the program, compiled in.

use include_dir::{Dir, DirEntry, include_dir};

use super::Listed;
use crate::parse::{COVER, Found, is_entry_file, is_left_out};

/// Its folder's name.
pub(super) const NAME: &str = "dossier";

static DOSSIER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/dossier");

pub(super) fn list() -> Vec<Listed> {
    let mut paths = Vec::new();
    collect(&DOSSIER, &mut paths);
    paths.sort();
    let in_folder = |folder: &str| {
        let inside = format!("{folder}/");
        paths.iter().filter(move |path| path.starts_with(&inside)).cloned().collect::<Vec<_>>()
    };
    let cover = paths.iter().filter(|path| *path == COVER).cloned();
    let entries = super::folder::FOLDERS.into_iter().flat_map(in_folder);
    cover.chain(entries).map(|path| Listed { path, left: None, size: 0, stamp: None }).collect()
}

/// What is listed, with what is in it.
pub(super) fn files() -> Vec<(String, Vec<u8>)> {
    let contents = |path: String| Some((DOSSIER.get_file(&path)?.contents().to_owned(), path));
    list().into_iter().filter_map(|listed| contents(listed.path)).map(|(bytes, path)| (path, bytes)).collect()
}

fn collect(folder: &Dir<'_>, paths: &mut Vec<String>) {
    for entry in folder.entries() {
        let path = entry.path().to_string_lossy().into_owned();
        let name = path.rsplit('/').next().unwrap_or_default();
        match entry {
            _ if is_left_out(name) => {}
            DirEntry::Dir(inner) => collect(inner, paths),
            DirEntry::File(_) if is_entry_file(name) || path == COVER => paths.push(path),
            DirEntry::File(_) => {}
        }
    }
}

pub(super) fn read(path: &str) -> Found {
    match DOSSIER.get_file(path) {
        Some(file) => Found::Bytes(file.contents().to_owned()),
        None => Found::Unreadable("it is not in the program".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cover_comes_first_then_each_folder_by_path() {
        let paths: Vec<String> = list().into_iter().map(|listed| listed.path).collect();
        assert_eq!(paths.first().map(String::as_str), Some("dossier.toml"));
        assert!(paths.iter().skip(1).is_sorted());
        assert!(paths.iter().any(|path| path.starts_with("companies/")));
        assert!(list().iter().all(|listed| matches!(read(&listed.path), Found::Bytes(_))));
    }
}
