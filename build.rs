//! Has the bundled dossier compiled in again whenever a file of it changes, or comes, or goes.

fn main() {
    println!("cargo:rerun-if-changed=dossier");
}
