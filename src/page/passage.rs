//! The passage of an article that paragraphs name: of its prose the blocks that digest them, of its attached text the
//! paragraphs themselves. Must never show another passage than the one asked for without saying so.

use crate::entry::Body;
use crate::value::{Paragraphs, Place};
use crate::whole::{EntryId, View};

use super::context::Context;
use super::{Block, Item, Role, Text, prose, words};

/// Whether the text that is attached takes long to be laid out.
pub(super) fn is_long(view: View<'_>, id: EntryId) -> bool {
    view.attached_length(id).is_some_and(|bytes| bytes > Body::LONG)
}

/// The text that is attached to an article under its heading, each paragraph after its number; of a long one, where
/// only its beginning is wanted, that.
pub(super) fn text(cx: Context<'_>, id: EntryId, heading: &str) -> Vec<Block> {
    let Some(all) = cx.view.attached(id) else { return Vec::new() };
    let mut room = if cx.starts { Body::LONG } else { usize::MAX };
    let fitting = all.iter().take_while(|text| {
        let has_room = room > 0;
        room = room.saturating_sub(text.len());
        has_room
    });
    let paragraphs = fitting.zip(1..).map(|(text, number)| paragraph(number, text));
    std::iter::once(Block::heading(heading, Some(all.len()), None)).chain(paragraphs).collect()
}

/// A paragraph of an attached text, after its number.
fn paragraph(number: u32, text: &str) -> Block {
    let own = Paragraphs::one(number);
    let said = Text::new(Role::Dim, format!("{} ", words::paragraphs(&own))).with(Role::Plain, text);
    Block::Paragraph { text: said, places: vec![Place::Paragraphs(own)] }
}

/// The paragraphs of the attached text that are asked for, under their heading.
fn attached(cx: Context<'_>, id: EntryId, asked: &Paragraphs) -> Vec<Block> {
    let all = cx.view.attached(id).unwrap_or_default().iter().zip(1..);
    let paragraphs = all.filter(|(_, number)| asked.contains(*number)).map(|(text, number)| paragraph(number, text));
    let mut blocks: Vec<Block> = paragraphs.collect();
    if !blocks.is_empty() {
        blocks.insert(0, Block::heading("Text", None, None));
    }
    blocks
}

/// What digests one of these paragraphs of an article; where nothing does, what digests the nearest before, with that.
pub(super) fn found(cx: Context<'_>, id: EntryId, asked: &Paragraphs) -> Option<(Paragraphs, Vec<Block>)> {
    let text = attached(cx, id, asked);
    let all = prose::blocks(cx, id, "");
    let digest_of = |paragraphs: Paragraphs| {
        let blocks: Vec<Block> = all.iter().filter_map(|block| part(block, &paragraphs)).collect();
        (!blocks.is_empty()).then_some((paragraphs, blocks))
    };
    if !text.is_empty() {
        let digest = digest_of(asked.clone()).map(|(_, blocks)| blocks).unwrap_or_default();
        return Some((asked.clone(), digest.into_iter().chain(text).collect()));
    }
    let before = || all.iter().flat_map(digests).filter_map(|digest| digest.last_before(asked.first()));
    digest_of(asked.clone()).or_else(|| digest_of(Paragraphs::one(before().max()?)))
}

/// Of a block what digests one of these paragraphs: of a list the items, of a quotation what is in it.
fn part(block: &Block, wanted: &Paragraphs) -> Option<Block> {
    if own_digests(block).any(|digest| digest.overlaps(wanted)) {
        return Some(block.clone());
    }
    let parts = |blocks: &[Block]| {
        let parts: Vec<Block> = blocks.iter().filter_map(|block| part(block, wanted)).collect();
        (!parts.is_empty()).then_some(parts)
    };
    match block {
        Block::List { start, items, .. } => {
            let is_wanted = |item: &Item| parts(&item.blocks).is_some();
            let (first, last) = (items.iter().position(is_wanted)?, items.iter().rposition(is_wanted)?);
            let start = start.map(|start| start + first as u64);
            Some(Block::List { start, items: items.get(first..=last)?.to_vec(), places: Vec::new() })
        }
        Block::Quote(blocks) => parts(blocks).map(Block::Quote),
        Block::Footnote { number, blocks } => parts(blocks).map(|blocks| Block::Footnote { number: *number, blocks }),
        Block::Heading { .. }
        | Block::Paragraph { .. }
        | Block::Table { .. }
        | Block::Pairs(_)
        | Block::Rows(_)
        | Block::Code(_)
        | Block::Rule => None,
    }
}

/// What this block itself is the digest of.
fn own_digests(block: &Block) -> impl Iterator<Item = &Paragraphs> {
    block.places().iter().filter_map(Place::paragraphs)
}

/// What this block and all in it are the digest of.
fn digests(block: &Block) -> Vec<&Paragraphs> {
    own_digests(block).chain(block.inner().flat_map(digests)).collect()
}
