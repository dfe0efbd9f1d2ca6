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

    /// What is inside a frame of one cell and a margin of one column.
    #[must_use]
    pub fn inside(self) -> Self {
        Self {
            x: self.x.saturating_add(2),
            y: self.y.saturating_add(1),
            width: self.width.saturating_sub(4),
            height: self.height.saturating_sub(2),
        }
    }

    /// Whether nothing has room in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }
}

/// What the areas depend on besides the size of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Needs {
    /// Rows that each list has before filtering.
    pub rows: [usize; 3],
    /// Names of each list that are too long for one line.
    pub long_names: [usize; 3],
    /// The page alone, without the lists.
    pub zoomed: bool,
    /// A passage beside the page, without the lists.
    pub split: bool,
}

/// The areas of one screen. What is not shown is empty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Areas {
    /// Title, or the tabs where there is one pane.
    pub title: Area,
    /// Heading and rows of each list; with one pane all three have the whole of it.
    pub lists: [Area; 3],
    /// How many names of each list take a second line: where rows are free, whatever the filter keeps.
    pub second_lines: [usize; 3],
    /// The rule between lists and page.
    pub rule: Area,
    /// The page with its heading.
    pub page: Area,
    /// The passage beside the page, or beneath it, with its heading.
    pub beside: Area,
    /// What lies between title and bottom line: what is framed takes it.
    pub middle: Area,
    /// Keys, messages, the place.
    pub bottom: Area,
    /// Whether there is room for lists or page, not both.
    pub one_pane: bool,
}

/// The smallest screen that everything works on.
pub const SMALLEST: (u16, u16) = (40, 10);

/// From here on lists and page stand side by side.
const TWO_COLUMNS: (u16, u16) = (72, 16);

/// The areas of a screen of that size; all are empty below [`SMALLEST`].
#[must_use]
pub(super) fn areas(width: u16, height: u16, needs: Needs) -> Areas {
    if width < SMALLEST.0 || height < SMALLEST.1 {
        return Areas::default();
    }
    let middle = Area { x: 0, y: 1, width, height: height - 2 };
    let mut areas = Areas {
        title: Area { x: 0, y: 0, width, height: 1 },
        middle,
        bottom: Area { x: 0, y: height - 1, width, height: 1 },
        one_pane: width < TWO_COLUMNS.0 || height < TWO_COLUMNS.1,
        ..Areas::default()
    };
    if needs.split {
        areas.split();
    } else if areas.one_pane {
        areas.lists = [middle; 3];
        areas.page = middle;
        let free = [0, 1, 2].map(|list| areas.list_rows(list).saturating_sub(needs.rows[list]));
        areas.second_lines = [0, 1, 2].map(|list| free[list].min(needs.long_names[list]));
    } else if needs.zoomed {
        areas.page = middle;
    } else {
        let left = left_width(width);
        areas.second_lines = second_lines(usize::from(middle.height).saturating_sub(3), needs);
        let rows = [0, 1, 2].map(|list| needs.rows[list].max(2) + areas.second_lines[list]);
        areas.lists = stacked(Area { width: left, ..middle }, rows);
        areas.rule = Area { x: left, width: 1, ..middle };
        areas.page = Area { x: left + 1, width: width - left - 1, ..middle };
    }
    areas
}

impl Areas {
    /// The page and a passage side by side, or where they would be narrow, under each other.
    fn split(&mut self) {
        let middle = self.middle;
        if middle.width >= SIDE_BY_SIDE {
            let left = middle.width / 2;
            self.page = Area { width: left, ..middle };
            self.rule = Area { x: left, width: 1, ..middle };
            self.beside = Area { x: left + 1, width: middle.width - left - 1, ..middle };
        } else {
            let upper = middle.height - middle.height / 2;
            self.page = Area { height: upper, ..middle };
            self.beside = Area { y: middle.y + upper, height: middle.height - upper, ..middle };
        }
    }

    /// Where the text of the passage beside the page stands, as that of the page does.
    #[must_use]
    pub fn beside_text(&self) -> Area {
        text_of(self.beside)
    }

    /// Whether the screen is too small to show anything.
    #[must_use]
    pub fn are_none(&self) -> bool {
        self.middle.is_empty()
    }

    /// How many rows of a list are shown, by the place of the list.
    #[must_use]
    pub fn list_rows(&self, list: usize) -> usize {
        self.lists[list].height.saturating_sub(1).into()
    }

    /// Where a line that is typed stands, and what is said under it in so many rows, the bottom line the last of them.
    #[must_use]
    pub fn typed(&self, rows: u16) -> [Area; 2] {
        let y = self.bottom.bottom().saturating_sub(rows);
        [Area { y: y.saturating_sub(1), ..self.bottom }, Area { y, height: rows, ..self.bottom }]
    }

    /// Where the text of the page stands: without its heading, with a margin of one column on the left,
    /// and of one before the signs of more lines on the right.
    #[must_use]
    pub fn page_text(&self) -> Area {
        text_of(self.page)
    }

    /// The frame of a card of so many lines: over the page, with its heading and last line in sight where there is
    /// room.
    #[must_use]
    pub fn card(&self, lines: usize) -> Area {
        let around = if self.page.is_empty() { self.middle } else { self.page };
        let inset = u16::from(around.height > 14);
        let room = around.height.saturating_sub(2 * inset);
        let needed = u16::try_from(lines.saturating_add(2)).unwrap_or(u16::MAX);
        Area { x: around.x, y: around.y + inset, width: around.width, height: room.min(needed) }
    }
}

/// Two pages have room beside each other from here on.
const SIDE_BY_SIDE: u16 = 100;

/// Where the text of a page stands in its area.
fn text_of(area: Area) -> Area {
    let Area { x, y, width, height } = area;
    Area {
        x: x.saturating_add(1),
        y: y.saturating_add(1),
        width: width.saturating_sub(3),
        height: height.saturating_sub(1),
    }
}

/// Text, its margins and a record's figure have room in so many columns; what a wide screen has beyond is the lists'.
const PAGE: u16 = 100;

/// 38 % of the width, 28 to 46 columns; more where the page leaves more.
fn left_width(width: u16) -> u16 {
    let (share, beyond) = (u32::from(width) * 38 / 100, width.saturating_sub(PAGE));
    u16::try_from(share).unwrap_or(u16::MAX).max(beyond).clamp(28, beyond.max(46))
}

/// What is left of `room` rows when all lists have theirs, for the names that are too long: the first list's first.
fn second_lines(room: usize, needs: Needs) -> [usize; 3] {
    let mut free = room.saturating_sub(needs.rows.iter().map(|rows| rows.max(&2)).sum());
    needs.long_names.map(|names| {
        let taken = names.min(free);
        free -= taken;
        taken
    })
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

/// Shares `room` rows by need: each gets what it has up to an equal share, the rest goes to those that have more,
/// evenly; at least two each; what nobody needs goes to the last.
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

#[cfg(test)]
mod tests {
    use super::*;

    const NEEDS: Needs = Needs { rows: [6, 6, 12], long_names: [0; 3], zoomed: false, split: false };

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
    fn free_rows_go_to_long_names() {
        let needs = Needs { long_names: [6, 0, 4], ..NEEDS };
        let lines = |height, width| areas(width, height, needs).second_lines;
        assert_eq!((lines(24, 120), lines(29, 120), lines(33, 120), lines(60, 120)), {
            ([0; 3], [0, 0, 0], [4, 0, 0], [6, 0, 4])
        });
        assert_eq!((lines(10, 40), areas(120, 60, needs).lists[0].height), ([1, 0, 0], 13));
    }

    #[test]
    fn two_columns_from_72_by_16() {
        assert!(areas(71, 40, NEEDS).one_pane);
        assert!(areas(120, 15, NEEDS).one_pane);
        let wide = areas(72, 16, NEEDS);
        assert_eq!((wide.one_pane, wide.lists[0].width, wide.page.width), (false, 28, 43));
        let wide = areas(120, 36, NEEDS);
        assert_eq!((wide.lists[0].width, wide.page.width), (45, 74));
        assert_eq!(wide.lists.map(|list| list.height), [7, 7, 20]);
    }

    #[test]
    fn a_card_is_as_high_as_what_it_says() {
        let wide = areas(120, 36, NEEDS);
        let around = |y, height| Area { x: 46, y, width: 74, height };
        assert_eq!((wide.card(5), wide.card(usize::MAX)), (around(2, 7), around(2, 32)));
        let small = areas(40, 10, NEEDS);
        assert_eq!(small.card(usize::MAX), small.middle, "a small one is as large as there is room");
        assert_eq!(small.card(1).inside(), Area { x: 2, y: 2, width: 36, height: 1 });
    }

    #[test]
    fn a_typed_line_stands_on_what_is_said_of_it() {
        let rows = |[line, below]: [Area; 2]| (line.y, line.height, below.y, below.height);
        let areas = areas(40, 10, NEEDS);
        assert_eq!([1, 2].map(|said| rows(areas.typed(said))), [(8, 1, 9, 1), (7, 1, 8, 2)]);
    }

    #[test]
    fn every_size_has_areas_inside_it() {
        for width in 0..200 {
            for height in 0..60 {
                for (zoomed, split) in [(false, false), (true, false), (true, true), (false, true)] {
                    let areas = areas(width, height, Needs { zoomed, split, ..NEEDS });
                    assert_eq!(areas.are_none(), width < SMALLEST.0 || height < SMALLEST.1, "{width} {height}");
                    let Areas { title, lists, rule, page, middle, bottom, beside, one_pane: _, second_lines: _ } =
                        areas;
                    let ([typed, complaint], card) = (areas.typed(2), areas.card(usize::MAX));
                    let all = [title, rule, page, beside, middle, bottom, typed, complaint, card];
                    for area in all.into_iter().chain(lists).filter(|_| !areas.are_none()) {
                        assert!(area.right() <= width && area.bottom() <= height, "{width} {height} {area:?}");
                    }
                }
            }
        }
    }
}
