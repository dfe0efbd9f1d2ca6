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
//! let found = index.holding(&Needle::word("rekog")).unwrap();
//! assert!(found.is_exact && read.dossier.ids().any(|id| found.entries.has(id)));
//! ```

mod build;
mod dictionary;
mod entries;
mod lists;
mod phrase;
mod shelf;
mod varint;

use crate::text::fold::Needle;
use crate::whole::View;

use dictionary::{Dictionary, Known};
pub use entries::Entries;
use lists::Lists;
pub use lists::ReadRange;
pub use shelf::{Lying, Shelf, Shelves};

/// A run of an index that is to lie elsewhere takes about so many bytes of memory.
pub const RUN: usize = 32 << 20;

/// Which entries hold which words and where, over one reading of a dossier.
///
/// The words stand folded and in order in memory; the lists of each, entries and places, are in memory too or lie
/// elsewhere, and are read when they are asked for.
#[derive(Debug, Default)]
pub struct WordIndex {
    dictionary: Dictionary,
    lists: Lists,
    has_places: bool,
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
    /// The index of all that is read, in memory: with the places of words where the texts are held, too, else without,
    /// since they take twice as much as the rest. None where `is_wanted` says no meanwhile, or where there are more
    /// words than a million or than 32 MiB of them.
    #[must_use]
    pub fn of(view: View<'_>, is_wanted: &dyn Fn() -> bool) -> Option<Self> {
        build::index(view, view.is_held(), is_wanted)
    }

    /// The same with places, whose lists lie on a shelf. It is made by runs of so many bytes, usually [`RUN`]. None,
    /// too, where nothing can be kept there.
    #[must_use]
    pub fn on_shelf(view: View<'_>, shelf: &dyn Shelf, run: usize, is_wanted: &dyn Fn() -> bool) -> Option<Self> {
        build::on_shelf(view, (shelf, run), is_wanted)
    }

    /// The one that lies on a shelf.
    #[must_use]
    pub fn found(shelf: &dyn Shelf) -> Option<Self> {
        build::found(shelf)
    }

    /// The entries that hold a needle. Nothing where its lists cannot be read: then all are to be asked.
    #[must_use]
    pub fn holding(&self, needle: &Needle) -> Option<Holders> {
        let known: Vec<Vec<Known>> =
            needle.roots().enumerate().map(|(at, root)| self.meeting(needle, at, root)).collect();
        let mut found: Option<Entries> = None;
        for known in &known {
            let mut holding = Entries::default();
            self.lists.add(known, &mut holding)?;
            match &mut found {
                Some(entries) => entries.keep(&holding),
                None => found = Some(holding),
            }
        }
        let entries = found.unwrap_or_default();
        if known.len() < 2 || entries.is_empty() {
            return Some(Holders { entries, is_exact: true });
        }
        let standing = if self.has_places { self.standing(needle, known, &entries) } else { None };
        let is_exact = standing.is_some();
        Some(Holders { entries: standing.unwrap_or(entries), is_exact })
    }

    /// Every word that stands in a text, folded, in order.
    pub fn words(&self) -> impl Iterator<Item = String> {
        self.dictionary.from("").map(|known| known.word)
    }

    /// How many bytes of memory it takes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.dictionary.bytes() + self.lists.bytes()
    }

    /// The words by which the word of that place among the needle's is met; they begin with its root.
    fn meeting(&self, needle: &Needle, at: usize, root: &str) -> Vec<Known> {
        if let Some(forms) = needle.forms(at) {
            return forms.iter().filter_map(|word| self.dictionary.get(word)).collect();
        }
        let beginning = self.dictionary.from(root).take_while(|known| known.word.starts_with(root));
        beginning.filter(|known| needle.is_met_by(at, &known.word)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use crate::whole::{EntryId, texts};

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
                let found = index.holding(&needle).unwrap();
                for id in view.dossier.ids() {
                    let holds = holds(view, id, &needle);
                    assert!(found.entries.has(id) == holds || !found.is_exact && !holds, "{needle:?} {id:?}");
                }
            }
        }
        for text in ["border agencies", "the workers", "of the of the", "zeppelin", "", "employees'"] {
            let found = index.holding(&Needle::phrase(text)).unwrap();
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

    #[test]
    fn what_lies_on_a_shelf_is_found_again_and_no_run_is_left_there() {
        let snapshot = fixture::bundled();
        let view = snapshot.view();
        let board = fixture::Board::default();
        let made = WordIndex::on_shelf(view, &board, 1 << 16, &|| true).unwrap();
        assert_eq!(board.names(), ["words"]);
        let found = WordIndex::found(&board).unwrap();
        let held = WordIndex::of(view, &|| true).unwrap();
        assert!(held.words().eq(found.words()) && held.bytes() > 2 * found.bytes());
        for needle in [Needle::phrase("of the"), Needle::word("work"), Needle::near("the of a", 4)] {
            let told = |index: &WordIndex| index.holding(&needle).filter(|found| found.is_exact).map(|it| it.entries);
            assert!(told(&held).is_some_and(|entries| !entries.is_empty()));
            assert!(told(&held) == told(&found) && told(&held) == told(&made));
        }
        board.break_down();
        assert!(found.holding(&Needle::word("work")).is_none(), "who cannot tell says so");
        assert!(WordIndex::found(&board).is_none());
        let stopped = fixture::Board::default();
        assert!(WordIndex::on_shelf(view, &stopped, 1 << 16, &|| false).is_none() && stopped.names().is_empty());
    }
}
