//! The verbs: from arguments to an answer and the status to end with. Prints in exactly one place, `cli/output.rs`.
//! Must never know the reader: where one is to be opened, it says so and with what.
//!
//! ```
//! use dossier::cli::{self, Outcome};
//!
//! let outcome = cli::run(["dossier", "show", "no-such-thing", "--bundled"].map(Into::into));
//! assert!(matches!(outcome, Outcome::Status(1)), "it is told on standard error, and the status says so");
//! ```

mod aligned;
mod args;
mod attach;
mod cell;
mod check;
mod columns;
mod config;
mod data;
mod diff;
mod evidence;
mod explain;
mod export;
mod fields;
mod form;
mod keeper;
mod keys;
mod links;
mod list;
mod listed;
mod manual;
mod medium;
mod mistyped;
mod new;
mod output;
#[cfg(test)]
mod questions;
mod search;
mod show;
mod state;
mod table;
mod trouble;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Parser;
use clap::error::ErrorKind;
use jiff::civil::Date;

use crate::disk::{self, Cache, Root};
use crate::load::{self, Faults};
use crate::query::{self, Query};
use crate::search::{Shelves, WordIndex};
use crate::whole::{Depth, Dossier, EntryId, Snapshot, View};

use args::{Arguments, Everywhere, Verb};
use config::Config;
use keeper::Keeper;
use listed::Thing;
use medium::{Medium, Surroundings};
use new::Made;
use output::Answer;
use trouble::Trouble;

/// What is left to do when the arguments are read.
#[derive(Debug)]
pub enum Outcome {
    /// Everything is done; the program ends with this status.
    Status(u8),
    /// A reader is to be opened.
    Read(ReaderStart),
}

/// What a reader is to be opened with.
#[derive(Debug)]
pub struct ReaderStart {
    /// What to read.
    pub root: Root,
    /// No dossier was named and this folder is none: it is the one that comes with the program, which is to be said.
    pub is_stand_in: bool,
    /// Which it is, where that was not named and is not this folder.
    pub told: Option<String>,
    /// Draw with plain ASCII alone.
    pub ascii: bool,
    /// Draw with colours.
    pub colour: bool,
    /// The day after which a date lies in the future.
    pub today: Date,
    /// Where something of large dossiers is kept, if anything may be.
    pub cache: Option<Cache>,
}

/// Does what the arguments say, the program's name first among them.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Outcome {
    output::tell_of_faults_by_place();
    let surroundings = Surroundings::look();
    let typed: Vec<OsString> = arguments.into_iter().collect();
    let arguments = match Arguments::try_parse_from(&typed) {
        Ok(arguments) => arguments,
        Err(error) => return Outcome::Status(output::deliver(not_arguments(&error, &typed), None)),
    };
    let (config, told) = Config::of(&surroundings);
    let mut keeper = Keeper::new(&arguments.everywhere, config, &surroundings);
    match &arguments.verb {
        None => reading(&arguments, &surroundings, &keeper, told)
            .map_or_else(|trouble| Outcome::Status(output::deliver(Err(trouble), None)), Outcome::Read),
        Some(verb) => {
            let answer = answer(verb, &arguments, &surroundings, &mut keeper);
            let answer = answer.map(|answer| Answer { told: told.into_iter().chain(answer.told).collect(), ..answer });
            let status = output::deliver(answer, verb.output());
            keeper.keep();
            Outcome::Status(status)
        }
    }
}

/// Tells why something else of the program failed; gives the status to end with.
#[must_use]
pub fn complain(sentence: &str) -> u8 {
    output::deliver(Err(Trouble::Typed(sentence.to_owned())), None)
}

/// Help and version are answers; anything else is trouble.
fn not_arguments(error: &clap::Error, typed: &[OsString]) -> Result<Answer, Trouble> {
    let first = typed.iter().skip(1).filter_map(|word| word.to_str()).find(|word| !word.starts_with('-'));
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Ok(Answer::of(error.render().to_string())),
        _ => Err(mistyped::of(error, first)),
    }
}

fn answer(
    verb: &Verb,
    arguments: &Arguments,
    surroundings: &Surroundings,
    keeper: &mut Keeper,
) -> Result<Answer, Trouble> {
    if let Some(path) = &arguments.path {
        let path = path.to_string_lossy();
        return Err(Trouble::Typed(format!("`{path}` stands before a verb; name the dossier with -d {path}")));
    }
    let medium =
        surroundings.medium(verb.output().is_some_and(|path| path != Path::new("-")), arguments.everywhere.color);
    let mut told = None;
    let mut answer = about(verb, medium, (surroundings, keeper), &mut |path| {
        let chosen = of_verb(path, arguments, surroundings)?;
        told = chosen.told;
        Ok(chosen.root)
    })?;
    answer.told.splice(0..0, told);
    Ok(answer)
}

/// What a verb answers; where the dossier lies that it is about, at its path where it has one, is had from `chosen`.
fn about(
    verb: &Verb,
    medium: Medium,
    (surroundings, keeper): (&Surroundings, &mut Keeper),
    chosen: &mut dyn FnMut(Option<&PathBuf>) -> Result<Root, Trouble>,
) -> Result<Answer, Trouble> {
    let mut loaded = |path| keeper.load(&chosen(path)?);
    match verb {
        Verb::List(list) => list::answer(list, &loaded(None)?, medium),
        Verb::Show(show) => show::answer(show, &loaded(None)?, medium),
        Verb::Links(links) => links::answer(links, &loaded(None)?, medium),
        Verb::Search(search) => search::answer(search, &loaded(None)?, medium),
        Verb::Evidence(evidence) => evidence.answer(&loaded(None)?, medium),
        Verb::Diff(diff) => diff::answer(diff, keeper, medium),
        Verb::Check(check) => Ok(check::answer(check, &loaded(check.path.as_ref())?, medium)),
        Verb::Export(export) => Ok(export::answer(export, &loaded(None)?)),
        Verb::Keys(_) => Ok(keys::answer(medium)),
        Verb::Fields(fields) => Ok(fields::answer(fields, medium)),
        Verb::Schema(schema) => Ok(fields::schema(schema)),
        Verb::State(state) => match chosen(state.path.as_ref()) {
            Err(trouble) if state.path.is_some() => Err(trouble),
            root => state::answer(state, root.ok().as_ref(), surroundings),
        },
        Verb::Forget(forget) => state::forget(forget, surroundings),
        Verb::Man(_) => manual::page(),
        Verb::Completions(completions) => Ok(manual::completions(completions)),
        Verb::Example(example) => new::example(example),
        Verb::Attach(attach) => {
            let root = chosen(None)?;
            attach::answer(attach, &root, &keeper.load(&root)?)
        }
        Verb::New(new) => match new::asked(new)? {
            Made::Dossier(folder) => new::dossier(folder),
            Made::Entry(kind, id) => new::entry(kind, id, chosen(None)?.folder()),
        },
    }
}

fn reading(
    arguments: &Arguments,
    surroundings: &Surroundings,
    keeper: &Keeper,
    told: Vec<String>,
) -> Result<ReaderStart, Trouble> {
    let found = root(arguments.path.as_ref(), arguments, surroundings).map_err(|trouble| hinted(trouble, arguments))?;
    let found = found.unwrap_or_else(|| Chosen { root: disk::bundled(), told: None, is_stand_in: true });
    if surroundings.terminal.is_none() || !surroundings.typed || surroundings.dumb {
        return Err(Trouble::Typed(
            "this is no terminal that a page can be drawn on; use `dossier list` or `dossier show REF`".to_owned(),
        ));
    }
    Ok(ReaderStart {
        root: found.root,
        is_stand_in: found.is_stand_in,
        told: found.told.or_else(|| told.into_iter().next()),
        ascii: arguments.ascii || surroundings.ascii,
        colour: surroundings.colour(true, arguments.everywhere.color),
        today: today(),
        cache: keeper.cache().cloned(),
    })
}

/// A path that is none may be a verb that was mistyped.
fn hinted(trouble: Trouble, arguments: &Arguments) -> Trouble {
    let word = arguments.path.as_ref().and_then(|path| path.to_str());
    match &trouble {
        Trouble::Disk(disk::DiskError::Missing(_)) => word.and_then(mistyped::no_verb).unwrap_or(trouble),
        _ => trouble,
    }
}

/// A dossier to be read, and why this one.
struct Chosen {
    root: Root,
    /// Which it is, where that was not named and is not this folder.
    told: Option<String>,
    is_stand_in: bool,
}

impl Chosen {
    fn named(root: Root) -> Self {
        Self { root, told: None, is_stand_in: false }
    }
}

/// The dossier that is named: by the verb's path, by `-d` or `--bundled`, by `DOSSIER`; else that of this folder, else
/// the nearest above. None where there is none.
fn root(path: Option<&PathBuf>, arguments: &Arguments, surroundings: &Surroundings) -> Result<Option<Chosen>, Trouble> {
    let Everywhere { dossier: typed, bundled, .. } = &arguments.everywhere;
    if path.is_some() && (typed.is_some() || *bundled) {
        return Err(Trouble::Typed("two dossiers are named; leave -d, --bundled or the path out".to_owned()));
    }
    if *bundled {
        return Ok(Some(Chosen::named(disk::bundled())));
    }
    if let Some(path) = path.or(typed.as_ref()).or(surroundings.dossier.as_ref()) {
        return Ok(Some(Chosen::named(disk::open(path)?)));
    }
    if let Some(here) = disk::here()? {
        return Ok(Some(Chosen::named(here)));
    }
    let above = disk::above(surroundings.home.as_deref())?;
    Ok(above.map(|(root, path)| {
        let told = Some(format!("this folder is no dossier; read is the one above, {}", path.to_string_lossy()));
        Chosen { root, told, is_stand_in: false }
    }))
}

/// The dossier that a verb is about.
fn of_verb(path: Option<&PathBuf>, arguments: &Arguments, surroundings: &Surroundings) -> Result<Chosen, Trouble> {
    root(path, arguments, surroundings)?.ok_or_else(|| {
        let none = "there is no dossier in this folder, nor above it; name one with -d PATH, or take the one that \
                    comes with the program with --bundled";
        Trouble::Typed(none.to_owned())
    })
}

/// The day it is somewhere on Earth: what is dated later lies in the future everywhere.
#[expect(clippy::disallowed_methods, reason = "the one look at the clock")]
fn today() -> Date {
    const FIRST_TO_SEE_IT: jiff::tz::Offset = jiff::tz::Offset::constant(14);
    FIRST_TO_SEE_IT.to_datetime(jiff::Timestamp::now()).date()
}

/// A dossier, read as far as a verb needs it: its names at least.
#[derive(Clone)]
struct Loaded {
    snapshot: Arc<Snapshot>,
    /// Where the index of its words lies, if it was kept.
    shelves: Option<Shelves>,
}

impl Loaded {
    /// The same worked out so far at least.
    fn to(&self, depth: Depth) -> Self {
        match depth {
            Depth::Named => self.clone(),
            Depth::Tied => self.linked(Depth::Tied, Faults::Of(&[])),
            Depth::Checked => self.linked(Depth::Checked, Faults::OfAll),
        }
    }

    /// The same with all ties and what is wrong with these entries.
    fn to_show(&self, entries: &[EntryId]) -> Self {
        self.linked(Depth::Checked, Faults::Of(entries))
    }

    fn linked(&self, depth: Depth, faults: Faults<'_>) -> Self {
        if self.snapshot.depth() >= depth {
            return self.clone();
        }
        Self { snapshot: Arc::new(load::linked(&self.snapshot, today(), faults)), shelves: self.shelves.clone() }
    }

    /// All of it.
    fn view(&self) -> View<'_> {
        self.snapshot.view()
    }

    fn dossier(&self) -> &Dossier {
        &self.snapshot.dossier
    }

    /// The query that was typed.
    fn query(&self, text: &str) -> Result<Query, Trouble> {
        query::parse(text, self.dossier()).map_err(|error| {
            let near: String = text.chars().skip(error.column).take(20).collect();
            let place = if near.is_empty() { "at its end".to_owned() } else { format!("before `{near}`") };
            Trouble::Typed(format!(
                "the query makes no sense in column {}, {place}: {}",
                error.column + 1,
                error.message
            ))
        })
    }

    /// The index of its words, where one was kept: nothing waits till one is made.
    fn index(&self) -> Option<WordIndex> {
        WordIndex::found(&*self.shelves.as_ref()?.of(&self.snapshot)?)
    }

    /// The query with words spelled as the dossier has them, where they are nowhere as they are.
    fn respelled(&self, query: &Query, index: Option<&WordIndex>, finds: impl Fn(&Query) -> bool) -> Option<Query> {
        match index {
            Some(index) => query::respelled(query, index, finds),
            None => query::respelled(query, &WordIndex::of(self.view(), &|| true)?, finds),
        }
    }

    /// A record by its place.
    fn record(&self, id: EntryId, index: usize) -> Option<Thing<'_>> {
        let entry = self.dossier().get(id)?;
        Some(Thing::Record(id, entry, entry.records.get(index)?))
    }
}

impl Verb {
    /// The file its output goes to.
    fn output(&self) -> Option<&PathBuf> {
        let to = match self {
            Self::List(list) => &list.form.to,
            Self::Show(show) => &show.to,
            Self::Links(links) => &links.form.to,
            Self::Search(search) => &search.form.to,
            Self::Evidence(evidence) => evidence.to(),
            Self::Diff(diff) => &diff.form.to,
            Self::Check(check) => &check.to,
            Self::Export(export) => &export.to,
            Self::Keys(keys) => &keys.to,
            Self::Fields(fields) => &fields.to,
            Self::Schema(schema) => &schema.to,
            Self::State(state) => &state.to,
            Self::Forget(forget) => &forget.to,
            Self::Man(man) => &man.to,
            Self::Completions(completions) => &completions.to,
            Self::New(_) | Self::Example(_) | Self::Attach(_) => return None,
        };
        to.output.as_ref()
    }
}
