//! Where one is: in the lists, in which pane, on which page. Values only; `update` changes them.

use crate::entry::EntryKind;
use crate::page::Subject;
use crate::whole::{EntryId, Topic};

/// The three lists: what they show and where one is in each.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lists {
    /// What the filter keeps of each, in order.
    pub rows: [Vec<EntryId>; 3],
    /// Where one is in each.
    pub cursors: [Cursor; 3],
    /// The list that keys are for, or were for last.
    pub kind: ListKind,
    /// How each is sorted: an index into its ways.
    pub sorts: [usize; 3],
}

/// Which list: an entry kind that starts with the articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListKind(pub EntryKind);

impl Default for ListKind {
    fn default() -> Self {
        Self(EntryKind::Article)
    }
}

/// Where one is in a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The chosen entry; none before the first move.
    pub id: Option<EntryId>,
    /// How many rows under the list's first shown row it stands.
    pub screen_row: usize,
}

/// Which pane the keys are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The list of [`Lists::kind`].
    List,
    /// The page.
    Page,
}

/// A place one can come back to.
#[derive(Debug, Clone, PartialEq)]
pub struct Location {
    /// Whose page.
    pub subject: Subject,
    /// Its first shown line.
    pub top: usize,
    /// The stop one was at.
    pub stop: Option<usize>,
    /// The card that lay on it.
    pub card: Option<OnCard>,
    /// The pane.
    pub focus: Focus,
    /// The list.
    pub kind: ListKind,
    /// The filter, as it was typed.
    pub filter: String,
    /// What the lists were narrowed to besides.
    pub related: Option<Topic>,
}

/// A place on a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnCard {
    /// The fact it is about.
    pub subject: Subject,
    /// Its first shown line.
    pub top: usize,
    /// The stop one was at.
    pub stop: Option<usize>,
}
