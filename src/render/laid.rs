//! A page laid out: lines of spans, with their stops, headings and places. Must never know how they were laid.

use crate::page::{Opens, Role};
use crate::text::Safe;
use crate::text::columns::line_columns;
use crate::text::fold::fold;
use crate::value::{Paragraphs, Place};

/// A page laid out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Laid {
    /// Its lines, from the top; the title's are the first.
    pub lines: Vec<LaidLine>,
    /// How many of the lines are the title and what the page is of; with a heading over them there may be none.
    pub title_lines: usize,
    /// Columns on the left of every line below the title that are left free for the sign of the current stop: 2, or 0
    /// on a very narrow page. Headings of level 2 stand in them.
    pub gutter: usize,
    /// Every stop, in reading order; a span names one by its index.
    pub stops: Vec<LaidStop>,
    /// The title and every heading, in order.
    pub headings: Vec<LaidHeading>,
    /// Where things can be found, in order.
    pub places: Vec<(Place, usize)>,
}

/// One line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LaidLine {
    /// Stretches of one look each, from the left.
    pub spans: Vec<LaidSpan>,
}

/// A stretch of a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LaidSpan {
    /// What it says.
    pub text: Safe,
    /// What it is.
    pub role: Role,
    /// The stop it belongs to: an index into [`Laid::stops`].
    pub stop: Option<usize>,
    /// Which part it is of a text that is broken into lines; none where it only sets others apart.
    pub flow: Option<Flow>,
}

/// Where a stretch stands in a text of the page, wherever the lines of that are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flow {
    /// The number of the text on its page.
    pub text: u32,
    /// In bytes of it. Between two stretches only white space is left out.
    pub start: u32,
}

/// A stop with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaidStop {
    /// Its first line.
    pub line: usize,
    /// Its last line: a row has several, a link may be broken in two.
    pub last_line: usize,
    /// What it leads to.
    pub opens: Opens,
    /// What it is, in one line. May be empty.
    pub say: Safe,
}

/// A heading with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaidHeading {
    /// Its first line.
    pub line: usize,
    /// 1 for the title, 2 for a part of the page, deeper for what is in it.
    pub level: u8,
    /// What it says.
    pub text: Safe,
}

impl LaidLine {
    /// What it says.
    #[must_use]
    pub fn text(&self) -> Safe {
        let text: String = self.spans.iter().map(|span| span.text.as_str()).collect();
        Safe::new(&text)
    }

    /// How wide it is.
    #[must_use]
    pub fn columns(&self) -> usize {
        line_columns(&self.spans)
    }
}

impl From<String> for LaidSpan {
    fn from(text: String) -> Self {
        Self { text: Safe::new(&text), ..Self::default() }
    }
}

impl AsRef<str> for LaidSpan {
    fn as_ref(&self) -> &str {
        self.text.as_str()
    }
}

impl Laid {
    /// The line of that place.
    #[must_use]
    pub fn line_at(&self, place: &Place) -> Option<usize> {
        if let Place::Heading(text) = place {
            let text = fold(text);
            return self
                .headings
                .iter()
                .find(|heading| fold(heading.text.as_str()) == text)
                .map(|heading| heading.line);
        }
        self.places.iter().find(|(known, _)| known == place).map(|(_, line)| *line)
    }

    /// The first line of the first digest that holds one of these paragraphs, and `true`; else that of the nearest
    /// paragraph before them (without any, of the prose, without prose the top), and `false`.
    #[must_use]
    pub fn line_of(&self, passage: &Paragraphs) -> (usize, bool) {
        let digests = || self.places.iter().filter_map(|(place, line)| Some((place.paragraphs()?, *line)));
        if let Some((_, line)) = digests().find(|(digest, _)| digest.overlaps(passage)) {
            return (line, true);
        }
        let first = passage.first();
        let before = digests().filter_map(|(digest, line)| Some((digest.last_before(first)?, line)));
        let nearest = before.fold(None, |best: Option<(u32, usize)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        });
        (nearest.map_or_else(|| self.line_at(&Place::Prose).unwrap_or(0), |(_, line)| line), false)
    }
}
