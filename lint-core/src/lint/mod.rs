//! What a lint is, and what it is told.

mod allow;
mod fate;
pub(crate) mod look;
mod persona;
pub(crate) mod slip;
mod words;

pub(crate) use crate::page::Page;
pub(crate) use persona::is_military_persona;
pub use slip::prices::{PRICES, Price};
pub(crate) use words::with_domain;

use crate::address::{self, ErrorKind, normal};
use crate::census::Witness;
use crate::context::{Site, Usage, is_of_tests};
use crate::data::{self, Class};
use crate::find::Form;
use crate::finding::{Fate, Finding, Level};
use crate::knowledge::{Knowledge, Source, Tld};
use crate::policy::Policy;
use crate::source::Place;
use crate::whose::registrable;
use look::Look;
use slip::{Candidate, LIKELY, Part, Reading, Slip};

/// What a lint knows besides the site.
#[derive(Clone, Copy, Debug)]
pub struct Cx<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) knowledge: &'a Knowledge,
    pub(crate) witness: &'a Witness,
    /// The path of the file in which the site stands; empty where it stands in none.
    pub(crate) file: &'a str,
    /// What is wrong with the site's grammar, where that is for `malformed_address` to say.
    pub(crate) malformed: Option<address::Error>,
    /// What of the site cannot be seen, or looks like something else.
    pub(crate) look: &'a Look,
    /// How the site's domain reads.
    pub(crate) reading: &'a Reading<'a>,
    /// The slip and the lint that reports it.
    slip: Option<(Speaker, &'a Candidate<'a>)>,
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
    /// The domain of each address and host, by itself and by what is done with it (mail or not). What one domain came to is kept for
    /// the next time that it is met.
    Domain(for<'a> fn(&'a Cx<'a>, &'a Site) -> Option<Told<'a>>),
    /// The whole as it is written. It has nothing to say of what is [plain](crate::find::Candidate::plain), so that it is not asked
    /// about a plain candidate whose domain is in order.
    Site(for<'a> fn(&'a Cx<'a>, &'a Site) -> Option<Told<'a>>),
    /// The allows, in files and policy, once it is known what they excused.
    Allows,
}

/// That something is to be said, to be put in words where it is told.
pub(crate) type Told<'a> = Box<dyn FnOnce() -> Finding + 'a>;

/// Which of the slip lints speaks: one slip is one finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Speaker {
    LookalikeDomain,
    ProtectedSlip,
    UnknownTld,
    TldSlip,
    ProviderSlip,
    HostSlip,
    LonelyDomain,
}

impl Speaker {
    /// Who speaks of a slip in a domain whose top-level domain stands so; `None` where a mixture of scripts is spoken of first.
    pub(crate) const fn of(slip: &Candidate<'_>, tld: Tld, is_mixed: bool) -> Option<Speaker> {
        Some(match slip.part {
            Part::Picture => Speaker::LookalikeDomain,
            _ if is_mixed => return None,
            _ if matches!(slip.source, Source::Tree) => Speaker::LonelyDomain,
            _ if slip.source.is_users() => Speaker::ProtectedSlip,
            // An ending that has a comma in it is none at all.
            Part::Service if matches!(slip.slip, Slip::CommaForDot) => Speaker::HostSlip,
            Part::Ending | Part::Name | Part::Service if matches!(tld, Tld::Undelegated) => Speaker::UnknownTld,
            Part::Ending => Speaker::TldSlip,
            Part::Name | Part::Dots if slip.class.is(Class::PROVIDER) => Speaker::ProviderSlip,
            Part::Name | Part::Dots | Part::Service => Speaker::HostSlip,
        })
    }
}

/// What is wrong with the grammar of a subject of this form, whose domain reads so. A domain without a dot is left to the slip
/// lints when one has a better word.
fn malformed(form: Form, subject: &str, domain: &str, reading: &Reading<'_>) -> Option<address::Error> {
    let as_written = address::Parts::parse(subject);
    // Software that maps the full stops of other scripts sends it on, the rest refuses it. A slip is the graver mistake.
    if let (Form::Address, true, Err(error)) = (form, reading.known && reading.candidates.is_empty(), as_written) {
        if matches!(error.kind(), ErrorKind::NotADot(_)) {
            return Some(error);
        }
    }
    let (subject, domain) = (&*address::with_dots(subject), &*address::with_dots(domain));
    let error = match form {
        Form::Address => address::Parts::parse(subject).err()?,
        Form::Templated => {
            address::Domain::parse(domain).err().map(|_| address::Parts::parse(&format!("a@{domain}")).err())??
        }
        Form::Host | Form::Bare => return None,
    };
    match error.kind() {
        ErrorKind::Hidden(_) => None,
        ErrorKind::NoDot if reading.is_likely() || reading.tld == Tld::Reserved => None,
        _ => Some(error),
    }
}

impl<'a> Cx<'a> {
    pub(crate) fn new(
        policy: &'a Policy,
        knowledge: &'a Knowledge,
        witness: &'a Witness,
        look: &'a Look,
        reading: &'a Reading<'a>,
        site: &Site,
    ) -> Cx<'a> {
        let malformed = malformed(site.form, &site.subject, &site.domain, reading);
        let says = |slip: &Candidate<'_>| slip.odds >= LIKELY || speaks_of_even_odds(site, reading, slip);
        let slip = reading.slip().filter(|slip| malformed.is_none() && look.hidden.is_none() && says(slip));
        let slip = slip.and_then(|slip| Some((Speaker::of(slip, reading.tld, look.mixed.is_some())?, slip)));
        Cx { policy, knowledge, witness, file: "", malformed, look, reading, slip }
    }

    pub(crate) fn in_file(self, file: &'a str) -> Cx<'a> {
        Cx { file, ..self }
    }

    /// Whether the site is a string in a file of tests, where names and addresses are made up. Where little is known of the tree, it is
    /// taken at its word.
    pub(crate) fn is_string_of_test(&self, site: &Site) -> bool {
        site.place == Place::Literal && self.witness.names_much() && is_of_tests(self.file)
    }

    /// Whether an address lies at a domain that is known.
    pub(crate) fn is_known(&self, address: &str) -> bool {
        address.rsplit_once('@').is_some_and(|(_, domain)| self.knowledge.covering(&normal(domain)).is_some())
    }

    /// The slip and the lint that reports it.
    pub(crate) fn slip(&self) -> Option<(Speaker, &'a Candidate<'a>)> {
        self.slip
    }

    /// Whether a known name speaks for the slip, or one that the tree has under the other ending. The names of governments' second
    /// levels are known by themselves: `gov.ku`.
    pub(crate) fn has_a_name(&self, slip: &Candidate<'_>) -> bool {
        !slip.is_ending() || slip.witnessed.is_some() || data::class(&self.reading.mended_by(slip)).is(Class::MEANT)
    }

    /// The slip, if it is this lint's to report.
    pub(crate) fn slip_for(&self, speaker: Speaker) -> Option<&'a Candidate<'a>> {
        self.slip().filter(|(who, _)| *who == speaker).map(|(_, slip)| slip)
    }

    /// What becomes of mail to the domain as typed.
    pub(crate) fn fate(&self) -> Fate {
        match self.reading.tld {
            // No name that the net knows has a comma, or a label of no letters.
            Tld::Delegated if self.reading.domain.contains(',') || has_empty_label(&self.reading.domain) => {
                Fate::Undeliverable
            }
            Tld::Delegated if self.is_below_the_same() => Fate::ServerDecides,
            Tld::Delegated => Fate::Misdelivered,
            Tld::Reserved | Tld::Undelegated => Fate::Undeliverable,
        }
    }

    /// Whether what was meant lies below the same name, whose owner has all there.
    fn is_below_the_same(&self) -> bool {
        let mended = self.slip.map(|(_, slip)| self.reading.mended_by(slip));
        mended.is_some_and(|mended| registrable(&mended) == registrable(&self.reading.domain))
    }

    /// What becomes of mail, as a clause of a message, for a host also what is done with its answer.
    pub(crate) fn fate_clause(&self, site: &Site) -> &'static str {
        match (self.fate(), site.is_mail()) {
            (Fate::Misdelivered, true) => "a stranger may get the mail",
            (Fate::Misdelivered, false) => site.use_clause().unwrap_or("a stranger may answer"),
            (Fate::Undeliverable, true) => "the mail bounces",
            (Fate::Undeliverable, false) => "it does not resolve",
            (Fate::RefusedOrRight, _) => "it arrives, or is refused",
            (Fate::ServerDecides, true) => "the server there decides",
            (Fate::ServerDecides, false) => "nobody answers, unless the owner of the domain does",
        }
    }
}

/// Whether two dots stand next to each other in a domain.
pub(crate) fn has_empty_label(domain: &str) -> bool {
    domain.contains("..")
}

/// Whether a slip that is no likelier than the domain as typed is worth a word: where a stranger would get the mail. Hosts
/// are many more, and words look like names by chance. Of the names that a tree uses there are few.
fn speaks_of_even_odds(site: &Site, reading: &Reading<'_>, slip: &Candidate<'_>) -> bool {
    // Nobody but a government has names in a closed registry, so that it is told of hosts as well.
    let is_registered = slip.part == Part::Name && slip.class.is(Class::GOVERNMENT.or(Class::MILITARY));
    let is_spoken_of = site.is_mail() || is_registered && site.form == Form::Host;
    let is_beside = matches!(slip.source, Source::Tree | Source::Link);
    slip.part != Part::Picture && (is_beside || is_spoken_of && reading.tld == Tld::Delegated)
}

impl Site {
    /// Whether the local part is made as those of the US Defense Department's mailboxes are: `jane.doe.civ@mail.mil`,
    /// `usarmy.belvoir.hqda.mbx.name@mail.mil`.
    pub(crate) fn is_military_persona(&self) -> bool {
        let local = self.subject.len().saturating_sub(self.domain.len() + 1);
        let local = self.subject.get(..local).unwrap_or_default();
        self.is_mail() && is_military_persona(local.as_bytes(), local.len())
    }

    /// Whether it stands in running text or code, where words like addresses are many.
    pub(crate) fn is_scanned(&self) -> bool {
        self.place != Place::Argument
    }

    /// What is done with what the host answers, where that is known.
    pub(crate) fn use_clause(&self) -> Option<&'static str> {
        self.usage.map(|usage| match usage {
            Usage::Run => "what it serves is run here",
            Usage::Fetch => "what it serves is fetched here",
        })
    }

    /// Whether mail is meant to go there.
    pub(crate) fn is_mail(&self) -> bool {
        self.form.is_mail()
    }
}
