//! Blocks → a medium. Must never decide what a page says, and never cut what it says.
//!
//! ```
//! use dossier::page::{self, Subject};
//! use dossier::render::{self, Glyphs};
//! use dossier::{disk, load};
//!
//! let read = load::read(&disk::bundled(), jiff::civil::date(2026, 11, 25)).unwrap();
//! let page = page::of(read.view(), &Subject::About);
//! let lines = render::plain(&page, Some(40), Glyphs::Ascii);
//! assert!(lines.iter().all(|line| line.columns() <= 40));
//! ```

mod blocks;
mod glyphs;
mod laid;
mod lines;
mod pairs;
mod rows;
mod set;
mod sheet;
mod svg;
mod table;

use crate::page::Page;
use crate::text::Safe;

pub use glyphs::Glyphs;
pub use laid::{Flow, Laid, LaidHeading, LaidLine, LaidSpan, LaidStop};
use lines::piped;
pub use lines::{lines, lines_under_heading};
pub use svg::svg;

/// How wide a page is where nothing says how wide it may be: in a pipe.
pub const PIPE_COLUMNS: usize = 80;

/// The page as lines without looks, for a pipe or a file: nothing is cut, no line ends in a space.
/// `width` in columns; where it is not given [`PIPE_COLUMNS`], but for code, which stands as it is.
#[must_use]
pub fn plain(page: &Page, width: Option<usize>, glyphs: Glyphs) -> Vec<Safe> {
    let laid = width.map_or_else(|| piped(page, PIPE_COLUMNS, glyphs), |width| lines(page, width, glyphs));
    laid.lines.iter().map(|line| Safe::new(line.text().as_str().trim_end())).collect()
}
