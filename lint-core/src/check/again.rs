//! Which files are judged once more, now that it is known what the tree uses.

use super::{Checker, argument};
use crate::census::{FEW_FILES, Seen, Witness};
use crate::context::Site;
use crate::data::register::is_registry;
use crate::data::{self, Class, Filed, Index, NearKeys, View, suffix};
use crate::find::Form;
use crate::finding::Finding;
use crate::knowledge::{self, Source};
use crate::lint::slip;
use crate::order;
use crate::source::Place;
use crate::text::skeleton::has_readings;
use std::borrow::Cow;

impl Checker {
    /// Whether the tree may have something to say of what was found without it.
    pub fn may_hear_of(finding: &Finding) -> bool {
        !finding.evidence.is_empty() || matches!(finding.lint, "unknown_tld" | "risky_tld" | "malformed_address")
    }

    /// The files to be judged once more now that the checker knows the tree, in the order of their paths: those with a domain that
    /// is a slip of one that the tree uses. Those of which [`Checker::may_hear_of`] something that was found
    /// need that as well.
    pub fn lonely_paths(&self) -> Vec<String> {
        lonely_paths_of(self, 0, 1)
    }

    /// Whether a name that the tables leave in doubt is a slip once it is known what the tree uses: one in a closed registry, or under
    /// `.ml` where the tree speaks of the forces.
    fn is_slip_by_tree(&self, name: &str) -> bool {
        let top = suffix::top(name);
        if !is_registry(top) && knowledge::risk_of(top).is_none() {
            return false;
        }
        let reading = slip::read(&self.knowledge, Cow::Borrowed(name), false);
        let site = Site { place: Place::Prose, ..argument(&["@", name].concat(), 1, Form::Templated) };
        let heard = reading.heard(&site, &self.knowledge, &self.witness);
        let is_heard = heard.is_some_and(|heard| heard.slip().is_some_and(|slip| slip.odds >= slip::LIKELY));
        is_heard && !reading.is_likely()
    }

    /// Whether a name that everybody knows, and that the tree uses, may be a slip away from `host`: a look that is cheap where none is.
    fn is_near_used(&self, host: &str) -> bool {
        let name = suffix::name(host, suffix::ending(host, data::class)).0;
        let (near, used) = (NearKeys::of(name.as_bytes(), View::Near), self.used.layout());
        near.as_slice().iter().any(|&key| used.may_file(key) && Filed::under(key, used).next().is_some())
    }

    /// Whether a host (lower case, A-labels) is a slip of one that everybody knows, and would be none without the tree.
    fn is_made_likely(&self, host: &str) -> bool {
        let reading = slip::read(&self.knowledge, Cow::Borrowed(host), false);
        !reading.is_likely() && {
            let heard = reading.heard(&argument(host, 0, Form::Host), &self.knowledge, &self.witness);
            heard.is_some_and(|heard| heard.is_likely())
        }
    }

    /// Whether a domain (lower case, A-labels) is a slip of one that the tree uses, whatever stands before it.
    fn is_slip_of_tree(&self, domain: &str) -> bool {
        let reading = slip::read(&self.knowledge, Cow::Borrowed(domain), false);
        let site = argument(domain, 0, Form::Host);
        let heard = reading.heard(&site, &self.knowledge, &self.witness);
        heard.is_some_and(|heard| heard.slip().is_some_and(|slip| slip.source == Source::Tree))
    }
}

/// Those of the [`Checker::lonely_paths`] to which one share of the names leads, of so many, counted from 0: threads ask for one each, and
/// all together come to the whole. Two shares may lead to one path.
///
/// ```
/// use lint_core::gate::lonely_paths_of;
/// use lint_core::{Census, Checker};
/// let (checker, mut census) = (Checker::default(), Census::default());
/// for (path, text) in [("a.txt", "jo@fabrikam.net ".repeat(20)), ("b.txt", "jo@fabrkiam.net".to_owned())] {
///     census.add(path, &checker.text(path, text.as_bytes()).mentions);
/// }
/// let informed = checker.with_census(census);
/// let mut paths = [lonely_paths_of(&informed, 0, 2), lonely_paths_of(&informed, 1, 2)].concat();
/// paths.dedup();
/// assert_eq!(paths, informed.lonely_paths());
/// ```
pub fn lonely_paths_of(checker: &Checker, share: usize, shares: usize) -> Vec<String> {
    let mut paths: Vec<String> = Vec::new();
    let mut add = |seen: &Seen| seen.paths().iter().for_each(|path| paths.push((**path).to_owned()));
    for (name, seen) in checker.witness.names().iter().skip(share).step_by(shares) {
        let is_near = seen.files <= FEW_FILES
            && (checker.knowledge.may_be_near_named(name) || name.contains("--") || has_readings(name));
        if is_near && checker.is_slip_of_tree(name) || !seen.paths().is_empty() && checker.is_slip_by_tree(name) {
            add(seen);
        }
    }
    for (host, seen) in checker.witness.hosts().iter().skip(share).step_by(shares) {
        let is_near = || checker.witness.squashed_alike(host).is_some() || !checker.witness.near_hosts(host).is_empty();
        if seen.files <= FEW_FILES && is_near() && checker.is_slip_of_tree(host) {
            add(seen);
        }
    }
    let witness = &checker.witness;
    let all = [witness.names(), witness.hosts(), witness.words()].into_iter().flatten();
    for (host, seen) in all.skip(share).step_by(shares) {
        if seen.files <= FEW_FILES && checker.is_near_used(host) && checker.is_made_likely(host) {
            add(seen);
        }
    }
    for twin in checker.twins.iter().skip(share).step_by(shares) {
        checker.witness.exact(twin).into_iter().for_each(&mut add);
    }
    order::sort(&mut paths, Ord::cmp);
    paths.dedup();
    paths
}

/// The keys under which names are near those that the tree uses often and everybody knows.
pub(super) fn near_used(witness: &Witness) -> Index {
    let mut keys = Vec::new();
    for (name, seen) in witness.names() {
        if seen.is_often() && data::class(name).is(Class::TARGET) {
            let label = suffix::name(name, suffix::ending(name, data::class)).0;
            keys.extend(NearKeys::of(label.as_bytes(), View::Near).as_slice().iter().map(|key| (*key, 0)));
        }
    }
    Index::build(&keys)
}
