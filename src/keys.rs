//! Every command and its keys, as data: help, bottom line, palette, the README's table and `dossier keys` come from the
//! one table here. Must never know a terminal, nor do what a command says.
//!
//! ```
//! use dossier::keys::{parse_keys, print_keys};
//!
//! let keys = parse_keys("gr<C-d><Enter>").unwrap();
//! assert_eq!(keys.len(), 4);
//! assert_eq!(print_keys(&keys), "gr<C-d><Enter>");
//! ```

mod notation;
mod papers;
mod table;

pub use notation::{KeyCode, KeyError, KeyPress, parse_keys, print_keys};
pub use papers::HelpRow;

/// Where a binding holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// In lists, on the page and on what lies on top; not in a typed line, where letters are text.
    Everywhere,
    /// In a line that is being typed.
    Line,
    /// In one of the lists.
    List,
    /// On the page.
    Page,
    /// On what lies on top of the screen: help, a card, the outline, the problems.
    Overlay,
}

impl Context {
    /// All contexts, in the order of the papers.
    pub const ALL: &[Context] = &[Context::Everywhere, Context::Line, Context::List, Context::Page, Context::Overlay];

    /// Its name in the papers.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Context::Everywhere => "everywhere",
            Context::Line => "typed line",
            Context::List => "list",
            Context::Page => "page",
            Context::Overlay => "overlay",
        }
    }
}

/// Declares the commands and the list of all of them together, so that neither can miss one.
macro_rules! commands {
    ($($(#[doc = $doc:literal])* $name:ident,)*) => {
        /// What a key can ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Command { $($(#[doc = $doc])* $name,)* }

        impl Command {
            /// All commands, as they are declared.
            pub const ALL: &[Command] = &[$(Command::$name,)*];
        }
    };
}

commands! {
    /// One line down.
    Down,
    /// One line up.
    Up,
    /// Half a page down.
    HalfDown,
    /// Half a page up.
    HalfUp,
    /// A whole page down.
    PageDown,
    /// A whole page up.
    PageUp,
    /// To the first line.
    Top,
    /// To the last line.
    Bottom,
    /// To the list of articles.
    Articles,
    /// To the list of companies.
    Companies,
    /// To the list of campaigns.
    Campaigns,
    /// To the page.
    ThePage,
    /// Type a filter.
    Filter,
    /// Type words to find in the page.
    Find,
    /// Narrow to what is related to the entry.
    Related,
    /// Back in history.
    Back,
    /// Forward in history.
    Forward,
    /// To the first page.
    About,
    /// To a table of records.
    Records,
    /// What facts stand on.
    Support,
    /// Who deals with whom.
    Pivot,
    /// Other sides of who with whom.
    Sides,
    /// A column to the right.
    Right,
    /// What sources do not agree on.
    Conflicts,
    /// Who is tied to the entry.
    Ties,
    /// How the entry is tied to another.
    Path,
    /// Narrow by facets.
    Facets,
    /// Choose, or choose no more.
    Toggle,
    /// What the sources leave open.
    Questions,
    /// What is dated, in order of time.
    Timeline,
    /// Take a source out, or put it back.
    Suppose,
    /// Search the whole dossier.
    Search,
    /// Show the passage that is cited.
    Passage,
    /// Sort the list or the table by its next column.
    NextColumn,
    /// Sort the list or the table by its previous column.
    PreviousColumn,
    /// List what is wrong in the dossier.
    Problems,
    /// Find a command or an entry by its name.
    Palette,
    /// Show the keys.
    Help,
    /// Sort the list or the table the other way round.
    Sort,
    /// The page alone, or the lists again.
    Zoom,
    /// Paint everything again.
    Repaint,
    /// Read the dossier again.
    Reload,
    /// Stop until the shell continues us.
    Suspend,
    /// Close what lies on top, or leave the page for its list.
    Close,
    /// Take away one layer.
    Peel,
    /// Leave the reader.
    Quit,
    /// Keep the typed line.
    Keep,
    /// Take the typed line back.
    TakeBack,
    /// The line typed before.
    Earlier,
    /// The line typed after.
    Later,
    /// Empty the typed line.
    Clear,
    /// Complete what is typed.
    Complete,
    /// List the fields of the filter.
    Fields,
    /// Into the page of the entry.
    OpenEntry,
    /// To the next list.
    NextList,
    /// To the previous list.
    PreviousList,
    /// Scroll the page down from the list.
    ScrollPageDown,
    /// Scroll the page up from the list.
    ScrollPageUp,
    /// To the next stop.
    NextStop,
    /// To the previous stop.
    PreviousStop,
    /// Open the stop.
    OpenStop,
    /// Back to the list.
    ToList,
    /// To the next place found.
    FindNext,
    /// To the previous place found.
    FindPrevious,
    /// List the headings of the page.
    Outline,
    /// To what refers to the entry.
    References,
    /// To the sources of the entry.
    Sources,
    /// To the next entry of the list.
    NextEntry,
    /// To the previous entry of the list.
    PreviousEntry,
}

/// A command, where it holds, its keys, and what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// What it does.
    pub command: Command,
    /// Where it holds.
    pub contexts: &'static [Context],
    /// Its keys, each pressed one after the other; the first is the one to show.
    pub keys: Vec<Vec<KeyPress>>,
    /// Its name in files and in the palette; it never changes.
    pub name: &'static str,
    /// What the bottom line says: a word or two.
    pub short: &'static str,
    /// What it does, in one sentence.
    pub help: &'static str,
    /// Its place in the bottom line, lowest first; 0 keeps it out.
    pub rank: u8,
}

impl Binding {
    fn new((command, contexts, keys, rank, name, short, help): table::Row) -> Self {
        let parsed = |keys: &&str| parse_keys(keys).expect("the table's keys are keys: a test holds it");
        Self { command, contexts, keys: keys.iter().map(parsed).collect(), name, short, help, rank }
    }

    fn holds_in(&self, context: Context) -> bool {
        self.contexts.contains(&context)
    }
}

/// Every command with its keys: which key means what, and all that is said of keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyMap {
    bindings: Vec<Binding>,
}

impl Default for KeyMap {
    /// The keys that come with the program.
    fn default() -> Self {
        Self { bindings: table::TABLE.iter().copied().map(Binding::new).collect() }
    }
}

/// What the keys pressed so far come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// A command.
    Command(Command),
    /// The beginning of one: wait for the next key.
    Prefix,
    /// Nothing; in a typed line the key is the line's.
    Nothing,
}

impl KeyMap {
    /// Every command with its keys, in the order in which people read them.
    #[must_use]
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }

    /// What `pending`, the keys pressed since the last command, mean in `context`. In a typed line only its own keys
    /// and the few that are never text hold; anywhere else those of the context and those of everywhere.
    #[must_use]
    pub fn resolve(&self, context: Context, pending: &[KeyPress]) -> Resolved {
        if pending.is_empty() {
            return Resolved::Nothing;
        }
        let mut resolved = Resolved::Nothing;
        for (binding, keys) in self.holding(context) {
            if keys == pending {
                return Resolved::Command(binding.command);
            }
            if keys.starts_with(pending) {
                resolved = Resolved::Prefix;
            }
        }
        resolved
    }

    /// What may follow `pending` in `context`: each binding with what is left to be pressed, in the order of the table.
    #[must_use]
    pub fn following(&self, context: Context, pending: &[KeyPress]) -> Vec<(String, &Binding)> {
        let begun = |(binding, keys): (_, &[KeyPress])| {
            let rest = keys.strip_prefix(pending).filter(|rest| !rest.is_empty() && !pending.is_empty())?;
            Some((print_keys(rest), binding))
        };
        self.holding(context).filter_map(begun).collect()
    }

    /// Every key sequence that holds in `context`, the context's own first.
    fn holding(&self, context: Context) -> impl Iterator<Item = (&Binding, &[KeyPress])> {
        let of = move |context: Context| {
            let bindings = self.bindings.iter().filter(move |binding| binding.holds_in(context));
            bindings.flat_map(|binding| binding.keys.iter().map(move |keys| (binding, keys.as_slice())))
        };
        let common = (context != Context::Everywhere).then(|| of(Context::Everywhere));
        let is_common = move |keys: &[KeyPress]| context != Context::Line || keys.iter().all(|key| is_no_text(*key));
        of(context).chain(common.into_iter().flatten().filter(move |(_, keys)| is_common(keys)))
    }
}

/// Whether a key means in a typed line what it means everywhere.
fn is_no_text(key: KeyPress) -> bool {
    table::IN_LINE_TOO.iter().any(|letter| key == KeyPress::new(KeyCode::Char(*letter), true, false, false))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn after(context: Context, keys: &str) -> Resolved {
        KeyMap::default().resolve(context, &parse_keys(keys).unwrap())
    }

    #[test]
    fn keys_mean_what_the_context_says() {
        assert_eq!(after(Context::List, "/"), Resolved::Command(Command::Filter));
        assert_eq!(after(Context::Page, "/"), Resolved::Command(Command::Find));
        assert_eq!(after(Context::List, "<Tab>"), Resolved::Command(Command::NextList));
        assert_eq!(after(Context::Page, "<Tab>"), Resolved::Command(Command::NextStop));
        assert_eq!(after(Context::List, "q"), Resolved::Command(Command::Quit));
        assert_eq!(after(Context::Overlay, "q"), Resolved::Command(Command::Close));
        assert_eq!(after(Context::Page, "G"), Resolved::Command(Command::Bottom));
        assert_eq!(after(Context::List, "<C-D>"), Resolved::Command(Command::HalfDown));
    }

    #[test]
    fn a_sequence_waits_for_its_end() {
        assert_eq!(after(Context::List, "g"), Resolved::Prefix);
        assert_eq!(after(Context::List, "gg"), Resolved::Command(Command::Top));
        assert_eq!(after(Context::List, "gx"), Resolved::Nothing);
        assert_eq!(after(Context::Page, "gb"), Resolved::Command(Command::References));
        assert_eq!(after(Context::Page, "]"), Resolved::Prefix);
        assert_eq!(after(Context::Page, "]x"), Resolved::Nothing);
        assert_eq!(after(Context::Page, ""), Resolved::Nothing);
    }

    #[test]
    fn what_may_follow_is_what_is_left_of_each() {
        let map = KeyMap::default();
        let after = |context, keys| {
            let following = map.following(context, &parse_keys(keys).unwrap());
            following.into_iter().map(|(rest, binding)| format!("{rest} {}", binding.short)).collect::<Vec<_>>()
        };
        assert_eq!(
            after(Context::List, "g"),
            [
                "b what refers here",
                "s sources",
                "g top",
                "a about",
                "r tables",
                "w who with whom",
                "S support",
                "q open",
                "t timeline",
                "n ties",
                "d disagreements",
                "/ search"
            ]
        );
        assert!(after(Context::Page, "g").contains(&"b what refers here".to_owned()));
        assert_eq!(after(Context::Page, "]"), ["l next stop"]);
        assert_eq!((after(Context::List, ""), after(Context::List, "j")), (Vec::new(), Vec::new()));
    }

    #[test]
    fn letters_are_text_in_a_typed_line() {
        let map = KeyMap::default();
        for letter in ('!'..='~').chain([' ', 'é', '語']) {
            let key = KeyPress::plain(KeyCode::Char(letter));
            assert_eq!(map.resolve(Context::Line, &[key]), Resolved::Nothing, "{key}");
        }
        assert_eq!(after(Context::Line, "<Enter>"), Resolved::Command(Command::Keep));
        assert_eq!(after(Context::Line, "<Esc>"), Resolved::Command(Command::TakeBack));
        assert_eq!(after(Context::Line, "<C-u>"), Resolved::Command(Command::Clear));
        assert_eq!(after(Context::Line, "<C-c>"), Resolved::Command(Command::TakeBack));
        assert_eq!(after(Context::Line, "<C-f>"), Resolved::Nothing);
        assert_eq!(after(Context::Line, "<Home>"), Resolved::Nothing);
    }

    #[test]
    fn no_two_commands_share_a_key_and_none_begins_with_another() {
        let map = KeyMap::default();
        for context in Context::ALL {
            let all: Vec<_> = map.holding(*context).collect();
            for (at, (first, keys)) in all.iter().enumerate() {
                for (other, others) in all.iter().skip(at + 1) {
                    let clash = keys.starts_with(others) || others.starts_with(keys);
                    let said = [(first, keys), (other, others)];
                    let said = said.map(|(binding, keys)| format!("{} is {:?}", print_keys(keys), binding.command));
                    assert!(!clash, "{context:?}: {}", said.join(", "));
                }
            }
        }
    }

    #[test]
    fn every_command_has_a_binding() {
        let map = KeyMap::default();
        let bound: BTreeSet<Command> = map.bindings().iter().map(|binding| binding.command).collect();
        assert_eq!(bound, Command::ALL.iter().copied().collect());
    }

    #[test]
    fn names_are_unique_and_in_one_form() {
        let map = KeyMap::default();
        let names: BTreeSet<&str> = map.bindings().iter().map(|binding| binding.name).collect();
        assert_eq!(names.len(), map.bindings().len());
        for name in names {
            assert!(name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-'), "{name}");
        }
    }

    #[test]
    fn every_binding_is_whole() {
        for (command, contexts, keys, _, _, short, help) in table::TABLE {
            assert!(!contexts.is_empty() && !keys.is_empty() && !short.is_empty(), "{command:?}");
            assert!(help.ends_with('.') && help.starts_with(char::is_uppercase), "{help}");
            for written in *keys {
                let parsed = parse_keys(written).unwrap();
                assert_eq!(print_keys(&parsed), *written);
                assert!(!parsed.is_empty(), "{command:?}");
            }
        }
    }

    #[test]
    fn what_terminals_send_for_backspace_and_tab_stays_unbound() {
        for context in Context::ALL {
            assert_eq!(after(*context, "<C-h>"), Resolved::Nothing);
            assert_eq!(after(*context, "<C-i>"), Resolved::Nothing);
        }
    }

    #[test]
    fn the_keys_of_a_typed_line_are_keys_of_everywhere() {
        for letter in table::IN_LINE_TOO {
            let key = KeyPress::new(KeyCode::Char(letter), true, false, false);
            let resolved =
                [Context::Everywhere, Context::Line].map(|context| KeyMap::default().resolve(context, &[key]));
            assert!(matches!(resolved[0], Resolved::Command(_)) && resolved[0] == resolved[1], "{key}: {resolved:?}");
        }
    }
}
