//! `Checker`: the only place that strings the stages together.

use crate::finding::Finding;
use crate::knowledge::Knowledge;
use crate::lint::look::Look;
use crate::lint::{self, Check, Cx, slip};
use crate::lints;
use crate::policy::Policy;
use crate::scan::{self, Form, Kind, Site};
use crate::source::{Cursor, Encoding, Place, Position};
use crate::span::Span;
use crate::text::hidden::visible;
use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};

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
    quiet: Quiet,
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
        Checker { policy, ..Checker::default() }
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

    /// Whether no lint has anything to say of a domain, wherever it stands.
    fn is_quiet(&self, domain: &[u8], form: Form) -> bool {
        let mail = matches!(form, Form::Address | Form::Templated);
        let key = self.quiet.key(domain, form);
        let slot = self.quiet.slot(key);
        if slot.load(Ordering::Relaxed) == key {
            return true;
        }
        let Ok(domain) = std::str::from_utf8(domain) else { return false };
        let subject = if mail { format!("a@{domain}") } else { domain.to_owned() };
        let start = subject.len() - domain.len();
        let quiet = self
            .judge(&Site {
                span: Span::new(0, subject.len()),
                domain_span: Span::new(start, subject.len()),
                form,
                domain: domain.to_owned(),
                subject,
                plain: true,
                place: Place::Argument,
                key: None,
                usage: None,
                deliberate: None,
            })
            .is_empty();
        if quiet {
            slot.store(key, Ordering::Relaxed);
        }
        quiet
    }

    /// What the lints say of one site.
    fn judge(&self, site: &Site) -> Vec<Finding> {
        let look = Look::of(site);
        let reading = slip::read(&self.knowledge, &lint::normal(&visible(&site.domain)));
        let malformed = lint::malformed(site, &reading);
        let cx = Cx { policy: &self.policy, knowledge: &self.knowledge, malformed, look: &look, reading: &reading };
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
    pub fn file<'c>(&'c self, path: &str) -> FileCheck<'c> {
        FileCheck {
            checker: self,
            kind: Kind::of(path),
            encoding: None,
            position: Position::START,
            torn: false,
            report: FileReport::default(),
        }
    }
}

/// One file under judgement, fed piece by piece, so that memory stays bounded.
#[derive(Debug)]
pub struct FileCheck<'c> {
    checker: &'c Checker,
    kind: Kind,
    /// Known once the first piece was seen.
    encoding: Option<Encoding>,
    /// Where the next piece begins.
    position: Position,
    /// Whether the next piece begins in the middle of a word, which is then nobody's address.
    torn: bool,
    report: FileReport,
}

impl FileCheck<'_> {
    /// Takes the next bytes of the file and says how many it is done with. The caller keeps the rest and puts more behind
    /// them; with `last`, everything is taken. A piece of 64 KiB or more is always taken at least in half.
    pub fn feed(&mut self, piece: &[u8], last: bool) -> usize {
        let (encoding, mark) = match self.encoding {
            Some(encoding) => (encoding, 0),
            None => Encoding::of(piece),
        };
        self.encoding = Some(encoding);
        self.position.byte += mark as u64;
        let text = encoding.decode(&piece[mark..]);
        let cut = if last { Cut { at: text.len(), torn: false } } else { Cut::of(&text) };
        self.judge(&text, cut, encoding);
        if last { piece.len() } else { mark + encoding.stored_len(&text[..cut.at]) as usize }
    }

    fn judge(&mut self, text: &[u8], cut: Cut, encoding: Encoding) {
        let mut cursor = Cursor::new(text, encoding, self.position);
        for candidate in scan::candidates(text) {
            if candidate.span.start >= cut.at || (cut.torn && candidate.span.end >= cut.at) {
                break;
            }
            if self.torn && candidate.span.start == 0 {
                continue;
            }
            self.report.subjects += 1;
            if candidate.plain && self.checker.is_quiet(candidate.domain(text), candidate.form) {
                continue;
            }
            let Some(site) = scan::site(text, self.kind, &candidate) else {
                self.report.subjects -= 1;
                continue;
            };
            for mut finding in self.checker.judge(&site) {
                finding.location = Some(cursor.locate(finding.span));
                self.report.findings.push(finding);
            }
        }
        self.position = cursor.advance(cut.at);
        self.torn = cut.torn;
    }

    /// The report, once everything was fed.
    pub fn finish(self) -> FileReport {
        self.report
    }
}

/// Where a piece of text ends that more is to follow.
#[derive(Clone, Copy, Debug)]
struct Cut {
    at: usize,
    /// Whether a word goes on behind it.
    torn: bool,
}

impl Cut {
    /// Behind the last line, so that what is judged stands in its surroundings; in a long line between two words; in a
    /// long word anywhere.
    fn of(text: &[u8]) -> Cut {
        let half = text.len() / 2;
        let rest = &text[half..];
        let ends_word =
            |&byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b',' | b';' | b'"' | b'\'' | b'<' | b'>');
        if let Some(at) = memchr::memrchr(b'\n', rest) {
            return Cut { at: half + at + 1, torn: false };
        }
        if let Some(at) = rest.iter().rposition(ends_word) {
            return Cut { at: half + at + 1, torn: false };
        }
        let mut at = text.len();
        // A character may be on its way: it has four bytes at most.
        while at > half && text.len() - at < 4 {
            at -= 1;
        }
        while at > half && text[at] & 0xc0 == 0x80 {
            at -= 1;
        }
        Cut { at, torn: true }
    }
}

/// Domains that were found in order, so that the thousandth `example.com` costs one look.
///
/// It holds hashes under a key of this process, not the domains: nobody can make one that collides with another.
struct Quiet {
    keys: RandomState,
    slots: Box<[AtomicU64]>,
}

impl Quiet {
    const SLOTS: usize = 1 << 12;

    fn key(&self, domain: &[u8], form: Form) -> u64 {
        self.keys.hash_one((domain, form)) | 1
    }

    fn slot(&self, key: u64) -> &AtomicU64 {
        &self.slots[(key >> 32) as usize % Quiet::SLOTS]
    }
}

impl Default for Quiet {
    fn default() -> Quiet {
        Quiet { keys: RandomState::new(), slots: (0..Quiet::SLOTS).map(|_| AtomicU64::new(0)).collect() }
    }
}

impl fmt::Debug for Quiet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Quiet")
    }
}
