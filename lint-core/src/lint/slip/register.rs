//! Names in a closed registry: whose tables hold nearly all of them, so that one that is missing is rather a slip.

use super::candidate::{Candidate, compare};
use super::channel::difference;
use super::{LIKELY, Part, Typed};
use crate::data::{self, Class, Entries, Entry, Singles, View};
use crate::knowledge::{Known, built_in};
use crate::text::const_str::{is_equal, is_one_of, slice, starts_with, tail};
use std::cmp::Ordering;

/// The endings below which nobody outside of a government registers, and whose names the tables hold nearly all: a name that is
/// in none of them is rather a slip than a stranger's.
const REGISTERS: [&str; 3] = ["gov", "gov.uk", "mil"];
/// How much likelier a slip is than a name missing from a register, before the price of the edit: one in 100 names is younger
/// than its table or older, and of a million such names one is one edit from another.
const REGISTER_GAP: i32 = 60;
/// Names so short are abbreviations, and lie close together.
const SHORT: usize = 5;
/// How far ahead the likeliest of several has to be where the name is so short: ten to one.
const CLEAR: i32 = 10;

/// The likeliest two that are one edit away. Among short ones a slip is denied only where nothing else is as near.
pub(super) const fn registered(typed: &Typed<'_>) -> [Option<Candidate<'static>>; 2] {
    let (name, mut best) = (typed.name, [None; 2]);
    // Below `.gov`, words of three letters are made up in many a test.
    let least = if is_equal(typed.suffix, "mil") { 2 } else { 4 };
    if !typed.delegated || !is_one_of(typed.suffix, &REGISTERS) || name.len() < least || name.len() > 40 {
        return best;
    }
    // An ending once more, or another before it, is no name.
    if data::class(name).is(Class::TLD) {
        return best;
    }
    let (_, text) = typed.domain.as_bytes().split_at(typed.start);
    let mut singles = Singles::of(text, name.len());
    while let Some(hash) = singles.next() {
        let key = hash.key(View::Exact);
        if !data::may_file(key) {
            continue;
        }
        let mut entries = Entries::under(key);
        while let Some(entry) = entries.next() {
            if let Some(candidate) = weigh(typed, entry) {
                best = with(best, candidate);
            }
        }
    }
    if let [Some(first), Some(next)] = &mut best {
        let too_much = first.odds - (LIKELY - 1);
        if name.len() <= SHORT && first.odds - next.odds < CLEAR && too_much > 0 {
            first.odds -= too_much;
            next.odds -= too_much;
        }
    }
    best
}

const fn weigh(typed: &Typed<'_>, entry: Entry) -> Option<Candidate<'static>> {
    if !entry.class.is(Class::GOVERNMENT.or(Class::MILITARY)) {
        return None;
    }
    let known = built_in(entry);
    if !is_equal(known.ending(), typed.suffix) || is_of_another_state(typed.name, &known) {
        return None;
    }
    match difference(typed.name.as_bytes(), known.name().as_bytes()) {
        Some((cost, slip)) => Some(Candidate::new(&known, typed.start, slip, Part::Name, REGISTER_GAP - cost)),
        None => None,
    }
}

/// The best two of three; each is found in several ways.
const fn with(best: [Option<Candidate<'static>>; 2], new: Candidate<'static>) -> [Option<Candidate<'static>>; 2] {
    match best {
        [None, _] => [Some(new), None],
        [Some(first), next] if is_equal(first.target, new.target) => [Some(first), next],
        [Some(first), next] if is_before(&new, &first) => {
            let _ = next;
            [Some(new), Some(first)]
        }
        [first, Some(next)] if is_equal(next.target, new.target) || is_before(&next, &new) => [first, Some(next)],
        [first, _] => [first, Some(new)],
    }
}

const fn is_before(candidate: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    let first = matches!(compare([candidate.target, ""], [other.target, ""]), Ordering::Less);
    candidate.odds > other.odds || candidate.odds == other.odds && first
}

/// Whether a name is a known one but for the state that both end in, as counties of the same name are told apart.
const fn is_of_another_state(name: &str, known: &Known<'_>) -> bool {
    let (rest, state) = (slice(name, 0, name.len() - 2), tail(name, name.len() - 2));
    let known = known.name();
    if !starts_with(known, rest) {
        return false;
    }
    let other = tail(known, rest.len());
    !is_equal(other, state) && data::is_state(other) && data::is_state(state)
}
