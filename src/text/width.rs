//! How wide text is: columns of graphemes, as a terminal shows them. Must never count bytes or characters where columns are meant.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What stands where something was cut off.
pub const ELLIPSIS: &str = "…";

/// The columns that `text` takes on one line of a terminal.
#[must_use]
pub fn columns(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(grapheme_columns).sum() }
}

/// The columns of one grapheme. A terminal's cell holds a whole grapheme, so widths are never added up over a longer text.
pub(super) fn grapheme_columns(grapheme: &str) -> usize {
    UnicodeWidthStr::width(grapheme)
}

/// `text` in at most `columns` columns; what was cut ends with `…`.
#[must_use]
pub fn cut(text: &str, columns: usize) -> String {
    match cut_at(text, columns) {
        None => text.to_owned(),
        Some(_) if columns == 0 => String::new(),
        Some(at) => text.get(..at).unwrap_or_default().trim_end().to_owned() + ELLIPSIS,
    }
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

/// `text` with spaces after it to `columns` columns; longer text stays as it is.
#[must_use]
pub fn pad_end(text: &str, columns: usize) -> String {
    text.to_owned() + &gap(text, columns)
}

/// `text` with spaces before it to `columns` columns; longer text stays as it is.
#[must_use]
pub fn pad_start(text: &str, columns: usize) -> String {
    gap(text, columns) + text
}

fn gap(text: &str, wanted: usize) -> String {
    " ".repeat(wanted.saturating_sub(columns(text)))
}
