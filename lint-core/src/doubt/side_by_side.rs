//! A name that stands nearby under a third ending as well.
//!
//! # Why
//!
//! Who has a name under several endings lists them, and so does who blocks, forwards or compares them. Nobody slips on the ending in one of
//! three by chance.
//!
//! # Fires
//!
//! ```file servers.pp
//! server_names => [
//!   'www.hmrc.gov.uk',
//!   'www.hmrc.co.uk',
//!   'www.hmrc.org',
//! ],
//! ```
//!
//! # Quiet
//!
//! ```file servers.pp
//! server_names => [
//!   'www.hmrc.gov.uk',
//!   'www.hmrc.co.uk',
//!   'www.dft.gov.uk',
//! ],
//! ```
//!
//! ```text
//! army.mil, army.ml and army.com
//! ```

use super::registered;
use crate::doubt::{Casts, Doubt, Scene};
use crate::find::candidates;
use crate::find::chars::slice;
use crate::page::Page;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "side_by_side",
    reason: "the name stands nearby under a third ending as well",
    page: Page::of(include_str!("side_by_side.rs")),
    casts: Casts::Text(casts),
};

/// How far before and behind it others are looked for.
const NEAR: usize = 512;

fn casts(scene: &Scene<'_>) -> bool {
    let Scene { finding, site, text, .. } = scene;
    // Mail to the forces leaks to Mali, whatever stands beside it.
    let is_told = matches!(finding.lint, "tld_slip" | "lonely_domain") && !scene.domain().ends_with(".ml");
    let Some(meant) = finding.suggestion.as_deref().filter(|_| is_told && !site.is_mail()) else { return false };
    let (typed, meant) = (scene.domain(), meant.to_lowercase());
    let (typed, meant) = (registered(&typed), registered(&meant));
    let (name, of_meant) = (first(typed), first(meant));
    let near = slice(text, site.span.start.saturating_sub(NEAR), site.span.end + NEAR);
    let (mut has_meant, mut has_third) = (false, false);
    for candidate in candidates(near) {
        let domain = String::from_utf8_lossy(candidate.domain(near)).to_lowercase();
        let other = registered(&domain);
        has_meant |= other == meant;
        has_third |= other != typed && other != meant && first(other) == name;
    }
    name == of_meant && has_meant && has_third
}

/// The label before the ending.
fn first(domain: &str) -> &str {
    domain.split('.').next().unwrap_or_default()
}
