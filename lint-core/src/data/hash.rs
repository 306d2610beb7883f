//! Hashes of names and of what is one slip from them, by which the tables are asked.
//!
//! All of it can be done in a constant, where the compiler pays for each call, be it for a length: what is called for each
//! byte is written out, and numbers wrap by being cut.

/// Which view of the names a key belongs to, so that one [multimap](super::Index) serves several.
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

    /// The hash of a domain without its dots and hyphens, and slashes and commas in their place.
    pub(crate) const fn squashed(domain: &[u8]) -> Hash {
        let (mut hash, mut at, len) = (0, 0, domain.len());
        while at < len {
            let byte = domain[at];
            // As `suffix::is_mark` has it.
            if !matches!(byte, b'.' | b'-' | b'/' | b',') {
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

/// The hash of a string of bytes, four at a time.
pub(crate) const fn hash(text: &[u8]) -> Hash {
    const ONCE: u64 = BASE as u64;
    const TWICE: u64 = (ONCE * ONCE) as u32 as u64;
    const THRICE: u64 = (TWICE * ONCE) as u32 as u64;
    const FOUR: u64 = (TWICE * TWICE) as u32 as u64;
    let (mut hash, mut rest) = (0, text);
    while let [a, b, c, d, behind @ ..] = rest {
        let four = (*a as u64 + 1) * THRICE + (*b as u64 + 1) * TWICE + (*c as u64 + 1) * ONCE + *d as u64 + 1;
        hash = ((hash as u64 * FOUR) as u32 as u64 + four) as u32;
        rest = behind;
    }
    while let [byte, behind @ ..] = rest {
        hash = (hash as u64 * BASE as u64 + *byte as u64 + 1) as u32;
        rest = behind;
    }
    Hash(hash)
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
    pub(crate) const fn unshift(self, byte: u8) -> Backward {
        let Backward { hash: Hash(hash), power } = self;
        let hash = (hash as u64 + power as u64 * (byte as u64 + 1)) as u32;
        Backward { hash: Hash(hash), power: (power as u64 * BASE as u64) as u32 }
    }

    /// The hash of all that was hashed before, and this behind it.
    const fn after(self, before: Hash) -> Hash {
        Hash(before.0.wrapping_mul(self.power).wrapping_add(self.hash.0))
    }

    /// With the last label of a domain before. Gives also what stands before that label, its dot included.
    pub(crate) const fn unshift_label(self, domain: &[u8]) -> (Backward, &[u8]) {
        let Backward { hash: Hash(hash), power } = self;
        let (mut hash, mut power, mut rest) = (hash as u64, power as u64, domain);
        while let [before @ .., byte] = rest {
            if *byte == b'.' {
                break;
            }
            hash = (hash + power * (*byte as u64 + 1)) & u32::MAX as u64;
            power = (power * BASE as u64) & u32::MAX as u64;
            rest = before;
        }
        (Backward { hash: Hash(hash as u32), power: power as u32 }, rest)
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

/// The powers of [`BASE`].
static POWERS: [u32; NearKeys::LONGEST + 1] = {
    let mut powers = [1u32; NearKeys::LONGEST + 1];
    let mut at = 1;
    while at < powers.len() {
        powers[at] = powers[at - 1].wrapping_mul(BASE);
        at += 1;
    }
    powers
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
        let whole = hash(label);
        near.keys[0] = whole.key(view);
        let mut count = 1;
        // The hash of what stands before the character to leave out, and the power of what stands behind.
        let (mut before, mut behind) = (0, POWERS[label.len()]);
        let (mut rest, mut last) = (label, 0);
        while let [byte, after @ ..] = rest {
            let byte = *byte;
            let with = (before as u64 * BASE as u64 + byte as u64 + 1) as u32;
            behind = (behind as u64 * BASE_UNDONE as u64) as u32;
            // Leaving out either of two equal neighbours gives the same string.
            if count == 1 || last != byte {
                // Both below 2^32, so that nothing is lost.
                let gone = behind as u64 * ((1 << 32) + before as u64 - with as u64) as u32 as u64;
                near.keys[count] = Hash((whole.0 as u64 + gone as u32 as u64) as u32).key(view);
                count += 1;
            }
            (before, last, rest) = (with, byte, after);
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

#[cfg(test)]
mod tests {
    use super::{Backward, NearKeys, Singles, View, hash};

    #[test]
    fn each_character_is_left_out_once() {
        let expected = [&b"yahoo"[..], b"ahoo", b"yhoo", b"yaoo", b"yaho"].map(|near| hash(near).key(View::Near));
        assert_eq!(NearKeys::of(b"yahoo", View::Near).as_slice(), expected);
        assert_eq!(NearKeys::of(b"", View::Near).as_slice(), [0; 0]);
        assert_eq!(NearKeys::of(&[b'a'; 64], View::Near).as_slice(), [0; 0]);
    }

    #[test]
    fn a_hash_is_the_same_from_both_ends() {
        let (backward, before) = Backward::EMPTY.unshift_label(b"mail.example.org");
        assert_eq!((backward.hash, before), (hash(b"org"), &b"mail.example."[..]));
        let (backward, before) = backward.unshift(b'.').unshift_label(b"mail.example");
        assert_eq!((backward.hash, before), (hash(b"example.org"), &b"mail."[..]));
        let (backward, before) = backward.unshift(b'.').unshift_label(b"mail");
        assert_eq!((backward.hash, before), (hash(b"mail.example.org"), &b""[..]));
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
}
