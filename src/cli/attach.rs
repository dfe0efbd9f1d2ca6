//! `dossier attach`: the owner's copy of a published text beside its article, its paragraphs numbered as references
//! count them. Must never write over a text that is there, nor one whose paragraphs are not as many as the article
//! says, unless that is asked for.

use std::path::PathBuf;

use clap::Args;

use super::Loaded;
use super::output::{Answer, NOTHING};
use super::show::found;
use super::trouble::Trouble;
use crate::disk::{self, Root};
use crate::entry::{Entry, EntryKind, Key};
use crate::parse::limits::{FILE, TEXT};
use crate::parse::{Copied, CopyShape, Known, TEXTS, copied};
use crate::text::width;

/// Put the full text of an article beside it
#[derive(Debug, Args)]
#[command(
    after_help = "It becomes texts/ID.md of the dossier: title, byline, date line, rules and a publisher's footer left \
                  out, blocks that a page break tore joined. What is left out is told, and how many paragraphs there \
                  are. Text, Markdown or HTML; nothing is fetched.\n\n\
                  Example:\n  dossier attach walls saved-page.html -d my-dossier"
)]
pub(super) struct Attach {
    /// The article, by its id or name
    #[arg(value_name = "ARTICLE")]
    article: String,
    /// The file with its text; - is standard input, as from a program that prints a PDF
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Only these lines of the file, counted from 1
    #[arg(long, value_name = "A..B")]
    lines: Option<String>,
    /// Replace a text that is there
    #[arg(long)]
    replace: bool,
    /// Write it also where its paragraphs are not as many as the article says
    #[arg(long)]
    anyway: bool,
}

/// So much of what was left out is told.
const TOLD: usize = 60;

/// Writes the text, and tells what of it.
pub(super) fn answer(attach: &Attach, root: &Root, loaded: &Loaded) -> Result<Answer, Trouble> {
    let Some(folder) = root.folder() else {
        let none =
            "the dossier that comes with the program takes no text; `dossier example DIR` makes a copy that does";
        return Err(Trouble::Typed(none.to_owned()));
    };
    let mut answer = Answer::default();
    let Some(spot) = found(&attach.article, loaded, &mut answer.told)? else {
        return Ok(Answer { status: NOTHING, ..answer });
    };
    let entry = spot.entry().and_then(|id| loaded.dossier().get(id));
    let Some(article) = entry.filter(|entry| entry.kind == EntryKind::Article) else {
        return Err(Trouble::Typed(format!("`{}` is no article; a text is that of an article", attach.article)));
    };
    let path = format!("{TEXTS}/{}.md", article.id);
    let is_there = spot.entry().is_some_and(|id| loaded.view().paragraphs(id).is_some());
    if is_there && !attach.replace {
        return Err(Trouble::Typed(format!("{path} is there already; --replace puts this text in its place")));
    }
    let copied = copy_of(attach, article)?;
    answer.told.extend(copied.left_out.iter().map(|(what, text)| {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        format!("left out as {what}: {}", width::cut(&line, TOLD))
    }));
    let (has, says) = (copied.paragraphs.len(), article.fields.number(Key::Paragraphs));
    let counted = match says {
        Some(says) => format!("{has} paragraphs; the article says {says}"),
        None => format!("{has} paragraphs; the article does not say how many"),
    };
    if says.is_some_and(|says| usize::try_from(says) != Ok(has)) && !attach.anyway {
        answer.told.push(format!("{counted}: nothing is written; --lines chooses others, --anyway writes it so"));
        return Ok(Answer { status: NOTHING, ..answer });
    }
    let target = folder.join(&path);
    let text = copied.paragraphs.join("\n\n") + "\n";
    if is_there {
        disk::save(&target, text.as_bytes())?;
    } else {
        disk::create(&target, text.as_bytes())?;
    }
    answer.told.push(counted);
    answer.out = format!("{}\n", target.strip_prefix("./").unwrap_or(&target).to_string_lossy());
    Ok(answer)
}

fn copy_of(attach: &Attach, article: &Entry) -> Result<Copied, Trouble> {
    let name = attach.file.to_string_lossy();
    let bytes = disk::given(&attach.file, TEXT.number)?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Trouble::Typed(format!("`{name}` is not UTF-8; save it as UTF-8 text first")))?;
    let shape = CopyShape::of(&name, &text);
    let limit = if shape == CopyShape::Plain { TEXT } else { FILE };
    if text.len() > limit.number {
        return Err(Trouble::Typed(format!("`{name}` has more than {} bytes; choose a part of it", limit.number)));
    }
    let chosen = match &attach.lines {
        Some(lines) => lines_of(&text, lines)?,
        None => text,
    };
    let authors = article.fields.names(Key::Authors).chain(article.fields.names(Key::Publisher));
    let known = Known {
        names: article.names().map(str::to_owned).collect(),
        authors: authors.map(|name| name.value.clone()).collect(),
    };
    let copied =
        copied(&chosen, shape, &known).map_err(|why| Trouble::Typed(format!("`{name}` is not read: {why}")))?;
    if copied.paragraphs.is_empty() {
        return Err(Trouble::Typed(format!("`{name}` holds no paragraph there; nothing is written")));
    }
    Ok(copied)
}

/// These lines, `3..40`, both included.
fn lines_of(text: &str, lines: &str) -> Result<String, Trouble> {
    let wrong = || Trouble::Typed(format!("`{lines}` names no lines; write the first and the last, as 3..40"));
    let (first, last) = lines.split_once("..").ok_or_else(wrong)?;
    let first: usize = if first.is_empty() { 1 } else { first.parse().map_err(|_| wrong())? };
    let last: usize = if last.is_empty() { usize::MAX } else { last.parse().map_err(|_| wrong())? };
    if first == 0 || last < first {
        return Err(wrong());
    }
    let chosen = text.lines().skip(first - 1).take(last - first + 1);
    Ok(chosen.collect::<Vec<_>>().join("\n"))
}
