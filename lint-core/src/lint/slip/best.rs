//! The reading of a constant: of the candidates the likeliest two, for which nothing is allocated.
//!
//! It comes to what [`read`](super::read) comes to where no names are given, but for domains in other letters than those of ASCII.

use super::built_in::BuiltIn;
use super::candidate::{Candidate, are_same, compare};
use super::meant::is_number;
use super::names::MISNAMED_SERVICE;
use super::{EVEN, LIKELY, Part, Slip, TIE, Typed};
use crate::data::{self, Class, Entry, Hash, suffix};
use crate::knowledge::{self, Downward, Tld, built_in, risk_of};
use crate::lint::look::picture;
use crate::text::const_str::Joined;
use crate::text::skeleton::Readings;
use std::cmp::Ordering;

/// How a constant domain reads.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ConstReading {
    pub(crate) tld: Tld,
    /// Whether nothing is to be said of it, whatever its top-level domain.
    pub(crate) known: bool,
    /// The domain with the label of a service first, where that is what was meant.
    seen: Option<Joined>,
    best: Option<Candidate<'static>>,
    next: Option<Candidate<'static>>,
}

impl ConstReading {
    /// The likeliest candidate, if a slip is likely enough to be taken for one.
    pub(crate) const fn likely(&self) -> Option<Candidate<'static>> {
        match self.best {
            Some(best) if best.odds >= LIKELY => Some(best),
            _ => None,
        }
    }

    /// The likeliest candidate, if a slip is at least as likely as not, and the one that ties with it.
    pub(crate) const fn slip(&self) -> Option<(Candidate<'static>, Option<Candidate<'static>>)> {
        match (self.best, self.next) {
            (Some(best), Some(next)) if best.odds >= EVEN && best.odds - next.odds < TIE => Some((best, Some(next))),
            (Some(best), _) if best.odds >= EVEN => Some((best, None)),
            _ => None,
        }
    }

    /// Whether its ending would get a finding although it is no slip of a known one.
    pub(crate) const fn is_doubtful(&self, domain: &str) -> bool {
        matches!(self.tld, Tld::Undelegated) || !self.known && risk_of(suffix::top(domain)).is_some()
    }

    const fn take(&mut self, domain: &str, mut found: BuiltIn<'_, '_>) {
        while let Some(candidate) = found.next() {
            if candidate.is_ending() {
                self.read_on(domain, candidate);
            } else {
                self.push(domain, candidate);
            }
        }
    }

    /// The domain as a candidate mends it.
    pub(crate) const fn mended(&self, domain: &str, candidate: &Candidate<'_>) -> Joined {
        match (&self.seen, candidate.part) {
            (Some(seen), Part::Service) => *seen,
            _ => candidate.mended(domain),
        }
    }

    /// The domain with the label of a service first, where nothing else is to be said.
    const fn take_service(&mut self, typed: &Typed<'_>) {
        if let (None, Some((seen, slip))) = (self.best, typed.by_first_label()) {
            self.best = Some(Candidate::service(seen.as_str().len(), slip, MISNAMED_SERVICE));
            self.seen = Some(seen);
        }
    }

    /// Known domains that the name is taken for where its letters run together.
    const fn take_pictures(&mut self, domain: &str, start: usize, ending: usize) {
        let mut readings = Readings::of(domain.as_bytes(), start);
        while let Some((reading, len)) = readings.next() {
            if let Some(entry) = data::lookup_hashed(reading, 0, len, Hash::EMPTY.push(reading, 0, len)) {
                if entry.class.is(Class::MEANT) {
                    self.push(domain, picture(&built_in(entry), domain, (start, ending), self.tld));
                }
            }
        }
    }

    /// Where only the ending was mended, the name before it may be a slip as well.
    const fn read_on(&mut self, domain: &str, ending: Candidate<'static>) {
        let Some(next) = read(ending.mended(domain).as_str(), false).best else { return self.push(domain, ending) };
        // The label of a service is none of the name.
        if matches!(next.part, Part::Service) {
            return self.push(domain, ending);
        }
        if next.odds < TIE {
            self.push(domain, ending);
        }
        if next.odds > -TIE {
            self.push(domain, Candidate { slip: Slip::Two, odds: ending.odds + next.odds, ..next });
        }
    }

    const fn push(&mut self, domain: &str, candidate: Candidate<'static>) {
        let pieces = candidate.pieces(domain);
        // A name that nobody knows is no better off under an ending that is a known slip.
        if are_same(pieces, [domain, ""])
            || candidate.is_risky(domain) && !is_covered(candidate.mended(domain).as_str())
        {
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

/// Whether a domain is a known one or lies below one.
const fn is_covered(domain: &str) -> bool {
    ConstOutline::of(domain).covering.is_some()
}

/// Whether nothing is to be said of a domain as a candidate mends it.
pub(crate) const fn is_quiet(mended: &str, by: &Candidate<'_>) -> bool {
    by.is_known() || {
        let reading = read(mended, false);
        reading.slip().is_none() && !reading.is_doubtful(mended)
    }
}

/// How a domain is put together.
#[derive(Clone, Copy)]
struct ConstOutline {
    tld: Tld,
    ending: usize,
    /// The known domain that it is or lies below, and where that begins.
    covering: Option<(usize, Entry)>,
}

impl ConstOutline {
    /// That of a domain (lower case, ASCII, no final dot).
    const fn of(domain: &str) -> ConstOutline {
        let (mut downward, mut covering) = (Downward::through(domain), None);
        while let Some((at, _, entry)) = downward.next() {
            if let Some(entry) = entry {
                if entry.class.is(Class::MEANT) {
                    covering = Some((at, entry));
                }
            }
        }
        ConstOutline { tld: downward.tld, ending: downward.ending, covering }
    }

    /// Whether it is a known one, of which there is nothing to say.
    const fn is_known(&self, persona: bool) -> bool {
        match self.covering {
            Some((at, entry)) => at == 0 && !(persona && entry.class.is_only(Class::IN_USE)),
            None => false,
        }
    }
}

/// Reads `domain` (lower case, ASCII, no final dot), as [`read`](super::read) does.
pub(crate) const fn read(domain: &str, persona: bool) -> ConstReading {
    let outline = ConstOutline::of(domain);
    let ConstOutline { tld, ending, covering } = outline;
    let mut reading = ConstReading { tld, known: true, seen: None, best: None, next: None };
    let top = if matches!(tld, Tld::Delegated) { "" } else { suffix::top(domain) };
    match tld {
        Tld::Reserved if top.len() < domain.len() => return reading,
        Tld::Undelegated if is_number(top) => return reading,
        _ => {}
    }
    if outline.is_known(persona) {
        return reading;
    }
    if let (Some((_, covering)), false) = (covering, persona) {
        let typed = Typed::new(domain, tld, ending);
        reading.take(domain, BuiltIn::below(&typed, built_in(covering)));
        reading.take_service(&typed);
        return reading;
    }
    reading.known = false;
    if matches!(tld, Tld::Undelegated) && knowledge::retired(top).is_some() {
        return reading;
    }
    let typed = Typed::new(domain, tld, ending);
    reading.take(domain, BuiltIn::all(&typed));
    let start = if typed.ending == ending { typed.start } else { suffix::name(domain, ending).1 };
    reading.take_pictures(domain, start, ending);
    reading.take_service(&typed);
    reading
}
