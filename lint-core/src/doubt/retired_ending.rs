//! An ending that was taken out of the root: an old address, and no slip.
//!
//! # Why
//!
//! Copyright lines and histories name people as they were reached then.
//!
//! # Fires
//!
//! ```text
//! jane@fabrikam.yu
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
use crate::knowledge;
use crate::lint::Cx;
use crate::page::Page;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "retired_ending",
    reason: "an old address rather than a slip",
    page: Page::of(include_str!("retired_ending.rs")),
    casts: Casts::Verdict(casts),
};

fn casts(_: &Cx<'_>, site: &Site, finding: &Finding) -> bool {
    let top = site.domain.rsplit('.').next().unwrap_or_default().to_lowercase();
    finding.lint == "unknown_tld" && knowledge::retired(&top).is_some()
}
