//! A read-only multimap from short strings to numbers, laid out beforehand: nothing is built at start-up, and a look-up
//! costs the same however many names there are.
//!
//! The layout, all numbers 32 bits, little-endian: the number of buckets (a power of two); one start per bucket and one
//! end; then the entries, bucket by bucket, each a key's hash and a value.

use std::borrow::Cow;

/// Which of the multimap's views a key belongs to, so that one map serves several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum View {
    /// Whole domains, suffix rules and words.
    Exact = 1,
    /// The label before the ending, and the same with any one character left out.
    Near = 2,
    /// Whole domains without their dots and hyphens.
    Squashed = 3,
}

/// The multiplier of the polynomial hash: the 32-bit FNV prime.
const BASE: u32 = 0x0100_0193;

/// A hash that is put together from the hashes of parts, so that leaving out one character costs no second pass.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Rolling {
    hash: u32,
    power: u32,
}

impl Rolling {
    pub(crate) const EMPTY: Rolling = Rolling { hash: 0, power: 1 };

    /// With one more byte behind.
    pub(crate) const fn push(self, byte: u8) -> Rolling {
        Rolling {
            hash: self.hash.wrapping_mul(BASE).wrapping_add(byte as u32 + 1),
            power: self.power.wrapping_mul(BASE),
        }
    }

    /// With one more byte before.
    pub(crate) const fn unshift(self, byte: u8) -> Rolling {
        Rolling {
            hash: self.power.wrapping_mul(byte as u32 + 1).wrapping_add(self.hash),
            power: self.power.wrapping_mul(BASE),
        }
    }

    /// With another part behind.
    pub(crate) const fn join(self, other: Rolling) -> Rolling {
        Rolling {
            hash: self.hash.wrapping_mul(other.power).wrapping_add(other.hash),
            power: self.power.wrapping_mul(other.power),
        }
    }

    /// The key under which a view files the string: bits spread, so that the top ones choose a bucket.
    pub(crate) const fn key(self, view: View) -> u32 {
        let mut h = self.hash ^ (view as u32).wrapping_mul(0x9E37_79B9);
        h = (h ^ (h >> 16)).wrapping_mul(0x85EB_CA6B);
        h = (h ^ (h >> 13)).wrapping_mul(0xC2B2_AE35);
        h ^ (h >> 16)
    }
}

/// The hash of a string of bytes.
pub(crate) fn hash(text: &[u8]) -> Rolling {
    let mut rolling = Rolling::EMPTY;
    for &byte in text {
        rolling = rolling.push(byte);
    }
    rolling
}

/// Calls `each` with the hash of `label` and of every string that is `label` with one character left out.
pub(crate) fn near_hashes(label: &[u8], mut each: impl FnMut(Rolling)) {
    /// A label has at most 63 octets (RFC 1035, section 2.3.4); longer ones have no neighbours worth finding.
    const LONGEST: usize = 63;
    if label.is_empty() || label.len() > LONGEST {
        return;
    }
    let mut behind = [Rolling::EMPTY; LONGEST + 1];
    for (i, &byte) in label.iter().enumerate().rev() {
        behind[i] = behind[i + 1].unshift(byte);
    }
    each(behind[0]);
    let mut before = Rolling::EMPTY;
    for (i, &byte) in label.iter().enumerate() {
        // Leaving out either of two equal neighbours gives the same string.
        if i == 0 || label[i - 1] != byte {
            each(before.join(behind[i + 1]));
        }
        before = before.push(byte);
    }
}

/// A built multimap.
#[derive(Clone, Debug)]
pub(crate) struct Index {
    bytes: Cow<'static, [u8]>,
}

impl Index {
    /// A map laid out by [`Index::build`] before.
    pub(crate) const fn laid_out(bytes: &'static [u8]) -> Index {
        Index { bytes: Cow::Borrowed(bytes) }
    }

    /// Lays out the entries, pairs of a key and a value; their order does not matter.
    pub(crate) fn build(mut entries: Vec<(u32, u32)>) -> Index {
        entries.sort_unstable();
        entries.dedup();
        let buckets = entries.len().next_power_of_two().max(2) as u32;
        let shift = 32 - buckets.trailing_zeros();
        let mut bytes = Vec::with_capacity(8 + 4 * buckets as usize + 8 * entries.len());
        bytes.extend_from_slice(&buckets.to_le_bytes());
        let mut next = 0;
        for bucket in 0..buckets {
            while next < entries.len() && entries[next].0 >> shift < bucket {
                next += 1;
            }
            bytes.extend_from_slice(&(next as u32).to_le_bytes());
        }
        bytes.extend_from_slice(&(entries.len() as u32).to_le_bytes());
        for (key, value) in entries {
            bytes.extend_from_slice(&key.to_le_bytes());
            bytes.extend_from_slice(&value.to_le_bytes());
        }
        Index { bytes: Cow::Owned(bytes) }
    }

    /// The laid-out form, to be kept.
    #[cfg(test)]
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn number(&self, at: usize) -> u32 {
        match self.bytes.get(4 * at..4 * at + 4) {
            Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]),
            _ => 0,
        }
    }

    /// Calls `each` with every value filed under `key`. Other keys may hash alike: the caller compares.
    pub(crate) fn each(&self, key: u32, mut each: impl FnMut(u32)) {
        let buckets = self.number(0);
        if buckets < 2 {
            return;
        }
        let bucket = (key >> (32 - buckets.trailing_zeros())) as usize;
        let entries = 2 + buckets as usize;
        for entry in self.number(1 + bucket)..self.number(2 + bucket) {
            let at = entries + 2 * entry as usize;
            if self.number(at) == key {
                each(self.number(at + 1));
            }
        }
    }
}
