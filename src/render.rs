//! Blocks → a medium. Must never decide what a page says, and never cut what it says.

mod blocks;
mod glyphs;
mod laid;
mod lines;
mod pairs;
mod rows;
mod set;
mod sheet;
mod table;

use crate::page::Page;
use crate::text::Safe;

pub use glyphs::Glyphs;
pub use laid::{Laid, LaidHeading, LaidLine, LaidSpan, LaidStop};
pub use lines::{lines, lines_under_heading};

/// How wide a page is where nothing says how wide it may be: in a pipe.
pub const PIPE_COLUMNS: usize = 80;

/// The page as lines without looks, for a pipe or a file: nothing is cut, no line ends in a space.
/// `width` in columns; [`PIPE_COLUMNS`] where it is not given.
#[must_use]
pub fn plain(page: &Page, width: Option<usize>, glyphs: Glyphs) -> Vec<Safe> {
    let laid = lines(page, width.unwrap_or(PIPE_COLUMNS), glyphs);
    laid.lines.iter().map(|line| Safe::new(line.text().as_str().trim_end())).collect()
}
