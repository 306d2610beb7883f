//! Letters of two scripts in the name of a host, below a domain in one script, that look like nothing that is known.
//!
//! # Why
//!
//! A registry does not sell such a name, but who has a domain calls the hosts below it as they like.
//!
//! # Fires
//!
//! ```text
//! https://xn--fbrikam-2fg.fabrikam.net/
//! ```
//!
//! # Quiet
//!
//! ```text
//! jane@fаbrikam.com
//! https://www.аррӏе.com/
//! ```

use crate::context::Site;
use crate::doubt::{Casts, Doubt};
use crate::finding::Finding;
use crate::lint::Cx;
use crate::page::Page;
use crate::text::punycode::has_a_label;
use crate::whose::registrable;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "own_hosts",
    reason: "who has the domain calls its hosts as they like",
    page: Page::of(include_str!("own_hosts.rs")),
    casts: Casts::Verdict(casts),
};

fn casts(cx: &Cx<'_>, site: &Site, finding: &Finding) -> bool {
    let is_below = || !has_a_label(registrable(&cx.reading.domain));
    !site.is_mail() && finding.lint == "lookalike_domain" && finding.evidence.is_empty() && is_below()
}
