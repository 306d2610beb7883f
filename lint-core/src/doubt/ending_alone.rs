//! An ending that is near another, behind a name that nobody knows.
//!
//! # Why
//!
//! Words and bytes come to endings of two letters by chance, and a repository that has the name under the other ending says so. A common
//! ending that is misspelt, `.con`, is enough by itself.
//!
//! # Fires
//!
//! In a tree that names other domains often:
//!
//! ```census
//! fabrikam.net
//! northwind.net
//! tailspin.net
//! ```
//!
//! ```text
//! vq@7xu.on
//! https://portal.zx.br/
//! ```
//!
//! # Quiet
//!
//! ```text
//! jane@contoso.con
//! jane@gmail.cmo
//! jane@fabrikam.ne
//! ```

use crate::context::Site;
use crate::doubt::{Casts, Doubt};
use crate::finding::Finding;
use crate::lint::Cx;
use crate::page::Page;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "ending_alone",
    reason: "only its ending looks like another, and this repository never names what was meant",
    page: Page::of(include_str!("ending_alone.rs")),
    casts: Casts::Verdict(casts),
};

fn casts(cx: &Cx<'_>, site: &Site, finding: &Finding) -> bool {
    let rests_on_ending = |(_, slip)| cx.reading.rests_on_ending(slip, site.is_mail(), cx.witness);
    !finding.evidence.is_empty() && cx.slip().is_some_and(rests_on_ending)
}
