//! How much of a body is taken. Must never know what is made of it.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::parse::limits::Limit;

/// How many more blocks and cells, and how many more changes of look there may be.
pub(super) struct Measure {
    left: usize,
    looks: usize,
    in_code: bool,
}

impl Measure {
    pub(super) fn new(blocks: Limit, looks: Limit) -> Self {
        Self { left: blocks.number, looks: looks.number, in_code: false }
    }

    /// Whether `event` may change how text looks; what changes nothing may always come.
    pub(super) fn may_look(&mut self, event: &Event<'_>) -> bool {
        if !changes_look(event) {
            return true;
        }
        let is_room = self.looks > 0;
        self.looks = self.looks.saturating_sub(1);
        is_room
    }

    /// Whether there is room for what `event` begins, or for the lines of code it is.
    pub(super) fn takes(&mut self, event: &Event<'_>) -> bool {
        let lines = match event {
            Event::Text(text) if self.in_code => text.matches('\n').count().max(1),
            event => usize::from(begins_block(event)),
        };
        match event {
            Event::Start(Tag::CodeBlock(_)) => self.in_code = true,
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            _ => {}
        }
        let left = self.left.checked_sub(lines);
        self.left = left.unwrap_or(self.left);
        left.is_some()
    }

    /// The lines of code for which there is still room, of those that all together have none.
    pub(super) fn part<'e>(&self, event: &'e Event<'_>) -> Option<&'e str> {
        let Event::Text(text) = event else { return None };
        let last = self.left.checked_sub(1).filter(|_| self.in_code)?;
        let (end, _) = text.match_indices('\n').nth(last)?;
        text.get(..=end)
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

/// Whether text looks otherwise from there on, or stands on another line.
fn changes_look(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough),
        Event::Code(_) | Event::HardBreak => true,
        _ => false,
    }
}
