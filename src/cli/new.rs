//! `dossier new` and `dossier example`: folders and files to start from. Must never overwrite anything.

use std::path::Path;

use super::args::{Example, New};
use super::output::Answer;
use super::trouble::Trouble;
use crate::disk;
use crate::entry::EntryKind;
use crate::value::is_id;

/// A small dossier that explains itself and has no faults.
const STARTER: &[(&str, &str)] = &[
    ("dossier.toml", include_str!("new/dossier.toml")),
    ("articles/first-article.md", include_str!("new/article.md")),
    ("companies/first-company.md", include_str!("new/company.md")),
    ("campaigns/first-campaign.md", include_str!("new/campaign.md")),
];

/// What is to be made.
pub(super) enum Made<'a> {
    /// A dossier in that folder.
    Dossier(&'a Path),
    /// An entry of that kind and id in the dossier that is read.
    Entry(EntryKind, &'a str),
}

/// What was asked for: a kind and an id, or a folder.
pub(super) fn asked(new: &New) -> Result<Made<'_>, Trouble> {
    let kind = new
        .what
        .to_str()
        .and_then(|word| EntryKind::ALL.into_iter().find(|kind| [kind.singular(), kind.plural()].contains(&word)));
    match (kind, &new.id) {
        (Some(kind), Some(id)) if is_id(id) => Ok(Made::Entry(kind, id)),
        (Some(_), Some(id)) => Err(Trouble::Typed(format!("`{id}` is no id: an id has a-z, 0-9 and - alone"))),
        (Some(kind), None) => {
            let kind = kind.singular();
            Err(Trouble::Typed(format!("the {kind}'s id is missing, as in `dossier new {kind} first-one`")))
        }
        (None, None) => Ok(Made::Dossier(&new.what)),
        (None, Some(_)) => {
            let what = new.what.to_string_lossy();
            let kinds = "article, company or campaign";
            Err(Trouble::Typed(format!("`{what}` is no kind of entry; before an id stands {kinds}")))
        }
    }
}

/// A dossier to start from.
pub(super) fn dossier(folder: &Path) -> Result<Answer, Trouble> {
    let files: Vec<(String, Vec<u8>)> =
        STARTER.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    disk::create_folder(folder, &files)?;
    let paths = files.iter().map(|(path, _)| folder.join(path).to_string_lossy().into_owned() + "\n");
    let told = vec![format!(
        "a dossier is made; `dossier {0}` reads it, `dossier check {0}` checks it",
        folder.to_string_lossy()
    )];
    Ok(Answer { told, ..Answer::of(paths.collect()) })
}

/// An entry in the dossier of a folder.
pub(super) fn entry(kind: EntryKind, id: &str, folder: Option<&Path>) -> Result<Answer, Trouble> {
    let Some(folder) = folder else {
        return Err(Trouble::Typed(
            "the dossier that comes with the program takes no entry; name a folder with -d".to_owned(),
        ));
    };
    let path = folder.join(kind.plural()).join(format!("{id}.md"));
    disk::create(&path, template(kind, id).as_bytes())?;
    let path = path.strip_prefix("./").unwrap_or(&path).to_string_lossy();
    let told = vec![format!("made {path}; `dossier fields {}` lists what it may say", kind.singular())];
    Ok(Answer { told, ..Answer::of(format!("{path}\n")) })
}

/// An entry that says nothing yet but its name.
fn template(kind: EntryKind, id: &str) -> String {
    let mut words = id.replace('-', " ");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let name = kind.name_key().name();
    let (keys, record) = match kind {
        EntryKind::Article => {
            ("# kind = \"news\"\n# publisher = \"\"\n# date = \"2018-06-21\"\n# paragraphs = 14\n", "")
        }
        EntryKind::Company => (
            "# sector = \"\"\n# cites = [\"an-article#p3\"]\n",
            "\n# [[contracts]]\n# id = \"short-word\"\n# with = \"\"\n# amount = \"USD 1.2 million\"\n# cites = [\"an-article#p3\"]\n",
        ),
        EntryKind::Campaign => (
            "# kind = \"open-letter\"\n# date = \"2018-06\"\n# targets = [\"a-company\"]\n# cites = [\"an-article#p3\"]\n",
            "\n# [[demands]]\n# id = \"short-word\"\n# text = \"\"\n# outcome = \"refused\"\n# cites = [\"an-article#p3\"]\n",
        ),
    };
    format!(
        "+++\n{name} = \"{words}\"\n# summary = \"\"\n{keys}{record}+++\n\nWhat is known, each sentence with its source: `[[an-article#p3]]`.\n"
    )
}

/// The dossier that comes with the program, as files.
pub(super) fn example(example: &Example) -> Result<Answer, Trouble> {
    let files = disk::bundled_files();
    disk::create_folder(&example.folder, &files)?;
    let folder = example.folder.to_string_lossy();
    let told = vec![format!("{} files are in {folder}; `dossier {folder}` reads them", files.len())];
    let paths = files.iter().map(|(path, _)| example.folder.join(path).to_string_lossy().into_owned() + "\n");
    Ok(Answer { told, ..Answer::of(paths.collect()) })
}
