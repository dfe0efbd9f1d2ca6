//! What is wrong with the arguments, as one sentence. Must never let a usage line stand for it.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::args::verbs;
use super::trouble::Trouble;
use crate::text::near::nearest;

/// What other programs call what a verb does, and how it is asked for here.
const ELSEWHERE: &[(&str, &str)] = &[
    ("init", "new"),
    ("create", "new"),
    ("open", "PATH"),
    ("read", "PATH"),
    ("view", "show"),
    ("cat", "show"),
    ("info", "show"),
    ("ls", "list"),
    ("grep", "search"),
    ("find", "search"),
    ("query", "search"),
    ("lint", "check"),
    ("validate", "check"),
    ("dump", "export"),
    ("backlinks", "links"),
];

/// What is to be said of a word that stands where a verb does and is none.
pub(super) fn no_verb(word: &str) -> Option<Trouble> {
    let all = verbs();
    let elsewhere = ELSEWHERE.iter().find(|(other, _)| *other == word);
    let hint = match (elsewhere, nearest(word, all.iter().map(String::as_str))) {
        (Some((_, verb)), _) => format!("`dossier {verb}` does that"),
        (None, Some(near)) => format!("did you mean `{near}`?"),
        (None, None) => return None,
    };
    Some(Trouble::Typed(format!("there is no verb `{word}`; {hint}")))
}

/// What is wrong with these arguments, of which the first word that is no option may be meant for a verb.
pub(super) fn of(error: &clap::Error, first: Option<&str>) -> Trouble {
    let is_of_verb = matches!(error.kind(), ErrorKind::InvalidSubcommand | ErrorKind::UnknownArgument);
    let first = first.filter(|word| is_of_verb && !verbs().iter().any(|verb| verb == word) && *word != "help");
    if let Some(trouble) = first.and_then(no_verb) {
        return trouble;
    }
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
