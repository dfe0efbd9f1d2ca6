//! The list of everything that is wrong with a dossier: so many of each file. Must never find anything wrong itself.

use super::ties::leads_to_nothing;
use super::{Dossier, EntryId, View, check};
use crate::entry::Entry;
use crate::parse::is_second_page;
use crate::parse::limits::{self, PROBLEMS};
use crate::problem::{Code, Located, Problem};
use crate::value::Span;

impl Dossier {
    /// What is wrong with files by themselves, and which bear the id of another.
    pub(super) fn own_problems(&self) -> Vec<Problem> {
        let twins = self.twins.iter().filter_map(|(path, twin)| {
            let (kind, id) = (twin.entry.entry.kind, &twin.entry.entry.id);
            let first = self.find(kind, id).and_then(|id| self.get(id))?;
            let message =
                format!("`{id}` is the id of {} already, so this file is left out; give it another name", first.path);
            let code = if is_second_page(path, &first.path) { Code::NoEntry } else { Code::TwoEntries };
            Some(Problem::of_file(code, path, message))
        });
        sorted(self.found.values().flatten().cloned().chain(twins).collect())
    }

    /// What follows for a file, with what is proposed for what leads to nothing.
    fn derived_problems(&self, from: Option<EntryId>) -> Vec<Problem> {
        let index = &self.index;
        let Some(all) = index.derived(from) else { return Vec::new() };
        let mut problems: Vec<Problem> = all.flat_map(|derived| derived.problems.iter().cloned()).collect();
        for (number, unknown) in index.tied(from).into_iter().flat_map(|ties| &ties.unknown).enumerate() {
            if let Some(Some(near)) = index.proposed.get(&(from, number)) {
                let remedy = format!("did you mean `{near}`?");
                problems[unknown.problem].message = leads_to_nothing(&unknown.reference, &remedy);
            }
        }
        problems
    }
}

/// Everything that is wrong, by path and place.
pub(super) fn all(view: View<'_>) -> Vec<Problem> {
    let dossier = view.dossier;
    let mut found: Vec<Problem> =
        dossier.ids().map(Some).chain([None]).flat_map(|from| dossier.derived_problems(from)).collect();
    found.extend(check::of_dossier(view));
    let mut all = dossier.own_problems();
    all.extend(listed(&sorted(found)));
    sorted(all)
}

/// Of these, sorted, what is listed: of each file as many as of what it says itself.
fn listed(problems: &[Problem]) -> Vec<Problem> {
    let files = problems.chunk_by(|one, next| one.path == next.path);
    let listed = files.flat_map(|problems| {
        let (listed, others) = problems.split_at(problems.len().min(PROBLEMS.number));
        let more = others.first().map(|first| {
            let more = limits::grouped(others.len());
            let message = format!("from here on {more} more problems of this file are not listed; mend those that are");
            Problem { code: Code::OverLimit, message, ..first.clone() }
        });
        listed.iter().cloned().chain(more)
    });
    listed.collect()
}

/// Problems of one kind in the file of an entry, at these places; none where its text is not here.
pub(super) fn problems_of(
    view: View<'_>,
    id: EntryId,
    entry: &Entry,
    code: Code,
    said: Vec<(&Span, String)>,
) -> Vec<Problem> {
    if said.is_empty() {
        return Vec::new();
    }
    view.passing(|view| {
        let Some(text) = view.text(id) else { return Vec::new() };
        let located = Located::new(&entry.path, text);
        said.into_iter().map(|(span, message)| located.problem(code, span, message)).collect()
    })
}

pub(super) fn sorted(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort();
    problems
}
