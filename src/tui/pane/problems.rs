//! What is wrong with the dossier: all of it in a list, or one with its line and caret.

use super::frame;
use crate::problem::{Problem, Severity};
use crate::reader::app::App;
use crate::reader::areas::Area;
use crate::reader::cursor::top;
use crate::reader::layer::problems::{one, part};
use crate::reader::overlay::ProblemList;
use crate::reader::part::Part;
use crate::text::Safe;
use crate::tui::canvas::{Canvas, Pane};

/// The problems as they are shown.
#[derive(Debug)]
pub(in crate::tui) struct Shown {
    area: Area,
    heading: Safe,
    hint: &'static str,
    lines: Vec<(Safe, Part)>,
    more_above: bool,
    more_below: bool,
}

pub(in crate::tui) fn of(app: &App, list: ProblemList, area: Area) -> Shown {
    let problems = app.read.snapshot.dossier.problems();
    let width = usize::from(area.width.saturating_sub(4)).max(1);
    let height = usize::from(area.height.saturating_sub(2));
    match list {
        ProblemList::All(chosen) => {
            let first = top(chosen, height / 2, height, problems.len());
            Shown {
                area,
                heading: Safe::new(&counted(problems)),
                hint: "Enter shows the line · Esc closes",
                lines: rows(problems, chosen).skip(first).take(height).collect(),
                more_above: first > 0,
                more_below: first + height < problems.len(),
            }
        }
        ProblemList::One { chosen, top } => {
            let lines = problems.get(chosen).map(|problem| one(problem, width)).unwrap_or_default();
            Shown {
                area,
                heading: Safe::new(&format!("Problem {} of {}", chosen + 1, problems.len())),
                hint: "Enter its page · n next · Esc all",
                more_above: top > 0,
                more_below: top + height < lines.len(),
                lines: lines.into_iter().skip(top).take(height).collect(),
            }
        }
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

fn rows(problems: &[Problem], chosen: usize) -> impl Iterator<Item = (Safe, Part)> {
    problems.iter().enumerate().map(move |(row, problem)| {
        let mark = if row == chosen { "▌" } else { " " };
        let text = format!("{mark} {} {} {}", problem.severity(), problem.place(), problem.sentence());
        (Safe::new(&text), part(problem, row == chosen))
    })
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
        let edge = self.area.right().saturating_sub(1);
        if self.more_above {
            canvas.words(edge, self.area.y + 1, "↑", Part::Accent, 1);
        }
        if self.more_below {
            canvas.words(edge, bottom.saturating_sub(1), "↓", Part::Accent, 1);
        }
    }
}
