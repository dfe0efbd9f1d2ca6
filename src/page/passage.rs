//! The passage of an article that paragraphs name: of its prose the blocks that digest them. Must never show another
//! passage than the one asked for without saying so.

use crate::value::{Paragraphs, Place};
use crate::whole::EntryId;

use super::context::Context;
use super::{Block, Item, prose};

/// What digests one of these paragraphs of an article; where nothing does, what digests the nearest before, with that.
pub(super) fn found(cx: Context<'_>, id: EntryId, asked: &Paragraphs) -> Option<(Paragraphs, Vec<Block>)> {
    let all = prose::blocks(cx, id, "");
    let digest_of = |paragraphs: Paragraphs| {
        let blocks: Vec<Block> = all.iter().filter_map(|block| part(block, &paragraphs)).collect();
        (!blocks.is_empty()).then_some((paragraphs, blocks))
    };
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
