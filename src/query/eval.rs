//! Which entries and records hold: the naive walk. Must stay what a query means, however fast another way becomes.

use std::slice;

use super::Query;
use super::ast::{EntryLeaf, Tree};
use super::bind::{BoundLeaf, Ground, RecordTest, tree};
use super::order::{sorted, sorted_records};
use crate::entry::{Entry, Record, RecordKind};
use crate::whole::EntryId;

/// An entry that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The entry.
    pub entry: EntryId,
    /// The places in [`Entry::records`] of those that the braces of the filter kept, ascending.
    pub records: Vec<usize>,
}

/// The entries that hold, in the order of the lists or as the filter sorts them, as many as it wants.
#[must_use]
pub fn eval<'a>(query: &Query, over: impl Into<Ground<'a>>) -> Vec<Hit> {
    let ground: Ground<'a> = over.into();
    let mut hits = sorted(holding(query, ground), query.sort(), ground.view.dossier);
    hits.truncate(query.limit().unwrap_or(usize::MAX));
    hits
}

/// All entries that hold, in the order of the lists, whatever order and limit the filter asks for.
#[must_use]
pub fn holding<'a>(query: &Query, over: impl Into<Ground<'a>>) -> Vec<Hit> {
    holding_while(query, over.into(), &|| true).unwrap_or_default()
}

/// The same; nothing where `is_wanted` says no meanwhile.
#[must_use]
pub fn holding_while(query: &Query, ground: Ground<'_>, is_wanted: &dyn Fn() -> bool) -> Option<Vec<Hit>> {
    holding_among(query, ground, ground.view.dossier.entries(), is_wanted)
}

/// The same, looked for only among those that held for a filter which this one narrows ([`Query::narrows`]).
#[must_use]
pub fn holding_within(
    query: &Query,
    ground: Ground<'_>,
    within: &[EntryId],
    is_wanted: &dyn Fn() -> bool,
) -> Option<Vec<Hit>> {
    let entries = within.iter().filter_map(|id| ground.view.dossier.get(*id).map(|entry| (*id, entry)));
    holding_among(query, ground, entries, is_wanted)
}

fn holding_among<'a>(
    query: &Query,
    ground: Ground<'a>,
    entries: impl Iterator<Item = (EntryId, &'a Entry)>,
    is_wanted: &dyn Fn() -> bool,
) -> Option<Vec<Hit>> {
    let bound = tree(&query.tree, ground);
    let mut hits = Vec::new();
    for (id, entry) in entries {
        if !is_wanted() {
            return None;
        }
        hits.extend(hit(&bound, id, entry));
    }
    Some(hits)
}

/// What holds of that entry alone; nothing where it does not hold.
#[must_use]
pub fn holding_of<'a>(query: &Query, over: impl Into<Ground<'a>>, id: EntryId) -> Option<Hit> {
    let ground: Ground<'a> = over.into();
    hit(&tree(&query.tree, ground), id, ground.view.dossier.get(id)?)
}

fn hit(bound: &Tree<BoundLeaf<'_>>, id: EntryId, entry: &Entry) -> Option<Hit> {
    entry_holds(bound, id, entry).then(|| Hit { entry: id, records: kept_records(bound, id, entry) })
}

/// The records of that kind of the entries that hold, each an entry with the place in [`Entry::records`]: those that
/// the filter's braces kept, where it has braces for them, else all; and of these the ones for which the filter holds
/// where its dates, `cites:`, `has:` and `is:` are asked of the record alone. Everything else is asked of the entry.
/// They are sorted as records, and as many as the filter wants.
#[must_use]
pub fn records_of<'a>(query: &Query, over: impl Into<Ground<'a>>, kind: RecordKind) -> Vec<(EntryId, usize)> {
    let ground: Ground<'a> = over.into();
    chosen(query, ground, Some(kind), ground.view.dossier.entries())
}

/// The records that the filter finds: as [`records_of`], but of all kinds, and words and phrases are asked of the
/// record and of its entry's names.
#[must_use]
pub fn records<'a>(query: &Query, over: impl Into<Ground<'a>>) -> Vec<(EntryId, usize)> {
    let ground: Ground<'a> = over.into();
    chosen(query, Ground { is_of_records: true, ..ground }, None, ground.view.dossier.entries())
}

/// The same of one entry: the places of its records.
#[must_use]
pub fn records_in<'a>(query: &Query, over: impl Into<Ground<'a>>, id: EntryId) -> Vec<usize> {
    let ground: Ground<'a> = over.into();
    let entry = ground.view.dossier.get(id).into_iter().map(|entry| (id, entry));
    let found = chosen(query, Ground { is_of_records: true, ..ground }, None, entry);
    found.into_iter().map(|(_, place)| place).collect()
}

pub(super) fn chosen<'a>(
    query: &Query,
    ground: Ground<'a>,
    kind: Option<RecordKind>,
    entries: impl Iterator<Item = (EntryId, &'a Entry)>,
) -> Vec<(EntryId, usize)> {
    let dossier = ground.view.dossier;
    let is_chosen = query.kinds().iter().any(|asked| kind.is_none_or(|kind| *asked == kind));
    let bound = tree(&query.tree, ground);
    let mut found = Vec::new();
    for (id, entry) in entries {
        let Some(hit) = hit(&bound, id, entry) else { continue };
        let of_kind = entry.records.iter().enumerate();
        let of_kind = of_kind.filter(|(_, record)| kind.is_none_or(|kind| record.kind == kind));
        let chosen = of_kind.filter(|(place, _)| !is_chosen || hit.records.contains(place));
        let kept = chosen.filter(|(_, record)| holds(&bound, hit.entry, entry, Some(record)));
        found.extend(kept.map(|(place, _)| (hit.entry, place)));
    }
    let mut found = sorted_records(found, query.sort(), dossier);
    found.truncate(query.limit().unwrap_or(usize::MAX));
    found
}

impl Query {
    /// Whether all that holds for it surely holds for the other, too: it asks everything that the other asks.
    #[must_use]
    pub fn narrows(&self, other: &Self) -> bool {
        let asked = parts(&self.tree);
        parts(&other.tree).iter().all(|part| asked.contains(part))
    }

    /// The kinds of records that its braces ask for, in their order.
    #[must_use]
    pub fn kinds(&self) -> Vec<RecordKind> {
        let mut kinds = Vec::new();
        kinds_asked(&self.tree, &mut kinds);
        kinds
    }
}

/// What must all hold.
fn parts(tree: &Tree<EntryLeaf>) -> &[Tree<EntryLeaf>] {
    if let Tree::All(inner) = tree { inner } else { slice::from_ref(tree) }
}

fn kinds_asked(tree: &Tree<EntryLeaf>, found: &mut Vec<RecordKind>) {
    for leaf in tree.asked() {
        match leaf {
            EntryLeaf::Record(kind, _) => found.push(*kind),
            EntryLeaf::View(view) => kinds_asked(&view.tree, found),
            EntryLeaf::Words(_) | EntryLeaf::Field(..) => {}
        }
    }
}

fn entry_holds(bound: &Tree<BoundLeaf<'_>>, id: EntryId, entry: &Entry) -> bool {
    holds(bound, id, entry, None)
}

/// Whether it holds for the entry; with a record, where what looks at records is asked of that one alone.
fn holds(bound: &Tree<BoundLeaf<'_>>, id: EntryId, entry: &Entry, record: Option<&Record>) -> bool {
    bound.holds(&|leaf| match leaf {
        BoundLeaf::Entry(test, _) => test(id, entry, record),
        BoundLeaf::Record(kind, inside) => entry.records_of(*kind).any(|record| record_holds(inside, id, record)),
        BoundLeaf::View(inside) => holds(inside, id, entry, record),
    })
}

fn record_holds(inside: &Tree<RecordTest<'_>>, id: EntryId, record: &Record) -> bool {
    inside.holds(&|test| test(id, record))
}

/// The records for which the entry holds: of the braces in every part that holds and is not excluded.
fn kept_records(bound: &Tree<BoundLeaf<'_>>, id: EntryId, entry: &Entry) -> Vec<usize> {
    let mut kept = Vec::new();
    collect(bound, id, entry, &mut kept);
    kept.sort_unstable();
    kept.dedup();
    kept
}

fn collect(bound: &Tree<BoundLeaf<'_>>, id: EntryId, entry: &Entry, kept: &mut Vec<usize>) {
    match bound {
        Tree::All(inner) => inner.iter().for_each(|tree| collect(tree, id, entry, kept)),
        Tree::Any(inner) => {
            let holding = inner.iter().filter(|tree| entry_holds(tree, id, entry));
            holding.for_each(|tree| collect(tree, id, entry, kept));
        }
        Tree::Leaf(BoundLeaf::View(inside)) => collect(inside, id, entry, kept),
        Tree::Leaf(BoundLeaf::Record(kind, inside)) => {
            let records = entry.records.iter().enumerate().filter(|(_, record)| record.kind == *kind);
            kept.extend(records.filter(|(_, record)| record_holds(inside, id, record)).map(|(place, _)| place));
        }
        Tree::Not(_) | Tree::Leaf(BoundLeaf::Entry(..)) => {}
    }
}

#[cfg(test)]
mod tests;
