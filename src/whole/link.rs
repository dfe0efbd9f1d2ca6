//! Brings what follows from more than one file up to date with the files: only what was asked about something that has
//! changed is worked out again. Must come to the same whichever way the files came, and whoever works out a file.

use std::collections::{BTreeSet, HashSet};
use std::sync::{Arc, OnceLock};

use jiff::civil;

use super::changes::Changes;
use super::check::FoldedTexts;
use super::derived::{Derived, Draft, Stranger, Unknown};
use super::mentions::Names;
use super::propose::{Proposed, forms, nearly, proposed};
use super::ties::{may_mention, mentions};
use super::{EntryId, Snapshot, Tie, Topic, View, problems};
use crate::entry::Entry;
use crate::problem::Code;
use crate::text::near::Candidate;

/// How far a dossier is worked out: who is called how; who is tied to whom; what is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// Names lead to those who bear them.
    Named,
    /// Besides, all ties are known.
    Tied,
    /// Besides, everything is checked.
    Checked,
}

/// How much was worked out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Work {
    /// Files whose references were resolved and which were checked.
    pub resolved: usize,
    /// Entries whose texts were searched for every name.
    pub searched: usize,
    /// Entries whose texts were looked through for the names that came, went or passed to somebody else.
    pub looked_through: usize,
    /// Proposals made for what leads to nothing.
    pub proposed: usize,
}

/// A dossier whose files are read, while it is worked out what follows from them: for each file by itself, in any order
/// and by whomever, first the ties, then, over all of them, what is wrong.
#[derive(Debug)]
pub struct Linking {
    next: Snapshot,
    today: civil::Date,
    changes: Changes,
    /// What is looked for in texts, once somebody looks.
    names: OnceLock<Arc<Names>>,
    /// Whose texts are searched for names.
    searched: BTreeSet<EntryId>,
    stale: Vec<Option<EntryId>>,
    folded: FoldedTexts,
    work: Work,
}

/// What follows for one file.
#[derive(Debug)]
pub struct Follows {
    from: Option<EntryId>,
    derived: Derived,
    strangers: Vec<Stranger>,
}

impl Linking {
    /// What is to be worked out for the files that were read since it was last done.
    #[must_use]
    pub fn of(read: &Snapshot, today: civil::Date) -> Self {
        let mut next = read.clone();
        let touched = std::mem::take(&mut next.dossier.touched);
        let (index, changes) = read.dossier.index.renamed(&next.dossier.content, touched);
        let names = index.searched.clone().filter(|_| changes.names.is_empty());
        let names = names.map_or_else(OnceLock::new, OnceLock::from);
        next.dossier.index = Arc::new(index);
        let mut work = Work::default();
        let searched = searched(&next, &changes, &mut work);
        let stale = stale(&next, &changes, today, &searched);
        (work.resolved, work.searched) = (stale.len(), searched.len());
        Self { next, today, changes, names, searched, stale, folded: FoldedTexts::default(), work }
    }

    /// The files for which something may follow that did not: entries in the order of the lists, then the cover, as
    /// none.
    #[must_use]
    pub fn files(&self) -> &[Option<EntryId>] {
        &self.stale
    }

    /// The dossier as far as it is worked out: at first its names.
    #[must_use]
    pub fn snapshot(&self) -> &Snapshot {
        &self.next
    }

    /// What one of the files is tied to.
    #[must_use]
    pub fn ties(&self, file: Option<EntryId>) -> Follows {
        self.next.view().passing(|view| {
            let entry = entry_of(view, file);
            let mut draft = Draft::new(view, entry);
            match entry {
                Some((id, entry)) => draft.references(entry, view.body(id)),
                None => draft.cover(),
            }
            let mentions = file.map(|id| self.mentions(view, id)).unwrap_or_default();
            let (derived, strangers) = draft.derived(mentions);
            Follows { from: file, derived, strangers }
        })
    }

    fn mentions(&self, view: View<'_>, id: EntryId) -> Vec<Tie> {
        let known = self.next.dossier.index.tied(Some(id)).filter(|_| !self.searched.contains(&id));
        known.map_or_else(|| mentions(view, id, self.names()), |known| known.mentions().to_vec())
    }

    fn names(&self) -> &Arc<Names> {
        self.names.get_or_init(|| Arc::new(Names::of(&self.next.dossier)))
    }

    /// The same with the ties of all its files.
    #[must_use]
    pub fn tied(mut self, mut ties: Vec<Follows>) -> Self {
        say_near(self.next.view(), &mut ties);
        let names = Arc::clone(self.names());
        let gone = self.changes.touched.entries.iter().filter(|id| self.next.dossier.get(**id).is_none());
        let gone: Vec<(Option<EntryId>, Option<Derived>)> = gone.map(|id| (Some(*id), None)).collect();
        let ties = ties.into_iter().map(|follows| (follows.from, Some(follows.derived)));
        let index = Arc::make_mut(&mut self.next.dossier.index);
        index.tie(ties.chain(gone).collect());
        index.searched = Some(names);
        self
    }

    /// What is wrong with one of the files beyond its references.
    #[must_use]
    pub fn faults(&self, file: Option<EntryId>) -> Follows {
        self.next.view().passing(|view| {
            let entry = entry_of(view, file);
            let mut draft = Draft::new(view, entry);
            if let Some((id, entry)) = entry {
                draft.check(id, entry, self.today, &self.folded);
            }
            let (derived, strangers) = draft.derived(Vec::new());
            Follows { from: file, derived, strangers }
        })
    }

    /// The dossier with what is wrong with all its files, and how much was worked out.
    #[must_use]
    pub fn checked(mut self, faults: Vec<Follows>) -> (Snapshot, Work) {
        let index = Arc::make_mut(&mut self.next.dossier.index);
        index.check(faults.into_iter().map(|follows| (follows.from, follows.derived)).collect());
        index.today = Some(self.today);
        let earlier = still_proposed(&self.next, &self.changes, &self.stale);
        let proposed = proposed(&self.next.dossier, &earlier, &mut self.work.proposed);
        Arc::make_mut(&mut self.next.dossier.index).proposed = proposed;
        self.next.dossier.problems = Arc::new(problems::all(self.next.view()));
        (self.next, self.work)
    }

    /// All of it, one file after the other.
    pub(super) fn worked_out(self) -> (Snapshot, Work) {
        let ties = self.stale.iter().map(|file| self.ties(*file)).collect();
        let linking = self.tied(ties);
        let faults = linking.stale.iter().map(|file| linking.faults(*file)).collect();
        linking.checked(faults)
    }
}

fn entry_of(view: View<'_>, file: Option<EntryId>) -> Option<(EntryId, &Entry)> {
    file.and_then(|id| Some((id, view.dossier.get(id)?)))
}

/// The entries whose texts are to be searched: those that have changed, and those that may mention one of the changed
/// names.
fn searched(next: &Snapshot, changes: &Changes, work: &mut Work) -> BTreeSet<EntryId> {
    let is_here = |id: &EntryId| next.dossier.get(*id).is_some();
    let mut found: BTreeSet<EntryId> = changes.touched.entries.iter().copied().filter(is_here).collect();
    // Where no text was searched yet, all are once somebody asks.
    let was_searched = |_: &EntryId| next.dossier.index.searched.is_some();
    let others: Vec<EntryId> = next.dossier.ids().filter(|id| !found.contains(id)).filter(was_searched).collect();
    if !changes.names.is_empty() && !others.is_empty() {
        let nobody = Topic::Entry(EntryId::new(0));
        let names = Names::new(changes.names.keys().map(|name| (name.as_str(), nobody)));
        work.looked_through = others.len();
        let may = |id: &EntryId| next.view().passing(|view| may_mention(view, *id, &names));
        found.extend(others.into_iter().filter(may));
    }
    found
}

/// The files for which something else may follow than before: entries in the order of the lists, then the cover.
fn stale(next: &Snapshot, changes: &Changes, today: civil::Date, searched: &BTreeSet<EntryId>) -> Vec<Option<EntryId>> {
    let index = &next.dossier.index;
    let files = next.dossier.ids().map(Some).chain([None]);
    if index.today != Some(today) {
        return files.collect();
    }
    // Of all names one letter out only those are made that somebody may have meant.
    let known = next.dossier.ids().map(Some).chain([None]).filter_map(|from| index.tied(from));
    let meant: HashSet<u64> = known.flat_map(|known| &known.strangers).flat_map(|name| forms(name)).collect();
    let is_meant = |name: &&Arc<str>| !meant.is_empty() && !name.is_empty();
    let near: HashSet<u64> = changes.names.values().filter(is_meant).flat_map(|name| forms(name)).collect();
    let is_near = |name: &str| forms(name).iter().any(|form| near.contains(form));
    let is_stale = |known: &Derived| {
        (!changes.answers.is_empty() && known.asked_any(&changes.answers))
            || (!near.is_empty() && known.strangers.iter().any(|name| is_near(name)))
    };
    let is_touched = |from: &Option<EntryId>| {
        from.map_or(changes.cover, |id| searched.contains(&id) || changes.touched.texts.contains(&id))
    };
    files.filter(|from| is_touched(from) || index.derived(*from).is_none_or(|mut all| all.any(is_stale))).collect()
}

/// Says which names that nobody bears are one letter from a known one.
fn say_near(view: View<'_>, files: &mut [Follows]) {
    let words: BTreeSet<Box<str>> =
        files.iter().flat_map(|follows| &follows.strangers).map(|stranger| stranger.folded.clone()).collect();
    let known = view.dossier.topics().flat_map(|topic| view.dossier.content.names(topic));
    let near = nearly(words.iter().map(|word| &**word), known.map(|(written, folded)| (&**folded, written)));
    for follows in files {
        let near = follows.strangers.iter().filter_map(|stranger| Some((stranger, *near.get(&*stranger.folded)?)));
        let near: Vec<(&Stranger, &str)> = near.collect();
        if near.is_empty() {
            continue;
        }
        let problems = view.passing(|view| {
            let mut draft = Draft::new(view, entry_of(view, follows.from));
            for (stranger, known) in near {
                let message = format!("`{}` is nobody known here; did you mean `{known}`?", stranger.name);
                draft.problem(Code::NearName, &stranger.span, message);
            }
            draft.derived(Vec::new()).0.problems
        });
        follows.derived.problems.extend(problems);
    }
}

/// What was proposed for what leads to nothing, where nothing near has changed.
fn still_proposed(next: &Snapshot, changes: &Changes, stale: &[Option<EntryId>]) -> Proposed {
    let stale: HashSet<Option<EntryId>> = stale.iter().copied().collect();
    let names = changes.words();
    let names: Vec<Candidate> = names.iter().map(|name| Candidate::with_folded(name, name)).collect();
    let is_near = |unknown: &Unknown| {
        let meant = Candidate::new(unknown.reference.name.as_deref().unwrap_or_default());
        names.len() > MANY || names.iter().any(|name| name.distance(&meant).is_some())
    };
    let index = &next.dossier.index;
    let still = index.proposed.iter().filter(|((from, number), _)| {
        let unknown = index.tied(*from).and_then(|known| known.unknown.get(*number));
        !stale.contains(from) && unknown.is_some_and(|unknown| unknown.is_place || !is_near(unknown))
    });
    still.map(|(place, proposal)| (*place, proposal.clone())).collect()
}

/// Where more names have changed, all proposals are made again: looking which are near would take as long.
const MANY: usize = 200;
