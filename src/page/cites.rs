//! Citations as they stand on a page: marks, links, the list of sources. Must never let a mark and its line in the list differ.

use std::collections::HashSet;

use crate::entry::{EntryKind, Key, Value};
use crate::value::{At, Paragraphs, Place, Reference};
use crate::whole::{EntryId, Spot, Topic};

use super::draft::Draft;
use super::sources::Source;
use super::words::{self, DOT, UNSOURCED};
use super::{Opens, Pair, Piece, Role, Text};

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

/// So many sources of a row are told in its one line.
const TOLD: usize = 2;

fn with_paragraphs(title: &str, paragraphs: Option<&Paragraphs>) -> String {
    paragraphs.map_or_else(|| title.to_owned(), |at| format!("{title} {}", words::paragraphs(at)))
}

impl Draft<'_> {
    /// The mark of a citation that stands in the entry `from`, on a page about `page`.
    pub(super) fn mark(&mut self, reference: &Reference, from: Option<EntryId>) -> Mark {
        let source = Source::of(self.dossier, reference, from);
        let opens = Self::opens_source(&source);
        let say = self.source_in_words(&source);
        if let Source::Passage(id, Some(paragraphs)) = &source
            && self.article() == Some(*id)
        {
            return Mark { text: words::paragraphs(paragraphs), own: true, opens, say };
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
        let mut seen = HashSet::new();
        for cite in cites {
            let mark = self.mark(&cite.value, Some(from));
            if seen.insert(mark.text.clone()) {
                let text = if mark.own && !marks.is_empty() { format!(" {}", mark.text) } else { mark.text };
                marks.push(Piece { text, role: Role::Mark, stop: None });
            }
        }
        if marks.is_empty() {
            marks.push(Piece { text: UNSOURCED.to_owned(), role: Role::Warning, stop: None });
        }
        marks
    }

    /// The marks of these citations, each a stop.
    pub(super) fn stop_marks<'r>(
        &mut self,
        cites: impl IntoIterator<Item = &'r At<Reference>>,
        from: Option<EntryId>,
    ) -> Text {
        let mut marks = Text::default();
        let mut seen = HashSet::new();
        for cite in cites {
            let mark = self.mark(&cite.value, from);
            if seen.insert(mark.text.clone()) {
                let stop = self.stop(mark.opens, mark.say);
                let between = if mark.own && !marks.is_empty() { " " } else { "" };
                marks.push(Role::Mark, None, between);
                marks.push(Role::Mark, Some(stop), mark.text);
            }
        }
        marks
    }

    /// The sources of these citations, in one line: the first few.
    pub(super) fn say_sources<'r>(&self, cites: impl IntoIterator<Item = &'r At<Reference>>, from: EntryId) -> String {
        let mut sources: Vec<Source> = Vec::new();
        let mut seen = HashSet::new();
        for cite in cites {
            let source = Source::of(self.dossier, &cite.value, Some(from));
            if seen.insert(source.clone()) {
                sources.push(source);
            }
        }
        match sources.as_slice() {
            [] => "unsourced".to_owned(),
            [source] => self.source_in_words(source),
            several => {
                let told: Vec<String> = several.iter().take(TOLD).map(|source| self.short_title(source)).collect();
                let more = several.len() - told.len();
                told.join("; ") + &if more > 0 { format!("; and {more} more") } else { String::new() }
            }
        }
    }

    /// Whether every reading is of one and the same passage.
    pub(super) fn is_one_passage(&self, value: &Value, from: EntryId) -> bool {
        let of = |cites: &[At<Reference>]| {
            let sources = cites.iter().map(|cite| Source::of(self.dossier, &cite.value, Some(from)));
            sources.collect::<Vec<_>>()
        };
        let mut readings = value.shown().into_iter().map(|shown| of(shown.cites));
        readings.next().is_some_and(|first| first.len() == 1 && readings.all(|other| other == first))
    }

    /// The sources by number, each a link to its passage; an article that was listed before goes by a short title.
    pub(super) fn list_sources(&mut self) {
        let sources: Vec<(usize, Source)> =
            self.sources.used().map(|(number, source)| (number, source.clone())).collect();
        let mut told = HashSet::new();
        let mut pairs = Vec::new();
        for (number, source) in &sources {
            let article = source.article();
            pairs.push(self.source_pair(*number, source, article.is_some_and(|id| told.contains(&id))));
            told.extend(article);
        }
        if !pairs.is_empty() {
            self.heading(2, "Sources", Some(pairs.len()), Some(Place::Sources));
            self.pairs(pairs);
        }
    }

    fn source_pair(&mut self, number: usize, source: &Source, again: bool) -> Pair {
        let opens = Self::opens_source(source);
        let role = source.role();
        let stop = self.stop(opens, self.source_in_words(source));
        let mut value = Text::default();
        match source {
            Source::Passage(id, paragraphs) if again => {
                let title = words::short(self.dossier.name(Topic::Entry(*id)));
                value.push(role, Some(stop), with_paragraphs(&title, paragraphs.as_ref()));
            }
            Source::Passage(id, _) => {
                value.push(role, Some(stop), self.source_title(source));
                value.push(Role::Dim, None, self.published(*id));
            }
            Source::Other(_) | Source::Unknown(_) => value.push(role, Some(stop), self.source_title(source)),
        }
        Pair { stop: Some(stop), place: None, label: Text::new(Role::Mark, format!("[{number}]")), values: vec![value] }
    }

    /// A citation as a link, for a card: the source's title and paragraph.
    pub(super) fn source_link(&mut self, reference: &Reference, from: EntryId) -> Text {
        let source = Source::of(self.dossier, reference, Some(from));
        let stop = self.stop(Self::opens_source(&source), self.source_in_words(&source));
        let mut text = Text::default();
        text.push(source.role(), Some(stop), self.source_title(&source));
        text
    }

    fn opens_source(source: &Source) -> Opens {
        match source {
            Source::Passage(id, paragraphs) => {
                Opens::Spot(Spot { topic: Topic::Entry(*id), place: paragraphs.clone().map(Place::Paragraphs) })
            }
            Source::Other(spot) => Opens::Spot(spot.clone()),
            Source::Unknown(written) => Opens::Nothing(format!("`{written}` leads to nothing in this dossier")),
        }
    }

    /// What a spot is called.
    pub(super) fn spot_name(&self, spot: &Spot) -> String {
        let name = self.dossier.name(spot.topic);
        let record = spot.entry().zip(spot.place.as_ref());
        let record = record.and_then(|(id, place)| Some((id, self.dossier.record_at(id, place)?)));
        match record {
            Some((id, index)) => self.record_name(id, index),
            None => with_paragraphs(name, spot.place.as_ref().and_then(Place::paragraphs)),
        }
    }

    fn source_title(&self, source: &Source) -> String {
        match source {
            Source::Passage(id, paragraphs) => {
                with_paragraphs(self.dossier.name(Topic::Entry(*id)), paragraphs.as_ref())
            }
            Source::Other(spot) => self.spot_name(spot),
            Source::Unknown(written) => format!("{written} (leads to nothing)"),
        }
    }

    /// The source as it is said of a stop.
    fn source_in_words(&self, source: &Source) -> String {
        let published = source.article().map(|id| self.published(id));
        self.short_title(source) + &published.unwrap_or_default()
    }

    fn short_title(&self, source: &Source) -> String {
        match source {
            Source::Passage(id, paragraphs) => {
                let title = words::short(self.dossier.name(Topic::Entry(*id)));
                with_paragraphs(&title, paragraphs.as_ref())
            }
            Source::Other(_) | Source::Unknown(_) => self.source_title(source),
        }
    }

    /// Who published an article and when, as the end of a line.
    fn published(&self, id: EntryId) -> String {
        let Some(entry) = self.dossier.get(id) else { return String::new() };
        let first = |key| entry.fields.get(key).map(|value| value.first().text);
        let tell = || {
            let parts = [first(Key::Publisher), first(Key::Date)].into_iter().flatten();
            parts.fold(String::new(), |line, part| line + DOT + &words::brief(&part))
        };
        self.published.borrow_mut().entry(id).or_insert_with(tell).clone()
    }

    /// The article the page is of, where it is of one.
    fn article(&self) -> Option<EntryId> {
        let id = self.subject().entry()?;
        self.dossier.get(id).filter(|entry| entry.kind == EntryKind::Article).map(|_| id)
    }
}
