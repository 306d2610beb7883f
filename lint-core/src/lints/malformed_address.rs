//! An address that mail cannot be sent to (RFC 5321, RFC 5322, RFC 6531).
//!
//! # Why
//!
//! No mail server takes it. In code it is mostly a slip on a neighbouring key: a comma for a dot, a dot or an `@` twice.
//!
//! # Fires
//!
//! ```text
//! jane@gmail,com
//! jane@gmail..com
//! "jane@@gmail.com"
//! ```
//!
//! # Quiet
//!
//! ```text
//! jane@gmail.com
//! "jane doe"@example.com
//! postmaster@[192.0.2.1]
//! ```
//!
//! # Fix
//!
//! Write it as the message says.
//!
//! # Allow
//!
//! An `[[allow]]` with its reason in `maillint.toml`, or `maillint: allow(malformed_address) reason` in a comment on the
//! line.

use crate::address::{Error, ErrorKind, Part};
use crate::finding::{Fate, Finding, Level};
use crate::lint::{Check, Cx, Lint, Page};
use crate::scan::Site;

pub(crate) static LINT: Lint = Lint {
    id: "malformed_address",
    level: Level::Deny,
    page: Page::of(include_str!("malformed_address.rs")),
    check: Check::Site(check),
};

fn check(cx: &Cx<'_>, site: &Site) -> Option<Finding> {
    let error = cx.malformed?;
    let finding = Finding::new(LINT.id, LINT.level, site, String::new());
    let mut mended = mended(&site.subject, error).into_iter().filter(|mended| !mended.starts_with('@'));
    let suggestion = mended.find_map(|mended| cx.fine(mended));
    let question = suggestion.as_ref().map_or(String::new(), |mended| format!("; did you mean `{mended}`?"));
    Some(Finding {
        message: format!("`{}`: {error}{question}", site.subject),
        doubt: (site.is_scanned() && !suggestion.as_deref().is_some_and(|mended| cx.is_known(mended)))
            .then_some("in running text and code, many things look like addresses that are none"),
        suggestion,
        fate: Some(Fate::Undeliverable),
        ..finding
    })
}

/// The address without the one thing that is wrong, where it is plain how that was meant; likeliest first.
fn mended(address: &str, error: Error) -> Vec<String> {
    let (start, end) = (error.span().start, error.span().end);
    let (Some(before), Some(behind)) = (address.get(..start), address.get(end..)) else { return Vec::new() };
    match error.kind() {
        ErrorKind::NotADot(_) | ErrorKind::DoubledDot => vec![format!("{before}.{behind}")],
        // Shift and the key beside the two.
        ErrorKind::NoAt if address.contains('%') => vec![address.replacen('%', "@", 1)],
        ErrorKind::DoubledAt => vec![format!("{before}@{behind}")],
        // The comma and the dot are the keys beside the m.
        ErrorKind::TrailingDot(Part::Domain) | ErrorKind::StrayMark(',') if before.ends_with(".co") => {
            vec![format!("{before}m"), before.to_owned()]
        }
        ErrorKind::LeadingDot(_) | ErrorKind::TrailingDot(_) | ErrorKind::Space | ErrorKind::StrayMark(_) => {
            vec![format!("{before}{behind}")]
        }
        _ => Vec::new(),
    }
}
