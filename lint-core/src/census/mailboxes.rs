//! Which mailboxes there are, in eight bytes each; and, likewise, which pages, with a path in place of the local part.
//!
//! A mailbox is the hash of its local part before that of its domain, so that in their order those of one local part stand
//! together. Of more than can be held, those with the smallest hashes are kept: a local part is forgotten at all of its
//! domains or at none, and no order of files changes which.

use crate::whose::{has_so_many_letters, is_distinct, without_www};

/// How many mailboxes are kept.
const CAPACITY: usize = 1 << 17;

/// From so many bytes and letters on, a path is hardly that of a page which each host has.
const SHORTEST_PATH: usize = 8;
const FEWEST_LETTERS: usize = 3;

/// The mailboxes that were seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Mailboxes {
    keys: Vec<u64>,
    /// Greater ones are forgotten.
    limit: Option<u64>,
}

impl Mailboxes {
    pub(super) fn of(limit: Option<u64>, keys: Vec<u64>) -> Mailboxes {
        let mut mailboxes = Mailboxes { keys, limit };
        mailboxes.trim();
        mailboxes
    }

    /// How far they go, and their keys.
    pub(super) fn parts(&self) -> (Option<u64>, &[u64]) {
        (self.limit, &self.keys)
    }

    pub(super) fn add(&mut self, keys: &[u64]) {
        for &key in keys {
            if self.limit.is_none_or(|limit| key <= limit) {
                self.keys.push(key);
            }
        }
        if self.keys.len() >= CAPACITY + CAPACITY / 2 {
            self.trim();
        }
    }

    pub(super) fn merge(&mut self, other: &Mailboxes) {
        self.limit = match (self.limit, other.limit) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        self.add(&other.keys);
        self.trim();
    }

    /// Puts them in order, each once, and forgets those that are too many.
    pub(super) fn trim(&mut self) {
        self.keys.sort_unstable();
        self.keys.dedup();
        if self.keys.len() > CAPACITY {
            self.keys.truncate(CAPACITY);
            self.limit = self.keys.last().copied();
        }
        if let Some(limit) = self.limit {
            self.keys.retain(|&key| key <= limit);
        }
    }

    /// Whether one is among them, once they are in order.
    pub(super) fn hold(&self, key: u64) -> bool {
        self.keys.binary_search(&key).is_ok()
    }

    /// Those of one local part, given by any of its mailboxes, once they are in order.
    pub(super) fn like(&self, key: u64) -> &[u64] {
        let local = key >> 32;
        let start = self.keys.partition_point(|&other| other >> 32 < local);
        let len = self.keys[start..].iter().take_while(|&&other| other >> 32 == local).count();
        &self.keys[start..start + len]
    }

    /// Those of each local part, once they are in order.
    pub(super) fn each_local(&self, mut each: impl FnMut(&[u64])) {
        let mut start = 0;
        while start < self.keys.len() {
            let local = self.keys[start] >> 32;
            let mut end = start + 1;
            while end < self.keys.len() && self.keys[end] >> 32 == local {
                end += 1;
            }
            each(&self.keys[start..end]);
            start = end;
        }
    }
}

/// A mailbox at a domain, in any case.
pub(crate) fn key(local: &[u8], domain: &str) -> u64 {
    u64::from(hash(local)) << 32 | u64::from(hash(without_www(domain).as_bytes()))
}

/// The part of a key that stands for the domain.
pub(super) fn domain_of(key: u64) -> u32 {
    key as u32
}

/// The hash of a text in any case.
pub(super) fn hash(text: &[u8]) -> u32 {
    (hash64(text) >> 32) as u32
}

/// The hash of a text in any case, eight bytes at a time. Letters are made small by their bit for that; what else that makes alike are
/// signs that hardly tell one text from another.
pub(super) fn hash64(text: &[u8]) -> u64 {
    let (mut hash, mut rest) = (text.len() as u64, text);
    while let Some((word, behind)) = rest.split_first_chunk() {
        hash = mix(hash ^ (u64::from_le_bytes(*word) | SMALL));
        rest = behind;
    }
    let last = rest.iter().fold(0, |last, byte| last << 8 | u64::from(*byte));
    mix(hash ^ (last | SMALL))
}

/// The bit by which small letters differ from capitals, in eight bytes.
const SMALL: u64 = 0x2020_2020_2020_2020;

/// Spreads the bits of a number, above all to the upper ones.
fn mix(number: u64) -> u64 {
    let spread = (number ^ number >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (spread ^ spread >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

/// The keys of a page at a host, and of the folder there that it lies in, each if it tells one host from others: those that
/// [`key`] has.
pub(super) fn page_keys(path: &[u8], host: &str) -> [Option<u64>; 2] {
    let (is_page, folder) = (is_page(path), folder(path));
    if !is_page && folder.is_none() {
        return [None; 2];
    }
    let host = u64::from(hash(without_www(host).as_bytes()));
    let key = |path| u64::from(hash(path)) << 32 | host;
    [is_page.then(|| key(path)), folder.map(key)]
}

/// Whether a path tells one host from others.
pub(crate) fn is_page(path: &[u8]) -> bool {
    path.len() >= SHORTEST_PATH && has_so_many_letters(path, FEWEST_LETTERS)
}

/// The first folder of a path, `/owner` of `/owner/repository`, if its name has letters enough to tell one host from others.
pub(crate) fn folder(path: &[u8]) -> Option<&[u8]> {
    let end = 1 + path.get(1..)?.iter().position(|&byte| byte == b'/')?;
    path.get(..end).filter(|folder| is_distinct(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_folders_have_the_keys_that_they_are_looked_up_by() {
        for (path, page, folder) in [
            ("/fabrikam/tools", true, Some("/fabrikam")),
            ("/fabrikam", true, None),
            ("/2000/svg", true, None),
            ("/TR/html", true, None),
            ("/tools/", false, Some("/tools")),
            ("/", false, None),
            ("", false, None),
        ] {
            let key = |path: &str| key(path.as_bytes(), "fabrikam.net");
            let expected = [page.then(|| key(path)), folder.map(key)];
            assert_eq!(page_keys(path.as_bytes(), "www.fabrikam.net"), expected, "{path}");
        }
    }

    #[test]
    fn of_too_many_the_same_are_kept_in_any_order() {
        let keys: Vec<u64> = (0..3 * CAPACITY as u64).map(|n| n.wrapping_mul(0x9e37_79b9_7f4a_7c15)).collect();
        let mut expected = keys.clone();
        expected.sort_unstable();
        expected.truncate(CAPACITY);
        let (mut forwards, mut backwards, mut parts) =
            (Mailboxes::default(), Mailboxes::default(), Mailboxes::default());
        keys.chunks(100).for_each(|keys| forwards.add(keys));
        keys.chunks(77).rev().for_each(|keys| backwards.add(keys));
        for part in keys.chunks(CAPACITY) {
            let mut mailboxes = Mailboxes::default();
            mailboxes.add(part);
            parts.merge(&mailboxes);
        }
        for mut mailboxes in [forwards, backwards, parts] {
            mailboxes.trim();
            assert!(mailboxes.keys == expected);
        }
    }
}
