//! Arguments in, exit status out: ties the verbs and the reader together, which do not know each other.

use std::process::ExitCode;

use dossier::cli::{self, Outcome, ReaderStart};
use dossier::render::Glyphs;
use dossier::text::Safe;
use dossier::tui::theme::Theme;
use dossier::tui::{self, Start};

fn main() -> ExitCode {
    leave_no_core();
    match cli::run(std::env::args_os()) {
        Outcome::Status(status) => ExitCode::from(status),
        Outcome::Read(reading) => match tui::run(start(reading)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => ExitCode::from(cli::complain(&format!("the terminal cannot be used: {error}"))),
        },
    }
}

/// What was read and typed stays in this process: no image of its memory is written where it dies.
fn leave_no_core() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    // Where the system does not let us, it is as it would be without.
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) }).ok();
    #[cfg(target_os = "linux")]
    rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable).ok();
}

fn start(reading: ReaderStart) -> Start {
    let stand_in = "This dossier comes with the program; `dossier PATH` reads another";
    Start {
        root: reading.root,
        notice: reading.told.as_deref().or(reading.is_stand_in.then_some(stand_in)).map(Safe::new),
        glyphs: if reading.ascii { Glyphs::Ascii } else { Glyphs::Unicode },
        theme: if reading.colour { Theme::coloured() } else { Theme::plain() },
        today: reading.today,
        cache: reading.cache,
    }
}
