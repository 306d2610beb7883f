//! Which domains are meant, and how likely: the built-in tables, what the policy protects, what the repository declares.

use crate::data::suffix::{self, squashed_hash};
use crate::data::{self, Backward, Class, Filed, Hash, Index, NearKeys, View, hash, lists};
use crate::order;
use crate::text::const_str::{is_equal, is_word, slice, tail};
use std::fmt;

/// A domain that is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known<'k> {
    /// In lower case, as A-labels.
    pub(crate) domain: &'k str,
    /// Where the label before its ending begins.
    start: u8,
    /// Where its ending begins.
    ending: u8,
    pub(crate) class: Class,
    /// -10 log10 of its share of all domains in mail and code.
    pub(crate) rarity: u8,
    pub(crate) source: Source<&'k str>,
}

impl<'k> Known<'k> {
    /// A domain (lower case, A-labels) that no table has; `None` of one that is too long for any.
    pub(crate) fn unknown(domain: &'k str, source: Source<&'k str>) -> Option<Known<'k>> {
        let ending = suffix::ending(domain, data::class);
        // A domain has at most 255 octets, RFC 1035, section 2.3.4.
        let start = u8::try_from(suffix::name(domain, ending).1).ok()?;
        let (ending, class) = (u8::try_from(ending).ok()?, data::class(domain).or(Class::TARGET));
        Some(Known { domain, start, ending, class, rarity: 0, source })
    }

    /// The label before the ending; empty for a name of one label.
    pub(crate) const fn name(&self) -> &'k str {
        slice(self.domain, self.start as usize, self.ending.saturating_sub(1) as usize)
    }

    /// The ending: a top-level domain, or another suffix that a registry takes registrations under.
    pub(crate) const fn ending(&self) -> &'k str {
        tail(self.domain, self.ending as usize)
    }

    /// The labels before the name, with their dots: `users.noreply.` of `users.noreply.github.com`.
    pub(crate) const fn before(&self) -> &'k str {
        slice(self.domain, 0, self.start as usize)
    }

    /// The name and the ending.
    pub(crate) const fn registrable(&self) -> &'k str {
        tail(self.domain, self.start as usize)
    }
}

/// Where a domain is known from. Of several the first counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Source<File> {
    /// The policy, which protects it.
    Protect,
    /// The file that declares it.
    Declared(File),
    /// The repository itself, which uses it. Whoever slips meant one of those, but to be used does not make a name right.
    Tree,
    /// The built-in tables.
    BuiltIn,
    /// The other end of the link that names the domain in question.
    Link,
}

impl<'k> Source<&'k str> {
    /// The word used in reports.
    pub(crate) const fn as_str(self) -> &'k str {
        match self {
            Source::Protect => "protect",
            Source::Declared(file) => file,
            Source::Tree => "tree",
            Source::BuiltIn => "builtin",
            Source::Link => "link",
        }
    }

    /// Whether the user named it, in policy or in what the repository declares.
    pub(crate) const fn is_users(self) -> bool {
        matches!(self, Source::Protect | Source::Declared(_))
    }
}

impl Source<String> {
    fn as_ref(&self) -> Source<&str> {
        match self {
            Source::Protect => Source::Protect,
            Source::Declared(file) => Source::Declared(file),
            Source::Tree => Source::Tree,
            Source::BuiltIn => Source::BuiltIn,
            Source::Link => Source::Link,
        }
    }
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

/// How the top-level domain stands that is `at..end` of a text (lower case, A-labels) and is known as `class`.
const fn standing(text: &[u8], at: usize, end: usize, class: Class) -> Tld {
    // The only one that is both in the root zone and set aside.
    if class.is(Class::TLD) && !is_word(text, at, end, b"arpa") {
        return Tld::Delegated;
    }
    let (reserved, mut next) = (lists::RESERVED_TLDS.as_slice(), 0);
    while next < reserved.len() {
        if is_word(text, at, end, reserved[next].as_bytes()) {
            return Tld::Reserved;
        }
        next += 1;
    }
    Tld::Undelegated
}

/// How the top-level domain of a domain (lower case, A-labels) stands.
pub(crate) const fn standing_of(domain: &str) -> Tld {
    let mut downward = Downward::through(domain);
    downward.next();
    downward.tld
}

/// The year in which the top-level domain `tld` was taken out of the root zone.
pub(crate) const fn retired(tld: &str) -> Option<u16> {
    let mut at = 0;
    while at < lists::RETIRED_TLDS.len() {
        let (name, year) = lists::RETIRED_TLDS[at];
        if is_equal(name, tld) {
            return Some(year);
        }
        at += 1;
    }
    None
}

/// The top-level domain of which `tld`, in any case, is a known slip.
pub(crate) const fn risk_of(tld: &str) -> Option<&'static str> {
    let mut at = 0;
    // All have two letters.
    while at < lists::RISKY_TLDS.len() && tld.len() == 2 {
        let (risky, meant) = lists::RISKY_TLDS[at];
        if is_word(tld.as_bytes(), 0, tld.len(), risky.as_bytes()) {
            return Some(meant);
        }
        at += 1;
    }
    None
}

/// The country or territory of a top-level domain; empty for the others.
pub(crate) const fn country(tld: &str) -> &'static str {
    data::country(tld)
}

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

/// The entry as a known domain, if somebody means it in its own right.
fn in_its_own_right(entry: data::Entry) -> Option<Known<'static>> {
    if entry.class.is(Class::MEANT) { Some(built_in(entry)) } else { None }
}

/// An entry of the tables as a known domain.
pub(crate) const fn built_in(entry: data::Entry) -> Known<'static> {
    Known {
        domain: entry.name(),
        start: entry.start(),
        ending: entry.ending(),
        class: entry.class,
        rarity: entry.rarity(),
        source: Source::BuiltIn,
    }
}
