//! `Checker`: the only place that strings the stages together.

use crate::finding::Finding;
use crate::knowledge::Knowledge;
use crate::lint::{Check, Cx, slip};
use crate::lints;
use crate::policy::Policy;
use crate::scan::{Form, Site};
use crate::source::Place;
use crate::span::Span;

/// Judges addresses, domains and texts under one policy.
///
/// It is built once and shared by threads.
///
/// ```
/// use lint_core::{Checker, Fate};
/// let findings = Checker::default().address("ops@army.ml");
/// assert_eq!(findings[0].lint, "tld_slip");
/// assert_eq!(findings[0].suggestion.as_deref(), Some("ops@army.mil"));
/// assert_eq!(findings[0].fate, Some(Fate::Misdelivered));
/// ```
#[derive(Debug, Default)]
pub struct Checker {
    policy: Policy,
    knowledge: Knowledge,
}

/// What one file gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileReport {
    /// What counts, in the order of the text.
    pub findings: Vec<Finding>,
    /// Addresses and hosts that were judged.
    pub subjects: u64,
    /// Findings that an allow, in the file or in the policy, excused.
    pub suppressed: u64,
    /// Which entries of `Policy::allow` excused something, by index, ascending.
    pub used_allows: Vec<usize>,
}

impl Checker {
    /// A checker under this policy.
    pub fn new(policy: Policy) -> Checker {
        Checker { policy, knowledge: Knowledge::default() }
    }

    /// Judges one address, or, without an `@`, one domain. The findings' spans are in `text`.
    pub fn address(&self, text: &str) -> Vec<Finding> {
        let (form, domain) = match text.rfind('@') {
            Some(at) => (Form::Address, at + 1),
            None => (Form::Host, 0),
        };
        self.judge(&Site {
            span: Span::new(0, text.len()),
            domain_span: Span::new(domain, text.len()),
            form,
            subject: text.to_owned(),
            domain: text[domain..].to_owned(),
            plain: true,
            place: Place::Argument,
            key: None,
            usage: None,
            deliberate: None,
        })
    }

    /// What the lints say of one site.
    fn judge(&self, site: &Site) -> Vec<Finding> {
        let domain = site.domain.trim_end_matches('.').to_lowercase();
        let reading = slip::read(&self.knowledge, &domain);
        let cx = Cx { policy: &self.policy, reading: &reading };
        let mut findings = Vec::new();
        for lint in lints::ALL {
            if let Check::Site(check) = lint.check {
                findings.extend(check(&cx, site));
            }
        }
        findings
    }

    /// Judges a whole text as the file `path` (relative, with `/`).
    pub fn text(&self, path: &str, text: &[u8]) -> FileReport {
        let mut file = self.file(path);
        file.feed(text, true);
        file.finish()
    }

    /// Starts on the file `path` (relative, with `/`), whose bytes then come in pieces.
    pub fn file<'c>(&'c self, _path: &str) -> FileCheck<'c> {
        FileCheck { _checker: self, report: FileReport::default() }
    }
}

/// One file under judgement, fed piece by piece, so that memory stays bounded.
#[derive(Debug)]
pub struct FileCheck<'c> {
    _checker: &'c Checker,
    report: FileReport,
}

impl FileCheck<'_> {
    /// Takes the next bytes of the file and says how many it is done with. The caller keeps the rest and puts more behind
    /// them; with `last`, everything is taken. A piece of 64 KiB or more is always taken at least in half.
    pub fn feed(&mut self, piece: &[u8], _last: bool) -> usize {
        piece.len()
    }

    /// The report, once everything was fed.
    pub fn finish(self) -> FileReport {
        self.report
    }
}
