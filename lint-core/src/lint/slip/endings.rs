//! Slips in the ending: another top-level domain or public suffix, one too many, one left out.

use super::channel::{ENDING_SLIP, difference, two_edits};
use super::meant::NEVER;
use super::{Candidate, Typed};
use crate::data;
use crate::data::suffix::{self, squash};

/// The chance that a domain under some ending bears a name that nobody has counted.
const UNCOUNTED_NAME: i32 = 40;
/// The endings that hold most names, so that two slips are still likelier than a name of its own.
const GENERIC: [&str; 3] = ["com", "net", "org"];
pub(super) const DOUBLED_ENDING: &str = "doubled ending";

/// Registries with no names of two letters directly below them, but for their own second levels. Source: the registration
/// rules of registro.br, ISOC-IL, JPRS, THNIC and ZADNA, read in 2025.
const CLOSED_REGISTRIES: [&str; 5] = ["br", "il", "jp", "th", "za"];

/// Whether there is nothing of two letters to register below: `xo.br` is then an ending that does not exist.
pub(super) fn is_closed(ending: &str) -> bool {
    ending.len() == 2 && CLOSED_REGISTRIES.contains(&ending)
}

/// How the typed ending differs from the meant one.
pub(super) fn ending_difference(typed: &str, meant: &str, near_only: bool) -> Option<(i32, &'static str)> {
    if typed == meant {
        return Some((0, ""));
    }
    if let Some((cost, slip)) = difference(typed.as_bytes(), meant.as_bytes()) {
        return Some((ENDING_SLIP + cost, slip));
    }
    let stripped = |longer: &str, shorter: &str| {
        longer.len() > shorter.len() + 1
            && longer.starts_with(shorter)
            && longer.as_bytes().get(shorter.len()) == Some(&b'.')
    };
    let ends = |longer: &str, shorter: &str| {
        longer.len() > shorter.len() + 1
            && longer.ends_with(shorter)
            && longer.as_bytes().get(longer.len() - shorter.len() - 1) == Some(&b'.')
    };
    if let Some((first, second)) = typed.split_once('.').filter(|(_, second)| *second == meant) {
        if first == second {
            return Some((ENDING_SLIP + 12, DOUBLED_ENDING));
        }
        if let Some((cost, _)) = difference(first.as_bytes(), meant.as_bytes()) {
            return Some((ENDING_SLIP + 12 + cost, DOUBLED_ENDING));
        }
    }
    if stripped(typed, meant) || (ends(typed, meant) && typed != meant) {
        return Some((ENDING_SLIP + 12, "surplus ending"));
    }
    if ends(meant, typed) {
        return Some((ENDING_SLIP + 8, "second level omitted"));
    }
    let siblings = match (typed.split_once('.'), meant.split_once('.')) {
        (Some((_, a)), Some((_, b))) => a == b,
        _ => false,
    };
    // The commercial second level in place of another is a habit of the hand; the others are chosen.
    if siblings && (typed.starts_with("co.") || typed.starts_with("com.")) {
        return Some((ENDING_SLIP + 12, "wrong second level"));
    }
    if GENERIC.contains(&typed) && (GENERIC.contains(&meant) || meant == "gov") {
        return Some((ENDING_SLIP + 17, "wrong ending"));
    }
    if near_only {
        return None;
    }
    two_edits(typed, meant).map(|(cost, slip)| (ENDING_SLIP + cost, slip))
}

impl Typed<'_> {
    /// Whether the top-level domain exists and the second level, which must, does not.
    fn in_closed_registry(&self) -> bool {
        !self.delegated && self.ending().contains('.')
    }

    /// `acme.com.com`: nobody registers that, whatever stands before it.
    pub(super) fn by_doubled_ending(&self, candidates: &mut Vec<Candidate>) {
        let ending = self.ending();
        let mended = &self.domain[..self.ending.saturating_sub(1)];
        let before = mended.strip_suffix(ending).unwrap_or_default();
        if before.ends_with('.') {
            candidates.push(Candidate::ending(ending, mended.to_owned(), DOUBLED_ENDING, 12));
        }
    }

    /// Endings that the typed one, which does not exist, may have been meant to be.
    pub(super) fn by_ending(&self, candidates: &mut Vec<Candidate>) {
        let mut push = |before: &str, ending: &str, rarity: u8, cost: i32, slip: &'static str| {
            let odds = NEVER - ENDING_SLIP - UNCOUNTED_NAME - cost - i32::from(rarity);
            candidates.push(Candidate::ending(ending, format!("{before}{ending}"), slip, odds));
        };
        let typed = self.ending();
        // One letter is close to dozens of endings.
        if typed.len() < 2 || !self.domain.contains('.') {
            return;
        }
        data::endings(|ending, rarity| {
            for start in [self.ending, self.start] {
                let typed = &self.domain[start..];
                if start == 0 || ending.contains('.') != typed.contains('.') {
                    continue;
                }
                // Where only the second level does not exist, the registry is right.
                if self.in_closed_registry() && suffix::top(ending) != suffix::top(typed) {
                    continue;
                }
                if let Some((cost, slip)) = difference(typed.as_bytes(), ending.as_bytes()) {
                    push(&self.domain[..start], ending, rarity, cost, slip);
                } else if let Some((cost, slip)) =
                    two_edits(typed, ending).filter(|_| typed.len() > 2 && GENERIC.contains(&ending))
                {
                    push(&self.domain[..start], ending, rarity, cost, slip);
                } else if self.in_closed_registry() {
                    push(&self.domain[..start], ending, rarity, 40, "wrong second level");
                }
            }
            if self.ending > 0 && ending.contains('.') && squash(ending) == typed.as_bytes() {
                push(&self.domain[..self.ending], ending, rarity, 12, "dot omitted");
            }
        });
    }
}
