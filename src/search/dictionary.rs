//! The words of an index in order, and where what is known of each lies. Must never know what that says.

use super::varint::{self, Reader};

/// So many words stand together, each as what it has not in common with the one before.
const GROUP: usize = 32;

/// The words, folded and in order.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    bytes: Vec<u8>,
    groups: Vec<Group>,
}

/// Words that stand together: what lies of them lies together, too, first the entries of each, then the places of each.
#[derive(Debug, Clone, Copy, Default)]
struct Group {
    /// Where its words begin.
    words: u32,
    /// Where what is known of them begins.
    lists: u64,
}

/// A word, and where its lists lie.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub word: String,
    /// Of which group it is: the entries of the words of one lie side by side.
    pub group: usize,
    pub entries: Stretch,
    pub places: Stretch,
}

/// Some bytes among what lies.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Stretch {
    pub from: u64,
    pub length: usize,
}

impl Stretch {
    pub(super) fn end(self) -> u64 {
        self.from + self.length as u64
    }
}

impl Dictionary {
    /// Every word from the first on that is not before this one.
    pub(super) fn from(&self, word: &str) -> impl Iterator<Item = Known> {
        let after = self.groups.partition_point(|group| self.first(*group).is_some_and(|first| first <= word));
        let groups = after.saturating_sub(1)..self.groups.len();
        let word = word.to_owned();
        groups.flat_map(|number| self.group(number)).skip_while(move |known| known.word < word)
    }

    /// That word.
    pub(super) fn get(&self, word: &str) -> Option<Known> {
        self.from(word).next().filter(|known| known.word == word)
    }

    pub(super) fn bytes(&self) -> usize {
        self.bytes.len() + self.groups.len() * size_of::<Group>()
    }

    fn reader(&self, group: Group) -> Reader<'_> {
        Reader(self.bytes.get(group.words as usize..).unwrap_or_default())
    }

    /// The first word of a group: it has nothing in common with the one before.
    fn first(&self, group: Group) -> Option<&str> {
        let mut reader = self.reader(group);
        reader.number()?;
        let length = reader.length()?;
        std::str::from_utf8(reader.take(length)?).ok()
    }

    fn group(&self, number: usize) -> Vec<Known> {
        let end = self.groups.get(number + 1).map_or(self.bytes.len(), |next| next.words as usize);
        let Some(group) = self.groups.get(number) else { return Vec::new() };
        let mut reader = Reader(self.bytes.get(group.words as usize..end).unwrap_or_default());
        let (mut found, mut word) = (Vec::with_capacity(GROUP), Vec::new());
        let mut at = group.lists;
        while let Some(known) = next(&mut reader, &mut word, number) {
            let entries = Stretch { from: at, ..known.entries };
            at = entries.end();
            found.push(Known { entries, ..known });
        }
        for known in &mut found {
            known.places.from = at;
            at = known.places.end();
        }
        found
    }

    /// It as bytes.
    pub(super) fn written(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.bytes.len() + 12 * self.groups.len() + 8);
        bytes.extend((self.groups.len() as u64).to_le_bytes());
        for group in &self.groups {
            bytes.extend(group.words.to_le_bytes());
            bytes.extend(group.lists.to_le_bytes());
        }
        bytes.extend(&self.bytes);
        bytes
    }

    /// It of these bytes; none where they are not its.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let (count, rest) = bytes.split_first_chunk::<8>()?;
        let count = usize::try_from(u64::from_le_bytes(*count)).ok()?;
        let (groups, words) = rest.split_at_checked(count.checked_mul(12)?)?;
        let groups = groups.chunks_exact(12).map(|group| {
            let (words, lists) = group.split_first_chunk::<4>()?;
            let lists = u64::from_le_bytes(lists.try_into().ok()?);
            Some(Group { words: u32::from_le_bytes(*words), lists })
        });
        Some(Self { bytes: words.to_vec(), groups: groups.collect::<Option<_>>()? })
    }
}

/// The next word of a group, after that one; where its lists begin is not said there.
fn next(reader: &mut Reader<'_>, word: &mut Vec<u8>, group: usize) -> Option<Known> {
    let common = reader.length()?;
    let length = reader.length()?;
    word.truncate(common);
    word.extend(reader.take(length)?);
    let stretch = |length| Stretch { from: 0, length };
    let (entries, places) = (stretch(reader.length()?), stretch(reader.length()?));
    Some(Known { word: String::from_utf8_lossy(word).into_owned(), group, entries, places })
}

/// Makes one of words that come in order.
#[derive(Default)]
pub(super) struct Making {
    made: Dictionary,
    last: String,
    in_group: usize,
}

impl Making {
    /// Whether the next word begins a group.
    pub(super) fn is_full(&self) -> bool {
        self.in_group == GROUP
    }

    /// How many bytes there are.
    pub(super) fn bytes(&self) -> usize {
        self.made.bytes.len()
    }

    /// Takes in a word with how long its lists are; if it is the first of a group, the lists of that begin at `lists`.
    pub(super) fn put(&mut self, word: &str, lists: u64, lengths: [usize; 2]) {
        if self.is_full() || self.made.groups.is_empty() {
            let words = u32::try_from(self.made.bytes.len()).unwrap_or(u32::MAX);
            self.made.groups.push(Group { words, lists });
            self.last.clear();
            self.in_group = 0;
        }
        let common = self.last.bytes().zip(word.bytes()).take_while(|(one, other)| one == other).count();
        let rest = word.as_bytes().get(common..).unwrap_or_default();
        let bytes = &mut self.made.bytes;
        varint::put_length(bytes, common);
        varint::put_length(bytes, rest.len());
        bytes.extend(rest);
        for length in lengths {
            varint::put_length(bytes, length);
        }
        word.clone_into(&mut self.last);
        self.in_group += 1;
    }

    pub(super) fn done(mut self) -> Dictionary {
        self.made.bytes.shrink_to_fit();
        self.made.groups.shrink_to_fit();
        self.made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_is_found_with_its_lists_and_so_is_what_comes_after() {
        let words: Vec<String> = (0..500).map(|number| format!("w{number:03}é{}", number % 7)).collect();
        let (mut making, mut lists) = (Making::default(), 0);
        let mut group = 0;
        for (at, word) in words.iter().enumerate() {
            if making.is_full() {
                (lists, group) = (lists + group, 0);
            }
            making.put(word, lists, [at, 2]);
            group += at as u64 + 2;
        }
        let dictionary = Dictionary::read(&making.done().written()).unwrap();
        let (mut end, mut total) = (0, 0);
        for (at, word) in words.iter().enumerate() {
            let known = dictionary.get(word).unwrap();
            assert_eq!((known.entries.length, known.places.length), (at, 2));
            end = end.max(known.places.end());
            total += at as u64 + 2;
            assert!(dictionary.from(word).map(|known| known.word).eq(words.iter().skip(at).cloned()));
        }
        assert_eq!(end, total);
        assert!(dictionary.get("w").is_none() && dictionary.get("x").is_none());
        assert_eq!(dictionary.from("x").count(), 0);
        assert_eq!(dictionary.from("").count(), 500);
        assert_eq!(Dictionary::default().from("").count(), 0);
    }

    #[test]
    fn other_bytes_are_none_or_say_nothing() {
        assert!(Dictionary::read(b"").is_none() && Dictionary::read(&[255; 20]).is_none());
        let mut bytes = vec![0; 8];
        bytes[0] = 1;
        bytes.extend([255; 24]);
        assert_eq!(Dictionary::read(&bytes).map(|it| it.from("").count()), Some(0));
    }
}
