//! `Checker`: the only place that strings the stages together.

use crate::address::{Parts, normal};
use crate::census::{self, Census, Mentions};
use crate::finding::Finding;
use crate::knowledge::{Knowledge, Name};
use crate::lint::look::Look;
use crate::lint::{self, Check, Cx, slip};
use crate::lints;
use crate::policy::Policy;
use crate::policy::declared::Declared;
use crate::scan::directive::directives;
use crate::scan::{self, Deliberate, Form, Kind, Site};
use crate::settle::{Comment, settle, settle_policy};
use crate::source::{Cursor, Encoding, Place, Position};
use crate::span::Span;
use crate::text::hidden::visible;
use std::collections::BTreeSet;
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
    declared: Vec<Declared>,
    knowledge: Knowledge,
    census: Census,
    standings: Standings,
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
    /// Which of the policy's allows excused something, by index.
    pub used_allows: BTreeSet<usize>,
    /// Which domains it mentions, for the [`Census`].
    pub mentions: Mentions,
}

impl Checker {
    /// A checker under this policy.
    pub fn new(policy: Policy) -> Checker {
        Checker { policy, ..Checker::default() }.informed()
    }

    /// The same checker, which also knows what the repository declares about itself, unless its policy says otherwise.
    #[must_use]
    pub fn with_declared(self, declared: Vec<Declared>) -> Checker {
        Checker { declared, ..self }.informed()
    }

    /// A checker like this one, which also knows who appears how often.
    #[must_use]
    pub fn with_census(&self, census: &Census) -> Checker {
        let census = census.clone();
        Checker { policy: self.policy.clone(), declared: self.declared.clone(), census, ..Checker::default() }
            .informed()
    }

    /// With the knowledge that follows from the rest.
    fn informed(self) -> Checker {
        let name = |domain: &str, source: &str, rarity, protected| Name {
            domain: domain.to_owned(),
            source: source.to_owned(),
            rarity,
            protected,
        };
        let mut names = Vec::new();
        // The user says that these matter: one domain in ten.
        names.extend(self.policy.protect().iter().map(|pattern| name(&pattern.domain, "protect", 10, true)));
        if self.policy.declared() {
            names.extend(self.declared.iter().map(|declared| name(&declared.domain, &declared.source, 16, true)));
        }
        let often = self.census.often();
        let total: u64 = often.iter().map(|(_, count)| count).sum();
        for (domain, count) in often {
            let rarity = 10 * (total / count.max(1)).max(1).ilog10() as u8;
            names.push(name(domain, census::SOURCE, 10 + rarity, false));
        }
        Checker { knowledge: Knowledge::new(names), standings: Standings::default(), ..self }
    }

    /// The policy that it judges under.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// What is to be said of the policy's own allows. `used` are those that excused something, gathered from the reports of all
    /// files; `None` when not all files were read, since nobody knows then what the others hold.
    pub fn allows(&self, used: Option<&BTreeSet<usize>>) -> Vec<Finding> {
        settle_policy(&self.policy, used)
    }

    /// Judges one address, or, without an `@`, one domain. The findings' spans are in `text`.
    pub fn address(&self, text: &str) -> Vec<Finding> {
        let (form, domain) = match text.rfind('@') {
            Some(at) => (Form::Address, at + 1),
            None => (Form::Host, 0),
        };
        // Nearly all are in order, and of the domains of a crate's literals most come again.
        let is_plain = text.is_ascii() && (form == Form::Host || Parts::parse(text).is_ok());
        if is_plain && self.standing(&text.as_bytes()[domain..], form) != Standing::Suspect {
            return Vec::new();
        }
        let site = argument(text, domain, form);
        settle(&self.policy, "", self.judge(&site), Vec::new()).findings
    }

    /// What may be said of a domain wherever it stands, whatever stands before it.
    fn standing(&self, domain: &[u8], form: Form) -> Standing {
        self.standings.get(domain, form).unwrap_or_else(|| {
            let standing = std::str::from_utf8(domain).map_or(Standing::Suspect, |domain| self.weigh(domain, form));
            self.standings.set(domain, form, standing);
            standing
        })
    }

    fn weigh(&self, domain: &str, form: Form) -> Standing {
        let subject = match form {
            // The local part that most speaks for a slip.
            Form::Address | Form::Templated => format!("a.civ@{domain}"),
            Form::Host | Form::Bare => domain.to_owned(),
        };
        let site = argument(&subject, subject.len() - domain.len(), form);
        if !self.judge(&site).is_empty() {
            Standing::Suspect
        } else if form == Form::Bare || self.knowledge.covering(&normal(domain)).is_some() {
            Standing::Known
        } else {
            Standing::Unknown
        }
    }

    /// The files to be judged once more now that the checker has the census, in the order of their paths: those with a domain
    /// that is seen there and hardly anywhere else, one slip from one that is used often.
    pub fn lonely_paths(&self) -> Vec<String> {
        self.census.lonely_paths(|domain| {
            let reading = slip::read(&self.knowledge, domain, false);
            reading.slip().is_some_and(|slip| slip.source == census::SOURCE)
        })
    }

    /// What the lints say of one site, before it is settled.
    fn judge(&self, site: &Site) -> Vec<Finding> {
        let look = Look::of(site);
        let reading = slip::read(&self.knowledge, &normal(&visible(&site.domain)), site.is_military_persona());
        let cx = Cx {
            policy: &self.policy,
            knowledge: &self.knowledge,
            census: &self.census,
            malformed: lint::malformed(site, &reading),
            look: &look,
            reading: &reading,
        };
        let mut findings = Vec::new();
        for lint in lints::ALL {
            if let Check::Site(check) = lint.check {
                if self.policy.may_report(lint.id, lint.level) {
                    findings.extend(check(&cx, site));
                }
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
            path: path.to_owned(),
            kind: Kind::of(path),
            encoding: None,
            position: Position::START,
            torn: false,
            findings: Vec::new(),
            comments: Vec::new(),
            subjects: 0,
            suppressed: 0,
            mentions: Mentions::default(),
        }
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
        place: Place::Argument,
        key: None,
        usage: None,
    }
}

/// One file under judgement, fed piece by piece, so that memory stays bounded.
#[derive(Debug)]
pub struct FileCheck<'c> {
    checker: &'c Checker,
    path: String,
    kind: Kind,
    /// Known once the first piece was seen.
    encoding: Option<Encoding>,
    /// Where the next piece begins.
    position: Position,
    /// Whether the next piece begins in the middle of a word, which is then nobody's address.
    torn: bool,
    findings: Vec<Finding>,
    comments: Vec<Comment>,
    subjects: u64,
    /// Findings that the call around them allows.
    suppressed: u64,
    mentions: Mentions,
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
            self.subjects += 1;
            if candidate.plain {
                let domain = candidate.domain(text);
                match self.checker.standing(domain, candidate.form) {
                    Standing::Known => continue,
                    Standing::Unknown => {
                        self.mentions.add(&normal(&String::from_utf8_lossy(domain)));
                        continue;
                    }
                    Standing::Suspect => {}
                }
            }
            let Some(site) = scan::site(text, self.kind, &candidate) else {
                self.subjects -= 1;
                continue;
            };
            self.judge_site(text, &site, &mut cursor);
        }
        let mut cursor = Cursor::new(text, encoding, self.position);
        for site in scan::encoded(&text[..cut.at], self.kind) {
            self.subjects += 1;
            self.judge_site(text, &site, &mut cursor);
        }
        let mut cursor = Cursor::new(text, encoding, self.position);
        for directive in directives(&text[..cut.at], 0) {
            let location = cursor.locate(directive.span);
            self.comments.push(Comment { directive, location });
        }
        self.position = cursor.advance(cut.at);
        self.torn = cut.torn;
    }

    fn judge_site(&mut self, text: &[u8], site: &Site, cursor: &mut Cursor<'_>) {
        let mut findings = self.checker.judge(site);
        if findings.is_empty() {
            return;
        }
        if let Some(allowed) = text.get(site.span.end..).and_then(scan::allowed_in_call) {
            let before = findings.len();
            findings.retain(|finding| finding.lint != allowed);
            self.suppressed += (before - findings.len()) as u64;
        }
        let deliberate = scan::deliberate(text, &self.path, site);
        let location = cursor.locate(site.span);
        self.findings.extend(findings.into_iter().map(|finding| Finding {
            doubt: finding.doubt.or(deliberate.map(Deliberate::reason)),
            location: Some(location.clone()),
            ..finding
        }));
    }

    /// The report, once everything was fed.
    pub fn finish(self) -> FileReport {
        let settled = settle(&self.checker.policy, &self.path, self.findings, self.comments);
        FileReport {
            findings: settled.findings,
            subjects: self.subjects,
            suppressed: self.suppressed + settled.suppressed,
            used_allows: settled.used_allows,
            mentions: self.mentions,
        }
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

/// What may be said of a domain by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// Nothing: it is known.
    Known,
    /// Nothing, and it is not known.
    Unknown,
    /// Something, depending on where it stands.
    Suspect,
}

/// How domains stand that were looked at before, so that the thousandth `example.com` costs one look.
///
/// It holds hashes under a key of this process, not the domains: nobody can make one that collides with another.
struct Standings {
    keys: RandomState,
    slots: Box<[AtomicU64]>,
}

impl Standings {
    const SLOTS: usize = 1 << 12;
    /// The bits of a slot that hold the standing; the others hold the hash.
    const BITS: u64 = 3;

    fn hash(&self, domain: &[u8], form: Form) -> u64 {
        self.keys.hash_one((domain, form)) | Standings::BITS
    }

    fn slot(&self, hash: u64) -> &AtomicU64 {
        &self.slots[(hash >> 32) as usize % Standings::SLOTS]
    }

    fn get(&self, domain: &[u8], form: Form) -> Option<Standing> {
        let hash = self.hash(domain, form);
        let found = self.slot(hash).load(Ordering::Relaxed);
        if found | Standings::BITS != hash {
            return None;
        }
        match found & Standings::BITS {
            0 => Some(Standing::Known),
            1 => Some(Standing::Unknown),
            _ => Some(Standing::Suspect),
        }
    }

    fn set(&self, domain: &[u8], form: Form, standing: Standing) {
        let hash = self.hash(domain, form);
        let bits = match standing {
            Standing::Known => 0,
            Standing::Unknown => 1,
            Standing::Suspect => 2,
        };
        self.slot(hash).store(hash & !Standings::BITS | bits, Ordering::Relaxed);
    }
}

impl Default for Standings {
    fn default() -> Standings {
        Standings { keys: RandomState::new(), slots: (0..Standings::SLOTS).map(|_| AtomicU64::new(u64::MAX)).collect() }
    }
}

impl fmt::Debug for Standings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Standings")
    }
}
