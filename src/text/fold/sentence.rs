//! The sentences of a text. Must never cut one at an initial or an abbreviation.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// Words whose point does not end a sentence, folded to lower case. A single letter never does.
const ABBREVIATIONS: &[&str] = &[
    "adm", "approx", "apr", "art", "aug", "ave", "capt", "cf", "col", "dec", "dept", "dr", "ed", "eds", "feb", "fig",
    "gen", "gov", "hon", "jan", "jul", "jun", "lt", "maj", "mar", "messrs", "mr", "mrs", "ms", "mt", "nos", "nov",
    "oct", "pp", "pres", "prof", "rep", "reps", "rev", "sec", "sen", "sens", "sep", "sept", "sgt", "st", "supt", "vol",
    "vs", // German, French, Spanish
    "bd", "bzw", "ca", "dra", "evtl", "ggf", "hr", "inkl", "mme", "sog", "sr", "sra", "str", "uds", "usw", "vgl",
    "zzgl",
];

/// Months before which a number with a point is a day, not the end of a sentence.
const MONTHS: &[&str] = &[
    "Januar",
    "Jänner",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

/// Words whose point does not end a sentence before a number.
const BEFORE_NUMBERS: &[&str] =
    &["al", "art", "arts", "cap", "ch", "chap", "fig", "no", "nr", "num", "p", "pos", "ziff"];

/// What ends a sentence, in whatever script.
const ENDS: &[char] =
    &['.', '!', '?', '…', ':', '؟', '۔', '।', '॥', '။', '។', '៕', '።', '‼', '⁇', '⁈', '⁉', '。', '！', '？', '．', '｡'];

/// Quotes and brackets that close.
const CLOSING: &[char] = &['"', '\'', '”', '’', '»', '›', ')', ']', '」', '』', '）', '】', '*', '_'];

/// The sentences of `text` as bytes of it, ascending, without the white space around them. A line's end ends a sentence
/// only at a blank line.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, piece) in text.split_sentence_bound_indices() {
        let start = at + (piece.len() - piece.trim_start().len());
        let end = at + piece.trim_end().len();
        if start >= end {
            continue;
        }
        match found.last_mut() {
            Some(before) if goes_on(text, before, start) => before.end = end,
            _ => found.push(start..end),
        }
    }
    found
}

/// The one of these sentences at byte `at`; between two, the one before; 0..0 where there is none.
#[must_use]
pub fn sentence_among(found: &[Range<usize>], at: usize) -> Range<usize> {
    let after = found.partition_point(|sentence| sentence.start <= at);
    found.get(after.saturating_sub(1)).cloned().unwrap_or(0..0)
}

/// Whether what was taken for the end of `sentence` is none, so that it goes on at byte `next`.
fn goes_on(text: &str, sentence: &Range<usize>, next: usize) -> bool {
    let line_ends = text.get(sentence.end..next).unwrap_or_default().matches('\n').count();
    let said = text.get(sentence.clone()).unwrap_or_default();
    let rest = text.get(next..).unwrap_or_default();
    line_ends < 2 && (!is_closed(said) || ends_abbreviated(said, rest) || is_inner(said, rest, sentence.end == next))
}

/// Whether the point that a text ends with belongs to the word that comes (`.NET`), or the sentence goes on behind a
/// question, a quote or a name in it: "“Why?” he asked", "Yahoo! said".
fn is_inner(said: &str, rest: &str, is_close: bool) -> bool {
    let core = said.trim_end_matches(CLOSING);
    let begins_small = rest.chars().next().is_some_and(char::is_lowercase);
    let begins_word = rest.starts_with(char::is_alphanumeric);
    let is_point_of_next = is_close && begins_word && core.len() == said.len() && said.ends_with('.');
    is_point_of_next || begins_small && !core.ends_with('.')
}

/// Whether a text ends as a sentence does, maybe inside quotes or brackets.
fn is_closed(said: &str) -> bool {
    said.trim_end_matches(CLOSING).ends_with(ENDS)
}

/// Whether a text ends with the point of an initial or an abbreviation, before what comes next.
fn ends_abbreviated(said: &str, rest: &str) -> bool {
    let Some(without_point) = said.strip_suffix('.') else {
        return false;
    };
    let word = without_point.rsplit(|character: char| !character.is_alphabetic()).next().unwrap_or_default();
    let word = word.to_lowercase();
    let counts = || rest.starts_with(|next: char| next.is_ascii_digit()) && BEFORE_NUMBERS.contains(&word.as_str());
    let is_day = || without_point.ends_with(|last: char| last.is_ascii_digit()) && MONTHS.contains(&first_word(rest));
    word.chars().count() == 1 || ABBREVIATIONS.contains(&word.as_str()) || counts() || is_day()
}

fn first_word(text: &str) -> &str {
    text.split(|character: char| !character.is_alphabetic()).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        for (text, expected) in [
            ("The portal runs on .NET since May. It works.", &["The portal runs on .NET since May.", "It works."][..]),
            ("See No. 5 and art. 3. He said no. Five left.", &["See No. 5 and art. 3.", "He said no.", "Five left."]),
            (
                "J. Smith of the U.S. Army, e.g. in May, paid 3.5 million.",
                &["J. Smith of the U.S. Army, e.g. in May, paid 3.5 million."],
            ),
            ("“Why?” he asked. “Go!” She went.", &["“Why?” he asked.", "“Go!”", "She went."]),
            ("Yahoo! said so. It did! Yes?", &["Yahoo! said so.", "It did!", "Yes?"]),
            ("Am 5. Mai bzw. Juni. Es waren 5. Dann kam er.", &["Am 5. Mai bzw. Juni.", "Es waren 5.", "Dann kam er."]),
            ("Wait … what? Well… no. Then… Yes.", &["Wait … what?", "Well… no.", "Then… Yes."]),
            ("社員が書いた。返事はない！本当？はい。", &["社員が書いた。", "返事はない！", "本当？", "はい。"]),
            ("ماذا؟ نعم. क्या है। हाँ। စာရေးသည်။ ပြီးပြီ။", &["ماذا؟", "نعم.", "क्या है।", "हाँ।", "စာရေးသည်။", "ပြီးပြီ။"]),
            ("It ended (so they say.) Then came May.", &["It ended (so they say.)", "Then came May."]),
            ("Write to a.b@c.org or see d.e/Fo. Thanks.", &["Write to a.b@c.org or see d.e/Fo.", "Thanks."]),
        ] {
            let found: Vec<&str> = sentences(text).into_iter().map(|range| text.get(range).unwrap()).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
