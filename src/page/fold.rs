//! Long parts stay short: the most telling rows, and one line that opens all. Must never leave a row out that nothing
//! leads to.

use std::cmp::Reverse;

use crate::value::{Date, Place};
use crate::whole::{Spot, Topic};

use super::context::Context;
use super::{Block, Opens, Role, Row, Stop, Text};

/// A part of more rows is folded.
const MOST: usize = 12;
/// So many rows of it are shown then.
const SHOWN: usize = 10;

/// How telling a row is among those of its part: the larger first, then the newer.
pub(super) type Weight = (u64, Option<Date>);

/// A part of a topic's page under its heading, folded where it is long.
pub(super) fn part(cx: Context<'_>, topic: Topic, heading: &str, rows: Vec<Row>) -> Vec<Block> {
    let place = Place::Heading(heading.into());
    folded(cx, heading, None, rows, Spot::at(topic, place))
}

/// These rows under their heading; where they are many, the most telling, in their order, and a line that opens all at
/// that spot.
pub(super) fn folded(cx: Context<'_>, heading: &str, place: Option<Place>, rows: Vec<Row>, all: Spot) -> Vec<Block> {
    let count = rows.len();
    if count <= MOST {
        return Block::part(heading, place, rows, Block::Rows);
    }
    let mut kept: Vec<(usize, Row)> = rows.into_iter().enumerate().collect();
    kept.sort_by_cached_key(|(at, row)| (Reverse(row.weight.clone()), *at));
    kept.truncate(SHOWN);
    kept.sort_by_key(|(at, _)| *at);
    let rows = kept.into_iter().map(|(_, row)| row).collect();
    beginning(cx, heading, place, rows, (count, all))
}

/// How many rows are shown of a part that has so many.
pub(super) fn shown(count: usize) -> usize {
    if count <= MOST { count } else { SHOWN }
}

/// The rows that are shown of a part, and where it has more, a line that opens all at that spot.
pub(super) fn beginning(
    cx: Context<'_>,
    heading: &str,
    place: Option<Place>,
    mut rows: Vec<Row>,
    (count, all): (usize, Spot),
) -> Vec<Block> {
    if count <= rows.len() {
        return Block::part(heading, place, rows, Block::Rows);
    }
    let say = format!("all {count} of {}", cx.dossier.name(all.topic));
    let more = Text::new(Role::Link, format!("and {} more", count - rows.len()));
    rows.push(Row::new(more, Text::default(), Vec::new()).to(Stop { opens: Opens::Card(all), say }));
    vec![Block::heading(heading, Some(count), place), Block::Rows(rows)]
}
