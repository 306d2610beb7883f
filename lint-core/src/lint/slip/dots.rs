//! Slips in the dots and hyphens: one left out, moved or put in.

use super::channel::{ENDING_SLIP, NAME_SLIP, SECOND_SLIP, difference};
use super::meant::{LITTLE_USED, NEVER, company, name_meant};
use super::prices::price;
use super::{Candidate, Part, Slip, Typed};
use crate::data::suffix::{self, squash_alike};
use crate::data::{self, Class};
use crate::knowledge::Known;
use crate::text::const_str::{Joined, ends_with, find, is_equal, slice, split_at_dot, tail};

/// The price of a slip at a dot or hyphen.
pub(super) const DOT: i32 = price("dot");

/// A provider whose name is all there is, dots aside: `gmail`, `gmai.l`.
pub(super) const fn weigh_alone<'k>(typed: &Typed<'_>, known: &Known<'k>) -> Option<Candidate<'k>> {
    // Other words are parted by a dot for fun, with an ending that nobody has: `addr.ess`.
    let is_meant = split_at_dot(typed.domain).is_none() || known.rarity < LITTLE_USED;
    let name = known.name();
    let is_provider = known.class.is(Class::PROVIDER) && name.len() > 3 && count(name, b'-') == 0;
    if is_provider && is_meant && squash_alike(name, typed.domain) {
        Some(single_label(known, Slip::EndingOmitted, ENDING_SLIP + 12))
    } else {
        None
    }
}

/// A known name of one label: `localhsot`. Names inside a network are short and many; only long ones are told apart.
pub(super) const fn weigh_host<'k>(typed: &Typed<'_>, known: &Known<'k>) -> Option<Candidate<'k>> {
    match difference(typed.domain.as_bytes(), known.domain.as_bytes()) {
        Some((cost, slip)) if split_at_dot(known.domain).is_none() => Some(single_label(known, slip, NAME_SLIP + cost)),
        _ => None,
    }
}

const fn single_label<'k>(known: &Known<'k>, slip: Slip, cost: i32) -> Candidate<'k> {
    Candidate::new(known, 0, slip, Part::Dots, NEVER - cost - known.rarity as i32)
}

/// How much likelier a slip in the dots and hyphens of a known domain is than the domain as typed, and which.
pub(super) const fn weigh_dots(typed: &Typed<'_>, known: &Known<'_>) -> (i32, Slip) {
    let slip = dots(typed.domain, known.domain);
    // Nobody's finger strays to the hyphen within a word: who writes one knows a name that has it.
    let (is_company, is_parted) = (company(known, "") > 0, typed.name.len() > known.name().len());
    let hyphen = match (is_company, is_parted) {
        _ if !matches!(slip, Slip::Hyphen) => 0,
        (true, true) => 36,
        (true, false) => 20,
        (false, true) => 16,
        (false, false) => 0,
    };
    let meant = if !typed.delegated {
        NEVER
    } else if split_at_dot(known.domain).is_none() {
        // Nobody parts `localhost` into a name and an ending.
        0
    } else {
        name_meant(typed.name, typed.suffix) + host_meant(slice(typed.domain, 0, typed.start))
    };
    (meant - NAME_SLIP - DOT - known.rarity as i32 - hyphen, slip)
}

/// How unlikely it is that a domain has just this host, given by the labels before its name, with their dots: of ten domains
/// at most one has any that is a word, and what is left of a name that a dot cut in two is none.
const fn host_meant(before: &str) -> i32 {
    let label = slice(before, 0, before.len().saturating_sub(1));
    let label = suffix::top(label);
    match label.len() {
        0 => 0,
        1 => 12,
        _ if data::class(label).is(Class::WORD) => 10,
        2 => 20,
        _ => 30,
    }
}

/// A known domain whose name runs on into the ending, and the ending, or the commonest, stands behind it: `gmailcom.com`,
/// `hotmailfr.com`.
pub(super) const fn weigh_run_on<'k>(typed: &Typed<'_>, known: &Known<'k>) -> Option<Candidate<'k>> {
    let same_ending = is_equal(typed.suffix, known.ending());
    let is_plausible = same_ending || is_equal(typed.suffix, "com");
    // Short names have words such as `com` behind them in many a name.
    if !typed.delegated || known.name().len() < 4 || !is_plausible || !squash_alike(typed.name, known.domain) {
        return None;
    }
    // Names that end in `com` or a country's code are coined on purpose too.
    let meant = name_meant(typed.name, typed.suffix) - 10;
    // Two letters end many a name of one that works with it: `claudeai.ai`.
    let short = if company(known, "") > 0 && known.ending().len() == 2 { 30 } else { 0 };
    let cost = NAME_SLIP + DOT + SECOND_SLIP + if same_ending { 0 } else { 7 } + company(known, typed.name) + short;
    let slip = if same_ending { Slip::DoubledEnding } else { Slip::Two };
    Some(Candidate::new(known, typed.start, slip, Part::Dots, meant - cost - known.rarity as i32))
}

/// How the dots and hyphens differ.
pub(super) const fn dots(typed: &str, meant: &str) -> Slip {
    let (typed_dots, meant_dots) = (count(typed, b'.'), count(meant, b'.'));
    let (typed_hyphens, meant_hyphens) = (count(typed, b'-'), count(meant, b'-'));
    if typed_dots < meant_dots {
        if count(typed, b'/') > 0 {
            Slip::SlashForDot
        } else if count(typed, b',') > 0 {
            Slip::CommaForDot
        } else if typed_hyphens > meant_hyphens {
            Slip::HyphenForDot
        } else {
            Slip::DotOmitted
        }
    } else if typed_dots > meant_dots {
        if typed_hyphens < meant_hyphens { Slip::DotForHyphen } else { Slip::SurplusDot }
    } else if typed_hyphens != meant_hyphens {
        Slip::Hyphen
    } else {
        Slip::DotMoved
    }
}

/// The domain without its name, where that is the end of the label before it once more and long enough to be no name by chance:
/// `raw.githubusercontent.com`.
pub(super) const fn without_doubled_part(typed: &Typed<'_>) -> Option<Joined> {
    const LONG: usize = 6;
    let before = slice(typed.domain, 0, typed.start.saturating_sub(1));
    if typed.name.len() < LONG || !ends_with(before, typed.name) {
        return None;
    }
    Some(Joined::of(&[before, ".", typed.suffix]))
}

/// A known host against one that has a part of it twice.
pub(super) const fn weigh_doubled_part<'k>(typed: &Typed<'_>, known: &Known<'k>) -> Option<Candidate<'k>> {
    match without_doubled_part(typed) {
        Some(host) if is_equal(host.as_str(), known.domain) => {
            let meant = name_meant(typed.name, typed.suffix) + host_meant(slice(typed.domain, 0, typed.start));
            let odds = meant - NAME_SLIP - DOT - known.rarity as i32;
            Some(Candidate::new(known, 0, Slip::DoubledPart, Part::Dots, odds))
        }
        _ => None,
    }
}

/// The domain with a dot for its comma, if it has one: `www,fabrikam.org`.
pub(super) const fn without_comma(domain: &str) -> Option<Joined> {
    let comma = find(domain.as_bytes(), 0, domain.len(), b',');
    if comma == domain.len() {
        return None;
    }
    Some(Joined::of(&[slice(domain, 0, comma), ".", tail(domain, comma + 1)]))
}

const fn count(text: &str, what: u8) -> usize {
    let (mut count, mut at) = (0, 0);
    while at < text.len() {
        count += (text.as_bytes()[at] == what) as usize;
        at += 1;
    }
    count
}
