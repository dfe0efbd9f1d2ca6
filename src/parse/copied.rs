//! A copy of a published text → its paragraphs, numbered as references count them. Must never drop a word without
//! telling which.

use super::html;
use crate::entry::Body;
use crate::text::fold::fold;

/// What is known of the article whose text it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Its title and other names.
    pub names: Vec<String>,
    /// Who wrote it, who published it.
    pub authors: Vec<String>,
}

/// In which shape a copy comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyShape {
    /// As it is: blocks apart by blank lines, or by line ends in a copy that has none.
    Plain,
    /// Markdown.
    Markdown,
    /// A page of the web.
    Html,
}

/// The paragraphs of a copy, and what of it is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Copied {
    /// In order: the first is ¶1.
    pub paragraphs: Vec<String>,
    /// What was left out, in order, each with what it was taken for.
    pub left_out: Vec<(&'static str, String)>,
}

impl CopyShape {
    /// Of a file of that name and text.
    #[must_use]
    pub fn of(name: &str, text: &str) -> Self {
        let ends_in = |ends: &[&str]| {
            name.rsplit_once('.').is_some_and(|(_, end)| ends.iter().any(|known| end.eq_ignore_ascii_case(known)))
        };
        let start: String = text.trim_start().chars().take(15).collect::<String>().to_ascii_lowercase();
        if ends_in(&["html", "htm", "xhtml"]) || start.starts_with("<!doctype html") || start.starts_with("<html") {
            Self::Html
        } else if ends_in(&["md", "markdown"]) {
            Self::Markdown
        } else {
            Self::Plain
        }
    }
}

/// The paragraphs of a copy.
///
/// # Errors
/// Why a page of the web is not read.
pub fn copied(text: &str, shape: CopyShape, known: &Known) -> Result<Copied, &'static str> {
    let (blocks, footer) = match shape {
        CopyShape::Plain => plain(text),
        CopyShape::Markdown => (of_markdown(text), Vec::new()),
        CopyShape::Html => (of_markdown(&html::markdown(text)?), Vec::new()),
    };
    let mut copied = Copied::default();
    let mut blocks = head(joined(blocks), known, &mut copied.left_out).into_iter();
    for block in blocks.by_ref() {
        if is_rule(&block) {
            copied.left_out.push(("rule", block));
        } else {
            copied.paragraphs.push(block);
        }
    }
    copied.left_out.extend(footer.into_iter().map(|block| ("footer", block)));
    Ok(copied)
}

/// The texts of Markdown, block by block.
fn of_markdown(text: &str) -> Vec<String> {
    let body: Body = super::body("texts/copy.md", text, text.len());
    let proses = body.proses().into_iter().map(|prose| one_line(&prose.text));
    proses.filter(|text| !text.is_empty()).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The blocks of a plain text, and what stands after two or more blank lines at its end.
fn plain(text: &str) -> (Vec<String>, Vec<String>) {
    let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    if !lines.iter().any(|line| line.trim().is_empty()) {
        return (lines.into_iter().map(one_line).collect(), Vec::new());
    }
    let (mut blocks, mut block, mut gap): (Vec<(usize, String)>, Vec<&str>, usize) = (Vec::new(), Vec::new(), 0);
    let mut before = 0;
    for line in lines.into_iter().chain([""]) {
        if line.trim().is_empty() {
            if !block.is_empty() {
                blocks.push((before, block.join("\n")));
                block.clear();
                gap = 0;
            }
            gap += 1;
        } else {
            if block.is_empty() {
                before = gap;
            }
            block.push(line);
        }
    }
    // A copy that has two blank lines everywhere has no footer behind the first of them.
    let gaps = || blocks.iter().map(|(gap, _)| *gap).enumerate().skip(1);
    let single = gaps().find(|(_, gap)| *gap == 1).map(|(at, _)| at);
    let end = single.and_then(|single| gaps().find(|(at, gap)| *at > single && *gap > 1)).map(|(at, _)| at);
    let mut blocks: Vec<String> = blocks.into_iter().map(|(_, block)| block).collect();
    let footer = blocks.split_off(end.unwrap_or(blocks.len()));
    (blocks, footer)
}

/// Blocks that a page break tore are one again: one that ends without closing punctuation, and one that goes on small.
fn joined(blocks: Vec<String>) -> Vec<String> {
    const CLOSING: &[char] = &['.', '!', '?', ':', '…', '"', '”', '’', '\'', '»', ')', ']'];
    let mut all: Vec<String> = Vec::new();
    for block in blocks {
        let goes_on = block.trim_start().starts_with(char::is_lowercase);
        match all.last_mut().filter(|last| goes_on && !last.trim_end().ends_with(CLOSING) && !is_rule(last)) {
            Some(last) => *last = format!("{} {}", last.trim_end(), block.trim_start()),
            None => all.push(block),
        }
    }
    all
}

/// `* * *`, `---`, `_____`.
fn is_rule(block: &str) -> bool {
    let signs = |sign: char| ['*', '-', '_', '=', '—', '–', '·', '•', '#'].contains(&sign) || sign.is_whitespace();
    !block.trim().is_empty() && block.chars().all(signs)
}

/// How many blocks from the beginning may be title, byline and date line.
const HEAD: usize = 4;

/// The blocks after title, byline and date line.
fn head(blocks: Vec<String>, known: &Known, left_out: &mut Vec<(&'static str, String)>) -> Vec<String> {
    let mut rest = blocks.into_iter().peekable();
    let mut has_title = false;
    for _ in 0..HEAD {
        let taken = rest.next_if(|block| of_head(block, known, has_title).is_some());
        let Some(block) = taken else { break };
        let what = of_head(&block, known, has_title).unwrap_or_default();
        has_title |= what == "title";
        left_out.push((what, one_line(&block)));
    }
    rest.collect()
}

/// What of the head of a text a block is, if anything.
fn of_head(block: &str, known: &Known, has_title: bool) -> Option<&'static str> {
    if is_rule(block) {
        return Some("rule");
    }
    let title = block.trim().trim_start_matches('#').trim();
    let is_heading = block.trim_start().starts_with("# ") || is_numbered(title);
    let called = |text: &str| known.names.iter().any(|name| fold(name) == fold(text));
    if !has_title && (is_heading || called(title) || called(unnumbered(title))) {
        return Some("title");
    }
    let is_part = |line: &str| is_byline(line, known) || is_date(line);
    let mut lines = block.lines().filter(|line| !line.trim().is_empty());
    lines.all(is_part).then(|| if block.lines().all(is_date) { "date line" } else { "byline" })
}

/// Whether it begins with the number of a part: `(1)`, `2)`.
fn is_numbered(text: &str) -> bool {
    unnumbered(text) != text
}

fn unnumbered(text: &str) -> &str {
    let inside = text.strip_prefix('(').unwrap_or(text);
    let rest = inside.trim_start_matches(|digit: char| digit.is_ascii_digit());
    match rest.strip_prefix(')') {
        Some(after) if rest.len() < inside.len() => after.trim_start(),
        _ => text,
    }
}

fn is_byline(line: &str, known: &Known) -> bool {
    let folded = fold(line.trim());
    let named = folded.strip_prefix("by ").unwrap_or(&folded);
    let is_known = known.authors.iter().any(|name| fold(name) == named);
    // "By" alone says it of somebody who is not known: no sentence of a text is so short.
    is_known || (line.trim_start().starts_with("By ") && line.split_whitespace().count() <= MOST_OF_A_BYLINE)
}

const MOST_OF_A_BYLINE: usize = 7;

/// Whether a line says but a date, as people write one: "21 June 2018", "Thursday, June 21st, 2018", "2018-06-21".
fn is_date(line: &str) -> bool {
    const WORDS: &[&str] = &[
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "published",
        "posted",
        "updated",
        "date",
        "on",
        "of",
    ];
    let mut digits = false;
    let mut parts = line.split(|sign: char| !sign.is_alphanumeric()).filter(|part| !part.is_empty()).peekable();
    if parts.peek().is_none() {
        return false;
    }
    let all = parts.all(|part| {
        let number = part.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        let is_number = !number.is_empty() && number.len() <= 4 && number.chars().all(|digit| digit.is_ascii_digit());
        let is_ordinal = ["", "st", "nd", "rd", "th"].contains(&part.get(number.len()..).unwrap_or("?"));
        digits |= is_number;
        (is_number && is_ordinal) || WORDS.contains(&part.to_lowercase().as_str())
    });
    all && digits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Known {
        Known {
            names: vec!["Workers ask for an end".to_owned(), "The other name".to_owned()],
            authors: vec!["A. Writer".to_owned(), "The Gazette".to_owned()],
        }
    }

    fn read(text: &str) -> (Vec<String>, Vec<&'static str>) {
        let copied = copied(text, CopyShape::of("copy.txt", text), &known()).unwrap();
        (copied.paragraphs, copied.left_out.into_iter().map(|(what, _)| what).collect())
    }

    #[test]
    fn title_byline_date_rules_and_footer_are_no_paragraphs() {
        let text = "\n# Workers ask for an end\n\nA. Writer  \n21 June 2018\n\nOne.\n\n* * *\n\nTwo.\n\n\n\nWrite to us.\n\nAt once.\n";
        assert_eq!(
            read(text),
            (vec!["One.".to_owned(), "Two.".to_owned()], vec!["title", "byline", "rule", "footer", "footer"])
        );
        let text = "2) The other name\nBy Somebody New\nThursday, June 21st, 2018\nFirst.\nSecond.\n";
        assert_eq!(read(text).1, ["title", "byline", "date line"]);
        let text = "Monday October 14 @2 PM in San Francisco\n\nBy the time they came it was late.\n";
        assert_eq!(read(text).0.len(), 2, "where and when, and a sentence, count");
    }

    #[test]
    fn blocks_are_apart_by_blank_lines_or_by_line_ends_where_there_are_none() {
        assert_eq!(read("One\ntwo\n\nThree").0, ["One\ntwo", "Three"]);
        assert_eq!(read("One.\nTwo.\nThree.").0, ["One.", "Two.", "Three."]);
        assert_eq!(read("One.\n\n\nTwo.\n\n\nThree.").0, ["One.", "Two.", "Three."], "two everywhere are no footer");
    }

    #[test]
    fn what_a_page_break_tore_is_one() {
        assert_eq!(
            read("They walk\n\nout at noon.\n\nThen: “All”\n\nof them.").0,
            ["They walk out at noon.", "Then: “All”", "of them."]
        );
        assert_eq!(read("").0, [""; 0]);
    }

    #[test]
    fn a_page_of_the_web_is_its_text() {
        let text = "<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head><body><nav>Home</nav>\
                    <h1>Workers ask for an end</h1><p>By A. Writer</p><p>One &amp; <b>only</b> <a href='x'>one</a>.</p>\
                    <ul><li>First.</li><li>Second.</li></ul><script>alert(1)</script><footer>Foot</footer></body></html>";
        let (paragraphs, left_out) = read(text);
        assert_eq!(paragraphs, ["One & only one.", "First.", "Second."]);
        assert_eq!(left_out, ["title", "byline"]);
        let deep = "<div>".repeat(100_000);
        assert!(copied(&deep, CopyShape::Html, &known()).is_err());
        let flat = "<p>One<br>two".repeat(20_000);
        assert_eq!(copied(&flat, CopyShape::Html, &known()).unwrap().paragraphs.len(), 20_000);
    }
}
