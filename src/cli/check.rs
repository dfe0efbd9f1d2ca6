//! `dossier check`: every problem with its place, its line and what to do.

use serde_json::{Value as Json, json};

use super::Loaded;
use super::args::{Check, Plain};
use super::cell::Cell;
use super::form::pretty;
use super::medium::{Look, Medium};
use super::output::{Answer, NOTHING};
use super::table;
use crate::entry::TableColumn;
use crate::evidence::{Coverage, Standing};
use crate::export::json::SCHEMA;
use crate::problem::{Problem, Severity};
use crate::text::Safe;
use crate::whole::{Depth, Spot};

/// How far a source line is shown where there is no terminal to say so.
const COLUMNS: usize = 120;

/// Before a source line.
const INDENT: &str = "    ";

/// Every problem, and how many there are.
pub(super) fn answer(check: &Check, loaded: &Loaded, medium: Medium) -> Answer {
    let loaded = &loaded.to(Depth::Checked);
    let problems = loaded.dossier().problems();
    let coverage = if check.coverage { Coverage::of_all(loaded.dossier()) } else { Vec::new() };
    let out = match check.format {
        Plain::Text if check.coverage => text(loaded, problems, medium) + "\n" + &covered(loaded, &coverage, medium),
        Plain::Text => text(loaded, problems, medium),
        Plain::Json => pretty(&object(loaded, problems, check.coverage.then_some(&coverage))),
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

const COVERAGE: [TableColumn; 6] = [
    TableColumn::new(0, "ref"),
    TableColumn::new(1, "facts").figure(),
    TableColumn::new(2, Standing::Two.sign()).figure(),
    TableColumn::new(3, Standing::One.sign()).figure(),
    TableColumn::new(4, Standing::None.sign()).figure(),
    TableColumn::new(5, "≠").figure(),
];

/// How well each entry is sourced, and all together.
fn covered(loaded: &Loaded, coverage: &[Coverage], medium: Medium) -> String {
    let row = |name: String, [none, one, two]: [usize; 3], differs: usize| -> Vec<Cell> {
        let figures = [none + one + two, two, one, none, differs].map(|count| Cell::of(count.to_string()));
        std::iter::once(Cell::of(name)).chain(figures).collect()
    };
    let of = |one: &Coverage| row(written(loaded, one), one.by_standing, one.differs);
    let sum = coverage.iter().fold(([0; 3], 0), |(mut sum, differs), one| {
        sum.iter_mut().zip(one.by_standing).for_each(|(sum, count)| *sum += count);
        (sum, differs + one.differs)
    });
    let rows: Vec<Vec<Cell>> = coverage.iter().map(of).chain([row("all".to_owned(), sum.0, sum.1)]).collect();
    table::text(&COVERAGE, &rows, medium)
}

fn written(loaded: &Loaded, of: &Coverage) -> String {
    loaded.dossier().written(&Spot::page(of.entry))
}

fn object(loaded: &Loaded, problems: &[Problem], coverage: Option<&Vec<Coverage>>) -> Json {
    let mut object = all(loaded, problems);
    if let Some((object, coverage)) = object.as_object_mut().zip(coverage) {
        let of = |one: &Coverage| {
            let [none, one_witness, two] = one.by_standing;
            json!({
                "ref": written(loaded, one), "facts": one.facts(),
                "two": two, "one": one_witness, "none": none, "differs": one.differs,
            })
        };
        object.insert("coverage".to_owned(), coverage.iter().map(of).collect());
    }
    object
}

fn all(loaded: &Loaded, problems: &[Problem]) -> Json {
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
