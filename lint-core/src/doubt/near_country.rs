//! An ending that does not exist and is one letter from a country's, or from one that is as near to any word.
//!
//! # Why
//!
//! There are some 250 of those, and a thousand that were sold since, so that hardly a short word is farther from one. And networks are
//! named `.vnet` and `.inet`.
//!
//! # Fires
//!
//! ```text
//! jane@uni.rz
//! alerts@company.xy
//! user@node.vnet
//! ```
//!
//! # Quiet
//!
//! ```text
//! jane@gmail.con
//! ```

use crate::context::Site;
use crate::data::suffix;
use crate::doubt::{Casts, Doubt};
use crate::find::COMMON;
use crate::finding::Finding;
use crate::lint::slip::{Candidate, Slip};
use crate::lint::{Cx, Speaker};
use crate::page::Page;
use crate::text::edit::Edit;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "near_country",
    reason: "such an ending is near any word as short",
    page: Page::of(include_str!("near_country.rs")),
    casts: Casts::Verdict(casts),
};

fn casts(cx: &Cx<'_>, site: &Site, finding: &Finding) -> bool {
    let is_near = |slip: &Candidate<'_>| !cx.has_a_name(slip) && is_near_any(slip, site);
    finding.lint == "unknown_tld" && site.is_scanned() && cx.slip_for(Speaker::UnknownTld).is_some_and(is_near)
}

/// Whether the ending that was meant is one of the many that lie near any short word: a country's, one of the thousand
/// that were sold since, or a common one that another word ends in.
fn is_near_any(slip: &Candidate<'_>, site: &Site) -> bool {
    let edit = |edit: Edit| slip.slip == Slip::Edit(edit);
    if slip.target.len() == 2 {
        edit(Edit::Insertion) || edit(Edit::Substitution) || edit(Edit::NearKey)
    } else if COMMON.has(slip.target.as_bytes()) {
        edit(Edit::Insertion) && suffix::top(&site.domain).ends_with(slip.target)
    } else {
        !edit(Edit::Transposition) && !edit(Edit::Doubling)
    }
}
