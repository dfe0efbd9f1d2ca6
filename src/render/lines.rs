//! A page and a width → lines of safe text with roles and stops: for the reader's pane and for `show`.
//! Must never give a line wider than it was asked for, nor hide a part of the page.

use crate::page::Page;

use super::Glyphs;
use super::laid::{Laid, LaidStop};
use super::sheet::Sheet;

/// Lays the page out in `width` columns, at least 1.
#[must_use]
pub fn lines(page: &Page, width: usize, glyphs: Glyphs) -> Laid {
    laid(page, Sheet::new(page.stops.len(), width.max(1), glyphs), None)
}

/// The same for a pipe, which has no end of a line: code stands as it is, however wide.
pub(super) fn piped(page: &Page, width: usize, glyphs: Glyphs) -> Laid {
    let mut sheet = Sheet::new(page.stops.len(), width.max(1), glyphs);
    sheet.wraps_code = false;
    laid(page, sheet, None)
}

/// The same under a heading that stands and says what the page is of: the title in `heading` columns, beside it the
/// page's kind. The title is in the lines only where it has no room there.
#[must_use]
pub fn lines_under_heading(page: &Page, width: usize, glyphs: Glyphs, heading: usize) -> Laid {
    laid(page, Sheet::new(page.stops.len(), width.max(1), glyphs), Some(heading))
}

fn laid(page: &Page, mut sheet: Sheet, heading: Option<usize>) -> Laid {
    let glyphs = sheet.glyphs;
    sheet.title(page, heading);
    let title_lines = sheet.lines.len();
    sheet.under_title(&page.under);
    sheet.blocks(&page.blocks);
    let reaches = sheet.reaches();
    // What says nothing has no line of its own: it stands with the last there is.
    let end = sheet.lines.len().saturating_sub(1);
    let stops = page.stops.iter().zip(reaches).map(|(stop, (line, last_line))| LaidStop {
        line: line.min(end),
        last_line: last_line.min(end),
        opens: stop.opens.clone(),
        say: glyphs.safe(&stop.say),
    });
    Laid {
        stops: stops.collect(),
        title_lines,
        gutter: sheet.gutter,
        lines: sheet.lines,
        headings: sheet.headings,
        places: sheet.places,
    }
}

#[cfg(test)]
mod tests;
