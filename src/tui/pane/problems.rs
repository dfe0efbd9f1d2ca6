//! What is wrong with the dossier: all of it in a list, or one with its line and caret.

use ratatui::layout::Rect;

use super::frame;
use crate::problem::{Problem, Severity};
use crate::text::Safe;
use crate::text::wrap::wrap;
use crate::tui::app::App;
use crate::tui::canvas::{Canvas, Pane};
use crate::tui::cursor::top;
use crate::tui::overlay::ProblemList;
use crate::tui::theme::Part;

/// The problems as they are shown.
#[derive(Debug)]
pub(in crate::tui) struct Shown {
    area: Rect,
    heading: Safe,
    hint: &'static str,
    lines: Vec<(Safe, Part)>,
}

pub(in crate::tui) fn of(app: &App, list: ProblemList, area: Rect) -> Shown {
    let problems = app.read.dossier.problems();
    let width = usize::from(area.width.saturating_sub(4)).max(1);
    let height = usize::from(area.height.saturating_sub(2));
    let chosen = list.chosen();
    match list {
        ProblemList::All(_) => Shown {
            area,
            heading: Safe::new(&counted(problems)),
            hint: "Enter shows the line · Esc closes",
            lines: all(problems, chosen, height),
        },
        ProblemList::One(_) => Shown {
            area,
            heading: Safe::new(&format!("Problem {} of {}", chosen + 1, problems.len())),
            hint: "j k next · Esc shows all",
            lines: problems.get(chosen).map(|problem| one(problem, width)).unwrap_or_default(),
        },
    }
}

fn counted(problems: &[Problem]) -> String {
    let count = |severity: Severity| problems.iter().filter(|problem| problem.severity() == severity).count();
    let plural = |count: usize, word: &str| if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") };
    let parts = [
        plural(count(Severity::Error), "error"),
        plural(count(Severity::Warning), "warning"),
        format!("{} advice", count(Severity::Advice)),
    ];
    format!("Problems: {}", parts.join(" · "))
}

fn all(problems: &[Problem], chosen: usize, height: usize) -> Vec<(Safe, Part)> {
    let first = top(chosen, height / 2, height, problems.len());
    let shown = problems.iter().enumerate().skip(first).take(height);
    shown
        .map(|(row, problem)| {
            let mark = if row == chosen { "▌" } else { " " };
            let text = format!("{mark} {} {} {}", problem.severity(), problem.place(), problem.sentence());
            (Safe::new(&text), part(problem, row == chosen))
        })
        .collect()
}

fn part(problem: &Problem, chosen: bool) -> Part {
    match (problem.severity(), chosen) {
        (Severity::Error, _) => Part::Error,
        (Severity::Warning | Severity::Advice, true) => Part::Chosen,
        (Severity::Warning, false) => Part::Plain,
        (Severity::Advice, false) => Part::Dim,
    }
}

fn one(problem: &Problem, width: usize) -> Vec<(Safe, Part)> {
    let mut lines = vec![
        (Safe::new(&format!("{} {}", problem.severity(), problem.code.code())), part(problem, true)),
        (problem.place(), Part::Dim),
        (Safe::default(), Part::Plain),
    ];
    let picture = problem.picture(width);
    let is_pictured = !picture.is_empty();
    lines.extend(picture.into_iter().zip([Part::Plain, Part::Accent]));
    if is_pictured {
        lines.push((Safe::default(), Part::Plain));
    }
    let sentence = problem.sentence();
    lines.extend(wrap(sentence.as_str(), width, width).into_iter().map(|range| (sentence.slice(range), Part::Plain)));
    lines
}

impl Pane for Shown {
    fn paint(&self, canvas: &mut Canvas<'_>) {
        frame::paint(canvas, self.area, &self.heading, self.hint);
        let (x, end) = (self.area.x + 2, self.area.right().saturating_sub(2));
        let bottom = self.area.bottom().saturating_sub(1);
        for (y, (line, part)) in (self.area.y + 1..bottom).zip(&self.lines) {
            let style = canvas.theme.part(*part);
            let line = canvas.glyphs.cut(line.as_str(), end.saturating_sub(x).into());
            canvas.put(x, y, &line, style, end.saturating_sub(x));
        }
    }
}
