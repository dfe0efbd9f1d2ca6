//! One file while it is read: its text, and the problems that are found in it.

use super::limits::{self, PROBLEMS};
use crate::problem::{Code, Located, Problem};
use crate::value::Span;

/// The most characters of a stranger's word that a message quotes.
const LONGEST_QUOTED: usize = 60;

/// A file while it is read.
pub(super) struct Reader<'t> {
    /// Where the file stands in the dossier.
    pub(super) path: &'t str,
    /// The whole file, from which every span counts.
    pub(super) text: &'t str,
    located: Located<'t>,
    /// What is wrong so far.
    pub(super) found: Vec<Problem>,
    /// How many more problems there were than are listed.
    unlisted: usize,
    /// Whether other programs have written it, whose keys are their own affair.
    pub(super) is_foreign: bool,
    /// What is read as other programs write it, and where.
    ways: Vec<(Span, String)>,
    /// The lines on which the syntax is at fault, ascending: what stands there cannot be trusted.
    faulty: Vec<Span>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(path: &'t str, text: &'t str) -> Self {
        Self {
            path,
            text,
            located: Located::new(path, text),
            found: Vec::new(),
            unlisted: 0,
            is_foreign: false,
            ways: Vec::new(),
            faulty: Vec::new(),
        }
    }

    /// Adds a problem at `span`. On a line whose syntax is at fault nothing else is said.
    pub(super) fn add(&mut self, code: Code, span: &Span, message: impl Into<String>) {
        self.add_with(code, span, || message.into());
    }

    /// Adds a problem at `span`, whose message is made only if it is listed.
    pub(super) fn add_with(&mut self, code: Code, span: &Span, message: impl FnOnce() -> String) {
        if self.is_faulty(span) {
            return;
        }
        if self.found.len() >= PROBLEMS.number {
            self.unlisted += 1;
            return;
        }
        self.found.push(self.located.problem(code, span, message()));
    }

    /// Adds faults of syntax, of each line the first.
    pub(super) fn add_syntax(&mut self, code: Code, mut faults: Vec<(Span, String)>) {
        faults.sort_by_key(|(span, _)| span.start);
        let mut lines: Vec<Span> = Vec::new();
        for (span, message) in faults {
            if lines.last().is_none_or(|line| line.end < span.start) {
                lines.push(self.line_at(span.start));
                self.add(code, &span, message);
            }
        }
        self.faulty = lines;
    }

    /// Notes something that is read as other programs write it: all of a file is one advice.
    pub(super) fn read_way(&mut self, span: &Span, what: impl Into<String>) {
        self.ways.push((span.clone(), what.into()));
    }

    /// Whether there is a syntax fault at all.
    pub(super) fn has_faults(&self) -> bool {
        !self.faulty.is_empty()
    }

    /// Whether what stands at `span` is on a line whose syntax is at fault.
    pub(super) fn is_faulty(&self, span: &Span) -> bool {
        if span.is_empty() && self.has_faults() {
            return true; // the recovery's own: the file has no value there
        }
        let next = self.faulty.partition_point(|line| line.end < span.start);
        self.faulty.get(next).is_some_and(|line| line.start <= span.start)
    }

    /// The line that holds the byte `at`, without its line feed.
    pub(super) fn line_at(&self, at: usize) -> Span {
        let at = at.min(self.text.len());
        let start = self.text.as_bytes().iter().take(at).rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let rest = self.text.as_bytes().iter().skip(at);
        start..at + rest.take_while(|byte| **byte != b'\n').count()
    }

    /// What stands at `span`.
    pub(super) fn slice(&self, span: &Span) -> &'t str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    /// The problems, in the order of the file.
    pub(super) fn finish(mut self) -> Vec<Problem> {
        if let Some(span) = self.ways.iter().map(|(span, _)| span.clone()).min_by_key(|span| span.start) {
            let mut ways: Vec<String> = std::mem::take(&mut self.ways).into_iter().map(|(_, what)| what).collect();
            ways.dedup();
            let message = format!("written as other programs do, and read all the same: {}", ways.join("; "));
            self.add(Code::OthersWay, &span, message);
        }
        self.found.sort();
        if self.unlisted > 0 {
            let more = limits::grouped(self.unlisted);
            let end = self.text.len()..self.text.len();
            let message = format!("{more} more problems of this file are not listed; mend those that are");
            self.found.push(self.located.problem(Code::OverLimit, &end, message));
        }
        self.found
    }
}

/// A stranger's word as a message quotes it.
pub(super) fn quoted(word: &str) -> String {
    let cut: String = word.chars().take(LONGEST_QUOTED).collect();
    let more = if cut.len() < word.len() { "…" } else { "" };
    format!("`{cut}{more}`")
}
