//! How keys are written: `G` `gg` `]l` `<C-d>` `<S-Tab>` `<Enter>`. Reading and printing, nothing else: what a key does
//! is the table's matter. Must never lose a key on the way there and back.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// What was pressed, without the modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyCode {
    /// A character as it was typed: `g` and `G` are two keys.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete, forward.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, by its number.
    F(u8),
    /// Insert.
    Insert,
}

/// The named keys, as they stand between `<` and `>`; the first name of a code is the one that is printed.
const NAMES: &[(&str, KeyCode)] = &[
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Space", KeyCode::Char(' ')),
    ("lt", KeyCode::Char('<')),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
    ("PageUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
    ("Insert", KeyCode::Insert),
];

/// The highest function key there is.
const LAST_FUNCTION_KEY: u8 = 35;

/// One key press. In its normal form (see [`KeyPress::new`]) two presses that mean the same are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyPress {
    /// What was pressed.
    pub code: KeyCode,
    /// With Control.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
    /// With Shift; never for a character, which already shows it.
    pub shift: bool,
}

impl KeyPress {
    /// A key in its normal form: a character keeps no Shift, and with Control it is in lower case, because terminals do
    /// not tell `<C-D>` from `<C-d>`.
    #[must_use]
    pub fn new(code: KeyCode, ctrl: bool, alt: bool, shift: bool) -> KeyPress {
        let code = match code {
            KeyCode::Char(letter) if ctrl => KeyCode::Char(letter.to_ascii_lowercase()),
            other => other,
        };
        let shift = shift && !matches!(code, KeyCode::Char(_));
        KeyPress { code, ctrl, alt, shift }
    }

    /// A key without modifiers.
    #[must_use]
    pub fn plain(code: KeyCode) -> KeyPress {
        KeyPress::new(code, false, false, false)
    }

    /// The character this key types into a line of text, if it types one.
    #[must_use]
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(letter) if !self.ctrl && !self.alt => Some(letter),
            _ => None,
        }
    }
}

impl fmt::Display for KeyPress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let modifiers: String = [(self.ctrl, "C-"), (self.alt, "A-"), (self.shift, "S-")]
            .into_iter()
            .filter(|(on, _)| *on)
            .map(|(_, text)| text)
            .collect();
        let name = NAMES.iter().find(|(_, code)| *code == self.code).map(|(name, _)| *name);
        match (self.code, name) {
            (_, Some(name)) => write!(f, "<{modifiers}{name}>"),
            (KeyCode::F(number), None) => write!(f, "<{modifiers}F{number}>"),
            (KeyCode::Char(letter), None) if modifiers.is_empty() => write!(f, "{letter}"),
            (KeyCode::Char(letter), None) => write!(f, "<{modifiers}{letter}>"),
            (code, None) => unreachable!("{code:?} has a name"),
        }
    }
}

/// Keys one after the other, as [`parse_keys`] reads them.
#[must_use]
pub fn print_keys(keys: &[KeyPress]) -> String {
    keys.iter().map(KeyPress::to_string).collect()
}

/// Why a text is no key. The names in it are as they were written: whoever shows them makes them safe first.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum KeyError {
    /// A `<` without its `>`.
    #[error("`<` opens a key and no `>` closes it; write <lt> for the character")]
    Open,
    /// A name that no key has.
    #[error("there is no key <{0}>; keys are written G, <C-d>, <S-Tab>, <Enter>, <Space>, <F1>")]
    Unknown(String),
    /// Shift before a character, which shows it already.
    #[error("<{0}>: write the character that Shift makes, as in G")]
    ShiftedCharacter(String),
    /// A control character standing for itself.
    #[error("a control character is no key; write its name, as in <Tab>")]
    Control,
}

/// Reads a sequence of keys: `gg`, `]l`, `/rekog<Enter>jj`. An empty text is an empty sequence.
///
/// # Errors
/// The first thing that is no key.
pub fn parse_keys(text: &str) -> Result<Vec<KeyPress>, KeyError> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        if letter == '<' {
            let (name, after) = rest.strip_prefix('<').and_then(split_name).ok_or(KeyError::Open)?;
            keys.push(named(name)?);
            rest = after;
        } else {
            keys.push(character(letter)?);
            rest = rest.strip_prefix(letter).unwrap_or_default();
        }
    }
    Ok(keys)
}

impl FromStr for KeyPress {
    type Err = KeyError;

    /// Reads exactly one key.
    fn from_str(text: &str) -> Result<KeyPress, KeyError> {
        match parse_keys(text)?.as_slice() {
            [key] => Ok(*key),
            _ => Err(KeyError::Unknown(text.to_owned())),
        }
    }
}

/// The text up to `>`, and what comes after it. `<C->>` is Control with `>`; `<C-->>` is Control with `-`, then a `>`.
fn split_name(text: &str) -> Option<(&str, &str)> {
    let (name, after) = text.split_once('>')?;
    match after.strip_prefix('>') {
        Some(beyond) if name.ends_with('-') && !name.ends_with("--") => Some((text.strip_suffix(after)?, beyond)),
        _ => Some((name, after)),
    }
}

fn character(letter: char) -> Result<KeyPress, KeyError> {
    if letter.is_control() { Err(KeyError::Control) } else { Ok(KeyPress::plain(KeyCode::Char(letter))) }
}

/// What stands between `<` and `>`.
fn named(written: &str) -> Result<KeyPress, KeyError> {
    let (mut ctrl, mut alt, mut shift) = (false, false, false);
    let mut rest = written;
    loop {
        let (flag, after) = match rest.split_at_checked(2) {
            Some(("C-", after)) => (&mut ctrl, after),
            Some(("A-", after)) => (&mut alt, after),
            Some(("S-", after)) => (&mut shift, after),
            _ => break,
        };
        if *flag {
            return Err(KeyError::Unknown(written.to_owned()));
        }
        *flag = true;
        rest = after;
    }
    let code = code(rest).ok_or_else(|| KeyError::Unknown(written.to_owned()))?;
    match code {
        KeyCode::Char(letter) if letter.is_control() => Err(KeyError::Control),
        KeyCode::Char(_) if shift => Err(KeyError::ShiftedCharacter(written.to_owned())),
        code => Ok(KeyPress::new(code, ctrl, alt, shift)),
    }
}

/// A name, a function key, or one character.
fn code(name: &str) -> Option<KeyCode> {
    let by_name = || NAMES.iter().find(|(known, _)| *known == name).map(|(_, code)| *code);
    let function = || {
        let number = name.strip_prefix('F').filter(|digits| !digits.starts_with(['+', '0']))?.parse().ok()?;
        (1..=LAST_FUNCTION_KEY).contains(&number).then_some(KeyCode::F(number))
    };
    let single = || {
        let mut letters = name.chars();
        letters.next().filter(|_| letters.next().is_none()).map(KeyCode::Char)
    };
    by_name().or_else(function).or_else(single)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(letter: char) -> KeyPress {
        KeyPress::plain(KeyCode::Char(letter))
    }

    #[test]
    fn sequences_are_read_as_typed() {
        let enter = KeyPress::plain(KeyCode::Enter);
        assert_eq!(
            parse_keys("/re<Enter>jG"),
            Ok(vec![plain('/'), plain('r'), plain('e'), enter, plain('j'), plain('G')])
        );
        assert_eq!(parse_keys("]l"), Ok(vec![plain(']'), plain('l')]));
        assert_eq!(parse_keys(""), Ok(vec![]));
    }

    #[test]
    fn modifiers_stand_before_the_key() {
        assert_eq!("<C-d>".parse(), Ok(KeyPress::new(KeyCode::Char('d'), true, false, false)));
        assert_eq!("<C-D>".parse(), Ok(KeyPress::new(KeyCode::Char('d'), true, false, false)));
        assert_eq!("<S-Tab>".parse(), Ok(KeyPress::new(KeyCode::Tab, false, false, true)));
        assert_eq!("<A-S-F12>".parse(), Ok(KeyPress::new(KeyCode::F(12), false, true, true)));
        assert_eq!("<C-lt>".parse(), Ok(KeyPress::new(KeyCode::Char('<'), true, false, false)));
        assert_eq!("<C->>".parse(), Ok(KeyPress::new(KeyCode::Char('>'), true, false, false)));
        assert_eq!("<C-->".parse(), Ok(KeyPress::new(KeyCode::Char('-'), true, false, false)));
        assert_eq!(parse_keys("<C-a>>"), Ok(vec![KeyPress::new(KeyCode::Char('a'), true, false, false), plain('>')]));
        assert_eq!(parse_keys("<A-->>"), Ok(vec![KeyPress::new(KeyCode::Char('-'), false, true, false), plain('>')]));
    }

    #[test]
    fn what_is_no_key_is_refused() {
        assert_eq!(parse_keys("a<Enter"), Err(KeyError::Open));
        assert_eq!(parse_keys("<Return>"), Err(KeyError::Unknown("Return".into())));
        assert_eq!(parse_keys("<>"), Err(KeyError::Unknown(String::new())));
        assert_eq!(parse_keys("<C-C-a>"), Err(KeyError::Unknown("C-C-a".into())));
        assert_eq!(parse_keys("<F0>"), Err(KeyError::Unknown("F0".into())));
        assert_eq!(parse_keys("<F36>"), Err(KeyError::Unknown("F36".into())));
        assert_eq!(parse_keys("<S-a>"), Err(KeyError::ShiftedCharacter("S-a".into())));
        assert_eq!(parse_keys("\u{1b}"), Err(KeyError::Control));
        assert_eq!(parse_keys("<C-\u{1}>"), Err(KeyError::Control));
        assert_eq!("gg".parse::<KeyPress>(), Err(KeyError::Unknown("gg".into())));
    }

    #[test]
    fn a_character_is_typed_only_without_control_and_alt() {
        assert_eq!(plain('Ü').typed(), Some('Ü'));
        assert_eq!(KeyPress::new(KeyCode::Char('u'), true, false, false).typed(), None);
        assert_eq!(KeyPress::new(KeyCode::Char('u'), false, true, false).typed(), None);
        assert_eq!(KeyPress::plain(KeyCode::Enter).typed(), None);
    }

    fn any_code() -> impl Strategy<Value = KeyCode> {
        let named: Vec<KeyCode> = NAMES.iter().map(|(_, code)| *code).collect();
        prop_oneof![
            prop::sample::select(named),
            (1..=LAST_FUNCTION_KEY).prop_map(KeyCode::F),
            any::<char>().prop_filter("no control characters", |letter| !letter.is_control()).prop_map(KeyCode::Char),
            prop::char::range('!', '~').prop_map(KeyCode::Char),
        ]
    }

    fn any_key() -> impl Strategy<Value = KeyPress> {
        (any_code(), any::<bool>(), any::<bool>(), any::<bool>())
            .prop_map(|(code, ctrl, alt, shift)| KeyPress::new(code, ctrl, alt, shift))
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(keys in prop::collection::vec(any_key(), 0..8)) {
            prop_assert_eq!(parse_keys(&print_keys(&keys)), Ok(keys));
        }

        #[test]
        fn reading_never_panics(text in ".{0,24}") {
            if let Ok(keys) = parse_keys(&text) {
                prop_assert_eq!(parse_keys(&print_keys(&keys)), Ok(keys));
            }
        }
    }
}
