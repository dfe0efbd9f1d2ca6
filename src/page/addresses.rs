//! Where links lead that leave the dossier, in words: for a medium in which nobody can stand on them. Must never say an
//! address twice, nor where the link's own words say it.

use std::collections::HashSet;

use super::{Block, Opens, Page, Piece, Stop, Text};
use crate::whole::one_line;

impl Page {
    /// It with the addresses of the links that leave the dossier at its end, each with the link's words.
    #[must_use]
    pub fn with_addresses(mut self) -> Self {
        let (mut said, mut lines) = (HashSet::new(), Vec::new());
        for block in &self.blocks {
            block.for_each_text(&mut |text| tell(text, &self.stops, &mut said, &mut lines));
        }
        if !lines.is_empty() {
            self.blocks.push(Block::heading("Addresses", Some(lines.len()), None));
            self.blocks.push(Block::Code(lines.join("\n")));
        }
        self
    }
}

fn tell(text: &Text, stops: &[Stop], said: &mut HashSet<String>, lines: &mut Vec<String>) {
    for linked in text.0.chunk_by(|one, next| one.stop.is_some() && one.stop == next.stop) {
        let words: String = linked.iter().map(|piece| piece.text.as_str()).collect();
        let (words, address) = (one_line(&words), linked.first().and_then(|piece| address(piece, stops)));
        let is_told = |address: &&str| words == *address || Some(words.as_str()) == address.strip_prefix("mailto:");
        let Some(address) = address.filter(|address| !address.is_empty() && !is_told(address)) else { continue };
        if said.insert(address.to_owned()) {
            lines.push(format!("{address}  {words}"));
        }
    }
}

fn address<'s>(piece: &Piece, stops: &'s [Stop]) -> Option<&'s str> {
    match &stops.get(piece.stop?)?.opens {
        Opens::Url(url) => Some(url),
        _ => None,
    }
}

impl Block {
    /// Gives every text of it to `take`, in reading order.
    fn for_each_text(&self, take: &mut dyn FnMut(&Text)) {
        match self {
            Self::Heading { text, .. } | Self::Paragraph { text, .. } => take(text),
            Self::Pairs(pairs) => pairs.iter().flat_map(|pair| &pair.values).for_each(take),
            Self::Rows(rows) => {
                for row in rows {
                    [&row.name, &row.figure].into_iter().for_each(&mut *take);
                    row.lines.iter().for_each(|line| take(&line.text));
                }
            }
            Self::List { items, .. } => {
                items.iter().flat_map(|item| &item.blocks).for_each(|block| block.for_each_text(take));
            }
            Self::Quote(blocks) | Self::Footnote { blocks, .. } => {
                for block in blocks {
                    block.for_each_text(take);
                }
            }
            Self::Table { head, rows, .. } => head.iter().chain(rows.iter().flatten()).for_each(take),
            Self::Code(_) | Self::Rule => {}
        }
    }
}
