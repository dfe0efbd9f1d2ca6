//! The next state from this one and what happened. Must touch no disk, clock or terminal: what the world is to do is
//! asked for as an effect.

mod filtering;
mod moving;
mod opening;
mod over;

use std::sync::Arc;

use super::app::{App, Mode, Progress};
use super::cursor::Step;
use super::effect::Effect;
use super::event::Event as Input;
use super::place::Focus;
use super::typing;
use crate::entry::EntryKind;
use crate::keys::{Code, Command, Context, Key, Resolved, resolve};
use crate::page::Subject;
use crate::text::Safe;
use crate::whole::Snapshot;

/// Something that happened.
#[derive(Debug)]
pub enum Event {
    /// At the terminal.
    Input(Input),
    /// More of the dossier has been read.
    Loaded {
        /// The dossier so far.
        snapshot: Arc<Snapshot>,
        /// How far it is.
        progress: Progress,
    },
    /// The dossier could not be read; a sentence says why.
    Failed(Safe),
    /// There is no shell that would continue the program.
    NoShell,
}

impl From<Input> for Event {
    fn from(input: Input) -> Self {
        Self::Input(input)
    }
}

/// Takes in what happened; says what is to be done.
pub fn update(app: &mut App, event: Event) -> Vec<Effect> {
    match event {
        Event::Input(Input::Key(key)) => press(app, key),
        Event::Input(Input::Paste(text)) => app.paste(&text),
        Event::Input(Input::Resize { width, height }) => app.resize(width, height),
        Event::Input(Input::Resumed) => vec![Effect::Repaint],
        Event::Loaded { snapshot, progress } => app.load(snapshot, progress),
        Event::Failed(why) => app.fail(why),
        Event::NoShell => app.stay(),
    }
}

fn press(app: &mut App, key: Key) -> Vec<Effect> {
    app.bottom.notice = None;
    if app.areas().is_none() {
        return press_too_small(key);
    }
    if !app.bottom.pending.is_empty() && key == Key::plain(Code::Esc) {
        app.bottom.pending.clear();
        return Vec::new();
    }
    app.bottom.pending.push(key);
    let context = app.context();
    match resolve(context, &app.bottom.pending) {
        Resolved::Command(command) => {
            app.bottom.pending.clear();
            perform(app, command)
        }
        Resolved::Prefix => Vec::new(),
        Resolved::Nothing if context == Context::Line => {
            app.bottom.pending.clear();
            app.type_key(key)
        }
        Resolved::Nothing => app.unknown_keys(),
    }
}

/// A terminal too small to show anything still lets one leave.
fn press_too_small(key: Key) -> Vec<Effect> {
    let leaves = |context| resolve(context, &[key]) == Resolved::Command(Command::Quit);
    if leaves(Context::List) || leaves(Context::Everywhere) { vec![Effect::Quit] } else { Vec::new() }
}

/// Does what a command says: an index, one call each.
pub(super) fn perform(app: &mut App, command: Command) -> Vec<Effect> {
    use Command as C;
    match command {
        C::Down => app.step(Step::Rows(1)),
        C::Up => app.step(Step::Rows(-1)),
        C::HalfDown => app.step(Step::Halves(1)),
        C::HalfUp => app.step(Step::Halves(-1)),
        C::PageDown => app.step(Step::Pages(1)),
        C::PageUp => app.step(Step::Pages(-1)),
        C::Top => app.step(Step::First),
        C::Bottom => app.step(Step::Last),
        C::Articles => app.enter_list(EntryKind::Article),
        C::Companies => app.enter_list(EntryKind::Company),
        C::Campaigns => app.enter_list(EntryKind::Campaign),
        C::ThePage => app.enter_page(),
        C::Filter => app.start_filter(),
        C::Find => app.start_find(),
        C::Related => app.relate(),
        C::Back => app.go_back(),
        C::Forward => app.go_forward(),
        C::About => app.go_to(Subject::About),
        C::Problems => app.open_problems(),
        C::Palette => app.open_palette(),
        C::Help => app.open_help(),
        C::Sort => app.sort_next(),
        C::Zoom => app.zoom(),
        C::Repaint => vec![Effect::Repaint],
        C::Suspend => vec![Effect::Suspend],
        C::Close => app.close(),
        C::Peel => app.peel(),
        C::Quit => vec![Effect::Quit],
        C::Keep => app.keep_line(),
        C::TakeBack => app.take_back_line(),
        C::Earlier => app.recall(true),
        C::Later => app.recall(false),
        C::Clear => app.clear_line(),
        C::OpenEntry => app.open_entry(),
        C::NextList => app.next_list(false),
        C::PreviousList => app.next_list(true),
        C::ScrollPageDown => app.scroll_page(Step::Halves(1)),
        C::ScrollPageUp => app.scroll_page(Step::Halves(-1)),
        C::NextStop => app.step_stop(false),
        C::PreviousStop => app.step_stop(true),
        C::OpenStop => app.open_stop(),
        C::ToList => app.enter_list(app.lists.kind.0),
        C::FindNext => app.find_next(false),
        C::FindPrevious => app.find_next(true),
        C::Outline => app.open_outline(),
        C::References => app.show_references(),
        C::Sources => app.show_sources(),
        C::NextEntry => app.step_entry(1),
        C::PreviousEntry => app.step_entry(-1),
    }
}

impl App {
    fn resize(&mut self, width: u16, height: u16) -> Vec<Effect> {
        self.looks.width = width;
        self.looks.height = height;
        self.take_needs();
        self.lay_page();
        Vec::new()
    }

    /// How many rows the lists need: taken at load and resize, so that nothing else moves a border.
    fn take_needs(&mut self) {
        self.read.rows = EntryKind::ALL.map(|kind| self.read.snapshot.dossier.list(kind).len());
    }

    fn load(&mut self, snapshot: Arc<Snapshot>, progress: Progress) -> Vec<Effect> {
        self.read.snapshot = snapshot;
        self.read.progress = progress;
        self.take_needs();
        self.refilter();
        self.lay_page();
        Vec::new()
    }

    fn fail(&mut self, why: Safe) -> Vec<Effect> {
        self.read.progress = Progress::Done;
        self.mode = Mode::Say(Safe::new("The dossier could not be read"), why);
        Vec::new()
    }

    fn stay(&mut self) -> Vec<Effect> {
        self.say("There is no shell to go back to");
        Vec::new()
    }

    fn unknown_keys(&mut self) -> Vec<Effect> {
        let typed = crate::keys::print_keys(&self.bottom.pending);
        self.bottom.pending.clear();
        self.say(&format!("{typed} means nothing here; ? shows the keys"));
        Vec::new()
    }

    /// Says a sentence above the bottom line until the next key.
    pub(super) fn say(&mut self, sentence: &str) {
        self.bottom.notice = Some(Safe::new(sentence));
    }

    fn paste(&mut self, text: &str) -> Vec<Effect> {
        match &mut self.mode {
            Mode::Filter(line) => typing::paste(&mut line.input, text),
            Mode::Find(line) => typing::paste(&mut line.input, text),
            Mode::Palette(palette) => typing::paste(&mut palette.input, text),
            Mode::Help(help) if help.typing => typing::paste(&mut help.input, text),
            Mode::Browse | Mode::Help(_) | Mode::Outline(_) | Mode::Problems(_) | Mode::Say(..) => {
                self.say("Pasted text goes into a line that is being typed: / starts one");
                return Vec::new();
            }
        }
        self.line_changed()
    }

    fn type_key(&mut self, key: Key) -> Vec<Effect> {
        let changed = match &mut self.mode {
            Mode::Filter(line) => typing::edit(&mut line.input, key),
            Mode::Find(line) => typing::edit(&mut line.input, key),
            Mode::Palette(palette) => typing::edit(&mut palette.input, key),
            Mode::Help(help) => typing::edit(&mut help.input, key),
            Mode::Browse | Mode::Outline(_) | Mode::Problems(_) | Mode::Say(..) => false,
        };
        if changed { self.line_changed() } else { Vec::new() }
    }

    /// The line that is being typed is another now: what it does, it does live.
    fn line_changed(&mut self) -> Vec<Effect> {
        match &mut self.mode {
            Mode::Filter(_) => self.filter_live(),
            Mode::Find(_) => self.find_live(),
            Mode::Palette(palette) => palette.narrow(),
            Mode::Help(help) => help.top = 0,
            Mode::Browse | Mode::Outline(_) | Mode::Problems(_) | Mode::Say(..) => {}
        }
        Vec::new()
    }

    /// Takes away one layer: overlay, find, page, related, filter. Never quits, never goes back in history.
    fn peel(&mut self) -> Vec<Effect> {
        if !matches!(self.mode, Mode::Browse) || self.card.is_some() {
            return self.close();
        }
        if self.focus == Focus::Page && !self.sheet.found.text.is_empty() {
            self.sheet.found = super::sheet::Found::default();
            return Vec::new();
        }
        if self.focus == Focus::Page {
            return self.enter_list(self.lists.kind.0);
        }
        if self.filter.related.take().is_none() && !self.filter.text.is_empty() {
            self.remember_filter();
            self.filter.text.clear();
            self.filter.query = crate::query::Query::all();
        }
        self.refilter();
        Vec::new()
    }

    fn close_card_or_page(&mut self) -> Vec<Effect> {
        match &mut self.card {
            Some(card) if !card.found.text.is_empty() => card.found = super::sheet::Found::default(),
            Some(_) => self.card = None,
            None => return self.enter_list(self.lists.kind.0),
        }
        Vec::new()
    }

    /// Closes what lies on top, or leaves the page for its list.
    fn close(&mut self) -> Vec<Effect> {
        match &mut self.mode {
            Mode::Browse => return self.close_card_or_page(),
            Mode::Problems(problems @ super::overlay::ProblemList::One { .. }) => {
                *problems = super::overlay::ProblemList::All(problems.chosen());
            }
            Mode::Help(help) if !help.input.value().is_empty() => *help = super::overlay::Help::of(help.from),
            Mode::Filter(_)
            | Mode::Find(_)
            | Mode::Palette(_)
            | Mode::Help(_)
            | Mode::Outline(_)
            | Mode::Problems(_)
            | Mode::Say(..) => self.mode = Mode::Browse,
        }
        Vec::new()
    }
}
