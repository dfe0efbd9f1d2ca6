//! Words of a set that may be misspelt: near one that the format knows, or used once and near one that is used more
//! often. Must never refuse a word: any may stand there.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::View;
use super::problems::problems_of;
use crate::entry::{Entry, EntryKind, Field, Fields, KeySpec, entry_keys, record_keys, term_keys};
use crate::parse::COVER;
use crate::problem::{Code, Located, Problem};
use crate::text::fold::fold;
use crate::text::near::nearest;

/// A word that stands under a key of a set.
struct Use<'a> {
    spec: &'static KeySpec,
    /// What bears the key: the words of a contract are not those of a campaign.
    bearer: &'static str,
    field: &'a Field,
    word: &'a str,
    folded: String,
}

/// To so many of the words that are used more than once, the most used, others are compared.
const COMPARED: usize = 100;

/// How often each word stands under a key of a bearer.
type Counts<'a> = HashMap<(&'a str, &'a str), HashMap<String, usize>>;

/// What is to be said of them, entry by entry.
pub(super) fn misspelt<'a>(view: View<'a>) -> Vec<Problem> {
    let entries = || view.dossier.entries();
    let mut counts: Counts = HashMap::new();
    let terms = || view.dossier.terms().flat_map(|(_, term)| uses_in("term", term_keys(), &term.fields));
    for used in entries().flat_map(|(_, entry)| uses(entry)).chain(terms()) {
        *counts.entry(used.place()).or_default().entry(used.folded).or_default() += 1;
    }
    let usual: HashMap<_, Vec<&str>> = counts.iter().map(|(place, words)| (*place, usual(words))).collect();
    let mut meant: HashMap<((&str, &str), String), Option<&str>> = HashMap::new();
    let mut said = |used: &Use<'a>| {
        let stands_once = counts.get(&used.place()).and_then(|words| words.get(&used.folded)) == Some(&1);
        let others = usual.get(&used.place()).filter(|_| stands_once).map(Vec::as_slice).unwrap_or_default();
        let near = (*meant.entry((used.place(), used.folded.clone())).or_insert_with(|| used.near(others)))?;
        let key = used.spec.key.name();
        Some(format!("`{}` is a new word for `{key}`; did you mean `{near}`?", used.word))
    };
    let mut found = Vec::new();
    for (id, entry) in entries() {
        let said = uses(entry).filter_map(|used| Some((&used.field.span, said(&used)?)));
        found.extend(problems_of(view, id, entry, Code::NearWord, said.collect()));
    }
    let cover = Located::new(COVER, view.cover_text());
    found.extend(terms().filter_map(|used| Some(cover.problem(Code::NearWord, &used.field.span, said(&used)?))));
    found
}

/// The words that are used more than once, the most used first.
fn usual(words: &HashMap<String, usize>) -> Vec<&str> {
    let mut usual: Vec<(&str, usize)> = words.iter().map(|(word, count)| (word.as_str(), *count)).collect();
    usual.retain(|(_, count)| *count > 1);
    usual.sort_unstable_by_key(|(word, count)| (Reverse(*count), *word));
    usual.truncate(COMPARED);
    usual.into_iter().map(|(word, _)| word).collect()
}

impl Use<'_> {
    fn place(&self) -> (&'static str, &'static str) {
        (self.bearer, self.spec.key.name())
    }

    /// What is meant by it, where the format does not know it: something near that is known, or one of `others`.
    fn near<'o>(&self, others: &[&'o str]) -> Option<&'o str> {
        let known: &'static [&'static str] = self.spec.words;
        if known.iter().any(|word| fold(word) == self.folded) {
            return None;
        }
        let others = others.iter().copied().filter(|other| *other != self.folded);
        nearest(self.word, known.iter().copied().chain(others))
    }
}

/// The words under the keys of sets.
fn uses(entry: &Entry) -> impl Iterator<Item = Use<'_>> {
    entry.all_fields().flat_map(|(record, fields)| {
        let (bearer, keys) = match record {
            Some(record) => (record.kind.singular(), record_keys(record.kind)),
            None => (EntryKind::singular(entry.kind), entry_keys(entry.kind)),
        };
        uses_in(bearer, keys, fields)
    })
}

/// The words under the keys of sets of one bearer.
fn uses_in<'a>(bearer: &'static str, keys: &'static [KeySpec], fields: &'a Fields) -> impl Iterator<Item = Use<'a>> {
    fields.iter().flat_map(move |field| {
        let spec = keys.iter().find(|spec| spec.key == field.key && !spec.words.is_empty());
        let word = move |spec, word| Use { spec, bearer, field, word, folded: fold(word) };
        spec.into_iter().flat_map(move |spec| field.value.texts().map(move |text| word(spec, text)))
    })
}
