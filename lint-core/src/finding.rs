//! What was found: the one value that compile errors, terminal output and reports are drawn from.

use crate::data;
use crate::source::{Location, Place, Position};
use crate::span::Span;
use std::cmp::Ordering;
use std::fmt;

/// How much a finding counts, as in rustc.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Not reported.
    Allow,
    /// Reported; the job still succeeds.
    Warn,
    /// Reported; the job fails.
    Deny,
}

impl Level {
    /// All levels, mildest first.
    pub const ALL: [Level; 3] = [Level::Allow, Level::Warn, Level::Deny];

    /// The word used in `maillint.toml`, on the command line and in reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Level::Allow => "allow",
            Level::Warn => "warn",
            Level::Deny => "deny",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What becomes of mail to the domain as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fate {
    /// The domain can exist: a stranger may get the mail.
    Misdelivered,
    /// The domain cannot exist: the mail bounces, or never leaves.
    Undeliverable,
    /// Software that accepts the text sends it where it was meant; the rest refuses it.
    RefusedOrRight,
    /// The domain exists, and its server takes or refuses the mailbox.
    ServerDecides,
}

impl Fate {
    /// The word used in reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Fate::Misdelivered => "misdelivered",
            Fate::Undeliverable => "undeliverable",
            Fate::RefusedOrRight => "refused_or_right",
            Fate::ServerDecides => "server_decides",
        }
    }
}

/// Why a domain is taken for a slip of another one.
///
/// ```
/// let finding = &lint_core::Checker::default().address("ops@army.ml")[0];
/// let evidence = &finding.evidence[0];
/// assert_eq!((&*evidence.target, &*evidence.source, evidence.slip), ("army.mil", "builtin", "omission"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Evidence {
    /// The domain that was probably meant.
    pub target: String,
    /// Where that domain is known from: `builtin`, `protect`, `tree` (the repository itself uses it), `link` (the text or the target of
    /// the same link names it), or the file that declares it.
    pub source: String,
    /// How often the repository names it, where that speaks.
    pub count: Option<u64>,
    /// The kind of slip, a noun such as `omission` or `transposition`.
    pub slip: &'static str,
}

/// What makes a doubt of a finding.
///
/// ```
/// let report = lint_core::Checker::default().text("a.txt", "jo@gmial.com → jo@gmail.com".as_bytes());
/// assert_eq!(report.findings[0].doubt.unwrap().id, "corrected");
/// assert_eq!(report.findings[0].level, lint_core::Level::Warn);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Doubted {
    /// The doubt's name, which `[doubts]` in the policy can set.
    pub id: &'static str,
    /// Why the finding may be none, as a clause of a message.
    pub reason: &'static str,
}

/// A change of the text that mends a finding.
///
/// ```
/// let report = lint_core::Checker::default().text("mail.toml", b"to = 'ops@army.ml'");
/// let fix = report.findings[0].fix.as_ref().unwrap();
/// assert_eq!((fix.span.range(), &*fix.replacement), (10..17, "army.mil"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fix {
    /// What to replace, in the text that was given.
    pub span: Span,
    /// The first position in the file and the one past the last; `None` for text that stands in no file.
    pub positions: Option<(Position, Position)>,
    /// What to put there.
    pub replacement: String,
}

/// A finding that an allow excuses.
///
/// ```
/// let text = "# maillint: allow(tld_slip) our office in Bamako\nto = 'ops@army.ml'\n";
/// let report = lint_core::Checker::default().text("mail.toml", text.as_bytes());
/// assert!(report.findings.is_empty());
/// assert_eq!(report.excused[0].reason, "our office in Bamako");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Excused {
    /// What was found.
    pub finding: Finding,
    /// Why it is right all the same, in the words of the allow.
    pub reason: String,
    /// Whether the allow stands in the policy, and not in the text.
    pub by_policy: bool,
}

/// One thing wrong with one subject.
///
/// There may be more to say of it in another release: where one is made, it begins with [`Finding::saying`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The lint's name.
    pub lint: &'static str,
    /// How much it counts, after policy and command line were heard.
    pub level: Level,
    /// Why it is a warning at most, whatever the policy says of its lint; `None` where there is no doubt.
    pub doubt: Option<Doubted>,
    /// What was judged: an address or a host, without quotes and decoration.
    pub subject: String,
    /// The subject's domain, in lower case; `None` where there is none to speak of.
    pub domain: Option<String>,
    /// What is wrong, why it matters and what was probably meant, in one line that names the subject.
    pub message: String,
    /// What to do, where the message does not already say it.
    pub help: Option<String>,
    /// The subject as it was probably meant; `None` on a tie or without a candidate.
    pub suggestion: Option<String>,
    /// The change that brings the suggestion about, where the text can be changed safely.
    pub fix: Option<Fix>,
    /// What becomes of the mail.
    pub fate: Option<Fate>,
    /// The known domains this rests on, best first.
    pub evidence: Vec<Evidence>,
    /// What kind of place the subject stands in.
    pub place: Place,
    /// The path of keys that leads to it in a configuration file, such as `smtp.to`.
    pub key: Option<String>,
    /// The subject's range in the text that was given.
    pub span: Span,
    /// Where it stands, as lines and columns, with the line itself; `None` for text that stands in no file.
    pub location: Option<Location>,
}

impl Finding {
    /// One that says this and nothing else yet: all others are made of it.
    ///
    /// ```
    /// use lint_core::{Finding, Level};
    /// let finding = Finding::saying("policy", Level::Deny, "unknown key `protcet`".to_owned());
    /// assert!(finding.subject.is_empty() && finding.evidence.is_empty());
    /// ```
    pub fn saying(lint: &'static str, level: Level, message: String) -> Finding {
        Finding {
            lint,
            level,
            doubt: None,
            subject: String::new(),
            domain: None,
            message,
            help: None,
            suggestion: None,
            fix: None,
            fate: None,
            evidence: Vec::new(),
            place: Place::Value,
            key: None,
            span: Span::default(),
            location: None,
        }
    }

    /// The country or territory whose top-level domain the subject's domain is under, in English; empty where it is under no country's.
    ///
    /// ```
    /// let findings = lint_core::Checker::default().address("ops@army.ml");
    /// assert_eq!(findings[0].country(), "Mali");
    /// ```
    pub fn country(&self) -> &'static str {
        let top = self.domain.as_deref().and_then(|domain| domain.rsplit('.').next());
        top.map_or("", data::country)
    }

    /// What its line holds before the subject, as far as the line is shown.
    pub fn before(&self) -> &str {
        self.location.as_ref().map_or("", Location::before)
    }

    /// The order of the text.
    pub(crate) fn by_place(&self, other: &Finding) -> Ordering {
        let start = |finding: &Finding| finding.location.as_ref().map(|location| location.start);
        start(self).cmp(&start(other))
    }
}
