//! What a stranger may write to make a program slow, in any size. Each is or was slow by the square of its size
//! somewhere, here or in other programs.

use std::fmt::Write as _;

/// Files of so many bytes of text, made of this.
pub(crate) type Made = fn(usize) -> Vec<(&'static str, String)>;

fn entry(name: &str, keys: &str, body: &str) -> String {
    format!("+++\nname = \"{name}\"\n{keys}\n+++\n\n{body}\n")
}

fn repeated(part: &str, size: usize) -> String {
    part.repeat(size / part.len())
}

/// The parts from 0 on, until they have so many bytes.
fn counted(size: usize, part: impl Fn(usize) -> String) -> String {
    let mut all = String::new();
    for part in (0..size).map(part) {
        if all.len() + part.len() >= size {
            break;
        }
        all.push_str(&part);
    }
    all
}

fn body(text: &str) -> Vec<(&'static str, String)> {
    vec![("companies/a.md", entry("Acme", "", text)), ("companies/bolt.md", entry("Bolt", "", ""))]
}

fn keys(text: &str) -> Vec<(&'static str, String)> {
    vec![("companies/a.md", entry("Acme", text, ""))]
}

/// Each is or was slow by the square of its size somewhere.
pub(crate) const SHAPES: &[(&str, Made)] = &[
    ("mentions in one paragraph", |size| body(&repeated("Bolt sells. ", size))),
    ("mentions in one sentence", |size| body(&repeated("Bolt ", size))),
    ("mentions between runs", |size| body(&repeated("*a* Bolt ", size))),
    ("mentions under headings", |size| body(&repeated("# h\n\nBolt\n\n", size))),
    ("links to nothing on one line", |size| body(&counted(size, |number| format!("[[x{number}]] ")))),
    ("paragraphs of itself", |size| {
        let text = counted(size, |number| format!("[[#¶{}]] ", number + 1));
        vec![("articles/a.md", format!("+++\ntitle = \"A\"\n+++\n\n{text}\n"))]
    }),
    ("sources", |size| {
        let text = counted(size, |number| format!("[[t#¶{}]] ", number + 1));
        vec![("companies/a.md", entry("A", "", &text)), ("articles/t.md", "+++\ntitle = \"T\"\n+++\n".to_owned())]
    }),
    ("marks in cells", |size| {
        let cells = repeated("|[[t#¶1]]|\n", size);
        vec![
            ("companies/a.md", entry("A", "", &format!("|a|\n|-|\n{cells}"))),
            ("articles/t.md", "+++\ntitle = \"T\"\n+++\n".to_owned()),
        ]
    }),
    ("cites of an entry", |size| keys(&format!("cites = [{}]", counted(size, |number| format!("\"a{number}\","))))),
    ("cites of a record", |size| {
        let cites = counted(size, |number| format!("\"a{number}\","));
        keys(&format!("[[events]]\nid = \"e\"\ntitle = \"t\"\ncites = [{cites}]"))
    }),
    ("records in braces, and a fault", |size| keys(&format!("bad = = \ncontracts = [\n{}]", repeated("{},\n", size)))),
    ("one long name", |size| keys(&format!("also_known_as = [\"{}\"]", repeated("ab ", size)))),
    ("names that two share", |size| {
        let names = |order: &mut dyn Iterator<Item = usize>| {
            order.fold(String::new(), |mut list, number| {
                write!(list, "\"n{number}\",").expect("a string takes all");
                list
            })
        };
        let there = names(&mut (0..size / 8));
        let back = names(&mut (0..size / 8).rev());
        vec![
            ("companies/a.md", entry("A", &format!("also_known_as = [{there}]"), "")),
            ("companies/b.md", entry("B", &format!("also_known_as = [{back}]"), "")),
        ]
    }),
    ("terms that cite nothing", |size| {
        let terms =
            counted(size, |number| format!("[[terms]]\nname = \"Term{number}\"\ncites = [\"nothing{number}\"]\n"));
        vec![("dossier.toml", format!("format = 1\ntitle = \"T\"\n{terms}"))]
    }),
    ("terms of one name", |size| {
        let terms = repeated("[[terms]]\nname = \"Same\"\n", size);
        vec![
            ("dossier.toml", format!("format = 1\ntitle = \"T\"\n{terms}")),
            ("companies/a.md", entry("A", "", &repeated("[[Same]] ", size))),
        ]
    }),
    ("brackets", |size| body(&repeated("[[a", size))),
    ("quotations", |size| body(&repeated("> ", size))),
    ("emphasis", |size| body(&repeated("**a *b ", size))),
    ("invisible characters", |size| body(&repeated("\u{202e}", size))),
    ("marks on one letter", |size| body(&format!("a{}", repeated("\u{301}", size / 2)))),
    ("a table of empty cells", |size| {
        body(&format!("{0}|\n{1}|\n{2}", repeated("|a", size / 3), repeated("|-", size / 3), repeated("a\n", size / 3)))
    }),
    ("items", |size| body(&repeated("- a\n", size))),
    ("numbered items", |size| body(&repeated("1. a\n", size))),
    ("items to do", |size| body(&repeated("- [ ] a\n", size))),
    ("paragraphs", |size| body(&repeated("a\n\n", size))),
    ("headings", |size| body(&repeated("# a\n", size))),
    ("headings that are underlined", |size| body(&repeated("a\n=\n", size))),
    ("rules", |size| body(&repeated("***\n", size))),
    ("rows of a table", |size| body(&format!("|a|b|\n|-|-|\n{}", repeated("|a|b|\n", size)))),
    ("lists in lists", |size| body(&counted(size, |depth| format!("{}- a\n", "  ".repeat(depth))))),
    ("links that are never closed", |size| body(&repeated("[a](", size))),
    ("HTML that is never closed", |size| body(&repeated("<a ", size))),
    ("comments that are never closed", |size| body(&repeated("<!--", size))),
    ("code that is never closed", |size| body(&counted(size, |count| "`".repeat(count % 200) + " "))),
    ("definitions", |size| body(&counted(size, |number| format!("[a{number}]: u\n")))),
    ("footnotes", |size| body(&counted(size, |number| format!("[^n{number}]: N\n\n[^n{number}]\n\n")))),
    ("one long line", |size| body(&repeated("word ", size))),
    ("one long word", |size| body(&repeated("w", size))),
    ("letters of a script without spaces", |size| body(&repeated("จดหมาย", size))),
    ("sentences", |size| body(&repeated("So it is. No? No. 5! ", size))),
    ("names in names", |size| {
        let names: Vec<String> = (1..13).map(|count| format!("\"{}\"", ["a"].repeat(count).join(" "))).collect();
        vec![
            ("companies/a.md", entry("A", &format!("also_known_as = [{}]", names.join(", ")), "")),
            ("companies/b.md", entry("B", "", &repeated("a ", size))),
        ]
    }),
    ("YAML in lists", |size| vec![("companies/a.md", format!("---\nname: A\ntags: {}\n---\n", repeated("[", size)))]),
    ("YAML that stands for itself", |size| {
        let aliases = counted(size, |number| format!("k{number}: &a{number} [*a{}]\n", number.saturating_sub(1)));
        vec![("companies/a.md", format!("---\nname: A\n{aliases}\n---\n"))]
    }),
    ("keys that nobody knows", |size| keys(&counted(size, |number| format!("k{number} = 1\n")))),
    ("faults of syntax", |size| keys(&repeated("a = = 1\n", size))),
];
