//! The reader's shell: terminal up and down, threads, the loop. Must be short, and give the terminal back however we end.

pub mod backend;
mod decode;
pub mod event;
#[cfg(test)]
mod oracle;
pub mod terminal;
