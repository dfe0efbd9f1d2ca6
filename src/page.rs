//! What has a page of its own, as blocks for any medium: what to show, in which words and order, with its stops.
//! Must never know a medium: no width, no colour, no key but those that its words name.
//!
//! ```
//! use dossier::entry::EntryKind;
//! use dossier::page::{self, Subject};
//! use dossier::{disk, load};
//!
//! let read = load::read(&disk::bundled(), jiff::civil::date(2026, 11, 25)).unwrap();
//! let amazon = read.dossier.find(EntryKind::Company, "amazon").unwrap();
//! let page = page::of(read.view(), &Subject::page(amazon));
//! assert_eq!((page.title.as_str(), page.kind.as_str()), ("Amazon", "company"));
//! assert!(!page.stops.is_empty());
//! ```

mod about;
mod addresses;
mod backlinks;
mod block;
mod card;
mod citation;
mod commands;
mod contents;
mod context;
mod facts;
mod fold;
mod links;
mod marks;
mod names;
mod numbers;
mod passage;
mod prose;
mod readings;
mod record;
mod survey;
mod table;
mod text;
mod words;

use crate::entry::Body;
use crate::evidence::Fact;
use crate::value::Place;
use crate::whole::{EntryId, Spot, Topic, View};

pub use about::SIGNS;
pub use block::{Block, Item, LineRole, Opens, Pair, Row, RowLine, Stop};
pub use citation::Citation;
use context::Context;
pub use links::{LinkSentence, links};
use numbers::Numbers;
pub use survey::{PivotView, Survey};
pub use table::RecordTable;
pub use text::{Piece, Role, Text};
pub use words::paragraphs;

/// What a page is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The dossier itself: the first page.
    #[default]
    About,
    /// An entry or a term; with the place of a fact its card: everything that its sources say of it; with paragraphs of
    /// an article what it reports of them.
    Spot(Spot),
    /// All records of a kind, as a table.
    Records(RecordTable),
    /// A view of the evidence.
    Survey(Survey),
}

impl Subject {
    /// The page of an entry or a term.
    #[must_use]
    pub fn page(topic: impl Into<Topic>) -> Self {
        Self::Spot(Spot::page(topic))
    }

    /// What stands at that place of an entry: of a fact its card, of paragraphs the passage.
    #[must_use]
    pub fn at(id: EntryId, place: Place) -> Self {
        Self::Spot(Spot::at(id, place))
    }

    /// The entry or the term it is, or is of.
    #[must_use]
    pub fn topic(&self) -> Option<Topic> {
        match self {
            Self::About | Self::Records(_) | Self::Survey(_) => None,
            Self::Spot(spot) => Some(spot.topic),
        }
    }

    /// The entry it is, or is of.
    #[must_use]
    pub fn entry(&self) -> Option<EntryId> {
        self.topic().and_then(Topic::entry)
    }

    /// Whether one goes through it row by row, each a stop, as through a list.
    #[must_use]
    pub fn is_rows(&self) -> bool {
        match self {
            Self::Records(_) => true,
            Self::Survey(survey) => survey.is_rows(),
            Self::About | Self::Spot(_) => false,
        }
    }

    /// The entry, where the whole page of it is meant.
    #[must_use]
    pub fn whole_entry(&self) -> Option<EntryId> {
        match self {
            Self::Spot(Spot { topic, place: None }) => topic.entry(),
            Self::About | Self::Spot(_) | Self::Records(_) | Self::Survey(_) => None,
        }
    }
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// What it is about. A passage that nothing reports is that of the nearest paragraph before; without any, the whole
    /// page.
    pub subject: Subject,
    /// What that is called.
    pub title: String,
    /// What it is: `campaign`, `agency`. Empty on a card, whose title stands over an entry's page.
    pub kind: String,
    /// What of that it is, in one line: `open letter`, who published it and when; on a card, what the fact is:
    /// `contract`. May be empty.
    pub sort: Text,
    /// What stands right under the title: other names, the long form.
    pub under: Vec<Text>,
    /// What it says.
    pub blocks: Vec<Block>,
    /// Every stop, in reading order.
    pub stops: Vec<Stop>,
}

impl Page {
    /// A page that says nothing yet.
    fn new(title: &str, kind: &str) -> Self {
        Self {
            subject: Subject::About,
            title: title.to_owned(),
            kind: kind.to_owned(),
            sort: Text::default(),
            under: Vec::new(),
            blocks: Vec::new(),
            stops: Vec::new(),
        }
    }

    /// Says more under the title.
    fn say_under(&mut self, text: Text) {
        self.under.extend(Some(text).filter(|text| !text.is_empty()));
    }
}

/// The page of a subject: one that says what is missing where it is gone.
#[must_use]
pub fn of(view: View<'_>, subject: &Subject) -> Page {
    view.passing(|view| made(Context::new(view, subject.topic()), subject))
}

/// The page of an entry whose text is long, with only its beginning: for whoever cannot wait for the whole. None where
/// the page is not long.
#[must_use]
pub fn start(view: View<'_>, subject: &Subject) -> Option<Page> {
    let id = subject.whole_entry()?;
    let is_long = view.length(id)? > Body::LONG || passage::is_long(view, id);
    let start = |view: View<'_>| made(Context { starts: true, ..Context::new(view, subject.topic()) }, subject);
    is_long.then(|| view.beginning(start))
}

fn made(cx: Context<'_>, subject: &Subject) -> Page {
    let page = match subject {
        Subject::About => Some(numbered(cx, subject.clone(), about::page(cx), Numbers::default())),
        Subject::Spot(spot) => of_spot(cx, spot),
        Subject::Records(table) => Some(table_of(cx, *table, &table::all(cx.dossier, table.kind))),
        Subject::Survey(survey) if survey.is_of_sources() => {
            Some(survey_of(cx, survey, &Fact::with_sources(cx.dossier)))
        }
        Subject::Survey(survey) => Some(survey_of(cx, survey, &Fact::all(cx.dossier))),
    };
    page.unwrap_or_else(|| Page { subject: subject.clone(), ..gone() })
}

/// The page of a table of these records.
#[must_use]
pub fn records(view: View<'_>, table: RecordTable, kept: &[(EntryId, usize)]) -> Page {
    view.passing(|view| table_of(Context::new(view, None), table, kept))
}

/// The page of a view of the evidence over these facts.
#[must_use]
pub fn survey(view: View<'_>, survey: &Survey, kept: &[Fact]) -> Page {
    view.passing(|view| survey_of(Context::new(view, None), survey, kept))
}

/// The page of a view of the evidence that is still being counted.
#[must_use]
pub fn counting(survey: &Survey) -> Page {
    Page { subject: Subject::Survey(survey.clone()), ..survey::counting(survey) }
}

fn survey_of(cx: Context<'_>, survey: &Survey, kept: &[Fact]) -> Page {
    numbered(cx, Subject::Survey(survey.clone()), survey::page(cx, survey, kept), Numbers::default())
}

fn table_of(cx: Context<'_>, table: RecordTable, kept: &[(EntryId, usize)]) -> Page {
    numbered(cx, Subject::Records(table), table::page(cx, table, kept), Numbers::default())
}

fn of_spot(cx: Context<'_>, spot: &Spot) -> Option<Page> {
    let subject = Subject::Spot(spot.clone());
    if let Some(page) = unfolded(cx, spot) {
        return Some(numbered(cx, subject, page, numbers_of(cx, spot)));
    }
    let id = match spot.topic {
        Topic::Entry(id) => id,
        Topic::Term(id) => {
            let page = contents::term(cx, spot.topic, cx.dossier.term(id)?);
            return Some(numbered(cx, subject, page, Numbers::default()));
        }
    };
    let entry = cx.dossier.get(id)?;
    let whole = |subject| numbered(cx, subject, contents::entry(cx, id, entry), Numbers::default());
    match &spot.place {
        // What fell with a witness that is taken out is shown as it was.
        Some(Place::Record(record)) if entry.record(record).is_none() && cx.before().is_some() => {
            let before = cx.before()?;
            let card = card::page(before, id, before.dossier.get(id)?, spot.place.as_ref()?)?;
            let page = numbered(before, subject, card, Numbers::default());
            Some(Page { sort: page.sort.with(Role::Warning, FALLEN), ..page })
        }
        Some(place @ (Place::Key(_) | Place::Extra(_) | Place::Record(_))) => {
            Some(numbered(cx, subject, card::page(cx, id, entry, place)?, contents::numbers(cx, id, entry)))
        }
        Some(Place::Paragraphs(asked)) => Some(match passage::found(cx, id, asked) {
            Some((paragraphs, blocks)) => {
                let page = Page { blocks, ..contents::head(cx, id, entry) };
                let subject = Subject::at(id, Place::Paragraphs(paragraphs));
                let mut page = numbered(cx, subject, page, contents::numbers(cx, id, entry));
                // The few sources that it names follow it without a heading.
                page.blocks.retain(|block| !block.places().contains(&Place::Sources));
                page
            }
            None => whole(Subject::page(id)),
        }),
        None | Some(Place::Heading(_) | Place::From(_) | Place::Prose | Place::References | Place::Sources) => {
            Some(whole(subject))
        }
    }
}

/// Stands behind what a record is that fell.
const FALLEN: &str = " · falls: all its witnesses are taken out";

/// All of a part that its page folds.
fn unfolded(cx: Context<'_>, spot: &Spot) -> Option<Page> {
    match spot.place.as_ref()? {
        Place::Heading(heading) => contents::part(cx, spot.topic, heading),
        Place::References => contents::referring(cx, spot.topic, None),
        Place::From(entry) => contents::referring(cx, spot.topic, Some(cx.dossier.spot(entry)?.entry()?)),
        _ => None,
    }
}

/// The numbers of the sources that the page has on which that lies.
fn numbers_of(cx: Context<'_>, spot: &Spot) -> Numbers {
    let entry = spot.entry().and_then(|id| Some((id, cx.dossier.get(id)?)));
    entry.map(|(id, entry)| contents::numbers(cx, id, entry)).unwrap_or_default()
}

/// The page of that subject with its stops and sources numbered in reading order, going on from these numbers, its
/// sources at its end.
fn numbered(cx: Context<'_>, subject: Subject, mut page: Page, mut numbers: Numbers) -> Page {
    numbers.text(&mut page.sort);
    page.under.iter_mut().for_each(|text| numbers.text(text));
    numbers.number(&mut page.blocks);
    let mut sources = citation::list(cx, &numbers);
    numbers.number(&mut sources);
    page.blocks.extend(sources);
    Page { subject, stops: numbers.into_stops(), ..page }
}

/// What there is to say of something that was here.
fn gone() -> Page {
    let text = "This is no longer in the dossier: its file was removed or given another name.";
    let blocks = Block::paragraph(Text::new(Role::Plain, text)).into_iter().collect();
    Page { blocks, ..Page::new("Gone", "") }
}

#[cfg(test)]
mod tests;
