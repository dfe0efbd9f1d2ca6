//! What a page is made from, and whose it is. Must never be changed while the page is made.

use crate::entry::EntryKind;
use crate::value::Place;
use crate::whole::{Dossier, EntryId, Spot, Topic, View};

use super::record::RecordView;
use super::{Opens, Role, Stop, Text, words};

/// The dossier as one page looks at it.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) dossier: &'a Dossier,
    pub(super) view: View<'a>,
    /// Whose page it is; none's is the dossier's own.
    pub(super) topic: Option<Topic>,
    /// The article whose page it is: its own paragraphs need no number.
    pub(super) article: Option<EntryId>,
    /// Whether a long text is cut after its beginning.
    pub(super) starts: bool,
}

impl<'a> Context<'a> {
    pub(super) fn new(view: View<'a>, topic: Option<Topic>) -> Self {
        let is_article = |id: &EntryId| view.dossier.get(*id).is_some_and(|entry| entry.kind == EntryKind::Article);
        let article = topic.and_then(Topic::entry).filter(is_article);
        Self { dossier: view.dossier, view, topic, article, starts: false }
    }

    /// The same of the dossier with all that its files say, where witnesses are taken out.
    pub(super) fn before(self) -> Option<Self> {
        let view = self.view.before()?;
        Some(Self { dossier: view.dossier, view, ..self })
    }

    /// Whether the page is of that entry.
    pub(super) fn is_of(self, id: EntryId) -> bool {
        self.topic == Some(Topic::Entry(id))
    }

    /// The record of that number of an entry.
    pub(super) fn record(self, from: EntryId, index: usize) -> Option<RecordView<'a>> {
        Some(RecordView { cx: self, from, record: self.dossier.get(from)?.records.get(index)? })
    }

    /// What a topic is, in one line: "Immigration and Customs Enforcement · agency".
    pub(super) fn about(self, topic: Topic) -> String {
        match topic {
            Topic::Entry(id) => self.dossier.get(id).map(words::kind_of).unwrap_or_default(),
            Topic::Term(id) => self.dossier.term(id).map_or_else(String::new, |term| {
                let long = term.long().map(|long| format!("{long}{}", words::DOT)).unwrap_or_default();
                long + &words::kind_of_term(term)
            }),
        }
    }

    /// The stop that leads to a topic.
    pub(super) fn stop(self, topic: Topic) -> Stop {
        Stop { opens: Opens::Spot(topic.into()), say: format!("{}: {}", self.dossier.name(topic), self.about(topic)) }
    }

    /// A link to a topic, or to a place in an entry, in words of its own.
    pub(super) fn link(self, spot: &Spot, text: &str) -> Text {
        let link = match spot.place {
            None => self.stop(spot.topic),
            Some(_) => Stop { opens: Opens::Spot(spot.clone()), say: self.spot_name(spot) },
        };
        Text::link(Role::Link, link, text)
    }

    /// What a spot is called.
    pub(super) fn spot_name(self, spot: &Spot) -> String {
        let place = spot.place.as_ref();
        let record =
            spot.entry().zip(place).and_then(|(id, place)| self.record(id, self.dossier.record_at(id, place)?));
        let name = || words::with_paragraphs(self.dossier.name(spot.topic), place.and_then(Place::paragraphs));
        record.map_or_else(name, RecordView::name)
    }
}
