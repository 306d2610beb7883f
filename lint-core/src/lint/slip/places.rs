//! What the place says: weak evidence is weaker where names are made up, and in a tree that never names what was meant.
//!
//! Whoever slips has mostly written the name right before, or somebody beside them has. So a tree of some size that never names what a
//! domain looks like speaks for who has that domain. Tests make up names that nearly match others; there only what goes
//! far beyond a letter or two is a slip.

use super::meant::are_numbered_alike;
use super::prices::price;
use super::{Candidate, LIKELY, Part, Reading, Slip};
use crate::census::Witness;
use crate::data::lists::ending_words;
use crate::data::{self, Class, suffix};
use crate::knowledge::Source;
use crate::text::edit::Edit;
use crate::whose::{registrable, without_www};

/// How much more has to speak for a slip of what the tree never names.
const FRESH: i32 = price("fresh");

/// How much more has to speak for a slip that is another letter or one more, in a host, as names are coined: `pmail.com`.
const ANOTHER_LETTER: i32 = price("another_letter");

/// How often a tree has to name a host for another letter in it to be a slip as any other: the more it is written, the more often fingers
/// slip, while names are coined no more often for it. Of the names that were coined, none stood beside as many.
const WRITTEN: u32 = 100;

/// How much more has to speak for a slip in a string of a test.
const STRING_OF_TEST: i32 = price("string_of_test");

impl Candidate<'_> {
    /// Whether the tree names enough, and never what was probably meant, which the tables alone know.
    fn is_fresh(&self, witness: &Witness) -> bool {
        self.witnessed.is_none() && self.is_weighed() && witness.names_much()
    }

    /// Whether it is weighed by where it stands: not what the user named, nor what the US forces have, which nobody else means.
    fn is_weighed(&self) -> bool {
        self.source == Source::BuiltIn && !self.class.is(Class::MILITARY) && self.part != Part::Picture
    }

    /// Whether the name differs in a letter that somebody chose as easily as hit.
    fn has_another_letter(&self) -> bool {
        matches!(self.slip, Slip::Edit(Edit::Insertion | Edit::NearKey | Edit::Substitution) | Slip::WrongSecondLevel)
    }

    /// Whether the name in `domain` begins with another letter, far from the one that was meant: whoever coins a name rhymes, and whoever
    /// slips looks at the first letter.
    fn begins_anew(&self, domain: &str) -> bool {
        let first = |domain: &str| registrable(domain).bytes().next();
        self.slip == Slip::Edit(Edit::Substitution) && first(domain) != first(self.target)
    }

    /// Whether somebody coined the name in `domain` after what it looks like, or beside it, as likely as not.
    pub(crate) fn is_coined(&self, domain: &str, is_mail: bool, witness: &Witness) -> bool {
        let is_written =
            self.witnessed.is_some_and(|witnessed| witnessed.count >= WRITTEN) && !self.begins_anew(domain);
        let more = match self.is_fresh(witness) {
            true => FRESH,
            false if is_mail || is_written => return false,
            false => ANOTHER_LETTER,
        };
        let is_name = self.part == Part::Name && self.is_weighed() && witness.names_much();
        is_name && self.has_another_letter() && self.odds < LIKELY + more
    }
}

impl Reading<'_> {
    /// Whether nothing but an ending speaks for this slip, of a name that the tree has under no other, where that is not a common one
    /// misspelt: words and bytes come to endings of two letters by chance. Registries open second levels for hosts of their own,
    /// `ix.br`.
    pub(crate) fn rests_on_ending(&self, slip: &Candidate<'_>, is_mail: bool, witness: &Witness) -> bool {
        let is_common = || {
            let (typed, meant) = (suffix::top(&self.domain), self.target(slip));
            typed.len() > 2 && ending_words::COMMON.has(meant.as_bytes())
        };
        let is_own_level = !is_mail && slip.slip == Slip::WrongSecondLevel && slip.witnessed.is_none();
        let is_ending = slip.is_ending() && slip.slip != Slip::DoubledEnding;
        is_ending && (is_own_level || slip.is_fresh(witness) && !is_common())
    }

    /// Whether the slip may as well be an office that no table has, in a tree that has several such, made up or not: not where fingers
    /// swap letters or strike them twice, nor where the host is known that was meant, or the name is written at every turn.
    pub(crate) fn is_office_alone(&self, slip: &Candidate<'_>, witness: &Witness) -> bool {
        let is_of_fingers = matches!(slip.slip, Slip::Edit(Edit::Transposition | Edit::Doubling | Edit::Undoubling));
        let is_name = slip.part == Part::Name && slip.class.is(Class::MILITARY.or(Class::GOVERNMENT));
        let register = &self.domain[suffix::ending(&self.domain, data::class)..];
        let is_host_known = || {
            let mended = self.domain_by(slip);
            let is_host = without_www(&mended) != registrable(&mended);
            is_host && (data::class(&mended).is(Class::TARGET) || witness.has(&mended))
        };
        // Fingers slip on what is written at every turn, but put no numbers behind it.
        let is_written = slip.witnessed.is_some_and(|witnessed| witnessed.count >= WRITTEN)
            && !are_numbered_alike(registrable(&self.domain).as_bytes(), slip.target.as_bytes());
        is_name && !is_of_fingers && !is_written && witness.has_unlisted(register) && !is_host_known()
    }

    /// Whether a string of a test says too little for this slip. Where the tree has the very host that was meant, with labels before its
    /// name, that says enough.
    pub(crate) fn is_made_up_for_test(&self, slip: &Candidate<'_>, witness: &Witness) -> bool {
        let has_host = || {
            let mended = self.domain_by(slip);
            without_www(&mended) != registrable(&mended) && witness.has(&mended)
        };
        let is_users = slip.source.is_users() || slip.class.is(Class::MILITARY) || slip.part == Part::Picture;
        !is_users && slip.odds < LIKELY + STRING_OF_TEST && !has_host()
    }
}
