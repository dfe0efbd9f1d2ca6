//! Bytes → text, and an attached text → its paragraphs.

use std::borrow::Cow;

use super::limits::{self, INVISIBLE, Limit, PARAGRAPHS};
use crate::problem::{Code, Problem};
use crate::text::suspicious;

/// The text of a file without its byte order mark, or why it is none.
pub(super) fn decode<'b>(path: &str, bytes: &'b [u8], limit: Limit) -> Result<&'b str, Problem> {
    if bytes.len() > limit.number {
        let limit = limits::grouped(limit.number);
        let message = format!("this file is not read: it has more than {limit} bytes; divide or shorten it");
        return Err(Problem::of_file(Code::OverLimit, path, message));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(path, bytes, error.valid_up_to()))?;
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text))
}

/// Each single CR as an LF, so that lines are counted alike everywhere; no byte moves.
pub(super) fn line_feeds(text: &str) -> Cow<'_, str> {
    if !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    let mut characters = text.chars().peekable();
    let mut fed = String::with_capacity(text.len());
    while let Some(character) = characters.next() {
        let single = character == '\r' && characters.peek() != Some(&'\n');
        fed.push(if single { '\n' } else { character });
    }
    Cow::Owned(fed)
}

fn not_utf8(path: &str, bytes: &[u8], at: usize) -> Problem {
    let line_end = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == b'\n'));
    let lines = bytes.get(..line_end.map_or(bytes.len(), |end| at + end)).unwrap_or(bytes);
    let text = String::from_utf8_lossy(lines);
    let utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let message = if utf16 {
        "this file is UTF-16, not UTF-8; save it as UTF-8"
    } else {
        "this file is not UTF-8 from here on; save it as UTF-8"
    };
    // What stands before the fault is the same in the text that shows it.
    Problem::at(Code::NotUtf8, path, &line_feeds(&text), &(at..at + 1), message)
}

/// The characters that nobody sees and that may mislead, each at its place.
pub(super) fn invisible(path: &str, text: &str) -> Vec<Problem> {
    // In a file without a single LF, CRs are its line ends.
    let ends_in_cr = !text.contains('\n');
    let fed = line_feeds(text);
    let mut found = suspicious(text).filter(|(_, character)| !(ends_in_cr && *character == '\r'));
    let listed = found.by_ref().take(INVISIBLE.number);
    let mut problems: Vec<_> = listed
        .map(|(at, character)| {
            let span = at..at + character.len_utf8();
            Problem::at(Code::Invisible, path, &fed, &span, hidden_character(character))
        })
        .collect();
    if let Some((at, character)) = found.next() {
        let more = limits::grouped(found.count() + 1);
        let message = format!("from here on {more} more control or invisible characters are not listed");
        problems.push(Problem::at(Code::Invisible, path, &fed, &(at..at + character.len_utf8()), message));
    }
    problems
}

/// What is to be said of a character that nobody sees.
pub(super) fn hidden_character(character: char) -> String {
    let code = u32::from(character);
    format!("U+{code:04X} stands here, a control or invisible character that may mislead; delete it")
}

/// The paragraphs of an attached text: its blocks, split at blank lines; and where there are more than may be, at which
/// byte.
pub(super) fn paragraphs(text: &str) -> (Vec<String>, Option<usize>) {
    let mut paragraphs = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n').chain(std::iter::once("")) {
        if !line.trim().is_empty() {
            if paragraphs.len() == PARAGRAPHS.number {
                return (paragraphs, Some(start));
            }
            lines.push(line.trim_end());
        } else if !lines.is_empty() {
            paragraphs.push(lines.join("\n"));
            lines.clear();
        }
        start += line.len();
    }
    (paragraphs, None)
}

/// That not all paragraphs of an attached text are read.
pub(super) fn too_many(path: &str, text: &str, at: usize) -> Problem {
    let limit = limits::grouped(PARAGRAPHS.number);
    let message = format!("this text has more than {limit} paragraphs; from here on it is not read, divide it");
    Problem::at(Code::OverLimit, path, text, &(at..at + 1), message)
}
