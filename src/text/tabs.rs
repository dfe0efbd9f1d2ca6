//! Tabs → the spaces to their stops. Must never move what no tab stands before.

use std::borrow::Cow;

use super::Safe;

/// Columns between two stops of a tab, as terminals have them.
const STOP: usize = 8;

/// A line with the spaces to the next stop in place of each tab.
#[must_use]
pub fn tab_stops(line: &str) -> Cow<'_, str> {
    if !line.contains('\t') {
        return Cow::Borrowed(line);
    }
    let mut parts = line.split('\t');
    let mut set = parts.next().unwrap_or_default().to_owned();
    let mut column = Safe::new(&set).columns();
    for part in parts {
        let blank = STOP - column % STOP;
        set.extend(std::iter::repeat_n(' ', blank));
        set.push_str(part);
        column += blank + Safe::new(part).columns();
    }
    Cow::Owned(set)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_behind_tabs_stands_in_columns() {
        for (line, set) in [
            ("a", "a"),
            ("a\tb", "a       b"),
            ("abcdefg\tb", "abcdefg b"),
            ("abcdefgh\tb", "abcdefgh        b"),
            ("漢\tb\t\tc", "漢      b               c"),
            ("e\u{301}\tb", "e\u{301}       b"),
            ("\t\u{1b}\tb", "        \u{1b}       b"),
            ("a\t", "a       "),
        ] {
            assert_eq!(tab_stops(line), set, "{line:?}");
        }
    }
}
