//! An ending that does not exist and is near none that does.
//!
//! # Why
//!
//! Tests, networks and languages make endings of their own. Where nothing known is near, nothing says what was meant.
//!
//! # Fires
//!
//! ```text
//! jane@fabrikam.qwertz
//! ```
//!
//! # Quiet
//!
//! ```text
//! jane@gmail.con
//! ```

use crate::context::Site;
use crate::doubt::{Casts, Doubt};
use crate::finding::Finding;
use crate::lint::{Cx, Speaker};
use crate::page::Page;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "unknown_ending",
    reason: "no known ending is near, and code is full of endings of its own",
    page: Page::of(include_str!("unknown_ending.rs")),
    casts: Casts::Verdict(casts),
};

fn casts(cx: &Cx<'_>, site: &Site, finding: &Finding) -> bool {
    finding.lint == "unknown_tld" && site.is_scanned() && cx.slip_for(Speaker::UnknownTld).is_none()
}
