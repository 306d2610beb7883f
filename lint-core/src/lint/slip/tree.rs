//! What the tree itself says of a slip: the strongest evidence there is, and the only one that knows small names.
//!
//! All of it is weighed in decibans, as the rest of the model is:
//!
//! - a *twin*, the same mailbox at the domain that was probably meant, counts for the slip: of people who have a mailbox at one
//!   of two domains so much alike hardly any has the same at the other;
//! - what is named often is meant often, so that a tree's own names are known domains whose rarity is their share of it;
//! - each further file that has the domain as typed counts against, since slips are seldom made twice, and one that is as
//!   common as what it looks like is none;
//! - a domain in several files of a tree that never names what it looks like is in use there.
//!
//! Known names that a tree names often are no likelier to be meant for that: where Python is spoken of, so is Cython. Of them the
//! tree only says which was meant, where several can have been.

use super::candidate::{Witnessed, are_same, compare};
use super::channel::{NAME_SLIP, decibans, difference};
use super::dots::dots;
use super::endings::GENERIC;
use super::meant::{are_numbered_alike, name_meant};
use super::names::has_other_number;
use super::prices::price;
use super::register::witnessed;
use super::twins::local;
use super::usage::{LEAST_RATIO, RATIO, Use};
use super::{Candidate, EVEN, LIKELY, Part, Reading, SURE, Slip, Typed};
use crate::census::{FEW_FILES, LONG_LABEL, Seen, Witness};
use crate::context::Site;
use crate::data::register::is_registry;
use crate::data::{self, Class, suffix};
use crate::find::Form;
use crate::knowledge::{Knowledge, Known, Source, Tld, built_in, risk_of};
use crate::order;
use crate::text::const_str::tail;
use crate::text::edit::Edit;
use crate::whose::{is_personal, registrable};
use std::borrow::Cow;

/// How much less likely is what is not named [`RATIO`] times as often.
const FEW_TIMES: i32 = price("few_times");

/// What is likelier than this to be a slip is one, however many files repeat it.
const BEYOND_USE: i32 = price("beyond_use");

/// A domain in so many files is in use, unless the tree has what it looks like.
const IN_USE_FILES: u32 = 3;

/// A tree that mentions the forces so often, and one in so many times that it mentions anybody, is theirs.
const MENTIONS_OF_FORCES: u64 = 20;

/// From so many mentions on a tree is about what it names.
const AT_EVERY_TURN: u32 = 20;
const ONE_IN: u64 = 100;

/// How much a tree says for one of several candidates by naming it.
const NAMED: i32 = price("named");

/// How much a label says that stands before both names: `idp.int.fabrikam` is nobody else's.
const SAME_HOST: i32 = price("host_in_tree");

/// How much two labels say that stand before two names one edit apart: `kustomize.config.k8s`.
const SAME_HOSTS: i32 = price("hosts_in_tree");

/// A name and its ending that are so short are near too many names of files.
const SHORT_HOST: usize = 10;

/// A host that is another but for its dots, below the same name.
const SAME_LETTERS: i32 = price("same_letters");

impl<'k> Reading<'k> {
    /// How the domain of this site reads once the tree was heard; `None` where that has nothing to say.
    pub(crate) fn heard(&self, site: &Site, knowledge: &'k Knowledge, witness: &'k Witness) -> Option<Reading<'k>> {
        if witness.is_silent() || self.known && self.candidates.is_empty() && self.tld == Tld::Reserved {
            return None;
        }
        let typed = Use::of(witness, &self.domain);
        let mut heard = Reading { candidates: self.candidates.clone(), ..self.clone() };
        if !self.is_exact(knowledge) {
            heard.hear_twins(site, knowledge, witness, typed);
            heard.hear_host(witness, typed);
            heard.hear_near_hosts(witness);
        }
        heard.hear_forces(site, knowledge, witness);
        heard.hear_registry(witness);
        heard.hear_names(site.form, knowledge, witness, typed);
        heard.hear_what_stands(local(site), witness, typed);
        heard.hear_ending(witness);
        let (plain, mut candidates) = (&self.domain, std::mem::take(&mut heard.candidates));
        candidates.retain(|candidate| candidate.odds > i32::MIN);
        order::sort(&mut candidates, |a, b| {
            b.odds.cmp(&a.odds).then_with(|| compare(a.pieces(plain), b.pieces(plain)))
        });
        let mut at = 1;
        while at < candidates.len() {
            let pieces = candidates[at].pieces(plain);
            if candidates[..at].iter().any(|better| are_same(better.pieces(plain), pieces)) {
                candidates.remove(at);
            } else {
                at += 1;
            }
        }
        heard.candidates = candidates;
        heard.in_use = heard.is_repeated(typed) || !site.is_mail() && heard.is_in_use(witness, typed);
        Some(heard)
    }

    /// Adds the forces' name that has lost a letter of its ending, where the tree speaks of the forces: the largest is a provider's in
    /// Mali as well. Where it speaks of them much, so are names that no table has.
    fn hear_forces(&mut self, site: &Site, knowledge: &Knowledge, witness: &Witness) {
        let Some(name) = self.domain.strip_suffix(".ml").filter(|_| site.is_mail() && witness.forces() > 0) else {
            return;
        };
        let slip = Slip::Edit(Edit::Omission);
        let covering = knowledge.covering(&self.domain);
        match data::lookup(&[name, ".mil"].concat()).filter(|entry| entry.class.is(Class::MILITARY)) {
            // Who names such a domain means it.
            Some(entry) if covering.is_some_and(|known| known.class.is_only(Class::IN_USE)) => {
                self.candidates.push(Candidate::new(&built_in(entry), 0, slip, Part::Ending, SURE));
            }
            None if covering.is_none() && self.candidates.is_empty() && is_theirs(witness) => {
                self.candidates.push(Candidate::ending(name.len() + 1, "mil", slip, LIKELY));
            }
            _ => {}
        }
    }

    /// Adds the names of a closed registry that are near and that the tree has.
    fn hear_registry(&mut self, witness: &Witness) {
        if !is_registry(suffix::top(&self.domain)) || data::class(&self.domain).is(Class::MEANT) {
            return;
        }
        let typed = Typed::new(&self.domain, self.tld, suffix::ending(&self.domain, data::class));
        if data::class(tail(&self.domain, typed.start)).is(Class::MEANT) {
            return;
        }
        let names = |name: &str| witness.registered(name).is_some_and(|seen| seen.mentioned.settled() > 0);
        witnessed(&typed, names, &mut self.candidates);
    }

    /// Whether the domain is itself a known one.
    fn is_exact(&self, knowledge: &Knowledge) -> bool {
        knowledge.covering(&self.domain).is_some_and(|known| known.domain == self.domain)
    }

    /// Adds the host that is the same but for dots and hyphens, below the same name.
    fn hear_host(&mut self, witness: &'k Witness, typed: Use) {
        let Some((host, seen)) = witness.squashed_alike(&self.domain) else { return };
        let count = seen.mentioned.count();
        let own = witness.exact(&self.domain).map_or(0, |seen| seen.mentioned.settled());
        let is_below_same = registrable(host) == registrable(&self.domain);
        if !is_below_same || typed.files == 0 && own > 0 || count < RATIO * own.max(1) {
            return;
        }
        if let Some(known) = Known::unknown(host, Source::Tree) {
            let slip = dots(&self.domain, host);
            // Who names hosts has them with and without a hyphen.
            let odds = if slip == Slip::Hyphen { LIKELY } else { SAME_LETTERS };
            let candidate = Candidate::new(&known, 0, slip, Part::Dots, odds);
            self.candidates.push(Candidate { witnessed: Some(Witnessed { count, twin: false }), ..candidate });
        }
    }

    /// Adds the hosts below the same name whose first label is one edit away: `exchnge.fabrikam.com` beside many `exchange.fabrikam.com`.
    /// Those that numbers, hyphens and inflections tell apart are hosts in their own right.
    fn hear_near_hosts(&mut self, witness: &'k Witness) {
        let (own, files) = witness.exact(&self.domain).map_or((0, 0), |seen| (seen.mentioned.settled(), seen.files));
        let label = |domain: &'k str| domain.split('.').next().unwrap_or(domain);
        for (host, seen) in witness.near_hosts(&self.domain) {
            let (typed, meant) = (self.domain.split('.').next().unwrap_or_default(), label(host));
            let count = seen.mentioned.count();
            let is_another =
                has_other_number(typed, meant) || has_other_end(typed, meant) || !are_letters_alone(typed, meant);
            let is_below_same = registrable(host) == registrable(&self.domain);
            if is_another || !is_below_same || files > FEW_FILES || count < RATIO * own.max(1) {
                continue;
            }
            let Some((cost, slip)) = difference(typed.as_bytes(), meant.as_bytes()) else { continue };
            let all = witness.registered(host).map_or(count, |seen| seen.mentioned.count());
            let odds = name_meant(typed, "com") - NAME_SLIP - cost - decibans((all / count) as usize);
            if let Some(known) = Known::unknown(host, Source::Tree) {
                let candidate = Candidate::new(&known, 0, slip, Part::Name, odds);
                self.candidates.push(Candidate { witnessed: Some(Witnessed { count, twin: false }), ..candidate });
            }
        }
    }

    /// Whether a candidate is another host below the same name.
    fn is_below_same(&self, candidate: &Candidate<'_>) -> bool {
        candidate.kept == 0 && registrable(candidate.target) == registrable(&self.domain)
    }

    /// Weighs the tree's own names by how often they and the typed one are named.
    fn hear_names(&mut self, form: Form, knowledge: &Knowledge, witness: &Witness, typed: Use) {
        let mut candidates = std::mem::take(&mut self.candidates);
        for candidate in &mut candidates {
            let is_host = candidate.witnessed.is_some() && self.is_below_same(candidate);
            if candidate.source != Source::Tree
                || is_host
                || candidate.part == Part::Dots && candidate.witnessed.is_some()
            {
                continue;
            }
            let count = witness.registered(candidate.target).map_or(0, |seen| seen.mentioned.count());
            let is_twin = candidate.witnessed.is_some_and(|witnessed| witnessed.twin);
            // Paths and places stand behind schemes too: `salt://bar.conf`.
            let is_short = registrable(candidate.target).len() < SHORT_HOST && self.domain.matches('.').count() < 2;
            // What goes on behind a name of the tree's is another name: `local.host.name`.
            let goes_on = candidate.slip == Slip::SurplusEnding;
            // Nor are files named as fingers mistype the commonest endings: `https://ghost.ogr`.
            let is_by_fingers = candidate.part == Part::Ending
                && matches!(candidate.slip, Slip::Edit(Edit::Transposition | Edit::NearKey | Edit::Doubling))
                && GENERIC.contains(&suffix::top(candidate.target));
            let is_path = form == Form::Host && is_short && !is_by_fingers;
            let is_file = goes_on || self.tld != Tld::Delegated && (form == Form::Bare || is_path);
            let most = typed.count.max(1);
            let is_of_series = || {
                let (typed, meant) = (registrable(&self.domain), candidate.target);
                are_numbered_alike(typed.as_bytes(), meant.as_bytes()) && is_of_series(typed, witness)
            };
            if is_file || typed.files > FEW_FILES || !is_twin && count < LEAST_RATIO * most || is_of_series() {
                candidate.odds = i32::MIN;
                continue;
            }
            if !is_twin && count < RATIO * most {
                candidate.odds -= FEW_TIMES;
            }
            candidate.odds -= 2 * decibans(typed.files as usize);
            // Who has a name with a hyphen has it without one as well, or had.
            if !is_twin && candidate.slip == Slip::Hyphen {
                candidate.odds = candidate.odds.min(LIKELY);
            }
            // Who is often misspelt is named so often, and still not meant: `gmail.co`.
            if candidate.odds >= EVEN && is_slip(candidate.target, knowledge) {
                candidate.odds = i32::MIN;
                continue;
            }
            candidate.witnessed.get_or_insert(Witnessed { count, twin: false });
            let mended = self.domain_by(candidate);
            if !is_twin && mended.len() > candidate.target.len() + 4 && witness.has(&mended) {
                candidate.odds += SAME_HOST;
            }
        }
        self.candidates = candidates;
    }

    /// Prefers of several candidates those that the tree names, and says so of each.
    fn hear_what_stands(&mut self, local: &[u8], witness: &Witness, typed: Use) {
        let mut candidates = std::mem::take(&mut self.candidates);
        let is_likely = candidates.iter().any(|candidate| candidate.odds >= LIKELY);
        for candidate in &mut candidates {
            if candidate.source == Source::Tree || candidate.odds == i32::MIN {
                continue;
            }
            // A name that a tree has under this ending in file after file is declared under another, and used under both.
            let is_declared = matches!(candidate.source, Source::Declared(_)) && candidate.part == Part::Ending;
            if is_declared && typed.settled_files > FEW_FILES {
                candidate.odds = i32::MIN;
                continue;
            }
            let mended = self.domain_by(candidate);
            // A government's names are told from other words by themselves.
            let is_office = candidate.class.is(Class::GOVERNMENT.or(Class::MILITARY));
            let said = |seen: &Seen| if is_office { seen.mentioned.settled() } else { seen.mentioned.count() };
            let named = witness.registered(&mended).filter(|seen| said(seen) > 0);
            let Some(seen) = named.filter(|_| candidate.part != Part::Picture) else { continue };
            let twin = !local.is_empty() && is_personal(local) && witness.has_mailbox(local, &mended);
            let count = said(seen);
            // What stands there seldom beside what is typed has been chosen by nobody.
            if typed.count > LEAST_RATIO * count {
                continue;
            }
            candidate.witnessed.get_or_insert(Witnessed { count, twin });
            if (is_likely || is_office) && candidate.odds >= EVEN - NAMED {
                candidate.odds += NAMED;
                // A government's second level is one of few, and who writes of it at every turn of few others: `gov.uk`, `goi.uk`.
                let is_second_level = is_office && data::class(&mended).is(Class::SUFFIX);
                candidate.odds += if is_second_level && count >= AT_EVERY_TURN { NAMED } else { 0 };
            }
            // Who has a name under several endings has the same hosts under each.
            if witness.has(&mended) {
                candidate.odds += host_weight(&mended, candidate.target, candidate.part == Part::Name);
            }
        }
        self.candidates = candidates;
    }

    /// Drops what is two slips away where one of them made an ending of the tree's own, as of a network or a test, from one that is
    /// nothing like it: `root.servers.nil`.
    fn hear_ending(&mut self, witness: &Witness) {
        let top = suffix::top(&self.domain).to_owned();
        if self.tld != Tld::Undelegated || !witness.has_own_ending(&top) {
            return;
        }
        let mut candidates = std::mem::take(&mut self.candidates);
        candidates.retain(|candidate| {
            let mended = self.domain_by(candidate);
            let meant = suffix::top(&mended);
            candidate.slip != Slip::Two || top == meant || difference(top.as_bytes(), meant.as_bytes()).is_some()
        });
        self.candidates = candidates;
    }

    /// Whether two slips of one name stand in so many files that nobody made them all: who made up `geemail.com` meant it.
    fn is_repeated(&self, typed: Use) -> bool {
        let is_twice =
            |best: &Candidate<'_>| best.slip == Slip::Two && best.part == Part::Name && !best.source.is_users();
        typed.settled_files > FEW_FILES && self.tld == Tld::Delegated && self.candidates.first().is_some_and(is_twice)
    }

    /// Whether the tree has the host in several files, and what it looks like in none. What is made to catch mail (slips of mailbox
    /// providers, of armies and governments, and under the endings known for leaks) is no less wrong for being repeated, nor is
    /// a slip of what the user named. But where only governments have names, one in several files is an office's that no table has.
    fn is_in_use(&self, witness: &Witness, typed: Use) -> bool {
        let Some(best) = self.candidates.first().filter(|best| best.odds >= EVEN) else { return false };
        if self.is_office(best) {
            return typed.settled_files >= IN_USE_FILES;
        }
        let is_grave = best.source.is_users()
            || best.class.is(Class::MILITARY.or(Class::GOVERNMENT).or(Class::PROVIDER))
            || risk_of(suffix::top(&self.domain)).is_some();
        let stands = |candidate: &Candidate<'_>| {
            let mended = self.domain_by(candidate);
            witness.registered(&mended).is_some_and(|seen| seen.mentioned.count() > 0)
        };
        typed.settled_files >= IN_USE_FILES
            && best.odds < BEYOND_USE
            && best.part != Part::Picture
            && !is_grave
            && !self.plausible().any(stands)
    }

    /// Whether the domain is a name in a registry of a government, as what it looks like is, and no fingers' slip of that.
    fn is_office(&self, best: &Candidate<'_>) -> bool {
        let is_of_fingers = matches!(best.slip, Slip::Edit(Edit::Transposition | Edit::Doubling));
        let is_registered = self.tld == Tld::Delegated && is_registry(suffix::top(&self.domain));
        let is_name = best.part == Part::Name && best.class.is(Class::MILITARY.or(Class::GOVERNMENT));
        is_name && is_registered && !is_of_fingers
    }
}

/// Whether a domain is likely a slip of one that everybody knows.
fn is_slip(domain: &str, knowledge: &Knowledge) -> bool {
    let reading = super::read(knowledge, Cow::Borrowed(domain), false);
    let is_likely = |slip: &Candidate<'_>| slip.source != Source::Tree && slip.odds >= LIKELY;
    reading.candidates.iter().any(is_likely)
}

/// How much a host tells its domain from others: a name and two hosts below it are not chosen by two by chance, least of all where
/// it is a name one edit `away`, nor is that with one host that is no abbreviation: `datatracker.ietf.org`.
fn host_weight(host: &str, domain: &str, away: bool) -> i32 {
    match host.strip_suffix(domain).and_then(|before| before.strip_suffix('.')) {
        Some(before) if before.contains('.') && away => SAME_HOSTS,
        Some(before) if before.contains('.') || away && before.len() >= LONG_LABEL => SAME_HOST,
        _ => 0,
    }
}

/// Whether two labels differ in letters alone, and not in digits or hyphens.
fn are_letters_alone(one: &str, other: &str) -> bool {
    let signs = |label: &str| label.bytes().filter(|byte| !byte.is_ascii_alphabetic()).collect::<Vec<_>>();
    signs(one) == signs(other)
}

/// Whether two labels are one word that ends differently: `advisors`, `advisory`.
fn has_other_end(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.get(..one.len() - 1) == other.get(..other.len() - 1)
}

/// Whether a tree is about the US forces.
fn is_theirs(witness: &Witness) -> bool {
    witness.forces() >= MENTIONS_OF_FORCES && witness.forces() * ONE_IN >= witness.total()
}

/// Whether the tree numbers such names: it has the domain with another digit in the place of its first.
fn is_of_series(domain: &str, witness: &Witness) -> bool {
    let Some(at) = domain.find(|c: char| c.is_ascii_digit()) else { return false };
    let mut other = domain.to_owned();
    ('0'..='9').any(|digit| {
        other.replace_range(at..=at, digit.encode_utf8(&mut [0; 4]));
        other != domain && witness.has(&other)
    })
}

#[cfg(test)]
mod tests {
    use crate::{Census, Checker, Finding, Level};

    /// What is found in `text` in a tree that has this other one.
    fn found(other: &str, text: &str) -> Vec<Finding> {
        let checker = Checker::default();
        let mut census = Census::default();
        for (path, text) in [("a.md", other), ("b.md", text)] {
            census.add(path, &checker.text(path, text.as_bytes()).mentions);
        }
        checker.with_census(census).text("b.md", text.as_bytes()).findings
    }

    /// How what stands in `text` is told in a tree that names another often.
    fn told(often: &str, text: &str) -> Vec<Level> {
        found(&[often, " "].concat().repeat(40), text).into_iter().map(|finding| finding.level).collect()
    }

    #[test]
    fn the_tree_says_which_of_many_near_names_was_meant() {
        let suggested = |other: &str, text: &str| found(other, text).into_iter().find_map(|finding| finding.suggestion);
        assert_eq!(suggested("see code.mil", "jo@ds.mil"), None);
        assert_eq!(suggested("see dds.mil", "jo@ds.mil").as_deref(), Some("jo@dds.mil"));
        assert_eq!(suggested("see nist.gov", "see https://csrc.nst.gov/").as_deref(), Some("csrc.nist.gov"));
        assert_eq!(suggested("see army.mil", "ops@mail.ml").as_deref(), Some("ops@mail.mil"));
        assert_eq!(suggested("see fabrikam.org", "ops@mail.ml"), None);
        assert_eq!(suggested("see gov.uk", "see goi.uk"), None);
        assert_eq!(suggested(&"see gov.uk ".repeat(20), "see goi.uk").as_deref(), Some("gov.uk"));
    }

    #[test]
    fn a_hyphen_more_or_less_is_warned_of_unless_the_same_mailbox_stands_at_both() {
        assert_eq!(told("https://fabrikam-tools.net/", "https://fabrikamtools.net/"), [Level::Warn]);
        assert_eq!(told("klarsen@fabrikam-tools.net", "klarsen@fabrikamtools.net"), [Level::Deny]);
    }

    #[test]
    fn the_same_mailbox_under_another_common_ending_is_warned_of_and_below_a_known_name_denied() {
        assert_eq!(told("klarsen@fabrikam-tools.net", "klarsen@fabrikam-tools.com"), [Level::Warn]);
        assert_eq!(told("klarsen@fabrikam-tools.net", "ann@fabrikam-tools.com"), []);
        assert_eq!(told("klarsen@fabrikam-tools.net", &"klarsen@fabrikam-tools.com ".repeat(6)), []);
        assert_eq!(told("klarsen@fabrikam-tools.de", "klarsen@fabrikam-tools.fr"), []);
        assert_eq!(told("klarsen@samsung.com", "klarsen@samsung.org"), [Level::Deny]);
        assert_eq!(told("klarsen@bar.com", "klarsen@bar.net"), []);
    }

    #[test]
    fn a_tree_with_offices_that_no_table_has_may_have_one_more() {
        let told = |other: &str| -> Vec<Level> {
            found(other, "https://www.healthcares.gov/").into_iter().map(|finding| finding.level).collect()
        };
        assert_eq!(told("see agency.gov and nasa.gov"), [Level::Deny]);
        let others = "see agency.gov, nonsense.gov, sample.gov and nasa.gov ";
        assert_eq!(told(others), [Level::Warn]);
        let written = |times: usize| told(&[others, &"https://healthcare.gov/ ".repeat(times)].concat());
        assert_eq!(written(99), [Level::Warn]);
        assert_eq!(written(100), [Level::Deny]);
    }

    #[test]
    fn two_slips_in_many_files_are_somebodys() {
        let told = |files: usize, text: &str| -> Vec<Level> {
            let checker = Checker::default();
            let mut census = Census::default();
            for at in 0..files {
                let path = format!("{at}.md");
                census.add(&path, &checker.text(&path, text.as_bytes()).mentions);
            }
            checker.with_census(census).text("b.md", text.as_bytes()).findings.iter().map(|f| f.level).collect()
        };
        let levels = [told(8, "jo@geemail.com"), told(9, "jo@geemail.com"), told(9, "jo@gmial.com")];
        assert_eq!(levels, [[Level::Deny], [Level::Warn], [Level::Deny]]);
    }

    #[test]
    fn whoever_coins_a_name_rhymes_however_often_the_other_is_written() {
        let written = "https://wikipedia.org/ ".repeat(3);
        assert_eq!(told(&written, "https://kikipedia.org/"), [Level::Warn]);
        assert_eq!(told(&written, "https://wikipekia.org/"), [Level::Deny]);
    }

    #[test]
    fn a_place_has_its_name_under_another_ending_as_well() {
        assert_eq!(told("https://www.regulations.gov/", "https://www.regulations.com/"), [Level::Deny]);
        assert_eq!(told("https://www.marincounty.gov/", "https://www.marincounty.org/"), []);
    }

    #[test]
    fn a_word_of_two_letters_before_or_behind_a_name_is_no_slip() {
        let found = |text: &str| told("https://fabrikampod.net/x/y/guide-to-all", text);
        assert_eq!(found("https://myfabrikampod.net/x/y/guide-to-all"), []);
        assert_eq!(told("https://myfabrikampod.net/x/y/guide-to-all", "https://fabrikampod.net/x/y/guide-to-all"), []);
    }

    #[test]
    fn under_an_ending_of_the_trees_own_two_slips_are_none() {
        assert_eq!(told("https://fabrikam.net/", "jo@root.servers.nil"), [Level::Deny]);
        assert_eq!(told("https://ns.corp.nil/", "jo@root.servers.nil"), []);
        assert_eq!(told("https://ns.corp.con/", "jo@gmail.con"), [Level::Deny]);
    }

    #[test]
    fn a_short_name_in_a_url_is_no_file_where_fingers_make_its_ending_of_the_commonest() {
        assert_eq!(told("https://acme.org/", "https://acme.ogr/"), [Level::Deny]);
        assert_eq!(told("https://acme.org/", "salt://acme.ogx/"), []);
    }

    #[test]
    fn hosts_below_one_name_are_compared() {
        assert_eq!(told("https://exchange.fabrikam.net/", "jo@exchnge.fabrikam.net"), [Level::Deny]);
        assert_eq!(told("https://exchange.microsoft.com/", "jo@exchnge.microsoft.com"), [Level::Deny]);
        assert_eq!(told("https://exchange.fabrikam.net/", "jo@exchanges.fabrikam.net"), []);
        assert_eq!(told("https://exchange.fabrikam.net/", "jo@exchange2.fabrikam.net"), []);
        assert_eq!(told("https://examples.fabrikam.net/", "jo@example2.fabrikam.net"), []);
        assert_eq!(told("https://advisory.fabrikam.net/", "jo@advisors.fabrikam.net"), []);
        assert_eq!(told("https://exchange.fabrikam.net/", "jo@exchnge.contoso.net"), []);
        assert_eq!(told("https://lists.fabrikam.net/", "jo@lits.fabrikam.net"), []);
    }

    #[test]
    fn the_same_two_labels_speak_for_a_known_name() {
        assert_eq!(told("https://kustomize.config.k8s.io/", "https://kustomize.config.ko8s.io/"), [Level::Deny]);
        assert_eq!(told("https://www.k8s.io/", "https://www.ko8s.io/"), []);
    }

    #[test]
    fn what_is_numbered_is_meant() {
        assert_eq!(told("https://fabrikam.net/", "https://fabrikan.net/"), [Level::Deny]);
        assert_eq!(told("https://fabrikam.net/", "https://fabrikam1.net/ https://fabrikam2.net/"), []);
        assert_eq!(told("https://httpbin.org/", "https://http2bin.org/"), [Level::Warn]);
    }
}
