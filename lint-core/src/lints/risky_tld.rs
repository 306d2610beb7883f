//! An address under a top-level domain that is a known slip of a more likely one, with no other evidence.
//!
//! # Why
//!
//! `.ml`, `.cm`, `.om` and `.ne` are countries, and each is `.mil`, `.com` or `.net` with a letter missing. Nothing else
//! speaks against the address, so this is a warning; projects that never write there can deny it.
//!
//! # Fires
//!
//! ```text
//! x@fabrikam.ml
//! x@fabrikam.cm
//! ```
//!
//! # Quiet
//!
//! Names in known use there.
//!
//! ```text
//! x@lemmy.ml
//! x@gouv.ml
//! x@fabrikam.com
//! ```
//!
//! # Fix
//!
//! If the other ending was meant, write it.
//!
//! # Allow
//!
//! An `[[allow]]` with its reason in `maillint.toml`, or `maillint: allow(risky_tld) reason` in a comment on the line.

use crate::context::Site;
use crate::data::country;
use crate::data::suffix::top;
use crate::finding::{Fate, Finding, Level};
use crate::knowledge::risk_of;
use crate::lint::{Check, Cx, Lint, Page, Told};

pub(crate) static LINT: Lint = Lint {
    id: "risky_tld",
    level: Level::Warn,
    page: Page::of(include_str!("risky_tld.rs")),
    check: Check::Domain(check),
};

fn check<'a>(cx: &'a Cx<'a>, site: &'a Site) -> Option<Told<'a>> {
    if !site.is_mail() || cx.malformed.is_some() || cx.reading.known || cx.look.is_odd() || cx.slip().is_some() {
        return None;
    }
    // To be repeated makes it no better: a leak is a habit.
    let meant = risk_of(top(&site.domain))?;
    Some(Box::new(move || {
        let top = top(&site.domain).to_ascii_lowercase();
        let problem = ["`.", &top, "` is ", country(&top), "; if `.", meant, "` was meant, a stranger gets the mail"];
        Finding { fate: Some(Fate::Misdelivered), ..cx.finding(&LINT, site, &problem) }
    }))
}
