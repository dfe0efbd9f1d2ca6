//! Of how many pieces a file consists once it is read: what it takes in memory beyond its text. Must be the same for
//! the same file, whatever machine reads it.

use super::{Parsed, ParsedEntry};
use crate::entry::{Body, Fields, Markup, Value};
use crate::problem::Problem;

/// What a problem counts for: it bears its sentence, its path and its line.
const PROBLEM: usize = 4;

impl Parsed {
    /// Its links, records, values and problems, and where its text `is_held` its blocks, cells, looks and paragraphs.
    /// A file of many bytes can have few of them, and a short one many; each is some hundreds of bytes in memory, however
    /// short it is written.
    #[must_use]
    pub fn pieces(&self, is_held: bool) -> usize {
        match self {
            Self::Cover { cover, problems, .. } => {
                cover.views.len()
                    + cover.terms.iter().map(|term| in_fields(&term.fields)).sum::<usize>()
                    + told(problems)
            }
            Self::Entry(file) => file.pieces(is_held),
            Self::Text { paragraphs, problems, .. } => usize::from(is_held) * paragraphs.len() + told(problems),
            Self::Other(problems) => told(problems),
        }
    }
}

impl ParsedEntry {
    fn pieces(&self, is_held: bool) -> usize {
        let body = if is_held { in_body(&self.body) } else { 0 };
        let values: usize = self.entry.all_fields().map(|(_, fields)| in_fields(fields)).sum();
        let own: usize = self.entry.extra.values().map(in_extra).sum();
        self.entry.records.len() + values + own + self.body.links.len() + body + told(&self.problems)
    }
}

fn told(problems: &[Problem]) -> usize {
    problems.len() * PROBLEM
}

fn in_fields(fields: &Fields) -> usize {
    let readings = |value: &Value| -> usize {
        value.shown().iter().map(|reading| 1 + reading.according_to.len() + reading.cites.len()).sum()
    };
    let listed = |value: &Value| value.names().count() + value.references().count();
    fields.iter().map(|field| readings(&field.value) + listed(&field.value)).sum()
}

fn in_extra(value: &toml::Value) -> usize {
    match value {
        toml::Value::Array(all) => 1 + all.iter().map(in_extra).sum::<usize>(),
        toml::Value::Table(all) => 1 + all.values().map(in_extra).sum::<usize>(),
        _ => 1,
    }
}

fn in_body(body: &Body) -> usize {
    let runs: usize = body.proses().iter().map(|prose| 1 + prose.runs.len()).sum();
    runs + in_blocks(&body.blocks)
}

/// Blocks and items; the proses in them are counted apart.
fn in_blocks(blocks: &[Markup]) -> usize {
    let inner = |block: &Markup| match block {
        Markup::List { items, .. } => items.iter().map(|item| 1 + in_blocks(&item.blocks)).sum(),
        Markup::Quote(blocks) | Markup::Footnote { blocks, .. } => in_blocks(blocks),
        Markup::Code { text, .. } => text.lines().count(),
        Markup::Table { rows, .. } => rows.len(),
        Markup::Heading { .. } | Markup::Paragraph(_) | Markup::Rule => 0,
    };
    blocks.iter().map(|block| 1 + inner(block)).sum()
}

#[cfg(test)]
mod tests {
    use crate::parse::{Found, Source, source};

    fn pieces(path: &str, text: &str) -> usize {
        source(&Source { path: path.to_owned(), found: Found::Bytes(text.as_bytes().to_vec()) }).pieces(true)
    }

    #[test]
    fn what_is_more_has_more_pieces() {
        let of = |text: &str| pieces("companies/a.md", &format!("+++\nname = \"A\"\n{text}"));
        let bare = of("+++\n");
        let kinds = [
            ("+++\n\n", "- a\n", 3),
            ("+++\n\n", "*a* ", 2),
            ("+++\n\n", "***\n", 1),
            ("+++\n\n", "[[x]] ", 2),
            ("+++\n\n|a|\n|-|\n", "|b|\n", 3),
            ("+++\n\n```\n", "a\n", 1),
            ("tags = [", "\"t\",", 1),
            ("", "[[events]]\n", 2),
        ];
        for (before, one, least) in kinds {
            let end = if before.starts_with("+++") { "" } else { "\n+++\n" };
            let end = if before.ends_with('[') { "]\n+++\n" } else { end };
            let many = of(&format!("{before}{}{end}", one.repeat(100)));
            assert!(many >= bare + least * 100 - 2, "{one:?}: {many} beside {bare}");
        }
        assert_eq!(pieces("texts/a.md", &"a\n\n".repeat(100)), 100);
    }

    #[test]
    fn of_a_text_that_is_not_held_what_stays_counts() {
        let text = format!("+++\nname = \"A\"\n+++\n\n{}\n", "[[x]] *a* ".repeat(100));
        let found = Found::Bytes(text.into_bytes());
        let parsed = source(&Source { path: "companies/a.md".to_owned(), found });
        assert!((101..200).contains(&parsed.pieces(false)) && parsed.pieces(true) > 500, "{}", parsed.pieces(true));
    }
}
