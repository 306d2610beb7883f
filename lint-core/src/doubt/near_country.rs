//! An ending that does not exist and is one letter from a country's.
//!
//! # Why
//!
//! There are some 250 of those, so that hardly a short word is farther from one.
//!
//! # Fires
//!
//! ```text
//! jane@uni.rz
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
use crate::lint::slip::{Candidate, Slip};
use crate::lint::{Cx, Speaker};
use crate::page::Page;
use crate::text::edit::Edit;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "near_country",
    reason: "a country's ending is near any word as short",
    page: Page::of(include_str!("near_country.rs")),
    casts: Casts::Verdict(casts),
};

fn casts(cx: &Cx<'_>, site: &Site, finding: &Finding) -> bool {
    finding.lint == "unknown_tld" && site.is_scanned() && cx.slip_for(Speaker::UnknownTld).is_some_and(is_near_any)
}

/// Whether the ending alone speaks for a slip, and it is a country's: nearly every word of two or three letters is one letter
/// from one.
fn is_near_any(slip: &Candidate<'_>) -> bool {
    let edit = |edit: Edit| slip.slip == Slip::Edit(edit);
    slip.is_ending()
        && slip.witnessed.is_none()
        && slip.target.len() == 2
        && (edit(Edit::Insertion) || edit(Edit::Substitution) || edit(Edit::NearKey))
}
