//! What each key means and how it is written, for who writes a dossier. Must never say what a value of a dossier is.

use super::{Key, KeySpec, Shape, all_keys, records_of};
use crate::entry::{EntryKind, RecordKind};

impl Key {
    /// What it says, and a value as it is written.
    #[must_use]
    pub fn meaning(self) -> (&'static str, &'static str) {
        match self {
            Self::Title => ("what it is called", "\"Workers ask for an end\""),
            Self::AlsoKnownAs => ("other names under which it is found", "[\"AWS\", \"Amazon Web Services\"]"),
            Self::Summary => ("what there is to know, in one or two sentences", "\"Sells software to ICE.\""),
            Self::Kind => ("which sort of it", "\"open-letter\""),
            Self::Authors => ("who wrote it", "[\"A. Writer\"]"),
            Self::Publisher => ("who published it", "\"The Example Gazette\""),
            Self::Date => ("when; as exactly as sources say, ? uncertain, ~ about", "\"2018-06\""),
            Self::Place => ("where", "\"San Francisco\""),
            Self::PartOf => ("what it is a part of", "\"a-series\""),
            Self::IndependentOf => ("what it stands apart from: it counts for itself", "\"a-series\""),
            Self::Part => ("which part of that", "3"),
            Self::Paragraphs => ("how many paragraphs it has: no citation goes past", "14"),
            Self::Url => ("its address; shown, never opened", "\"https://example.org\""),
            Self::Archived => ("the address of a copy", "\"https://example.org/copy\""),
            Self::Language => ("its language, as a BCP 47 tag", "\"en\""),
            Self::Companies => ("the companies that it is about", "[\"amazon\"]"),
            Self::Campaigns => ("the campaigns that it is about", "[\"open-letter\"]"),
            Self::Tags => ("words to sort it by", "[\"cloud\"]"),
            Self::Note => ("a word from the editors, shown on its card", "\"The year is read from the call.\""),
            Self::Cites => {
                ("where it is said: an article with its paragraph (¶3 or p3)", "[\"walls#¶3\", \"walls#p4-5\"]")
            }
            Self::Name => ("what it is called", "\"Example Systems\""),
            Self::Sector => ("the trade it is in", "\"software\""),
            Self::Country => ("where it is at home", "\"US\""),
            Self::Status => ("how it stands", "\"active\""),
            Self::Time => ("the time of the day, in words", "\"noon\""),
            Self::Targets => ("the companies that it is aimed at", "[\"amazon\"]"),
            Self::Agencies => ("the agencies that it names", "[\"ICE\"]"),
            Self::Organisers => ("who runs it", "[\"Example workers\"]"),
            Self::Endorsers => ("who supports it", "[\"A union\"]"),
            Self::With => ("who buys", "\"ICE\""),
            Self::Product => ("what is sold", "\"Example Cloud\""),
            Self::Amount => ("how much: code, number, rate; ~ about, > over", "\"~ USD 1.2 million per year\""),
            Self::Signed => ("when it was signed", "\"2018-03\""),
            Self::Period => ("from when to when", "\"2018-03/2019-10\""),
            Self::SameAs => ("the same thing in another entry", "[\"google#cloud-bid\"]"),
            Self::AccordingTo => ("who says so, where it is not the cited article itself", "\"The Example Gazette\""),
            Self::Speaker => ("who said it", "\"Jo Doe\""),
            Self::Role => ("what the speaker is", "\"CEO\""),
            Self::Occasion => ("when and where it was said, in words", "\"a call with investors\""),
            Self::To => ("to whom", "\"the workers\""),
            Self::Text => ("what was said or asked, in the editor's words", "\"End the contract.\""),
            Self::Quote => ("the few words that matter, as they were said", "\"not aware\""),
            Self::Answers => ("the demand or the campaign that it answers", "[\"open-letter#end\"]"),
            Self::Of => ("of whom or what", "\"Example Systems\""),
            Self::About => ("the contract or the product that it is about", "[\"example#case-files\"]"),
            Self::Outcome => ("what came of it; absent where no source says", "\"refused\""),
            Self::Count => ("how many; ~ about, > more than, >= at least", "\"> 650\""),
            Self::Signers => ("who signed", "\"workers\""),
            Self::AsOf => ("as of when", "\"2018-06-21\""),
            Self::Who => ("who did it", "[\"Example workers\"]"),
            Self::Format => ("the version of this format", "1"),
            Self::Editors => ("who made the dossier", "[\"E. Ditor\"]"),
            Self::Licence => ("under which terms it may be used", "\"CC BY 4.0\""),
            Self::Long => ("its long form, another name of it", "\"Immigration and Customs Enforcement\""),
            Self::Query => ("the filter", "\"demand{outcome:refused}\""),
        }
    }
}

impl Shape {
    /// What is written there, in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Label => "text or number",
            Self::Words => "word or list of words",
            Self::Names => "name or list of names",
            Self::References => "list of references",
            Self::Cites => "list of sources",
            Self::Date => "date or interval",
            Self::Count => "count",
            Self::Money => "amount of money",
            Self::Number => "number",
        }
    }
}

impl KeySpec {
    /// What stands in a file for it: `status = "active"`.
    #[must_use]
    pub fn example(&self) -> String {
        let (key, (_, example)) = (self.key.name(), self.key.meaning());
        match self.words.first() {
            Some(word) => format!("{key} = \"{word}\""),
            None => format!("{key} = {example}"),
        }
    }

    /// What is written under it; of a set of words with the words that are known.
    #[must_use]
    pub fn shape_in_words(&self) -> String {
        match self.words {
            [] => self.shape.words().to_owned(),
            words => format!("word: {}, or another", words.join(", ")),
        }
    }
}

const HEAD: &str = "| key | what is written | what it says | such as |\n|---|---|---|---|\n";

/// The key that is none of the schema's, as every record must have it.
const ID: &str = "| `id` | a-z, 0-9, -, required | its short name, which no other record of the entry has | `id = \"case-files\"` |\n";

/// The entries in which records of a kind may stand.
fn bearers(kind: RecordKind) -> String {
    let may = EntryKind::ALL.into_iter().filter(|entry| records_of(*entry).contains(&kind));
    may.map(EntryKind::plural).collect::<Vec<_>>().join(" and ")
}

/// Every key with what bears it, as tables in Markdown.
#[must_use]
pub fn keys_markdown() -> String {
    let tables = all_keys().into_iter().map(|(name, keys)| {
        let rows = keys.iter().map(|spec| {
            let ((meaning, _), key) = (spec.key.meaning(), spec.key.name());
            let required = if spec.required { ", required" } else { "" };
            format!("| `{key}` | {}{required} | {meaning} | `{}` |\n", spec.shape_in_words(), spec.example())
        });
        let record = RecordKind::ALL.into_iter().find(|kind| kind.singular() == name);
        let head = match record {
            Some(kind) => format!("**{name}**, in {}, as `[[{}]]`\n\n{HEAD}{ID}", bearers(kind), kind.plural()),
            None => format!("**{name}**\n\n{HEAD}"),
        };
        std::iter::once(head).chain(rows).collect::<String>()
    });
    tables.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use crate::entry::{EntryKind, RecordKind, cover_keys, entry_keys, record_keys, term_keys, view_keys};

    #[test]
    fn every_key_is_explained_with_a_value_that_can_be_written() {
        let entries = EntryKind::ALL.into_iter().flat_map(entry_keys);
        let records = RecordKind::ALL.into_iter().flat_map(record_keys);
        for spec in entries.chain(records).chain(cover_keys()).chain(term_keys()).chain(view_keys()) {
            let (meaning, example) = spec.key.meaning();
            assert!(!meaning.is_empty() && !meaning.ends_with('.'), "{}", spec.key.name());
            let written = format!("{} = {example}\n", spec.key.name());
            assert!(written.parse::<toml::Table>().is_ok(), "{written}");
        }
    }
}
