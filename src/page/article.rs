//! An article: who published it and when, what it is about, what it records, its digest. Must never quote more than the file does.

use crate::entry::{Entry, Key, RecordKind};
use crate::whole::{EntryId, Topic};

use super::draft::Draft;
use super::{Opens, Role, Row, Text, words};

pub(super) fn write(draft: &mut Draft, id: EntryId, entry: &Entry) {
    draft.entry_title(entry);
    draft.opening(id, entry);
    let about = draft.about_rows(id, entry);
    draft.part("About", about);
    draft.records(id, entry, RecordKind::Statement);
    draft.records(id, entry, RecordKind::Figure);
    draft.prose(id, "Digest");
    let told = draft.about_topics(id, entry);
    draft.list_names(id, &told);
    draft.list_references(Topic::Entry(id), &[]);
    draft.list_sources();
}

impl Draft<'_> {
    /// The entries that the article says it is about.
    fn about_topics(&self, id: EntryId, entry: &Entry) -> Vec<Topic> {
        let references = entry.fields.references(Key::Companies).chain(entry.fields.references(Key::Campaigns));
        let mut topics: Vec<Topic> = Vec::new();
        for reference in references {
            let resolution = self.dossier.resolve(&reference.value, Some(id));
            topics.extend(resolution.spot().map(|spot| spot.topic).filter(|topic| !topics.contains(topic)));
        }
        topics
    }

    fn about_rows(&mut self, id: EntryId, entry: &Entry) -> Vec<Row> {
        let mut rows = Vec::new();
        for topic in self.about_topics(id, entry) {
            let about = self.about(topic);
            let stop = self.stop(Opens::Spot(topic.into()), format!("{}: {about}", self.dossier.name(topic)));
            let name = Text::new(Role::Link, self.dossier.name(topic));
            let kind = match topic {
                Topic::Entry(id) => self.dossier.get(id).map(words::short_kind).unwrap_or_default(),
                Topic::Term(_) => about,
            };
            rows.push(Row { stop: Some(stop), name, figure: Text::new(Role::Dim, kind), ..Row::default() });
        }
        let references = entry.fields.references(Key::Companies).chain(entry.fields.references(Key::Campaigns));
        for reference in references {
            if self.dossier.resolve(&reference.value, Some(id)).spot().is_none() {
                let why = format!("`{}` leads to nothing in this dossier", reference.value);
                let stop = self.stop(Opens::Nothing(why.clone()), why);
                let name = Text::new(Role::Warning, reference.value.to_string());
                rows.push(Row {
                    stop: Some(stop),
                    name,
                    figure: Text::new(Role::Dim, "leads to nothing"),
                    ..Row::default()
                });
            }
        }
        rows
    }
}
