//! Markdown → the blocks, runs and links of a body. Must never drop a word, nor resolve a link, nor let HTML be
//! anything but text.

mod draft;
mod frame;
mod leftover;
mod line;
mod measure;
mod target;

use pulldown_cmark::{Event, Options, Parser};

use super::limits::{BLOCKS, LOOKS};
use super::reader::Reader;
use crate::entry::Body;
use draft::Draft;
use measure::Measure;

/// What is read beyond `CommonMark`. The options for metadata blocks take quadratic time and must stay out.
const OPTIONS: [Options; 5] = [
    Options::ENABLE_TABLES,
    Options::ENABLE_FOOTNOTES,
    Options::ENABLE_STRIKETHROUGH,
    Options::ENABLE_TASKLISTS,
    Options::ENABLE_WIKILINKS,
];

/// The body of an entry: what stands in its file from byte `from` on.
pub(super) fn body(reader: &mut Reader<'_>, from: usize) -> Body {
    let source = reader.text.get(from..).unwrap_or_default();
    let options = OPTIONS.into_iter().collect();
    let used = leftover::used_definitions(source, options);
    let mut draft = Draft::new(reader, source, from, used);
    let mut measure = Measure::new(BLOCKS, LOOKS);
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        if !measure.takes(&event) {
            let part = measure.part(&event).unwrap_or_default();
            let from = range.start + part.len();
            if !part.is_empty() {
                draft.take(Event::Text(part.into()), &(range.start..from));
            }
            draft.leave_out_from(&(from..range.end));
            break;
        }
        if measure.may_look(&event) { draft.take(event, &range) } else { draft.take_plain(event, &range) }
    }
    let (blocks, links) = draft.finish();
    Body { length: source.len(), blocks, links }
}

#[cfg(test)]
mod tests;
