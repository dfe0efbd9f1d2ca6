//! How the index is made: entry by entry, in the order of their numbers; of many, in runs that are put away and merged.
//! Must never hold the texts, nor more of the lists than a run where they are to lie elsewhere.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

use super::WordIndex;
use super::dictionary::{Dictionary, Making};
use super::lists::{List, Lists};
use super::phrase::APART;
use super::shelf::{Head, Lying, RunReader, Shelf};
use crate::text::fold::each_folded;
use crate::whole::{EntryId, View, texts};

/// The most words that are indexed, and the most bytes of them. A language has some hundred thousand: who writes more
/// wants memory, and the walk finds them all the same.
const WORDS: usize = 1_000_000;
const BYTES: usize = 32 << 20;

/// So many bytes a word takes while a run is made, besides its own and those of its lists.
const BESIDES: usize = 128;

/// Under which names the index lies, and a run.
const INDEX: &str = "words";
const RUN: &str = "words-run-";

/// What is known of the words of some entries.
#[derive(Default)]
struct Run {
    known: HashMap<Box<str>, List>,
    bytes: usize,
    words: usize,
    has_places: bool,
}

impl Run {
    fn new(has_places: bool) -> Self {
        Self { has_places, ..Self::default() }
    }

    /// Takes in what an entry says; nothing where it has too many words.
    fn take(&mut self, view: View<'_>, id: EntryId) -> Option<()> {
        let mut place = 0;
        self.take_text(view.dossier.get(id)?.name(), id, &mut place)?;
        view.passing(|view| texts(view, id).try_for_each(|text| self.take_text(&text.read(), id, &mut place)))
    }

    fn take_text(&mut self, text: &str, id: EntryId, place: &mut u32) -> Option<()> {
        *place = place.saturating_add(APART);
        let mut is_within = true;
        each_folded(text, &mut |word| {
            let at = Some(*place).filter(|_| self.has_places);
            *place = place.saturating_add(1);
            if let Some(list) = self.known.get_mut(word) {
                list.add(id.number(), at);
                return true;
            }
            self.words += word.len();
            self.bytes += BESIDES;
            self.known.entry(word.into()).or_default().add(id.number(), at);
            is_within = self.known.len() <= WORDS && self.words <= BYTES;
            is_within
        });
        is_within.then_some(())
    }

    /// About how many bytes it takes.
    fn size(&self) -> usize {
        self.bytes + self.words + self.known.values().map(List::bytes).sum::<usize>() * 3 / 2
    }

    /// Its words in order.
    fn sorted(self) -> Vec<(Box<str>, List)> {
        let mut sorted: Vec<(Box<str>, List)> = self.known.into_iter().collect();
        sorted.sort_unstable_by(|(one, _), (next, _)| one.cmp(next));
        for (_, list) in &mut sorted {
            list.end();
        }
        sorted
    }
}

/// The entries of a dossier by their numbers.
fn ids(view: View<'_>) -> Vec<EntryId> {
    let mut ids: Vec<EntryId> = view.dossier.ids().collect();
    ids.sort_unstable();
    ids
}

pub(super) fn index(view: View<'_>, has_places: bool, is_wanted: &dyn Fn() -> bool) -> Option<WordIndex> {
    let mut run = Run::new(has_places);
    for id in ids(view) {
        is_wanted().then_some(())?;
        run.take(view, id)?;
    }
    is_wanted().then_some(())?;
    let mut lists = Vec::new();
    let mut writing = Writing::to(&mut lists);
    for (word, list) in run.sorted() {
        writing.put(&word, &list).ok()?;
    }
    let dictionary = writing.finish().ok()?;
    Some(WordIndex { dictionary, lists: Lists::Held(Arc::from(lists)), has_places })
}

/// The index made so that its lists lie on the shelf, by runs of so many bytes.
pub(super) fn on_shelf(
    view: View<'_>,
    (shelf, size): (&dyn Shelf, usize),
    is_wanted: &dyn Fn() -> bool,
) -> Option<WordIndex> {
    let mut runs = Runs { shelf, lying: Vec::new() };
    let mut run = Run::new(true);
    for (count, id) in ids(view).into_iter().enumerate() {
        is_wanted().then_some(())?;
        run.take(view, id)?;
        if (count % 64 == 63 || size == 0) && run.size() > size {
            runs.put_away(std::mem::replace(&mut run, Run::new(true)))?;
        }
    }
    runs.put_away(run)?;
    is_wanted().then_some(())?;
    let mut words = 0;
    let lying = shelf.keep(INDEX, &mut |to| {
        words = 0;
        let dictionary = runs.merged(to, &mut words, is_wanted)?;
        let written = dictionary.written();
        to.write_all(&written)?;
        to.write_all(&(written.len() as u64).to_le_bytes())
    })?;
    opened(lying)
}

/// The index that lies on a shelf; none where none does.
pub(super) fn found(shelf: &dyn Shelf) -> Option<WordIndex> {
    shelf.find(INDEX).and_then(opened)
}

fn opened(lying: Lying) -> Option<WordIndex> {
    let at = lying.length.checked_sub(8)?;
    let length = u64::from_le_bytes((lying.read)(at, 8)?.try_into().ok()?);
    let written = (lying.read)(at.checked_sub(length)?, usize::try_from(length).ok()?)?;
    let dictionary = Dictionary::read(&written)?;
    Some(WordIndex { dictionary, lists: Lists::Lying(lying.read), has_places: true })
}

/// Runs that were put away; they go with it.
struct Runs<'s> {
    shelf: &'s dyn Shelf,
    lying: Vec<Lying>,
}

impl Runs<'_> {
    fn put_away(&mut self, run: Run) -> Option<()> {
        let sorted = run.sorted();
        let name = format!("{RUN}{}", self.lying.len());
        let put = &mut |to: &mut dyn Write| sorted.iter().try_for_each(|(word, list)| Head::put(to, word, list));
        self.lying.push(self.shelf.keep(&name, put)?);
        Some(())
    }

    /// All of them as one, word by word.
    fn merged(&self, to: &mut dyn Write, words: &mut usize, is_wanted: &dyn Fn() -> bool) -> io::Result<Dictionary> {
        let mut readers: Vec<RunReader> = self.lying.iter().map(RunReader::of).collect::<io::Result<_>>()?;
        let mut writing = Writing::to(to);
        while let Some(word) = readers.iter().filter_map(RunReader::word).min().map(str::to_owned) {
            *words += 1;
            if *words > WORDS || !is_wanted() {
                return Err(io::Error::other("it is not wanted any more, or there are too many words"));
            }
            let mut all = List::default();
            for reader in &mut readers {
                if reader.word() == Some(&word) {
                    reader.give(&mut all)?;
                }
            }
            writing.put(&word, &all)?;
        }
        writing.finish()
    }
}

impl Drop for Runs<'_> {
    fn drop(&mut self) {
        (0..self.lying.len()).for_each(|number| self.shelf.remove(&format!("{RUN}{number}")));
    }
}

/// Writes lists group by group, and makes the dictionary that knows where they lie.
struct Writing<'t> {
    making: Making,
    to: &'t mut dyn Write,
    /// Where the lists of this group begin.
    lists: u64,
    entries: Vec<u8>,
    places: Vec<u8>,
}

impl<'t> Writing<'t> {
    fn to(to: &'t mut dyn Write) -> Self {
        Self { making: Making::default(), to, lists: 0, entries: Vec::new(), places: Vec::new() }
    }

    fn put(&mut self, word: &str, list: &List) -> io::Result<()> {
        if self.making.is_full() {
            self.flush()?;
        }
        if self.making.bytes() > BYTES {
            return Err(io::Error::other("there are too many bytes of words"));
        }
        self.making.put(word, self.lists, [list.entries.len(), list.places.len()]);
        self.entries.extend(&list.entries);
        self.places.extend(&list.places);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.write_all(&self.entries)?;
        self.to.write_all(&self.places)?;
        self.lists += (self.entries.len() + self.places.len()) as u64;
        self.entries.clear();
        self.places.clear();
        Ok(())
    }

    fn finish(mut self) -> io::Result<Dictionary> {
        self.flush()?;
        Ok(self.making.done())
    }
}
