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

mod channel;
#[cfg(feature = "address")]
pub(crate) mod constant;
mod dots;
mod endings;
mod meant;
mod names;

pub(crate) use channel::{TWO_SLIPS, distance};
pub(super) use meant::{NEVER, name_meant};

use crate::data::suffix::{self, squash_alike};
use crate::data::{Class, Entries, View, hash};
use crate::finding::Evidence;
use crate::knowledge::{self, Knowledge, Known, Outline, Tld};
use crate::lint::look;
use crate::order;
use crate::text::const_str::{slice, tail};
use meant::is_number;

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
}

/// A domain that may have been meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// The whole domain as it would read then.
    pub(crate) mended: String,
    /// The known domain, or the ending, that this rests on.
    pub(crate) target: String,
    pub(crate) source: String,
    pub(crate) class: Class,
    pub(crate) protected: bool,
    /// A noun for what happened.
    pub(crate) slip: &'static str,
    pub(crate) part: Part,
    /// How much likelier the slip is than the domain as typed, in decibans.
    pub(crate) odds: i32,
}

impl Candidate {
    /// A known domain, by which the typed one would read `mended`.
    pub(super) fn new(known: &Known<'_>, mended: String, slip: &'static str, part: Part, odds: i32) -> Candidate {
        Candidate {
            mended,
            target: known.domain.to_owned(),
            source: known.source.to_owned(),
            class: known.class,
            protected: known.protected,
            slip,
            part,
            odds,
        }
    }

    /// An ending, whatever name stands before it.
    fn ending(ending: &str, mended: String, slip: &'static str, odds: i32) -> Candidate {
        Candidate {
            mended,
            target: format!(".{ending}"),
            source: "builtin".to_owned(),
            class: Class::ENDING,
            protected: false,
            slip,
            part: Part::Ending,
            odds,
        }
    }

    /// How far the typed domain is from it, in words.
    pub(crate) fn distance(&self) -> String {
        distance(self.slip).concat()
    }

    pub(crate) fn evidence(&self) -> Evidence {
        Evidence { target: self.target.clone(), source: self.source.clone(), slip: self.slip }
    }
}

/// How a domain reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// How its top-level domain stands.
    pub(crate) tld: Tld,
    /// Whether it is known in its own right, or lies below a domain that is.
    pub(crate) known: bool,
    /// What may have been meant instead, likeliest first.
    pub(crate) candidates: Vec<Candidate>,
}

impl Reading {
    /// Nothing to say.
    pub(crate) const fn quiet(tld: Tld, known: bool) -> Reading {
        Reading { tld, known, candidates: Vec::new() }
    }

    /// The likeliest candidate, if a slip is at least as likely as not.
    pub(crate) fn slip(&self) -> Option<&Candidate> {
        self.candidates.first().filter(|best| best.odds >= EVEN)
    }

    /// Whether a slip is likely enough to be taken for one.
    pub(crate) fn is_likely(&self) -> bool {
        self.slip().is_some_and(|best| best.odds >= LIKELY)
    }

    /// The domain as it was probably meant: none on a tie between two of like weight.
    pub(crate) fn mended(&self) -> Option<&str> {
        let best = self.slip()?;
        let tie = self.candidates.get(1).is_some_and(|next| best.odds - next.odds < TIE);
        (!tie).then_some(best.mended.as_str())
    }

    /// Whether the ending of `domain`, which reads so, would get a finding although it is no slip of a known one.
    pub(crate) fn is_doubtful(&self, domain: &str) -> bool {
        self.tld == Tld::Undelegated || !self.known && knowledge::risk_of(suffix::top(domain)).is_some()
    }

    /// What can have been meant: the likeliest candidate, and each that is less than a hundred times less likely.
    pub(crate) fn plausible(&self) -> impl Iterator<Item = &Candidate> {
        let least = self.slip().map_or(i32::MAX, |best| LIKELY.min(best.odds).max(best.odds - CERTAIN + 1));
        self.candidates.iter().filter(move |candidate| candidate.odds >= least)
    }

    /// Whether nothing else can have been meant than the likeliest candidate, so that a program may write it.
    pub(crate) fn is_certain(&self) -> bool {
        // Of a name that nobody knows, most endings are as good as any.
        let is_common = |best: &Candidate, ending| best.slip != TWO_SLIPS && endings::GENERIC.contains(&ending);
        self.plausible().count() == 1
            && self
                .slip()
                .is_some_and(|best| best.target.strip_prefix('.').is_none_or(|ending| is_common(best, ending)))
    }
}

/// Decibans from which a slip is taken for one: about six to one.
pub(crate) const LIKELY: i32 = 8;
/// Decibans from which a slip is as likely as not: where mail is about to go to a stranger, reason enough to warn.
const EVEN: i32 = 0;
/// Two candidates closer than this are a tie: two to one.
const TIE: i32 = 3;
/// A candidate so far ahead is the only one: a hundred to one.
const CERTAIN: i32 = 20;

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
    /// Whether the ending is a known one of two labels but for its dot: `cojp`.
    dotless: bool,
}

/// Reads `domain` (lower case, A-labels, no final dot).
///
/// With `persona`, the mailbox's local part says that it is a US military one, so that a civilian provider of the same name
/// is no excuse.
pub(crate) fn read(knowledge: &Knowledge, domain: &str, persona: bool) -> Reading {
    read_outlined(knowledge, domain, knowledge.outline(domain), persona)
}

/// The same, once it is known how the domain is put together.
pub(crate) fn read_outlined(knowledge: &Knowledge, domain: &str, outline: Outline<'_>, persona: bool) -> Reading {
    let Outline { tld, ending, covering } = outline;
    match tld {
        Tld::Reserved if domain.contains('.') => return Reading::quiet(tld, true),
        Tld::Undelegated if is_number(suffix::top(domain)) => return Reading::quiet(tld, true),
        _ => {}
    }
    if covering.is_some_and(|known| known.domain == domain && !(persona && known.class == Class::IN_USE)) {
        return Reading::quiet(tld, true);
    }
    if tld == Tld::Undelegated && knowledge::retired(suffix::top(domain)).is_some() {
        return Reading::quiet(tld, false);
    }
    let typed = Typed::new(domain, tld, ending);
    let mut candidates = Vec::new();
    if let Some(covering) = covering.filter(|_| !persona) {
        typed.below_known(knowledge, &covering, &mut candidates);
        return Reading { tld, known: true, candidates };
    }
    typed.by_name(knowledge, &mut candidates);
    typed.by_dots(knowledge, &mut candidates);
    typed.by_two_slips(&mut candidates);
    typed.by_register(&mut candidates);
    typed.by_doubled_ending(&mut candidates);
    look::candidates(knowledge, domain, &outline, &mut candidates);
    if !typed.delegated {
        typed.by_single_label(knowledge, &mut candidates);
        typed.by_ending(&mut candidates);
    }
    if !candidates.is_empty() {
        read_on(knowledge, &mut candidates);
        rank(domain, &mut candidates);
    }
    Reading { tld, known: false, candidates }
}

/// Where only the ending was mended, the name before it may be a slip as well: `ytahoo.fr` for `ytahoo.ff`. A name that nobody
/// knows is no better off under an ending that is a known slip.
fn read_on(knowledge: &Knowledge, candidates: &mut Vec<Candidate>) {
    for at in (0..candidates.len()).filter(|&at| candidates[at].class == Class::ENDING).collect::<Vec<_>>() {
        let reading = read(knowledge, &candidates[at].mended, false);
        let next = reading.candidates.first().filter(|next| next.odds > -TIE);
        if let Some(next) = next {
            let both = Candidate { slip: TWO_SLIPS, odds: candidates[at].odds + next.odds, ..next.clone() };
            if next.odds >= TIE {
                candidates[at] = both;
            } else {
                candidates.push(both);
            }
        }
    }
    candidates.retain(|candidate| {
        let mended = &candidate.mended;
        knowledge::risk_of(suffix::top(mended)).is_none() || knowledge.covering(mended).is_some()
    });
}

/// How many candidates anybody reads.
const MOST: usize = 5;

/// Likeliest first, each once.
fn rank(domain: &str, candidates: &mut Vec<Candidate>) {
    order::sort(candidates, |a, b| b.odds.cmp(&a.odds).then_with(|| a.mended.cmp(&b.mended)));
    candidates.retain(|candidate| candidate.mended != domain);
    let mut at = 1;
    while at < candidates.len().min(MOST) {
        if candidates[..at].iter().any(|better| better.mended == candidates[at].mended) {
            candidates.remove(at);
        } else {
            at += 1;
        }
    }
    candidates.truncate(MOST);
}

impl<'d> Typed<'d> {
    const fn new(domain: &'d str, tld: Tld, ending: usize) -> Typed<'d> {
        let (name, start) = suffix::name(domain, ending);
        let delegated = matches!(tld, Tld::Delegated);
        let suffix = tail(domain, ending);
        let mut typed = Typed { domain, name, suffix, delegated, start, ending, dotless: false };
        if start > 0 && name.len() <= 2 && endings::is_closed(suffix) {
            typed.delegated = false;
            (typed.name, typed.start) = suffix::name(domain, start);
            (typed.suffix, typed.ending) = (tail(domain, start), start);
        }
        if !typed.delegated {
            let ending = typed.suffix;
            let mut entries = Entries::under(hash(ending.as_bytes()).key(View::Squashed));
            while let Some(entry) = entries.next() {
                typed.dotless |= entry.class.is(Class::ENDING) && squash_alike(entry.name(), ending);
            }
        }
        typed
    }

    /// The labels before the name, with their dots.
    const fn before(&self) -> &'d str {
        slice(self.domain, 0, self.start)
    }
}
