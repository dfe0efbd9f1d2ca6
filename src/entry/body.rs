//! The prose of an entry as blocks: flat text with runs of style over it, and the links in it.
//! Must never resolve a link: a body is what its file says.

use std::ops::Range;

use crate::text::columns::Alignment;
use crate::value::{Reference, Span};

/// The prose of one entry.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Body {
    /// The bytes of the Markdown after the front matter: the end of its file.
    pub length: usize,
    /// The prose, block by block.
    pub blocks: Vec<Markup>,
    /// Every link of the prose, in order; a run names one by its index.
    pub links: Vec<Link>,
}

/// One block of prose.
#[derive(Debug, Clone, PartialEq)]
pub enum Markup {
    /// A heading of level 1 to 6.
    Heading {
        /// 1 to 6.
        level: u8,
        /// What it says.
        text: Prose,
    },
    /// A paragraph; raw HTML is one too, as text.
    Paragraph(Prose),
    /// A list; numbered from `start` where it has one.
    List {
        /// The first number, where it is numbered.
        start: Option<u64>,
        /// What it lists.
        items: Vec<MarkupItem>,
    },
    /// A quotation.
    Quote(Vec<Markup>),
    /// Code as it stands, with the language its fence names.
    Code {
        /// What the fence names; empty where it names nothing.
        language: String,
        /// As it stands, with line feeds.
        text: String,
    },
    /// A table: its columns' alignments, its head, its rows.
    Table {
        /// How each column stands.
        columns: Vec<Alignment>,
        /// The cells of its head.
        head: Vec<Prose>,
        /// The cells of each row.
        rows: Vec<Vec<Prose>>,
    },
    /// The text of a footnote; its mark in the prose reads `[^label]`.
    Footnote {
        /// What its mark names.
        label: String,
        /// What it says.
        blocks: Vec<Markup>,
    },
    /// A rule between sections.
    Rule,
}

/// One item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct MarkupItem {
    /// Whether it is done, where it is a task.
    pub task: Option<bool>,
    /// What it says.
    pub blocks: Vec<Markup>,
}

/// Text with runs over it. The runs cover the text in order, without gaps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prose {
    /// The text. A hard line break is a line feed.
    pub text: String,
    /// What holds for which bytes of it.
    pub runs: Vec<Run>,
}

/// A stretch of text of one look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The bytes of the prose's text.
    pub range: Range<usize>,
    /// How it looks.
    pub style: Style,
    /// The link it is part of: an index into [`Body::links`].
    pub link: Option<usize>,
}

/// How prose is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four looks that combine freely, none of them a mode")]
pub struct Style {
    /// Emphasised.
    pub emphasis: bool,
    /// Strongly emphasised.
    pub strong: bool,
    /// Struck through.
    pub struck: bool,
    /// Code.
    pub code: bool,
}

/// A link of the prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub target: LinkTarget,
    /// Whether its text was given (`[[x|text]]`, `[text](…)`): else the reference itself stands in the prose,
    /// and is shown as a name or as a citation mark.
    pub has_text: bool,
    /// Where it stands in the file.
    pub span: Span,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// To an entry, a record, a term or a paragraph.
    Reference(Reference),
    /// Out of the dossier. A stranger's text.
    Url(String),
    /// To a footnote of the same body.
    Footnote(String),
}

/// What a block or a cell without a word costs, in bytes of text.
const BLOCK: usize = 16;

impl Body {
    /// A body of more bytes takes longer to be laid out than one waits for a key to be answered.
    pub const LONG: usize = 24 << 10;

    /// Whether it takes long to be laid out.
    #[must_use]
    pub fn is_long(&self) -> bool {
        self.length > Self::LONG
    }

    /// The blocks that a long body begins with, the last of them cut: enough for a first screen.
    #[must_use]
    pub fn start(&self) -> Vec<Markup> {
        start(&self.blocks, &mut { Self::LONG })
    }

    /// Its headings, in order.
    pub fn headings(&self) -> impl Iterator<Item = &Prose> {
        self.blocks.iter().filter_map(|block| match block {
            Markup::Heading { text, .. } => Some(text),
            _ => None,
        })
    }

    /// Every prose of the body, in reading order, those in lists, quotes, tables and footnotes too.
    #[must_use]
    pub fn proses(&self) -> Vec<&Prose> {
        let mut found = Vec::new();
        collect(&self.blocks, &mut found);
        found
    }

    /// Whether there is nothing to read in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }
}

impl Markup {
    /// Every prose of this block, in reading order.
    #[must_use]
    pub fn proses(&self) -> Vec<&Prose> {
        let mut found = Vec::new();
        collect(std::slice::from_ref(self), &mut found);
        found
    }
}

/// The blocks that so many bytes of text have room for, the last one cut; takes away what they need.
fn start(blocks: &[Markup], room: &mut usize) -> Vec<Markup> {
    fitting(blocks, room, Markup::start)
}

/// The first of these for which there is room, as they are cut.
fn fitting<T>(all: &[T], room: &mut usize, cut: impl Fn(&T, &mut usize) -> T) -> Vec<T> {
    let mut kept = Vec::new();
    for one in all {
        if *room == 0 {
            break;
        }
        *room = room.saturating_sub(BLOCK);
        kept.push(cut(one, room));
    }
    kept
}

/// The text that there is room for.
fn beginning<'t>(text: &'t str, room: &mut usize) -> &'t str {
    let kept = (0..=text.len().min(*room)).rev().find_map(|end| text.get(..end)).unwrap_or_default();
    *room -= kept.len();
    // What is cut is the last.
    *room *= usize::from(kept.len() == text.len());
    kept
}

fn cells(cells: &[Prose], room: &mut usize) -> Vec<Prose> {
    fitting(cells, room, Prose::start)
}

impl Markup {
    fn start(&self, room: &mut usize) -> Self {
        match self {
            Self::Heading { level, text } => Self::Heading { level: *level, text: text.start(room) },
            Self::Paragraph(text) => Self::Paragraph(text.start(room)),
            Self::List { start: number, items } => {
                let item = |item: &MarkupItem, room: &mut usize| MarkupItem {
                    task: item.task,
                    blocks: start(&item.blocks, room),
                };
                Self::List { start: *number, items: fitting(items, room, item) }
            }
            Self::Quote(blocks) => Self::Quote(start(blocks, room)),
            Self::Code { language, text } => {
                Self::Code { language: language.clone(), text: beginning(text, room).to_owned() }
            }
            Self::Table { columns, head, rows } => {
                let (columns, head) = (columns.clone(), cells(head, room));
                Self::Table { columns, head, rows: fitting(rows, room, |row, room| cells(row, room)) }
            }
            Self::Footnote { label, blocks } => Self::Footnote { label: label.clone(), blocks: start(blocks, room) },
            Self::Rule => Self::Rule,
        }
    }
}

impl Prose {
    fn start(&self, room: &mut usize) -> Self {
        let text = beginning(&self.text, room);
        let runs = self.runs.iter().take_while(|run| run.range.start < text.len());
        let cut = |run: &Run| Run { range: run.range.start..run.range.end.min(text.len()), ..run.clone() };
        Self { text: text.to_owned(), runs: runs.map(cut).collect() }
    }
}

fn collect<'a>(blocks: &'a [Markup], found: &mut Vec<&'a Prose>) {
    for block in blocks {
        match block {
            Markup::Heading { text, .. } | Markup::Paragraph(text) => found.push(text),
            Markup::List { items, .. } => items.iter().for_each(|item| collect(&item.blocks, found)),
            Markup::Quote(blocks) | Markup::Footnote { blocks, .. } => collect(blocks, found),
            Markup::Table { head, rows, .. } => found.extend(head.iter().chain(rows.iter().flatten())),
            Markup::Code { .. } | Markup::Rule => {}
        }
    }
}
