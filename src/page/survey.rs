//! The views of the evidence as pages: each over the facts that a filter keeps, every item a stop that opens what it
//! counts. Must never count anything itself: that is `evidence`'s.

mod conflicts;
mod pair;
mod pivot;
mod questions;
mod support;
mod suppose;
mod ties;
mod timeline;
mod whence;

use super::context::Context;
use super::{Block, Page, Role, Text};
use crate::evidence::{Fact, Lane, Party, QuestionSort};
use crate::whole::Topic;
pub use pivot::PivotView;

/// A view of the evidence.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Survey {
    /// What each fact stands on, the weakest first.
    Support,
    /// What changes without the witnesses that are taken out; over the facts that the filter keeps with them.
    Suppose,
    /// What the sources leave open; of one sort alone, all of it.
    Questions(Option<QuestionSort>),
    /// What is dated, in order of time; of what is not dated in that lane, all of it.
    Timeline(Option<Lane>),
    /// What sources do not agree on.
    Conflicts,
    /// Who is tied to that.
    Ties(Topic),
    /// The chains from one to the other.
    Path([Topic; 2]),
    /// Who says that.
    Whence(String),
    /// Who deals with whom.
    Pivot(PivotView),
    /// The records of a pair, as tables.
    Pair(Party, Party),
    /// All that is said of a pair, in sentences.
    With(Party, Party),
}

impl Survey {
    /// Whether it is also over the own keys of articles, which are sources themselves.
    #[must_use]
    pub fn is_of_sources(&self) -> bool {
        matches!(self, Self::Questions(_) | Self::Timeline(_))
    }

    /// Whether one goes through it row by row.
    pub(super) fn is_rows(&self) -> bool {
        match self {
            Self::Support
            | Self::Suppose
            | Self::Questions(_)
            | Self::Timeline(_)
            | Self::Conflicts
            | Self::Ties(_)
            | Self::Path(_)
            | Self::Whence(_)
            | Self::Pivot(_)
            | Self::Pair(..) => true,
            Self::With(..) => false,
        }
    }
}

impl Survey {
    /// Whether it is a step in a grid that was counted before.
    #[must_use]
    pub fn is_at_a_pair(&self) -> bool {
        matches!(self, Self::Pivot(PivotView { at: Some(_), .. }))
    }

    /// What it is called.
    fn title(&self) -> &'static str {
        match self {
            Self::Support => "What the facts stand on",
            Self::Suppose => "What falls",
            Self::Questions(_) => "What is open",
            Self::Timeline(_) => "Timeline",
            Self::Conflicts => "Disagreements",
            Self::Ties(_) => "Ties",
            Self::Path(_) => "Paths",
            Self::Whence(_) => "Who says so",
            Self::Pivot(_) | Self::Pair(..) | Self::With(..) => "Who with whom",
        }
    }
}

/// The page of a view before anything of it is counted.
pub(super) fn counting(survey: &Survey) -> Page {
    let mut page = Page::new(survey.title(), "");
    page.blocks.extend(Block::paragraph(Text::new(Role::Dim, "Counting …")));
    page
}

/// The page of a view over these facts.
pub(super) fn page(cx: Context<'_>, survey: &Survey, kept: &[Fact]) -> Page {
    let head = Page::new(survey.title(), "");
    match survey {
        Survey::Support => support::page(cx, head, kept),
        Survey::Suppose => suppose::page(cx, head, kept),
        Survey::Questions(only) => questions::page(cx, head, kept, *only),
        Survey::Timeline(undated) => timeline::page(cx, head, kept, *undated),
        Survey::Conflicts => conflicts::page(cx, head, kept),
        Survey::Ties(topic) => ties::around(cx, head, *topic, kept),
        Survey::Path(ends) => ties::path(cx, head, *ends, kept),
        Survey::Whence(text) => whence::page(cx, head, text),
        Survey::Pivot(view) => pivot::page(cx, head, view, kept),
        Survey::Pair(one, other) => pair::tables(cx, head, one, other, kept),
        Survey::With(one, other) => pair::page(cx, head, one, other, kept),
    }
}
