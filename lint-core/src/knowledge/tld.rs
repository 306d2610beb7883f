//! Top-level domains: how each stands in the root zone, when it left it, and what it is a known slip of.

use crate::data::{Class, lists};
use crate::text::const_str::{is_equal, is_word};

/// How a top-level domain stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tld {
    /// In the root zone: mail can be delivered.
    Delegated,
    /// Set aside for documentation, tests and local networks: nobody gets the mail.
    Reserved,
    /// Not in the root zone.
    Undelegated,
}

/// How the top-level domain stands that is `at..end` of a text (lower case, A-labels) and is known as `class`.
pub(super) const fn standing(text: &[u8], at: usize, end: usize, class: Class) -> Tld {
    // The only one that is both in the root zone and set aside.
    if class.is(Class::TLD) && !is_word(text, at, end, b"arpa") {
        return Tld::Delegated;
    }
    let (reserved, mut next) = (lists::RESERVED_TLDS.as_slice(), 0);
    while next < reserved.len() {
        if is_word(text, at, end, reserved[next].as_bytes()) {
            return Tld::Reserved;
        }
        next += 1;
    }
    Tld::Undelegated
}

/// The year in which the top-level domain `tld` was taken out of the root zone.
pub(crate) const fn retired(tld: &str) -> Option<u16> {
    let mut at = 0;
    while at < lists::RETIRED_TLDS.len() {
        let (name, year) = lists::RETIRED_TLDS[at];
        if is_equal(name, tld) {
            return Some(year);
        }
        at += 1;
    }
    None
}

/// The top-level domain of which `tld`, in any case, is a known slip.
pub(crate) const fn risk_of(tld: &str) -> Option<&'static str> {
    let mut at = 0;
    // All have two letters.
    while at < lists::RISKY_TLDS.len() && tld.len() == 2 {
        let (risky, meant) = lists::RISKY_TLDS[at];
        if is_word(tld.as_bytes(), 0, tld.len(), risky.as_bytes()) {
            return Some(meant);
        }
        at += 1;
    }
    None
}
