//! What lies on top of lists and page: the palette, the help, the list of problems. Values; what they do is decided in
//! `update`.

use tui_input::Input;

use crate::entry::EntryKind;
use crate::keys::{BINDINGS, Command, Context};
use crate::text::Safe;
use crate::text::near::{Fit, NameMatcher};
use crate::whole::{Dossier, Topic};

/// Finding a command, an entry, a term or a saved view by its name.
#[derive(Debug, Default)]
pub struct Palette {
    /// What was typed.
    pub input: Input,
    /// Everything there is.
    pub choices: Vec<Choice>,
    /// The choices that fit, the best first: indices.
    pub fitting: Vec<usize>,
    /// Which of the fitting ones is chosen.
    pub chosen: usize,
}

/// Something the palette can go to or do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What it is called.
    pub name: Safe,
    /// What it is found by besides: the name of a command, the `@slug` of a view. May be empty.
    pub also: String,
    /// What it is: `company`, `term`, `view`, or the keys of a command.
    pub aside: Safe,
    /// What choosing it does.
    pub does: Does,
}

/// What a choice does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Does {
    /// Opens a page.
    Open(Topic),
    /// Gives a command.
    Command(Command),
    /// Filters by the saved view of that number.
    View(usize),
}

impl Palette {
    /// A palette over everything that can be gone to or done.
    #[must_use]
    pub fn of(dossier: &Dossier) -> Self {
        let choices: Vec<Choice> =
            entries(dossier).chain(terms(dossier)).chain(views(dossier)).chain(commands()).collect();
        let mut palette = Self { choices, ..Self::default() };
        palette.narrow();
        palette
    }

    /// Keeps what fits the typed line, the best first; everything while nothing is typed.
    pub fn narrow(&mut self) {
        let mut matcher = NameMatcher::new(self.input.value());
        let choices = self.choices.iter().enumerate();
        let fits =
            choices.filter_map(|(index, choice)| Some((matcher.fit(choice.name.as_str(), &choice.also)?, index)));
        let mut fitting: Vec<(Fit, usize)> = fits.collect();
        fitting.sort();
        self.fitting = fitting.into_iter().map(|(_, index)| index).collect();
        self.chosen = 0;
    }

    /// The chosen one.
    #[must_use]
    pub fn choice(&self) -> Option<&Choice> {
        self.choices.get(*self.fitting.get(self.chosen)?)
    }
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

/// Commands that mean something wherever they are given from.
fn commands() -> impl Iterator<Item = Choice> {
    BINDINGS.iter().filter(|binding| is_for_the_palette(binding.command)).map(|binding| Choice {
        name: Safe::new(binding.help.trim_end_matches('.')),
        also: binding.name.to_owned(),
        aside: Safe::new(binding.shown()),
        does: Does::Command(binding.command),
    })
}

fn is_for_the_palette(command: Command) -> bool {
    use Command as C;
    let typed = [C::Keep, C::TakeBack, C::Earlier, C::Later, C::Clear];
    let moves = [C::Down, C::Up, C::Peel, C::Close, C::Palette, C::OpenStop];
    !typed.contains(&command) && !moves.contains(&command)
}

/// The keys, which can be searched.
#[derive(Debug)]
pub struct Help {
    /// What the keys are narrowed to.
    pub input: Input,
    /// Whether the line is being typed.
    pub typing: bool,
    /// The first shown row.
    pub top: usize,
    /// Where the reader was: the keys that hold there come first.
    pub from: Context,
}

impl Help {
    /// All keys, those of a place first.
    #[must_use]
    pub fn of(from: Context) -> Self {
        Self { input: Input::default(), typing: false, top: 0, from }
    }
}

/// What is wrong with the dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemList {
    /// All of them, with the chosen one.
    All(usize),
    /// One with its line and caret.
    One {
        /// Which.
        chosen: usize,
        /// The first shown line of what is said of it.
        top: usize,
    },
}

impl ProblemList {
    /// The chosen one.
    #[must_use]
    pub fn chosen(self) -> usize {
        match self {
            Self::All(chosen) | Self::One { chosen, .. } => chosen,
        }
    }

    /// The same look at another one, from its start.
    #[must_use]
    pub fn at(self, chosen: usize) -> Self {
        match self {
            Self::All(_) => Self::All(chosen),
            Self::One { .. } => Self::One { chosen, top: 0 },
        }
    }
}
