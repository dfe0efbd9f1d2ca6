//! Taking the terminal and giving it back, however the program ends: by its end, an error, a panic in any thread, a
//! signal, or the terminal's own end. Must give back exactly once, and paint nothing after that.
//!
//! The terminal belongs to the whole process, and so does what is kept here: its modes as they were, whether it is
//! ours, and the lock under which it is written to. Whoever gives it back waits for that lock only so long, because a
//! terminal that takes no bytes would hold it for ever.

use std::fmt::Display;
use std::io::{self, Write};
use std::os::unix::net::UnixStream;
use std::panic::{self, Location, PanicHookInfo};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError, TryLockError};
use std::thread;
use std::time::Duration;

use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::BorrowedFd;
use rustix::io::Errno;
use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use rustix::stdio::{stdin, stdout};
use rustix::termios::{OptionalActions, QueueSelector, Termios, isatty, tcflush, tcgetattr, tcgetwinsize, tcsetattr};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::{emulate_default_handler, pipe};

use super::backend::{Screen, entering, leaving, settling, within_limits};
use crate::disk;
use crate::text::Safe;

/// How long giving back waits for a frame to be written, and then for a terminal to take the last bytes: tries of 10
/// ms.
const TRIES: usize = 20;
const TRY: Duration = Duration::from_millis(10);
const LAST_BYTES_MAY_TAKE: Timespec = Timespec { tv_sec: 0, tv_nsec: 200_000_000 };

/// The longest message of a panic, in bytes.
const LONGEST_MESSAGE: usize = 500;

/// The exit status after a panic.
const PANICKED: i32 = 101;

static OUTPUT: Mutex<()> = Mutex::new(());
static BEFORE: Mutex<Option<Termios>> = Mutex::new(None);
static TAKEN: AtomicBool = AtomicBool::new(false);
static ENDING: AtomicBool = AtomicBool::new(false);
static RESUMED: AtomicBool = AtomicBool::new(false);
static BELL: OnceLock<UnixStream> = OnceLock::new();

/// The terminal, ours until this is dropped.
#[derive(Debug)]
pub struct Taken {
    told: UnixStream,
}

impl Taken {
    /// Takes the terminal: first what gives it back on signals and panics, then its modes and the alternate screen.
    /// Once in a program.
    ///
    /// # Errors
    /// Standard output is no terminal, it does not answer, or the program has it already.
    pub fn take() -> io::Result<Taken> {
        let (told, bell) = UnixStream::pair()?;
        told.set_nonblocking(true)?;
        bell.set_nonblocking(true)?;
        pipe::register(SIGWINCH, bell.try_clone()?)?;
        BELL.set(bell).map_err(|_| io::Error::from(io::ErrorKind::AlreadyExists))?;
        heed_signals()?;
        panic::set_hook(Box::new(end_in_panic));
        enter()?;
        Ok(Taken { told })
    }

    /// The screen to paint on.
    #[must_use]
    pub fn screen(&self) -> Screen<Tty> {
        Screen::new(Tty, size)
    }

    /// What becomes readable when the size changed or the terminal came back.
    pub(super) fn told(&self) -> io::Result<UnixStream> {
        self.told.try_clone()
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        give_back();
    }
}

/// The terminal as something to write to: whole frames or nothing, and nothing while it is not ours.
#[derive(Clone, Copy, Debug)]
pub struct Tty;

impl Write for Tty {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let _output = OUTPUT.lock().unwrap_or_else(PoisonError::into_inner);
        // What gives the terminal back may not wait for us: of a frame that hangs in it nothing more is to follow.
        write_while(|| TAKEN.load(SeqCst), bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The size of the terminal, within what is drawn; one that does not know its size has 80 × 24.
///
/// # Errors
/// The terminal is gone.
pub fn size() -> io::Result<Size> {
    let asked = tcgetwinsize(stdout())?;
    let size = match (asked.ws_col, asked.ws_row) {
        (0, 0) => Size { width: 80, height: 24 },
        (width, height) => Size { width, height },
    };
    Ok(within_limits(size))
}

/// Gives the terminal to the shell until it continues us; then an [`Input::Resumed`](crate::reader::event::Input)
/// comes. Frames painted in between are dropped. Where there is no shell that would, it does nothing and says so by
/// `false`.
#[must_use]
pub fn suspend() -> bool {
    // A shell that can continue us has put us into a group apart from its own, which is the session's first.
    if getsid(None).is_ok_and(|first| first == getpgrp()) {
        return false;
    }
    give_back();
    // The whole group, because the shell may know us only through the program that started us.
    if kill_current_process_group(Signal::TSTP).is_err() {
        resume();
    }
    true
}

/// Whether the terminal came back since this was last asked.
pub(super) fn has_resumed() -> bool {
    RESUMED.swap(false, SeqCst)
}

/// Gives the terminal back and dies of `signal`.
pub(super) fn end_with(signal: i32) -> ! {
    ENDING.store(true, SeqCst);
    give_back();
    // It returns only for a signal that does not end programs.
    emulate_default_handler(signal).ok();
    leave_with(128 + signal)
}

/// Whom keys come from: standard input, but standard output where the input is something else.
pub(super) fn tty() -> BorrowedFd<'static> {
    if isatty(stdin()) { stdin() } else { stdout() }
}

/// Makes the terminal ours, or ours again.
fn enter() -> io::Result<()> {
    let _output = OUTPUT.lock().unwrap_or_else(PoisonError::into_inner);
    if ENDING.load(SeqCst) {
        return Ok(());
    }
    let before = tcgetattr(tty())?;
    let mut raw = before.clone();
    raw.make_raw();
    // Ours already: we were stopped without being asked. The modes of before stay those of before.
    let ours = TAKEN.load(SeqCst);
    if !ours {
        *BEFORE.lock().unwrap_or_else(PoisonError::into_inner) = Some(before);
        TAKEN.store(true, SeqCst);
    }
    tcsetattr(tty(), OptionalActions::Now, &raw)?;
    if !ours {
        write_whole(&entering()?)?;
    }
    write_whole(&settling()?)
}

/// Puts the terminal back as it was, if it is ours.
fn give_back() {
    let _output = output_or_not();
    if !TAKEN.swap(false, SeqCst) {
        return;
    }
    let takes_bytes = || {
        let mut watched = [PollFd::from_borrowed_fd(stdout(), PollFlags::OUT)];
        poll(&mut watched, Some(&LAST_BYTES_MAY_TAKE)).is_ok_and(|ready| ready > 0)
    };
    // What a terminal does not take is no frame that anybody sees: the last bytes have its room.
    if takes_bytes() || tcflush(stdout(), QueueSelector::OFlush).is_ok() && takes_bytes() {
        // A terminal that is gone needs nothing back.
        leaving().and_then(|bytes| write_whole(&bytes)).ok();
    }
    if let Some(before) = BEFORE.lock().unwrap_or_else(PoisonError::into_inner).take() {
        tcsetattr(tty(), OptionalActions::Now, &before).ok();
    }
}

/// The right to write, unless whoever has it does not come back with it.
fn output_or_not() -> Option<MutexGuard<'static, ()>> {
    for _ in 0..TRIES {
        match OUTPUT.try_lock() {
            Ok(output) => return Some(output),
            Err(TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => thread::sleep(TRY),
        }
    }
    None
}

fn write_whole(bytes: &[u8]) -> io::Result<()> {
    write_while(|| true, bytes)
}

/// Writes the bytes, as far as it goes on.
fn write_while(goes_on: impl Fn() -> bool, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() && goes_on() {
        match rustix::io::write(stdout(), bytes) {
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => {
                let mut watched = [PollFd::from_borrowed_fd(stdout(), PollFlags::OUT)];
                poll(&mut watched, None)?;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Starts the thread that hears signals.
fn heed_signals() -> io::Result<()> {
    let mut signals = Signals::new(disk::ends().chain([SIGTSTP, SIGCONT]))?;
    let heed = move || {
        loop {
            let mut told: Vec<i32> = signals.wait().collect();
            if told.contains(&SIGTSTP) {
                give_back();
                // Whoever continued us meanwhile means that we go on.
                told.extend(signals.pending());
                if !told.contains(&SIGCONT) {
                    // We stop in here; when we are continued, SIGCONT comes too.
                    emulate_default_handler(SIGTSTP).ok();
                }
            }
            if let Some(ending) = told.iter().find(|signal| ![SIGTSTP, SIGCONT].contains(signal)) {
                end_with(*ending);
            }
            if told.contains(&SIGCONT) {
                resume();
            }
        }
    };
    thread::Builder::new().name("signals".to_owned()).spawn(heed).map(drop)
}

/// Takes the terminal again, and has everything painted anew.
fn resume() {
    if enter().is_err() {
        end_with(SIGHUP);
    }
    RESUMED.store(true, SeqCst);
    if let Some(mut bell) = BELL.get() {
        // A bell that is full has been rung.
        bell.write_all(&[0]).ok();
    }
}

/// A panic, in whichever thread: the terminal first, then where it was, never what it said, which may be a stranger's
/// text.
fn end_in_panic(panic: &PanicHookInfo<'_>) {
    ENDING.store(true, SeqCst);
    give_back();
    let place = panic.location().map(Location::to_string).unwrap_or_default();
    writeln!(io::stderr(), "{}", last_words(&place)).ok();
    leave_with(PANICKED)
}

fn last_words(place: &impl Display) -> Safe {
    Safe::new(&format!(
        "dossier: a fault in the program itself ended it, at {place}; nothing of the dossier was changed"
    ))
    .cut_bytes(LONGEST_MESSAGE)
}

#[expect(clippy::disallowed_methods, reason = "any thread may have to end the program; `main` would wait for its own")]
fn leave_with(status: i32) -> ! {
    std::process::exit(status)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_words_are_short_and_safe() {
        let words = last_words(&format!("src/{}\x1b[31m.rs:1:2", "x".repeat(600)));
        assert!(words.as_str().len() <= LONGEST_MESSAGE);
        assert_eq!(super::super::oracle::outside_the_rule(words.as_str().as_bytes()), None);
        assert!(last_words(&"src/whole.rs:3:5").as_str().contains("src/whole.rs:3:5"));
    }

    #[test]
    fn what_is_written_while_the_terminal_is_not_ours_goes_nowhere() {
        assert_eq!(Tty.write(b"\x1b[2J").unwrap(), 4);
    }
}
