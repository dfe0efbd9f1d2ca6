//! What a citation means, and how it is said: as a title, in one line, in the list of sources. Must never let a mark
//! and its line in the list differ.

use std::collections::HashMap;

use crate::entry::{EntryKind, Key};
use crate::value::{Paragraphs, Place, Reference};
use crate::whole::{Dossier, EntryId, Spot, Topic};

use super::context::Context;
use super::numbers::Numbers;
use super::words::{self, DOT};
use super::{Block, LineRole, Opens, Role, Row, Stop, Text};

/// What a citation means.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Citation {
    /// An article, or paragraphs of it.
    Passage(EntryId, Option<Paragraphs>),
    /// Something else of the dossier.
    Other(Spot),
    /// Nothing that is known: as it was written.
    Unknown(String),
}

impl Citation {
    /// What the reference means, which stands in the entry `from`.
    pub(super) fn new(dossier: &Dossier, reference: &Reference, from: Option<EntryId>) -> Self {
        let resolution = dossier.resolve(reference, from);
        let Some(spot) = resolution.spot() else { return Self::Unknown(reference.to_string()) };
        match (spot.topic, &spot.place) {
            (Topic::Entry(id), Some(Place::Paragraphs(paragraphs))) => Self::Passage(id, Some(paragraphs.clone())),
            (Topic::Entry(id), None) if dossier.get(id).is_some_and(|entry| entry.kind == EntryKind::Article) => {
                Self::Passage(id, None)
            }
            (Topic::Entry(_) | Topic::Term(_), _) => Self::Other(spot.clone()),
        }
    }

    /// The article it is of.
    fn article(&self) -> Option<EntryId> {
        match self {
            Self::Passage(id, _) => Some(*id),
            Self::Other(_) | Self::Unknown(_) => None,
        }
    }

    /// The stop that leads to it.
    pub(super) fn stop(&self, cx: Context<'_>) -> Stop {
        let opens = match self {
            Self::Passage(id, paragraphs) => {
                Opens::Spot(Spot { topic: Topic::Entry(*id), place: paragraphs.clone().map(Place::Paragraphs) })
            }
            Self::Other(spot) => Opens::Spot(spot.clone()),
            Self::Unknown(written) => Stop::nowhere(written).opens,
        };
        Stop { opens, say: self.line(cx) }
    }

    /// It as a link by its title and paragraph.
    pub(super) fn link(&self, cx: Context<'_>) -> Text {
        Text::link(self.role(), self.stop(cx), self.title(cx))
    }

    /// The same by the first words of its title.
    pub(super) fn short_link(&self, cx: Context<'_>) -> Text {
        Text::link(self.role(), self.stop(cx), self.short_title(cx))
    }

    fn role(&self) -> Role {
        if matches!(self, Self::Unknown(_)) { Role::Warning } else { Role::Link }
    }

    /// The source as it is said of a stop, in one line.
    pub(super) fn line(&self, cx: Context<'_>) -> String {
        let published = self.article().map(|id| published(cx.dossier, id));
        self.short_title(cx) + &published.unwrap_or_default()
    }

    /// What it is called.
    fn title(&self, cx: Context<'_>) -> String {
        match self {
            Self::Passage(id, paragraphs) => {
                words::with_paragraphs(cx.dossier.name(Topic::Entry(*id)), paragraphs.as_ref())
            }
            Self::Other(spot) => cx.spot_name(spot),
            Self::Unknown(written) => format!("{written} (leads to nothing)"),
        }
    }

    /// The same, of a long title the first words.
    pub(super) fn short_title(&self, cx: Context<'_>) -> String {
        match self {
            Self::Passage(id, paragraphs) => {
                let title = words::short(cx.dossier.name(Topic::Entry(*id)));
                words::with_paragraphs(&title, paragraphs.as_ref())
            }
            Self::Other(_) | Self::Unknown(_) => self.title(cx),
        }
    }

    /// It in the list under what it is of: `[3] ¶13`.
    fn listed(&self, cx: Context<'_>, number: usize) -> Text {
        let paragraphs = match self {
            Self::Passage(_, Some(paragraphs)) => {
                format!("\u{a0}{}", words::paragraphs(paragraphs).replace(' ', "\u{a0}"))
            }
            Self::Passage(_, None) | Self::Other(_) | Self::Unknown(_) => String::new(),
        };
        let link = self.stop(cx);
        let mark = Text::link(Role::Mark, link.clone(), format!("[{number}]"));
        mark.joined(Text::link(self.role(), link, paragraphs))
    }

    /// What a list of sources tells once of all that are of it: an article with who published it and when.
    fn whole(&self, cx: Context<'_>) -> Text {
        match self.article() {
            Some(id) => {
                cx.link(&Spot::page(id), cx.dossier.name(Topic::Entry(id))).with(Role::Dim, published(cx.dossier, id))
            }
            None => Text::new(self.role(), self.title(cx)),
        }
    }
}

/// The sources that are used, by number, those of one article together; each number leads to its passage.
pub(super) fn list(cx: Context<'_>, numbers: &Numbers) -> Vec<Block> {
    let mut of: Vec<(&Citation, Vec<Text>)> = Vec::new();
    let mut at: HashMap<EntryId, usize> = HashMap::new();
    for (number, citation) in numbers.used() {
        let known = citation.article().and_then(|id| at.get(&id).copied());
        let place = known.unwrap_or_else(|| {
            of.push((citation, Vec::new()));
            at.extend(citation.article().map(|id| (id, of.len() - 1)));
            of.len() - 1
        });
        if let Some((_, listed)) = of.get_mut(place) {
            listed.push(citation.listed(cx, number));
        }
    }
    let rows = of.into_iter().map(|(citation, listed)| {
        let numbers = Text::line(Role::Dim, DOT, listed);
        Row::new(citation.whole(cx), Text::default(), Vec::new()).with(LineRole::Content, numbers)
    });
    let (rows, count) = (rows.collect::<Vec<_>>(), numbers.used().count());
    if rows.is_empty() {
        return Vec::new();
    }
    vec![Block::heading("Sources", Some(count), Some(Place::Sources)), Block::Rows(rows)]
}

/// Who published an article and when, as the end of a line.
fn published(dossier: &Dossier, id: EntryId) -> String {
    let Some(entry) = dossier.get(id) else { return String::new() };
    let first = |key| entry.fields.get(key).map(|value| value.first().text);
    let parts = [first(Key::Publisher), first(Key::Date)].into_iter().flatten();
    parts.fold(String::new(), |line, part| line + DOT + &words::brief(&part))
}
