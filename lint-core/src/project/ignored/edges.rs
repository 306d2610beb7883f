//! How paths begin and end: by that nearly all are told to match no rule.

/// A set of the first or last few bytes of paths, in lower case, by a number that is made of them. Others may come to the same.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Few([u64; 16]);

/// Of how many bytes at most such a number is made.
const FEW: usize = 4;

impl Few {
    /// All that begins with these bytes, or ends with them, if they are given backward.
    pub(super) fn insert<'b>(&mut self, bytes: impl Iterator<Item = &'b u8>) {
        match numbers(bytes) {
            Some([.., number]) => self.0[usize::from(number >> 6)] |= 1 << (number & 63),
            None => self.0 = [u64::MAX; 16],
        }
    }

    pub(super) fn may_hold(&self, edge: &Edge) -> bool {
        edge.0.iter().any(|number| self.0[usize::from(number >> 6)] >> (number & 63) & 1 == 1)
    }
}

/// The numbers of the first byte, of the first two, and so on, each less than 1024; of a few, the last stands for those that they lack.
fn numbers<'b>(bytes: impl Iterator<Item = &'b u8>) -> Option<[u16; FEW]> {
    let (mut numbers, mut count, mut number) = ([0; FEW], 0, 0u32);
    for byte in bytes.take(FEW) {
        number = (number ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x9e37_79b1);
        numbers[count] = (number >> 22) as u16;
        count += 1;
    }
    let last = *numbers.get(count.checked_sub(1)?)?;
    numbers[count..].fill(last);
    Some(numbers)
}

/// How a path begins or ends, as the numbers of its first or last bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge([u16; FEW]);

impl Edge {
    pub(super) fn of<'b>(bytes: impl Iterator<Item = &'b u8>) -> Edge {
        Edge(numbers(bytes).unwrap_or_default())
    }
}
