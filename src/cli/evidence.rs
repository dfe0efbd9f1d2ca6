//! The verbs of evidence: what facts stand on, each over what a query keeps. Every answer is rows or one object; the
//! pages of the reader are made from the same counts. Must never count anything itself.

mod conflicts;
mod path;
mod pivot;
mod questions;
mod support;
mod suppose;
mod timeline;
mod whence;
mod with;

use clap::{Args, Subcommand};

use super::Loaded;
use super::medium::Medium;
use super::output::{Answer, NOTHING, To};
use super::trouble::Trouble;
use crate::evidence::Fact;
use crate::page::{self, Survey};
use crate::query;
use crate::render;
use crate::whole::{Depth, View};

/// A verb of evidence with its options.
#[derive(Debug, Subcommand)]
pub(super) enum Evidence {
    Pivot(pivot::PivotOf),
    Questions(questions::Questions),
    Support(support::SupportOf),
    Path(path::PathBetween),
    Conflicts(conflicts::Conflicts),
    Suppose(suppose::Suppose),
    Timeline(timeline::TimelineOf),
    Whence(whence::Whence),
    With(with::With),
}

/// How wide a picture is, in columns: readable in print across a page.
const PICTURE: usize = 100;

/// A view as a picture.
fn picture(view: View<'_>, survey: &Survey, facts: &[Fact]) -> String {
    render::svg(&page::survey(view, survey, facts), PICTURE)
}

/// Which facts are meant.
#[derive(Debug, Args)]
pub(super) struct Kept {
    /// Only of what this query keeps: of the records that its braces choose, where it has braces
    #[arg(short, long, value_name = "QUERY", allow_hyphen_values = true)]
    query: Option<String>,
}

impl Kept {
    /// What a verb ends with that has nothing to tell: nothing was found where something was asked for, else there is
    /// just nothing, and all is done.
    fn status_of_nothing(&self) -> u8 {
        if self.query.is_some() { NOTHING } else { 0 }
    }

    /// The facts that are kept, in the order of the files, and the dossier worked out as far as that and `depth` take.
    fn facts(&self, loaded: &Loaded, depth: Depth) -> Result<(Loaded, Vec<Fact>), Trouble> {
        let (loaded, mut facts) = self.facts_with_sources(loaded, depth)?;
        facts.retain(|fact| fact.says_something(loaded.dossier()));
        Ok((loaded, facts))
    }

    /// The same with the own keys of every entry that is kept.
    fn facts_with_sources(&self, loaded: &Loaded, depth: Depth) -> Result<(Loaded, Vec<Fact>), Trouble> {
        let query = self.query.as_deref().map(|text| loaded.query(text)).transpose()?;
        let loaded = loaded.to(query.as_ref().map_or(depth, |query| query.depth().max(depth)));
        let facts = match &query {
            Some(query) => query::facts_with_sources(query, loaded.view()),
            None => Fact::with_sources(loaded.dossier()),
        };
        Ok((loaded, facts))
    }
}

impl Evidence {
    /// What it answers.
    pub(super) fn answer(&self, loaded: &Loaded, medium: Medium) -> Result<Answer, Trouble> {
        match self {
            Self::Pivot(of) => pivot::answer(of, loaded, medium),
            Self::Questions(asked) => questions::answer(asked, loaded, medium),
            Self::Support(of) => support::answer(of, loaded, medium),
            Self::Path(between) => path::answer(between, loaded, medium),
            Self::Conflicts(of) => conflicts::answer(of, loaded, medium),
            Self::Suppose(suppose) => suppose::answer(suppose, loaded, medium),
            Self::Timeline(of) => timeline::answer(of, loaded, medium),
            Self::Whence(asked) => whence::answer(asked, loaded, medium),
            Self::With(with) => with::answer(with, loaded, medium),
        }
    }

    /// Where its output goes.
    pub(super) fn to(&self) -> &To {
        match self {
            Self::Pivot(of) => &of.form.to,
            Self::Questions(asked) => &asked.form.to,
            Self::Support(of) => &of.form.to,
            Self::Path(between) => &between.form.to,
            Self::Conflicts(of) => &of.form.to,
            Self::Suppose(suppose) => &suppose.form.to,
            Self::Timeline(of) => &of.form.to,
            Self::Whence(asked) => &asked.form.to,
            Self::With(with) => &with.to,
        }
    }
}
