//! The facts that a filter keeps: what every view of the evidence is made over. Must keep what lists and tables keep,
//! no more and no less.

use super::Query;
use super::bind::Ground;
use super::eval::{chosen, eval};
use crate::evidence::Fact;

/// The facts that the filter keeps, in the order of the files: the records that its braces choose, where it has braces;
/// else all of each entry that it keeps, of which the records are narrowed as in a table.
#[must_use]
pub fn facts<'a>(query: &Query, over: impl Into<Ground<'a>>) -> Vec<Fact> {
    let ground: Ground<'a> = over.into();
    let mut kept = facts_with_sources(query, ground);
    kept.retain(|fact| fact.says_something(ground.view.dossier));
    kept
}

/// The same with the own keys of every entry that it keeps: also of articles, which are sources themselves.
#[must_use]
pub fn facts_with_sources<'a>(query: &Query, over: impl Into<Ground<'a>>) -> Vec<Fact> {
    let ground: Ground<'a> = over.into();
    let dossier = ground.view.dossier;
    if query.is_all() {
        return Fact::with_sources(dossier);
    }
    let records = chosen(query, ground, None, dossier.entries());
    let mut kept: Vec<Fact> = records.into_iter().map(|(id, index)| Fact::record(id, index)).collect();
    if query.kinds().is_empty() {
        kept.extend(eval(query, ground).into_iter().map(|hit| Fact::own(hit.entry)));
    }
    Fact::in_order(dossier, kept)
}
