//! The next state from this one and what happened. Must touch no disk, clock or terminal: what the world is to do is
//! asked for as an effect.

use std::sync::Arc;

use super::app::{App, Contents, Focus, Progress};
use super::cursor::{Direction, Step};
use super::event::{Effect, Event, Input};
use super::layer::Answer;
use super::window::Finds;
use crate::entry::EntryKind;
use crate::keys::{Command, Context, KeyCode, KeyPress, Resolved, print_keys};
use crate::query;
use crate::text::Safe;
use crate::value::Place;
use crate::whole::Snapshot;

/// Takes in what happened; says what is to be done.
pub fn update(app: &mut App, event: Event) -> Option<Effect> {
    let before = app.before_escape.take();
    match event {
        Event::Input(Input::EscapeWithdrawn) => app.withdraw(before),
        Event::Input(Input::Key(key)) if key == KeyPress::plain(KeyCode::Esc) => {
            let before = Box::new(app.clone());
            let effect = press(app, key);
            app.before_escape = Some(before);
            return effect;
        }
        Event::Input(Input::Key(key)) => return press(app, key),
        Event::Input(Input::Resumed) => return Some(Effect::Repaint),
        Event::Input(Input::Paste(text)) => app.paste(&text),
        Event::Input(Input::Resize { width, height }) => app.resize(width, height),
        Event::Loaded { snapshot, progress } => app.load(snapshot, progress),
        Event::Progressed(progress) => app.contents.progress = progress,
        Event::Failed(why) => app.fail(&why),
        Event::Told(sentence) => app.say(sentence.as_str()),
        Event::Done(done) => {
            app.take_done(done);
            app.before_escape = before;
        }
        Event::NoShell => app.say("There is no shell to go back to"),
    }
    None
}

fn press(app: &mut App, key: KeyPress) -> Option<Effect> {
    app.notice = None;
    if app.layout.areas.are_none() {
        return press_too_small(app, key);
    }
    if !app.keys.pending.is_empty() && key == KeyPress::plain(KeyCode::Esc) {
        app.keys.pending.clear();
        return None;
    }
    app.keys.pending.push(key);
    let context = app.context();
    let resolved = app.keys.map.resolve(context, &app.keys.pending);
    if resolved == Resolved::Prefix {
        return None;
    }
    let pressed = std::mem::take(&mut app.keys.pending);
    match resolved {
        Resolved::Command(command) => {
            let effect = perform(app, command);
            app.keep_in_step();
            return effect;
        }
        Resolved::Nothing if context == Context::Line => {
            app.type_line(|prompt| prompt.edit(key));
        }
        Resolved::Nothing | Resolved::Prefix => {
            app.say(&format!("{} means nothing here; ? shows the keys", print_keys(&pressed)));
        }
    }
    None
}

/// A terminal too small to show anything still lets one leave.
fn press_too_small(app: &App, key: KeyPress) -> Option<Effect> {
    let leaves = |context| app.keys.map.resolve(context, &[key]) == Resolved::Command(Command::Quit);
    (leaves(Context::List) || leaves(Context::Everywhere)).then_some(Effect::Quit)
}

/// Does what a command says: an index, one call each.
#[expect(clippy::match_same_arms, reason = "the views are too many for one line")]
fn perform(app: &mut App, command: Command) -> Option<Effect> {
    use Command as C;
    match command {
        C::Down | C::Up | C::HalfDown | C::HalfUp | C::PageDown | C::PageUp | C::Top | C::Bottom => {
            app.step(step_of(command));
        }
        C::Articles => app.enter_list(EntryKind::Article),
        C::Companies => app.enter_list(EntryKind::Company),
        C::Campaigns => app.enter_list(EntryKind::Campaign),
        C::ThePage => app.enter_page(),
        C::Filter => app.start_filter(),
        C::Find => app.start_find(),
        C::Related => app.relate(),
        C::Back => app.travel(Direction::Previous),
        C::Forward => app.travel(Direction::Next),
        C::About | C::Records | C::Pivot | C::Questions | C::Timeline => app.show_view(command),
        C::Support | C::Conflicts | C::Ties | C::Path | C::Sides | C::Facets => app.show_view(command),
        C::Search => app.start_search(),
        C::Suppose => app.suppose(),
        C::Right => app.step_pivot(0, 1),
        C::NextColumn => app.sort_by_column(Direction::Next),
        C::PreviousColumn => app.sort_by_column(Direction::Previous),
        C::Problems => app.open_problems(),
        C::Palette => app.open_palette(),
        C::Help => app.open_help(),
        C::Sort => app.sort(),
        C::Zoom => app.zoom(),
        C::Reload => return app.reload(),
        C::Repaint => return Some(Effect::Repaint),
        C::Suspend => return Some(Effect::Suspend),
        C::Close => app.close(),
        C::Peel => app.peel(),
        C::Quit => return Some(Effect::Quit),
        C::Keep => return app.keep_line().and_then(|command| perform(app, command)),
        C::TakeBack => drop(app.ask(|layer, app| layer.take_back(app))),
        C::Earlier => app.recall(Direction::Previous),
        C::Later => app.recall(Direction::Next),
        C::Clear => app.clear_line(),
        C::Complete => drop(app.ask(|layer, app| layer.complete(app))),
        C::Fields => drop(app.ask(|layer, app| layer.explain(app))),
        C::OpenEntry => app.open_entry(),
        C::NextList => app.next_list(Direction::Next),
        C::PreviousList => app.next_list(Direction::Previous),
        C::ScrollPageDown => app.page.scroll(Step::Halves(1)),
        C::ScrollPageUp => app.page.scroll(Step::Halves(-1)),
        C::NextStop => app.step_stop(Direction::Next),
        C::PreviousStop => app.step_stop(Direction::Previous),
        C::OpenStop => app.open_stop(),
        C::ToList if app.pivot().is_some() => app.step_pivot(0, -1),
        C::ToList => app.enter_list(app.lists.kind),
        C::FindNext => app.find_next(Direction::Next),
        C::FindPrevious => app.find_next(Direction::Previous),
        C::Outline => app.open_outline(),
        C::References => app.go_to_part(&Place::References, "Nothing refers here"),
        C::Sources => app.go_to_part(&Place::Sources, "This page cites no sources"),
        C::Toggle => app.toggle(),
        C::Passage => app.split(),
        C::NextEntry => app.step_entry(Direction::Next),
        C::PreviousEntry => app.step_entry(Direction::Previous),
    }
    None
}

/// How far a command moves; no row where it moves nothing.
fn step_of(command: Command) -> Step {
    match command {
        Command::Down => Step::Rows(1),
        Command::Up => Step::Rows(-1),
        Command::HalfDown => Step::Halves(1),
        Command::HalfUp => Step::Halves(-1),
        Command::PageDown => Step::Pages(1),
        Command::PageUp => Step::Pages(-1),
        Command::Top => Step::First,
        Command::Bottom => Step::Last,
        _ => Step::Rows(0),
    }
}

impl App {
    /// The last Escape was no key: all is as before it.
    fn withdraw(&mut self, before: Option<Box<Self>>) {
        if let Some(before) = before {
            let (contents, sheets) = (self.contents.clone(), std::mem::take(&mut self.sheets));
            *self = Self { contents, sheets, ..*before };
        }
    }

    fn resize(&mut self, width: u16, height: u16) {
        self.layout.width = width;
        self.layout.height = height;
        self.arrange();
        self.fit_pivot();
    }

    /// Has the dossier read again, once it has been read.
    fn reload(&mut self) -> Option<Effect> {
        if self.contents.progress != Progress::Done {
            self.say("The dossier is being read");
            return None;
        }
        self.say("Reading the dossier again…");
        Some(Effect::Reload)
    }

    fn load(&mut self, snapshot: Arc<Snapshot>, progress: Progress) {
        let was_done = self.contents.progress == Progress::Done;
        let without = self.without();
        let shelves = self.contents.shelves.take();
        self.contents = Contents { snapshot, index: None, shelves, names: None, progress, before: None };
        if !without.is_empty() && progress == Progress::Done {
            self.take_out(&without);
        }
        self.sheets.clear();
        if was_done {
            self.say("Read again: this is how the files are now");
        }
        self.refilter();
        if progress == Progress::Done {
            self.lists.choose_something(self.lists.kind);
        }
        self.arrange();
    }

    fn fail(&mut self, why: &Safe) {
        self.contents.progress = Progress::Done;
        self.say_whole("The dossier could not be read", why.as_str());
    }

    /// Moves in whatever the keys are for.
    pub(super) fn step(&mut self, step: Step) {
        if self.ask(|layer, app| layer.step(app, step)).is_some_and(|answer| answer != Answer::Passes) {
            return;
        }
        let (is_rows, is_pivot) = (self.page.subject.is_rows(), self.pivot().is_some());
        match (&mut self.layers.card, self.focus) {
            (Some(card), _) => card.scroll(step),
            (None, Focus::List) => self.step_list(step),
            (None, Focus::Page) if is_pivot => self.step_grid(step),
            (None, Focus::Page) if is_rows => self.step_row(step),
            (None, Focus::Page) => self.page.scroll(step),
        }
    }

    /// Chooses what one is at in what lies on top; where nothing is chosen so, a page further.
    fn toggle(&mut self) {
        if self.ask(|layer, app| layer.toggle(app)).is_none_or(|answer| answer == Answer::Passes) {
            self.step(Step::Pages(1));
        }
    }

    fn paste(&mut self, text: &str) {
        let mut is_whole = true;
        let is_typed = self.type_line(|prompt| {
            is_whole = prompt.paste(text);
            true
        });
        if !is_typed {
            let filter = self.keys.map.shown(Command::Filter);
            self.say(&format!("Pasted text goes into a line that is being typed: {filter} starts one"));
        } else if !is_whole {
            self.say(&format!("What was pasted is cut: a line has at most {} bytes", query::LONGEST));
        }
    }

    fn clear_line(&mut self) {
        self.type_line(|prompt| {
            prompt.clear();
            true
        });
    }

    /// Keeps the line that is being typed; the command it gives.
    fn keep_line(&mut self) -> Option<Command> {
        let answer = self.ask(|layer, app| layer.keep(app));
        if let Some(Answer::Gives(command)) = answer { Some(command) } else { None }
    }

    /// Takes away one layer: overlay, find, view, what is taken out, page, related, filter. Never quits, never goes back in history.
    fn peel(&mut self) {
        if self.layers.context().is_some() {
            self.close();
        } else if self.focus == Focus::Page && !self.page.found.text.is_empty() {
            self.page.found = Finds::default();
        } else if self.close_split() {
            // That is all that this key does.
        } else if self.focus == Focus::Page && self.page.subject.is_rows() {
            self.enter_list(self.lists.kind);
        } else if self.put_back() {
            // That is all that this key does.
        } else if self.focus == Focus::List {
            self.widen();
        } else {
            self.enter_list(self.lists.kind);
        }
    }

    /// Closes what lies on top, or leaves the page for its list.
    fn close(&mut self) {
        if self.ask(|layer, _| layer.close()).is_some() {
            return;
        }
        match &mut self.layers.card {
            Some(card) if !card.found.text.is_empty() => card.found = Finds::default(),
            Some(_) => self.layers.card = None,
            None => self.enter_list(self.lists.kind),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::parse_keys;
    use crate::reader::fixture::bundled;

    /// What is asked for after the last of these keys.
    fn asked(app: &mut App, keys: &str) -> Option<Effect> {
        parse_keys(keys).unwrap().into_iter().map(|key| update(app, Event::Input(Input::Key(key)))).last()?
    }

    #[test]
    fn effects_come_out_of_commands_by_key_or_by_name() {
        let mut app = bundled(80, 24);
        assert_eq!(asked(&mut app, "j"), None);
        assert_eq!(asked(&mut app, "<C-l>"), Some(Effect::Repaint));
        assert_eq!(asked(&mut app, ":paint the whole<Enter>"), Some(Effect::Repaint));
        assert_eq!(asked(&mut app, "r"), Some(Effect::Reload));
        assert_eq!(asked(&mut app, "<C-z>"), Some(Effect::Suspend));
        assert_eq!(update(&mut app, Event::NoShell), None);
        assert_eq!(app.said(), "There is no shell to go back to");
        assert_eq!(asked(&mut app, ":q<Enter>"), Some(Effect::Quit));
        assert_eq!(asked(&mut app, "/Q"), None, "a letter in a typed line");
        assert_eq!(asked(&mut app, "<C-c>"), None, "the line is taken back");
        assert!(app.layers.top.is_none());
        assert_eq!(asked(&mut app, "<C-c>"), Some(Effect::Quit));
    }

    #[test]
    fn an_escape_that_was_no_key_is_taken_back() {
        let state = |app: &App| {
            let pending = &app.keys.pending;
            format!("{:?} {:?} {:?} {} {pending:?}", app.location(), app.lists, app.look(), app.filter.text())
        };
        let mut app = bundled(80, 24);
        for keys in ["", "/agency:ICE", ":palan", "2<Enter><Tab><Enter>", "/microsoft<Enter>", "g"] {
            app.press(keys);
            let before = state(&app);
            app.press("<Esc>");
            update(&mut app, Event::Input(Input::EscapeWithdrawn));
            assert_eq!(before, state(&app), "{keys}");
            app.press("<Esc><Esc><Esc><Esc>ggjj");
            update(&mut app, Event::Input(Input::EscapeWithdrawn));
            assert_eq!(app.lists.chosen_row(app.lists.kind), Some(2), "{keys}: one that is long past stays");
            app.press("1gg");
        }
    }

    #[test]
    fn a_screen_too_small_for_anything_lets_one_leave() {
        let mut app = bundled(39, 10);
        assert_eq!(asked(&mut app, "j?"), None);
        assert!(app.layers.top.is_none());
        assert_eq!(asked(&mut app, "q"), Some(Effect::Quit));
    }

    #[test]
    fn keys_that_mean_nothing_are_said() {
        let mut app = bundled(80, 24);
        app.press("gx");
        assert_eq!(app.said(), "gx means nothing here; ? shows the keys");
        app.press("g");
        assert_eq!(app.keys.pending.len(), 1);
        app.press("<Esc>");
        assert_eq!((app.keys.pending.len(), app.said()), (0, ""));
    }

    #[test]
    fn what_could_not_be_read_is_said_in_full() {
        let mut app = bundled(80, 24);
        update(&mut app, Event::Failed(Safe::new("no such folder")));
        assert_eq!(app.picture().shown(), ["no such folder"]);
        app.press("j");
        assert!(app.layers.top.is_some(), "it stays until it is closed");
    }

    #[test]
    fn text_is_pasted_where_one_types() {
        let mut app = bundled(80, 24);
        update(&mut app, Event::Input(Input::Paste("amazon".to_owned())));
        assert_eq!(app.said(), "Pasted text goes into a line that is being typed: / starts one");
        app.press("/");
        update(&mut app, Event::Input(Input::Paste("amazon\ncloud".to_owned())));
        assert_eq!(app.filter.text(), "amazon cloud");
        app.press("<C-u>");
        update(&mut app, Event::Input(Input::Paste(" x  y ".to_owned())));
        assert_eq!(app.filter.text(), " x  y ", "as it is typed, blank by blank");
        app.press("<C-u>");
        assert!(!app.filter.narrows());
    }
}
