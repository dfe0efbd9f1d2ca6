//! Ten thousand signals, each at a random moment of a run: the terminal is as it was before, and the program is gone.
//! Takes a quarter of an hour or more, so it is run by hand: `cargo test --test signals`, with `SIGNALS=500` for fewer.
#![expect(clippy::disallowed_methods, reason = "the moments are random, and how many is the environment's to say")]

#[path = "../it/session.rs"]
#[expect(dead_code, reason = "it is shared with tests that look at more")]
mod session;

use std::hash::{BuildHasher, RandomState};
use std::path::Path;
use std::thread;
use std::time::Duration;

use rustix::process::Signal;

use session::{Session, reader};

/// What ends a program and can be caught, but for the real-time ones, of which the system promises no names.
const SIGNALS: [Signal; 15] = [
    Signal::HUP,
    Signal::INT,
    Signal::QUIT,
    Signal::TERM,
    Signal::ALARM,
    Signal::USR1,
    Signal::USR2,
    Signal::XCPU,
    Signal::XFSZ,
    Signal::VTALARM,
    Signal::PROF,
    Signal::ABORT,
    Signal::IO,
    Signal::SYS,
    Signal::TRAP,
];

/// How long after the start a signal comes at most.
const WITHIN_MICROS: u64 = 150_000;

/// A number below `below`, another each time.
fn any_below(below: u64, seed: u64) -> u64 {
    RandomState::new().hash_one(seed) % below
}

#[test]
fn the_terminal_comes_back_whenever_a_signal_comes() {
    let count = std::env::var("SIGNALS").ok().and_then(|count| count.parse().ok()).unwrap_or(10_000);
    for number in 0..count {
        let mut session = Session::start(reader(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/dossier"))));
        session.until("alternate screen", vt100::Screen::alternate_screen);
        thread::sleep(Duration::from_micros(any_below(WITHIN_MICROS, number)));
        let keys = ["2\r", "/ice", ":", "GG", "?"];
        session.types(keys[usize::try_from(any_below(5, number)).expect("five")]);
        let signal = SIGNALS[usize::try_from(any_below(15, number)).expect("fifteen")];
        session.is_sent(signal);
        let end = session.end();
        end.leaves_no_trace();
        assert!(!end.status.success(), "{number}: {signal:?}");
    }
}
