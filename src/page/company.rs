//! A company: what it sells and buys, what is asked of it, what it answers and says. Must never sum what sources say.

use crate::entry::{Entry, Key, Record, RecordKind};
use crate::whole::{EntryId, Topic};

use super::draft::Draft;
use super::words;

pub(super) fn write(draft: &mut Draft, id: EntryId, entry: &Entry) {
    let topic = Topic::Entry(id);
    draft.entry_title(entry);
    draft.opening(id, entry);
    draft.records(id, entry, RecordKind::Contract);
    let bought = draft.records_naming(topic, Key::With, RecordKind::Contract);
    draft.part("Bought from others", bought);
    let asked = draft.campaigns_naming(topic, Key::Targets);
    draft.part("Asked of it", asked);
    let answers = |record: &Record| {
        record.kind == RecordKind::Statement && record.fields.references(Key::Answers).next().is_some()
    };
    let rows = draft.record_rows(id, entry, answers);
    draft.part("Answers", rows);
    let rows = draft.record_rows(id, entry, |record| record.kind == RecordKind::Statement && !answers(record));
    draft.part(words::heading(RecordKind::Statement), rows);
    let elsewhere = draft.records_naming(topic, Key::Speaker, RecordKind::Statement);
    draft.part("Said elsewhere", elsewhere);
    draft.records(id, entry, RecordKind::Figure);
    draft.records(id, entry, RecordKind::Event);
    draft.prose(id, "Background");
    draft.list_names(id, &[]);
    draft.list_references(topic, &[Key::With, Key::Targets, Key::Speaker]);
    draft.list_sources();
}
