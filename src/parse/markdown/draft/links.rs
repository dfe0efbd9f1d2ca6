//! The links of a body while it is read.

use pulldown_cmark::{CowStr, LinkType};

use super::{Draft, Line, Open, target};
use crate::entry::{Link, LinkTarget};
use crate::parse::limits::{self, LINKS};
use crate::problem::Code;
use crate::value::{Place, Reference, Span, ValueError};

/// The most bytes in which the end of a reference to nothing is looked for.
const LONGEST_LOOKED_AT: usize = 100;

/// A link whose text is being read.
pub(super) struct OpenLink {
    /// Which of the body's links; none beyond the limit.
    pub(super) index: Option<usize>,
    /// Where its text begins in the line.
    text_from: usize,
    /// What stands there where no text is given.
    instead: String,
    /// Its title, which is put after it.
    title: String,
    /// What the parser takes for a part of it and is none.
    swallowed: String,
    /// Of a picture in another link, whose text is that link's, its own: it stands behind.
    own: Option<usize>,
}

impl Draft<'_, '_> {
    pub(super) fn footnote(&mut self, label: &CowStr<'_>, range: &Span) {
        let link = self.add_link(LinkTarget::Footnote(label.to_string()), false, range);
        let link = link.or_else(|| self.open_links.iter().rev().find_map(|open| open.index));
        self.line_at(range).push(&format!("[^{label}]"), false, link);
    }

    pub(super) fn start_link(&mut self, link: LinkType, destination: &str, title: &str, range: &Span) {
        self.line_at(range);
        self.report_decoded(destination, range);
        if let LinkType::WikiLink { has_pothole } = link {
            self.start_wiki_link(destination, has_pothole, range);
            return;
        }
        let target = if link == LinkType::Email {
            Ok(LinkTarget::Url(format!("mailto:{destination}")))
        } else {
            target::destination(destination, self.reader.path)
        };
        let target = target.unwrap_or_else(|error| {
            self.report_reference(&error, range);
            LinkTarget::Url(destination.to_owned())
        });
        let is_own_text = matches!(link, LinkType::Autolink | LinkType::Email);
        let index = self.add_link(target, !is_own_text, range);
        let swallowed = self.swallowed(link, range);
        let around = self.open_links.last().and_then(|open| open.index).filter(|_| index.is_some());
        self.open_link(OpenLink {
            index: around.or(index),
            own: around.and(index),
            text_from: 0,
            instead: destination.to_owned(),
            title: title.to_owned(),
            swallowed,
        });
    }

    /// Brackets behind a link that are escaped (`[report]\[]`, `[report]\[report]`) and that the parser takes for the
    /// label of its definition.
    fn swallowed(&self, link: LinkType, range: &Span) -> String {
        let after = match link {
            LinkType::Collapsed | LinkType::Shortcut => self.source.get(range.end..),
            LinkType::Reference => self.source.get(range.clone()).and_then(|link| link.get(link.rfind("]\\[")? + 1..)),
            _ => None,
        };
        let written = after.and_then(|after| after.strip_prefix('\\'));
        let is_swallowed =
            |written: &&str| link == LinkType::Reference || link == LinkType::Collapsed && written.starts_with("[]");
        let written = written.filter(is_swallowed).unwrap_or_default();
        if link == LinkType::Collapsed { written.get(..2).unwrap_or_default().to_owned() } else { written.to_owned() }
    }

    fn start_wiki_link(&mut self, written: &str, has_text: bool, range: &Span) {
        let in_table = matches!(self.frame().open, Open::Table(_));
        let (reference, written) = match target::wiki(written, in_table && has_text) {
            Ok(read) => read,
            Err(error) => {
                self.report_reference(&error, range);
                let source = self.source.get(range.clone()).unwrap_or_default();
                self.inline(&source.replace("\\|", "|"), false, range);
                self.passing = 1;
                return;
            }
        };
        let instead = as_shown(&reference, written);
        let index = self.add_link(LinkTarget::Reference(reference), has_text, range);
        if has_text {
            self.open_link(OpenLink {
                index,
                text_from: 0,
                instead,
                title: String::new(),
                swallowed: String::new(),
                own: None,
            });
        } else {
            self.line_at(range).push(&instead, false, index);
            self.passing = 1;
        }
    }

    fn open_link(&mut self, link: OpenLink) {
        let text_from = self.line.as_ref().map_or(0, Line::len);
        self.open_links.push(OpenLink { text_from, ..link });
    }

    pub(super) fn end_link(&mut self, range: &Span) {
        let Some(open) = self.open_links.pop() else { return };
        let around = self.open_links.last().map(|around| around.instead.clone()).unwrap_or_default();
        let index = open.own.or(open.index);
        let line = self.line_at(range);
        let is_blank = line.is_blank_from(open.text_from);
        if is_blank {
            line.push(&open.instead, false, index);
        }
        if open.own.is_some() {
            let (beside, of) = if is_blank { (&around, open.index) } else { (&open.instead, index) };
            for (said, of) in [(" (", open.index), (beside, of), (")", open.index)] {
                line.push(said, false, of);
            }
        }
        if let Some(link) = index.filter(|_| is_blank).and_then(|index| self.links.get_mut(index)) {
            link.has_text = false;
        }
        if !open.title.trim().is_empty() {
            self.inline(&format!(" ({})", open.title), false, range);
        }
        self.inline(&open.swallowed, false, range);
    }

    /// Adds a link, unless there are too many; then its text stays text.
    fn add_link(&mut self, target: LinkTarget, has_text: bool, range: &Span) -> Option<usize> {
        if self.links.len() >= LINKS.number {
            if !self.too_many_links {
                let limit = limits::grouped(LINKS.number);
                let message =
                    format!("this file has more than {limit} links; from here on they are text, divide the file");
                self.report(Code::OverLimit, range, message);
            }
            self.too_many_links = true;
            return None;
        }
        let span = self.in_file(range);
        self.links.push(Link { target, has_text, span });
        Some(self.links.len() - 1)
    }

    /// Reports `[[]]` and `[[|x]]`, which Markdown takes for text.
    pub(super) fn report_empty_reference(&mut self, text: &str, range: &Span) {
        let rest = self.source.get(range.start..).unwrap_or_default();
        let Some(inner) = rest.strip_prefix("[[").filter(|_| text == "[") else { return };
        let named_nothing = inner.trim_start_matches([' ', '\t']);
        if named_nothing.starts_with("]]") || named_nothing.starts_with('|') {
            let line = inner.bytes().take(LONGEST_LOOKED_AT).take_while(|byte| *byte != b'\n').count();
            let looked_at = inner.as_bytes().get(..line).unwrap_or_default();
            let Some(end) = looked_at.windows(2).position(|pair| pair == b"]]") else { return };
            let span = range.start..range.start + end + 4;
            self.report(
                Code::BadReference,
                &span,
                "this reference names nothing; write an id or a name between [[ and ]]",
            );
        } else if inner.starts_with(char::is_alphanumeric) {
            self.report_unclosed_reference(inner, range);
        }
    }

    /// Reports `[[x` and `[[x]`: what is opened is to be closed before the paragraph ends.
    fn report_unclosed_reference(&mut self, inner: &str, range: &Span) {
        let looked_at = inner.as_bytes().get(..LONGEST_LOOKED_AT).unwrap_or(inner.as_bytes());
        let ends = |pair: &[u8]| pair == b"]]" || pair == b"\n\n";
        let end = looked_at.windows(2).position(ends);
        if end.is_none_or(|end| looked_at.get(end) != Some(&b']')) {
            let message = "this reference is not closed; end it with ]]";
            self.report(Code::BadReference, &(range.start..range.start + 2), message);
        }
    }

    fn report_reference(&mut self, error: &ValueError, range: &Span) {
        self.report(Code::BadReference, range, format!("this reference {}", error.message));
    }
}

/// What stands for a reference where no text is given: the name as it is written, with the words of a heading, or the
/// whole reference where it names another place.
fn as_shown(reference: &Reference, written: String) -> String {
    match (&reference.name, &reference.place) {
        (Some(name), None) => name.clone(),
        (Some(name), Some(Place::Heading(heading))) => format!("{name}: {heading}"),
        (None, Some(Place::Heading(heading))) => heading.to_string(),
        _ => written,
    }
}
