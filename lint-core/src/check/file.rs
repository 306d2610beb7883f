//! One file under judgement, piece by piece.

use super::pending::Pending;
use super::reading::Readings;
use super::standing::Standing;
use super::{Checker, FileReport};
use crate::address::normal;
use crate::allow::{allowed_in_call, directives};
use crate::census::Mentions;
use crate::context::{Context, Declared, Inner, Kind, Lexer, Site, link};
use crate::find::{Candidate, Form, candidates_from, path};
use crate::finding::{Excused, Finding, Level};
use crate::lint::slip;
use crate::order;
#[cfg(feature = "only-new")]
use crate::settle::Lines;
use crate::settle::{Allows, Comment, MOST_COMMENTS, Settled, Used, allowing};
use crate::source::{Cursor, Encoding, Position};
use crate::text::find::memrchr;
use crate::text::hidden::as_seen;
use crate::trap;
use std::ops::Range;

/// How much of what was judged stays before a piece, so that what follows is seen in its surroundings: keys are followed
/// back as far as this.
const BEHIND: usize = 16 << 10;

/// How much of a piece stays unjudged until more is known: macro calls are read on for 4 KiB.
const AHEAD: usize = 5 << 10;

/// One file under judgement, fed piece by piece, so that memory stays bounded.
#[derive(Debug)]
pub struct FileCheck<'c> {
    checker: &'c Checker,
    path: String,
    kind: Kind,
    /// What the file said of how it is stored.
    declared: Declared,
    /// Known once the first piece was seen.
    encoding: Option<Encoding>,
    /// Where the next piece begins.
    position: Position,
    /// Where that is in the decoded text.
    offset: usize,
    /// How much of the next piece was judged before.
    judged: usize,
    /// In the order in which they are found: what a format encodes comes after the rest of its piece.
    findings: Vec<Finding>,
    /// What was found in the text at hand.
    pending: Pending,
    comments: Vec<Comment>,
    /// How many comments were settled.
    settled: usize,
    subjects: u64,
    /// Findings that the call around them allows.
    excused: Vec<Excused>,
    mentions: Mentions,
    /// The lines that a change adds, which are no witness.
    #[cfg(feature = "only-new")]
    fresh: Lines,
    readings: Readings<'c>,
    /// How many findings are held.
    most: usize,
    /// Whether there may be more.
    overflows: bool,
    /// Which of the policy's allows excuse those, by index.
    used_allows: Used,
}

impl<'c> FileCheck<'c> {
    /// How much of a file is fed at once by [`Checker::text`]; who feeds as much at once gets the same findings.
    pub const PIECE: usize = 64 << 10;

    pub(super) fn new(checker: &'c Checker, path: &str) -> FileCheck<'c> {
        FileCheck {
            checker,
            path: path.to_owned(),
            kind: Kind::of(path),
            declared: Declared::default(),
            encoding: None,
            position: Position::START,
            offset: 0,
            judged: 0,
            findings: Vec::new(),
            pending: Pending::default(),
            comments: Vec::new(),
            settled: 0,
            subjects: 0,
            excused: Vec::new(),
            mentions: Mentions::default(),
            #[cfg(feature = "only-new")]
            fresh: Lines::default(),
            readings: Readings::default(),
            most: usize::MAX,
            overflows: false,
            used_allows: Used::default(),
        }
    }

    /// This check, holding no more than so many findings: of a file that may have more, the report gives none, and
    /// [says so](FileReport::overflows). The file is then fed once or twice more, and tells of them piece by piece.
    ///
    /// ```
    /// use lint_core::gate::settle::Allows;
    /// let checker = lint_core::Checker::default();
    /// let text = b"a@army.ml b@army.ml\n# maillint: allow-file(tld_slip) as it is\n";
    /// let mut first = checker.file("a.py").holding(1);
    /// first.feed(text, true);
    /// let report = first.finish();
    /// assert!(report.overflows && report.findings.is_empty());
    ///
    /// // Not needed of a file without allow comments.
    /// let mut allows = Allows::new(report.comments);
    /// let mut second = checker.file("a.py");
    /// second.feed(text, true);
    /// second.show(&mut allows);
    ///
    /// let mut third = checker.file("a.py");
    /// third.feed(text, true);
    /// assert_eq!(third.settle(&allows).excused.len(), 2);
    /// ```
    #[must_use]
    pub fn holding(self, most: usize) -> FileCheck<'c> {
        FileCheck { most, ..self }
    }

    /// This check, which notes what the file mentions in the memory of what another did.
    #[cfg(feature = "tree")]
    #[must_use]
    pub fn recycling(self, mentions: Mentions) -> FileCheck<'c> {
        FileCheck { mentions: mentions.emptied(), ..self }
    }

    /// This check, where a change adds these lines: what they mention excuses nothing, since whoever sends a change could repeat a slip
    /// until it looks like use.
    #[cfg(feature = "only-new")]
    #[must_use]
    pub fn adding(self, fresh: Lines) -> FileCheck<'c> {
        FileCheck { fresh, ..self }
    }

    /// Takes the next bytes of the file and says how many it is done with. The caller keeps the rest, never more than
    /// [`FileCheck::PIECE`], and puts more behind it; with `last`, everything is taken.
    pub fn feed(&mut self, piece: &[u8], last: bool) -> usize {
        let (encoding, mark) = match self.encoding {
            Some(encoding) => (encoding, 0),
            None => Encoding::of(piece),
        };
        self.encoding = Some(encoding);
        self.position.byte += mark as u64;
        let text = encoding.decode(&piece[mark..]);
        let cut = if last { text.len() } else { cut(&text).max(self.judged) };
        self.judge(&text, cut, encoding);
        if last {
            return piece.len();
        }
        let done = char_start(&text, cut.saturating_sub(BEHIND));
        self.position = Cursor::new(&text, encoding, self.position).advance(done);
        self.offset += done;
        self.judged = cut - done;
        self.pending.go_on_to(done);
        mark + encoding.stored_len(&text[..done]) as usize
    }

    /// Takes a whole text, piece by piece, as long as `goes_on`, which is asked behind each piece, says so.
    pub fn feed_whole(&mut self, text: &[u8], mut goes_on: impl FnMut(&mut FileCheck<'c>) -> bool) {
        let (mut start, mut end, mut last) = (0, 0, false);
        while !last {
            let fresh = (text.len() - end).min(FileCheck::PIECE);
            end += fresh;
            last = fresh < FileCheck::PIECE;
            start += self.feed(&text[start..end], last);
            if !goes_on(self) {
                return;
            }
        }
    }

    /// Judges what starts before `cut` and was not judged before.
    fn judge(&mut self, text: &[u8], cut: usize, encoding: Encoding) {
        let mut cursor = Cursor::new(text, encoding, self.position);
        let mut lines = Cursor::new(text, encoding, self.position);
        let mut inner = Inner::of(text, self.kind, self.offset, &mut self.declared, is_trap);
        // Reads the text at hand, which begins far enough before what is judged, and only if something in that looks suspicious.
        let mut lexer = None;
        let mut latest = Latest::default();
        let mut candidates = candidates_from(text, self.judged);
        for candidate in candidates.by_ref() {
            if candidate.span.start >= cut {
                break;
            }
            let fresh = self.is_fresh(&candidate, &mut lines);
            if self.is_suspect(text, &candidate, fresh, &mut latest) && !inner.covers(candidate.span) {
                inner.look(text, self.kind, candidate.span, candidate.plain, is_trap);
                if inner.covers(candidate.span) {
                    continue;
                }
                let lexer = lexer.get_or_insert_with(|| Lexer::new(self.kind));
                let context = Context::of(text, self.kind, candidate, lexer);
                if trap::catching(&context).is_some() {
                    continue;
                }
                self.judge_site(text, &context.site(), &mut cursor);
            }
            self.subjects += 1;
        }
        self.take_pending(text, cut);
        // What is encoded comes out of its order, and is no neighbour of the rest.
        let plain = std::mem::take(&mut self.pending);
        for sign in candidates.take_signs() {
            inner.look_at_sign(text, self.kind, sign, is_trap);
        }
        inner.sort();
        let mut cursor = Cursor::new(text, encoding, self.position);
        let judged = self.judged;
        for site in inner.sites.iter().filter(|site| (judged..cut).contains(&site.span.start)) {
            self.subjects += 1;
            self.judge_site(text, site, &mut cursor);
        }
        self.take_pending(text, text.len());
        self.pending = plain;
        if !candidates.passed_directives() {
            return;
        }
        let mut cursor = Cursor::new(text, encoding, self.position);
        for directive in directives(text, self.judged).into_iter().filter(|directive| directive.span.start < cut) {
            if self.settled + self.comments.len() > MOST_COMMENTS {
                break;
            }
            let location = cursor.locate(directive.span);
            // Each may come to a finding of its own.
            self.overflows |= self.comments.len() >= self.most;
            self.comments.push(Comment { directive, location });
        }
    }

    /// Whether the candidate stands on a line that a change adds.
    #[cfg(feature = "only-new")]
    fn is_fresh(&self, candidate: &Candidate, lines: &mut Cursor<'_>) -> bool {
        if self.fresh.is_empty() {
            return false;
        }
        let line = lines.advance(candidate.span.start).line;
        self.fresh.meet(line..line + 1)
    }

    #[cfg(not(feature = "only-new"))]
    fn is_fresh(&self, _: &Candidate, _: &mut Cursor<'_>) -> bool {
        false
    }

    /// Whether something may be said of the candidate, depending on where it stands.
    fn is_suspect<'t>(&mut self, text: &'t [u8], candidate: &Candidate, fresh: bool, latest: &mut Latest<'t>) -> bool {
        if !candidate.plain {
            return true;
        }
        let (domain, form) = (candidate.domain(text), candidate.form);
        if latest.form != Some(form) || latest.domain.as_bytes() != domain {
            let Ok(domain) = std::str::from_utf8(domain) else { return true };
            let (standing, key, counted) = self.checker.standing(domain, form);
            *latest = Latest { domain, form: Some(form), standing, key, counted };
        }
        let &mut Latest { domain, standing, key, counted, .. } = latest;
        // Who judges with the tree as a witness has counted it before.
        if self.checker.witness.is_silent() {
            self.mentions.add(key, counted, candidate.form, fresh);
            if candidate.form == Form::Address {
                let local = text.get(candidate.span.start..candidate.domain_span.start - 1);
                self.mentions.add_mailbox(local.unwrap_or_default(), domain);
            } else if candidate.form == Form::Host {
                self.mentions.add_page(path(text, candidate.domain_span.end), domain);
            }
        }
        // What is known is no slip, whatever stands beside it.
        let is_told_beside = || {
            let is_page = candidate.form == Form::Host && slip::is_known_page(path(text, candidate.domain_span.end));
            is_page || link::called(text, candidate).is_some()
        };
        standing == Standing::Suspect
            || standing == Standing::Unknown && is_told_beside()
            || link::is_contradicted(text, candidate)
    }

    fn judge_site(&mut self, text: &[u8], site: &Site, cursor: &mut Cursor<'_>) {
        if self.is_full() && self.checker.policy.allows().is_empty() {
            // Nothing more is to be learned from what will be found once more.
            self.overflows = true;
            return;
        }
        let domain = as_seen(&site.domain);
        let reading = self.readings.get(&normal(&domain), site.is_military_persona(), &self.checker.knowledge);
        let findings = self.checker.judge(&self.path, site, reading, Level::Warn);
        if findings.is_empty() {
            return;
        }
        let allowed = text.get(site.span.end..).and_then(allowed_in_call);
        let location = cursor.locate(site.span);
        for mut finding in findings {
            finding.location = Some(location.clone());
            finding.span = finding.span.shifted(self.offset);
            if let Some(fix) = &mut finding.fix {
                fix.positions = Some(cursor.positions(fix.span));
                fix.span = fix.span.shifted(self.offset);
            }
            if self.is_full() {
                self.overflows = true;
                for place in &allowing(&self.checker.policy, &self.path, &finding) {
                    self.used_allows.insert(*place);
                }
            } else {
                self.pending.push(site, allowed == Some(finding.lint), finding);
            }
        }
    }

    /// Takes in what was found before `cut`, as far as all is known of the line around it.
    fn take_pending(&mut self, text: &[u8], cut: usize) {
        while let Some((finding, is_allowed)) =
            self.pending.next(text, cut, &self.path, self.kind, &self.checker.policy)
        {
            if is_allowed {
                let reason = String::from("the call around it allows it");
                self.excused.push(Excused { finding, reason, by_policy: false });
            } else {
                self.findings.push(finding);
            }
        }
    }

    /// Whether no more findings are held.
    fn is_full(&self) -> bool {
        self.findings.len() + self.excused.len() + self.pending.len() >= self.most
    }

    /// Lets the allows of the file see what was found since they last did, and gives that up.
    pub fn show(&mut self, allows: &mut Allows) {
        for finding in std::mem::take(&mut self.findings) {
            allows.see(&finding);
        }
        self.excused.clear();
        self.comments.clear();
    }

    /// What was found since this was last asked, settled by the allows of the file, which have seen all that it holds.
    pub fn settle(&mut self, allows: &Allows) -> Settled {
        let before = self.settled;
        self.settled += self.comments.len();
        self.comments.clear();
        self.settle_with(allows, before..self.settled)
    }

    /// The report, once everything was fed.
    pub fn finish(mut self) -> FileReport {
        let mut allows = Allows::new(std::mem::take(&mut self.comments));
        for finding in &self.findings {
            allows.see(finding);
        }
        let comments = if self.overflows { 0 } else { allows.count() };
        let mut settled = self.settle_with(&allows, 0..comments);
        if self.overflows {
            (settled.findings, settled.excused) = Default::default();
        }
        settled.used_allows.add(&self.used_allows);
        FileReport {
            findings: settled.findings,
            overflows: self.overflows,
            subjects: self.subjects,
            excused: settled.excused,
            used_allows: settled.used_allows,
            comments: allows.into_comments(),
            mentions: self.mentions,
        }
    }

    /// Settles what is held, and these of the comments.
    fn settle_with(&mut self, allows: &Allows, comments: Range<usize>) -> Settled {
        let mut findings = std::mem::take(&mut self.findings);
        order::sort(&mut findings, Finding::by_place);
        let mut settled = allows.settle(&self.checker.policy, &self.path, findings, comments);
        if !self.excused.is_empty() {
            settled.excused.append(&mut self.excused);
            order::sort(&mut settled.excused, |a, b| a.finding.by_place(&b.finding));
        }
        settled
    }
}

/// What is known of the domain that was asked about latest: often the next one is the same.
#[derive(Debug)]
struct Latest<'t> {
    domain: &'t str,
    form: Option<Form>,
    standing: Standing,
    key: u64,
    /// The domain as which it counts.
    counted: &'t str,
}

impl Default for Latest<'_> {
    fn default() -> Self {
        Latest { domain: "", form: None, standing: Standing::Suspect, key: 0, counted: "" }
    }
}

/// Whether a candidate in what is stored in another way is none.
fn is_trap(context: &Context<'_>) -> bool {
    trap::catching(context).is_some()
}

/// Where judging a piece stops that more is to follow: behind a line, if one ends near enough to [`AHEAD`].
fn cut(text: &[u8]) -> usize {
    let latest = text.len().saturating_sub(AHEAD);
    let earliest = latest.saturating_sub(AHEAD);
    match memrchr(b'\n', &text[earliest..latest]) {
        Some(newline) => earliest + newline + 1,
        None => char_start(text, latest),
    }
}

/// Where the character starts that the byte at `at` belongs to.
fn char_start(text: &[u8], at: usize) -> usize {
    let starts = |&at: &usize| text.get(at).is_none_or(|byte| byte & 0xc0 != 0x80);
    (at.saturating_sub(3)..=at).rev().find(starts).unwrap_or(at)
}
