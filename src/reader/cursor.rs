//! Moving in a list and keeping the chosen row where it stood. Arithmetic, total on empty lists and empty windows.

/// How far to move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// That many rows, up where negative.
    Rows(isize),
    /// Half of what is shown; up where negative.
    Halves(isize),
    /// As much as is shown, less one row that stays in sight; up where negative.
    Pages(isize),
    /// To the first.
    First,
    /// To the last.
    Last,
}

/// Which of two ways to go in an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// To what comes after.
    Next,
    /// To what came before.
    Previous,
}

impl Direction {
    /// A step of one row that way.
    #[must_use]
    pub(super) fn step(self) -> Step {
        match self {
            Self::Next => Step::Rows(1),
            Self::Previous => Step::Rows(-1),
        }
    }

    /// The number that way from `at` of `all`, around the ends.
    #[must_use]
    pub(super) fn around(self, at: usize, all: usize) -> usize {
        match self {
            Self::Next => at + 1,
            Self::Previous => at + all.saturating_sub(1),
        }
        .checked_rem(all)
        .unwrap_or(0)
    }
}

impl Step {
    /// How many rows that is where `shown` rows are shown of `all`.
    #[must_use]
    pub(super) fn rows(self, shown: usize, all: usize) -> isize {
        let signed = |rows: usize| isize::try_from(rows).unwrap_or(isize::MAX);
        match self {
            Self::Rows(rows) => rows,
            Self::Halves(halves) => signed((shown / 2).max(1)).saturating_mul(halves),
            Self::Pages(pages) => signed(shown.saturating_sub(1).max(1)).saturating_mul(pages),
            Self::First => -signed(all),
            Self::Last => signed(all),
        }
    }
}

/// The row after a step from row `from` of `all`; none of an empty list. From no row a step down is the first, a step
/// up the last.
#[must_use]
pub(super) fn moved(from: Option<usize>, step: Step, shown: usize, all: usize) -> Option<usize> {
    let last = all.checked_sub(1)?;
    let rows = step.rows(shown, all);
    Some(match from {
        Some(from) => from.min(last).saturating_add_signed(rows).min(last),
        None if step == Step::Last => last,
        None if rows < 0 && step != Step::First => last,
        None => 0,
    })
}

/// The first row to show so that row `chosen` stands `screen_row` rows below it, as far as list and window allow: no
/// empty rows at the end while rows are hidden at the start.
#[must_use]
pub(super) fn top(chosen: usize, screen_row: usize, shown: usize, all: usize) -> usize {
    let screen_row = screen_row.min(shown.saturating_sub(1));
    chosen.saturating_sub(screen_row).min(all.saturating_sub(shown))
}

/// Where on the screen the chosen row stands after moving to it from a window that began at `top`: scrolled as little
/// as needed.
#[must_use]
pub(super) fn screen_row(chosen: usize, top: usize, shown: usize) -> usize {
    chosen.saturating_sub(top).min(shown.saturating_sub(1))
}

/// A window's first line after a step; it ends with the last line.
#[must_use]
pub(super) fn scrolled(top: usize, step: Step, shown: usize, all: usize) -> usize {
    let last = all.saturating_sub(shown);
    top.min(last).saturating_add_signed(step.rows(shown, all)).min(last)
}

/// A window's first line so that the lines `first` to `last` are in it, scrolled as little as needed; where they are
/// more than fit, the first is.
#[must_use]
pub(super) fn revealed(top: usize, first: usize, last: usize, shown: usize, all: usize) -> usize {
    let shown = shown.max(1);
    let down = if last >= top + shown { last + 1 - shown } else { top };
    down.min(first).min(all.saturating_sub(shown).max(first.min(all.saturating_sub(1))))
}

/// The same, with up to three lines of what follows and one of what comes before in the window too, as far as it has
/// room.
#[must_use]
pub(super) fn revealed_with_more(top: usize, first: usize, last: usize, shown: usize, all: usize) -> usize {
    let room = shown.saturating_sub(last.saturating_sub(first) + 1);
    let after = room.min(3);
    let before = (room - after).min(1);
    let last = last.saturating_add(after).min(all.saturating_sub(1));
    revealed(top, first.saturating_sub(before), last, shown, all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_stays_in_the_list() {
        assert_eq!(moved(None, Step::Rows(1), 5, 3), Some(0));
        assert_eq!(moved(None, Step::Rows(-1), 5, 3), Some(2));
        assert_eq!(moved(None, Step::First, 5, 3), Some(0));
        assert_eq!(moved(None, Step::Last, 5, 3), Some(2));
        assert_eq!(moved(Some(2), Step::Rows(1), 5, 3), Some(2));
        assert_eq!(moved(Some(0), Step::Rows(-1), 5, 3), Some(0));
        assert_eq!(moved(Some(9), Step::Rows(0), 5, 3), Some(2));
        assert_eq!(moved(Some(0), Step::Pages(1), 10, 100), Some(9));
        assert_eq!(moved(Some(50), Step::Halves(-1), 10, 100), Some(45));
        assert_eq!(moved(Some(1), Step::Rows(1), 0, 0), None);
        assert_eq!(moved(Some(4), Step::Pages(1), 1, 100), Some(5));
        assert_eq!(moved(Some(4), Step::Last, 0, 100), Some(99));
    }

    #[test]
    fn the_ends_meet() {
        let next = [0, 1, 2].map(|at| Direction::Next.around(at, 3));
        let previous = [0, 1, 2].map(|at| Direction::Previous.around(at, 3));
        assert_eq!((next, previous), ([1, 2, 0], [2, 0, 1]));
        assert_eq!(Direction::Previous.around(0, 0), 0);
    }

    #[test]
    fn the_chosen_row_keeps_its_place() {
        assert_eq!(top(50, 3, 10, 100), 47);
        assert_eq!(top(1, 3, 10, 100), 0);
        assert_eq!(top(99, 0, 10, 100), 90);
        assert_eq!(top(5, 3, 10, 6), 0);
        assert_eq!(top(0, 0, 0, 0), 0);
        assert_eq!(screen_row(50, 47, 10), 3);
        assert_eq!(screen_row(70, 47, 10), 9);
        assert_eq!(screen_row(7, 47, 10), 0);
        assert_eq!(screen_row(7, 47, 0), 0);
    }

    #[test]
    fn a_window_ends_with_the_last_line() {
        assert_eq!(scrolled(0, Step::Last, 10, 25), 15);
        assert_eq!(scrolled(15, Step::Rows(1), 10, 25), 15);
        assert_eq!(scrolled(0, Step::Pages(1), 10, 25), 9);
        assert_eq!(scrolled(3, Step::Last, 10, 4), 0);
        assert_eq!(scrolled(0, Step::Rows(1), 0, 0), 0);
    }

    #[test]
    fn what_is_revealed_is_in_the_window() {
        assert_eq!(revealed(0, 3, 4, 10, 50), 0);
        assert_eq!(revealed(0, 12, 14, 10, 50), 5);
        assert_eq!(revealed(20, 3, 4, 10, 50), 3);
        assert_eq!(revealed(0, 5, 40, 10, 50), 5);
        assert_eq!(revealed(0, 49, 49, 10, 50), 40);
        assert_eq!(revealed(0, 0, 0, 0, 0), 0);
    }

    #[test]
    fn what_follows_is_revealed_too() {
        assert_eq!(revealed_with_more(0, 12, 12, 10, 50), 6);
        assert_eq!(revealed_with_more(20, 20, 20, 10, 50), 19);
        assert_eq!(revealed_with_more(20, 23, 24, 10, 50), 20);
        assert_eq!(revealed_with_more(0, 48, 48, 10, 50), 40);
        assert_eq!(revealed_with_more(0, 12, 19, 10, 50), 12, "ten lines: the eight and two that follow");
        assert_eq!(revealed_with_more(0, 12, 12, 1, 50), 12);
        assert_eq!(revealed_with_more(0, 12, 30, 10, 50), 12);
        assert_eq!(revealed_with_more(0, 0, 0, 0, 0), 0);
    }
}
