//! The verbs and their options, as they are typed. Their help is written here, each with an example that runs.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::attach::Attach;
use super::columns::{self, What};
use super::diff::Diff;
use super::evidence::Evidence;
use super::form::Form;
use super::medium::Colour;
use super::output::To;
use crate::entry::{EntryKind, RecordKind, all_keys};

/// Reads linked dossiers: who published what, who sells what to whom, and what people did about it
#[derive(Debug, Parser)]
#[command(
    name = "dossier",
    version,
    subcommand_help_heading = "Verbs",
    subcommand_value_name = "VERB",
    override_usage = "dossier [OPTIONS] [PATH]\n       dossier [OPTIONS] VERB …",
    after_help = "Without PATH it reads the dossier of this folder, else the nearest above that has a dossier.toml, else the \
                  one that comes with the program. A verb takes that one only with --bundled.\n\
                  A verb is a verb: write ./list for a folder of that name.\n\n\
                  Example:\n  dossier list companies --bundled"
)]
pub(super) struct Arguments {
    /// The folder of the dossier to read in the terminal
    pub(super) path: Option<PathBuf>,
    #[command(subcommand)]
    pub(super) verb: Option<Verb>,
    #[command(flatten)]
    pub(super) everywhere: Everywhere,
    /// Draw with plain ASCII alone
    #[arg(long)]
    pub(super) ascii: bool,
}

/// What holds for every verb.
#[derive(Debug, Args)]
pub(super) struct Everywhere {
    /// The dossier's folder [env: DOSSIER]
    #[arg(short, long, global = true, value_name = "PATH")]
    pub(super) dossier: Option<PathBuf>,
    /// The dossier that comes with the program
    #[arg(long, global = true, conflicts_with = "dossier")]
    pub(super) bundled: bool,
    /// When to use colours: auto (on a terminal, without the variable `NO_COLOR`), always or never; rows in a pipe are
    /// data and have none
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Colour::Auto)]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub(super) color: Colour,
    /// Read and write nothing but what is asked for: of large dossiers nothing is kept that would open them faster
    #[arg(long, global = true)]
    pub(super) private: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    List(List),
    Show(Show),
    Links(Links),
    Search(Search),
    #[command(flatten)]
    Evidence(Evidence),
    Check(Check),
    Diff(Diff),
    Export(Export),
    Keys(Keys),
    New(New),
    Attach(Attach),
    Example(Example),
    Fields(Fields),
    Schema(Schema),
    State(State),
    Forget(Forget),
    Man(Man),
    Completions(Completions),
}

/// List entries, records or terms
#[derive(Debug, Args)]
#[command(after_help = list_help())]
pub(super) struct List {
    /// What to list; without it, the entries of all three kinds
    #[arg(value_name = "KIND", value_parser = what())]
    pub(super) what: Option<What>,
    /// Only what this query finds. Of records, braces choose: contract{with:ICE} lists the contracts with ICE. Without
    /// braces, all records of the entries found are listed: agency:ICE lists every contract of each company that has to
    /// do with ICE. Dates, cites:, has: and is: choose records without braces too
    #[arg(short, long, value_name = "QUERY", allow_hyphen_values = true)]
    pub(super) query: Option<String>,
    #[command(flatten)]
    pub(super) form: Form,
}

/// Show entries or records as pages
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  dossier show amazon amazon#palantir-hosting --bundled")]
pub(super) struct Show {
    /// An entry or a term by its name or id; with # and an id a record of it, with #¶3 the passage of an article
    #[arg(value_name = "REF", required = true)]
    pub(super) references: Vec<String>,
    /// text or json
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Plain::Text)]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub(super) format: Plain,
    /// Draw with plain ASCII alone
    #[arg(long)]
    pub(super) ascii: bool,
    #[command(flatten)]
    pub(super) to: To,
}

/// Tell what refers to something and what it refers to, each with its sentence
#[derive(Debug, Args)]
#[command(
    after_help = "Columns, in a pipe separated by tabs: way (from what refers there, to what it refers to), ref, name, \
                  sentence.\n\nExample:\n  dossier links amazon --bundled"
)]
pub(super) struct Links {
    /// An entry or a term by its name or id
    #[arg(value_name = "REF")]
    pub(super) reference: String,
    #[command(flatten)]
    pub(super) form: Form,
}

/// Find entries or records, the best first, each with the sentence that holds the words
#[derive(Debug, Args)]
#[command(
    after_help = "Names weigh most, then records, then the text; sort: in the query gives an order of its own. As text \
                  the first 20 are shown, or as many as limit: says, and how many more there are is told on standard \
                  error; other formats have all. A word that is nowhere is looked for in its nearest spelling, which \
                  is told.\n\n\
                  Columns, in a pipe separated by tabs: ref, name, sentence, why. A ref is what `dossier show` takes; \
                  why is where the words stand.\n\n\
                  Example:\n  dossier search agency:CBP letter --bundled"
)]
pub(super) struct Search {
    /// What to find, in the filter language; after -- where it begins with a -
    #[arg(value_name = "QUERY", required = true)]
    pub(super) query: Vec<String>,
    /// Find records: words hold in the record or in its entry's names, braces, dates, cites:, has: and is: of the
    /// record; any other field holds of its entry
    #[arg(long)]
    pub(super) records: bool,
    /// Only say how many there are
    #[arg(long)]
    pub(super) count: bool,
    /// Tell how the query is understood, and how many entries (with --records, records) each term of it finds; with
    /// --count the same
    #[arg(long)]
    pub(super) explain: bool,
    #[command(flatten)]
    pub(super) form: Form,
}

/// Tell every problem of a dossier
#[derive(Debug, Args)]
#[command(after_help = "Ends with 1 where there are errors.\n\nExample:\n  dossier check --format json --bundled")]
pub(super) struct Check {
    /// The folder of the dossier to check
    pub(super) path: Option<PathBuf>,
    /// Warnings count as errors do
    #[arg(long)]
    pub(super) strict: bool,
    /// Tell besides how well each entry is sourced: how many of its facts have two witnesses or more, one, none, and of
    /// how many readings differ
    #[arg(long)]
    pub(super) coverage: bool,
    /// text or json
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Plain::Text)]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub(super) format: Plain,
    #[command(flatten)]
    pub(super) to: To,
}

/// Write the whole dossier in another format
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  dossier export json --bundled")]
pub(super) struct Export {
    /// json
    #[arg(value_enum, value_name = "FORMAT", hide_possible_values = true)]
    pub(super) format: ExportFormat,
    /// Leave the attached texts out: they are the owner's copies
    #[arg(long)]
    pub(super) no_texts: bool,
    #[command(flatten)]
    pub(super) to: To,
}

/// List the reader's commands and their keys
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  dossier keys")]
pub(super) struct Keys {
    #[command(flatten)]
    pub(super) to: To,
}

/// Make a dossier to start from, or an entry of one; nothing is overwritten
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  dossier new my-dossier\n\nIn a dossier: dossier new article first-one")]
pub(super) struct New {
    /// The folder of the new dossier; of an entry its kind: article, company or campaign
    #[arg(value_name = "DIR|KIND")]
    pub(super) what: PathBuf,
    /// The id of the new entry: its file is named after it
    pub(super) id: Option<String>,
}

/// Write the dossier that comes with the program into a new folder
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  dossier example border-dossier")]
pub(super) struct Example {
    /// The new folder
    #[arg(value_name = "DIR")]
    pub(super) folder: PathBuf,
}

/// List every key that may stand in a dossier's files, with an example and what it means
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  dossier fields contract")]
pub(super) struct Fields {
    /// Only those of this: an entry, a record, the cover or a table of it
    #[arg(value_name = "KIND", value_parser = table())]
    pub(super) kind: Option<String>,
    #[command(flatten)]
    pub(super) to: To,
}

/// Print the JSON Schema of front matter, for editors
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  dossier schema company")]
pub(super) struct Schema {
    /// Only of this: an entry, a record, the cover or a table of it
    #[arg(value_name = "KIND", value_parser = table())]
    pub(super) kind: Option<String>,
    #[command(flatten)]
    pub(super) to: To,
}

/// Tell what is kept between runs, and where
#[derive(Debug, Args)]
#[command(
    after_help = "Of dossiers with more than 8 MiB of text it is kept what was read in them, so that they open faster. It \
                  can be made again at any time, only you may look into it, and its files do not tell of which dossier \
                  they are. --private keeps nothing, nor does `cache = false` in dossier/config.toml where your settings \
                  are (~/.config).\n\nExample:\n  dossier state"
)]
pub(super) struct State {
    /// The folder of the dossier to tell of in particular
    pub(super) path: Option<PathBuf>,
    /// text or json
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Plain::Text)]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub(super) format: Plain,
    #[command(flatten)]
    pub(super) to: To,
}

/// Remove what is kept between runs of a dossier, or of all; it asks first
#[derive(Debug, Args)]
#[command(after_help = "Of the dossier itself nothing is removed.\n\nExample:\n  dossier forget --all --yes")]
pub(super) struct Forget {
    /// The folder of the dossier, whether it is still there or not
    #[arg(required_unless_present = "all")]
    pub(super) path: Option<PathBuf>,
    /// What is kept of all dossiers
    #[arg(long, conflicts_with = "path")]
    pub(super) all: bool,
    /// Do not ask
    #[arg(long)]
    pub(super) yes: bool,
    /// text or json
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Plain::Text)]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub(super) format: Plain,
    #[command(flatten)]
    pub(super) to: To,
}

/// Print the manual page
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  dossier man\n\nTo install it: dossier man -o ~/.local/share/man/man1/dossier.1")]
pub(super) struct Man {
    #[command(flatten)]
    pub(super) to: To,
}

/// Print the completions for a shell
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  dossier completions bash")]
pub(super) struct Completions {
    /// bash, elvish, fish, powershell or zsh
    #[arg(value_enum, value_name = "SHELL", hide_possible_values = true)]
    pub(super) shell: clap_complete::Shell,
    #[command(flatten)]
    pub(super) to: To,
}

/// A form for one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Plain {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// A format of the whole dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportFormat {
    /// One object with everything.
    Json,
}

/// What bears keys, one of it or many.
fn table() -> impl TypedValueParser<Value = String> {
    let names = all_keys().into_iter().map(|(name, _)| name);
    let plural = |name: &str| {
        let entries = EntryKind::ALL.into_iter().map(|kind| (kind.singular(), kind.plural()));
        let records = RecordKind::ALL.into_iter().map(|kind| (kind.singular(), kind.plural()));
        entries.chain(records).find(|(one, _)| *one == name).map(|(_, many)| many)
    };
    let singular = move |word: String| {
        let name = all_keys().into_iter().map(|(name, _)| name).find(|name| plural(name) == Some(word.as_str()));
        name.map_or(word, str::to_owned)
    };
    let known =
        names.map(|name| plural(name).map_or(PossibleValue::new(name), |many| PossibleValue::new(name).alias(many)));
    PossibleValuesParser::new(known).map(singular)
}

fn list_help() -> String {
    let columns = columns::help();
    format!(
        "Columns, in a pipe separated by tabs and without a heading, which csv and tsv have:\n{columns}\
         csv and tsv have a row for each reading of a record: reading is 1, 2, …, so that those of 1 are each record \
         once; sign says whether readings agree; beside a figure stand low, high, about, unit, currency and per.\n\
         A ref is what `dossier show` takes. A narrow terminal has some beneath the others.\n\n\
         Example:\n  dossier list contracts -q 'contract{{with:ICE}}' --bundled"
    )
}

fn what() -> impl TypedValueParser<Value = What> {
    PossibleValuesParser::new(What::all().into_iter().map(What::plural)).map(|word| {
        let found = What::all().into_iter().find(|what| what.plural() == word);
        found.expect("only these words are possible")
    })
}

/// The names of the verbs.
pub(super) fn verbs() -> Vec<String> {
    let command = <Arguments as clap::CommandFactory>::command();
    command.get_subcommands().map(|verb| verb.get_name().to_owned()).collect()
}
