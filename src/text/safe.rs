//! Text that may be shown. Owns the rule of what reaches a terminal; must never drop a character (that would hide
//! tampering) nor let one through that the rule does not allow.

use std::fmt;
use std::ops::Range;

use compact_str::CompactString;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::width;

/// The most marks that one base character may bear.
const MARKS: usize = 8;
/// The most characters that may follow the first one of a grapheme; the longest emoji and stacked scripts stay beneath
/// it.
const FOLLOWERS: usize = 15;
/// What a TAB becomes.
const TAB: &str = "    ";

/// One line of text that may be shown.
///
/// Every character that a terminal could take for a command, or that could hide or reorder what stands beside it, is
/// replaced by something to be seen.
///
/// A page laid out holds one for each stretch of each line, most of them short: those take no memory of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Safe(CompactString);

impl Safe {
    /// `text` as one line: TAB as four spaces, other controls as pictures (`␛`, `␊`), bidi controls, tags, invisible
    /// fillers, line separators and noncharacters as `⟨U+202E⟩`, joiners and variation selectors only where a script or
    /// an emoji needs them, at most 8 marks a base character.
    #[must_use]
    pub fn new(text: &str) -> Self {
        if is_plain(text) {
            return Self(text.into());
        }
        let mut shown = String::with_capacity(text.len());
        for (_, character, fate) in fates(text) {
            match fate {
                Fate::Keep => shown.push(character),
                Fate::Replace => push_replaced(&mut shown, character),
            }
        }
        Self(shown.into())
    }

    /// The lines of `text`, split at LF, CR LF and CR, each made safe. An end of line at the very end opens an empty
    /// last line.
    #[must_use]
    pub fn lines(text: &str) -> Vec<Self> {
        let line_feeds = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
        line_feeds.flat_map(|line| line.split('\r')).map(Self::new).collect()
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The columns it takes.
    #[must_use]
    pub fn columns(&self) -> usize {
        width::columns(&self.0)
    }

    /// It in at most `columns` columns; what was cut ends with `…`.
    #[must_use]
    pub fn cut(&self, columns: usize) -> Self {
        Self(width::cut(&self.0, columns).into())
    }

    /// It in at most `max` bytes; what was cut ends with `…` (and is empty where not even that fits).
    #[must_use]
    pub fn cut_bytes(&self, max: usize) -> Self {
        if self.0.len() <= max {
            return self.clone();
        }
        let Some(room) = max.checked_sub(width::ELLIPSIS.len()) else {
            return Self::default();
        };
        let starts = self.0.grapheme_indices(true).map(|(at, _)| at);
        let end = starts.take_while(|at| *at <= room).last().unwrap_or(0);
        Self(width::cut_off(self.0.get(..end).unwrap_or_default()).into())
    }

    /// The bytes `range` of it, which must lie at character boundaries; else it is empty.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Self {
        // A part that begins inside a grapheme has lost its base: the rule is applied anew.
        Self::new(self.0.get(range).unwrap_or_default())
    }

    /// Puts `other` after it.
    pub fn append(&mut self, other: &Self) {
        // What begins with a letter of its own cannot join what stands before; anything else may become one grapheme
        // with it.
        let may_join = other.0.chars().next().is_some_and(|first| !is_plain_character(first));
        let joined = may_join && !self.is_empty();
        self.0.push_str(&other.0);
        if joined {
            *self = Self::new(&self.0);
        }
    }
}

impl fmt::Display for Safe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The characters of `text` that [`Safe`] replaces, each with its byte, but for those that belong to any text file:
/// TAB, LF, and CR before LF.
pub fn suspicious(text: &str) -> impl Iterator<Item = (usize, char)> {
    let lines = text.split_inclusive('\n').scan(0, |next, line| {
        let start = *next;
        *next += line.len();
        Some((start, line))
    });
    let looked_at = lines.filter(|(_, line)| !is_plain(line.trim_end_matches(['\r', '\n'])));
    looked_at
        .flat_map(|(start, line)| fates(line).map(move |(at, character, fate)| (start + at, character, fate)))
        .filter_map(move |(at, character, fate)| {
            let is_line_end = character == '\r' && text.as_bytes().get(at + 1) == Some(&b'\n');
            let belongs = matches!(character, '\t' | '\n') || is_line_end;
            (fate == Fate::Replace && !belongs).then_some((at, character))
        })
}

/// `text` with what `spell` writes in place of each [`suspicious`] character.
pub fn respelled(text: &str, spell: impl Fn(&mut String, char)) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut done = 0;
    for (at, character) in suspicious(text) {
        shown.push_str(text.get(done..at).unwrap_or_default());
        spell(&mut shown, character);
        done = at + character.len_utf8();
    }
    shown.push_str(text.get(done..).unwrap_or_default());
    shown
}

/// A whole file's `text` for a terminal: what is [`suspicious`] in it replaced as [`Safe`] does; lines and TABs stay.
#[must_use]
pub fn seen(text: &str) -> String {
    respelled(text, push_replaced)
}

/// A text for another program, without anything that a terminal could take for a command: controls are replaced as
/// [`Safe`] does; lines and TABs stay, and so does what is invisible.
#[must_use]
pub fn without_controls(text: &str) -> String {
    respelled(
        text,
        |shown, character| {
            if character.is_control() { push_replaced(shown, character) } else { shown.push(character) }
        },
    )
}

/// Whether a character is invisible, reorders what stands beside it, or is no character at all.
pub(super) fn is_hidden(character: char) -> bool {
    let code = u32::from(character);
    // The last two of each plane are noncharacters.
    within(HIDDEN, code) || code & 0xFFFE == 0xFFFE
}

/// Whether a character joins or parts its neighbours without being seen.
pub(super) fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200C}' | '\u{200D}')
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Keep,
    Replace,
}

type Codes = &'static [(u32, u32)];

/// Bidi controls, tags, invisible fillers, line and paragraph separators, noncharacters (but for the last two of each
/// plane).
const HIDDEN: Codes = &[
    (0x00AD, 0x00AD),     // soft hyphen
    (0x034F, 0x034F),     // grapheme joiner
    (0x061C, 0x061C),     // Arabic letter mark
    (0x115F, 0x1160),     // Hangul fillers
    (0x17B4, 0x17B5),     // Khmer inherent vowels
    (0x180E, 0x180E),     // Mongolian vowel separator
    (0x200B, 0x200B),     // zero width space
    (0x200E, 0x200F),     // directional marks
    (0x2028, 0x202E),     // line and paragraph separators, embeddings and overrides
    (0x2060, 0x206F),     // word joiner, invisible operators, isolates, deprecated formats
    (0x2800, 0x2800),     // blank Braille pattern
    (0x3164, 0x3164),     // Hangul filler
    (0xFDD0, 0xFDEF),     // noncharacters
    (0xFEFF, 0xFEFF),     // byte order mark
    (0xFFA0, 0xFFA0),     // halfwidth Hangul filler
    (0xFFF0, 0xFFFB),     // reserved, interlinear annotation
    (0x1_3430, 0x1_345F), // hieroglyph formats
    (0x1_BCA0, 0x1_BCA3), // shorthand formats
    (0x1_D173, 0x1_D17A), // musical formats
    (0xE_0000, 0xE_00FF), // tags
    (0xE_01F0, 0xE_0FFF), // reserved for more of them
];

/// Scripts that join and part letters by U+200C and U+200D: Arabic and Syriac to Mongolian, the scripts of India and
/// South-East Asia.
const JOINING: Codes = &[
    (0x0600, 0x07FF),
    (0x0840, 0x0DFF),
    (0x0F00, 0x109F),
    (0x1780, 0x18AF),
    (0x1900, 0x1AAF),
    (0x1B00, 0x1C4F),
    (0xA800, 0xABFF),
    (0xFB50, 0xFDCF),
    (0xFE70, 0xFEFC),
    (0x1_1000, 0x1_1FFF),
];
/// Characters that U+FE0E and U+FE0F may show as text or as emoji.
const PICTURES: Codes = &[
    (0x00A9, 0x00A9),
    (0x00AE, 0x00AE),
    (0x203C, 0x203C),
    (0x2049, 0x2049),
    (0x2122, 0x2122),
    (0x2139, 0x2139),
    (0x2190, 0x2BFF),
    (0x3030, 0x303D),
    (0x3297, 0x3299),
    (0x1_F000, 0x1_FAFF),
];
/// Characters of which other selectors choose a form.
const IDEOGRAPHS: Codes = &[(0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x2_0000, 0x3_FFFF)];
const MONGOLIAN: Codes = &[(0x1820, 0x18AA)];

/// Each kind of variation selector with the characters it may follow.
const SELECTORS: &[(Codes, Codes)] = &[
    (&[(0xFE0E, 0xFE0F)], PICTURES),
    (&[(0xFE00, 0xFE0D), (0xE_0100, 0xE_01EF)], IDEOGRAPHS),
    (&[(0x180B, 0x180D), (0x180F, 0x180F)], MONGOLIAN),
];

fn within(codes: &[(u32, u32)], code: u32) -> bool {
    codes.iter().any(|(first, last)| (*first..=*last).contains(&code))
}

/// Whether `text` needs no rule, as most texts do not.
fn is_plain(text: &str) -> bool {
    text.chars().all(is_plain_character)
}

/// Letters and punctuation of European languages, what stands for the replaced, and lines: seen, one column wide, a
/// grapheme each.
fn is_plain_character(character: char) -> bool {
    matches!(character, ' '..='~' | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '€' | '\u{2400}'..='\u{2426}' | '\u{2500}'..='\u{257F}' | '⟨' | '⟩')
}

/// What becomes of each character of `text`, with its byte.
fn fates(text: &str) -> impl Iterator<Item = (usize, char, Fate)> {
    text.grapheme_indices(true).flat_map(move |(start, grapheme)| {
        let mut judged = Grapheme::new(text, start, grapheme);
        grapheme.char_indices().map(move |(at, character)| (start + at, character, judged.fate(at, character)))
    })
}

/// A grapheme while it is looked at, character by character.
struct Grapheme<'a> {
    text: &'a str,
    start: usize,
    whole: &'a str,
    /// Nothing of it takes a column, or something of it was replaced: what follows has no base to stand on.
    baseless: bool,
    marks: usize,
    followers: usize,
}

impl<'a> Grapheme<'a> {
    fn new(text: &'a str, start: usize, whole: &'a str) -> Self {
        // A mark that takes columns of its own, as the vowels of Burmese do, needs no base.
        let baseless = width::grapheme_columns(whole) == 0 || starts_with_bare_mark(whole);
        Self { text, start, whole, baseless, marks: 0, followers: 0 }
    }

    fn fate(&mut self, at: usize, character: char) -> Fate {
        self.marks = if is_combining_mark(character) { self.marks + 1 } else { 0 };
        let overloaded = self.marks > MARKS || self.followers > FOLLOWERS;
        self.followers += 1;
        self.baseless |=
            overloaded || is_hidden(character) || !self.may_join(at, character) || !self.may_select(at, character);
        if self.baseless || character.is_control() { Fate::Replace } else { Fate::Keep }
    }

    /// A joiner may stand inside a grapheme that it joins, and between letters of a script that needs it.
    fn may_join(&self, at: usize, character: char) -> bool {
        if !is_joiner(character) {
            return true;
        }
        let next_at = at + character.len_utf8();
        let before = self.whole.get(..at).unwrap_or_default().chars().next_back();
        let after = first(self.text.get(self.start + next_at..));
        let joins = |letter: Option<char>| {
            letter.is_some_and(|letter| within(JOINING, u32::from(letter)) && !is_hidden(letter))
        };
        // Many letters of India and the last one of an Arabic abbreviation are written with a joiner, also at the end
        // of a word and before a vowel.
        if character == '\u{200D}' && joins(before) {
            return !after.is_some_and(|after| is_joiner(after) || is_hidden(after));
        }
        if let Some(joined) = first(self.whole.get(next_at..)) {
            let extends = is_combining_mark(joined)
                || is_joiner(joined)
                || is_hidden(joined)
                || matches!(joined, '\u{1F3FB}'..='\u{1F3FF}' | '\u{FF9E}' | '\u{FF9F}');
            return character == '\u{200D}' && !extends && self.followers <= FOLLOWERS;
        }
        joins(before) && joins(after) && after.is_some_and(|after| after.is_alphabetic() && !is_combining_mark(after))
    }

    /// A variation selector may stand right after a character that has variants, or in a keycap.
    fn may_select(&self, at: usize, character: char) -> bool {
        let code = u32::from(character);
        let Some((_, bases)) = SELECTORS.iter().find(|(selectors, _)| within(selectors, code)) else {
            return true;
        };
        let before = self.whole.get(..at).unwrap_or_default().chars().next_back();
        let after = first(self.whole.get(at + character.len_utf8()..));
        before.is_some_and(|base| match base {
            '0'..='9' | '#' | '*' => character == '\u{FE0F}' && after == Some('\u{20E3}'),
            _ => within(bases, u32::from(base)),
        })
    }
}

/// Whether a grapheme begins with a mark that has no base to stand on.
fn starts_with_bare_mark(grapheme: &str) -> bool {
    let first = grapheme.chars().next().filter(|first| is_combining_mark(*first));
    first.is_some_and(|first| width::grapheme_columns(first.encode_utf8(&mut [0; 4])) == 0)
}

fn first(text: Option<&str>) -> Option<char> {
    text.and_then(|text| text.chars().next())
}

fn push_replaced(shown: &mut String, character: char) {
    let code = u32::from(character);
    let picture = match code {
        0..0x20 => char::from_u32(0x2400 + code),
        0x7F => Some('\u{2421}'),
        _ => None,
    };
    match picture {
        _ if character == '\t' => shown.push_str(TAB),
        Some(picture) => shown.push(picture),
        None => shown.extend(format!("⟨U+{code:04X}⟩").chars()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_could_mislead_is_replaced_by_something_to_be_seen() {
        for (text, shown) in [
            ("Acme – 5 €, “é” 語 👍🏽", "Acme – 5 €, “é” 語 👍🏽"),
            ("\u{1b}[31m\u{7}\u{7f}", "␛[31m␇␡"),
            ("a\tb\r\n", "a    b␍␊"),
            ("\u{9b}2J", "⟨U+009B⟩2J"),
            ("a\u{202e}b\u{2066}c\u{feff}", "a⟨U+202E⟩b⟨U+2066⟩c⟨U+FEFF⟩"),
            ("a\u{200b}b\u{ad}c\u{2028}d\u{e0041}", "a⟨U+200B⟩b⟨U+00AD⟩c⟨U+2028⟩d⟨U+E0041⟩"),
            ("\u{fffe}\u{10ffff}", "⟨U+FFFE⟩⟨U+10FFFF⟩"),
            // A mark needs a base, and a base bears so many.
            ("\u{301}a", "⟨U+0301⟩a"),
            ("e\u{301}", "e\u{301}"),
            (
                "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{302}",
                "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}⟨U+0302⟩",
            ),
            // Joiners and selectors stand where a script or an emoji needs them.
            ("👩\u{200D}💻", "👩\u{200D}💻"),
            ("می\u{200C}خواهم", "می\u{200C}خواهم"),
            ("အလုပ်သမားများ စာရေးသည်။", "အလုပ်သမားများ စာရေးသည်။"),
            ("កម្មករ", "កម្មករ"),
            ("ທີ່ ที่นี่ น้ำ བོད་ཡིག", "ທີ່ ที่นี่ น้ำ བོད་ཡིག"),
            ("क्\u{200D}ष श्री த்\u{200C}ர", "क्\u{200D}ष श्री த்\u{200C}ர"),
            ("🏳\u{FE0F}\u{200D}🌈 👨\u{200D}👩\u{200D}👧 🇩🇪", "🏳\u{FE0F}\u{200D}🌈 👨\u{200D}👩\u{200D}👧 🇩🇪"),
            ("অকস্মাত্\u{200D}। র\u{200D}্যাব", "অকস্মাত্\u{200D}। র\u{200D}্যাব"),
            ("അവന്\u{200D} ൧൪۰۱ ه\u{200D}.", "അവന്\u{200D} ൧൪۰۱ ه\u{200D}."),
            ("ه\u{200D}\u{200D} ه\u{200C} ه\u{200D}\u{202E}", "ه⟨U+200D⟩⟨U+200D⟩ ه⟨U+200C⟩ ه⟨U+200D⟩⟨U+202E⟩"),
            ("a\u{200D}b\u{200C}c", "a⟨U+200D⟩b⟨U+200C⟩c"),
            ("a\u{200D}\u{e0041}", "a⟨U+200D⟩⟨U+E0041⟩"),
            ("©\u{FE0F} 1\u{FE0F}\u{20E3}", "©\u{FE0F} 1\u{FE0F}\u{20E3}"),
            ("a\u{FE0F}1\u{FE0F}", "a⟨U+FE0F⟩1⟨U+FE0F⟩"),
        ] {
            assert_eq!(Safe::new(text).as_str(), shown, "{text:?}");
        }
    }

    #[test]
    fn lines_end_at_each_kind_of_end() {
        let lines: Vec<String> = Safe::lines("a\nb\r\nc\rd\u{2028}e\n").iter().map(Safe::to_string).collect();
        assert_eq!(lines, ["a", "b", "c", "d⟨U+2028⟩e", ""]);
    }

    #[test]
    fn a_whole_file_keeps_its_lines_and_tabs() {
        let text = "a\tb\r\nc\rd\u{7}\n";
        assert_eq!(suspicious(text).collect::<Vec<_>>(), [(6, '\r'), (8, '\u{7}')]);
        assert_eq!(seen(text), "a\tb\r\nc␍d␇\n");
    }

    #[test]
    fn what_is_cut_leaves_no_joiner_alone() {
        let safe = Safe::new("می\u{200C}خواهم");
        assert_eq!((safe.cut(3).as_str(), safe.cut_bytes(11).as_str()), ("می…", "می…"));
    }

    #[test]
    fn bytes_are_cut_between_graphemes() {
        let safe = Safe::new("née\u{301}語語");
        let cut = |max| safe.cut_bytes(max).to_string();
        let expected = ["née\u{301}語語", "née\u{301}…", "né…", "né…", "…", ""];
        assert_eq!([cut(12), cut(9), cut(8), cut(6), cut(3), cut(2)], expected);
    }

    /// Text of which much is to be replaced: marks, joiners, selectors, controls, what hides and turns around.
    fn wild() -> impl Strategy<Value = String> {
        let odd = "[a1 é語\u{301}\u{20E3}\u{200C}\u{200D}\u{FE0E}\u{FE0F}👩💻🏽🇺م\u{64B}\u{202E}\u{200B}\u{AD}\u{1B}\u{9B}\t\r\n\u{FFFE}\u{E0041}\u{180B}\u{1820}ﾊﾟ]{0,16}";
        prop_oneof![proptest::string::string_regex(odd).unwrap(), any::<String>()]
    }

    fn is_safe(text: &str) -> bool {
        !text.chars().any(|letter| letter.is_control() || is_hidden(letter)) && suspicious(text).next().is_none()
    }

    proptest! {
        #[test]
        fn nothing_safe_commands_hides_or_gets_lost(text in wild()) {
            let safe = Safe::new(&text);
            prop_assert!(is_safe(safe.as_str()), "{safe:?}");
            prop_assert_eq!(&Safe::new(safe.as_str()), &safe);
            prop_assert!(safe.as_str().chars().count() >= text.chars().count());
            prop_assert_eq!(seen(&text) == text, suspicious(&text).next().is_none());
        }

        #[test]
        fn parts_and_joins_of_safe_text_are_safe(one in wild(), other in wild(), at in 0..20_usize) {
            let (mut one, other) = (Safe::new(&one), Safe::new(&other));
            let at = (0..=at.min(one.as_str().len())).rev().find(|at| one.as_str().is_char_boundary(*at)).unwrap();
            for part in [one.slice(0..at), one.slice(at..one.as_str().len()), one.cut(at), one.cut_bytes(at)] {
                prop_assert!(is_safe(part.as_str()), "{part:?}");
            }
            prop_assert!(one.cut(at).columns() <= at && one.cut_bytes(at).as_str().len() <= at);
            one.append(&other);
            prop_assert!(is_safe(one.as_str()), "{one:?}");
        }
    }
}
