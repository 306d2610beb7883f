//! The tables: which domains, endings and words are known.
//!
//! Their sources are the TSV files in `lint-core/data`, each with source, licence and date in its header. What is compiled
//! in is `known.txt` (one line a name), `known.idx` (an [`Index`] of the lines), and for short tables [`lists`]; a test lays
//! them out anew and fails when they are stale.
//!
//! A line of `known.txt` is twelve hexadecimal digits, the name, and for the top-level domain of a country that country.
//! The digits are the class (four), the rarity, where the name before the ending begins, where the ending begins, and the
//! length (two each).

mod hash;
mod index;
#[cfg(test)]
mod layout;
mod letters;
#[rustfmt::skip]
pub(crate) mod lists;
pub(crate) mod register;
pub(crate) mod suffix;
mod word_list;

pub(crate) use hash::{Backward, Hash, NearKeys, Singles, View, hash};
pub(crate) use index::{Filed, Index};
pub(crate) use letters::oddness;
pub(crate) use word_list::{Beginnings, WordList};

use crate::text::const_str::{find, is_one_of, slice};
use index::Layout;

/// Where each table is from, with its date and licence: a line `TABLE<TAB>SOURCE` for each, in the order of their names.
pub static SOURCES: &str = include_str!("sources.tsv");

/// What a name is known as. A name can be several things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Class(u16);

impl Class {
    /// Nothing known.
    pub(crate) const NONE: Class = Class(0);
    /// A delegated top-level domain.
    pub(crate) const TLD: Class = Class(1);
    /// A suffix under which a registry takes registrations.
    pub(crate) const SUFFIX: Class = Class(1 << 1);
    /// A suffix rule of the form `*.name`.
    pub(crate) const WILDCARD: Class = Class(1 << 2);
    /// An exception to such a rule.
    pub(crate) const EXCEPTION: Class = Class(1 << 3);
    /// A word of which the local parts are made that many domains have alike.
    pub(crate) const ROLE: Class = Class(1 << 4);
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
    /// A US `.gov` name that is neither a state's nor a place's.
    pub(crate) const FEDERAL: Class = Class(1 << 14);

    /// Both together.
    pub(crate) const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }

    /// Whether it is any of `others`.
    pub(crate) const fn is(self, others: Class) -> bool {
        self.0 & others.0 != 0
    }

    /// Whether it is this and nothing else.
    pub(crate) const fn is_only(self, class: Class) -> bool {
        self.0 == class.0
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
    /// Where the line begins.
    line: u32,
    /// What it is.
    pub(crate) class: Class,
}

impl Entry {
    /// The domain, ending or word, in lower case, as A-labels.
    pub(crate) const fn name(self) -> &'static str {
        let start = self.line as usize + DIGITS;
        slice(KNOWN, start, start + length(self.line))
    }

    /// How rare it is: -10 log10 of its share of all domains in mail and code.
    pub(crate) const fn rarity(self) -> u8 {
        octet(self.line as usize + 4)
    }

    /// Where the label before its ending begins.
    pub(crate) const fn start(self) -> u8 {
        octet(self.line as usize + 6)
    }

    /// Where its ending begins.
    pub(crate) const fn ending(self) -> u8 {
        octet(self.line as usize + 8)
    }
}

static KNOWN: &str = include_str!("known.txt");
static BYTES: &[u8] = KNOWN.as_bytes();
static INDEX: Layout<'_> = Layout::of(include_bytes!("known.idx"));

/// The number that stands for "no rarity estimated": as rare as a name nobody has counted.
#[cfg(test)]
pub(crate) const UNCOUNTED: u8 = 60;

/// How many digits stand before the name in a line of `known.txt`.
const DIGITS: usize = 12;

/// The line of `known.txt` that begins at `line`.
const fn entry(line: u32) -> Entry {
    let at = line as usize;
    Entry { line, class: Class((octet(at) as u16) << 8 | octet(at + 2) as u16) }
}

/// The length of its name.
const fn length(line: u32) -> usize {
    octet(line as usize + 10) as usize
}

/// The number of two hexadecimal digits at `at`.
const fn octet(at: usize) -> u8 {
    let (high, low) = (BYTES[at], BYTES[at + 1]);
    let high = if high <= b'9' { high & 0xf } else { high - b'a' + 10 };
    let low = if low <= b'9' { low & 0xf } else { low - b'a' + 10 };
    high << 4 | low
}

/// The line of exactly the name that stands in `from..to` of a text, by its hash.
const fn line(text: &[u8], from: usize, to: usize, hash: Hash) -> Option<u32> {
    let key = hash.key(View::Exact);
    // Most names are in no table.
    if !INDEX.may_file(key) {
        return None;
    }
    let mut filed = Filed::under(key, INDEX);
    while let Some(line) = filed.next() {
        if length(line) == to - from {
            let (known, mut in_known, mut at) = (BYTES, line as usize + DIGITS, from);
            while at < to && text[at] == known[in_known] {
                (at, in_known) = (at + 1, in_known + 1);
            }
            if at == to {
                return Some(line);
            }
        }
    }
    None
}

/// The country or territory of a top-level domain; empty for the others.
pub(crate) const fn country(tld: &str) -> &'static str {
    match line(tld.as_bytes(), 0, tld.len(), hash(tld.as_bytes())) {
        Some(offset) => {
            let start = offset as usize + DIGITS + tld.len();
            slice(KNOWN, start, find(BYTES, start, BYTES.len(), b'\n'))
        }
        None => "",
    }
}

/// The entry of exactly this name (lower case, A-labels).
pub(crate) const fn lookup(name: &str) -> Option<Entry> {
    lookup_bytes(name.as_bytes())
}

/// The entry of exactly the name of these bytes.
pub(crate) const fn lookup_bytes(name: &[u8]) -> Option<Entry> {
    lookup_hashed(name, 0, name.len(), hash(name))
}

/// The entry of the name that stands in `from..to` of a text, and whose hash is known.
pub(crate) const fn lookup_hashed(text: &[u8], from: usize, to: usize, hash: Hash) -> Option<Entry> {
    match line(text, from, to, hash) {
        Some(offset) => Some(entry(offset)),
        None => None,
    }
}

/// What exactly this name is known as.
pub(crate) const fn class(name: &str) -> Class {
    match lookup(name) {
        Some(entry) => entry.class,
        None => Class::NONE,
    }
}

/// Where the next of some keys stands, from `from` on, under which anything may be filed; past the last where none is.
pub(crate) const fn next_filed(keys: &NearKeys, from: usize) -> usize {
    INDEX.next_filed(keys, from)
}

/// The entries filed under a key of a view; some may be there by accident of hashing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entries(Option<Filed<'static>>);

impl Entries {
    pub(crate) const NONE: Entries = Entries(None);

    pub(crate) const fn under(key: u32) -> Entries {
        // Under most keys nothing is.
        if INDEX.may_file(key) { Entries(Some(Filed::under(key, INDEX))) } else { Entries::NONE }
    }

    /// The next one; none any more once there was none.
    pub(crate) const fn next(&mut self) -> Option<Entry> {
        let Some(filed) = &mut self.0 else { return None };
        match filed.next() {
            Some(offset) => Some(entry(offset)),
            None => {
                self.0 = None;
                None
            }
        }
    }
}

/// The endings that mail goes to, each with its rarity.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Endings(&'static [(&'static str, u8)]);

impl Endings {
    pub(crate) const ALL: Endings = Endings(lists::ENDINGS);

    pub(crate) const fn next(&mut self) -> Option<(&'static str, u8)> {
        let [next, rest @ ..] = self.0 else { return None };
        self.0 = rest;
        Some(*next)
    }
}

/// All names in the tables.
#[cfg(test)]
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    let mut start = 0;
    KNOWN.lines().map(move |line| {
        let name = entry(start as u32).name();
        start += line.len() + 1;
        name
    })
}

/// Whether it is the postal code of a state or territory of the USA.
pub(crate) const fn is_state(code: &str) -> bool {
    is_one_of(code, lists::STATES_US.as_slice())
}
