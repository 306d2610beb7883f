//! From raw findings to what counts: levels, allows in comments and policy, changed lines, the baseline.
//!
//! An allow excuses before levels are looked at, so that it counts as used even where its lint is turned off.

#[cfg(feature = "only-new")]
mod baseline;
#[cfg(feature = "only-new")]
mod lines;

#[cfg(feature = "only-new")]
pub use baseline::Baseline;
#[cfg(feature = "only-new")]
pub use lines::Lines;

use crate::allow::{Directive, Scope};
use crate::finding::{Excused, Finding, Level};
use crate::lints::{self, expired_allow, unused_allow};
use crate::order;
use crate::policy::{Policy, among};
use crate::source::Location;
use std::ops::Range;
use unused_allow::Why;

/// How many allow comments of a file are obeyed. Each takes some hundred bytes until the file's end; nobody wrote more by hand.
pub(crate) const MOST_COMMENTS: usize = 1 << 14;

/// An allow comment and where it stands in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// What it says.
    pub directive: Directive,
    /// Where [`Directive::span`] is.
    pub location: Location,
}

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
pub fn settle_policy(policy: &Policy, used: Option<&Used>) -> Vec<Finding> {
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

/// The allow comments of a file, and what they excuse.
///
/// The last of them may cover the first line, and none is known to be of no use before all is found: each finding is to be seen
/// before the first one is settled.
#[derive(Debug)]
pub struct Allows {
    comments: Vec<Comment>,
    /// What each of them covers: a line, or the whole file.
    covers: Vec<Option<u64>>,
    /// What they are for, in the order of line and lint, and of the text.
    uses: Vec<Use>,
}

/// What one comment excuses of one lint.
#[derive(Debug)]
struct Use {
    /// A line, or the whole file.
    line: Option<u64>,
    lint: &'static str,
    comment: usize,
    /// Whether it is of use; told of the first of those for the same.
    used: bool,
}

impl Allows {
    /// All the allow comments of a file, in the order of the text; or, of more than are obeyed, one more.
    pub fn new(comments: Vec<Comment>) -> Allows {
        let covers = covers(&comments);
        let mut uses = Vec::new();
        for (at, comment) in comments.iter().enumerate().take(MOST_COMMENTS) {
            for &lint in &comment.excuses() {
                uses.push(Use { line: covers[at], lint, comment: at, used: false });
            }
        }
        order::sort(&mut uses, |one, other| (one.line, one.lint).cmp(&(other.line, other.lint)));
        Allows { comments, covers, uses }
    }

    /// Whether there is none: then it does not matter what is seen.
    pub fn is_empty(&self) -> bool {
        self.comments.is_empty()
    }

    /// How many comments there are.
    pub(crate) fn count(&self) -> usize {
        self.comments.len()
    }

    /// Gives the comments back.
    pub(crate) fn into_comments(self) -> Vec<Comment> {
        self.comments
    }

    /// Learns of a finding; those that excuse it are used.
    pub fn see(&mut self, finding: &Finding) {
        if self.around(finding).is_none() {
            for line in &covering(finding) {
                if let Some(place) = self.first(*line, finding.lint) {
                    self.uses[place].used = true;
                }
            }
        }
    }

    /// Settles findings of the file `path`, and what is wrong with `these` of the comments, by index; both in the order of the
    /// text.
    pub fn settle(&self, policy: &Policy, path: &str, findings: Vec<Finding>, these: Range<usize>) -> Settled {
        let mut settled = Settled::default();
        for finding in findings {
            settled.take(policy, path, self, finding);
        }
        let before = settled.findings.len();
        for place in these {
            let (Some(comment), Some(line)) = (self.comments.get(place), self.covers.get(place)) else { break };
            let too_many = (place == MOST_COMMENTS).then_some(Why::TooMany(MOST_COMMENTS));
            if let Some(why) = too_many.or_else(|| self.problem(policy, path, comment, *line)) {
                let finding = unused_allow::in_comment(&comment.directive, why, comment.location.clone());
                settled.take(policy, path, self, finding);
            }
        }
        if settled.findings.len() > before {
            order::sort(&mut settled.findings, Finding::by_place);
        }
        settled
    }

    /// The first of the comments for a lint in a line, or in the whole file, as a place among the uses.
    fn first(&self, line: Option<u64>, lint: &str) -> Option<usize> {
        let place = self.uses.partition_point(|this| (this.line, this.lint) < (line, lint));
        self.uses.get(place).is_some_and(|this| (this.line, this.lint) == (line, lint)).then_some(place)
    }

    /// Why a comment excuses the finding, if one does.
    fn excuse(&self, finding: &Finding) -> Option<&str> {
        let mut comment = self.around(finding);
        for line in &covering(finding) {
            if let (None, Some(place)) = (comment, self.first(*line, finding.lint)) {
                comment = self.comments.get(self.uses[place].comment);
            }
        }
        Some(&comment?.directive.reason)
    }

    /// The comment around a finding that it excuses: a reason may name what it is about, and that is no use of the allow.
    fn around(&self, finding: &Finding) -> Option<&Comment> {
        let start = finding.location.as_ref().map(|location| location.start);
        let before = self.comments.partition_point(|comment| Some(comment.location.start) <= start);
        let around = self.comments.get(before.checked_sub(1)?)?;
        let names = start < Some(around.location.end) && around.excuses().contains(&finding.lint);
        names.then_some(around)
    }

    /// What is wrong with one of them.
    fn problem(&self, policy: &Policy, path: &str, comment: &Comment, line: Option<u64>) -> Option<Why> {
        let directive = &comment.directive;
        if directive.mistyped.is_some() {
            return Some(Why::Mistyped);
        }
        if directive.lints.is_empty() {
            return Some(Why::NamesNothing);
        }
        if directive.reason.is_empty() {
            return Some(Why::HasNoReason);
        }
        if let Some(unknown) = directive.lints.iter().find(|lint| lints::find(lint).is_none()) {
            return Some(Why::Unknown(unknown.clone(), among(unknown, &lints::ids())));
        }
        // A lint that is turned off finds nothing anywhere, and this one finds only what is settled after it.
        let level = |lint: &str| policy.level(lint, path).or_else(|| lints::find(lint).map(|lint| lint.level));
        let is_judged = |lint: &str| lint != unused_allow::LINT.id && level(lint) != Some(Level::Allow);
        let is_unused = |lint: &str| self.first(line, lint).is_some_and(|place| !self.uses[place].used);
        let mut unused = Vec::new();
        for &lint in &comment.excuses() {
            if is_unused(lint) && is_judged(lint) {
                unused.push(lint);
            }
        }
        (!unused.is_empty()).then_some(Why::FindsNothing(unused))
    }
}

/// What a comment covers that covers the finding.
fn covering(finding: &Finding) -> [Option<u64>; 2] {
    [finding.location.as_ref().map(|location| location.start.line), None]
}

impl Comment {
    /// The lints that it can excuse: none without a reason.
    fn excuses(&self) -> Vec<&'static str> {
        let mut excused = Vec::new();
        if !self.directive.reason.is_empty() {
            for name in &self.directive.lints {
                if let Some(lint) = lints::find(name) {
                    excused.push(lint.id);
                }
            }
        }
        excused
    }
}

/// What each comment covers: its line, the whole file, or, standing alone, the line below it and the other comments that
/// stand there alone.
fn covers(comments: &[Comment]) -> Vec<Option<u64>> {
    let mut covers = Vec::with_capacity(comments.len());
    let mut below = None;
    for comment in comments.iter().rev() {
        let line = comment.location.start.line;
        covers.push(match comment.directive.scope {
            Scope::File => None,
            Scope::Line => Some(line),
            Scope::NextLine => {
                let covered = match below {
                    Some((next, covered)) if next == line + 1 => covered,
                    _ => line + 1,
                };
                below = Some((line, covered));
                Some(covered)
            }
        });
    }
    covers.reverse();
    covers
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::allow::directives;
    use crate::policy::{Date, Names};
    use crate::source::{Cursor, Encoding, Place, Position};
    use crate::span::Span;

    const LINTS: &[&str] = &["tld_slip", "risky_tld", "unused_allow", "expired_allow"];

    /// Settles a text in which each `army.ml` is a `tld_slip` and each `risk.ml` a `risky_tld`: the findings as line, lint
    /// and level, with the message of those on allows; what was suppressed; the allows used.
    fn settled(policy: &str, path: &str, text: &str) -> (Vec<String>, u64, Vec<usize>) {
        let policy = Policy::parse(policy, &Names::of(LINTS, &[])).unwrap().on(Date::parse("2026-11-24").unwrap());
        let cursor = || Cursor::new(text.as_bytes(), Encoding::Utf8, Position::START);
        let comments = directives(text.as_bytes(), 0)
            .into_iter()
            .scan(cursor(), |cursor, directive| Some(Comment { location: cursor.locate(directive.span), directive }));
        let comments: Vec<_> = comments.collect();
        let slips = text.match_indices("army.ml").map(|found| (found, "tld_slip"));
        let mut found: Vec<_> = slips.chain(text.match_indices("risk.ml").map(|found| (found, "risky_tld"))).collect();
        found.sort_unstable();
        let findings = found.into_iter().scan(cursor(), |cursor, ((start, domain), lint)| {
            let span = Span::new(start, start + domain.len());
            Some(Finding {
                domain: Some(domain.to_owned()),
                place: Place::Prose,
                span,
                ..Finding::on_comment(lints::find(lint)?, format!("x@{domain}"), cursor.locate(span))
            })
        });
        let findings: Vec<_> = findings.collect();
        let mut allows = Allows::new(comments);
        findings.iter().for_each(|finding| allows.see(finding));
        let settled = allows.settle(&policy, path, findings, 0..allows.count());
        let show = |finding: &Finding| {
            let line = finding.location.as_ref().map_or(0, |location| location.start.line);
            format!("{line} {} {} {}", finding.lint, finding.level, finding.message).trim_end().to_owned()
        };
        (
            settled.findings.iter().map(show).collect(),
            settled.excused.len() as u64,
            (0..9).filter(|&place| settled.used_allows.holds(place)).collect(),
        )
    }

    #[test]
    fn comments_excuse_what_they_cover() {
        let cases: &[(&str, &[&str], u64)] = &[
            ("army.ml", &["1 tld_slip deny"], 0),
            ("army.ml # maillint: allow(tld_slip) why", &[], 1),
            ("army.ml army.ml # maillint: allow(tld_slip) why", &[], 2),
            ("army.ml risk.ml # maillint: allow(tld_slip) why", &["1 risky_tld warn"], 1),
            ("army.ml risk.ml # maillint: allow(tld_slip, risky_tld) why", &[], 2),
            ("# maillint: allow(tld_slip) why\narmy.ml\narmy.ml", &["3 tld_slip deny"], 1),
            ("# maillint: allow(tld_slip) why\n# maillint: allow(risky_tld) why\narmy.ml risk.ml", &[], 2),
            ("army.ml\n\n# maillint: allow-file(tld_slip) why\narmy.ml", &[], 2),
            // The reason may name the domain; that is no use of the allow.
            ("x army.ml # maillint: allow(tld_slip) army.ml is right", &[], 2),
            (
                "x # maillint: allow(tld_slip) army.ml is right",
                &["1 unused_allow warn `allow(tld_slip)`: excuses nothing"],
                1,
            ),
            (
                "army.mil # maillint: allow(tld_slip) why",
                &["1 unused_allow warn `allow(tld_slip)`: excuses nothing"],
                0,
            ),
            (
                "army.ml # maillint: allow(tld_slip, risky_tld) why",
                &["1 unused_allow warn `allow(tld_slip, risky_tld)`: `risky_tld` excuses nothing"],
                1,
            ),
            (
                "# maillint: allow-file(tld_slip) why\nx",
                &["1 unused_allow warn `allow-file(tld_slip)`: excuses nothing"],
                0,
            ),
            (
                "army.ml # maillint: allow(tld_slip)",
                &["1 tld_slip deny", "1 unused_allow warn `allow(tld_slip)`: gives no reason, so it excuses nothing"],
                0,
            ),
            (
                "army.ml # maillint: allow() why",
                &["1 tld_slip deny", "1 unused_allow warn `allow()`: names no lint, so it excuses nothing"],
                0,
            ),
            (
                "x\narmy.ml # maillint: allow(tld_slp) why\narmy.ml",
                &[
                    "2 tld_slip deny",
                    "2 unused_allow warn `allow(tld_slp)`: there is no lint `tld_slp`",
                    "3 tld_slip deny",
                ],
                0,
            ),
            (
                "army.ml # maillint: allow(tld_slip, tld_slp) why",
                &["1 unused_allow warn `allow(tld_slip, tld_slp)`: there is no lint `tld_slp`"],
                1,
            ),
            ("x # maillint: allow(tld_slip) why\n# maillint: allow-file(unused_allow) why", &[], 1),
        ];
        for (text, expected, suppressed) in cases {
            let (findings, count, _) = settled("", "a.txt", text);
            assert_eq!(
                (findings, count),
                (expected.iter().map(|line| (*line).to_owned()).collect(), *suppressed),
                "{text}"
            );
        }
    }

    #[test]
    fn of_too_many_comments_the_first_are_obeyed() {
        let text = "x@army.ml # maillint: allow(tld_slip) why\n".repeat(MOST_COMMENTS + 2);
        let mut report = crate::Checker::default().text("a.py", text.as_bytes());
        let show = |finding: &Finding| (finding.location.as_ref().unwrap().start.line, finding.lint);
        let behind = MOST_COMMENTS as u64 + 1;
        let expected = [(behind, "tld_slip"), (behind, "unused_allow"), (behind + 1, "tld_slip")];
        assert_eq!(report.findings.iter().map(show).collect::<Vec<_>>(), expected);
        assert_eq!(report.excused.len(), MOST_COMMENTS);
        let told =
            "`allow(tld_slip)`: stands behind 16384 others in this file, so it excuses nothing, nor does any below it";
        assert_eq!(report.findings.remove(1).message, told);
    }

    #[test]
    fn policies_excuse_what_they_cover() {
        let allow = |target: &str, more: &str| format!("[[allow]]\n{target}\nreason = \"why\"\n{more}\n");
        let cases = [
            (allow("domain = \"army.ml\"", ""), 1, vec![0]),
            (allow("domain = \"*.ml\"", ""), 2, vec![0]),
            (allow("address = \"X@army.ml\"", ""), 1, vec![0]),
            (allow("address = \"y@army.ml\"", ""), 0, vec![]),
            (allow("domain = \"army.ml\"", "paths = [\"src/**\"]"), 1, vec![0]),
            (allow("domain = \"army.ml\"", "paths = [\"docs/**\"]"), 0, vec![]),
            (allow("domain = \"army.ml\"", "expires = 2026-11-24"), 1, vec![0]),
            (allow("domain = \"army.ml\"", "expires = 2026-11-23"), 0, vec![]),
            (allow("domain = \"other.ml\"", "") + &allow("domain = \"risk.ml\"", ""), 1, vec![1]),
            (allow("domain = \"army.ml\"", "") + &allow("address = \"x@army.ml\"", ""), 1, vec![0, 1]),
        ];
        for (policy, suppressed, used) in cases {
            let (findings, count, places) = settled(&policy, "src/a.rs", "army.ml\nrisk.ml");
            assert_eq!((findings.len() as u64, count, places), (2 - suppressed, suppressed, used), "{policy}");
        }
    }

    #[test]
    fn levels_come_from_the_policy() {
        let policy = "[lints]\ntld_slip = \"warn\"\n[[files]]\npaths = [\"docs/\"]\nlints = { tld_slip = \"allow\", risky_tld = \"deny\" }";
        let text = "army.ml risk.ml # maillint: allow(tld_slip) why";
        assert_eq!(settled(policy, "a.txt", "army.ml\nrisk.ml").0, ["1 tld_slip warn", "2 risky_tld warn"]);
        assert_eq!(settled(policy, "docs/a.txt", "army.ml\nrisk.ml").0, ["2 risky_tld deny"]);
        // Where a lint is turned off, an allow for it is neither counted nor blamed.
        assert_eq!(settled(policy, "docs/a.txt", text), (vec!["1 risky_tld deny".to_owned()], 0, vec![]));
        assert_eq!(settled(policy, "docs/a.txt", "# maillint: allow(tld_slip) why").0.len(), 0);
    }

    #[test]
    fn allows_of_the_policy_are_blamed_in_its_file() {
        let text = r#"
[[allow]]
domain = "*.used.ml"
reason = "one"
[[allow]]
domain = "unused.ml"
reason = "two"
[[allow]]
address = "x@expired.ml"
reason = "three"
expires = 2020-01-01
"#;
        let policy = Policy::parse(text, &Names::of(LINTS, &[])).unwrap().on(Date::parse("2026-11-24").unwrap());
        let show = |findings: Vec<Finding>| {
            let line = |finding: &Finding| finding.location.as_ref().map_or(0, |location| location.start.line);
            findings.iter().map(|finding| format!("{} {}", line(finding), finding.message)).collect::<Vec<_>>()
        };
        let expired = "8 `x@expired.ml`: the allow for it ended on 2020-01-01";
        assert_eq!(
            show(settle_policy(&policy, Some(&Used(vec![true])))),
            ["5 `unused.ml`: the allow for it excuses nothing", expired]
        );
        assert_eq!(show(settle_policy(&policy, None)), [expired]);
        let policy = policy.overridden(&[("expired_allow", Level::Allow)]);
        assert_eq!(show(settle_policy(&policy, None)), [""; 0]);
    }
}
