//! The sides of a pivot: what its rows and what its columns are. Must never name one that nothing can be of.

use super::{Answer, Layer, Overlay};
use crate::evidence::Side;
use crate::keys::Command;
use crate::page::{Subject, Survey};
use crate::reader::app::App;
use crate::reader::cursor::{Direction, Step, moved};
use crate::reader::part::FramePart;
use crate::reader::picture::{Label, Look, Picture, PictureLine};
use crate::text::Safe;

/// Rows and columns, with what is chosen of each.
#[derive(Debug, Clone)]
pub struct Sides {
    rows: usize,
    columns: usize,
    /// Which line: the sides once for the rows, once for the columns.
    line: usize,
}

impl App {
    /// Asks for the sides of the grid.
    pub(in crate::reader) fn open_sides(&mut self) {
        if self.pivot().is_none() {
            let pivot = self.keys.map.shown(Command::Pivot);
            return self.say(&format!("Sides are of who with whom, which is {pivot}"));
        }
        let Subject::Survey(Survey::Pivot(view)) = &self.page.subject else { return };
        let words: Vec<&str> = self.page.kind.split(" × ").collect();
        let shown = |at: usize| words.get(at).and_then(|word| Side::parse(word)).unwrap_or(Side::Companies);
        let (rows, columns) = view.sides.unwrap_or_else(|| (shown(0), shown(1)));
        let place = |side: Side| Side::ALL.iter().position(|known| *known == side).unwrap_or(0);
        self.lay(Layer::Sides(Sides { rows: place(rows), columns: place(columns), line: 0 }));
    }
}

impl Sides {
    fn choose(&mut self) {
        let count = Side::ALL.len();
        if self.line < count {
            self.rows = self.line;
        } else {
            self.columns = self.line - count;
        }
    }

    fn shown(&self, line: usize, part: FramePart) -> PictureLine {
        let count = Side::ALL.len();
        let (of, chosen) = if line < count { ("rows", self.rows) } else { ("columns", self.columns + count) };
        let sign = if line == chosen { "(x)" } else { "( )" };
        let label = |column, text: &str, part| Label { column, text: Safe::new(text), part };
        let of = if line.is_multiple_of(count) { of } else { "" };
        let labels = vec![
            label(0, of, FramePart::Heading),
            label(9, sign, part),
            label(13, Side::ALL[line % count].word(), part),
        ];
        PictureLine { labels, aside: Safe::default() }
    }
}

impl Overlay for Sides {
    fn step(&mut self, app: &mut App, step: Step) -> Answer {
        self.line = moved(Some(self.line), step, app.room().1, Side::ALL.len() * 2).unwrap_or(self.line);
        Answer::Stays
    }

    fn turn(&mut self, _app: &mut App, direction: Direction) -> Answer {
        let count = Side::ALL.len();
        let _ = direction;
        self.line = if self.line < count { count } else { 0 };
        Answer::Stays
    }

    fn toggle(&mut self, _app: &mut App) -> Answer {
        self.choose();
        Answer::Stays
    }

    fn open(&mut self, app: &mut App) -> Answer {
        self.choose();
        app.choose_sides(Side::ALL[self.rows], Side::ALL[self.columns]);
        Answer::Closes
    }

    fn look(&self, app: &App) -> Look {
        let hint = app.keys.map.hint(&[
            (Command::Toggle, "chooses"),
            (Command::NextStop, "rows or columns"),
            (Command::OpenStop, "done"),
        ]);
        let picture = Picture::new("Who with whom", &hint);
        Look::Framed(picture.list(self.line, Side::ALL.len() * 2, app.room().1, |line, part| self.shown(line, part)))
    }
}
