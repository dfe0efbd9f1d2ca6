//! What the output goes to, and what the surroundings say about it. The environment is looked at here, once.

use std::env;
use std::io::{IsTerminal, stderr, stdin, stdout};
use std::os::fd::AsFd;
use std::path::PathBuf;

use clap::ValueEnum;

/// How wide a terminal is that does not say so.
const COLUMNS: usize = 80;

/// What the program was started in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "facts about the surroundings, none of them a mode")]
pub(super) struct Surroundings {
    /// Standard output is a terminal of so many columns.
    pub(super) terminal: Option<usize>,
    /// Standard input is a terminal too.
    pub(super) typed: bool,
    /// `TERM` is `dumb`: it can show lines, not a screen.
    pub(super) dumb: bool,
    /// `NO_COLOR` is set.
    pub(super) no_colour: bool,
    /// `CLICOLOR_FORCE` is set.
    pub(super) forced_colour: bool,
    /// The locale names a set of characters other than UTF-8.
    pub(super) ascii: bool,
    /// `DOSSIER`: where the dossier lies.
    pub(super) dossier: Option<PathBuf>,
    /// `HOME`: above it no dossier is looked for.
    pub(super) home: Option<PathBuf>,
    /// `XDG_CACHE_HOME`, else the folder `.cache` at home: where programs keep what can be made again.
    pub(super) caches: Option<PathBuf>,
    /// `XDG_CONFIG_HOME`, else the folder `.config` at home: where people have their settings.
    pub(super) configs: Option<PathBuf>,
}

/// When there are colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    /// On a terminal.
    Auto,
    /// In a pipe too.
    Always,
    /// Nowhere.
    Never,
}

/// Where the answer goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Medium {
    /// A terminal of so many columns; else a pipe or a file, where nothing is cut.
    pub(super) terminal: Option<usize>,
    /// Whether it may be coloured.
    pub(super) colour: bool,
}

impl Surroundings {
    /// Looks around.
    #[expect(clippy::disallowed_methods, reason = "the one look at the environment")]
    pub(super) fn look() -> Self {
        let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
        let home = set("HOME").map(PathBuf::from);
        // One that depends on the current folder is none.
        let folder = |name: &str, at_home: &str| {
            let named = set(name).map(PathBuf::from).or_else(|| home.as_ref().map(|home| home.join(at_home)));
            named.filter(|folder| folder.is_absolute())
        };
        Self {
            caches: folder("XDG_CACHE_HOME", ".cache"),
            configs: folder("XDG_CONFIG_HOME", ".config"),
            terminal: stdout().is_terminal().then(|| columns(stdout())),
            typed: stdin().is_terminal(),
            dumb: set("TERM").is_some_and(|term| term == "dumb"),
            no_colour: set("NO_COLOR").is_some(),
            forced_colour: set("CLICOLOR_FORCE").is_some_and(|force| force != "0"),
            ascii: ["LC_ALL", "LC_CTYPE", "LANG"]
                .into_iter()
                .find_map(set)
                .is_some_and(|locale| !is_unicode(&locale.to_string_lossy())),
            dossier: set("DOSSIER").map(PathBuf::from),
            home,
        }
    }

    /// What goes to a file or to standard output.
    pub(super) fn medium(&self, is_file: bool, asked: Colour) -> Medium {
        let terminal = self.terminal.filter(|_| !is_file);
        Medium { terminal, colour: self.colour(terminal.is_some(), asked) }
    }

    /// Whether there are colours: what is asked for first, then `NO_COLOR`, then `CLICOLOR_FORCE`, then the terminal.
    pub(super) fn colour(&self, is_terminal: bool, asked: Colour) -> bool {
        match asked {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => !self.no_colour && (self.forced_colour || is_terminal && !self.dumb),
        }
    }
}

/// Whether a locale's characters are those of Unicode. One that is not named at all is not asked.
fn is_unicode(locale: &str) -> bool {
    let locale = locale.to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

/// How many columns the terminal has to which standard error goes, if it goes to one.
pub(super) fn columns_of_what_is_told() -> Option<usize> {
    stderr().is_terminal().then(|| columns(stderr()))
}

fn columns(terminal: impl AsFd) -> usize {
    let size = rustix::termios::tcgetwinsize(terminal).ok();
    size.map(|size| usize::from(size.ws_col)).filter(|columns| *columns > 0).unwrap_or(COLUMNS)
}

/// A look of text on a terminal, with its number there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// What one looks for.
    Bold = 1,
    /// What may be overlooked.
    Dim = 2,
    /// What is slanted in print.
    Italic = 3,
    /// What leads on.
    Underlined = 4,
    /// What is struck through.
    Struck = 9,
    /// What is wrong.
    Red = 31,
    /// What is likely wrong.
    Yellow = 33,
    /// A figure or a name.
    Cyan = 36,
}

impl Medium {
    /// The text in that look, where there are looks.
    pub(super) fn look(self, look: Look, text: &str) -> String {
        if self.colour && !text.is_empty() { format!("\u{1b}[{}m{text}\u{1b}[m", look as u8) } else { text.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_says_which_characters_there_are() {
        let unicode = ["C.UTF-8", "de_DE.utf8", "en_US.UTF-8@x"];
        let other = ["C", "POSIX", "de_DE", "de_DE.ISO-8859-1"];
        assert!(unicode.into_iter().all(is_unicode) && !other.into_iter().any(is_unicode));
    }

    #[test]
    fn colours_are_for_terminals_unless_somebody_says_otherwise() {
        let plain = Surroundings::default();
        let no = Surroundings { no_colour: true, ..plain.clone() };
        let forced = Surroundings { forced_colour: true, ..plain.clone() };
        let dumb = Surroundings { dumb: true, ..plain.clone() };
        let both = Surroundings { no_colour: true, forced_colour: true, ..plain.clone() };
        let cases = [
            (&plain, true, Colour::Auto, true),
            (&plain, false, Colour::Auto, false),
            (&plain, false, Colour::Always, true),
            (&plain, true, Colour::Never, false),
            (&no, true, Colour::Auto, false),
            (&no, true, Colour::Always, true),
            (&forced, false, Colour::Auto, true),
            (&forced, true, Colour::Never, false),
            (&both, true, Colour::Auto, false),
            (&dumb, true, Colour::Auto, false),
        ];
        for (surroundings, is_terminal, asked, expected) in cases {
            assert_eq!(surroundings.colour(is_terminal, asked), expected, "{surroundings:?} {is_terminal} {asked:?}");
        }
    }

    #[test]
    fn a_file_is_no_terminal() {
        let surroundings = Surroundings { terminal: Some(80), ..Surroundings::default() };
        assert_eq!(surroundings.medium(true, Colour::Auto), Medium { terminal: None, colour: false });
        assert_eq!(surroundings.medium(false, Colour::Auto), Medium { terminal: Some(80), colour: true });
    }
}
