//! The reading of a constant: what of the model a `const fn` can do, which allocates nothing.
//!
//! It weighs by the same prices as [`read`](super::read), and leaves out what takes memory or too long: the register of `.gov`,
//! pictures, and hosts below a known domain. What it finds, [`read`](super::read) finds too.

use super::candidate::{Candidate, are_same, compare};
use super::channel::{ENDING_SLIP, difference, two_slips_in_constant};
use super::dots::{DOT, dots, weigh_dots, weigh_run_on};
use super::endings::{
    ANY_SECOND_LEVEL, DOUBLED_ENDING, DOUBLED_ODDS, GENERIC, WRONG_SECOND_LEVEL, ending_difference, ending_odds,
};
use super::names::{is_any_two, large_providers, two_slips_odds, weigh, without_digits};
use super::{LIKELY, Part, TIE, Typed};
use crate::data::suffix::{self, squash_alike, squashed_hash};
use crate::data::{self, Class, Endings, Entries, NearKeys, View, hash};
use crate::knowledge::{self, Downward, Tld, built_in};
use crate::text::const_str::{ends_with, is_equal, slice, split_at_dot, tail};
use std::cmp::Ordering;

/// How a constant domain reads.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ConstReading {
    pub(crate) tld: Tld,
    /// Whether nothing is to be said of it, whatever its top-level domain.
    pub(crate) known: bool,
    best: Option<Candidate<'static>>,
    next: Option<Candidate<'static>>,
}

impl ConstReading {
    /// The likeliest candidate, if a slip is likely enough, and the one that ties with it.
    pub(crate) const fn slip(&self) -> Option<(Candidate<'static>, Option<Candidate<'static>>)> {
        match (self.best, self.next) {
            (Some(best), Some(next)) if best.odds >= LIKELY && best.odds - next.odds < TIE => Some((best, Some(next))),
            (Some(best), _) if best.odds >= LIKELY => Some((best, None)),
            _ => None,
        }
    }

    const fn push(&mut self, domain: &str, candidate: Candidate<'static>) {
        let pieces = candidate.pieces(domain);
        if are_same(pieces, [domain, ""]) {
            return;
        }
        let Some(best) = self.best else {
            self.best = Some(candidate);
            return;
        };
        if are_same(pieces, best.pieces(domain)) {
            if candidate.odds > best.odds {
                self.best = Some(candidate);
            }
        } else if is_before(&candidate, &best, domain) {
            (self.best, self.next) = (Some(candidate), Some(best));
        } else {
            match self.next {
                Some(next) if !is_before(&candidate, &next, domain) => {}
                _ => self.next = Some(candidate),
            }
        }
    }
}

/// Whether a candidate is likelier than another, or as likely and first in the alphabet.
const fn is_before(candidate: &Candidate<'_>, other: &Candidate<'_>, domain: &str) -> bool {
    candidate.odds > other.odds
        || candidate.odds == other.odds
            && matches!(compare(candidate.pieces(domain), other.pieces(domain)), Ordering::Less)
}

/// Reads `domain` (lower case, ASCII, no final dot), as [`read`](super::read) does.
pub(crate) const fn read(domain: &str, persona: bool) -> ConstReading {
    let mut downward = Downward::through(domain);
    // Where the known domain begins that this is or lies below, and its class.
    let mut covering = None;
    while let Some((at, _, entry)) = downward.next() {
        if let Some(entry) = entry {
            if entry.class.is(Class::MEANT) {
                covering = Some((at, entry.class));
            }
        }
    }
    let mut reading = ConstReading { tld: downward.tld, known: true, best: None, next: None };
    let top = if matches!(downward.tld, Tld::Delegated) { "" } else { suffix::top(domain) };
    let is_whole = top.len() == domain.len();
    if matches!(downward.tld, Tld::Reserved) && !is_whole {
        return reading;
    }
    if let Some((at, class)) = covering {
        let is_it = at == 0 && !(persona && class.is_only(Class::IN_USE));
        if is_it || !persona {
            return reading;
        }
    }
    reading.known = false;
    if matches!(downward.tld, Tld::Undelegated) && knowledge::retired(top).is_some() {
        return reading;
    }
    let typed = Typed::new(domain, downward.tld, downward.ending);
    by_name(&typed, &mut reading);
    by_dots(&typed, &mut reading);
    by_two_slips(&typed, &mut reading);
    by_doubled_ending(&typed, &mut reading);
    if !typed.delegated && !is_whole {
        by_ending(&typed, &mut reading);
    }
    reading
}

const fn by_name(typed: &Typed<'_>, reading: &mut ConstReading) {
    let name = typed.name;
    let near = NearKeys::of(name.as_bytes(), View::Near);
    let (keys, mut at) = (near.as_slice(), 0);
    let count = keys.len();
    while at < count {
        if data::may_file(keys[at]) {
            weigh_each(typed, typed.start, typed.ending, keys[at], reading);
        }
        at += 1;
    }
    let letters = without_digits(name);
    if letters.len() + 1 < name.len() && letters.len() >= 5 {
        weigh_each(typed, typed.start, typed.ending, hash(letters.as_bytes()).key(View::Near), reading);
    }
    let mut ending = typed.start;
    while ending > 0 && typed.ending - ending <= 24 {
        let (name, start) = suffix::name(typed.domain, ending);
        weigh_each(typed, start, ending, hash(name.as_bytes()).key(View::Near), reading);
        ending = start;
    }
}

const fn weigh_each(typed: &Typed<'_>, start: usize, ending: usize, key: u32, reading: &mut ConstReading) {
    let mut entries = Entries::under(key);
    while let Some(entry) = entries.next() {
        if !entry.class.is(Class::TARGET) {
            continue;
        }
        let known = built_in(entry);
        let written = slice(typed.domain, ending, typed.domain.len());
        let slip = match ending_difference(written, known.ending()) {
            None if !typed.delegated && typed.dotless.is_none() && written.len() > 2 => {
                match two_slips_in_constant(written, known.ending(), true) {
                    Some((cost, slip)) => (ENDING_SLIP + cost, slip),
                    None => continue,
                }
            }
            Some(slip) => slip,
            None => continue,
        };
        if let Some(candidate) = weigh(typed, start, ending, &known, slip) {
            reading.push(typed.domain, candidate);
        }
    }
}

const fn by_dots(typed: &Typed<'_>, reading: &mut ConstReading) {
    let mut entries = Entries::under(squashed_hash(typed.domain).key(View::Squashed));
    while let Some(entry) = entries.next() {
        if !entry.class.is(Class::TARGET) || !squash_alike(entry.name(), typed.domain) {
            continue;
        }
        let known = built_in(entry);
        let (odds, slip) = weigh_dots(typed, &known);
        reading.push(typed.domain, Candidate::new(&known, 0, slip, Part::Dots, odds));
    }
    let mut entries = Entries::under(squashed_hash(typed.name).key(View::Squashed));
    while let Some(entry) = entries.next() {
        if !entry.class.is(Class::TARGET) {
            continue;
        }
        let known = built_in(entry);
        if let Some((odds, slip)) = weigh_run_on(typed, &known) {
            reading.push(typed.domain, Candidate::new(&known, typed.start, slip, Part::Dots, odds));
        }
    }
}

const fn by_two_slips(typed: &Typed<'_>, reading: &mut ConstReading) {
    let name = typed.name;
    if name.is_empty() {
        return;
    }
    let (alike, mut at) = (large_providers(name.as_bytes()[0]), 0);
    while at < alike.len() {
        let provider = alike[at];
        at += 1;
        if !ends_with(provider, typed.suffix) {
            continue;
        }
        let meant = slice(provider, 0, (provider.len() - typed.suffix.len()).saturating_sub(1));
        let Some((cost, slip)) = two_slips_in_constant(name, meant, is_any_two(name, meant)) else { continue };
        let Some(entry) = data::lookup(provider) else { continue };
        let known = built_in(entry);
        if is_equal(known.ending(), typed.suffix) {
            let odds = two_slips_odds(name, &known, cost);
            reading.push(typed.domain, Candidate::new(&known, typed.start, slip, Part::Name, odds));
        }
    }
}

const fn by_doubled_ending(typed: &Typed<'_>, reading: &mut ConstReading) {
    let ending = typed.suffix;
    let kept = typed.ending.saturating_sub(1);
    let before = slice(typed.domain, 0, kept);
    let is_doubled = before.len() > ending.len()
        && ends_with(before, ending)
        && before.as_bytes()[kept - ending.len() - 1] == b'.'
        && !is_repetition(before, ending);
    if is_doubled {
        reading.push(typed.domain, Candidate::ending(kept, "", DOUBLED_ENDING, DOUBLED_ODDS));
    }
}

/// Whether all labels are the same one.
const fn is_repetition(domain: &str, label: &str) -> bool {
    let mut end = domain.len() + 1;
    while end > 0 {
        let (found, start) = suffix::name(domain, end);
        if !is_equal(found, label) {
            return false;
        }
        end = start;
    }
    true
}

const fn by_ending(typed: &Typed<'_>, reading: &mut ConstReading) {
    if typed.suffix.len() < 2 {
        return;
    }
    let mut place = 0;
    while place < 2 {
        let start = [typed.ending, typed.start][place];
        place += 1;
        if start == 0 {
            continue;
        }
        if typed.in_closed_registry() {
            by_second_level(typed, start, reading);
        } else {
            by_ending_at(typed, start, reading);
        }
    }
    if let (Some(entry), true) = (typed.dotless, typed.ending > 0) {
        let slip = (DOT, dots(typed.suffix, entry.name()));
        push_ending(typed, typed.ending, entry.name(), entry.rarity(), slip, reading);
    }
}

const fn push_ending(
    typed: &Typed<'_>,
    kept: usize,
    ending: &'static str,
    rarity: u8,
    (cost, slip): (i32, &'static str),
    reading: &mut ConstReading,
) {
    let odds = ending_odds(slice(typed.domain, 0, kept), ending, rarity, cost);
    reading.push(typed.domain, Candidate::ending(kept, ending, slip, odds));
}

const fn by_second_level(typed: &Typed<'_>, start: usize, reading: &mut ConstReading) {
    let written = tail(typed.domain, start);
    let mut endings = Endings::ALL;
    while let Some((ending, rarity)) = endings.next() {
        if split_at_dot(ending).is_some() && is_equal(suffix::top(ending), suffix::top(written)) {
            let slip = match difference(written.as_bytes(), ending.as_bytes()) {
                Some(slip) => slip,
                None => (ANY_SECOND_LEVEL, WRONG_SECOND_LEVEL),
            };
            push_ending(typed, start, ending, rarity, slip, reading);
        }
    }
}

const fn by_ending_at(typed: &Typed<'_>, start: usize, reading: &mut ConstReading) {
    let written = tail(typed.domain, start);
    let has_dot = split_at_dot(written).is_some();
    let near = NearKeys::of(written.as_bytes(), View::NearEnding);
    let (keys, mut at) = (near.as_slice(), 0);
    while at < keys.len() {
        let mut entries = Entries::under(keys[at]);
        at += 1;
        while let Some(entry) = entries.next() {
            let ending = entry.name();
            if !entry.class.is(Class::ENDING) || split_at_dot(ending).is_some() != has_dot {
                continue;
            }
            if let Some(slip) = difference(written.as_bytes(), ending.as_bytes()) {
                push_ending(typed, start, ending, entry.rarity(), slip, reading);
            }
        }
    }
    let mut at = 0;
    while at < GENERIC.len() && written.len() > 2 && !has_dot {
        let ending = GENERIC[at];
        at += 1;
        if let (Some(slip), Some(entry)) = (two_slips_in_constant(written, ending, true), data::lookup(ending)) {
            push_ending(typed, start, ending, entry.rarity(), slip, reading);
        }
    }
}
