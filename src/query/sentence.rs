//! The sentence of an entry in which the words of a filter stand, for a list of hits. Must never decide what holds.

use std::ops::Range;

use super::Query;
use super::ast::{EntryLeaf, RecordLeaf, Tree, Words};
use super::searched::{any_in, extra_texts, is_searched, needles, proses, said};
use crate::entry::{Entry, Field, Key, Record};
use crate::text::fold::{Needle, sentence_at};
use crate::whole::{Bodies, Dossier, EntryId, record_words};

/// The sentence in which the first of the filter's words stands that the entry has, with the stretches to be marked; as it
/// is read. The entry's own keys come first (its names are looked at last: one is shown anyway), then records, prose, the
/// attached text. Nothing where the filter asks for no words, or they stand nowhere in a text.
#[must_use]
pub fn sentence(query: &Query, dossier: &Dossier, bodies: &Bodies, id: EntryId) -> Option<(String, Vec<Range<usize>>)> {
    let entry = dossier.get(id)?;
    let mut words = Vec::new();
    collect(&query.tree, &mut words);
    let each: Vec<Vec<Needle>> = words.into_iter().map(|words| needles(words, dossier)).collect();
    let all: Vec<Needle> = each.iter().flatten().cloned().collect();
    let found = each.iter().find_map(|needles| first_in(needles, dossier, bodies, id, entry))?;
    let text = found.split_whitespace().collect::<Vec<_>>().join(" ");
    let marks = marks(&all, &text);
    Some((text, marks))
}

fn collect<'q>(tree: &'q Tree<EntryLeaf>, found: &mut Vec<&'q Words>) {
    for leaf in tree.asked() {
        match leaf {
            EntryLeaf::Words(words) => found.push(words),
            EntryLeaf::Record(_, inside) => found.extend(inside.asked().into_iter().filter_map(|leaf| match leaf {
                RecordLeaf::Words(words) => Some(words),
                RecordLeaf::Field(..) => None,
            })),
            EntryLeaf::View(view) => collect(&view.tree, found),
            EntryLeaf::Field(..) => {}
        }
    }
}

fn first_in(needles: &[Needle], dossier: &Dossier, bodies: &Bodies, id: EntryId, entry: &Entry) -> Option<String> {
    let is_name = |field: &&Field| field.key == entry.kind.name_key() || field.key == Key::AlsoKnownAs;
    let own = entry.fields.iter().filter(|field| !is_name(field)).find_map(|field| in_field(needles, field));
    own.or_else(|| entry.records.iter().find_map(|record| in_record(needles, record)))
        .or_else(|| proses(dossier, bodies, id).find_map(|text| in_text(needles, &text)))
        .or_else(|| bodies.attached(id).unwrap_or_default().iter().find_map(|text| in_text(needles, text)))
        .or_else(|| extra_texts(&entry.extra).iter().find_map(|text| in_text(needles, text)))
        .or_else(|| entry.fields.iter().filter(is_name).find_map(|field| in_field(needles, field)))
}

/// A record in words where these bear a needle, else the key that does.
fn in_record(needles: &[Needle], record: &Record) -> Option<String> {
    let found = record.fields.iter().find_map(|field| in_field(needles, field))?;
    let words = record_words(record);
    Some(if any_in(needles, &words) { words } else { found })
}

/// The sentence of a text, or the key with its value.
fn in_field(needles: &[Needle], field: &Field) -> Option<String> {
    if !is_searched(field) {
        return None;
    }
    let is_prose = matches!(field.key, Key::Title | Key::Name | Key::Summary | Key::Note | Key::Text | Key::Quote);
    said(&field.value).iter().find_map(|text| {
        let sentence = in_text(needles, text)?;
        Some(if is_prose { sentence } else { format!("{}: {sentence}", field.key.label()) })
    })
}

fn in_text(needles: &[Needle], text: &str) -> Option<String> {
    let first =
        needles.iter().filter_map(|needle| needle.find_in(text).into_iter().next()).min_by_key(|range| range.start)?;
    text.get(sentence_at(text, first.start)).map(str::to_owned)
}

/// Where the needles stand, ascending, those that touch or overlap as one.
fn marks(needles: &[Needle], text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = needles.iter().flat_map(|needle| needle.find_in(text)).collect();
    found.sort_by_key(|range| (range.start, range.end));
    let mut marks: Vec<Range<usize>> = Vec::new();
    for range in found {
        match marks.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => marks.push(range),
        }
    }
    marks
}
