//! What goes to the terminal: ratatui's [`Backend`], each frame written in one go. Must emit no sequence but those a terminal is
//! promised to get: cursor position, style, clearing, and the private modes 25, 1049, 2004 and 2026.
//!
//! The sequences are our own: the usual backend sends the sixteen colours in a form meant for 256, asks the terminal where its
//! cursor is, resets styles behind our back under `NO_COLOR`, and runs another program to learn the size.

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};

/// The greatest part of a terminal that is drawn, in columns and lines; a larger one keeps the rest empty.
pub const LARGEST: Size = Size { width: 1000, height: 500 };

/// Takes the alternate screen. Only from the other one: a terminal that has it already would forget the cursor of the other.
pub(super) const ENTER: &[u8] = b"\x1b[?1049h";

/// Makes the screen ours: empty, without a cursor; what is pasted comes marked as such.
pub(super) const SETTLE: &[u8] = b"\x1b[?25l\x1b[?2004h\x1b[m\x1b[2J";

/// Gives it back, also from the middle of a frame.
pub(super) const LEAVE: &[u8] = b"\x1b[?2026l\x1b[m\x1b[?2004l\x1b[?25h\x1b[?1049l";

const BEGIN_FRAME: &[u8] = b"\x1b[?2026h";
const END_FRAME: &[u8] = b"\x1b[?2026l";

/// A screen of which ratatui paints cells. Nothing reaches `out` before [`Backend::flush`], and a frame that changes nothing
/// writes nothing.
#[derive(Debug)]
pub struct Screen<W> {
    out: W,
    size: fn() -> io::Result<Size>,
    frame: Vec<u8>,
    /// Where the cursor was last sent.
    cursor: Position,
    /// Whether it is still there for certain.
    cursor_stays: bool,
    cursor_shown: bool,
}

impl<W: Write> Screen<W> {
    /// A screen that writes to `out` and asks `size` how large it is.
    pub fn new(out: W, size: fn() -> io::Result<Size>) -> Screen<W> {
        Screen { out, size, frame: Vec::new(), cursor: Position::ORIGIN, cursor_stays: false, cursor_shown: false }
    }

    /// Where the frames went.
    pub fn out(&self) -> &W {
        &self.out
    }

    fn go_to(&mut self, position: Position) {
        let (line, column) = (u32::from(position.y) + 1, u32::from(position.x) + 1);
        self.frame.extend(format!("\x1b[{line};{column}H").as_bytes());
        self.cursor = position;
        self.cursor_stays = true;
    }

    fn show(&mut self, shown: bool) {
        if self.cursor_shown != shown {
            self.cursor_shown = shown;
            self.say_whether_shown();
        }
    }

    fn say_whether_shown(&mut self) {
        self.frame.extend(if self.cursor_shown { b"\x1b[?25h" } else { b"\x1b[?25l" });
    }
}

impl<W: Write> Backend for Screen<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut look = Look::PLAIN;
        let mut next = None;
        for (x, y, cell) in content {
            let here = Position { x, y };
            if next != Some(here) {
                self.go_to(here);
            }
            let wanted = Look::of(cell);
            if wanted != look {
                wanted.write(&mut self.frame);
                look = wanted;
            }
            let symbol = harmless(cell.symbol());
            self.frame.extend(symbol.as_bytes());
            self.cursor = Position { x: x.saturating_add(1), y };
            self.cursor_stays = false;
            // Terminals disagree on the width of clusters: after one, the place is said again.
            next = (symbol.chars().nth(1).is_none()).then_some(self.cursor);
        }
        if look != Look::PLAIN {
            Look::PLAIN.write(&mut self.frame);
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.show(false);
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.show(true);
        Ok(())
    }

    /// From memory: the terminal is never asked.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        if position != self.cursor || !self.cursor_stays {
            self.go_to(position);
        }
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    /// Whoever clears everything trusts nothing: the shell may have had the terminal in between.
    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        if clear_type == ClearType::All {
            self.cursor_stays = false;
            self.say_whether_shown();
            Look::PLAIN.write(&mut self.frame);
        }
        let sequence: &[u8] = match clear_type {
            ClearType::All => b"\x1b[2J",
            ClearType::AfterCursor => b"\x1b[J",
            ClearType::BeforeCursor => b"\x1b[1J",
            ClearType::CurrentLine => b"\x1b[2K",
            ClearType::UntilNewLine => b"\x1b[K",
        };
        self.frame.extend(sequence);
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        (self.size)().map(within_limits)
    }

    /// The size in cells; pixels are not known.
    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size()?, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.frame.is_empty() {
            return Ok(());
        }
        let frame = [BEGIN_FRAME, &self.frame, END_FRAME].concat();
        self.frame.clear();
        self.out.write_all(&frame)?;
        self.out.flush()
    }
}

/// The part of a terminal of this size that is drawn.
pub(super) fn within_limits(size: Size) -> Size {
    Size { width: size.width.min(LARGEST.width), height: size.height.min(LARGEST.height) }
}

/// The last gate: a cell that would command the terminal is painted as a replacement character.
fn harmless(symbol: &str) -> &str {
    if symbol.chars().any(char::is_control) { "\u{fffd}" } else { symbol }
}

/// How a cell looks.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Look {
    text: Color,
    ground: Color,
    modifier: Modifier,
}

/// The modifiers and what sets them.
const MODIFIERS: &[(Modifier, &str)] = &[
    (Modifier::BOLD, ";1"),
    (Modifier::DIM, ";2"),
    (Modifier::ITALIC, ";3"),
    (Modifier::UNDERLINED, ";4"),
    (Modifier::SLOW_BLINK, ";5"),
    (Modifier::RAPID_BLINK, ";6"),
    (Modifier::REVERSED, ";7"),
    (Modifier::HIDDEN, ";8"),
    (Modifier::CROSSED_OUT, ";9"),
];

impl Look {
    const PLAIN: Look = Look { text: Color::Reset, ground: Color::Reset, modifier: Modifier::empty() };

    fn of(cell: &Cell) -> Look {
        Look { text: cell.fg, ground: cell.bg, modifier: cell.modifier }
    }

    /// From whatever it was to this look, in one sequence: all off, then on what is wanted.
    fn write(self, to: &mut Vec<u8>) {
        to.extend(b"\x1b[0");
        for (modifier, code) in MODIFIERS {
            if self.modifier.contains(*modifier) {
                to.extend(code.as_bytes());
            }
        }
        to.extend(colour(self.text, 30).as_bytes());
        to.extend(colour(self.ground, 40).as_bytes());
        to.push(b'm');
    }
}

/// What sets a colour, from `base` (30 for text, 40 for the ground); nothing for the terminal's own.
fn colour(colour: Color, base: u8) -> String {
    let place = match colour {
        Color::Reset => return String::new(),
        Color::Rgb(red, green, blue) => return format!(";{};2;{red};{green};{blue}", base + 8),
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        Color::Indexed(place) => place,
    };
    match place {
        0..8 => format!(";{}", base + place),
        8..16 => format!(";{}", base + 60 + (place - 8)),
        _ => format!(";{};5;{place}", base + 8),
    }
}

#[cfg(test)]
mod tests {
    use super::super::oracle::outside_the_rule;
    use super::*;
    use proptest::prelude::*;
    use ratatui::Terminal;
    use ratatui::style::{Style, Stylize};
    use ratatui::text::{Line, Span};

    fn screen(width: u16, height: u16) -> Screen<Vec<u8>> {
        let size: fn() -> io::Result<Size> = match (width, height) {
            (12, 2) => || Ok(Size { width: 12, height: 2 }),
            (0, 0) => || Ok(Size::ZERO),
            _ => || Ok(Size { width: u16::MAX, height: u16::MAX }),
        };
        Screen::new(Vec::new(), size)
    }

    fn written(screen: &Screen<Vec<u8>>) -> String {
        String::from_utf8(screen.out().clone()).unwrap().replace('\x1b', "^")
    }

    fn paint(symbols: &[(u16, u16, &str)], style: Style) -> Screen<Vec<u8>> {
        let cells: Vec<(u16, u16, Cell)> = symbols
            .iter()
            .map(|(x, y, symbol)| {
                let mut cell = Cell::default();
                #[expect(clippy::disallowed_methods, reason = "the test plays a careless painter")]
                cell.set_symbol(symbol).set_style(style);
                (*x, *y, cell)
            })
            .collect();
        let mut screen = screen(12, 2);
        screen.draw(cells.iter().map(|(x, y, cell)| (*x, *y, cell))).unwrap();
        screen.flush().unwrap();
        screen
    }

    #[test]
    fn a_frame_is_one_synchronized_update() {
        let screen = paint(&[(0, 0, "a"), (1, 0, "b"), (0, 1, "c")], Style::new());
        assert_eq!(written(&screen), "^[?2026h^[1;1Hab^[2;1Hc^[?2026l");
    }

    #[test]
    fn sixteen_colours_are_said_the_old_way() {
        let screen = paint(&[(3, 1, "x"), (4, 1, "y")], Style::new().red().on_white().bold());
        assert_eq!(written(&screen), "^[?2026h^[2;4H^[0;1;31;107mxy^[0m^[?2026l");
        assert_eq!(colour(Color::Indexed(7), 40), ";47");
        assert_eq!(colour(Color::LightBlue, 30), ";94");
        assert_eq!(colour(Color::Indexed(99), 30), ";38;5;99");
        assert_eq!(colour(Color::Rgb(1, 2, 3), 40), ";48;2;1;2;3");
        assert_eq!(colour(Color::Reset, 40), "");
    }

    #[test]
    fn after_a_cluster_the_place_is_said_again() {
        let screen = paint(&[(0, 0, "e\u{301}"), (1, 0, "f")], Style::new());
        assert_eq!(written(&screen), "^[?2026h^[1;1He\u{301}^[1;2Hf^[?2026l");
    }

    #[test]
    fn a_cell_cannot_command_the_terminal() {
        let screen = paint(&[(0, 0, "\x1b[31m"), (1, 0, "\u{9b}2J")], Style::new());
        assert_eq!(written(&screen), "^[?2026h^[1;1H\u{fffd}\u{fffd}^[?2026l");
    }

    #[test]
    fn a_frame_that_changes_nothing_writes_nothing() {
        let mut terminal = Terminal::new(screen(12, 2)).unwrap();
        terminal.draw(|frame| frame.render_widget("dossier", frame.area())).unwrap();
        let before = terminal.backend().out().len();
        terminal.draw(|frame| frame.render_widget("dossier", frame.area())).unwrap();
        assert_eq!(terminal.backend().out().len(), before);
    }

    #[test]
    fn the_cursor_is_shown_where_it_is_wanted() {
        let mut terminal = Terminal::new(screen(12, 2)).unwrap();
        terminal.draw(|frame| frame.set_cursor_position((3, 1))).unwrap();
        assert_eq!(written(terminal.backend()), "^[?2026h^[?25h^[2;4H^[?2026l");
        assert_eq!(terminal.backend_mut().get_cursor_position().unwrap(), Position { x: 3, y: 1 });
        terminal.draw(|_| ()).unwrap();
        assert_eq!(written(terminal.backend()), "^[?2026h^[?25h^[2;4H^[?2026l^[?2026h^[?25l^[?2026l");
    }

    #[test]
    fn repainting_clears_without_asking() {
        let mut terminal = Terminal::new(screen(12, 2)).unwrap();
        terminal.clear().unwrap();
        terminal.backend_mut().flush().unwrap();
        assert_eq!(outside_the_rule(terminal.backend().out()), None);
        assert_eq!(written(terminal.backend()), "^[?2026h^[?25l^[0m^[2J^[1;1H^[?2026l");
    }

    #[test]
    fn sizes_are_clamped() {
        assert_eq!(screen(9, 9).size().unwrap(), LARGEST);
        assert_eq!(screen(0, 0).size().unwrap(), Size::ZERO);
        let whole = WindowSize { columns_rows: Size { width: 12, height: 2 }, pixels: Size::ZERO };
        assert_eq!(screen(12, 2).window_size().unwrap(), whole);
    }

    #[test]
    fn taking_and_giving_back_keep_the_rule() {
        let taken = [ENTER, SETTLE].concat();
        assert_eq!(outside_the_rule(&taken), None);
        assert_eq!(outside_the_rule(LEAVE), None);
        for mode in ["1049", "25", "2004"] {
            let (on, off) = (format!("\x1b[?{mode}h"), format!("\x1b[?{mode}l"));
            let has = |bytes: &[u8], text: &str| String::from_utf8_lossy(bytes).contains(text);
            assert!(has(&taken, &on) || has(&taken, &off), "{mode}");
            assert!(has(LEAVE, &on) || has(LEAVE, &off), "{mode}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_painted_keeps_the_rule(
            symbols in prop::collection::vec(("\\PC{1,2}|\\x1b\\[.|[\\x00-\\x20]", 0u16..12, 0u16..2), 0..30),
            colours in (any::<u8>(), any::<u8>(), 0u16..512),
        ) {
            let style = Style::new()
                .fg(Color::Indexed(colours.0))
                .bg(Color::Rgb(colours.1, 0, 9))
                .add_modifier(Modifier::from_bits_truncate(colours.2));
            let seen = |text: &str| !text.chars().any(super::super::oracle::is_hidden);
            let cells: Vec<_> = symbols
                .iter()
                .filter(|(text, ..)| seen(text))
                .map(|(text, x, y)| (*x, *y, text.as_str()))
                .collect();
            let screen = paint(&cells, style);
            prop_assert_eq!(outside_the_rule(screen.out()), None);
        }

        #[test]
        fn widgets_keep_the_rule(text in "\\PC{0,20}") {
            prop_assume!(!text.chars().any(super::super::oracle::is_hidden));
            let mut terminal = Terminal::new(screen(12, 2)).unwrap();
            terminal.draw(|frame| frame.render_widget(Line::from(Span::from(text.as_str()).italic()), frame.area())).unwrap();
            prop_assert_eq!(outside_the_rule(terminal.backend().out()), None);
        }
    }
}
