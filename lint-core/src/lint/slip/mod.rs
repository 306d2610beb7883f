//! The slip model: a noisy channel that all slip lints share.
//!
//! A domain *d* is read as a slip of a known domain *c* when "meant *c*, typed *d*" is much likelier than "meant *d*":
//!
//! ```text
//! odds = P(c) * P(d typed | c meant) / P(d meant)
//! ```
//!
//! All three are kept as decibans, -10 log10 of the probability, so that the product is a sum of small integers and the
//! same on every machine. *P(c)* is the rarity in the tables. *P(d | c)* starts from the share of addresses that carry a
//! slip at all, 4 in 1,000 (3.8 in 1,000 among addresses typed by hand into public repositories), splits it by kind as
//! counted there (omission 44 %, transposition 19 %, doubling 15 %, other insertion 12 %, neighbouring key 7 %, other key
//! 3 %; three quarters in the name, one quarter in the ending), and then by the places where it could have happened.
//! *P(d meant)* depends on how long the name is (nearly all short ones are taken), on whether it is a word, and on whether
//! its ending exists at all.

#[cfg(feature = "address")]
pub(crate) mod best;
mod built_in;
mod candidate;
mod channel;
mod dots;
mod endings;
mod kind;
mod link;
mod meant;
mod names;
mod page;
mod places;
pub(in crate::lint) mod prices;
mod register;
#[cfg(feature = "tree")]
mod tree;
#[cfg(feature = "tree")]
mod twins;
#[cfg(feature = "tree")]
mod usage;

pub(crate) use candidate::Candidate;
pub(crate) use kind::Slip;
pub(super) use meant::{NEVER, name_meant};
pub(crate) use page::is_known_page;
pub(crate) use register::may_be_second_level;
#[cfg(feature = "tree")]
pub(crate) use {twins::with_twins, usage::share};

use crate::address::normal;
use crate::data::suffix::{self, squash_alike, squashed_hash};
use crate::data::{self, Class, Entries, Entry, View};
use crate::finding::Evidence;
use crate::knowledge::{self, Knowledge, Outline, Source, Tld};
use crate::lint::look;
use crate::order;
use crate::text::const_str::tail;
use candidate::{are_same, compare};
use meant::is_number;
use prices::price;
use std::borrow::Cow;

/// The part of a domain that somebody slipped on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The ending: another top-level domain or public suffix.
    Ending,
    /// The name before it, alone or together with the ending.
    Name,
    /// A dot or hyphen left out, moved or put in.
    Dots,
    /// Other characters that look the same.
    Picture,
    /// The label that names a service, before whichever name.
    Service,
}

/// How a domain reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reading<'k> {
    /// In lower case, as A-labels, without the dot of the root.
    pub(crate) domain: Cow<'k, str>,
    /// How its top-level domain stands.
    pub(crate) tld: Tld,
    /// Whether it is known in its own right, or lies below a domain that is.
    pub(crate) known: bool,
    /// What it looks like, or reads like with the label of a service, where that is something else.
    seen: Option<String>,
    /// What may have been meant instead, likeliest first.
    pub(crate) candidates: Vec<Candidate<'k>>,
    /// Whether the tree has it in several files, and what it looks like in none.
    pub(crate) in_use: bool,
}

impl<'k> Reading<'k> {
    /// Nothing to say.
    pub(crate) const fn quiet(domain: Cow<'k, str>, tld: Tld, known: bool) -> Reading<'k> {
        Reading { domain, tld, known, seen: None, candidates: Vec::new(), in_use: false }
    }

    /// The likeliest candidate, if a slip is at least as likely as not.
    pub(crate) fn slip(&self) -> Option<&Candidate<'k>> {
        self.candidates.first().filter(|best| best.odds >= EVEN)
    }

    /// Whether a slip is likely enough to be taken for one.
    pub(crate) fn is_likely(&self) -> bool {
        self.slip().is_some_and(|best| best.odds >= LIKELY)
    }

    /// The two likeliest, if they are of like weight.
    pub(crate) fn tie(&self) -> Option<[&Candidate<'k>; 2]> {
        match &self.candidates[..] {
            [best, next, ..] if best.odds >= EVEN && best.odds - next.odds < TIE => Some([best, next]),
            _ => None,
        }
    }

    /// The domain as it was probably meant: none on a tie.
    pub(crate) fn mended(&self) -> Option<String> {
        self.slip().filter(|_| self.tie().is_none()).map(|best| self.mended_by(best))
    }

    /// The domain as it would read.
    pub(crate) fn mended_by(&self, candidate: &Candidate<'_>) -> String {
        self.pieces(candidate).concat()
    }

    /// The domain as it would read, in lower case and as A-labels.
    fn domain_by(&self, candidate: &Candidate<'_>) -> String {
        normal(&self.mended_by(candidate)).into_owned()
    }

    /// What a candidate keeps the beginning of.
    fn written(&self, candidate: &Candidate<'_>) -> &str {
        match &self.seen {
            Some(seen) if matches!(candidate.part, Part::Picture | Part::Service) => seen,
            _ => &self.domain,
        }
    }

    /// What stays of the domain, and what stands behind that.
    fn pieces<'r>(&'r self, candidate: &Candidate<'r>) -> [&'r str; 2] {
        candidate.pieces(self.written(candidate))
    }

    /// The known domain, the ending, or the label that a candidate rests on.
    pub(crate) fn target<'r>(&'r self, candidate: &Candidate<'r>) -> &'r str {
        let [kept, target] = self.pieces(candidate);
        if candidate.part == Part::Service {
            return kept.split('.').next().unwrap_or(kept);
        }
        if target.is_empty() { &kept[suffix::ending(kept, data::class)..] } else { target }
    }

    /// What speaks for each domain that can have been meant.
    pub(crate) fn evidence(&self) -> Vec<Evidence> {
        let mut evidence = Vec::with_capacity(1);
        for candidate in self.plausible() {
            let target = self.target(candidate);
            let target = if candidate.is_ending() { [".", target].concat() } else { target.to_owned() };
            let (source, slip) = (candidate.source.as_str().to_owned(), candidate.slip.as_str());
            // The same name was found with other labels before it.
            if evidence.iter().any(|said: &Evidence| (&*said.target, &*said.source) == (&*target, &*source)) {
                continue;
            }
            let count = candidate.witnessed.map(|witnessed| u64::from(witnessed.count));
            if candidate.source == Source::Tree {
                evidence.push(Evidence { target, source, count, slip });
                continue;
            }
            evidence.push(Evidence { target, source, count: None, slip });
            if count.is_some() {
                let mended = self.mended_by(candidate);
                evidence.push(Evidence { target: mended, source: Source::Tree.as_str().to_owned(), count, slip });
            }
        }
        evidence
    }

    /// Whether its ending would get a finding although it is no slip of a known one.
    pub(crate) fn is_doubtful(&self) -> bool {
        self.tld == Tld::Undelegated || !self.known && knowledge::risk_of(suffix::top(&self.domain)).is_some()
    }

    /// What can have been meant: the likeliest candidate, and each that is less than a hundred times less likely.
    pub(crate) fn plausible(&self) -> impl Iterator<Item = &Candidate<'k>> {
        let least = self.slip().map_or(i32::MAX, |best| LIKELY.min(best.odds).max(best.odds - CERTAIN + 1));
        self.candidates.iter().filter(move |candidate| candidate.odds >= least)
    }

    /// Whether nothing else can have been meant than the likeliest candidate, so that a program may write it.
    pub(crate) fn is_certain(&self) -> bool {
        // Of a name that nobody knows, most endings are as good as any.
        let is_common = |best: &Candidate<'_>| best.slip != Slip::Two && endings::GENERIC.contains(&self.target(best));
        // Which end of a link is right is for people to say.
        let is_told = |best: &Candidate<'_>| best.source != Source::Link && (!best.is_ending() || is_common(best));
        self.plausible().count() == 1 && self.slip().is_some_and(is_told)
    }

    /// Where only the ending was mended, the name before it may be a slip as well: `ytahoo.fr` for `ytahoo.ff`.
    fn read_on(&mut self, knowledge: &'k Knowledge) {
        for at in 0..self.candidates.len() {
            let ending = self.candidates[at];
            if !ending.is_ending() {
                continue;
            }
            let reading = read(knowledge, Cow::Owned(self.mended_by(&ending)), false);
            let Some(&next) = reading.candidates.first().filter(|next| next.odds > -TIE) else { continue };
            // What stays of that stands before the ending, so that it is the same here.
            let both = Candidate { slip: Slip::Two, odds: ending.odds + next.odds, ..next };
            if next.odds >= TIE {
                self.candidates[at] = both;
            } else {
                self.candidates.push(both);
            }
        }
    }

    /// Likeliest first, each once. A name that nobody knows is no better off under an ending that is a known slip.
    fn rank(&mut self, knowledge: &Knowledge) {
        let mut candidates = std::mem::take(&mut self.candidates);
        candidates.retain(|candidate| {
            let is_another = !are_same(self.pieces(candidate), [&*self.domain, ""]);
            let is_known = || knowledge.covering(&self.mended_by(candidate)).is_some();
            is_another && (!candidate.is_risky(self.written(candidate)) || is_known())
        });
        order::sort(&mut candidates, |a, b| b.odds.cmp(&a.odds).then_with(|| compare(self.pieces(a), self.pieces(b))));
        let mut at = 1;
        while at < candidates.len().min(MOST) {
            let pieces = self.pieces(&candidates[at]);
            if candidates[..at].iter().any(|better| are_same(self.pieces(better), pieces)) {
                candidates.remove(at);
            } else {
                at += 1;
            }
        }
        candidates.truncate(MOST);
        self.candidates = candidates;
    }
}

/// How many candidates anybody reads.
const MOST: usize = 5;

/// Decibans from which a slip is taken for one: about six to one.
pub(crate) const LIKELY: i32 = price("likely");
/// Decibans from which what was found beside it alone is sure enough to deny: a hundred to one.
pub(crate) const SURE: i32 = price("sure");
/// Decibans from which a slip is as likely as not: where mail is about to go to a stranger, reason enough to warn.
const EVEN: i32 = price("even");
/// Two candidates closer than this are a tie: two to one.
const TIE: i32 = price("tie");
/// A candidate so far ahead is the only one: a hundred to one.
const CERTAIN: i32 = price("certain");

/// What is known of the domain as typed.
struct Typed<'d> {
    domain: &'d str,
    /// The label before the ending.
    name: &'d str,
    /// The labels of the ending.
    suffix: &'d str,
    /// Whether its ending exists.
    delegated: bool,
    /// Byte at which the name before the ending begins.
    start: usize,
    /// Byte at which its ending begins.
    ending: usize,
    /// The ending of two labels that its ending is but for the dot: `co.jp` of `cojp` and `co-jp`.
    dotless: Option<Entry>,
}

/// Reads `domain` (lower case, A-labels, no final dot).
///
/// With `persona`, the mailbox's local part says that it is a US military one, so that a civilian provider of the same name
/// is no excuse.
pub(crate) fn read<'k>(knowledge: &'k Knowledge, domain: Cow<'k, str>, persona: bool) -> Reading<'k> {
    let outline = knowledge.outline(&domain);
    read_outlined(knowledge, domain, outline, persona)
}

/// Reads `domain`, once it is known how it is put together.
pub(crate) fn read_outlined<'k>(
    knowledge: &'k Knowledge,
    domain: Cow<'k, str>,
    outline: Outline<'k>,
    persona: bool,
) -> Reading<'k> {
    let Outline { tld, ending, covering } = outline;
    match tld {
        Tld::Reserved if domain.contains('.') => return Reading::quiet(domain, tld, true),
        Tld::Undelegated if is_number(suffix::top(&domain)) => return Reading::quiet(domain, tld, true),
        _ => {}
    }
    if covering.is_some_and(|known| known.domain == domain && !(persona && known.class == Class::IN_USE)) {
        return Reading::quiet(domain, tld, true);
    }
    if tld == Tld::Undelegated && knowledge::retired(suffix::top(&domain)).is_some() {
        return Reading::quiet(domain, tld, false);
    }
    let typed = Typed::new(&domain, tld, ending);
    let mut candidates = Vec::new();
    if let Some(covering) = covering.filter(|_| !persona) {
        typed.below_known(knowledge, &covering, &mut candidates);
        let seen = typed.by_service(&mut candidates);
        let mut reading = Reading { candidates, seen, ..Reading::quiet(domain, tld, true) };
        reading.rank(knowledge);
        return reading;
    }
    typed.by_all(knowledge, &mut candidates);
    let seen = look::candidates(knowledge, &domain, &outline, &mut candidates);
    let mut reading = Reading { domain, tld, known: false, seen, candidates, in_use: false };
    reading.read_on(knowledge);
    reading.rank(knowledge);
    if reading.seen.is_none() {
        reading.seen = Typed::new(&reading.domain, tld, ending).by_service(&mut reading.candidates);
    }
    reading
}

/// Reads a domain as a candidate mends it. Nothing is to be said of a known domain, which need not be found once more.
pub(crate) fn read_mended<'k>(knowledge: &'k Knowledge, mended: &'k str, by: &Candidate<'_>) -> Reading<'k> {
    // Nor is it of a name that the tree uses so often.
    if by.is_known() || by.source == Source::Tree {
        return Reading::quiet(Cow::Borrowed(mended), knowledge::standing_of(mended), true);
    }
    read(knowledge, Cow::Borrowed(mended), false)
}

impl<'d> Typed<'d> {
    const fn new(domain: &'d str, tld: Tld, ending: usize) -> Typed<'d> {
        let (name, start) = suffix::name(domain, ending);
        let delegated = matches!(tld, Tld::Delegated);
        let suffix = tail(domain, ending);
        let mut typed = Typed { domain, name, suffix, delegated, start, ending, dotless: None };
        if start > 0 && name.len() <= 2 && endings::is_closed(suffix) {
            typed.delegated = false;
            (typed.name, typed.start) = suffix::name(domain, start);
            (typed.suffix, typed.ending) = (tail(domain, start), start);
        }
        if !typed.delegated {
            let ending = typed.suffix;
            let mut entries = Entries::under(squashed_hash(ending).key(View::Squashed));
            while let Some(entry) = entries.next() {
                if entry.class.is(Class::ENDING) && squash_alike(entry.name(), ending) {
                    typed.dotless = Some(entry);
                }
            }
        }
        typed
    }
}
