//! The names in an entry: terms with their long forms, entries with what they are. Must never name the page itself, nor an
//! article that is only cited.

use std::collections::HashSet;

use crate::entry::{EntryKind, Key};
use crate::text::fold::fold;
use crate::whole::{EntryId, How, Topic};

use super::draft::Draft;
use super::{Opens, Pair, Role, Text};

impl Draft<'_> {
    /// Everything the entry names but `told`, by name.
    pub(super) fn list_names(&mut self, id: EntryId, told: &[Topic]) {
        let mut seen: HashSet<Topic> = told.iter().copied().chain([Topic::Entry(id)]).collect();
        let mut topics: Vec<Topic> = Vec::new();
        for tie in self.dossier.from(id) {
            let cited = tie.how == How::Field(Key::Cites) || tie.to.place.is_some() && self.is_article(tie.to.topic);
            if !cited && seen.insert(tie.to.topic) {
                topics.push(tie.to.topic);
            }
        }
        topics.sort_by_cached_key(|topic| fold(self.dossier.name(*topic)));
        let pairs: Vec<Pair> = topics.into_iter().map(|topic| self.name_pair(topic)).collect();
        if !pairs.is_empty() {
            self.heading(2, "Names", Some(pairs.len()), None);
            self.pairs(pairs);
        }
    }

    fn name_pair(&mut self, topic: Topic) -> Pair {
        let about = self.about(topic);
        let stop = self.stop(Opens::Spot(topic.into()), format!("{}: {about}", self.dossier.name(topic)));
        let label = Text::new(Role::Link, self.dossier.name(topic));
        Pair { stop: Some(stop), place: None, label, values: vec![Text::new(Role::Dim, about)] }
    }

    pub(super) fn is_article(&self, topic: Topic) -> bool {
        match topic {
            Topic::Entry(id) => self.dossier.get(id).is_some_and(|entry| entry.kind == EntryKind::Article),
            Topic::Term(_) => false,
        }
    }
}
