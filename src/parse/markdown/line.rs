//! Inline text while it is read: flat text with runs over it.

use crate::entry::{Prose, Run, Style};

/// Which marks hold at a place of the text; each may be open several times over.
#[derive(Default)]
pub(super) struct Line {
    prose: Prose,
    /// How often emphasis, strong emphasis, striking are open.
    pub(super) emphasis: usize,
    pub(super) strong: usize,
    pub(super) struck: usize,
}

impl Line {
    /// How many bytes it has.
    pub(super) fn len(&self) -> usize {
        self.prose.text.len()
    }

    /// Whether nothing but white space stands from that byte on.
    pub(super) fn is_blank_from(&self, at: usize) -> bool {
        self.prose.text.get(at..).is_none_or(|text| text.trim().is_empty())
    }

    /// Puts `text` at its end, in the style that holds.
    pub(super) fn push(&mut self, text: &str, code: bool, link: Option<usize>) {
        let style = Style { emphasis: self.emphasis > 0, strong: self.strong > 0, struck: self.struck > 0, code };
        push(&mut self.prose, text, style, link);
    }

    /// The prose.
    pub(super) fn finish(mut self) -> Prose {
        // It stays as long as the dossier is read: what it grew by is given back.
        self.prose.text.shrink_to_fit();
        self.prose.runs.shrink_to_fit();
        self.prose
    }
}

/// Puts `text` at the end of `prose`.
pub(super) fn push(prose: &mut Prose, text: &str, style: Style, link: Option<usize>) {
    let range = prose.text.len()..prose.text.len() + text.len();
    prose.text.push_str(text);
    match prose.runs.last_mut() {
        _ if range.is_empty() => {}
        Some(last) if last.style == style && last.link == link => last.range.end = range.end,
        _ => prose.runs.push(Run { range, style, link }),
    }
}

/// Prose of one plain run.
pub(super) fn plain(text: &str) -> Prose {
    let mut prose = Prose::default();
    push(&mut prose, text, Style::default(), None);
    prose
}
