//! Signals that would end the program, put off while a file is being written. Must never lose one.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTRAP, SIGUSR1, SIGUSR2, SIGVTALRM,
    SIGXCPU, SIGXFSZ,
};
use signal_hook::flag;
use signal_hook::low_level::{emulate_default_handler, exit};

const ENDS: &[i32] = &[
    SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGALRM, SIGUSR1, SIGUSR2, SIGXCPU, SIGXFSZ, SIGVTALRM, SIGPROF, SIGABRT, SIGIO,
    SIGSYS, SIGTRAP,
];

/// Those that only this system has: of the coprocessor, of the power, and the real-time ones that are not its own.
#[cfg(target_os = "linux")]
const ENDS_HERE: &[std::ops::RangeInclusive<i32>] = &[16..=16, 30..=30, 34..=64];
#[cfg(not(target_os = "linux"))]
const ENDS_HERE: &[std::ops::RangeInclusive<i32>] = &[];

/// The signals that end a program and leave it the time to put things right.
pub fn ends() -> impl Iterator<Item = i32> {
    ENDS.iter().copied().chain(ENDS_HERE.iter().cloned().flatten())
}

/// Signals put off until this is let go.
#[derive(Debug)]
pub(super) struct Held {
    /// Whether a signal does what it does without us.
    ends: Arc<AtomicBool>,
    came: Vec<(i32, Arc<AtomicBool>)>,
}

impl Held {
    /// Puts off what comes from now on.
    ///
    /// # Errors
    /// The system lets nobody listen.
    pub(super) fn hold() -> io::Result<Self> {
        let mut held = Self { ends: Arc::default(), came: Vec::new() };
        for signal in ends() {
            let came = Arc::new(AtomicBool::new(false));
            // Of a real-time signal nobody knows what it does without us: it is heeded no more then.
            flag::register_conditional_default(signal, Arc::clone(&held.ends)).ok();
            flag::register(signal, Arc::clone(&came))?;
            held.came.push((signal, came));
        }
        Ok(held)
    }

    /// The first of those that came.
    fn first(&self) -> Option<i32> {
        self.came.iter().find(|(_, came)| came.load(SeqCst)).map(|(signal, _)| *signal)
    }
}

/// What came meanwhile does now what it does.
impl Drop for Held {
    fn drop(&mut self) {
        self.ends.store(true, SeqCst);
        if let Some(signal) = self.first() {
            // It returns for those of which it does not know that they end programs.
            emulate_default_handler(signal).ok();
            exit(128 + signal);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_while_a_file_is_written_waits() {
        let held = Held::hold().unwrap();
        assert_eq!(held.first(), None);
        signal_hook::low_level::raise(SIGUSR2).unwrap();
        assert_eq!(held.first(), Some(SIGUSR2), "and we are still there");
        std::mem::forget(held);
    }
}
