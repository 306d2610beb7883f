//! What a lint is, and what it is told.

mod page;
pub(crate) mod slip;

pub use page::Page;

use crate::finding::{Fate, Finding, Level};
use crate::knowledge::Tld;
use crate::policy::Policy;
use crate::scan::{Form, Site};
use slip::{Candidate, Part, Reading};

/// What a lint knows besides the site.
#[derive(Clone, Copy, Debug)]
pub struct Cx<'a> {
    pub(crate) policy: &'a Policy,
    /// How the site's domain reads.
    pub(crate) reading: &'a Reading,
}

/// One kind of mistake: its name, its level, its page and its check.
#[derive(Debug)]
pub struct Lint {
    /// The bad thing's name, in snake case: also file name, configuration key, allow word and rule id.
    pub id: &'static str,
    /// The level unless policy or command line say otherwise.
    pub level: Level,
    /// What the documentation says, cut from the file itself.
    pub page: Page,
    /// What is judged, and how.
    pub check: Check,
}

/// What a lint judges.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// Every address and host; at most one finding each.
    Site(fn(&Cx<'_>, &Site) -> Option<Finding>),
    /// The allows, in files and policy, once it is known what they excused.
    Allows,
}

/// Which of the slip lints speaks: one slip is one finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Speaker {
    ProtectedSlip,
    UnknownTld,
    TldSlip,
    ProviderSlip,
    HostSlip,
    LonelyDomain,
}

impl Cx<'_> {
    /// The slip and the lint that reports it.
    pub(crate) fn slip(&self) -> Option<(Speaker, &Candidate)> {
        let slip = self.reading.slip()?;
        let speaker = if slip.source == crate::census::SOURCE {
            Speaker::LonelyDomain
        } else if slip.protected {
            Speaker::ProtectedSlip
        } else if self.reading.tld == Tld::Undelegated && slip.part != Part::Dots {
            Speaker::UnknownTld
        } else if slip.part == Part::Ending {
            Speaker::TldSlip
        } else if slip.class.is(crate::data::Class::PROVIDER) {
            Speaker::ProviderSlip
        } else {
            Speaker::HostSlip
        };
        Some((speaker, slip))
    }

    /// The slip, if it is this lint's to report.
    pub(crate) fn slip_for(&self, speaker: Speaker) -> Option<&Candidate> {
        self.slip().filter(|(who, _)| *who == speaker).map(|(_, slip)| slip)
    }

    /// What becomes of mail to the domain as typed.
    pub(crate) fn fate(&self) -> Fate {
        match self.reading.tld {
            Tld::Delegated => Fate::Misdelivered,
            Tld::Reserved | Tld::Undelegated => Fate::Undeliverable,
        }
    }

    /// The same as a clause of a message.
    pub(crate) fn fate_clause(&self, site: &Site) -> &'static str {
        match (self.fate(), site.is_mail()) {
            (Fate::Misdelivered, true) => "a stranger may get the mail",
            (Fate::Misdelivered, false) => "a stranger may answer",
            (Fate::Undeliverable, true) => "the mail bounces",
            (Fate::Undeliverable, false) => "it does not resolve",
        }
    }

    /// A finding on the site with the reading's evidence and suggestion. `problem` says what is wrong with the domain.
    pub(crate) fn finding(&self, lint: &'static Lint, site: &Site, problem: &str) -> Finding {
        let mended = self.reading.mended();
        let suggestion = mended.map(|domain| site.with_domain(domain));
        let question = match (&suggestion, self.reading.slip()) {
            (Some(suggestion), _) => format!("; did you mean `{suggestion}`?"),
            (None, Some(_)) => {
                let targets: Vec<String> =
                    self.reading.candidates.iter().take(2).map(|c| format!("`{}`", c.mended)).collect();
                format!("; did you mean {}?", targets.join(" or "))
            }
            (None, None) => String::new(),
        };
        let sole = self.reading.candidates.iter().filter(|candidate| candidate.odds >= slip::LIKELY).count() == 1;
        Finding {
            fate: Some(self.fate()),
            evidence: self
                .reading
                .candidates
                .iter()
                .filter(|c| c.odds >= slip::LIKELY)
                .map(Candidate::evidence)
                .collect(),
            fix: mended
                .filter(|_| sole && site.plain)
                .map(|domain| crate::finding::Fix { span: site.domain_span, replacement: domain.to_owned() }),
            suggestion,
            ..Finding::new(lint.id, lint.level, site, format!("`{}`: {problem}{question}", site.subject))
        }
    }
}

impl Site {
    /// The subject with another domain.
    pub(crate) fn with_domain(&self, domain: &str) -> String {
        match self.subject.rfind(self.domain.as_str()) {
            Some(at) => format!("{}{domain}{}", &self.subject[..at], &self.subject[at + self.domain.len()..]),
            None => domain.to_owned(),
        }
    }

    /// Whether mail is meant to go there.
    pub(crate) fn is_mail(&self) -> bool {
        self.form != Form::Host
    }
}

impl Finding {
    /// A finding on a site that says nothing yet but the message.
    pub(crate) fn new(lint: &'static str, level: Level, site: &Site, message: String) -> Finding {
        Finding {
            lint,
            level,
            subject: site.subject.clone(),
            domain: Some(site.domain.to_lowercase()).filter(|domain| !domain.is_empty()),
            message,
            help: None,
            suggestion: None,
            fix: None,
            fate: None,
            evidence: Vec::new(),
            place: site.place,
            key: site.key.clone(),
            span: site.span,
            location: None,
        }
    }
}
