//! The sentences of a text. Must never cut one at an initial or an abbreviation.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// Words whose point does not end a sentence, folded to lower case. A single letter never does.
const ABBREVIATIONS: &[&str] = &[
    "adm", "approx", "apr", "art", "aug", "ave", "capt", "cf", "col", "dec", "dept", "dr", "ed", "eds", "feb", "fig",
    "gen", "gov", "hon", "jan", "jul", "jun", "lt", "maj", "mar", "messrs", "mr", "mrs", "ms", "mt", "nos", "nov",
    "oct", "pp", "pres", "prof", "rep", "reps", "rev", "sec", "sen", "sens", "sep", "sept", "sgt", "st", "supt", "vol",
    "vs",
];

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
    line_ends < 2 && (!is_closed(said) || ends_abbreviated(said))
}

/// Whether a text ends as a sentence does, maybe inside quotes or brackets.
fn is_closed(said: &str) -> bool {
    let core = said.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '*', '_']);
    core.ends_with(['.', '!', '?', '…', ':', '。', '！', '？'])
}

/// Whether a text ends with the point of an initial or an abbreviation.
fn ends_abbreviated(said: &str) -> bool {
    let Some(without_point) = said.strip_suffix('.') else {
        return false;
    };
    let word = without_point.rsplit(|character: char| !character.is_alphabetic()).next().unwrap_or_default();
    word.chars().count() == 1 || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}
