//! A dossier as bytes that are kept between runs, and back: what its files say, each by itself, with the numbers that
//! were handed out and the names that are known. Must give back what was kept or nothing; must hold no text.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::bodies::keep::KeptTexts;
use super::bodies::{Kept, Mark};
use super::content::{Content, NamedEntry};
use super::files::Twin;
use super::index::Index;
use super::{Bodies, Dossier, EntryId, ReadAgain, Snapshot};
use crate::entry::{Cover, Entry, EntryKind};
use crate::problem::Problem;

/// So many numbers are kept in one part, so that parts can be read by several at once.
const PART: usize = 2048;

/// A dossier that is to be kept, part by part. A part says of each number whose it is, what that file says, and by what
/// its texts are known again.
#[derive(Debug)]
pub struct Keeping<'a> {
    read: &'a Snapshot,
    /// Whose each number is.
    owners: Vec<(EntryKind, &'a str)>,
}

/// A part as it is written; as it is read, all of it is its own.
type ToKeep<'a> = (EntryKind, &'a str, Option<&'a Entry>, KeptTexts<&'a str>);
type WasKept = (EntryKind, String, Option<Entry>, KeptTexts<Box<str>>);

/// What is kept beside the parts.
#[derive(Serialize)]
struct HeadToKeep<'a> {
    folder: &'a str,
    cover: Option<&'a Cover>,
    cover_text: &'a str,
    lists: &'a [Vec<EntryId>; 3],
    twins: Vec<(&'a str, &'a Entry, Option<Mark>)>,
    found: &'a BTreeMap<String, Vec<Problem>>,
}

#[derive(Deserialize)]
struct HeadThatWas {
    folder: String,
    cover: Option<Cover>,
    cover_text: String,
    lists: [Vec<EntryId>; 3],
    twins: Vec<(String, Entry, Option<Mark>)>,
    found: BTreeMap<String, Vec<Problem>>,
}

/// A part that was kept.
#[derive(Debug)]
pub struct KeptPart(Vec<Slot>);

/// Whose a number is, what that file says, and by what its texts are known again.
type Slot = (EntryKind, String, Option<Arc<NamedEntry>>, KeptTexts<Box<str>>);

impl<'a> Keeping<'a> {
    /// What is to be kept of a dossier; none where its texts are held, which are not kept.
    #[must_use]
    pub fn of(read: &'a Snapshot) -> Option<Self> {
        let mut ids = (0..read.dossier.content.numbers()).map(EntryId::new);
        let mut twins = read.dossier.twins.values().filter_map(Twin::file);
        let is_left = ids.all(|id| read.bodies.to_keep(id).is_some()) && twins.all(|file| file.to_keep().is_some());
        // What is supposed is nobody's to keep.
        let is_whole = is_left && !read.bodies.is_held() && read.dossier.supposed.is_none();
        is_whole.then(|| Self { read, owners: read.dossier.content.owners() })
    }

    /// How many parts there are.
    #[must_use]
    pub fn parts(&self) -> usize {
        self.owners.len().div_ceil(PART)
    }

    /// One of them, by its number.
    ///
    /// # Panics
    /// Never: of a dossier with a text that is held nothing is kept.
    #[must_use]
    pub fn part(&self, number: usize) -> Vec<u8> {
        let content = &self.read.dossier.content;
        let all = (number * PART..).take(PART).map_while(|at| Some((EntryId::new(at), *self.owners.get(at)?)));
        let part = all.map(|(id, (kind, name))| {
            let texts = self.read.bodies.to_keep(id).expect("what holds a text is not kept");
            (kind, name, content.entry(id).map(|known| &known.entry), texts)
        });
        bytes(&part.collect::<Vec<ToKeep<'_>>>())
    }

    /// Whose numbers were handed out first, as `companies/amazon`: so many.
    #[must_use]
    pub fn first(&self, most: usize) -> Vec<String> {
        self.owners.iter().take(most).map(|(kind, id)| format!("{}/{id}", kind.plural())).collect()
    }

    /// What is kept beside the parts.
    #[must_use]
    pub fn head(&self) -> Vec<u8> {
        let Dossier { folder, content, lists, twins, found, .. } = &self.read.dossier;
        let twin = |(path, twin): (&'a String, &'a Twin)| {
            (path.as_str(), &twin.entry.entry, twin.file().and_then(Kept::to_keep))
        };
        bytes(&HeadToKeep {
            folder,
            cover: content.cover.as_deref(),
            cover_text: self.read.bodies.cover(),
            lists,
            twins: twins.iter().map(twin).collect(),
            found,
        })
    }
}

impl KeptPart {
    /// The part that was kept as these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let part: Vec<WasKept> = postcard::from_bytes(bytes).ok()?;
        let named = |entry| Arc::new(NamedEntry::new(entry));
        Some(Self(part.into_iter().map(|(kind, id, entry, texts)| (kind, id, entry.map(named), texts)).collect()))
    }
}

impl Snapshot {
    /// The dossier of which that was kept, with its names: what reading the same files again would give. Where its texts
    /// lie, and of how many bytes none is held, is said anew.
    #[must_use]
    pub fn of_kept(head: &[u8], parts: Vec<KeptPart>, shelf: (Arc<ReadAgain>, usize)) -> Option<Self> {
        let head: HeadThatWas = postcard::from_bytes(head).ok()?;
        let mut content = Content::default();
        let mut texts = Vec::new();
        for (kind, name, entry, kept) in parts.into_iter().flat_map(|part| part.0) {
            let id = content.hand_out(kind, &name);
            content.set_entry(id, entry);
            texts.push((id, kept));
        }
        if let Some(cover) = head.cover {
            content.set_cover(Some(cover));
        }
        let all = head.lists.iter().flatten().copied();
        if !all.clone().all(|id| content.entry(id).is_some()) {
            return None;
        }
        let twin = |(path, entry, file): (String, Entry, Option<Mark>)| {
            (path, Twin::new(Arc::new(NamedEntry::new(entry)), file.map(Kept::of_kept)))
        };
        let mut dossier = Self::empty(&head.folder).dossier;
        dossier.index = Arc::new(Index::named_in(&content, all));
        dossier.content = content;
        dossier.lists = head.lists;
        dossier.twins = head.twins.into_iter().map(twin).collect();
        dossier.found = head.found;
        dossier.problems = Arc::new(dossier.own_problems());
        Some(Self { dossier, bodies: Bodies::of_kept(&head.cover_text, texts, shelf) })
    }
}

fn bytes(value: &impl Serialize) -> Vec<u8> {
    postcard::to_stdvec(value).expect("memory takes all, and every length is known")
}
