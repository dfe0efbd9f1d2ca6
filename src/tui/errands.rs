//! What the reader has done beside the loop: each kind on a thread of its own, the latest alone. Must never be waited
//! for.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel};
use std::thread;

use crate::reader::errand::{Errand, KINDS};
use crate::reader::event::Event;

/// Whoever does errands of all kinds.
#[derive(Debug)]
pub(super) struct Errands([Doer; KINDS]);

/// Whoever does errands of one kind, and the last one it was given.
#[derive(Debug)]
struct Doer {
    to: Sender<(u64, Option<Errand>)>,
    last: Option<Errand>,
    /// The number of the last.
    latest: Arc<AtomicU64>,
}

impl Errands {
    /// Starts the threads, which hand what is done to `done`, until nobody takes it.
    ///
    /// # Errors
    /// No thread could be started.
    pub(super) fn start(done: &SyncSender<Event>) -> io::Result<Self> {
        Ok(Self([Doer::start(done.clone())?, Doer::start(done.clone())?, Doer::start(done.clone())?]))
    }

    /// Gives them what is to be done now, where that is another thing than before.
    pub(super) fn give(&mut self, errands: [Option<Errand>; KINDS]) {
        self.0.iter_mut().zip(errands).for_each(|(doer, errand)| doer.give(errand));
    }
}

impl Doer {
    fn start(done: SyncSender<Event>) -> io::Result<Self> {
        let (to, errands) = channel();
        let latest = Arc::new(AtomicU64::new(0));
        let known = Arc::clone(&latest);
        thread::Builder::new().name("errands".to_owned()).spawn(move || do_all(&errands, &known, &done))?;
        Ok(Self { to, last: None, latest })
    }

    fn give(&mut self, errand: Option<Errand>) {
        if errand != self.last {
            self.last.clone_from(&errand);
            let number = self.latest.fetch_add(1, Ordering::Relaxed) + 1;
            // Where the thread has ended, so has the program.
            drop(self.to.send((number, errand)));
        }
    }
}

/// Does one after the other; of those that were given meanwhile the latest, and none to its end that is not the latest
/// any more.
fn do_all(errands: &Receiver<(u64, Option<Errand>)>, latest: &AtomicU64, done: &SyncSender<Event>) {
    while let Ok(errand) = errands.recv() {
        let (number, errand) = errands.try_iter().last().unwrap_or(errand);
        let is_wanted = || latest.load(Ordering::Relaxed) == number;
        let finished = errand.and_then(|errand| errand.done(&is_wanted));
        if finished.is_some_and(|finished| done.send(Event::Done(finished)).is_err()) {
            return;
        }
    }
}
