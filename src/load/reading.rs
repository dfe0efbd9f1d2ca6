//! The files of a dossier, as far as they are wanted: as they were kept where they are as they were, else read and parsed on
//! all cores, part by part. Must never link what it reads.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::kept::{Due, Kept, Since, Was};
use super::{Part, Stage};
use crate::disk::{Cache, DiskError, Listed, Root};
use crate::parse::{self, Found, Parsed, Source, limits};
use crate::whole::{HELD, ReadAgain, ReadFile, Snapshot};

/// The files of the first part: enough for a screen. Each part is twice as large as the one before, so that taking a
/// part in costs no more than reading it, however many there are.
const FIRST_PART: usize = 64;

/// The files of each kind that are read before all are listed: as many as a list shows.
pub(super) const PEEKED: usize = 48;

/// Files that are parsed before it is asked whether there is room for more: a few for each thread.
const AT_ONCE: usize = 32;

/// What is read, and how.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading<'a> {
    pub root: &'a Root,
    /// What is kept of dossiers.
    pub cache: Option<&'a Cache>,
    /// For so many pieces there is room.
    pub pieces: usize,
    /// Of more bytes of text none is held.
    pub held: usize,
    /// Whether somebody waits for its first rows.
    pub is_watched: bool,
}

impl<'a> Reading<'a> {
    pub(super) fn of(root: &'a Root) -> Self {
        Self { root, cache: None, pieces: limits::PIECES.number, held: HELD, is_watched: false }
    }
}

/// All files, not linked, and what of them is to be kept.
pub(super) struct Read {
    pub part: Part,
    pub due: Option<Due>,
}

/// All files, not linked; those that were read where no more are wanted.
pub(super) fn files(reading: &Reading<'_>, deliver: &mut dyn FnMut(&Part) -> bool) -> Result<Read, DiskError> {
    let drawer = reading.cache.map_or(Ok(None), |cache| cache.find(reading.root));
    let kept = drawer.as_ref().ok().and_then(Option::as_ref).and_then(Kept::find);
    if let Some(kept) = kept
        && let Some(read) = known_files(reading, &kept, deliver)?
    {
        return Ok(read);
    }
    // What is kept and cannot be used is thrown away.
    if let Ok(Some(drawer)) = &drawer {
        Kept::throw_away(drawer);
    }
    all_files(reading, deliver)
}

/// The files as they were kept, and those that have changed since. None where that cannot be, or is not to be.
fn known_files(
    reading: &Reading<'_>,
    kept: &Kept,
    deliver: &mut dyn FnMut(&Part) -> bool,
) -> Result<Option<Read>, DiskError> {
    let root = reading.root;
    let first = if reading.is_watched { root.peek(PEEKED) } else { Vec::new() };
    let mut left = Room { pieces: reading.pieces, bytes: 0 };
    let parsed_first: Vec<ReadFile> = parsed(root, &first, &mut left);
    if !first.is_empty() && kept.begins_as(&first, &parsed_first) {
        let read = Snapshot::empty(&root.name()).on_shelf(reading_again(root), reading.held).with(parsed_first);
        let part = Part { snapshot: Arc::new(read), done: first.len(), of: 0, stage: Stage::Reading };
        if !deliver(&part) {
            return Ok(Some(Read { part, due: None }));
        }
    }
    let (listed, was) = rayon::join(|| root.list(), || kept.read(root, reading.held));
    let (listed, Some(Was { snapshot, pieces, files })) = (listed?, was) else { return Ok(None) };
    let is_large = listed.iter().map(Listed::size).sum::<u64>() > reading.held as u64;
    let Since { changed, gone, is_much } = files.since(&listed);
    let mut left = Room { pieces: pieces.min(reading.pieces), bytes: 0 };
    let read = parsed(root, &changed, &mut left);
    if !is_large || left.pieces == 0 {
        return Ok(None);
    }
    let is_as_it_was = read.is_empty() && gone.is_empty();
    let snapshot = if is_as_it_was { snapshot } else { snapshot.without(gone.iter().map(String::as_str)).with(read) };
    let (done, of) = (listed.len(), listed.len());
    let part = Part { snapshot: Arc::new(snapshot), done, of, stage: Stage::Reading };
    deliver(&part);
    Ok(Some(Read { part, due: is_much.then(|| Due::of(&listed, left.pieces)) }))
}

/// All files, read.
fn all_files(reading: &Reading<'_>, deliver: &mut dyn FnMut(&Part) -> bool) -> Result<Read, DiskError> {
    let root = reading.root;
    let mut left = Room { pieces: reading.pieces, bytes: reading.held };
    let empty = Snapshot::empty(&root.name()).on_shelf(reading_again(root), reading.held);
    let mut so_far = Part { snapshot: Arc::new(empty), done: 0, of: 0, stage: Stage::Reading };
    let first = root.peek(PEEKED);
    if !first.is_empty() {
        let read = so_far.snapshot.with(parsed(root, &first, &mut left));
        so_far = Part { snapshot: Arc::new(read), done: first.len(), ..so_far };
        if !deliver(&so_far) {
            return Ok(Read { part: so_far, due: None });
        }
    }
    let listed = root.list()?;
    let due = reading.cache.map(|_| Due::of(&listed, 0));
    let (listed, of) = rest(listed, &first, &mut so_far);
    so_far.of = of;
    if listed.iter().map(Listed::size).sum::<u64>() > reading.held as u64 {
        // None of these will be held.
        left.bytes = 0;
    }
    let mut rest = listed.as_slice();
    let mut size = FIRST_PART;
    loop {
        let (part, after) = rest.split_at(size.min(rest.len()));
        let parsed = parsed(root, part, &mut left);
        let read = so_far.snapshot.with(parsed);
        so_far = Part { snapshot: Arc::new(read), done: so_far.done + part.len(), ..so_far };
        (rest, size) = (after, size * 2);
        // The lists are whole before all is linked, where that takes longer than one notices.
        let is_wanted = (rest.is_empty() && so_far.of <= FIRST_PART) || deliver(&so_far);
        if rest.is_empty() || !is_wanted {
            // Where something was left out, nothing is kept.
            let due = due.filter(|_| is_wanted && left.pieces > 0);
            return Ok(Read { part: so_far, due: due.map(|due| Due { pieces: left.pieces, ..due }) });
        }
    }
}

/// What is listed without what was read first, and how much is listed. What was read and is not listed is taken out
/// again: a dossier of more files than are read has its first.
fn rest(listed: Vec<Listed>, first: &[Listed], so_far: &mut Part) -> (Vec<Listed>, usize) {
    let of = listed.len();
    let mut read: BTreeSet<&str> = first.iter().map(Listed::path).collect();
    let rest: Vec<Listed> = listed.into_iter().filter(|file| !(file.is_read() && read.remove(file.path()))).collect();
    if !read.is_empty() {
        so_far.done -= read.len();
        so_far.snapshot = Arc::new(so_far.snapshot.without(read));
    }
    (rest, of)
}

/// How a text is read that is not held.
pub(super) fn reading_again(root: &Root) -> Arc<ReadAgain> {
    let root = root.clone();
    Arc::new(move |path| parse::file_text(&root.read_path(path)))
}

/// For how much there is room still.
pub(super) struct Room {
    pub pieces: usize,
    /// Bytes of text that are held.
    pub bytes: usize,
}

/// A file that was read, and for how much it needs room: pieces where its text is held, and where it is not; bytes of
/// text.
struct Measured {
    file: ReadFile,
    pieces: [usize; 2],
    bytes: usize,
}

impl Measured {
    fn of(parsed: Parsed, is_held: bool) -> Self {
        let (pieces, bytes) = ([parsed.pieces(true), parsed.pieces(false)], parsed.text_bytes());
        let file = if is_held { parsed.into() } else { ReadFile::without_text(parsed) };
        Self { file, pieces, bytes }
    }
}

impl Room {
    /// Makes room for a file; whether there was enough.
    fn has(&mut self, file: &Measured) -> bool {
        self.bytes = self.bytes.saturating_sub(file.bytes);
        let [held, left] = file.pieces;
        self.pieces = self.pieces.saturating_sub(if self.bytes > 0 { held } else { left });
        self.pieces > 0
    }
}

/// These files as far as there is room for their pieces; of what is one too many, the first is told of. Once there are
/// more bytes of text than are held, texts are left as they come.
pub(super) fn parsed(root: &Root, part: &[Listed], left: &mut Room) -> Vec<ReadFile> {
    let mut all = Vec::with_capacity(part.len());
    for some in part.chunks(AT_ONCE) {
        let is_held = left.bytes > 0;
        let read = |listed: &Listed| Measured::of(parse::source(&root.read(listed)), is_held);
        let read: Vec<Measured> = some.par_iter().map(read).collect();
        for (file, listed) in read.into_iter().zip(some) {
            if left.pieces == 0 {
                return all;
            }
            all.push(if left.has(&file) { file.file } else { too_much(listed).into() });
        }
    }
    all
}

/// What stands in the place of the file for which there is no room.
fn too_much(listed: &Listed) -> Parsed {
    let limit = limits::grouped(limits::PIECES.number);
    let why = format!("with it, files have more than {limit} pieces; this and what follows is left out");
    parse::source(&Source { path: listed.path().to_owned(), found: Found::OverLimit(why) })
}
