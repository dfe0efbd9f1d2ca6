//! The reader's shell: terminal up and down, threads, the loop, effects performed. What cannot be tested lives here, so it
//! is short; it must give the terminal back however it ends.

mod backend;
mod canvas;
mod decode;
mod listen;
#[cfg(test)]
mod oracle;
mod pane;
pub mod screen;
pub mod terminal;
pub mod theme;

use std::io;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use jiff::civil;
use ratatui::Terminal;

use crate::disk::{self, Root};
use crate::reader::app::{App, Looks, Progress};
use crate::reader::effect::Effect;
use crate::reader::update::{Event, update};
use crate::render::Glyphs;
use crate::text::Safe;
use listen::listen;
use screen::view;
use terminal::Taken;
use theme::Theme;

/// What the reader is started with.
#[derive(Debug)]
pub struct Start {
    /// Where the dossier lies.
    pub root: Root,
    /// What to say first: which dossier it is, where nobody named one.
    pub notice: Option<Safe>,
    /// Which characters the terminal shows.
    pub glyphs: Glyphs,
    /// Whether colours may be used.
    pub colours: bool,
    /// Today: dates after it lie in the future.
    pub today: civil::Date,
}

/// How many events wait for the loop at most; more wait where they come from.
const WAITING: usize = 256;

/// Reading that takes longer shows how far it is.
const SLOW: Duration = Duration::from_millis(200);

/// Reads a dossier in the terminal until the reader is left.
///
/// # Errors
/// The terminal cannot be taken or written to.
pub fn run(start: Start) -> io::Result<()> {
    let taken = Taken::take()?;
    let (to, events) = sync_channel(WAITING);
    listen(&taken, to.clone())?;
    let size = terminal::size()?;
    let looks = Looks { width: size.width, height: size.height, zoomed: false, glyphs: start.glyphs };
    let theme = Theme { colours: start.colours };
    let mut app = App::new(&start.root.name(), looks);
    app.bottom.notice = start.notice;
    read(start.root, start.today, to)?;
    let mut terminal = Terminal::new(taken.screen())?;
    while turn(&mut terminal, &mut app, theme, &events)? {}
    Ok(())
}

/// One turn of the loop: draw, sleep until something happens, take in all that did. Whether there is another turn.
fn turn<B>(terminal: &mut Terminal<B>, app: &mut App, theme: Theme, events: &Receiver<Event>) -> io::Result<bool>
where
    B: ratatui::backend::Backend<Error = io::Error>,
{
    let screen = view(app);
    terminal.draw(|frame| {
        screen.paint(frame.buffer_mut(), theme, app.looks.glyphs);
        if let Some(cursor) = screen.cursor {
            frame.set_cursor_position(cursor);
        }
    })?;
    let Ok(first) = events.recv() else { return Ok(false) };
    for event in std::iter::once(first).chain(events.try_iter().take(WAITING)) {
        for effect in update(app, event) {
            match effect {
                Effect::Quit => return Ok(false),
                Effect::Suspend if terminal::suspend() => {}
                Effect::Suspend => drop(update(app, Event::NoShell)),
                Effect::Repaint => terminal.clear()?,
            }
        }
    }
    Ok(true)
}

/// Reads the dossier on a thread of its own and tells the loop of each part.
fn read(root: Root, today: civil::Date, to: SyncSender<Event>) -> io::Result<()> {
    let reading = move || {
        #[expect(clippy::disallowed_methods, reason = "whether reading is slow is the clock's to say")]
        let started = Instant::now();
        let loaded = disk::load(&root, today, &mut |part| to.send(loaded(part, started.elapsed() > SLOW)).is_ok());
        match loaded {
            Ok(whole) => to.send(loaded_whole(&whole)),
            Err(error) => to.send(Event::Failed(Safe::new(&error.to_string()))),
        }
        // Nobody takes it where the reader has been left: then it is not needed.
        .ok();
    };
    thread::Builder::new().name("reading".to_owned()).spawn(reading).map(drop)
}

fn loaded(part: &disk::Progress, slow: bool) -> Event {
    let progress = Progress::Reading { done: part.done, of: part.of, slow };
    Event::Loaded { dossier: part.dossier.clone(), bodies: part.bodies.clone(), progress }
}

fn loaded_whole(whole: &disk::Progress) -> Event {
    Event::Loaded { dossier: whole.dossier.clone(), bodies: whole.bodies.clone(), progress: Progress::Done }
}
