//! How many faults of syntax TOML has, counted before it is read: whoever reads it keeps each of them. Must never keep
//! one.

use toml_parser::decoder::Encoding;
use toml_parser::parser::{EventReceiver, ValidateWhitespace, parse_document};
use toml_parser::{ErrorSink, ParseError, Raw, Source, Span};

/// At which byte of `toml` the first fault stands after so many others. A key that stands twice is none of syntax.
pub(super) fn after(toml: &str, others: usize) -> Option<usize> {
    let source = Source::new(toml);
    let tokens = source.lex().into_vec();
    let (mut count, mut place) = (0, None);
    let mut counted = |fault: ParseError| {
        count += 1;
        if count > others && place.is_none() {
            place = fault.unexpected().or(fault.context()).map(|span| span.start());
        }
    };
    parse_document(&tokens, &mut ValidateWhitespace::new(&mut Decoded(source), source), &mut counted);
    place
}

/// Looks into keys and values, where escapes and figures may be wrong.
struct Decoded<'t>(Source<'t>);

impl<'t> Decoded<'t> {
    fn raw(&self, span: Span, encoding: Option<Encoding>) -> Raw<'t> {
        let text = self.0.input().get(span.start()..span.end()).unwrap_or_default();
        Raw::new_unchecked(text, encoding, span)
    }
}

impl EventReceiver for Decoded<'_> {
    fn simple_key(&mut self, span: Span, encoding: Option<Encoding>, faults: &mut dyn ErrorSink) {
        self.raw(span, encoding).decode_key(&mut (), faults);
    }

    fn scalar(&mut self, span: Span, encoding: Option<Encoding>, faults: &mut dyn ErrorSink) {
        let _kind = self.raw(span, encoding).decode_scalar(&mut (), faults);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_counted_in_the_order_of_the_text() {
        let toml = "a = 1\nb\nc = \"\\q\\q\"\nd = = 1\n[e\n# \u{1}\n";
        let lines = |others: usize| after(toml, others).map(|at| toml.get(..at).unwrap().matches('\n').count() + 1);
        assert_eq!([0, 1, 2, 3].map(lines), [Some(2), Some(3), Some(3), Some(4)]);
        assert_eq!(after(toml, 100), None);
        assert_eq!(after("a = \"x\"\n[[b]]\nc = 2018-01-01\na = 1\n", 0), None);
    }
}
