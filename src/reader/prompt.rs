//! A line that is being typed, and the lines typed before. Must never decide what the line does.

use tui_input::{Input, InputRequest};

use super::cursor::Direction;
use crate::keys::{KeyCode, KeyPress};
use crate::query::LONGEST;
use crate::text::Safe;

/// A line that is being typed.
#[derive(Debug, Clone, Default)]
pub struct Prompt {
    input: Input,
    /// Which earlier line was brought back, counted from the latest.
    recalled: Option<usize>,
}

/// Lines typed before, the latest last, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Earlier(Vec<String>);

/// How many typed lines are kept.
const EARLIER: usize = 100;

impl Earlier {
    /// Keeps a line that was typed; an empty one is none.
    pub fn keep(&mut self, line: &str) {
        if line.is_empty() {
            return;
        }
        self.0.retain(|earlier| earlier != line);
        self.0.push(line.to_owned());
        if self.0.len() > EARLIER {
            self.0.remove(0);
        }
    }

    /// The line so many before the latest.
    fn before_latest(&self, count: usize) -> Option<&str> {
        self.0.iter().rev().nth(count).map(String::as_str)
    }
}

impl Prompt {
    /// A line that begins as this text, the cursor at its end.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { input: Input::new(text.to_owned()), recalled: None }
    }

    /// What was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// How many columns the characters before that one take.
    #[must_use]
    pub fn columns_before(&self, character: usize) -> usize {
        Safe::new(&self.text().chars().take(character).collect::<String>()).columns()
    }

    /// The part of the line that fits in so many columns, so that the cursor is in view: what it says, the columns
    /// before the cursor in it, and how many columns are hidden before it.
    #[must_use]
    pub fn window(&self, room: usize) -> (Safe, usize, usize) {
        let columns = self.columns_before(self.input.cursor());
        let hidden = columns.saturating_sub(room);
        let mut from = 0;
        let mut shown = String::new();
        for letter in self.text().chars() {
            if from < hidden {
                from += Safe::new(&letter.to_string()).columns();
            } else {
                shown.push(letter);
            }
        }
        (Safe::new(&shown), columns.saturating_sub(from), from)
    }

    /// Edits the line with a key that is no command; a letter for which it has no more room is none. Whether it changed.
    pub(super) fn edit(&mut self, key: KeyPress) -> bool {
        if key.typed().is_some_and(|letter| self.text().len() + letter.len_utf8() > LONGEST) {
            return false;
        }
        let before = self.text().to_owned();
        if let Some(request) = request(key) {
            self.input.handle(request);
        }
        before != self.text()
    }

    /// Puts pasted text into the line at once, as one line of safe text, as far as a line may be long. Whether all of it
    /// had room.
    pub(super) fn paste(&mut self, text: &str) -> bool {
        // No character becomes less than one byte.
        let looked_at: String = text.chars().take(LONGEST + 1).collect();
        let line = Safe::lines(&looked_at).iter().map(Safe::as_str).collect::<Vec<_>>().join(" ");
        let room = LONGEST.saturating_sub(self.text().len());
        let taken: String = line
            .char_indices()
            .take_while(|(at, letter)| at + letter.len_utf8() <= room)
            .map(|(_, letter)| letter)
            .collect();
        let cursor = self.input.cursor();
        let mut letters: Vec<char> = self.text().chars().collect();
        let at = cursor.min(letters.len());
        letters.splice(at..at, taken.chars());
        self.input = Input::new(letters.into_iter().collect()).with_cursor(at + taken.chars().count());
        taken.len() == line.len() && looked_at.len() == text.len()
    }

    /// Puts `text` in place of all from that byte on, the cursor behind it.
    pub(super) fn complete(&mut self, from: usize, text: &str) {
        let kept = self.text().get(..from).unwrap_or_default();
        self.input = Input::new(format!("{kept}{text}"));
    }

    /// Empties the line.
    pub(super) fn clear(&mut self) {
        self.input.reset();
    }

    /// Brings back the line before the recalled one, or the one after it; after the latest comes an empty one. Whether
    /// there was one.
    pub(super) fn recall(&mut self, earlier: &Earlier, direction: Direction) -> bool {
        let next = match (self.recalled, direction) {
            (None, Direction::Previous) => Some(0),
            (Some(at), Direction::Previous) => Some(at + 1),
            (None | Some(0), Direction::Next) => None,
            (Some(at), Direction::Next) => Some(at - 1),
        };
        let line = next.map_or(Some(""), |at| earlier.before_latest(at));
        if let Some(line) = line {
            self.recalled = next;
            self.input = Input::new(line.to_owned());
        }
        line.is_some()
    }
}

fn request(key: KeyPress) -> Option<InputRequest> {
    if let Some(letter) = key.typed() {
        return Some(InputRequest::InsertChar(letter));
    }
    let word = key.ctrl || key.alt;
    Some(match key.code {
        KeyCode::Backspace if word => InputRequest::DeletePrevWord,
        KeyCode::Backspace => InputRequest::DeletePrevChar,
        KeyCode::Delete if word => InputRequest::DeleteNextWord,
        KeyCode::Delete => InputRequest::DeleteNextChar,
        KeyCode::Left if word => InputRequest::GoToPrevWord,
        KeyCode::Left => InputRequest::GoToPrevChar,
        KeyCode::Right if word => InputRequest::GoToNextWord,
        KeyCode::Right => InputRequest::GoToNextChar,
        KeyCode::Home => InputRequest::GoToStart,
        KeyCode::End => InputRequest::GoToEnd,
        KeyCode::Char('a') if key.ctrl => InputRequest::GoToStart,
        KeyCode::Char('e') if key.ctrl => InputRequest::GoToEnd,
        KeyCode::Char('w') if key.ctrl => InputRequest::DeletePrevWord,
        KeyCode::Char('b') if key.alt => InputRequest::GoToPrevWord,
        KeyCode::Char('f') if key.alt => InputRequest::GoToNextWord,
        KeyCode::Char('d') if key.alt => InputRequest::DeleteNextWord,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::parse_keys;

    #[test]
    fn earlier_lines_come_back_in_turn() {
        let mut earlier = Earlier::default();
        for line in ["one", "two", "", "one"] {
            earlier.keep(line);
        }
        let mut prompt = Prompt::default();
        let mut press = |direction| {
            prompt.recall(&earlier, direction);
            prompt.text().to_owned()
        };
        assert_eq!([Direction::Previous; 3].map(&mut press), ["one", "two", "two"]);
        assert_eq!([Direction::Next; 3].map(&mut press), ["one", "", ""]);
    }

    #[test]
    fn pasted_text_is_one_safe_line() {
        let mut prompt = Prompt::default();
        assert!(prompt.paste("a\nb\u{1b}[31m"));
        assert_eq!(prompt.text(), "a b␛[31m");
        prompt.edit(KeyPress::plain(KeyCode::Home));
        assert!(prompt.paste("語"));
        prompt.edit(KeyPress::plain(KeyCode::Char('x')));
        assert_eq!(prompt.text(), "語xa b␛[31m");
    }

    #[test]
    fn words_are_moved_over_and_deleted_by_the_keys_of_a_shell() {
        let mut prompt = Prompt::new("one two three");
        let mut after = |keys: &str| {
            for key in parse_keys(keys).unwrap() {
                prompt.edit(key);
            }
            (prompt.text().to_owned(), prompt.input.cursor())
        };
        assert_eq!(after("<A-b><A-b>"), ("one two three".to_owned(), 4));
        assert_eq!(after("<A-f>"), ("one two three".to_owned(), 8));
        assert_eq!(after("<A-d>"), ("one two ".to_owned(), 8));
        assert_eq!(after("<C-w>"), ("one ".to_owned(), 4));
    }

    #[test]
    fn a_line_holds_so_many_bytes() {
        let mut prompt = Prompt::new(&"x".repeat(LONGEST - 1));
        assert!(!prompt.edit(KeyPress::plain(KeyCode::Char('é'))));
        assert!(prompt.edit(KeyPress::plain(KeyCode::Char('y'))) && !prompt.edit(KeyPress::plain(KeyCode::Char('z'))));
    }

    #[test]
    fn a_long_paste_is_cut_where_a_line_has_no_more_room() {
        let mut prompt = Prompt::new("ab");
        assert!(!prompt.paste(&"\u{301}".repeat(100_000)));
        assert!(prompt.text().len() <= LONGEST && prompt.text().len() > LONGEST - 10);
        assert!(!prompt.paste(&"x".repeat(20)));
        assert!(prompt.text().len() <= LONGEST);
        let mut prompt = Prompt::default();
        assert!(prompt.paste(&"x".repeat(LONGEST)) && !prompt.paste("y"));
        assert_eq!(prompt.text(), "x".repeat(LONGEST));
    }

    #[test]
    fn the_cursor_is_in_view() {
        let prompt = Prompt::new("agency:語語");
        assert_eq!(prompt.window(20), (Safe::new("agency:語語"), 11, 0));
        assert_eq!(prompt.window(5), (Safe::new(":語語"), 5, 6));
        assert_eq!(prompt.window(3), (Safe::new("語"), 2, 9), "no half of a character");
    }
}
