//! What is wrong with the arguments, as one sentence. Must never let a usage line stand for it.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::args::verbs;
use super::trouble::Trouble;
use crate::text::near::nearest;

/// What is wrong with the arguments.
pub(super) fn of(error: &clap::Error) -> Trouble {
    let told = |kind| error.get(kind).map(words).filter(|words| !words.is_empty());
    let argument = bare(&told(ContextKind::InvalidArg).unwrap_or_default());
    let see = "see dossier --help".to_owned();
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedValue, ContextKind::SuggestedSubcommand];
    let hint = near.into_iter().find_map(told).map_or(see, |near| format!("did you mean `{near}`?"));
    Trouble::Typed(match error.kind() {
        ErrorKind::UnknownArgument if !argument.starts_with('-') => {
            format!("`{argument}` is one argument too many; {hint}")
        }
        ErrorKind::UnknownArgument => {
            format!("there is no option `{argument}` here; {hint} (what is no option goes after --)")
        }
        ErrorKind::InvalidValue => {
            let value = told(ContextKind::InvalidValue);
            let known = told(ContextKind::ValidValue).map(|known| format!("; it can be {known}")).unwrap_or_default();
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
