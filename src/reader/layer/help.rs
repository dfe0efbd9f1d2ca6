//! The help: the keys that hold, those of here first; narrowed by what is typed. Made from the table of keys.

use super::{Answer, Layer, Overlay};
use crate::keys::{Command, Context, HelpRow, KeyMap};
use crate::page::SIGNS;
use crate::reader::app::App;
use crate::reader::cursor::{Step, scrolled};
use crate::reader::part::FramePart;
use crate::reader::picture::{Label, Look, Picture, PictureLine};
use crate::reader::prompt::Prompt;
use crate::text::Safe;
use crate::text::columns::{Alignment, Slot, Want, slots};
use crate::text::fold::Needle;
use crate::text::wrap::wrap;

/// The keys, and what they do beside them; without room for that, under them.
const COLUMNS: [Want; 2] = [
    Want { natural: 24, least: 24, yields: 0, align: Alignment::Left },
    Want { natural: usize::MAX, least: 42, yields: 1, align: Alignment::Left },
];

/// How far in stands what has no room beside its keys.
const UNDER: usize = 2;

/// The keys, which can be searched.
#[derive(Debug, Clone)]
pub struct Help {
    /// What the keys are narrowed to.
    prompt: Prompt,
    /// Whether the line is being typed.
    typing: bool,
    /// The first shown line.
    top: usize,
    /// Where the reader was: the keys that hold there come first.
    from: Context,
}

impl App {
    /// Shows the keys.
    pub(in crate::reader) fn open_help(&mut self) {
        self.lay(Layer::Help(Help::new(self.context())));
    }
}

impl Help {
    /// All keys, those of a place first.
    fn new(from: Context) -> Self {
        Self { prompt: Prompt::default(), typing: false, top: 0, from }
    }

    /// The lines of all that holds the typed words (all for none), in so many columns: keys by place, then the signs.
    fn lines(&self, map: &KeyMap, width: usize) -> Vec<PictureLine> {
        let words = self.prompt.text();
        let needle = Needle::word(words);
        let holds = |text: &str| needle.is_empty() || needle.is_in(text) || text.contains(words);
        let mut lines = Vec::new();
        let mut place = String::new();
        for row in by_place(map.rows(), self.from) {
            if !holds(&format!("{} {} {} {}", row.place, row.keys, row.name, row.help)) {
                continue;
            }
            if place != row.place {
                place.clone_from(&row.place);
                lines.push(heading(&place));
            }
            lines.extend(said(&row.keys, row.help, width));
        }
        let signs: Vec<_> = SIGNS.iter().filter(|(sign, means)| holds(&format!("{sign} {means}"))).collect();
        if !signs.is_empty() {
            lines.push(heading("signs"));
            lines.extend(signs.into_iter().flat_map(|(sign, means)| said(sign, means, width)));
        }
        lines
    }
}

impl Overlay for Help {
    fn is_typed(&self) -> bool {
        self.typing
    }

    fn prompt(&mut self) -> Option<&mut Prompt> {
        self.typing.then_some(&mut self.prompt)
    }

    fn changed(&mut self, _app: &mut App) {
        self.top = 0;
    }

    fn keep(&mut self, _app: &mut App) -> Answer {
        self.typing = false;
        Answer::Stays
    }

    fn take_back(&mut self, _app: &mut App) -> Answer {
        *self = Self::new(self.from);
        Answer::Stays
    }

    fn step(&mut self, app: &mut App, step: Step) -> Answer {
        let (width, height) = app.room();
        self.top = scrolled(self.top, step, height, self.lines(&app.keys.map, width).len());
        Answer::Stays
    }

    fn find(&mut self, _app: &mut App) -> Answer {
        self.typing = true;
        Answer::Stays
    }

    /// What is typed goes first.
    fn close(&mut self) -> Answer {
        if self.prompt.text().is_empty() {
            return Answer::Closes;
        }
        *self = Self::new(self.from);
        Answer::Stays
    }

    fn look(&self, app: &App) -> Look {
        let ((width, height), keys) = (app.room(), &app.keys.map);
        let typed = Safe::new(self.prompt.text());
        let hint = match (self.typing, self.prompt.text().is_empty()) {
            (true, _) => format!("/{typed}_ · {}", keys.hint(&[(Command::Keep, "keeps")])),
            (false, true) => {
                let scroll = format!("{} scroll", keys.shown(Command::Up));
                keys.hint(&[(Command::Find, "finds"), (Command::Down, &scroll), (Command::Peel, "closes")])
            }
            (false, false) => format!("/{typed} · {}", keys.hint(&[(Command::Peel, "shows all")])),
        };
        Look::Framed(
            Picture::new("Keys", &hint).text(self.lines(keys, width), self.top, height).or("No key does that."),
        )
    }
}

fn heading(place: &str) -> PictureLine {
    PictureLine::new(0, Safe::new(place), FramePart::Title)
}

/// Keys and what they do, beside each other where there is room.
fn said(keys: &str, does: &str, width: usize) -> Vec<PictureLine> {
    let beside = slots(&COLUMNS, width).pop().flatten();
    let under = Slot { start: UNDER, width: width.saturating_sub(UNDER), align: Alignment::Left };
    let slot = beside.unwrap_or(under);
    let (keys, does) = (Label { column: 0, text: Safe::new(keys), part: FramePart::Accent }, Safe::new(does));
    let wrapped = wrap(does.as_str(), slot.width, slot.width).into_iter();
    let mut lines: Vec<_> =
        wrapped.map(|range| PictureLine::new(slot.start, does.slice(range), FramePart::Plain)).collect();
    match lines.first_mut() {
        Some(first) if beside.is_some() => first.labels.insert(0, keys),
        Some(_) | None => lines.insert(0, PictureLine { labels: vec![keys], aside: Safe::default() }),
    }
    lines
}

/// The rows of one place under each other: first what holds in `from`, then the places in the order in which they come.
fn by_place(mut rows: Vec<HelpRow>, from: Context) -> Vec<HelpRow> {
    let mut places: Vec<String> = Vec::new();
    let here = rows.iter().filter(|row| row.place.split(", ").any(|place| place == from.name()));
    for row in here.chain(&rows) {
        if !places.contains(&row.place) {
            places.push(row.place.clone());
        }
    }
    rows.sort_by_key(|row| places.iter().position(|place| *place == row.place));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::fixture::bundled;

    fn lines(width: usize, typed: &str) -> Vec<PictureLine> {
        let help = Help { prompt: Prompt::new(typed), ..Help::new(Context::Page) };
        help.lines(&KeyMap::default(), width)
    }

    #[test]
    fn the_keys_of_here_come_first() {
        let first = |keys| bundled(80, 24).press(keys).picture().shown()[0].clone();
        assert_eq!(["?", "2<Enter>?"].map(first), ["list", "page, overlay"]);
    }

    #[test]
    fn what_is_typed_narrows_them() {
        let line = |column: usize, text: &str, part| PictureLine::new(column, Safe::new(text), part);
        let mut sort = line(0, "S", FramePart::Accent);
        sort.labels.extend(line(26, "Sort the list, or the table, the other way round.", FramePart::Plain).labels);
        assert_eq!(lines(90, "other way round"), [line(0, "everywhere", FramePart::Title), sort]);
        let under = [
            line(0, "S", FramePart::Accent),
            line(2, "Sort the list, or the table, the other way round.", FramePart::Plain),
        ];
        assert_eq!(lines(62, "other way round")[1..], under);
        assert_eq!(lines(36, "zeppelin"), []);
        assert!(lines(36, "").len() > lines(70, "").len());
    }

    #[test]
    fn it_is_typed_in_kept_taken_back_and_closed() {
        let mut app = bundled(80, 24);
        assert!(app.press("?jj").picture().above > 0);
        let typed = app.press("/next place").picture();
        assert_eq!((typed.above, typed.hint.as_str()), (0, "/next place_ · Enter keeps"));
        assert_eq!(app.press("<Enter>").picture().hint, "/next place · Esc shows all");
        assert_eq!(app.press("<Esc>").picture().hint, "/ finds · j k scroll · Esc closes");
        assert_eq!(app.press("/zeppelin").picture().shown(), ["No key does that."]);
        assert!(app.press("<Esc>").picture().below > 0);
        assert!(app.press("q").layers.top.is_none());
    }

    #[test]
    fn it_ends_with_its_last_line() {
        let mut app = bundled(40, 10);
        let all = lines(36, "").len();
        let picture = app.press("?G").picture();
        assert_eq!((picture.lines.len(), picture.above, picture.below), (6, all - 6, 0));
    }
}
