//! What is wrong with a dossier: a code, its severity, the place, a sentence with its remedy, the line with a caret.
//! A problem never stops anything from being read; errors of the program itself are not problems.
//!
//! ```
//! use dossier::problem::{Code, Located, Severity};
//!
//! let text = "+++\nname = \"Acme\"\nfounded = 1970\n+++\n";
//! let problem = Located::new("companies/acme.md", text).problem(Code::UnknownKey, &(18..25), "what is `founded`?");
//! assert_eq!((problem.line, problem.column, problem.severity()), (3, 1, Severity::Warning));
//! assert_eq!(problem.place().as_str(), "companies/acme.md:3:1");
//! ```

use std::cell::{Cell, OnceCell};
use std::fmt::{self, Write};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::text::Safe;

/// The longest line, in bytes, that is shown with a problem and that a problem keeps a copy of.
const LONGEST_PICTURED: usize = 4096;

/// How much a problem counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something is lost or cannot be trusted; `check` ends with 1.
    Error,
    /// Something is likely not what was meant; counted with `--strict`.
    Warning,
    /// Something could be better; never counted.
    Advice,
}

impl Severity {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
        }
    }
}

/// Declares the codes with their severity and what they mean, in the order of the table in the README.
macro_rules! codes {
    ($($variant:ident $code:literal $severity:ident $meaning:literal;)*) => {
        /// What can be wrong. `D1xx` files, `D2xx` front matter and values, `D3xx` references, `D4xx` evidence.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code { $(#[doc = $meaning] $variant,)* }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The stable code, such as `D101`.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Code::$variant => $code,)* }
            }

            /// How much it counts.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }

            /// What it means, in a few words.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                match self { $(Code::$variant => $meaning,)* }
            }
        }
    };
}

codes! {
    NotUtf8 "D101" Error "a file is not UTF-8";
    FrontMatterMissing "D102" Error "front matter is missing";
    FrontMatterUnclosed "D103" Error "front matter is not closed";
    NotYaml "D104" Error "front matter is neither TOML nor YAML";
    NotToml "D105" Error "front matter or cover is not TOML";
    FileId "D106" Advice "a file's name is no id, and is read as one";
    TwoEntries "D107" Error "two entries of a kind have one id";
    OverLimit "D108" Error "something is over a limit";
    CoverMissing "D109" Advice "the cover is missing";
    NewerFormat "D110" Error "the cover is of a newer format";
    Unreadable "D111" Error "a file cannot be read";
    Skipped "D112" Warning "a file is skipped";
    Invisible "D113" Warning "control or invisible characters";
    OthersWay "D114" Advice "a file is written as other programs do";
    NoEntry "D115" Advice "a file is no entry where it lies";
    NoEntries "D116" Advice "the dossier has no entries";
    KeyMissing "D201" Error "a required key is missing";
    WrongType "D202" Error "a value is of the wrong type";
    BadDate "D203" Error "a date does not parse";
    BadCount "D204" Error "a count does not parse";
    BadMoney "D205" Error "an amount of money does not parse";
    NoCurrency "D206" Error "an amount of money has no code";
    RecordId "D207" Error "a record's id has forbidden characters";
    TwoRecords "D208" Error "two records of an entry have one id";
    BadView "D209" Error "a view's query does not parse";
    UnknownKey "D210" Warning "a key is unknown";
    UnknownCurrency "D211" Warning "a currency is unknown";
    PeriodBackwards "D212" Warning "a period ends before it starts";
    Future "D213" Warning "a date lies in the future";
    OneReading "D214" Advice "a list has one reading";
    NameMissing "D215" Advice "a title or a name is missing";
    SaysNothing "D216" Advice "a key says nothing";
    NearWord "D217" Advice "a word is near a known one, or near one that is used more often";
    NoTarget "D301" Warning "a reference leads to nothing";
    TwoTargets "D302" Warning "a reference fits two things";
    PastEnd "D303" Warning "a paragraph is past the end";
    TwoNames "D304" Warning "two entries, or two terms, have one name";
    BadReference "D305" Warning "a reference does not parse";
    Embed "D306" Warning "an embed is shown as a link";
    NearName "D307" Advice "a name is one letter from a known one";
    Orphan "D308" Advice "an entry refers to nothing and nothing refers to it";
    UnusedTerm "D309" Advice "a term is never used";
    NoArticle "D310" Warning "what is cited is no article";
    RecordUncited "D401" Warning "a record has no source";
    EntryUncited "D402" Warning "an entry has facts and no source";
    QuoteNotFound "D403" Warning "a quote is not in the attached text";
    EmptyBody "D404" Advice "an entry says nothing";
    TextLength "D405" Warning "an attached text has another length than its article says";
    NumberNotFound "D406" Warning "a number of a record is not in the attached paragraph that it cites";
}

/// One thing that is wrong, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The file, relative to the dossier's root, with `/` between folders. A stranger's text.
    pub path: String,
    /// Counted from 1.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
    /// What is wrong.
    pub code: Code,
    /// A sentence that says what is wrong and what to do. May hold a stranger's text.
    pub message: String,
    /// The line of the file it is in, without its end; empty where there is none, or where it is too long to be
    /// pictured.
    pub source: String,
    /// How many characters of `source` are meant, from `column` on; at least 1.
    pub length: usize,
}

impl Problem {
    /// A problem of a whole file, at its first line.
    pub fn of_file(code: Code, path: &str, message: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line: 1,
            column: 1,
            code,
            message: message.into(),
            source: String::new(),
            length: 1,
        }
    }

    /// A problem at the bytes `span` of the file's `text`. A span outside the text means its end.
    /// It counts the lines before the span; for many problems of one file there is [`Located`].
    pub fn at(code: Code, path: &str, text: &str, span: &Range<usize>, message: impl Into<String>) -> Self {
        let before = text.get(..floor_boundary(text, span.start)).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
        Self::on_line((line, line_start, column), code, path, text, span, message.into())
    }

    /// A problem on the line of that number, counted from 1, that begins at that byte, in that column.
    fn on_line(
        (line, line_start, column): (usize, usize, usize),
        code: Code,
        path: &str,
        text: &str,
        span: &Range<usize>,
        message: String,
    ) -> Self {
        let start = floor_boundary(text, span.start);
        // A line that is not pictured is not looked through to its end.
        let looked_at = floor_boundary(text, line_start + LONGEST_PICTURED + 2);
        let source = text.get(line_start..looked_at).unwrap_or_default().lines().next().unwrap_or_default();
        let meant = text.get(start..floor_boundary(text, span.end.max(start))).unwrap_or_default();
        let length = meant.lines().next().unwrap_or_default().chars().count().max(1);
        // One line may have a thousand problems: what is too long to look at is not copied for each of them.
        let source = if source.len() > LONGEST_PICTURED { String::new() } else { source.to_owned() };
        Self { path: path.to_owned(), line, column, code, message, source, length }
    }

    /// How much it counts.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// `path:line:column`.
    #[must_use]
    pub fn place(&self) -> Safe {
        Safe::new(&format!("{}:{}:{}", self.path, self.line, self.column))
    }

    /// The message, safe and cut to 500 bytes.
    #[must_use]
    pub fn sentence(&self) -> Safe {
        Safe::new(&self.message).cut_bytes(500)
    }

    /// The source line and the caret line under it, at most `columns` wide, so cut that the caret is in view.
    /// Nothing where the problem is of a whole file.
    #[must_use]
    pub fn picture(&self, columns: usize) -> Vec<Safe> {
        if self.source.is_empty() {
            return Vec::new();
        }
        let before: String = self.source.chars().take(self.column - 1).collect();
        let meant: String = self.source.chars().skip(self.column - 1).take(self.length).collect();
        let (lead, shown_from) = lead_in(&before, columns);
        let line = Safe::new(&self.source.chars().skip(shown_from).collect::<String>()).cut(columns);
        let room = columns.saturating_sub(lead).max(1);
        let carets = "^".repeat(Safe::new(&meant).columns().clamp(1, room));
        vec![line, Safe::new(&format!("{}{carets}", " ".repeat(lead)))]
    }
}

/// A file whose lines are counted once, for the places of any number of problems.
#[derive(Debug)]
pub struct Located<'t> {
    path: &'t str,
    text: &'t str,
    /// Where each line begins, once somebody asks.
    lines: OnceCell<Vec<usize>>,
    /// The line, the byte and the column of the last problem: the next on a line is counted from there.
    last: Cell<(usize, usize, usize)>,
}

impl<'t> Located<'t> {
    /// The file at `path` that says `text`.
    #[must_use]
    pub fn new(path: &'t str, text: &'t str) -> Self {
        Self { path, text, lines: OnceCell::new(), last: Cell::new((0, 0, 1)) }
    }

    /// The same as [`Problem::at`] of this file.
    pub fn problem(&self, code: Code, span: &Range<usize>, message: impl Into<String>) -> Problem {
        let lines = self
            .lines
            .get_or_init(|| std::iter::once(0).chain(self.text.match_indices('\n').map(|(at, _)| at + 1)).collect());
        let line = lines.partition_point(|start| *start <= span.start);
        let start = lines.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let column = self.column(start, floor_boundary(self.text, span.start));
        Problem::on_line((line, start, column), code, self.path, self.text, span, message.into())
    }

    /// The column of byte `at` on the line that begins at `line`.
    fn column(&self, line: usize, at: usize) -> usize {
        let (from, before) = match self.last.get() {
            (last, byte, column) if last == line && byte <= at => (byte, column),
            _ => (line, 1),
        };
        let column = before + self.text.get(from..at).unwrap_or_default().chars().count();
        self.last.set((line, at, column));
        column
    }
}

/// How many columns stand before the caret, and how many characters of the line are left out before it.
fn lead_in(before: &str, columns: usize) -> (usize, usize) {
    let all = Safe::new(before).columns();
    if all < columns * 2 / 3 {
        return (all, 0);
    }
    let count = before.chars().count();
    let kept = columns / 3;
    let from = count.saturating_sub(kept);
    let tail: String = before.chars().skip(from).collect();
    (Safe::new(&tail).columns().min(columns.saturating_sub(1)), from)
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

impl PartialOrd for Problem {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Problem {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let place = |problem: &Self| (problem.line, problem.column, problem.code);
        let by_place = self.path.cmp(&other.path).then_with(|| place(self).cmp(&place(other)));
        by_place.then_with(|| self.message.cmp(&other.message))
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// The table of codes for the README, in Markdown.
#[must_use]
pub fn codes_markdown() -> String {
    let mut table = String::from("| code | severity | what |\n|---|---|---|\n");
    for code in Code::ALL {
        writeln!(table, "| {} | {} | {} |", code.code(), code.severity(), code.meaning()).expect("a string takes all");
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_ascend() {
        let codes: Vec<_> = Code::ALL.iter().map(|code| code.code()).collect();
        let mut sorted = codes.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(codes, sorted);
    }

    #[test]
    fn a_place_is_counted_in_lines_and_characters() {
        let text = "first\nsécond = \"x\"\n";
        let at = text.find('=').unwrap();
        let problem = Problem::at(Code::WrongType, "a.md", text, &(at..at + 1), "wrong");
        assert_eq!((problem.line, problem.column), (2, 8));
        assert_eq!(problem.source, "sécond = \"x\"");
        assert_eq!(problem.place().as_str(), "a.md:2:8");
    }

    #[test]
    fn a_span_past_the_end_or_inside_a_character_is_the_end() {
        assert_eq!(Problem::at(Code::WrongType, "a", "é", &(1..900), "m").column, 1);
        assert_eq!(Problem::at(Code::WrongType, "a", "ab", &(50..60), "m").column, 3);
        assert_eq!(Problem::at(Code::WrongType, "a", "", &(0..0), "m").line, 1);
    }

    #[test]
    fn lines_counted_once_give_the_same_places() {
        let text = "é\n\nab\r\n\u{2028}c\nd";
        let file = Located::new("a.md", text);
        for start in 0..text.len() + 3 {
            for end in [start, start + 1, start + 4] {
                let span = start..end;
                let one = Problem::at(Code::WrongType, "a.md", text, &span, "m");
                assert_eq!(file.problem(Code::WrongType, &span, "m"), one, "{span:?}");
            }
        }
    }

    #[test]
    fn columns_on_one_line_are_counted_on() {
        let text = "é b c d\nx y z";
        let file = Located::new("a.md", text);
        for start in [3, 5, 0, 7, 2, 11, 9, 13, 3] {
            let span = start..start + 1;
            assert_eq!(
                file.problem(Code::WrongType, &span, "m"),
                Problem::at(Code::WrongType, "a.md", text, &span, "m")
            );
        }
    }

    #[test]
    fn a_line_too_long_to_look_at_is_not_copied() {
        for (length, pictured) in [(LONGEST_PICTURED, LONGEST_PICTURED), (LONGEST_PICTURED + 1, 0)] {
            let text = "a".repeat(length);
            let problem = Problem::at(Code::WrongType, "a.md", &text, &(9..10), "m");
            assert_eq!((problem.source.len(), problem.column), (pictured, 10));
        }
    }

    #[test]
    fn the_caret_stands_under_what_is_meant_and_stays_in_view() {
        let text = "date = \"2018-13\"";
        let picture = Problem::at(Code::BadDate, "a", text, &(7..16), "m").picture(40);
        assert_eq!(picture[0].as_str(), text);
        assert_eq!(picture[1].as_str(), "       ^^^^^^^^^");
        let long = format!("{}X", "a".repeat(300));
        let picture = Problem::at(Code::BadDate, "a", &long, &(300..301), "m").picture(30);
        assert_eq!(picture[0].as_str(), "aaaaaaaaaaX");
        assert_eq!(picture[1].as_str(), "          ^");
    }
}
