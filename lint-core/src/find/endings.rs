//! Endings of dotted words: which make a host of a word without a scheme, and which make a file name of it.

use crate::data::Rows;

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

impl Ending {
    /// By its name in the table.
    #[expect(clippy::panic, reason = "a panic in a constant is a compile error")]
    const fn called(name: &str) -> Ending {
        match name.as_bytes() {
            b"host" => Ending::Host,
            b"either" => Ending::Either,
            b"country" => Ending::Country,
            b"file" => Ending::File,
            _ => panic!("no such ending"),
        }
    }
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
    let mut slots = [(FREE, Ending::Other); SLOTS];
    let mut rows = Rows::of(include_str!("../../data/last_labels.tsv"));
    while let Some(mut row) = rows.next() {
        let (label, mut key, mut at) = (row.cell().as_bytes(), 0, 0);
        while at < label.len() {
            key |= (label[at] as u64) << (8 * at);
            at += 1;
        }
        let mut slot = slot_of(key);
        while slots[slot].0 != FREE {
            slot = (slot + 1) % SLOTS;
        }
        slots[slot] = (key, Ending::called(row.cell()));
    }
    slots
};

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
