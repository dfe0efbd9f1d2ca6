//! Has the bundled dossier compiled in again whenever a file of it changes, or comes, or goes. Makes a number of the
//! sources, by which what one program kept is never read by another that may read files otherwise.

#![expect(clippy::disallowed_methods, reason = "it runs where the program is made")]

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    for path in ["dossier", "src", "Cargo.lock", "build.rs"] {
        println!("cargo:rerun-if-changed={path}");
    }
    let mut hasher = DefaultHasher::new();
    for path in files("src".as_ref()).into_iter().chain(["Cargo.lock".into()]) {
        (path.as_os_str(), fs::read(&path).unwrap_or_default()).hash(&mut hasher);
    }
    env::var_os("TARGET").hash(&mut hasher);
    println!("cargo:rustc-env=DOSSIER_SOURCES={:016x}", hasher.finish());
}

/// All files beneath a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = folder.read_dir() else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
