//! A bare name in a string of a test, nearly the tree's own; or one that is made up below a government's ending.
//!
//! # Why
//!
//! What sorts, matches or compares names is tested with some that nearly match, made from the name at hand. And who has an account
//! is tested with offices that do not exist: each is near one that does, which nobody in that tree has heard of.
//!
//! # Fires
//!
//! In a tree that names `fabrikam.net` often:
//!
//! ```census
//! fabrikam.net
//! ```
//!
//! ```text tests/zones.py
//! assert DNSName("fabrikamz.net") > zone
//! ```
//!
//! ```text tests/accounts.py
//! login("jane@unicorn.gov")
//! ```
//!
//! # Quiet
//!
//! ```text tests/zones.py
//! # zones below fabrikamz.net
//! https://fabrikamz.net/
//! notify("jane@fabrikamz.net")
//! ```
//!
//! ```text src/zones.py
//! host = "fabrikamz.net"
//! ```

use super::is_test;
use crate::doubt::{Casts, Doubt, Scene};
use crate::find::Form;
use crate::finding::{Evidence, Finding};
use crate::page::Page;
use crate::source::Place;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "varied",
    reason: "tests need names that nearly match",
    page: Page::of(include_str!("varied.rs")),
    casts: Casts::Text(casts),
};

fn casts(scene: &Scene<'_>) -> bool {
    let Scene { finding, site, path, .. } = scene;
    let is_string_of_test = site.place == Place::Literal && is_test(path);
    is_string_of_test && (finding.lint == "lonely_domain" && site.form == Form::Bare || is_made_up(finding))
}

/// Whether an office is all that speaks for a slip of it.
fn is_made_up(finding: &Finding) -> bool {
    let is_office = |evidence: &Evidence| evidence.source == "builtin" && evidence.target.ends_with(".gov");
    finding.lint == "host_slip" && !finding.evidence.is_empty() && finding.evidence.iter().all(is_office)
}
