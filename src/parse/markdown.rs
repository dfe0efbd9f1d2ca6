use super::reader::Reader;
use crate::entry::{Body, EntryKind};
pub(super) fn body(reader: &mut Reader<'_>, from: usize, _kind: EntryKind) -> Body {
    let source = reader.text.get(from..).unwrap_or_default();
    Body { source: source.to_owned(), ..Body::default() }
}
