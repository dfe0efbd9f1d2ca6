//! Words by an index: which entries hold a word, or one that begins with it, without looking at any text. Must never
//! decide what a word is: the walk over the texts is the meaning, and the index gives what that gives, or more.
//!
//! ```
//! use dossier::search::WordIndex;
//! use dossier::text::fold::Needle;
//! use dossier::{disk, load};
//!
//! let read = load::read(&disk::bundled(), jiff::civil::date(2026, 11, 25)).unwrap();
//! let index = WordIndex::of(read.view(), &|| true).unwrap();
//! let found = index.holding(&Needle::word("rekog"));
//! assert!(found.is_exact && read.dossier.ids().any(|id| found.entries.has(id)));
//! ```

mod build;
mod entries;

use crate::text::fold::Needle;
use crate::whole::{EntryId, View};

pub use entries::Entries;

/// Which entries hold which words, over one reading of a dossier.
///
/// The words stand folded and in order, one after the other in one text; beside each stand the numbers of the entries
/// that hold it, each as its distance from the one before (base 128, the lowest seven bits first).
#[derive(Debug, Default)]
pub struct WordIndex {
    words: String,
    /// Where each word begins, and where the last ends.
    starts: Vec<u32>,
    numbers: Vec<u8>,
    /// Where the numbers of each word begin, and where those of the last end.
    lists: Vec<u32>,
}

/// What the index knows of a needle.
#[derive(Debug, Clone)]
pub struct Holders {
    /// The entries that hold it, or may.
    pub entries: Entries,
    /// Whether all of them do; else each is to be asked.
    pub is_exact: bool,
}

impl WordIndex {
    /// The index of all that is read; none where `is_wanted` says no meanwhile, or where there are more words than a
    /// million or than 32 MiB of them.
    #[must_use]
    pub fn of(view: View<'_>, is_wanted: &dyn Fn() -> bool) -> Option<Self> {
        build::index(view, is_wanted)
    }

    /// The entries that hold a needle. Of several words in order the index knows which entries hold each.
    #[must_use]
    pub fn holding(&self, needle: &Needle) -> Holders {
        let mut found: Option<Entries> = None;
        for (at, root) in needle.roots().enumerate() {
            let holding = self.meeting(root, |word| needle.is_met_by(at, word));
            match &mut found {
                Some(entries) => entries.keep(&holding),
                None => found = Some(holding),
            }
        }
        Holders { entries: found.unwrap_or_default(), is_exact: needle.words().len() < 2 }
    }

    /// Every word that stands in a text, folded, in order.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        (0..self.starts.len().saturating_sub(1)).filter_map(|at| self.word(at))
    }

    /// How many bytes it takes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.words.len() + self.numbers.len() + 4 * (self.starts.len() + self.lists.len())
    }

    /// Those that hold a word of that beginning which is so.
    fn meeting(&self, root: &str, is_so: impl Fn(&str) -> bool) -> Entries {
        let mut entries = Entries::default();
        let from = self.first_not_before(root);
        let places = (from..).map_while(|at| Some((at, self.word(at).filter(|word| word.starts_with(root))?)));
        places.filter(|(_, word)| is_so(word)).for_each(|(at, _)| self.add(at, &mut entries));
        entries
    }

    fn word(&self, at: usize) -> Option<&str> {
        let (start, end) = (*self.starts.get(at)?, *self.starts.get(at + 1)?);
        self.words.get(start as usize..end as usize)
    }

    fn first_not_before(&self, word: &str) -> usize {
        let (mut low, mut high) = (0, self.starts.len().saturating_sub(1));
        while low < high {
            let middle = low + (high - low) / 2;
            if self.word(middle).is_some_and(|known| known < word) { low = middle + 1 } else { high = middle }
        }
        low
    }

    fn add(&self, at: usize, entries: &mut Entries) {
        let (Some(start), Some(end)) = (self.lists.get(at), self.lists.get(at + 1)) else { return };
        let numbers = self.numbers.get(*start as usize..*end as usize).unwrap_or_default();
        let (mut number, mut distance, mut shift) = (0_u32, 0_u32, 0);
        for byte in numbers {
            distance |= u32::from(byte & 0x7F) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                number += distance;
                entries.add(EntryId::of_number(number));
                (distance, shift) = (0, 0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use crate::whole::texts;

    /// Whether one of the entry's texts holds it: what the walk asks.
    fn holds(view: View<'_>, id: EntryId, needle: &Needle) -> bool {
        view.dossier.get(id).is_some_and(|entry| needle.is_in(entry.name()))
            || texts(view, id).any(|text| needle.is_in(&text.read()))
    }

    #[test]
    fn it_gives_what_the_walk_gives_or_more() {
        let snapshot = fixture::bundled();
        let view = snapshot.view();
        let index = WordIndex::of(view, &|| true).unwrap();
        let texts = view.dossier.ids().flat_map(|id| texts(view, id));
        let mut words: Vec<String> =
            texts.flat_map(|text| crate::text::fold::words(&text.read())).map(|(_, word)| word).collect();
        words.sort_unstable();
        words.dedup();
        assert!(words.len() > 1000);
        for word in words.iter().step_by(7) {
            let start: String = word.chars().take(3).collect();
            for needle in [Needle::phrase(word), Needle::word(word), Needle::word(&start)] {
                let found = index.holding(&needle);
                for id in view.dossier.ids() {
                    let holds = holds(view, id, &needle);
                    assert!(found.entries.has(id) == holds || !found.is_exact && !holds, "{needle:?} {id:?}");
                }
            }
        }
        for text in ["border agencies", "the workers", "of the of the", "zeppelin", "", "employees'"] {
            let found = index.holding(&Needle::phrase(text));
            let missed =
                view.dossier.ids().find(|id| holds(view, *id, &Needle::phrase(text)) && !found.entries.has(*id));
            assert_eq!(missed, None, "{text}");
        }
    }

    #[test]
    fn more_words_than_languages_have_are_not_indexed() {
        let many: Vec<String> = (0..1_000_001).map(|number| number.to_string()).collect();
        let many = many.join(" w");
        let files = [("articles/a.md", "+++\ntitle = \"A\"\n+++\n\nA word.\n"), ("texts/a.md", many.as_str())];
        let (dossier, bodies) = fixture::covered(&files);
        assert!(WordIndex::of(View::new(&dossier, &bodies), &|| true).is_none());
    }

    #[test]
    fn it_is_smaller_than_the_text_and_can_be_stopped() {
        let snapshot = fixture::bundled();
        let view = snapshot.view();
        let text: usize = view.dossier.ids().flat_map(|id| texts(view, id)).map(|text| text.read().len()).sum();
        let index = WordIndex::of(view, &|| true).unwrap();
        assert!(index.bytes() < text, "{} of {text}", index.bytes());
        assert!(WordIndex::of(view, &|| false).is_none());
    }
}
