//! A bare name in a string of a test, nearly the tree's own.
//!
//! # Why
//!
//! What sorts, matches or compares names is tested with some that nearly match, made from the name at hand.
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
use crate::page::Page;
use crate::source::Place;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "varied",
    reason: "tests need names that nearly match",
    page: Page::of(include_str!("varied.rs")),
    casts: Casts::Text(casts),
};

fn casts(scene: &Scene<'_>) -> bool {
    scene.finding.lint == "lonely_domain"
        && scene.site.form == Form::Bare
        && scene.site.place == Place::Literal
        && is_test(scene.path)
}
