//! TOML as it is written → a table with the place of everything, and every fault of its syntax.

use toml::de::{DeTable, Error};

use super::limits::{self, FRONT_MATTER, PROBLEMS};
use super::reader::Reader;
use super::remedies::{GIVES_UP, NO_COMMA, NOT_CLOSED, UNCLOSED, UNQUOTED, remedy};
use super::{faults, nesting};
use crate::problem::Code;
use crate::value::Span;

/// Gives the TOML that stands at `range` of the file to `then`, once all its syntax faults are reported. What stands
/// around a fault is read.
pub(super) fn read<R>(
    reader: &mut Reader<'_>,
    range: &Span,
    then: impl FnOnce(&mut Reader<'_>, &DeTable<'_>) -> R,
) -> R {
    let mut toml = blanked(reader.text, range);
    if let Some((span, expression)) = nesting::unreadable(&toml) {
        reader.add(Code::OverLimit, &span, format!("{}; nothing from here on is read", nesting::message()));
        toml.truncate(expression);
    }
    if let Some(at) = faults::after(&toml, PROBLEMS.number) {
        let line = reader.line_at(at);
        let limit = limits::grouped(PROBLEMS.number);
        let message = format!("there are more than {limit} faults of syntax; nothing from here on is read, mend them");
        reader.add(Code::OverLimit, &line, message);
        toml.truncate(line.start);
    }
    let (table, errors) = DeTable::parse_recoverable(&toml);
    let given_up: Vec<_> = errors.iter().filter(|error| error.message().starts_with(GIVES_UP)).collect();
    if given_up.is_empty() {
        reader.add_syntax(Code::NotToml, faults_of(&toml, &errors));
        nesting::check(reader, table.get_ref());
        return then(reader, table.get_ref());
    }
    let lines = given_up.iter().filter_map(|error| error.span()).map(|span| reader.line_at(span.start));
    let lines: Vec<_> = lines.collect();
    let repaired = without(&toml, &lines);
    let (table, more) = DeTable::parse_recoverable(&repaired);
    let whole = lines.into_iter().map(|line| (line, remedy(GIVES_UP)));
    let others = faults_of(&toml, errors.iter().chain(&more));
    reader.add_syntax(Code::NotToml, whole.chain(others).collect());
    nesting::check(reader, table.get_ref());
    then(reader, table.get_ref())
}

/// Up to which byte, at most `range.end`, the TOML at `range` of `text` has no fault; the start of a line.
pub(super) fn sound_until(reader: &Reader<'_>, range: &Span) -> usize {
    let mut toml = blanked(reader.text, range);
    if let Some((_, expression)) = nesting::unreadable(&toml) {
        toml.truncate(expression);
    }
    faults::after(&toml, 0).map_or(toml.len(), |at| reader.line_at(at).start).max(range.start)
}

/// What of `range` is within the limit of front matter, in whole lines; what is not is reported.
pub(super) fn within_limit(reader: &mut Reader<'_>, range: Span) -> Span {
    if range.len() <= FRONT_MATTER.number {
        return range;
    }
    let most = range.start + FRONT_MATTER.number;
    let last = reader.line_at(most);
    let limit = limits::grouped(FRONT_MATTER.number);
    let message = format!("the front matter has more than {limit} bytes; from this line on it is not read, shorten it");
    reader.add(Code::OverLimit, &last, message);
    range.start..last.start.max(range.start)
}

/// The file up to the end of `range`, with spaces for all that stands before it, so that bytes count as in the file.
fn blanked(text: &str, range: &Span) -> String {
    let before = text.bytes().take(range.start).map(|byte| if byte == b'\n' { '\n' } else { ' ' });
    let mut toml: String = before.collect();
    toml.push_str(text.get(range.clone()).unwrap_or_default());
    toml
}

/// `toml` with spaces for these lines.
fn without(toml: &str, lines: &[Span]) -> String {
    let mut repaired = String::with_capacity(toml.len());
    for line in lines {
        repaired.push_str(toml.get(repaired.len()..line.start).unwrap_or_default());
        repaired.extend(std::iter::repeat_n(' ', line.end.saturating_sub(repaired.len())));
    }
    repaired.push_str(toml.get(repaired.len()..).unwrap_or_default());
    repaired
}

/// Every fault; a comma that is missing where a key begins a line is a list that nobody closed.
fn faults_of<'e>(toml: &str, errors: impl IntoIterator<Item = &'e Error>) -> Vec<(Span, String)> {
    let told = errors.into_iter().map(|error| fault(toml, error)).map(|(span, message)| {
        let is_unclosed = message == remedy(NO_COMMA) && begins_with_key(toml, &span);
        (span, if is_unclosed { remedy(NOT_CLOSED) } else { message })
    });
    told.collect()
}

/// Whether a line begins there, with a key.
fn begins_with_key(toml: &str, span: &Span) -> bool {
    let is_first = toml.get(..span.start).is_some_and(|before| before.trim_end_matches([' ', '\t']).ends_with('\n'));
    let line = toml.get(span.start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let key = line.split_once('=').map_or("", |(key, _)| key.trim());
    is_first && !key.is_empty() && key.chars().all(|letter| letter.is_ascii_alphanumeric() || "_-.".contains(letter))
}

/// Where a fault stands and what is said of it. Of a value that is not there, and of a comma that is not, the library
/// says that there are no quotes.
fn fault(toml: &str, error: &Error) -> (Span, String) {
    let (message, span) = (error.message(), error.span().unwrap_or_default());
    let before = toml.get(..span.start).and_then(|before| before.lines().next_back()).unwrap_or_default();
    let said = match message {
        _ if !message.starts_with(UNQUOTED) && !message.starts_with(UNCLOSED) => message,
        _ if span.is_empty() && (message.starts_with(UNQUOTED) || before.trim_end().ends_with('=')) => "missing value",
        _ if before.contains(['[', '{']) && lacks_comma(toml, &span) => NO_COMMA,
        _ => message,
    };
    (span, remedy(said))
}

/// Whether what stands there is numbers beside each other, or ends with the next key.
fn lacks_comma(toml: &str, span: &Span) -> bool {
    let words = toml.get(span.clone()).unwrap_or_default().split_whitespace();
    let is_value = |word: &str| word.parse::<f64>().is_ok() || matches!(word, "true" | "false");
    let is_before_equals = toml.get(span.end..).is_some_and(|rest| rest.trim_start().starts_with('='));
    words.clone().count() > 1 && (is_before_equals || words.clone().all(is_value))
}
