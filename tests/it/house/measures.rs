//! How large the house is: its code by room, its functions by length.

use std::collections::BTreeMap;

use super::source::{Source, Token, after_group, sources};

/// How many lines of code a function may have between its braces.
const LONGEST_FUNCTION: usize = 60;

/// The lines of code of each room and of all: outside tests, neither comment nor blank.
fn lines_of_code(sources: &[Source]) -> (BTreeMap<&str, usize>, usize) {
    let mut rooms = BTreeMap::new();
    for source in sources {
        *rooms.entry(source.room.as_str()).or_default() += lines(&source.code);
    }
    let all = rooms.values().sum();
    (rooms, all)
}

fn lines(code: &str) -> usize {
    code.lines().filter(|line| !line.trim().is_empty()).count()
}

/// A function outside tests.
struct Function<'a> {
    name: &'a str,
    line: usize,
    /// Its lines of code between the braces, at least one.
    length: usize,
}

fn functions(source: &Source) -> Vec<Function<'_>> {
    let tokens = source.tokens();
    let mut found = Vec::new();
    for (at, next) in tokens.windows(2).enumerate() {
        // `fn(` is a type.
        if next[0].word != "fn" || next[1].word == "(" {
            continue;
        }
        if let Some(open) = body(&tokens, at) {
            let close = after_group(&tokens, open) - 1;
            let (first, last) = (tokens[open].line, tokens[close].line);
            let between = source.code.lines().take(last.saturating_sub(1)).skip(first);
            let length = between.filter(|line| !line.trim().is_empty()).count().max(1);
            found.push(Function { name: next[1].word, line: next[0].line, length });
        }
    }
    found
}

/// Where the braces of a function open, if it has any.
fn body(tokens: &[Token<'_>], start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        match tokens.get(at)?.word {
            "{" => return Some(at),
            ";" => return None,
            "(" | "[" => at = after_group(tokens, at),
            _ => at += 1,
        }
    }
}

#[test]
fn the_lines_of_code_are_counted() {
    let (rooms, all) = lines_of_code(sources());
    for (room, lines) in rooms {
        println!("{lines:>7} {room}");
    }
    println!("{all:>7} in all");
    assert!(all > 5_000, "{all} lines are not all");
}

#[test]
fn functions_are_short() {
    let functions: Vec<(String, Function)> = sources()
        .iter()
        .flat_map(|source| functions(source).into_iter().map(|function| (source.at(function.line), function)))
        .collect();
    let mut lengths: Vec<usize> = functions.iter().map(|(_, function)| function.length).collect();
    lengths.sort_unstable();
    let share = |percent: usize| lengths[lengths.len() * percent / 100];
    let longest = functions.iter().max_by_key(|(_, function)| function.length).unwrap();
    println!("{} functions, median {}, P90 {}, P99 {}", lengths.len(), share(50), share(90), share(99));
    println!("longest {}: {} at {}", longest.1.length, longest.1.name, longest.0);
    let long = functions.iter().filter(|(_, function)| function.length > LONGEST_FUNCTION);
    let long: Vec<String> = long.map(|(place, function)| format!("{place} {}", function.name)).collect();
    assert_eq!(long, Vec::<String>::new());
}

#[test]
fn a_line_of_code_is_neither_a_comment_nor_blank_nor_a_test() {
    let text = "//! A page.\n\nuse a; // b\n\n/// Says.\nfn c() {\n    \"d\n    e\";\n}\n\n#[cfg(test)]\nmod tests {\n    use f;\n}\n";
    let sources = [Source::new("page.rs".as_ref(), text), Source::new("page/rows.rs".as_ref(), "fn g() {}\n")];
    let (rooms, all) = lines_of_code(&sources);
    assert_eq!((rooms, all), (BTreeMap::from([("page", 6)]), 6));
}

#[test]
fn a_function_is_as_long_as_its_braces() {
    let text = "trait A { fn none(self); }\nfn one(b: [u8; 2]) -> fn(u8) { c }\nfn three<D>() -> E\nwhere\n    D: F,\n{\n    // G\n\n    h(|| {\n        fn inner() {\n        }\n    });\n    i\n}\n";
    let source = Source::new("page.rs".as_ref(), text);
    let lengths: Vec<_> = functions(&source).into_iter().map(|it| (it.name, it.line, it.length)).collect();
    assert_eq!(lengths, [("one", 2, 1), ("three", 3, 5), ("inner", 10, 1)]);
}
