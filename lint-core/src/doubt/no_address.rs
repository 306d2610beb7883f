//! Something malformed that mends to no known domain, and to no mailbox that the tree has.
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

use crate::address::normal;
use crate::context::Site;
use crate::doubt::{Casts, Doubt};
use crate::finding::Finding;
use crate::lint::Cx;
use crate::page::Page;
use crate::whose::{is_distinct, is_personal};

pub(crate) static DOUBT: Doubt = Doubt {
    id: "no_address",
    reason: "in running text and code, many things look like addresses that are none",
    page: Page::of(include_str!("no_address.rs")),
    casts: Casts::Verdict(casts),
};

fn casts(cx: &Cx<'_>, site: &Site, finding: &Finding) -> bool {
    finding.lint == "malformed_address"
        && site.is_scanned()
        && !finding.suggestion.as_deref().is_some_and(|mended| cx.is_known(mended) || stands(cx, site, mended))
}

/// Whether the tree has the mailbox, which is somebody's, or uses the domain often, in which the mistake lies.
fn stands(cx: &Cx<'_>, site: &Site, address: &str) -> bool {
    let Some((local, domain)) = address.rsplit_once('@') else { return false };
    let (local, in_domain) = (local.as_bytes(), domain != site.domain);
    let domain = normal(domain);
    is_personal(local)
        && (is_distinct(local) && cx.witness.has_mailbox(local, &domain) || in_domain && cx.witness.uses(&domain))
}
