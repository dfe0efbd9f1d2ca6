//! The files of a dossier as they come, change and go: each makes the next value from this one. Must never look at two
//! of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Snapshot;
use super::bodies::{File, Kept, Mark, ReadFile};
use super::content::NamedEntry;
use crate::entry::EntryKind;
use crate::parse::{COVER, FileRole, Parsed, ParsedEntry, TEXTS, file_role, precedence};
use crate::problem::Problem;

/// An entry whose id is that of another.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Twin {
    pub entry: Arc<NamedEntry>,
    /// None where its text is not here yet.
    file: Option<Kept<File>>,
}

impl Twin {
    pub(super) fn new(entry: Arc<NamedEntry>, file: Option<Kept<File>>) -> Self {
        Self { entry, file }
    }

    pub(super) fn file(&self) -> Option<&Kept<File>> {
        self.file.as_ref()
    }
}

impl Snapshot {
    /// The same dossier with these files read, whether they are new or have changed. What follows from more than one
    /// file is as it was until [`Snapshot::finished`].
    #[must_use]
    pub fn with<F: Into<ReadFile>>(&self, read: Vec<F>) -> Self {
        let mut next = self.clone();
        for file in read {
            next.take(file.into());
        }
        next.listed()
    }

    /// The same dossier without the files at these paths. What follows from more than one file is as it was until
    /// [`Snapshot::finished`].
    #[must_use]
    pub fn without<'a>(&self, paths: impl IntoIterator<Item = &'a str>) -> Self {
        let mut next = self.clone();
        for path in paths {
            next.drop_file(path);
        }
        next.listed()
    }

    /// Every file that it is made of or that something is said of.
    #[must_use]
    pub fn paths(&self) -> BTreeSet<String> {
        let entries = self.dossier.entries().map(|(_, entry)| entry.path.clone());
        let articles = self.dossier.content.handed_out(EntryKind::Article).iter();
        let attached = articles.filter(|(_, id)| self.bodies.paragraphs(**id).is_some());
        let attached = attached.map(|(article, _)| format!("{TEXTS}/{article}.md"));
        let cover = self.dossier.content.cover.is_some().then(|| COVER.to_owned());
        let others = self.dossier.twins.keys().chain(self.dossier.found.keys()).cloned();
        entries.chain(attached).chain(cover).chain(others).collect()
    }

    /// In order, with what is known to be wrong.
    fn listed(mut self) -> Self {
        self.bodies.settle();
        self.dossier.sort();
        self.dossier.problems = Arc::new(self.dossier.own_problems());
        self
    }

    fn take(&mut self, read: ReadFile) {
        let (parsed, left) = read.into_parts();
        match parsed {
            Parsed::Cover { cover, text, problems } => {
                self.note(COVER, problems);
                self.dossier.content.set_cover(Some(cover));
                self.bodies.set_cover(&text);
            }
            Parsed::Entry(file) => self.take_entry(*file, left),
            Parsed::Text { article, path, paragraphs, problems } => {
                // Where nothing could be read there is no end that a reference could be past.
                let is_there = left.is_some() || !paragraphs.is_empty();
                let text = is_there.then(|| (path.as_str(), ReadFile::kept(left, paragraphs)));
                self.set_attached(&article, text);
                self.note(&path, problems);
            }
            Parsed::Other(problems) => {
                for path in problems.iter().map(|problem| problem.path.clone()).collect::<Vec<_>>() {
                    self.drop_file(&path);
                }
                for problem in problems {
                    self.dossier.found.entry(problem.path.clone()).or_default().push(problem);
                }
            }
        }
    }

    /// What is wrong with a file by itself.
    fn note(&mut self, path: &str, problems: Vec<Problem>) {
        self.dossier.found.remove(path);
        if !problems.is_empty() {
            self.dossier.found.insert(path.to_owned(), problems);
        }
    }

    /// Of files that bear one id, the first in order is the entry. One that says what it said changes nothing.
    fn take_entry(&mut self, file: ParsedEntry, left: Option<Mark>) {
        let ParsedEntry { entry, body, text, problems } = file;
        let id = self.dossier.content.hand_out(entry.kind, &entry.id);
        self.note(&entry.path, problems);
        let known = self.dossier.content.entry(id).cloned();
        let file = ReadFile::kept(left, File { text, body });
        if known.as_ref().is_some_and(|known| known.entry == entry)
            && self.bodies.kept(id).is_some_and(|known| known.is_same(&file))
        {
            return;
        }
        let path = entry.path.clone();
        let new = Twin { entry: Arc::new(NamedEntry::new(entry)), file: Some(file) };
        match known.filter(|known| known.entry.path != path) {
            Some(known) if precedence(&known.entry.path) < precedence(&path) => {
                drop(self.dossier.twins.insert(path, new));
            }
            known => {
                let file = self.bodies.kept(id).cloned();
                self.dossier.twins.extend(known.map(|entry| (entry.entry.path.clone(), Twin { entry, file })));
                self.set_entry(id, Some(new));
            }
        }
    }

    fn set_entry(&mut self, id: super::EntryId, new: Option<Twin>) {
        self.dossier.touched.entries.insert(id);
        let (entry, file) = new.map(|twin| (twin.entry, twin.file)).unzip();
        self.bodies.set_file(id, file.flatten());
        if let Some(entry) = &entry {
            self.dossier.twins.remove(&entry.entry.path);
        }
        self.dossier.content.set_entry(id, entry);
    }

    fn set_attached(&mut self, article: &str, text: Option<(&str, Kept<Vec<String>>)>) {
        let id = self.dossier.content.hand_out(EntryKind::Article, article);
        if self.bodies.set_attached(id, text) {
            self.dossier.touched.texts.insert(id);
        }
    }

    fn drop_file(&mut self, path: &str) {
        self.dossier.found.remove(path);
        match file_role(path) {
            FileRole::Cover => {
                self.dossier.content.set_cover(None);
                self.bodies.set_cover("");
            }
            FileRole::Entry(kind, id) => self.drop_entry(kind, &id, path),
            FileRole::Text(article) => self.set_attached(&article, None),
            FileRole::Outside => {}
        }
    }

    /// Where another file bears the same id, that is the entry then.
    fn drop_entry(&mut self, kind: EntryKind, name: &str, path: &str) {
        self.dossier.twins.remove(path);
        let Some(&id) = self.dossier.content.handed_out(kind).get(name) else { return };
        if self.dossier.content.entry(id).is_some_and(|known| known.entry.path == path) {
            let is_next = |twin: &&Twin| twin.entry.entry.kind == kind && twin.entry.entry.id == name;
            let next = self.dossier.twins.values().filter(is_next);
            let next = next.min_by_key(|twin| precedence(&twin.entry.entry.path)).cloned();
            self.set_entry(id, next);
        }
    }
}
