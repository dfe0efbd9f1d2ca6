//! How much of a body is taken. Must never know what is made of it.

use pulldown_cmark::{Event, Tag};

use crate::parse::limits::Limit;

/// How many more blocks and cells there may be.
pub(super) struct Measure {
    left: usize,
}

impl Measure {
    pub(super) fn new(limit: Limit) -> Self {
        Self { left: limit.number }
    }

    /// Whether there is room for what `event` begins.
    pub(super) fn takes(&mut self, event: &Event<'_>) -> bool {
        if !begins_block(event) {
            return true;
        }
        let is_room = self.left > 0;
        self.left = self.left.saturating_sub(1);
        is_room
    }
}

/// Whether a block begins, or the cell of a table: all that has lines of its own, however empty it is.
fn begins_block(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::BlockQuote(_)
                | Tag::CodeBlock(_)
                | Tag::HtmlBlock
                | Tag::List(_)
                | Tag::Item
                | Tag::FootnoteDefinition(_)
                | Tag::Table(_)
                | Tag::TableCell
        ),
        Event::Rule => true,
        _ => false,
    }
}
