//! What goes to the terminal: ratatui's [`Backend`] over crossterm's sequences, each frame written in one go. Must
//! emit no sequence but those a terminal is promised to get: cursor position, style, clearing, and the private modes
//! 25, 1049, 2004 and 2026; and must never ask the terminal anything, nor start another program to learn its size.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};
use std::mem;
use std::ops::Range;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::style::{Attribute, Print, SetAttribute, force_color_output};
use crossterm::terminal::{
    self as sequences, BeginSynchronizedUpdate, Clear, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen,
};
use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use super::ink::{Placed, paint};
use super::shown::Shown;
use crate::text::width;

/// The greatest part of a terminal that is drawn, in columns and lines; a larger one keeps the rest empty.
pub(super) const LARGEST: Size = Size { width: 1000, height: 500 };

/// Whether what is pasted comes marked as such.
const PASTE_MARKED: &str = "\x1b[?2004h";
const PASTE_AS_TYPED: &str = "\x1b[?2004l";

/// What takes the alternate screen. Only from the other one: a terminal that has it already would forget the cursor of
/// the other.
pub(super) fn entering() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    queue!(bytes, EnterAlternateScreen)?;
    Ok(bytes)
}

/// What makes the screen ours: empty, without a cursor; what is pasted comes marked as such.
pub(super) fn settling() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    queue!(bytes, Hide, Print(PASTE_MARKED), SetAttribute(Attribute::Reset), Clear(sequences::ClearType::All))?;
    Ok(bytes)
}

/// What gives it back, also from the middle of a frame.
pub(super) fn leaving() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    queue!(
        bytes,
        EndSynchronizedUpdate,
        SetAttribute(Attribute::Reset),
        Print(PASTE_AS_TYPED),
        Show,
        LeaveAlternateScreen
    )?;
    Ok(bytes)
}

/// A screen of which ratatui paints cells. Nothing reaches `out` before [`Backend::flush`], and a frame that changes
/// nothing writes nothing.
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
    /// How wide the clusters are that are painted, by their cells, where that is more than one.
    clusters: HashMap<(u16, u16), u16>,
    shown: Shown,
}

impl<W: Write> Screen<W> {
    /// A screen that writes to `out` and asks `size` how large it is.
    pub fn new(out: W, size: fn() -> io::Result<Size>) -> Screen<W> {
        // Whether there are colours is the theme's to say: under `NO_COLOR` crossterm would write a bare reset for each
        // of them, and bold and underlined would go with it.
        force_color_output(true);
        Screen {
            out,
            size,
            frame: Vec::new(),
            cursor: Position::ORIGIN,
            cursor_stays: false,
            cursor_shown: false,
            clusters: HashMap::new(),
            shown: Shown::default(),
        }
    }

    /// Where the frames went.
    pub fn out(&self) -> &W {
        &self.out
    }

    fn show(&mut self, shown: bool) -> io::Result<()> {
        if self.cursor_shown == shown {
            return Ok(());
        }
        self.cursor_shown = shown;
        self.say_whether_shown()
    }

    /// Puts a cell after the others. Terminals disagree on how wide a cluster is, and nobody else paints the columns
    /// that it covers: they are emptied before one is painted, and once it is gone.
    fn push<'a>(&mut self, cells: &mut Vec<Placed<'a>>, x: u16, y: u16, cell: Cow<'a, Cell>) {
        let was = self.clusters.remove(&(x, y)).unwrap_or(1);
        let is_cluster = is_cluster(cell.symbol());
        if was == 1 && !is_cluster {
            return cells.push((x, y, cell));
        }
        let wide = u16::try_from(width::columns(cell.symbol())).unwrap_or(1).max(1);
        let mut blank = cell.as_ref().clone();
        blank.set_char(' ');
        let blanks =
            |columns: Range<u16>| columns.map(|beside| (x.saturating_add(beside), y, Cow::Owned(blank.clone())));
        cells.extend(blanks(if is_cluster { 1..wide } else { 1..1 }));
        cells.push((x, y, cell));
        cells.extend(blanks(wide..was));
        if is_cluster && wide > 1 {
            self.clusters.insert((x, y), wide);
        }
    }

    fn say_whether_shown(&mut self) -> io::Result<()> {
        if self.cursor_shown { queue!(self.frame, Show) } else { queue!(self.frame, Hide) }
    }
}

impl<W: Write> Backend for Screen<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut cells: Vec<Placed<'a>> = Vec::new();
        // ratatui paints the columns that some clusters cover too, which to many terminals wipes the cluster out.
        let mut covered = (0, 0..0);
        for (x, y, cell) in content {
            if covered.0 == y && covered.1.contains(&x) {
                continue;
            }
            let cell = harmless(cell);
            let wide = u16::try_from(width::columns(cell.symbol())).unwrap_or(1);
            covered = (y, x.saturating_add(1)..x.saturating_add(wide));
            self.push(&mut cells, x, y, cell);
        }
        let cells = self.shown.bridged(cells);
        // Terminals disagree on the width of clusters: after one, a new run begins, and that says its place.
        for run in cells.split_inclusive(|(_, _, cell)| is_cluster(cell.symbol())) {
            paint(&mut self.frame, run)?;
        }
        if let Some((x, y, _)) = cells.last() {
            self.cursor = Position { x: x.saturating_add(1), y: *y };
            self.cursor_stays = false;
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.show(false)
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.show(true)
    }

    /// From memory: the terminal is never asked.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let Position { x, y } = position.into();
        // Nothing is drawn beyond, and crossterm cannot count beyond 65,535.
        let position = Position { x: x.min(LARGEST.width - 1), y: y.min(LARGEST.height - 1) };
        if position != self.cursor || !self.cursor_stays {
            self.cursor = position;
            self.cursor_stays = true;
            queue!(self.frame, MoveTo(position.x, position.y))?;
        }
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    /// Whoever clears everything trusts nothing: the shell may have had the terminal in between.
    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.shown.forget();
        if clear_type == ClearType::All {
            self.cursor_stays = false;
            self.clusters.clear();
            self.say_whether_shown()?;
            queue!(self.frame, SetAttribute(Attribute::Reset))?;
        }
        queue!(
            self.frame,
            Clear(match clear_type {
                ClearType::All => sequences::ClearType::All,
                ClearType::AfterCursor => sequences::ClearType::FromCursorDown,
                ClearType::BeforeCursor => sequences::ClearType::FromCursorUp,
                ClearType::CurrentLine => sequences::ClearType::CurrentLine,
                ClearType::UntilNewLine => sequences::ClearType::UntilNewLine,
            })
        )
    }

    /// Never by crossterm, which starts `tput` where the terminal does not know.
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
        let painted = mem::take(&mut self.frame);
        let mut whole = Vec::with_capacity(painted.len() + 16);
        queue!(whole, BeginSynchronizedUpdate)?;
        whole.extend(painted);
        queue!(whole, EndSynchronizedUpdate)?;
        self.out.write_all(&whole)?;
        self.out.flush()
    }
}

/// The part of a terminal of this size that is drawn.
pub(super) fn within_limits(size: Size) -> Size {
    Size { width: size.width.min(LARGEST.width), height: size.height.min(LARGEST.height) }
}

/// The last gate: a cell that would command the terminal is painted as a replacement character.
fn harmless(cell: &Cell) -> Cow<'_, Cell> {
    if cell.symbol().chars().any(char::is_control) {
        let mut replaced = cell.clone();
        replaced.set_char(char::REPLACEMENT_CHARACTER);
        Cow::Owned(replaced)
    } else {
        Cow::Borrowed(cell)
    }
}

fn is_cluster(symbol: &str) -> bool {
    symbol.chars().nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::oracle::outside_the_rule;
    use super::*;
    use crate::parse::limits::{COLUMNS, ROWS};
    use proptest::prelude::*;
    use ratatui::Terminal;
    use ratatui::style::{Color, Modifier, Style, Stylize};
    use ratatui::text::{Line, Span};

    /// How a run of cells ends: nothing of its look stays.
    const PLAIN: &str = "^[0m";

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
    fn what_a_cluster_covers_is_emptied_before_and_after() {
        let mut screen = paint(&[(0, 0, "🇩🇪"), (2, 0, "a"), (3, 0, "e\u{301}")], Style::new());
        screen.out.clear();
        let cell = |symbol: &'static str| Cell::new(symbol);
        let (plain, flag, wide) = (cell("b"), cell("❤\u{fe0f}"), cell("語"));
        let drawn = |screen: &mut Screen<Vec<u8>>, cells: &[(u16, u16, &Cell)]| {
            screen.out.clear();
            screen.draw(cells.iter().copied()).unwrap();
            screen.flush().unwrap();
            written(screen).replace(PLAIN, "|")
        };
        assert!(drawn(&mut screen, &[(0, 0, &plain)]).contains("^[1;1Hb |"));
        assert!(drawn(&mut screen, &[(0, 0, &plain)]).contains("^[1;1Hb|"));
        assert!(drawn(&mut screen, &[(3, 0, &flag)]).contains("^[1;5H ^[1;4H❤\u{fe0f}|"));
        assert!(drawn(&mut screen, &[(3, 0, &wide)]).contains("^[1;4H語|"));
    }

    #[test]
    fn nothing_is_painted_over_a_cluster() {
        let pirates = "🏴\u{200D}☠\u{FE0F}";
        let beside = [(0, 0, pirates), (1, 0, " "), (2, 0, "x"), (1, 1, "y")];
        assert_eq!(
            written(&paint(&beside, Style::new())),
            written(&paint(&[beside[0], beside[2], beside[3]], Style::new()))
        );
    }

    #[test]
    fn of_a_terminal_as_much_is_drawn_as_the_table_says() {
        assert_eq!((usize::from(LARGEST.width), usize::from(LARGEST.height)), (COLUMNS.number, ROWS.number));
        for (width, height, drawn) in [(999, 499, (999, 499)), (1000, 500, (1000, 500)), (1001, 501, (1000, 500))] {
            let drawn = Size { width: drawn.0, height: drawn.1 };
            assert_eq!(within_limits(Size { width, height }), drawn);
        }
    }

    #[test]
    fn a_frame_is_one_synchronized_update() {
        let screen = paint(&[(0, 0, "a"), (1, 0, "b"), (0, 1, "c")], Style::new());
        assert_eq!(written(&screen), format!("^[?2026h^[1;1Hab^[2;1Hc{PLAIN}^[?2026l"));
    }

    #[test]
    fn a_look_is_said_once_and_taken_back() {
        let screen = paint(&[(3, 1, "x"), (4, 1, "y")], Style::new().red().on_white().bold());
        assert_eq!(written(&screen), format!("^[?2026h^[2;4H^[1m^[38;5;1;48;5;15mxy{PLAIN}^[?2026l"));
    }

    #[test]
    fn every_kind_of_colour_is_said() {
        for (text, ground, said) in [
            (Color::LightBlue, Color::Indexed(7), "^[38;5;12;48;5;7m"),
            (Color::Indexed(99), Color::Rgb(1, 2, 3), "^[38;5;99;48;2;1;2;3m"),
            (Color::Reset, Color::Cyan, "^[39;48;5;6m"),
            (Color::Reset, Color::Reset, ""),
        ] {
            let screen = paint(&[(0, 0, "x")], Style::new().fg(text).bg(ground));
            assert_eq!(written(&screen), format!("^[?2026h^[1;1H{said}x{PLAIN}^[?2026l"));
        }
    }

    #[test]
    fn after_a_cluster_the_place_is_said_again() {
        let screen = paint(&[(0, 0, "e\u{301}"), (1, 0, "f"), (2, 0, "g")], Style::new());
        assert_eq!(written(&screen), format!("^[?2026h^[1;1He\u{301}{PLAIN}^[1;2Hfg{PLAIN}^[?2026l"));
    }

    #[test]
    fn a_cell_cannot_command_the_terminal() {
        let screen = paint(&[(0, 0, "\x1b[31m"), (1, 0, "\u{9b}2J")], Style::new());
        assert_eq!(written(&screen), format!("^[?2026h^[1;1H\u{fffd}\u{fffd}{PLAIN}^[?2026l"));
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
    fn a_cursor_from_afar_stays_on_the_largest_screen() {
        let mut screen = screen(12, 2);
        screen.set_cursor_position((u16::MAX, u16::MAX)).unwrap();
        screen.flush().unwrap();
        assert_eq!(written(&screen), "^[?2026h^[500;1000H^[?2026l");
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
        let taken = [entering().unwrap(), settling().unwrap()].concat();
        let given_back = leaving().unwrap();
        assert_eq!(outside_the_rule(&taken), None);
        assert_eq!(outside_the_rule(&given_back), None);
        let told = |bytes| String::from_utf8(bytes).unwrap().replace('\x1b', "^");
        assert_eq!(told(taken), "^[?1049h^[?25l^[?2004h^[0m^[2J");
        assert_eq!(told(given_back), "^[?2026l^[0m^[?2004l^[?25h^[?1049l");
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
