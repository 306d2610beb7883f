//! A name that looks like one of those that people make up: `vdomain1.com` beside `domain1.com`.
//!
//! # Why
//!
//! Where one name is made up, so are those beside it, and mail to neither was meant to arrive.
//!
//! # Fires
//!
//! In a tree that names `domain1.com` often:
//!
//! ```census
//! domain1.com
//! xxxx.com
//! fabrikam.net
//! ```
//!
//! ```text
//! bob@vdomain1.com
//! jo@xxx.com
//! ```
//!
//! # Quiet
//!
//! ```text
//! bob@fabrkiam.net
//! ```

use crate::context::Site;
use crate::data::lists::placeholders;
use crate::doubt::{Casts, Doubt};
use crate::finding::Finding;
use crate::lint::Cx;
use crate::page::Page;
use crate::whose::registrable;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "placeholder",
    reason: "what it looks like is a name that people make up",
    page: Page::of(include_str!("placeholder.rs")),
    casts: Casts::Verdict(casts),
};

fn casts(cx: &Cx<'_>, _: &Site, finding: &Finding) -> bool {
    let Some((_, slip)) = cx.slip().filter(|_| cx.witness.names_much()) else { return false };
    matches!(finding.lint, "host_slip" | "lonely_domain") && is_made_up(registrable(&cx.reading.mended_by(slip)))
}

/// Whether people make up such a name, numbered or not, or hold one letter down for it.
fn is_made_up(domain: &str) -> bool {
    let Some((name, _)) = domain.split_once('.') else { return false };
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let mut letters = name.bytes();
    let first = letters.next();
    name.len() > 2 && letters.all(|b| Some(b) == first) || placeholders::NAME.has(bare.as_bytes())
}
