//! What is said of faults of TOML's syntax: our sentences, with what to do, for the library's words. Must never quote
//! words of the library that say nothing.

/// The fault after which the library gives up on the rest of a document.
pub(super) const GIVES_UP: &str = "key with no value";

/// What the library says of a value without quotes, and of one that is not there.
pub(super) const UNQUOTED: &str = "string values must be quoted";

/// What is said of a fault for the library's words: by the first row that these begin with.
pub(super) fn remedy(said: &str) -> String {
    let known = REMEDIES.iter().find(|(begins, _)| said.starts_with(begins));
    let unknown = || format!("this is not TOML: {}; write it as key = \"value\"", bare(said));
    known.map_or_else(unknown, |(_, remedy)| (*remedy).to_owned())
}

/// What the library says of a text in single quotes that is not closed, and of a value that is not there.
pub(super) const UNCLOSED: &str = "invalid literal string";

/// What is said here where a comma is missing, and where a key begins instead of one.
pub(super) const NO_COMMA: &str = "missing comma";
pub(super) const NOT_CLOSED: &str = "key before the end";

/// The library's words without what it expected, where that is nothing.
fn bare(said: &str) -> &str {
    said.strip_suffix(", expected nothing").unwrap_or(said)
}

/// What the library says of a fault, and what is said here.
const REMEDIES: &[(&str, &str)] = &[
    ("duplicate key", "this key stands twice; keep one of them"),
    (GIVES_UP, "this line is no key with a value; write it as key = \"value\""),
    (UNQUOTED, "a text must stand in quotes; write it as \"…\""),
    (
        "invalid basic string",
        "a text in quotes is not closed; end it with \" on its line, or put it in \"\"\" for several lines",
    ),
    (UNCLOSED, "a text in quotes is not closed; end it with ' on its line"),
    ("invalid multi-line", "a text of several lines is not closed; end it with the three quotes it begins with"),
    ("unclosed array table", "the name of a record is not closed; write it as [[contracts]]"),
    ("unclosed array", "a list is not closed; end it with ]"),
    ("unclosed inline table", "a table is not closed; end it with }"),
    ("unclosed table", "the name of a table is not closed; write it as [extra]"),
    (NO_COMMA, "a comma is missing between two things of a list or table; write it"),
    (NOT_CLOSED, "a key begins here, but what was opened above is not closed; end it with ] or }"),
    ("unexpected key or value", "something stands after the value; put it on a line of its own"),
    (
        "missing escaped value",
        "after \\ stands no known escape; write \\\\ for the sign itself, or put the text in ' '",
    ),
    ("invalid boolean", "this is neither true nor false; a text must stand in quotes, as in \"…\""),
    ("extra comma", "a comma too many stands here; delete it"),
    ("extra", "an = too many stands here; delete it, or put the text in quotes"),
    ("invalid unquoted key", "a key is written with a-z, 0-9, _ and - alone; put any other in quotes"),
    ("invalid date", "this is no date of the calendar; write it in quotes, as in \"2018-06-21\""),
    ("invalid time", "this is no time of day; write it as 09:30:00, or put the whole value in quotes"),
    (
        "invalid offset",
        "after a time stands its distance from UTC, as in +02:00; correct it, or put the whole in quotes",
    ),
    ("invalid value", "this escape names no character; write the character itself"),
    ("cannot extend value", "this key has a value already, so nothing can be put into it; keep one of them"),
    (
        "`_` may only go between digits",
        "in a number _ stands between two digits alone; delete it, or put the text in quotes",
    ),
    ("radix must be lowercase", "the letter of 0x, 0o or 0b is written small"),
    ("integers with a radix cannot be signed", "a number with 0x, 0o or 0b has no sign; delete the sign"),
    ("unexpected leading zero", "a number does not begin with 0; delete the 0, or put it in quotes, as in \"007\""),
    ("unexpected sign", "a sign stands where none can be; delete it, or put the text in quotes"),
    ("redundant", "something stands twice before this number; keep one of it"),
    ("invalid hexadecimal number", "after 0x stand the digits 0 to 9 and the letters a to f; correct them"),
    ("invalid octal number", "after 0o stand the digits 0 to 7; correct them"),
    ("invalid binary number", "after 0b stand the digits 0 and 1; correct them"),
    ("invalid integer number", "this is no number; write digits alone, or put the text in quotes"),
    ("invalid float", "this is no number; write it as 1.5, or put the text in quotes"),
    ("invalid mantissa", "this is no number; write it as 1.5, or put the text in quotes"),
    ("invalid exponent", "after e stands a whole number, as in 1e6; correct it"),
    ("invalid fraction", "after the point stand digits, as in 1.5; write them, or put the text in quotes"),
    (
        "too few unicode value digits",
        "after \\x stand two hexadecimal digits, after \\u four, after \\U eight; write all of them",
    ),
    ("invalid comment character", "a control character stands in this comment; delete it"),
    ("carriage return must be followed", "a line ends in a single carriage return; save the file with line feeds"),
    ("missing opening quote", "a text lacks its first quote; write it as \"…\""),
    ("unquoted keys cannot be empty", "a key is missing; write it before the =, or delete the line"),
    ("missing key", "a key is missing; write it before the =, or delete the line"),
    ("missing value", "a value is missing; write one after the =, or delete the key"),
    ("missing assignment", "an = is missing between a key and its value; write it as key = \"value\""),
    ("unexpected `=` in array", "a list holds values alone; write a key with its value in { }"),
    ("unexpected content", "something stands where the line should end; delete it, or put it on a line of its own"),
    ("missing array opening", "the [ that opens a list is missing; write it"),
    ("missing inline table opening", "the { that opens a table is missing; write it"),
    ("missing table open", "the [ that opens the name of a table is missing; write it"),
    ("missing comment start", "a comment begins with #; write it"),
    ("cannot recurse", "this is nested too deep; flatten it"),
    (
        "keys cannot be multi-line",
        "a key stands on one line; put it in single quotes, or write it with a-z, 0-9, _ and - alone",
    ),
    ("invalid key", "this is no key; write it with a-z, 0-9, _ and - alone, or put it in quotes"),
    ("invalid", "this is no value; a text must stand in quotes, as in \"…\""),
];

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::*;

    /// Values that are at fault, one a line.
    const VALUES: &str = r#"1__0
_1
1_
0X1
+0x1
-0b1
007
+-1
++1
0xG
0o9
0b2
1.e5
1.
.5
1e
1e+
1.5.5
nan1
"\ud800"
"\u12"
"\q"
"a
'a
"""a
'''a
[1
{a=1
[1,,2]
[=1]
{a=1,,b=2}
{=1}
{a}
{a=}
[1 2]
{a=1 b=2}
2018-13-01
2018-02-30
25:00:00
1979-05-27T
truE
a
]
}
= 1
2018-6-1
0x_1
0x1_
1__2.0
0b
1 # a
0 0"#;

    const LINES: &str =
        "= 1\na\na b = 1\na = 1 b\n[a\n[[a]\n[]\n[a]]\na = # x\na = 1 # \u{1}\n\"\" 1\né = 1\n[a b]\n[[ ]]";

    /// For no fault of front matter do the library's own words stand.
    #[test]
    fn every_fault_has_a_sentence_of_ours() {
        let values = VALUES.lines().map(|value| format!("n = {value}\n"));
        for toml in values.chain(LINES.lines().map(str::to_owned)) {
            let (_, errors) = DeTable::parse_recoverable(&toml);
            for error in errors {
                assert!(!remedy(error.message()).contains("is not TOML"), "{toml}: {}", error.message());
            }
        }
        assert_eq!(remedy("odd, expected nothing"), "this is not TOML: odd; write it as key = \"value\"");
    }
}
