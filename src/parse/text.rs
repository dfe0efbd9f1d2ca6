//! Bytes → text, and an attached text → its paragraphs.

use std::borrow::Cow;

use super::limits::{self, INVISIBLE, Limit, PARAGRAPHS};
use crate::problem::{Code, Problem};
use crate::text::suspicious;

/// The text of a file without its byte order mark, and what is wrong with its bytes: what is no UTF-8 reads `\u{FFFD}`.
pub(super) type Decoded<'b> = (Cow<'b, str>, Option<Problem>);

/// The text of a file, or why it is none.
pub(super) fn decode<'b>(path: &str, bytes: &'b [u8], limit: Limit) -> Result<Decoded<'b>, Problem> {
    if bytes.len() > limit.number {
        let limit = limits::grouped(limit.number);
        let message = format!("this file is not read: it has more than {limit} bytes; divide or shorten it");
        return Err(Problem::of_file(Code::OverLimit, path, message));
    }
    if let Some(text) = utf16(bytes) {
        let message = "this file is UTF-16, not UTF-8; save it as UTF-8";
        return Ok((Cow::Owned(text), Some(Problem::of_file(Code::NotUtf8, path, message))));
    }
    let read = std::str::from_utf8(bytes);
    let text = read.map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed);
    let problem = read.err().map(|error| not_utf8(path, &text, error.valid_up_to()));
    let text = match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.strip_prefix(MARK).unwrap_or(text)),
        Cow::Owned(text) => Cow::Owned(text.strip_prefix(MARK).map(str::to_owned).unwrap_or(text)),
    };
    Ok((text, problem))
}

/// The byte order mark.
const MARK: char = '\u{FEFF}';

/// The text of a file that begins with a byte order mark of UTF-16.
fn utf16(bytes: &[u8]) -> Option<String> {
    let (order, units): (fn([u8; 2]) -> u16, _) = match bytes {
        [0xFF, 0xFE, units @ ..] => (u16::from_le_bytes, units),
        [0xFE, 0xFF, units @ ..] => (u16::from_be_bytes, units),
        _ => return None,
    };
    let units = units.chunks_exact(2).map(|unit| order([unit[0], unit[1]]));
    Some(char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
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

/// The first byte that is at fault, in the text that shows it: what stands before is the same there.
fn not_utf8(path: &str, text: &str, at: usize) -> Problem {
    let message = "this byte is no UTF-8, and shown as \u{FFFD}; save the file as UTF-8";
    let span = at..at + char::REPLACEMENT_CHARACTER.len_utf8();
    Problem::at(Code::NotUtf8, path, &line_feeds(text), &span, message)
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
