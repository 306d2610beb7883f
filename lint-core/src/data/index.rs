//! A read-only multimap from the hashes of short strings to numbers, laid out beforehand: nothing is built at start-up, and a look-up
//! costs the same however many names there are.
//!
//! The layout, all numbers 32 bits, little-endian: the number of buckets (a power of two); the slots, each a key and a value,
//! or free; then the marks, a byte per bucket. An entry stands in the slot of its bucket or, where that is taken, in one
//! behind it with only taken ones between, in the order of the buckets; the last slot is free. Most keys that are asked for are
//! not there, and the marks say so of nearly all of them.

use super::NearKeys;

/// A multimap that is laid out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layout<'i> {
    slots: &'i [u8],
    /// One for each bucket.
    marks: &'i [u8],
}

impl<'i> Layout<'i> {
    pub(crate) const fn of(bytes: &'i [u8]) -> Layout<'i> {
        let marks = bytes.len() - number(bytes, 0) as usize;
        let (slots, marks) = bytes.split_at(marks);
        Layout { slots: slots.split_at(NUMBER).1, marks }
    }

    /// Whether anything may be filed under a key.
    pub(crate) const fn may_file(&self, key: u32) -> bool {
        let (marks, buckets) = (self.marks, self.marks.len() as u64);
        // As `bucket` and `mark` have it.
        marks[((key as u64 * buckets) >> 32) as usize] & (1 << (key & 7)) != 0
    }

    /// Where the next of some keys stands, from `from` on, under which anything may be filed; past the last where none is.
    pub(crate) const fn next_filed(&self, keys: &NearKeys, from: usize) -> usize {
        let (marks, buckets) = (self.marks, self.marks.len() as u64);
        let (mut at, keys) = (from, keys.as_slice());
        while at < keys.len() {
            let key = keys[at];
            // As `may_file` has it.
            if marks[((key as u64 * buckets) >> 32) as usize] & (1 << (key & 7)) != 0 {
                return at;
            }
            at += 1;
        }
        keys.len()
    }
}

/// Which of so many buckets a key is in: its top bits.
const fn bucket(key: u32, buckets: usize) -> usize {
    ((key as u64 * buckets as u64) >> 32) as usize
}

/// The bit that marks a key in its bucket's byte.
fn mark(key: u32) -> u8 {
    1 << (key & 7)
}

/// The bytes of a number.
const NUMBER: usize = 4;
/// The bytes of a slot.
const SLOT: usize = 2 * NUMBER;
/// The value of one that is free.
const FREE: u32 = u32::MAX;

/// The values that a laid-out multimap files under a key. Other keys may hash alike: whoever asks compares.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Filed<'i> {
    slots: &'i [u8],
    key: u32,
    /// The slot to look at next.
    slot: usize,
    /// The bucket, and of how many.
    bucket: usize,
    buckets: usize,
}

impl<'i> Filed<'i> {
    /// Whoever asks for many keys asks first whether anything [may be filed](Layout::may_file).
    pub(crate) const fn under(key: u32, layout: Layout<'i>) -> Filed<'i> {
        let Layout { slots, marks } = layout;
        let buckets = marks.len();
        let slot = bucket(key, buckets);
        Filed { slots, key, slot, bucket: slot, buckets }
    }

    pub(crate) const fn next(&mut self) -> Option<u32> {
        loop {
            let at = 2 * self.slot;
            let key = number(self.slots, at);
            if key == self.key {
                let value = number(self.slots, at + 1);
                if value == FREE {
                    return None;
                }
                self.slot += 1;
                return Some(value);
            }
            // Of a free slot, key and value have all their bits.
            if bucket(key, self.buckets) > self.bucket || key == FREE && number(self.slots, at + 1) == FREE {
                return None;
            }
            self.slot += 1;
        }
    }
}

/// A multimap that is built at run time.
#[derive(Clone, Debug)]
pub(crate) struct Index {
    slots: Vec<u8>,
    marks: Vec<u8>,
}

/// With nothing in it.
impl Default for Index {
    fn default() -> Index {
        Index::build(&[])
    }
}

impl Index {
    /// Lays out the entries, pairs of a key and a value. The values of a key stay in their order.
    pub(crate) fn build(entries: &[(u32, u32)]) -> Index {
        let buckets = entries.len().next_power_of_two();
        // How many entries each bucket has, and then where the next one goes.
        let mut places = vec![0; buckets];
        for (key, _) in entries {
            places[bucket(*key, buckets)] += 1;
        }
        let mut end = 0;
        for (bucket, place) in places.iter_mut().enumerate() {
            let first = end.max(bucket);
            end = first + *place;
            *place = first;
        }
        // One more, which stays free.
        let mut slots = vec![u8::MAX; SLOT * (end.max(buckets) + 1)];
        let mut marks = vec![0; buckets];
        for (key, value) in entries {
            let bucket = bucket(*key, buckets);
            let at = SLOT * places[bucket];
            slots[at..at + NUMBER].copy_from_slice(&key.to_le_bytes());
            slots[at + NUMBER..at + SLOT].copy_from_slice(&value.to_le_bytes());
            marks[bucket] |= mark(*key);
            places[bucket] += 1;
        }
        Index { slots, marks }
    }

    /// The laid-out form, to be kept.
    #[cfg(test)]
    pub(crate) fn bytes(&self) -> Vec<u8> {
        [&(self.marks.len() as u32).to_le_bytes()[..], &self.slots, &self.marks].concat()
    }

    pub(crate) fn layout(&self) -> Layout<'_> {
        Layout { slots: &self.slots, marks: &self.marks }
    }
}

/// The number at place `at` of several.
const fn number(bytes: &[u8], at: usize) -> u32 {
    let at = NUMBER * at;
    // The last byte first: where that is there, the others are.
    (bytes[at + 3] as u32) << 24 | (bytes[at + 2] as u32) << 16 | (bytes[at + 1] as u32) << 8 | bytes[at] as u32
}

#[cfg(test)]
mod tests {
    use super::{Filed, Index};

    fn found(index: &Index, key: u32) -> Vec<u32> {
        let (mut filed, mut found) = (Filed::under(key, index.layout()), Vec::new());
        while let Some(value) = filed.next() {
            found.push(value);
        }
        found
    }

    #[test]
    fn what_is_filed_is_found_and_nothing_else() {
        let filed: Vec<(u32, u32)> = (0..1000u32).map(|n| (n.wrapping_mul(0x9E37_79B9), n)).collect();
        let index = Index::build(&filed);
        for (key, value) in filed {
            assert_eq!((found(&index, key), found(&index, key ^ 1)), (vec![value], vec![]));
        }
        assert_eq!(found(&Index::build(&[]), 0), []);
    }
}
