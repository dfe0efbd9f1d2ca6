//! Writes a dossier of any size to try things on: `cargo run --release --example corpus -- 10000 DIR`.
#![expect(clippy::disallowed_methods, reason = "it writes a dossier")]

use std::path::PathBuf;
use std::{env, fs, io};

#[path = "../benches/support/corpus.rs"]
mod corpus;

fn main() -> io::Result<()> {
    let mut arguments = env::args_os().skip(1);
    let all = arguments.next().and_then(|all| all.to_str()?.parse().ok());
    let (Some(all), Some(folder)) = (all, arguments.next().map(PathBuf::from)) else {
        return Err(io::Error::other("say how many entries and where to: corpus 10000 DIR"));
    };
    for kind in ["articles", "companies", "campaigns"] {
        fs::create_dir_all(folder.join(kind))?;
    }
    corpus::files(all).try_for_each(|(path, text)| fs::write(folder.join(path), text))
}
