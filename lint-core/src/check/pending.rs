//! What was found in the text at hand, until all that casts a doubt on it was read.

use crate::context::{Kind, Site};
use crate::doubt::{self, Scene};
use crate::finding::Finding;
use crate::policy::Policy;

/// Findings in the order of the text. What was taken stays as long as it stands near others, since it may cast a doubt on them.
#[derive(Debug, Default)]
pub(super) struct Pending {
    found: Vec<(Site, Finding)>,
    /// Whether the call around each allows it.
    allowed: Vec<bool>,
    /// How many were taken.
    taken: usize,
}

impl Pending {
    /// How many are still to be taken.
    pub(super) fn len(&self) -> usize {
        self.found.len() - self.taken
    }

    /// Puts one behind the others.
    pub(super) fn push(&mut self, site: &Site, is_allowed: bool, finding: Finding) {
        self.found.push((site.clone(), finding));
        self.allowed.push(is_allowed);
    }

    /// The next one with its doubt, and whether the call around it allows it, if all around it stands before `cut`.
    pub(super) fn next(
        &mut self,
        text: &[u8],
        cut: usize,
        path: &str,
        kind: Kind,
        policy: &Policy,
    ) -> Option<(Finding, bool)> {
        let at = self.taken;
        let scene = Scene::of(text, path, kind, &self.found, at)?;
        if scene.ends() > cut {
            return None;
        }
        // What stands there says more than how it was judged.
        let doubt = doubt::of_text(&scene, policy);
        let mut finding = self.found[at].1.clone();
        finding.doubt = doubt.or(finding.doubt);
        // What may be wrong on purpose is left to people.
        finding.fix = finding.fix.filter(|_| finding.doubt.is_none());
        self.taken += 1;
        Some((finding, self.allowed[at]))
    }

    /// Goes on to a text that begins `done` bytes further on.
    pub(super) fn go_on_to(&mut self, done: usize) {
        let near = |(site, _): &(Site, Finding)| site.span.start >= done;
        let gone = self.found.iter().position(near).unwrap_or(self.found.len()).min(self.taken);
        self.found.drain(..gone);
        self.allowed.drain(..gone);
        self.taken -= gone;
        for (site, _) in &mut self.found {
            site.span = site.span.shifted_back(done);
            site.domain_span = site.domain_span.shifted_back(done);
        }
    }
}
