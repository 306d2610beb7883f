//! What stands in for the census where nobody counts: a tree that says nothing.

use crate::find::Form;

/// Which domains a file mentions, for a census: without the feature `tree` nobody asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mentions {}

impl Mentions {
    pub(crate) fn add(&mut self, _: u64, _: &str, _: Form, _: bool) {}

    pub(crate) fn add_mailbox(&mut self, _: &[u8], _: &str) {}

    pub(crate) fn add_page(&mut self, _: &[u8], _: &str) {}
}

/// What a tree uses, and how often: nothing.
#[derive(Debug, Default)]
pub(crate) struct Witness;

impl Witness {
    pub(crate) fn is_silent(&self) -> bool {
        true
    }

    pub(crate) fn names_much(&self) -> bool {
        false
    }

    pub(crate) fn has_unlisted(&self, _: &str) -> bool {
        false
    }

    pub(crate) fn has(&self, _: &str) -> bool {
        false
    }

    pub(crate) fn uses(&self, _: &str) -> bool {
        false
    }

    pub(crate) fn has_own_ending(&self, _: &str) -> bool {
        false
    }

    pub(crate) fn has_mailbox(&self, _: &[u8], _: &str) -> bool {
        false
    }
}
