//! The last pass over a page: in reading order it numbers the stops and the sources that are marked. A card has the
//! numbers of its entry's page. Must never give one passage two numbers.

use std::collections::{BTreeSet, HashMap};

use super::citation::Citation;
use super::{Block, Pair, Piece, Row, Stop, Text};

/// The numbers given so far; the first source is number 1.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    listed: Vec<Citation>,
    known: HashMap<Citation, usize>,
    used: BTreeSet<usize>,
    stops: Vec<Stop>,
}

impl Numbers {
    /// The numbers of the sources alone, of which a page has used none yet.
    pub(super) fn of_sources(self) -> Self {
        Self { used: BTreeSet::new(), stops: Vec::new(), ..self }
    }

    /// The sources that are used with their numbers, in their order.
    pub(super) fn used(&self) -> impl Iterator<Item = (usize, &Citation)> {
        self.used.iter().filter_map(|number| Some((*number, self.listed.get(number.checked_sub(1)?)?)))
    }

    /// Every stop that has a number, in order.
    pub(super) fn into_stops(self) -> Vec<Stop> {
        self.stops
    }

    /// Gives these blocks theirs.
    pub(super) fn number(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Heading { text, .. } | Block::Paragraph { text, .. } => self.text(text),
                Block::Pairs(pairs) => pairs.iter_mut().for_each(|pair| self.pair(pair)),
                Block::Rows(rows) => rows.iter_mut().for_each(|row| self.row(row)),
                Block::List { items, .. } => items.iter_mut().for_each(|item| self.number(&mut item.blocks)),
                Block::Quote(blocks) | Block::Footnote { blocks, .. } => self.number(blocks),
                Block::Table { head, rows, .. } => {
                    head.iter_mut().chain(rows.iter_mut().flatten()).for_each(|cell| self.text(cell));
                }
                Block::Code(_) | Block::Rule => {}
            }
        }
    }

    fn pair(&mut self, pair: &mut Pair) {
        let link = pair.link.take();
        pair.stop = link.clone().map(|link| self.stop(link));
        for piece in pair.values.iter_mut().flat_map(|value| &mut value.0) {
            if link.is_some() && piece.link.as_deref() == link.as_ref() {
                piece.link = None;
                piece.stop = pair.stop;
            }
        }
        self.text(&mut pair.label);
        pair.values.iter_mut().for_each(|value| self.text(value));
    }

    fn row(&mut self, row: &mut Row) {
        row.stop = row.link.take().map(|link| self.stop(link));
        self.text(&mut row.name);
        self.text(&mut row.figure);
        self.pieces(&mut row.marks);
        row.lines.iter_mut().for_each(|line| self.text(&mut line.text));
    }

    pub(super) fn text(&mut self, text: &mut Text) {
        self.pieces(&mut text.0);
    }

    /// Pieces of one link that follow each other are one stop.
    fn pieces(&mut self, pieces: &mut [Piece]) {
        let mut last: Option<(Stop, usize)> = None;
        for piece in pieces {
            if let Some(citation) = piece.citation.as_ref().filter(|_| piece.text.is_empty()) {
                piece.text = format!("[{}]", self.source(citation));
            }
            last = piece.link.take().map(|link| match last.take() {
                Some((same, stop)) if same == *link => (same, stop),
                _ => ((*link).clone(), self.stop(*link)),
            });
            piece.stop = last.as_ref().map(|(_, stop)| *stop).or(piece.stop);
        }
    }

    fn stop(&mut self, stop: Stop) -> usize {
        self.stops.push(stop);
        self.stops.len() - 1
    }

    /// The number of that source, which it has from its first use on.
    fn source(&mut self, citation: &Citation) -> usize {
        let known = self.known.get(citation).copied();
        let number = known.unwrap_or_else(|| {
            self.listed.push(citation.clone());
            self.known.insert(citation.clone(), self.listed.len());
            self.listed.len()
        });
        self.used.insert(number);
        number
    }
}
