//! What may be said of a domain by itself, kept so that the thousandth `example.com` costs one look.

use crate::find::Form;
use std::fmt;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};

/// What may be said of a domain by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing: it is known.
    Known,
    /// Nothing, and it is not known.
    Unknown,
    /// Something, depending on where it stands.
    Suspect,
}

/// How domains stand that were looked at before.
///
/// It holds hashes under a key of this process, not the domains: nobody can make one that collides with another.
pub(super) struct Standings {
    keys: RandomState,
    slots: Vec<AtomicU64>,
}

impl Standings {
    const SLOTS: usize = 1 << 14;
    /// The bits of a slot that hold the standing; the others hold the hash.
    const BITS: u64 = 3;

    /// The hash of a domain, the same as long as this process lasts.
    pub(super) fn key(&self, domain: &str) -> u64 {
        let mut hasher = self.keys.build_hasher();
        hasher.write(domain.as_bytes());
        hasher.finish()
    }

    /// Where the standing of the domain with this hash is kept, together with those whose hash ends alike.
    pub(super) fn slot(&self, key: u64, form: Form) -> Slot<'_> {
        self.slot_of(key, form as u8)
    }

    /// Where the standing of all names is kept that machines make below this domain.
    pub(super) fn slot_below(&self, key: u64, form: Form) -> Slot<'_> {
        self.slot_of(key, form as u8 | 1 << 7)
    }

    fn slot_of(&self, key: u64, mark: u8) -> Slot<'_> {
        // Into the bits of which the slot is made.
        let hash = (key ^ u64::from(mark) << 32) | Standings::BITS;
        Slot { hash, kept: &self.slots[(hash >> 32) as usize % Standings::SLOTS] }
    }
}

/// Where the standing of one domain is kept.
pub(super) struct Slot<'s> {
    hash: u64,
    kept: &'s AtomicU64,
}

impl Slot<'_> {
    pub(super) fn get(&self) -> Option<Standing> {
        let found = self.kept.load(Ordering::Relaxed);
        if found | Standings::BITS != self.hash {
            return None;
        }
        match found & Standings::BITS {
            0 => Some(Standing::Known),
            1 => Some(Standing::Unknown),
            _ => Some(Standing::Suspect),
        }
    }

    pub(super) fn set(&self, standing: Standing) {
        let bits = match standing {
            Standing::Known => 0,
            Standing::Unknown => 1,
            Standing::Suspect => 2,
        };
        self.kept.store(self.hash & !Standings::BITS | bits, Ordering::Relaxed);
    }
}

impl Default for Standings {
    fn default() -> Standings {
        let mut slots = Vec::with_capacity(Standings::SLOTS);
        slots.resize_with(Standings::SLOTS, || AtomicU64::new(u64::MAX));
        Standings { keys: RandomState::new(), slots }
    }
}

impl fmt::Debug for Standings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Standings")
    }
}
