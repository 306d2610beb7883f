//! How much a tree uses a domain.

use crate::census::Witness;

/// How many times as often as the typed name another must be named to be what was meant.
pub(super) const RATIO: u32 = 8;
/// What is named less often than that can still be meant, but not what is named less often than this.
pub(super) const LEAST_RATIO: u32 = 3;

/// How much the tree uses the domain as typed, lines that a change adds left out.
#[derive(Clone, Copy)]
pub(super) struct Use {
    pub(super) count: u32,
    /// All files, those of the change too.
    pub(super) files: u32,
    pub(super) settled_files: u32,
    /// Whether it names others below what was registered.
    pub(super) has_other_hosts: bool,
}

impl Use {
    pub(super) fn of(witness: &Witness, domain: &str) -> Use {
        let Some(seen) = witness.registered(domain) else {
            return Use { count: 0, files: 0, settled_files: 0, has_other_hosts: false };
        };
        let own = witness.exact(domain).map_or(0, |seen| seen.mentioned.settled());
        let count = seen.mentioned.settled();
        let settled_files = seen.files - seen.fresh_files;
        Use { count, files: seen.files, settled_files, has_other_hosts: 0 < own && own < count }
    }
}

/// The rarity of a name in a tree that names it so often.
pub(crate) fn share(count: u32, witness: &Witness) -> i32 {
    let total = witness.total().max(1);
    let times = (total / u64::from(count.max(1))).max(1);
    // As decibans, in steps of three.
    3 * i32::try_from(times.ilog2()).unwrap_or(0)
}
