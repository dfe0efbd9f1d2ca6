//! The sources of the program as the laws of the house see them: only what is compiled into the program, with comments
//! and the insides of texts taken out. Must never judge.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// A file of the program.
pub(super) struct Source {
    /// The room it stands in: its folder or file directly in `src`.
    pub(super) room: String,
    /// Where it is, from `src`.
    pub(super) path: PathBuf,
    /// As it stands in the file.
    pub(super) text: String,
    /// The code outside tests, line by line as in the file: comments blanked, texts filled with `"`.
    pub(super) code: String,
    /// The code of its tests, in the same way.
    pub(super) tests: String,
}

impl Source {
    /// A source of these words.
    pub(super) fn new(path: &Path, text: &str) -> Self {
        let first = path.components().next().unwrap().as_os_str().to_str().unwrap();
        let (code, tests) = parted(&masked(text));
        Self {
            room: first.trim_end_matches(".rs").to_owned(),
            path: path.to_owned(),
            text: text.to_owned(),
            code,
            tests,
        }
    }

    /// Its words and signs outside tests.
    pub(super) fn tokens(&self) -> Vec<Token<'_>> {
        tokens(&self.code)
    }

    /// The lines of the file that are no tests, comments and blank ones included.
    pub(super) fn length(&self) -> usize {
        let only_tests = |(code, tests): &(&str, &str)| code.trim().is_empty() && !tests.trim().is_empty();
        let lines = self.code.lines().zip(self.tests.lines());
        self.text.lines().count() - lines.filter(only_tests).count()
    }

    /// Where a line is, as people write it.
    pub(super) fn at(&self, line: usize) -> String {
        format!("{}:{line}", self.path.display())
    }

    /// The files that are compiled for tests only because this one says so, without their ending.
    fn modules_of_tests(&self) -> Vec<PathBuf> {
        let root = matches!(self.path.to_str(), Some("lib.rs" | "main.rs"));
        let folder = if root { PathBuf::new() } else { self.path.with_extension("") };
        let tokens = tokens(&self.tests);
        let declared = tokens.windows(3).filter(|next| next[0].word == "mod" && next[2].word == ";");
        declared.map(|next| folder.join(next[1].word)).collect()
    }
}

/// All files under `src`, in the order of their paths.
pub(super) fn sources() -> &'static [Source] {
    static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(walk);
    &SOURCES
}

/// Those that are compiled for tests alone have no code outside tests.
fn walk() -> Vec<Source> {
    // Said at run time, so that the same walk measures another checkout.
    let package = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let root = Path::new(&package).join("src");
    let mut found = Vec::new();
    collect(&root, &root, &mut found);
    assert!(found.len() > 50, "the walk found {} files", found.len());
    found.sort_by(|a: &Source, b| a.path.cmp(&b.path));
    let tests: Vec<PathBuf> = found.iter().flat_map(Source::modules_of_tests).collect();
    for source in &mut found {
        let module = source.path.with_extension("");
        if tests.iter().any(|test| module.starts_with(test)) {
            source.tests = masked(&source.text);
            source.code = blanked(&source.tests);
        }
    }
    found
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(Source::new(path.strip_prefix(root).unwrap(), &fs::read_to_string(&path).unwrap()));
        }
    }
}

/// A word, a number or a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// Its line, from 1.
    pub(super) line: usize,
    /// Itself; what stands in quotes is one token.
    pub(super) word: &'a str,
    /// Where it begins.
    start: usize,
}

/// The words and signs of masked code; `::` is one.
pub(super) fn tokens(code: &str) -> Vec<Token<'_>> {
    let (mut found, mut line, mut rest) = (Vec::new(), 1, code);
    while let Some(first) = rest.chars().next() {
        let is_alike = |letter: char| match first {
            '"' => letter == '"',
            _ if is_of_word(first) => is_of_word(letter),
            _ => false,
        };
        let alike = rest.find(|letter: char| !is_alike(letter)).unwrap_or(rest.len());
        let length = if rest.starts_with("::") { 2 } else { alike.max(first.len_utf8()) };
        let (word, after) = rest.split_at(length);
        if !first.is_whitespace() {
            found.push(Token { line, word, start: code.len() - rest.len() });
        }
        line += usize::from(first == '\n');
        rest = after;
    }
    found
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The place after the group that opens at `open` with `(`, `[` or `{`.
pub(super) fn after_group(tokens: &[Token<'_>], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.word {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

/// The words that follow `root::`, each with its line: one, or those of a list in braces, without what is in further
/// braces.
pub(super) fn named_after<'a>(root: &str, tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let mut found = Vec::new();
    for at in 2..tokens.len() {
        if tokens[at - 2].word != root || tokens[at - 1].word != "::" {
            continue;
        }
        if tokens[at].word != "{" {
            found.push(tokens[at]);
            continue;
        }
        let (end, mut next) = (after_group(tokens, at) - 1, at + 1);
        while next < end {
            found.push(tokens[next]);
            while next < end && tokens[next].word != "," {
                next = if tokens[next].word == "{" { after_group(tokens, next) } else { next + 1 };
            }
            next += 1;
        }
    }
    found
}

/// The place after what begins at `start`: behind its `;` or its braces.
fn after_item(tokens: &[Token<'_>], start: usize) -> usize {
    let mut at = start;
    while let Some(token) = tokens.get(at) {
        match token.word {
            ";" => return at + 1,
            "(" | "[" => at = after_group(tokens, at),
            "{" => {
                let after = after_group(tokens, at);
                return if tokens.get(after).is_some_and(|next| next.word == ";") { after + 1 } else { after };
            }
            _ => at += 1,
        }
    }
    at
}

/// Masked code in two: without what stands under `#[cfg(test)]`, and that alone.
fn parted(masked: &str) -> (String, String) {
    let tokens = tokens(masked);
    let is_gate = |at: usize| {
        let words = tokens[at..].iter().map(|token| token.word);
        words.take(7).eq(["#", "[", "cfg", "(", "test", ")", "]"])
    };
    let (mut code, mut tests, mut rest, mut at) = (String::new(), String::new(), masked, 0);
    while at < tokens.len() {
        if !is_gate(at) {
            at += 1;
            continue;
        }
        let gate = tokens[at].start;
        at += 7;
        while tokens.get(at).is_some_and(|token| token.word == "#") {
            at = after_group(&tokens, at + 1);
        }
        at = after_item(&tokens, at);
        let end = tokens[at - 1].start + tokens[at - 1].word.len();
        let (before, after) = rest.split_at(gate + rest.len() - masked.len());
        let (gated, after) = after.split_at(end - gate);
        code.extend([before, &blanked(gated)]);
        tests.extend([&blanked(before), gated]);
        rest = after;
    }
    (code + rest, tests + &blanked(rest))
}

/// Only its lines.
fn blanked(text: &str) -> String {
    text.chars().map(|letter| if letter.is_whitespace() { letter } else { ' ' }).collect()
}

/// A source without comments, and with `"` for all that is said in a text or a character, so that no word in either is
/// taken for code. Lines stay where they are.
pub(super) fn masked(source: &str) -> String {
    let mut masked = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(letter) = rest.chars().next() {
        let (length, fill) = match letter {
            '/' if rest.starts_with("//") => (rest.find('\n').unwrap_or(rest.len()), Some(' ')),
            '/' if rest.starts_with("/*") => (comment(rest), Some(' ')),
            '"' => (text(rest), Some('"')),
            '\'' => character(rest).map_or((1, None), |length| (length, Some('"'))),
            _ if is_of_word(letter) => {
                let word = rest.find(|letter| !is_of_word(letter)).unwrap_or(rest.len());
                match rest.split_at(word) {
                    ("r" | "br", after) => raw(after).map_or((word, None), |length| (word + length, Some('"'))),
                    _ => (word, None),
                }
            }
            _ => (letter.len_utf8(), None),
        };
        let (piece, after) = rest.split_at(length);
        match fill {
            Some(fill) => masked.extend(piece.chars().map(|old| if old == '\n' { old } else { fill })),
            None => masked.push_str(piece),
        }
        rest = after;
    }
    masked
}

/// The length of a comment in `/*`, with those in it.
fn comment(rest: &str) -> usize {
    let (mut depth, mut left) = (0, rest);
    while let Some(letter) = left.chars().next() {
        let (opens, closes) = (left.starts_with("/*"), left.starts_with("*/"));
        depth += i32::from(opens) - i32::from(closes);
        left = left.split_at(if opens || closes { 2 } else { letter.len_utf8() }).1;
        if depth == 0 {
            break;
        }
    }
    rest.len() - left.len()
}

/// The length of a text in quotes.
fn text(rest: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    rest.len()
}

/// The length of `"…"` or `#"…"#`, what follows the `r` of a raw text.
fn raw(rest: &str) -> Option<usize> {
    let hashes = rest.find(|letter| letter != '#')?;
    let within = rest.split_at(hashes).1.strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    Some(hashes + 1 + within.find(&close).map_or(within.len(), |at| at + close.len()))
}

/// The length of a character in quotes; a lifetime is none.
fn character(rest: &str) -> Option<usize> {
    let mut letters = rest.char_indices().skip(1);
    let (_, first) = letters.next()?;
    if first == '\\' {
        letters.next();
        return letters.find(|(_, letter)| *letter == '\'').map(|(at, _)| at + 1);
    }
    letters.next().filter(|(_, letter)| *letter == '\'').map(|(at, _)| at + 1)
}

#[test]
fn comments_and_texts_are_no_code() {
    for (source, expected) in [
        ("let a = 1; // fn b()\nc", "let a = 1;          \nc"),
        ("a /* b /* c */\nd */ e", "a             \n     e"),
        ("say(\"fn\\\" {\", '{', '\\'', b'x')", "say(\"\"\"\"\"\"\"\", \"\"\", \"\"\"\", b\"\"\")"),
        ("fn a<'b>(c: &'b str) {}", "fn a<'b>(c: &'b str) {}"),
        ("r#\"a \"b\" { \n\"# }", "\"\"\"\"\"\"\"\"\"\"\"\n\"\" }"),
        ("r#type, attr\"x\"", "r#type, attr\"\"\""),
    ] {
        assert_eq!(masked(source), expected, "{source}");
    }
}

#[test]
fn what_is_compiled_for_tests_alone_is_no_code_of_the_program() {
    let source = "use a;\n#[cfg(test)]\npub(crate) mod fixture;\nfn b() {}\n\
                  #[cfg(test)]\n#[expect(x, reason = \"y\")]\nmod tests {\n    use d;\n}\n#[cfg(test)] use f::{g, h}; fn i() {}\n";
    let source = Source::new(Path::new("page.rs"), source);
    let code: Vec<&str> = source.tokens().iter().map(|token| token.word).collect();
    assert_eq!(code.join(" "), "use a ; fn b ( ) { } fn i ( ) { }");
    assert_eq!((source.room.as_str(), source.length()), ("page", 3));
    assert_eq!(source.modules_of_tests(), [Path::new("page/fixture")]);
    let tests: Vec<&str> = tokens(&source.tests).iter().map(|token| token.word).collect();
    let tests = tests.join(" ").replace("# [ cfg ( test ) ]", "@");
    assert_eq!(
        tests,
        "@ pub ( crate ) mod fixture ; @ # [ expect ( x , reason = \"\"\" ) ] mod tests { use d ; } @ use f :: { g , h } ;"
    );
}
