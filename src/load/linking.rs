//! What follows from the files that were read, on all cores. Must never work out anything itself.

use std::sync::Arc;

use jiff::civil;
use rayon::iter::{IntoParallelRefIterator, ParallelExtend, ParallelIterator};

use super::{Part, Stage};
use crate::query;
use crate::whole::{EntryId, Follows, Linking, Snapshot};

/// Which files are checked.
#[derive(Debug, Clone, Copy)]
pub enum Faults<'a> {
    /// None.
    Of(&'a [EntryId]),
    /// All.
    OfAll,
}

/// The dossier with all ties, and with what is wrong with these files; where all are checked, with all that is wrong.
#[must_use]
pub fn linked(read: &Snapshot, today: civil::Date, of: Faults<'_>) -> Snapshot {
    let linking = Linking::of(read, today);
    let ties = linking.files().par_iter().map(|file| linking.ties(*file)).collect();
    let linking = linking.tied(ties);
    let files: Vec<Option<EntryId>> = match of {
        Faults::Of([]) => return linking.snapshot().clone(),
        Faults::Of(some) => some.iter().copied().map(Some).collect(),
        Faults::OfAll => linking.files().to_vec(),
    };
    let faults = files.par_iter().map(|file| linking.faults(*file)).collect();
    checked(linking, faults)
}

/// So many files are worked out before it is told how far that is, and asked whether it is still wanted.
const FOLLOWED: usize = 1024;

/// Tells of the dossier with its ties, and of it checked, the saved filters too. Gives the last that was wanted.
pub(super) fn finished(read: &Part, today: civil::Date, deliver: &mut dyn FnMut(&Part) -> bool) -> Part {
    let linking = Linking::of(&read.snapshot, today);
    let files = 2 * linking.files().len();
    let stage = |worked_out| Stage::Linking { worked_out, files };
    let begun = Part { stage: stage(0), ..read.clone() };
    let mut each = |part: &Part, work: &(dyn Fn(Option<EntryId>) -> Follows + Sync), of: &Linking, before: usize| {
        let mut all = Vec::with_capacity(of.files().len());
        for files in of.files().chunks(FOLLOWED) {
            all.par_extend(files.par_iter().map(|file| work(*file)));
            let is_wanted = deliver(&Part { stage: stage(before + all.len()), ..part.clone() });
            is_wanted.then_some(())?;
        }
        Some(all)
    };
    let Some(ties) = each(&begun, &|file| linking.ties(file), &linking, 0) else { return begun };
    let linking = linking.tied(ties);
    let with_ties = Part { snapshot: Arc::new(linking.snapshot().clone()), stage: stage(files / 2), ..read.clone() };
    let Some(faults) = each(&with_ties, &|file| linking.faults(file), &linking, files / 2) else { return with_ties };
    let whole = Part { snapshot: Arc::new(checked(linking, faults)), stage: Stage::Done, ..read.clone() };
    deliver(&whole);
    whole
}

/// All that is wrong, the saved filters too.
fn checked(linking: Linking, faults: Vec<Follows>) -> Snapshot {
    let (checked, _) = linking.checked(faults);
    let views = query::check_views(checked.view());
    if views.is_empty() { checked } else { checked.with_problems(views) }
}
