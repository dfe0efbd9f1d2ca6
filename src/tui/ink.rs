//! Cells → the sequences that paint them: position, style, symbol. Must never say more of a style than has changed, nor
//! leave a look behind.

use std::borrow::Cow;
use std::io;

use crossterm::cursor::MoveTo;
use crossterm::queue;
use crossterm::style::{Attribute, Color as Ink, Colors, Print, SetAttribute, SetColors};
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// A cell with its column and row.
pub(super) type Placed<'a> = (u16, u16, Cow<'a, Cell>);

/// Each modifier with what sets it.
const ATTRIBUTES: &[(Modifier, Attribute)] = &[
    (Modifier::REVERSED, Attribute::Reverse),
    (Modifier::BOLD, Attribute::Bold),
    (Modifier::DIM, Attribute::Dim),
    (Modifier::ITALIC, Attribute::Italic),
    (Modifier::UNDERLINED, Attribute::Underlined),
    (Modifier::CROSSED_OUT, Attribute::CrossedOut),
    (Modifier::SLOW_BLINK, Attribute::SlowBlink),
    (Modifier::RAPID_BLINK, Attribute::RapidBlink),
    (Modifier::HIDDEN, Attribute::Hidden),
];

/// Paints the cells, one after the other; the first is placed anew.
pub(super) fn paint(frame: &mut Vec<u8>, cells: &[Placed<'_>]) -> io::Result<()> {
    let (mut colours, mut modifier) = ((Color::Reset, Color::Reset), Modifier::empty());
    let mut next = None;
    for (x, y, cell) in cells {
        if next != Some((*x, *y)) {
            queue!(frame, MoveTo(*x, *y))?;
        }
        next = x.checked_add(1).map(|x| (x, *y));
        if cell.symbol() == " " && shows_alike(cell, colours, modifier) {
            frame.push(b' ');
            continue;
        }
        if !cell.modifier.contains(modifier) {
            queue!(frame, SetAttribute(Attribute::Reset))?;
            (colours, modifier) = ((Color::Reset, Color::Reset), Modifier::empty());
        }
        for (_, attribute) in ATTRIBUTES.iter().filter(|(set, _)| (cell.modifier - modifier).contains(*set)) {
            queue!(frame, SetAttribute(*attribute))?;
        }
        if (cell.fg, cell.bg) != colours {
            queue!(frame, SetColors(Colors::new(ink(cell.fg), ink(cell.bg))))?;
        }
        (colours, modifier) = ((cell.fg, cell.bg), cell.modifier);
        queue!(frame, Print(cell.symbol()))?;
    }
    queue!(frame, SetAttribute(Attribute::Reset))
}

/// What a blank shows of its look, besides what lies behind it.
pub(super) const ON_BLANKS: Modifier = Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT);

/// Whether a blank looks no different in this look.
fn shows_alike(blank: &Cell, colours: (Color, Color), modifier: Modifier) -> bool {
    let shown = modifier.intersection(ON_BLANKS);
    let is_inked = !shown.is_empty();
    blank.bg == colours.1 && blank.modifier.intersection(ON_BLANKS) == shown && (!is_inked || blank.fg == colours.0)
}

fn ink(colour: Color) -> Ink {
    match colour {
        Color::Reset => Ink::Reset,
        Color::Black => Ink::Black,
        Color::Red => Ink::DarkRed,
        Color::Green => Ink::DarkGreen,
        Color::Yellow => Ink::DarkYellow,
        Color::Blue => Ink::DarkBlue,
        Color::Magenta => Ink::DarkMagenta,
        Color::Cyan => Ink::DarkCyan,
        Color::Gray => Ink::Grey,
        Color::DarkGray => Ink::DarkGrey,
        Color::LightRed => Ink::Red,
        Color::LightGreen => Ink::Green,
        Color::LightYellow => Ink::Yellow,
        Color::LightBlue => Ink::Blue,
        Color::LightMagenta => Ink::Magenta,
        Color::LightCyan => Ink::Cyan,
        Color::White => Ink::White,
        Color::Rgb(r, g, b) => Ink::Rgb { r, g, b },
        Color::Indexed(number) => Ink::AnsiValue(number),
    }
}
