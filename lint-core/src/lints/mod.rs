//! One file a lint, whose first lines are its page. To add one: write `NAME.rs` beside the others with
//!
//! 1. the page: a summary line, `# Why`, `# Fires`, `# Quiet`, `# Fix` and `# Allow`. Its fences are those of [traps](crate::trap); what
//!    stands under *Fires* has this lint alone, under *Quiet* none;
//! 2. `static LINT`, whose [`Check`](crate::lint::Check) says what it is asked about;
//! 3. the check,
//!
//! and its line in [`ALL`]. The registry is this one slice: help, schema, `explain`, `init` and the rules of SARIF are printed from it.

use crate::lint::Lint;

pub(crate) mod expired_allow;
mod hidden_character;
mod host_slip;
mod lonely_domain;
mod lookalike_domain;
mod malformed_address;
mod protected_slip;
mod provider_slip;
mod risky_tld;
mod tld_slip;
mod undeclared_domain;
mod unknown_tld;
mod unreserved_placeholder;
pub(crate) mod unused_allow;

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
