//! The allow comments of a file: what each covers, what it excuses, and what is wrong with it.

use super::Settled;
use crate::allow::{Directive, Scope};
use crate::finding::{Finding, Level};
use crate::lints;
use crate::lints::unused_allow::{self, Why};
use crate::order;
use crate::policy::{Policy, among};
use crate::source::Location;
use std::ops::Range;

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
    pub(super) fn excuse(&self, finding: &Finding) -> Option<&str> {
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
