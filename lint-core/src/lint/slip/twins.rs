//! Twins: the same mailbox, or the same page, at two domains that look alike.

use super::candidate::Witnessed;
use super::channel::{self, ENDING_SLIP, NAME_SLIP, difference};
use super::endings::ending_difference;
use super::meant::{NEVER, are_numbered_alike, name_meant};
use super::prices::price;
use super::usage::{LEAST_RATIO, RATIO, Use, share};
use super::{Candidate, LIKELY, Part, Reading, Slip};
use crate::census::{FEW_FILES, LONG_LABEL, Seen, Witness, folder, is_page};
use crate::context::Site;
use crate::data::lists::placeholders;
use crate::data::suffix::squash_alike;
use crate::data::{self, suffix};
use crate::find::Form;
use crate::knowledge::{self, Knowledge, Known, Source, Tld};
use crate::order;
use crate::whose::{is_distinct, is_personal, registrable, without_www};

/// That the same mailbox stands at both of two domains that look alike, where each is meant: one in 50, and of local parts as short as
/// initials one in 3.
const TWIN: i32 = price("twin");
const SHORT_TWIN: i32 = price("short_twin");

/// That the same page stands at both: one in ten. Mirrors and those who copy them have the same pages too.
const SAME_PAGE: i32 = price("same_page");
/// That both have a folder of the same name, which is seldom that of an owner.
const SAME_FOLDER: i32 = price("same_folder");

/// A local part that stands at more domains than this, which have nothing to do with each other, is a name that many have.
const FEW_DOMAINS: usize = 4;

/// The rarity of a domain at which the tree has the very mailbox: one in ten that this local part is at.
const KNOWN_MAILBOX: i32 = price("known_mailbox");

/// How unlikely it is that somebody means a name under another ending than the tree has it under.
const OTHER_ENDING: i32 = price("other_ending");

impl<'k> Reading<'k> {
    /// Adds the domains at which the same mailbox stands, or the same page, where these are near.
    pub(super) fn hear_twins(&mut self, site: &Site, knowledge: &'k Knowledge, witness: &'k Witness, typed: Use) {
        // Who was at an ending that is no more is elsewhere now.
        let is_retired = knowledge::retired(suffix::top(&self.domain)).is_some();
        if typed.files > FEW_FILES || is_retired {
            return;
        }
        let (local, domain) = (local(site), without_www(&self.domain));
        // Where others have their hosts below the same name, it is a name.
        if is_personal(local) && !typed.has_other_hosts {
            let twins = witness.twins(local, &self.domain);
            let others = twins.iter().filter(|(twin, _)| between(domain, twin).is_none()).count();
            let weight = if is_distinct(local) && others <= FEW_DOMAINS { TWIN } else { SHORT_TWIN };
            self.hear_near(&twins, weight, knowledge, witness, typed);
        } else if domain.contains('.') {
            let path = site.path.as_bytes();
            let pages = [is_page(path).then_some((path, SAME_PAGE)), folder(path).map(|folder| (folder, SAME_FOLDER))];
            for (page, weight) in pages.into_iter().flatten() {
                let mut twins = witness.twins_of_page(page, &self.domain);
                // Another ending, or the name without its hyphen, is often the same owner's, and who numbers hosts has the same on each.
                twins.retain(|(twin, seen)| {
                    let is_name = between(domain, twin).is_some_and(|(_, _, part)| part == Part::Name)
                        && !squash_alike(domain, twin);
                    let is_numbered = is_long(domain) && are_numbered_alike(domain.as_bytes(), twin.as_bytes());
                    is_name && !is_numbered && seen.mentioned.count() >= LEAST_RATIO * typed.count.max(1)
                });
                if !twins.is_empty() {
                    self.hear_near(&twins, weight, knowledge, witness, typed);
                    break;
                }
            }
        }
    }

    /// Adds those of the domains that are near.
    fn hear_near(
        &mut self,
        twins: &[(&'k str, &'k Seen)],
        weight: i32,
        knowledge: &'k Knowledge,
        witness: &'k Witness,
        typed: Use,
    ) {
        let www = self.domain.len() - without_www(&self.domain).len();
        for &(twin, seen) in twins {
            let Some((cost, slip, part)) = between(&self.domain[www..], twin).filter(|_| self.is_other(twin)) else {
                continue;
            };
            let count = seen.mentioned.count();
            if !is_ahead(slip, count, typed.count) || knowledge::standing_of(twin) != Tld::Delegated {
                continue;
            }
            let witnessed = Some(Witnessed { count, twin: true });
            let mut candidates = std::mem::take(&mut self.candidates);
            let mended = candidates.iter_mut().find(|candidate| without_www(&self.domain_by(candidate)) == twin);
            // Where a mailbox is known, its domain is no longer one of many.
            let rarity = share(witness.registered(twin).map_or(count, |seen| seen.mentioned.count()), witness);
            let odds = match part {
                Part::Dots => LIKELY - 1,
                // The same name under a neighbouring ending is often the same owner's, who moved with all mailboxes, but seldom
                // under one that is known for its leaks.
                Part::Ending if self.tld == Tld::Delegated => {
                    let odds = OTHER_ENDING + weight - NAME_SLIP - cost - rarity.min(KNOWN_MAILBOX);
                    let is_risky = knowledge::risk_of(suffix::top(&self.domain)).is_some();
                    if is_risky { odds } else { odds.min(LIKELY - 1) }
                }
                _ => self.meant() + weight - NAME_SLIP - cost - rarity.min(KNOWN_MAILBOX),
            };
            if let Some(candidate) = mended {
                candidate.odds = (candidate.odds + weight).max(odds);
                // That a tree has a name often says little of who else has it under another ending.
                if slip == Slip::WrongEnding && candidate.source == Source::Tree {
                    candidate.odds = candidate.odds.min(odds);
                }
                candidate.witnessed = witnessed;
            } else {
                let known = knowledge.covering(twin).filter(|known| known.domain == twin);
                if let Some(known) = known.or_else(|| Known::unknown(twin, Source::Tree)) {
                    let candidate = Candidate::new(&known, www, slip, part, odds);
                    candidates.push(Candidate { witnessed, ..candidate });
                }
            }
            self.candidates = candidates;
        }
    }

    /// Whether another domain is not just another host below the same name, nor the typed name one that everybody knows. Of
    /// hosts only those with long labels are told apart: many have an account on `cs` as well as on `cc`.
    fn is_other(&self, other: &str) -> bool {
        if registrable(&self.domain) != registrable(other) {
            return !self.known;
        }
        let labels = |domain: &str| domain.split('.').next().map_or(0, str::len);
        labels(&self.domain) >= LONG_LABEL && labels(other) >= LONG_LABEL
    }

    /// How unlikely it is that somebody means the domain as typed.
    fn meant(&self) -> i32 {
        if self.tld != Tld::Delegated {
            return NEVER;
        }
        let ending = suffix::ending(&self.domain, data::class);
        name_meant(suffix::name(&self.domain, ending).0, &self.domain[ending..])
    }
}

/// Whether the first label has letters enough to be a word that is numbered: `mirror2`, but not `w3`.
fn is_long(domain: &str) -> bool {
    let label = domain.split('.').next().unwrap_or_default();
    label.bytes().filter(u8::is_ascii_alphabetic).count() > 2
}

/// The local part of an address.
pub(super) fn local(site: &Site) -> &[u8] {
    let len = site.subject.len().saturating_sub(site.domain.len() + 1);
    match site.form {
        Form::Address => site.subject.as_bytes().get(..len).unwrap_or_default(),
        _ => &[],
    }
}

/// Whether a domain is named so much more often that it can be what was meant. Many have their name under two common endings, and move
/// from the one to the other.
fn is_ahead(slip: Slip, count: u32, typed: u32) -> bool {
    if slip == Slip::WrongEnding { count >= RATIO * typed.max(1) } else { count > typed }
}

/// How one whole domain became another, if by a slip or two: cost, slip, and the part of it.
fn between(typed: &str, meant: &str) -> Option<(i32, Slip, Part)> {
    if meant.strip_prefix(typed).is_some_and(|rest| rest.starts_with('.')) {
        // Of what does not exist itself, a line break or a width has cut off the rest.
        let exists = knowledge::standing_of(typed) == Tld::Delegated;
        return exists.then_some((0, Slip::EndingOmitted, Part::Dots));
    }
    let parted = |domain| str::split_at(domain, suffix::ending(domain, data::class));
    let ((name, ending), (other, meant_ending)) = (parted(typed), parted(meant));
    let has_same_name = name == other;
    if let Some((cost, slip)) = difference(typed.as_bytes(), meant.as_bytes()) {
        return Some((cost, slip, if has_same_name { Part::Ending } else { Part::Name }));
    }
    if has_same_name {
        // Who makes up names has them under all endings.
        if placeholders::NAME.has(suffix::name(typed, name.len()).0.as_bytes()) {
            return None;
        }
        // Two endings that are two letters apart are those of two countries.
        let (cost, slip) = ending_difference(ending, meant_ending).filter(|(_, slip)| *slip == Slip::WrongEnding)?;
        return Some((cost - ENDING_SLIP, slip, Part::Ending));
    }
    // A word before or behind a name is another's, or the same one's other site: `my`.
    let is_longer =
        |long: &str, short: &str| long.len() > short.len() && (long.starts_with(short) || long.ends_with(short));
    if is_longer(name, other) || is_longer(other, name) {
        return None;
    }
    let (cost, slip) = channel::two_slips(typed, meant, false)?;
    Some((cost, slip, Part::Name))
}

/// The domains that have a twin: the same mailbox stands at another that is near, and that the tree names more often. In order,
/// each once.
pub(crate) fn with_twins(witness: &Witness) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    witness.each_twins(|domains| {
        for (typed, seen) in domains {
            let few = seen.files <= FEW_FILES;
            let has_twin = || {
                domains.iter().any(|(meant, other)| {
                    let (count, own) = (other.mentioned.count(), seen.mentioned.settled());
                    count > own && between(typed, meant).is_some_and(|(_, slip, _)| is_ahead(slip, count, own))
                })
            };
            if few && has_twin() {
                found.push((*typed).to_owned());
            }
        }
    });
    order::sort(&mut found, Ord::cmp);
    found.dedup();
    found
}
