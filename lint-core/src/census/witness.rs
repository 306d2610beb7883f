//! What a whole tree says, once all of its files are counted.

use super::Census;
use super::mailboxes::{self, Mailboxes};
use super::tally::{OFTEN, Seen};
use crate::by_name::ByName;
use crate::data::register::{Listing, REGISTERS, listing};
use crate::data::suffix::{squash_alike, squashed_hash, top};
use crate::data::{self, Class, Filed, Index, NearKeys, View, hash};
use crate::knowledge::{self, Tld};
use crate::order;
use crate::whose::{registrable, without_www};

/// A label that is no abbreviation.
pub(crate) const LONG_LABEL: usize = 6;

/// So many names under an ending that does not exist, or so many mentions of them, make it the tree's own.
const OWN_NAMES: u32 = 3;

/// A tree that has so many names in a closed registry that its table lacks, and one for so many that it has, has more of them.
const UNLISTED: u32 = 3;
const ONE_IN: u32 = 20;

/// A tree that names so much names what it means more than once.
const MUCH: u64 = 100;

/// A local part at more domains than this is no person's.
const MOST_DOMAINS: usize = 40;

/// What a tree uses, and how often.
#[derive(Clone, Debug, Default)]
pub(crate) struct Witness {
    /// The registered names and then the hosts below them, each in order.
    domains: Vec<(Box<str>, Seen)>,
    /// Where the hosts begin.
    hosts: usize,
    /// What reads like a host below a name and stands nowhere where that is certain, in order.
    words: Vec<(Box<str>, Seen)>,
    mailboxes: Mailboxes,
    pages: Mailboxes,
    /// Where each domain stands, by its hash in the key of a mailbox.
    by_hash: Index,
    /// Where the hosts stand that are used often, by their letters without dots and hyphens.
    squashed: Index,
    /// Where those of them stand whose first label is long enough to be told from others, by the keys under which that is near, each with
    /// the hash of the rest.
    near: Index,
    /// The endings that do not exist and are the tree's own.
    endings: Vec<Box<str>>,
    /// How often anything is named.
    total: u64,
    /// What is named in each of the closed registries.
    offices: [Offices; REGISTERS.len()],
    /// How often a name of the US forces is, or one that is short of a letter in its ending.
    forces: u64,
}

/// How many names a tree has in a closed registry.
#[derive(Clone, Copy, Debug, Default)]
struct Offices {
    /// Such as are in its table.
    listed: u32,
    /// Such as are not, nor near one that is.
    alone: u32,
}

impl Witness {
    pub(crate) fn of(mut census: Census) -> Witness {
        census.mailboxes.trim();
        census.pages.trim();
        let (mut domains, mut below, mut words) = (Vec::new(), Vec::new(), Vec::new());
        let mut places: ByName<usize> = ByName::default();
        for (host, mut seen) in std::mem::take(&mut census.hosts).into_order() {
            let name = registrable(&host);
            // What names are registered under is nobody's, and would take in all of them: `http://com/`.
            // A government's may be a site as well.
            let class = data::class(name);
            if class.is(Class::TLD.or(Class::SUFFIX)) && !class.is(Class::GOVERNMENT) {
                continue;
            }
            // What everybody knows is no other word: `apiVersion: kustomize.config.k8s.io/v1beta1`.
            if class.is(Class::TARGET) {
                seen.mentioned = seen.mentioned.as_linked();
            }
            let place = places.get(name).copied().unwrap_or_else(|| {
                *places.or_default(name) = domains.len();
                domains.push((Box::<str>::from(name), Seen::default()));
                domains.len() - 1
            });
            domains[place].1.merge(&seen);
            // What is only a word need not be a host.
            if host.len() > name.len() {
                let kept = if seen.mentioned.linked > 0 { &mut below } else { &mut words };
                kept.push((host, seen));
            }
        }
        order::sort_by_name(&mut domains, |(name, _): &(Box<str>, Seen)| name);
        let hosts = domains.len();
        domains.append(&mut below);
        let (mut by_hash, mut squashed, mut near) = (Vec::new(), Vec::new(), Vec::new());
        for (at, (domain, seen)) in (0..).zip(&domains) {
            by_hash.push((mailboxes::hash(domain.as_bytes()), at));
            if at as usize >= hosts && seen.mentioned.count() >= OFTEN {
                squashed.push((squashed_hash(domain).key(View::Squashed), at));
                each_near(domain, |key| near.push((key, at)));
            }
        }
        let [by_hash, squashed, near] = [by_hash, squashed, near].map(|entries| Index::build(&entries));
        let endings = own_endings(&domains[..hosts]);
        let (mut total, mut forces) = (0, 0);
        for (name, seen) in &domains[..hosts] {
            total += u64::from(seen.mentioned.count());
            forces += if is_of_forces(name) { u64::from(seen.mentioned.settled()) } else { 0 };
        }
        let mut offices = [Offices::default(); REGISTERS.len()];
        for (name, _) in domains[..hosts].iter().filter(|(_, seen)| seen.mentioned.settled() > 0) {
            match listing(name) {
                Some((register, Listing::Listed)) => offices[register].listed += 1,
                Some((register, Listing::Alone)) => offices[register].alone += 1,
                _ => {}
            }
        }
        let Census { mailboxes, pages, .. } = census;
        Witness { total, offices, forces, domains, hosts, words, mailboxes, pages, by_hash, squashed, near, endings }
    }

    /// Whether nothing was counted.
    pub(crate) fn is_silent(&self) -> bool {
        self.domains.is_empty()
    }

    /// How often anything is named that was registered.
    pub(crate) fn total(&self) -> u64 {
        self.total
    }

    /// Whether that is enough for what the tree never names to say something.
    pub(crate) fn names_much(&self) -> bool {
        self.total >= MUCH
    }

    /// Whether it has so many names in the closed registry below an ending which are in no table that it may have more.
    pub(crate) fn has_unlisted(&self, register: &str) -> bool {
        let of = |(other, offices): (&&str, Offices)| {
            *other == register && offices.alone >= UNLISTED && offices.alone * ONE_IN >= offices.listed
        };
        REGISTERS.iter().zip(self.offices).any(of)
    }

    /// How often the US forces are named.
    pub(crate) fn forces(&self) -> u64 {
        self.forces
    }

    /// What was registered, in order.
    pub(crate) fn names(&self) -> &[(Box<str>, Seen)] {
        &self.domains[..self.hosts]
    }

    /// The hosts below that, in order.
    pub(crate) fn hosts(&self) -> &[(Box<str>, Seen)] {
        &self.domains[self.hosts..]
    }

    /// What may be hosts as well, in order.
    pub(crate) fn words(&self) -> &[(Box<str>, Seen)] {
        &self.words
    }

    /// What is known of exactly this domain (lower case, A-labels).
    pub(crate) fn exact(&self, domain: &str) -> Option<&Seen> {
        self.find(without_www(domain))
    }

    /// Whether exactly this domain is named.
    pub(crate) fn has(&self, domain: &str) -> bool {
        self.exact(domain).is_some()
    }

    /// What is known of all that lies below the name that somebody registered for this domain.
    pub(crate) fn registered(&self, domain: &str) -> Option<&Seen> {
        self.find(registrable(domain))
    }

    /// Whether a domain was used often before the change.
    pub(crate) fn uses(&self, domain: &str) -> bool {
        self.registered(domain).is_some_and(Seen::is_often)
    }

    /// Whether an ending that does not exist is the tree's own.
    pub(crate) fn has_own_ending(&self, ending: &str) -> bool {
        self.endings.binary_search_by(|own| (**own).cmp(ending)).is_ok()
    }

    /// Whether the mailbox was seen that this local part has at this domain.
    pub(crate) fn has_mailbox(&self, local: &[u8], domain: &str) -> bool {
        self.mailboxes.hold(mailboxes::key(local, domain))
    }

    /// The other domains at which the local part of a mailbox was seen; none of one that is at many.
    pub(crate) fn twins(&self, local: &[u8], domain: &str) -> Vec<(&str, &Seen)> {
        self.others(&self.mailboxes, mailboxes::key(local, domain))
    }

    /// The other hosts at which this page was seen; none of one that is at many.
    pub(crate) fn twins_of_page(&self, path: &[u8], host: &str) -> Vec<(&str, &Seen)> {
        self.others(&self.pages, mailboxes::key(path, host))
    }

    fn others(&self, kept: &Mailboxes, key: u64) -> Vec<(&str, &Seen)> {
        let alike = kept.like(key);
        let mut others = Vec::new();
        if alike.len() <= MOST_DOMAINS {
            alike.iter().filter(|other| **other != key).for_each(|other| others.extend(self.hashed(*other)));
        }
        others
    }

    /// Calls `each` with the domains of each local part, and the hosts of each page, at two and more, and not at many.
    pub(crate) fn each_twins(&self, mut each: impl FnMut(&[(&str, &Seen)])) {
        let mut among = |alike: &[u64]| {
            if (2..=MOST_DOMAINS).contains(&alike.len()) {
                let domains: Vec<_> = alike.iter().filter_map(|key| self.hashed(*key)).collect();
                each(&domains);
            }
        };
        self.mailboxes.each_local(&mut among);
        self.pages.each_local(&mut among);
    }

    /// A host that is used often and is this one but for dots and hyphens.
    pub(crate) fn squashed_alike(&self, domain: &str) -> Option<(&str, &Seen)> {
        let found = under(&self.squashed, squashed_hash(domain).key(View::Squashed));
        let mut domains = found.filter_map(|at| self.at(at));
        domains.find(|(host, _)| *host != domain && squash_alike(host, domain))
    }

    /// The hosts that are used often and are this one but for an edit or two in the first label, in order.
    pub(crate) fn near_hosts(&self, domain: &str) -> Vec<(&str, &Seen)> {
        let mut found = Vec::new();
        each_near(domain, |key| found.extend(under(&self.near, key)));
        found.sort_unstable();
        found.dedup();
        let rest = rest_of(domain);
        let is_beside = |(host, _): &(&str, &Seen)| *host != domain && rest_of(host) == rest;
        found.into_iter().filter_map(|at| self.at(at)).filter(is_beside).collect()
    }

    /// The domain in the key of a mailbox.
    fn hashed(&self, mailbox: u64) -> Option<(&str, &Seen)> {
        self.at(under(&self.by_hash, mailboxes::domain_of(mailbox)).next()?)
    }

    /// What is known of exactly this name or host.
    fn find(&self, domain: &str) -> Option<&Seen> {
        let mut found = under(&self.by_hash, mailboxes::hash(domain.as_bytes())).filter_map(|at| self.at(at));
        found.find(|(other, _)| *other == domain).map(|(_, seen)| seen)
    }

    fn at(&self, at: usize) -> Option<(&str, &Seen)> {
        self.domains.get(at).map(|(domain, seen)| (&**domain, seen))
    }
}

/// The places filed under a hash, in order; others may hash alike.
fn under(index: &Index, hash: u32) -> impl Iterator<Item = usize> + '_ {
    let layout = index.layout();
    let mut filed = layout.may_file(hash).then(|| Filed::under(hash, layout));
    std::iter::from_fn(move || filed.as_mut()?.next().map(|at| at as usize))
}

/// What stands behind the first label of a domain.
fn rest_of(domain: &str) -> &str {
    domain.split_once('.').map_or("", |(_, rest)| rest)
}

/// Calls `each` with the keys under which a host is filed with those whose first label is near, where that is long enough.
fn each_near(domain: &str, mut each: impl FnMut(u32)) {
    let rest = rest_of(domain);
    let label = &domain[..domain.len().saturating_sub(rest.len() + 1)];
    if label.len() >= LONG_LABEL {
        let rest = hash(rest.as_bytes()).key(View::Exact);
        NearKeys::of(label.as_bytes(), View::Near).as_slice().iter().for_each(|key| each(key ^ rest));
    }
}

/// Whether a registered name is one of the US forces', or such a one that has lost a letter of its ending and is in no other use.
fn is_of_forces(name: &str) -> bool {
    match name.strip_suffix(".ml") {
        Some(rest) if !data::class(name).is(Class::MEANT) => data::class(&[rest, ".mil"].concat()).is(Class::MILITARY),
        _ => name.ends_with(".mil") && data::class(name).is(Class::MILITARY),
    }
}

/// The endings that do not exist under which a tree has several names, or one again and again, in order.
fn own_endings(names: &[(Box<str>, Seen)]) -> Vec<Box<str>> {
    let mut endings: ByName<(u32, u32)> = ByName::default();
    for (name, seen) in names {
        let ending = top(name);
        if knowledge::standing_of(ending) == Tld::Undelegated && seen.mentioned.settled() > 0 {
            let (names, mentions) = endings.or_default(ending);
            *names += 1;
            *mentions += seen.mentioned.settled();
        }
    }
    let mut own = Vec::new();
    for (ending, (names, mentions)) in endings.iter() {
        if *names >= OWN_NAMES || *mentions >= OFTEN {
            own.push(ending.into());
        }
    }
    order::sort(&mut own, Ord::cmp);
    own
}
