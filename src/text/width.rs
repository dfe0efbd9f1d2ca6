//! How wide text is: columns of graphemes, as a terminal shows them. Must never count bytes or characters where columns
//! are meant.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::safe::is_joiner;

/// What stands where something was cut off.
pub const ELLIPSIS: &str = "…";

/// The columns that `text` takes on one line of a terminal.
#[must_use]
pub fn columns(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(grapheme_columns).sum() }
}

/// The columns of one grapheme. A terminal's cell holds a whole grapheme, so widths are never added up over a longer
/// text.
pub(super) fn grapheme_columns(grapheme: &str) -> usize {
    UnicodeWidthStr::width(grapheme)
}

/// `text` in at most `columns` columns; what was cut ends with `…`.
#[must_use]
pub fn cut(text: &str, columns: usize) -> String {
    match cut_at(text, columns) {
        None => text.to_owned(),
        Some(_) if columns == 0 => String::new(),
        Some(at) => cut_off(text.get(..at).unwrap_or_default().trim_end()),
    }
}

/// `kept` as what is left of a longer text. A joiner at its end has nothing more to join.
pub(super) fn cut_off(kept: &str) -> String {
    kept.trim_end_matches(is_joiner).to_owned() + ELLIPSIS
}

/// Where `text` must end so that it and `…` fit into `columns`; nothing if all of it fits.
fn cut_at(text: &str, columns: usize) -> Option<usize> {
    let (mut used, mut fits_with_ellipsis) = (0, 0);
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme_columns(grapheme);
        if used > columns {
            return Some(fits_with_ellipsis);
        }
        if used < columns {
            fits_with_ellipsis = at + grapheme.len();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn columns_are_those_of_graphemes() {
        for (text, wide) in [
            ("", 0),
            ("Acme", 4),
            ("é", 1),
            ("e\u{301}", 1),
            ("語", 2),
            ("ﾊﾟ", 2),
            ("👍🏽", 2),
            ("👩\u{200D}💻", 2),
            ("🇺🇸", 2),
            ("한", 2),
        ] {
            assert_eq!(columns(text), wide, "{text}");
        }
    }

    #[test]
    fn what_is_cut_ends_with_an_ellipsis() {
        for (text, columns, expected) in [
            ("Acme Cloud", 10, "Acme Cloud"),
            ("Acme Cloud", 9, "Acme Clo…"),
            ("Acme Cloud", 6, "Acme…"),
            ("Acme Cloud", 1, "…"),
            ("Acme Cloud", 0, ""),
            ("", 0, ""),
            ("語語", 3, "語…"),
            ("語語", 2, "…"),
            ("e\u{301}ee", 2, "e\u{301}…"),
        ] {
            assert_eq!(cut(text, columns), expected, "{text} in {columns}");
        }
    }

    proptest! {
        #[test]
        fn widths_add_up_by_grapheme(text in "[a é語\u{301}\u{200D}👍🏽👩💻🇺🇸한ﾊﾟ\u{FE0F}©]{0,12}", room in 0..14_usize) {
            let whole: usize = text.graphemes(true).map(columns).sum();
            prop_assert_eq!(columns(&text), whole);
            let cut = cut(&text, room);
            prop_assert!(columns(&cut) <= room);
            prop_assert!(cut == text || text.starts_with(cut.trim_end_matches(ELLIPSIS)));
            prop_assert_eq!(cut == text, whole <= room);
        }
    }
}
