//! Which domains are meant, and how likely: the built-in tables, what the policy protects, what the repository declares.

mod downward;
mod known;
mod tld;

pub(crate) use downward::{Downward, Outline, standing_of};
pub(crate) use known::{Known, Source, built_in};
pub(crate) use tld::{Tld, retired, risk_of};

use crate::data::suffix::{self, squashed_hash};
use crate::data::{self, Class, Filed, Hash, Index, NearKeys, View, hash};
use crate::order;
use known::in_its_own_right;
use std::fmt;

/// A domain named by the user or found in the repository.
#[derive(Clone, Debug)]
struct Named {
    name: Name,
    start: u8,
    ending: u8,
    class: Class,
}

/// Everything known: the built-in tables, which cost nothing to have, and the names given.
#[derive(Clone)]
pub(crate) struct Knowledge {
    named: Vec<Named>,
    index: Index,
}

impl fmt::Debug for Knowledge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Knowledge").field("named", &self.named).finish_non_exhaustive()
    }
}

impl Default for Knowledge {
    fn default() -> Knowledge {
        Knowledge::new(Vec::new())
    }
}

/// A domain to know besides the built-in ones, in lower case, with where it is known from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name {
    pub(crate) domain: String,
    pub(crate) source: Source<String>,
    /// -10 log10 of the chance that a domain in this repository is this one.
    pub(crate) rarity: u8,
}

impl Knowledge {
    /// The built-in tables and these names.
    pub(crate) fn new(mut names: Vec<Name>) -> Knowledge {
        order::sort(&mut names, Ord::cmp);
        let mut named: Vec<Named> = Vec::new();
        for name in names {
            let is_new = named.last().is_none_or(|last| last.name.domain != name.domain);
            if let Some(name) = Named::new(name).filter(|_| is_new) {
                named.push(name);
            }
        }
        let mut entries = Vec::new();
        for (at, name) in (0..).zip(&named) {
            let known = name.known();
            entries.push((hash(known.domain.as_bytes()).key(View::Exact), at));
            entries.push((squashed_hash(known.domain).key(View::Squashed), at));
            for key in NearKeys::of(known.name().as_bytes(), View::Near).as_slice() {
                entries.push((*key, at));
            }
        }
        Knowledge { named, index: Index::build(&entries) }
    }

    /// The known domain that is exactly this one (lower case, A-labels).
    pub(crate) fn exact(&self, domain: &str) -> Option<Known<'_>> {
        let hash = hash(domain.as_bytes());
        let built_in = || data::lookup_hashed(domain.as_bytes(), 0, domain.len(), hash);
        self.named(domain, hash).or_else(|| built_in().and_then(in_its_own_right))
    }

    /// The known domain that this is, or lies below: `mail.google.com` lies below `google.com`.
    pub(crate) fn covering(&self, domain: &str) -> Option<Known<'_>> {
        self.outline(domain).covering
    }

    /// How a domain (lower case, A-labels) is put together, and what of it is known: one look-up a label.
    pub(crate) fn outline(&self, domain: &str) -> Outline<'_> {
        let mut outline = Outline { tld: Tld::Undelegated, ending: 0, covering: None };
        let mut downward = Downward::through(domain);
        while let Some((start, hash, entry)) = downward.next() {
            let given = self.named(&domain[start..], hash).filter(|known| known.source != Source::Tree);
            if let Some(known) = given.or_else(|| entry.and_then(in_its_own_right)) {
                outline.covering = Some(known);
            }
        }
        Outline { tld: downward.tld, ending: downward.ending, ..outline }
    }

    /// The name given that is exactly this domain, by its hash.
    fn named(&self, domain: &str, hash: Hash) -> Option<Known<'_>> {
        let mut found = None;
        self.each_named(hash.key(View::Exact), |known| {
            found = found.or(Some(known).filter(|known| known.domain == domain));
        });
        found
    }

    /// Whether any name is given.
    pub(crate) fn names_any(&self) -> bool {
        !self.named.is_empty()
    }

    /// Whether any of the names given may be filed under a key.
    fn may_name(&self, key: u32) -> bool {
        !self.named.is_empty() && self.index.layout().may_file(key)
    }

    /// Calls `each` with the names given that are filed under a key.
    pub(crate) fn each_named<'k>(&'k self, key: u32, mut each: impl FnMut(Known<'k>)) {
        if self.may_name(key) {
            let mut filed = Filed::under(key, self.index.layout());
            while let Some(at) = filed.next() {
                if let Some(name) = self.named.get(at as usize) {
                    each(name.known());
                }
            }
        }
    }

    /// Whether a domain is what a registry sells: one label of some length and an ending.
    pub(crate) fn is_registered(&self, domain: &str) -> bool {
        let ending = self.outline(domain).ending;
        let (name, start) = suffix::name(domain, ending);
        // What stands before a doubled ending is a name, and no host: `kernel404.com.com`.
        ending > 3 && start == 0 && !data::class(name).is(Class::TLD)
    }

    /// Whether one of the names given may be a slip away from `domain`: a look that is cheap where none is.
    #[cfg(feature = "tree")]
    pub(crate) fn may_be_near_named(&self, domain: &str) -> bool {
        let name = suffix::name(domain, suffix::ending(domain, data::class)).0;
        let mut near = false;
        let mut look = |key| self.each_named(key, |_| near = true);
        NearKeys::of(name.as_bytes(), View::Near).as_slice().iter().for_each(|&key| look(key));
        look(squashed_hash(domain).key(View::Squashed));
        near
    }
}

impl Named {
    fn new(name: Name) -> Option<Named> {
        let Known { start, ending, class, .. } = Known::unknown(&name.domain, name.source.as_ref())?;
        Some(Named { name, start, ending, class })
    }

    fn known(&self) -> Known<'_> {
        let Named { start, ending, class, .. } = *self;
        let Name { domain, source, rarity } = &self.name;
        Known { domain, start, ending, class, rarity: *rarity, source: source.as_ref() }
    }
}

#[cfg(test)]
mod tests;
