//! What is wrong with the dossier: all of it in a list, or one with its line and caret. Must never say but what a
//! problem says.

use super::{Answer, Layer, Overlay};
use crate::keys::Command;
use crate::page::Subject;
use crate::problem::{Problem, Severity};
use crate::reader::app::App;
use crate::reader::cursor::{Direction, Step, moved, scrolled};
use crate::reader::part::FramePart;
use crate::reader::picture::{Look, Picture, PictureLine};
use crate::text::Safe;
use crate::text::wrap::wrap;

/// The chosen problem.
#[derive(Debug, Clone)]
pub struct Problems {
    chosen: usize,
    /// Where it alone is looked at: the first shown line of what is said of it.
    top: Option<usize>,
}

impl App {
    /// Shows what is wrong; the problem that was looked at last is chosen.
    pub(in crate::reader) fn open_problems(&mut self) {
        match self.contents.dossier().problems().len().checked_sub(1) {
            Some(last) => {
                let chosen = self.history.problem.min(last);
                self.lay(Layer::Problems(Problems { chosen, top: None }));
            }
            None => self.say("Nothing is wrong with this dossier"),
        }
    }
}

impl Problems {
    fn choose(&mut self, app: &mut App, step: Step) -> Answer {
        self.chosen =
            moved(Some(self.chosen), step, app.room().1, app.contents.dossier().problems().len()).unwrap_or(0);
        self.top = self.top.map(|_| 0);
        app.history.problem = self.chosen;
        Answer::Stays
    }

    fn problem<'a>(&self, app: &'a App) -> Option<&'a Problem> {
        apart(app).get(self.chosen).copied()
    }

    /// Which of those that weigh as much the chosen one is: "Warning 2 of 27".
    fn numbered(&self, problems: &[&Problem]) -> String {
        let Some(severity) = problems.get(self.chosen).map(|problem| problem.severity()) else { return String::new() };
        let first = problems.iter().position(|problem| problem.severity() == severity).unwrap_or(0);
        let all = problems.iter().filter(|problem| problem.severity() == severity).count();
        let mut word = severity.word().to_owned();
        if let Some(initial) = word.get_mut(..1) {
            initial.make_ascii_uppercase();
        }
        format!("{word} {} of {all}", self.chosen - first + 1)
    }

    /// To the page of the entry that the chosen problem is in.
    fn open_entry(&self, app: &mut App) -> Answer {
        let Some(problem) = self.problem(app) else { return Answer::Stays };
        let dossier = app.contents.dossier();
        let entry = dossier.entries().find(|(_, entry)| entry.path == problem.path).map(|(id, _)| id);
        let sentence = format!("There is no page of {}: it was not read as an entry", problem.path);
        match entry {
            Some(id) => app.go_to(Subject::page(id)),
            None => app.say(&sentence),
        }
        if entry.is_some() { Answer::Closes } else { Answer::Stays }
    }
}

impl Overlay for Problems {
    fn step(&mut self, app: &mut App, step: Step) -> Answer {
        let Some(top) = self.top else { return self.choose(app, step) };
        let (width, height) = app.room();
        let said = self.problem(app).map_or(0, |problem| one(problem, width).len());
        self.top = Some(scrolled(top, step, height, said));
        Answer::Stays
    }

    fn turn(&mut self, app: &mut App, direction: Direction) -> Answer {
        self.choose(app, direction.step())
    }

    fn find_next(&mut self, app: &mut App, direction: Direction) -> Answer {
        self.choose(app, direction.step())
    }

    /// From the list to one problem; from that to the page of its entry.
    fn open(&mut self, app: &mut App) -> Answer {
        if self.top.is_some() {
            return self.open_entry(app);
        }
        self.top = Some(0);
        Answer::Stays
    }

    fn close(&mut self) -> Answer {
        if self.top.take().is_some() { Answer::Stays } else { Answer::Closes }
    }

    fn look(&self, app: &App) -> Look {
        let problems = apart(app);
        let (width, height) = app.room();
        let mut picture = match self.top {
            None => {
                let hint = app.keys.map.hint(&[(Command::OpenStop, "shows the line"), (Command::Peel, "closes")]);
                let picture = Picture::new(&counted(&problems), &hint);
                picture.list(self.chosen, problems.len(), height, |row, _| {
                    let problem = problems[row];
                    let said = format!("{} {} {}", problem.severity(), problem.place(), problem.sentence());
                    PictureLine::new(2, Safe::new(&said), part(problem, row == self.chosen))
                })
            }
            Some(top) => {
                let heading = self.numbered(&problems);
                let said = [(Command::OpenStop, "its page"), (Command::FindNext, "next"), (Command::Peel, "all")];
                let picture = Picture::new(&heading, &app.keys.map.hint(&said));
                let lines = problems.get(self.chosen).map(|problem| one(problem, width)).unwrap_or_default();
                picture.text(lines, top, height)
            }
        };
        picture.marks_hidden = true;
        Look::Framed(picture)
    }
}

/// All of them: errors, then warnings, then advice, each by path and place.
fn apart(app: &App) -> Vec<&Problem> {
    let mut problems: Vec<&Problem> = app.contents.dossier().problems().iter().collect();
    problems.sort_by_key(|problem| problem.severity());
    problems
}

fn counted(problems: &[&Problem]) -> String {
    let count = |severity: Severity| problems.iter().filter(|problem| problem.severity() == severity).count();
    let plural = |count: usize, word: &str| if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") };
    let parts = [
        plural(count(Severity::Error), "error"),
        plural(count(Severity::Warning), "warning"),
        format!("{} advice", count(Severity::Advice)),
    ];
    format!("Problems: {}", parts.join(" · "))
}

fn part(problem: &Problem, chosen: bool) -> FramePart {
    match (problem.severity(), chosen) {
        (Severity::Error, _) => FramePart::Error,
        (Severity::Warning | Severity::Advice, true) => FramePart::Chosen,
        (Severity::Warning, false) => FramePart::Plain,
        (Severity::Advice, false) => FramePart::Dim,
    }
}

/// What is said of one, line by line in so many columns: what it is, where, what is wrong, and the line itself.
fn one(problem: &Problem, width: usize) -> Vec<PictureLine> {
    let width = width.max(1);
    let code = Safe::new(&format!("{} {}", problem.severity(), problem.code.code()));
    let said = [(code, part(problem, true)), (problem.place(), FramePart::Dim), (problem.sentence(), FramePart::Plain)];
    let mut lines = Vec::new();
    for (text, part) in said {
        let wrapped = wrap(text.as_str(), width, width).into_iter();
        lines.extend(wrapped.map(|range| PictureLine::new(0, text.slice(range), part)));
    }
    let picture = problem.picture(width);
    if !picture.is_empty() {
        lines.push(PictureLine::default());
        let picture = picture.into_iter().zip([FramePart::Plain, FramePart::Accent]);
        lines.extend(picture.map(|(line, part)| PictureLine::new(0, line, part)));
    }
    lines
}

#[cfg(test)]
mod tests {
    use crate::fixture::covered;
    use crate::reader::app::App;
    use crate::reader::fixture::reader;
    use crate::reader::part::FramePart;

    fn broken(width: u16, height: u16) -> App {
        let company = "+++\nname = \"One\"\nnmae = \"x\"\n[[contracts]]\nid = \"a\"\nwith = \"ICE\"\namount = \"40 crowns\"\n+++\nBody.\n";
        reader(&covered(&[("companies/one.md", company), ("companies/two.md", "no front matter")]), width, height)
    }

    #[test]
    fn all_are_counted_and_each_looks_as_grave_as_it_is() {
        let mut app = broken(80, 24);
        let problems = app.press("!").contents.dossier().problems().len();
        let picture = app.picture();
        assert_eq!(picture.lines.len(), problems);
        assert!(picture.heading.as_str().starts_with("Problems: "), "{}", picture.heading);
        assert!(picture.lines.iter().any(|line| line.labels[0].part == FramePart::Error));
        assert_eq!(app.press("G").picture().chosen, Some(problems - 1));
        assert_eq!(app.history.problem, problems - 1);
    }

    #[test]
    fn one_is_scrolled_to_its_end_and_the_next_begins_at_its_start() {
        let mut app = broken(40, 10);
        let first = app.press("!<Enter>").picture();
        assert_eq!((first.lines.len(), first.above), (6, 0));
        assert!(first.below > 0 && first.marks_hidden);
        let end = app.press("G").picture();
        assert_eq!((end.above, end.below), (first.below, 0));
        let next = app.press("n").picture();
        assert!(next.heading.as_str().starts_with("Error 2 of"), "{}", next.heading);
        assert_eq!(next.above, 0);
        assert_eq!(app.press("<S-Tab>").picture(), first);
    }

    #[test]
    fn it_opens_its_page_and_closes_level_by_level() {
        let mut app = broken(80, 24);
        assert!(app.press("!<Enter>").picture().heading.as_str().starts_with("Error 1"));
        assert!(app.press("q").picture().heading.as_str().starts_with("Problems"));
        assert!(app.press("q").layers.top.is_none());
        let mut opened = Vec::new();
        for problem in 0..app.contents.dossier().problems().len() {
            app.press("!gg").press(&"j".repeat(problem)).press("<Enter><Enter>");
            opened.push((app.layers.top.is_none(), app.page.title.clone()));
            app.press("<Esc><Esc>");
        }
        assert!(opened.contains(&(true, "One".to_owned())), "{opened:?}");
    }
}
