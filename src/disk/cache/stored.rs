//! A file of the cache: what it is, then blocks of bytes, then a sum of each block, so that a part can be read and known
//! to be what was written without reading all. Must never give bytes that are in doubt.

use std::fs::File;
use std::io::{self, Write};
use std::os::unix::fs::FileExt;

/// With what every such file begins.
const MAGIC: &[u8; 8] = b"dossier\0";

/// In which order things stand in it.
const LAYOUT: u32 = 1;

/// Bytes before the first block.
const HEAD: usize = 56;

/// Bytes of a block.
const BLOCK: usize = 16 * 1024;

/// A file of the cache, open to be read. It stays what it was when it was opened, whatever takes its name meanwhile.
#[derive(Debug)]
pub struct Stored {
    file: File,
    length: u64,
    sums: Vec<u32>,
}

/// What stands before the blocks.
struct Head {
    version: u64,
    name: u128,
    length: u64,
    /// Of the sums.
    sum: u32,
}

impl Head {
    fn to_bytes(&self) -> [u8; HEAD] {
        let mut bytes = [0; HEAD];
        let mut rest = bytes.as_mut_slice();
        let mut put = |part: &[u8]| rest.write_all(part).expect("there is room for all of it");
        let (version, name, length) = (self.version.to_le_bytes(), self.name.to_le_bytes(), self.length.to_le_bytes());
        let told: [&[u8]; 4] = [&version, &name, &length, &self.sum.to_le_bytes()];
        put(MAGIC);
        put(&LAYOUT.to_le_bytes());
        put(&crc32fast::hash(&told.concat()).to_le_bytes());
        told.into_iter().for_each(put);
        bytes
    }

    /// None where it is not what was written.
    fn of_bytes(bytes: [u8; HEAD]) -> Option<Self> {
        let [version, name, length, sum]: [&[u8]; 4] =
            [bytes.get(16..24)?, bytes.get(24..40)?, bytes.get(40..48)?, bytes.get(48..52)?];
        let head = Self {
            version: u64::from_le_bytes(version.try_into().ok()?),
            name: u128::from_le_bytes(name.try_into().ok()?),
            length: u64::from_le_bytes(length.try_into().ok()?),
            sum: u32::from_le_bytes(sum.try_into().ok()?),
        };
        (head.to_bytes() == bytes).then_some(head)
    }
}

impl Stored {
    /// The file, if it is the one of that number and version, and whole.
    pub(super) fn of(file: File, name: u128, version: u64) -> Option<Self> {
        let mut head = [0; HEAD];
        file.read_exact_at(&mut head, 0).ok()?;
        let head = Head::of_bytes(head).filter(|head| (head.name, head.version) == (name, version))?;
        let blocks = usize::try_from(head.length.div_ceil(BLOCK as u64)).ok()?;
        let end = (HEAD as u64).checked_add(head.length)?;
        // Before room is made for the sums, there must be as many.
        if file.metadata().ok()?.len() != end.checked_add(4 * blocks as u64)? {
            return None;
        }
        let mut sums = vec![0; 4 * blocks];
        file.read_exact_at(&mut sums, end).ok()?;
        (crc32fast::hash(&sums) == head.sum).then_some(())?;
        let (sums, _) = sums.as_chunks::<4>();
        Some(Self { file, length: head.length, sums: sums.iter().copied().map(u32::from_le_bytes).collect() })
    }

    /// How many bytes are kept in it.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.length
    }

    /// All of it; none where that is not what was written.
    #[must_use]
    pub fn whole(&self) -> Option<Vec<u8>> {
        self.read_at(0, usize::try_from(self.length).ok()?)
    }

    /// So many bytes from a place on; none where that is past its end, or not what was written.
    #[must_use]
    pub fn read_at(&self, from: u64, length: usize) -> Option<Vec<u8>> {
        let to = from.checked_add(length as u64).filter(|to| *to <= self.length)?;
        let first = from / BLOCK as u64;
        let begin = first * BLOCK as u64;
        let end = to.next_multiple_of(BLOCK as u64).min(self.length);
        let mut bytes = vec![0; usize::try_from(end.checked_sub(begin)?).ok()?];
        self.file.read_exact_at(&mut bytes, HEAD as u64 + begin).ok()?;
        let sums = self.sums.get(usize::try_from(first).ok()?..)?;
        let is_whole = bytes.chunks(BLOCK).zip(sums).all(|(block, sum)| crc32fast::hash(block) == *sum);
        is_whole.then_some(())?;
        bytes.truncate(usize::try_from(to - begin).ok()?);
        bytes.drain(..usize::try_from(from - begin).ok()?);
        Some(bytes)
    }
}

/// Writes such a file as its bytes come.
pub(super) struct Writer<'a> {
    file: &'a File,
    block: Vec<u8>,
    length: u64,
    sums: Vec<u32>,
}

impl<'a> Writer<'a> {
    /// To a file that is empty.
    pub(super) fn to(file: &'a File) -> Self {
        Self { file, block: Vec::with_capacity(BLOCK), length: 0, sums: Vec::new() }
    }

    fn put_block(&mut self) -> io::Result<()> {
        self.file.write_all_at(&self.block, HEAD as u64 + self.length)?;
        self.sums.push(crc32fast::hash(&self.block));
        self.length += self.block.len() as u64;
        self.block.clear();
        Ok(())
    }

    /// Writes what is left, and last what it is: of that number and version.
    pub(super) fn finish(mut self, name: u128, version: u64) -> io::Result<()> {
        if !self.block.is_empty() {
            self.put_block()?;
        }
        let sums: Vec<u8> = self.sums.iter().flat_map(|sum| sum.to_le_bytes()).collect();
        self.file.write_all_at(&sums, HEAD as u64 + self.length)?;
        let head = Head { version, name, length: self.length, sum: crc32fast::hash(&sums) };
        self.file.write_all_at(&head.to_bytes(), 0)
    }
}

impl Write for Writer<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(BLOCK - self.block.len());
        self.block.extend(bytes.iter().take(taken));
        if self.block.len() == BLOCK {
            self.put_block()?;
        }
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
