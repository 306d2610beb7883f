//! How often each of many hosts was seen, in bounded memory.
//!
//! Of more hosts than it can hold, a tally keeps those with the smallest hashes. One that is kept in the end was never
//! forgotten on the way, so that its counts are exact, and neither order nor grouping of the files changes which are kept.

use super::by_key::ByKey;
use super::mailboxes::hash64;
use super::mentions::{Mentioned, Mentions};
use crate::address::normal;
use crate::by_name::ByName;
use crate::data::{self, Class, suffix};
use crate::knowledge::risk_of;
use crate::order;
use crate::whose::{registrable, without_www};
use std::sync::Arc;

/// A host in more files than this is in use, right or wrong: where, is no longer known.
pub(crate) const FEW_FILES: u32 = 8;

/// How many files are remembered of a name that is in use, and a slip where the tree says so.
const MANY_FILES: u32 = 1024;

/// From so many mentions on a name is used often.
pub(super) const OFTEN: u32 = 10;

/// How many hosts are kept.
const CAPACITY: usize = 12 << 10;

/// How often a host, or all hosts below a name, were seen, and, while that is in few files, where.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen {
    pub(crate) mentioned: Mentioned,
    /// In how many files.
    pub(crate) files: u32,
    /// In how many of them only on lines that a change adds.
    pub(crate) fresh_files: u32,
    /// The files, in order, while they are no more than are of use.
    paths: Vec<Arc<str>>,
    /// Whether they are of use beyond [`FEW_FILES`]: what makes a slip of it is the rest of the tree, however many have it.
    is_contested: bool,
    /// The file that was counted last, by number.
    last: u64,
}

impl Seen {
    /// What was written of one.
    pub(super) fn of(host: &str, mentioned: Mentioned, files: u32, fresh_files: u32, paths: Vec<Arc<str>>) -> Seen {
        Seen { mentioned, files, fresh_files, paths, ..Seen::none_of(host) }
    }

    /// Nothing yet of this host.
    pub(super) fn none_of(host: &str) -> Seen {
        let is_contested = data::class(host).is_only(Class::IN_USE) && risk_of(suffix::top(host)).is_some();
        Seen { is_contested, ..Seen::default() }
    }

    /// How many files are remembered.
    fn most(&self) -> u32 {
        if self.is_contested { MANY_FILES } else { FEW_FILES }
    }

    /// Where it was seen; nothing where that is in many files.
    pub(crate) fn paths(&self) -> &[Arc<str>] {
        &self.paths
    }

    /// Whether it was used often before the change.
    pub(crate) fn is_often(&self) -> bool {
        self.mentioned.settled() >= OFTEN
    }

    /// Adds what another host, or the same elsewhere, was seen.
    pub(super) fn merge(&mut self, other: &Seen) {
        self.is_contested |= other.is_contested;
        self.mentioned.add(other.mentioned);
        self.fresh_files += other.fresh_files;
        self.files += other.files;
        if self.files > self.most() {
            self.paths = Vec::new();
            return;
        }
        for path in &other.paths {
            if let Err(place) = self.paths.binary_search(path) {
                self.paths.insert(place, path.clone());
            }
        }
    }

    /// Adds what a file says, which may write the host in several ways.
    fn note(&mut self, file: &mut Noted<'_>, mentioned: Mentioned) {
        self.mentioned.add(mentioned);
        if self.last == file.number {
            return;
        }
        self.last = file.number;
        self.files += 1;
        self.fresh_files += u32::from(mentioned.settled() == 0);
        if self.files > self.most() {
            self.paths = Vec::new();
        } else if let Err(place) = self.paths.binary_search_by(|path| (**path).cmp(file.path)) {
            self.paths.insert(place, file.shared.get_or_insert_with(|| file.path.into()).clone());
        }
    }
}

/// A file that is counted.
struct Noted<'p> {
    path: &'p str,
    number: u64,
    /// The path, once a host needs it.
    shared: Option<Arc<str>>,
}

/// Hosts (lower case, A-labels, without `www.`), and how often each was seen.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    places: ByName<usize>,
    hosts: Vec<(Box<str>, Seen)>,
    /// What is counted, by the keys of the ways in which files write them.
    written: ByKey,
    /// Hosts with greater hashes are forgotten.
    limit: Option<u64>,
    files: u64,
}

impl Tally {
    /// Counts what a file mentions.
    pub(super) fn add(&mut self, path: &str, mentions: &Mentions) {
        self.files += 1;
        let mut file = Noted { path, number: self.files, shared: None };
        mentions.each(|key, host, mentioned| {
            let place = match self.written.get(key) {
                Some(place) => place,
                None => {
                    let host = normal(host);
                    let Some(place) = self.place(without_www(&host)) else { return };
                    self.written.insert(key, place);
                    place
                }
            };
            if let Some((_, seen)) = self.hosts.get_mut(place) {
                seen.note(&mut file, mentioned);
            }
        });
        if self.hosts.len() > CAPACITY + CAPACITY / 4 {
            self.trim();
        }
        if self.written.len() > 2 * CAPACITY {
            self.written = ByKey::default();
        }
    }

    /// Where a host stands, unless it is forgotten.
    fn place(&mut self, host: &str) -> Option<usize> {
        if let Some(place) = self.places.get(host) {
            return Some(*place);
        }
        if self.limit.is_some_and(|limit| rank(host) > limit) {
            return None;
        }
        *self.places.or_default(host) = self.hosts.len();
        self.hosts.push((host.into(), Seen::none_of(host)));
        Some(self.hosts.len() - 1)
    }

    pub(super) fn merge(&mut self, other: &Tally) {
        self.limit = match (self.limit, other.limit) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        for (host, seen) in &other.hosts {
            if let Some(place) = self.place(host) {
                self.hosts[place].1.merge(seen);
            }
        }
        self.trim();
    }

    /// Forgets the hosts that are too many.
    fn trim(&mut self) {
        if self.hosts.len() <= CAPACITY && self.limit.is_none() {
            return;
        }
        let mut ranks: Vec<u64> = self.hosts.iter().map(|(host, _)| rank(host)).collect();
        ranks.sort_unstable();
        if let Some(&limit) = ranks.get(CAPACITY - 1) {
            self.limit = Some(self.limit.map_or(limit, |own| own.min(limit)));
        }
        let limit = self.limit.unwrap_or(u64::MAX);
        (self.places, self.written) = Default::default();
        let mut kept = Vec::with_capacity(self.hosts.len());
        for (host, seen) in self.hosts.drain(..) {
            if rank(&host) <= limit {
                *self.places.or_default(&host) = kept.len();
                kept.push((host, seen));
            }
        }
        self.hosts = kept;
    }

    /// How far it goes, and all hosts in their order.
    pub(super) fn into_parts(mut self) -> (Option<u64>, Vec<(Box<str>, Seen)>) {
        self.trim();
        let limit = self.limit;
        (limit, self.into_order())
    }

    /// The tally that was parted so.
    pub(super) fn of_parts(limit: Option<u64>, hosts: Vec<(Box<str>, Seen)>) -> Tally {
        let mut tally = Tally { hosts, limit, ..Tally::default() };
        tally.trim();
        tally
    }

    /// All hosts in their order, with the name that was registered.
    pub(super) fn into_order(mut self) -> Vec<(Box<str>, Seen)> {
        self.trim();
        order::sort_by_name(&mut self.hosts, |(host, _)| host);
        self.hosts
    }
}

/// The smaller, the longer a host is kept: those below one name together.
fn rank(host: &str) -> u64 {
    let name = registrable(host);
    hash64(name.as_bytes()) >> 32 << 32 | hash64(host.as_bytes()) >> 32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find::Form;

    #[test]
    fn of_too_many_the_same_are_kept_in_any_order() {
        let mention = |mentions: &mut Mentions, n: usize| {
            let (key, host) = ((n as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15), format!("h{}.n{n}.com", n % 3));
            (0..=n % 7).for_each(|_| mentions.add(key, &host, Form::Host, false));
        };
        let mut files = Vec::new();
        for part in 0..400 {
            let mut mentions = Mentions::default();
            (100 * part..100 * (part + 1)).for_each(|n| mention(&mut mentions, n));
            files.push(mentions);
        }
        let tally = |files: &mut dyn Iterator<Item = (usize, &Mentions)>| {
            let mut tally = Tally::default();
            files.for_each(|(at, file)| tally.add(&format!("{at}"), file));
            tally
        };
        let told = |tally: Tally| -> Vec<String> {
            tally
                .into_order()
                .iter()
                .map(|(host, seen)| format!("{host} {:?} {:?}", seen.mentioned, seen.paths))
                .collect()
        };
        let forwards = told(tally(&mut files.iter().enumerate()));
        assert_eq!(forwards.len(), CAPACITY);
        assert!(told(tally(&mut files.iter().enumerate().rev())) == forwards);
        let mut parts = Tally::default();
        for skip in 0..3 {
            parts.merge(&tally(&mut files.iter().enumerate().skip(skip).step_by(3)));
        }
        assert!(told(parts) == forwards);
    }
}
