//! The palette: a typed line, and what fits it of all that can be gone to or done, the best first.

use std::sync::Arc;

use super::{Answer, Layer, Overlay};
use crate::entry::{EntryKind, RecordKind};
use crate::keys::{Command, KeyMap};
use crate::page::{Subject, Survey};
use crate::reader::app::App;
use crate::reader::cursor::{Step, moved};
use crate::reader::part::FramePart;
use crate::reader::picture::{Label, Look, Picture, PictureLine};
use crate::reader::prompt::Prompt;
use crate::text::Safe;
use crate::text::fit::{Fit, FoldedNames, NameMatcher};
use crate::whole::{Dossier, Topic};

/// What other programs call a command after a colon: it comes before all that fits.
const ELSEWHERE: &[(&str, Command)] = &[
    ("q", Command::Quit),
    ("q!", Command::Quit),
    ("qa", Command::Quit),
    ("wq", Command::Quit),
    ("x", Command::Quit),
    ("exit", Command::Quit),
    ("h", Command::Help),
];

/// Finding a command, an entry, a term or a saved view by its name.
#[derive(Debug, Clone, Default)]
pub struct Palette {
    prompt: Prompt,
    /// Everything that the dossier has.
    known: Arc<Choices>,
    /// What there is in every dossier.
    always: Arc<Choices>,
    /// The choices that fit, the best first: indices.
    fitting: Vec<usize>,
    /// Which of the fitting ones is chosen.
    chosen: usize,
    /// From whom a path is to lead to what is chosen.
    from: Option<Topic>,
}

/// What can be chosen, with all names ready to be fitted to what is typed.
#[derive(Debug, Default)]
pub(in crate::reader) struct Choices {
    all: Vec<Choice>,
    names: FoldedNames,
}

impl FromIterator<Choice> for Choices {
    fn from_iter<I: IntoIterator<Item = Choice>>(choices: I) -> Self {
        let all: Vec<Choice> = choices.into_iter().collect();
        let mut names = FoldedNames::default();
        for choice in &all {
            names.add(choice.name.as_str(), &choice.also);
        }
        Self { all, names }
    }
}

/// Something the palette can go to or do.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Choice {
    /// What it is called.
    name: Safe,
    /// What it is found by besides: the name of a command, the `@slug` of a view. May be empty.
    also: String,
    /// What it is: `company`, `term`, `view`, or the keys of a command.
    aside: Safe,
    /// What choosing it does.
    does: Does,
}

/// What a choice does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    /// Opens a page.
    Open(Topic),
    /// Gives a command.
    Command(Command),
    /// Filters by the saved view of that number.
    View(usize),
    /// Shows the records of that kind as a table.
    Records(RecordKind),
}

impl Palette {
    /// A palette over everything that can be gone to or done.
    fn over(known: Arc<Choices>, map: &KeyMap) -> Self {
        let always = Arc::new(records().chain(commands(map)).collect());
        let mut palette = Self { known, always, ..Self::default() };
        palette.narrow();
        palette
    }

    fn choice(&self, index: usize) -> &Choice {
        let known = &self.known.all;
        known.get(index).unwrap_or_else(|| &self.always.all[index - known.len()])
    }

    /// Keeps what fits the typed line, the best first; everything while nothing is typed.
    fn narrow(&mut self) {
        let typed = self.prompt.text();
        self.chosen = 0;
        if typed.is_empty() {
            // All fit, in their order: no name is looked at.
            self.fitting = (0..self.known.all.len() + self.always.all.len()).collect();
            return;
        }
        let mut matcher = NameMatcher::new(typed);
        let mut fitting = Fitting::default();
        let known = self.known.all.len();
        for number in 0..known {
            fitting.add(number, matcher.fit(&self.known.names, number));
        }
        let meant = ELSEWHERE.iter().find(|(word, _)| *word == typed).map(|(_, command)| Does::Command(*command));
        for (number, choice) in self.always.all.iter().enumerate() {
            let is_table = matches!(choice.does, Does::Records(_)) && choice.also.split(':').next() == Some(typed);
            if meant == Some(choice.does) {
                fitting.meant.push(known + number);
            } else if is_table {
                fitting.add(known + number, Some(Fit::Is));
            } else {
                fitting.add(known + number, matcher.fit(&self.always.names, number));
            }
        }
        self.fitting = fitting.best_first();
    }

    /// The names of what fits, the best first.
    pub fn names(&self) -> impl Iterator<Item = &Safe> {
        self.fitting.iter().map(|index| &self.choice(*index).name)
    }

    /// What is no name may stand in a text: of a figure or a sentence, who says so is shown; for words, the filter looks.
    fn filter_instead(&self, app: &mut App) -> Answer {
        let words = self.prompt.text().trim().to_owned();
        if is_said(&words) {
            app.go_to_rows(Subject::Survey(Survey::Whence(words)));
            return Answer::Closes;
        }
        if app.use_words(&words) {
            return Answer::Closes;
        }
        let hint = app.keys.map.hint(&[(Command::TakeBack, "closes")]);
        app.say(&format!("Nothing has that name, nor does the dossier hold it; {hint}"));
        Answer::Stays
    }

    fn line(&self, row: usize, part: FramePart) -> PictureLine {
        let Choice { name, aside, .. } = self.choice(self.fitting[row]);
        PictureLine { aside: aside.clone(), ..PictureLine::new(2, name.clone(), part) }
    }
}

/// Whether that is something said, a figure or a sentence, and no name.
fn is_said(words: &str) -> bool {
    words.starts_with(|letter: char| letter.is_ascii_digit()) || words.split_whitespace().count() > MOST_WORDS
}

/// A name, or words for the filter, are no more than so many.
const MOST_WORDS: usize = 4;

/// What fits, in the order of how it does, so that only what is near has to be sorted.
#[derive(Default)]
struct Fitting {
    is: Vec<usize>,
    /// What is meant by the name that other programs have for it.
    meant: Vec<usize>,
    begins: Vec<usize>,
    words: Vec<usize>,
    holds: Vec<usize>,
    near: Vec<(Fit, usize)>,
}

impl Fitting {
    fn add(&mut self, number: usize, fit: Option<Fit>) {
        match fit {
            None => {}
            Some(Fit::Is) => self.is.push(number),
            Some(Fit::Begins) => self.begins.push(number),
            Some(Fit::Words) => self.words.push(number),
            Some(Fit::Holds) => self.holds.push(number),
            Some(near @ Fit::Near(_)) => self.near.push((near, number)),
        }
    }

    fn best_first(mut self) -> Vec<usize> {
        self.near.sort_unstable();
        let near = self.near.into_iter().map(|(_, number)| number);
        [self.is, self.meant, self.begins, self.words, self.holds].into_iter().flatten().chain(near).collect()
    }
}

impl App {
    /// Shows all that can be gone to or done.
    pub(in crate::reader) fn open_palette(&mut self) {
        let known = self.contents.names.clone().unwrap_or_else(|| Arc::new(known(self.contents.dossier())));
        self.lay(Layer::Palette(Palette::over(known, &self.keys.map)));
    }
}

impl App {
    /// Opens the palette over entries and terms alone, for the second end of a path.
    pub(in crate::reader) fn open_palette_from(&mut self, from: Topic) {
        let dossier = self.contents.dossier();
        let ends = Arc::new(entries(dossier).chain(terms(dossier)).collect());
        let mut palette = Palette { known: ends, from: Some(from), ..Palette::default() };
        palette.narrow();
        self.lay(Layer::Palette(palette));
    }
}

impl Overlay for Palette {
    fn is_typed(&self) -> bool {
        true
    }

    fn prompt(&mut self) -> Option<&mut Prompt> {
        Some(&mut self.prompt)
    }

    fn changed(&mut self, _app: &mut App) {
        self.narrow();
    }

    /// To the next that fits.
    fn complete(&mut self, app: &mut App) -> Answer {
        self.step(app, Step::Rows(1))
    }

    fn step(&mut self, app: &mut App, step: Step) -> Answer {
        self.chosen = moved(Some(self.chosen), step, app.room().1, self.fitting.len()).unwrap_or(0);
        Answer::Stays
    }

    /// Does what is chosen.
    fn keep(&mut self, app: &mut App) -> Answer {
        let Some(choice) = self.fitting.get(self.chosen) else {
            if self.from.is_some() {
                app.say("No entry and no term has that name");
                return Answer::Stays;
            }
            return self.filter_instead(app);
        };
        match self.choice(*choice).does {
            Does::Open(topic) if self.from.is_some() => {
                let from = self.from.unwrap_or(topic);
                app.go_to_rows(Subject::Survey(Survey::Path([from, topic])));
            }
            Does::Open(topic) => app.go_to(Subject::page(topic)),
            Does::Command(command) => return Answer::Gives(command),
            Does::View(number) => app.use_view(number),
            Does::Records(kind) => app.go_to_records(Some(kind)),
        }
        Answer::Closes
    }

    fn look(&self, app: &App) -> Look {
        let (width, height) = app.room();
        let keys = app.keys.map.hint(&[(Command::Keep, "opens"), (Command::TakeBack, "closes")]);
        let hint = format!("{} · {keys}", self.fitting.len());
        let picture = Picture::new(if self.from.is_some() { "Path to" } else { "Go to" }, &hint);
        let mut picture = picture
            .list(self.chosen, self.fitting.len(), height.saturating_sub(1), |row, part| self.line(row, part))
            .or(&format!("Nothing has that name; {} looks for it in the texts.", app.keys.map.shown(Command::Keep)));
        let (text, before, _) = self.prompt.window(width.saturating_sub(2));
        let sign = Label { column: 0, text: Safe::new(": "), part: FramePart::Accent };
        let typed = Label { column: 2, text, part: FramePart::Plain };
        picture.lines.insert(0, PictureLine { labels: vec![sign, typed], aside: Safe::default() });
        picture.chosen = picture.chosen.map(|row| row + 1);
        picture.cursor = Some((0, before + 2));
        Look::Framed(picture)
    }
}

/// Everything that a dossier has and that has a name.
pub(in crate::reader) fn known(dossier: &Dossier) -> Choices {
    entries(dossier).chain(terms(dossier)).chain(views(dossier)).collect()
}

fn entries(dossier: &Dossier) -> impl Iterator<Item = Choice> {
    let of_kind = |kind: EntryKind| dossier.list(kind).iter().map(move |id| (kind, *id));
    EntryKind::ALL.into_iter().flat_map(of_kind).map(|(kind, id)| Choice {
        name: Safe::new(dossier.name(Topic::Entry(id))),
        also: String::new(),
        aside: Safe::new(kind.singular()),
        does: Does::Open(Topic::Entry(id)),
    })
}

fn terms(dossier: &Dossier) -> impl Iterator<Item = Choice> {
    dossier.terms().map(|(id, term)| {
        let name = match term.long() {
            Some(long) => format!("{} ({long})", term.name()),
            None => term.name().to_owned(),
        };
        let aside = if term.kind().is_empty() { "term" } else { term.kind() };
        Choice {
            name: Safe::new(&name),
            also: String::new(),
            aside: Safe::new(aside),
            does: Does::Open(Topic::Term(id)),
        }
    })
}

fn views(dossier: &Dossier) -> impl Iterator<Item = Choice> {
    dossier.cover().views.iter().enumerate().map(|(index, view)| Choice {
        name: Safe::new(&view.name),
        also: format!("@{}", view.slug),
        aside: Safe::new("saved view"),
        does: Does::View(index),
    })
}

/// The kinds of records, each as a table.
fn records() -> impl Iterator<Item = Choice> {
    RecordKind::ALL.into_iter().map(|kind| Choice {
        name: Safe::new(&format!("All {}", kind.plural())),
        also: format!("{}: {}", kind.plural(), told_by(kind)),
        aside: Safe::new("table"),
        does: Does::Records(kind),
    })
}

/// What a table answers, in the words that people look for.
fn told_by(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Contract => "deals, who sells what to whom for how much",
        RecordKind::Statement => "answers, quotes, who said what",
        RecordKind::Demand => "outcomes, what came of each campaign, what was asked",
        RecordKind::Signatures => "signed, signers, who signed what",
        RecordKind::Event => "timeline, what happened when",
        RecordKind::Figure => "numbers, money",
    }
}

/// Commands that mean something wherever they are given from.
fn commands(map: &KeyMap) -> impl Iterator<Item = Choice> {
    map.bindings().iter().filter(|binding| is_for_the_palette(binding.command)).map(|binding| Choice {
        name: Safe::new(binding.help.trim_end_matches('.')),
        also: binding.name.to_owned(),
        aside: Safe::new(&binding.shown()),
        does: Does::Command(binding.command),
    })
}

fn is_for_the_palette(command: Command) -> bool {
    use Command as C;
    let typed = [C::Keep, C::TakeBack, C::Earlier, C::Later, C::Clear, C::Complete, C::Fields];
    let moves = [C::Down, C::Up, C::Peel, C::Close, C::Palette, C::OpenStop];
    !typed.contains(&command) && !moves.contains(&command)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::covered;
    use crate::reader::fixture::{bundled, reader};

    #[test]
    fn the_best_is_chosen_and_the_cursor_stands_behind_what_is_typed() {
        let mut app = bundled(40, 10);
        let picture = app.press(":palant").picture();
        assert_eq!(picture.cursor, Some((0, 8)));
        assert_eq!(picture.shown()[..2], [": palant", "> Palantir | company"]);
        assert_eq!(picture.chosen, Some(1));
        assert_eq!(app.press("<Down>").picture().chosen, Some(2));
        assert_eq!(app.press("<Up><Up>").picture().chosen, Some(1));
        app.press("<Enter>");
        assert_eq!((app.page.title.as_str(), app.layers.top.is_none()), ("Palantir", true));
    }

    #[test]
    fn what_other_programs_call_a_command_comes_first() {
        let mut app = bundled(80, 24);
        for (typed, first) in [("microsoft", "Microsoft | company"), ("contracts", "All contracts | table")] {
            let picture = app.press(":").press(typed).picture();
            assert!(picture.shown()[1].starts_with(&format!("> {first}")), "{:?}", picture.shown());
            app.press("<Esc>");
        }
        for typed in ["q", "q!", "wq", "exit"] {
            let picture = app.press(":").press(typed).picture();
            assert!(picture.shown()[1].starts_with("> Quit: leave the reader"), "{typed}: {:?}", picture.shown());
            app.press("<Esc>");
        }
        let chosen = |app: &mut App, key: &str| app.press(key).picture().chosen;
        app.press(":h");
        assert_eq!([chosen(&mut app, "<C-n>"), chosen(&mut app, "<C-p>")], [Some(2), Some(1)]);
        assert_eq!([chosen(&mut app, "<Tab>"), chosen(&mut app, "<C-k>")], [Some(2), Some(1)]);
    }

    #[test]
    fn a_name_that_is_typed_whole_stands_first() {
        let files = [
            ("companies/q.md", "+++\nname = \"Q\"\n+++\n"),
            ("articles/a.md", "+++\ntitle = \"Q and Amazon\"\n+++\n"),
            ("companies/amazon.md", "+++\nname = \"Amazon\"\n+++\n"),
        ];
        let mut app = reader(&covered(&files), 80, 24);
        for (typed, first) in [("q", "Q | company"), ("AMAZON", "Amazon | company"), ("amazo", "Amazon | company")] {
            let picture = app.press(":").press(typed).picture();
            assert_eq!(picture.shown()[1], format!("> {first}"), "{:?}", picture.shown());
            app.press("<Esc>");
        }
    }

    #[test]
    fn what_has_no_room_is_scrolled_with_the_cursor() {
        let mut app = bundled(40, 10);
        let picture = app.press(":").press(&"ab".repeat(30)).picture();
        let (_, column) = picture.cursor.unwrap();
        assert_eq!((column, picture.lines[0].labels[1].text.columns()), (36, 34));
        assert_eq!(picture.shown()[1], "Nothing has that name; Enter looks for it in the texts.");
        app.press("<Enter>");
        assert!(app.said().starts_with("Nothing has that name, nor does the dossier"), "{}", app.said());
        assert!(app.press("<Esc>").layers.top.is_none());
    }

    #[test]
    fn what_is_no_name_is_looked_for_in_the_texts() {
        let mut app = bundled(80, 24);
        app.press(":zeppelin timeline<Enter>");
        assert!(app.layers.top.is_some() && app.filter.text().is_empty());
        app.press("<C-u>timeline<Enter>");
        assert_eq!(app.page.title, "Timeline");
        app.press(":mission critical<Enter>");
        assert_eq!((app.filter.text(), app.layers.top.is_none()), ("mission critical", true));
    }

    #[test]
    fn a_command_is_given_when_the_palette_is_gone() {
        let mut app = bundled(80, 24);
        app.press(":show all keys<Enter>");
        assert!(matches!(app.layers.top, Some(Layer::Help(_))));
        let offered = |command| app.keys.map.bindings().iter().any(|binding| binding.command == command);
        assert!(offered(Command::Keep) && !is_for_the_palette(Command::Keep));
    }

    #[test]
    fn an_empty_line_offers_all_there_is() {
        let mut app = bundled(80, 24);
        app.press(":");
        let dossier = app.contents.dossier();
        let commands = commands(&app.keys.map).count();
        let commands = commands + RecordKind::ALL.len();
        let all = dossier.ids().count() + dossier.terms().count() + dossier.cover().views.len() + commands;
        assert!(app.picture().hint.starts_with(&format!("{all} · ")), "{}", app.picture().hint);
    }

    #[test]
    fn of_a_figure_or_a_pasted_sentence_who_says_so_is_shown() {
        let mut app = bundled(80, 24);
        app.press(":600,000<Enter>");
        assert_eq!((app.page.title.as_str(), app.page.stop), ("Who says so", Some(0)));
        app.press("jj<Enter>");
        let card = app.layers.card.as_ref().expect("a record opens its card");
        assert_eq!(card.title.as_str(), "Hosting of Palantir");
        app.press("<Esc>:nobody ever said a word of this<Enter>");
        assert_eq!(app.page.kind, "0 found");
    }
}
