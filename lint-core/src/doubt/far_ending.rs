//! An ending that does not exist, two slips from one that does, or one slip from it on a host.
//!
//! # Why
//!
//! Any short word is two slips from `.com`, `.net` or `.org`, and networks name their hosts as they like. Where no known name stands
//! before the ending, and none of the tree's own, nothing else speaks for a slip.
//!
//! # Fires
//!
//! ```text
//! jane@viper.uunet
//! https://fabrikam.comm/
//! ```
//!
//! # Quiet
//!
//! ```text
//! jane@gmail.conn
//! ```

use crate::context::Site;
use crate::doubt::{Casts, Doubt};
use crate::finding::Finding;
use crate::lint::slip::Slip;
use crate::lint::{Cx, Speaker};
use crate::page::Page;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "far_ending",
    reason: "no known name has the ending",
    page: Page::of(include_str!("far_ending.rs")),
    casts: Casts::Verdict(casts),
};

fn casts(cx: &Cx<'_>, site: &Site, finding: &Finding) -> bool {
    let is_far = cx
        .slip_for(Speaker::UnknownTld)
        .is_some_and(|slip| !cx.has_a_name(slip) && (slip.slip == Slip::Two || !site.is_mail()));
    finding.lint == "unknown_tld" && site.is_scanned() && is_far
}
