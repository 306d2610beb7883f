//! A string in a test that is nearly a name which the tree or everybody knows.
//!
//! # Why
//!
//! What sorts, matches, validates or compares names is tested with some that nearly match, made from the name at hand, and who has an account
//! is tested with providers and offices that do not exist. Hardly any of them is a slip, unless the very host that was meant stands in the
//! tree, or the name is the forces', or one that the project protects.
//!
//! # Fires
//!
//! In a tree that names `fabrikam.net` often:
//!
//! ```census
//! fabrikam.net
//! idp.int.northwind.net
//! tailspin.net
//! ```
//!
//! ```text tests/zones.py
//! assert DNSName("fabrikamz.net") > zone
//! ```
//!
//! ```text src/app/tests.py
//! notify("jane@fabrikamz.net")
//! ```
//!
//! ```text src/accounts/UserTest.java
//! login("jane@unicorn.gov");
//! ```
//!
//! ```text src/accounts.spec.ts
//! login("jane@gmail.co");
//! ```
//!
//! ```text tests/test-hostname.c
//! "2nd@xn--zab-8cd.no.where",
//! ```
//!
//! # Quiet
//!
//! ```text tests/zones.py
//! # zones below fabrikamz.net
//! notify("jane@army.ml")
//! get("https://idp.int.northwindd.net/")
//! ```
//!
//! ```text src/latest/zones.py
//! host = "fabrikamz.net"
//! ```

use crate::context::Site;
use crate::doubt::{Casts, Doubt};
use crate::finding::Finding;
use crate::lint::Cx;
use crate::page::Page;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "varied",
    reason: "tests need names that nearly match",
    page: Page::of(include_str!("varied.rs")),
    casts: Casts::Verdict(casts),
};

fn casts(cx: &Cx<'_>, site: &Site, finding: &Finding) -> bool {
    let is_made_up = match cx.slip() {
        Some((_, slip)) => cx.reading.is_made_up_for_test(slip, cx.witness),
        // Letters of several scripts that look like nothing that anybody knows.
        None => finding.lint == "lookalike_domain" && finding.evidence.is_empty(),
    };
    is_made_up && cx.is_string_of_test(site)
}
