//! A campaign: whom it is aimed at, what it asked, who signed, what was answered. Must never call an outcome what sources do not.

use crate::entry::{Entry, Key, RecordKind};
use crate::whole::{EntryId, Topic};

use super::draft::Draft;

pub(super) fn write(draft: &mut Draft, id: EntryId, entry: &Entry) {
    let topic = Topic::Entry(id);
    draft.entry_title(entry);
    draft.opening(id, entry);
    draft.records(id, entry, RecordKind::Demand);
    draft.records(id, entry, RecordKind::Signatures);
    let answers = draft.records_naming(topic, Key::Answers, RecordKind::Statement);
    draft.part("Answers", answers);
    draft.records(id, entry, RecordKind::Statement);
    draft.records(id, entry, RecordKind::Figure);
    draft.records(id, entry, RecordKind::Event);
    draft.prose(id, "Background");
    draft.list_names(id, &[]);
    draft.list_references(topic, &[Key::Answers]);
    draft.list_sources();
}
