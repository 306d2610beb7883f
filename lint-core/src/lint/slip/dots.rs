//! Slips in the dots and hyphens: one left out, moved or put in.

use super::channel::{ENDING_SLIP, NAME_SLIP, difference};
use super::meant::{NEVER, company, name_meant};
use super::{Candidate, Part, Typed};
use crate::data::suffix::{squash, squashed_hash};
use crate::data::{Class, View, near_hashes};
use crate::knowledge::{Knowledge, Known};

const HYPHEN: &str = "hyphen";

impl Typed<'_> {
    /// Known domains that are the typed one but for dots and hyphens.
    pub(super) fn by_dots(&self, knowledge: &Knowledge, candidates: &mut Vec<Candidate>) {
        knowledge.each(squashed_hash(self.domain).key(View::Squashed), |known| {
            if squash(known.domain) != squash(self.domain) {
                return;
            }
            let meant = if self.delegated { name_meant(self.name(), self.ending()) } else { NEVER };
            let slip = dots(self.domain, known.domain);
            let hyphen = if slip == HYPHEN { company(&known, "") * 2 } else { 0 };
            let odds = meant - NAME_SLIP - 12 - i32::from(known.rarity) - hyphen;
            candidates.push(Candidate::new(&known, known.domain.to_owned(), slip, Part::Dots, odds));
        });
    }

    /// Providers whose name is all there is, dots aside (`gmail`, `gmai.l`), and known names of one label (`localhsot`).
    pub(super) fn by_single_label(&self, knowledge: &Knowledge, candidates: &mut Vec<Candidate>) {
        let mut push = |known: &Known<'_>, slip: &'static str, cost: i32| {
            let odds = NEVER - cost - i32::from(known.rarity);
            candidates.push(Candidate::new(known, known.domain.to_owned(), slip, Part::Dots, odds));
        };
        knowledge.each(squashed_hash(self.domain).key(View::Near), |known| {
            let name = known.name();
            if known.class.is(Class::PROVIDER) && name.len() > 3 && name.as_bytes() == squash(self.domain) {
                push(&known, "ending omitted", ENDING_SLIP + 12);
            }
        });
        if !self.domain.contains('.') {
            near_hashes(self.domain.as_bytes(), |rolling| {
                knowledge.each(rolling.key(View::Near), |known| {
                    if known.domain.contains('.') {
                        return;
                    }
                    // Names inside a network are short and many; only long ones are told apart.
                    if let Some((cost, slip)) = difference(self.domain.as_bytes(), known.domain.as_bytes()) {
                        push(&known, slip, NAME_SLIP + cost);
                    }
                });
            });
        }
    }
}

/// A noun for how the dots and hyphens differ.
fn dots(typed: &str, meant: &str) -> &'static str {
    let count = |text: &str, what: u8| text.bytes().filter(|&byte| byte == what).count();
    match (count(typed, b'.'), count(meant, b'.')) {
        (a, b) if a < b && count(typed, b'-') > count(meant, b'-') => "hyphen for dot",
        (a, b) if a > b && count(typed, b'-') < count(meant, b'-') => "dot for hyphen",
        (a, b) if a < b => "dot omitted",
        (a, b) if a > b => "surplus dot",
        _ if count(typed, b'-') != count(meant, b'-') => HYPHEN,
        _ => "dot moved",
    }
}
