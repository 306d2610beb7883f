//! Slips in the ending: another top-level domain or public suffix, one too many, one left out.

use super::channel::{ENDING_SLIP, difference, two_slips};
use super::meant::{NEVER, name_taken};
use super::prices::price;
use super::{Slip, Typed};
use crate::data::lists::ending_words;
use crate::data::suffix;
use crate::data::{self, Class};
use crate::text::const_str::{ends_with, is_equal, is_one_of, split_at_dot, starts_with, tail};

/// The endings that hold most names, so that two slips are still likelier than a name of its own.
pub(super) const GENERIC: &[&str] = ending_words::GENERIC.as_slice();

/// The cost of a second level that does not exist, for each that does.
pub(super) const ANY_SECOND_LEVEL: i32 = price("any_second_level");

/// How much likelier an ending that is doubled after any name is a slip.
pub(super) const DOUBLED_ODDS: i32 = price("doubled_odds");

pub(super) const DOUBLED_ENDING: i32 = price("doubled_ending");
const SURPLUS_ENDING: i32 = price("surplus_ending");
const SURPLUS_SECOND_LEVEL: i32 = price("surplus_second_level");
const NO_SECOND_LEVEL: i32 = price("no_second_level");
const WRONG_SECOND_LEVEL: i32 = price("wrong_second_level");
const ENDING_CUT_OFF: i32 = price("ending_cut_off");
const WRONG_ENDING: i32 = price("wrong_ending");

/// Whether there is nothing of two letters to register below: `xo.br` is then an ending that does not exist.
pub(super) const fn is_closed(ending: &str) -> bool {
    // Thailand's is none of them: it has `ku.th` and `id.th`.
    ending.len() == 2 && is_one_of(ending, ending_words::CLOSED.as_slice())
}

/// How the typed ending differs from the meant one, if by one slip of the fingers or of the mind.
pub(super) const fn ending_difference(typed: &str, meant: &str) -> Option<(i32, Slip)> {
    if is_equal(typed, meant) {
        return Some((0, Slip::Nothing));
    }
    if let Some((cost, slip)) = difference(typed.as_bytes(), meant.as_bytes()) {
        return Some((ENDING_SLIP + cost, slip));
    }
    let (typed_parts, meant_parts) = (split_at_dot(typed), split_at_dot(meant));
    if let Some((first, second)) = typed_parts {
        if is_equal(second, meant) {
            if is_equal(first, second) {
                return Some((ENDING_SLIP + DOUBLED_ENDING, Slip::DoubledEnding));
            }
            if let Some((cost, _)) = difference(first.as_bytes(), meant.as_bytes()) {
                return Some((ENDING_SLIP + DOUBLED_ENDING + cost, Slip::DoubledEnding));
            }
        }
    }
    if typed.len() == 2 * meant.len() && starts_with(typed, meant) && ends_with(typed, meant) {
        return Some((ENDING_SLIP + DOUBLED_ENDING, Slip::DoubledEnding));
    }
    if goes_on(typed, meant) {
        return Some((ENDING_SLIP + SURPLUS_ENDING, Slip::SurplusEnding));
    }
    if is_below(typed, meant) {
        return Some((ENDING_SLIP + SURPLUS_SECOND_LEVEL, Slip::SurplusEnding));
    }
    if is_below(meant, typed) {
        return Some((ENDING_SLIP + NO_SECOND_LEVEL, Slip::NoSecondLevel));
    }
    // The commercial second level in place of another is a habit of the hand; the others are chosen.
    if let (Some((first, a)), Some((_, b))) = (typed_parts, meant_parts) {
        if is_equal(a, b) && is_one_of(first, &["co", "com"]) {
            return Some((ENDING_SLIP + WRONG_SECOND_LEVEL, Slip::WrongSecondLevel));
        }
    }
    if typed.len() == 1 && is_one_of(meant, GENERIC) && starts_with(meant, typed) {
        return Some((ENDING_SLIP + ENDING_CUT_OFF, Slip::EndingCutOff));
    }
    if is_one_of(typed, GENERIC) && (is_one_of(meant, GENERIC) || is_equal(meant, "gov")) {
        return Some((ENDING_SLIP + WRONG_ENDING, Slip::WrongEnding));
    }
    None
}

/// Whether an ending is another with one more behind it. Whoever hosts others' domains has their whole names before his own:
/// `gmail.com.cdn.fabrikam.net`.
const fn goes_on(longer: &str, shorter: &str) -> bool {
    if longer.len() <= shorter.len() + 1 || !starts_with(longer, shorter) || longer.as_bytes()[shorter.len()] != b'.' {
        return false;
    }
    let surplus = tail(longer, shorter.len() + 1);
    split_at_dot(surplus).is_none() || data::class(surplus).is(Class::SUFFIX)
}

/// Whether an ending is another with more labels before it.
pub(super) const fn is_below(longer: &str, shorter: &str) -> bool {
    longer.len() > shorter.len() + 1
        && ends_with(longer, shorter)
        && longer.as_bytes()[longer.len() - shorter.len() - 1] == b'.'
}

/// How much likelier a slip in an ending that does not exist, after the labels in `before`, is than that ending.
pub(super) const fn ending_odds(before: &str, ending: &str, rarity: u8, cost: i32) -> i32 {
    NEVER - ENDING_SLIP - uncounted_name(before, ending) - cost - rarity as i32
}

/// Whether a label is what registries call their second levels.
pub(super) const fn is_second_level(label: &str) -> bool {
    is_one_of(label, ending_words::SECOND_LEVEL.as_slice())
}

/// How unlikely it is that a domain under `ending` bears a name that nobody has counted, the last label of `before`.
const fn uncounted_name(before: &str, ending: &str) -> i32 {
    let name = suffix::name(before, before.len()).0;
    // Nobody is named as registries name their second levels: of `co.pl` there is none.
    if split_at_dot(ending).is_none() && is_second_level(name) {
        return 70;
    }
    // The tables hold nearly all names below these, so that few are left: `fake.mail` is not the forces'.
    if is_one_of(ending, &["gov", "mil"]) {
        return 70;
    }
    let unlikely = name_taken(name, "com") - 38;
    if unlikely < 40 {
        40
    } else if unlikely > 66 {
        66
    } else {
        unlikely
    }
}

impl Typed<'_> {
    /// Whether the top-level domain exists and the second level, which must, does not.
    pub(super) const fn in_closed_registry(&self) -> bool {
        !self.delegated && split_at_dot(self.suffix).is_some()
    }
}

/// How the ending of what was typed differs from a known domain's; one that does not exist may differ by two slips.
pub(super) const fn ending_slip(typed: &Typed<'_>, written: &str, meant: &str) -> Option<(i32, Slip)> {
    match ending_difference(written, meant) {
        None if !typed.delegated && typed.dotless.is_none() && written.len() > 2 => {
            match two_slips(written, meant, true) {
                Some((cost, slip)) => Some((ENDING_SLIP + cost, slip)),
                None => None,
            }
        }
        slip => slip,
    }
}
