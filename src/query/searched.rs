//! The texts in which words are looked for: what an entry, a record, a field says as it is read. Must never decide what holds.

use std::borrow::Cow;

use crate::entry::{Entry, Fields, LinkTarget, Value};
use crate::text::fold::{Needle, fold};
use crate::value::{Fits, Readings};
use crate::whole::{Dossier, EntryId, Topic, View, read_prose};

use super::ast::Words;

/// What to look for: the words themselves and, where they are a term's name, its other names.
pub(super) fn needles(words: &Words, dossier: &Dossier) -> Vec<Needle> {
    let name = fold(&words.text);
    let mut needles = vec![words.needle.clone()];
    for (_, term) in dossier.terms() {
        if term.names().any(|known| fold(known) == name) {
            let others = term.names().filter(|known| fold(known) != name);
            needles.extend(others.map(Needle::phrase).filter(|needle| !needle.is_empty()));
        }
    }
    needles
}

/// Whether one of the needles is in the text.
pub(super) fn any_in(needles: &[Needle], text: &str) -> bool {
    needles.iter().any(|needle| may_be_in(needle, text) && needle.is_in(text))
}

/// Whether a plain look leaves it open that the needle is in the text: many times cheaper than folding the text, and
/// enough to drop most texts.
fn may_be_in(needle: &Needle, text: &str) -> bool {
    let plain = needle.words().iter().filter(|word| word.bytes().all(|byte| byte.is_ascii_lowercase()));
    let Some(word) = plain.max_by_key(|word| word.len()) else { return true };
    let mut windows = text.as_bytes().windows(word.len());
    windows.any(|window| window.eq_ignore_ascii_case(word.as_bytes()))
        || text
            .split_ascii_whitespace()
            .any(|part| !part.chars().all(folds_to_no_letter_but_itself) && fold(part).contains(word.as_str()))
}

/// Whether a character neither becomes a letter when it is folded, but for the capitals of ASCII, nor vanishes from between
/// two.
fn folds_to_no_letter_but_itself(character: char) -> bool {
    matches!(character, ' '..='~' | '\n' | '\u{A0}' | '–' | '—' | '‘' | '’' | '“' | '”' | '…' | '¶')
}

/// Whether one of the needles is anywhere in the entry.
pub(super) fn entry_holds(needles: &[Needle], view: View<'_>, id: EntryId, entry: &Entry) -> bool {
    any_in(needles, entry.name())
        || entry.all_fields().any(|(_, fields)| fields_hold(needles, fields))
        || extra_texts(&entry.extra).iter().any(|text| any_in(needles, text))
        || proses(view, id).any(|text| any_in(needles, &text))
        || view.attached(id).unwrap_or_default().iter().any(|text| any_in(needles, text))
}

/// Whether one of the needles is anywhere in these fields.
pub(super) fn fields_hold(needles: &[Needle], fields: &Fields) -> bool {
    let searched = fields.iter().filter(|field| field.key.is_text());
    searched.flat_map(|field| said(&field.value)).any(|text| any_in(needles, &text))
}

/// What the readings of a value say, as people read it; references say nothing.
pub(super) fn said(value: &Value) -> Vec<Cow<'_, str>> {
    match value {
        Value::Text(readings) => words_of(readings, |text| vec![Cow::Borrowed(text.as_str())]),
        Value::Names(readings) => {
            words_of(readings, |names| names.iter().map(|name| Cow::Borrowed(name.value.as_str())).collect())
        }
        Value::Date(readings) => words_of(readings, |date| vec![Cow::Owned(date.to_string())]),
        Value::Count(readings) => words_of(readings, |count| vec![Cow::Owned(count.to_string())]),
        Value::Money(readings) => words_of(readings, |money| vec![Cow::Owned(money.to_string())]),
        Value::References(_) | Value::Number(_) => Vec::new(),
    }
}

fn words_of<'a, T: Fits>(readings: &'a Readings<T>, say: impl Fn(&'a T) -> Vec<Cow<'a, str>>) -> Vec<Cow<'a, str>> {
    let mut found = Vec::new();
    for reading in readings {
        found.extend(reading.value.iter().flat_map(&say));
        found.extend(reading.words.as_deref().map(Cow::Borrowed));
    }
    found
}

/// The same, with every name of whom or what a name or a reference leads to.
pub(super) fn said_by_any_name<'a>(value: &'a Value, dossier: &'a Dossier, from: EntryId) -> Vec<Cow<'a, str>> {
    let mut found = said(value);
    let mut topics: Vec<Topic> = Vec::new();
    match value {
        Value::Names(readings) => {
            let names = readings.values().flatten();
            topics.extend(names.filter_map(|name| dossier.named_place(&name.value, from)).map(|spot| spot.topic));
        }
        Value::References(readings) => {
            for reference in readings.values().flatten() {
                found.push(Cow::Owned(reference.value.to_string()));
                topics.extend(dossier.resolve(&reference.value, Some(from)).spot().map(|spot| spot.topic));
            }
        }
        Value::Text(_) | Value::Date(_) | Value::Count(_) | Value::Money(_) | Value::Number(_) => {}
    }
    found.extend(topics.into_iter().flat_map(|topic| dossier.names(topic)).map(Cow::Borrowed));
    found
}

/// The prose of an entry as it is read: names in place of ids, no citation marks.
pub(super) fn proses(view: View<'_>, id: EntryId) -> impl Iterator<Item = Cow<'_, str>> {
    view.body(id).into_iter().flat_map(move |body| {
        let is_read = |link: Option<usize>| {
            let link = link.and_then(|number| body.links.get(number));
            link.is_some_and(|link| !link.has_text && matches!(link.target, LinkTarget::Reference(_)))
        };
        body.proses().into_iter().map(move |prose| {
            if prose.runs.iter().any(|run| is_read(run.link)) {
                Cow::Owned(read_prose(view.dossier, id, body, prose, &mut |_, _| String::new()).text)
            } else {
                Cow::Borrowed(prose.text.as_str())
            }
        })
    })
}

/// What the owner's own keys say.
pub(super) fn extra_texts(table: &toml::Table) -> Vec<String> {
    let mut found = Vec::new();
    let mut left: Vec<&toml::Value> = table.values().rev().collect();
    while let Some(value) = left.pop() {
        match value {
            toml::Value::Array(items) => left.extend(items.iter().rev()),
            toml::Value::Table(table) => left.extend(table.values().rev()),
            toml::Value::String(text) => found.push(text.clone()),
            toml::Value::Datetime(date) => found.push(date.to_string()),
            toml::Value::Integer(number) => found.push(number.to_string()),
            toml::Value::Float(number) => found.push(number.to_string()),
            toml::Value::Boolean(truth) => found.push(truth.to_string()),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_plain_look_overlooks_nothing(
            text in "([a-cA-C ,.'’—…¶\u{301}\u{AD}\u{200D}\u{1}áßﬁ™Ⓐ\n1]|any){0,16}",
            sought in "[a-c1']{1,3}( [a-c]{1,2})?",
            rest in any::<String>(),
        ) {
            for text in [text.clone(), format!("{text}{rest}"), rest] {
                for needle in [Needle::word(&sought), Needle::phrase(&sought)] {
                    prop_assert!(may_be_in(&needle, &text) || !needle.is_in(&text), "{:?} in {:?}", needle, text);
                }
            }
        }

        #[test]
        fn every_word_of_a_text_may_be_in_it(text in any::<String>()) {
            for (_, word) in crate::text::fold::words(&text) {
                prop_assert!(may_be_in(&Needle::phrase(&word), &text));
            }
        }
    }

    #[test]
    fn a_plain_look_drops_what_has_no_such_letters() {
        assert!(!may_be_in(&Needle::word("whistle"), "“Others” sell tents — to the border’s guards …"));
        assert!(may_be_in(&Needle::word("whistle"), "a WHISTLE"));
        assert!(may_be_in(&Needle::word("resume"), "a résumé"));
        assert!(may_be_in(&Needle::word("1495"), "1,495"));
    }
}
