//! The views of the evidence as pages: each over the facts that a filter keeps, every item a stop that opens what it
//! counts. Must never count anything itself: that is `evidence`'s.

mod support;
mod suppose;
mod whence;

use super::context::Context;
use super::{Block, Page, Role, Text};
use crate::evidence::Fact;

/// A view of the evidence.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Survey {
    /// What each fact stands on, the weakest first.
    Support,
    /// What changes without the witnesses that are taken out; over the facts that the filter keeps with them.
    Suppose,
    /// Who says that.
    Whence(String),
}

impl Survey {
    /// Whether one goes through it row by row.
    pub(super) fn is_rows(&self) -> bool {
        match self {
            Self::Support | Self::Suppose | Self::Whence(_) => true,
        }
    }
}

impl Survey {
    /// What it is called.
    fn title(&self) -> &'static str {
        match self {
            Self::Support => "What the facts stand on",
            Self::Suppose => "What falls",
            Self::Whence(_) => "Who says so",
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
        Survey::Whence(text) => whence::page(cx, head, text),
    }
}
