//! Listening to the terminal: its bytes and its news → events for the loop. Must never wait for whoever takes the
//! events, nor outlive the terminal.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{SyncSender, TrySendError};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::BorrowedFd;
use rustix::io::Errno;
use signal_hook::consts::{SIGHUP, SIGINT};

use super::decode::Decoder;
use super::terminal::{self, Taken};
use super::turns::{Turns, Work};
use crate::keys::{KeyCode, KeyPress};
use crate::reader::event::Input;

/// When to offer again what could not be handed over.
const OFFER_AGAIN: Timespec = Timespec { tv_sec: 0, tv_nsec: 20_000_000 };

/// How long the loop may take to end when it is asked to; then it is ended.
const END_MAY_TAKE: Duration = Duration::from_millis(250);

/// What woke the thread.
struct Woken {
    typed: bool,
    told: bool,
    gone: bool,
}

/// Hands every event to `to` from a thread of its own, until nobody takes them. A channel with little room is enough:
/// what has no room waits in the terminal. Ends the program when the terminal is gone.
///
/// # Errors
/// No thread could be started.
pub(super) fn listen<T>(taken: &Taken, to: SyncSender<T>, turns: Turns) -> io::Result<()>
where
    T: From<Input> + Send + 'static,
{
    let (tty, told) = (terminal::tty(), taken.told()?);
    thread::Builder::new().name("input".to_owned()).spawn(move || hand_over_all(tty, told, &to, &turns)).map(drop)
}

fn hand_over_all<T: From<Input>>(tty: BorrowedFd<'static>, mut told: UnixStream, to: &SyncSender<T>, turns: &Turns) {
    let mut decoder = Decoder::default();
    // At what the loop worked when somebody asked it to end.
    let mut asked: Option<Work> = None;
    let mut waiting: VecDeque<T> = VecDeque::new();
    while offer(&mut waiting, to) {
        let patience = decoder.patience().or(asked.map(|_| END_MAY_TAKE));
        let woken = wait(tty, &told, waiting.is_empty(), patience);
        if woken.gone {
            terminal::end_with(SIGHUP);
        }
        let mut events = Vec::new();
        if woken.told {
            events.extend(news(&mut told));
            if events.contains(&Input::Resumed) {
                // What was on its way when we stopped is lost.
                decoder = Decoder::default();
            }
        }
        if woken.typed {
            match typed(tty) {
                Some(bytes) => events.extend(decoder.feed(&bytes)),
                None => terminal::end_with(SIGHUP),
            }
        } else if waiting.is_empty() && !woken.told {
            events.extend(decoder.quiet());
            if asked.is_some() && asked.take() == turns.at_work() {
                terminal::end_with(SIGINT);
            }
        }
        if events.iter().any(is_end) {
            asked = turns.at_work();
        }
        waiting.extend(events.into_iter().map(T::from));
    }
}

/// Whether it is the key that ends the program from wherever one is.
fn is_end(event: &Input) -> bool {
    *event == Input::Key(KeyPress::new(KeyCode::Char('c'), true, false, false))
}

/// Hands over what there is room for. False when nobody takes events any more.
fn offer<T>(waiting: &mut VecDeque<T>, to: &SyncSender<T>) -> bool {
    while let Some(event) = waiting.pop_front() {
        match to.try_send(event) {
            Ok(()) => {}
            Err(TrySendError::Full(event)) => {
                waiting.push_front(event);
                return true;
            }
            Err(TrySendError::Disconnected(_)) => return false,
        }
    }
    true
}

/// Sleeps until something happens. While events wait to be taken nothing more is read, so that they cannot pile up.
fn wait(tty: BorrowedFd<'static>, told: &UnixStream, reads: bool, patience: Option<Duration>) -> Woken {
    let wanted = if reads { PollFlags::IN } else { PollFlags::empty() };
    let timeout = if reads { patience.and_then(|patience| patience.try_into().ok()) } else { Some(OFFER_AGAIN) };
    let mut watched = [PollFd::from_borrowed_fd(tty, wanted), PollFd::new(told, wanted)];
    match poll(&mut watched, timeout.as_ref()) {
        Ok(_) => {}
        Err(Errno::INTR | Errno::AGAIN) => {
            return Woken { typed: false, told: true, gone: false };
        }
        Err(_) => {
            return Woken { typed: false, told: false, gone: true };
        }
    }
    let [on_tty, on_told] = watched.map(|fd| fd.revents());
    Woken {
        typed: on_tty.contains(PollFlags::IN),
        told: on_told.contains(PollFlags::IN),
        gone: on_tty.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL),
    }
}

/// What was typed; nothing when the terminal is gone.
fn typed(tty: BorrowedFd<'static>) -> Option<Vec<u8>> {
    let mut bytes = vec![0; 4096];
    match rustix::io::read(tty, bytes.as_mut_slice()) {
        Ok(0) => None,
        Ok(length) => {
            bytes.truncate(length);
            Some(bytes)
        }
        Err(Errno::INTR | Errno::AGAIN) => Some(Vec::new()),
        Err(_) => None,
    }
}

/// The new size, however often it changed, and whether the terminal came back.
fn news(told: &mut UnixStream) -> Vec<Input> {
    let mut drained = [0; 64];
    while told.read(&mut drained).is_ok_and(|length| length == drained.len()) {}
    let size = terminal::size().ok().map(|size| Input::Resize { width: size.width, height: size.height });
    let resumed = terminal::has_resumed().then_some(Input::Resumed);
    size.into_iter().chain(resumed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::sync_channel;

    fn events(letters: &str) -> VecDeque<Input> {
        letters.chars().map(|letter| Input::Key(KeyPress::plain(KeyCode::Char(letter)))).collect()
    }

    #[test]
    fn what_has_no_room_waits_in_its_order() {
        let (sender, receiver) = sync_channel(2);
        let mut waiting = events("abc");
        assert!(offer(&mut waiting, &sender));
        assert_eq!(waiting, events("c"));
        assert_eq!(receiver.try_iter().collect::<VecDeque<_>>(), events("ab"));
        assert!(offer(&mut waiting, &sender));
        assert_eq!(receiver.try_iter().collect::<VecDeque<_>>(), events("c"));
    }

    #[test]
    fn nobody_listening_ends_the_thread() {
        let (sender, receiver) = sync_channel::<Input>(1);
        drop(receiver);
        assert!(!offer(&mut events("a"), &sender));
    }
}
