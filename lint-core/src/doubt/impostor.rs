//! A sender that poses as the security of a known company, as samples of fraud do.
//!
//! # Why
//!
//! Filters and lessons on fraud are made of such senders. Whoever mails a company's security writes to it, and not from it.
//!
//! # Fires
//!
//! ```text a.js
//! "From: security@facebok.com"
//! from: "account-security@mircosoft.com",
//! ```
//!
//! # Quiet
//!
//! ```text a.js
//! from: "security@army.ml"
//! to: "security@facebok.com"
//! ```

use super::lower;
use crate::data::lists::doubt_words;
use crate::doubt::{Casts, Doubt, Scene};
use crate::find::chars::{ALNUM, is, slice};
use crate::find::cut::trailing;
use crate::page::Page;
use crate::text::identifier::words;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "impostor",
    reason: "it poses as the security of a company",
    page: Page::of(include_str!("impostor.rs")),
    casts: Casts::Text(casts),
};

fn casts(scene: &Scene<'_>) -> bool {
    let site = scene.site;
    let is_company = matches!(scene.finding.lint, "host_slip" | "provider_slip" | "lookalike_domain");
    if !is_company || !site.is_mail() {
        return false;
    }
    let head = lower(scene.head());
    let local = slice(scene.text, site.span.start, site.domain_span.start.saturating_sub(1));
    let poses = |name: &[u8]| words(name).iter().any(|word| doubt_words::POSES.has(word.as_bytes()));
    // The name that is shown: `Fabrikam Security Team <`.
    let shown = head
        .strip_suffix('<')
        .map_or("", |name| name.rsplit(['"', ':', '\n']).find(|name| !name.trim().is_empty()).unwrap_or(""));
    let key = head.trim_end_matches(['"', '\'', '`', ' ', ':', '=']);
    let key = slice(key.as_bytes(), key.len() - trailing(key.as_bytes(), |b| is(b, ALNUM)), key.len());
    (poses(local) && matches!(key, b"from" | b"sender")) || (poses(local) && poses(shown.as_bytes()))
}
