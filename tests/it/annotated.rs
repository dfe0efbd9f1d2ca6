//! Dossiers in which what is wrong is marked under the wrong characters:
//!
//! ```text
//! //- companies/case.md
//! +++
//! name = "Case"
//! sector = 7
//!          ^ D202 it must be a text
//! +++
//! ```
//!
//! A mark stands under its line, as wide as the problem is long, with the code and a part of the message; a line may
//! have several. What stands before the first line of a file marks an empty one. Characters that nobody sees have
//! stand-ins.

use dossier::problem::{Code, Problem};

/// What stands for a character that nobody sees or that is no text.
const STAND_INS: &[(char, char)] = &[('⮌', '\u{202e}'), ('⌷', '\u{200b}'), ('␇', '\u{7}')];

/// What is marked at a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mark {
    path: String,
    line: usize,
    column: usize,
    length: usize,
    /// The code of the problem.
    pub(crate) code: String,
    says: String,
}

/// A dossier with its marks.
pub(crate) struct Annotated {
    /// Paths and texts, in order.
    pub(crate) files: Vec<(String, String)>,
    /// What is marked, in order.
    pub(crate) marks: Vec<Mark>,
}

impl Annotated {
    /// Reads the notation.
    pub(crate) fn parse(fixture: &str) -> Self {
        let (mut files, mut marks) = (Vec::<(String, String)>::new(), Vec::new());
        for line in fixture.lines().skip_while(|line| line.is_empty()) {
            if let Some(path) = line.strip_prefix("//- ") {
                files.push((path.to_owned(), String::new()));
                continue;
            }
            let (path, text) = files.last_mut().unwrap_or_else(|| panic!("`{line}` stands in no file"));
            match mark(line) {
                Some(mark) => marks.push(Mark { path: path.clone(), line: text.lines().count().max(1), ..mark }),
                None => text.extend([&meant(line), "\n"]),
            }
        }
        marks.sort();
        Self { files, marks }
    }

    /// The notation with these problems marked, each with what is said of it here as far as that is true.
    pub(crate) fn with(&self, problems: &[Problem]) -> String {
        let mut found: Vec<Mark> = problems.iter().map(|problem| self.found(problem)).collect();
        found.sort();
        self.print(&found)
    }

    /// The notation.
    pub(crate) fn print(&self, marks: &[Mark]) -> String {
        let mut printed = String::new();
        for (path, text) in &self.files {
            printed.extend(["//- ", path, "\n"]);
            let lines: Vec<&str> = text.lines().collect();
            for number in 1..=lines.len().max(1) {
                printed.extend(lines.get(number - 1).map(|line| format!("{}\n", shown(line))));
                let here = marks.iter().filter(|mark| (&mark.path, mark.line) == (path, number));
                printed.extend(here.map(|mark| {
                    let (margin, carets) = (" ".repeat(mark.column - 1), "^".repeat(mark.length));
                    format!("{margin}{carets} {} {}\n", mark.code, mark.says)
                }));
            }
        }
        let is_shown = |mark: &Mark| {
            let file = self.files.iter().find(|(path, _)| *path == mark.path);
            file.is_some_and(|(_, text)| mark.line <= text.lines().count().max(1))
        };
        let elsewhere = marks.iter().filter(|mark| !is_shown(mark));
        printed.extend(elsewhere.map(|mark| format!("{mark:?}\n")));
        printed
    }

    fn found(&self, problem: &Problem) -> Mark {
        let Problem { path, line, column, length, message, .. } = problem;
        let (path, line, column, length, code) =
            (path.clone(), *line, *column, *length, problem.code.code().to_owned());
        let found = Mark { path, line, column, length, code, says: String::new() };
        let same = |mark: &&Mark| Mark { says: String::new(), ..(*mark).clone() } == found;
        let said = self.marks.iter().filter(same).find(|mark| message.contains(&mark.says));
        Mark { says: said.map_or(message, |mark| &mark.says).clone(), ..found }
    }
}

/// What a line marks, if it is no line of the file.
fn mark(line: &str) -> Option<Mark> {
    let carets = line.trim_start_matches(' ');
    let rest = carets.trim_start_matches('^');
    let (code, says) = rest.strip_prefix(' ')?.split_once(' ')?;
    let length = carets.len() - rest.len();
    let mark = Mark {
        path: String::new(),
        line: 0,
        column: line.len() - carets.len() + 1,
        length,
        code: code.to_owned(),
        says: says.to_owned(),
    };
    (length > 0).then_some(mark)
}

fn meant(line: &str) -> String {
    STAND_INS.iter().fold(line.to_owned(), |line, (shown, meant)| line.replace(*shown, &meant.to_string()))
}

fn shown(line: &str) -> String {
    STAND_INS.iter().fold(line.to_owned(), |line, (shown, meant)| line.replace(*meant, &shown.to_string()))
}

#[test]
fn marks_are_read_and_printed_under_what_they_are_of() {
    let fixture = "//- a.md\nname = 7\n       ^ D202 a text\n^^^^ D210 no key\n\n//- b.md\n^ D102 missing\n";
    let annotated = Annotated::parse(fixture);
    let files: Vec<_> = annotated.files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    assert_eq!(files, [("a.md", "name = 7\n\n"), ("b.md", "")]);
    let places: Vec<_> = annotated.marks.iter().map(|it| (it.path.as_str(), it.line, it.column, it.length)).collect();
    assert_eq!(places, [("a.md", 1, 1, 4), ("a.md", 1, 8, 1), ("b.md", 1, 1, 1)]);
    let sorted = "//- a.md\nname = 7\n^^^^ D210 no key\n       ^ D202 a text\n\n//- b.md\n^ D102 missing\n";
    assert_eq!(annotated.print(&annotated.marks), sorted);
}

#[test]
fn whatever_differs_is_printed() {
    let annotated = Annotated::parse("//- a.md\nname = 7\n       ^ D202 a text\n");
    let expected = annotated.print(&annotated.marks);
    let problem = |code, path: &str, start: usize, end: usize, message: &str| {
        annotated.with(&[Problem::at(code, path, "name = 7\nx\n", &(start..end), message)])
    };
    assert_eq!(problem(Code::WrongType, "a.md", 7, 8, "it must be a text"), expected);
    for (other, mark) in [
        (problem(Code::WrongType, "a.md", 7, 8, "it is 7"), "       ^ D202 it is 7\n"),
        (problem(Code::BadDate, "a.md", 7, 8, "a text"), "       ^ D203 a text\n"),
        (problem(Code::WrongType, "a.md", 6, 8, "a text"), "      ^^ D202 a text\n"),
        (problem(Code::WrongType, "b.md", 7, 8, "a text"), "path: \"b.md\", line: 1, column: 8"),
        (problem(Code::WrongType, "a.md", 9, 10, "a text"), "line: 2, column: 1"),
        (annotated.with(&[]), "name = 7\n"),
    ] {
        assert!(other != expected && other.contains(mark), "{other}");
    }
}
