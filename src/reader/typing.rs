//! A line that is being typed: the filter, or words to find. Must never decide what the line does.

use tui_input::{Input, InputRequest};

use super::place::{Lists, Location};
use crate::keys::{Code, Key};
use crate::query::QueryError;
use crate::text::Safe;
use crate::whole::Topic;

/// A filter that is being typed.
#[derive(Debug)]
pub struct FilterLine {
    /// The line.
    pub input: Input,
    /// What it was before, to be taken back.
    pub before: Before,
    /// What is wrong with it, where anything is said of it.
    pub complaint: Option<QueryError>,
    /// Which earlier line was brought back, counted from the latest.
    pub recalled: Option<usize>,
}

/// What the reader was like before the line was typed.
#[derive(Debug)]
pub struct Before {
    /// The filter.
    pub text: String,
    /// What it was narrowed to besides.
    pub related: Option<Topic>,
    /// The lists.
    pub lists: Lists,
    /// The page.
    pub location: Location,
}

/// Words to find that are being typed.
#[derive(Debug)]
pub struct FindLine {
    /// The line.
    pub input: Input,
    /// Which earlier line was brought back, counted from the latest.
    pub recalled: Option<usize>,
    /// Where the page stood before.
    pub top: usize,
    /// What was looked for before.
    pub text: String,
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

    /// Brings back the line before the recalled one, or the one after it; after the latest comes an empty one. Whether there
    /// was one.
    pub fn recall(&self, input: &mut Input, recalled: &mut Option<usize>, back: bool) -> bool {
        let next = match (*recalled, back) {
            (None, true) => Some(0),
            (Some(at), true) => Some(at + 1),
            (None | Some(0), false) => None,
            (Some(at), false) => Some(at - 1),
        };
        let line = next.map_or(Some(""), |at| self.before_latest(at));
        if let Some(line) = line {
            *recalled = next;
            *input = Input::new(line.to_owned());
        }
        line.is_some()
    }
}

/// Edits a line with a key that is no command. Whether the line changed.
pub(super) fn edit(input: &mut Input, key: Key) -> bool {
    let before = input.value().to_owned();
    if let Some(request) = request(key) {
        input.handle(request);
    }
    before != input.value()
}

fn request(key: Key) -> Option<InputRequest> {
    if let Some(letter) = key.typed() {
        return Some(InputRequest::InsertChar(letter));
    }
    let word = key.ctrl || key.alt;
    Some(match key.code {
        Code::Backspace if word => InputRequest::DeletePrevWord,
        Code::Backspace => InputRequest::DeletePrevChar,
        Code::Delete if word => InputRequest::DeleteNextWord,
        Code::Delete => InputRequest::DeleteNextChar,
        Code::Left if word => InputRequest::GoToPrevWord,
        Code::Left => InputRequest::GoToPrevChar,
        Code::Right if word => InputRequest::GoToNextWord,
        Code::Right => InputRequest::GoToNextChar,
        Code::Home => InputRequest::GoToStart,
        Code::End => InputRequest::GoToEnd,
        Code::Char('a') if key.ctrl => InputRequest::GoToStart,
        Code::Char('e') if key.ctrl => InputRequest::GoToEnd,
        Code::Char('w') if key.ctrl => InputRequest::DeletePrevWord,
        _ => return None,
    })
}

/// Puts pasted text into a line, as one line of safe text.
pub(super) fn paste(input: &mut Input, text: &str) {
    let line = Safe::lines(text).iter().map(Safe::as_str).collect::<Vec<_>>().join(" ");
    for letter in line.chars() {
        input.handle(InputRequest::InsertChar(letter));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn earlier_lines_come_back_in_turn() {
        let mut earlier = Earlier::default();
        for line in ["one", "two", "", "one"] {
            earlier.keep(line);
        }
        let (mut input, mut recalled) = (Input::default(), None);
        let mut press = |back| {
            earlier.recall(&mut input, &mut recalled, back);
            input.value().to_owned()
        };
        assert_eq!([true, true, true, false, false, false].map(&mut press), ["one", "two", "two", "one", "", ""]);
    }

    #[test]
    fn pasted_text_is_one_safe_line() {
        let mut input = Input::default();
        paste(&mut input, "a\nb\u{1b}[31m");
        assert_eq!(input.value(), "a b␛[31m");
    }
}
