//! A checker that knows the tree: who appears in it how often.

use super::Checker;
use super::again::near_used;
use crate::address::normal;
use crate::census::{Census, Seen, Witness};
use crate::context::Site;
use crate::data::{self, Class};
use crate::knowledge::{self, Name, Source, Tld};
use crate::lint::slip::{self, Reading};
use crate::order;
use crate::text::edit;
use crate::whose::{registrable, without_www};
use std::sync::Arc;

/// A name that the tree mentions so often can be what was meant where another is mentioned.
const NAMED: u32 = 3;

/// So many names of a tree are compared with what else is mentioned there.
const MOST_NAMED: usize = 1 << 12;

/// How many times as often as a declared domain another must be named to be what was meant by it.
const TURNED: u32 = 20;

impl Checker {
    /// A checker like this one, which also knows who appears how often.
    #[must_use]
    pub fn with_census(&self, census: Census) -> Checker {
        let witness = Arc::new(Witness::of(census));
        let (twins, used) = (slip::with_twins(&witness), near_used(&witness).into());
        let (policy, declared) = (self.policy.clone(), self.declared.clone());
        Checker { declared, witness, twins, used, ..Checker::uninformed(policy) }.informed()
    }

    /// A checker like this one, which also knows what another one knows of the tree.
    #[must_use]
    pub fn with_tree_of(&self, other: &Checker) -> Checker {
        let (policy, declared) = (self.policy.clone(), self.declared.clone());
        let (witness, twins, used) = (other.witness.clone(), other.twins.clone(), other.used.clone());
        Checker { declared, witness, twins, used, ..Checker::uninformed(policy) }.informed()
    }

    /// How the domain of a site reads once the tree was heard; `None` where that has nothing to say.
    pub(super) fn heard<'k>(&'k self, site: &Site, reading: &Reading<'k>) -> Option<Reading<'k>> {
        reading.heard(site, &self.knowledge, &self.witness)
    }

    /// Whether a mailbox or a page at this domain (lower case, A-labels) stands at another one that is near and named more often.
    pub(super) fn has_twin(&self, domain: &str) -> bool {
        self.twins.binary_search_by(|twin| twin.as_str().cmp(without_www(domain))).is_ok()
    }

    /// Whether a domain that is declared is hardly named, and one slip from one that the tree names often: what is mistyped in a
    /// manifest does not make the rest of the tree wrong.
    pub(super) fn is_turned_round(&self, domain: &str) -> bool {
        let domain = normal(domain);
        let count = |seen: Option<&Seen>| seen.map_or(0, |seen| seen.mentioned.count());
        let own = count(self.witness.registered(&domain));
        let name = registrable(&domain);
        let mut is_turned = false;
        if !self.witness.is_silent() && data::class(name).is(Class::MEANT) {
            return false;
        }
        for (other, seen) in self.witness.names() {
            let often = seen.mentioned.count() >= TURNED * own.max(1);
            is_turned |= often && edit::single(name.as_bytes(), other.as_bytes()).is_some();
        }
        is_turned
    }

    /// Those names of the tree that can be what was meant.
    pub(super) fn names_of_tree(&self) -> Vec<Name> {
        let mut names = Vec::new();
        for &(domain, count) in &self.named() {
            let rarity = u8::try_from(slip::share(count, &self.witness)).unwrap_or(u8::MAX);
            names.push(Name { domain: domain.to_owned(), source: Source::Tree, rarity });
        }
        names
    }

    /// The names that the tree uses and no table has, most often used first, and how often.
    fn named(&self) -> Vec<(&str, u32)> {
        let mut named = Vec::new();
        for (name, seen) in self.witness.names() {
            let count = seen.mentioned.count();
            let is_known = data::class(name).is(Class::MEANT.or(Class::TARGET));
            if count >= NAMED && !is_known && knowledge::standing_of(name) == Tld::Delegated {
                named.push((&**name, count));
            }
        }
        order::sort(&mut named, |one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(other.0)));
        named.truncate(MOST_NAMED);
        named
    }

    /// The names that the tree uses often and no table has, and how often, in their order.
    pub fn often(&self) -> Vec<(&str, u64)> {
        let mut often = self.named();
        often.retain(|(name, _)| self.witness.uses(name));
        order::sort(&mut often, Ord::cmp);
        often.into_iter().map(|(name, count)| (name, u64::from(count))).collect()
    }
}
