//! A line that is being typed: the filter, or words to find. Must never decide what the line does.

use tui_input::{Input, InputRequest};

use super::app::{Lists, Location};
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
    /// Where the page stood before.
    pub top: usize,
    /// What was looked for before.
    pub text: String,
}

/// Edits a line with a key that is no command. Whether the line changed.
pub fn edit(input: &mut Input, key: Key) -> bool {
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
pub fn paste(input: &mut Input, text: &str) {
    let line = Safe::lines(text).iter().map(Safe::as_str).collect::<Vec<_>>().join(" ");
    for letter in line.chars() {
        input.handle(InputRequest::InsertChar(letter));
    }
}
