//! How domains read, kept so that a domain with many findings in one file is compared with the known ones once.

use crate::by_name::ByName;
use crate::knowledge::Knowledge;
use crate::lint::slip::{self, Reading};
use std::borrow::Cow;

/// The readings of the domains that were looked at lately.
#[derive(Debug, Default)]
pub(super) struct Readings<'k> {
    /// By domain, and whether a military mailbox stands before it.
    kept: ByName<[Option<Reading<'k>>; 2]>,
}

impl<'k> Readings<'k> {
    /// How many domains are kept. When there are more, all are given up: a text has few, or no end of them.
    const MOST: usize = 512;

    /// How `domain` (lower case, A-labels) reads.
    pub(super) fn get(&mut self, domain: &str, persona: bool, knowledge: &'k Knowledge) -> &Reading<'k> {
        if self.kept.len() >= Readings::MOST && self.kept.get(domain).is_none() {
            self.kept = ByName::default();
        }
        let kept = self.kept.or_default(domain);
        kept[usize::from(persona)].get_or_insert_with(|| slip::read(knowledge, Cow::Owned(domain.to_owned()), persona))
    }
}
