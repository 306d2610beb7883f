//! How domains read, kept so that a domain with many findings in one file is compared with the known ones once.

use crate::knowledge::Knowledge;
use crate::lint::slip::{self, Reading};
use std::borrow::Cow;
use std::collections::HashMap;

/// The readings of the domains that were looked at lately.
#[derive(Debug, Default)]
pub(super) struct Readings<'k> {
    /// By domain, and whether a military mailbox stands before it.
    kept: HashMap<String, [Option<Reading<'k>>; 2]>,
}

impl<'k> Readings<'k> {
    /// How many domains are kept. When there are more, all are given up: a text has few, or no end of them.
    const MOST: usize = 512;

    /// How `domain` (lower case, A-labels) reads.
    pub(super) fn get(&mut self, domain: &str, persona: bool, knowledge: &'k Knowledge) -> &Reading<'k> {
        if self.kept.len() >= Readings::MOST && !self.kept.contains_key(domain) {
            self.kept = HashMap::new();
        }
        let kept = self.kept.entry(domain.to_owned()).or_default();
        kept[usize::from(persona)].get_or_insert_with(|| slip::read(knowledge, Cow::Owned(domain.to_owned()), persona))
    }
}
