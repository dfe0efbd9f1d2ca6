//! Where everything stands on a screen of a given size. Arithmetic only: the same answer serves paging and painting, so
//! that neither has to wait for the other.

/// A part of the screen, in columns and rows from its upper left corner.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Area {
    /// Its first column.
    pub x: u16,
    /// Its first row.
    pub y: u16,
    /// How many columns it has.
    pub width: u16,
    /// How many rows it has.
    pub height: u16,
}

impl Area {
    /// The column after the last.
    #[must_use]
    pub fn right(self) -> u16 {
        self.x.saturating_add(self.width)
    }

    /// The row after the last.
    #[must_use]
    pub fn bottom(self) -> u16 {
        self.y.saturating_add(self.height)
    }

    /// Whether nothing has room in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }
}

/// What the areas depend on besides the size of the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Needs {
    /// Rows that each list has before filtering.
    pub rows: [usize; 3],
    /// The page alone, without the lists.
    pub zoomed: bool,
    /// How many rows the line that is being typed needs under it; 0 where none is typed.
    pub under_line: u16,
}

/// The areas of one screen. What is not shown is empty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Areas {
    /// Title, or the tabs where there is one pane.
    pub title: Area,
    /// Heading and rows of each list; with one pane all three have the whole of it.
    pub lists: [Area; 3],
    /// The rule between lists and page.
    pub rule: Area,
    /// The page with its heading.
    pub page: Area,
    /// What lies between title and bottom line: overlays take it.
    pub middle: Area,
    /// The line that is being typed.
    pub line: Area,
    /// What is wrong with it: under it, over the bottom line.
    pub complaint: Area,
    /// Keys, messages, the place.
    pub bottom: Area,
    /// Whether there is room for lists or page, not both.
    pub one_pane: bool,
}

/// The smallest terminal that everything works on.
pub const SMALLEST: (u16, u16) = (40, 10);

/// From here on lists and page stand side by side.
const TWO_COLUMNS: (u16, u16) = (72, 16);

/// The areas of a screen of that size; none below [`SMALLEST`].
#[must_use]
pub(super) fn areas(width: u16, height: u16, needs: Needs) -> Option<Areas> {
    if width < SMALLEST.0 || height < SMALLEST.1 {
        return None;
    }
    let one_pane = width < TWO_COLUMNS.0 || height < TWO_COLUMNS.1;
    let middle = Area { x: 0, y: 1, width, height: height - 2 };
    let said = needs.under_line;
    let typed = said.min(1);
    let mut areas = Areas {
        title: Area { x: 0, y: 0, width, height: 1 },
        middle,
        line: Area { x: 0, y: height - said - typed, width, height: typed },
        complaint: Area { x: 0, y: height - said, width, height: said },
        bottom: Area { x: 0, y: height - 1, width, height: 1 },
        one_pane,
        ..Areas::default()
    };
    if one_pane {
        areas.lists = [middle; 3];
        areas.page = middle;
    } else if needs.zoomed {
        areas.page = middle;
    } else {
        let left = left_width(width);
        areas.lists = stacked(Area { width: left, ..middle }, needs.rows);
        areas.rule = Area { x: left, width: 1, ..middle };
        areas.page = Area { x: left + 1, width: width - left - 1, ..middle };
    }
    Some(areas)
}

/// 38 % of the width, 28 to 46 columns.
fn left_width(width: u16) -> u16 {
    let share = u32::from(width) * 38 / 100;
    u16::try_from(share).unwrap_or(u16::MAX).clamp(28, 46)
}

/// Three lists under each other, each with one row of heading.
fn stacked(area: Area, rows: [usize; 3]) -> [Area; 3] {
    let shares = share(usize::from(area.height).saturating_sub(3), rows);
    let mut y = area.y;
    shares.map(|rows| {
        let height = u16::try_from(rows + 1).unwrap_or(u16::MAX).min(area.bottom().saturating_sub(y));
        let list = Area { y, height, ..area };
        y += height;
        list
    })
}

/// Shares `room` rows by need: each gets what it has up to an equal share, the rest goes to those that have more, evenly;
/// at least two each; what nobody needs goes to the last.
#[must_use]
pub(super) fn share(room: usize, needs: [usize; 3]) -> [usize; 3] {
    let needs = needs.map(|need| need.max(2));
    let mut given = [0; 3];
    let mut left = room;
    while left > 0 {
        let wanting = (0..3).filter(|list| given[*list] < needs[*list]).count();
        if wanting == 0 {
            break;
        }
        let part = (left / wanting).max(1);
        for list in 0..3 {
            let more = part.min(needs[list] - given[list]).min(left);
            given[list] += more;
            left -= more;
        }
    }
    given[2] += left;
    given
}

/// The page without its heading and margins.
#[must_use]
pub fn page_text(page: Area) -> Area {
    Area {
        x: page.x.saturating_add(1),
        y: page.y.saturating_add(1),
        width: page.width.saturating_sub(2),
        height: page.height.saturating_sub(1),
    }
}

/// The frame of a card of so many lines: over the page, with its heading and last line in sight where there is room.
pub(super) fn card_frame(middle: Area, page: Area, lines: usize) -> Area {
    let around = if page.is_empty() { middle } else { page };
    let inset = u16::from(around.height > 14);
    let room = around.height.saturating_sub(2 * inset);
    let needed = u16::try_from(lines.saturating_add(2)).unwrap_or(u16::MAX);
    Area { x: around.x, y: around.y + inset, width: around.width, height: room.min(needed) }
}

/// What is inside a frame of one cell and a margin of one column.
#[must_use]
pub fn inside(frame: Area) -> Area {
    Area {
        x: frame.x.saturating_add(2),
        y: frame.y.saturating_add(1),
        width: frame.width.saturating_sub(4),
        height: frame.height.saturating_sub(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEEDS: Needs = Needs { rows: [6, 6, 12], zoomed: false, under_line: 0 };

    #[test]
    fn rows_are_shared_by_need() {
        assert_eq!(share(19, [6, 6, 12]), [6, 6, 7]);
        assert_eq!(share(31, [6, 6, 12]), [6, 6, 19]);
        assert_eq!(share(21, [100, 3, 100]), [9, 3, 9]);
        assert_eq!(share(10, [0, 0, 100]), [2, 2, 6]);
        assert_eq!(share(4, [9, 9, 9]), [2, 1, 1]);
        assert_eq!(share(0, [9, 9, 9]), [0, 0, 0]);
    }

    #[test]
    fn two_columns_from_72_by_16() {
        assert!(areas(71, 40, NEEDS).is_some_and(|areas| areas.one_pane));
        assert!(areas(120, 15, NEEDS).is_some_and(|areas| areas.one_pane));
        let wide = areas(72, 16, NEEDS).unwrap();
        assert_eq!((wide.lists[0].width, wide.page.width), (28, 43));
        let wide = areas(120, 36, NEEDS).unwrap();
        assert_eq!((wide.lists[0].width, wide.page.width), (45, 74));
        assert_eq!(wide.lists.map(|list| list.height), [7, 7, 20]);
    }

    #[test]
    fn every_size_has_areas_inside_it() {
        for width in 0..200 {
            for height in 0..60 {
                for zoomed in [false, true] {
                    for under_line in 0..3 {
                        let Some(areas) = areas(width, height, Needs { zoomed, under_line, ..NEEDS }) else {
                            assert!(width < SMALLEST.0 || height < SMALLEST.1);
                            continue;
                        };
                        let all = [
                            areas.title,
                            areas.page,
                            areas.middle,
                            areas.line,
                            areas.complaint,
                            areas.bottom,
                            areas.rule,
                        ];
                        for area in all.into_iter().chain(areas.lists) {
                            assert!(area.right() <= width && area.bottom() <= height, "{width} {height} {area:?}");
                        }
                    }
                }
            }
        }
    }
}
