//! What a path means.

use super::limits::{self, Limit};
use crate::entry::EntryKind;
use crate::problem::{Code, Problem};
use crate::text::fold::id_of;
use crate::text::near::nearest;

/// The cover's file.
pub const COVER: &str = "dossier.toml";
/// The folder of the articles' full texts.
pub const TEXTS: &str = "texts";
/// The page of the folder it lies in, and what holds where that is absent.
const FOLDER_PAGE: &str = "index.md";
const SECOND_FOLDER_PAGE: &str = "_index.md";
/// What the names of files begin with that are about the folder and not of the dossier.
const LEFT_OUT: [&str; 4] = ["README", "LICENSE", "CHANGELOG", "CONTRIBUTING"];
/// What the names of entry files end in, and what those end in that may have been meant as such.
const ENDING: &str = "md";
const NEAR_ENDINGS: [&str; 8] = ["md", "markdown", "mdown", "mdx", "mkd", "txt", "text", "toml"];
/// The id of a name that has no letter or digit at all.
const NO_LETTER: &str = "untitled";

/// What a path of a dossier means.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileRole {
    /// `dossier.toml`.
    Cover,
    /// A file of an entry, with its id: what its name is folded to.
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

/// Whether a file or a folder of that name is nobody's business: dot-files and what other programs look for.
#[must_use]
pub fn is_left_out(name: &str) -> bool {
    name.starts_with('.') || LEFT_OUT.iter().any(|left| name.starts_with(left))
}

/// What the file at `path` (relative to the root, with `/`) is. Files that are left out and those of other endings are
/// outside, and so is a folder's page where the folder is that of a kind.
#[must_use]
pub fn file_role(path: &str) -> FileRole {
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
    if is_left_out(file) || path.split('/').any(|part| part.starts_with('.')) {
        return FileRole::Outside;
    }
    if path == COVER {
        return FileRole::Cover;
    }
    let top = folders.split('/').next().unwrap_or_default();
    match (file.strip_suffix(".md"), EntryKind::from_plural(top)) {
        (Some(_), Some(_)) if folders == top && is_folder_page(file) => FileRole::Outside,
        (Some(_), Some(kind)) => FileRole::Entry(kind, entry_id(path)),
        (Some(stem), None) if folders == TEXTS => FileRole::Text(stem.to_owned()),
        (Some(_) | None, _) => FileRole::Outside,
    }
}

/// Whether a file of that name is the page of the folder it lies in.
fn is_folder_page(file: &str) -> bool {
    file == FOLDER_PAGE || file == SECOND_FOLDER_PAGE
}

/// How much the file at `path` counts among those of one id: the least is the entry.
#[must_use]
pub fn precedence(path: &str) -> (bool, &str) {
    (path.rsplit('/').next() == Some(SECOND_FOLDER_PAGE), path)
}

/// Whether the file at `path` is another page of the folder whose page `first` is: only one of them is an entry.
#[must_use]
pub fn is_second_page(path: &str, first: &str) -> bool {
    let folder = |path: &str, page: &str| path.strip_suffix(page).map(str::to_owned);
    let first = folder(first, FOLDER_PAGE);
    first.is_some() && folder(path, SECOND_FOLDER_PAGE) == first
}

/// The id of the entry whose file is at `path`: what that is called, folded.
pub(super) fn entry_id(path: &str) -> String {
    Some(id_of(stem(path))).filter(|id| !id.is_empty()).unwrap_or_else(|| NO_LETTER.to_owned())
}

/// Whether a file of that name is one that dossiers are made of.
#[must_use]
pub fn is_entry_file(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending == ENDING)
}

/// Why a file that no dossier is made of may have been meant for one, as the end of a sentence.
#[must_use]
pub fn meant_file(name: &str) -> Option<String> {
    let (_, ending) = name.rsplit_once('.')?;
    let is_near = NEAR_ENDINGS.iter().any(|near| near.eq_ignore_ascii_case(ending)) && !is_entry_file(name);
    is_near.then(|| format!("its name ends in .{ending}; entries end in .{ENDING}, so rename it"))
}

/// Which folder of a dossier one at its root may have been meant for, as the end of a sentence.
#[must_use]
pub fn meant_folder(name: &str) -> Option<String> {
    let folders = || EntryKind::ALL.map(|kind| (kind.plural(), kind.singular())).into_iter().chain([(TEXTS, TEXTS)]);
    if folders().any(|(folder, _)| folder == name) {
        return None;
    }
    let by_word = folders().find(|(_, word)| word.eq_ignore_ascii_case(name)).map(|(folder, _)| folder);
    let folder = by_word.or_else(|| nearest(name, folders().map(|(folder, _)| folder)))?;
    Some(format!("entries are looked for in {folder}; did you mean that? then rename it"))
}

/// What is to be said of a file that lies where none is looked for.
pub(super) fn stray(path: &str) -> Option<Problem> {
    let Some((top, file)) = path.split_once('/') else {
        let message = "this file is no entry where it lies; move it to articles, companies or campaigns if it is one";
        return is_entry_file(path).then(|| Problem::of_file(Code::NoEntry, path, message));
    };
    if is_folder_page(file) && EntryKind::from_plural(top).is_some() {
        let message =
            format!("this page of the folder {top} is left out: no entry is called so; give it a name of its own");
        return Some(Problem::of_file(Code::NoEntry, path, message));
    }
    stray_text(path)
}

fn stray_text(path: &str) -> Option<Problem> {
    let inner = path.strip_prefix("texts/").filter(|inner| inner.contains('/') && inner.strip_suffix(".md").is_some());
    let file = inner.and_then(|inner| inner.rsplit('/').next());
    let is_meant = file.is_some_and(|file| !is_left_out(file)) && !path.split('/').any(|part| part.starts_with('.'));
    is_meant.then(|| {
        let message = "this file is skipped: a full text lies directly in texts, as texts/ARTICLE.md; move it there";
        Problem::of_file(Code::Skipped, path, message)
    })
}

/// What an entry is called by its file: the file's name without its ending, of a folder's page the folder's.
#[must_use]
pub fn stem(path: &str) -> &str {
    let mut parts = path.rsplit('/');
    let file = parts.next().unwrap_or_default();
    match parts.next().filter(|_| is_folder_page(file)) {
        Some(folder) => folder,
        None => file.strip_suffix(".md").unwrap_or(file),
    }
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
            ("articles/Not An Id.md", article("not-an-id")),
            ("articles/index.md", FileRole::Outside),
            ("articles/_index.md", FileRole::Outside),
            ("articles/x/y/index.md", article("y")),
            ("articles/x/_index.md", article("x")),
            ("articles/LICENSE.md", FileRole::Outside),
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
