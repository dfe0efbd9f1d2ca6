//! What lies on top: the palette, the help, the outline, the problems; and the line typed in them.

use crate::page::Subject;
use crate::reader::app::{App, Mode};
use crate::reader::cursor::{Step, moved};
use crate::reader::effect::Effect;
use crate::reader::overlay::{Does, Help, Palette, ProblemList};
use crate::reader::place::Focus;
use crate::reader::typing::FindLine;
use crate::text::fold::Needle;

impl App {
    pub(super) fn open_palette(&mut self) -> Vec<Effect> {
        self.mode = Mode::Palette(Palette::of(&self.read.snapshot.dossier));
        Vec::new()
    }

    pub(super) fn open_help(&mut self) -> Vec<Effect> {
        self.mode = Mode::Help(Help::of(self.context()));
        Vec::new()
    }

    pub(super) fn open_outline(&mut self) -> Vec<Effect> {
        if self.sheet.laid.headings.is_empty() {
            self.say("This page has no headings");
            return Vec::new();
        }
        let top = self.sheet.top;
        let chosen = self.sheet.laid.headings.iter().rposition(|heading| heading.line <= top).unwrap_or(0);
        self.mode = Mode::Outline(chosen);
        Vec::new()
    }

    pub(super) fn open_problems(&mut self) -> Vec<Effect> {
        if self.read.snapshot.dossier.problems().is_empty() {
            self.say("Nothing is wrong with this dossier");
            return Vec::new();
        }
        let last = self.read.snapshot.dossier.problems().len() - 1;
        self.mode = Mode::Problems(ProblemList::All(self.history.problem.min(last)));
        Vec::new()
    }

    /// From the list to one problem; from that to the page of its entry.
    pub(super) fn open_problem(&mut self) -> Vec<Effect> {
        let Mode::Problems(list) = &mut self.mode else { return Vec::new() };
        match *list {
            ProblemList::All(chosen) => {
                *list = ProblemList::One { chosen, top: 0 };
                Vec::new()
            }
            ProblemList::One { chosen, .. } => self.open_entry_of_problem(chosen),
        }
    }

    fn open_entry_of_problem(&mut self, problem: usize) -> Vec<Effect> {
        let snapshot = self.read.snapshot.clone();
        let dossier = &snapshot.dossier;
        let Some(problem) = dossier.problems().get(problem) else { return Vec::new() };
        if let Some((id, _)) = dossier.entries().find(|(_, entry)| entry.path == problem.path) {
            return self.go_to(Subject::page(id));
        }
        self.say(&format!("There is no page of {}: it was not read as an entry", problem.path));
        Vec::new()
    }

    /// To the next or previous problem, in the same look.
    pub(super) fn step_problem(&mut self, back: bool) -> Vec<Effect> {
        let all = self.read.snapshot.dossier.problems().len();
        if let Mode::Problems(list) = &mut self.mode {
            let next = moved(Some(list.chosen()), Step::Rows(if back { -1 } else { 1 }), 1, all).unwrap_or(0);
            *list = list.at(next);
            self.history.problem = next;
        }
        Vec::new()
    }

    /// Types words to find in the page, in a card, or in the help.
    pub(super) fn start_find(&mut self) -> Vec<Effect> {
        match &mut self.mode {
            Mode::Help(help) => help.typing = true,
            Mode::Browse => {
                self.focus = Focus::Page;
                let sheet = self.front_sheet();
                let (top, text) = (sheet.top, sheet.found.text.clone());
                self.mode = Mode::Find(FindLine { input: tui_input::Input::default(), recalled: None, top, text });
            }
            Mode::Outline(_) | Mode::Problems(_) | Mode::Say(..) => {
                self.say("There is nothing to find in here; Esc closes it");
            }
            Mode::Filter(_) | Mode::Find(_) | Mode::Palette(_) => {}
        }
        Vec::new()
    }

    /// Marks what the typed words find, and goes to the first place from where the page stood.
    pub(super) fn find_live(&mut self) {
        let Mode::Find(line) = &self.mode else { return };
        let (text, top) = (line.input.value().to_owned(), line.top);
        self.find_from(&text, top);
    }

    fn find_from(&mut self, text: &str, top: usize) {
        let in_sight = self.lines_in_sight();
        let sheet = self.front_sheet_mut().0;
        sheet.top = top;
        let needles = [Needle::word(text)];
        sheet.find(text, if needles[0].is_empty() { &[] } else { &needles }, in_sight);
    }

    pub(super) fn keep_find(&mut self) -> Vec<Effect> {
        let Mode::Find(line) = std::mem::replace(&mut self.mode, Mode::Browse) else { return Vec::new() };
        let text = self.front_sheet().found.text.clone();
        self.history.finds.keep(&text);
        if text.is_empty() {
            return Vec::new();
        }
        match self.front_sheet().found.places.len() {
            0 => self.say(&format!("“{text}” is not on this page")),
            1 => self.say("1 place"),
            places => self.say(&format!("{places} places; n goes to the next, Esc ends the find")),
        }
        self.reveal_found();
        if self.front_sheet().top != line.top {
            let mut from = self.location();
            *from.card.as_mut().map_or(&mut from.top, |card| &mut card.top) = line.top;
            self.remember(from);
        }
        Vec::new()
    }

    pub(super) fn take_back_find(&mut self) -> Vec<Effect> {
        let Mode::Find(line) = &self.mode else { return Vec::new() };
        let (text, top) = (line.text.clone(), line.top);
        self.mode = Mode::Browse;
        self.find_from(&text, top);
        self.front_sheet_mut().0.top = top;
        Vec::new()
    }

    /// To the next place found; without a find, the filter's words are looked for.
    pub(super) fn find_next(&mut self, back: bool) -> Vec<Effect> {
        if matches!(self.mode, Mode::Problems(_)) {
            return self.step_problem(back);
        }
        if self.front_sheet().found.text.is_empty() {
            let words = self.filter.query.words();
            if words.is_empty() {
                self.say("Nothing is looked for: / finds words in the page");
                return Vec::new();
            }
            let text = words.iter().map(|needle| needle.words().join(" ")).collect::<Vec<_>>().join(" ");
            let (sheet, height) = self.front_sheet_mut();
            sheet.find(&text, &words, height);
        } else {
            let (sheet, height) = self.front_sheet_mut();
            sheet.step_found(back, height);
        }
        let found = &self.front_sheet().found;
        let said = match (found.at, found.places.len()) {
            (Some(at), all) => format!("{} of {all}", at + 1),
            (None, _) => format!("“{}” is not on this page", found.text),
        };
        self.say(&said);
        self.reveal_found();
        Vec::new()
    }

    /// What is said of a place found must not cover it.
    fn reveal_found(&mut self) {
        let in_sight = self.lines_in_sight();
        self.front_sheet_mut().0.reveal_found(in_sight);
    }

    /// Keeps the line that is being typed.
    pub(super) fn keep_line(&mut self) -> Vec<Effect> {
        match &mut self.mode {
            Mode::Filter(_) => self.keep_filter(),
            Mode::Find(_) => self.keep_find(),
            Mode::Palette(palette) => {
                let does = palette.choice().map(|choice| choice.does);
                self.carry_out(does)
            }
            Mode::Help(help) => {
                help.typing = false;
                Vec::new()
            }
            Mode::Browse | Mode::Outline(_) | Mode::Problems(_) | Mode::Say(..) => Vec::new(),
        }
    }

    fn carry_out(&mut self, does: Option<Does>) -> Vec<Effect> {
        let Some(does) = does else {
            self.say("Nothing has that name; Esc closes");
            return Vec::new();
        };
        self.mode = Mode::Browse;
        match does {
            Does::Open(topic) => self.go_to(Subject::page(topic)),
            Does::Command(command) => super::perform(self, command),
            Does::View(number) => self.use_view(number),
        }
    }

    /// Takes back the line that is being typed.
    pub(super) fn take_back_line(&mut self) -> Vec<Effect> {
        match &mut self.mode {
            Mode::Filter(_) => self.take_back_filter(),
            Mode::Find(_) => self.take_back_find(),
            Mode::Help(help) => {
                *help = Help::of(help.from);
                Vec::new()
            }
            Mode::Palette(_) | Mode::Browse | Mode::Outline(_) | Mode::Problems(_) | Mode::Say(..) => {
                self.mode = Mode::Browse;
                Vec::new()
            }
        }
    }

    pub(super) fn clear_line(&mut self) -> Vec<Effect> {
        match &mut self.mode {
            Mode::Filter(line) => line.input.reset(),
            Mode::Find(line) => line.input.reset(),
            Mode::Palette(palette) => palette.input.reset(),
            Mode::Help(help) => help.input.reset(),
            Mode::Browse | Mode::Outline(_) | Mode::Problems(_) | Mode::Say(..) => return Vec::new(),
        }
        self.line_changed()
    }
}
