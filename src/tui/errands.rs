//! What the reader has done beside the loop: on a thread of its own, the latest alone. Must never be waited for.

use std::io;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel};
use std::thread;

use crate::reader::event::Event;
use crate::reader::long::Errand;

/// Whoever does errands, and the last one it was given.
#[derive(Debug)]
pub(super) struct Errands {
    to: Sender<Option<Errand>>,
    last: Option<Errand>,
}

impl Errands {
    /// Starts the thread, which hands what is done to `done`, until nobody takes it.
    ///
    /// # Errors
    /// No thread could be started.
    pub(super) fn start(done: SyncSender<Event>) -> io::Result<Self> {
        let (to, errands) = channel();
        thread::Builder::new().name("errands".to_owned()).spawn(move || do_all(&errands, &done))?;
        Ok(Self { to, last: None })
    }

    /// Gives it what is to be done now, where that is another thing than before.
    pub(super) fn give(&mut self, errand: Option<Errand>) {
        if errand != self.last {
            self.last.clone_from(&errand);
            // Where the thread has ended, so has the program.
            drop(self.to.send(errand));
        }
    }
}

/// Does one after the other; of those that were given meanwhile the latest.
fn do_all(errands: &Receiver<Option<Errand>>, done: &SyncSender<Event>) {
    while let Ok(errand) = errands.recv() {
        let latest = errands.try_iter().last().unwrap_or(errand);
        if latest.is_some_and(|errand| done.send(Event::Done(errand.done())).is_err()) {
            return;
        }
    }
}
