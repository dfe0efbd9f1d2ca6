//! Why a verb could not run, as one sentence: what, where, and what to do.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use thiserror::Error;

use super::args::verbs;
use super::output::FAILED;
use crate::disk::DiskError;
use crate::text::Safe;
use crate::text::fold::nearest;

/// What ends a verb before it has an answer.
#[derive(Debug, Error)]
pub(super) enum Trouble {
    /// The dossier cannot be had, or the output cannot be written.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// Something in what was typed; the sentence says what.
    #[error("{0}")]
    Typed(String),
    /// The stream takes no more.
    #[error("standard output cannot be written: {0}; what is there is not all")]
    Stream(String),
    /// Whoever read the output has had enough.
    #[error("standard output is closed")]
    Closed,
}

impl Trouble {
    /// The sentence, safe and at most 500 bytes long.
    pub(super) fn sentence(&self) -> Safe {
        Safe::new(&self.to_string()).cut_bytes(500)
    }

    /// What the program ends with: a closed pipe is no failure.
    pub(super) fn status(&self) -> u8 {
        match self {
            Self::Disk(_) | Self::Typed(_) | Self::Stream(_) => FAILED,
            Self::Closed => 0,
        }
    }

    /// What is wrong with the arguments.
    pub(super) fn of_arguments(error: &clap::Error) -> Self {
        let told = |kind| error.get(kind).map(words).filter(|words| !words.is_empty());
        let argument = bare(&told(ContextKind::InvalidArg).unwrap_or_default());
        let see = "see dossier --help".to_owned();
        let near = [ContextKind::SuggestedArg, ContextKind::SuggestedValue, ContextKind::SuggestedSubcommand];
        let hint = near.into_iter().find_map(told).map_or(see, |near| format!("did you mean `{near}`?"));
        Self::Typed(match error.kind() {
            ErrorKind::UnknownArgument if !argument.starts_with('-') => {
                format!("`{argument}` is one argument too many; {hint}")
            }
            ErrorKind::UnknownArgument => {
                format!("there is no option `{argument}` here; {hint} (what is no option goes after --)")
            }
            ErrorKind::InvalidValue => {
                let value = told(ContextKind::InvalidValue);
                let known =
                    told(ContextKind::ValidValue).map(|known| format!("; it can be {known}")).unwrap_or_default();
                match value {
                    Some(value) => format!("{argument} cannot be `{value}`{known}; {hint}"),
                    None => format!("{argument} needs a value{known}; {hint}"),
                }
            }
            ErrorKind::InvalidSubcommand => {
                let verb = told(ContextKind::InvalidSubcommand).unwrap_or_default();
                let verbs = verbs();
                let near = nearest(&verb, verbs.iter().map(String::as_str));
                let hint = near.map_or(hint, |near| format!("did you mean `{near}`?"));
                format!("there is no verb `{verb}`; {hint}")
            }
            ErrorKind::MissingRequiredArgument => format!("{argument} is missing; {hint}"),
            ErrorKind::InvalidUtf8 => "an argument is not UTF-8; type it again as text".to_owned(),
            _ => first_line(error),
        })
    }
}

/// What to do about a query that keeps nothing.
pub(super) fn instead_of(query: &str) -> &'static str {
    if query.split_whitespace().nth(1).is_some() { "try fewer or other words" } else { "try another" }
}

/// An argument without the signs that a usage line has for it; of an option with its value, the option.
fn bare(argument: &str) -> String {
    let word = argument.split_whitespace().next().unwrap_or_default();
    word.trim_end_matches("...").trim_matches(['<', '>', '[', ']']).to_owned()
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(several) => several.join(", "),
        one => one.to_string(),
    }
}

fn first_line(error: &clap::Error) -> String {
    let text = error.render().to_string();
    let line = text.lines().next().unwrap_or_default();
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}
