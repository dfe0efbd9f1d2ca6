//! A block that stands around others, while it is read.

use crate::entry::{Alignment, Markup, MarkupItem, Prose};

use super::line::plain;

/// What an open block is.
pub(super) enum Open {
    /// The whole body.
    Body,
    Quote,
    List {
        start: Option<u64>,
        items: Vec<MarkupItem>,
    },
    Item {
        task: Option<bool>,
    },
    Footnote {
        label: String,
    },
    Code {
        language: String,
        text: String,
    },
    Html {
        text: String,
    },
    Table(Table),
    /// One that is nested too deep: its blocks become those of the block around it.
    Flat,
}

/// A table while it is read.
pub(super) struct Table {
    pub(super) columns: Vec<Alignment>,
    pub(super) head: Vec<Prose>,
    pub(super) rows: Vec<Vec<Prose>>,
    /// The cells of the row that is read.
    pub(super) row: Vec<Prose>,
    /// Where the last cell ended.
    pub(super) cell_end: usize,
}

impl Table {
    /// Ends a row before all its cells are read.
    pub(super) fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        if self.head.is_empty() {
            self.head = row;
        } else if !row.is_empty() {
            self.rows.push(row);
        }
    }
}

/// An open block with the blocks in it so far.
pub(super) struct Frame {
    pub(super) open: Open,
    pub(super) blocks: Vec<Markup>,
    /// Up to which byte of the source everything in it has come by.
    pub(super) seen: usize,
}

impl Frame {
    pub(super) fn new(open: Open, seen: usize) -> Self {
        Self { open, blocks: Vec::new(), seen }
    }

    /// Whether it counts as a level of nesting.
    pub(super) fn nests(&self) -> bool {
        matches!(self.open, Open::Quote | Open::List { .. } | Open::Footnote { .. })
    }

    /// Puts what a closed block holds into this one, which stands around it.
    pub(super) fn close_in(&mut self, closed: Frame) {
        let Frame { open, blocks, .. } = closed;
        match open {
            Open::Body | Open::Flat => self.blocks.extend(blocks),
            Open::Quote => self.blocks.push(Markup::Quote(blocks)),
            Open::List { start, items } => {
                self.blocks.push(Markup::List { start, items });
                // A definition that nobody uses may stand between items, in none of them.
                self.blocks.extend(blocks);
            }
            Open::Item { task } => match &mut self.open {
                Open::List { items, .. } => items.push(MarkupItem { task, blocks }),
                _ => self.blocks.extend(blocks),
            },
            Open::Footnote { label } => self.blocks.push(Markup::Footnote { label, blocks }),
            Open::Code { language, text } => {
                let text = text.strip_suffix('\n').unwrap_or(&text).to_owned();
                self.blocks.push(Markup::Code { language, text });
            }
            Open::Html { text } => self.blocks.push(Markup::Paragraph(plain(text.trim_end()))),
            Open::Table(Table { columns, head, rows, .. }) => self.blocks.push(Markup::Table { columns, head, rows }),
        }
    }
}
