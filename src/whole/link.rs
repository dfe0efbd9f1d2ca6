//! Brings what follows from more than one file up to date with the files: only what was asked about something that has
//! changed is worked out again. Must come to the same whichever way the files came.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use jiff::civil;

use super::changes::Changes;
use super::derived::{Derived, Draft, Unknown};
use super::mentions::Names;
use super::propose::{Proposed, forms, nearly, proposed};
use super::ties::{may_mention, mentions};
use super::{EntryId, Snapshot, Topic, View, problems};
use crate::problem::Code;
use crate::text::near::Candidate;

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

/// Everything linked and checked, and what that took.
pub(super) fn linked(read: &Snapshot, today: civil::Date) -> (Snapshot, Work) {
    let mut next = read.clone();
    let touched = std::mem::take(&mut next.dossier.touched);
    let (index, changes) = read.dossier.index.renamed(&next.dossier.content, touched);
    let names = if changes.names.is_empty() { Arc::clone(&index.searched) } else { Arc::new(Names::of(&next.dossier)) };
    next.dossier.index = Arc::new(index);
    let mut work = Work::default();

    let searched = searched(&next, &changes, &mut work);
    let stale = stale(&next, &changes, today, &searched);
    let mentions = |id: EntryId| {
        let known = next.dossier.index.derived(Some(id)).filter(|_| !searched.contains(&id));
        known.map_or_else(|| mentions(next.view(), id, &names), |known| known.mentions().to_vec())
    };
    let drafts = drafts(next.view(), &stale, today).into_iter();
    let derived = drafts.map(|(from, draft)| (from, Some(draft.derived(from.map(mentions).unwrap_or_default()))));
    let gone = changes.touched.entries.iter().filter(|id| next.dossier.get(**id).is_none());
    let derived: Vec<(Option<EntryId>, Option<Derived>)> = derived.chain(gone.map(|id| (Some(*id), None))).collect();
    (work.resolved, work.searched) = (stale.len(), searched.len());

    let index = Arc::make_mut(&mut next.dossier.index);
    index.derive(derived);
    (index.searched, index.today) = (names, Some(today));
    let earlier = still_proposed(&next, &changes, &stale);
    let proposed = proposed(&next.dossier, &earlier, &mut work.proposed);
    Arc::make_mut(&mut next.dossier.index).proposed = proposed;
    next.dossier.problems = Arc::new(problems::all(next.view()));
    (next, work)
}

/// The entries whose texts are to be searched: those that have changed, and those that may mention one of the changed
/// names.
fn searched(next: &Snapshot, changes: &Changes, work: &mut Work) -> BTreeSet<EntryId> {
    let is_here = |id: &EntryId| next.dossier.get(*id).is_some();
    let mut found: BTreeSet<EntryId> = changes.touched.entries.iter().copied().filter(is_here).collect();
    let others: Vec<EntryId> = next.dossier.ids().filter(|id| !found.contains(id)).collect();
    if !changes.names.is_empty() && !others.is_empty() {
        let nobody = Topic::Entry(EntryId::new(0));
        let names = Names::new(changes.names.keys().map(|name| (name.as_str(), nobody)));
        work.looked_through = others.len();
        found.extend(others.into_iter().filter(|id| may_mention(next.view(), *id, &names)));
    }
    found
}

/// The files for which something else may follow than before: entries in the order of the lists, then the cover.
fn stale(next: &Snapshot, changes: &Changes, today: civil::Date, searched: &BTreeSet<EntryId>) -> Vec<Option<EntryId>> {
    let index = &next.dossier.index;
    let is_new_day = index.today != Some(today);
    let near: HashSet<u64> = changes.names.values().flat_map(|name| forms(name)).collect();
    let is_near = |name: &str| forms(name).iter().any(|form| near.contains(form));
    let is_stale = |known: &Derived| {
        is_new_day
            || (!changes.answers.is_empty() && known.asked_any(&changes.answers))
            || (!near.is_empty() && known.strangers.iter().any(|name| is_near(name)))
    };
    let is_touched = |from: &Option<EntryId>| {
        from.map_or(changes.cover, |id| searched.contains(&id) || changes.touched.texts.contains(&id))
    };
    let files = next.dossier.ids().map(Some).chain([None]);
    files.filter(|from| is_touched(from) || index.derived(*from).is_none_or(is_stale)).collect()
}

/// What follows for these files, but for the names in their texts.
fn drafts<'a>(view: View<'a>, files: &[Option<EntryId>], today: civil::Date) -> Vec<(Option<EntryId>, Draft<'a>)> {
    let folded = RefCell::default();
    let draft = |from: &Option<EntryId>| {
        let entry = from.and_then(|id| Some((id, view.dossier.get(id)?)));
        let mut draft = Draft::new(view, entry);
        match entry {
            Some((id, entry)) => {
                draft.references(entry, view.body(id));
                draft.check(id, entry, today, &folded);
            }
            None => draft.cover(),
        }
        (*from, draft)
    };
    let mut drafts: Vec<(Option<EntryId>, Draft)> = files.iter().map(draft).collect();
    say_near(view, &mut drafts);
    drafts
}

/// Says which names that nobody bears are one letter from a known one.
fn say_near(view: View<'_>, drafts: &mut [(Option<EntryId>, Draft)]) {
    let strangers = drafts.iter().flat_map(|(_, draft)| &draft.strangers);
    let words: BTreeSet<Box<str>> = strangers.map(|(folded, _)| folded.clone()).collect();
    let known = view.dossier.topics().flat_map(|topic| view.dossier.content.names(topic));
    let near = nearly(words.iter().map(|word| &**word), known.map(|(written, folded)| (&**folded, written)));
    for (_, draft) in drafts {
        for (folded, name) in draft.strangers.clone() {
            if let Some(known) = near.get(&*folded) {
                let message = format!("`{}` is nobody known here; did you mean `{known}`?", name.value);
                draft.problem(Code::NearName, &name.span, message);
            }
        }
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
        let unknown = index.derived(*from).and_then(|known| known.unknown.get(*number));
        !stale.contains(from) && unknown.is_some_and(|unknown| unknown.is_place || !is_near(unknown))
    });
    still.map(|(place, proposal)| (*place, proposal.clone())).collect()
}

/// Where more names have changed, all proposals are made again: looking which are near would take as long.
const MANY: usize = 200;
