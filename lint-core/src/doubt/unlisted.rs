//! A name below `.gov`, `.gov.uk` or `.mil` in a tree that has others which no table has.
//!
//! # Why
//!
//! Of the names in these registries the tables hold nearly all, so that one that is missing, and a letter away from one that is not, is
//! rather a slip. A tree that has several which are missing, and like nothing that is known, shows that it has more: a list of offices
//! that are no more, of what the public never sees, or of names that are made up.
//!
//! # Fires
//!
//! ```census
//! agency.gov
//! nonsense.gov
//! sample.gov
//! https://csrc.nist.gov/
//! ```
//!
//! ```text
//! jane@medicares.gov
//! https://www.healthcares.gov/
//! ```
//!
//! # Quiet
//!
//! Letters that fingers swap or strike twice, and hosts that are known:
//!
//! ```text
//! jane@naas.gov
//! https://csrc.nst.gov/
//! ```

use crate::context::Site;
use crate::doubt::{Casts, Doubt};
use crate::finding::Finding;
use crate::lint::Cx;
use crate::page::Page;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "unlisted",
    reason: "this repository has other names there that no table has",
    page: Page::of(include_str!("unlisted.rs")),
    casts: Casts::Verdict(casts),
};

fn casts(cx: &Cx<'_>, _: &Site, finding: &Finding) -> bool {
    !finding.evidence.is_empty() && cx.slip().is_some_and(|(_, slip)| cx.reading.is_office_alone(slip, cx.witness))
}
