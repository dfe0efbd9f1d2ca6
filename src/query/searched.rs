//! The texts in which words are looked for: what an entry, a record, a field says as it is read. Must never decide what
//! holds.

use std::borrow::Cow;

use crate::entry::{Entry, Record, Value};
use crate::text::fold::{Needle, fold};
use crate::whole::{Dossier, EntryId, View, record_texts, texts, value_texts};

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
    let plain = needle.roots().filter(|word| word.bytes().all(|byte| byte.is_ascii_lowercase()));
    let Some(word) = plain.max_by_key(|word| word.len()) else { return true };
    let mut windows = text.as_bytes().windows(word.len());
    windows.any(|window| window.eq_ignore_ascii_case(word.as_bytes()))
        || text
            .split_ascii_whitespace()
            .any(|part| !part.chars().all(folds_to_no_letter_but_itself) && fold(part).contains(word))
}

/// Whether a character neither becomes a letter when it is folded, but for the capitals of ASCII, nor vanishes from
/// between two.
fn folds_to_no_letter_but_itself(character: char) -> bool {
    matches!(character, ' '..='~' | '\n' | '\u{A0}' | '–' | '—' | '‘' | '’' | '“' | '”' | '…' | '¶')
}

/// Whether one of the needles is anywhere in the entry.
pub(super) fn entry_holds(needles: &[Needle], view: View<'_>, id: EntryId, entry: &Entry) -> bool {
    any_in(needles, entry.name()) || view.passing(|view| texts(view, id).any(|text| any_in(needles, &text.read())))
}

/// Whether one of the needles is anywhere in the record.
pub(super) fn record_holds(needles: &[Needle], record: &Record) -> bool {
    record_texts(0, record).any(|text| any_in(needles, &text.written))
}

/// What the readings of a value say, with every name of whom or what a name or a reference leads to.
pub(super) fn said_by_any_name<'a>(value: &'a Value, dossier: &'a Dossier, from: EntryId) -> Vec<Cow<'a, str>> {
    let mut found: Vec<Cow<str>> = value_texts(value).into_iter().map(|(text, _)| text).collect();
    found.extend(value.references().map(|reference| reference.value.to_string().into()));
    let named = value.names().filter_map(|name| dossier.named_place(&name.value, from));
    let referred = value.references().filter_map(|at| dossier.resolve(&at.value, Some(from)).spot().cloned());
    found.extend(named.chain(referred).flat_map(|spot| dossier.names(spot.topic)).map(Cow::Borrowed));
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
