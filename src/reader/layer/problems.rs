//! What is said of a problem. Must never say but what the problem says.

use crate::problem::{Problem, Severity};
use crate::reader::part::Part;
use crate::text::Safe;
use crate::text::wrap::wrap;

/// What the row of a problem is, chosen or not.
#[must_use]
pub fn part(problem: &Problem, chosen: bool) -> Part {
    match (problem.severity(), chosen) {
        (Severity::Error, _) => Part::Error,
        (Severity::Warning | Severity::Advice, true) => Part::Chosen,
        (Severity::Warning, false) => Part::Plain,
        (Severity::Advice, false) => Part::Dim,
    }
}

/// What is said of one, line by line in so many columns: what it is, where, what is wrong, and the line itself.
#[must_use]
pub fn one(problem: &Problem, width: usize) -> Vec<(Safe, Part)> {
    let code = Safe::new(&format!("{} {}", problem.severity(), problem.code.code()));
    let said = [(code, part(problem, true)), (problem.place(), Part::Dim), (problem.sentence(), Part::Plain)];
    let mut lines = Vec::new();
    for (text, part) in said {
        lines.extend(wrap(text.as_str(), width, width).into_iter().map(|range| (text.slice(range), part)));
    }
    let picture = problem.picture(width);
    if !picture.is_empty() {
        lines.push((Safe::default(), Part::Plain));
        lines.extend(picture.into_iter().zip([Part::Plain, Part::Accent]));
    }
    lines
}
