//! The names in an entry: terms with their long forms, entries with what they are. Must never name the page itself, nor
//! an article that is only cited.

use std::collections::HashSet;

use crate::entry::{EntryKind, Key};
use crate::text::fold::fold;
use crate::whole::{EntryId, How, Topic};

use super::context::Context;
use super::{Block, Pair, Role, Text};

/// Everything the entry names but those that are `shown` already, by name.
pub(super) fn list(cx: Context<'_>, id: EntryId, shown: &[Topic]) -> Vec<Block> {
    let mut seen: HashSet<Topic> = shown.iter().copied().chain([Topic::Entry(id)]).collect();
    let named = cx.dossier.from(id).iter().filter(|tie| {
        let is_cited = tie.how == How::Field(Key::Cites) || tie.to.place.is_some() && is_article(cx, tie.to.topic);
        !is_cited && seen.insert(tie.to.topic)
    });
    let mut topics: Vec<Topic> = named.map(|tie| tie.to.topic).collect();
    topics.sort_by_cached_key(|topic| fold(cx.dossier.name(*topic)));
    let pairs = topics.into_iter().map(|topic| {
        let label = Text::new(Role::Link, cx.dossier.name(topic));
        Pair { label, values: vec![Text::new(Role::Dim, cx.about(topic))], ..Pair::default() }.to(cx.stop(topic))
    });
    Block::part("Names", None, pairs.collect(), Block::Pairs)
}

fn is_article(cx: Context<'_>, topic: Topic) -> bool {
    let entry = topic.entry().and_then(|id| cx.dossier.get(id));
    entry.is_some_and(|entry| entry.kind == EntryKind::Article)
}
