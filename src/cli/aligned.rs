//! Rows in columns of a terminal. Nothing is ever cut: long text goes on in the next line of its column, and what has no
//! room beside the others stands beneath them, named.

use super::cell::{Beneath, Cell, Head};
use super::medium::{Look, Medium};
use crate::text::width::{columns, pad_end, pad_start};
use crate::text::wrap::wrap;

/// Columns between two columns.
const GAP: usize = 2;

/// Before what stands beneath a row.
const INDENT: usize = 4;

/// Between two things beneath a row.
const DOT: &str = " · ";

/// A word no wider than this is broken only where the terminal is narrower; one that can give way is never.
const WORD: usize = 30;

/// Holds a mark to the word before it.
const TIED: char = '\u{A0}';

/// Which columns stand beside each other, with their widths, and which beneath.
#[derive(Debug, PartialEq, Eq)]
struct Plan {
    beside: Vec<(usize, usize)>,
    beneath: Vec<usize>,
}

/// The rows under their heads, in `room` columns.
pub(super) fn text(heads: &[Head], rows: &[Vec<Cell>], room: usize, medium: Medium) -> String {
    let room = room.max(1);
    let plan = plan(heads, rows, room);
    let names: Vec<Cell> = heads.iter().map(|head| Cell::of(head.name)).collect();
    let mut lines: Vec<String> = Vec::new();
    lines.extend(beside(heads, &names, &plan).iter().map(|line| medium.look(Look::Bold, line)));
    for row in rows {
        lines.extend(beside(heads, row, &plan));
        lines.extend(beneath(heads, row, &plan, room).iter().map(|line| medium.look(Look::Dim, line)));
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

/// As many columns beside each other as have room; of the others those that yield first stand beneath.
fn plan(heads: &[Head], rows: &[Vec<Cell>], room: usize) -> Plan {
    let mut beside: Vec<usize> = (0..heads.len()).filter(|at| says_something(heads, rows, *at)).collect();
    let mut beneath = Vec::new();
    let narrowest: Vec<usize> = (0..heads.len()).map(|at| narrowest(heads, rows, at)).collect();
    let needed = |beside: &[usize]| -> usize {
        beside.iter().filter_map(|at| narrowest.get(*at)).sum::<usize>() + GAP * beside.len().saturating_sub(1)
    };
    while beside.len() > 1 && needed(&beside) > room {
        let yields = |place: &usize| beside.get(*place).and_then(|at| heads.get(*at)).map(|head| head.yields);
        let Some(first) = (0..beside.len()).max_by_key(|place| (yields(place), *place)) else { break };
        beneath.push(beside.remove(first));
    }
    beneath.sort_unstable();
    let room = room.saturating_sub(GAP * beside.len().saturating_sub(1));
    let mut widths: Vec<(usize, usize)> = beside.iter().map(|at| (*at, widest(heads, rows, *at))).collect();
    while widths.iter().map(|(_, width)| width).sum::<usize>() > room {
        let spare = |(at, width): &&mut (usize, usize)| narrowest.get(*at).is_some_and(|least| *width > *least);
        match widths.iter_mut().filter(spare).max_by_key(|(_, width)| *width) {
            Some((_, widest)) => *widest -= 1,
            None => break,
        }
    }
    for (_, width) in &mut widths {
        *width = (*width).min(room).max(1);
    }
    Plan { beside: widths, beneath }
}

/// Whether anything stands in that column; what stands for nothing counts where it has a word of its own.
fn says_something(heads: &[Head], rows: &[Vec<Cell>], at: usize) -> bool {
    let has_word = heads.get(at).is_some_and(|head| head.absent != Head::NOTHING);
    has_word || rows.is_empty() || rows.iter().filter_map(|row| row.get(at)).any(|cell| !cell.is_empty())
}

/// What stands in that column, its name first.
fn all<'a>(heads: &'a [Head], rows: &'a [Vec<Cell>], at: usize) -> impl Iterator<Item = String> + 'a {
    let name = heads.get(at).map(|head| head.name.to_owned());
    let cells = rows.iter().filter_map(move |row| Some(row.get(at)?.shown(heads.get(at)?, TIED)));
    name.into_iter().chain(cells)
}

fn widest(heads: &[Head], rows: &[Vec<Cell>], at: usize) -> usize {
    all(heads, rows, at).map(|text| columns(&text)).max().unwrap_or_default()
}

/// The least that a column needs beside others: what its head says of it, but for longer words, and no more than it fills.
fn narrowest(heads: &[Head], rows: &[Vec<Cell>], at: usize) -> usize {
    let longest = |text: String| text.split(' ').map(columns).max().unwrap_or_default();
    let Some(head) = heads.get(at) else { return 0 };
    let word = all(heads, rows, at).map(longest).max().unwrap_or_default();
    let word = if head.yields == 0 { word.min(WORD) } else { word };
    widest(heads, rows, at).min(head.narrowest.max(word))
}

/// The lines of a row, without what stands beneath it.
fn beside(heads: &[Head], row: &[Cell], plan: &Plan) -> Vec<String> {
    let of = |(at, width): &(usize, usize)| {
        let cell = row.get(*at).zip(heads.get(*at)).map(|(cell, head)| cell.shown(head, TIED));
        filled(&cell.unwrap_or_default(), *width)
    };
    let cells: Vec<Vec<String>> = plan.beside.iter().map(of).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or_default();
    let line = |number: usize| {
        let parts = cells.iter().zip(&plan.beside).map(|(lines, (at, width))| {
            let pad = if heads.get(*at).is_some_and(|head| head.is_figure) { pad_start } else { pad_end };
            pad(lines.get(number).map_or("", String::as_str), *width)
        });
        parts.collect::<Vec<_>>().join(&" ".repeat(GAP)).trim_end().to_owned()
    };
    (0..height).map(line).collect()
}

/// What has no room beside: a reference for itself, the rest by name.
fn beneath(heads: &[Head], row: &[Cell], plan: &Plan, room: usize) -> Vec<String> {
    let parts = plan.beneath.iter().filter_map(|at| {
        let (cell, head) = row.get(*at).zip(heads.get(*at))?;
        let text = if cell.is_empty() { return None } else { cell.shown(head, TIED) };
        match head.beneath {
            Beneath::Gone => None,
            Beneath::Bare => Some(text),
            Beneath::Named => Some(format!("{}:{TIED}{text}", head.name)),
        }
    });
    let parts = parts.collect::<Vec<_>>().join(DOT);
    if parts.is_empty() {
        return Vec::new();
    }
    let indent = INDENT.min(room / INDENT);
    filled(&parts, room - indent).into_iter().map(|line| " ".repeat(indent) + &line).collect()
}

/// Lines of at most `width` columns. A word wider than that is broken, no other: a reference can be copied.
fn filled(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split(' ') {
        for (number, piece) in wrap(word, width, width).into_iter().enumerate() {
            let piece = word.get(piece).unwrap_or_default();
            match lines.last_mut() {
                Some(line) if line.is_empty() => line.push_str(piece),
                Some(line) if number == 0 && columns(line) + 1 + columns(piece) <= width => {
                    line.push(' ');
                    line.push_str(piece);
                }
                Some(_) | None => lines.push(piece.to_owned()),
            }
        }
    }
    lines.into_iter().map(|line| line.replace(TIED, " ")).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HEADS: [Head; 4] = [
        Head { beneath: Beneath::Bare, yields: 2, ..Head::of("ref") },
        Head { yields: 1, ..Head::of("name") },
        Head { absent: "open", is_figure: true, ..Head::of("amount") },
        Head { narrowest: 8, ..Head::of("said") },
    ];

    fn rows() -> Vec<Vec<Cell>> {
        vec![
            vec![
                Cell::of("amazon#hosting"),
                Cell::of("Amazon"),
                Cell { text: "USD 5".to_owned(), mark: "≈" },
                Cell::of("one\n two\tthree four"),
            ],
            vec![Cell::of("ibm#a"), Cell::default(), Cell::default(), Cell::of("a\u{1b}[31m \\ \"quoted\"")],
        ]
    }

    fn drawn(heads: &[Head], rows: &[Vec<Cell>], room: usize) -> String {
        text(heads, rows, room, Medium { terminal: Some(room), colour: false })
    }

    #[test]
    fn long_text_goes_on_beneath_itself() {
        assert_eq!(
            drawn(&HEADS, &rows(), 80),
            "ref             name     amount  said\n\
             amazon#hosting  Amazon  USD 5 ≈  one two three four\n\
             ibm#a           -          open  a␛[31m \\ \"quoted\"\n"
        );
        assert_eq!(
            drawn(&HEADS, &rows(), 45),
            "ref             name     amount  said\n\
             amazon#hosting  Amazon  USD 5 ≈  one two\n                                 three four\n\
             ibm#a           -          open  a␛[31m \\\n                                 \"quoted\"\n"
        );
    }

    #[test]
    fn what_has_no_room_stands_beneath_in_the_order_in_which_it_yields() {
        assert_eq!(
            drawn(&HEADS, &rows(), 40),
            "name     amount  said\n\
             Amazon  USD 5 ≈  one two three four\n    amazon#hosting\n\
             -          open  a␛[31m \\ \"quoted\"\n    ibm#a\n"
        );
        assert_eq!(
            drawn(&HEADS, &rows(), 24),
            " amount  said\n\
             USD 5 ≈  one two three\n         four\n    amazon#hosting ·\n    name: Amazon\n\
             \x20  open  a␛[31m \\\n         \"quoted\"\n    ibm#a\n"
        );
    }

    #[test]
    fn a_column_that_says_nothing_takes_no_room() {
        let heads = [Head::of("name"), Head::of("country"), Head { absent: "open", ..Head::of("outcome") }];
        let rows = [vec![Cell::of("Amazon"), Cell::default(), Cell::default()]];
        assert_eq!(drawn(&heads, &rows, 80), "name    outcome\nAmazon  open\n");
    }

    #[test]
    fn what_another_column_says_goes() {
        let heads = [Head::of("ref"), Head { beneath: Beneath::Gone, yields: 1, ..Head::of("in") }];
        let rows = [vec![Cell::of("amazon#hosting"), Cell::of("Amazon")]];
        assert_eq!(drawn(&heads, &rows, 22), "ref             in\namazon#hosting  Amazon\n");
        assert_eq!(drawn(&heads, &rows, 21), "ref\namazon#hosting\n");
    }

    proptest! {
        #[test]
        fn nothing_is_cut_and_no_line_is_too_wide(
            rows in prop::collection::vec(prop::collection::vec("[a-c -]{0,12}", 4), 1..5),
            room in 1..60_usize,
        ) {
            let cells: Vec<Vec<Cell>> = rows.iter().map(|row| row.iter().map(Cell::of).collect()).collect();
            let drawn = drawn(&HEADS, &cells, room);
            prop_assert!(drawn.lines().all(|line| columns(line) <= room), "{drawn}");
            let letters = |text: &str| text.chars().filter(|letter| matches!(letter, 'b' | 'c')).count();
            prop_assert_eq!(letters(&drawn), letters(&rows.concat().concat()));
        }
    }
}
