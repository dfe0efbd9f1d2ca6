//! The names in an entry, kind by kind: terms with their long forms, entries with what they are. Must never name the
//! page itself, nor an article that is only cited.

use std::collections::HashSet;

use crate::entry::{EntryKind, Key};
use crate::text::fold::fold;
use crate::whole::{EntryId, How, Topic};

use super::context::Context;
use super::words::{self, DOT};
use super::{Block, Pair, Role, Text};

/// Everything the entry names but those that are `shown` already, by kind and name.
pub(super) fn list(cx: Context<'_>, id: EntryId, shown: &[Topic]) -> Vec<Block> {
    let mut seen: HashSet<Topic> = shown.iter().copied().chain([Topic::Entry(id)]).collect();
    let named = cx.dossier.from(id).iter().filter(|tie| {
        let is_cited = tie.how == How::Field(Key::Cites) || tie.to.place.is_some() && is_article(cx, tie.to.topic);
        !is_cited && seen.insert(tie.to.topic)
    });
    let mut topics: Vec<((usize, String), Topic)> = named.map(|tie| (kind(cx, tie.to.topic), tie.to.topic)).collect();
    topics.sort_by_cached_key(|(kind, topic)| (kind.clone(), fold(cx.dossier.name(*topic))));
    let pairs = topics.chunk_by(|(one, _), (next, _)| one == next).map(|of_kind| {
        let all = of_kind.iter().map(|(_, topic)| name(cx, *topic));
        let label = of_kind.first().map_or("", |((_, kind), _)| kind.as_str());
        Pair::new(label, vec![Text::line(Role::Dim, DOT, all)])
    });
    let pairs: Vec<Pair> = pairs.collect();
    if pairs.is_empty() {
        return Vec::new();
    }
    vec![Block::heading("Names", Some(topics.len()), None), Block::Pairs(pairs)]
}

/// What a topic is, entries first.
fn kind(cx: Context<'_>, topic: Topic) -> (usize, String) {
    match topic {
        Topic::Entry(id) => {
            let kind = cx.dossier.get(id).map(|entry| entry.kind);
            (kind.map_or(0, EntryKind::index), kind.map(EntryKind::singular).unwrap_or_default().to_owned())
        }
        Topic::Term(id) => (EntryKind::ALL.len(), cx.dossier.term(id).map(words::kind_of_term).unwrap_or_default()),
    }
}

/// Its name as a link, with its long form or what sort of campaign it is.
fn name(cx: Context<'_>, topic: Topic) -> Text {
    let more = match topic {
        Topic::Entry(id) => cx.dossier.get(id).map(words::sort).unwrap_or_default(),
        Topic::Term(id) => cx.dossier.term(id).and_then(|term| term.long()).unwrap_or_default().to_owned(),
    };
    let more = if more.is_empty() { more } else { format!(" ({more})") };
    Text::link(Role::Link, cx.stop(topic), cx.dossier.name(topic)).with(Role::Dim, more)
}

fn is_article(cx: Context<'_>, topic: Topic) -> bool {
    let entry = topic.entry().and_then(|id| cx.dossier.get(id));
    entry.is_some_and(|entry| entry.kind == EntryKind::Article)
}
