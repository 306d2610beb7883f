//! A host one slip from one that code depends on.
//!
//! # Why
//!
//! Code is fetched from it, tokens are sent to it, mail is relayed through it. Whoever registers the misspelling decides
//! what is downloaded and learns what is sent.
//!
//! # Fires
//!
//! ```text
//! curl -O https://githib.com/owner/tool/archive/v1.zip
//! git clone https://gihtub.com/owner/tool.git
//! see https://www.goolge.com/
//! support@micorsoft.com
//! see https://unp.kg.com/react
//! [https://githib.com](https://example.org)
//! see https://githib.com{path}
//! see https://www,fabrikam.org/ and
//! see https://api.github,com/repos
//! curl https://raw.githubusercontent.content.com/x
//! ```
//!
//! Nobody outside of a government has a name below `.mil`, `.gov` or `.gov.uk`: one that is in no register and one slip from one
//! that is, is a slip; up to five letters, one of them another or one more, may be another abbreviation, and are a warning.
//!
//! ```text
//! ops@amry.mil
//! see https://www.nayv.mil/
//! jane@usdaa.gov
//! see https://assets.publishing.sevice.gov.uk/
//! ```
//!
//! # Quiet
//!
//! ```text
//! git clone https://github.com/owner/tool.git
//! see https://lithub.com/
//! someone@intel.com
//! see https://lists.linuxfoundation.org/
//! foobar@local.host
//! mike@brl.mil
//! clerk@leecountyfl.gov
//! see https://www.fdicig.gov/
//! kafka://localhost,github.com
//! see https://githubcontent.content.com/
//! see https://www.claudeai.ai/
//! ```
//!
//! # Fix
//!
//! Write the host that is meant.
//!
//! # Allow
//!
//! An `[[allow]]` with its reason in `maillint.toml`, or `maillint: allow(host_slip) reason` in a comment on the line.

use crate::context::Site;
use crate::finding::Level;
use crate::lint::{Check, Cx, Lint, Page, Speaker, Told};

pub(crate) static LINT: Lint = Lint {
    id: "host_slip",
    level: Level::Deny,
    page: Page::of(include_str!("host_slip.rs")),
    check: Check::Domain(check),
};

fn check<'a>(cx: &'a Cx<'a>, site: &'a Site) -> Option<Told<'a>> {
    let slip = cx.slip_for(Speaker::HostSlip)?;
    let problem = [slip.distance(), " from `", cx.reading.target(slip), "`, ", cx.fate_clause(site)];
    Some(Box::new(move || cx.question(&LINT, site, &problem)))
}
