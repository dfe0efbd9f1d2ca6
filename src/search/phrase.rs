//! Words in order, or near each other, by their places alone. Must find what looking through the texts finds.

use super::dictionary::Known;
use super::lists::{At, entry_of};
use super::{Entries, WordIndex};
use crate::text::fold::Needle;
use crate::whole::EntryId;

/// So many places lie at least between the last word of a text and the first of the next: nothing is near across them.
pub(super) const APART: u32 = 256;

/// So many words are looked for near each other at most; more are looked for in the texts.
const NEAR: usize = 64;

/// One word of several that are looked for together.
struct Part {
    /// Which.
    at: usize,
    /// The words that it is met by.
    known: Vec<Known>,
}

impl Part {
    fn bytes(&self) -> usize {
        self.known.iter().map(|known| known.places.length).sum()
    }
}

impl WordIndex {
    /// Of these entries, each of which holds all words of the needle, those where they stand as it wants. Nothing where
    /// the index cannot tell.
    pub(super) fn standing(&self, needle: &Needle, known: Vec<Vec<Known>>, among: &Entries) -> Option<Entries> {
        let mut parts: Vec<Part> = known.into_iter().enumerate().map(|(at, known)| Part { at, known }).collect();
        // What is rare first: it leaves fewer entries for the others.
        parts.sort_by_key(Part::bytes);
        match needle.between() {
            Some(between) => self.near(&parts, between, among),
            None => self.in_order(&parts, among.clone()),
        }
    }

    /// Where one of the words stands in some of the entries, in order.
    fn places(&self, part: &Part, among: &Entries) -> Option<Vec<At>> {
        let mut found = Vec::new();
        part.known.iter().try_for_each(|known| self.lists.places(known, among, &mut found))?;
        if part.known.len() > 1 {
            found.sort_unstable();
        }
        Some(found)
    }

    fn in_order(&self, parts: &[Part], mut among: Entries) -> Option<Entries> {
        let mut starts: Option<Vec<At>> = None;
        for part in parts {
            // Where a phrase would begin of which this is the word of that place: the first place of all is not 0.
            let places = self.places(part, &among)?.into_iter().filter_map(|place| place.checked_sub(part.at as u64));
            let left = match starts {
                None => places.collect(),
                Some(before) => common(&before, places),
            };
            among = entries(left.iter().copied());
            if left.is_empty() {
                break;
            }
            starts = Some(left);
        }
        Some(among)
    }

    fn near(&self, parts: &[Part], between: usize, among: &Entries) -> Option<Entries> {
        let room = parts.len() + between;
        if parts.len() > NEAR || room > APART as usize {
            return None;
        }
        let mut met: Vec<(At, u64)> = Vec::new();
        for part in parts {
            met.extend(self.places(part, among)?.into_iter().map(|place| (place, 1 << part.at)));
        }
        met.sort_unstable_by_key(|(place, _)| *place);
        // A word of the text may be met by several of the needle's.
        met.dedup_by(|next, one| {
            let is_same = next.0 == one.0;
            one.1 |= if is_same { next.1 } else { 0 };
            is_same
        });
        let wanted = u64::MAX >> (NEAR - parts.len());
        let ends = (0..met.len()).filter(|end| are_near(met.get(..=*end).unwrap_or_default(), wanted, room as u64));
        Some(entries(ends.filter_map(|end| met.get(end)).map(|(place, _)| *place)))
    }
}

/// Whether going back from the last of these words, within so many words of the text, each that is wanted is met: each
/// word of the text meets the first that is still missing.
fn are_near(met: &[(At, u64)], wanted: u64, room: u64) -> bool {
    let mut missing = wanted;
    let end = met.last().map_or(0, |(place, _)| *place);
    for (place, meets) in met.iter().rev().take_while(|(place, _)| end - place < room) {
        debug_assert!(entry_of(*place) == entry_of(end), "no place is near one of another entry");
        let meets = missing & meets;
        missing &= !(meets & meets.wrapping_neg());
        if missing == 0 {
            return true;
        }
    }
    false
}

fn entries(places: impl Iterator<Item = At>) -> Entries {
    let mut entries = Entries::default();
    places.for_each(|place| entries.add(EntryId::of_number(entry_of(place))));
    entries
}

/// Those of the one that are among the others; both ascend.
fn common(one: &[At], others: impl Iterator<Item = At>) -> Vec<At> {
    let mut one = one.iter().copied().peekable();
    let mut found = Vec::new();
    for other in others {
        while one.next_if(|place| *place < other).is_some() {}
        found.extend(one.next_if_eq(&other));
    }
    found
}
