//! `dossier questions`: what the sources leave open, as Markdown for a request for records or a reporter's list.

use clap::Args;
use serde_json::{Map, Value as Json, json};

use super::Kept;
use crate::cli::Loaded;
use crate::cli::cell::Cell;
use crate::cli::form::{Form, Format, Row};
use crate::cli::medium::Medium;
use crate::cli::output::Answer;
use crate::cli::trouble::Trouble;
use crate::entry::TableColumn;
use crate::evidence::{OpenQuestion, questions, sorts};
use crate::text::Safe;
use crate::whole::{Depth, Dossier, record_words};

/// List what the sources leave open, by how much leans on it
#[derive(Debug, Args)]
#[command(
    after_help = "As text a list in Markdown, in parts by what is asked, the first 20 of each; in the other formats \
                  one list of all, what most leans on first. What is asked begins with: amount open, date not stated, outcome open, signers not stated \
                  (each with what is said only in words), unanswered, answers nothing, unsourced, one witness.\n\n\
                  Example:\n  dossier questions -q 'contract{with:CBP}' --bundled"
)]
pub(in crate::cli) struct Questions {
    /// As text list all of each part, not the first 20 alone
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    kept: Kept,
    #[command(flatten)]
    pub(super) form: Form,
}

/// So many of each part come out as text.
const SHOWN: usize = 20;

const HEADS: [TableColumn; 4] = [
    TableColumn::new(0, "leans").figure(),
    TableColumn::new(1, "asks").from(20),
    TableColumn::new(2, "ref").yields(1),
    TableColumn::new(3, "fact").from(30),
];

/// A question with the dossier that leaves it open.
struct Asked<'a> {
    dossier: &'a Dossier,
    question: OpenQuestion,
}

/// What is open, what most leans on first.
pub(super) fn answer(asked: &Questions, loaded: &Loaded, medium: Medium) -> Result<Answer, Trouble> {
    let (loaded, facts) = asked.kept.facts_with_sources(loaded, Depth::Tied)?;
    let dossier = loaded.dossier();
    let all = questions(loaded.view(), &facts);
    let mut answer = Answer::default();
    if all.is_empty() {
        answer.told.push("nothing is left open there".to_owned());
        answer.status = asked.kept.status_of_nothing();
    }
    answer.out = match asked.form.format()? {
        Format::Text if all.is_empty() => String::new(),
        Format::Text => {
            let most = if asked.all { usize::MAX } else { SHOWN };
            markdown(dossier, all, most)
        }
        _ => {
            let rows: Vec<Asked> = all.into_iter().map(|question| Asked { dossier, question }).collect();
            asked.form.compose(&HEADS, &["questions"], &rows, medium)?
        }
    };
    Ok(answer)
}

/// The list for people who ask, in parts by what is asked, so many of each.
fn markdown(dossier: &Dossier, all: Vec<OpenQuestion>, most: usize) -> String {
    let head = format!(
        "# Open questions: {}\n\n{} questions. The number at the end of each says how many other facts and passages \
         name it; what has most of them comes first.\n",
        plain(dossier.title()),
        all.len()
    );
    let parts = sorts(dossier, all).into_iter().map(|(sort, of_it)| {
        let count = of_it.len();
        let items = of_it.into_iter().take(most).map(|question| Asked { dossier, question }.item());
        let more = match count.saturating_sub(most) {
            0 => String::new(),
            more => format!("\n… and {more} more: `--all` lists them.\n"),
        };
        format!("\n## {} ({count})\n\n{}{more}", sort.heading(), items.collect::<String>())
    });
    std::iter::once(head).chain(parts).collect()
}

/// A stranger's text on one line, with nothing in it that Markdown would take for a sign.
fn plain(text: &str) -> String {
    let line = Safe::new(&text.split_whitespace().collect::<Vec<_>>().join(" ")).to_string();
    let signs = ['\\', '`', '*', '_', '[', ']', '<', '>', '#'];
    line.chars().flat_map(|sign| signs.contains(&sign).then_some('\\').into_iter().chain([sign])).collect()
}

impl Asked<'_> {
    /// What the fact says, or which entry it is.
    fn said(&self) -> String {
        let fact = self.question.fact;
        let record = fact.record_in(self.dossier);
        let name = self.dossier.name(fact.entry.into());
        record.map_or_else(
            || name.to_owned(),
            |record| format!("{name}: {}", record_words(self.dossier, fact.entry, record)),
        )
    }

    fn item(&self) -> String {
        let known = self.question.known(self.dossier);
        let known = if known.is_empty() { known } else { format!(" ({})", plain(&known)) };
        let leans = self.question.leans;
        format!("- [ ] {}{known} · `{}` · {leans}\n", plain(&self.said()), self.reference())
    }
}

impl Row for Asked<'_> {
    fn reference(&self) -> String {
        self.dossier.written(&self.question.fact.spot(self.dossier))
    }

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::of(self.question.leans.to_string()),
            Cell::of(self.question.told(self.dossier)),
            Cell::of(self.reference()),
            Cell::of(self.said()),
        ]
    }

    fn object(&self) -> Map<String, Json> {
        let object = json!({
            "ref": self.reference(),
            "asks": self.question.told(self.dossier),
            "leans": self.question.leans,
        });
        if let Json::Object(object) = object { object } else { Map::new() }
    }

    fn group(&self) -> &'static str {
        "questions"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strangers_words_are_no_signs_of_markdown() {
        assert_eq!(plain("a *b*\n# [c](d) <e>"), "a \\*b\\* \\# \\[c\\](d) \\<e\\>");
    }
}
