//! A slip that is no likelier than that somebody means the domain as written.
//!
//! # Why
//!
//! What people type is weighed against who has that domain. Where the scales stand even, a person has to look.
//!
//! # Fires
//!
//! ```text
//! jane@aol.net
//! ```
//!
//! # Quiet
//!
//! ```text
//! jane@gmial.com
//! ```

use crate::context::Site;
use crate::doubt::{Casts, Doubt};
use crate::finding::Finding;
use crate::knowledge::Source;
use crate::lint::Cx;
use crate::lint::slip::{Candidate, LIKELY};
use crate::page::Page;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "even_odds",
    reason: "a domain of this name may be meant",
    page: Page::of(include_str!("even_odds.rs")),
    casts: Casts::Verdict(casts),
};

fn casts(cx: &Cx<'_>, _: &Site, finding: &Finding) -> bool {
    !finding.evidence.is_empty() && cx.slip().is_some_and(|(_, slip)| slip.odds < LIKELY && !is_witnessed(slip))
}

/// Whether the tree speaks for the slip: its own names, of which the lint says how sure it is, or the same mailbox.
fn is_witnessed(slip: &Candidate<'_>) -> bool {
    slip.source == Source::Tree || slip.witnessed.is_some_and(|witnessed| witnessed.twin)
}
