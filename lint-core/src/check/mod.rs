//! `Checker`: the only place that strings the stages together.

#[cfg(feature = "tree")]
mod again;
#[cfg(not(feature = "tree"))]
mod alone;
mod file;
mod pending;
mod reading;
mod said;
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod sites;
mod standing;
#[cfg(feature = "tree")]
mod tree;
#[cfg(feature = "why")]
mod why;

#[cfg(feature = "tree")]
pub use again::lonely_paths_of;
pub use file::FileCheck;
pub use said::{Misfit, Said};
#[cfg(feature = "why")]
pub use why::{Account, Became, Nearest};

use crate::address::{Parts, normal};
use crate::census::{Mentions, Witness};
use crate::context::Site;
#[cfg(feature = "tree")]
use crate::data::Index;
use crate::doubt;
use crate::find::{Form, candidates};
use crate::finding::{Excused, Finding, Level};
use crate::knowledge::{Knowledge, Name, Source};
use crate::lint::look::Look;
use crate::lint::slip::{self, Reading};
use crate::lint::{Check, Cx, Lint, Told};
use crate::lints;
use crate::policy::declared::Declared;
use crate::policy::{Names, Policy};
use crate::settle::{Comment, Used, settle_alone, settle_policy};
use crate::source::Place;
use crate::span::Span;
use crate::text::find::memrchr;
use crate::text::hidden::as_seen;
use standing::Standings;
use std::sync::Arc;

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
#[derive(Debug)]
pub struct Checker {
    policy: Policy,
    declared: Vec<Declared>,
    knowledge: Knowledge,
    witness: Arc<Witness>,
    /// The domains that have a twin, in order.
    #[cfg(feature = "tree")]
    twins: Vec<String>,
    /// The keys under which the names are found that the tree uses and everybody knows.
    #[cfg(feature = "tree")]
    used: Arc<Index>,
    standings: Standings,
}

/// Under no policy.
impl Default for Checker {
    fn default() -> Checker {
        let checker = Checker::uninformed(Policy::default());
        Checker { standings: checker.standings.cleared(), ..checker }
    }
}

/// What one file gave.
///
/// ```
/// use lint_core::{Checker, FileReport};
/// let report: FileReport = Checker::default().text("a.txt", b"ops@army.mil, ops@army.ml");
/// assert_eq!((report.subjects, report.findings.len()), (2, 1));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileReport {
    /// What counts, in the order of the text.
    pub findings: Vec<Finding>,
    /// Whether there may be more findings than were to be held; see [`FileCheck::holding`].
    pub overflows: bool,
    /// Addresses and hosts that were judged.
    pub subjects: u64,
    /// Findings that an allow, in the file or in the policy, excused.
    pub excused: Vec<Excused>,
    /// Which of the policy's allows excused something.
    pub used_allows: Used,
    /// Its allow comments, in the order of the text.
    pub comments: Vec<Comment>,
    /// Which domains it mentions, for the [`Census`](crate::Census).
    pub mentions: Mentions,
}

impl Checker {
    /// A checker under this policy.
    pub fn new(policy: Policy) -> Checker {
        Checker::uninformed(policy).informed()
    }

    /// One that knows its policy alone, and keeps nothing of what it is asked.
    fn uninformed(policy: Policy) -> Checker {
        Checker {
            policy,
            declared: Vec::new(),
            knowledge: Knowledge::default(),
            witness: Arc::default(),
            #[cfg(feature = "tree")]
            twins: Vec::new(),
            #[cfg(feature = "tree")]
            used: Arc::default(),
            standings: Standings::none(),
        }
    }

    /// This checker, which also knows what the repository declares about itself, unless its policy says otherwise.
    #[must_use]
    pub fn with_declared(self, declared: Vec<Declared>) -> Checker {
        Checker { declared, ..self }.informed()
    }

    /// With the knowledge that follows from the rest.
    fn informed(self) -> Checker {
        let name = |domain: &str, source, rarity| Name { domain: domain.to_owned(), source, rarity };
        let mut names = Vec::new();
        // The user says that these matter: one domain in ten.
        for pattern in self.policy.protect() {
            names.push(name(&pattern.domain, Source::Protect, 10));
        }
        if self.policy.declared() && !self.declared.is_empty() {
            let undeclared = Checker::uninformed(self.policy.clone());
            for declared in &self.declared {
                if !undeclared.is_slip(&declared.domain) && !self.is_turned_round(&declared.domain) {
                    names.push(name(&declared.domain, Source::Declared(declared.source.clone()), 16));
                }
            }
        }
        names.extend(self.names_of_tree());
        let (knowledge, standings) = (Knowledge::new(names), self.standings.cleared());
        Checker { knowledge, standings, ..self }
    }

    /// Whether a domain that is declared is a slip of one that everybody knows. What is mistyped there declares nothing, and nobody
    /// has all of a repository pass by declaring it: who means such a domain says so in the policy.
    fn is_slip(&self, domain: &str) -> bool {
        self.address(domain).iter().any(|finding| finding.doubt.is_none() && !finding.evidence.is_empty())
    }

    /// What a policy can name: the lints, and the doubts that may be cast on what they find.
    pub fn names() -> Names {
        doubt::names()
    }

    /// The policy that it judges under.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// What is to be said of the policy's own allows. `used` are those that excused something, gathered from the reports of all
    /// files; `None` when not all files were read, since nobody knows then what the others hold.
    pub fn allows(&self, used: Option<&Used>) -> Vec<Finding> {
        settle_policy(&self.policy, used)
    }

    /// Judges one address, or, without an `@`, one domain. The findings' spans are in `text`.
    pub fn address(&self, text: &str) -> Vec<Finding> {
        self.address_from(text, Level::Warn)
    }

    /// What [`Checker::address`] denies of it. What would only be warned of is not looked for.
    ///
    /// ```
    /// let checker = lint_core::Checker::default();
    /// assert_eq!(checker.denied("ops@army.ml")[0].lint, "tld_slip");
    /// assert!(checker.denied("ops@fabrikam.ml").is_empty());
    /// ```
    pub fn denied(&self, text: &str) -> Vec<Finding> {
        let mut findings = self.address_from(text, Level::Deny);
        findings.retain(|finding| finding.level == Level::Deny);
        findings
    }

    /// What the lints say of it that may come to so high a level.
    fn address_from(&self, text: &str, least: Level) -> Vec<Finding> {
        const WIDE_AT: char = '\u{ff20}';
        let (form, domain) = match (memrchr(b'@', text.as_bytes()), text.rfind(WIDE_AT)) {
            (Some(at), _) => (Form::Address, at + 1),
            (None, Some(at)) => (Form::Address, at + WIDE_AT.len_utf8()),
            (None, None) => (Form::Host, 0),
        };
        let parts = self.parts_from(text, least);
        // Of a URL only the host is judged.
        if !parts.is_empty() || text.contains("://") {
            return parts;
        }
        // An IP address is nobody's slip for a name.
        if text.ends_with(']') && Parts::parse(text).is_ok_and(|parts| parts.host.is_literal()) {
            return Vec::new();
        }
        let is_plain = || text.is_ascii() && (form == Form::Host || Parts::parse(text).is_ok());
        if self.standing_below(&text[domain..], form).is_some() && is_plain() {
            return Vec::new();
        }
        let site = argument(text, domain, form);
        // Who asks for one seldom asks for it again, so this reading is not worth keeping.
        let seen = as_seen(&site.domain);
        let reading = slip::read(&self.knowledge, normal(&seen), site.is_military_persona());
        let mut findings = self.judge("", &site, &reading, least);
        settle_alone(&self.policy, &mut findings);
        findings
    }

    /// What is to be said of the addresses and hosts in a text that is more than one of them: a list, a name before an address, a link,
    /// and where old routes lead (`ops%army.mil@localhost`, `army.mil!ops`).
    fn parts_from(&self, text: &str, least: Level) -> Vec<Finding> {
        let routed = match (text.rsplit_once('@'), text.split_once('!')) {
            (Some((local, _)), _) if local.contains('%') && !local.contains('"') => Some(local.replacen('%', "@", 1)),
            (None, Some((host, _))) => Some(host.to_owned()),
            _ => None,
        };
        if let Some(routed) = routed {
            let mut findings = self.address_from(&routed, least);
            findings.retain(|finding| !finding.evidence.is_empty());
            for finding in &mut findings {
                (finding.span, finding.fix) = (Span::new(0, text.len()), None);
            }
            return findings;
        }
        let is_more = text.contains([' ', ',', ';', '<', '>', '(', ':', '/']);
        if !is_more || Parts::parse(text).is_ok() {
            return Vec::new();
        }
        let mut found = Vec::new();
        for candidate in candidates(text.as_bytes()) {
            let part = text.get(candidate.span.range()).filter(|part| part.len() < text.len());
            let Some(part) = part.filter(|_| matches!(candidate.form, Form::Address | Form::Host)) else { continue };
            let mut findings = self.address_from(part, least);
            findings.retain(|finding| !finding.evidence.is_empty());
            for finding in &mut findings {
                finding.span = finding.span.shifted(candidate.span.start);
                finding.fix = None;
            }
            found.append(&mut findings);
        }
        found
    }

    /// What the lints that may come to so high a level say of one site in the file at `path` (empty where it stands in none) whose
    /// domain reads so, before it is settled.
    fn judge(&self, path: &str, site: &Site, reading: &Reading<'_>, least: Level) -> Vec<Finding> {
        let look = Look::of(site);
        let heard = self.heard(site, reading);
        let reading = heard.as_ref().unwrap_or(reading);
        let linked = reading.linked(site);
        let cx = self.cx(site, linked.as_ref().unwrap_or(reading), &look).in_file(path);
        let mut findings = Vec::new();
        for lint in lints::ALL {
            if let Some(told) = check(&cx, lint, site, least) {
                // One alone is the rule.
                findings.reserve_exact(1);
                let mut finding = told();
                finding.doubt = doubt::of_verdict(&cx, site, &finding);
                findings.push(finding);
            }
        }
        findings
    }

    /// Whether they say anything, without a word of it.
    fn says_anything(&self, site: &Site, reading: &Reading<'_>) -> bool {
        let look = Look::of(site);
        let heard = self.heard(site, reading);
        let cx = self.cx(site, heard.as_ref().unwrap_or(reading), &look);
        lints::ALL.iter().any(|lint| check(&cx, lint, site, Level::Warn).is_some())
    }

    fn cx<'a>(&'a self, site: &Site, reading: &'a Reading<'a>, look: &'a Look) -> Cx<'a> {
        Cx::new(&self.policy, &self.knowledge, &self.witness, look, reading, site)
    }

    /// Judges a whole text as the file `path` (relative, with `/`).
    pub fn text(&self, path: &str, text: &[u8]) -> FileReport {
        let mut file = self.file(path);
        file.feed_whole(text, |_| true);
        file.finish()
    }

    /// Starts on the file `path` (relative, with `/`), whose bytes then come in pieces.
    pub fn file<'c>(&'c self, path: &str) -> FileCheck<'c> {
        FileCheck::new(self, path)
    }
}

/// What a lint says of a site, if that may come to so high a level.
fn check<'a>(cx: &'a Cx<'a>, lint: &Lint, site: &'a Site, least: Level) -> Option<Told<'a>> {
    match lint.check {
        Check::Domain(check) | Check::Site(check) if cx.policy.may_report(lint.id, lint.level, least) => {
            check(cx, site)
        }
        _ => None,
    }
}

/// A subject that stands in no file.
fn argument(subject: &str, domain: usize, form: Form) -> Site {
    Site {
        span: Span::new(0, subject.len()),
        domain_span: Span::new(domain, subject.len()),
        form,
        subject: subject.to_owned(),
        domain: subject[domain..].to_owned(),
        plain: true,
        letters: Vec::new(),
        path: String::new(),
        place: Place::Argument,
        key: None,
        usage: None,
        linked: None,
        called: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_value_does_not_end_what_a_secret_holds() {
        let checker = Checker::default();
        // `ops@army.ml`, behind more than is read at once.
        let coded = "b3BzQGFybXkubWw=";
        for long in [1_000, 80_000, 200_000] {
            let text = format!("kind: Secret\ndata:\n  k: {}\n  to: {coded}\nspec:\n  to: {coded}\n", "A".repeat(long));
            let found = checker.text("a.yaml", text.as_bytes()).findings;
            let lines: Vec<u64> =
                found.iter().map(|found| found.location.as_ref().map_or(0, |at| at.start.line)).collect();
            assert_eq!(lines, [4], "{long}");
        }
    }
}
