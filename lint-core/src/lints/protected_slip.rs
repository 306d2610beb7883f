//! A domain one slip from one that the project protects or declares.
//!
//! # Why
//!
//! A team knows best which domains its mail must reach: its own, its customers', its ministry's. Those stand under `protect`
//! in `maillint.toml`, or in what the repository says of itself (`Cargo.toml`, `package.json`, `pyproject.toml`,
//! `CODEOWNERS`, git remotes), or what its lock files and the settings of its package managers fetch from.
//!
//! # Fires
//!
//! With this policy:
//!
//! ```toml
//! protect = ["fabrikam.com", "*.acme.io"]
//! ```
//!
//! ```text
//! jane@fabrkiam.com
//! jane@fabrikam.co
//! jane@mail.amce.io
//! ```
//!
//! # Quiet
//!
//! ```text
//! jane@fabrikam.com
//! jane@eu.acme.io
//! ```
//!
//! # Fix
//!
//! Write the protected domain as it is.
//!
//! # Allow
//!
//! An `[[allow]]` with its reason in `maillint.toml`, or `maillint: allow(protected_slip) reason` in a comment on the line.

use crate::context::Site;
use crate::finding::Level;
use crate::knowledge::Source;
use crate::lint::{Check, Cx, Lint, Page, Speaker, Told};

pub(crate) static LINT: Lint = Lint {
    id: "protected_slip",
    level: Level::Deny,
    page: Page::of(include_str!("protected_slip.rs")),
    check: Check::Domain(check),
};

fn check<'a>(cx: &'a Cx<'a>, site: &'a Site) -> Option<Told<'a>> {
    let slip = cx.slip_for(Speaker::ProtectedSlip)?;
    let (which, file, does) = match slip.source {
        Source::Declared(file) => ("which `", file, "` declares"),
        _ => ("which this project protects", "", ""),
    };
    let fate = cx.fate_clause(site);
    let problem = [slip.distance(), " from `", slip.target, "`, ", which, file, does, "; ", fate];
    Some(Box::new(move || cx.question(&LINT, site, &problem)))
}
