//! An address outside the domains that the policy allows.
//!
//! # Why
//!
//! Some repositories must write to few domains alone: a bank's own, a ministry's. Any other is then a slip, a leak, or a
//! test address on its way into production.
//!
//! # Fires
//!
//! With this policy:
//!
//! ```toml
//! only = ["fabrikam.com", "*.acme.io"]
//! ```
//!
//! ```text
//! jane@contoso.org
//! jane@mail.fabrikam.com
//! ```
//!
//! # Quiet
//!
//! ```text
//! jane@fabrikam.com
//! jane@acme.io
//! jane@eu.acme.io
//! https://contoso.org/
//! ```
//!
//! # Fix
//!
//! Write an address at one of the domains, or add the domain to `only`.
//!
//! # Allow
//!
//! An `[[allow]]` with its reason in `maillint.toml`, or `maillint: allow(undeclared_domain) reason` in a comment on the
//! line.

use crate::context::Site;
use crate::finding::{Finding, Level};
use crate::lint::{Check, Cx, Lint, Page, Told};

pub(crate) static LINT: Lint = Lint {
    id: "undeclared_domain",
    level: Level::Deny,
    page: Page::of(include_str!("undeclared_domain.rs")),
    check: Check::Domain(check),
};

fn check<'a>(cx: &'a Cx<'a>, site: &'a Site) -> Option<Told<'a>> {
    // Of an address that is none, the domain is anybody's guess.
    if !site.is_mail() || cx.malformed.is_some() || !cx.policy.leaves_out(&site.domain) {
        return None;
    }
    Some(Box::new(move || {
        let message = format!("`{}`: `{}` is none of the domains that `only` allows", site.subject, site.domain);
        let help = format!("write another address, or add the domain to `only` in {}", cx.policy.file());
        Finding { help: Some(help), ..Finding::new(&LINT, site, message) }
    }))
}
