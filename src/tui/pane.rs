//! The panes: one pane, one file, each a function that paints a part of what the reader remembers. Colours come from
//! the theme alone.

pub(super) mod bottom;
pub(super) mod line;
pub(super) mod list;
pub(super) mod notice;
pub(super) mod page;
pub(super) mod picture;
pub(super) mod title;
