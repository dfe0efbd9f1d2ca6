//! The values after a field's colon, read as what the field compares. Must never know which entry has them.

use std::ops::Range;

use super::QueryError;
use super::ast::{Criterion, Words};
use super::bounds::{Bound, Test};
use super::dates::Days;
use super::fields::{Compares, parts};
use super::lex::{Piece, Scanner};
use super::numbers::Number;
use crate::text::near::nearest;
use crate::value::{Date, Reference};

/// The values that come next, as what they are compared as.
///
/// # Errors
/// Where one is missing, or is not of what the field compares.
pub(super) fn criterion(
    scanner: &mut Scanner,
    name: &Piece,
    compares: Compares,
    surely: bool,
) -> Result<Criterion, QueryError> {
    if compares != Compares::Dates {
        refuse_surely(name, surely)?;
    }
    let tests = list(scanner)?;
    if tests.iter().any(|test| matches!(test, Test::Is(piece) if !piece.quoted && piece.text == "*")) {
        return Ok(Criterion::Present);
    }
    match compares {
        Compares::Words => each(name, tests, |piece| words(scanner, piece)).map(Criterion::Words),
        Compares::References => each(name, tests, |piece| reference(scanner, piece)).map(Criterion::References),
        Compares::Among(known) => each(name, tests, |piece| among(scanner, name, piece, known)).map(Criterion::Among),
        Compares::Parts => each(name, tests, |piece| among(scanner, name, piece, &parts())).map(Criterion::Among),
        Compares::Dates => {
            let tests = bounds(tests, |piece| date(scanner, piece))?;
            Ok(Criterion::Dates { surely, tests })
        }
        Compares::Numbers => bounds(tests, |piece| number(scanner, piece)).map(Criterion::Numbers),
    }
}

/// An error where `!:` stands after a field that is no date.
pub(super) fn refuse_surely(name: &Piece, surely: bool) -> Result<(), QueryError> {
    if !surely {
        return Ok(());
    }
    let message = format!("'!:' asks dates alone what must be; to exclude, write -{}:…", name.text);
    Err(QueryError { column: name.columns.end, message, unfinished: false })
}

/// `value { "," value }`
pub(super) fn list(scanner: &mut Scanner) -> Result<Vec<Test<Piece>>, QueryError> {
    let mut tests = vec![test(scanner)?];
    while scanner.eat(",") {
        tests.push(test(scanner)?);
    }
    Ok(tests)
}

fn test(scanner: &mut Scanner) -> Result<Test<Piece>, QueryError> {
    let bound: Option<fn(Piece) -> Test<Piece>> = if scanner.eat("<=") || scanner.eat("..") {
        Some(Test::UpTo)
    } else if scanner.eat(">=") {
        Some(Test::From)
    } else if scanner.eat("<") {
        Some(Test::Below)
    } else if scanner.eat(">") {
        Some(Test::Above)
    } else {
        None
    };
    let first = scanner.value()?;
    if first.columns.is_empty() {
        return Err(scanner.error_here("a value is missing here"));
    }
    if let Some(bound) = bound {
        return Ok(bound(first));
    }
    if !scanner.eat("..") {
        return Ok(Test::Is(first));
    }
    let last = scanner.value()?;
    Ok(if last.columns.is_empty() { Test::From(first) } else { Test::Within(first, last) })
}

/// The values of a field that has no order.
pub(super) fn each<T>(
    name: &Piece,
    tests: Vec<Test<Piece>>,
    mut read: impl FnMut(&Piece) -> Result<T, QueryError>,
) -> Result<Vec<T>, QueryError> {
    let one = |test: Test<Piece>| match test {
        Test::Is(piece) => read(&piece),
        Test::Below(piece) | Test::UpTo(piece) | Test::Above(piece) | Test::From(piece) | Test::Within(piece, _) => {
            let message = format!("{}: has no order; only dates and numbers take < > and '..'", name.text);
            Err(QueryError { column: piece.columns.start, message, unfinished: false })
        }
    };
    tests.into_iter().map(one).collect()
}

fn bounds<T>(
    tests: Vec<Test<Piece>>,
    read: impl Fn(&Piece) -> Result<T, QueryError>,
) -> Result<Vec<Test<Bound<T>>>, QueryError> {
    let mut bound = |piece: Piece| read(&piece).map(|value| Bound { text: piece.text, value });
    tests.into_iter().map(|test| test.try_map(&mut bound)).collect()
}

/// A word or a phrase that is to be looked for.
pub(super) fn words(scanner: &Scanner, piece: &Piece) -> Result<Words, QueryError> {
    words_near(scanner, piece, None)
}

/// The same; of a phrase, how many others may stand between its words, where that is said.
pub(super) fn words_near(scanner: &Scanner, piece: &Piece, between: Option<usize>) -> Result<Words, QueryError> {
    let words =
        if piece.quoted { Words::phrase(&piece.text, between) } else { Words::word(&piece.text, scanner.language()) };
    if words.needle.is_empty() {
        let message = format!("'{}' has no letter and no digit to look for", piece.text);
        return Err(scanner.error(&piece.columns, message));
    }
    Ok(words)
}

fn reference(scanner: &Scanner, piece: &Piece) -> Result<Reference, QueryError> {
    let wrong = |message: String| scanner.error(&piece.columns, format!("'{}' {message}", piece.text));
    let reference = Reference::parse(&piece.text).map_err(|error| wrong(error.message))?;
    if reference.name.is_none() {
        return Err(wrong("names no entry; write amazon, companies/amazon or amazon#p3".to_owned()));
    }
    Ok(reference)
}

/// The one of the known words that stands there.
pub(super) fn among(
    scanner: &Scanner,
    name: &Piece,
    piece: &Piece,
    known: &[&'static str],
) -> Result<&'static str, QueryError> {
    if let Some(word) = known.iter().find(|word| **word == piece.text) {
        return Ok(word);
    }
    let hint = match nearest(&piece.text, known.iter().copied()) {
        Some(near) => format!("did you mean {near}?"),
        None if known.len() > 12 => "it knows the keys of front matter".to_owned(),
        None => format!("it knows {}", known.join(", ")),
    };
    let message = format!("{}: does not know '{}'; {hint}", name.text, piece.text);
    Err(scanner.error(&piece.columns, message))
}

fn date(scanner: &Scanner, piece: &Piece) -> Result<Days, QueryError> {
    let parsed = Date::parse(&piece.text);
    let date = parsed.map_err(|error| wrong_value(scanner, &piece.columns, &piece.text, &error.message))?;
    Ok(Days::of(&date))
}

fn number(scanner: &Scanner, piece: &Piece) -> Result<Number, QueryError> {
    Number::parse(&piece.text).map_err(|message| wrong_value(scanner, &piece.columns, &piece.text, message))
}

fn wrong_value(scanner: &Scanner, columns: &Range<usize>, text: &str, message: &str) -> QueryError {
    scanner.error(columns, format!("'{text}' {message}"))
}
