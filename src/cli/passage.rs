//! The passage of an article that a reference names: of its page the blocks that digest those paragraphs.
//! Must never show another passage than the one asked for without saying so.

use crate::page::{Block, Item, Page, Role, Text};
use crate::value::{Paragraphs, Place};

/// A passage as a page of its own.
pub(super) struct Passage {
    /// The title, the blocks, and the sources that these name by number.
    pub(super) page: Page,
    /// The paragraph whose digest it is, where that is not the one asked for but the nearest before.
    pub(super) stand_in: Option<u32>,
}

/// The passage of an article's page; none where nothing of it digests these paragraphs or any before.
pub(super) fn of(page: &Page, asked: &Paragraphs) -> Option<Passage> {
    let own = cut_out(page, &|digest| digest.overlaps(asked));
    if let Some(page) = own {
        return Some(Passage { page, stand_in: None });
    }
    let digests = page.blocks.iter().flat_map(digests);
    let nearest = digests.filter_map(|digest| digest.last_before(asked.first())).max()?;
    let page = cut_out(page, &|digest| digest.contains(nearest))?;
    Some(Passage { page, stand_in: Some(nearest) })
}

/// The page with nothing but the digests that are wanted.
fn cut_out(page: &Page, wanted: &dyn Fn(&Paragraphs) -> bool) -> Option<Page> {
    let mut blocks: Vec<Block> = page.blocks.iter().filter_map(|block| part(block, wanted)).collect();
    if blocks.is_empty() {
        return None;
    }
    blocks.extend(sources(page, &blocks));
    Some(Page { blocks, under: Vec::new(), ..page.clone() })
}

/// Of a block what is wanted: of a list the items, of a quotation what is in it.
fn part(block: &Block, wanted: &dyn Fn(&Paragraphs) -> bool) -> Option<Block> {
    if own_digests(block).any(wanted) {
        return Some(block.clone());
    }
    let parts = |blocks: &[Block]| blocks.iter().filter_map(|block| part(block, wanted)).collect::<Vec<_>>();
    match block {
        Block::List { start, items, .. } => {
            let is_wanted = |item: &Item| !parts(&item.blocks).is_empty();
            let first = items.iter().position(is_wanted)?;
            let last = items.iter().rposition(is_wanted)?;
            let start = start.map(|start| start + first as u64);
            Some(Block::List { start, items: items.get(first..=last)?.to_vec(), places: Vec::new() })
        }
        Block::Quote(blocks) => Some(parts(blocks)).filter(|parts| !parts.is_empty()).map(Block::Quote),
        Block::Footnote { number, blocks } => Some(parts(blocks))
            .filter(|parts| !parts.is_empty())
            .map(|blocks| Block::Footnote { number: *number, blocks }),
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

/// The page's list of sources, as far as these blocks name them.
fn sources(page: &Page, blocks: &[Block]) -> Option<Block> {
    let is_list = |block: &Block| matches!(block, Block::Heading { place: Some(Place::Sources), .. });
    let list = page.blocks.iter().skip_while(|block| !is_list(block)).nth(1)?;
    let Block::Pairs(pairs) = list else { return None };
    let marks: Vec<&str> = blocks.iter().flat_map(marks).collect();
    let named: Vec<_> = pairs.iter().filter(|pair| marks.contains(&pair.label.plain().as_str())).cloned().collect();
    (!named.is_empty()).then_some(Block::Pairs(named))
}

/// The marks of sources in a block.
fn marks(block: &Block) -> Vec<&str> {
    let texts: Vec<&Text> = match block {
        Block::Paragraph { text, .. } => vec![text],
        Block::Table { head, rows, .. } => head.iter().chain(rows.iter().flatten()).collect(),
        Block::Heading { .. }
        | Block::List { .. }
        | Block::Quote(_)
        | Block::Footnote { .. }
        | Block::Pairs(_)
        | Block::Rows(_)
        | Block::Code(_)
        | Block::Rule => Vec::new(),
    };
    let own = texts.into_iter().flat_map(|text| &text.0).filter(|piece| piece.role == Role::Mark);
    own.map(|piece| piece.text.as_str()).chain(block.inner().flat_map(marks)).collect()
}
