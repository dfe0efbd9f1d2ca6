//! Everything the reader remembers while it runs. Values only: `update` changes them, a face of the reader shows them.

use std::sync::Arc;

use super::areas::{Area, Areas, Needs, areas};
use super::filter::Filter;
use super::history::History;
use super::layer::Layers;
use super::layer::palette::Choices;
use super::lists::Lists;
use super::sheets::Sheets;
use super::window::Window;
use crate::entry::EntryKind;
use crate::keys::{Context, KeyMap, KeyPress};
use crate::query::Ground;
use crate::render::Glyphs;
use crate::search::{Shelves, WordIndex};
use crate::text::Safe;
use crate::text::wrap::wrap;
use crate::whole::{Dossier, Snapshot};

/// The reader.
#[derive(Debug, Clone)]
pub struct App {
    /// The screen and where everything stands on it.
    pub layout: Layout,
    /// What is read.
    pub contents: Contents,
    /// The three lists.
    pub lists: Lists,
    /// What narrows them.
    pub filter: Filter,
    /// The page on the right.
    pub page: Window,
    /// The passage that stands beside the page, where that is split.
    pub beside: Option<Box<Window>>,
    /// What lies on lists and page.
    pub layers: Layers,
    /// Where one was before, and after going back.
    pub history: History,
    /// Which pane the keys are for.
    pub focus: Focus,
    /// What keys mean, and which were pressed.
    pub keys: Keys,
    /// What is said above the bottom line, until the next key.
    pub notice: Option<Safe>,
    /// Pages as they were laid out last.
    pub(super) sheets: Sheets,
    /// What it was before the Escape that came last, which may have been no key.
    pub(super) before_escape: Option<Box<App>>,
}

/// A notice takes at most so many rows, and one of eight of the screen's.
const NOTICE_ROWS: usize = 3;

/// The screen and where everything stands on it.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// Columns of the screen.
    pub width: u16,
    /// Rows of the screen.
    pub height: u16,
    /// The page alone.
    pub zoomed: bool,
    /// Unicode or ASCII.
    pub glyphs: Glyphs,
    /// Where everything stands, worked out where one of these or the dossier changes.
    pub areas: Areas,
}

/// What keys mean, and which were pressed.
#[derive(Debug, Clone, Default)]
pub struct Keys {
    /// What they mean.
    pub map: KeyMap,
    /// Those pressed since the last command: the beginning of one.
    pub pending: Vec<KeyPress>,
}

/// The dossier as far as it has been read.
#[derive(Debug, Clone)]
pub struct Contents {
    /// The entries with their texts.
    pub snapshot: Arc<Snapshot>,
    /// Which entries hold which words, where that is known yet.
    pub index: Option<Arc<WordIndex>>,
    /// Where the index of a large dossier is kept, if anything may be.
    pub shelves: Option<Shelves>,
    /// What the palette finds by name, where that is known yet.
    pub(super) names: Option<Arc<Choices>>,
    /// How far reading has come.
    pub progress: Progress,
    /// The same with all that the files say, where witnesses are taken out.
    pub(super) before: Option<Arc<Snapshot>>,
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
    /// All files are read, and it is worked out what follows from them.
    Linking {
        /// In percent.
        done: usize,
        /// Whether it takes long enough to be shown.
        slow: bool,
    },
    /// Everything is read.
    Done,
}

/// Which pane the keys are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The list of [`Lists::kind`].
    List,
    /// The page.
    Page,
}

impl Contents {
    /// What filters are evaluated over.
    #[must_use]
    pub fn ground(&self) -> Ground<'_> {
        Ground::new(self.snapshot.view(), self.index.as_deref())
    }

    /// The entries.
    #[must_use]
    pub fn dossier(&self) -> &Dossier {
        &self.snapshot.dossier
    }
}

impl App {
    /// A reader of a dossier of which nothing has been read, on a screen of so many columns and rows.
    #[must_use]
    pub fn new(folder: &str, (width, height): (u16, u16), glyphs: Glyphs) -> Self {
        let progress = Progress::Reading { done: 0, of: 0, slow: false };
        let mut app = Self {
            layout: Layout { width, height, zoomed: false, glyphs, areas: Areas::default() },
            contents: Contents {
                snapshot: Arc::new(Snapshot::empty(folder)),
                index: None,
                shelves: None,
                names: None,
                progress,
                before: None,
            },
            lists: Lists::default(),
            filter: Filter::default(),
            page: Window::default(),
            beside: None,
            layers: Layers::default(),
            history: History::default(),
            focus: Focus::List,
            keys: Keys::default(),
            notice: None,
            sheets: Sheets::default(),
            before_escape: None,
        };
        app.arrange();
        app
    }

    /// Works out where everything stands, and lays the page out for its place: after another size, another dossier, or
    /// the page alone.
    pub(super) fn arrange(&mut self) {
        let rows = EntryKind::ALL.map(|kind| self.contents.dossier().list(kind).len());
        let Layout { width, height, zoomed, .. } = self.layout;
        let needs = Needs { rows, long_names: [0; 3], zoomed, split: self.beside.is_some() };
        self.layout.areas = areas(width, height, needs);
        let long_names = EntryKind::ALL.map(|kind| self.long_names(kind));
        self.layout.areas = areas(width, height, Needs { long_names, ..needs });
        self.lay_page();
        if let Some(subject) = self.beside.as_ref().map(|beside| beside.subject.clone()) {
            self.lay_beside(subject);
        }
    }

    /// What is said above the bottom line, line by line; what has no room there ends with `…`.
    #[must_use]
    pub fn notice_lines(&self) -> Vec<Safe> {
        let Some(notice) = &self.notice else { return Vec::new() };
        let Layout { width, height, glyphs, .. } = self.layout;
        let rows = NOTICE_ROWS.min(usize::from(height / 8)).max(1);
        let room = usize::from(width.saturating_sub(2)).max(1);
        let text = glyphs.safe(notice.as_str());
        let mut lines: Vec<_> = wrap(text.as_str(), room, room);
        if let Some(last) = lines.get_mut(rows - 1) {
            last.end = text.as_str().len();
        }
        let lines = lines.into_iter().take(rows);
        lines.map(|line| glyphs.cut(text.slice(line).as_str(), room)).collect()
    }

    /// How many lines of the page, or of the card that lies on it, are in sight: what is typed or said covers the last.
    #[must_use]
    pub fn lines_in_sight(&self) -> usize {
        self.lines_above(self.layers.rows())
    }

    /// How many lines of the page or the card are in sight above so many rows that are covered, and above what is said.
    pub(super) fn lines_above(&self, covered: u16) -> usize {
        usize::from(self.above(self.front().area, covered).height)
    }

    /// What of an area no line that is typed covers, nor what is said.
    #[must_use]
    pub fn in_sight(&self, area: Area) -> Area {
        self.above(area, self.layers.rows())
    }

    fn above(&self, area: Area, covered: u16) -> Area {
        let said = u16::try_from(self.notice_lines().len()).unwrap_or(u16::MAX);
        let end = self.layout.areas.middle.bottom().saturating_sub(said.max(covered));
        Area { height: area.bottom().min(end).saturating_sub(area.y), ..area }
    }

    /// The window that page keys are for: a card lies over the page.
    #[must_use]
    pub fn front(&self) -> &Window {
        self.layers.card.as_deref().unwrap_or(&self.page)
    }

    /// The same, to be moved in.
    pub(super) fn front_mut(&mut self) -> &mut Window {
        self.layers.card.as_deref_mut().unwrap_or(&mut self.page)
    }

    /// What the keys pressed now mean.
    #[must_use]
    pub fn context(&self) -> Context {
        match (self.layers.context(), self.focus) {
            (Some(context), _) => context,
            (None, Focus::List) => Context::List,
            (None, Focus::Page) => Context::Page,
        }
    }

    /// Says a sentence above the bottom line until the next key.
    pub(super) fn say(&mut self, sentence: &str) {
        self.notice = Some(Safe::new(sentence));
    }
}
