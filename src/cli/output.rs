//! The one place that prints. Standard output carries answers, standard error one sentence for each thing to be told.
//! Must never panic on a stream that is closed or full.

use std::io::{self, BufRead, Read, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::medium::columns_of_what_is_told;
use super::trouble::Trouble;
use crate::disk;
use crate::text::Safe;
use crate::text::wrap::wrap;

/// Where the output goes.
#[derive(Debug, Args)]
pub(super) struct To {
    /// Write to this file, whole or not at all; - is standard output
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

/// What a verb answers.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Answer {
    /// For standard output, or the file that was named.
    pub(super) out: String,
    /// For standard error, a sentence each.
    pub(super) told: Vec<String>,
    /// What the program ends with.
    pub(super) status: u8,
}

/// Nothing was found, or something is wrong with the dossier.
pub(super) const NOTHING: u8 = 1;

impl Answer {
    /// An answer to a question that could be answered.
    pub(super) fn of(out: String) -> Self {
        Self { out, told: Vec::new(), status: 0 }
    }
}

/// Brings an answer to where it belongs; gives the status to end with.
pub(super) fn deliver(answer: Result<Answer, Trouble>, to: Option<&PathBuf>) -> u8 {
    let written = answer.and_then(|answer| {
        answer.told.iter().for_each(|told| tell(&Safe::new(told).cut_bytes(500)));
        match to.filter(|path| path.as_path() != Path::new("-")) {
            Some(path) => disk::save(path, answer.out.as_bytes())?,
            None => print(&answer.out)?,
        }
        Ok(answer.status)
    });
    written.unwrap_or_else(|trouble| {
        if !matches!(&trouble, Trouble::Closed) {
            tell(&trouble.sentence());
        }
        trouble.status()
    })
}

/// Tells one sentence on standard error: in one line in a pipe, wrapped in a terminal. Where that is gone, there is
/// nobody to tell.
pub(super) fn tell(sentence: &Safe) {
    let line = format!("dossier: {sentence}");
    let told = columns_of_what_is_told().map_or_else(|| line.clone(), |columns| wrapped(&line, columns));
    let _gone = writeln!(io::stderr().lock(), "{told}");
}

/// Asks for a yes or a no on standard error, and waits for a line of standard input; where that ends, it is no.
pub(super) fn ask(question: &Safe) -> bool {
    let _gone = write!(io::stderr().lock(), "dossier: {question} [y/N] ");
    let mut answer = String::new();
    let _none = io::stdin().lock().take(LONGEST_ANSWER).read_line(&mut answer);
    ["y", "yes"].contains(&answer.trim().to_lowercase().as_str())
}

/// An answer has at most so many bytes.
const LONGEST_ANSWER: u64 = 100;

/// A line as those of a terminal of so many columns.
fn wrapped(line: &str, columns: usize) -> String {
    let lines = wrap(line, columns, columns).into_iter().filter_map(|range| line.get(range));
    lines.collect::<Vec<_>>().join("\n")
}

fn print(text: &str) -> Result<(), Trouble> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => Trouble::Closed,
        _ => Trouble::Stream(disk::reason(&error).to_string()),
    })
}

/// Has a fault of the program say where it is, and nothing of what it was about: that may be a stranger's text.
pub(super) fn tell_of_faults_by_place() {
    std::panic::set_hook(Box::new(|fault| {
        let place = fault.location().map(|place| format!(" at {}:{}", place.file(), place.line()));
        let sentence = format!("stopped by a fault of its own{}; please report it", place.unwrap_or_default());
        tell(&Safe::new(&sentence));
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_breaks_between_words() {
        let line =
            "dossier: nothing is found by `status:bid`; contracts have a status of their own: contract{status:bid}";
        let told =
            "dossier: nothing is found by\n`status:bid`; contracts have\na status of their own:\ncontract{status:bid}";
        assert_eq!(wrapped(line, 28), told);
        assert_eq!(wrapped(line, 200), line);
    }
}
