//! What may come next in a filter that is being typed: fields, values that the dossier has with how often, views. Must
//! never offer a value that nothing has.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::SortBy;
use super::fields::{Aspect, Compares, RecordField, STATES, field_named, fields, parts, record_fields};
use crate::entry::{Entry, EntryKind, Fields, RecordKind, Value};
use crate::text::fold::{fold, words};
use crate::whole::{Dossier, Topic};

/// What may come next at the end of a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offers {
    /// Where in the line what they stand for begins, in bytes.
    pub from: usize,
    /// What may stand there, the most frequent first.
    pub choices: Vec<Offer>,
}

/// Something that may stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// As it is typed: with its quotes, a field with its colon.
    pub text: String,
    /// How many entries or records have it; of a field nothing.
    pub count: Option<usize>,
    /// What it means, where that is not plain.
    pub meaning: &'static str,
}

/// So many are offered at most.
const MOST: usize = 50;

/// What may come at the end of that line.
#[must_use]
pub fn offers(line: &str, dossier: &Dossier) -> Offers {
    let (start, braces) = last_token(line);
    let token = line.get(start..).unwrap_or_default();
    let (test, skipped) = match token.strip_prefix('-') {
        Some(rest) => (rest, 1),
        None => (token, 0),
    };
    let from = start + skipped;
    if let Some(begun) = test.strip_prefix('@') {
        let views = dossier.cover().views.iter().map(|view| (format!("@{}", view.slug), None, ""));
        return ranked(from, views, &format!("@{begun}"));
    }
    let Some((field, values)) = test.split_once(':') else {
        return ranked(from, names(braces), test);
    };
    let field = field.trim_end_matches('!');
    let begun = values.rsplit(',').next().unwrap_or_default().trim_start_matches(['<', '>', '=']);
    let from = line.len() - begun.len();
    let known = match braces {
        Some(kind) => values_in_records(kind, field, dossier),
        None => values_of(field, dossier),
    };
    ranked(from, known.into_iter().map(|(value, count)| (typed(&value), Some(count), "")), begun)
}

/// Where the last test of a line begins, and the kind of record in whose braces it stands.
fn last_token(line: &str) -> (usize, Option<RecordKind>) {
    let (mut start, mut quoted, mut open) = (0, false, Vec::new());
    for (at, character) in line.char_indices() {
        match character {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '{' | '(' => {
                open.push((character, line.get(start..at).unwrap_or_default().trim_start_matches('-')));
                start = at + 1;
            }
            '}' | ')' => {
                open.pop();
                start = at + 1;
            }
            ' ' | '|' => start = at + character.len_utf8(),
            _ => {}
        }
    }
    let braces = open.iter().rev().find(|(bracket, _)| *bracket == '{');
    let kind = braces.and_then(|(_, word)| RecordKind::ALL.into_iter().find(|kind| kind.singular() == *word));
    (start, kind)
}

/// The names of fields, and outside braces those of records.
fn names(braces: Option<RecordKind>) -> Vec<(String, Option<usize>, &'static str)> {
    if let Some(kind) = braces {
        let of_kind = record_fields(kind).into_iter();
        return of_kind.map(|(field, _)| (format!("{}:", field.name()), None, in_braces(field))).collect();
    }
    let of_entries = fields().iter().map(|field| (format!("{}:", field.name), None, field.what));
    let kinds = RecordKind::ALL.into_iter().map(|kind| (format!("{}{{", kind.singular()), None, "its records"));
    of_entries.chain(kinds).collect()
}

fn in_braces(field: RecordField) -> &'static str {
    match field {
        RecordField::Own(key) => key.meaning().0,
        RecordField::Id => "its id",
        RecordField::Currency => "the currency of its amount",
        RecordField::Rate => "for which time it is paid",
    }
}

/// The values of a field of entries, with how many entries have each.
pub(super) fn values_of(field: &str, dossier: &Dossier) -> BTreeMap<String, usize> {
    let Some(field) = field_named(field) else { return BTreeMap::new() };
    match field.aspect {
        Aspect::Own(key) => each_once(dossier.entries().map(|(_, entry)| texts(&entry.fields, key.name()))),
        Aspect::TiedTerm(kind, _) => {
            let terms = dossier.terms().filter(|(_, term)| kind.is_none_or(|kind| term.kind() == kind));
            terms.map(|(id, term)| (term.name().to_owned(), dossier.referrers(Topic::Term(id)))).collect()
        }
        Aspect::TiedEntry(kind) => {
            let ids = dossier.list(kind).iter().map(|id| Topic::Entry(*id));
            ids.map(|topic| (dossier.name(topic).to_owned(), dossier.referrers(topic) + 1)).collect()
        }
        Aspect::List => EntryKind::ALL.map(|kind| (kind.plural().to_owned(), dossier.list(kind).len())).into(),
        Aspect::Is => STATES.iter().map(|state| ((*state).to_owned(), 0)).collect(),
        Aspect::Sort => SortBy::ALL.iter().map(|by| (by.name().to_owned(), 0)).collect(),
        Aspect::Related | Aspect::Links | Aspect::LinkedBy => references(dossier, &EntryKind::ALL),
        Aspect::Cites => references(dossier, &[EntryKind::Article]),
        Aspect::Has => parts().into_iter().map(|part| (part.to_owned(), has(dossier, part))).collect(),
        _ => BTreeMap::new(),
    }
}

/// The entries of these kinds as a filter names them.
fn references(dossier: &Dossier, kinds: &[EntryKind]) -> BTreeMap<String, usize> {
    let topics = kinds.iter().flat_map(|kind| dossier.list(*kind)).map(|id| Topic::Entry(*id));
    topics.map(|topic| (dossier.short_reference(topic).to_string(), 0)).collect()
}

fn has(dossier: &Dossier, part: &str) -> usize {
    let bears = |entry: &Entry| {
        entry.records.iter().any(|record| record.kind.plural() == part)
            || entry.all_fields().any(|(_, fields)| fields.iter().any(|field| field.key.name() == part))
    };
    dossier.entries().filter(|(_, entry)| bears(entry)).count()
}

/// The values of a field of records of that kind, with how many records have each.
pub(super) fn values_in_records(kind: RecordKind, field: &str, dossier: &Dossier) -> BTreeMap<String, usize> {
    let of_kind = record_fields(kind).into_iter().find(|(known, _)| known.name() == field);
    if let Some((_, Compares::Among(known))) = of_kind {
        return known.iter().map(|word| ((*word).to_owned(), 0)).collect();
    }
    let records = dossier.entries().flat_map(|(_, entry)| entry.records_of(kind));
    each_once(records.map(|record| texts(&record.fields, field)))
}

/// What stands under that key: words and names, no prose and no number.
fn texts(fields: &Fields, key: &str) -> BTreeSet<String> {
    let field = fields.iter().find(|field| field.key.name() == key && !field.key.is_prose());
    let Some(field) = field else { return BTreeSet::new() };
    match &field.value {
        Value::Text(_) => field.value.texts().map(str::to_owned).collect(),
        Value::Names(_) => field.value.names().map(|name| name.value.clone()).collect(),
        _ => BTreeSet::new(),
    }
}

fn each_once(all: impl Iterator<Item = BTreeSet<String>>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for value in all.flatten() {
        *counts.entry(value).or_default() += 1;
    }
    counts
}

/// A value as it is typed.
pub(super) fn typed(value: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "-_.".contains(letter);
    if value.chars().all(plain) { value.to_owned() } else { format!("\"{}\"", value.replace('"', "")) }
}

/// Those that what is begun may become: where they begin so first, then where one of their words does; the most
/// frequent first.
fn ranked(from: usize, all: impl IntoIterator<Item = (String, Option<usize>, &'static str)>, begun: &str) -> Offers {
    let begun = fold(begun.trim_matches('"'));
    let rank = |text: &str| {
        let folded = fold(text.trim_matches('"'));
        let is_word = || words(&folded).into_iter().any(|(_, word)| word.starts_with(&*begun));
        if folded.starts_with(&*begun) { Some(0) } else { is_word().then_some(1) }
    };
    let fitting =
        all.into_iter().filter_map(|(text, count, meaning)| Some((rank(&text)?, Offer { text, count, meaning })));
    let mut fitting: Vec<(u8, Offer)> = fitting.collect();
    fitting.sort_by_key(|(rank, offer)| (*rank, Reverse(offer.count)));
    fitting.truncate(MOST);
    Offers { from, choices: fitting.into_iter().map(|(_, offer)| offer).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    fn offered(line: &str) -> (usize, Vec<String>) {
        let snapshot = fixture::bundled();
        let Offers { from, choices } = offers(line, &snapshot.dossier);
        let told = |offer: Offer| offer.count.map_or(offer.text.clone(), |count| format!("{} {count}", offer.text));
        (from, choices.into_iter().map(told).collect())
    }

    #[test]
    fn values_are_those_of_the_dossier_with_their_counts() {
        let (from, agencies) = offered("agency:");
        assert_eq!(from, 7);
        assert!(
            agencies[0].starts_with("ICE ") && agencies.iter().any(|offer| offer.starts_with("CBP ")),
            "{agencies:?}"
        );
        assert_eq!(offered("x -agency:IC").1[0], agencies[0]);
        assert!(offered("status:").1.contains(&"ended 2".to_owned()));
        assert!(offered("company:sales").1[0].starts_with("Salesforce "));
        assert_eq!(offered("nobody:x"), (7, Vec::new()));
    }

    #[test]
    fn orders_and_references_are_offered() {
        assert_eq!(offered("sort:da").1, ["date 0"]);
        assert!(offered("related:ama").1.contains(&"amazon 0".to_owned()), "{:?}", offered("related:ama"));
        let cited = offered("cites:").1;
        assert!(!cited.is_empty() && !cited.contains(&"amazon 0".to_owned()), "articles alone are cited: {cited:?}");
    }

    #[test]
    fn in_braces_stand_the_fields_and_values_of_records() {
        assert_eq!(offered("demand{out"), (7, vec!["outcome:".to_owned()]));
        assert_eq!(offered("demand{outcome:re").1, ["refused 1"]);
        let (_, with) = offered("(tag:x contract{with:");
        assert!(
            with.contains(&"ICE 2".to_owned()) && with.iter().any(|offer| offer.starts_with("\"US intelligence")),
            "{with:?}"
        );
        assert!(offered("contract{with:ICE} agen").1.contains(&"agency:".to_owned()), "the brace is closed");
    }

    #[test]
    fn names_of_fields_records_and_views_are_offered() {
        assert!(offered("").1.len() > 40);
        assert_eq!(offered("contr").1, ["contract{"]);
        assert!(offered("@dem").1.iter().all(|offer| offer.starts_with('@')), "{:?}", offered("@dem"));
        assert!(!offered("@dem").1.is_empty());
    }
}
