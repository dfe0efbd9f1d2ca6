//! `dossier check`: every problem with its place, its line and what to do.

use serde_json::{Value as Json, json};

use super::Loaded;
use super::args::{Check, Plain};
use super::form::pretty;
use super::medium::{Look, Medium};
use super::output::{Answer, NOTHING};
use crate::export::json::SCHEMA;
use crate::problem::{Problem, Severity};
use crate::text::Safe;
use crate::whole::Depth;

/// How far a source line is shown where there is no terminal to say so.
const COLUMNS: usize = 120;

/// Before a source line.
const INDENT: &str = "    ";

/// Every problem, and how many there are.
pub(super) fn answer(check: &Check, loaded: &Loaded, medium: Medium) -> Answer {
    let loaded = &loaded.to(Depth::Checked);
    let problems = loaded.dossier().problems();
    let out = match check.format {
        Plain::Text => text(loaded, problems, medium),
        Plain::Json => pretty(&object(loaded, problems)),
    };
    let counts = |severity| match severity {
        Severity::Error => true,
        Severity::Warning => check.strict,
        Severity::Advice => false,
    };
    let fails = problems.iter().any(|problem| counts(problem.severity()));
    Answer { status: if fails { NOTHING } else { 0 }, ..Answer::of(out) }
}

fn text(loaded: &Loaded, problems: &[Problem], medium: Medium) -> String {
    let title = medium.look(Look::Bold, Safe::new(loaded.dossier().title()).as_str());
    let counts: Vec<String> = SEVERITIES.iter().map(|severity| counted(*severity, problems)).collect();
    let each = problems.iter().map(|problem| one(problem, medium));
    each.chain([format!("{title}: {}\n", counts.join(", "))]).collect()
}

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Advice];

fn count(severity: Severity, problems: &[Problem]) -> usize {
    problems.iter().filter(|problem| problem.severity() == severity).count()
}

fn counted(severity: Severity, problems: &[Problem]) -> String {
    let count = count(severity, problems);
    let many = if count == 1 || severity == Severity::Advice { "" } else { "s" };
    format!("{count} {severity}{many}")
}

fn one(problem: &Problem, medium: Medium) -> String {
    let severity = problem.severity();
    let look = match severity {
        Severity::Error => Look::Red,
        Severity::Warning => Look::Yellow,
        Severity::Advice => Look::Dim,
    };
    let place = medium.look(Look::Bold, problem.place().as_str());
    let word = medium.look(look, &format!("{severity} {}", problem.code.code()));
    let mut lines = vec![format!("{place}: {word}: {}", problem.sentence())];
    let room = medium.terminal.unwrap_or(COLUMNS).saturating_sub(INDENT.len()).max(1);
    lines.extend(problem.picture(room).iter().map(|line| format!("{INDENT}{line}")));
    lines.join("\n") + "\n"
}

fn object(loaded: &Loaded, problems: &[Problem]) -> Json {
    json!({
        "schema": SCHEMA,
        "title": loaded.dossier().title(),
        "errors": count(Severity::Error, problems),
        "warnings": count(Severity::Warning, problems),
        "advice": count(Severity::Advice, problems),
        "problems": problems.iter().map(|problem| json!({
            "path": problem.path,
            "line": problem.line,
            "column": problem.column,
            "length": problem.length,
            "code": problem.code.code(),
            "severity": problem.severity().word(),
            "message": problem.message,
            "source": problem.source,
        })).collect::<Json>(),
    })
}
