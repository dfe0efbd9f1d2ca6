//! A page being written, from its top to its end. Must never number a stop but in reading order.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use crate::entry::{Entry, Key, RecordKind};
use crate::value::Place;
use crate::whole::{Dossier, EntryId, Spot, Topic, View};

use super::sources::Sources;
use super::words;
use super::{Block, Opens, Page, Pair, Role, Row, Stop, Subject, Text};

/// A page as far as it is written.
pub(super) struct Draft<'a> {
    pub(super) dossier: &'a Dossier,
    pub(super) view: View<'a>,
    pub(super) sources: Sources,
    /// Who published an article and when, of those that were asked for.
    pub(super) published: RefCell<HashMap<EntryId, String>>,
    /// The records of other entries that have a row on the page.
    shown: HashSet<(EntryId, usize)>,
    page: Page,
}

impl<'a> Draft<'a> {
    pub(super) fn new(view: View<'a>, subject: Subject) -> Self {
        let page = Page {
            subject,
            title: String::new(),
            kind: String::new(),
            sort: String::new(),
            under: Vec::new(),
            blocks: Vec::new(),
            stops: Vec::new(),
        };
        let (sources, published) = (Sources::default(), RefCell::default());
        Self { dossier: view.dossier, view, sources, published, shown: HashSet::new(), page }
    }

    pub(super) fn page(self) -> Page {
        self.page
    }

    pub(super) fn subject(&self) -> &Subject {
        &self.page.subject
    }

    pub(super) fn title(&mut self, title: &str, kind: &str, sort: &str) {
        title.clone_into(&mut self.page.title);
        kind.clone_into(&mut self.page.kind);
        sort.clone_into(&mut self.page.sort);
    }

    /// Keeps in mind that the record has a row on the page.
    pub(super) fn show_record(&mut self, id: EntryId, index: usize) {
        self.shown.insert((id, index));
    }

    /// Whether the record has a row on the page.
    pub(super) fn shows_record(&self, id: EntryId, index: usize) -> bool {
        self.shown.contains(&(id, index))
    }

    /// The title of an entry's page.
    pub(super) fn entry_title(&mut self, entry: &Entry) {
        self.title(entry.name(), entry.kind.singular(), &words::sort(entry));
    }

    /// A line right under the title.
    pub(super) fn under(&mut self, text: Text) {
        if !text.is_empty() {
            self.page.under.push(text);
        }
    }

    pub(super) fn stop(&mut self, opens: Opens, say: impl Into<String>) -> usize {
        self.page.stops.push(Stop { opens, say: say.into() });
        self.page.stops.len() - 1
    }

    pub(super) fn block(&mut self, block: Block) {
        self.page.blocks.push(block);
    }

    pub(super) fn heading(&mut self, level: u8, text: &str, count: Option<usize>, place: Option<Place>) {
        self.block(Block::Heading { level, text: Text::new(Role::Heading, text), count, place });
    }

    pub(super) fn paragraph(&mut self, text: Text) {
        if !text.is_empty() {
            self.block(Block::Paragraph { text, places: Vec::new() });
        }
    }

    pub(super) fn pairs(&mut self, pairs: Vec<Pair>) {
        if !pairs.is_empty() {
            self.block(Block::Pairs(pairs));
        }
    }

    /// A part of the page with its heading; nothing where there are no rows.
    pub(super) fn part(&mut self, heading: &str, rows: Vec<Row>) {
        if !rows.is_empty() {
            self.heading(2, heading, Some(rows.len()), None);
            self.block(Block::Rows(rows));
        }
    }

    /// What there is to say of something that was here.
    pub(super) fn gone(&mut self) {
        self.title("Gone", "", "");
        self.paragraph(Text::new(
            Role::Plain,
            "This is no longer in the dossier: its file was removed or given another name.",
        ));
    }

    /// What a topic is, in one line: "Immigration and Customs Enforcement · agency".
    pub(super) fn about(&self, topic: Topic) -> String {
        match topic {
            Topic::Entry(id) => self.dossier.get(id).map(words::kind_of).unwrap_or_default(),
            Topic::Term(id) => self.dossier.term(id).map_or_else(String::new, |term| {
                let long = term.long().map(|long| format!("{long}{}", words::DOT)).unwrap_or_default();
                long + &words::kind_of_term(term)
            }),
        }
    }

    /// A link to a topic, or to a place in an entry, in words of its own.
    pub(super) fn link(&mut self, spot: &Spot, text: &str) -> Text {
        let name = self.spot_name(spot);
        let say = match spot.place {
            None => format!("{name}: {}", self.about(spot.topic)),
            Some(_) => name,
        };
        let stop = self.stop(Opens::Spot(spot.clone()), say);
        let mut link = Text::default();
        link.push(Role::Link, Some(stop), text);
        link
    }

    /// The place of a record on its entry's page.
    pub(super) fn record_place(&self, id: EntryId, index: usize) -> Option<Place> {
        Some(Place::record(&self.dossier.get(id)?.records.get(index)?.id))
    }

    /// What a record is called where it is named from elsewhere: "The letter: End the contract".
    pub(super) fn record_name(&self, id: EntryId, index: usize) -> String {
        let name = self.dossier.name(Topic::Entry(id));
        let Some(entry) = self.dossier.get(id) else { return name.to_owned() };
        let Some(record) = entry.records.get(index) else { return name.to_owned() };
        let of_kind = entry.records_of(record.kind).count();
        let number = entry.records_of(record.kind).position(|known| known.id == record.id).map_or(0, |at| at + 1);
        let one = words::one(record.kind);
        let numbered = if of_kind > 1 { format!("{name}, {one} {number}") } else { format!("{name}, the {one}") };
        let text = || record.fields.text(Key::Text).map(|text| words::short(text).trim_end_matches('.').to_owned());
        match record.kind {
            RecordKind::Contract | RecordKind::Figure | RecordKind::Event => {
                record.fields.text(Key::Title).map_or(numbered, |title| format!("{name}: {title}"))
            }
            RecordKind::Statement => {
                let speaker =
                    record.fields.get(Key::Speaker).map(|speaker| words::brief(&speaker.first().text).into_owned());
                let speaker = speaker.filter(|speaker| !speaker.is_empty()).unwrap_or_else(|| name.to_owned());
                text().map_or(numbered, |text| format!("{speaker}: {text}"))
            }
            RecordKind::Demand => text().map_or(numbered, |text| format!("{name}: {text}")),
            RecordKind::Signatures => numbered,
        }
    }
}
