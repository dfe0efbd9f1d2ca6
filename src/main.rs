//! Arguments in, exit status out: ties the verbs and the reader together, which do not know each other.

use std::process::ExitCode;

use dossier::cli::{self, Outcome, ReaderStart};
use dossier::render::Glyphs;
use dossier::text::Safe;
use dossier::tui::theme::Theme;
use dossier::tui::{self, Start};

fn main() -> ExitCode {
    match cli::run(std::env::args_os()) {
        Outcome::Status(status) => ExitCode::from(status),
        Outcome::Read(reading) => match tui::run(start(reading)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => ExitCode::from(cli::complain(&format!("the terminal cannot be used: {error}"))),
        },
    }
}

fn start(reading: ReaderStart) -> Start {
    let stand_in = "This dossier comes with the program; `dossier PATH` reads another";
    Start {
        root: reading.root,
        notice: reading.is_stand_in.then(|| Safe::new(stand_in)),
        glyphs: if reading.ascii { Glyphs::Ascii } else { Glyphs::Unicode },
        theme: if reading.colour { Theme::coloured() } else { Theme::plain() },
        today: reading.today,
    }
}
