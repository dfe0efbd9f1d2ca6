//! Where the index of a large dossier's words lies between runs: in the cache, beside what was read. Must never give one
//! that was made of anything but this dossier.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Write};
use std::sync::Arc;

use super::kept::version;
use crate::disk::{Cache, Drawer, Root};
use crate::search::{Lying, Shelf, Shelves};
use crate::whole::{Keeping, Snapshot};

/// A place in the cache for the words of a dossier that says this and nothing else.
struct WordShelf {
    drawer: Drawer,
    version: u64,
}

/// Where the words of a dossier are kept once they are indexed; nowhere where its texts are held, or nothing can be kept.
#[must_use]
pub fn shelves(cache: Cache, root: Root) -> Shelves {
    Shelves::new(move |read| {
        let version = number(read)?;
        let drawer = cache.make(&root).ok()??;
        Some(Box::new(WordShelf { drawer, version }))
    })
}

/// The same where they were kept already; nothing is made.
#[must_use]
pub fn kept_shelves(cache: Cache, root: Root) -> Shelves {
    Shelves::new(move |read| {
        let drawer = cache.find(&root).ok()??;
        Some(Box::new(WordShelf { drawer, version: number(read)? }))
    })
}

/// Made of all that is said, in which order numbers were handed out, and of the program.
fn number(read: &Snapshot) -> Option<u64> {
    let keeping = Keeping::of(read)?;
    let mut hasher = DefaultHasher::new();
    version().hash(&mut hasher);
    let parts = (0..keeping.parts()).map(|number| keeping.part(number));
    parts.chain(std::iter::once_with(|| keeping.head())).for_each(|part| part.hash(&mut hasher));
    Some(hasher.finish())
}

impl Shelf for WordShelf {
    fn keep(&self, name: &str, put: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> Option<Lying> {
        let is_written = self.drawer.write(name, self.version, |to| put(to)).ok()?;
        if is_written { self.find(name) } else { None }
    }

    fn find(&self, name: &str) -> Option<Lying> {
        let stored = Arc::new(self.drawer.open(name, self.version)?);
        let length = stored.length();
        Some(Lying { length, read: Arc::new(move |from, length| stored.read_at(from, length)) })
    }

    fn remove(&self, name: &str) {
        self.drawer.remove(name);
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests lay out folders")]
mod tests {
    use std::fs;

    use jiff::civil::date;
    use tempfile::TempDir;

    use super::*;
    use crate::disk;
    use crate::search::{RUN, WordIndex};
    use crate::text::fold::Needle;

    /// A dossier of more text than is held, of which one word can be chosen.
    fn large(folder: &TempDir, word: &str) -> Arc<Snapshot> {
        let articles = folder.path().join("articles");
        fs::create_dir_all(&articles).unwrap();
        let filling = "the workers of the port wrote a letter ".repeat(4000);
        for number in 0..60 {
            let text = format!("+++\ntitle = \"T{number}\"\n+++\n\n{filling} {word} {number} ends.\n");
            fs::write(articles.join(format!("a{number}.md")), text).unwrap();
        }
        crate::load::read(&disk::open(folder.path()).unwrap(), date(2020, 1, 1)).unwrap()
    }

    #[test]
    fn the_words_of_a_large_dossier_lie_in_the_cache_as_long_as_it_says_the_same() {
        let (folder, caches) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let read = large(&folder, "zebra");
        assert!(!read.view().is_held());
        let cache = Cache::at(caches.path().join("c"));
        let root = disk::open(folder.path()).unwrap();
        let kept = kept_shelves(cache.clone(), root.clone());
        assert!(kept.of(&read).is_none() && !cache.path().exists(), "to look makes nothing");
        let shelf = shelves(cache.clone(), root.clone()).of(&read).unwrap();
        let made = WordIndex::on_shelf(read.view(), &*shelf, RUN, &|| true).unwrap();
        let found = WordIndex::found(&*kept.of(&read).unwrap()).unwrap();
        for index in [&made, &found] {
            let holding = index.holding(&Needle::phrase("letter zebra 7 ends")).unwrap();
            let entries = read.dossier.ids().filter(|id| holding.entries.has(*id));
            let names: Vec<&str> = entries.filter_map(|id| Some(read.dossier.get(id)?.name())).collect();
            assert_eq!((names, holding.is_exact), (vec!["T7"], true));
            assert!(index.bytes() < 8 << 10);
        }
        let other = large(&folder, "tiger");
        assert!(WordIndex::found(&*kept.of(&other).unwrap()).is_none(), "another text has other words");
    }
}
