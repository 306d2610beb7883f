//! Names in a closed registry: whose tables hold nearly all of them, so that one that is missing is rather a slip.

use super::candidate::{Candidate, compare};
use super::channel::{ENDING_SLIP, difference};
use super::meant::{known_elsewhere, name_meant};
use super::prices::price;
use super::{EVEN, LIKELY, Part, Slip, Typed};
use crate::data::lists::ending_words;
use crate::data::register::REGISTERS;
use crate::data::{self, Class, Endings, Entries, Entry, Singles, View, suffix};
use crate::knowledge::{Known, built_in};
use crate::text::const_str::{is_equal, is_one_of, slice, split_at_dot, starts_with, tail};
use crate::text::edit::Edit;
use std::cmp::Ordering;

/// How much likelier a slip is than a name missing from a register, before the price of the edit: one in 100 names is younger
/// than its table or older, and of a million such names one is one edit from another.
const REGISTER_GAP: i32 = price("register_gap");
/// Names so short are abbreviations, and lie close together.
const SHORT: usize = 5;
/// How much a host or a tree says for one of several.
const WITNESSED: i32 = price("witnessed");
/// How far ahead the likeliest of several has to be where the name is so short: ten to one.
const CLEAR: i32 = price("clear");

/// All names of a closed registry that are one edit from the typed one, each perhaps more than once.
pub(super) struct Registered<'t, 'd> {
    typed: &'t Typed<'d>,
    singles: Option<Singles<'d>>,
    entries: Entries,
}

impl<'t, 'd> Registered<'t, 'd> {
    pub(super) const fn near(typed: &'t Typed<'d>) -> Registered<'t, 'd> {
        let name = typed.name;
        let is_name = typed.delegated && !name.is_empty() && name.len() <= 40;
        let singles = if is_name && is_one_of(typed.suffix, REGISTERS) {
            let (_, text) = typed.domain.as_bytes().split_at(typed.start);
            Some(Singles::of(text, name.len()))
        } else {
            None
        };
        Registered { typed, singles, entries: Entries::NONE }
    }

    pub(super) const fn next(&mut self) -> Option<Candidate<'static>> {
        loop {
            while let Some(entry) = self.entries.next() {
                let found = weigh(self.typed, entry);
                if found.is_some() {
                    return found;
                }
            }
            let Some(singles) = &mut self.singles else { return None };
            let Some(hash) = singles.next() else { return None };
            self.entries = Entries::under(hash.key(View::Exact));
        }
    }
}

/// Whether a name is left to what stands beside it: too short, or an ending once more, or another before it. Below `.gov`, words of
/// three letters are made up in many a test.
const fn is_weak(typed: &Typed<'_>) -> bool {
    let least = if is_equal(typed.suffix, "mil") { 2 } else { 4 };
    typed.name.len() < least || data::class(typed.name).is(Class::TLD)
}

/// Whether a name is so short, and has such a letter of its own, that it is rather another abbreviation than one that few know: `fsam`
/// for `sam`. Those of the forces are known.
const fn is_abbreviation(typed: &Typed<'_>, candidate: &Candidate<'_>) -> bool {
    let is_known = candidate.class.is(Class::MILITARY.or(Class::PROVIDER).or(Class::HOST).or(Class::ORGANISATION));
    let is_of_its_own = matches!(candidate.slip, Slip::Edit(Edit::Insertion | Edit::Substitution));
    !is_known && is_of_its_own && typed.name.len() <= SHORT
}

/// The likeliest two that are one edit away. Among short ones a slip is denied only where nothing else is as near.
pub(super) const fn registered(typed: &Typed<'_>) -> [Option<Candidate<'static>>; 2] {
    let mut best = [None; 2];
    let mut near = Registered::near(typed);
    // Of most endings there is no register.
    if near.singles.is_none() {
        return best;
    }
    let is_weak = is_weak(typed);
    while let Some(candidate) = near.next() {
        if is_host_known(typed, &candidate) {
            best = with(best, Candidate { odds: candidate.odds + WITNESSED, ..candidate });
        } else if !is_weak && is_abbreviation(typed, &candidate) {
            best = with(best, Candidate { odds: EVEN, ..candidate });
        } else if !is_weak {
            best = with(best, candidate);
        } else if is_equal(typed.suffix, "mil") {
            // Nobody has such a name there either, but what was meant is anybody's guess.
            best = with(best, Candidate { odds: EVEN, ..candidate });
        }
    }
    if let [Some(first), Some(next)] = &mut best {
        let too_much = first.odds - (LIKELY - 1);
        if typed.name.len() <= SHORT && first.odds - next.odds < CLEAR && too_much > 0 {
            first.odds -= too_much;
            next.odds -= too_much;
        }
    }
    best
}

/// Those of them that the tree `names`: of several that are as near, each of these was rather meant than the others.
#[cfg(feature = "tree")]
pub(super) fn witnessed(typed: &Typed<'_>, names: impl Fn(&str) -> bool, candidates: &mut Vec<Candidate<'_>>) {
    let mut near = Registered::near(typed);
    while let Some(candidate) = near.next() {
        if names(candidate.target) {
            candidates.push(Candidate { odds: candidate.odds + WITNESSED, ..candidate });
        }
    }
}

/// Whether a candidate is known with the labels that stand before the typed name. Everybody has `www` there.
const fn is_host_known(typed: &Typed<'_>, candidate: &Candidate<'_>) -> bool {
    /// Longer than any name in the tables.
    const MOST: usize = 96;
    let (kept, target) = (candidate.kept, candidate.target.as_bytes());
    if is_one_of(slice(typed.domain, 0, typed.start), &["", "www.", "wwww."]) || kept + target.len() > MOST {
        return false;
    }
    let (mut mended, mut at) = ([0; MOST], 0);
    while at < kept + target.len() {
        mended[at] = if at < kept { typed.domain.as_bytes()[at] } else { target[at - kept] };
        at += 1;
    }
    match std::str::from_utf8(mended.split_at(at).0) {
        Ok(mended) => data::class(mended).is(Class::TARGET),
        Err(_) => false,
    }
}

/// The second levels of countries of which one letter less is another's: those of governments, and the commercial ones.
const SECOND_LEVELS: &[&str] = ending_words::SLIPPED_LEVEL.as_slice();
/// How many of them are governments'.
const GOVERNMENTS: usize = 2;
/// How unlikely it is that somebody has hosts below a name that is one letter from a government's second level.
const HOST_THERE: i32 = price("host_there");
/// How unlikely it is below a name that is one slip of the fingers from a commercial one, beside that one.
const HOST_BELOW_SLIP: i32 = price("host_below_slip");

/// Whether a name is one of those but for a slip: to look for the level itself takes long.
const fn is_near_second_level(name: &str) -> bool {
    let (mut at, mut is_near) = (0, false);
    while at < SECOND_LEVELS.len() && name.len() <= 4 {
        is_near |= second_level_slip(name, at).is_some();
        at += 1;
    }
    is_near
}

/// Whether a domain may be a second level of a country but for a slip: of a host below it, more is said than of itself.
pub(crate) fn may_be_second_level(domain: &str) -> bool {
    domain.split_once('.').is_some_and(|(name, top)| top.len() == 2 && is_near_second_level(name))
}

/// The slip that made `name` of one of the second levels. Names of three letters are near the commercial ones by the dozen, so that of
/// those it has to be the fingers' own: `con`, but not `dom`.
const fn second_level_slip(name: &str, level: usize) -> Option<(i32, Slip)> {
    let (name, meant) = (name.as_bytes(), SECOND_LEVELS[level].as_bytes());
    let found = difference(name, meant);
    let is_slip_of_fingers = match found {
        Some((_, Slip::Edit(Edit::Transposition | Edit::NearKey | Edit::Doubling))) => name[0] == meant[0],
        _ => false,
    };
    if level < GOVERNMENTS || is_slip_of_fingers { found } else { None }
}

/// A second level of a country's registry but for a slip, and the names below it: `hmrc.go.uk`, `gob.uk`, `yahoo.con.cn`.
pub(super) const fn second_level(typed: &Typed<'_>) -> Option<Candidate<'static>> {
    if !typed.delegated || typed.suffix.len() != 2 || !is_near_second_level(typed.name) {
        return None;
    }
    let mut endings = Endings::ALL;
    while let Some((ending, rarity)) = endings.next() {
        let Some((level, top)) = split_at_dot(ending) else { continue };
        let at = place_of(level);
        if !is_equal(top, typed.suffix) || at == SECOND_LEVELS.len() {
            continue;
        }
        // Who works for the health service is named after it: `nhsp.uk`.
        if is_equal(level, "nhs") && starts_with(typed.name, level) {
            continue;
        }
        let Some((cost, slip)) = second_level_slip(typed.name, at) else { continue };
        let (cost, rarity) = (ENDING_SLIP + cost, rarity as i32);
        if !is_one_of(slice(typed.domain, 0, typed.start), &["", "www."]) {
            let host = suffix::name(typed.domain, typed.start).0;
            // How many names lie below the commercial ones says as much for either.
            let there = if at < GOVERNMENTS { HOST_THERE - rarity } else { HOST_BELOW_SLIP + known_elsewhere(host) };
            return Some(Candidate::ending(typed.start, ending, slip, there - cost));
        }
        // By itself it is a name like any other.
        return match data::lookup(ending) {
            Some(site) if site.class.is(Class::TARGET) => {
                let odds = name_meant(typed.name, typed.suffix) - cost - rarity;
                Some(Candidate::new(&built_in(site), typed.start, slip, Part::Ending, odds))
            }
            _ => None,
        };
    }
    None
}

/// Which of the second levels this is; their number, where it is none.
const fn place_of(level: &str) -> usize {
    let mut at = 0;
    while at < SECOND_LEVELS.len() && !is_equal(SECOND_LEVELS[at], level) {
        at += 1;
    }
    at
}

const fn weigh(typed: &Typed<'_>, entry: Entry) -> Option<Candidate<'static>> {
    if !entry.class.is(Class::GOVERNMENT.or(Class::MILITARY)) {
        return None;
    }
    let known = built_in(entry);
    if !is_equal(known.ending(), typed.suffix) || !known.before().is_empty() || is_of_another_state(typed.name, &known)
    {
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
    if name.len() < 2 {
        return false;
    }
    let (rest, state) = (slice(name, 0, name.len() - 2), tail(name, name.len() - 2));
    let known = known.name();
    if !starts_with(known, rest) {
        return false;
    }
    let other = tail(known, rest.len());
    !is_equal(other, state) && data::is_state(other) && data::is_state(state)
}

#[cfg(test)]
mod tests {
    use crate::{Checker, Level};

    /// What is suggested in a text.
    fn suggested(text: &str) -> Option<String> {
        let findings = Checker::default().text("b.md", text.as_bytes()).findings;
        findings.into_iter().find_map(|finding| finding.suggestion)
    }

    #[test]
    fn a_second_level_is_known_but_for_a_slip() {
        for (text, meant) in [
            ("jo@yahoo.con.cn", "jo@yahoo.com.cn"),
            ("jo@fabrikam.cmo.br", "jo@fabrikam.com.br"),
            ("jo@fabrikam.ogr.uk", "jo@fabrikam.org.uk"),
            ("jo@fabrikam.gob.uk", "jo@fabrikam.gov.uk"),
        ] {
            assert_eq!(suggested(text).as_deref(), Some(meant), "{text}");
        }
        for text in ["jo@fabrikam.dom.ru", "jo@fabrikam.jedu.pe", "jo@con.cn", "see https://fabrikam.con.cn/"] {
            assert_eq!(suggested(text), None, "{text}");
        }
    }

    #[test]
    fn a_short_name_with_a_letter_of_its_own_is_another_abbreviation() {
        let told = |text: &str| -> Vec<Level> {
            Checker::default().text("b.md", text.as_bytes()).findings.iter().map(|finding| finding.level).collect()
        };
        assert_eq!(told("see https://www.fsam.gov/"), [Level::Warn]);
        assert_eq!(told("see https://www.samm.gov/"), [Level::Deny]);
        assert_eq!(told("see https://www.nnist.gov/"), [Level::Deny]);
        assert_eq!(told("see https://www.nistz.gov/"), [Level::Deny]);
        assert_eq!(told("see https://www.armyx.mil/"), [Level::Deny]);
    }

    #[test]
    fn a_known_host_says_it_as_well() {
        assert_eq!(suggested("jo@us.f.mil").as_deref(), Some("jo@us.af.mil"));
        assert_eq!(suggested("jo@y.go.uk").as_deref(), Some("jo@y.gov.uk"));
        assert_eq!(suggested("see https://smpt.fabrikam.org/").as_deref(), Some("smtp.fabrikam.org"));
        // That is a provider by itself.
        assert_eq!(suggested("see https://imap.mail.com/"), None);
    }
}
