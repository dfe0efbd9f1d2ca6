//! What refers to a topic and what it refers to, sentence by sentence, none left out: for who wants them all. Must
//! never fold.

use std::collections::HashMap;

use crate::whole::{EntryId, Tie, Topic, View};

use super::backlinks::{Evidence, evidence};
use super::context::Context;

/// A sentence that ties two topics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkSentence {
    /// Whether it stands in the topic that was asked about; else in the other.
    pub is_own: bool,
    /// The other topic.
    pub other: Topic,
    /// What is said, with the paragraphs that are meant of the topic; how they are tied, where no sentence says it.
    pub sentence: String,
}

/// All that refers to the topic, entry by entry, then all that it refers to, in the order in which it does.
#[must_use]
pub fn links(view: View<'_>, topic: Topic) -> Vec<LinkSentence> {
    let cx = Context::new(view, Some(topic));
    let to = cx.dossier.to(topic);
    let to: Vec<&Tie> = to.into_iter().filter(|tie| Topic::Entry(tie.from) != topic).collect();
    let mut all: Vec<LinkSentence> = Vec::new();
    for ties in to.chunk_by(|one, next| one.from == next.from) {
        let Some(from) = ties.first().map(|tie| tie.from) else { continue };
        all.extend(said(evidence(cx, from, ties), false, Topic::Entry(from)));
    }
    all.extend(topic.entry().into_iter().flat_map(|id| own(cx, id)));
    all
}

/// What an entry itself refers to.
fn own(cx: Context<'_>, id: EntryId) -> Vec<LinkSentence> {
    let mut first: HashMap<Topic, usize> = HashMap::new();
    let ties = cx.dossier.from(id).iter().filter(|tie| tie.to.topic != Topic::Entry(id));
    let mut ties: Vec<&Tie> = ties.collect();
    for tie in &ties {
        let next = first.len();
        first.entry(tie.to.topic).or_insert(next);
    }
    ties.sort_by_key(|tie| first.get(&tie.to.topic));
    let mut all = Vec::new();
    for ties in ties.chunk_by(|one, next| one.to.topic == next.to.topic) {
        all.extend(ties.first().map(|tie| said(evidence(cx, id, ties), true, tie.to.topic)).into_iter().flatten());
    }
    all
}

fn said(evidence: Evidence<'_>, is_own: bool, other: Topic) -> impl Iterator<Item = LinkSentence> {
    evidence.into_texts().map(move |sentence| LinkSentence { is_own, other, sentence })
}
