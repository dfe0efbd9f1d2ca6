//! Text as search compares it: case, accents, kinds of quotes and dashes do not count. Must never be shown in place of
//! what was written.

mod needle;
mod sentence;
mod stem;

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::safe::{is_hidden, is_joiner};

pub use needle::Needle;
pub use sentence::{sentence_among, sentences};
pub use stem::Stemming;

/// Letters and signs that compare as others, but have no decomposition in Unicode.
const SAME: &[(&[char], &str)] = &[
    (&['‘', '’', '‚', '‛', 'ʼ', '′', '`', '´'], "'"),
    (&['“', '”', '„', '‟', '″', '«', '»'], "\""),
    (&['‐', '‑', '‒', '–', '—', '―', '−'], "-"),
    (&['ß'], "ss"),
    (&['æ'], "ae"),
    (&['œ'], "oe"),
    (&['ø'], "o"),
    (&['ł'], "l"),
    (&['đ', 'ð'], "d"),
    (&['þ'], "th"),
    (&['ı'], "i"),
    (&['ς'], "σ"),
    (&['⁄'], "/"),
];

/// `text` as it is compared: without accents, invisible characters and capitals, with `'`, `"` and `-` for all their
/// kinds, one space for each run of white space and none at its ends.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        // Marks are dropped, so that no character depends on those beside it, and most need no table.
        if character.is_ascii() {
            push_folded(&mut folded, character.to_ascii_lowercase());
        } else {
            let parts = std::iter::once(character).nfkd().filter(|part| !is_dropped(*part));
            parts.flat_map(char::to_lowercase).nfkd().for_each(|part| push_folded(&mut folded, part));
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn push_folded(folded: &mut String, character: char) {
    if character.is_whitespace() {
        if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    } else if character.is_ascii_alphanumeric() {
        folded.push(character);
    } else if !is_dropped(character) {
        push_same(folded, character);
    }
}

fn is_dropped(character: char) -> bool {
    // Line separators are among the hidden, but part words as any white space does.
    (is_combining_mark(character) && !is_letter_mark(character))
        || is_joiner(character)
        || (is_hidden(character) && !character.is_whitespace())
}

fn push_same(folded: &mut String, character: char) {
    match SAME.iter().find(|(kinds, _)| kinds.contains(&character)) {
        Some((_, same)) if !character.is_ascii() || character == '`' => folded.push_str(same),
        _ => folded.push(character),
    }
}

/// `text` folded to `a-z`, `0-9` and `-`: each run of other characters becomes one `-`, none at its ends.
#[must_use]
pub fn slug(text: &str) -> String {
    let folded = fold(text);
    let parts = folded.split(|character: char| !character.is_ascii_lowercase() && !character.is_ascii_digit());
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// The id that a name makes: its [`slug`]; of a name without a letter or digit of `a-z0-9`, such as 微软, the numbers of
/// its characters, `u5fae-u8f6f`.
#[must_use]
pub fn id_of(name: &str) -> String {
    let slug = slug(name);
    if !slug.is_empty() {
        return slug;
    }
    let characters = name.chars().filter(|character| character.is_alphanumeric());
    characters.map(|character| format!("u{:04x}", u32::from(character))).collect::<Vec<_>>().join("-")
}

/// Each word of `text` with its bytes in it and its folded form.
///
/// A word is a run of letters and digits. An apostrophe between two letters and a comma or point between digits belong
/// to it, but after what is elided (`d’Ohio`) a word begins; the comma of grouped digits is left out of the folded form,
/// so that 1495 finds "1,495". A letter of a script without spaces is a word by itself.
#[must_use]
pub fn words(text: &str) -> Vec<(Range<usize>, String)> {
    each_word(text).map(|(range, word)| (range, word.folded())).collect()
}

/// The folded words of `text`, one after the other: as [`words`], however long the text is.
pub fn folded_words(text: &str) -> impl Iterator<Item = String> {
    each_word(text).map(|(_, word)| word.folded())
}

/// Gives the folded words of `text` one after the other, as [`words`] has them, until `take` wants no more: without
/// a copy of those that stand folded.
pub fn each_folded(text: &str, take: &mut dyn FnMut(&str) -> bool) {
    each_word(text).all(|(_, word)| take(&word.as_folded()));
}

/// A word of a text. Most are plain: they are compared as they stand, since a filter looks at every word of a dossier
/// at each key.
enum Word<'t> {
    /// ASCII letters and digits as they are written: in small letters they are folded.
    Plain(&'t str),
    /// Any other, folded.
    Folded(String),
}

impl Word<'_> {
    fn folded(self) -> String {
        match self {
            Self::Plain(word) => word.to_ascii_lowercase(),
            Self::Folded(word) => word,
        }
    }

    /// It folded, without a copy where it is so already.
    fn as_folded(&self) -> Cow<'_, str> {
        match self {
            Self::Plain(word) if word.bytes().any(|byte| byte.is_ascii_uppercase()) => word.to_ascii_lowercase().into(),
            Self::Plain(word) => Cow::Borrowed(word),
            Self::Folded(word) => Cow::Borrowed(word),
        }
    }

    /// What of it comes after the folded word `start`, where it begins with that.
    fn after(&self, start: &str) -> Option<&str> {
        match self {
            Self::Plain(word) => {
                let (before, after) = word.split_at_checked(start.len())?;
                before.eq_ignore_ascii_case(start).then_some(after)
            }
            Self::Folded(word) => word.strip_prefix(start),
        }
    }
}

/// [`words`], one after the other.
fn each_word(text: &str) -> impl Iterator<Item = (Range<usize>, Word<'_>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let range = next_word(text, at)?;
            at = range.end;
            let word = text.get(range.clone()).unwrap_or_default();
            if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                return Some((range, Word::Plain(word)));
            }
            let folded = fold_word(word);
            if !folded.is_empty() {
                return Some((range, Word::Folded(folded)));
            }
        }
    })
}

fn fold_word(word: &str) -> String {
    let folded = fold(word);
    if folded.contains(',') { folded.replace(',', "") } else { folded }
}

/// The first word of `text` that begins at byte `from` or later.
fn next_word(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let start = from + rest.find(char::is_alphanumeric)?;
    let plain = text.as_bytes().get(start..)?;
    let end = plain.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(plain.len());
    // What follows parts words whatever comes after it.
    if end > 0 && plain.get(end).is_none_or(|next| next.is_ascii() && !b"',.\x7F".contains(next) && *next >= b' ') {
        return Some(start..start + end);
    }
    let mut characters = text.get(start..)?.char_indices().peekable();
    let (_, mut last) = characters.next()?;
    let mut end = start + last.len_utf8();
    if is_word_alone(last) {
        let marks = characters.take_while(|(_, next)| is_combining_mark(*next) || is_dropped(*next) || is_jamo(*next));
        return Some(start..marks.last().map_or(end, |(at, mark)| start + at + mark.len_utf8()));
    }
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let belongs = match character {
            '\'' | '’' => {
                let (before, after) = (text.get(start..start + at), text.get(start + at + character.len_utf8()..));
                let is_elision = before.zip(after).is_some_and(|(before, after)| is_elided(before, after));
                last.is_alphabetic() && next.is_some_and(char::is_alphabetic) && !is_elision
            }
            ',' => last.is_ascii_digit() && is_digit_group(text.get(start + at + 1..).unwrap_or_default()),
            '.' => last.is_ascii_digit() && next.is_some_and(|next| next.is_ascii_digit()),
            _ => {
                (character.is_alphanumeric() && !is_word_alone(character))
                    || is_combining_mark(character)
                    || is_dropped(character)
            }
        };
        if !belongs {
            break;
        }
        last = character;
        end = start + at + character.len_utf8();
    }
    Some(start..end)
}

/// Whether `rest` begins with exactly three digits.
fn is_digit_group(rest: &str) -> bool {
    rest.bytes().take_while(u8::is_ascii_digit).take(4).count() == 3
}

/// Words of more than two letters whose end is left out before a vowel, in French and Italian.
const ELIDED: &[&str] = &[
    "agl", "all", "anch", "aujourd", "bell", "coll", "com", "cos", "dagl", "dall", "degl", "dell", "dov", "entr",
    "grand", "jusqu", "lorsqu", "mezz", "negl", "nell", "nessun", "presqu", "puisqu", "quand", "quegl", "quell",
    "quelqu", "quest", "quoiqu", "sant", "senz", "sugl", "sull", "tutt",
];

/// What follows an apostrophe as a part of the word before it, in English.
const CONTRACTED: &[&str] = &["s", "t", "d", "m", "ll", "re", "ve"];

/// Whether `before` has lost its end before an apostrophe, so that a word begins with `after`.
fn is_elided(before: &str, after: &str) -> bool {
    let next = after.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    let is_short = before.chars().nth(2).is_none();
    let is_contracted = CONTRACTED.iter().any(|end| next.eq_ignore_ascii_case(end));
    !is_contracted && (is_short || ELIDED.iter().any(|word| before.eq_ignore_ascii_case(word)))
}

/// Whether a character is of Han or kana: a line may end beside it.
pub(crate) fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Han, kana, Thai, Lao, Khmer and Burmese are written without spaces, and Hangul joins words; each letter counts as a
/// word, so that what is looked for is found wherever it stands.
pub(crate) fn is_word_alone(character: char) -> bool {
    let is_letter = is_ideograph(character) || is_unspaced(character) || is_hangul(character);
    is_letter && !is_combining_mark(character)
}

/// Thai, Lao, Burmese and Khmer.
fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{0E01}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17D3}' | '\u{17D7}'..='\u{17E9}' | '\u{A9E0}'..='\u{A9FE}' | '\u{AA60}'..='\u{AA7F}')
        && (character.is_alphanumeric() || is_combining_mark(character))
}

fn is_hangul(character: char) -> bool {
    matches!(character, '\u{1100}'..='\u{115E}' | '\u{3131}'..='\u{318E}' | '\u{AC00}'..='\u{D7A3}')
}

/// Vowels and finals of a Hangul syllable that is written letter by letter.
fn is_jamo(character: char) -> bool {
    matches!(character, '\u{1160}'..='\u{11FF}')
}

/// Marks that are letters of their script: without them other words would compare alike.
fn is_letter_mark(character: char) -> bool {
    is_unspaced(character)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).into_iter().map(|(_, word)| word).collect()
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        assert_eq!(
            folded("The COMPANY’s 1,495 tents, 2.5M of 1,4955 -- naïve/ex-x U.S. a\u{AD}b c'"),
            ["the", "company's", "1495", "tents", "2.5m", "of", "1", "4955", "naive", "ex", "x", "u", "s", "ab", "c"]
        );
    }

    #[test]
    fn after_what_is_elided_a_word_begins() {
        assert_eq!(
            folded("d’Ohio l'eau Qu'il dell'arte jusqu’ici O’Brien don't we’re it’s company’s o'clock"),
            [
                "d",
                "ohio",
                "l",
                "eau",
                "qu",
                "il",
                "dell",
                "arte",
                "jusqu",
                "ici",
                "o",
                "brien",
                "don't",
                "we're",
                "it's",
                "company's",
                "o",
                "clock"
            ]
        );
        assert!(Needle::word("Ohio").is_in("à l’État d’Ohio") && Needle::word("d'ohio").is_in("d’Ohio"));
        assert!(!Needle::word("on't").is_in("don't"));
        for (text, word) in [
            ("anch’io", "io"),
            ("senz'altro", "altro"),
            ("mezz'ora", "ora"),
            ("degl'Iraniani", "iraniani"),
            ("entr’acte", "acte"),
        ] {
            assert!(Needle::word(word).is_in(text), "{text}");
        }
    }

    #[test]
    fn words_are_found_within_scripts_without_spaces() {
        for (text, held, not_held) in [
            ("พนักงานเขียนจดหมายถึงบริษัท", vec!["จดหมาย", "บริษัท", "พนัก"], vec!["จดหมวย", "บริษัส"]),
            ("ພະນັກງານຂຽນຈົດໝາຍ", vec!["ຈົດໝາຍ"], vec!["ຈົດໝາວ"]),
            ("កម្មករសរសេរសំបុត្រ", vec!["សំបុត្រ", "សរសេរ"], vec!["សំបុតា"]),
            ("အလုပ်သမားများစာရေးသည်", vec!["စာရေး", "များ"], vec!["စာရော"]),
            ("微软的员工写信", vec!["员工", "写信"], vec!["工员"]),
            ("社員が手紙を書いた", vec!["手紙", "書い"], vec!["紙手"]),
            ("노동자들이편지를썼다", vec!["편지", "편지를", "노동자"], vec!["지편"]),
            ("ABC社のกขค", vec!["abc", "社", "ขค"], vec!["bc"]),
        ] {
            for word in held {
                assert!(Needle::word(word).is_in(text) && Needle::phrase(word).is_in(text), "{word} in {text}");
                let decomposed: String = text.nfd().collect();
                assert!(Needle::phrase(word).is_in(&decomposed), "{word} in {decomposed}");
            }
            assert!(not_held.iter().all(|word| !Needle::phrase(word).is_in(text)), "{text}");
        }
    }

    /// The whole text decomposed, as Unicode has it.
    fn folded_as_a_whole(text: &str) -> String {
        let parts = text.nfkd().filter(|part| !is_dropped(*part)).flat_map(char::to_lowercase).nfkd();
        let folded = parts.fold(String::new(), |mut folded, part| {
            push_folded(&mut folded, part);
            folded
        });
        folded.trim_end().to_owned()
    }

    #[test]
    fn what_compares_alike_folds_alike() {
        assert_eq!(fold(" “Straße”\t\u{200b}Ｃafé – `Æ`\n"), "\"strasse\" cafe - 'ae'");
        assert_eq!(fold("\u{2028} \u{301}"), "");
    }

    proptest! {
        #[test]
        fn plain_words_are_found_as_any_other(
            text in "([a-cA-C19 ,.'\u{AD}’é-]|any){0,24}",
            rest in any::<String>(),
            sought in "[a-c19é']{1,3}( [a-c]{1,2})?",
        ) {
            for text in [text.clone(), rest] {
                // A wide space parts words as a plain one does, but is none of ASCII.
                let wide = text.replace(' ', "\u{2003}");
                prop_assert_eq!(folded(&text), folded(&wide));
                for needle in [Needle::word(&sought), Needle::phrase(&sought)] {
                    prop_assert_eq!(needle.is_in(&text), needle.is_in(&wide), "{:?} in {:?}", needle, text);
                }
                for (range, word) in words(&text) {
                    prop_assert_eq!(word, fold(text.get(range).unwrap_or_default()).replace(',', ""));
                }
            }
        }

        #[test]
        fn each_character_folds_by_itself(text in "\\PC{0,20}|[aé\u{301}\u{323}가\u{1100}\u{1161}İﬁ\t\n `]{0,20}") {
            prop_assert_eq!(fold(&text), folded_as_a_whole(&text));
        }
    }
}
