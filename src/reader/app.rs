//! Everything the reader remembers while it runs. Values only: `update` changes them, `view` reads them.

use std::sync::Arc;

use super::areas::{Area, Areas, Needs, areas, card_frame, inside, page_text};
use super::overlay::{Help, Palette, ProblemList};
use super::place::{Focus, Lists, Location, OnCard};
use super::sheet::Sheet;
use super::typing::{Earlier, FilterLine, FindLine};
use crate::entry::EntryKind;
use crate::keys::{Context, Key};
use crate::query::Query;
use crate::render::Glyphs;
use crate::text::Safe;
use crate::text::wrap::wrap;
use crate::whole::{Dossier, Snapshot, Topic};

/// The reader.
#[derive(Debug)]
pub struct App {
    /// The terminal and how things look on it.
    pub looks: Looks,
    /// What is read.
    pub read: Read,
    /// The three lists.
    pub lists: Lists,
    /// What narrows them.
    pub filter: Filter,
    /// The page on the right.
    pub sheet: Sheet,
    /// A card that lies on the page: one fact with everything said of it.
    pub card: Option<Box<Sheet>>,
    /// Where one was before, and after going back.
    pub history: History,
    /// What is going on besides lists and page.
    pub mode: Mode,
    /// Which pane the keys are for.
    pub focus: Focus,
    /// What was just pressed and said.
    pub bottom: Bottom,
}

/// What was just pressed and said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bottom {
    /// Keys pressed since the last command: the beginning of one.
    pub pending: Vec<Key>,
    /// What is said above the bottom line, until the next key.
    pub notice: Option<Safe>,
}

/// A notice takes at most so many rows.
const NOTICE_ROWS: usize = 3;

/// The terminal and how things look on it.
#[derive(Debug, Clone, Copy)]
pub struct Looks {
    /// Columns of the terminal.
    pub width: u16,
    /// Rows of the terminal.
    pub height: u16,
    /// The page alone.
    pub zoomed: bool,
    /// Unicode or ASCII.
    pub glyphs: Glyphs,
}

/// The dossier as far as it has been read.
#[derive(Debug, Clone)]
pub struct Read {
    /// The entries with their texts.
    pub snapshot: Arc<Snapshot>,
    /// How far reading has come.
    pub progress: Progress,
    /// How many entries each list has before filtering, taken at load and resize.
    pub rows: [usize; 3],
}

/// How far reading has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Files read, files there are, and whether it takes so long that it is shown.
    Reading {
        /// Files read.
        done: usize,
        /// Files there are; 0 while they are being listed.
        of: usize,
        /// Whether it takes long enough to be shown.
        slow: bool,
    },
    /// Everything is read.
    Done,
}

/// What narrows the lists.
#[derive(Debug, Clone)]
pub struct Filter {
    /// As it was typed and kept.
    pub text: String,
    /// What it means.
    pub query: Query,
    /// Narrowed to what is related to this, besides.
    pub related: Option<Topic>,
    /// Filters typed before.
    pub earlier: Earlier,
}

/// What is going on besides lists and page. Each variant owns what it needs.
#[derive(Debug)]
pub enum Mode {
    /// Nothing: lists and page.
    Browse,
    /// A filter is being typed.
    Filter(Box<FilterLine>),
    /// Words to find in the page are being typed.
    Find(FindLine),
    /// Something is being looked for by name.
    Palette(Palette),
    /// The keys are shown.
    Help(Help),
    /// The headings of the page are shown; the chosen one.
    Outline(usize),
    /// What is wrong is shown.
    Problems(ProblemList),
    /// A sentence that needs more room than the bottom line: a heading and the text.
    Say(Safe, Safe),
}

/// Where one was before, and after going back.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    /// Earlier places, the latest last.
    pub back: Vec<Location>,
    /// Places gone back from, the latest last.
    pub forward: Vec<Location>,
    /// Words looked for in pages before.
    pub finds: Earlier,
    /// The problem looked at last, counted from 0.
    pub problem: usize,
}

impl App {
    /// A reader of a dossier of which nothing has been read.
    #[must_use]
    pub fn new(folder: &str, looks: Looks) -> Self {
        let (dossier, bodies) = Dossier::empty(folder);
        let read = Read {
            snapshot: Arc::new(Snapshot { dossier, bodies }),
            progress: Progress::Reading { done: 0, of: 0, slow: false },
            rows: [0; 3],
        };
        let mut app = Self {
            looks,
            read,
            lists: Lists::default(),
            filter: Filter { text: String::new(), query: Query::all(), related: None, earlier: Earlier::default() },
            sheet: Sheet::default(),
            card: None,
            history: History::default(),
            mode: Mode::Browse,
            focus: Focus::List,
            bottom: Bottom::default(),
        };
        app.lay_page();
        app
    }

    /// Where everything stands; none where the terminal is too small.
    #[must_use]
    pub fn areas(&self) -> Option<Areas> {
        let under_line = match self.mode {
            // A complaint of two rows: the line does not move when one comes.
            Mode::Filter(_) => 2,
            Mode::Find(_) => 1,
            Mode::Browse | Mode::Palette(_) | Mode::Help(_) | Mode::Outline(_) | Mode::Problems(_) | Mode::Say(..) => 0,
        };
        let needs = Needs { rows: self.read.rows, zoomed: self.looks.zoomed, under_line };
        areas(self.looks.width, self.looks.height, needs)
    }

    /// How many rows of a list are shown.
    #[must_use]
    pub fn list_height(&self, kind: EntryKind) -> usize {
        self.areas().map_or(0, |areas| usize::from(areas.lists[kind.index()].height.saturating_sub(1)))
    }

    /// Where the text of the page stands: without its heading, with a margin of one column on both sides.
    #[must_use]
    pub fn page_area(&self) -> Area {
        self.areas().map_or_else(Area::default, |areas| page_text(areas.page))
    }

    /// The frame of the card: as high as what it says, at most the page.
    #[must_use]
    pub fn card_frame(&self) -> Area {
        let lines = self.card.as_ref().map_or(usize::MAX, |card| card.laid.lines.len());
        self.areas().map_or_else(Area::default, |areas| card_frame(areas.middle, areas.page, lines))
    }

    /// Where the text of the card stands.
    #[must_use]
    pub fn card_area(&self) -> Area {
        inside(self.card_frame())
    }

    /// What is said above the bottom line, line by line; what has no room there ends with `…`.
    #[must_use]
    pub fn notice_lines(&self) -> Vec<Safe> {
        let Some(notice) = &self.bottom.notice else { return Vec::new() };
        let room = usize::from(self.looks.width.saturating_sub(2)).max(1);
        let text = self.looks.glyphs.safe(notice.as_str());
        let mut lines: Vec<_> = wrap(text.as_str(), room, room);
        if let Some(last) = lines.get_mut(NOTICE_ROWS - 1) {
            last.end = text.as_str().len();
        }
        let lines = lines.into_iter().take(NOTICE_ROWS);
        lines.map(|line| self.looks.glyphs.cut(text.slice(line).as_str(), room)).collect()
    }

    /// How many lines of the page, or of the card that lies on it, are in sight: what is typed or said covers the last.
    #[must_use]
    pub fn lines_in_sight(&self) -> usize {
        let Some(areas) = self.areas() else { return 0 };
        let area = if self.card.is_some() { self.card_area() } else { self.page_area() };
        let typed = usize::from(if areas.line.is_empty() { areas.middle.bottom() } else { areas.line.y });
        let said = usize::from(areas.middle.bottom()).saturating_sub(self.notice_lines().len());
        usize::from(area.bottom()).min(typed).min(said).saturating_sub(area.y.into())
    }

    /// The row of the chosen entry in that list.
    #[must_use]
    pub fn chosen_row(&self, kind: EntryKind) -> Option<usize> {
        let id = self.lists.cursors[kind.index()].id?;
        self.lists.rows[kind.index()].iter().position(|row| *row == id)
    }

    /// The sheet that page keys are for: a card lies over the page.
    #[must_use]
    pub fn front_sheet(&self) -> &Sheet {
        self.card.as_deref().unwrap_or(&self.sheet)
    }

    /// What the keys pressed now mean.
    #[must_use]
    pub fn context(&self) -> Context {
        match &self.mode {
            Mode::Browse if self.card.is_some() => Context::Overlay,
            Mode::Browse => match self.focus {
                Focus::List => Context::List,
                Focus::Page => Context::Page,
            },
            Mode::Filter(_) | Mode::Find(_) | Mode::Palette(_) => Context::Line,
            Mode::Help(help) if help.typing => Context::Line,
            Mode::Help(_) | Mode::Outline(_) | Mode::Problems(_) | Mode::Say(..) => Context::Overlay,
        }
    }

    /// Whether anything narrows the lists.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        !self.filter.text.is_empty() || self.filter.related.is_some()
    }

    /// Where one is now.
    #[must_use]
    pub fn location(&self) -> Location {
        Location {
            subject: self.sheet.subject.clone(),
            top: self.sheet.top,
            stop: self.sheet.stop,
            card: self.card.as_ref().map(|card| OnCard {
                subject: card.subject.clone(),
                top: card.top,
                stop: card.stop,
            }),
            focus: self.focus,
            kind: self.lists.kind,
            filter: self.filter.text.clone(),
            related: self.filter.related,
        }
    }
}
