//! The panes: one pane, one file; the first half chooses what it shows, the second paints it. Colours come from the theme
//! alone.

pub(super) mod bottom;
pub(super) mod line;
pub(super) mod list;
pub(super) mod notice;
pub(super) mod page;
pub(super) mod picture;
pub(super) mod title;
