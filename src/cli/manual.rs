//! `dossier man` and `dossier completions`: made from the arguments, so that they cannot drift from them.

use clap::CommandFactory;

use super::args::{Arguments, Completions};
use super::output::Answer;
use super::trouble::Trouble;

/// The manual page, in roff: the program, then each verb.
pub(super) fn page() -> Result<Answer, Trouble> {
    let command = Arguments::command();
    let mut page = Vec::new();
    let made = clap_mangen::Man::new(command.clone()).render(&mut page).and_then(|()| {
        command.get_subcommands().filter(|verb| verb.get_name() != "help").try_for_each(|verb| {
            let name = format!("dossier {}", verb.get_name());
            let man = clap_mangen::Man::new(verb.clone().display_name(name.clone()).bin_name(name.clone()));
            page.extend(format!(".SH \"{}\"\n", name.to_uppercase()).bytes());
            man.render_description_section(&mut page)?;
            man.render_options_section(&mut page)
        })
    });
    made.map_err(|error| Trouble::Stream(error.to_string()))?;
    Ok(Answer::of(String::from_utf8_lossy(&page).into_owned()))
}

/// The completions for a shell.
pub(super) fn completions(asked: &Completions) -> Answer {
    let mut script = Vec::new();
    clap_complete::generate(asked.shell, &mut Arguments::command(), "dossier", &mut script);
    Answer::of(String::from_utf8_lossy(&script).into_owned())
}
