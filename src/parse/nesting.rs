//! How deep TOML nests, looked at before it is read: no depth may overflow a stack. Must never recurse without a bound.

use toml::de::{DeTable, DeValue};
use toml_parser::lexer::TokenKind;

use super::limits::{self, NESTING};
use super::reader::Reader;
use crate::problem::Code;
use crate::value::Span;

/// The depth from which on a file is not given to the TOML reader at all; beneath it, deep values are read and
/// reported.
const READABLE: usize = 64;

/// The first token of `toml` that is nested deeper than can be read, and where its line or its many-lined value begins.
pub(super) fn unreadable(toml: &str) -> Option<(Span, usize)> {
    let mut depth = Depth::default();
    let mut expression = 0;
    for token in toml_parser::Source::new(toml).lex() {
        let span = token.span().start()..token.span().end();
        depth.pass(token.kind());
        if depth.now() > READABLE {
            return Some((span, expression));
        }
        if token.kind() == TokenKind::Newline && depth.open.is_empty() {
            expression = span.end;
        }
    }
    None
}

/// The brackets that are open, and the dots of the key before each of them: a dotted key nests too.
#[derive(Default)]
struct Depth {
    open: Vec<usize>,
    dots: usize,
    before: usize,
}

impl Depth {
    fn now(&self) -> usize {
        self.open.len() + self.before + self.dots
    }

    fn pass(&mut self, token: TokenKind) {
        match token {
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => {
                self.open.push(self.dots);
                self.before += self.dots;
                self.dots = 0;
            }
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                self.dots = self.open.pop().unwrap_or_default();
                self.before -= self.dots;
            }
            TokenKind::Dot => self.dots += 1,
            TokenKind::Comma => self.dots = 0,
            TokenKind::Newline if self.open.is_empty() => self.dots = 0,
            _ => {}
        }
    }
}

/// Reports the first value of `table` that stands in more tables and lists than may be. `table` nests no deeper than
/// can be read.
pub(super) fn check(reader: &mut Reader<'_>, table: &DeTable<'_>) {
    if let Some(span) = table.values().find_map(|value| too_deep(value.get_ref(), &value.span(), 0)) {
        reader.add(Code::OverLimit, &span, message());
    }
}

/// What is to be said of something nested too deep.
pub(super) fn message() -> String {
    let limit = limits::grouped(NESTING.number);
    format!("this is nested deeper than {limit} tables and lists; it is left out, flatten it")
}

/// The first table or list within `value` that is too deep; `depth` is how many stand around it.
fn too_deep(value: &DeValue<'_>, span: &Span, depth: usize) -> Option<Span> {
    let inner: Vec<_> = match value {
        DeValue::Table(table) => table.values().collect(),
        DeValue::Array(items) => items.iter().collect(),
        _ => return None,
    };
    if depth >= NESTING.number {
        return Some(span.clone());
    }
    inner.into_iter().find_map(|value| too_deep(value.get_ref(), &value.span(), depth + 1))
}
