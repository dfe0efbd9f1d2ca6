//! Numbers in as few bytes as they need: base 128, the lowest seven bits first. A byte that is 0 is the number 0, never
//! the end of a larger one. Must never trust how long what it reads is.

/// Writes a number.
pub(super) fn put(to: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        to.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    to.push(number.to_le_bytes()[0]);
}

/// The same of how long something in memory is.
pub(super) fn put_length(to: &mut Vec<u8>, length: usize) {
    put(to, u32::try_from(length).unwrap_or(u32::MAX));
}

/// Reads numbers one after the other.
pub(super) struct Reader<'b>(pub &'b [u8]);

impl<'b> Reader<'b> {
    pub(super) fn number(&mut self) -> Option<u32> {
        let (mut number, mut shift) = (0_u32, 0_u32);
        loop {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u32::from(byte & 0x7F).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
            shift += 7;
        }
    }

    pub(super) fn length(&mut self) -> Option<usize> {
        self.number().map(|number| number as usize)
    }

    pub(super) fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// Passes what stands before the next 0, and that.
    pub(super) fn pass_zero(&mut self) {
        let end = self.0.iter().position(|byte| *byte == 0).map_or(self.0.len(), |at| at + 1);
        self.0 = self.0.get(end..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_put_is_read(numbers in prop::collection::vec(any::<u32>(), 0..20)) {
            let mut bytes = Vec::new();
            for number in &numbers {
                put(&mut bytes, *number);
            }
            let mut reader = Reader(&bytes);
            let read: Vec<u32> = std::iter::from_fn(|| reader.number()).collect();
            prop_assert_eq!(&read, &numbers);
            // A nought stands for nothing else: it can end a list.
            let is_nought = |byte: &&u8| **byte == 0;
            prop_assert_eq!(bytes.iter().filter(is_nought).count(), numbers.iter().filter(|it| **it == 0).count());
        }

        #[test]
        fn any_bytes_are_read_without_panic(bytes in any::<Vec<u8>>()) {
            let mut reader = Reader(&bytes);
            while reader.number().is_some() {}
            Reader(&bytes).pass_zero();
        }
    }
}
