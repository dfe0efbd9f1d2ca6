//! A text in parts, at what is marked in it. Must never lose a byte.

use std::ops::Range;

/// The bytes `range` in parts, each with what its mark says. Marks come by their start; of one that another overlaps,
/// the rest counts.
pub fn at_marks<M>(
    range: Range<usize>,
    marks: impl IntoIterator<Item = (Range<usize>, M)>,
) -> Vec<(Range<usize>, Option<M>)> {
    let mut parts = Vec::new();
    let mut at = range.start;
    for (mark, says) in marks {
        let part = mark.start.max(at)..mark.end.min(range.end);
        if !part.is_empty() {
            parts.push((at..part.start, None));
            at = part.end;
            parts.push((part, Some(says)));
        }
    }
    parts.push((at..range.end, None));
    parts.retain(|(part, _)| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_is_cut_where_marks_begin_and_end() {
        let parts = |range| at_marks(range, [(2..4, 'a'), (3..5, 'b'), (3..4, 'c'), (7..9, 'd')]);
        assert_eq!(parts(0..8), [(0..2, None), (2..4, Some('a')), (4..5, Some('b')), (5..7, None), (7..8, Some('d'))]);
        assert_eq!(parts(3..4), [(3..4, Some('a'))]);
        assert_eq!(parts(5..6), [(5..6, None)]);
        assert_eq!(parts(5..5), []);
    }

    proptest! {
        #[test]
        fn parts_follow_each_other_to_the_end(
            mut marks in prop::collection::vec((0..20_usize, 0..20_usize), 0..6),
            start in 0..20_usize,
            length in 0..20_usize,
        ) {
            marks.sort_unstable();
            let marks: Vec<Range<usize>> = marks.into_iter().map(|(start, end)| start..end).collect();
            let mut at = start;
            for (part, mark) in at_marks(start..start + length, marks.iter().cloned().zip(0..)) {
                prop_assert_eq!(part.start, at);
                let is_marked = |byte: usize| marks.iter().any(|mark| mark.contains(&byte));
                prop_assert!(part.clone().all(|byte| is_marked(byte) == mark.is_some()));
                at = part.end;
            }
            prop_assert_eq!(at, start + length);
        }
    }
}
