//! What a lint says of a site: the words, and what was probably meant.

use super::look::Look;
use super::slip::{self, Reading};
use super::{Cx, Lint, malformed};
use crate::address::normal;
use crate::context::Site;
use crate::find::Form;
use crate::finding::{Finding, Fix};
use crate::span::Span;

/// A subject as it was probably meant.
pub(crate) struct Meant {
    pub(crate) subject: String,
    /// Its domain, where that is another one.
    pub(crate) domain: Option<String>,
}

impl Cx<'_> {
    /// A subject that ends in this domain, which reads so: mended, where that is a slip. `None` on a tie, and where something
    /// would be said of it even so: a suggestion never gets a finding.
    pub(crate) fn meant(&self, form: Form, subject: &str, domain: &str, reading: &Reading<'_>) -> Option<Meant> {
        if let Some(slip) = reading.slip() {
            let mended = reading.mended()?;
            let reading = slip::read_mended(self.knowledge, &mended, slip);
            let mended = in_case_of(domain, &mended);
            let subject = with_domain(subject, domain, &mended);
            self.is_quiet(form, &subject, &mended, &reading).then_some(Meant { subject, domain: Some(mended) })
        } else {
            self.is_quiet(form, subject, domain, reading).then(|| Meant { subject: subject.to_owned(), domain: None })
        }
    }

    /// A subject as it was meant, whose domain was not read yet.
    pub(crate) fn meant_by(&self, form: Form, subject: &str, domain: &str) -> Option<Meant> {
        self.meant(form, subject, domain, &slip::read(self.knowledge, normal(domain), false))
    }

    /// Whether nothing is said of a subject whose domain reads so.
    fn is_quiet(&self, form: Form, subject: &str, domain: &str, reading: &Reading<'_>) -> bool {
        // A known domain makes nothing of the rest worse than it is on the site.
        let is_well_formed = self.malformed.is_none() && self.look.hidden.is_none() && reading.known;
        reading.slip().is_none()
            && !reading.is_doubtful()
            && !Look::at(subject, domain).is_odd()
            && (is_well_formed || malformed(form, subject, domain, reading).is_none())
    }

    /// A finding on the site with the reading's evidence and suggestion. `problem` says, in parts, what is wrong with the domain.
    pub(crate) fn finding(&self, lint: &Lint, site: &Site, problem: &[&str]) -> Finding {
        self.found(lint, site, problem, First::Problem)
    }

    /// A finding on the site, where nothing is wrong but that another domain is so near: what may have been meant is said first.
    pub(crate) fn question(&self, lint: &Lint, site: &Site, problem: &[&str]) -> Finding {
        self.found(lint, site, problem, First::Question)
    }

    fn found(&self, lint: &Lint, site: &Site, problem: &[&str], first: First) -> Finding {
        let (subject, domain) = match self.meant(site.form, &site.subject, &site.domain, self.reading) {
            Some(meant) => (Some(meant.subject), meant.domain),
            None => (None, None),
        };
        let mut finding = self.suggesting(lint, site, problem, subject, first);
        finding.evidence = self.reading.evidence();
        if self.reading.is_certain() {
            finding.fix = domain.and_then(|domain| site.mended(domain));
        }
        if let Some(tie) = self.reading.tie() {
            let [one, other] = tie.map(|slip| self.reading.mended_by(slip));
            finding.message = message(site, problem, &["did you mean `", &one, "` or `", &other, "`?"], first);
        }
        finding
    }

    /// A finding on the site that says what is wrong with it, in parts, and what was meant.
    pub(crate) fn told(&self, lint: &Lint, site: &Site, problem: &[&str], suggestion: Option<String>) -> Finding {
        self.suggesting(lint, site, problem, suggestion, First::Problem)
    }

    fn suggesting(
        &self,
        lint: &Lint,
        site: &Site,
        problem: &[&str],
        suggestion: Option<String>,
        first: First,
    ) -> Finding {
        let question = suggestion.as_deref().map(|suggestion| ["did you mean `", suggestion, "`?"]);
        let question = question.as_ref().map_or(&[][..], |question| question);
        let mut finding = Finding::new(lint, site, message(site, problem, question, first));
        finding.fate = Some(self.fate());
        finding.suggestion = suggestion;
        finding
    }
}

impl Site {
    /// The change that gives the site this domain. Where the domain is stored in pieces, only one of them may have to change, and
    /// only in letters that stand there as they are read.
    fn mended(&self, domain: String) -> Option<Fix> {
        if self.plain {
            return Some(Fix { span: self.domain_span, positions: None, replacement: domain });
        }
        let (old, new) = (self.domain.as_bytes(), domain.as_bytes());
        let most = old.len().min(new.len());
        let mut start = 0;
        while start < most && old[start] == new[start] {
            start += 1;
        }
        let mut kept = 0;
        while kept < most - start && old[old.len() - 1 - kept] == new[new.len() - 1 - kept] {
            kept += 1;
        }
        // What is put between two letters is put behind the one before.
        start -= usize::from(start > 0 && start + kept == old.len());
        let letters = self.letters.get(start..old.len() - kept)?;
        let (first, last) = (letters.first()?, letters.last()?);
        let is_one = letters.iter().all(|letter| letter.len() == 1) && last.end - first.start == letters.len();
        let replacement = domain.get(start..new.len() - kept)?.to_owned();
        is_one.then(|| Fix { span: Span::new(first.start, last.end), positions: None, replacement })
    }
}

/// What a message begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum First {
    /// What is wrong with the text, whatever was meant: `there is no top-level domain ..; did you mean ..?`
    Problem,
    /// What may have been meant: `did you mean ..? One slip from ..`
    Question,
}

/// The message that `problem` is wrong with a site, and a question, if there is one, both in parts.
fn message(site: &Site, problem: &[&str], question: &[&str], first: First) -> String {
    // As long as most are, so that it need not grow.
    let mut message = String::with_capacity(192);
    let mut push = |parts: &[&str]| parts.iter().for_each(|words| message.push_str(words));
    push(&["`", &site.subject, "`: "]);
    match (question, problem) {
        ([], _) => push(problem),
        (_, [word, rest @ ..]) if first == First::Question => {
            push(question);
            let (initial, word) = word.split_at_checked(1).unwrap_or_default();
            push(&[" ", &initial.to_ascii_uppercase(), word]);
            push(rest);
        }
        _ => {
            push(problem);
            push(&["; "]);
            push(question);
        }
    }
    message
}

impl Finding {
    /// A finding on a site that says nothing yet but the message.
    pub(crate) fn new(lint: &Lint, site: &Site, message: String) -> Finding {
        Finding {
            subject: site.subject.clone(),
            domain: Some(site.domain.to_lowercase()).filter(|domain| !domain.is_empty()),
            place: site.place,
            key: site.key.clone(),
            span: site.span,
            ..Finding::saying(lint.id, lint.level, message)
        }
    }
}

/// A domain in capitals where what it takes the place of is written in capitals: `ARMY.MIL`, the realm.
fn in_case_of(written: &str, mended: &str) -> String {
    let is_shouted = |byte: u8| !byte.is_ascii_lowercase();
    if written.bytes().all(is_shouted) && written.is_ascii() && written.bytes().any(|byte| byte.is_ascii_uppercase()) {
        mended.to_ascii_uppercase()
    } else {
        mended.to_owned()
    }
}

/// The subject with another domain.
pub(crate) fn with_domain(subject: &str, domain: &str, other: &str) -> String {
    let (before, behind) = match subject.strip_suffix(domain) {
        Some(before) => (before, ""),
        None => subject.rsplit_once(domain).unwrap_or_default(),
    };
    [before, other, behind].concat()
}
