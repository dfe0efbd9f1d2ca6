//! Where everything stands on a screen of a given size. Arithmetic only: the same answer serves paging and painting, so
//! that neither has to wait for the other.

use ratatui::layout::Rect;

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
    pub title: Rect,
    /// Heading and rows of each list; with one pane all three have the whole of it.
    pub lists: [Rect; 3],
    /// The rule between lists and page.
    pub rule: Rect,
    /// The page with its heading.
    pub page: Rect,
    /// What lies between title and bottom line: overlays take it.
    pub middle: Rect,
    /// The line that is being typed.
    pub line: Rect,
    /// What is wrong with it: under it, over the bottom line.
    pub complaint: Rect,
    /// Keys, messages, the place.
    pub bottom: Rect,
    /// Whether there is room for lists or page, not both.
    pub one_pane: bool,
}

/// The smallest terminal that everything works on.
pub(super) const SMALLEST: (u16, u16) = (40, 10);

/// From here on lists and page stand side by side.
const TWO_COLUMNS: (u16, u16) = (72, 16);

/// The areas of a screen of that size; none below [`SMALLEST`].
#[must_use]
pub(super) fn areas(width: u16, height: u16, needs: Needs) -> Option<Areas> {
    if width < SMALLEST.0 || height < SMALLEST.1 {
        return None;
    }
    let one_pane = width < TWO_COLUMNS.0 || height < TWO_COLUMNS.1;
    let middle = Rect::new(0, 1, width, height - 2);
    let said = needs.under_line;
    let typed = said.min(1);
    let mut areas = Areas {
        title: Rect::new(0, 0, width, 1),
        middle,
        line: Rect::new(0, height - said - typed, width, typed),
        complaint: Rect::new(0, height - said, width, said),
        bottom: Rect::new(0, height - 1, width, 1),
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
        areas.lists = stacked(Rect { width: left, ..middle }, needs.rows);
        areas.rule = Rect { x: left, width: 1, ..middle };
        areas.page = Rect { x: left + 1, width: width - left - 1, ..middle };
    }
    Some(areas)
}

/// 38 % of the width, 28 to 46 columns.
fn left_width(width: u16) -> u16 {
    let share = u32::from(width) * 38 / 100;
    u16::try_from(share).unwrap_or(u16::MAX).clamp(28, 46)
}

/// Three lists under each other, each with one row of heading.
fn stacked(area: Rect, rows: [usize; 3]) -> [Rect; 3] {
    let shares = share(usize::from(area.height).saturating_sub(3), rows);
    let mut y = area.y;
    shares.map(|rows| {
        let height = u16::try_from(rows + 1).unwrap_or(u16::MAX).min(area.bottom().saturating_sub(y));
        let list = Rect { y, height, ..area };
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
pub(super) fn page_text(page: Rect) -> Rect {
    Rect {
        x: page.x.saturating_add(1),
        y: page.y.saturating_add(1),
        width: page.width.saturating_sub(2),
        height: page.height.saturating_sub(1),
    }
}

/// The frame of a card of so many lines: over the page, with its heading and last line in sight where there is room.
pub(super) fn card_frame(middle: Rect, page: Rect, lines: usize) -> Rect {
    let around = if page.is_empty() { middle } else { page };
    let inset = u16::from(around.height > 14);
    let room = around.height.saturating_sub(2 * inset);
    let needed = u16::try_from(lines.saturating_add(2)).unwrap_or(u16::MAX);
    Rect { x: around.x, y: around.y + inset, width: around.width, height: room.min(needed) }
}

/// What is inside a frame of one cell and a margin of one column.
pub(super) fn inside(frame: Rect) -> Rect {
    Rect {
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
