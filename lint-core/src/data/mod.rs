//! The tables: which domains, endings and words are known.
//!
//! Their sources are the TSV files in `lint-core/data`, each with source, licence and date in its header. What is compiled
//! in is `known.txt` (one line a name) and `known.idx` (an [`Index`] of the lines); a test lays both out anew and fails when
//! they are stale.
//!
//! A line of `known.txt` is twelve hexadecimal digits, the name, and for the top-level domain of a country that country.
//! The digits are the class (four), the rarity, where the name before the ending begins, where the ending begins, and the
//! length (two each).

mod index;
#[cfg(test)]
mod layout;
pub(crate) mod suffix;

pub(crate) use index::{Index, Rolling, View, hash, near_hashes};

/// What a name is known as. A name can be several things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Class(u16);

impl Class {
    /// A delegated top-level domain.
    pub(crate) const TLD: Class = Class(1);
    /// A suffix under which a registry takes registrations.
    pub(crate) const SUFFIX: Class = Class(1 << 1);
    /// A suffix rule of the form `*.name`.
    pub(crate) const WILDCARD: Class = Class(1 << 2);
    /// An exception to such a rule.
    pub(crate) const EXCEPTION: Class = Class(1 << 3);
    /// A mailbox provider.
    pub(crate) const PROVIDER: Class = Class(1 << 5);
    /// A host that code depends on.
    pub(crate) const HOST: Class = Class(1 << 6);
    /// An organisation that developers mail.
    pub(crate) const ORGANISATION: Class = Class(1 << 7);
    /// A US military name.
    pub(crate) const MILITARY: Class = Class(1 << 8);
    /// A government or defence name elsewhere, or a US `.gov` one.
    pub(crate) const GOVERNMENT: Class = Class(1 << 9);
    /// In use, although it reads like a slip.
    pub(crate) const IN_USE: Class = Class(1 << 10);
    /// An English word or name.
    pub(crate) const WORD: Class = Class(1 << 11);
    /// An ending that mail goes to.
    pub(crate) const ENDING: Class = Class(1 << 12);
    /// Known well enough to be suggested.
    pub(crate) const TARGET: Class = Class(1 << 13);

    /// Both together.
    pub(crate) const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }

    /// Whether it is any of `others`.
    pub(crate) const fn is(self, others: Class) -> bool {
        self.0 & others.0 != 0
    }

    /// A domain that somebody means in its own right.
    pub(crate) const MEANT: Class = Class::PROVIDER
        .or(Class::HOST)
        .or(Class::ORGANISATION)
        .or(Class::MILITARY)
        .or(Class::GOVERNMENT)
        .or(Class::IN_USE);
}

/// One line of `known.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The domain, ending or word, in lower case, as A-labels.
    pub(crate) name: &'static str,
    /// What it is.
    pub(crate) class: Class,
    /// How rare it is: -10 log10 of its share of all domains in mail and code.
    pub(crate) rarity: u8,
    /// Where the label before its ending begins.
    pub(crate) start: u8,
    /// Where its ending begins.
    pub(crate) ending: u8,
}

static KNOWN: &str = include_str!("known.txt");
static INDEX: Index = Index::laid_out(include_bytes!("known.idx"));

/// The number that stands for "no rarity estimated": as rare as a name nobody has counted.
pub(crate) const UNCOUNTED: u8 = 60;

/// How many digits stand before the name in a line of `known.txt`.
const DIGITS: usize = 12;

/// The line of `known.txt` that starts at `offset`.
fn entry(offset: u32) -> Option<Entry> {
    let at = offset as usize;
    let bytes = KNOWN.as_bytes();
    let name = at + DIGITS;
    let length = usize::from(octet(bytes, at + 10));
    Some(Entry {
        name: KNOWN.get(name..name + length)?,
        class: Class(u16::from(octet(bytes, at)) << 8 | u16::from(octet(bytes, at + 2))),
        rarity: octet(bytes, at + 4),
        start: octet(bytes, at + 6),
        ending: octet(bytes, at + 8),
    })
}

/// The number of two hexadecimal digits at `at`.
fn octet(digits: &[u8], at: usize) -> u8 {
    digit(digits[at]) << 4 | digit(digits[at + 1])
}

fn digit(digit: u8) -> u8 {
    if digit <= b'9' { digit & 0xf } else { digit - b'a' + 10 }
}

/// The country or territory of a top-level domain; empty for the others.
pub(crate) fn country(tld: &str) -> &'static str {
    let mut country = "";
    INDEX.each(hash(tld.as_bytes()).key(View::Exact), |offset| {
        if entry(offset).is_some_and(|entry| entry.name == tld) {
            let rest = &KNOWN[offset as usize + DIGITS + tld.len()..];
            country = rest.lines().next().unwrap_or_default();
        }
    });
    country
}

/// The entry of exactly this name (lower case, A-labels).
pub(crate) fn lookup(name: &str) -> Option<Entry> {
    lookup_hashed(name, hash(name.as_bytes()))
}

/// The same for a name whose hash is known.
pub(crate) fn lookup_hashed(name: &str, hash: Rolling) -> Option<Entry> {
    let mut found = None;
    INDEX.each(hash.key(View::Exact), |offset| match entry(offset) {
        Some(entry) if entry.name == name => found = Some(entry),
        _ => {}
    });
    found
}

/// What exactly this name is known as.
pub(crate) fn class(name: &str) -> Class {
    lookup(name).map_or(Class::default(), |entry| entry.class)
}

/// Calls `each` with the entries filed under `key` in a view; some may be there by accident of hashing.
pub(crate) fn each(key: u32, mut each: impl FnMut(Entry)) {
    INDEX.each(key, |offset| {
        if let Some(entry) = entry(offset) {
            each(entry);
        }
    });
}

/// Calls `each` with every ending that mail goes to, and its rarity.
pub(crate) fn endings(mut each: impl FnMut(&'static str, u8)) {
    for line in ENDINGS.lines().filter(|line| !line.starts_with('#')) {
        if let Some((ending, rarity)) = line.split_once('\t') {
            each(ending, rarity.parse().unwrap_or(UNCOUNTED));
        }
    }
}

static ENDINGS: &str = include_str!("../../data/endings.tsv");
