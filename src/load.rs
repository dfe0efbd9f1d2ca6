//! From where a dossier lies to the dossier as it grows: its files are fetched and parsed in parallel, taken in part by
//! part, and handed out on the way. The only room that works on several threads; it must hand out nothing half made.
//!
//! ```
//! use dossier::{disk, load};
//!
//! let read = load::read(&disk::bundled(), jiff::civil::date(2026, 11, 25)).unwrap();
//! assert_eq!(read.dossier.problems(), []);
//! ```

mod kept;
mod linking;
mod reading;
mod words;

use std::collections::BTreeSet;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use jiff::civil;

use crate::disk::{Cache, DiskError, Listed, Root};
use crate::parse::limits;
use crate::whole::{HELD, Linking, Snapshot};

use kept::Due;
use linking::finished;
pub use linking::{Faults, linked};
use reading::{Read, Reading, Room, files, parsed};
pub use words::{kept_shelves, shelves};

/// The dossier as far as it has been read.
#[derive(Debug, Clone)]
pub struct Part {
    /// What is read so far.
    pub snapshot: Arc<Snapshot>,
    /// Files read.
    pub done: usize,
    /// Files there are; 0 while they are being listed.
    pub of: usize,
    /// What is done with them.
    pub stage: Stage,
}

/// What is done with the files of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// They are read.
    Reading,
    /// They are read, and it is worked out what follows from them: first the ties of each file, then its faults.
    Linking {
        /// How much of that is done.
        worked_out: usize,
        /// Of how much: twice the files of which something follows.
        files: usize,
    },
    /// Names are known and everything is checked.
    Done,
}

impl Part {
    /// Whether everything is read and linked.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.stage == Stage::Done
    }
}

/// Reads the dossier at `root` whole. Dates after `today` count as in the future.
///
/// # Errors
/// Where the root cannot be listed. A file that cannot be read is a problem of the dossier, not an error.
pub fn read(root: &Root, today: civil::Date) -> Result<Arc<Snapshot>, DiskError> {
    Ok(parts(&Reading::of(root), today, &mut |_| true)?.snapshot)
}

/// Reads the dossier at `root` as far as its names: who is tied to whom, and what is wrong, is not worked out. What a
/// cache keeps of it is not read again.
///
/// # Errors
/// Where the root cannot be listed. A file that cannot be read is a problem of the dossier, not an error.
pub fn named(root: &Root, today: civil::Date, cache: Option<&Cache>) -> Result<Named, DiskError> {
    let reading = Reading { cache, ..Reading::of(root) };
    // The last part before it is linked has all files.
    let read = files(&reading, &mut |_| true)?;
    let snapshot = Arc::new(Linking::of(&read.part.snapshot, today).snapshot().clone());
    Ok(Named { snapshot, due: read.due })
}

/// A dossier as far as its names, and what of it is to be kept.
#[derive(Debug)]
pub struct Named {
    /// The dossier.
    pub snapshot: Arc<Snapshot>,
    due: Option<Due>,
}

impl Named {
    /// Keeps in the cache what is to be kept for the next time, if anything is.
    ///
    /// # Errors
    /// Where nothing can be kept.
    pub fn keep(&self, root: &Root, cache: &Cache) -> Result<(), DiskError> {
        self.due.as_ref().map_or(Ok(()), |due| due.keep(cache, root, &self.snapshot))
    }
}

/// Loads on threads of their own, of which the latest alone delivers: one that was cancelled, or superseded by another,
/// does not.
#[derive(Debug, Default)]
pub struct Loads {
    /// The number of the latest.
    latest: Arc<Mutex<u64>>,
}

impl Loads {
    /// Reads the dossier at `root` and hands each part to `deliver` in order, or why there is none; where that says
    /// `false`, reading ends. Nothing of an earlier load is delivered once this returns. What the cache keeps is not read
    /// again; what is to be kept is kept in the end, and where that cannot be, it is handed out why.
    ///
    /// # Errors
    /// Where no thread can be started.
    pub fn start(
        &self,
        root: Root,
        today: civil::Date,
        cache: Option<Cache>,
        deliver: impl FnMut(Result<Part, DiskError>) -> bool + Send + 'static,
    ) -> io::Result<()> {
        let read = move |deliver: &mut dyn FnMut(&Part) -> bool| {
            let reading = Reading { cache: cache.as_ref(), is_watched: true, ..Reading::of(&root) };
            let (part, due) = parts_and_due(&reading, today, deliver)?;
            if let Some((due, cache)) = due.zip(cache.as_ref()).filter(|_| part.is_all()) {
                due.keep(cache, &root, &part.snapshot)?;
            }
            Ok(part)
        };
        self.begin(read, deliver)
    }

    /// Reads the dossier at `root` again and hands the whole to `deliver` as what becomes of `before`: who was in it keeps
    /// its id.
    ///
    /// # Errors
    /// Where no thread can be started.
    pub fn again(
        &self,
        root: Root,
        today: civil::Date,
        before: Arc<Snapshot>,
        deliver: impl FnMut(Result<Part, DiskError>) -> bool + Send + 'static,
    ) -> io::Result<()> {
        self.begin(move |deliver| read_again(&root, today, &before, deliver), deliver)
    }

    /// Lets `read` tell of each part on a thread of its own, as long as no later load has begun and none was cancelled.
    fn begin(
        &self,
        read: impl FnOnce(&mut dyn FnMut(&Part) -> bool) -> Result<Part, DiskError> + Send + 'static,
        mut deliver: impl FnMut(Result<Part, DiskError>) -> bool + Send + 'static,
    ) -> io::Result<()> {
        let (own, latest) = (self.next(), Arc::clone(&self.latest));
        // Held while it is delivered: whoever ends the load waits for that, and for nothing after it.
        let mut deliver = move |part| {
            let latest = locked(&latest);
            *latest == own && deliver(part)
        };
        let reading = move || {
            if let Err(error) = read(&mut |part| deliver(Ok(part.clone()))) {
                deliver(Err(error));
            }
        };
        thread::Builder::new().name("reading".to_owned()).spawn(reading).map(drop)
    }

    /// Ends the load that goes on: nothing of it is delivered once this returns. Must not be called by what delivers.
    pub fn cancel(&self) {
        self.next();
    }

    /// Another number, by which all earlier loads are over.
    fn next(&self) -> u64 {
        let mut latest = locked(&self.latest);
        *latest += 1;
        *latest
    }
}

/// The number, also where somebody failed while it was held: it is never half changed.
fn locked(number: &Mutex<u64>) -> MutexGuard<'_, u64> {
    number.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Tells `deliver` of each part in order; where that says `false`, reading ends there. Gives the last part.
fn parts(reading: &Reading<'_>, today: civil::Date, deliver: &mut dyn FnMut(&Part) -> bool) -> Result<Part, DiskError> {
    parts_and_due(reading, today, deliver).map(|(part, _)| part)
}

/// The same, and what is to be kept.
fn parts_and_due(
    reading: &Reading<'_>,
    today: civil::Date,
    deliver: &mut dyn FnMut(&Part) -> bool,
) -> Result<(Part, Option<Due>), DiskError> {
    let mut is_wanted = true;
    let Read { part, due } = files(reading, &mut |part| {
        is_wanted = deliver(part);
        is_wanted
    })?;
    Ok((if is_wanted { finished(&part, today, deliver) } else { part }, due))
}

/// Tells `deliver` of what becomes of a dossier whose files are read again: those that are gone go.
fn read_again(
    root: &Root,
    today: civil::Date,
    before: &Snapshot,
    deliver: &mut dyn FnMut(&Part) -> bool,
) -> Result<Part, DiskError> {
    let listed = root.list()?;
    let there: BTreeSet<&str> = listed.iter().map(Listed::path).collect();
    let gone: Vec<String> = before.paths().into_iter().filter(|path| !there.contains(path.as_str())).collect();
    let parsed = parsed(root, &listed, &mut Room { pieces: limits::PIECES.number, bytes: HELD });
    let read = before.without(gone.iter().map(String::as_str)).with(parsed);
    let part = Part { snapshot: Arc::new(read), done: listed.len(), of: listed.len(), stage: Stage::Reading };
    // Who was tied stays so until all is known: what is half known is not shown in its place.
    Ok(finished(&part, today, &mut |part| !part.is_all() || deliver(part)))
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests lay out folders")]
mod tests {
    use std::fs;
    use std::sync::mpsc;

    use jiff::civil::date;
    use tempfile::TempDir;

    use super::*;
    use crate::disk;
    use crate::entry::EntryKind;

    fn folder_of(companies: usize) -> TempDir {
        let folder = TempDir::new().unwrap();
        fs::write(
            folder.path().join("dossier.toml"),
            "format = 1\ntitle = \"T\"\n[[views]]\nname = \"v\"\nquery = \"(\"\n",
        )
        .unwrap();
        fs::create_dir(folder.path().join("companies")).unwrap();
        for number in 0..companies {
            let text = format!("+++\nname = \"N{number}\"\n+++\n\nSee [[c0]].\n");
            fs::write(folder.path().join(format!("companies/c{number}.md")), text).unwrap();
        }
        folder
    }

    fn names(part: &Part) -> Vec<String> {
        let entries = part.snapshot.dossier.entries();
        entries.map(|(_, entry)| entry.name().to_owned()).collect()
    }

    #[test]
    fn parts_grow_and_the_last_is_linked_and_checked() {
        let folder = folder_of(200);
        let root = disk::open(folder.path()).unwrap();
        let mut told = Vec::new();
        let all = parts(&Reading::of(&root), date(2020, 1, 1), &mut |so_far| {
            let dossier = &so_far.snapshot.dossier;
            let problems = dossier.problems().iter().filter(|problem| problem.code.code() == "D209").count();
            let companies = dossier.list(EntryKind::Company).len();
            told.push((so_far.done, so_far.of, companies, so_far.is_all(), problems));
            true
        });
        let all = all.unwrap();
        assert_eq!(
            told,
            [
                // Before they are listed, then without those; whole, with ties and with faults.
                (49, 0, 48, false, 0),
                (113, 201, 112, false, 0),
                (201, 201, 200, false, 0),
                (201, 201, 200, false, 0),
                (201, 201, 200, false, 0),
                (201, 201, 200, true, 1)
            ]
        );
        let first = all.snapshot.dossier.find(EntryKind::Company, "c0").unwrap();
        assert_eq!(all.snapshot.dossier.to(crate::whole::Topic::Entry(first)).len(), 199, "each but itself");
        assert!(all.snapshot.view().body(first).is_some());
    }

    #[test]
    fn what_is_too_much_together_is_left_out_and_said() {
        let folder = folder_of(100);
        let root = disk::open(folder.path()).unwrap();
        let read =
            |room| parts(&Reading { pieces: room, ..Reading::of(&root) }, date(2020, 1, 1), &mut |_| true).unwrap();
        let of = |part: &Part| part.snapshot.dossier.entries().map(|(_, entry)| entry.broken).collect::<Vec<_>>();
        // The cover, then a name, a paragraph with a link, and its runs each.
        let some = read(300);
        let (broken, left) =
            (of(&some), some.snapshot.dossier.problems().iter().filter(|one| one.code.code() == "D108"));
        assert!((20..80).contains(&broken.len()), "{}", broken.len());
        assert_eq!(broken.iter().filter(|broken| **broken).count(), 1, "the first that is left out stands there");
        let said: Vec<_> = left.map(|problem| problem.message.as_str()).collect();
        assert_eq!(said.len(), 1);
        assert!(said[0].contains("pieces; this and what follows is left out"), "{said:?}");
        assert!(some.is_all() && of(&read(100_000)).len() == 100);
    }

    #[test]
    fn what_is_read_again_is_what_a_fresh_reading_gives_and_keeps_ids() {
        let folder = folder_of(5);
        let root = disk::open(folder.path()).unwrap();
        let before = read(&root, date(2020, 1, 1)).unwrap();
        let c3 = before.dossier.find(EntryKind::Company, "c3").unwrap();
        let companies = folder.path().join("companies");
        fs::remove_file(companies.join("c1.md")).unwrap();
        fs::write(companies.join("a-new.md"), "+++\nname = \"New\"\n+++\n\nSee [[c0]].\n").unwrap();
        fs::write(companies.join("c3.md"), "+++\nname = \"Other\"\n+++\n\nSee [[c0]].\n").unwrap();
        let mut told = 0;
        let again = read_again(&root, date(2020, 1, 1), &before, &mut |_| {
            told += 1;
            true
        });
        let again = again.unwrap().snapshot;
        let fresh = read(&root, date(2020, 1, 1)).unwrap();
        let names = |snapshot: &Snapshot| {
            let entries = snapshot.dossier.entries();
            entries.map(|(_, entry)| entry.name().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!((told, names(&again)), (1, names(&fresh)));
        assert_eq!(again.dossier.problems(), fresh.dossier.problems());
        assert_eq!(again.dossier.get(c3).map(crate::entry::Entry::name), Some("Other"));
    }

    #[test]
    fn reading_ends_where_nobody_wants_more() {
        let folder = folder_of(100);
        let root = disk::open(folder.path()).unwrap();
        let mut asked = 0;
        let part = parts(&Reading::of(&root), date(2020, 1, 1), &mut |_| {
            asked += 1;
            false
        });
        let part = part.unwrap();
        assert_eq!((asked, part.done, part.is_all()), (1, 49, false));
        assert_eq!(names(&part).len(), 48);
    }

    /// What becomes of a load before its source, which waits till then, gives its second part.
    fn delivered(meanwhile: impl FnOnce(&Loads)) -> Vec<usize> {
        let loads = Loads::default();
        let (goes_on, waits) = mpsc::channel::<()>();
        let (to, parts) = mpsc::channel();
        let part = |done| Part {
            snapshot: Arc::new(Snapshot::empty("t")),
            done,
            of: 2,
            stage: if done == 2 { Stage::Done } else { Stage::Reading },
        };
        let read = move |deliver: &mut dyn FnMut(&Part) -> bool| {
            deliver(&part(1));
            waits.recv().unwrap();
            deliver(&part(2));
            Ok(part(2))
        };
        loads.begin(read, move |part| to.send(part.unwrap().done).is_ok()).unwrap();
        let mut found = vec![parts.recv().unwrap()];
        meanwhile(&loads);
        goes_on.send(()).unwrap();
        // Ends with the thread, which alone can send.
        found.extend(parts);
        found
    }

    #[test]
    fn what_is_cancelled_or_superseded_delivers_nothing_more() {
        assert_eq!(delivered(|_| {}), [1, 2]);
        assert_eq!(delivered(Loads::cancel), [1]);
        let root = || disk::open(folder_of(1).path()).unwrap();
        assert_eq!(delivered(|loads| loads.start(root(), date(2020, 1, 1), None, |_| true).unwrap()), [1]);
    }

    #[test]
    fn a_load_that_fails_says_so_unless_it_is_over() {
        let fails = |is_over: bool| {
            let loads = Loads::default();
            let (goes_on, waits) = mpsc::channel::<()>();
            let (to, said) = mpsc::channel();
            let read = move |_: &mut dyn FnMut(&Part) -> bool| {
                waits.recv().unwrap();
                Err(DiskError::Missing("x".into()))
            };
            loads.begin(read, move |part| to.send(part.is_err()).is_ok()).unwrap();
            if is_over {
                loads.cancel();
            }
            goes_on.send(()).unwrap();
            said.iter().collect::<Vec<_>>()
        };
        assert_eq!((fails(false), fails(true)), (vec![true], vec![]));
    }

    #[test]
    fn a_dossier_of_nothing_is_checked_too() {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("articles")).unwrap();
        let root = disk::open(folder.path()).unwrap();
        let all = parts(&Reading::of(&root), date(2020, 1, 1), &mut |_| true).unwrap();
        let codes: Vec<_> = all.snapshot.dossier.problems().iter().map(|problem| problem.code.code()).collect();
        assert_eq!((codes, all.is_all()), (vec!["D109", "D116"], true));
    }
}
