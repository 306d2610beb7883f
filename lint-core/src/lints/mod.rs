//! One file a lint. The registry is this one slice: everything else is printed from it.

use crate::lint::Lint;

pub mod expired_allow;
pub mod hidden_character;
pub mod host_slip;
pub mod lonely_domain;
pub mod lookalike_domain;
pub mod malformed_address;
pub mod protected_slip;
pub mod provider_slip;
pub mod risky_tld;
pub mod tld_slip;
pub mod undeclared_domain;
pub mod unknown_tld;
pub mod unreserved_placeholder;
pub mod unused_allow;

/// Every lint, in the order of the documentation.
pub static ALL: &[&Lint] = &[
    &malformed_address::LINT,
    &unknown_tld::LINT,
    &tld_slip::LINT,
    &provider_slip::LINT,
    &host_slip::LINT,
    &protected_slip::LINT,
    &lookalike_domain::LINT,
    &hidden_character::LINT,
    &lonely_domain::LINT,
    &risky_tld::LINT,
    &undeclared_domain::LINT,
    &unreserved_placeholder::LINT,
    &unused_allow::LINT,
    &expired_allow::LINT,
];

/// The names of all lints, in the same order.
pub fn ids() -> Vec<&'static str> {
    let mut ids = Vec::new();
    for lint in ALL {
        ids.push(lint.id);
    }
    ids
}

/// The lint of this name.
pub fn find(id: &str) -> Option<&'static Lint> {
    ALL.iter().copied().find(|lint| lint.id == id)
}
