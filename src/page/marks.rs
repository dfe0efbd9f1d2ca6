//! The marks of citations, and what is said of them together. Must never mark one source twice in a place.

use std::collections::HashSet;

use crate::evidence::{Fact, Standing};
use crate::value::{At, Reference};

use super::citation::Citation;
use super::context::Context;
use super::readings::FieldsView;
use super::words;
use super::{Piece, Role, Text};

/// So many sources of a row are told in its one line.
const TOLD: usize = 2;

/// The mark of a citation: its number comes last of all; paragraphs of the page's own article are said at once, `¶3–5`.
pub(super) fn mark(cx: Context<'_>, citation: Citation) -> Piece {
    let text = match &citation {
        Citation::Passage(id, Some(paragraphs)) if cx.article == Some(*id) => words::paragraphs(paragraphs),
        Citation::Passage(..) | Citation::Other(_) | Citation::Unknown(_) => String::new(),
    };
    Piece { text, role: Role::Mark, citation: Some(Box::new(citation)), ..Piece::default() }
}

impl FieldsView<'_> {
    /// The marks of a row, which are no stops; none where it has no source.
    pub(super) fn marks<'r>(self, cites: impl IntoIterator<Item = &'r At<Reference>>) -> Vec<Piece> {
        let mut marks: Vec<Piece> = Vec::new();
        for citation in self.citations(cites) {
            let mut mark = mark(self.cx, citation);
            if !mark.text.is_empty() && !marks.is_empty() {
                mark.text.insert(0, ' ');
            }
            marks.push(mark);
        }
        marks
    }

    /// The marks of these citations, each a stop.
    pub(super) fn linked_marks<'r>(self, cites: impl IntoIterator<Item = &'r At<Reference>>) -> Text {
        let mut marks = Text::default();
        for citation in self.citations(cites) {
            let link = Some(Box::new(citation.stop(self.cx)));
            let mark = mark(self.cx, citation);
            if !mark.text.is_empty() && !marks.is_empty() {
                marks.push(Role::Mark, " ");
            }
            marks.0.push(Piece { link, ..mark });
        }
        marks
    }

    /// The sign of what a fact stands on, and that its readings differ where a row shows it nowhere else.
    pub(super) fn sign(self, fact: Fact) -> Text {
        let standing = fact.support(self.cx.dossier).standing();
        Text::new(if standing == Standing::None { Role::Warning } else { Role::Dim }, standing.sign())
    }

    /// The sources of these citations, in one line: the first few.
    pub(super) fn sources<'r>(self, cites: impl IntoIterator<Item = &'r At<Reference>>) -> String {
        match self.citations(cites).as_slice() {
            [] => "unsourced".to_owned(),
            [source] => source.line(self.cx),
            several => {
                let told: Vec<String> = several.iter().take(TOLD).map(|source| source.short_title(self.cx)).collect();
                let more = several.len() - told.len();
                told.join("; ") + &if more > 0 { format!("; and {more} more") } else { String::new() }
            }
        }
    }

    /// What these mean, each once.
    pub(super) fn citations<'r>(self, cites: impl IntoIterator<Item = &'r At<Reference>>) -> Vec<Citation> {
        let mut seen = HashSet::new();
        let all = cites.into_iter().map(|cite| Citation::new(self.cx.dossier, &cite.value, self.from));
        all.filter(|citation| seen.insert(citation.clone())).collect()
    }
}
