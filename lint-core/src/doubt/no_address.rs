//! Something malformed that mends to no known domain.
//!
//! # Why
//!
//! It may be no address at all: an operator, a handle, the rest of a pattern.
//!
//! # Fires
//!
//! ```text
//! jane..doe@fabrikam.org
//! ```
//!
//! # Quiet
//!
//! ```text
//! jane@gmail,com
//! ```

use crate::context::Site;
use crate::doubt::{Casts, Doubt};
use crate::finding::Finding;
use crate::lint::Cx;
use crate::page::Page;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "no_address",
    reason: "in running text and code, many things look like addresses that are none",
    page: Page::of(include_str!("no_address.rs")),
    casts: Casts::Verdict(casts),
};

fn casts(cx: &Cx<'_>, site: &Site, finding: &Finding) -> bool {
    finding.lint == "malformed_address"
        && site.is_scanned()
        && !finding.suggestion.as_deref().is_some_and(|mended| cx.is_known(mended))
}
