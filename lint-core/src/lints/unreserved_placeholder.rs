//! A made-up address on a domain that somebody owns, such as `test.com`.
//!
//! # Why
//!
//! Examples are copied, and test mail is sent for real one day. The owners of such domains get it. RFC 2606 and RFC 6761
//! keep names for this: `example.com`, `example.org`, `example.net` and everything below `.example`, `.test` and
//! `.invalid`.
//!
//! # Fires
//!
//! ```toml
//! [lints]
//! unreserved_placeholder = "warn"
//! ```
//!
//! ```text
//! user@test.com
//! admin@yourdomain.com
//! ```
//!
//! # Quiet
//!
//! ```text
//! user@example.com
//! admin@shop.test
//! ```
//!
//! # Fix
//!
//! Write `example.com`, or a name below `.example` or `.test`.
//!
//! # Allow
//!
//! It is off unless `maillint.toml` or the command line turn it on; single places get
//! `maillint: allow(unreserved_placeholder) reason` in a comment on the line.

use crate::context::Site;
use crate::data::lists::{ending_words, placeholders};
use crate::finding::{Fate, Finding, Level};
use crate::lint::{Check, Cx, Lint, Page, Told};

pub(crate) static LINT: Lint = Lint {
    id: "unreserved_placeholder",
    level: Level::Allow,
    page: Page::of(include_str!("unreserved_placeholder.rs")),
    check: Check::Domain(check),
};

fn check<'a>(cx: &'a Cx<'a>, site: &'a Site) -> Option<Told<'a>> {
    let domain = &cx.reading.domain;
    let (name, ending) = domain.split_once('.')?;
    if !site.is_mail()
        || cx.malformed.is_some()
        || !ending_words::GENERIC.has(ending.as_bytes())
        || !placeholders::NAME.has(name.as_bytes())
    {
        return None;
    }
    Some(Box::new(move || {
        let message = format!(
            "`{}`: somebody owns `{domain}` and gets what is sent there; RFC 2606 keeps `example.{ending}`",
            site.subject
        );
        Finding { fate: Some(Fate::Misdelivered), ..Finding::new(&LINT, site, message) }
    }))
}
