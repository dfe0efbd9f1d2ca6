//! How the index is made: entry by entry, in the order of their numbers. Must never hold the texts.

use std::collections::{HashMap, HashSet};

use super::WordIndex;
use crate::text::fold::words;
use crate::whole::{EntryId, View, texts};

/// The numbers of the entries that hold a word, while they are written down.
#[derive(Default)]
struct Numbers {
    last: u32,
    written: Vec<u8>,
}

impl Numbers {
    fn add(&mut self, number: u32) {
        let mut distance = number - self.last;
        self.last = number;
        while distance >= 0x80 {
            self.written.push(distance.to_le_bytes()[0] | 0x80);
            distance >>= 7;
        }
        self.written.push(distance.to_le_bytes()[0]);
    }
}

pub(super) fn index(view: View<'_>, is_wanted: &dyn Fn() -> bool) -> Option<WordIndex> {
    let mut ids: Vec<EntryId> = view.dossier.ids().collect();
    ids.sort_unstable();
    let mut known: HashMap<Box<str>, Numbers> = HashMap::new();
    let mut met = HashSet::new();
    for id in ids {
        if !is_wanted() {
            return None;
        }
        met.clear();
        let names = view.dossier.get(id).into_iter().map(|entry| entry.name().into());
        for text in names.chain(texts(view, id).map(|text| text.read().into_owned())) {
            met.extend(words(&text).into_iter().map(|(_, word)| word));
        }
        for word in &met {
            match known.get_mut(word.as_str()) {
                Some(numbers) => numbers.add(id.number()),
                None => known.entry(word.as_str().into()).or_default().add(id.number()),
            }
        }
    }
    Some(packed(known))
}

fn packed(known: HashMap<Box<str>, Numbers>) -> WordIndex {
    let mut sorted: Vec<(Box<str>, Numbers)> = known.into_iter().collect();
    sorted.sort_unstable_by(|(one, _), (next, _)| one.cmp(next));
    let mut index = WordIndex { starts: vec![0], lists: vec![0], ..WordIndex::default() };
    let end = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    for (word, numbers) in sorted {
        index.words.push_str(&word);
        index.numbers.extend(numbers.written);
        index.starts.push(end(index.words.len()));
        index.lists.push(end(index.numbers.len()));
    }
    index.words.shrink_to_fit();
    index.numbers.shrink_to_fit();
    index
}
