//! Slips in the dots and hyphens: one left out, moved or put in.

use super::channel::{ENDING_SLIP, NAME_SLIP, SECOND_SLIP, TWO_SLIPS, difference};
use super::endings::DOUBLED_ENDING;
use super::meant::{LITTLE_USED, NEVER, company, name_meant};
use super::{Candidate, Part, Typed};
use crate::data::suffix::{self, squash, squash_alike, squashed_hash};
use crate::data::{self, Class, View};
use crate::knowledge::{Knowledge, Known};
use crate::text::const_str::{is_equal, slice, split_at_dot};

const HYPHEN: &str = "hyphen";
/// The price of a slip at a dot or hyphen.
pub(super) const DOT: i32 = 12;

impl Typed<'_> {
    /// Known domains that are the typed one but for dots and hyphens. Where that lies below a known one, `e.mail.de`, only a
    /// commoner one was meant, or the same.
    pub(super) fn by_dots<'k>(
        &self,
        knowledge: &'k Knowledge,
        covering: Option<&Known<'_>>,
        candidates: &mut Vec<Candidate<'k>>,
    ) {
        knowledge.each(squashed_hash(self.domain).key(View::Squashed), |known| {
            let is_host = covering.is_some_and(|covering| {
                known.rarity >= covering.rarity && known.domain != covering.domain && !known.protected
            });
            if is_host || !squash_alike(known.domain, self.domain) {
                return;
            }
            let (odds, slip) = weigh_dots(self, &known);
            candidates.push(Candidate::new(&known, 0, slip, Part::Dots, odds));
        });
        knowledge.each(squashed_hash(self.name).key(View::Squashed), |known| {
            if let Some((odds, slip)) = weigh_run_on(self, &known) {
                candidates.push(Candidate::new(&known, self.start, slip, Part::Dots, odds));
            }
        });
    }

    /// Providers whose name is all there is, dots aside (`gmail`, `gmai.l`), and known names of one label (`localhsot`).
    pub(super) fn by_single_label<'k>(&self, knowledge: &'k Knowledge, candidates: &mut Vec<Candidate<'k>>) {
        let mut push = |known: &Known<'k>, slip: &'static str, cost: i32| {
            let odds = NEVER - cost - i32::from(known.rarity);
            candidates.push(Candidate::new(known, 0, slip, Part::Dots, odds));
        };
        knowledge.each(squashed_hash(self.domain).key(View::Near), |known| {
            let name = known.name();
            // Other words are parted by a dot for fun, with an ending that nobody has: `addr.ess`.
            let is_meant = !self.domain.contains('.') || known.rarity < LITTLE_USED;
            if known.class.is(Class::PROVIDER) && name.len() > 3 && is_meant && name.as_bytes() == squash(self.domain) {
                push(&known, "ending omitted", ENDING_SLIP + 12);
            }
        });
        if !self.domain.contains('.') {
            knowledge.each_near(self.domain, |known| {
                if known.domain.contains('.') {
                    return;
                }
                // Names inside a network are short and many; only long ones are told apart.
                if let Some((cost, slip)) = difference(self.domain.as_bytes(), known.domain.as_bytes()) {
                    push(&known, slip, NAME_SLIP + cost);
                }
            });
        }
    }
}

/// How much likelier a slip in the dots and hyphens of a known domain is than the domain as typed, and a noun for it.
pub(super) const fn weigh_dots(typed: &Typed<'_>, known: &Known<'_>) -> (i32, &'static str) {
    let slip = dots(typed.domain, known.domain);
    // Nobody's finger strays to the hyphen within a word: who writes one knows a name that has it.
    let parted = if typed.name.len() > known.name().len() { 36 } else { 20 };
    let hyphen = if is_equal(slip, HYPHEN) && company(known, "") > 0 { parted } else { 0 };
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

/// The same where the name runs on into the ending, and the ending, or the commonest, stands behind it: `gmailcom.com`,
/// `hotmailfr.com`.
pub(super) const fn weigh_run_on(typed: &Typed<'_>, known: &Known<'_>) -> Option<(i32, &'static str)> {
    let same_ending = is_equal(typed.suffix, known.ending());
    let is_plausible = same_ending || is_equal(typed.suffix, "com");
    // Short names have words such as `com` behind them in many a name.
    if !typed.delegated || known.name().len() < 4 || !is_plausible || !squash_alike(typed.name, known.domain) {
        return None;
    }
    // Names that end in `com` or a country's code are coined on purpose too.
    let meant = name_meant(typed.name, typed.suffix) - 10;
    let cost = NAME_SLIP + DOT + SECOND_SLIP + if same_ending { 0 } else { 7 } + company(known, typed.name);
    let slip = if same_ending { DOUBLED_ENDING } else { TWO_SLIPS };
    Some((meant - cost - known.rarity as i32, slip))
}

/// A noun for how the dots and hyphens differ.
pub(super) const fn dots(typed: &str, meant: &str) -> &'static str {
    let (typed_dots, meant_dots) = (count(typed, b'.'), count(meant, b'.'));
    let (typed_hyphens, meant_hyphens) = (count(typed, b'-'), count(meant, b'-'));
    if typed_dots < meant_dots {
        if typed_hyphens > meant_hyphens { "hyphen for dot" } else { "dot omitted" }
    } else if typed_dots > meant_dots {
        if typed_hyphens < meant_hyphens { "dot for hyphen" } else { "surplus dot" }
    } else if typed_hyphens != meant_hyphens {
        HYPHEN
    } else {
        "dot moved"
    }
}

const fn count(text: &str, what: u8) -> usize {
    let (mut count, mut at) = (0, 0);
    while at < text.len() {
        count += (text.as_bytes()[at] == what) as usize;
        at += 1;
    }
    count
}
