//! Which characters a terminal can show. Must never change what is said, only how it is spelled.

use std::borrow::Cow;

use crate::text::Safe;

/// The characters that may be used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Glyphs {
    /// All.
    #[default]
    Unicode,
    /// Signs, dashes, quotes and lines are spelled in ASCII; letters stay what they are.
    Ascii,
}

/// How signs are spelled where there is only ASCII.
const SPELLED: &[(char, &str)] = &[
    ('≈', "~="),
    ('≠', "!="),
    ('≤', "<="),
    ('≥', ">="),
    ('○', "o"),
    ('●', "oo"),
    ('∅', "0"),
    ('▸', ">"),
    ('◂', "<"),
    ('▶', ">"),
    ('◀', "<"),
    ('◆', "*"),
    ('◇', "o"),
    ('━', "="),
    ('░', ":"),
    ('█', "#"),
    ('▌', ">"),
    ('…', "..."),
    ('·', "-"),
    ('•', "*"),
    ('¶', "p"),
    ('–', "-"),
    ('—', "--"),
    ('‐', "-"),
    ('−', "-"),
    ('─', "-"),
    ('│', "|"),
    ('☐', "[ ]"),
    ('☑', "[x]"),
    ('“', "\""),
    ('”', "\""),
    ('„', "\""),
    ('«', "\""),
    ('»', "\""),
    ('‘', "'"),
    ('’', "'"),
    ('⟨', "<"),
    ('⟩', ">"),
    ('→', "->"),
    ('↑', "^"),
    ('↓', "v"),
    ('\u{a0}', " "),
    ('\u{2009}', " "),
    ('\u{202f}', " "),
];

impl Glyphs {
    /// The text in these characters.
    #[must_use]
    pub(super) fn spell(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Ascii if !text.is_ascii() => Cow::Owned(text.chars().fold(String::new(), spelled)),
            Self::Unicode | Self::Ascii => Cow::Borrowed(text),
        }
    }

    /// The text made safe, in these characters, cut to so many columns; it shows that something was cut.
    #[must_use]
    pub fn cut(self, text: &str, columns: usize) -> Safe {
        let whole = self.safe(text);
        if whole.columns() <= columns {
            return whole;
        }
        match self {
            Self::Unicode => whole.cut(columns),
            Self::Ascii if columns < 3 => Safe::new(&".".repeat(columns)),
            // The sign of what was cut takes three columns here.
            Self::Ascii => self.safe(whole.cut(columns - 2).as_str()),
        }
    }

    /// The text made safe, in these characters.
    #[must_use]
    pub fn safe(self, text: &str) -> Safe {
        let safe = Safe::new(&self.spell(text));
        match self.spell(safe.as_str()) {
            Cow::Borrowed(_) => safe,
            Cow::Owned(spelled) => Safe::new(&spelled),
        }
    }
}

fn spelled(mut text: String, character: char) -> String {
    match SPELLED.iter().find(|(sign, _)| *sign == character) {
        Some((_, spelling)) => text.push_str(spelling),
        None => match control_picture(character) {
            Some(caret) => text.extend(['^', caret]),
            None => text.push(character),
        },
    }
    text
}

/// `␛` is `^[`, as terminals have always said it.
fn control_picture(character: char) -> Option<char> {
    let code = u32::from(character);
    match code {
        0x2400..=0x241F => char::from_u32(code - 0x2400 + 0x40),
        0x2421 => Some('?'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_spelled_and_letters_stay() {
        assert_eq!(Glyphs::Ascii.spell("café ≈ “x” … ¶3–5"), "café ~= \"x\" ... p3-5");
        assert_eq!(Glyphs::Unicode.spell("≈"), "≈");
    }

    #[test]
    fn what_safe_text_puts_in_is_spelled_too() {
        assert_eq!(Glyphs::Ascii.safe("a\u{1b}[31m\u{202e}").as_str(), "a^[[31m<U+202E>");
        assert_eq!(Glyphs::Unicode.safe("a\u{1b}").as_str(), "a␛");
    }
}
