//! An allow in `maillint.toml` whose last day is over.
//!
//! # Why
//!
//! Whoever wrote `expires` meant to look again. Until then, what it excused is found again.
//!
//! # Fires
//!
//! The day after `expires`:
//!
//! ```toml
//! [[allow]]
//! domain = "sante.gov.ml"
//! reason = "until the ministry has moved"
//! expires = 2020-10-01
//! ```
//!
//! # Quiet
//!
//! On the day itself and before:
//!
//! ```toml
//! [[allow]]
//! domain = "sante.gov.ml"
//! reason = "until the ministry has moved"
//! expires = 2999-10-01
//! ```
//!
//! # Fix
//!
//! Take the allow away; or, if its reason still holds, give it a new day or none.
//!
//! # Allow
//!
//! `expired_allow = "allow"` under `[lints]` in `maillint.toml`.

use crate::finding::{Finding, Level};
use crate::lint::{Check, Lint, Page};
use crate::policy::{Allow, Date};

pub(crate) static LINT: Lint = Lint {
    id: "expired_allow",
    level: Level::Warn,
    page: Page::of(include_str!("expired_allow.rs")),
    check: Check::Allows,
};

/// The finding on an entry of the policy whose last day was `last`.
pub(crate) fn in_policy(allow: &Allow, last: Date) -> Finding {
    let message = format!("`{}`: the allow for it ended on {last}", allow.target);
    let help = format!("take it away, or give it a new day if this still holds: {}", allow.reason);
    Finding { message, help: Some(help), ..Finding::on_policy(&LINT, allow) }
}
