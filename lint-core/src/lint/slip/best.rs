//! The reading of a constant: of the candidates of the built-in tables the likeliest two, for which nothing is allocated.
//!
//! What takes memory or too long is left out: pictures, hosts below a domain in use, and names under endings that are mended too. What it finds,
//! [`read`](super::read) finds too.

use super::built_in::BuiltIn;
use super::candidate::{Candidate, are_same, compare};
use super::{LIKELY, TIE, Typed};
use crate::data::{Class, suffix};
use crate::knowledge::{self, Downward, Tld, built_in};
use crate::text::const_str::is_equal;
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

    const fn take(&mut self, domain: &str, mut found: BuiltIn<'_, '_>) {
        while let Some(candidate) = found.next() {
            self.push(domain, candidate);
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
    // Where the known domain begins that this is or lies below, and what it is.
    let mut covering = None;
    while let Some((at, _, entry)) = downward.next() {
        if let Some(entry) = entry {
            if entry.class.is(Class::MEANT) {
                covering = Some((at, built_in(entry)));
            }
        }
    }
    let mut reading = ConstReading { tld: downward.tld, known: true, best: None, next: None };
    let top = if matches!(downward.tld, Tld::Delegated) { "" } else { suffix::top(domain) };
    let is_whole = top.len() == domain.len();
    if matches!(downward.tld, Tld::Reserved) && !is_whole {
        return reading;
    }
    if let Some((at, covering)) = covering {
        let is_it = at == 0 && !(persona && covering.class.is_only(Class::IN_USE));
        if is_it {
            return reading;
        }
        if !persona {
            let typed = Typed::new(domain, downward.tld, downward.ending);
            if !covering.class.is(Class::MILITARY.or(Class::GOVERNMENT)) && !covering.class.is_only(Class::IN_USE) {
                reading.take(domain, BuiltIn::by_dots(&typed, covering));
            } else if is_equal(covering.domain, typed.suffix) {
                reading.take(domain, BuiltIn::registered(&typed));
            }
            return reading;
        }
    }
    reading.known = false;
    if matches!(downward.tld, Tld::Undelegated) && knowledge::retired(top).is_some() {
        return reading;
    }
    let typed = Typed::new(domain, downward.tld, downward.ending);
    reading.take(domain, BuiltIn::all(&typed));
    reading
}
