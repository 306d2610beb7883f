//! Endings of dotted words: which make a host of a word without a scheme, and which make a file name of it.

use crate::data::lists::last_labels;

/// What the last label of a dotted word makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// A host, wherever a host can stand.
    Host,
    /// A host where the place asks for one; elsewhere rather a file, a member or the end of a sentence.
    Either,
    /// A file as a bare word, but a country behind an `@`.
    Country,
    /// A file, whatever stands before.
    File,
    /// Nothing is known.
    Other,
}

/// Tells the endings apart, in any case.
pub(crate) fn ending(label: &[u8]) -> Ending {
    let mut lower = [0; LONGEST];
    let Some(head) = lower.get_mut(..label.len()) else { return Ending::Other };
    head.copy_from_slice(label);
    head.make_ascii_lowercase();
    // No label has a NUL in it.
    let key = u64::from_le_bytes(lower);
    let mut slot = slot_of(key);
    // As in the table, the next slots hold what has no room in its own.
    while let Some(&(found, ending)) = TABLE.get(slot) {
        if found == key || found == FREE {
            return ending;
        }
        slot = (slot + 1) % SLOTS;
    }
    Ending::Other
}

/// The length of the longest ending in the table: as a number, it is compared at once.
const LONGEST: usize = 8;

/// Room for twice the endings there are, so that one is found at once or with its neighbours.
const SLOTS: usize = 512;

/// The key of a slot that holds no ending; that of no label is the same, and is no ending either.
const FREE: u64 = 0;

/// Where the search for a key begins: the top bits of its product with 2^64 over the golden ratio.
const fn slot_of(key: u64) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - SLOTS.trailing_zeros())) as usize
}

static TABLE: [(u64, Ending); SLOTS] = {
    let lists = [
        (last_labels::HOST, Ending::Host),
        (last_labels::EITHER, Ending::Either),
        (last_labels::COUNTRY, Ending::Country),
        (last_labels::FILE, Ending::File),
    ];
    let (mut slots, mut list) = ([(FREE, Ending::Other); SLOTS], 0);
    while list < lists.len() {
        let (mut labels, ending) = (lists[list].0.as_slice(), lists[list].1);
        while let [label, rest @ ..] = labels {
            let key = key(label.as_bytes());
            let mut slot = slot_of(key);
            while slots[slot].0 != FREE {
                slot = (slot + 1) % SLOTS;
            }
            slots[slot] = (key, ending);
            labels = rest;
        }
        list += 1;
    }
    slots
};

/// A label of the table as a number.
const fn key(label: &[u8]) -> u64 {
    let (mut key, mut at) = (0, 0);
    while at < label.len() {
        key |= (label[at] as u64) << (8 * at);
        at += 1;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::{Ending, ending};

    #[test]
    fn endings_are_told_in_any_case() {
        assert_eq!(
            ["com", "ML", "Rs", "service"].map(|label| ending(label.as_bytes())),
            [Ending::Host, Ending::Either, Ending::Country, Ending::File]
        );
        for label in ["", "c", "comx", "services", "servicess", "\0"] {
            assert_eq!(ending(label.as_bytes()), Ending::Other, "{label}");
        }
    }
}
