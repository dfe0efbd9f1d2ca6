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
pub enum Place {
    /// `dossier.toml`.
    Cover,
    /// A file of an entry, with its stem: the id, where it makes one.
    Entry(EntryKind, String),
    /// The full text of the article of that id.
    Text(String),
    /// Nothing of a dossier's.
    Outside,
}

impl Place {
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

/// What the file at `path` (relative to the root, with `/`) is. Dot-files, `README*` and files of other endings are outside.
#[must_use]
pub fn place(path: &str) -> Place {
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
    let hidden = path.split('/').any(|part| part.starts_with('.'));
    if hidden || file.starts_with("README") {
        return Place::Outside;
    }
    if path == COVER {
        return Place::Cover;
    }
    let top = folders.split('/').next().unwrap_or_default();
    match (file.strip_suffix(".md"), EntryKind::from_plural(top)) {
        (Some(stem), Some(kind)) => Place::Entry(kind, stem.to_owned()),
        (Some(stem), None) if folders == TEXTS => Place::Text(stem.to_owned()),
        (Some(_) | None, _) => Place::Outside,
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
        let article = |stem: &str| Place::Entry(EntryKind::Article, stem.to_owned());
        for (path, expected) in [
            ("dossier.toml", Place::Cover),
            ("articles/a.md", article("a")),
            ("articles/2018/06/a.md", article("a")),
            ("articles/Not An Id.md", article("Not An Id")),
            ("articles/.md", Place::Outside),
            ("companies/amazon.md", Place::Entry(EntryKind::Company, "amazon".to_owned())),
            ("campaigns/x-1.md", Place::Entry(EntryKind::Campaign, "x-1".to_owned())),
            ("texts/a.md", Place::Text("a".to_owned())),
            ("texts/old/a.md", Place::Outside),
            ("articles/a.txt", Place::Outside),
            ("articles/README.md", Place::Outside),
            ("articles/.git/a.md", Place::Outside),
            ("sub/dossier.toml", Place::Outside),
            ("other/a.md", Place::Outside),
            ("a.md", Place::Outside),
            ("", Place::Outside),
        ] {
            assert_eq!(place(path), expected, "{path}");
        }
    }
}
