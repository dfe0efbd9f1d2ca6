//! Arguments in, exit status out.

use std::process::ExitCode;

use dossier::cli::{self, Outcome};

fn main() -> ExitCode {
    match cli::run(std::env::args_os()) {
        Outcome::Status(status) => ExitCode::from(status),
        Outcome::Read(_) => ExitCode::FAILURE,
    }
}
