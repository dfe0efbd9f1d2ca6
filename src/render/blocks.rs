//! A page's title and blocks, each set on the sheet in its own way. Must never leave a block out.

use crate::page::{Block, Item, Page, Role, Text};
use crate::text::tab_stops;

use super::laid::LaidHeading;
use super::sheet::Sheet;

impl Sheet {
    /// The title and under it, on a line of its own, what the page is of. Under a heading of `heading` columns that
    /// says both, only what it has no room for or does not say.
    pub(super) fn title(&mut self, page: &Page, heading: Option<usize>) {
        let title = self.set(&Text::new(Role::Title, page.title.as_str()));
        let mut kind = Text::default();
        if heading.is_none() {
            kind.push(Role::Dim, page.kind.as_str());
        }
        kind.join(Role::Dim, " · ", page.sort.clone());
        self.headings.push(LaidHeading { line: 0, level: 1, text: self.glyphs.safe(&page.title) });
        self.tight = true;
        if heading.is_none_or(|room| title.columns() > room || title.is_broken()) {
            self.hang_set(&title);
        }
        if !kind.is_empty() {
            self.flow(&kind, 0);
        }
    }

    pub(super) fn under_title(&mut self, under: &[Text]) {
        for text in under {
            self.flow(text, 2);
        }
        self.tight = false;
    }

    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.gap();
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        self.place(block.places());
        match block {
            Block::Heading { level, text, count, .. } => self.heading(*level, text, *count),
            Block::Paragraph { text, .. } => self.flow(text, 0),
            Block::Pairs(pairs) => self.pairs(pairs),
            Block::Rows(rows) => self.rows(rows),
            Block::List { start, items, .. } => self.list(*start, items),
            Block::Quote(blocks) => self.nested("│ ", Role::Dim, true, blocks),
            Block::Code(text) => self.code(text),
            Block::Table { columns, head, rows, .. } => self.table(columns, head, rows),
            Block::Footnote { number, blocks } => self.nested(&format!("{number}. "), Role::Mark, false, blocks),
            Block::Rule => self.rule(self.room()),
        }
    }

    fn heading(&mut self, level: u8, text: &Text, count: Option<usize>) {
        let safe = self.glyphs.safe(&text.plain());
        self.headings.push(LaidHeading { line: self.lines.len(), level, text: safe });
        let mut heading = text.clone();
        if let Some(count) = count {
            heading.push(Role::Dim, format!(" ({count})"));
        }
        if level <= 2 && !self.is_nested() {
            self.hang_set(&self.set(&heading));
        } else {
            self.flow(&heading, 0);
        }
        self.tight = true;
    }

    fn code(&mut self, text: &str) {
        for line in text.trim_end_matches('\n').split('\n') {
            let set = self.set(&Text::new(Role::Code, tab_stops(line)));
            if self.wraps_code {
                self.flow_set(&set, 2, 2);
            } else {
                self.set_whole(&set, 2);
            }
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Item]) {
        let last = start.map(|start| start.saturating_add(items.len() as u64).saturating_sub(1));
        let digits = last.map_or(0, |last| last.to_string().len());
        let loose = items
            .iter()
            .any(|item| item.blocks.iter().filter(|block| !matches!(block, Block::List { .. })).count() > 1);
        for (index, item) in items.iter().enumerate() {
            if index > 0 && loose {
                self.tight = false;
                self.gap();
            }
            let number = start.map(|start| start.saturating_add(index as u64));
            let mark = match (item.task, number) {
                (Some(true), _) => "☑ ".to_owned(),
                (Some(false), _) => "☐ ".to_owned(),
                (None, Some(number)) => format!("{number:>digits$}. "),
                (None, None) => "• ".to_owned(),
            };
            self.tight = true;
            self.item(&mark, &item.blocks, loose);
        }
        self.tight = false;
    }

    fn item(&mut self, mark: &str, blocks: &[Block], loose: bool) {
        let opened = self.open(mark, Role::Dim, false);
        if blocks.is_empty() {
            self.line(Vec::new());
        }
        for block in blocks {
            self.tight |= !loose;
            self.gap();
            self.block(block);
        }
        self.close(opened);
    }

    fn nested(&mut self, sign: &str, role: Role, repeats: bool, blocks: &[Block]) {
        let opened = self.open(sign, role, repeats);
        self.tight = true;
        if blocks.is_empty() {
            self.line(Vec::new());
        }
        self.blocks(blocks);
        self.close(opened);
        self.tight = false;
    }
}
