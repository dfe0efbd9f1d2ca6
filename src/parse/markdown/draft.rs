//! A body while it is read, event by event.

mod links;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::frame::{Frame, Open, Table};
use super::leftover::{DEFINES, unused};
use super::line::{Line, plain, push};
use super::target;
use crate::entry::{Alignment, Link, Markup, Style};
use crate::parse::limits::{self, BLOCKS, LOOKS, NESTING};
use crate::parse::reader::Reader;
use crate::parse::text::hidden_character;
use crate::problem::Code;
use crate::text::suspicious;
use crate::value::Span;
use links::OpenLink;

/// A body while it is read.
pub(super) struct Draft<'r, 't> {
    reader: &'r mut Reader<'t>,
    source: &'t str,
    /// Where the source begins in the file.
    from: usize,
    /// Where it ends: what stands from there on is left out.
    end: usize,
    /// The definitions of links that are used.
    used: Vec<Span>,
    /// The body and the open blocks in it, outermost first; never empty.
    frames: Vec<Frame>,
    /// How many of them count as nesting.
    depth: usize,
    too_deep: bool,
    line: Option<Line>,
    links: Vec<Link>,
    too_many_links: bool,
    /// Whether all text is plain from here on.
    is_plain: bool,
    open_links: Vec<OpenLink>,
    /// How many starts without their ends there are in what is passed over.
    passing: usize,
}

impl<'r, 't> Draft<'r, 't> {
    pub(super) fn new(reader: &'r mut Reader<'t>, source: &'t str, from: usize, used: Vec<Span>) -> Self {
        Self {
            reader,
            source,
            from,
            end: source.len(),
            used,
            frames: vec![Frame::new(Open::Body, 0)],
            depth: 0,
            too_deep: false,
            line: None,
            links: Vec::new(),
            too_many_links: false,
            is_plain: false,
            open_links: Vec::new(),
            passing: 0,
        }
    }

    /// Says that the body ends before what stands at `range`, where it has room for no more.
    pub(super) fn leave_out_from(&mut self, range: &Span) {
        let limit = limits::grouped(BLOCKS.number);
        let message = format!(
            "this file has more than {limit} blocks, cells and lines of code; from here on it is left out; divide the file"
        );
        self.report(Code::OverLimit, range, message);
        self.end = range.start;
        if let Open::Table(table) = &mut self.frame().open {
            table.end_row();
        }
    }

    /// Takes an event that would change how text looks, where it has changed too often: its text is taken, its look not.
    pub(super) fn take_plain(&mut self, event: Event<'_>, range: &Span) {
        if !std::mem::replace(&mut self.is_plain, true) {
            let limit = limits::grouped(LOOKS.number);
            let message =
                format!("this file changes more than {limit} times how its text looks; from here on it is plain");
            self.report(Code::OverLimit, range, message);
        }
        match event {
            Event::Code(text) => self.take(Event::Text(text), range),
            Event::HardBreak => self.take(Event::SoftBreak, range),
            Event::Start(_) if self.passing > 0 => self.passing += 1,
            _ => {}
        }
    }

    /// The blocks and links.
    pub(super) fn finish(mut self) -> (Vec<Markup>, Vec<Link>) {
        let end = self.end;
        while self.frames.len() > 1 {
            self.close(&(end..end));
        }
        self.end_line();
        self.pass_gap(end);
        let blocks = std::mem::take(&mut self.frame().blocks);
        (blocks, self.links)
    }

    /// Takes the next event of the source, which stands at `range` of it.
    pub(super) fn take(&mut self, event: Event<'_>, range: &Span) {
        if self.passing > 0 {
            match event {
                Event::Start(_) => self.passing += 1,
                Event::End(_) => self.passing -= 1,
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => self.inline(&text, true, range),
            Event::Html(text) => self.html(&text, range),
            Event::InlineHtml(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.inline(&text, false, range);
            }
            Event::FootnoteReference(label) => self.footnote(&label, range),
            Event::SoftBreak => self.inline(" ", false, range),
            Event::HardBreak => self.inline("\n", false, range),
            Event::Rule => {
                self.before_block(range);
                self.frame().blocks.push(Markup::Rule);
            }
            Event::TaskListMarker(done) => {
                if let Open::Item { task } = &mut self.frame().open {
                    *task = Some(done);
                }
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: &Span) {
        match tag {
            Tag::Emphasis => self.line_at(range).emphasis += 1,
            Tag::Strong => self.line_at(range).strong += 1,
            Tag::Strikethrough => self.line_at(range).struck += 1,
            Tag::Link { link_type, dest_url, title, .. } => self.start_link(link_type, &dest_url, &title, range),
            Tag::Image { link_type, dest_url, title, .. } => {
                self.report(Code::Embed, range, "an embed is shown as a link; write it without the !");
                self.start_link(link_type, &dest_url, &title, range);
            }
            Tag::Paragraph | Tag::Heading { .. } => {
                self.before_block(range);
                self.line = Some(Line::default());
            }
            Tag::TableCell => self.line = Some(Line::default()),
            Tag::BlockQuote(_) => self.open(Open::Quote, range),
            Tag::List(start) => self.open(Open::List { start, items: Vec::new() }, range),
            Tag::Item => self.open(Open::Item { task: None }, range),
            Tag::FootnoteDefinition(label) => self.open(Open::Footnote { label: label.into_string() }, range),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(language) => language.into_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.open(Open::Code { language, text: String::new() }, range);
            }
            Tag::HtmlBlock => self.open(Open::Html { text: String::new() }, range),
            Tag::Table(columns) => {
                let columns = columns.into_iter().map(alignment).collect();
                let table =
                    Table { columns, head: Vec::new(), rows: Vec::new(), row: Vec::new(), cell_end: range.start };
                self.open(Open::Table(table), range);
            }
            // The options for the rest are off; rows of a table need nothing at their start.
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Span) {
        match tag {
            TagEnd::Emphasis => lower(&mut self.line_at(range).emphasis),
            TagEnd::Strong => lower(&mut self.line_at(range).strong),
            TagEnd::Strikethrough => lower(&mut self.line_at(range).struck),
            TagEnd::Link | TagEnd::Image => self.end_link(range),
            TagEnd::Paragraph => self.end_line(),
            TagEnd::Heading(level) => {
                let text = self.line.take().unwrap_or_default().finish();
                self.frame().blocks.push(Markup::Heading { level: level as u8, text });
            }
            TagEnd::TableCell => {
                let cell = self.line.take().unwrap_or_default().finish();
                if let Open::Table(table) = &mut self.frame().open {
                    table.row.push(cell);
                    table.cell_end = range.end;
                }
            }
            TagEnd::TableHead => {
                if let Open::Table(table) = &mut self.frame().open {
                    table.head = std::mem::take(&mut table.row);
                }
            }
            TagEnd::TableRow => self.end_row(range),
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Table => self.close(range),
            _ => {}
        }
    }

    /// Ends a row of a table. Cells beyond its columns are put into its last one.
    fn end_row(&mut self, range: &Span) {
        let source = self.source;
        let Open::Table(table) = &mut self.frame().open else { return };
        let mut row = std::mem::take(&mut table.row);
        let beyond = source.get(table.cell_end..range.end).unwrap_or_default();
        if beyond.contains(char::is_alphanumeric) {
            let beyond = format!(" {}", beyond.trim().trim_matches('|').trim());
            match row.last_mut() {
                Some(last) => push(last, &beyond, Style::default(), None),
                None => row.push(plain(&beyond)),
            }
        }
        table.rows.push(row);
    }

    /// Opens a block around others. Beyond the limit of nesting it is not opened but passed through.
    fn open(&mut self, open: Open, range: &Span) {
        self.before_block(range);
        let in_flat_list = matches!(open, Open::Item { .. }) && matches!(self.frame().open, Open::Flat);
        let label_end = matches!(open, Open::Footnote { .. }).then(|| self.source.get(range.clone())?.find(DEFINES));
        let seen = range.start + label_end.flatten().map_or(0, |at| at + DEFINES.len());
        let frame = Frame::new(open, seen);
        let deeper = usize::from(frame.nests());
        if in_flat_list || self.depth + deeper > NESTING.number {
            if !self.too_deep {
                let limit = limits::grouped(NESTING.number);
                let message =
                    format!("this is nested deeper than {limit} quotations and lists; its text is shown without them");
                self.report(Code::OverLimit, range, message);
            }
            self.too_deep = true;
            self.frames.push(Frame { open: Open::Flat, ..frame });
        } else {
            self.depth += deeper;
            self.frames.push(frame);
        }
    }

    fn close(&mut self, range: &Span) {
        self.end_line();
        self.pass_gap(range.end);
        if self.frames.len() < 2 {
            return;
        }
        if let Some(closed) = self.frames.pop() {
            self.depth -= usize::from(closed.nests());
            self.frame().close_in(closed);
        }
    }

    /// The innermost open block.
    fn frame(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("the body's own frame is never popped: `close` keeps the first")
    }

    /// Makes ready for a block at `range` in the innermost open one.
    fn before_block(&mut self, range: &Span) {
        self.end_line();
        self.pass_gap(range.start);
        self.frame().seen = range.end;
    }

    /// Shows what stands between the last block and the byte `to`, if it has been read and would be shown nowhere.
    fn pass_gap(&mut self, to: usize) {
        let source = self.source;
        let gap = self.frame().seen..to;
        if gap.is_empty() || matches!(self.frame().open, Open::Code { .. } | Open::Html { .. } | Open::Table(_)) {
            return;
        }
        if let Some(text) = unused(source, &gap, &self.used) {
            self.frame().blocks.push(Markup::Paragraph(plain(&text)));
        }
        self.frame().seen = to;
    }

    /// Ends a paragraph, if one is open. The text of a tight list's item is one too.
    fn end_line(&mut self) {
        if let Some(line) = self.line.take().filter(|line| line.len() > 0) {
            self.frame().blocks.push(Markup::Paragraph(line.finish()));
        }
    }

    /// The open line; in a tight list it begins with its first text.
    fn line_at(&mut self, range: &Span) -> &mut Line {
        if self.line.is_none() {
            self.pass_gap(range.start);
        }
        let frame = self.frames.last_mut().expect("the body's own frame is never popped: `close` keeps the first");
        frame.seen = frame.seen.max(range.end);
        self.line.get_or_insert_default()
    }

    fn inline(&mut self, text: &str, code: bool, range: &Span) {
        let link = self.open_links.iter().rev().find_map(|open| open.index);
        self.line_at(range).push(text, code, link);
    }

    fn text(&mut self, text: &str, range: &Span) {
        self.report_decoded(text, range);
        match &mut self.frame().open {
            Open::Code { text: code, .. } | Open::Html { text: code } => code.push_str(text),
            _ => {
                self.report_empty_reference(text, range);
                self.inline(text, false, range);
            }
        }
    }

    fn html(&mut self, html: &str, range: &Span) {
        match &mut self.frame().open {
            Open::Html { text } => text.push_str(&html.replace("\r\n", "\n")),
            _ => self.inline(html, false, range),
        }
    }

    /// Reports characters that stand in `text` and not in its source: what an entity hides.
    fn report_decoded(&mut self, text: &str, range: &Span) {
        let written = self.source.get(range.clone()).unwrap_or_default();
        if text == written {
            return;
        }
        let hidden = suspicious(text).find(|(_, character)| !written.contains(*character));
        if let Some((_, character)) = hidden {
            self.report(Code::Invisible, range, hidden_character(character));
        }
    }

    fn report(&mut self, code: Code, range: &Span, message: impl Into<String>) {
        let span = self.in_file(range);
        self.reader.add(code, &span, message);
    }

    fn in_file(&self, range: &Span) -> Span {
        self.from + range.start..self.from + range.end
    }
}

fn lower(open: &mut usize) {
    *open = open.saturating_sub(1);
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None | pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Centre,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}
