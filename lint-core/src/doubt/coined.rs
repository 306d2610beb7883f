//! A host with another letter than a known name has, or with one more, for which little else speaks.
//!
//! # Why
//!
//! Names are coined after others and beside them: `pmail.com` is Pegasus Mail's. Fingers leave letters out, swap them and strike them
//! twice; another letter is rather somebody's choice. This holds for mailboxes too where a repository never names what theirs looks like,
//! and for another first letter however often it does: whoever coins a name rhymes.
//!
//! # Fires
//!
//! In a tree that names other domains often, and one a hundred times:
//!
//! ```census
//! fabrikam.net
//! northwind.net
//! tailspin.net
//! github.com
//! github.com
//! github.com
//! ```
//!
//! ```text
//! https://khleuven.be/
//! jane@student.khleuven.be
//! ```
//!
//! # Quiet
//!
//! The more often a tree writes a name, the more often fingers slip:
//!
//! ```text
//! https://githib.com/
//! https://githum.com/
//! jane@gmial.com
//! jane@yahooo.com
//! ```

use crate::context::Site;
use crate::doubt::{Casts, Doubt};
use crate::finding::Finding;
use crate::lint::Cx;
use crate::lint::slip::Candidate;
use crate::page::Page;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "coined",
    reason: "names are coined so, and little else speaks for a slip",
    page: Page::of(include_str!("coined.rs")),
    casts: Casts::Verdict(casts),
};

fn casts(cx: &Cx<'_>, site: &Site, finding: &Finding) -> bool {
    let is_coined = |slip: &Candidate<'_>| slip.is_coined(&cx.reading.domain, site.is_mail(), cx.witness);
    !finding.evidence.is_empty() && cx.slip().is_some_and(|(_, slip)| is_coined(slip))
}
