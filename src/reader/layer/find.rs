//! Words to find in the page or the card: marked while they are typed.

use super::{Answer, Layer, Overlay};
use crate::keys::{Command, Context};
use crate::reader::app::{App, Focus};
use crate::reader::cursor::Direction;
use crate::reader::history::Location;
use crate::reader::picture::{Look, TypedLine};
use crate::reader::prompt::{Earlier, Prompt};
use crate::text::Safe;
use crate::text::fold::Needle;

/// Under the line stands the bottom line alone.
const ROWS: u16 = 1;

/// Words to find that are being typed.
#[derive(Debug, Clone)]
pub struct FindLine {
    prompt: Prompt,
    /// Where one was before.
    before: Box<Location>,
    /// Where the page stood before.
    top: usize,
    /// What was looked for before.
    text: String,
}

impl App {
    /// Begins to type words to find in the page, in a card, or in what lies on top.
    pub(in crate::reader) fn start_find(&mut self) {
        if self.ask(|layer, app| layer.find(app)).is_none() {
            self.focus = Focus::Page;
            let front = self.front();
            let (top, text) = (front.top, front.found.text.clone());
            let before = Box::new(self.location());
            self.lay(Layer::Find(FindLine { prompt: Prompt::default(), before, top, text }));
        }
    }

    /// Marks what the words find, and says which is the first from where the page stood.
    fn find_from(&mut self, text: &str, top: usize) {
        let needle = Needle::word(text);
        let front = self.front_mut();
        front.top = top;
        front.find(text, if needle.is_empty() { Vec::new() } else { vec![needle] });
    }

    /// To the next place found; without a find, the filter's words are looked for.
    pub(in crate::reader) fn find_next(&mut self, direction: Direction) {
        if self.ask(|layer, app| layer.find_next(app, direction)).is_some_and(|answer| answer != Answer::Passes) {
            return;
        }
        if self.focus == Focus::List && self.filter.narrows() {
            self.open_entry();
        }
        if self.front().found.text.is_empty() {
            if self.layers.card.is_none() && !self.page.kept.is_empty() {
                return self.next_kept(direction);
            }
            let words = self.filter.query().words();
            if words.is_empty() {
                self.say("Nothing is looked for: / finds words in the page");
                return;
            }
            let text = words.iter().map(|needle| needle.words().join(" ")).collect::<Vec<_>>().join(" ");
            self.front_mut().find(&text, words);
        } else {
            self.front_mut().step_found(direction);
        }
        self.show_found();
    }

    /// To the next record of the page that the filter finds.
    fn next_kept(&mut self, direction: Direction) {
        let here = self.page.current().map(|stop| stop.line);
        let kept = &self.page.kept;
        let next = match direction {
            Direction::Next => kept.iter().position(|line| here.is_none_or(|here| *line > here)).unwrap_or(0),
            Direction::Previous => {
                kept.iter().rposition(|line| here.is_some_and(|here| *line < here)).unwrap_or(kept.len() - 1)
            }
        };
        let (line, all) = (kept[next], kept.len());
        self.focus = Focus::Page;
        self.page.stop = self.page.stop_from(line);
        self.say(&format!("{} of {all} that the filter finds here", next + 1));
        let in_sight = self.lines_in_sight();
        self.page.reveal_stop(in_sight);
    }

    /// Says which place it is that one is at, and brings it in sight; while words are typed their line says it.
    pub(in crate::reader) fn show_found(&mut self) {
        if self.layers.context() == Some(Context::Line) {
            return self.reveal_found(self.layers.rows());
        }
        let found = &self.front().found;
        let said = match (found.at, found.places.len()) {
            _ if found.pending => format!("looking for “{}”…", found.text),
            (Some(at), all) => format!("{} of {all}", at + 1),
            (None, _) => format!("“{}” is not on this page", found.text),
        };
        self.say(&said);
        self.reveal_found(0);
    }

    /// Neither what is said of a place found nor so many rows over it may cover it.
    fn reveal_found(&mut self, covered: u16) {
        let in_sight = self.lines_above(covered);
        self.front_mut().reveal_found(in_sight);
        if self.layers.card.is_none() {
            self.take_found_row();
        }
    }
}

impl Overlay for FindLine {
    fn rows(&self) -> u16 {
        ROWS
    }

    fn is_typed(&self) -> bool {
        true
    }

    fn prompt(&mut self) -> Option<&mut Prompt> {
        Some(&mut self.prompt)
    }

    fn earlier<'a>(&self, app: &'a App) -> Option<&'a Earlier> {
        Some(&app.history.finds)
    }

    fn changed(&mut self, app: &mut App) {
        app.find_from(self.prompt.text(), self.top);
        app.reveal_found(ROWS);
    }

    fn keep(&mut self, app: &mut App) -> Answer {
        let text = app.front().found.text.clone();
        app.history.finds.keep(&text);
        if text.is_empty() {
            return Answer::Closes;
        }
        match app.front().found.places.len() {
            _ if app.front().found.pending => app.show_found(),
            0 => app.say(&format!("“{text}” is not on this page")),
            1 => app.say("1 place"),
            places => {
                let [next, peel] = [Command::FindNext, Command::Peel].map(|command| app.keys.map.shown(command));
                app.say(&format!("{places} places; {next} goes to the next, {peel} ends the find"));
            }
        }
        app.reveal_found(0);
        if app.front().top != self.top || app.front().found.pending {
            app.remember((*self.before).clone());
        }
        Answer::Closes
    }

    fn take_back(&mut self, app: &mut App) -> Answer {
        app.find_from(&self.text, self.top);
        Answer::Closes
    }

    fn look(&self, app: &App) -> Look {
        let found = &app.front().found;
        let aside = match (found.text.is_empty(), found.places.len()) {
            (true, _) => String::new(),
            _ if found.pending => "looking…".to_owned(),
            (false, 0) => "not here".to_owned(),
            (false, 1) => "1 place".to_owned(),
            (false, places) => format!("{places} places"),
        };
        let (prompt, aside) = (self.prompt.clone(), Safe::new(&aside));
        Look::Typed(TypedLine { prompt, complaint: None, offers: Safe::default(), aside })
    }
}

#[cfg(test)]
mod tests {
    use crate::reader::fixture::bundled;

    #[test]
    fn words_are_marked_while_they_are_typed_and_left_where_they_are_kept() {
        let mut app = bundled(80, 24);
        app.press("2j<Enter>/");
        assert_eq!((app.layers.rows(), app.typed().aside.as_str()), (1, ""));
        app.press("the");
        let places = app.page.found.places.len();
        assert_eq!(app.typed().aside.as_str(), format!("{places} places"));
        app.press("<Enter>");
        assert_eq!(app.said(), format!("{places} places; n goes to the next, Esc ends the find"));
        app.press("N");
        assert_eq!(app.said(), format!("{places} of {places}"), "around the ends");
        assert!(app.page.top > 0);
        app.press("<Esc>");
        assert!(app.page.found.places.is_empty());
        assert_eq!(app.press("/<Up>").typed().prompt.text(), "the");
    }

    #[test]
    fn what_is_taken_back_looks_for_what_was_looked_for_before() {
        let mut app = bundled(80, 24);
        app.press("2j<Enter>d/the<Enter>");
        let (top, found) = (app.page.top, app.page.found.places.len());
        app.press("/zeppelin");
        assert_eq!(app.typed().aside.as_str(), "not here");
        app.press("<Esc>");
        assert_eq!((app.page.top, app.page.found.places.len()), (top, found));
        app.press("/zeppelin<Enter>");
        assert_eq!(app.said(), "“zeppelin” is not on this page");
    }

    #[test]
    fn the_records_that_the_filter_finds_are_marked_and_gone_to() {
        let mut app = bundled(120, 36);
        app.press("/contract{amount:>1M}<Enter>2<Enter>");
        assert!(!app.page.kept.is_empty());
        let first = app.page.kept[0];
        app.press("n");
        assert_eq!(app.page.current().map(|stop| stop.line), Some(first));
        assert!(app.said().ends_with("that the filter finds here"), "{}", app.said());
        app.press("h/<C-u>is:disputed<Enter><Enter>n");
        assert!(app.said().starts_with("1 of "), "{}", app.said());
        app.press("<Esc><Esc>");
        assert!(app.page.kept.is_empty());
    }

    #[test]
    fn without_a_find_the_words_of_the_filter_are_looked_for() {
        let mut app = bundled(80, 24);
        app.press("0n");
        assert_eq!(app.said(), "Nothing is looked for: / finds words in the page");
        app.press("2/amazon cloud<Enter><Enter>n");
        assert_eq!(app.page.found.text, "amazon cloud");
        app.press("?n");
        assert!(app.layers.top.is_some() && app.said().starts_with("2 of "), "under the help: {}", app.said());
    }
}
