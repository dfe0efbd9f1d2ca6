//! What Markdown reads and shows nowhere: definitions of links that nobody uses. They are shown as they are written.

use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::value::Span;

/// What a definition's label ends with.
pub(super) const DEFINES: &str = "]:";

/// Where the definitions stand that a link uses, ascending.
pub(super) fn used_definitions(source: &str, options: Options) -> Vec<Span> {
    if !source.contains(DEFINES) {
        return Vec::new();
    }
    let mut spans = Vec::new();
    let mut parser = Parser::new_ext(source, options);
    while let Some(event) = parser.next() {
        if let Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) = event {
            let definition = parser.reference_definitions().get(&id);
            spans.extend(definition.map(|definition| definition.span.clone()));
        }
    }
    spans.sort_by_key(|span| span.start);
    spans.dedup();
    spans
}

/// The text of the definitions in `gap`, a part of `source` between two blocks, but for those that are used.
pub(super) fn unused(source: &str, gap: &Span, used: &[Span]) -> Option<String> {
    if !source.get(gap.clone())?.contains(DEFINES) {
        return None;
    }
    let first = used.partition_point(|span| span.end <= gap.start);
    let mut from = gap.start;
    let mut left = String::new();
    for span in used.iter().skip(first).take_while(|span| span.start < gap.end) {
        left.push_str(source.get(from..span.start.max(from)).unwrap_or_default());
        from = span.end.max(from);
    }
    left.push_str(source.get(from..gap.end.max(from)).unwrap_or_default());
    let lines = left.lines().map(|line| line.trim_start_matches(['>', ' ', '\t']).trim_end());
    let text = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    text.contains(DEFINES).then_some(text)
}
