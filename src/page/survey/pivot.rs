//! Who deals with whom: a grid of two sides as far as there is room for it, and beneath it all that is said of the pair
//! one is at. Must never count anything itself.

use super::pair;
use crate::entry::Alignment;
use crate::evidence::{Fact, Party, Pivot, PivotCell, Side, Standing};
use crate::page::context::Context;
use crate::page::{Block, Opens, Page, Role, Stop, Text, words};

/// Which grid is shown, and what of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PivotView {
    /// What rows and columns are; none is what the facts have first.
    pub sides: Option<(Side, Side)>,
    /// The row and the column one is at; none, and what is there no more, is the first in which something stands.
    pub at: Option<(Party, Party)>,
    /// So many rows have room,
    pub rows: usize,
    /// and so many columns.
    pub columns: usize,
}

impl PivotView {
    /// All of it, for a picture: nobody is at a pair, and no key chooses.
    #[must_use]
    pub fn whole(sides: (Side, Side)) -> Self {
        Self { sides: Some(sides), at: None, rows: usize::MAX, columns: usize::MAX }
    }

    fn is_whole(&self) -> bool {
        (self.rows, self.columns) == (usize::MAX, usize::MAX)
    }
}

pub(super) fn page(cx: Context<'_>, head: Page, view: &PivotView, kept: &[Fact]) -> Page {
    let (rows, columns) = view.sides.unwrap_or_else(|| Pivot::sides(cx.dossier, kept));
    let pivot = Pivot::of(cx.dossier, rows, columns, kept);
    let mut page = Page { kind: format!("{} × {}", rows.word(), columns.word()), ..head };
    let Some(at) = place(&pivot, view) else {
        let none = format!(
            "The filter keeps no record that names any of the {} and {} both; p chooses others.",
            rows.word(),
            columns.word()
        );
        page.blocks.extend(Block::paragraph(Text::new(Role::Dim, none)));
        return page;
    };
    if view.is_whole() {
        let nowhere = (usize::MAX, usize::MAX);
        page.blocks.push(grid(cx, &pivot, view, nowhere));
        page.blocks.extend(Block::paragraph(Text::new(Role::Dim, legend(&pivot, view, nowhere))));
        return page;
    }
    page.blocks.push(grid(cx, &pivot, view, at));
    page.blocks.extend(Block::paragraph(Text::new(Role::Dim, legend(&pivot, view, at))));
    let (row, column) = (&pivot.rows[at.0], &pivot.columns[at.1]);
    page.blocks.extend(pair::blocks(cx, row, column, kept));
    page
}

/// Where in the pivot one is.
fn place(pivot: &Pivot, view: &PivotView) -> Option<(usize, usize)> {
    let known = view.at.as_ref().and_then(|(row, column)| {
        let row = pivot.rows.iter().position(|known| known == row)?;
        Some((row, pivot.columns.iter().position(|known| known == column)?))
    });
    known.or_else(|| pivot.cells.first().map(|cell| (cell.row, cell.column)))
}

/// So many of them around that one.
fn around(at: usize, room: usize, all: usize) -> std::ops::Range<usize> {
    let room = room.clamp(1, all.max(1));
    let first = at.saturating_sub(room / 2).min(all - room.min(all));
    first..(first + room).min(all)
}

/// After the cell one is at: what goes on in a second line of it stands under the first.
const HERE: &str = "\u{a0}◂";
/// After any other, so that none moves.
const ELSEWHERE: &str = "\u{a0}\u{a0}";

fn grid(cx: Context<'_>, pivot: &Pivot, view: &PivotView, at: (usize, usize)) -> Block {
    let rows = around(at.0, view.rows, pivot.rows.len());
    let columns = around(at.1, view.columns, pivot.columns.len());
    let name = |party: &Party| Text::new(Role::Strong, words::short(party.name(cx.dossier)));
    let head = std::iter::once(Text::default()).chain(columns.clone().map(|column| name(&pivot.columns[column])));
    let row = |row: usize| {
        let cells = columns.clone().map(|column| {
            let cell = cell(cx, pivot, (row, column));
            // The one is marked also where nothing has a colour.
            let mark = if (row, column) == at { HERE } else { ELSEWHERE };
            cell.with(Role::Strong, mark)
        });
        std::iter::once(name(&pivot.rows[row])).chain(cells).collect()
    };
    Block::Table {
        columns: vec![Alignment::Left; columns.len() + 1],
        head: head.collect(),
        rows: rows.map(row).collect(),
        places: Vec::new(),
    }
}

/// What stands in a cell, which is a stop also where nothing does.
fn cell(cx: Context<'_>, pivot: &Pivot, (row, column): (usize, usize)) -> Text {
    let (of_row, of_column) = (&pivot.rows[row], &pivot.columns[column]);
    let opens = Opens::Pair(of_row.clone(), of_column.clone());
    let Some(cell) = pivot.cell(row, column) else {
        return Text::link(Role::Dim, Stop { opens, say: String::new() }, "·");
    };
    let names = format!("{} and {}", of_row.name(cx.dossier), of_column.name(cx.dossier));
    let say = format!("{names}: {}", pair::counted(cx, cell));
    let standing = cell.support.standing();
    let count = if cell.records.is_empty() { format!("+{}", cell.others.len()) } else { cell.count.to_string() };
    let mut text = Text::link(Role::Figure, Stop { opens, say }, count);
    if !cell.records.is_empty() {
        let role = if standing == Standing::None { Role::Warning } else { Role::Dim };
        text.push(role, format!("\u{a0}{}", standing.sign()));
        text.push(
            Role::Dim,
            if cell.others.is_empty() { String::new() } else { format!("\u{a0}+{}", cell.others.len()) },
        );
    }
    sums(&mut text, cell);
    text
}

fn sums(text: &mut Text, cell: &PivotCell) {
    for sum in &cell.sums {
        text.push(
            Role::Plain,
            format!(" {}", sum.amount.written().replace(' ', "\u{a0}").replace("\u{a0}per", " per")),
        );
        text.push(Role::Warning, if sum.differs { "\u{a0}≠" } else { "" });
    }
    match cell.unknown {
        0 => {}
        all if all == cell.count => text.push(Role::Dim, " open"),
        some => text.push(Role::Dim, format!(" {some}\u{a0}open")),
    }
}

/// What is shown of it, and what its signs mean.
fn legend(pivot: &Pivot, view: &PivotView, at: (usize, usize)) -> String {
    let shown = |room: usize, at: usize, all: usize, word: &str| {
        let shown = around(at, room, all);
        (shown.len() < all).then(|| format!("{word} {}–{} of {all}", shown.start + 1, shown.end))
    };
    let rows = shown(view.rows, at.0, pivot.rows.len(), "rows");
    let columns = shown(view.columns, at.1, pivot.columns.len(), "columns");
    let has_besides = pivot.cells.iter().any(|cell| !cell.others.is_empty());
    let besides = has_besides.then(|| "+ other records".to_owned());
    let open = pivot.cells.iter().any(|cell| cell.unknown > 0).then(|| "open: no amount".to_owned());
    let keys = (!view.is_whole()).then(|| "p other sides".to_owned());
    [rows, columns, besides, open, keys].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
