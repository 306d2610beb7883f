//! A domain that is cut where a line is full: the rest stands on the next line.
//!
//! # Why
//!
//! Consoles and programs that print to a width break a line wherever that is, and nobody wrote what stands there so.
//!
//! # Fires
//!
//! ```file console.txt
//!     Subject: "E=jo@gmail.co
//!         m,CN=jo,O=Fabrikam"
//! ```
//!
//! # Quiet
//!
//! ```file console.txt
//!     Subject: "E=jo@gmail.co
//!         mail,CN=jo,O=Fabrikam"
//! ```
//!
//! ```file console.txt
//! jo@gmail.co
//!
//! m, that was all
//! ```

use crate::doubt::{Casts, Doubt, Scene};
use crate::find::chars::{HOST, byte, is, slice};
use crate::find::cut::indent;
use crate::page::Page;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "wrapped",
    reason: "the rest of it stands on the next line",
    page: Page::of(include_str!("wrapped.rs")),
    casts: Casts::Text(casts),
};

/// How much of the next line is looked at.
const NEAR: usize = 256;

fn casts(scene: &Scene<'_>) -> bool {
    let Scene { finding, site, text, .. } = scene;
    let Some(meant) = finding.suggestion.as_deref() else { return false };
    let domain = scene.domain();
    let meant = meant.rsplit('@').next().unwrap_or(meant).to_lowercase();
    let Some(rest) = meant.strip_prefix(&*domain).filter(|rest| !rest.is_empty()) else { return false };
    let behind = slice(text, site.span.end, site.span.end + NEAR);
    let behind = behind.strip_prefix(b"\r").unwrap_or(behind);
    let Some(next) = behind.strip_prefix(b"\n") else { return false };
    let next = slice(next, indent(next), next.len());
    let is_rest = next.len() >= rest.len() && slice(next, 0, rest.len()).eq_ignore_ascii_case(rest.as_bytes());
    is_rest && !is(byte(next, rest.len()), HOST)
}
