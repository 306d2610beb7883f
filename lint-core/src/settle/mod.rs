//! From raw findings to what counts: levels, allows in comments and policy, changed lines, the baseline.
//!
//! An allow excuses before levels are looked at, so that it counts as used even where its lint is turned off.

#[cfg(feature = "only-new")]
mod baseline;
mod comments;
#[cfg(feature = "only-new")]
mod lines;
#[cfg(test)]
mod tests;

#[cfg(feature = "only-new")]
pub use baseline::Baseline;
pub(crate) use comments::MOST_COMMENTS;
pub use comments::{Allows, Comment};
#[cfg(feature = "only-new")]
pub use lines::Lines;

use crate::finding::{Excused, Finding, Level};
use crate::lints::{expired_allow, unused_allow};
use crate::policy::Policy;

/// What is left of a file's findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// What counts, at its level, in the order of the text.
    pub findings: Vec<Finding>,
    /// What would count as well, had no allow excused it, in the order of the text.
    pub excused: Vec<Excused>,
    /// Which of the policy's allows excused something.
    pub used_allows: Used,
}

/// Which of a policy's allows excuse something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Used(
    /// Whether each one does, by its place in [`Policy::allows`], up to the last that does.
    Vec<bool>,
);

impl Used {
    /// Whether none does.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds those that excuse something elsewhere.
    pub fn add(&mut self, others: &Used) {
        for (place, used) in others.0.iter().enumerate() {
            if *used {
                self.insert(place);
            }
        }
    }

    /// The places of those that do.
    pub fn places(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().filter(|(_, used)| **used).map(|(place, _)| place)
    }

    /// Notes that the one at this place does.
    pub fn insert(&mut self, place: usize) {
        if self.0.len() <= place {
            self.0.resize(place + 1, false);
        }
        self.0[place] = true;
    }

    fn holds(&self, place: usize) -> bool {
        self.0.get(place).is_some_and(|used| *used)
    }
}

/// Settles the findings on a subject that stands in no file, where no comment excuses anything.
pub(crate) fn settle_alone(policy: &Policy, findings: &mut Vec<Finding>) {
    findings.retain_mut(|finding| counts(policy, "", finding) && allowing(policy, "", finding).is_empty());
}

/// Whether a finding counts in the file `path`, at the level that it is given for there.
fn counts(policy: &Policy, path: &str, finding: &mut Finding) -> bool {
    finding.level = policy.level(finding.lint, path).unwrap_or(finding.level);
    if finding.doubt.is_some() {
        finding.level = finding.level.min(Level::Warn);
    }
    finding.level > Level::Allow
}

/// What is to be said of the policy's own allows, in its file and in the order of its text.
///
/// `used` are those that excused something, gathered from all files; `None` when not all files were read, since nobody
/// knows then what the others hold.
pub(crate) fn settle_policy(policy: &Policy, used: Option<&Used>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (place, allow) in policy.allows().iter().enumerate() {
        let mut finding = match allow.expires {
            Some(last) if policy.has_expired(allow) => expired_allow::in_policy(allow, last),
            _ if used.is_some_and(|used| !used.holds(place)) => unused_allow::in_policy(allow),
            _ => continue,
        };
        if counts(policy, policy.file(), &mut finding) {
            findings.push(finding);
        }
    }
    findings
}

impl Settled {
    /// Takes in a finding at its level, if it counts.
    fn take(&mut self, policy: &Policy, path: &str, allows: &Allows, mut finding: Finding) {
        let mut excuse = allows.excuse(&finding).map(|reason| (reason.to_owned(), false));
        for &place in &allowing(policy, path, &finding) {
            self.used_allows.insert(place);
            if let Some(allow) = policy.allows().get(place) {
                excuse.get_or_insert_with(|| (allow.reason.clone(), true));
            }
        }
        if !counts(policy, path, &mut finding) {
            return;
        }
        match excuse {
            Some((reason, by_policy)) => self.excused.push(Excused { finding, reason, by_policy }),
            None => self.findings.push(finding),
        }
    }
}

/// Which of the policy's allows excuse a finding in the file `path`, by index.
pub(crate) fn allowing(policy: &Policy, path: &str, finding: &Finding) -> Vec<usize> {
    let mut allowing = Vec::new();
    for &place in &policy.allows_for(&finding.subject, finding.domain.as_deref(), path) {
        if policy.allows().get(place).is_some_and(|allow| !policy.has_expired(allow)) {
            allowing.push(place);
        }
    }
    allowing
}
