//! The sources of a page, numbered in the order in which it first uses them. Must never give one passage two numbers.

use crate::entry::{EntryKind, Key};
use crate::value::{At, Loc, Paragraphs, Reference};
use crate::whole::{Dossier, EntryId, Target, Topic};

use super::draft::Draft;
use super::words::{self, DOT, UNSOURCED};
use super::{Anchor, Opens, Pair, Piece, Role, Text};

/// What a citation means.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Source {
    /// An article, or paragraphs of it.
    Passage(EntryId, Option<Paragraphs>),
    /// Something else of the dossier.
    Other(Target),
    /// Nothing that is known: as it was written.
    Unknown(String),
}

/// The sources so far; the first is number 1.
#[derive(Debug, Default)]
pub(super) struct Sources(Vec<Source>);

/// A citation as it stands on a page.
pub(super) struct Mark {
    /// `[3]`, or `¶3–5` for a paragraph of the page's own article.
    pub(super) text: String,
    /// Whether it is of the page's own article.
    pub(super) own: bool,
    /// Where it leads.
    pub(super) opens: Opens,
    /// The source in one line.
    pub(super) say: String,
}

impl Sources {
    fn number(&mut self, source: Source) -> usize {
        let known = self.0.iter().position(|known| *known == source);
        known.map_or_else(
            || {
                self.0.push(source);
                self.0.len()
            },
            |at| at + 1,
        )
    }
}

fn source(dossier: &Dossier, reference: &Reference, from: Option<EntryId>) -> Source {
    let resolution = dossier.resolve(reference, from);
    let Some(target) = resolution.target() else { return Source::Unknown(reference.to_string()) };
    match (target.topic, &target.loc) {
        (Topic::Entry(id), Some(Loc::Paragraphs(paragraphs))) => Source::Passage(id, Some(paragraphs.clone())),
        (Topic::Entry(id), None) if dossier.get(id).is_some_and(|entry| entry.kind == EntryKind::Article) => {
            Source::Passage(id, None)
        }
        (Topic::Entry(_) | Topic::Term(_), _) => Source::Other(target.clone()),
    }
}

impl Draft<'_> {
    /// The mark of a citation that stands in the entry `from`, on a page about `page`.
    pub(super) fn mark(&mut self, reference: &Reference, from: Option<EntryId>) -> Mark {
        let source = source(self.dossier, reference, from);
        let opens = self.opens_source(&source);
        let say = self.source_in_words(&source);
        if let (Source::Passage(id, Some(paragraphs)), Some(page)) = (&source, self.article()) {
            if *id == page {
                return Mark { text: words::paragraphs(paragraphs), own: true, opens, say };
            }
        }
        Mark { text: format!("[{}]", self.sources.number(source)), own: false, opens, say }
    }

    /// The marks of a row, which are no stops; [`UNSOURCED`] where it has none.
    pub(super) fn row_marks<'r>(
        &mut self,
        cites: impl IntoIterator<Item = &'r At<Reference>>,
        from: EntryId,
    ) -> Vec<Piece> {
        let mut marks: Vec<Piece> = Vec::new();
        for cite in cites {
            let mark = self.mark(&cite.value, Some(from));
            let text = if mark.own && !marks.is_empty() { format!(" {}", mark.text) } else { mark.text };
            if marks.iter().all(|known| known.text.trim() != text.trim()) {
                marks.push(Piece { text, role: Role::Mark, stop: None });
            }
        }
        if marks.is_empty() {
            marks.push(Piece { text: UNSOURCED.to_owned(), role: Role::Warning, stop: None });
        }
        marks
    }

    /// The sources of these citations, in one line.
    pub(super) fn say_sources<'r>(&self, cites: impl IntoIterator<Item = &'r At<Reference>>, from: EntryId) -> String {
        let mut said: Vec<String> = Vec::new();
        for cite in cites {
            let words = self.source_in_words(&source(self.dossier, &cite.value, Some(from)));
            if !said.contains(&words) {
                said.push(words);
            }
        }
        if said.is_empty() { "unsourced".to_owned() } else { said.join("; ") }
    }

    /// The sources by number, each a link to its passage.
    pub(super) fn list_sources(&mut self) {
        let sources = std::mem::take(&mut self.sources).0;
        let pairs: Vec<Pair> = sources.iter().enumerate().map(|(index, source)| self.source_pair(index + 1, source)).collect();
        if !pairs.is_empty() {
            self.heading(2, "Sources", Some(pairs.len()), Some(Anchor::Sources));
            self.pairs(pairs);
        }
    }

    fn source_pair(&mut self, number: usize, source: &Source) -> Pair {
        let opens = self.opens_source(source);
        let role = match opens {
            Opens::Nothing(_) => Role::Warning,
            _ => Role::Link,
        };
        let stop = self.stop(opens, self.source_in_words(source));
        let mut value = Text::default();
        value.push(role, Some(stop), self.source_title(source));
        if let Source::Passage(id, _) = source {
            value.push(Role::Dim, None, self.published(*id));
        }
        Pair { stop: Some(stop), anchor: None, label: Text::new(Role::Mark, format!("[{number}]")), values: vec![value] }
    }

    /// A citation as a link, for a card: the source's title and paragraph.
    pub(super) fn source_link(&mut self, reference: &Reference, from: EntryId) -> Text {
        let source = source(self.dossier, reference, Some(from));
        let stop = self.stop(self.opens_source(&source), self.source_in_words(&source));
        let mut text = Text::default();
        let role = if matches!(source, Source::Unknown(_)) { Role::Warning } else { Role::Link };
        text.push(role, Some(stop), self.source_title(&source));
        text
    }

    fn opens_source(&self, source: &Source) -> Opens {
        match source {
            Source::Passage(id, Some(paragraphs)) => Opens::Passage(*id, paragraphs.clone()),
            Source::Passage(id, None) => Opens::Topic(Topic::Entry(*id)),
            Source::Other(target) => self.opens_target(target),
            Source::Unknown(written) => Opens::Nothing(format!("`{written}` leads to nothing in this dossier")),
        }
    }

    /// The page, and the place on it, that a target means.
    pub(super) fn opens_target(&self, target: &Target) -> Opens {
        match (target.topic, &target.loc) {
            (Topic::Entry(id), Some(Loc::Paragraphs(paragraphs))) => Opens::Passage(id, paragraphs.clone()),
            (Topic::Entry(id), Some(Loc::Record(record))) => {
                let records = self.dossier.get(id).map(|entry| entry.records.as_slice()).unwrap_or_default();
                let index = records.iter().position(|known| known.id == *record);
                index.map_or(Opens::Topic(target.topic), |index| Opens::Record(id, index))
            }
            (topic, _) => Opens::Topic(topic),
        }
    }

    /// What a target is called.
    pub(super) fn target_name(&self, target: &Target) -> String {
        match self.opens_target(target) {
            Opens::Record(id, index) => self.record_name(id, index),
            Opens::Passage(id, paragraphs) => {
                format!("{} {}", self.dossier.name(Topic::Entry(id)), words::paragraphs(&paragraphs))
            }
            _ => self.dossier.name(target.topic).to_owned(),
        }
    }

    fn source_title(&self, source: &Source) -> String {
        match source {
            Source::Passage(id, paragraphs) => {
                let name = self.dossier.name(Topic::Entry(*id));
                paragraphs.as_ref().map_or_else(|| name.to_owned(), |at| format!("{name} {}", words::paragraphs(at)))
            }
            Source::Other(target) => self.target_name(target),
            Source::Unknown(written) => format!("{written} (leads to nothing)"),
        }
    }

    fn source_in_words(&self, source: &Source) -> String {
        let title = self.source_title(source);
        match source {
            Source::Passage(id, _) => title + &self.published(*id),
            Source::Other(_) | Source::Unknown(_) => title,
        }
    }

    /// Who published an article and when, as the end of a line.
    fn published(&self, id: EntryId) -> String {
        let Some(entry) = self.dossier.get(id) else { return String::new() };
        let first = |key| entry.fields.get(key).map(|value| value.first().text);
        let parts = [first(Key::Publisher), first(Key::Date)].into_iter().flatten();
        parts.map(|part| format!("{DOT}{part}")).collect()
    }

    /// The article the page is of, where it is of one.
    fn article(&self) -> Option<EntryId> {
        let id = match self.subject() {
            super::Subject::Topic(Topic::Entry(id)) | super::Subject::Card(id, _) => id,
            super::Subject::About | super::Subject::Topic(Topic::Term(_)) => return None,
        };
        self.dossier.get(id).filter(|entry| entry.kind == EntryKind::Article).map(|_| id)
    }
}
