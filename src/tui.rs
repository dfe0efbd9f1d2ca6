//! The reader's shell: terminal up and down, threads, the loop, effects performed. What cannot be tested lives here, so
//! it is short; it must give the terminal back however it ends.
//!
//! ```
//! use dossier::reader::app::App;
//! use dossier::render::Glyphs;
//! use dossier::tui::{screen, theme::Theme};
//! use ratatui::{buffer::Buffer, layout::Rect};
//!
//! let app = App::new("my-dossier", (80, 24), Glyphs::Unicode);
//! let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
//! screen::paint(&app, &mut buffer, &Theme::plain());
//! let title: String = (1..11).map(|x| buffer[(x, 0)].symbol()).collect();
//! assert_eq!(title, "my-dossier");
//! ```

mod backend;
mod canvas;
mod decode;
mod errands;
mod ink;
mod listen;
#[cfg(test)]
mod oracle;
mod pane;
pub mod screen;
mod shown;
pub mod terminal;
pub mod theme;
mod turns;

use std::io;
use std::iter::Peekable;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use jiff::civil;
use ratatui::Terminal;

use crate::disk::{Cache, DiskError, Root};
use crate::keys::Context;
use crate::load::{self, Loads, Part, Stage};
use crate::reader::app::{App, Progress};
use crate::reader::event::{Effect, Event, Input};
use crate::reader::update::update;
use crate::render::Glyphs;
use crate::text::Safe;
use crate::whole::Snapshot;
use errands::Errands;
use listen::listen;
use terminal::Taken;
use theme::Theme;
use turns::Turns;

/// What the reader is started with.
#[derive(Debug)]
pub struct Start {
    /// Where the dossier lies.
    pub root: Root,
    /// What to say first: which dossier it is, where nobody named one.
    pub notice: Option<Safe>,
    /// Which characters the terminal shows.
    pub glyphs: Glyphs,
    /// How things look.
    pub theme: Theme,
    /// Today: dates after it lie in the future.
    pub today: civil::Date,
    /// Where something of large dossiers is kept, if anything may be.
    pub cache: Option<Cache>,
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
    let turns = Turns::default();
    listen(&taken, to.clone(), turns.clone())?;
    let size = terminal::size()?;
    let mut app = App::new(&start.root.name(), (size.width, size.height), start.glyphs);
    app.notice = start.notice;
    app.contents.shelves = start.cache.clone().map(|cache| load::shelves(cache, start.root.clone()));
    let mut terminal = Terminal::new(taken.screen())?;
    draw(&mut terminal, &app, &start.theme)?;
    // With the first frame nothing competes.
    let mut errands = Errands::start(&to)?;
    let loads = Loads::default();
    let today = start.today;
    loads.start(start.root.clone(), today, start.cache.clone(), telling(to.clone()))?;
    loop {
        match turn(&mut terminal, &mut app, &start.theme, &events, &turns)? {
            Turn::Last => return Ok(()),
            Turn::Next { reloads: true } => {
                loads.again(start.root.clone(), today, Arc::clone(&app.contents.snapshot), telling(to.clone()))?;
            }
            Turn::Next { reloads: false } => {}
        }
        errands.give(app.errands());
    }
}

/// What comes after a turn of the loop.
enum Turn {
    /// Nothing.
    Last,
    /// Another; maybe the dossier is to be read again.
    Next { reloads: bool },
}

fn draw<B>(terminal: &mut Terminal<B>, app: &App, theme: &Theme) -> io::Result<()>
where
    B: ratatui::backend::Backend<Error = io::Error>,
{
    let paint = |frame: &mut ratatui::Frame<'_>| {
        if let Some(cursor) = screen::paint(app, frame.buffer_mut(), theme) {
            frame.set_cursor_position(cursor);
        }
    };
    terminal.draw(paint).map(drop)
}

/// One turn of the loop: sleep until something happens, take in all that did, draw.
fn turn<B>(
    terminal: &mut Terminal<B>,
    app: &mut App,
    theme: &Theme,
    events: &Receiver<Event>,
    turns: &Turns,
) -> io::Result<Turn>
where
    B: ratatui::backend::Backend<Error = io::Error>,
{
    turns.rest();
    let Ok(first) = events.recv() else { return Ok(Turn::Last) };
    turns.work();
    let mut reloads = false;
    let mut waiting = std::iter::once(first).chain(events.try_iter().take(WAITING)).peekable();
    while let Some(event) = waiting.next() {
        let event = if app.context() == Context::Line { typed_together(event, &mut waiting) } else { event };
        match update(app, event) {
            Some(Effect::Quit) => return Ok(Turn::Last),
            Some(Effect::Suspend) if terminal::suspend() => {}
            Some(Effect::Suspend) => drop(update(app, Event::NoShell)),
            Some(Effect::Repaint) => terminal.clear()?,
            Some(Effect::Reload) => reloads = true,
            None => {}
        }
    }
    draw(terminal, app, theme)?;
    Ok(Turn::Next { reloads })
}

/// Letters that wait for a typed line are put into it at once, so that what it asks is worked out once.
fn typed_together(first: Event, waiting: &mut Peekable<impl Iterator<Item = Event>>) -> Event {
    let letter = |event: &Event| match event {
        Event::Input(Input::Key(key)) => key.typed(),
        _ => None,
    };
    let Some(begun) = letter(&first) else { return first };
    let mut text = String::from(begun);
    while let Some(next) = waiting.next_if(|event| letter(event).is_some()) {
        text.extend(letter(&next));
    }
    if text.chars().nth(1).is_some() { Event::Input(Input::Paste(text)) } else { first }
}

/// What tells the loop of each part that is read, as long as there is one.
fn telling(to: SyncSender<Event>) -> impl FnMut(Result<Part, DiskError>) -> bool + Send + 'static {
    #[expect(clippy::disallowed_methods, reason = "whether reading is slow is the clock's to say")]
    let started = Instant::now();
    let mut last: Option<Arc<Snapshot>> = None;
    move |part| {
        let event = match part {
            Ok(part) => loaded(part, started.elapsed() > SLOW, &mut last),
            // That nothing can be kept is no reason not to read.
            Err(error @ (DiskError::NoCache { .. } | DiskError::Unwritable { .. })) => {
                Event::Told(Safe::new(&error.to_string()))
            }
            Err(error) => Event::Failed(Safe::new(&error.to_string())),
        };
        to.send(event).is_ok()
    }
}

fn loaded(part: Part, slow: bool, last: &mut Option<Arc<Snapshot>>) -> Event {
    let (done, of) = (part.done, part.of);
    let progress = match part.stage {
        Stage::Reading => Progress::Reading { done, of, slow },
        Stage::Linking { worked_out, files } => Progress::Linking { done: 100 * worked_out / files.max(1), slow },
        Stage::Done => Progress::Done,
    };
    let is_shown = last.as_ref().is_some_and(|last| Arc::ptr_eq(last, &part.snapshot));
    *last = Some(Arc::clone(&part.snapshot));
    if is_shown && !part.is_all() {
        Event::Progressed(progress)
    } else {
        Event::Loaded { snapshot: part.snapshot, progress }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::parse_keys;

    #[test]
    fn letters_that_wait_are_one_edit_and_other_keys_are_none_of_it() {
        let keys = |keys: &str| parse_keys(keys).unwrap().into_iter().map(|key| Event::Input(Input::Key(key)));
        let together = |text: &str| {
            let mut waiting = keys(text).peekable();
            let first = waiting.next().unwrap();
            (format!("{:?}", typed_together(first, &mut waiting)), waiting.count())
        };
        assert_eq!(together("abc<Enter>d"), (format!("{:?}", Event::Input(Input::Paste("abc".to_owned()))), 2));
        assert_eq!(together("a<Enter>").1, 1);
        assert!(together("a<Enter>").0.contains("Key"));
        assert!(together("<Enter>ab").0.contains("Key"));
    }
}
