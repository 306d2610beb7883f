//! The way through a domain, from its top-level domain down.

use super::known::Known;
use super::tld::{Tld, standing};
use crate::data::{self, Backward, Class, Hash};

/// The way from a domain's top-level domain down to itself: one look-up a label.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Downward<'d> {
    domain: &'d [u8],
    /// What stands before the part that was looked up last, without the dot between; `None` after the last.
    before: Option<&'d [u8]>,
    hash: Backward,
    parent: usize,
    parent_class: Class,
    /// How the top-level domain stands.
    pub(crate) tld: Tld,
    /// Where the ending begins in the domain, once all is done.
    pub(crate) ending: usize,
}

impl<'d> Downward<'d> {
    pub(crate) const fn through(domain: &'d str) -> Downward<'d> {
        let domain = domain.as_bytes();
        let (before, hash, parent, parent_class) = (Some(domain), Backward::EMPTY, domain.len(), Class::NONE);
        Downward { domain, before, hash, parent, parent_class, tld: Tld::Undelegated, ending: 0 }
    }

    /// Where in the domain the next part begins, its hash, and its entry in the tables.
    pub(crate) const fn next(&mut self) -> Option<(usize, Hash, Option<data::Entry>)> {
        let Some(before) = self.before else { return None };
        let (domain, end) = (self.domain, self.domain.len());
        // With the dot behind it, if there is one.
        let behind = if before.len() < end { self.hash.unshift(b'.') } else { self.hash };
        let (backward, before) = behind.unshift_label(before);
        let (at, Backward { hash, .. }) = (before.len(), backward);
        self.hash = backward;
        let entry = data::lookup_hashed(domain, at, end, hash);
        let class = match entry {
            Some(entry) => entry.class,
            None => Class::NONE,
        };
        if self.parent == end {
            self.tld = standing(domain, at, end, class);
            self.ending = at;
        } else if class.is(Class::EXCEPTION) {
            self.ending = self.parent;
        } else if class.is(Class::SUFFIX) || self.parent_class.is(Class::WILDCARD) {
            self.ending = at;
        }
        (self.parent, self.parent_class) = (at, class);
        self.before = match before {
            [before @ .., _] => Some(before),
            [] => None,
        };
        Some((at, hash, entry))
    }
}

/// How a domain is put together, and what of it is known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outline<'k> {
    /// How its top-level domain stands.
    pub(crate) tld: Tld,
    /// Where its ending begins.
    pub(crate) ending: usize,
    /// The known domain that it is, or lies below.
    pub(crate) covering: Option<Known<'k>>,
}

/// How the top-level domain of a domain (lower case, A-labels) stands.
pub(crate) const fn standing_of(domain: &str) -> Tld {
    let mut downward = Downward::through(domain);
    downward.next();
    downward.tld
}
