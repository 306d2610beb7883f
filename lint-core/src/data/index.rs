//! A read-only multimap from short strings to numbers, laid out beforehand: nothing is built at start-up, and a look-up
//! costs the same however many names there are.
//!
//! All of it can be done in a constant, where the compiler pays for each call, be it for a length: what is called for each
//! byte is written out, and numbers wrap by being cut.
//!
//! The layout, all numbers 32 bits, little-endian: the number of buckets (a power of two); the slots, each a key and a value,
//! or free; then the marks, a byte per bucket. An entry stands in the slot of its bucket or, where that is taken, in one
//! behind it with only taken ones between, in the order of the buckets; the last slot is free. Most keys that are asked for are
//! not there, and the marks say so of nearly all of them.

/// Which of the multimap's views a key belongs to, so that one map serves several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum View {
    /// Whole domains, suffix rules and words.
    Exact = 1,
    /// The label before the ending, and the same with any one character left out.
    Near = 2,
    /// Whole domains without their dots and hyphens.
    Squashed = 3,
    /// Endings that mail goes to, and the same with any one character left out.
    NearEnding = 4,
}

/// The multiplier of the polynomial hash: the 32-bit FNV prime.
const BASE: u32 = 0x0100_0193;

/// The hash of a string of bytes. It is put together from those of parts, so that leaving out one byte costs no second pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hash(u32);

impl Hash {
    pub(crate) const EMPTY: Hash = Hash(0);

    /// With part of a text behind: what stands in `from..to`.
    pub(crate) const fn push(self, text: &[u8], from: usize, to: usize) -> Hash {
        let (mut hash, mut at) = (self.0, from);
        while at < to {
            hash = (hash as u64 * BASE as u64 + text[at] as u64 + 1) as u32;
            at += 1;
        }
        Hash(hash)
    }

    /// The hash of a domain without its dots and hyphens, and slashes in their place.
    pub(crate) const fn squashed(domain: &[u8]) -> Hash {
        let (mut hash, mut at, len) = (0, 0, domain.len());
        while at < len {
            let byte = domain[at];
            if !super::suffix::is_mark(byte) {
                hash = (hash as u64 * BASE as u64 + byte as u64 + 1) as u32;
            }
            at += 1;
        }
        Hash(hash)
    }

    /// The key under which a view files the string: bits spread, so that the top ones choose a bucket.
    pub(crate) const fn key(self, view: View) -> u32 {
        const SPREAD: u64 = 0x9E37_79B9;
        ((self.0 as u64 + view as u64 * SPREAD) as u32 as u64 * SPREAD) as u32
    }
}

/// The hash of a string of bytes.
pub(crate) const fn hash(text: &[u8]) -> Hash {
    Hash::EMPTY.push(text, 0, text.len())
}

/// A hash that grows at the front.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Backward {
    pub(crate) hash: Hash,
    power: u32,
}

impl Backward {
    pub(crate) const EMPTY: Backward = Backward { hash: Hash::EMPTY, power: 1 };

    /// With one byte before.
    const fn unshift(self, byte: u8) -> Backward {
        let Backward { hash: Hash(hash), power } = self;
        let hash = Hash(power.wrapping_mul(byte as u32 + 1).wrapping_add(hash));
        Backward { hash, power: power.wrapping_mul(BASE) }
    }

    /// The hash of all that was hashed before, and this behind it.
    const fn after(self, before: Hash) -> Hash {
        Hash(before.0.wrapping_mul(self.power).wrapping_add(self.hash.0))
    }

    /// With part of a text before: what stands in `from..to`, and what of its label stands before that. Gives also where that
    /// label begins.
    pub(crate) const fn unshift_label(self, text: &[u8], from: usize, to: usize) -> (Backward, usize) {
        let Backward { hash: Hash(mut hash), mut power } = self;
        let mut at = to;
        while at > from || at > 0 && text[at - 1] != b'.' {
            at -= 1;
            hash = ((power as u64 * (text[at] as u64 + 1)) as u32 as u64 + hash as u64) as u32;
            power = (power as u64 * BASE as u64) as u32;
        }
        (Backward { hash: Hash(hash), power }, at)
    }
}

/// The hashes of every string that is one edit from a text, in letters, digits and hyphens before some byte of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Singles<'t> {
    text: &'t [u8],
    end: usize,
    /// What stands before the edit.
    before: Hash,
    /// What stands from each byte on.
    behind: [Backward; Singles::LONGEST + 1],
    at: usize,
    step: usize,
}

impl<'t> Singles<'t> {
    /// Of longer texts there are none.
    pub(crate) const LONGEST: usize = 48;

    /// Those of `text` with the edit before byte `end`.
    pub(crate) const fn of(text: &'t [u8], end: usize) -> Singles<'t> {
        let mut behind = [Backward::EMPTY; Singles::LONGEST + 1];
        let is_short = text.len() <= Singles::LONGEST;
        let mut at = if is_short { text.len() } else { 0 };
        while at > 0 {
            at -= 1;
            behind[at] = behind[at + 1].unshift(text[at]);
        }
        // Past the end there is nothing more to come.
        let at = if is_short { 0 } else { end + 1 };
        Singles { text, end, before: Hash::EMPTY, behind, at, step: 0 }
    }

    pub(crate) const fn next(&mut self) -> Option<Hash> {
        const ALPHABET: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789-";
        const LETTERS: usize = ALPHABET.len();
        while self.at <= self.end {
            let (before, at, step, is_inside) = (self.before, self.at, self.step, self.at < self.end);
            self.step += 1;
            if step < LETTERS {
                return Some(self.behind[at].after(before.push(ALPHABET, step, step + 1)));
            } else if step < 2 * LETTERS && is_inside {
                return Some(self.behind[at + 1].after(before.push(ALPHABET, step - LETTERS, step - LETTERS + 1)));
            } else if step == 2 * LETTERS && is_inside {
                return Some(self.behind[at + 1].after(before));
            } else if step == 2 * LETTERS + 1 && at + 1 < self.end {
                let swapped = before.push(self.text, at + 1, at + 2).push(self.text, at, at + 1);
                return Some(self.behind[at + 2].after(swapped));
            } else if step > 2 * LETTERS || !is_inside {
                self.before = before.push(self.text, at, if is_inside { at + 1 } else { at });
                (self.at, self.step) = (at + 1, 0);
            }
        }
        None
    }
}

/// What undoes a multiplication by [`BASE`]: its inverse modulo 2^32, found by Newton's method.
const BASE_UNDONE: u32 = {
    let mut inverse = 1u32;
    while inverse.wrapping_mul(BASE) != 1 {
        inverse = inverse.wrapping_mul(2u32.wrapping_sub(BASE.wrapping_mul(inverse)));
    }
    inverse
};

/// The keys of a label, or an ending, and of every string that is the same with one character left out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NearKeys {
    keys: [u32; NearKeys::LONGEST + 1],
    count: usize,
}

impl NearKeys {
    /// A label has at most 63 octets (RFC 1035, section 2.3.4); longer ones have no neighbours worth finding.
    const LONGEST: usize = 63;

    pub(crate) const fn of(label: &[u8], view: View) -> NearKeys {
        let mut near = NearKeys { keys: [0; NearKeys::LONGEST + 1], count: 0 };
        if label.is_empty() || label.len() > NearKeys::LONGEST {
            return near;
        }
        let Backward { hash: whole, power } = Backward::EMPTY.unshift_label(label, 0, label.len()).0;
        near.keys[0] = whole.key(view);
        let mut count = 1;
        // The hash of what stands before the character to leave out, and the power of what stands behind.
        let (mut before, mut behind) = (0, power);
        let (mut at, len, mut last) = (0, label.len(), 0);
        while at < len {
            let byte = label[at];
            let with = (before as u64 * BASE as u64 + byte as u64 + 1) as u32;
            behind = (behind as u64 * BASE_UNDONE as u64) as u32;
            // Leaving out either of two equal neighbours gives the same string.
            if at == 0 || last != byte {
                // Both below 2^32, so that nothing is lost.
                let gone = behind as u64 * ((1 << 32) + before as u64 - with as u64) as u32 as u64;
                near.keys[count] = Hash((whole.0 as u64 + gone as u32 as u64) as u32).key(view);
                count += 1;
            }
            (before, last) = (with, byte);
            at += 1;
        }
        near.count = count;
        near
    }

    pub(crate) const fn as_slice(&self) -> &[u32] {
        self.keys.split_at(self.count).0
    }

    /// The key at a place; `None` past the last.
    pub(crate) const fn get(&self, at: usize) -> Option<u32> {
        if at < self.count { Some(self.keys[at]) } else { None }
    }
}

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
        self.marks[bucket(key, self.marks.len())] & mark(key) != 0
    }

    /// Where the next of some keys stands, from `from` on, under which anything may be filed; past the last where none is.
    pub(crate) const fn next_filed(&self, keys: &NearKeys, from: usize) -> usize {
        let (marks, buckets) = (self.marks, self.marks.len() as u64);
        let (mut at, count) = (from, keys.count);
        while at < count {
            let key = keys.keys[at];
            // As `may_file` has it.
            if marks[((key as u64 * buckets) >> 32) as usize] & (1 << (key & 7)) != 0 {
                return at;
            }
            at += 1;
        }
        count
    }
}

/// Which of so many buckets a key is in: its top bits.
const fn bucket(key: u32, buckets: usize) -> usize {
    ((key as u64 * buckets as u64) >> 32) as usize
}

/// The bit that marks a key in its bucket's byte.
const fn mark(key: u32) -> u8 {
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
    pub(crate) const fn under(key: u32, layout: Layout<'i>) -> Filed<'i> {
        let Layout { slots, marks } = layout;
        let buckets = marks.len();
        let bucket = bucket(key, buckets);
        // Where nothing can be filed, the search begins and ends at the last slot, which is free.
        let slot = if marks[bucket] & mark(key) != 0 { bucket } else { slots.len() / SLOT - 1 };
        Filed { slots, key, slot, bucket, buckets }
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
    use super::{Backward, Filed, Index, NearKeys, Singles, View, hash};

    #[test]
    fn each_character_is_left_out_once() {
        let expected = [&b"yahoo"[..], b"ahoo", b"yhoo", b"yaoo", b"yaho"].map(|near| hash(near).key(View::Near));
        assert_eq!(NearKeys::of(b"yahoo", View::Near).as_slice(), expected);
        assert_eq!(NearKeys::of(b"", View::Near).as_slice(), [0; 0]);
        assert_eq!(NearKeys::of(&[b'a'; 64], View::Near).as_slice(), [0; 0]);
    }

    #[test]
    fn a_hash_is_the_same_from_both_ends() {
        let text = b"mail.example.org";
        let (backward, at) = Backward::EMPTY.unshift_label(text, 16, 16);
        assert_eq!((backward.hash, at), (hash(b"org"), 13));
        assert_eq!(backward.unshift_label(text, 12, 13).0.unshift_label(text, 4, 5).0.hash, hash(text));
    }

    #[test]
    fn each_string_one_edit_away_is_hashed() {
        let mut hashes = Vec::new();
        let mut singles = Singles::of(b"ab.gov", 2);
        while let Some(found) = singles.next() {
            hashes.push(found);
        }
        for near in
            ["ba.gov", "a.gov", "b.gov", "xab.gov", "axb.gov", "abx.gov", "xb.gov", "ax.gov", "a-.gov", "a9.gov"]
        {
            assert!(hashes.contains(&hash(near.as_bytes())), "{near}");
        }
        for far in ["abc.gox", "ab.gv", "xy.gov", ".gov"] {
            assert!(!hashes.contains(&hash(far.as_bytes())), "{far}");
        }
    }

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
