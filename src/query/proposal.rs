//! What to ask instead, where a filter finds nothing. Must never propose braces or a value with which nothing is found
//! either.

use std::collections::BTreeSet;

use super::Query;
use super::ast::{Criterion, EntryLeaf, RecordLeaf, Tree, Words};
use super::fields::{Aspect, Compares, FieldHelp, RecordField, field_named, record_fields};
use super::offers::offers;
use super::searched::said_by_any_name;
use crate::entry::{Key, RecordKind};
use crate::search::WordIndex;
use crate::text::fold::words;
use crate::text::near::{Candidate, nearest_of};
use crate::whole::Dossier;

/// So many pairs of letters are compared at most while a spelling is looked for.
const WORK: usize = 5_000_000;

/// What to ask instead of a filter that finds nothing, as a sentence without a capital or a full stop: braces for a
/// field that records have too, a near value that the dossier has, small letters for the name of a field. `finds` says
/// whether a filter finds something where this one did not. May hold a stranger's text.
#[must_use]
pub fn proposal(query: &Query, dossier: &Dossier, finds: impl Fn(&Query) -> bool) -> Option<String> {
    let leaves = query.tree.asked();
    let mut in_braces = leaves.iter().filter_map(|leaf| braces(query, leaf, &finds));
    let mut spelled = leaves.iter().filter_map(|leaf| spelling(query, leaf, dossier, &finds));
    let small = || leaves.iter().find_map(|leaf| small(leaf));
    let there = || leaves.iter().find_map(|leaf| there(leaf, dossier, &finds));
    in_braces.next().or_else(|| spelled.next()).or_else(small).or_else(there)
}

/// The filter with each word that is nowhere in the nearest spelling that the dossier has, where that finds something.
/// What is excluded, and phrases, stay what they are.
#[must_use]
pub fn respelled(query: &Query, index: &WordIndex, finds: impl Fn(&Query) -> bool) -> Option<Query> {
    let words: Vec<String> = index.words().collect();
    let known: Vec<Candidate> = words.iter().map(|word| Candidate::with_folded(word, word)).collect();
    let mut work = WORK;
    let mut spelled: Vec<(&EntryLeaf, EntryLeaf)> = Vec::new();
    for leaf in query.tree.asked() {
        let EntryLeaf::Words(words) = leaf else { continue };
        let is_there = index.holding(&words.needle).is_none_or(|found| !found.entries.is_empty());
        if words.phrase || words.needle.words().len() != 1 || is_there {
            continue;
        }
        let near = nearest_of(&words.text, &known, &mut work)?;
        spelled.push((leaf, EntryLeaf::Words(Words::word(near.name, None))));
    }
    // The same word may stand elsewhere behind a `-`.
    let instead = |leaf| spelled.iter().find(|(asked, _)| std::ptr::eq(*asked, leaf)).map(|(_, near)| near.clone());
    let tree = query.tree.map(&mut |leaf| instead(leaf).unwrap_or_else(|| leaf.clone()));
    let spelled = Query { tree, ..query.clone() };
    (spelled != *query && finds(&spelled)).then_some(spelled)
}

/// So many of the values that there are, are told.
const TOLD: usize = 6;

/// The values that the dossier has, where one is asked for that it has not.
fn there(leaf: &EntryLeaf, dossier: &Dossier, finds: &impl Fn(&Query) -> bool) -> Option<String> {
    let line = match leaf {
        EntryLeaf::Field(field, Criterion::Words(_)) => format!("{}:", field.name),
        EntryLeaf::Record(kind, Tree::Leaf(RecordLeaf::Field(field, Criterion::Words(_)))) => {
            format!("{}{{{}:", kind.singular(), field.name())
        }
        _ => return None,
    };
    if finds(&Query { tree: Tree::Leaf(leaf.clone()), sort: Vec::new(), limit: None }) {
        return None;
    }
    let values = offers(&line, dossier).choices;
    let told: Vec<String> = values.iter().take(TOLD).map(|value| value.text.clone()).collect();
    let more = if values.len() > TOLD { ", …" } else { "" };
    (!told.is_empty()).then(|| format!("{line} has {}{more} here", told.join(", ")))
}

/// The filter with another test in the place of one of its own.
fn with(query: &Query, place: &EntryLeaf, test: &EntryLeaf) -> Query {
    let tree = query.tree.map(&mut |leaf| if std::ptr::eq(leaf, place) { test.clone() } else { leaf.clone() });
    Query { tree, ..query.clone() }
}

/// A field of the entry that was meant of its records.
fn braces(query: &Query, leaf: &EntryLeaf, finds: &impl Fn(&Query) -> bool) -> Option<String> {
    let EntryLeaf::Field(field, wanted) = leaf else { return None };
    let name = if field.aspect == Aspect::Name { Key::Title.name() } else { field.name };
    let mut kinds = Vec::new();
    let mut queries = Vec::new();
    for kind in RecordKind::ALL {
        let of_kind = record_fields(kind).into_iter().find(|(field, _)| field.name() == name);
        let Some((known, Compares::Words)) = of_kind.filter(|_| field.aspect.compares() == Compares::Words) else {
            continue;
        };
        let test = EntryLeaf::Record(kind, Tree::Leaf(RecordLeaf::Field(known, wanted.clone())));
        let query = with(query, leaf, &test);
        if finds(&query) {
            kinds.push(kind.plural());
            queries.push(query.to_string());
        }
    }
    let (last, others) = kinds.split_last()?;
    let kinds = if others.is_empty() { (*last).to_owned() } else { format!("{} and {last}", others.join(", ")) };
    let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    Some(format!("{kinds} have {article} {name} of their own: {}", queries.join(", ")))
}

/// A value that is near to one that the dossier has there.
fn spelling(query: &Query, leaf: &EntryLeaf, dossier: &Dossier, finds: &impl Fn(&Query) -> bool) -> Option<String> {
    let tests: Vec<EntryLeaf> = match leaf {
        EntryLeaf::Field(field, wanted) => {
            let respelled = near_values(wanted, &values(field, dossier));
            respelled.into_iter().map(|wanted| EntryLeaf::Field(field, wanted)).collect()
        }
        EntryLeaf::Record(kind, inside) => respelled_inside(*kind, inside, dossier),
        EntryLeaf::Words(_) | EntryLeaf::View(_) => Vec::new(),
    };
    let found = tests.iter().map(|test| with(query, leaf, test)).find(finds)?;
    Some(format!("did you mean {found}?"))
}

fn respelled_inside(kind: RecordKind, inside: &Tree<RecordLeaf>, dossier: &Dossier) -> Vec<EntryLeaf> {
    let mut tests = Vec::new();
    for place in inside.asked() {
        let RecordLeaf::Field(field, wanted) = place else { continue };
        for wanted in near_values(wanted, &values_of_records(kind, *field, dossier)) {
            let tree = inside.map(&mut |leaf| {
                if std::ptr::eq(leaf, place) { RecordLeaf::Field(*field, wanted.clone()) } else { leaf.clone() }
            });
            tests.push(EntryLeaf::Record(kind, tree));
        }
    }
    tests
}

/// What is wanted with the nearest of the known values in the place of one of its own, for each that is near to one.
fn near_values(wanted: &Criterion, known: &BTreeSet<String>) -> Vec<Criterion> {
    let Criterion::Words(all) = wanted else { return Vec::new() };
    let known: Vec<Candidate> = known.iter().map(|value| Candidate::new(value)).collect();
    let mut work = WORK;
    let mut found = Vec::new();
    for (place, one) in all.iter().enumerate() {
        let Some(near) = nearest_of(&one.text, &known, &mut work) else { continue };
        let is_word = near.name.chars().all(|character| character.is_alphanumeric() || character == '-');
        let mut all = all.clone();
        let near = if is_word { Words::word(near.name, None) } else { Words::phrase(near.name, None) };
        all.splice(place..=place, [near]);
        found.push(Criterion::Words(all));
    }
    found
}

/// The values that the dossier has for a field, and each of their words.
fn values(field: &FieldHelp, dossier: &Dossier) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    field.topics(dossier).flat_map(|topic| dossier.names(topic)).for_each(|name| insert(&mut found, name));
    for (id, entry) in dossier.entries() {
        let names = entry.names().filter(|_| field.aspect == Aspect::Name);
        names.chain((field.aspect == Aspect::Id).then_some(&*entry.id)).for_each(|name| insert(&mut found, name));
        let of_records = matches!(field.aspect, Aspect::TiedTerm(..));
        let fields = entry.all_fields().filter(|(record, _)| of_records || record.is_none());
        let values = fields.filter_map(|(_, fields)| fields.get(field.aspect.key()?));
        values.flat_map(|value| said_by_any_name(value, dossier, id)).for_each(|text| insert(&mut found, &text));
    }
    found
}

/// The same for a field of records of that kind.
fn values_of_records(kind: RecordKind, field: RecordField, dossier: &Dossier) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (id, entry) in dossier.entries() {
        for record in entry.records_of(kind) {
            if let RecordField::Own(key) = field {
                let said = record.fields.get(key).map(|value| said_by_any_name(value, dossier, id));
                said.into_iter().flatten().for_each(|text| insert(&mut found, &text));
            } else if field == RecordField::Id {
                insert(&mut found, &record.id);
            }
        }
    }
    found
}

fn insert(found: &mut BTreeSet<String>, text: &str) {
    found.extend(words(text).into_iter().filter_map(|(range, _)| text.get(range)).map(str::to_owned));
    found.insert(text.to_owned());
}

/// A field whose name has capitals, so that it was read as words.
fn small(leaf: &EntryLeaf) -> Option<String> {
    let (kind, asked) = match leaf {
        EntryLeaf::Words(words) => (None, vec![words]),
        EntryLeaf::Record(kind, inside) => {
            let words = inside.asked().into_iter().filter_map(|leaf| match leaf {
                RecordLeaf::Words(words) => Some(words),
                RecordLeaf::Field(..) => None,
            });
            (Some(*kind), words.collect())
        }
        EntryLeaf::Field(..) | EntryLeaf::View(_) => return None,
    };
    let mut fields = asked.into_iter().filter(|words| !words.phrase).filter_map(|words| {
        let (name, value) = words.text.split_once(':')?;
        let name = name.to_ascii_lowercase();
        let is_field = match kind {
            Some(kind) => record_fields(kind).iter().any(|(field, _)| field.name() == name),
            None => field_named(&name).is_some(),
        };
        is_field.then(|| format!("the names of fields are written small: {name}:{value}"))
    });
    fields.next()
}

#[cfg(test)]
mod tests;
