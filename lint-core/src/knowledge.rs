//! Which domains are meant, and how likely: the built-in tables, what the policy protects, what the repository declares.

use crate::data::suffix::{self, squash};
use crate::data::{self, Class, Index, UNCOUNTED, View, hash, near_hashes};
use std::fmt;

/// A domain that is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known<'k> {
    /// In lower case, as A-labels.
    pub(crate) domain: &'k str,
    pub(crate) class: Class,
    /// -10 log10 of its share of all domains in mail and code.
    pub(crate) rarity: u8,
    /// `builtin`, `protect`, `census`, or the file that declares it.
    pub(crate) source: &'k str,
    /// Whether the user named it, in policy or in what the repository declares.
    pub(crate) protected: bool,
}

/// How a top-level domain stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tld {
    /// In the root zone: mail can be delivered.
    Delegated,
    /// Set aside for documentation, tests and local networks: nobody gets the mail.
    Reserved,
    /// Not in the root zone.
    Undelegated,
}

/// Names set aside, or in such common local use that nobody means the public DNS: RFC 2606, RFC 6761, RFC 7686, RFC 8375,
/// RFC 9476, ICANN's `.internal` of 2024, and the local names that ICANN's name-collision study found (corp, home, mail).
const RESERVED_TLDS: [&str; 16] = [
    "alt",
    "arpa",
    "corp",
    "example",
    "home",
    "internal",
    "intra",
    "intranet",
    "invalid",
    "lan",
    "local",
    "localdomain",
    "localhost",
    "onion",
    "private",
    "test",
];

/// How the top-level domain `tld` (lower case, A-label) stands.
pub(crate) fn tld(tld: &str) -> Tld {
    if RESERVED_TLDS.contains(&tld) {
        Tld::Reserved
    } else if data::class(tld).is(Class::TLD) {
        Tld::Delegated
    } else {
        Tld::Undelegated
    }
}

/// Top-level domains that were in use once, and the year in which they were taken out. Source: IANA's reports on the removal
/// of .cs, .zr, .yu, .an and .tp.
const RETIRED_TLDS: [(&str, u16); 5] = [("an", 2015), ("cs", 1995), ("tp", 2015), ("yu", 2010), ("zr", 2001)];

/// The year in which the top-level domain `tld` was taken out of the root zone.
pub(crate) fn retired(tld: &str) -> Option<u16> {
    RETIRED_TLDS.iter().find(|(name, _)| *name == tld).map(|(_, year)| *year)
}

/// The country or territory of a top-level domain; empty for the others.
pub(crate) fn country(tld: &str) -> &'static str {
    data::lookup(tld).map_or("", |entry| entry.country)
}

/// A domain named by the user or found in the repository.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Named {
    domain: String,
    source: String,
    rarity: u8,
    protected: bool,
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
pub(crate) struct Name {
    pub(crate) domain: String,
    pub(crate) source: String,
    /// -10 log10 of the chance that a domain in this repository is this one.
    pub(crate) rarity: u8,
    pub(crate) protected: bool,
}

impl Knowledge {
    /// The built-in tables and these names.
    pub(crate) fn new(names: Vec<Name>) -> Knowledge {
        let mut named: Vec<Named> = names
            .into_iter()
            .map(|name| Named {
                domain: name.domain,
                source: name.source,
                rarity: name.rarity,
                protected: name.protected,
            })
            .collect();
        named.sort_unstable();
        named.dedup_by(|a, b| a.domain == b.domain);
        let mut entries = Vec::new();
        for (at, name) in named.iter().enumerate() {
            let at = at as u32;
            let domain = name.domain.as_str();
            let label = suffix::name(domain, suffix::ending(domain, data::class)).0;
            entries.push((hash(domain.as_bytes()).key(View::Exact), at));
            entries.push((hash(&squash(domain)).key(View::Squashed), at));
            near_hashes(label.as_bytes(), |rolling| entries.push((rolling.key(View::Near), at)));
        }
        Knowledge { named, index: Index::build(entries) }
    }

    fn name(&self, at: u32) -> Option<Known<'_>> {
        let name = self.named.get(at as usize)?;
        let class = data::class(&name.domain).or(Class::TARGET);
        Some(Known {
            domain: &name.domain,
            class,
            rarity: name.rarity,
            source: &name.source,
            protected: name.protected,
        })
    }

    /// The known domain that is exactly this one (lower case, A-labels).
    pub(crate) fn exact(&self, domain: &str) -> Option<Known<'_>> {
        let mut found = None;
        self.index.each(hash(domain.as_bytes()).key(View::Exact), |at| {
            found = found.or_else(|| self.name(at).filter(|known| known.domain == domain));
        });
        found.or_else(|| data::lookup(domain).filter(|entry| entry.class.is(Class::MEANT)).map(built_in))
    }

    /// The known domain that this is, or lies below: `mail.google.com` lies below `google.com`.
    pub(crate) fn covering(&self, domain: &str) -> Option<Known<'_>> {
        let mut rest = domain;
        loop {
            if let Some(known) = self.exact(rest) {
                return Some(known);
            }
            rest = &rest[rest.find('.')? + 1..];
        }
    }

    /// Calls `each` with the known domains filed under a key of [`View::Near`] or [`View::Squashed`]; some may be there by
    /// accident of hashing.
    pub(crate) fn each<'k>(&'k self, key: u32, mut each: impl FnMut(Known<'k>)) {
        self.index.each(key, |at| {
            if let Some(known) = self.name(at) {
                each(known);
            }
        });
        data::each(key, |entry| {
            if entry.class.is(Class::TARGET) {
                each(built_in(entry));
            }
        });
    }
}

fn built_in(entry: data::Entry) -> Known<'static> {
    let rarity = entry.rarity.min(UNCOUNTED);
    Known { domain: entry.name, class: entry.class, rarity, source: "builtin", protected: false }
}
