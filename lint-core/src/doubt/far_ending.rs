//! An ending that does not exist and is two slips from one that does.
//!
//! # Why
//!
//! Any short word is two slips from `.com`, `.net` or `.org`. Where no known name stands before it, and none of the tree's own, nothing else
//! speaks for a slip.
//!
//! # Fires
//!
//! ```text
//! jane@viper.uunet
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
use crate::lint::slip::TWO_SLIPS;
use crate::lint::{Cx, Speaker};
use crate::page::Page;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "far_ending",
    reason: "no known name has the ending, which is two slips from any",
    page: Page::of(include_str!("far_ending.rs")),
    casts: Casts::Verdict(casts),
};

fn casts(cx: &Cx<'_>, site: &Site, finding: &Finding) -> bool {
    let slip = cx.slip_for(Speaker::UnknownTld);
    let is_far = slip.is_some_and(|slip| slip.is_ending() && slip.witnessed.is_none() && slip.slip == TWO_SLIPS);
    finding.lint == "unknown_tld" && site.is_scanned() && is_far
}
