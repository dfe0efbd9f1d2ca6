//! How the index is made: entry by entry, in the order of their numbers. Must never hold the texts.

use std::collections::{HashMap, HashSet};

use super::WordIndex;
use crate::text::fold::folded_words;
use crate::whole::{EntryId, View, texts};

/// The most words that are indexed, and the most bytes of them. A language has some hundred thousand: who writes more
/// wants memory, and the walk finds them all the same.
const WORDS: usize = 1_000_000;
const BYTES: usize = 32 << 20;

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

/// The words of one entry, each once.
#[derive(Default)]
struct Met {
    words: HashSet<String>,
    bytes: usize,
}

impl Met {
    /// Takes in the words of a text; nothing where they are too many.
    fn take(&mut self, text: &str) -> Option<()> {
        for word in folded_words(text) {
            let length = word.len();
            self.bytes += if self.words.insert(word) { length } else { 0 };
            is_within(self.words.len(), self.bytes)?;
        }
        Some(())
    }
}

fn is_within(words: usize, bytes: usize) -> Option<()> {
    (words <= WORDS && bytes <= BYTES).then_some(())
}

pub(super) fn index(view: View<'_>, is_wanted: &dyn Fn() -> bool) -> Option<WordIndex> {
    let mut ids: Vec<EntryId> = view.dossier.ids().collect();
    ids.sort_unstable();
    let mut known: HashMap<Box<str>, Numbers> = HashMap::new();
    let mut bytes = 0;
    for id in ids.into_iter().take_while(|_| is_wanted()) {
        let mut met = Met::default();
        met.take(view.dossier.get(id)?.name())?;
        view.passing(|view| texts(view, id).try_for_each(|text| met.take(&text.read())))?;
        for word in &met.words {
            if let Some(numbers) = known.get_mut(word.as_str()) {
                numbers.add(id.number());
            } else {
                bytes += word.len();
                known.entry(word.as_str().into()).or_default().add(id.number());
            }
        }
        is_within(known.len(), bytes)?;
    }
    is_wanted().then(|| packed(known))
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
