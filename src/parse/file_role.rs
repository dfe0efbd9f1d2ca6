//! What a path means.

use super::limits::{self, Limit};
use crate::entry::EntryKind;
use crate::problem::{Code, Problem};

/// The cover's file.
pub const COVER: &str = "dossier.toml";
/// The folder of the articles' full texts.
pub const TEXTS: &str = "texts";

/// What a path of a dossier means.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileRole {
    /// `dossier.toml`.
    Cover,
    /// A file of an entry, with its stem: the id, where it makes one.
    Entry(EntryKind, String),
    /// The full text of the article of that id.
    Text(String),
    /// Nothing of a dossier's.
    Outside,
}

impl FileRole {
    /// How many bytes a file of that place may have.
    #[must_use]
    pub fn limit(&self) -> Limit {
        match self {
            Self::Text(_) => limits::TEXT,
            Self::Cover => limits::COVER,
            Self::Entry(..) | Self::Outside => limits::FILE,
        }
    }
}

/// What the file at `path` (relative to the root, with `/`) is. Dot-files, `README*` and files of other endings are
/// outside.
#[must_use]
pub fn file_role(path: &str) -> FileRole {
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
    let hidden = path.split('/').any(|part| part.starts_with('.'));
    if hidden || file.starts_with("README") {
        return FileRole::Outside;
    }
    if path == COVER {
        return FileRole::Cover;
    }
    let top = folders.split('/').next().unwrap_or_default();
    match (file.strip_suffix(".md"), EntryKind::from_plural(top)) {
        (Some(stem), Some(kind)) => FileRole::Entry(kind, stem.to_owned()),
        (Some(stem), None) if folders == TEXTS => FileRole::Text(stem.to_owned()),
        (Some(_) | None, _) => FileRole::Outside,
    }
}

/// What is to be said of a text that lies where none is looked for.
pub(super) fn stray(path: &str) -> Option<Problem> {
    let inner = path.strip_prefix("texts/").filter(|inner| inner.contains('/') && inner.strip_suffix(".md").is_some());
    let file = inner.and_then(|inner| inner.rsplit('/').next());
    let is_meant =
        file.is_some_and(|file| !file.starts_with("README")) && !path.split('/').any(|part| part.starts_with('.'));
    is_meant.then(|| {
        let message = "this file is skipped: a full text lies directly in texts, as texts/ARTICLE.md; move it there";
        Problem::of_file(Code::Skipped, path, message)
    })
}

/// The file's name without its ending.
pub(super) fn stem(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or_default();
    file.strip_suffix(".md").unwrap_or(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_means_what_its_first_folder_says() {
        let article = |stem: &str| FileRole::Entry(EntryKind::Article, stem.to_owned());
        for (path, expected) in [
            ("dossier.toml", FileRole::Cover),
            ("articles/a.md", article("a")),
            ("articles/2018/06/a.md", article("a")),
            ("articles/Not An Id.md", article("Not An Id")),
            ("articles/.md", FileRole::Outside),
            ("companies/amazon.md", FileRole::Entry(EntryKind::Company, "amazon".to_owned())),
            ("campaigns/x-1.md", FileRole::Entry(EntryKind::Campaign, "x-1".to_owned())),
            ("texts/a.md", FileRole::Text("a".to_owned())),
            ("texts/old/a.md", FileRole::Outside),
            ("articles/a.txt", FileRole::Outside),
            ("articles/README.md", FileRole::Outside),
            ("articles/.git/a.md", FileRole::Outside),
            ("sub/dossier.toml", FileRole::Outside),
            ("other/a.md", FileRole::Outside),
            ("a.md", FileRole::Outside),
            ("", FileRole::Outside),
        ] {
            assert_eq!(file_role(path), expected, "{path}");
        }
    }
}
