//! What may be said of a domain by itself, kept so that the thousandth `example.com` costs one look.

use super::{Checker, argument};
use crate::address::normal;
use crate::context::Site;
use crate::find::Form;
use crate::lint::slip;
use crate::source::Place;
use std::fmt;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};

/// What may be said of a domain by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing: it is known.
    Known,
    /// Nothing, and it is not known.
    Unknown,
    /// Something, depending on where it stands.
    Suspect,
}

/// How domains stand that were looked at before.
///
/// It holds hashes under a key of this process, not the domains: nobody can make one that collides with another.
pub(super) struct Standings {
    keys: RandomState,
    slots: Vec<AtomicU64>,
}

impl Standings {
    const SLOTS: usize = 1 << 14;
    /// The bits of a slot that hold the standing; the others hold the hash.
    const BITS: u64 = 3;
    /// What stands in a slot that keeps none.
    const VACANT: u64 = u64::MAX;

    /// The hash of a domain, the same as long as this process lasts.
    pub(super) fn key(&self, domain: &str) -> u64 {
        let mut hasher = self.keys.build_hasher();
        hasher.write(domain.as_bytes());
        hasher.finish()
    }

    /// Where the standing of the domain with this hash is kept, together with those whose hash ends alike.
    pub(super) fn slot(&self, key: u64, form: Form) -> Slot<'_> {
        self.slot_of(key, form as u8)
    }

    /// Where the standing of all names is kept that machines make below this domain.
    pub(super) fn slot_below(&self, key: u64, form: Form) -> Slot<'_> {
        self.slot_of(key, form as u8 | 1 << 7)
    }

    fn slot_of(&self, key: u64, mark: u8) -> Slot<'_> {
        // Into the bits of which the slot is made.
        let hash = (key ^ u64::from(mark) << 32) | Standings::BITS;
        Slot { hash, kept: self.slots.get((hash >> 32) as usize % Standings::SLOTS) }
    }

    /// Such as keep none: for who asks for a few domains, each once.
    pub(super) fn none() -> Standings {
        Standings { keys: RandomState::new(), slots: Vec::new() }
    }

    /// With none kept yet, in the memory that these have: it is larger than all else that a start touches.
    pub(super) fn cleared(mut self) -> Standings {
        self.slots.clear();
        self.slots.resize_with(Standings::SLOTS, || AtomicU64::new(Standings::VACANT));
        self
    }
}

/// Where the standing of one domain is kept.
pub(super) struct Slot<'s> {
    hash: u64,
    kept: Option<&'s AtomicU64>,
}

impl Slot<'_> {
    pub(super) fn get(&self) -> Option<Standing> {
        let found = self.kept?.load(Ordering::Relaxed);
        if found | Standings::BITS != self.hash {
            return None;
        }
        match found & Standings::BITS {
            0 => Some(Standing::Known),
            1 => Some(Standing::Unknown),
            _ => Some(Standing::Suspect),
        }
    }

    pub(super) fn set(&self, standing: Standing) {
        let bits = match standing {
            Standing::Known => 0,
            Standing::Unknown => 1,
            Standing::Suspect => 2,
        };
        if let Some(kept) = self.kept {
            kept.store(self.hash & !Standings::BITS | bits, Ordering::Relaxed);
        }
    }
}

impl Default for Standings {
    fn default() -> Standings {
        Standings::none().cleared()
    }
}

impl fmt::Debug for Standings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Standings")
    }
}

impl Checker {
    /// What may be said of a domain wherever it stands, whatever stands before it, and under which hash the domain is counted.
    pub(super) fn standing<'d>(&self, domain: &'d str, form: Form) -> (Standing, u64, &'d str) {
        if let Some(below) = self.standing_below(domain, form) {
            return below;
        }
        let key = self.standings.key(domain);
        (self.standing_of(domain, key, form), key, domain)
    }

    fn standing_of(&self, domain: &str, key: u64, form: Form) -> Standing {
        let slot = self.standings.slot(key, form);
        slot.get().unwrap_or_else(|| {
            let standing = self.weigh(domain, form);
            slot.set(standing);
            standing
        })
    }

    /// The standing of a name that a machine made: nothing is said of `h9e3779b1.fabrikam.org` that is not said of
    /// `fabrikam.org`, as which it counts. There is no end of such names.
    pub(super) fn standing_below<'d>(&self, domain: &'d str, form: Form) -> Option<(Standing, u64, &'d str)> {
        let parent = below_machine_name(domain)?;
        let key = self.standings.key(parent);
        let slot = self.standings.slot_below(key, form);
        let standing = slot.get().unwrap_or_else(|| {
            let is_name = self.knowledge.is_registered(parent) && !slip::may_be_second_level(parent);
            let standing = match is_name {
                true => self.standing_of(parent, key, form),
                false => Standing::Suspect,
            };
            slot.set(standing);
            standing
        });
        (standing == Standing::Unknown && !self.policy.leaves_out(domain)).then_some((standing, key, parent))
    }

    fn weigh(&self, domain: &str, form: Form) -> Standing {
        // Of a mailbox, nothing but the domain.
        let (prefix, seen) = if form.is_mail() { ("@", Form::Templated) } else { ("", form) };
        let subject = [prefix, domain].concat();
        let site = Site { place: Place::Prose, ..argument(&subject, prefix.len(), seen) };
        let domain = normal(domain);
        if matches!(form, Form::Address | Form::Host) && self.has_twin(&domain) {
            return Standing::Suspect;
        }
        let outline = self.knowledge.outline(&domain);
        // Most read well, so this reading is not worth keeping. Whose mailbox it is matters only where the domain is known.
        let says = |persona: bool| {
            let reading = slip::read_outlined(&self.knowledge, domain.clone(), outline, persona);
            self.says_anything(&site, &reading)
        };
        if says(false) || (form.is_mail() && outline.covering.is_some() && says(true)) {
            Standing::Suspect
        } else if form == Form::Bare || outline.covering.is_some() {
            Standing::Known
        } else {
            Standing::Unknown
        }
    }
}

/// The domain below which a label stands that a machine made: long, with digits in it, as hardly a known host's is.
fn below_machine_name(domain: &str) -> Option<&str> {
    let bytes = domain.as_bytes();
    let (mut at, mut digits) = (0, 0);
    while at < bytes.len() && bytes[at] != b'.' {
        match bytes[at] {
            b'0'..=b'9' => digits += 1,
            b'a'..=b'z' => {}
            _ => return None,
        }
        at += 1;
    }
    let parent = domain.get(at + 1..).filter(|_| digits > 1 && (8..64).contains(&at))?;
    parent.contains('.').then_some(parent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_machine_made_the_name_of_a_known_host() {
        let checker = Checker::default();
        for name in crate::data::names() {
            assert_eq!(checker.standing_below(name, Form::Host), None, "{name}");
        }
    }

    #[test]
    fn below_a_domain_machines_name_what_they_like() {
        let checker = Checker::default();
        let lints = |domain: &str| -> Vec<_> {
            let text = format!("jo@{domain} https://{domain}/");
            checker.text("a.txt", text.as_bytes()).findings.iter().map(|finding| finding.lint).collect()
        };
        for _ in 0..2 {
            assert!(lints("h9e3779b1.fabrikam.org").is_empty());
            assert_eq!(lints("h9e3779b1.gmial.com"), ["provider_slip", "provider_slip"]);
            assert_eq!(lints("h9e3779b1.army.ml"), ["tld_slip", "tld_slip"]);
            // A name below a second level, as a person has it.
            assert_eq!(lints("harvest24.comm.au"), ["tld_slip", "tld_slip"]);
        }
    }
}
